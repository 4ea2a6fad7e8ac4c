import type { RunSummary } from '../trace/types';

/** A figure of a whole run by which designs are compared. */
export interface RunFigure {
  readonly name: string;
  /** As a sentence begins with it, e.g. `Mean latency`. */
  readonly title: string;
  readonly unit: string;
  /** Which way is good. */
  readonly better: 'higher' | 'lower';
  /** Null when the run has none, such as the latency of no answered request. */
  readonly of: (summary: RunSummary) => number | null;
}

const latency =
  (of: (latencyMs: RunSummary['latencyMs']) => number) =>
  (summary: RunSummary): number | null =>
    summary.requests.ok > 0 ? of(summary.latencyMs) : null;

/** The figures that replications estimate and compare, the most telling first. */
export const RUN_FIGURES: readonly RunFigure[] = [
  { name: 'goodputPerSecond', title: 'Goodput', unit: 'requests/s', better: 'higher', of: (summary) => summary.goodputPerSecond },
  {
    name: 'errorPercent',
    title: 'Failed requests',
    unit: '%',
    better: 'lower',
    of: ({ requests }) => (requests.ok + requests.failed > 0 ? (100 * requests.failed) / (requests.ok + requests.failed) : null),
  },
  { name: 'latencyMeanMs', title: 'Mean latency', unit: 'ms', better: 'lower', of: latency((ms) => ms.mean) },
  { name: 'latencyP50Ms', title: 'Median latency', unit: 'ms', better: 'lower', of: latency((ms) => ms.p50) },
  { name: 'latencyP95Ms', title: 'p95 latency', unit: 'ms', better: 'lower', of: latency((ms) => ms.p95) },
  { name: 'latencyP99Ms', title: 'p99 latency', unit: 'ms', better: 'lower', of: latency((ms) => ms.p99) },
];

/** Values of RUN_FIGURES for one run: all that a comparison keeps of it. */
export type FigureValues = readonly (number | null)[];

/** The values of a run's figures, in the order of RUN_FIGURES. */
export function figuresOf(summary: RunSummary): FigureValues {
  return RUN_FIGURES.map(({ of }) => of(summary));
}
