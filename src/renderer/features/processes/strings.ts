/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Programs on this computer',
  ask: 'May this board start these programs on your computer? They can do whatever you can do: allow only programs you trust.',
  again: 'You will be asked again when one of these files changes.',
  code: 'Code',
  codeHelp: 'It is shown where Faultboard was started, for example in the terminal, so that no page can allow programs by itself.',
  wrongCode: 'That is not the code. After five tries, run the board again for another one.',
  started: 'It starts',
  hash: (path: string): string => `SHA-256 of ${path}`,
  allow: 'Allow and run',
  refuse: 'Do not start',
  saveJournal: 'Save the journal of its processes\u2026',
  openJournal: 'Run with a journal of its processes\u2026',
  notRead: (name: string): string => `${name} could not be read; choose a journal that this menu or faultboard run --record has written.`,
  tooLarge: (name: string): string => `${name} is too large for a window; faultboard run FILE --replay ${name} reads it.`,
} as const;
