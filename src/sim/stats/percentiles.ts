import { countsAbove, Histogram } from '../trace/histogram';
import { SAMPLE_LATENCY_BITS, type Samples } from '../trace/samples';
import type { Estimate } from '../trace/types';
import { CONFIDENCE, batchSums, correlationOf } from './batchMeans';
import { studentQuantile } from './student';
import { NS_PER_MS } from '../kernel/units';

const BATCHES = 20;
/**
 * So many independent requests a run must be worth, and so many beyond the percentile (on this side of it, for one below the median). With
 * fewer, luck in the last of the queues decides too much.
 */
const FEWEST_INDEPENDENT = 150;
const FEWEST_BEYOND = 16;
/** What the run itself must show of them: less, or luck would choose; but a run that remembers longer than its queues explain has none. */
const FEWEST_SEEN_BEYOND = 6;
/** At least so much of the planned memory is believed in, however independent the requests of a run look. */
const BELIEVED = 0.5;
/** Requests beyond the median depend on each other less than those beyond a percentile far out, by this share. */
const LESS_AT_MEDIAN = 0.58;
/**
 * A run with few requests beyond a percentile shows too little of how they vary, too (Student's ratio of a skewed mean leans to the other
 * side; N. Johnson, Modified t tests, JASA 73, 1978).
 */
const LEAN = 0.45;

/** A percentile with its range, or why it has none. */
export interface PercentileRange {
  readonly estimate: Estimate | null;
  /** Requests that would be enough; 0 where that is not the reason. */
  readonly neededRequests: number;
}

/** Latencies of a stretch of samples, added up. */
export function latenciesOf(samples: Samples, from: number, to: number): Histogram {
  const all = new Histogram(SAMPLE_LATENCY_BITS);
  for (let i = from; i < to; i++) all.add(samples.latenciesIn(i));
  return all;
}

/** What percentiles of a stretch of samples are estimated from. `memory`: requests that know as much as one independent one. */
export interface Stretch {
  readonly samples: Samples;
  readonly from: number;
  readonly to: number;
  readonly all: Histogram;
  readonly memory: number;
}

/**
 * A percentile of latency (ms) with its 95 % range, by inverting a test: the range holds every value of which the share of requests
 * beyond it, as counted, is likely if its true share is 1 - q. Its variance is that of 20 batches, with what is left of correlation, and
 * scaled to the wanted share, not the one seen (after P. Heidelberger and P. Lewis, Quantile estimation in dependent sequences, Operations
 * Research 32, 1984). Measured over M/M/1 at load 0.5, 0.7 and 0.9 by tests/engine/percentiles.test.ts.
 */
export function percentileRange(stretch: Stretch, q: number): PercentileRange {
  const { all, memory } = stretch;
  const odds = (1 - q) / q;
  const neededRequests = Math.ceil(memory * Math.max(FEWEST_INDEPENDENT, FEWEST_BEYOND / Math.min(odds, 1 / odds)));
  if (all.total === 0 || all.total < neededRequests) return { estimate: null, neededRequests };
  const mean = all.quantileWithin(q, 0) / NS_PER_MS;
  if (all.min === all.max) return { estimate: { mean, low: mean, high: mean, count: BATCHES }, neededRequests: 0 };
  const planned = BELIEVED * memory * (1 - LESS_AT_MEDIAN * 4 * q * (1 - q));
  const beyond = (all.total * odds) / Math.max(dispersionAt(stretch, q), planned);
  if (beyond < FEWEST_SEEN_BEYOND) return { estimate: null, neededRequests: Math.ceil((all.total * FEWEST_BEYOND) / beyond) };
  const t = studentQuantile(CONFIDENCE, BATCHES - 1);
  const fewer = Math.max(0, 1 - t * (1 / Math.sqrt(beyond) + LEAN / beyond));
  const low = all.quantileWithin(1 - (1 - q) * gammaQuantile(beyond, t), -1) / NS_PER_MS;
  const high = all.quantileWithin(1 - (1 - q) * fewer, 1) / NS_PER_MS;
  return { estimate: { mean, low: Math.min(low, mean), high: Math.max(high, mean), count: BATCHES }, neededRequests: 0 };
}

/** By how much the number of requests beyond a percentile varies more than that of independent requests would. */
function dispersionAt({ samples, from, to, all }: Stretch, q: number): number {
  const length = Math.floor((to - from) / BATCHES);
  const batches = { count: BATCHES, length, from: to - BATCHES * length };
  const bucket = bucketBeside(all, q);
  const above = batchSums(batches, (sample) => countsAbove(samples.latenciesIn(sample), bucket));
  const counts = batchSums(batches, (sample) => samples.okIn(sample));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const share = above.reduce((sum, count) => sum + count, 0) / total;
  if (!(share > 0 && share < 1)) return 1;
  const residuals = above.map((count, i) => count - share * counts[i]);
  const squares = residuals.reduce((sum, residual) => sum + residual * residual, 0);
  const correlation = correlationOf(residuals);
  return ((squares * BATCHES) / (BATCHES - 1) / (total * share * (1 - share))) * ((1 + correlation) / (1 - correlation));
}

/** The bucket above which the share of the counted is nearest to 1 - q, and neither none nor all where that can be. */
function bucketBeside(all: Histogram, q: number): number {
  const bucket = all.bucketAt(q);
  const off = (candidate: number): number => {
    const share = all.countAbove(candidate) / all.total;
    return share > 0 && share < 1 ? Math.abs(share - (1 - q)) : 1;
  };
  return off(bucket - 1) < off(bucket) ? bucket - 1 : bucket;
}

/**
 * A quantile of the gamma distribution with mean 1 and shape `shape`, by where it lies in the normal one (E. Wilson and M. Hilferty, The
 * distribution of chi-square, 1931): within a hundredth from a shape of 4 on.
 */
function gammaQuantile(shape: number, normal: number): number {
  const root = 1 - 1 / (9 * shape) + normal / (3 * Math.sqrt(shape));
  return root > 0 ? root * root * root : 0;
}
