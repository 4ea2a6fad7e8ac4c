import { Worker } from 'node:worker_threads';
import type { Failure, Result, RunProgress } from '../../contract/index';
import { parseScenario, type Fault } from '../../sim/index';
import { bad, good } from './result';
import type { WorkerAnswers, WorkerMessage, WorkerQuestion, WorkerStart } from './runProtocol';

const MOST_RUNS = 12;

interface Session {
  readonly start: WorkerStart;
  readonly worker: Worker;
  progress: RunProgress;
  readonly waiting: Map<number, (answer: unknown) => void>;
  serial: number;
}

/** Runs, each in a worker thread of its own, so that none can freeze the app and each can be stopped at once. */
export class Runs {
  private readonly sessions = new Map<string, Session>();
  private readonly listeners = new Set<(progress: RunProgress) => void>();
  private made = 0;

  constructor(private readonly workerFile: string | URL) {}

  /** Calls back with the progress of every run; returns how to stop. */
  onProgress(listener: (progress: RunProgress) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(scenarioText: string, seed: number | null): Result<{ runId: string }> {
    const parsed = parseScenario(scenarioText);
    if (!parsed.ok) return parsed;
    return this.open({ scenarioText, seed, branches: [] });
  }

  branch(runId: string, atNs: number, faults: readonly Fault[]): Result<{ runId: string }> {
    const parent = this.sessions.get(runId);
    if (parent === undefined) return unknownRun();
    const atSeconds = atNs / 1e9;
    const placed = faults.map((fault) => ({ ...fault, atSeconds: Math.max(fault.atSeconds, atSeconds) }));
    return this.open({ ...parent.start, branches: [...parent.start.branches, { atNs, faults: placed }] });
  }

  /** Stops the computation at once; what was computed is gone with its thread. */
  async cancel(runId: string): Promise<void> {
    const session = this.sessions.get(runId);
    if (session === undefined || session.progress.phase !== 'running') return;
    this.tell(session, { phase: 'cancelled' });
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
    const serial = ++session.serial;
    return new Promise((resolve) => {
      session.waiting.set(serial, (answer) => resolve(answer as WorkerAnswers[T]));
      session.worker.postMessage({ serial, question });
    });
  }

  private open(start: Omit<WorkerStart, 'runId'>): Result<{ runId: string }> {
    if (this.sessions.size >= MOST_RUNS) return bad('too-many-runs', `${MOST_RUNS} runs are open already; close one of them first.`);
    const runId = `run-${++this.made}`;
    const whole: WorkerStart = { ...start, runId };
    const worker = new Worker(this.workerFile, { workerData: whole });
    const progress: RunProgress = { runId, phase: 'running', reachedNs: 0, endNs: 0, events: 0, failure: null };
    const session: Session = { start: whole, worker, progress, waiting: new Map(), serial: 0 };
    this.sessions.set(runId, session);
    worker.on('message', (message: WorkerMessage) => this.receive(session, message));
    worker.on('error', (error) => this.break(session, `The run stopped: ${error.message}.`));
    worker.on('exit', () => this.answerAll(session, unknownRun()));
    return good({ runId });
  }

  private receive(session: Session, message: WorkerMessage): void {
    if (message.type === 'progress') {
      const { reachedNs, endNs, events, done } = message;
      this.tell(session, { phase: done ? 'done' : 'running', reachedNs, endNs, events });
    } else if (message.type === 'failed') this.tell(session, { phase: 'failed', failure: message.failure });
    else {
      session.waiting.get(message.serial)?.(message.answer);
      session.waiting.delete(message.serial);
    }
  }

  private break(session: Session, message: string): void {
    const failure: Failure = { name: 'run-failed', path: '', message };
    this.tell(session, { phase: 'failed', failure });
    this.answerAll(session, { ok: false, failure });
  }

  private answerAll(session: Session, answer: unknown): void {
    for (const resolve of session.waiting.values()) resolve(answer);
    session.waiting.clear();
  }

  private async end(runId: string, session: Session): Promise<void> {
    this.sessions.delete(runId);
    await session.worker.terminate();
  }

  private tell(session: Session, change: Partial<RunProgress>): void {
    session.progress = { ...session.progress, ...change };
    for (const listener of this.listeners) listener(session.progress);
  }
}

function unknownRun(): { readonly ok: false; readonly failure: Failure } {
  return bad('run-not-found', 'This run is no longer open; run the scenario again.');
}
