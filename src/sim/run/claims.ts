import type { ClaimView, KnowingMember } from '../checkers/claims';
import type { HistoryRow } from '../history/history';
import { NodeStatus, type TraceIndex } from '../trace/types';
import type { Engine } from './engine';

/** What checks that are no figures ask of an engine; `rows`: its history so far. */
export function claimView(engine: Engine, index: TraceIndex, rows: () => readonly HistoryRow[]): ClaimView {
  return {
    rows,
    names: (node) => index.nodes[node].id,
    members: (network) => {
      const plan = engine.networks.find(({ id }) => id === network);
      return plan === undefined ? [] : Array.from(plan.members).flatMap((node) => memberOf(engine, index, node));
    },
  };
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
