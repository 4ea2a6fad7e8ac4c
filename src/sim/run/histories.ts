import { storedValue } from '../data/values';
import { operationOf } from '../kinds/operations';
import { requestOperation, type HistoryType } from '../history/history';
import { isIndefinite, NO_ANSWER } from '../network/doubt';
import { Fate } from '../network/fates';
import type { MessageBody } from '../network/messages';
import { DELETE, INCREMENT } from '../toolkit/operations';
import type { Engine } from './engine';
import { isWriteOp } from '../network/operations';

/** A value as data, with its version where it has one. */
interface Held {
  readonly value: MessageBody;
  readonly version?: number;
  /** Of an answer that is more than one write. */
  readonly versions?: readonly number[];
}

const UNKNOWN: Held = { value: null };

/** Writes down that a client has begun a request. Its value must be named by then. */
export function noteBeginning(engine: Engine, node: number, call: number): void {
  const { calls } = engine;
  const isWrite = isWriteOp(calls.op(call));
  addRow(engine, node, call, 'invoke', isWrite ? askedBy(engine, call) : UNKNOWN);
}

/**
 * Writes down how it ended: `fail` only when it surely did not happen. A read that found nothing has read that nothing is there; an answer
 * that nobody gave (a client's default) tells nothing of what happened.
 */
export function noteEnd(engine: Engine, node: number, call: number, fate: number, answer: number): void {
  const { calls } = engine;
  const isWrite = isWriteOp(calls.op(call));
  if (fate === Fate.ok && answer !== NO_ANSWER)
    addRow(engine, node, call, 'ok', isWrite ? askedBy(engine, call) : held(engine, call, answer));
  else if (fate === Fate.notFound && !isWrite) addRow(engine, node, call, 'ok', held(engine, call, -1));
  else addRow(engine, node, call, isIndefinite(calls, call, fate) ? 'info' : 'fail', UNKNOWN);
}

/** Names by name, not from another object: rows made so take half the room, and there may be a million. */
function addRow(
  { calls, history, queue }: Engine,
  node: number,
  call: number,
  type: HistoryType,
  { value, version, versions }: Held,
): void {
  const operation = operationOf(calls.op(call)).name;
  const key = calls.key(call);
  const field = calls.field(call);
  const { nowNs: atNs } = queue;
  const id = requestOperation(calls.root(call));
  if (versions !== undefined) history.add({ type, node, operation, key, field, value, versions, atNs, id });
  else if (version === undefined) history.add({ type, node, operation, key, field, value, atNs, id });
  else history.add({ type, node, operation, key, field, value, version, atNs, id });
}

/** What a write asks for: its value; of a counter the amount, 1 where nobody said another; of a value taken away nothing. */
function askedBy(engine: Engine, call: number): Held {
  const { calls, values } = engine;
  const [op, version] = [calls.op(call), calls.value(call)];
  if (op === DELETE.code) return { value: null, version };
  return op === INCREMENT.code ? { value: values.nameOf(version) ?? 1, version } : held(engine, call, version);
}

/** What a call wrote or was answered, as data with its version; of what is no register the number itself. */
function held({ calls, values }: Engine, call: number, version: number): Held {
  const answer = values.answerOf(version);
  if (answer !== null) return answer;
  const [key, field] = [calls.key(call), calls.field(call)];
  if (key < 0 || field < 0) return { value: version < 0 ? null : (values.nameOf(version) ?? version) };
  return { value: storedValue(key, field, version, values.nameOf(version)).data, version };
}
