import { compile, type Compiled } from '../../../src/sim/run/compile';
import type { Programs, Scenario } from '../../../src/sim/index';
import { FATES } from '../../../src/sim/network/fates';
import { Gauge } from '../../../src/sim/parts/contract';

/** One measured number: counts have a luck of their own, means and levels are held against their size. */
export interface Figure {
  readonly value: number;
  readonly isCount: boolean;
}
/** Measured numbers by name. */
export type Figures = ReadonlyMap<string, Figure>;

/** A scenario made ready to run, with these programs. */
export function ready(scenario: Scenario, programs: Programs): Compiled {
  return compile(scenario, scenario.seed, scenario.faults, programs);
}

/** Runs to a moment, or to the end. */
export function goOn({ engine }: Compiled, untilSeconds: number): void {
  while (!engine.advance(untilSeconds * 1e9, 1_000_000));
}

/** What a run has counted up to now. */
interface Counts {
  readonly nowNs: number;
  readonly values: Float64Array;
  readonly areas: Float64Array;
  readonly fates: Float64Array;
  readonly sent: readonly number[];
  readonly timeNs: Float64Array;
  readonly left: Float64Array;
  readonly answered: number;
  readonly latencyNs: number;
}

function countsOf({ engine, index }: Compiled, nowNs: number): Counts {
  return {
    nowNs,
    values: engine.gauges.values(),
    areas: Float64Array.from({ length: index.gaugeCount }, (_, g) => engine.gauges.area(g, nowNs)),
    fates: engine.fates.slice(),
    sent: index.links.map((_, link) => engine.links.sent(link)),
    timeNs: engine.timeInNodeNs.slice(),
    left: Float64Array.from(
      index.nodes,
      ({ gaugeBase }) => engine.gauges.value(gaugeBase + Gauge.completed) + engine.gauges.value(gaugeBase + Gauge.failed),
    ),
    answered: engine.latency.total,
    latencyNs: engine.latency.sum,
  };
}

/** Levels that remember all that ever was. */
const ONLY_GROWS: ReadonlySet<string> = new Set(['lanes', 'known']);
/** A number that names what is known, of which more or less means nothing; and the age of what a replica lacks: by few writes, it is luck. */
const NO_MEASURE: ReadonlySet<string> = new Set(['view', 'lagMs']);

/** Figures of a run between two moments: what was sent, answered and failed, how long it took, and every gauge. */
export function figuresBetween(compiled: Compiled, fromSeconds: number, toSeconds: number): Figures {
  const { index } = compiled;
  goOn(compiled, fromSeconds);
  const before = countsOf(compiled, fromSeconds * 1e9);
  goOn(compiled, toSeconds);
  const after = countsOf(compiled, toSeconds * 1e9);
  const found = new Map<string, Figure>();
  const count = (name: string, value: number): void => void found.set(name, { value, isCount: true });
  const mean = (name: string, value: number): void => void found.set(name, { value, isCount: false });
  FATES.forEach(({ reason }, fate) => count(`requests ${reason}`, after.fates[fate] - before.fates[fate]));
  index.links.forEach(({ id }, link) => count(`messages ${id}`, after.sent[link] - before.sent[link]));
  const answered = after.answered - before.answered;
  if (answered > 100) mean('mean time of answers', (after.latencyNs - before.latencyNs) / answered);
  index.nodes.forEach((node, n) => {
    const left = after.left[n] - before.left[n];
    if (left > 100) mean(`${node.id} mean time`, (after.timeNs[n] - before.timeNs[n]) / left);
    node.gauges.forEach((gauge, g) => {
      const at = node.gaugeBase + g;
      const name = `${node.id} ${gauge.name}`;
      if (NO_MEASURE.has(gauge.name)) return;
      if (gauge.type === 'counter' || ONLY_GROWS.has(gauge.name)) count(name, after.values[at] - before.values[at]);
      else mean(name, (after.areas[at] - before.areas[at]) / (after.nowNs - before.nowNs));
    });
  });
  return found;
}

/** Whether two values of a figure differ by more than luck. */
export function differ(p: Figure, q: Figure): boolean {
  const apart = Math.abs(p.value - q.value);
  const most = Math.max(Math.abs(p.value), Math.abs(q.value));
  return p.isCount ? apart > 0.15 * most && apart > 8 * Math.sqrt(most) : apart > 0.25 * most && apart > 1e-3;
}
