import { Fate } from '../../network/fates';
import { durationText, momentText } from '../../trace/durationText';
import type { Cell, InspectSection } from '../../trace/inspection';
import { LOG_VERBS } from '../../trace/types';
import type { Behavior } from '../../parts/contract';
import type { NodeContext, NodeSetup } from '../../parts/context';
import { RegistryGauge } from './gauges';
import type { RegistryParams } from './kind';
import { ANNOUNCE } from '../../toolkit/operations';
import { secondsToNs } from '../../kernel/units';

const LOOK = 0;
const LISTS = LOG_VERBS.indexOf('lists');
const NO_LONGER = LOG_VERBS.indexOf('no longer lists');
/** A heartbeat that is overdue by half its distance is late. */
const LATE_AFTER = 1.5;

interface RegistryTools {
  readonly heartbeatMs: number;
  readonly keepMs: number;
  readonly lateNs: number;
  readonly expireNs: number;
  /** Index and id of each node that is wired here, by position. */
  readonly nodes: Int32Array;
  readonly ids: readonly string[];
}

/** The list, by position among the wires that come in. */
interface RegistryState {
  /** When it was last heard of, ns; -1: it is not listed. */
  heardNs: Float64Array;
  sinceNs: Float64Array;
  late: Uint8Array;
  /** When it will be looked after, ns; Infinity: a timer of another moment means nothing. */
  lookNs: Float64Array;
}

type RegistryNode = NodeContext<RegistryParams, RegistryTools, RegistryState>;

/** Handlers of the service registry. */
export const registryBehavior: Behavior<RegistryParams, RegistryTools, RegistryState> = {
  prepare: registryTools,
  init: (node) => emptyList(node),
  onRequest: (node, call) => node.reply(call, Fate.noTarget, 0),
  onControl: (node, call, op) => {
    if (op === ANNOUNCE.code) heard(node, call);
    else answer(node, call);
  },
  onTimer: (node, _tag, position) => look(node, position),
  onCrash: (node, before, loses) =>
    loses === 'nothing' || (node.params.remembers && loses !== 'disk')
      ? { ...before, lookNs: new Float64Array(before.lookNs.length).fill(Infinity) }
      : emptyList(node),
  onRestart: (node) => {
    // It cannot know who left while it was down: everybody on the list has as long as ever to be heard again.
    const { heardNs } = node.state;
    for (let at = 0; at < heardNs.length; at++) {
      if (heardNs[at] < 0) continue;
      heardNs[at] = node.now();
      watch(node, at, node.derived.lateNs);
    }
    show(node);
  },
  onParams: (node) => {
    // Who has been silent for longer than is allowed now is late, or gone, at once.
    const { heardNs } = node.state;
    for (let at = 0; at < heardNs.length; at++) if (heardNs[at] >= 0) watch(node, at, nextLookNs(node, at) - node.now());
  },
  inspect: (node) => [theList(node)],
};

function registryTools(setup: NodeSetup, params: RegistryParams): RegistryTools {
  return {
    heartbeatMs: Math.max(1, Math.floor(params.heartbeatSeconds * 1000 + 0.5)),
    keepMs: Math.max(1, Math.floor(params.keepSeconds * 1000 + 0.5)),
    lateNs: secondsToNs(Math.min(params.heartbeatSeconds * LATE_AFTER, params.expireSeconds)),
    expireNs: secondsToNs(params.expireSeconds),
    nodes: Int32Array.from(setup.in, (end) => end.node),
    ids: setup.in.map((end) => end.nodeId),
  };
}

function emptyList(node: RegistryNode): RegistryState {
  const places = node.setup.in.length;
  node.setGauge(RegistryGauge.listed, 0);
  node.setGauge(RegistryGauge.late, 0);
  return {
    heardNs: new Float64Array(places).fill(-1),
    sinceNs: new Float64Array(places),
    late: new Uint8Array(places),
    lookNs: new Float64Array(places).fill(Infinity),
  };
}

/** A part says that it is there; the answer tells it when to say so again. */
function heard(node: RegistryNode, call: number): void {
  const { state, derived } = node;
  const at = derived.nodes.indexOf(node.calls.from(call));
  node.addGauge(RegistryGauge.heartbeats, 1);
  if (state.heardNs[at] < 0) {
    state.sinceNs[at] = node.now();
    node.logAbout(LISTS, derived.nodes[at]);
  }
  const isNews = state.heardNs[at] < 0 || state.late[at] === 1;
  state.heardNs[at] = node.now();
  state.late[at] = 0;
  if (state.lookNs[at] === Infinity) watch(node, at, derived.lateNs);
  if (isNews) show(node);
  node.reply(call, Fate.ok, derived.heartbeatMs);
}

/** Tells who is listed, and for how long that may be believed. */
function answer(node: RegistryNode, call: number): void {
  const { state, derived } = node;
  node.addGauge(RegistryGauge.answers, 1);
  node.calls.setPayload(
    call,
    derived.nodes.filter((_, at) => state.heardNs[at] >= 0),
  );
  node.reply(call, Fate.ok, derived.keepMs);
}

function watch(node: RegistryNode, at: number, delayNs: number): void {
  const lookNs = node.now() + Math.max(1, delayNs);
  if (lookNs === node.state.lookNs[at]) return;
  node.state.lookNs[at] = lookNs;
  node.afterQuietly(Math.max(1, delayNs), LOOK, at);
}

/** When an entry that is heard of no more becomes late, or goes, ns. */
function nextLookNs({ state, derived }: RegistryNode, at: number): number {
  return state.heardNs[at] + (state.late[at] === 1 ? derived.expireNs : derived.lateNs);
}

/** Looks after one entry: late when its heartbeat is overdue, gone when it has been silent for too long. */
function look(node: RegistryNode, at: number): void {
  const { state, derived } = node;
  if (node.now() < state.lookNs[at]) return;
  state.lookNs[at] = Infinity;
  if (state.heardNs[at] < 0) return;
  const silentNs = node.now() - state.heardNs[at];
  if (silentNs >= derived.expireNs) {
    state.heardNs[at] = -1;
    state.late[at] = 0;
    node.addGauge(RegistryGauge.expired, 1);
    node.logAbout(NO_LONGER, derived.nodes[at]);
  } else {
    state.late[at] = silentNs >= derived.lateNs ? 1 : 0;
    watch(node, at, nextLookNs(node, at) - node.now());
  }
  show(node);
}

function show(node: RegistryNode): void {
  const { heardNs, late } = node.state;
  let listed = 0;
  let overdue = 0;
  for (let at = 0; at < heardNs.length; at++) {
    if (heardNs[at] < 0) continue;
    listed++;
    overdue += late[at];
  }
  node.setGauge(RegistryGauge.listed, listed);
  node.setGauge(RegistryGauge.late, overdue);
}

function theList(node: RegistryNode): InspectSection {
  const { state, derived } = node;
  const rows = derived.ids.flatMap((id, at): Cell[][] => {
    // Who only asks was never listed.
    if (state.heardNs[at] < 0) return state.sinceNs[at] > 0 ? [[id, 'no longer listed', null, null, null]] : [];
    const silentNs = node.now() - state.heardNs[at];
    return [
      [
        id,
        state.late[at] === 1 ? 'late' : 'heard of',
        durationText(silentNs),
        durationText(derived.expireNs - silentNs),
        momentText(state.sinceNs[at]),
      ],
    ];
  });
  return {
    type: 'table',
    title: 'Who is listed',
    columns: ['part', 'state', 'last heartbeat, ago', 'dropped in', 'listed since'],
    rows,
    total: rows.length,
  };
}
