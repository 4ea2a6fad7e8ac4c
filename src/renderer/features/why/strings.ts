/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Why',
  beforeRun: 'When a request or a check fails, its causes will be explained here.',
  why: 'Why did it fail',
  whyHint: 'Pick what you want explained: the failure seen most, a check, a line of the log, or a message on the board.',
  whyNothing: 'Nothing failed in this run. Click a message on the board to see what happened to its request.',
  whySearching: 'Looking for the cause...',
  whyFirst: 'Why did requests fail?',
  whyCheck: (title: string): string => `Why was this not met: ${title}`,
  whyHops: 'Hop by hop',
  whyClose: 'Put away',
  seconds: (count: string): string => `${count} s`,
} as const;
