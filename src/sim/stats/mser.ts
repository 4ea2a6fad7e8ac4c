import { studentQuantile } from './student';

/** How many values are averaged into one before the rule looks at them: the 5 of MSER-5. */
const GROUP = 5;
/** The beginning is compared with blocks of at most an eighth of the series, so that there are at least four of them. */
const LONGEST_BLOCK = 8;
/** How sure the rule must be that what it cuts off is no part of what follows. */
const LIKENESS = 0.99;

/** What the rule says of a series. */
export interface WarmUp {
  /** Values to leave out at the beginning. */
  readonly length: number;
  /** False: the best cut lies at the end of what was searched, so the series had not settled. */
  readonly isSettled: boolean;
}

/**
 * Where the warm-up of a series ends: the cut that makes the standard error of the mean of what is left smallest
 * (K. P. White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69, 1997; in groups of
 * five, MSER-5, after Spratt). Cuts are searched in the first half, as the author recommends. O(n).
 */
export function warmUpOf(series: ArrayLike<number>): WarmUp {
  const groups = Math.floor(series.length / GROUP);
  let sum = 0;
  let squares = 0;
  let best = Infinity;
  let cut = 0;
  // The middle of the series, so that squares of large levels do not drown their differences.
  const level = series.length > 0 ? series[series.length >> 1] : 0;
  for (let group = groups - 1; group >= 0; group--) {
    let mean = 0;
    for (let i = 0; i < GROUP; i++) mean += series[group * GROUP + i];
    mean = mean / GROUP - level;
    sum += mean;
    squares += mean * mean;
    const left = groups - group;
    const error = (squares - (sum * sum) / left) / left / left;
    // At equal errors the earlier cut wins: nothing is left out for nothing.
    if (group <= groups / 2 && error <= best) {
      best = Math.max(0, error);
      cut = group;
    }
  }
  const isSettled = groups > 0 && cut < Math.floor(groups / 2);
  return { length: isSettled && isLikeTheRest(series, cut * GROUP) ? 0 : cut * GROUP, isSettled };
}

/**
 * Whether the beginning of a series is of the kind of what follows a cut: its mean lies within the interval in which blocks of
 * the same length behind the cut predict another one (Student's prediction interval). The rule alone also cuts off a busy spell
 * that happens to come early: then the rest looks quieter than the system is, and intervals meant to cover the truth in 95 % of
 * runs of an M/M/1 queue did so in 88 %. A real warm-up is furthest off at its beginning, so that is what is looked at.
 */
function isLikeTheRest(series: ArrayLike<number>, cut: number): boolean {
  const length = Math.min(cut, Math.floor(series.length / LONGEST_BLOCK));
  if (length === 0) return true;
  const blockMean = (from: number): number => {
    let sum = 0;
    for (let i = from; i < from + length; i++) sum += series[i];
    return sum / length;
  };
  const means: number[] = [];
  for (let from = cut; from + length <= series.length; from += length) means.push(blockMean(from));
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const squares = means.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const reach = studentQuantile(LIKENESS, means.length - 1) * Math.sqrt((squares / (means.length - 1)) * (1 + 1 / means.length));
  return Math.abs(blockMean(0) - mean) <= reach;
}
