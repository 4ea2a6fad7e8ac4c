import { Gauge } from '../parts/contract';
import { FATES } from '../network/fates';
import { KeyColumn, KEY_RANGES } from '../trace/keyRanges';
import type { Samples } from '../trace/samples';
import type { Estimate, SteadyState, TraceIndex } from '../trace/types';
import { estimateByBatches, judgeAverage, judgeRatio } from './batchMeans';
import { planMean, planQueue, type MeanPlan } from './meanPlan';
import { memoryOf, memoryOfPart } from './memory';
import { warmUpOf } from './mser';
import { latenciesOf, percentileRange, type Stretch } from './percentiles';
import { NS_PER_SECOND, NS_PER_MS } from '../kernel/units';

/** Fewer samples than this say nothing about a warm-up. */
const FEWEST_SAMPLES = 40;
const FEWEST_REQUESTS = 100;
const PERCENTILES = [0.5, 0.95, 0.99] as const;

/** What the intervals are made of: the samples of a run so far, and whether a fault has acted. */
export interface SteadyInput {
  readonly samples: Samples;
  readonly index: TraceIndex;
  readonly nowNs: number;
  readonly hasFaults: boolean;
}

/**
 * Leaves out the warm-up (MSER-5 over the requests in flight, which every queue of the system has a share in) and estimates each
 * figure over the rest by batch means. Costs nothing while the run goes: it reads the samples that the run keeps anyway.
 */
export function steadyState(input: SteadyInput): SteadyState {
  const { samples, index } = input;
  const count = samples.wholeSamples(input.nowNs);
  let requests = 0;
  for (let i = 0; i < count; i++) requests += samples.okIn(i) + samples.failedIn(i);
  if (input.hasFaults) return without(index, 'disturbed');
  if (count < FEWEST_SAMPLES || requests < FEWEST_REQUESTS) return without(index, 'short');
  const warmUp = warmUpOf(Float64Array.from({ length: count }, (_, i) => samples.inFlightIn(i)));
  if (!warmUp.isSettled) return without(index, 'unsettled');
  const from = warmUp.length;
  const warmUpSeconds = (from * samples.sampleNs) / NS_PER_SECOND;
  const average = (valueAt: (sample: number) => number): Estimate | null => estimateByBatches(from, count, judgeAverage(valueAt));
  const perSecond = NS_PER_SECOND / samples.sampleNs;
  const stretch = { samples, from, to: count, all: latenciesOf(samples, from, count), memory: memoryOf(samples, index, from, count) };
  const plan = planMean(stretch.all, stretch.memory);
  const isLong = stretch.all.total >= plan.neededRequests;
  const settled = {
    state: 'settled' as const,
    warmUpSeconds,
    message:
      warmUpSeconds === 0
        ? 'There was no warm-up to leave out. The ranges hold the long-run value in 95 of 100 such runs.'
        : `The first ${Number(warmUpSeconds.toPrecision(3))} s are left out as warm-up, of these values and of their ` +
          'ranges. The ranges hold the long-run value in 95 of 100 such runs.',
    throughputPerSecond: average((i) => (samples.okIn(i) + samples.lateIn(i)) * perSecond),
    goodputPerSecond: average((i) => samples.okIn(i) * perSecond),
    inFlight: isLong
      ? estimateByBatches(
          from,
          count,
          judgeAverage((i) => samples.inFlightIn(i), plan.leastShare),
        )
      : null,
    ...latencyRanges(stretch, plan),
    nodes: index.nodes.map((node) => ({
      id: node.id,
      ...queueRange(samples, node, from, count),
      utilization: node.capacity > 0 ? average((i) => samples.gaugeIn(node.gaugeBase + Gauge.busy, i) / node.capacity) : null,
    })),
    links: index.links.map(({ id }, link) => ({ id, messagesPerSecond: average((i) => samples.linkSentIn(link, i) * perSecond) })),
    failedPerSecond: Object.fromEntries(
      reasonsMet(samples, count).map((fate) => [FATES[fate].reason, average((i) => samples.failedForIn(fate, i) * perSecond)]),
    ),
    keyRanges: Array.from({ length: KEY_RANGES }, (_, range) => ({
      throughputPerSecond: average(
        (i) => (samples.keyRangeIn(range, i, KeyColumn.ok) + samples.keyRangeIn(range, i, KeyColumn.failed)) * perSecond,
      ),
      // Requests of every range wait in the same queues, so the mean of a share of them is known no sooner than that of all.
      meanLatencyMs: isLong
        ? estimateByBatches(
            from,
            count,
            judgeRatio(
              (i) => samples.keyRangeIn(range, i, KeyColumn.latencySumNs) / NS_PER_MS,
              (i) => samples.keyRangeIn(range, i, KeyColumn.ok),
              plan.leastShare,
            ),
          )
        : null,
    })),
  } satisfies SteadyState;
  // What happens in one part of the run has too much to do with what happened in the one before.
  return settled.inFlight === null && settled.throughputPerSecond === null && settled.latencyMs.mean === null
    ? without(index, 'short')
    : settled;
}

/** Fates other than ok that came up in the first `count` samples. */
function reasonsMet(samples: Samples, count: number): number[] {
  const met: number[] = [];
  for (let fate = 1; fate < FATES.length; fate++) {
    for (let i = 0; i < count; i++) {
      if (samples.failedForIn(fate, i) === 0) continue;
      met.push(fate);
      break;
    }
  }
  return met;
}

/** Why a run is too short for a range: it had some requests in so many seconds, and needs more. */
function tooShort(seconds: number, requests: number, neededRequests: number): string {
  const needed = Number(((seconds * neededRequests) / Math.max(1, requests)).toPrecision(2));
  return `Requests come in spells, of which this run had too few; it would have to settle and go on for about ${needed} s.`;
}

const ALIKE = 'Neighbouring parts of the run are too much alike to say how far their mean may be off; let it run longer.';

/** The mean queue of a part over the settled samples, or why there is no range of it. */
function queueRange(
  samples: Samples,
  node: TraceIndex['nodes'][number],
  from: number,
  to: number,
): { readonly queueMean: Estimate | null; readonly queueMissing: string | null } {
  const memory = memoryOfPart(samples, node, from, to);
  const leftBy = (sample: number): number =>
    samples.gaugeIn(node.gaugeBase + Gauge.completed, sample) + samples.gaugeIn(node.gaugeBase + Gauge.failed, sample);
  const requests = leftBy(to - 1) - leftBy(from);
  const plan = planQueue(requests, memory);
  if (requests < plan.neededRequests) {
    const seconds = ((to - from) * samples.sampleNs) / NS_PER_SECOND;
    return {
      queueMean: null,
      queueMissing: Number.isFinite(memory) && requests > 0 ? tooShort(seconds, requests, plan.neededRequests) : ALIKE,
    };
  }
  const valueAt = (sample: number): number => samples.gaugeIn(node.gaugeBase + Gauge.queue, sample);
  const queueMean = estimateByBatches(from, to, judgeAverage(valueAt, plan.leastShare));
  return { queueMean, queueMissing: queueMean === null ? ALIKE : null };
}

/** Mean and percentiles of the settled part, and for each figure of latency without a range the reason. */
function latencyRanges(
  stretch: Stretch,
  plan: MeanPlan,
): { readonly latencyMs: SteadyState['latencyMs']; readonly missing: SteadyState['missing'] } {
  const { samples, from, to, all } = stretch;
  const judged = judgeRatio(
    (i) => samples.latencySumNs(i) / NS_PER_MS,
    (i) => samples.okIn(i),
    plan.leastShare,
  );
  const isLong = all.total >= plan.neededRequests;
  const mean = isLong ? estimateByBatches(from, to, judged) : null;
  const [p50, p95, p99] = PERCENTILES.map((q) => percentileRange(stretch, q));
  const seconds = ((to - from) * samples.sampleNs) / NS_PER_SECOND;
  const missing: Record<string, string> = {};
  if (mean === null)
    missing.mean = isLong || !Number.isFinite(plan.neededRequests) ? ALIKE : tooShort(seconds, all.total, plan.neededRequests);
  for (const [name, { estimate, neededRequests }] of Object.entries({ p50, p95, p99 }))
    if (estimate === null) missing[name] = tooShort(seconds, all.total, neededRequests);
  return { latencyMs: { mean, p50: p50.estimate, p95: p95.estimate, p99: p99.estimate }, missing };
}

const MESSAGES: Readonly<Record<Exclude<SteadyState['state'], 'settled'>, string>> = {
  unsettled:
    'The run never settled: the number of requests inside was still growing or shrinking at its end. So there are no ranges; let it ' +
    'run longer, or lower the load.',
  disturbed: 'Faults act during this run, so there is no one steady state and no ranges; the figures are averages over all that happened.',
  short: 'Too little happened to say how sure the figures are; let the scenario run longer, or send more requests.',
};

function without(index: TraceIndex, state: Exclude<SteadyState['state'], 'settled'>): SteadyState {
  return {
    state,
    warmUpSeconds: 0,
    message: MESSAGES[state],
    throughputPerSecond: null,
    goodputPerSecond: null,
    inFlight: null,
    latencyMs: { mean: null, p50: null, p95: null, p99: null },
    missing: {},
    nodes: index.nodes.map(({ id }) => ({ id, queueMean: null, queueMissing: null, utilization: null })),
    links: index.links.map(({ id }) => ({ id, messagesPerSecond: null })),
    failedPerSecond: {},
    keyRanges: [],
  };
}
