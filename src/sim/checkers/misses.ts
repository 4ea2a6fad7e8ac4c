import type { Operation } from '../history/operations';
import type { MessageBody } from '../network/messages';

/** What was done to one register (a field of a key), each in the order in which it began. */
export interface Register {
  readonly reads: readonly Operation[];
  /** Writes, swaps and deletions. */
  readonly writes: readonly Operation[];
  /** What was appended to a list, and what was added to a counter. */
  readonly items: readonly Operation[];
  readonly amounts: readonly Operation[];
}

/** Stands for whatever any of the deletions has left. */
const NOTHING = -1;

/**
 * Finds what reads of a register should have shown. Everything is sorted once, so that a read costs a search and what it shows itself, not
 * another walk over all that was ever written.
 */
export class MissSearch {
  /** When the writes of a version had ended (Infinity: nobody knows), and when the first of them began. */
  private readonly endNs = new Map<number, number>();
  private readonly beginNs = new Map<number, number>();
  private readonly lastWrite: (untilNs: number) => Operation | null;
  private readonly promised: (untilNs: number) => Promised;
  /** Acknowledged items, the latest first. */
  private readonly items: readonly Operation[];

  constructor(private readonly register: Register) {
    for (const write of register.writes) if (write.outcome !== 'fail') this.note(write);
    const begun = new Map(latestFirst([...register.writes]).map((write, rank) => [write, rank]));
    const rank = (write: Operation | null): number => (write === null ? Infinity : (begun.get(write) ?? Infinity));
    this.lastWrite = atEnds<Operation | null>(register.writes, null, (last, write) => (rank(write) < rank(last) ? write : last));
    this.promised = atEnds<Promised>(register.amounts, { sum: 0, last: null, place: -1 }, (before, amount, place) => ({
      sum: before.sum + amountOf(amount.asked),
      ...(place > before.place ? { last: amount, place } : { last: before.last, place: before.place }),
    }));
    this.items = latestFirst(register.items.filter(({ outcome }) => outcome === 'ok'));
  }

  /** The latest acknowledged write that a read had to show, or something newer, and did not; null: there is none. */
  latest(read: Operation): Operation | null {
    const { items, amounts, writes } = this.register;
    if (items.length + amounts.length > 0) {
      if (writes.length > 0) return null;
      const item = this.missingItem(read);
      const amount = this.missingAmount(read);
      return item === null || (amount !== null && amount.invokeNs > item.invokeNs) ? amount : item;
    }
    const write = this.lastWrite(read.invokeNs);
    return write !== null && write.invokeNs > this.shownUntilNs(read) ? write : null;
  }

  /** All of those, the latest first. */
  all(read: Operation): readonly Operation[] {
    const { items, amounts, writes } = this.register;
    const before = (list: readonly Operation[]): Operation[] =>
      list.filter(({ outcome, completeNs }) => outcome === 'ok' && completeNs <= read.invokeNs);
    if (items.length + amounts.length === 0) {
      const untilNs = this.shownUntilNs(read);
      return latestFirst(before(writes).filter((write) => write.invokeNs > untilNs));
    }
    if (writes.length > 0) return [];
    const shown = new Set(shownBy(read));
    const amount = this.missingAmount(read);
    return latestFirst([...before(items).filter((item) => !isShown(item, shown)), ...(amount === null ? [] : [amount])]);
  }

  /** Whether a read shows what nobody wrote, or what surely was not written. */
  isUnfounded(read: Operation): boolean {
    const { items, amounts } = this.register;
    if (items.length + amounts.length > 0) return false;
    return shownBy(read).some((version) => version > 0 && !((this.beginNs.get(version) ?? Infinity) < read.completeNs));
  }

  private note({ operation, askedVersion = NOTHING, invokeNs, completeNs }: Operation): void {
    const versions = operation === 'delete' ? [NOTHING, askedVersion] : [askedVersion];
    for (const version of versions) {
      if (version < 0 && operation !== 'delete') continue;
      this.endNs.set(version, Math.max(completeNs, this.endNs.get(version) ?? -1));
      this.beginNs.set(version, Math.min(invokeNs, this.beginNs.get(version) ?? Infinity));
    }
  }

  /** What began after this can have overwritten what a read shows: a value can have come after a write unless its own had ended by then. */
  private shownUntilNs(read: Operation): number {
    return shownBy(read).reduce((latest, version) => Math.max(latest, this.endNs.get(Math.max(version, NOTHING)) ?? -1), -1);
  }

  private missingItem(read: Operation): Operation | null {
    const shown = new Set(shownBy(read));
    // What began after the read cannot have ended before it.
    const from = firstWhere(this.items.length, (at) => this.items[at].invokeNs <= read.invokeNs);
    for (let at = from; at < this.items.length; at++) {
      const item = this.items[at];
      if (item.completeNs <= read.invokeNs && !isShown(item, shown)) return item;
    }
    return null;
  }

  private missingAmount(read: Operation): Operation | null {
    const { sum, last } = this.promised(read.invokeNs);
    return sum > (read.gotVersions === undefined ? 0 : amountOf(read.got)) ? last : null;
  }
}

/** What was added to a counter by some moment, and the last addition of those. */
interface Promised {
  readonly sum: number;
  readonly last: Operation | null;
  /** Where it stands in the list. */
  readonly place: number;
}

/** What acknowledged operations come to, one after the other as they ended, for any moment. */
function atEnds<T>(
  operations: readonly Operation[],
  none: T,
  next: (before: T, operation: Operation, place: number) => T,
): (untilNs: number) => T {
  const ended = operations
    .map((operation, place) => ({ operation, place }))
    .filter(({ operation }) => operation.outcome === 'ok')
    .sort((p, q) => p.operation.completeNs - q.operation.completeNs);
  const found = [none];
  for (const { operation, place } of ended) found.push(next(found[found.length - 1], operation, place));
  return (untilNs) => found[firstWhere(ended.length, (at) => ended[at].operation.completeNs > untilNs)];
}

/** The first of so many places at which something holds that holds from there on; their number where it never does. */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function latestFirst(operations: Operation[]): Operation[] {
  return operations.sort((p, q) => q.invokeNs - p.invokeNs);
}

function isShown({ askedVersion = NOTHING }: Operation, shown: ReadonlySet<number>): boolean {
  return shown.has(askedVersion);
}

/** The versions that a read shows: one, or several side by side. */
function shownBy({ gotVersion = NOTHING, gotVersions }: Operation): readonly number[] {
  return gotVersions ?? [gotVersion];
}

/** By how much an increment wants a counter to grow; what a counter shows. */
function amountOf(value: MessageBody): number {
  return typeof value === 'number' ? value : 0;
}
