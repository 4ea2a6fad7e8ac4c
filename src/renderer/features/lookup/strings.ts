/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Look up',
  beforeRun: 'What a database or a shard knows about a key will be shown here, at any moment of the run.',
  noStores: 'There is no database, shard or replica to look into.',
  notHere: 'not here',
  elsewhere: (node: string, value: string): string => `${node} says ${value}`,
  states: { nothing: 'Nothing', incomplete: 'Incomplete', complete: 'Complete', contradictory: 'Contradictory' },
  lookUpInSelected: 'Look up a key in the selected part',
  lookUpKey: 'Look up a key...',
  in: 'in',
  at: (seconds: string): string => `at ${seconds} s`,
  noSuchKey: (example: string): string => `There is no profile with this key; try ${example}.`,
} as const;
