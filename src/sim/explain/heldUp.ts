import { capacitySteps, meanSize, sizeAt, type CapacityStep } from '../run/capacity';
import { follow, FULL, isFull, ownShare, type Limit } from '../stats/bottleneck/follow';
import { loadsIn, type LoadView } from '../stats/bottleneck/load';
import type { Explainable } from './types';
import { beginsRequests } from '../kinds/index';

/** What holds up a part whose slots (nearly) all wait for parts behind, between two moments. */
export interface HeldUp {
  readonly limit: Limit;
  /** The parts that wait, the part itself first. */
  readonly way: readonly number[];
}

function stepsOf(run: Explainable, node: number): readonly CapacityStep[] {
  return capacitySteps(run.scenario.nodes[node], run.faults);
}

/** Slots of a part at a moment; 0: it has none. */
export function slotsAt(run: Explainable, node: number, atNs: number): number {
  return sizeAt(stepsOf(run, node), atNs).capacity;
}

/** A run as the finder of bottlenecks looks at it. */
function viewOf(run: Explainable): LoadView {
  const { gauges, links, sampleCount, sampleNs, ok, failedBy } = run.series();
  return {
    index: run.index,
    sampleNs,
    samples: Math.min(sampleCount, Math.ceil(run.reachedNs / sampleNs)),
    slots: (node, from, to) => meanSize(stepsOf(run, node), from, to).capacity,
    clients: run.index.nodes.map(({ kind }) => (beginsRequests(kind) ? 'open' : false)),
    links: run.summary().links,
    gauge: (gauge, sample) => gauges[gauge * sampleCount + sample],
    entered: (link, sample) => links[link * sampleCount + sample],
    ok: (sample) => ok[sample],
    failedFor: (fate, sample) => failedBy[fate * sampleCount + sample],
  };
}

/** Follows what the slots of a part waited for to what truly held it up; null when they were not all taken, or by its own work. */
export function heldUp(run: Explainable, node: number, fromNs: number, toNs: number): HeldUp | null {
  const view = viewOf(run);
  const to = Math.min(view.samples, Math.max(1, Math.ceil(toNs / view.sampleNs)));
  const from = Math.min(to - 1, Math.floor(fromNs / view.sampleNs));
  if (from < 0) return null;
  const loads = loadsIn(view, from, to);
  const { busy, slots } = loads.nodes[node];
  const own = ownShare(loads, node);
  // A queue fills while slots are taken; where its own work takes most of them, the part is its own limit.
  if (!isFull(loads, node) || own >= FULL || own * 2 >= busy / slots) return null;
  const way: number[] = [];
  const limit = follow(loads, node, way);
  return limit === null || (limit.what === 'part' && limit.at === node) ? null : { limit, way };
}
