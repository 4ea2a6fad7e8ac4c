/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  find: 'Find a part',
  findHint: 'Name, label or kind',
} as const;
