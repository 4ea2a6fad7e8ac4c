import { Worker } from 'node:worker_threads';
import type { Result } from '../../contract/index';
import { newBeat } from '../../programs/callBeat';
import type { ScriptStep } from '../../asPython/script';
import type { ProgramProblem } from '../../sim/index';
import { watchCalls } from './callWatch';
import { bad, good } from './result';
import type { ScriptReading, Trial, TrialAnswer, TrialStart } from './runProtocol';

/** A trial that did not come to an end. */
const ENDLESS: ProgramProblem = { message: 'it did not end, so it was stopped', line: null, isRunaway: true };
const ENDLESS_SCRIPT: ScriptStep = { printed: '', ask: null, problem: { message: ENDLESS.message, line: null } };
const MOST_WAITING = 100;

interface Waiting {
  readonly asked: Omit<Trial, 'serial'> | Omit<ScriptReading, 'serial'>;
  readonly resolve: (answer: Result<TrialAnswer['answer']>) => void;
}

/**
 * Trials of programs, and readings of scripts, while they are written, one after the other in a thread of their own,
 * which is replaced when one does not come to an end or ends the thread. The shells never run a program themselves.
 */
export class Trials {
  private worker: Worker | null = null;
  private stopWatching = (): void => undefined;
  private readonly waiting: Waiting[] = [];
  private serial = 0;

  constructor(private readonly workerFile: string | URL) {}

  /** What is wrong with a program; null: nothing. */
  try(trial: Omit<Trial, 'serial'>): Promise<Result<ProgramProblem | null>> {
    return this.ask(trial) as Promise<Result<ProgramProblem | null>>;
  }

  /** How far a script comes by itself: to its first run, its end, or what is wrong with it. */
  read(script: string): Promise<Result<ScriptStep>> {
    return this.ask({ script }) as Promise<Result<ScriptStep>>;
  }

  private ask(asked: Waiting['asked']): Promise<Result<TrialAnswer['answer']>> {
    if (this.waiting.length >= MOST_WAITING)
      return Promise.resolve(bad('too-many-trials', `${MOST_WAITING} programs are waiting to be tried already; wait a moment.`));
    return new Promise((resolve) => {
      this.waiting.push({ asked, resolve });
      if (this.waiting.length === 1) this.next();
    });
  }

  /** Ends the thread; whoever waits is told. */
  async close(): Promise<void> {
    for (const { resolve } of this.waiting.splice(0)) resolve(bad('closed', 'Faultboard is closing; the program was not tried.'));
    await this.endThread();
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    this.worker ??= this.startThread();
    this.worker.postMessage({ ...this.waiting[0].asked, serial: ++this.serial } satisfies Trial | ScriptReading);
  }

  private startThread(): Worker {
    const beat = newBeat();
    const worker = new Worker(this.workerFile, { workerData: { trials: true, beat } satisfies TrialStart });
    // Nobody waits for a thread that has nothing to do.
    worker.unref();
    worker.on('message', ({ serial, answer }: TrialAnswer) => {
      if (serial === this.serial && worker === this.worker) this.answer(good(answer));
    });
    worker.on('error', (error) => this.replace(worker, bad('trial-failed', `The program could not be tried: ${error.message}.`)));
    worker.on('exit', () => this.replace(worker, bad('trial-failed', 'The program could not be tried, because its thread ended.')));
    this.stopWatching = watchCalls(beat, () =>
      this.replace(worker, good('script' in (this.waiting[0]?.asked ?? {}) ? ENDLESS_SCRIPT : ENDLESS)),
    );
    return worker;
  }

  /** Gives the trial under way an answer and goes on in another thread. */
  private replace(worker: Worker, answer: Result<TrialAnswer['answer']>): void {
    if (worker !== this.worker) return;
    void this.endThread();
    this.answer(answer);
  }

  private answer(answer: Result<TrialAnswer['answer']>): void {
    this.waiting.shift()?.resolve(answer);
    this.next();
  }

  private async endThread(): Promise<void> {
    this.stopWatching();
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}
