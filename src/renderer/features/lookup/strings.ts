/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Look up',
  beforeRun: 'What a database or a shard knows of a key will stand here, at any moment of the run.',
} as const;
