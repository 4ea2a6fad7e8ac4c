import { parentPort, workerData, type Transferable } from 'node:worker_threads';
import type { Failure, Result } from '../../contract/index';
import { createRun, parseScenario, type Run } from '../../sim/index';
import type { WorkerMessage, WorkerQuestion, WorkerRequest, WorkerStart } from './runProtocol';

const SLICE_EVENTS = 20_000;
const REPORT_EVERY_MS = 100;

/** The worker thread of one run: computes it in slices, answers questions in between, and tells how far it is. */
function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('runWorker must be started as a worker thread');
  const send = (message: WorkerMessage, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  const start = workerData as WorkerStart;
  const made = makeRun(start);
  if (!made.ok) {
    send({ type: 'failed', failure: made.failure });
    return;
  }
  const run = made.value;
  port.on('message', ({ serial, question }: WorkerRequest) => {
    const answer = respond(run, start.runId, question);
    send({ type: 'answer', serial, answer }, buffersOf(answer));
  });
  let reportedMs = 0;
  const step = (): void => {
    let done: boolean;
    try {
      done = run.advance({ maxEvents: SLICE_EVENTS });
    } catch (error) {
      send({ type: 'failed', failure: simulatorFailure(error) });
      return;
    }
    const nowMs = performance.now();
    if (done || nowMs - reportedMs > REPORT_EVERY_MS) {
      reportedMs = nowMs;
      send({ type: 'progress', reachedNs: run.reachedNs, endNs: run.endNs, events: run.events, done });
    }
    if (!done) setImmediate(step);
  };
  step();
}

function makeRun(start: WorkerStart): Result<Run> {
  const parsed = parseScenario(start.scenarioText);
  if (!parsed.ok) return parsed;
  try {
    let run = createRun(parsed.scenario, start.seed === null ? {} : { seed: start.seed });
    for (const branch of start.branches) {
      while (!run.finished && run.reachedNs < branch.atNs) run.advance({ maxEvents: SLICE_EVENTS });
      run = run.branch(branch.atNs, branch.faults);
    }
    return { ok: true, value: run };
  } catch (error) {
    return { ok: false, failure: simulatorFailure(error) };
  }
}

function simulatorFailure(error: unknown): Failure {
  const what = error instanceof Error ? error.message : String(error);
  return { name: 'simulator-error', path: '', message: `The simulator stopped because of an error of its own: ${what}. Please report it with the scenario file.` };
}

function respond(run: Run, runId: string, question: WorkerQuestion): Result<unknown> {
  try {
    switch (question.type) {
      case 'report':
        return { ok: true, value: { runId, index: run.index, summary: run.summary(), series: run.series(), endNs: run.reachedNs, faults: run.faults } };
      case 'window':
        return { ok: true, value: run.window(question.fromNs, question.toNs, question.maxRows) };
      case 'moment':
        return { ok: true, value: run.moment(question.atNs) };
      case 'lookup': {
        const found = run.lookup(question.atNs, question.node, question.key);
        if (found !== null) return { ok: true, value: found };
        return { ok: false, failure: { name: 'nothing-to-look-up', path: '', message: `There is no store "${question.node}" or no profile "${question.key}"; choose a database, shard or replica, and a key such as alexandra.` } };
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
