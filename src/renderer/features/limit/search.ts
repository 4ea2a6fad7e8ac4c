import type { Result, RunReport } from '../../../contract/index';
import { withChanges, serializeScenario, type Scenario } from '../../../sim/index';

/** What a run at one rate came to. */
export interface RatePoint {
  readonly ratePerSecond: number;
  readonly goodputPerSecond: number;
  readonly errorPercent: number;
  readonly p95Ms: number | null;
  readonly survives: boolean;
}

/** What is looked for: the highest rate of a client at which at most so many of 100 requests fail. */
export interface LimitQuestion {
  readonly client: string;
  readonly from: number;
  readonly to: number;
  readonly mostFailedPercent: number;
}

/** What was found so far; `lowest` rate that fails and `highest` that survives, where there are such. */
export interface Limit {
  readonly points: readonly RatePoint[];
  readonly survives: number | null;
  readonly fails: number | null;
}

/** Rates of the first sweep, and halvings of the gap after it. */
const SWEEP = 8;
const HALVINGS = 5;
/** So far from either end, of the gap between two rates by ratio, that a step is worth a run. */
const WELL_BETWEEN = 0.3;

/** Clients whose rate can be set: those that do not wait for their answers before they ask again. */
export function clientsWithRate({ nodes }: Scenario): readonly string[] {
  return nodes.flatMap(({ id, params }) =>
    typeof params.ratePerSecond === 'number' && 'arrivals' in params && params.arrivals !== 'closed' ? [id] : [],
  );
}

/** Where a search begins when nobody says: a quarter of the rate there is, up to four times as much. */
export function usualRange({ nodes }: Scenario, client: string): { readonly from: number; readonly to: number } {
  const rate = Number(nodes.find(({ id }) => id === client)?.params.ratePerSecond ?? 20);
  return { from: Math.max(0.1, rate / 4), to: rate * 4 };
}

/** A rate as a person would write it: three digits that count. */
export const tidyRate = (rate: number): number => Number(rate.toPrecision(3));

/** Steps from 1 to 10 that people count in. */
const ROUND_STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10] as const;

/** The nearest rate (by ratio) of those that people count in: 4 for 4.34, 120 for 118. */
export function roundRate(rate: number): number {
  const power = 10 ** Math.floor(Math.log10(rate));
  const step = ROUND_STEPS.reduce((best, one) => (distance(one * power, rate) < distance(best * power, rate) ? one : best));
  return Number((step * power).toPrecision(3));
}

const distance = (a: number, b: number): number => Math.abs(Math.log(a / b));

/** Rates spread evenly by ratio, the ends as they are and round ones between; none twice. */
export function sweepRates(from: number, to: number): readonly number[] {
  const [low, high] = [tidyRate(from), tidyRate(to)];
  const inner = Array.from({ length: SWEEP - 2 }, (_, i) => roundRate(low * (high / low) ** ((i + 1) / (SWEEP - 1))));
  return [...new Set([low, ...inner.filter((rate) => rate > low && rate < high), high])];
}

/** A rate about in the middle of two by ratio, with as few digits as lie well between them; null: three digits do not. */
export function middleRate(low: number, high: number): number | null {
  const middle = Math.sqrt(low * high);
  for (const digits of [1, 2, 3]) {
    const rate = Number(middle.toPrecision(digits));
    const place = Math.log(rate / low) / Math.log(high / low);
    if (place >= WELL_BETWEEN && place <= 1 - WELL_BETWEEN) return rate;
  }
  return null;
}

/**
 * Runs a board at round rates spread about evenly by ratio, then halves the gap between the highest that survives and the next that does
 * not. `tell` hears what is found; false ends the search. Rates whose run fails to be computed end it with that failure.
 */
export async function findLimit(
  scenario: Scenario,
  question: LimitQuestion,
  run: (text: string) => Promise<Result<RunReport>>,
  tell: (limit: Limit, nextRate: number | null) => boolean,
): Promise<Result<Limit>> {
  const points: RatePoint[] = [];
  const measure = async (rate: number): Promise<Result<RunReport>> => {
    if (!tell(limitOf(points), rate)) return STOPPED;
    const report = await run(serializeScenario(withChanges(scenario, [{ node: question.client, param: 'ratePerSecond', value: rate }])));
    if (report.ok) points.push(pointOf(rate, report.value, question));
    return report;
  };
  for (const rate of sweepRates(question.from, question.to)) {
    const report = await measure(rate);
    if (!report.ok) return report === STOPPED ? { ok: true, value: limitOf(points) } : report;
  }
  for (let i = 0; i < HALVINGS; i++) {
    const { survives, fails } = limitOf(points);
    if (survives === null || fails === null) break;
    const middle = middleRate(survives, fails);
    if (middle === null) break;
    const report = await measure(middle);
    if (!report.ok) return report === STOPPED ? { ok: true, value: limitOf(points) } : report;
  }
  const limit = limitOf(points);
  tell(limit, null);
  return { ok: true, value: limit };
}

const STOPPED: Result<RunReport> = { ok: false, failure: { name: 'stopped', path: '', message: '' } };

function pointOf(rate: number, { summary }: RunReport, { mostFailedPercent }: LimitQuestion): RatePoint {
  const { ok, failed } = summary.requests;
  const errorPercent = ok + failed === 0 ? 100 : (failed / (ok + failed)) * 100;
  return {
    ratePerSecond: rate,
    goodputPerSecond: summary.goodputPerSecond,
    errorPercent,
    p95Ms: ok === 0 ? null : summary.latencyMs.p95,
    survives: summary.limit === null && ok > 0 && errorPercent <= mostFailedPercent,
  };
}

/** The knee: the lowest rate that fails, and the highest below it that survives. */
function limitOf(measured: readonly RatePoint[]): Limit {
  const points = [...measured].sort((a, b) => a.ratePerSecond - b.ratePerSecond);
  const fails = points.find(({ survives }) => !survives)?.ratePerSecond ?? null;
  const below = points.filter(({ ratePerSecond, survives }) => survives && (fails === null || ratePerSecond < fails));
  return { points, survives: below.at(-1)?.ratePerSecond ?? null, fails };
}
