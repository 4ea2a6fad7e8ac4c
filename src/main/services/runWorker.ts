import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import type { Result } from '../../contract/index';
import { withBeat } from '../../programs/callBeat';
import { preparePrograms, tryProgram, type CallBeat } from '../../programs/index';
import {
  createRun,
  parseScenario,
  parseScenarioValue,
  Processes,
  ProcessJournal,
  readJournal,
  USUAL_LIMITS,
  type Fault,
  type Run,
} from '../../sim/index';
import { ExperimentHost } from './experimentHost';
import { ThreadHost } from './processes/threadHost';
import { buffersOf, GONE, respond, simulatorFailure } from './runAnswers';
import type {
  ExperimentStart,
  ScriptReading,
  ThreadStart,
  Trial,
  TrialAnswer,
  TrialStart,
  WorkerMessage,
  WorkerRequest,
  WorkerStart,
} from './runProtocol';
import { Slices } from './slices';

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
  readonly slices: Slices;
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
  private readonly later: Question[] = [];

  constructor(private readonly post: (message: WorkerMessage, transfer?: Transferable[]) => void) {}

  open(runId: string, made: Result<Run>): void {
    if (!made.ok) {
      this.post({ type: 'failed', runId, failure: made.failure });
      return;
    }
    const { value } = made;
    const slices = Slices.of(value.scenario.programs !== undefined || value.hasProcesses);
    this.runs.set(runId, { run: value, slices, reportedMs: 0 });
    if (!this.isStepping) this.step();
  }

  receive(request: WorkerRequest): void {
    if (request.type === 'drop') this.drop(request.runId);
    else if (request.type === 'branch') this.open(request.runId, this.branch(request.parentId, request.atNs, request.faults));
    else if (request.question.type === 'window' && request.question.ahead === true) this.answerLater(request);
    else this.answer(request);
  }

  private drop(runId: string): void {
    this.runs.get(runId)?.run.endProcesses();
    this.runs.delete(runId);
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
      hosted.slices.next((maxEvents) => run.advance({ maxEvents }));
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

/** Tries a program, or reads a script as far as its first question. */
async function tried(asked: Trial | ScriptReading, beat: CallBeat | undefined): Promise<TrialAnswer['answer']> {
  if ('program' in asked) return tryProgram(asked.program, asked.called, beat);
  const script = await (await import('../../asPython/readScript')).readScript(asked.script);
  return withBeat(beat, 0, () => script([]));
}

function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('runWorker must be started as a worker thread');
  const start = workerData as ThreadStart & (WorkerStart | ExperimentStart | TrialStart);
  if ('trials' in start) {
    port.on('message', (asked: Trial | ScriptReading) => {
      void tried(asked, start.beat).then((answer) => port.postMessage({ serial: asked.serial, answer } satisfies TrialAnswer));
    });
    return;
  }
  if ('designs' in start) {
    const experiment = new ExperimentHost(start, (message) => port.postMessage(message), simulatorFailure);
    port.on('message', (request: WorkerRequest) => experiment.receive(request));
    void experiment.begin();
    return;
  }
  const host = new RunHost((message, transfer = []) => port.postMessage(message, transfer));
  port.on('message', (request: WorkerRequest) => host.receive(request));
  void makeRun(start, start.beat).then((made) => host.open(start.runId, made));
}

const noJournal = (why: string): string =>
  `This file ${why}. \u201cSave the journal of its processes\u201d in the menu Run writes a journal.`;

async function makeRun(start: WorkerStart, beat: CallBeat): Promise<Result<Run>> {
  const parsed = parseScenario(start.scenarioText);
  if (!parsed.ok) return parsed;
  const read = start.journal === undefined ? { ok: true as const, journal: new ProcessJournal() } : readJournal(start.journal);
  if (!read.ok) return { ok: false, failure: { name: 'no-journal', path: '', message: noJournal(read.why) } };
  const host = start.processes === undefined ? null : ThreadHost.over(start.processes);
  const processes = host === null && start.journal === undefined ? null : new Processes(read.journal, host);
  try {
    return {
      ok: true,
      value: createRun(parsed.scenario, {
        ...(start.seed === null ? {} : { seed: start.seed }),
        programs: await preparePrograms(parsed.scenario, beat),
        ...(processes === null ? {} : { processes }),
        ...USUAL_LIMITS,
      }),
    };
  } catch (error) {
    return { ok: false, failure: simulatorFailure(error) };
  }
}

main();
