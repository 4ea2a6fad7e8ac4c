import { Phase, type Calls } from './calls';
import { Fate, mayHaveHappened } from './fates';
import { isWriteOp } from './operations';

/** In place of an answer: a request ended without one. */
export const NO_ANSWER = -2;

/**
 * Whether a request that fails so may have taken effect: over all its attempts and all that was done for it. Reads have no effect. What
 * stands for several attempts is never sent; what it knows of them is all there is to know, unless its client is gone.
 */
export function isIndefinite(calls: Calls, call: number, fate: number): boolean {
  if (!isWriteOp(calls.op(call))) return false;
  const isSent = calls.link(call) >= 0;
  return calls.isDoubtful(call) || ((isSent || fate === Fate.crashed) && mayHaveHappened(fate));
}

/**
 * What an answer to `node` means for the request that it was asked for: of a write, its parent is doubtful from then on, unless it surely
 * did not happen; a plea to slow down goes on to whoever asked.
 */
export function passOn(calls: Calls, call: number, node: number, fate: number): void {
  const parent = calls.parent(call);
  if (isWriteOp(calls.op(call))) passDoubtOn(calls, call, mayHaveHappened(fate));
  if (calls.isPressed(call) && calls.isHeldBy(parent, node)) calls.setPressed(parent);
}

/** What was asked on account of a write ended so: its parent is doubtful from then on, unless it surely did not happen. */
export function passDoubtOn(calls: Calls, call: number, mayHave: boolean): void {
  const parent = calls.parent(call);
  if (parent >= 0 && (mayHave || calls.isDoubtful(call)) && calls.phase(parent) !== Phase.free) calls.setDoubtful(parent);
}
