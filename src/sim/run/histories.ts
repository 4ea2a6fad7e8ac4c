import { operationOf } from '../kinds/operations';
import { requestOperation, type HistoryRow } from '../history/history';
import type { MessageBody } from '../network/messages';
import { isIndefinite, NO_ANSWER } from '../network/doubt';
import { Fate } from '../network/fates';
import type { Engine } from './engine';
import { isWriteOp } from '../network/operations';

/** Writes down that a client has begun a request. Its value must be named by then. */
export function noteBeginning(engine: Engine, node: number, call: number): void {
  const { calls } = engine;
  const isWrite = isWriteOp(calls.op(call));
  engine.history.add({ ...rowOf(engine, node, call), type: 'invoke', value: isWrite ? valueOf(engine, calls.value(call)) : null });
}

/**
 * Writes down how it ended: `fail` only when it surely did not happen. A read that found nothing has read that nothing is there; an answer
 * that nobody gave (a client's default) tells nothing of what happened.
 */
export function noteEnd(engine: Engine, node: number, call: number, fate: number, answer: number): void {
  const { calls, history } = engine;
  const row = rowOf(engine, node, call);
  const isWrite = isWriteOp(calls.op(call));
  if (fate === Fate.ok && answer !== NO_ANSWER)
    history.add({ ...row, type: 'ok', value: valueOf(engine, isWrite ? calls.value(call) : answer) });
  else if (fate === Fate.notFound && !isWrite) history.add({ ...row, type: 'ok', value: null });
  else history.add({ ...row, type: isIndefinite(calls, call, fate) ? 'info' : 'fail', value: null });
}

function rowOf({ calls, queue }: Engine, node: number, call: number): Omit<HistoryRow, 'type' | 'value'> {
  return {
    node,
    operation: operationOf(calls.op(call)).name,
    key: calls.key(call),
    field: calls.field(call),
    atNs: queue.nowNs,
    id: requestOperation(calls.root(call)),
  };
}

/** What a write put there, by its number. */
function valueOf({ namedValues }: Engine, write: number): MessageBody {
  return write < 0 ? null : (namedValues.get(write) ?? write);
}
