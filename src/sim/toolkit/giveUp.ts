import { passDoubtOn } from '../network/doubt';
import type { NodeContext } from '../parts/context';
import { LOG_VERBS } from '../trace/types';
import { isWriteOp } from '../network/operations';

const TIMED_OUT = LOG_VERBS.indexOf('timed out on');

/**
 * The patience with a call is over: says so in the log, and remembers that nobody will ever know what became of it. To be called before
 * anybody decides what follows from it.
 */
export function gaveUp<P, D, S>(node: NodeContext<P, D, S>, call: number): void {
  const { calls } = node;
  node.log(TIMED_OUT, call, calls.to(call));
  if (isWriteOp(calls.op(call))) passDoubtOn(calls, call, true);
}
