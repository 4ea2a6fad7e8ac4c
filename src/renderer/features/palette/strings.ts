/** Texts of this feature: one place, ready to be translated. */
export const strings = {
  title: 'Parts',
  search: 'Search parts',
  paletteHint: 'Drag a part onto the board or onto a wire, or click it.',
  noPart: 'No part is called that.',
  insertTitle: (from: string, to: string): string => `Put a part between ${from} and ${to}`,
  insertLabel: 'Parts that fit in between',
  insertHint: 'Which part?',
  addTitle: 'Add a part',
  parts: 'Parts',
  whichPart: 'Which part?',
  wireTitle: (from: string): string => `Wire ${from} to`,
  wireLabel: (from: string): string => `Parts that ${from} can be wired to`,
} as const;
