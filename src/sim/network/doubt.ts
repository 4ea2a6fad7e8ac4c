import { Op, type Calls } from './calls';
import { Fate, mayHaveHappened } from './fates';

/**
 * Whether a request that fails so may have taken effect: over all its attempts and all that was done for it. Reads have no effect. What
 * stands for several attempts is never sent; what it knows of them is all there is to know, unless its client is gone.
 */
export function isIndefinite(calls: Calls, call: number, fate: number): boolean {
  if (calls.op(call) !== Op.write) return false;
  const isSent = calls.link(call) >= 0;
  return calls.isDoubtful(call) || ((isSent || fate === Fate.crashed) && mayHaveHappened(fate));
}
