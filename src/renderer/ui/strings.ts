/** Words of controls that are about nothing in particular. */
export const strings = {
  close: 'Close',
  dismiss: 'Dismiss',
  messages: 'Messages',
  mixed: 'different',
  listNothing: 'Nothing matches that.',
  listLoading: 'The list is still loading, or there is nothing to choose from.',
  noNumber: 'Write a number.',
  noWholeNumber: 'Write a whole number.',
  unclearNumber: (text: string, whole: string, decimal: string): string =>
    `"${text}" can be read in two ways; write ${whole} or ${decimal}.`,
  atLeast: (least: string): string => `At least ${least}.`,
  atMost: (most: string): string => `At most ${most}.`,
  slider: (label: string): string => `${label}, slider`,
} as const;
