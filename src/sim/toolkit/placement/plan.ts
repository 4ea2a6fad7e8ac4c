/** Which keys go from where to where, shard by shard, each in the order of their numbers. */
export interface MovePlan {
  /** Keys, so that all that go from one shard to another stand together. */
  readonly order: Int32Array;
  /** Where in the order a key stands; -1: it stays. */
  readonly rank: Int32Array;
}

/** What has to move so that keys lie as in `after`. Keys that lie nowhere in particular, or shall, stay. */
export function movePlan(before: Int32Array, after: Int32Array): MovePlan {
  const moving: number[] = [];
  for (let key = 0; key < before.length; key++) if (before[key] >= 0 && after[key] >= 0 && before[key] !== after[key]) moving.push(key);
  const order = Int32Array.from(moving);
  order.sort((p, q) => before[p] - before[q] || after[p] - after[q] || p - q);
  const rank = new Int32Array(before.length).fill(-1);
  order.forEach((key, at) => (rank[key] = at));
  return { order, rank };
}

/** How many keys of the order, from a place on, go the same way, at most `most`. */
export function batchAt({ order }: MovePlan, before: Int32Array, after: Int32Array, from: number, most: number): number {
  let count = 0;
  while (
    count < most &&
    from + count < order.length &&
    before[order[from + count]] === before[order[from]] &&
    after[order[from + count]] === after[order[from]]
  )
    count++;
  return count;
}
