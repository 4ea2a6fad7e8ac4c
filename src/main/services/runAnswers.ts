import { MOST_TEXT, type Failure, type Result } from '../../contract/index';
import {
  breakpointProblem,
  explainCheck,
  explainFailures,
  explainRequest,
  journalText,
  requestFacts,
  requestWaits,
  serializeScenario,
  type Run,
} from '../../sim/index';
import type { WorkerQuestion } from './runProtocol';
import { bad, good } from './result';

/** Of a run that is no longer there. */
export const GONE: Failure = { name: 'run-not-found', path: '', message: 'This run is no longer open; run the scenario again.' };

type Question<T extends WorkerQuestion['type']> = WorkerQuestion & { readonly type: T };
type Answerer<T extends WorkerQuestion['type']> = (run: Run, question: Question<T>, runId: string) => Result<unknown>;

const ANSWERERS: { readonly [T in WorkerQuestion['type']]: Answerer<T> } = {
  report: (run, _, runId) =>
    good({ runId, index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults }),
  journal: ({ journal }) => {
    if (journal === null || journal.chars === 0)
      return bad('no-journal', 'This run has no journal: it started no programs. Allow them, run the scenario again, and save it then.');
    const text = journalText(journal);
    return text.length <= MOST_TEXT
      ? good({ text })
      : bad(
          'journal-too-large',
          'The journal is too large for a window; `faultboard run FILE --allow-process --record JOURNAL` writes one of any size.',
        );
  },
  scenario: (run) => good(serializeScenario({ ...run.scenario, seed: run.seed, faults: [...run.faults] })),
  experiment: () => bad('no-experiment', 'This is a single run; start an experiment for it first.'),
  window: (run, { fromNs, toNs, maxRows }) => good(run.window(fromNs, toNs, maxRows)),
  moment: (run, { atNs }) => good(run.moment(atNs)),
  explain: (run, { check, request }) => {
    const told = check !== null ? explainCheck(run, check) : request !== null ? explainRequest(run, request) : explainFailures(run);
    return told.ok ? good(told.explanation) : bad('nothing-to-explain', told.message);
  },
  request: (run, { request }) => {
    const facts = requestFacts(run, request);
    if (facts !== null) return good({ ...facts, waits: requestWaits(run, facts) });
    const { sent } = run.summary().requests;
    return bad('request-not-found', `There is no request no. ${request} in this run; choose one of the ${sent} that were sent.`);
  },
  history: (run, { atNs, maxRows }) => {
    const rows = run.history(atNs);
    return good({ rows: rows.slice(Math.max(0, rows.length - maxRows)), total: rows.length });
  },
  inspect: (run, { atNs, node }) => {
    const inside = run.inspect(atNs, node);
    return inside !== null ? good(inside) : bad('part-not-found', `There is no part "${node}" in this run; run the scenario again.`);
  },
  break: (run, { fromNs, direction, breakpoints, maxEvents }) => {
    const checks = run.scenario.checks.map((check) => check.id);
    const problem = breakpoints
      .map((breakpoint) => (breakpoint.off === true ? null : breakpointProblem(breakpoint, run.index, checks)))
      .find((found) => found !== null);
    if (problem !== undefined) return bad('bad-breakpoint', `A breakpoint cannot be met: ${problem}`);
    return good(run.findBreak(fromNs, direction, breakpoints, maxEvents));
  },
  lookup: (run, { atNs, node, key }) => {
    const found = run.lookup(atNs, node, key);
    if (found !== null) return good(found);
    return bad(
      'nothing-to-look-up',
      `There is no store "${node}" or no profile "${key}"; choose a database, shard or replica, and a key such as alexandra.`,
    );
  },
};

/** The answer to a question about a run; an error of the simulator is a failure, too. */
export function respond(run: Run, runId: string, question: WorkerQuestion): Result<unknown> {
  try {
    // The table has for each type of question what takes questions of that type, which the compiler cannot follow here.
    return (ANSWERERS[question.type] as Answerer<WorkerQuestion['type']>)(run, question, runId);
  } catch (error) {
    return { ok: false, failure: simulatorFailure(error) };
  }
}

/** An error of the simulator, in words. */
export function simulatorFailure(error: unknown): Failure {
  const what = error instanceof Error ? error.message : String(error);
  return {
    name: 'simulator-error',
    path: '',
    message: `The simulator stopped because of an error of its own: ${what}. Please report it with the scenario file.`,
  };
}

/** The memory behind every typed array of an answer, so that it is handed over and not copied. */
export function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) buffersOf(item, found);
  return [...found];
}
