import type { Estimate } from '../trace/types';
import { CONFIDENCE, estimateMean } from './batchMeans';
import { RUN_FIGURES, type FigureValues, type RunFigure } from './figures';

/** Seeds of a comparison when nobody says otherwise, and at most. */
export const USUAL_SEEDS = 20;
/** More take hours and say hardly more. */
export const MOST_SEEDS = 1000;
const SEED_COUNT = 4_294_967_296;

/** `count` seeds that follow each other, the first one included. Two designs that share them meet the same arrivals and the same luck. */
export function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (first + i) % SEED_COUNT);
}

/** One figure over runs that differ only in their seed. */
export interface ReplicatedFigure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** Mean over the runs with its 95 % interval; null when fewer than two runs have the figure. */
  readonly estimate: Estimate | null;
  readonly lowest: number | null;
  readonly highest: number | null;
}

/** A scenario run with several seeds: what `faultboard replicate --json` prints. */
export interface Replication {
  readonly scenario: string;
  readonly seeds: readonly number[];
  readonly figures: readonly ReplicatedFigure[];
}

/** The figures of whole runs (independent replications, no warm-up left out: a scenario says where it begins and ends). */
export function replicationOf(scenario: string, seeds: readonly number[], runs: readonly FigureValues[]): Replication {
  return {
    scenario,
    seeds,
    figures: RUN_FIGURES.map(({ name, title, unit }, f) => {
      const values = runs.map((run) => run[f]).filter((value) => value !== null);
      return {
        name,
        title,
        unit,
        estimate: estimateMean(values),
        lowest: values.length > 0 ? Math.min(...values) : null,
        highest: values.length > 0 ? Math.max(...values) : null,
      };
    }),
  };
}

/** One figure of two designs, run by run with the same seeds. */
export interface ComparedFigure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly a: Estimate | null;
  readonly b: Estimate | null;
  /** B minus A, paired by seed; with its interval corrected for the number of figures. */
  readonly difference: Estimate | null;
  /** How many times narrower pairing made the interval than runs with different seeds would have: 1 is no gain. */
  readonly gain: number | null;
  readonly verdict: 'a' | 'b' | 'same' | 'unclear' | 'none';
  /** One honest sentence. */
  readonly sentence: string;
}

/** Two scenarios compared over the same seeds: what `faultboard compare --json` prints. */
export interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly seeds: readonly number[];
  readonly figures: readonly ComparedFigure[];
  /** Whose luck the pairs share: one sentence. */
  readonly pairing: string;
}

/**
 * Compares two designs by paired differences over common random numbers (Law, Simulation Modeling and Analysis, 10.2): each seed
 * is one pair. The intervals of the differences are so wide that all of them together hold with 95 % (Bonferroni), so that
 * looking at six figures does not make six chances to be fooled.
 */
export function compareDesigns(
  names: readonly [a: string, b: string],
  seeds: readonly number[],
  a: readonly FigureValues[],
  b: readonly FigureValues[],
): Omit<Comparison, 'pairing'> {
  const figures = RUN_FIGURES.map((figure, f) => {
    const pairs = seeds.flatMap((_, i) => {
      const [x, y] = [a[i][f], b[i][f]];
      return x === null || y === null ? [] : [[x, y] as const];
    });
    return compareFigure(figure, names, pairs);
  });
  return { a: names[0], b: names[1], seeds, figures };
}

function compareFigure(figure: RunFigure, names: readonly [string, string], pairs: readonly (readonly [number, number])[]): ComparedFigure {
  const a = estimateMean(pairs.map(([x]) => x));
  const b = estimateMean(pairs.map(([, y]) => y));
  const differences = pairs.map(([x, y]) => y - x);
  const difference = estimateMean(differences, 1 - (1 - CONFIDENCE) / RUN_FIGURES.length);
  const paired = estimateMean(differences);
  const verdict = judge(figure, difference);
  return {
    name: figure.name,
    title: figure.title,
    unit: figure.unit,
    a,
    b,
    difference,
    verdict,
    gain:
      a === null || b === null || paired === null || paired.high === paired.low
        ? null
        : Math.sqrt(square(a.high - a.low) + square(b.high - b.low)) / (paired.high - paired.low),
    sentence: sentenceOf(figure, names, { a, b, difference }, verdict),
  };
}

const square = (value: number): number => value * value;

function judge({ better }: RunFigure, difference: Estimate | null): ComparedFigure['verdict'] {
  if (difference === null) return 'none';
  if (difference.low === 0 && difference.high === 0) return 'same';
  if (difference.low <= 0 && difference.high >= 0) return 'unclear';
  return difference.mean > 0 === (better === 'higher') ? 'b' : 'a';
}

type Compared = Pick<ComparedFigure, 'a' | 'b' | 'difference'>;

function sentenceOf(
  figure: RunFigure,
  [nameA, nameB]: readonly [string, string],
  { a, b, difference }: Compared,
  verdict: ComparedFigure['verdict'],
): string {
  const { title, unit } = figure;
  if (a === null || b === null || difference === null || verdict === 'none')
    return `${title}: too few runs have this figure in both designs to compare them.`;
  const range = `${short(difference.low)} to ${short(difference.high)} ${unit}`;
  if (verdict === 'same') return `${title}: exactly the same in every pair of runs.`;
  if (verdict === 'unclear') return `${title}: no difference can be told from chance (B minus A: ${range}); more seeds may find one.`;
  const winner = verdict === 'a' ? `A (${nameA})` : `B (${nameB})`;
  const by = [Math.abs(difference.low), Math.abs(difference.high)].sort((x, y) => x - y).map(short);
  return `${title}: ${winner} is better, by ${by[0]} to ${by[1]} ${unit} (${short(a.mean)} against ${short(b.mean)}).`;
}

/** A number with three digits that count. */
function short(value: number): string {
  return value === 0 ? '0' : `${Number(value.toPrecision(3))}`;
}
