import { Fate } from '../network/fates';
import { isControlOp, isMessageOp, isReplicationOp, isWriteOp, SORT_WIDTH } from '../network/operations';
import { FATE_SHIFT, LOST, messageFlags } from '../trace/recorder';
import { MessageType } from '../trace/types';

/** How a message is drawn: by what it carries and which way. */
function messageType(op: number, back: number, fate: number): number {
  if (isMessageOp(op)) return MessageType.message;
  if (isControlOp(op)) return MessageType.control;
  if (back === 0) return isReplicationOp(op) ? MessageType.replication : MessageType.request;
  if (fate !== Fate.ok) return MessageType.error;
  return isReplicationOp(op) ? MessageType.ack : MessageType.reply;
}

const SORTS = 1 << SORT_WIDTH;
const SORT_MASK = SORTS - 1;
const FAILED = SORTS * 2;
const ANY_FAILURE = Fate.ok + 1;

/** What there is to know of a message before its fate is known, by all that decides it. */
const FLAGS = Uint16Array.from({ length: SORTS * 4 }, (_, at) => {
  const [sort, back, fate] = [at & SORT_MASK, (at >> SORT_WIDTH) & 1, (at & FAILED) === 0 ? Fate.ok : ANY_FAILURE];
  return messageFlags(back === 0, false, messageType(sort, back, fate), Fate.ok, isWriteOp(sort));
});

/** The small facts of a message, as `messageFlags` packs them; read off a table, because every message that is recorded asks for them. */
export function flagsOf(op: number, back: number, fate: number, isLost: boolean): number {
  return FLAGS[(op & SORT_MASK) | (back << SORT_WIDTH) | (fate === Fate.ok ? 0 : FAILED)] | (fate << FATE_SHIFT) | (isLost ? LOST : 0);
}
