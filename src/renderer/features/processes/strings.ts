/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Programs of this computer',
  ask: 'May this board start these programs of your computer? They can do whatever you can: allow only what you know.',
  again: 'You are asked again when one of these files changes.',
  code: 'Code',
  codeHelp: 'It stands where Faultboard was started, such as in the terminal, so that no page can allow programs by itself.',
  wrongCode: 'That is not the code. After five tries, run the board again for another one.',
  started: 'It starts',
  hash: (path: string): string => `SHA-256 of ${path}`,
  allow: 'Allow and run',
  refuse: 'Do not start',
} as const;
