import { NS_PER_MS } from '../kernel/units';
import type { Histogram } from '../trace/histogram';

/**
 * So many independent requests a run must be worth before it says how far its mean may be off: a shorter one mostly lacks its share of the
 * longest queues, and its range would lie below the truth in one of seven runs.
 */
const FEWEST_INDEPENDENT = 100;
/** At least so much of the planned memory is believed in, however little the parts of a run vary (as in `percentiles`). */
const BELIEVED = 1;
/** Of a queue, which varies with the arrivals, too. */
const BELIEVED_OF_QUEUE = 1.25;
/** And so much more, as a share, in a run that is just long enough: its memory is known by luck, and luck decides whether it is given. */
const DOUBT = 0.5;
/** Points at which the spread of latencies is read off. */
const POINTS = 200;

/** The standard error of a mean of 1 that varies by 1, over requests of which `memory` know as much as one. */
function plannedError(requests: number, memory: number, neededRequests: number, believed = BELIEVED): number {
  return Math.sqrt((believed * (1 + (DOUBT * neededRequests) / requests) * memory) / requests);
}

/** What is planned of a mean over requests, before its batches are looked at. */
export interface MeanPlan {
  /** Requests that are enough for a range. */
  readonly neededRequests: number;
  /** The standard error of the mean, as a share of it, is at least this. */
  readonly leastShare: number;
}

/**
 * How long a run must be for a range of its mean, and how wide that must be: by the memory of its queues (`memory` requests know as much as
 * one independent one) and the spread of its latencies. Measured over M/M/1 at load 0.5 to 0.9 by tests/engine/coverage.test.ts.
 */
export function planMean(latencies: Histogram, memory: number): MeanPlan {
  const neededRequests = Math.ceil(memory * FEWEST_INDEPENDENT);
  if (latencies.total === 0 || !Number.isFinite(memory)) return { neededRequests, leastShare: 0 };
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < POINTS; i++) {
    const ms = latencies.quantileWithin((i + 0.5) / POINTS, 0) / NS_PER_MS;
    sum += ms;
    squares += ms * ms;
  }
  const mean = sum / POINTS;
  const variance = Math.max(0, squares / POINTS - mean * mean);
  return {
    neededRequests,
    leastShare: mean > 0 ? (plannedError(latencies.total, memory, neededRequests) * Math.sqrt(variance)) / mean : 0,
  };
}

/**
 * The same of the mean queue of a part, of which `requests` have left: queues vary from batch to batch as latencies do, and ranges of those
 * that rest on a few spells held the truth in five of six runs.
 */
export function planQueue(requests: number, memory: number): MeanPlan {
  const isKnown = requests > 0 && Number.isFinite(memory);
  const neededRequests = Math.ceil(memory * FEWEST_INDEPENDENT);
  return { neededRequests, leastShare: isKnown ? plannedError(requests, memory, neededRequests, BELIEVED_OF_QUEUE) : 0 };
}
