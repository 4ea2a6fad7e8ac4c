import { pow } from '../kernel/exactMath';
import type { Estimate } from '../trace/types';
import { studentQuantile } from './student';

/**
 * Numbers of batches tried, most first: from 10 to 30 serve, and fewer are longer and so less alike (B. Schmeiser, Operations Research
 * 30, 1982).
 */
const BATCH_COUNTS = [20, 16, 12, 10, 8] as const;
/** Where the test for independence rejects: the upper 10 % of the normal distribution. */
const INDEPENDENT = 1.2816;

/** Confidence of every interval. */
export const CONFIDENCE = 0.95;

/** The mean of independent values with its interval by Student's t (of 95 % unless said); null for fewer than two. */
export function estimateMean(values: readonly number[], level: number = CONFIDENCE): Estimate | null {
  const count = values.length;
  if (count < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const half = studentQuantile(level, count - 1) * Math.sqrt(squares / (count * (count - 1)));
  return { mean, low: mean - half, high: mean + half, count };
}

/**
 * An interval around a value from the residuals of successive batches, after Skart (A. Tafazzoli and J. Wilson, IIE Transactions
 * 43, 2011): what is left of their correlation widens it, as if they were an autoregressive process of order 1, and their
 * skewness moves it (R. Willink, Communications in Statistics: Theory and Methods 34, 2005), because queues are long at times but never
 * short. The standard error is taken for at least `leastError`, however little the batches vary.
 */
export function aroundBatches(mean: number, residuals: readonly number[], leastError = 0): Estimate {
  const count = residuals.length;
  let squares = 0;
  let cubes = 0;
  for (const residual of residuals) {
    squares += residual * residual;
    cubes += residual * residual * residual;
  }
  if (squares === 0) return { mean, low: mean, high: mean, count };
  const correlation = correlationOf(residuals);
  const error = Math.max(leastError, Math.sqrt(((squares / (count * (count - 1))) * (1 + correlation)) / (1 - correlation)));
  const deviation = Math.sqrt(squares / (count - 1));
  const skewness = (cubes * count) / ((count - 1) * (count - 2) * deviation * deviation * deviation);
  const t = studentQuantile(CONFIDENCE, count - 1);
  const lean = skewness / (6 * Math.sqrt(count));
  return { mean, low: mean - error * leaning(t, lean), high: mean - error * leaning(-t, lean), count };
}

/** How alike residuals that follow each other are, 0 to below 1; those that lean to opposite sides count as 0. */
export function correlationOf(residuals: readonly number[]): number {
  let squares = 0;
  let products = 0;
  residuals.forEach((residual, i) => {
    squares += residual * residual;
    if (i > 0) products += residual * residuals[i - 1];
  });
  return squares === 0 ? 0 : Math.max(0, products / squares);
}

/** Willink's transformation of a quantile for a skewed mean; the quantile itself without skewness. */
function leaning(t: number, lean: number): number {
  if (Math.abs(lean) < 1e-3) return t;
  const cube = 1 + 6 * lean * (t - lean);
  const root = cube < 0 ? -pow(-cube, 1 / 3) : pow(cube, 1 / 3);
  return (root - 1) / (2 * lean);
}

/**
 * Whether batch means may be taken as independent: von Neumann's ratio of successive differences, one-sided at 10 %
 * (G. Fishman, Grouping observations in digital simulation, Management Science 24, 1978).
 */
export function areIndependent(means: readonly number[]): boolean {
  const count = means.length;
  const mean = means.reduce((sum, value) => sum + value, 0) / count;
  let squares = 0;
  let steps = 0;
  for (let i = 0; i < count; i++) {
    squares += (means[i] - mean) * (means[i] - mean);
    if (i > 0) steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
  }
  if (squares === 0) return true;
  return 1 - steps / (2 * squares) < INDEPENDENT * Math.sqrt((count - 2) / (count * count - 1));
}

/**
 * Splits samples `from` to `to` into batches of equal length, as many as look independent of each other, and returns the
 * estimate made of them; null when even the fewest do not (the run is too short for its memory) or samples are too few.
 * `judge` makes of a batch count and length the batch means and the estimate; null: not with so short batches.
 */
export function estimateByBatches(from: number, to: number, judge: (batches: Batches) => Judged | null): Estimate | null {
  for (const count of BATCH_COUNTS) {
    const length = Math.floor((to - from) / count);
    if (length < 1) continue;
    // What does not fill a batch is left out at the beginning, where the warm-up was.
    const judged = judge({ count, length, from: to - count * length });
    if (judged !== null && areIndependent(judged.means)) return judged.estimate;
  }
  return null;
}

/** Batches of samples: `count` times `length` samples, the first at `from`. */
export interface Batches {
  readonly count: number;
  readonly length: number;
  readonly from: number;
}

/** What a figure is in every batch, and the estimate that follows. */
export interface Judged {
  readonly means: readonly number[];
  readonly estimate: Estimate;
}

/** A time average, from its averages over samples of equal length; its standard error at least `leastShare` of it. */
export function judgeAverage(valueAt: (sample: number) => number, leastShare = 0): (batches: Batches) => Judged | null {
  return (batches) => {
    const means = batchSums(batches, valueAt).map((sum) => sum / batches.length);
    const mean = means.reduce((all, value) => all + value, 0) / means.length;
    return {
      means,
      estimate: aroundBatches(
        mean,
        means.map((value) => value - mean),
        leastShare * Math.abs(mean),
      ),
    };
  };
}

/**
 * A mean over requests: a sum divided by a count that varies from batch to batch (the classical ratio estimator); its standard error at
 * least `leastShare` of it.
 */
export function judgeRatio(
  sumAt: (sample: number) => number,
  countAt: (sample: number) => number,
  leastShare = 0,
): (batches: Batches) => Judged | null {
  return (batches) => {
    const sums = batchSums(batches, sumAt);
    const counts = batchSums(batches, countAt);
    if (counts.some((count) => count === 0)) return null;
    const total = counts.reduce((all, count) => all + count, 0);
    const mean = sums.reduce((all, sum) => all + sum, 0) / total;
    const average = total / batches.count;
    return {
      means: sums.map((sum, i) => sum / counts[i]),
      estimate: aroundBatches(
        mean,
        sums.map((sum, i) => (sum - mean * counts[i]) / average),
        leastShare * Math.abs(mean),
      ),
    };
  };
}

/** A figure summed over the samples of every batch. */
export function batchSums({ count, length, from }: Batches, valueAt: (sample: number) => number): number[] {
  return Array.from({ length: count }, (_, batch) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += valueAt(from + batch * length + i);
    return sum;
  });
}
