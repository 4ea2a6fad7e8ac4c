import type { ClaimView, KnowingMember } from '../checkers/claims';
import type { HistoryRow } from '../history/history';
import type { Fault } from '../model/scenario';
import { NodeStatus, type TraceIndex } from '../trace/types';
import { timedActions } from './actions';
import type { Engine } from './engine';

/** Reads something of an engine that stands just before a moment that has been. */
export type Past = <T>(atNs: number, read: (engine: Engine) => T) => T;

const MENDS: ReadonlySet<Fault['type']> = new Set(['restart', 'resume', 'heal', 'heal-all']);

/**
 * What checks that are no figures ask of an engine; `rows`: its history so far. `past`: a way back; without one,
 * what asks for an earlier moment gets the present.
 */
export function claimView(engine: Engine, index: TraceIndex, rows: () => readonly HistoryRow[], past?: Past): ClaimView {
  const { nowNs } = engine.queue;
  return {
    rows,
    nowNs,
    names: (node) => index.nodes[node].id,
    keyNames: (key) => engine.keys.nameOf(key),
    members: (network, atNs) =>
      atNs === undefined || past === undefined ? membersOf(engine, index, network) : past(atNs, (then) => membersOf(then, index, network)),
    mendedNs: () => mendings(engine, index).findLast((atNs) => atNs <= nowNs) ?? -1,
  };
}

const known = new WeakMap<readonly Fault[], readonly number[]>();

/** Moments at which a fault is over or is mended, ascending. */
function mendings(engine: Engine, index: TraceIndex): readonly number[] {
  const found = known.get(engine.faults);
  if (found !== undefined) return found;
  const actions = timedActions(engine.faults, { index, seed: engine.streams.seed, endNs: engine.endNs });
  const moments = actions.filter(({ ends, fault }) => ends || MENDS.has(fault.type)).map(({ atNs }) => atNs);
  known.set(engine.faults, moments);
  return moments;
}

function membersOf(engine: Engine, index: TraceIndex, network: string): readonly KnowingMember[] {
  const plan = engine.networks.find(({ id }) => id === network);
  return plan === undefined ? [] : Array.from(plan.members).flatMap((node) => memberOf(engine, index, node));
}

/** Members that do not say what they know (sources, sinks) are left out. */
function memberOf(engine: Engine, index: TraceIndex, node: number): KnowingMember[] {
  const { id, gauges, gaugeBase } = index.nodes[node];
  const [view, known] = ['view', 'known'].map((name) => gauges.findIndex((gauge) => gauge.name === name));
  if (view < 0 || known < 0) return [];
  return [
    {
      id,
      isUp: engine.status[node] !== NodeStatus.down,
      view: engine.gauges.value(gaugeBase + view),
      known: engine.gauges.value(gaugeBase + known),
    },
  ];
}
