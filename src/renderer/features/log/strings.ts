/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Log',
  beforeRun: 'What every part does will stand here, line by line.',
  whyButton: 'Why?',
  hopsButton: 'hops',
  hopsLine: (request: number): string => `Show request ${request} hop by hop`,
  whyLine: (line: string): string => `Why: ${line}`,
} as const;
