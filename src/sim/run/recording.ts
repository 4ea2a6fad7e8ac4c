import type { Engine } from './engine';
import { flagsOf } from './messageType';

/**
 * Number of the message that the one sent next belongs to (see `MessageColumns.belongsTo`), 0: none; an integer of 32 bits, so that it may
 * pass from one function to another. Told by the call before it is sent: afterwards it knows only its last message.
 */
export function belonging(engine: Engine, call: number, back: number): number {
  const about = back === 1 ? call : engine.calls.parent(call);
  return about < 0 ? 0 : engine.calls.span(about) | 0;
}

/** Records the message numbered `messages`, `links.delayNs` under way, when anybody wants to know. */
export function recordMessage(engine: Engine, call: number, link: number, back: number, lost: boolean, belongsTo: number): void {
  const { calls } = engine;
  const fate = back === 0 ? 0 : calls.fate(call);
  engine.recorder?.message(call, link, flagsOf(calls.op(call), back, fate, lost), belongsTo);
}
