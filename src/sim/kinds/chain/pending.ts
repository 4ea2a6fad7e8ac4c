import { Fate } from '../../network/fates';
import { LOG_VERBS } from '../../trace/types';
import type { ChainNode, Pending, Update } from './state';

const READ = LOG_VERBS.indexOf('read');
const UPDATED = LOG_VERBS.indexOf('updated');
const REJECTED = LOG_VERBS.indexOf('rejected');

/** A request that this node still sees to; undefined: it is over. */
export function pendingOf({ state }: ChainNode, id: number): Pending | undefined {
  return state.pending[id] as Pending | undefined;
}

/** Answers a request; `value`: the number of what was read or written. One that is over already stays so. */
export function finish(node: ChainNode, id: number, fate: number, value = 0): void {
  const pending = pendingOf(node, id);
  if (pending === undefined) return;
  delete node.state.pending[id];
  if (fate === Fate.ok) node.log(pending.write < 0 ? READ : UPDATED, pending.call, -1);
  else node.log(REJECTED, pending.call, fate);
  node.reply(pending.call, fate, value);
}

/** A write that was asked for here is committed. */
export function finishWrite(node: ChainNode, { id, fate }: Update): void {
  const pending = pendingOf(node, id);
  if (pending !== undefined) finish(node, id, fate, fate === Fate.ok ? pending.write : 0);
}
