/** Where the name of a part, or the sort that it is, does not fit on its face: from afar, where letters are large, or from near as well. */
export type CutShort = 'afar' | 'always' | undefined;

/** Room for the head of a face and widths of letters, CSS pixels at 100 %; on the safe side. See face.module.css and far.module.css. */
const NEAR = { roomPx: 100, namePx: 10, sortPx: 8 };
const AFAR = { roomPx: 140, namePx: 24, sortPx: 12 };

/** Letters of a text as wide as Latin ones: others may be twice as wide. */
function lettersOf(text: string): number {
  let letters = 0;
  for (const letter of text) letters += letter > '\u024f' ? 2 : 1;
  return letters;
}

/**
 * Whether the head of a face must be cut short. Where all of it fits it is not clipped: a clip for each of a thousand texts is a third of
 * what a step of a zoom costs.
 */
export function cutShort(name: string, sort: string): CutShort {
  const [nameLetters, sortLetters] = [lettersOf(name), lettersOf(sort)];
  if (nameLetters * NEAR.namePx + sortLetters * NEAR.sortPx > NEAR.roomPx) return 'always';
  return nameLetters * AFAR.namePx > AFAR.roomPx || sortLetters * AFAR.sortPx > AFAR.roomPx ? 'afar' : undefined;
}

const LARGEST_PX = 33;

/** Whether a name fits on its face in the letters it has from farthest away. */
export function isShort(name: string): boolean {
  return lettersOf(name) * LARGEST_PX <= AFAR.roomPx;
}
