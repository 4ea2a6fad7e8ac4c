/** Texts of the demonstration. */
export const strings = {
  title: 'Demonstration',
  command: 'Show the demonstration',
  parts: (count: number): string => `${count} parts on the board`,
  crash: 'The demonstration was told to fail.',
} as const;
