import { APPEND, CAS, DELETE, INCREMENT, REMOVE } from '../../toolkit/operations';
import { amountOf, dataIn, itemsLike } from '../../toolkit/versions/answer';
import { byTime, deleted, hasItem, knownTo, shown, takenOut, written, type Copy } from '../../toolkit/versions/copy';
import { NOTHING_SEEN, withDot, type Dot, type Seen } from '../../toolkit/versions/seen';
import { appended, increased, isCounter, isList, shownOf, without, type TypedValue } from '../../toolkit/versions/value';
import { actorOf, type MultiLeaderNode } from './state';

/** What a client wants done to a value. */
export interface Change {
  readonly op: number;
  readonly cell: number;
  /** Number of the write. */
  readonly write: number;
  /** What the write has seen, where values stay side by side. */
  readonly context: Seen;
}

/** What a change makes of the copy that its leader has; null: a compare-and-set finds another value. */
export function outcomeOf(node: MultiLeaderNode, change: Change, own: Copy): Copy | null {
  if (change.op === CAS.code && !isExpected(node, change, own)) return null;
  if (change.op === REMOVE.code && !hasItem(own, itemsLike(node, change.cell, change.write))) return own;
  const { conflict } = node.params;
  if (conflict === 'last-write-wins') return last(node, change, own);
  return conflict === 'siblings' ? besides(node, change, own) : merging(node, change, own);
}

/** What a read of a copy shows; undefined: nothing was ever written. An empty list: it is deleted. */
export function valuesIn({ params }: Pick<MultiLeaderNode, 'params'>, copy: Copy): readonly TypedValue[] | undefined {
  if (shown(copy) === undefined) return undefined;
  const values = copy.siblings.map(({ value }) => value);
  if (params.conflict === 'siblings') return values;
  if (params.conflict === 'last-write-wins') return values.slice(-1);
  // Items and amounts come together; of plain values the last one counts.
  const plain = values.filter((value) => typeof value === 'number').slice(-1);
  return shownOf([...plain, ...values.filter((value) => isList(value) || isCounter(value))]);
}

function isExpected(node: MultiLeaderNode, { cell, write }: Change, own: Copy): boolean {
  const values = (valuesIn(node, own) ?? []).filter((value) => value !== null);
  const expected = node.expectedBy(write);
  if (values.length === 0) return expected === null;
  return values.length === 1 && typeof values[0] === 'number' && dataIn(node, cell, values[0]) === expected;
}

/** The one value that is later by the clocks of leaders. What it has seen tells later what was dropped unseen. */
function last(node: MultiLeaderNode, change: Change, own: Copy): Copy {
  const { op, cell } = change;
  const dot = nextDot(node, cell);
  const before = own.siblings.at(-1)?.value;
  const value = op === DELETE.code ? null : valueAfter(node, change, before);
  // Of its own events it knows all, so that the vector is enough.
  const vector = { ...knownTo(own).vector, [dot[0]]: dot[1] };
  return { seen: { vector, cloud: [] }, siblings: [{ dot, rank: clockTime(node), value }] };
}

function valueAfter(node: MultiLeaderNode, { op, cell, write }: Change, before: TypedValue | undefined): TypedValue {
  if (op === APPEND.code) return appended(before, write);
  if (op === REMOVE.code) return without(before, itemsLike(node, cell, write));
  return op === INCREMENT.code ? increased(before, amountOf(node, write)) : write;
}

/** Values side by side: what the write has seen is overwritten. Lists and counters are values like others. */
function besides(node: MultiLeaderNode, { op, cell, write, context }: Change, own: Copy): Copy {
  const dot = nextDot(node, cell);
  if (op === DELETE.code) return deleted(dot, context);
  const values = own.siblings.map(({ value }) => value);
  if (op === APPEND.code) {
    const items = values.filter((value) => isList(value)).flat();
    return written({ dot, rank: 0, value: [...new Set(items), write] }, knownTo(own));
  }
  if (op === REMOVE.code) {
    const left = without([...new Set(values.filter((value) => isList(value)).flat())], itemsLike(node, cell, write));
    return left === null ? deleted(dot, knownTo(own)) : written({ dot, rank: 0, value: left }, knownTo(own));
  }
  if (op === INCREMENT.code) {
    const sums = values.filter((value) => isCounter(value)).map(({ sum }) => sum);
    const before = sums.length === 0 ? undefined : { sum: Math.max(...sums) };
    return written({ dot, rank: 0, value: increased(before, amountOf(node, write)) }, knownTo(own));
  }
  return written({ dot, rank: 0, value: write }, context);
}

/** Values that merge: an item is an event of its own, and each leader has a share of a counter, of which nobody else knows more. */
function merging(node: MultiLeaderNode, { op, cell, write }: Change, own: Copy): Copy {
  const dot = nextDot(node, cell);
  const rank = ++node.state.logicalTime;
  if (op === DELETE.code) return deleted(dot, knownTo(own));
  if (op === APPEND.code) return written({ dot, rank, value: [write] });
  if (op === REMOVE.code) return takenOut(dot, own, itemsLike(node, cell, write));
  if (op !== INCREMENT.code) return written({ dot, rank, value: write }, knownTo(own));
  const share = own.siblings.findLast((sibling) => sibling.dot[0] === dot[0] && isCounter(sibling.value));
  const knows = share === undefined ? NOTHING_SEEN : withDot(NOTHING_SEEN, share.dot);
  return written({ dot, rank, value: increased(share?.value, amountOf(node, write)) }, knows);
}

/** A time by its own clock that it has not given before. */
function clockTime(node: MultiLeaderNode): number {
  node.state.lastTime = Math.max(node.clock(), node.state.lastTime + 1);
  return node.state.lastTime;
}

/** The next event of a leader about a value. */
function nextDot(node: MultiLeaderNode, cell: number): Dot {
  const counter = ((node.state.issued[cell] as number | undefined) ?? 0) + 1;
  node.state.issued[cell] = counter;
  return [actorOf(node), counter];
}

/** Which of two copies was dropped for the other one, though nobody who wrote that one had seen it; null: neither. */
export function droppedOf(one: Copy, other: Copy): { readonly dropped: Copy; readonly winner: Copy } | null {
  const [mine, theirs] = [one.siblings.at(-1), other.siblings.at(-1)];
  if (mine === undefined || theirs === undefined) return null;
  const order = byTime(mine, theirs);
  if (order === 0) return null;
  const [winner, dropped] = order > 0 ? [one, other] : [other, one];
  const loser = order > 0 ? theirs : mine;
  return loser.dot[1] <= (winner.seen.vector[loser.dot[0]] ?? 0) ? null : { dropped, winner };
}
