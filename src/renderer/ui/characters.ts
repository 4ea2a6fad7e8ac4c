const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first `most` characters of a text as a reader counts them: an emoji or a letter with its accents is one, and is never cut in two. */
export function cutToCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  let count = 0;
  for (const { index } of segmenter.segment(text)) if (count++ === most) return text.slice(0, index);
  return text;
}
