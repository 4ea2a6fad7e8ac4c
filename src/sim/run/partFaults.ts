import { releaseDeferred } from './deferred';
import { Gauge, type CrashLoss } from '../parts/contract';
import { Phase } from '../network/calls';
import { NO_ANSWER } from '../network/doubt';
import { Fate } from '../network/fates';
import { LOG_VERBS, NodeStatus, type LogVerb } from '../trace/types';
import type { Effect } from './effects';
import type { Engine } from './engine';
import type { EngineNode } from './node';
import { beginLife, goOn, standStill } from './standstill';
import { isRequestOp } from '../network/operations';
import { NS_PER_MS } from '../kernel/units';

/** Writes a log line about a part. */
export function say(engine: Engine, node: number, verb: LogVerb, detail = -1): void {
  engine.recorder?.log(node, LOG_VERBS.indexOf(verb), -1, 0, detail);
}

function setStanding(engine: Engine, node: EngineNode, status: number): void {
  engine.status[node.index] = status;
  node.standing = status;
}

function showStatus(engine: Engine, node: EngineNode): void {
  const status = engine.status[node.index];
  const shown = status === NodeStatus.up && node.slowFactor !== 1 ? NodeStatus.slow : status;
  const gauge = node.gaugeBase + Gauge.status;
  // A part that is switched off, or starting, says so itself.
  if (status === NodeStatus.up && engine.gauges.value(gauge) >= NodeStatus.off) return;
  engine.gaugeSet(gauge, shown);
}

/** Stops a part at once. `silent`: its machine is gone, so nobody is told. `loses`: what will not be there after a restart. */
export function crash(engine: Engine, node: EngineNode, silent: boolean, loses: CrashLoss): void {
  const status = engine.status[node.index];
  if (status === NodeStatus.down) return;
  if (status === NodeStatus.paused) releaseDeferred(engine, node.index);
  beginLife(engine, node);
  setStanding(engine, node, NodeStatus.down);
  engine.silent[node.index] = silent ? 1 : 0;
  node.epoch++;
  node.crashedWith = node.params;
  say(engine, node.index, 'crashed');
  dropCallsHeld(engine, node);
  dropCallsMade(engine, node);
  const before = node.state;
  node.state = node.behavior.onCrash ? node.behavior.onCrash(node, before, loses) : node.behavior.init(node);
  node.setGauge(Gauge.queue, 0);
  node.setGauge(Gauge.busy, 0);
  showStatus(engine, node);
}

/** Whatever the node was working on is gone; its callers see the connection break. */
function dropCallsHeld(engine: Engine, node: EngineNode): void {
  const calls = engine.calls;
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) !== Phase.atCallee || calls.to(call) !== node.index) continue;
    if (isRequestOp(calls.op(call))) engine.countDeparture(node, call, Fate.crashed);
    engine.refuse(node.index, call, Fate.crashed);
  }
}

/** Nobody is left to take the answers to what the node had asked. */
function dropCallsMade(engine: Engine, node: EngineNode): void {
  const calls = engine.calls;
  for (let call = 0; call < calls.limit; call++) {
    if (calls.phase(call) === Phase.free || calls.from(call) !== node.index || calls.isAbandoned(call)) continue;
    // Only clients begin requests; a queue sends on messages under the number of theirs.
    const isRequest = calls.parent(call) < 0 && calls.root(call) > 0 && node.descriptor.accepts.length === 0;
    if (isRequest && !calls.isConcluded(call)) node.conclude(call, Fate.crashed, NO_ANSWER);
    engine.abandonCall(call);
  }
}

/** Brings up a part that is down. */
export function restart(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.down) return;
  setStanding(engine, node, NodeStatus.up);
  engine.silent[node.index] = 0;
  say(engine, node.index, 'restarted');
  showStatus(engine, node);
  node.behavior.onRestart?.(node);
  const hasChanged = node.crashedWith !== node.params;
  node.crashedWith = null;
  if (hasChanged) node.behavior.onParams?.(node);
  // A pause that began while it was down lasts on.
  if (engine.holds.has('pause', node.id)) pause(engine, node);
}

/** Lets a part stand still: what reaches it waits. */
export function pause(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.up) return;
  setStanding(engine, node, NodeStatus.paused);
  standStill(engine, node);
  say(engine, node.index, 'paused');
  showStatus(engine, node);
}

/** Lets a paused part go on. */
export function resume(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.paused) return;
  setStanding(engine, node, NodeStatus.up);
  goOn(engine, node);
  releaseDeferred(engine, node.index);
  say(engine, node.index, 'resumed');
  showStatus(engine, node);
}

/** Makes a replica the primary. */
export function promote(engine: Engine, node: EngineNode): void {
  if (engine.status[node.index] !== NodeStatus.down) node.behavior.onPromote?.(node);
}

/** What a part's log says when an effect begins and when it is over. */
const SAID: Readonly<Partial<Record<Effect['type'], readonly [LogVerb, LogVerb]>>> = {
  slow: ['slowed down', 'back to normal speed'],
  steal: ['lost processor time', 'has its processor back'],
  'disk-full': ['has a full disk', 'has room on its disk'],
  clock: ['has a wrong clock', 'has the right time'],
};

/** Brings speed, disk and clock of a part to what lasts, and says so. */
export function settleNode(engine: Engine, node: EngineNode, changed: Effect['type']): void {
  bringTo(engine, node);
  const verbs = SAID[changed];
  if (verbs !== undefined) say(engine, node.index, verbs[engine.holds.has(changed, node.id) ? 0 : 1]);
  showStatus(engine, node);
}

/** Brings speed, disk and clock of every part to what lasts, without a word: after a checkpoint was restored. */
export function settleAll(engine: Engine): void {
  const touched = new Set(engine.holds.targets());
  for (const node of engine.nodes) if (node.isTouched || touched.has(node.id)) bringTo(engine, node);
}

function bringTo(engine: Engine, node: EngineNode): void {
  const { holds } = engine;
  const slow = holds.last('slow', node.id);
  const steal = holds.last('steal', node.id);
  const clock = holds.last('clock', node.id);
  node.isTouched = true;
  node.slowFactor = (slow?.value ?? 1) * (steal === null ? 1 : 100 / (100 - steal.value));
  node.isDiskFull = holds.has('disk-full', node.id);
  node.clockSkewNs = clock === null ? 0 : clock.value * NS_PER_MS;
  const fault = clock === null ? null : engine.faults[clock.order];
  node.clockRate = fault?.type === 'clock' ? 1 + (fault.driftPercent ?? 0) / 100 : 1;
  node.clockSinceNs = clock?.sinceNs ?? 0;
}
