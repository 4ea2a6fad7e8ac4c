/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Scenario',
  fallacies: 'The eight fallacies',
  fallaciesHelp: 'What everybody believes of networks at first. Switch on what is true of yours; it holds for every wire.',
  prices: 'Prices and error budget',
} as const;
