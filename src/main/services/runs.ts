import { Worker } from 'node:worker_threads';
import type { Failure, Result, RunProgress } from '../../contract/index';
import { newBeat, programNames } from '../../programs/index';
import { parseScenario, processCommands, type Fault, NS_PER_SECOND } from '../../sim/index';
import { endlessText, watchCalls } from './callWatch';
import { ProcessOwner, type Permit } from './processes/owner';
import { bad, good } from './result';
import type { ExperimentStart, ThreadStart, WorkerAnswers, WorkerMessage, WorkerQuestion, WorkerRequest, WorkerStart } from './runProtocol';

const MOST_RUNS = 12;

/** A worker thread with the run it was started for and that run's branches. */
interface Thread {
  readonly worker: Worker;
  readonly runIds: Set<string>;
  readonly waiting: Map<number, { readonly runId: string; readonly resolve: (answer: unknown) => void }>;
  serial: number;
  /** Why it answers no more; null while it does. */
  ended: Failure | null;
  stopWatching: () => void;
}

interface Session {
  readonly thread: Thread;
  progress: RunProgress;
}

/** Runs in worker threads, so that none can freeze the app and each can be stopped at once. A branch shares the thread of its parent. */
export class Runs {
  private readonly sessions = new Map<string, Session>();
  private readonly listeners = new Set<(progress: RunProgress) => void>();
  private made = 0;

  /** `permit`: which programs of this computer its process nodes may start; left out: none. */
  constructor(
    private readonly workerFile: string | URL,
    private readonly permit: Permit | null = null,
  ) {}

  /** Calls back with the progress of every run; returns how to stop. */
  onProgress(listener: (progress: RunProgress) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** `journal`: the text of one, from which its processes are played; left out: those that are permitted are started. */
  start(scenarioText: string, seed: number | null, journal?: string): Result<{ runId: string }> {
    const parsed = parseScenario(scenarioText);
    if (!parsed.ok) return parsed;
    const runId = this.newId();
    if (runId === null) return tooMany();
    if (journal !== undefined) return this.launch({ runId, scenarioText, seed, journal });
    if (this.permit === null || processCommands(parsed.scenario).length === 0) return this.launch({ runId, scenarioText, seed });
    const owner = new ProcessOwner(this.permit);
    return this.launch({ runId, scenarioText, seed, processes: owner.line }, owner);
  }

  /** Runs the scenario of a run, or those of two, with many seeds in a thread of its own; its progress counts runs. */
  async experiment(
    runId: string,
    otherId: string | null,
    seeds: number,
    names: readonly [string, string],
  ): Promise<Result<{ runId: string }>> {
    const designs: string[] = [];
    for (const id of otherId === null ? [runId] : [runId, otherId]) {
      const scenario = await this.ask(id, { type: 'scenario' });
      if (!scenario.ok) return scenario;
      designs.push(scenario.value);
    }
    const experimentId = this.newId();
    return experimentId === null ? tooMany() : this.launch({ runId: experimentId, designs, names, seeds });
  }

  private launch(start: WorkerStart | ExperimentStart, owner: ProcessOwner | null = null): Result<{ runId: string }> {
    const beat = newBeat();
    const worker = new Worker(this.workerFile, {
      workerData: { ...start, beat } satisfies ThreadStart & typeof start,
      transferList: owner === null ? [] : [owner.line.port],
    });
    const thread: Thread = { worker, runIds: new Set(), waiting: new Map(), serial: 0, ended: null, stopWatching: () => undefined };
    worker.on('message', (message: WorkerMessage) => this.receive(thread, message));
    worker.on('error', (error: NodeJS.ErrnoException) => this.break(thread, 'run-failed', deathText(error)));
    worker.on('exit', () => this.break(thread, 'run-failed', 'The run stopped, because its thread ended; run the scenario again.'));
    const stopWatching = watchCalls(beat, (program) => {
      this.break(thread, 'program-endless', endlessText(programOf(start, program)));
      void worker.terminate();
    });
    // Processes end with the thread of their run, whatever becomes of it.
    thread.stopWatching = () => {
      stopWatching();
      owner?.close();
    };
    return this.open(start.runId, thread);
  }

  branch(parentId: string, atNs: number, faults: readonly Fault[]): Result<{ runId: string }> {
    const parent = this.sessions.get(parentId);
    if (parent === undefined) return unknownRun();
    if (parent.thread.ended !== null) return { ok: false, failure: parent.thread.ended };
    const runId = this.newId();
    if (runId === null) return tooMany();
    const atSeconds = atNs / NS_PER_SECOND;
    const placed = faults.map((fault) => ({ ...fault, atSeconds: Math.max(fault.atSeconds, atSeconds) }));
    send(parent.thread, { type: 'branch', runId, parentId, atNs, faults: placed });
    return this.open(runId, parent.thread);
  }

  /** Stops the computation at once; what was computed is gone with its thread. */
  async cancel(runId: string): Promise<void> {
    const session = this.sessions.get(runId);
    if (session === undefined || session.progress.phase !== 'running') return;
    this.tell(runId, { phase: 'cancelled' });
    await this.end(runId, session);
  }

  async close(runId: string): Promise<void> {
    const session = this.sessions.get(runId);
    if (session !== undefined) await this.end(runId, session);
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.sessions].map(([runId, session]) => this.end(runId, session)));
  }

  ask<T extends WorkerQuestion['type']>(runId: string, question: WorkerQuestion & { type: T }): Promise<WorkerAnswers[T]> {
    const session = this.sessions.get(runId);
    if (session === undefined) return Promise.resolve(unknownRun() as WorkerAnswers[T]);
    const { thread } = session;
    if (thread.ended !== null) return Promise.resolve({ ok: false, failure: thread.ended });
    const serial = ++thread.serial;
    return new Promise((resolve) => {
      thread.waiting.set(serial, { runId, resolve: (answer) => resolve(answer as WorkerAnswers[T]) });
      send(thread, { type: 'ask', runId, serial, question });
    });
  }

  private newId(): string | null {
    return this.sessions.size >= MOST_RUNS ? null : `run-${++this.made}`;
  }

  private open(runId: string, thread: Thread): Result<{ runId: string }> {
    thread.runIds.add(runId);
    this.sessions.set(runId, { thread, progress: { runId, phase: 'running', reachedNs: 0, endNs: 0, events: 0, failure: null } });
    return good({ runId });
  }

  private receive(thread: Thread, message: WorkerMessage): void {
    if (message.type === 'answer') {
      thread.waiting.get(message.serial)?.resolve(message.answer);
      thread.waiting.delete(message.serial);
    } else if (message.type === 'failed') this.tell(message.runId, { phase: 'failed', failure: message.failure });
    else {
      const { runId, reachedNs, endNs, events, done } = message;
      this.tell(runId, { phase: done ? 'done' : 'running', reachedNs, endNs, events });
    }
  }

  /** The thread is gone: its runs have failed, and so has every question to it, now and later. A second reason changes nothing. */
  private break(thread: Thread, name: string, message: string): void {
    if (thread.ended !== null) return;
    thread.ended = { name, path: '', message };
    thread.stopWatching();
    for (const runId of thread.runIds) this.tell(runId, { phase: 'failed', failure: thread.ended });
    answerAll(thread, { ok: false, failure: thread.ended });
  }

  /** The last run of a thread takes the thread with it; another leaves it to its relatives. */
  private async end(runId: string, { thread }: Session): Promise<void> {
    this.sessions.delete(runId);
    thread.runIds.delete(runId);
    if (thread.runIds.size === 0) {
      thread.ended ??= unknownRun().failure;
      thread.stopWatching();
      answerAll(thread, unknownRun());
      await thread.worker.terminate();
      return;
    }
    for (const [serial, question] of thread.waiting) {
      if (question.runId !== runId) continue;
      question.resolve(unknownRun());
      thread.waiting.delete(serial);
    }
    send(thread, { type: 'drop', runId });
  }

  private tell(runId: string, change: Partial<RunProgress>): void {
    const session = this.sessions.get(runId);
    if (session === undefined) return;
    session.progress = { ...session.progress, ...change };
    for (const listener of this.listeners) listener(session.progress);
  }
}

function send(thread: Thread, request: WorkerRequest): void {
  thread.worker.postMessage(request);
}

/** Why a thread died, in words. */
function deathText(error: NodeJS.ErrnoException): string {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return 'The run needed more memory than there is and was stopped; make it shorter, or send fewer requests.';
  return `The run stopped: ${error.message}.`;
}

/** The program of a scenario by its place; null where there are two scenarios or no such program. */
function programOf(start: WorkerStart | ExperimentStart, place: number): string | null {
  const texts = 'designs' in start ? start.designs : [start.scenarioText];
  const designs = texts.flatMap((text) => {
    const parsed = parseScenario(text);
    return parsed.ok ? [parsed.scenario] : [];
  });
  return programNames(designs)[place] ?? null;
}

function answerAll(thread: Thread, answer: unknown): void {
  for (const { resolve } of thread.waiting.values()) resolve(answer);
  thread.waiting.clear();
}

function tooMany(): { readonly ok: false; readonly failure: Failure } {
  return bad('too-many-runs', `${MOST_RUNS} runs are open already; close one of them first.`);
}

function unknownRun(): { readonly ok: false; readonly failure: Failure } {
  return bad('run-not-found', 'This run is no longer open; run the scenario again.');
}
