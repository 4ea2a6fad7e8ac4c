import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createRun, type Estimate, type RunSummary } from '../../src/sim/index';
import { caseNamed, finished } from '../support/cases';
import { queueScenario } from '../support/scenarios';

/** FAULTBOARD_PERCENTILES=200 measures more seeds and lengths, and FAULTBOARD_PERCENTILES_LOG names a file for the table. */
const RUNS = Number(process.env.FAULTBOARD_PERCENTILES ?? 14);
const SERVICE_MS = 10;
/** Between these shares of all ranges are to hold the truth. */
const LEAST_HELD = 0.92;
const MOST_HELD = 0.97;
const FIGURES = ['mean', 'p50', 'p95', 'p99'] as const;
type Figure = (typeof FIGURES)[number];

/** Seconds of M/M/1 at a load, and the percentiles of which it is to give ranges. Lengths in brackets only where more is measured. */
const LENGTHS: readonly (readonly [load: number, seconds: number, given: readonly Figure[]])[] = [
  [0.5, 15, []],
  [0.5, 60, ['p50', 'p95']],
  [0.5, 400, ['p50', 'p95', 'p99']],
  [0.7, 50, []],
  [0.7, 200, ['p50', 'p95']],
  [0.7, 1000, ['p50', 'p95', 'p99']],
  [0.9, 300, []],
  [0.9, 700, ['p50']],
];
const MORE: typeof LENGTHS = [
  [0.5, 30, ['p50']],
  [0.5, 150, ['p50', 'p95']],
  [0.5, 1500, ['p50', 'p95', 'p99']],
  [0.7, 100, ['p50']],
  [0.7, 400, ['p50', 'p95']],
  [0.9, 1200, ['p50', 'p95']],
  [0.9, 2500, ['p50', 'p95']],
  [0.9, 6500, ['p50', 'p95', 'p99']],
];

/** How often a figure was given, and how often its range held the truth, lay above it and below it. */
interface Count {
  given: number;
  held: number;
  above: number;
  below: number;
}

function steadyOf(load: number, seconds: number, seed: number): RunSummary['steady'] {
  const scenario = {
    ...queueScenario({ ratePerSecond: (load * 1000) / SERVICE_MS, serviceMs: SERVICE_MS, requests: 0, seed }),
    durationSeconds: seconds,
  };
  const run = createRun(scenario, { checkpointEveryEvents: 0 });
  while (!run.advance({ maxEvents: 1_000_000 }));
  return run.summary().steady;
}

/** The latency of an M/M/1 queue is exponential. */
function truthMs(figure: Figure, load: number): number {
  const meanMs = SERVICE_MS / (1 - load);
  return figure === 'mean' ? meanMs : -Math.log(1 - Number(figure.slice(1)) / 100) * meanMs;
}

function measure(load: number, seconds: number): Record<Figure, Count> {
  const none = (): Count => ({ given: 0, held: 0, above: 0, below: 0 });
  const counts: Record<Figure, Count> = { mean: none(), p50: none(), p95: none(), p99: none() };
  for (let seed = 1; seed <= RUNS; seed++) {
    const { latencyMs, missing, state } = steadyOf(load, seconds, seed * 1009 + seconds);
    for (const figure of FIGURES) {
      const estimate = latencyMs[figure];
      if (estimate === null) {
        if (state === 'settled') expect(missing[figure], figure).toMatch(/\.$/);
        continue;
      }
      expect(estimate.low).toBeLessThanOrEqual(estimate.mean);
      expect(estimate.high).toBeGreaterThanOrEqual(estimate.mean);
      const truth = truthMs(figure, load);
      const count = counts[figure];
      count.given++;
      if (estimate.low > truth) count.above++;
      else if (estimate.high < truth) count.below++;
      else count.held++;
    }
  }
  return counts;
}

function tell(load: number, seconds: number, counts: Record<Figure, Count>): void {
  const file = process.env.FAULTBOARD_PERCENTILES_LOG;
  if (file === undefined) return;
  const text = FIGURES.map((figure) => {
    const { given, held, above, below } = counts[figure];
    return given === 0 ? `${figure} -` : `${figure} ${((100 * held) / given).toFixed(1)} % of ${given} (${above} above, ${below} below)`;
  });
  appendFileSync(file, `load ${load}, ${seconds} s: ${text.join('; ')}\n`);
}

describe(`ranges of percentiles, over ${RUNS} seeds of an M/M/1 queue`, () => {
  /** All ranges of percentiles together: few seeds of one length say little, those of all lengths a lot. */
  const together = { given: 0, held: 0 };
  const lengths = process.env.FAULTBOARD_PERCENTILES === undefined ? LENGTHS : [...LENGTHS, ...MORE].sort((p, q) => p[1] - q[1]);

  it.each(lengths)(
    'at load %f, %i s long: given are %j, and these hold the truth as often as they say',
    { timeout: 3_600_000 },
    (load, seconds, wanted) => {
      const counts = measure(load, seconds);
      tell(load, seconds, counts);
      for (const figure of ['p50', 'p95', 'p99'] as const) {
        const { given, held } = counts[figure];
        // Length and load decide, hardly ever luck: nearly all of the runs give a range, or nearly none does.
        if (wanted.includes(figure)) expect(given, figure).toBeGreaterThan(RUNS * 0.85);
        else expect(given, figure).toBeLessThan(RUNS * 0.15);
        // 92 % and three standard deviations of a share of so many runs.
        if (given <= RUNS / 2) continue;
        expect(held / given, figure).toBeGreaterThan(LEAST_HELD - 3 * Math.sqrt((LEAST_HELD * (1 - LEAST_HELD)) / given));
        together.given += given;
        together.held += held;
      }
      const { given, held } = counts.mean;
      if (given > RUNS / 2)
        expect(held / given, 'mean').toBeGreaterThan(LEAST_HELD - 3 * Math.sqrt((LEAST_HELD * (1 - LEAST_HELD)) / given));
    },
  );

  it('hold it together, neither too seldom nor because they are too wide', () => {
    const { given, held } = together;
    expect(given).toBeGreaterThan(RUNS * lengths.length * 0.85);
    // Percentiles of one run are alike, so they count as a third of so many runs.
    const room = (share: number): number => 3 * Math.sqrt((share * (1 - share)) / (given / 3));
    expect(held / given).toBeGreaterThan(LEAST_HELD - room(LEAST_HELD));
    if (room(MOST_HELD) < 1 - MOST_HELD) expect(held / given).toBeLessThan(MOST_HELD + room(MOST_HELD));
  });
});

describe('cases whose ranges ended on the edges of coarse buckets', () => {
  const RANGES = 5;

  /** Ranges of a percentile over seeds of a case of a certain length. */
  function ranges(name: string, durationSeconds: number): Record<'p50' | 'p95' | 'p99', Estimate>[] {
    return Array.from({ length: RANGES }, (_, i) => {
      const { latencyMs } = finished({ ...caseNamed(name), durationSeconds }, { seed: i + 1, checkpointEveryEvents: 0 }).summary().steady;
      const { p50, p95, p99 } = latencyMs;
      if (p50 === null || p95 === null || p99 === null) throw new Error(`${name}: seed ${i + 1} gave no range`);
      return { p50, p95, p99 };
    });
  }

  it('hold the truth of a queue at load 0.3, where they are narrower than a bucket was', { timeout: 300_000 }, () => {
    const found = ranges('ranges-of-percentiles', 2000);
    for (const [figure, q] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const truth = (-Math.log(1 - q) * 10) / 0.7;
      const held = found.filter((all) => all[figure].low <= truth && truth <= all[figure].high).length;
      expect(held, figure).toBeGreaterThanOrEqual(RANGES * 0.8);
    }
  });

  it('hold what many runs give together where users lose patience, and never reach beyond it', { timeout: 300_000 }, () => {
    const found = ranges('ranges-of-percentiles-timeout', 2000);
    for (const figure of ['p50', 'p95', 'p99'] as const) {
      const together = found.reduce((sum, all) => sum + all[figure].mean, 0) / RANGES;
      const held = found.filter((all) => all[figure].low <= together && together <= all[figure].high).length;
      expect(held, figure).toBeGreaterThanOrEqual(RANGES * 0.8);
      for (const all of found) expect(all[figure].high).toBeLessThanOrEqual(100);
    }
  });
});
