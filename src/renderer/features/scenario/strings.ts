/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Scenario',
  fallacies: 'The eight fallacies',
  fallaciesHelp: 'What everybody believes about networks at first. Switch on what is true of yours; it holds for every wire.',
  prices: 'Prices and error budget',
  name: 'Name',
  description: 'Description',
  length: 'Length',
  seed: 'Seed',
  seedHelp: 'The same seed gives the same run, everywhere. Another seed is another day with the same traffic.',
  renameScenario: 'Rename the scenario',
  describeScenario: 'Describe the scenario',
  setLength: 'Set the length',
  setSeed: 'Set the seed',
  giveUpFallacy: (name: string): string => `Give up a fallacy: ${name}`,
  believeFallacy: (name: string): string => `Believe a fallacy: ${name}`,
  setPrice: (title: string): string => `Set ${title}`,
} as const;
