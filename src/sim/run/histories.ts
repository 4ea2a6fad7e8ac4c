import { storedValue, type Data } from '../data/values';
import { operationOf } from '../kinds/operations';
import { requestOperation, type HistoryRow } from '../history/history';
import { isIndefinite, NO_ANSWER } from '../network/doubt';
import { Fate } from '../network/fates';
import type { Engine } from './engine';
import { isWriteOp } from '../network/operations';

/** Writes down that a client has begun a request. Its value must be named by then. */
export function noteBeginning(engine: Engine, node: number, call: number): void {
  const { calls } = engine;
  const isWrite = isWriteOp(calls.op(call));
  engine.history.add({
    ...rowOf(engine, node, call),
    type: 'invoke',
    ...(isWrite ? held(engine, call, calls.value(call)) : { value: null }),
  });
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
    history.add({ ...row, type: 'ok', ...held(engine, call, isWrite ? calls.value(call) : answer) });
  else if (fate === Fate.notFound && !isWrite) history.add({ ...row, type: 'ok', ...held(engine, call, -1) });
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

/** What a call wrote or was answered, as data with its version; of what is no register the number itself. */
function held({ calls, namedValues }: Engine, call: number, version: number): { value: Data; version?: number } {
  const [key, field] = [calls.key(call), calls.field(call)];
  if (key < 0 || field < 0) return { value: version < 0 ? null : (namedValues.get(version) ?? version) };
  return { value: storedValue(key, field, version, namedValues.get(version)).data, version };
}
