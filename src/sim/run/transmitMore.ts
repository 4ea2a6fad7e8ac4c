import { belonging, recordMessage } from './recording';
import { Verdict } from '../network/special';
import type { Engine } from './engine';
import { packMeta } from './events';
import { bulkBytes } from '../toolkit/handover';
import { isWriteOp } from '../network/operations';

/** Sends a message over a link that is more than latency (it may be cut or lose messages, or be special), or that is recorded. */
export function transmitMore(engine: Engine, call: number, link: number, back: number): void {
  const { links, queue } = engine;
  if (links.needsMore(link)) {
    transmitOther(engine, call, link, back);
    return;
  }
  // What `Engine.transmit` does, and a row of it: nearly all that is recorded, so it asks for nothing that such a link has not.
  const belongsTo = belonging(engine, call, back);
  links.draw(link, back, engine.streams);
  engine.calls.setSent(call, queue.nowNs, ++engine.messages);
  links.countSent(link, back);
  recordMessage(engine, call, link, back, false, belongsTo);
  queue.delayNs = links.delayNs;
  queue.pushDelayed(packMeta(back, links.target(link, back), 0), call, 0);
}

function transmitOther(engine: Engine, call: number, link: number, back: number): void {
  const { links, queue } = engine;
  const belongsTo = engine.recorder === null ? 0 : belonging(engine, call, back);
  if (links.special[link] !== 0) {
    transmitSpecial(engine, call, link, back, belongsTo);
    return;
  }
  links.draw(link, back, engine.streams);
  const isUnlucky = links.isUnlucky(link, back, links.lossBelow[link], engine.streams);
  const isLost = isUnlucky || (links.cut[link] & (1 << back)) !== 0;
  carry(engine, call, link, back, isLost, belongsTo);
  if (isLost) engine.lose(call);
  else queue.push(queue.nowNs + links.delayNs, packMeta(back, links.target(link, back), 0), call, 0);
}

/**
 * Sends a message over a link that is more than latency and loss. A message delivered twice becomes a second call that its
 * caller has never heard of: whoever receives it works on it and answers, and the answer is ignored.
 */
function transmitSpecial(engine: Engine, call: number, link: number, back: number, belongsTo: number): void {
  const { links, queue } = engine;
  const { more } = links;
  const nowNs = queue.nowNs;
  more.bulkBytes = bulkBytes(engine.calls, call, back);
  more.send(links, link, back, nowNs, engine.streams);
  more.bulkBytes = 0;
  const { arriveNs, copyNs } = more;
  const isLost = more.verdict !== Verdict.arrives;
  links.delayNs = arriveNs - nowNs;
  carry(engine, call, link, back, isLost, belongsTo);
  const target = links.target(link, back);
  if (!isLost) queue.push(arriveNs, packMeta(back, target, 0), call, 0);
  if (copyNs < 0) {
    if (isLost) engine.lose(call);
    return;
  }
  // When the first is lost, the copy is the message; when not, it is one too many: whatever becomes of the one, the other may be carried
  // out.
  if (!isLost && back === 0 && isWriteOp(engine.calls.op(call))) engine.calls.setDoubtful(call);
  const copy = isLost ? call : stray(engine, call, link, back);
  links.delayNs = copyNs - nowNs;
  carry(engine, copy, link, back, false, belongsTo);
  queue.push(copyNs, packMeta(back, target, 0), copy, 0);
}

/** Numbers, counts and records one message, `links.delayNs` under way, that belongs to another (0: to none). */
export function carry(engine: Engine, call: number, link: number, back: number, isLost: boolean, belongsTo: number): void {
  engine.messages++;
  engine.calls.setSent(call, engine.queue.nowNs, engine.messages);
  engine.links.countSent(link, back);
  if (isLost) engine.links.countLost(link, back);
  if (engine.recorder !== null) recordMessage(engine, call, link, back, isLost, belongsTo);
}

/** A second call that asks or answers the same, and for which nobody waits. */
function stray(engine: Engine, call: number, link: number, back: number): number {
  const { calls, links } = engine;
  const copy = calls.derive(call);
  calls.route(copy, link, links.from(link), links.to(link));
  calls.setPhase(copy, calls.phase(call));
  calls.setFate(copy, back === 0 ? 0 : calls.fate(call));
  calls.setStray(copy);
  const payload = calls.payload(call);
  if (payload !== null) calls.setPayload(copy, payload.slice());
  return copy;
}
