import { Gauge } from '../kinds/contract';
import { Op, Phase } from '../network/calls';
import { Fate } from '../network/fates';
import { Cut } from '../network/links';
import type { Fault } from '../model/scenario';
import { LOG_VERBS, NodeStatus, type LogVerb } from '../trace/types';
import type { Engine } from './engine';
import type { EngineNode } from './node';

/** Does to the running system what a fault says. Faults that change nothing (crashing what is down) are allowed and ignored. */
export function applyAction(engine: Engine, fault: Fault): void {
  if (fault.type === 'cut' || fault.type === 'heal') {
    cutLink(engine, fault);
    return;
  }
  const node = engine.nodes.find((candidate) => candidate.id === fault.node);
  if (node === undefined) return;
  switch (fault.type) {
    case 'crash':
      return crash(engine, node, fault.silent === true);
    case 'restart':
      return restart(engine, node);
    case 'pause':
      return pause(engine, node);
    case 'resume':
      return resume(engine, node);
    case 'slow':
      return slow(engine, node, fault.factor);
    case 'promote':
      return promote(engine, node);
    case 'set':
      return setParam(engine, node, fault.param, fault.value);
  }
}

function say(engine: Engine, node: number, verb: LogVerb, detail = -1): void {
  engine.recorder?.log(engine.queue.nowNs, node, LOG_VERBS.indexOf(verb), -1, 0, detail);
}

function showStatus(engine: Engine, node: EngineNode): void {
  const status = engine.status[node.index];
  const shown = status === NodeStatus.up && node.slowFactor !== 1 ? NodeStatus.slow : status;
  engine.gaugeSet(node.gaugeBase + Gauge.status, shown);
}

function crash(engine: Engine, node: EngineNode, silent: boolean): void {
  const status = engine.status[node.index];
  if (status === NodeStatus.down) return;
  if (status === NodeStatus.paused) engine.release(node.index);
  engine.status[node.index] = NodeStatus.down;
  engine.silent[node.index] = silent ? 1 : 0;
  node.epoch++;
  say(engine, node.index, 'crashed');
  dropCallsHeld(engine, node);
  dropCallsMade(engine, node);
  const before = node.state;
  node.state = node.behavior.onCrash ? node.behavior.onCrash(node, before) : node.behavior.init(node);
  node.setGauge(Gauge.queue, 0);
  node.setGauge(Gauge.busy, 0);
  showStatus(engine, node);
}

/** Whatever the node was working on is gone; its callers see the connection break. */
function dropCallsHeld(engine: Engine, node: EngineNode): void {
  const calls = engine.calls;
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) !== Phase.atCallee || calls.to(call) !== node.index) continue;
    if (calls.op(call) < Op.replicate) engine.countDeparture(node, call, Fate.crashed);
    engine.refuse(node.index, call, Fate.crashed);
  }
}

/** Nobody is left to take the answers to what the node had asked. */
function dropCallsMade(engine: Engine, node: EngineNode): void {
  const calls = engine.calls;
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.free || calls.from(call) !== node.index || calls.isAbandoned(call)) continue;
    const isRequest = calls.parent(call) < 0 && calls.root(call) > 0;
    if (isRequest && !calls.isConcluded(call)) node.conclude(call, Fate.crashed);
    engine.abandonCall(call);
  }
}

function restart(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.down) return;
  engine.status[node.index] = NodeStatus.up;
  engine.silent[node.index] = 0;
  say(engine, node.index, 'restarted');
  showStatus(engine, node);
  node.behavior.onRestart?.(node);
}

function pause(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.up) return;
  engine.status[node.index] = NodeStatus.paused;
  say(engine, node.index, 'paused');
  showStatus(engine, node);
}

function resume(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.paused) return;
  engine.status[node.index] = NodeStatus.up;
  engine.release(node.index);
  say(engine, node.index, 'resumed');
  showStatus(engine, node);
}

function slow(engine: Engine, node: EngineNode, factor: number): void {
  node.slowFactor = factor;
  say(engine, node.index, factor === 1 ? 'back to normal speed' : 'slowed down');
  showStatus(engine, node);
}

function promote(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.down) node.behavior.onPromote?.(node);
}

function setParam(engine: Engine, node: EngineNode, param: string, value: unknown): void {
  const params = node.descriptor.fields.safeParse({ ...(node.params as Record<string, unknown>), [param]: value });
  if (!params.success) return;
  node.params = params.data;
  node.derived = node.behavior.prepare(node.setup, node.params);
  say(engine, node.index, 'changed');
  node.behavior.onParams?.(node);
}

function cutLink(engine: Engine, fault: Fault & { type: 'cut' | 'heal' }): void {
  const link = engine.linkIndex.get(fault.link);
  if (link === undefined) return;
  if (fault.type === 'heal') engine.links.cut[link] = 0;
  else {
    const direction = fault.direction ?? 'both';
    const bits = (direction !== 'backward' ? Cut.forward : 0) | (direction !== 'forward' ? Cut.backward : 0);
    engine.links.cut[link] |= bits;
  }
  say(engine, engine.links.from[link], fault.type === 'heal' ? 'healed' : 'cut', engine.links.to[link]);
}
