import { mix32 } from '../../kernel/hash';
import { copyPlain } from '../../kernel/plain';
import { Fate } from '../../network/fates';
import { APPEND, CAS, DELETE, INCREMENT } from '../../toolkit/operations';
import { setAlarm } from '../../toolkit/alarm';
import { amountOf, dataIn } from '../../toolkit/versions/answer';
import { appended, increased, type TypedValue } from '../../toolkit/versions/value';
import { ChainGauge } from './gauges';
import { finishWrite } from './pending';
import { ChainTag, isTail, nodeAt, say, type ChainNode, type Pending, type Update, type Version } from './state';

/** So many writes go in one message. */
const MOST_A_TIME = 100;

/** Writes on their way down the chain. */
export interface UpdateBody {
  readonly epoch: number;
  readonly updates: readonly Update[];
}

/** How far the chain has committed, on its way up. */
export interface CommittedBody {
  readonly epoch: number;
  readonly committed: number;
}

/** The versions of a cell that a node has. */
export function versionsOf({ state }: ChainNode, cell: number): readonly Version[] {
  return (state.cells[cell] as readonly Version[] | undefined) ?? [];
}

/** The head takes a write: it gets the next number, and what it makes of the value before it is what all will have. */
export function order(node: ChainNode, { op, cell, write }: Pick<Pending, 'op' | 'cell' | 'write'>, by: number, id: number): void {
  const before = versionsOf(node, cell).at(-1)?.value;
  const isRefused = op === CAS.code && !isExpected(node, cell, write, before);
  const value = isRefused ? (before ?? null) : valueAfter(node, op, write, before);
  // A value that was never written stays so, though the refusal takes its place in the order.
  const isNothing = isRefused && before === undefined;
  const update: Update = {
    seq: node.state.applied + 1,
    cell: isNothing ? -1 : cell,
    value,
    fate: isRefused ? Fate.conflict : Fate.ok,
    by,
    id,
  };
  apply(node, [update]);
}

function isExpected(node: ChainNode, cell: number, write: number, before: TypedValue | undefined): boolean {
  const expected = node.expectedBy(write);
  if (before === undefined || before === null) return expected === null;
  return typeof before === 'number' && dataIn(node, cell, before) === expected;
}

function valueAfter(node: ChainNode, op: number, write: number, before: TypedValue | undefined): TypedValue {
  if (op === APPEND.code) return appended(before, write);
  if (op === INCREMENT.code) return increased(before, amountOf(node, write));
  return op === DELETE.code ? null : write;
}

/** Takes writes in the order of their numbers, and hands them on; at the tail they are committed. */
function apply(node: ChainNode, updates: readonly Update[]): void {
  const { state } = node;
  for (const update of updates) {
    const { seq, cell, value } = update;
    state.applied = seq;
    state.log.push(copyPlain(update));
    if (cell >= 0) keep(node, cell, { seq, value });
  }
  const next = nodeAt(node, 1);
  if (next >= 0) say(node, next, 'update', { epoch: state.epoch, updates: copyPlain(updates) } satisfies UpdateBody);
  if (isTail(node)) commit(node, state.applied);
  tryLater(node);
  showLog(node);
}

function keep(node: ChainNode, cell: number, { seq, value }: Version): void {
  const { state } = node;
  const before = versionsOf(node, cell);
  if (before.length === 0) state.known++;
  state.view = (state.view - shareOf(cell, before.at(-1)) + shareOf(cell, { seq, value }) + 0x100000000) % 0x100000000;
  state.cells[cell] = [...before, { seq, value: copyPlain(value) }];
}

function shareOf(cell: number, version: Version | undefined): number {
  return version === undefined ? 0 : mix32(version.seq ^ mix32(cell + 1));
}

/** Writes come down the chain. Those that it has, it acknowledges once more; those that come too early wait for what is missing. */
export function hearUpdates(node: ChainNode, from: number, { epoch, updates }: UpdateBody): void {
  const { state } = node;
  if (epoch !== state.epoch || from !== nodeAt(node, -1) || !state.isReady || node.isDiskFull) return;
  for (const update of updates) if (update.seq > state.applied) state.early[update.seq] = copyPlain(update);
  const fresh: Update[] = [];
  for (let seq = state.applied + 1; Object.hasOwn(state.early, seq); seq++) {
    fresh.push(state.early[seq]);
    delete state.early[seq];
  }
  if (fresh.length > 0) apply(node, fresh);
  else acknowledge(node);
}

/** All up to a number are committed: older versions are forgotten, and whoever waits here for one of them is answered. */
export function commit(node: ChainNode, seq: number): void {
  const { state } = node;
  if (seq <= state.committed) return;
  const done = state.log.filter((update) => update.seq <= seq);
  state.log = state.log.slice(done.length);
  state.committed = seq;
  for (const { cell } of done) {
    if (cell < 0) continue;
    const versions = state.cells[cell];
    const last = versions.findLastIndex((version) => version.seq <= seq);
    if (last > 0) state.cells[cell] = versions.slice(last);
  }
  acknowledge(node);
  showLog(node);
  for (const update of done) if (update.by === node.index) finishWrite(node, update);
}

/** Tells the node before how far the chain has committed. */
export function acknowledge(node: ChainNode): void {
  const before = nodeAt(node, -1);
  const { epoch, committed } = node.state;
  if (before >= 0) say(node, before, 'committed', { epoch, committed } satisfies CommittedBody);
}

/** The node after it has committed so far. */
export function hearCommitted(node: ChainNode, from: number, { epoch, committed }: CommittedBody): void {
  const { state } = node;
  if (epoch === state.epoch && from === nodeAt(node, 1)) commit(node, Math.min(committed, state.applied));
}

/** Sends what the next node has not acknowledged. */
export function resend(node: ChainNode): void {
  const { state } = node;
  const next = nodeAt(node, 1);
  if (next < 0 || state.log.length === 0 || !state.isReady) return;
  const updates = copyPlain(state.log.slice(0, MOST_A_TIME));
  node.addGauge(ChainGauge.again, updates.length);
  say(node, next, 'update', { epoch: state.epoch, updates } satisfies UpdateBody);
}

/** Sets when it looks next for what has not arrived. */
export function tryLater(node: ChainNode): void {
  if (node.state.again.dueNs < 0) setAlarm(node, node.state.again, node.derived.retryNs, ChainTag.again);
}

/** Shows what it keeps, and what is under way. */
export function showLog(node: ChainNode): void {
  const { state } = node;
  node.setGauge(ChainGauge.known, state.known);
  node.setGauge(ChainGauge.uncommitted, state.log.length);
  node.setGauge(ChainGauge.view, state.view);
}
