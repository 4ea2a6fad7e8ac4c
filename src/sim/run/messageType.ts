import { Fate } from '../network/fates';
import { isControlOp, isMessageOp, isReplicationOp } from '../network/operations';
import { MessageType } from '../trace/types';

/** How a message is drawn: by what it carries and which way. */
export function messageType(op: number, back: number, fate: number): number {
  if (isMessageOp(op)) return MessageType.message;
  if (isControlOp(op)) return MessageType.control;
  if (back === 0) return isReplicationOp(op) ? MessageType.replication : MessageType.request;
  if (fate !== Fate.ok) return MessageType.error;
  return isReplicationOp(op) ? MessageType.ack : MessageType.reply;
}
