/** One event: who made it (an actor), and which of its own it was, from 1. */
export type Dot = readonly [actor: number, counter: number];

/**
 * Events that a copy of a value has seen, as plain data: of each actor all up to a number, and single ones beyond. The vector alone would
 * claim events that never came, where a part makes events of a value without keeping it (dotted version vectors: Preguiça and others,
 * 2012; the cloud of dots: Almeida, Shoker and Baquero, 2018).
 */
export interface Seen {
  readonly vector: Readonly<Record<string, number>>;
  /** Sorted by actor, then by counter; none that the vector has. */
  readonly cloud: readonly Dot[];
}

/** Has seen nothing. */
export const NOTHING_SEEN: Seen = { vector: {}, cloud: [] };

/** Whether an event has been seen. */
export function hasSeen({ vector, cloud }: Seen, [actor, counter]: Dot): boolean {
  return counter <= (vector[actor] ?? 0) || cloud.some((dot) => dot[0] === actor && dot[1] === counter);
}

/** What both have seen together. */
export function seenByBoth(one: Seen, other: Seen): Seen {
  const vector = { ...one.vector };
  for (const [actor, counter] of Object.entries(other.vector)) vector[actor] = Math.max(vector[actor] ?? 0, counter);
  if (one.cloud.length === 0 && other.cloud.length === 0) return { vector, cloud: [] };
  return compact(vector, [...one.cloud, ...other.cloud]);
}

/** The same with one event more. */
export function withDot(seen: Seen, dot: Dot): Seen {
  return seenByBoth(seen, { vector: {}, cloud: [dot] });
}

/** Whether two have seen the same. */
export function isSameSeen(one: Seen, other: Seen): boolean {
  const actors = Object.keys(one.vector);
  return (
    one.cloud.length === other.cloud.length &&
    actors.length === Object.keys(other.vector).length &&
    actors.every((actor) => one.vector[actor] === other.vector[actor]) &&
    one.cloud.every((dot, at) => byActor(dot, other.cloud[at]) === 0)
  );
}

/** How many events have been seen. */
export function seenCount({ vector, cloud }: Seen): number {
  return Object.values(vector).reduce((sum, counter) => sum + counter, cloud.length);
}

/** Moves dots into the vector where they follow on it. */
function compact(vector: Record<string, number>, dots: readonly Dot[]): Seen {
  const cloud: Dot[] = [];
  for (const [actor, counter] of [...dots].sort(byActor)) {
    const known = vector[actor] ?? 0;
    if (counter === known + 1) vector[actor] = counter;
    else if (counter > known && !(cloud.at(-1)?.[0] === actor && cloud.at(-1)?.[1] === counter)) cloud.push([actor, counter]);
  }
  return { vector, cloud };
}

/** Order of dots: by actor, then by counter. */
export function byActor(one: Dot, other: Dot): number {
  return one[0] - other[0] || one[1] - other[1];
}
