import { msToNs } from '../../kernel/units';
import { Fate } from '../../network/fates';
import type { Behavior } from '../../parts/contract';
import type { NodeSetup } from '../../parts/context';
import { readStanding, type Standing } from '../../toolkit/leadership';
import { AGREE, CHECK, FENCE, LEAD, ROUTE } from '../../toolkit/operations';
import { changeTimeout, emptyTimeouts, fireTimeouts, watchTimeout } from '../../toolkit/timeouts';
import { agreed, endRound, isSuspected, ledBy, promised, suspect } from './failover';
import { inspectMonitor } from './inspect';
import type { FailoverMonitorParams } from './kind';
import { MonitorGauge, Tag, type MonitorNode, type MonitorState, type MonitorTools } from './state';

/** Handlers of the failover monitor. */
export const failoverMonitorBehavior: Behavior<FailoverMonitorParams, MonitorTools, MonitorState> = {
  prepare: monitorTools,
  init: (node) => ({
    watched: node.derived.stores.map(({ follows }) => ({ promised: 0, epoch: 0, head: 0, isPrimary: follows < 0, heardNs: 0 })),
    leader: node.derived.stores.findIndex(({ follows }) => follows < 0),
    epoch: 0,
    startPlace: -1,
    highest: 0,
    round: 0,
    stage: 'watching',
    agreed: 0,
    promised: [],
    candidate: -1,
    tickedNs: 0,
    tickNs: Infinity,
    roundNs: -1,
    timeouts: emptyTimeouts(),
  }),
  onStart: tick,
  onCrash: (_, before) => ({ ...before, stage: 'watching', roundNs: -1, tickNs: Infinity, timeouts: emptyTimeouts() }),
  onRestart: (node) => {
    // Nobody could have answered meanwhile.
    for (const one of node.state.watched) one.heardNs = node.now();
    tick(node);
  },
  onParams: (node) => {
    changeTimeout(node, node.state.timeouts, node.derived.timeoutNs, Tag.timeout, () => true);
    armTick(node);
  },
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onControl: (node, call, op) => {
    const position = node.derived.stores.findIndex((store) => store.node === node.calls.value(call));
    node.reply(call, Fate.ok, op === AGREE.code && position >= 0 && isSuspected(node, position) ? 1 : 0);
  },
  onTimer: (node, tag) => {
    if (tag === Tag.timeout) fireTimeouts(node, node.state.timeouts, Tag.timeout, (call) => node.abandon(call), false);
    else if (tag === Tag.round && node.state.roundNs >= 0 && node.now() >= node.state.roundNs) endRound(node);
    else if (tag === Tag.tick && node.now() >= node.state.tickNs) tick(node);
  },
  onReply: (node, call, fate) => {
    const { calls } = node;
    const op = calls.op(call);
    const position = calls.mark(call);
    if (op === AGREE.code && fate === Fate.ok && calls.value(call) === 1) agreed(node);
    if (op === LEAD.code && fate === Fate.ok) ledBy(node, position, calls.value(call), () => tellAll(node));
    const standing = op === CHECK.code || op === FENCE.code || op === LEAD.code ? readStanding(calls.payload(call)) : null;
    if (standing !== null) learn(node, position, standing);
    if (op === FENCE.code && fate === Fate.ok) promised(node, position);
  },
  inspect: inspectMonitor,
};

function monitorTools(setup: NodeSetup, params: FailoverMonitorParams): MonitorTools {
  const monitors = setup.out.filter(({ kind }) => kind === 'failover-monitor');
  const stores = setup.out.filter(({ storesKeys }) => storesKeys);
  const routes = setup.out.filter(({ kind, storesKeys }) => kind !== 'failover-monitor' && !storesKeys);
  const all = setup.nodeKinds.flatMap((kind, node) => (kind === 'failover-monitor' ? [node] : []));
  const rank = all.indexOf(setup.index);
  return { stores, routes, monitors, rank, count: all.length, intervalNs: msToNs(params.intervalMs), timeoutNs: msToNs(params.timeoutMs) };
}

/** A heartbeat to everybody; whoever is suspected by now is dealt with. */
function tick(node: MonitorNode): void {
  const { state } = node;
  if (state.leader < 0) return;
  tellAll(node);
  suspect(node);
  state.tickedNs = node.now();
  armTick(node);
}

/** Sets the next heartbeat, counted from the last one. */
function armTick(node: MonitorNode): void {
  const { derived, state } = node;
  const dueNs = Math.max(node.now(), state.tickedNs + Math.max(1, node.byClock(derived.intervalNs)));
  if (state.leader < 0 || dueNs === state.tickNs) return;
  state.tickNs = dueNs;
  node.afterQuietly(dueNs - node.now(), Tag.tick, 0);
}

function tellAll(node: MonitorNode): void {
  const { derived, params, state } = node;
  const leader = derived.stores[state.leader].node;
  const told = Int32Array.of(params.fencing ? state.epoch : 0, state.startPlace, leader);
  derived.stores.forEach(({ link }, position) => {
    const call = node.send(link, CHECK.code, -1, -1, 0, told);
    node.calls.setMark(call, position);
    watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  });
  for (const { link } of derived.routes) {
    const call = node.send(link, ROUTE.code, -1, -1, leader, Int32Array.of(state.epoch));
    watchTimeout(node, state.timeouts, call, derived.timeoutNs, Tag.timeout);
  }
}

/** What a part says of itself. Somebody else may have made it primary, under a later epoch than is known. */
function learn(node: MonitorNode, position: number, standing: Standing): void {
  const { state } = node;
  state.watched[position] = { ...standing, heardNs: node.now() };
  state.highest = Math.max(state.highest, standing.promised);
  if (!standing.isPrimary || position === state.leader) return;
  const isLater = standing.promised > state.epoch;
  // Of two without numbers, whoever is still primary and answers.
  const takesOver = standing.promised === state.epoch && (!state.watched[state.leader].isPrimary || isSuspected(node, state.leader));
  if (!isLater && !takesOver) return;
  Object.assign(state, { leader: position, epoch: standing.promised, startPlace: -1, stage: 'watching', roundNs: -1 });
  node.setGauge(MonitorGauge.epoch, state.epoch);
}
