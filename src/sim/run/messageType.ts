import { Op } from '../network/calls';
import { Fate } from '../network/fates';
import { MessageType } from '../trace/types';

/** How a message is drawn: by what it carries and which way. */
export function messageType(op: number, back: number, fate: number): number {
  if (op === Op.message) return MessageType.message;
  if (op >= Op.promote) return MessageType.control;
  if (back === 0) return op === Op.replicate ? MessageType.replication : MessageType.request;
  if (fate !== Fate.ok) return MessageType.error;
  return op === Op.replicate ? MessageType.ack : MessageType.reply;
}
