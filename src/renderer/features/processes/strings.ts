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
} as const;
