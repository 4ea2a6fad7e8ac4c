/** Words of controls that are about nothing in particular. */
export const strings = {
  close: 'Close',
  mixed: 'different',
  listNothing: 'Nothing is called that.',
  listLoading: 'The list is being read, or there is nothing to choose from.',
} as const;
