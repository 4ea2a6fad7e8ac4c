/** Texts of this room: one place, ready to be translated. */
export const strings = {
  mixed: 'different',
  range: (from: string, to: string): string => `From ${from} to ${to}.`,
  atLeast: (least: string): string => `At least ${least}.`,
  mixedHelp: 'The selected parts differ here; what you choose holds for all of them.',
  reset: 'Reset to default',
  on: 'On',
  off: 'Off',
} as const;
