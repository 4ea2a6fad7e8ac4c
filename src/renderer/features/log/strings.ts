/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Log',
  beforeRun: 'What every part does will stand here, line by line.',
  whyButton: 'Why?',
  whyLine: (line: string): string => `Why: ${line}`,
} as const;
