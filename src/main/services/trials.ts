import { Worker } from 'node:worker_threads';
import type { Result } from '../../contract/index';
import { newBeat } from '../../programs/callBeat';
import type { ProgramProblem } from '../../sim/index';
import { watchCalls } from './callWatch';
import { bad, good } from './result';
import type { Trial, TrialAnswer, TrialStart } from './runProtocol';

/** A trial that did not come to an end. */
const ENDLESS: ProgramProblem = { message: 'it did not come to an end, so it was stopped', line: null, isRunaway: true };
const MOST_WAITING = 100;

interface Waiting {
  readonly trial: Omit<Trial, 'serial'>;
  readonly resolve: (answer: Result<ProgramProblem | null>) => void;
}

/**
 * Trials of programs while they are written, one after the other in a thread of their own, which is replaced when one does not come to an
 * end or ends the thread. The shells never run a program themselves.
 */
export class Trials {
  private worker: Worker | null = null;
  private stopWatching = (): void => undefined;
  private readonly waiting: Waiting[] = [];
  private serial = 0;

  constructor(private readonly workerFile: string | URL) {}

  /** What is wrong with a program; null: nothing. */
  try(trial: Omit<Trial, 'serial'>): Promise<Result<ProgramProblem | null>> {
    if (this.waiting.length >= MOST_WAITING)
      return Promise.resolve(bad('too-many-trials', `${MOST_WAITING} programs are waiting to be tried already; wait a moment.`));
    return new Promise((resolve) => {
      this.waiting.push({ trial, resolve });
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
    this.worker.postMessage({ ...this.waiting[0].trial, serial: ++this.serial } satisfies Trial);
  }

  private startThread(): Worker {
    const beat = newBeat();
    const worker = new Worker(this.workerFile, { workerData: { trials: true, beat } satisfies TrialStart });
    // Nobody waits for a thread that has nothing to do.
    worker.unref();
    worker.on('message', ({ serial, problem }: TrialAnswer) => {
      if (serial === this.serial && worker === this.worker) this.answer(good(problem));
    });
    worker.on('error', (error) => this.replace(worker, bad('trial-failed', `The program could not be tried: ${error.message}.`)));
    worker.on('exit', () => this.replace(worker, bad('trial-failed', 'The program could not be tried, because its thread ended.')));
    this.stopWatching = watchCalls(beat, () => this.replace(worker, good(ENDLESS)));
    return worker;
  }

  /** Gives the trial under way an answer and goes on in another thread. */
  private replace(worker: Worker, answer: Result<ProgramProblem | null>): void {
    if (worker !== this.worker) return;
    void this.endThread();
    this.answer(answer);
  }

  private answer(answer: Result<ProgramProblem | null>): void {
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
