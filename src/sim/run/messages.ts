import { invariant } from '../kernel/assert';
import { murmur3 } from '../kernel/hash';
import { NetworkGauge } from '../parts/contract';
import { Phase } from '../network/calls';
import type { Message, MessageBody } from '../network/messages';
import { MESSAGE_OPERATION } from '../network/operations';
import { Verdict } from '../network/special';
import { NodeStatus } from '../trace/types';
import type { Engine } from './engine';
import { EventType, packMeta } from './events';
import { isApart } from './laneFaults';
import { laneOf, type NetworkPlan } from './networks';
import type { EngineNode } from './node';
import { carry } from './transmitMore';

/** What a member asks the engine to send. */
export interface Outgoing {
  readonly to: number;
  readonly type: number;
  readonly body: MessageBody;
  readonly inReplyTo: number;
}

/**
 * Sends a message from one member of a network to another, as a call that nobody answers and nobody waits for. Returns its number.
 * Throws InvariantError when either is no member.
 */
export function sendMessage(engine: Engine, node: EngineNode, seat: number, message: Outgoing): number {
  const place = engine.seats[node.index]?.[seat] ?? -1;
  const plan = engine.networks[place];
  invariant(plan !== undefined && plan.places.has(message.to), 'a message to a part that is no member of the network');
  const { calls } = engine;
  const call = calls.create(0, MESSAGE_OPERATION.code, message.type, place, engine.messages + 1, -1, engine.queue.nowNs);
  calls.setBody(call, message.body);
  calls.setMark(call, message.inReplyTo);
  calls.setAbandoned(call);
  const link = laneOf(engine, place, node.index, message.to);
  calls.route(call, link, node.index, message.to);
  calls.setPhase(call, Phase.requestTravels);
  engine.gaugeAdd(plan.gaugeBase + NetworkGauge.sent, 1);
  if (node.memberGauge >= 0) engine.gaugeAdd(node.memberGauge, 1);
  const msgId = engine.messages + 1;
  travel(engine, call, link, plan, message.inReplyTo);
  return msgId;
}

/** Whether a message goes along its link (0) or against it (1). */
export function directionOf(engine: Engine, call: number): number {
  return engine.links.from(engine.calls.link(call)) === engine.calls.from(call) ? 0 : 1;
}

function travel(engine: Engine, call: number, link: number, plan: NetworkPlan, inReplyTo: number): void {
  const { links, queue } = engine;
  const { more } = links;
  const back = directionOf(engine, call);
  const nowNs = queue.nowNs;
  let copyNs = -1;
  let isLost = false;
  if (links.special[link] === 0) {
    links.draw(link, back, engine.streams);
    isLost = links.isUnlucky(link, back, links.lossBelow[link], engine.streams) || (links.cut[link] & (1 << back)) !== 0;
  } else {
    more.send(links, link, back, nowNs, engine.streams);
    isLost = more.verdict !== Verdict.arrives;
    links.delayNs = more.arriveNs - nowNs;
    copyNs = more.copyNs;
  }
  if (engine.apart.length > 0 && isApart(engine.apart, engine.calls.from(call), engine.calls.to(call))) {
    isLost = true;
    copyNs = -1;
  }
  engine.recorder?.body?.(engine.messages + 1, engine.calls.body(call), engine.calls.from(call));
  carry(engine, call, link, back, isLost, inReplyTo);
  if (!isLost) depart(engine, call, nowNs + links.delayNs, plan);
  if (copyNs >= 0) {
    // When the first is lost, the copy is the message; when not, it is one too many.
    const copy = isLost ? call : secondOf(engine, call);
    links.delayNs = copyNs - nowNs;
    engine.recorder?.body?.(engine.messages + 1, engine.calls.body(copy), engine.calls.from(copy));
    carry(engine, copy, link, back, false, inReplyTo);
    depart(engine, copy, copyNs, plan);
  } else if (isLost) {
    engine.gaugeAdd(plan.gaugeBase + NetworkGauge.lost, 1);
    engine.calls.release(call);
  }
}

function depart(engine: Engine, call: number, arriveNs: number, plan: NetworkPlan): void {
  engine.gaugeAdd(plan.gaugeBase + NetworkGauge.underWay, 1);
  engine.queue.push(arriveNs, packMeta(EventType.message, engine.calls.to(call), 0), call, 0);
}

/** A second copy of a message on its way. */
function secondOf(engine: Engine, call: number): number {
  const { calls } = engine;
  const copy = calls.create(0, MESSAGE_OPERATION.code, calls.key(call), calls.field(call), calls.value(call), -1, calls.startedNs(call));
  calls.setBody(copy, calls.body(call));
  calls.setMark(copy, calls.mark(call));
  calls.setAbandoned(copy);
  calls.route(copy, calls.link(call), calls.from(call), calls.to(call));
  calls.setPhase(copy, Phase.requestTravels);
  return copy;
}

/** Hands a message to its receiver; one that is down never learns of it. */
export function deliverMessage(engine: Engine, node: EngineNode, call: number): void {
  const { calls } = engine;
  const plan = engine.networks[calls.field(call)];
  engine.gaugeAdd(plan.gaugeBase + NetworkGauge.underWay, -1);
  engine.fold(calls.value(call), murmur3(engine.messageTypes.names[calls.key(call)]));
  if (engine.status[node.index] === NodeStatus.down) engine.gaugeAdd(plan.gaugeBase + NetworkGauge.lost, 1);
  else {
    if (node.memberGauge >= 0) engine.gaugeAdd(node.memberGauge + 1, 1);
    const message: Message = {
      from: calls.from(call),
      to: node.index,
      seat: engine.seats[node.index].indexOf(calls.field(call)),
      type: calls.key(call),
      body: calls.body(call),
      msgId: calls.value(call),
      inReplyTo: calls.mark(call),
    };
    node.behavior.onMessage?.(node, message);
  }
  calls.release(call);
}
