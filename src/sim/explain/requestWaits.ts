import { changesOf } from '../trace/changes';
import type { Run } from '../run/run';
import type { RequestFacts, Wait } from './facts';
import { hopsOf, type Hop } from './hops';

/** So many moments are looked at for one request at most; beyond, evenly chosen ones. */
const MOST_LOOKS = 3000;
const MOST_ROWS = 400_000;

/** What is asked of a run. */
export type WaitingRun = Pick<Run, 'index' | 'window' | 'isWaiting'>;

interface HopMoment {
  readonly atNs: number;
  readonly hop: Hop;
}

/**
 * When a request lay in a part and nobody worked on it, in order of time: in a queue, for a thread, for a connection. Looked up in the
 * states of the run, at every moment at which something changed in the part, so that it holds for whatever kinds there are.
 */
export function requestWaits(run: WaitingRun, facts: RequestFacts): readonly Wait[] {
  const stays = hopsIn(hopsOf(run.index, facts)).filter(({ asked }) => !asked.lost && asked.arriveNs <= facts.endedNs);
  const waits: Wait[] = [];
  const since = new Map<Hop, number>();
  for (const { atNs, hop } of looksAt(run, facts, stays)) {
    const isOver = atNs >= leavesAt(hop, facts);
    const waitsNow = !isOver && run.isWaiting(atNs + 1, hop.callee, hop.asked.id);
    const fromNs = since.get(hop);
    if (waitsNow && fromNs === undefined) since.set(hop, atNs);
    if (waitsNow || fromNs === undefined) continue;
    since.delete(hop);
    if (atNs > fromNs) waits.push({ message: hop.asked.id, fromNs, untilNs: atNs });
  }
  return waits.sort((p, q) => p.fromNs - q.fromNs || p.message - q.message);
}

/** When a request leaves a part: with its answer, or, without one, when the request had ended. */
export function leavesAt({ answer }: Hop, { endedNs }: Pick<RequestFacts, 'endedNs'>): number {
  return answer === null ? endedNs : Math.min(answer.sentNs, endedNs);
}

/** All hops of a tree, each before those on account of it. */
export function hopsIn(roots: readonly Hop[]): Hop[] {
  return roots.flatMap((hop) => [hop, ...hopsIn(hop.children)]);
}

/** Moments to look at, in order of time: the run is gone over once. */
function looksAt(run: WaitingRun, facts: RequestFacts, stays: readonly Hop[]): HopMoment[] {
  const looks: HopMoment[] = [];
  const changed = changesIn(run, facts, stays);
  for (const hop of stays) {
    const leaveNs = leavesAt(hop, facts);
    const moments = new Set([hop.asked.arriveNs, leaveNs]);
    for (const child of hop.children) {
      moments.add(child.asked.sentNs);
      if (child.answer !== null) moments.add(child.answer.arriveNs);
    }
    for (const atNs of changed.get(hop.callee) ?? []) moments.add(atNs);
    for (const atNs of moments) if (atNs >= hop.asked.arriveNs && atNs <= leaveNs) looks.push({ atNs, hop });
  }
  looks.sort((p, q) => p.atNs - q.atNs);
  const every = Math.ceil(looks.length / MOST_LOOKS);
  return looks.filter(({ atNs, hop }, i) => i % every === 0 || atNs === leavesAt(hop, facts) || atNs === hop.asked.arriveNs);
}

/** When figures of the parts that the request came to changed, by part. */
function changesIn(run: WaitingRun, facts: RequestFacts, stays: readonly Hop[]): ReadonlyMap<number, readonly number[]> {
  const changed = new Map<number, number[]>();
  const partOf = new Map<number, number>();
  for (const { callee } of stays) {
    const { gaugeBase, gauges } = run.index.nodes[callee];
    changed.set(callee, []);
    for (let i = 0; i < gauges.length; i++) partOf.set(gaugeBase + i, callee);
  }
  for (let fromNs = facts.beganNs; fromNs <= facts.endedNs;) {
    const window = run.window(fromNs, facts.endedNs + 1, MOST_ROWS);
    for (const { atNs, gauge } of changesOf(window)) {
      const part = partOf.get(gauge);
      if (part !== undefined) changed.get(part)?.push(atNs);
    }
    if (window.toNs <= fromNs) break;
    fromNs = window.toNs;
  }
  return changed;
}
