import { messageFlags } from '../trace/recorder';
import type { Engine } from './engine';
import { EventType, TYPE_MASK } from './events';
import { messageType } from './messageType';
import { isWriteOp } from '../network/operations';

/*
 * What is done only while somebody records stands here, in functions of its own, and not where it is called: the engine's functions are
 * compiled from what they did before anybody recorded, with little regard for branches that were hardly ever taken.
 */

/** Records that an event begins. What is sent while it is handled is caused by the message that brought it. */
export function recordEvent(engine: Engine, meta: number, a: number): void {
  engine.recorder?.event(meta);
  engine.cause = (meta & TYPE_MASK) === EventType.timer ? 0 : engine.calls.span(a);
}

/** What is sent from now on is caused by what brought this call, unless the event itself was brought by a message. */
export function noteCause(engine: Engine, call: number): void {
  if (engine.cause === 0) engine.cause = engine.calls.span(call);
}

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
