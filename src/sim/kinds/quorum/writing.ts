import { APPEND, CAS, DELETE, INCREMENT, REMOVE, WRITE } from '../../toolkit/operations';
import { amountOf, dataIn, itemsLike } from '../../toolkit/versions/answer';
import { deleted, hasItem, knownTo, merge, newestRank, shown, takenOut, written, type Copy } from '../../toolkit/versions/copy';
import { byActor, hasSeen, NOTHING_SEEN, withDot, type Dot, type Seen } from '../../toolkit/versions/seen';
import { appended, increased, without, type TypedValue } from '../../toolkit/versions/value';
import { resolutionOf } from './keep';
import { actorOf, type Pending, type QuorumNode } from './state';

/** Whether a write must first ask what is there. */
export function asksFirst({ params }: QuorumNode, op: number): boolean {
  if (params.versions === 'counter') return true;
  const isBlind = op === WRITE.code || op === DELETE.code;
  if (params.versions === 'clock') return !isBlind;
  // An item is an event of its own; an amount joins those before it, unless they have been deleted.
  return op !== APPEND.code;
}

/** Whether a write depends on what is there, so that nothing may come between: it goes by ballots. */
export function needsBallot({ params }: QuorumNode, op: number): boolean {
  return params.versions === 'counter' && (op === CAS.code || op === APPEND.code || op === REMOVE.code || op === INCREMENT.code);
}

/** What a write makes of the copies that were read (none for blind writes); null: a compare-and-set finds another value. */
export function outcomeOf(node: QuorumNode, pending: Pending, read: Copy): Copy | null {
  const { op } = pending;
  if (hasComeThrough(node, pending, read)) return confirmed(node, pending, read);
  if (op === CAS.code && !isExpected(node, pending, read)) return null;
  // Where it is not in the list, nothing changes; a ballot is to be accepted all the same.
  const isInVain = op === REMOVE.code && !hasItem(read, itemsLike(node, pending.cell, pending.write));
  if (isInVain && (node.params.versions !== 'counter' || read.siblings.length === 0)) return read;
  return node.params.versions === 'vector' ? besides(node, pending, read) : last(node, pending, read);
}

/** Whether an earlier try of the same write is in what others have built on: it must not be done twice. */
function hasComeThrough(node: QuorumNode, { issued }: Pending, { seen }: Copy): boolean {
  return issued > 0 && (seen.vector[actorOf(node)] ?? 0) >= issued;
}

/** The value that was read once more, under the ballot of this try, so that enough keep it. */
function confirmed(node: QuorumNode, { ballot, issued }: Pending, read: Copy): Copy {
  const value = read.siblings.at(-1)?.value ?? null;
  return { seen: read.seen, siblings: [{ dot: [actorOf(node), issued], rank: ballot?.[0] ?? newestRank(read), value }] };
}

function isExpected(node: QuorumNode, { cell, write }: Pending, read: Copy): boolean {
  const values = shown(read) ?? [];
  const expected = node.expectedBy(write);
  if (values.length === 0) return expected === null;
  return values.length === 1 && typeof values[0] === 'number' && dataIn(node, cell, values[0]) === expected;
}

/** One value: the highest version wins, or the latest time. */
function last(node: QuorumNode, pending: Pending, read: Copy): Copy {
  const { cell, ballot, highest } = pending;
  const rank = node.params.versions === 'clock' ? timeNow(node) : (ballot?.[0] ?? Math.max(highest, newestRank(read)) + 1);
  // Another try is the same event.
  const dot: Dot = pending.issued > 0 ? [actorOf(node), pending.issued] : nextDot(node, cell);
  pending.issued = dot[1];
  const value = valueAfter(node, pending, read.siblings.at(-1)?.value);
  const vector = ballot === null ? {} : { ...read.seen.vector, [dot[0]]: dot[1] };
  return { seen: { vector, cloud: [] }, siblings: [{ dot, rank, value }] };
}

function valueAfter(node: QuorumNode, { op, cell, write }: Pending, before: TypedValue | undefined): TypedValue {
  if (op === APPEND.code) return appended(before, write);
  if (op === REMOVE.code) return without(before, itemsLike(node, cell, write));
  if (op === INCREMENT.code) return increased(before, amountOf(node, write));
  return op === DELETE.code ? null : write;
}

/** Values side by side: what the write has seen is overwritten, items and amounts come in addition. */
function besides(node: QuorumNode, { op, cell, write }: Pending, read: Copy): Copy {
  if (op === DELETE.code) return deleted(nextDot(node, cell), knownTo(read));
  if (op === APPEND.code) return written({ dot: nextDot(node, cell), rank: timeNow(node), value: [write] });
  if (op === REMOVE.code) return takenOut(nextDot(node, cell), read, itemsLike(node, cell, write));
  if (op !== INCREMENT.code) return written({ dot: nextDot(node, cell), rank: 0, value: write }, knownTo(read));
  // A node's amounts are one sum: its new event takes the place of its last, of which nobody else knows more.
  const before: Seen = ownSeen(node, cell);
  const sum = (isOwnDeleted(node, cell, read) ? 0 : ownIssued(node, cell)[1]) + amountOf(node, write);
  return written({ dot: nextDot(node, cell, sum), rank: 0, value: { sum } }, before);
}

/** Whether what a node has counted so far is deleted: its last event has been seen, and nothing of it is left. */
function isOwnDeleted(node: QuorumNode, cell: number, read: Copy): boolean {
  const [counter] = ownIssued(node, cell);
  const dot: Dot = [actorOf(node), counter];
  return counter > 0 && hasSeen(read.seen, dot) && !read.siblings.some((sibling) => byActor(sibling.dot, dot) === 0);
}

/** What a blind write knows: nothing. */
export function readNothing(): Copy {
  return { seen: NOTHING_SEEN, siblings: [] };
}

/** All copies that were read as one. */
export function mergedAnswers(node: QuorumNode, { answers }: Pick<Pending, 'answers'>): Copy {
  return answers.reduce((all: Copy, { copy }) => merge(all, copy, resolutionOf(node)), readNothing());
}

/** A time by its own clock that it has not given before. */
function timeNow(node: QuorumNode): number {
  node.state.lastTime = Math.max(node.clock(), node.state.lastTime + 1);
  return node.state.lastTime;
}

function ownIssued({ state }: QuorumNode, cell: number): readonly [number, number] {
  return (state.issued[cell] as readonly [number, number] | undefined) ?? [0, 0];
}

function ownSeen(node: QuorumNode, cell: number): Seen {
  const [counter] = ownIssued(node, cell);
  return counter === 0 ? NOTHING_SEEN : withDot(NOTHING_SEEN, [actorOf(node), counter]);
}

/** The next event of a node about a value; `counted`: the sum of what it has counted by then. */
function nextDot(node: QuorumNode, cell: number, counted?: number): Dot {
  const [counter, sum] = ownIssued(node, cell);
  node.state.issued[cell] = [counter + 1, counted ?? sum];
  return [actorOf(node), counter + 1];
}
