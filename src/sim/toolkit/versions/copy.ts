import { numberWord } from '../../kernel/fold';
import { mix32 } from '../../kernel/hash';
import { byActor, hasSeen, isSameSeen, NOTHING_SEEN, seenByBoth, seenCount, withDot, type Dot, type Seen } from './seen';
import { isList, shownOf, type TypedValue } from './value';

/**
 * One of the values that a copy holds: the event that wrote it, and a time by which the last one wins (a counter, or what a clock said;
 * 0 where nothing wins by time).
 */
export interface Sibling {
  readonly dot: Dot;
  readonly rank: number;
  readonly value: TypedValue;
}

/**
 * A copy of a value, plain data that nobody changes: what it has seen, and the values of those events that nothing it has seen has
 * overwritten. Deleted is a copy that has seen writes and holds no value, or whose last value is null: that is the tombstone.
 */
export interface Copy {
  readonly seen: Seen;
  /** In the order of their times, then of who wrote them. */
  readonly siblings: readonly Sibling[];
}

/** What becomes of values that know nothing of each other: all stay, or the last one by time wins. */
export type Resolution = 'siblings' | 'last';

/** A copy of what was never written. */
export const NEVER_WRITTEN: Copy = { seen: NOTHING_SEEN, siblings: [] };

/** The order of siblings by time; of one time, by who wrote them. */
export function byTime(one: Sibling, other: Sibling): number {
  return one.rank - other.rank || one.dot[0] - other.dot[0] || one.dot[1] - other.dot[1];
}

/**
 * Two copies of a value become one: in any order, and however often, the outcome is the same. Where the last one wins, it wins with what
 * it has seen: that is then what its value was made from.
 */
export function merge(one: Copy, other: Copy, resolution: Resolution): Copy {
  if (one === other || isNever(other)) return one;
  if (isNever(one)) return other;
  const [mine, theirs] = [one.siblings.at(-1), other.siblings.at(-1)];
  if (resolution === 'last' && mine !== undefined && theirs !== undefined) {
    const order = byTime(mine, theirs);
    if (order !== 0) return lastOf(order > 0 ? one : other);
  }
  const isIn = (list: readonly Sibling[], { dot }: Sibling): boolean =>
    list.some((each) => each.dot[0] === dot[0] && each.dot[1] === dot[1]);
  const kept = [
    ...one.siblings.filter((each) => isIn(other.siblings, each) || !hasSeen(other.seen, each.dot)),
    ...other.siblings.filter((each) => !isIn(one.siblings, each) && !hasSeen(one.seen, each.dot)),
  ].sort(byTime);
  return { seen: seenByBoth(one.seen, other.seen), siblings: resolution === 'last' ? kept.slice(-1) : kept };
}

function lastOf(copy: Copy): Copy {
  return copy.siblings.length === 1 ? copy : { ...copy, siblings: copy.siblings.slice(-1) };
}

function isNever({ seen, siblings }: Copy): boolean {
  return siblings.length === 0 && seenCount(seen) === 0;
}

/** All events that a copy knows of: those it has seen, and those whose values it holds. */
export function knownTo({ seen, siblings }: Copy): Seen {
  return siblings.reduce((all, { dot }) => (hasSeen(all, dot) ? all : withDot(all, dot)), seen);
}

/** A copy that knows of one write only: it overwrites what `knows` has seen. */
export function written(sibling: Sibling, knows: Seen = NOTHING_SEEN): Copy {
  return { seen: withDot(knows, sibling.dot), siblings: [sibling] };
}

/** A copy that says that everything `knows` has seen is deleted, by an event of its own. */
export function deleted(dot: Dot, knows: Seen): Copy {
  return { seen: withDot(knows, dot), siblings: [] };
}

/** Whether a copy holds an item of some sort. */
export function hasItem({ siblings }: Copy, isIt: (write: number) => boolean): boolean {
  return siblings.some(({ value }) => isList(value) && value.some(isIt));
}

/**
 * A copy that says that some items, each an event of its own, are taken out: those that are seen here. An addition of the same item that
 * nobody here has seen stays, so adding wins (observed-remove sets: Shapiro, Preguiça, Baquero and Zawirski, 2011).
 */
export function takenOut(dot: Dot, { siblings }: Copy, isIt: (write: number) => boolean): Copy {
  const gone = siblings.filter(({ value }) => isList(value) && value.some(isIt));
  return deleted(
    dot,
    gone.reduce((seen, sibling) => withDot(seen, sibling.dot), NOTHING_SEEN),
  );
}

/** What a read of a copy shows; undefined: nothing was ever written. An empty list: it is deleted. */
export function shown(copy: Copy): readonly TypedValue[] | undefined {
  return isNever(copy) ? undefined : shownOf(copy.siblings.map(({ value }) => value));
}

/** The time of its newest value; 0: there is none. */
export function newestRank({ siblings }: Copy): number {
  return siblings.at(-1)?.rank ?? 0;
}

/** Whether two copies have seen the same and hold the same. */
export function isSameCopy(one: Copy, other: Copy): boolean {
  if (one === other) return true;
  const [mine, theirs] = [one.siblings, other.siblings];
  return (
    mine.length === theirs.length &&
    isSameSeen(one.seen, other.seen) &&
    mine.every(({ dot, rank }, at) => rank === theirs[at].rank && byActor(dot, theirs[at].dot) === 0)
  );
}

/** A number for all that a copy is; two that are the same have the same. */
export function copyHash({ seen, siblings }: Copy): number {
  let hash = 0;
  const take = (value: number): void => {
    hash = mix32(Math.imul(hash, 0x9e3779b1) ^ numberWord(value));
  };
  // The vector's entries come in the order of their actors, as names that are whole numbers always do.
  for (const [actor, counter] of Object.entries(seen.vector)) {
    take(Number(actor));
    take(counter);
  }
  for (const [actor, counter] of seen.cloud) {
    take(actor + 0.5);
    take(counter);
  }
  for (const { dot, rank } of siblings) {
    take(dot[0]);
    take(dot[1]);
    take(rank);
  }
  return hash;
}
