import { messageFlags } from '../trace/recorder';
import type { Engine } from './engine';
import { messageType } from './messageType';
import { isWriteOp } from '../network/operations';

/** What a message belongs to, told by the call before it is sent: afterwards the call knows only its last message. */
export function noteBelonging(engine: Engine, call: number, back: number): void {
  const about = back === 1 ? call : engine.calls.parent(call);
  engine.belongsTo = about < 0 ? 0 : engine.calls.span(about);
}

/** Records the message numbered `messages`, `links.delayNs` under way, when anybody wants to know. */
export function recordMessage(engine: Engine, call: number, link: number, back: number, lost: boolean): void {
  const { calls } = engine;
  const fate = back === 0 ? 0 : calls.fate(call);
  const flags = messageFlags(back === 0, lost, messageType(calls.op(call), back, fate), fate, isWriteOp(calls.op(call)));
  engine.recorder?.message(call, link, flags);
}
