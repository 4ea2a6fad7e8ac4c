import { changeTimeout } from '../../toolkit/timeouts';
import { CHECK_TIMEOUT, judgeOutAgain, setChecks, TIMEOUT } from './health';
import { emptyChoice } from './own';
import type { BalancerNode } from './state';
import { PROBE } from '../../toolkit/operations';

/** Fields have changed: patience, checks and the time that targets are left alone for hold for what is under way, too. */
export function changeFields(node: BalancerNode): void {
  const { calls, derived, state, params } = node;
  changeTimeout(node, state.timeouts, derived.timeoutNs, TIMEOUT);
  changeTimeout(node, state.checkTimeouts, derived.checkTimeoutNs, CHECK_TIMEOUT, (call) => calls.op(call) === PROBE.code);
  judgeOutAgain(node);
  setChecks(node);
  // A key is no client, and the state of one program means nothing to another.
  if (state.stickyBy !== params.stickyBy) state.sessions = new Int32Array(0);
  if (state.program !== params.program && state.own !== null) state.own = emptyChoice();
  Object.assign(state, { stickyBy: params.stickyBy, program: params.program });
}
