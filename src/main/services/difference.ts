import type { Failure, Result } from '../../contract/index';
import {
  compareStretches,
  sameShape,
  type RunDifference,
  type RunSeries,
  type RunSummary,
  type TraceIndex,
  type TraceWindow,
  NS_PER_SECOND,
} from '../../sim/index';
import type { Runs } from './runs';

const PIECE_ROWS = 60_000;
/** Windows are read once the hashes have narrowed the search down to this part of the run. */
const NARROW_PART = 2000;

/** A finished run, as far as comparing needs it; in this thread or in another. */
export interface ComparedRun {
  readonly index: TraceIndex;
  readonly endNs: number;
  readonly traceHash: string;
  readonly sampleNs: number;
  /** The trace hash just before a moment. */
  hashAt(atNs: number): Promise<string>;
  window(fromNs: number, toNs: number, maxRows: number): Promise<TraceWindow>;
}

/** What a report says about a run, for comparing. */
export function comparedFacts(report: {
  readonly index: TraceIndex;
  readonly endNs: number;
  readonly summary: RunSummary;
  readonly series: RunSeries;
}): Pick<ComparedRun, 'index' | 'endNs' | 'traceHash' | 'sampleNs'> {
  return { index: report.index, endNs: report.endNs, traceHash: report.summary.traceHash, sampleNs: report.series.sampleNs };
}

/** A question that could not be answered, as a value on its way out. */
class NoAnswer extends Error {
  constructor(readonly failure: { readonly ok: false; readonly failure: Failure }) {
    super(failure.failure.message);
  }
}

/** The first moment at which two open, finished runs differ; null: their traces are equal. */
export async function differenceOf(runs: Pick<Runs, 'ask'>, hereId: string, thereId: string): Promise<Result<RunDifference | null>> {
  try {
    const [here, there] = await Promise.all([askedRun(runs, hereId), askedRun(runs, thereId)]);
    return { ok: true, value: await firstDifference(here, there) };
  } catch (error) {
    if (error instanceof NoAnswer) return error.failure;
    throw error;
  }
}

async function askedRun(runs: Pick<Runs, 'ask'>, runId: string): Promise<ComparedRun> {
  const report = valueOf(await runs.ask(runId, { type: 'report' }));
  return {
    ...comparedFacts(report),
    hashAt: async (atNs) => valueOf(await runs.ask(runId, { type: 'moment', atNs })).traceHash,
    window: async (fromNs, toNs, maxRows) => valueOf(await runs.ask(runId, { type: 'window', fromNs, toNs, maxRows })),
  };
}

function valueOf<T>(answer: Result<T>): T {
  if (!answer.ok) throw new NoAnswer(answer);
  return answer.value;
}

/**
 * The first moment at which two finished runs differ; null when their traces are equal. Runs of the same parts are halved by their hashes,
 * so that even of long runs only a short stretch is looked at in detail; others are read from the start.
 */
export async function firstDifference(here: ComparedRun, there: ComparedRun): Promise<RunDifference | null> {
  const isHashable = sameShape(here.index, there.index) && here.sampleNs === there.sampleNs;
  if (isHashable && here.traceHash === there.traceHash && here.endNs === there.endNs) return null;
  const commonNs = Math.min(here.endNs, there.endNs);
  let fromNs = isHashable ? await lastEqual(here, there, commonNs) : 0;
  while (fromNs <= commonNs) {
    const mine = await here.window(fromNs, commonNs + 1, PIECE_ROWS);
    const theirs = await there.window(fromNs, mine.toNs, PIECE_ROWS);
    const toNs = Math.min(mine.toNs, theirs.toNs);
    const found = compareStretches({ index: here.index, window: mine }, { index: there.index, window: theirs }, fromNs, toNs);
    if (found !== null) return found;
    fromNs = Math.max(toNs, fromNs + 1);
  }
  return here.endNs === there.endNs ? null : endsEarlier(here.endNs, there.endNs);
}

/** A moment before which the traces are equal, close to the first at which they are not. */
async function lastEqual(here: ComparedRun, there: ComparedRun, commonNs: number): Promise<number> {
  let low = 0;
  let high = commonNs + 1;
  while (high - low > Math.max(1, commonNs / NARROW_PART)) {
    const middle = Math.floor((low + high) / 2);
    const [mine, theirs] = await Promise.all([here.hashAt(middle), there.hashAt(middle)]);
    if (mine === theirs) low = middle;
    else high = middle;
  }
  return low;
}

function endsEarlier(hereNs: number, thereNs: number): RunDifference {
  const atNs = Math.min(hereNs, thereNs);
  const [short, long] = hereNs < thereNs ? ['this run', 'the other'] : ['the other run', 'this one'];
  const seconds = (ns: number): string => `${ns / NS_PER_SECOND} s`;
  return {
    atNs,
    here: null,
    there: null,
    node: '',
    text: `Up to ${seconds(atNs)} nothing differs; there ${short} ends, and ${long} goes on to ${seconds(Math.max(hereNs, thereNs))}.`,
  };
}
