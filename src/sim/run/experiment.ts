import type { Programs } from '../parts/programs';
import { alignIds, type Aligned } from '../model/alignIds';
import type { Scenario } from '../model/scenario';
import { figuresOf, type FigureValues } from '../stats/figures';
import { compareDesigns, replicationOf, type Comparison, type Replication } from '../stats/replications';
import type { LimitReached, RunLimits } from './limits';
import { createRun, type Run } from './run';

/**
 * One design, or two, run with the same seeds. Every random stream is named by seed, part and purpose, so two designs with the
 * same seed get the same arrivals, keys and service times where they have the same parts (common random numbers): what differs
 * is the design. Seed by seed, A before B, so that a stopped experiment still has whole pairs. Keeps six numbers of each run.
 */
export class Experiment {
  private readonly done: FigureValues[][];
  private current: Run | null = null;
  private limit: LimitReached | null = null;
  private readonly designs: readonly Scenario[];
  private readonly aligned: Aligned | null;

  constructor(
    designs: readonly [a: Scenario] | readonly [a: Scenario, b: Scenario],
    private readonly seeds: readonly number[],
    /** The programs of each design, made ready. */
    private readonly programs: readonly Programs[] = [],
    /** How far each run may go; one that is stopped by a limit ends the experiment. */
    private readonly limits: Partial<RunLimits> = {},
  ) {
    this.aligned = designs[1] === undefined ? null : alignIds(designs[0], designs[1]);
    this.designs = this.aligned === null ? designs : [designs[0], this.aligned.scenario];
    this.done = designs.map(() => []);
  }

  get runsTotal(): number {
    return this.designs.length * this.seeds.length;
  }

  get runsDone(): number {
    return this.done.reduce((sum, list) => sum + list.length, 0);
  }

  /** What stopped a run of the experiment, and with it all others; null: nothing. */
  get limitReached(): LimitReached | null {
    return this.limit;
  }

  /**
   * Computes up to about `maxEvents` more events. True when all runs are over, or one was stopped by a limit. Throws InvariantError on a
   * bug of ours.
   */
  advance(limits: { readonly maxEvents: number }): boolean {
    let left = limits.maxEvents;
    while (left > 0 && this.limit === null && this.runsDone < this.runsTotal) {
      const design = this.runsDone % this.designs.length;
      this.current ??= createRun(this.designs[design], {
        seed: this.seeds[this.done[design].length],
        checkpointEveryEvents: 0,
        programs: this.programs[design],
        ...this.limits,
      });
      const before = this.current.events;
      const isOver = this.current.advance({ maxEvents: left });
      left -= Math.max(1, this.current.events - before);
      if (!isOver) continue;
      this.limit = this.current.limitReached;
      if (this.limit !== null) break;
      this.done[design].push(figuresOf(this.current.summary()));
      this.current = null;
    }
    return this.limit !== null || this.runsDone === this.runsTotal;
  }

  /** Figures of design A over the seeds done so far. */
  replication(): Replication {
    return replicationOf(this.designs[0].name, this.seeds.slice(0, this.done[0].length), this.done[0]);
  }

  /** A against B over the seeds that both have done so far, with the names by which to call them. Throws RangeError when there is no B. */
  comparison(names: readonly [a: string, b: string]): Comparison {
    if (this.aligned === null) throw new RangeError('an experiment with one design has nothing to compare');
    const pairs = this.done[1].length;
    return {
      ...compareDesigns(names, this.seeds.slice(0, pairs), this.done[0].slice(0, pairs), this.done[1]),
      pairing: pairingText(this.aligned),
    };
  }
}

/** What the pairs of a comparison share, one sentence. */
function pairingText({ renamed, onlyFirst, onlySecond }: Aligned): string {
  const alone = [
    ...(onlyFirst.length === 0 ? [] : [`${some(onlyFirst)}, which only A has`]),
    ...(onlySecond.length === 0 ? [] : [`${some(onlySecond)}, which only B has`]),
  ];
  const same = renamed.length === 0 ? '' : ` ${some(renamed.map(([a, b]) => `${b} of B is matched with ${a} of A`))}.`;
  return alone.length === 0
    ? `Every part has the same luck in both designs.${same}`
    : `Luck depends on the ids of parts: those in both designs have the same luck, but not ${alone.join(' and ')}.${same}`;
}

const MOST_NAMED = 5;
const some = (names: readonly string[]): string =>
  names.length <= MOST_NAMED ? names.join(', ') : `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
