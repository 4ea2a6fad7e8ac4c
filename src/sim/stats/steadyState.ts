import { Gauge } from '../kinds/contract';
import { FATES } from '../network/fates';
import { Histogram } from '../trace/histogram';
import { KeyColumn, KEY_RANGES } from '../trace/keyRanges';
import { SAMPLE_LATENCY_BITS, type Samples } from '../trace/samples';
import type { Estimate, SteadyState, TraceIndex } from '../trace/types';
import { estimateByBatches, judgeAverage, batchSums, judgeRatio, type Batches, type Judged } from './batchMeans';
import { warmUpOf } from './mser';

const NS_PER_SECOND = 1e9;
const NS_PER_MS = 1e6;
/** Fewer samples than this say nothing about a warm-up. */
const FEWEST_SAMPLES = 40;
const FEWEST_REQUESTS = 100;
/** A percentile needs so many requests beyond it in every batch: where they come in a few bursts, an interval would be made up. */
const FEWEST_BEYOND = 5;

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
  const settled = {
    state: 'settled' as const,
    warmUpSeconds,
    message:
      warmUpSeconds === 0
        ? 'There was no warm-up to leave out. The ranges hold the long-run value in 95 of 100 such runs.'
        : `The first ${Number(warmUpSeconds.toPrecision(3))} s are left out as warm-up. The ranges hold the long-run value in 95 of 100 such runs.`,
    throughputPerSecond: average((i) => (samples.okIn(i) + samples.failedIn(i)) * perSecond),
    goodputPerSecond: average((i) => samples.okIn(i) * perSecond),
    inFlight: average((i) => samples.inFlightIn(i)),
    latencyMs: {
      mean: estimateByBatches(
        from,
        count,
        judgeRatio(
          (i) => samples.latencySumNs(i) / NS_PER_MS,
          (i) => samples.okIn(i),
        ),
      ),
      p50: estimateByBatches(from, count, judgePercentile(samples, 0.5)),
      p95: estimateByBatches(from, count, judgePercentile(samples, 0.95)),
      p99: estimateByBatches(from, count, judgePercentile(samples, 0.99)),
    },
    nodes: index.nodes.map(({ id, gaugeBase, capacity }) => ({
      id,
      queueMean: average((i) => samples.gaugeIn(gaugeBase + Gauge.queue, i)),
      utilization: capacity > 0 ? average((i) => samples.gaugeIn(gaugeBase + Gauge.busy, i) / capacity) : null,
    })),
    links: index.links.map(({ id }, link) => ({ id, messagesPerSecond: average((i) => samples.linkSentIn(link, i) * perSecond) })),
    failedPerSecond: Object.fromEntries(
      reasonsMet(samples, count).map((fate) => [FATES[fate].reason, average((i) => samples.failedForIn(fate, i) * perSecond)]),
    ),
    keyRanges: Array.from({ length: KEY_RANGES }, (_, range) => ({
      throughputPerSecond: average(
        (i) => (samples.keyRangeIn(range, i, KeyColumn.ok) + samples.keyRangeIn(range, i, KeyColumn.failed)) * perSecond,
      ),
      meanLatencyMs: estimateByBatches(
        from,
        count,
        judgeRatio(
          (i) => samples.keyRangeIn(range, i, KeyColumn.latencySumNs) / NS_PER_MS,
          (i) => samples.keyRangeIn(range, i, KeyColumn.ok),
        ),
      ),
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

/**
 * A percentile of latency (ms). Its interval comes from the share of requests beyond it in every batch: the percentiles at the
 * ends of that share's interval (P. Heidelberger and P. Lewis, Quantile estimation in dependent sequences, Operations Research 32, 1984).
 */
function judgePercentile(samples: Samples, q: number): (batches: Batches) => Judged | null {
  const all = new Histogram(SAMPLE_LATENCY_BITS);
  return ({ count, length, from }) => {
    all.clear();
    for (let i = from; i < from + count * length; i++) all.add(samples.latenciesIn(i));
    const percentileNs = all.quantile(q);
    const beyond = (sample: number): number => all.countAbove(samples.latenciesIn(sample), percentileNs);
    const share = judgeRatio(beyond, (sample) => samples.okIn(sample))({ count, length, from });
    if (share === null || batchSums({ count, length, from }, beyond).some((above) => above < FEWEST_BEYOND)) return null;
    // As far as the share beyond may be above and below what was seen, the percentile may be below and above.
    const { mean, low, high } = share.estimate;
    const upper = q + (mean - low);
    // Beyond the largest latency seen nothing is known.
    if (upper >= 1) return null;
    return {
      means: share.means,
      estimate: { mean: percentileNs / NS_PER_MS, low: at(all, q - (high - mean)), high: at(all, upper), count },
    };
  };
}

const at = (latencies: Histogram, q: number): number => latencies.quantile(Math.max(0, q)) / NS_PER_MS;

const MESSAGES: Readonly<Record<Exclude<SteadyState['state'], 'settled'>, string>> = {
  unsettled:
    'The run never settled: the requests inside still grow or shrink at its end. So there are no ranges; let it run longer, or lower the load.',
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
    nodes: index.nodes.map(({ id }) => ({ id, queueMean: null, utilization: null })),
    links: index.links.map(({ id }) => ({ id, messagesPerSecond: null })),
    failedPerSecond: {},
    keyRanges: [],
  };
}
