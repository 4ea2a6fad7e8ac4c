import { Verdict } from '../network/special';
import type { Engine } from './engine';
import { packMeta } from './events';

/**
 * Sends a message over a link that is more than latency and loss. A message delivered twice becomes a second call that its
 * caller has never heard of: whoever receives it works on it and answers, and the answer is ignored.
 */
export function transmitSpecial(engine: Engine, call: number, link: number, back: number): void {
  const { links, queue } = engine;
  const { more } = links;
  const nowNs = queue.nowNs;
  more.send(links, link, back, nowNs, engine.streams);
  const { arriveNs, copyNs } = more;
  const isLost = more.verdict !== Verdict.arrives;
  carry(engine, call, link, back, arriveNs - nowNs, isLost);
  const target = back === 0 ? links.to[link] : links.from[link];
  if (!isLost) queue.push(arriveNs, packMeta(back, target, 0), call, 0);
  if (copyNs < 0) {
    if (isLost) engine.lose(call);
    return;
  }
  // When the first is lost, the copy is the message; when not, it is one too many.
  const copy = isLost ? call : stray(engine, call, link, back);
  carry(engine, copy, link, back, copyNs - nowNs, false);
  queue.push(copyNs, packMeta(back, target, 0), copy, 0);
}

/** Numbers, counts and records one message. */
function carry(engine: Engine, call: number, link: number, back: number, delayNs: number, isLost: boolean): void {
  engine.messages++;
  engine.calls.setSent(call, engine.queue.nowNs, engine.messages);
  engine.links.countSent(link, back, delayNs);
  if (isLost) engine.links.countLost(link, back);
  if (engine.recorder !== null) engine.recordMessage(call, link, back, delayNs, isLost);
}

/** A second call that asks or answers the same, and for which nobody waits. */
function stray(engine: Engine, call: number, link: number, back: number): number {
  const { calls, links } = engine;
  const copy = calls.derive(call);
  calls.route(copy, link, links.from[link], links.to[link]);
  calls.setPhase(copy, calls.phase(call));
  calls.setFate(copy, back === 0 ? 0 : calls.fate(call));
  calls.setAbandoned(copy);
  const payload = calls.payload(call);
  if (payload !== null) calls.setPayload(copy, payload.slice());
  return copy;
}
