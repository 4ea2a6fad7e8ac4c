import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import type { Failure, Result } from '../../contract/index';
import { preparePrograms } from '../../programs/index';
import {
  breakpointProblem,
  createRun,
  explainCheck,
  explainFailures,
  explainRequest,
  parseScenario,
  parseScenarioValue,
  requestFacts,
  serializeScenario,
  USUAL_LIMITS,
  type Fault,
  type Run,
} from '../../sim/index';
import { ExperimentHost } from './experimentHost';
import { Slices } from './slices';
import type { ExperimentStart, WorkerMessage, WorkerQuestion, WorkerRequest, WorkerStart } from './runProtocol';

const REPORT_EVERY_MS = 100;
/**
 * Rehearsed looks into the first run of a thread: from then on the code of looking is compiled, and a branch only needs its own engine
 * made.
 */
const FIRST_REHEARSALS = 16;
/** A shorter run is fetched whole, once. */
const REHEARSE_FROM_EVENTS = 50_000;

type Question = WorkerRequest & { readonly type: 'ask' };

/** A run of this thread, and when it was last told of. */
interface Hosted {
  readonly run: Run;
  reportedMs: number;
}

/**
 * The worker thread of a run and of its branches: computes them in slices, answers questions in between, and tells how far they are.
 * Branches live beside their parent because they begin from its checkpoints, which need not be computed or copied again.
 */
class RunHost {
  private readonly runs = new Map<string, Hosted>();
  private isStepping = false;
  private isRehearsed = false;
  private readonly slices = new Slices();
  private readonly later: Question[] = [];

  constructor(private readonly post: (message: WorkerMessage, transfer?: Transferable[]) => void) {}

  open(runId: string, made: Result<Run>): void {
    if (!made.ok) {
      this.post({ type: 'failed', runId, failure: made.failure });
      return;
    }
    this.runs.set(runId, { run: made.value, reportedMs: 0 });
    if (!this.isStepping) this.step();
  }

  receive(request: WorkerRequest): void {
    if (request.type === 'drop') this.runs.delete(request.runId);
    else if (request.type === 'branch') this.open(request.runId, this.branch(request.parentId, request.atNs, request.faults));
    else if (request.question.type === 'window' && request.question.ahead === true) this.answerLater(request);
    else this.answer(request);
  }

  private answer({ runId, serial, question }: Question): void {
    const run = this.runs.get(runId)?.run;
    const answer = run === undefined ? { ok: false, failure: GONE } : respond(run, runId, question);
    this.post({ type: 'answer', serial, answer }, buffersOf(answer));
  }

  /** Answers what nobody waits for yet, one at a time, so that whoever jumps to a moment waits for one such answer at most. */
  private answerLater(question: Question): void {
    this.later.push(question);
    if (this.later.length > 1) return;
    const next = (): void => {
      const [first] = this.later;
      this.answer(first);
      this.later.shift();
      if (this.later.length > 0) setImmediate(next);
    };
    setImmediate(next);
  }

  private branch(parentId: string, atNs: number, faults: readonly Fault[]): Result<Run> {
    const parent = this.runs.get(parentId)?.run;
    if (parent === undefined) return { ok: false, failure: GONE };
    const allowed = parseScenarioValue({ ...parent.scenario, faults: [...parent.faults, ...faults] });
    if (!allowed.ok) return allowed;
    try {
      return { ok: true, value: parent.branch(atNs, faults) };
    } catch (error) {
      return { ok: false, failure: simulatorFailure(error) };
    }
  }

  /** One slice of every run that is not done; then questions have their turn. */
  private step(): void {
    this.isStepping = false;
    for (const [runId, hosted] of this.runs) {
      if (!hosted.run.finished) this.advance(runId, hosted);
      // A run of nothing is over before its first slice, and still has to be told of.
      else if (hosted.reportedMs === 0) this.advance(runId, hosted);
      if (this.runs.has(runId) && !hosted.run.finished) this.isStepping = true;
    }
    if (this.isStepping) setImmediate(() => this.step());
  }

  private advance(runId: string, hosted: Hosted): void {
    const { run } = hosted;
    try {
      this.slices.next((maxEvents) => run.advance({ maxEvents }));
    } catch (error) {
      this.runs.delete(runId);
      this.post({ type: 'failed', runId, failure: simulatorFailure(error) });
      return;
    }
    const nowMs = performance.now();
    if (!run.finished && nowMs - hosted.reportedMs <= REPORT_EVERY_MS) return;
    hosted.reportedMs = nowMs;
    this.post({ type: 'progress', runId, reachedNs: run.reachedNs, endNs: run.endNs, events: run.events, done: run.finished });
    if (!run.finished || run.events < REHEARSE_FROM_EVENTS) return;
    this.rehearse(runId, run, this.isRehearsed ? 1 : FIRST_REHEARSALS);
    this.isRehearsed = true;
  }

  /** Looks into a run that is done, one look at a time so that questions have their turn, until a jump to any moment of it is fast. */
  private rehearse(runId: string, run: Run, left: number): void {
    if (left === 0) return;
    setImmediate(() => {
      if (this.runs.get(runId)?.run !== run) return;
      try {
        run.rehearseLook((left - 0.5) / FIRST_REHEARSALS);
      } catch {
        // The same error comes with the first real look, which tells of it.
        return;
      }
      this.rehearse(runId, run, left - 1);
    });
  }
}

const GONE: Failure = { name: 'run-not-found', path: '', message: 'This run is no longer open; run the scenario again.' };

function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('runWorker must be started as a worker thread');
  const start = workerData as WorkerStart | ExperimentStart;
  if ('designs' in start) {
    const experiment = new ExperimentHost(start, (message) => port.postMessage(message), simulatorFailure);
    port.on('message', (request: WorkerRequest) => experiment.receive(request));
    void experiment.begin();
    return;
  }
  const host = new RunHost((message, transfer = []) => port.postMessage(message, transfer));
  port.on('message', (request: WorkerRequest) => host.receive(request));
  void makeRun(start).then((made) => host.open(start.runId, made));
}

async function makeRun(start: WorkerStart): Promise<Result<Run>> {
  const parsed = parseScenario(start.scenarioText);
  if (!parsed.ok) return parsed;
  try {
    return {
      ok: true,
      value: createRun(parsed.scenario, {
        ...(start.seed === null ? {} : { seed: start.seed }),
        programs: await preparePrograms(parsed.scenario),
        ...USUAL_LIMITS,
      }),
    };
  } catch (error) {
    return { ok: false, failure: simulatorFailure(error) };
  }
}

function simulatorFailure(error: unknown): Failure {
  const what = error instanceof Error ? error.message : String(error);
  return {
    name: 'simulator-error',
    path: '',
    message: `The simulator stopped because of an error of its own: ${what}. Please report it with the scenario file.`,
  };
}

function respond(run: Run, runId: string, question: WorkerQuestion): Result<unknown> {
  try {
    switch (question.type) {
      case 'report':
        return {
          ok: true,
          value: { runId, index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults },
        };
      case 'scenario':
        return { ok: true, value: serializeScenario({ ...run.scenario, seed: run.seed, faults: [...run.faults] }) };
      case 'experiment':
        return {
          ok: false,
          failure: { name: 'no-experiment', path: '', message: 'This is a single run; start an experiment for it first.' },
        };
      case 'window':
        return { ok: true, value: run.window(question.fromNs, question.toNs, question.maxRows) };
      case 'moment':
        return { ok: true, value: run.moment(question.atNs) };
      case 'explain': {
        const told =
          question.check !== null
            ? explainCheck(run, question.check)
            : question.request !== null
              ? explainRequest(run, question.request)
              : explainFailures(run);
        return told.ok
          ? { ok: true, value: told.explanation }
          : { ok: false, failure: { name: 'nothing-to-explain', path: '', message: told.message } };
      }
      case 'request': {
        const facts = requestFacts(run, question.request);
        if (facts !== null) return { ok: true, value: facts };
        return {
          ok: false,
          failure: {
            name: 'request-not-found',
            path: '',
            message: `There is no request no. ${question.request} in this run; choose one of the ${run.summary().requests.sent} that were sent.`,
          },
        };
      }
      case 'inspect': {
        const inside = run.inspect(question.atNs, question.node);
        if (inside !== null) return { ok: true, value: inside };
        return {
          ok: false,
          failure: {
            name: 'part-not-found',
            path: '',
            message: `There is no part "${question.node}" in this run; run the scenario again.`,
          },
        };
      }
      case 'break': {
        const { fromNs, direction, breakpoints, maxEvents } = question;
        const problem = breakpoints
          .map((breakpoint) =>
            breakpoint.off === true
              ? null
              : breakpointProblem(
                  breakpoint,
                  run.index,
                  run.scenario.checks.map((check) => check.id),
                ),
          )
          .find((found) => found !== null);
        if (problem !== undefined)
          return { ok: false, failure: { name: 'bad-breakpoint', path: '', message: `A breakpoint cannot be met: ${problem}` } };
        return { ok: true, value: run.findBreak(fromNs, direction, breakpoints, maxEvents) };
      }
      case 'lookup': {
        const found = run.lookup(question.atNs, question.node, question.key);
        if (found !== null) return { ok: true, value: found };
        return {
          ok: false,
          failure: {
            name: 'nothing-to-look-up',
            path: '',
            message: `There is no store "${question.node}" or no profile "${question.key}"; choose a database, shard or replica, and a key such as alexandra.`,
          },
        };
      }
    }
  } catch (error) {
    return { ok: false, failure: simulatorFailure(error) };
  }
}

/** The memory behind every typed array of an answer, so that it is handed over and not copied. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) buffersOf(item, found);
  return [...found];
}

main();
