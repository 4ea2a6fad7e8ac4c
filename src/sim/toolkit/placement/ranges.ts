const LETTERS = 26;
const FIRST_LETTER = 97;

/** Ranges of the alphabet: where the second, third, ... begins, and who has each. */
export interface Ranges {
  readonly starts: readonly string[];
  /** Who has each range: one more than there are starts. */
  readonly owners: readonly number[];
}

/** Where the second, third, ... range begins. Without boundaries the alphabet is cut into equal parts. */
export function rangeStarts(boundaries: string, shards: number): readonly string[] {
  if (boundaries !== '') return boundaries.split(',');
  return Array.from({ length: shards - 1 }, (_, i) => String.fromCharCode(FIRST_LETTER + Math.floor(((i + 1) * LETTERS) / shards)));
}

/** A range for each shard, in their order; ranges more than there are shards are the last one's. */
export function rangesOf(boundaries: string, shards: number): Ranges {
  const starts = rangeStarts(boundaries, shards);
  return { starts, owners: Array.from({ length: starts.length + 1 }, (_, range) => Math.min(range, shards - 1)) };
}

/** The number of the range in which a key lies. Starts need not ascend: a key is in front of the first start above it. */
export function rangeOf(key: string, starts: readonly string[]): number {
  let range = 0;
  while (range < starts.length && key >= starts[range]) range++;
  return range;
}

/** The ranges with one cut in two at a key: from there on they are another's. */
export function split({ starts, owners }: Ranges, range: number, at: string, owner: number): Ranges {
  return {
    starts: [...starts.slice(0, range), at, ...starts.slice(range)],
    owners: [...owners.slice(0, range + 1), owner, ...owners.slice(range + 1)],
  };
}
