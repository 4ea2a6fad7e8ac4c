import { Gauge } from '../parts/contract';
import { roleInfo } from '../parts/roles';
import { knowsOperation, operationOf } from '../kinds/operations';
import { Fate } from '../network/fates';
import { isControlOp, isRequestOp } from '../network/operations';
import { PROMOTE } from '../toolkit/operations';
import type { Engine } from './engine';
import type { EngineNode } from './node';

/** Whether a part can hand requests on. Who has no slots does nothing itself, and says so where nobody is behind. */
function hasSomebodyBehind({ behavior, setup }: EngineNode): boolean {
  return behavior.capacity === undefined || setup.out.some(({ role }) => roleInfo(role).carriesRequests === true);
}

/** Hands a part what is no common request. What it does not know is answered as the operation says. */
export function deliverOther(engine: Engine, node: EngineNode, call: number, op: number): void {
  if (isRequestOp(op)) engine.gaugeStep(node.gaugeBase + Gauge.received, node.gaugeBase + Gauge.inside, 1);
  if (!knowsOperation(node.descriptor, op, hasSomebodyBehind(node))) {
    const { name, unknown } = operationOf(op);
    if (unknown !== 'ok') engine.recorder?.say(node.index, `does not know ${JSON.stringify(name)}`);
    engine.replyTo(node, call, unknown === 'ok' ? Fate.ok : Fate.notSupported, 0);
  } else if (op === PROMOTE.code) {
    node.behavior.onPromote?.(node);
    engine.replyTo(node, call, Fate.ok, 0);
  } else if (isControlOp(op) && node.behavior.onControl !== undefined) node.behavior.onControl(node, call, op);
  else node.onRequest(node, call);
}
