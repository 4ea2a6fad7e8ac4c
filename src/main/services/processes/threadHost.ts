import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { NS_PER_MS, type ProcessCommand, type ProcessHost, type ProcessNews, type ProcessWait } from '../../../sim/index';
import { Word, type ProcessLine, type ProcessRequest, type ProcessTold } from './protocol';

/** A run that is later than this against the world outside does not catch up: its time goes on from where it is. */
const MOST_LATE_MS = 20;

/** What all hosts of one thread share: the line to the owner, and what came over it for each process. */
class Exchange {
  private readonly words: Int32Array;
  private readonly port: MessagePort;
  private readonly came = new Map<number, ProcessTold[]>();
  private readonly never = new Int32Array(new SharedArrayBuffer(4));
  private made = 0;

  constructor({ port, words }: ProcessLine) {
    this.port = port;
    this.words = new Int32Array(words);
  }

  start(command: ProcessCommand): number {
    const process = ++this.made;
    this.came.set(process, []);
    this.ask({ type: 'start', process, command });
    return process;
  }

  ask(request: ProcessRequest): void {
    if (request.type === 'stop') this.came.delete(request.process);
    this.port.postMessage(request);
  }

  /** Waits until something has been told, or for so long; takes all that there is. */
  take(process: number, waitMs: number): ProcessTold[] {
    const seen = Atomics.load(this.words, Word.told);
    this.receive();
    if (this.came.get(process)?.length === 0 && waitMs > 0) {
      Atomics.wait(this.words, Word.told, seen, waitMs);
      this.receive();
    }
    const news = this.came.get(process) ?? [];
    this.came.set(process, []);
    return news;
  }

  sleep(ms: number): void {
    Atomics.wait(this.never, 0, 0, ms);
  }

  private receive(): void {
    for (let found = receiveMessageOnPort(this.port); found !== undefined; found = receiveMessageOnPort(this.port)) {
      const told = found.message as ProcessTold;
      this.came.get(told.process)?.push(told);
    }
  }
}

interface StartedProcess {
  readonly number: number;
  readonly startedMs: number;
}

/** The processes of one run, as its thread sees them: it waits for them and does nothing meanwhile. */
export class ThreadHost implements ProcessHost {
  private readonly processes = new Map<string, StartedProcess>();
  /** When simulated time began, by the world's clock; null: not yet. */
  private beganMs: number | null = null;

  constructor(private readonly exchange: Exchange) {}

  static over(line: ProcessLine): ThreadHost {
    return new ThreadHost(new Exchange(line));
  }

  start(node: string, command: ProcessCommand): void {
    this.stop(node);
    this.processes.set(node, { number: this.exchange.start(command), startedMs: performance.now() });
  }

  write(node: string, line: string): void {
    const process = this.processes.get(node)?.number;
    if (process !== undefined) this.exchange.ask({ type: 'write', process, line });
  }

  news(node: string, wait: ProcessWait): readonly ProcessNews[] {
    if (wait.realNs !== null) this.keepPace(wait.realNs / NS_PER_MS);
    const process = this.processes.get(node);
    if (process === undefined) return [];
    const told = this.listen(process, wait);
    const lines = told.filter(({ type }) => type === 'line');
    // Only now: whoever writes without end while it is listened to has written too much at once.
    if (lines.length > 0) {
      const bytes = lines.reduce((sum, line) => sum + line.bytes, 0);
      this.exchange.ask({ type: 'taken', process: process.number, bytes, lines: lines.length });
    }
    return told.map(({ type, text }) => ({ type, text }));
  }

  private listen({ number, startedMs }: StartedProcess, wait: ProcessWait): ProcessTold[] {
    const told: ProcessTold[] = [];
    let untilMs = (wait.isSinceStart === true ? startedMs : performance.now()) + wait.patienceMs;
    let latestMs = Infinity;
    for (;;) {
      const came = this.exchange.take(number, Math.min(untilMs, latestMs) - performance.now());
      for (const item of came) told.push(item);
      if (came.some(({ type }) => type === 'end')) return told;
      const nowMs = performance.now();
      if (came.some(({ type }) => type === 'line')) {
        const isAnswered = came.some(({ type, text }) => type === 'line' && wait.isAnswer(text));
        untilMs = nowMs + (isAnswered ? Math.min(wait.quietMs, BEHIND_ANSWER_MS) : wait.quietMs);
        // A program that says something all the time, such as gossip, is never quiet.
        latestMs = Math.min(latestMs, nowMs + wait.talkMs);
      }
      if (nowMs >= Math.min(untilMs, latestMs)) return told;
    }
  }

  stop(node: string): void {
    const process = this.processes.get(node)?.number;
    if (process === undefined) return;
    this.processes.delete(node);
    this.exchange.ask({ type: 'stop', process });
  }

  has(node: string): boolean {
    return this.processes.has(node);
  }

  branch(): ThreadHost {
    return new ThreadHost(this.exchange);
  }

  /** Ends all of them. */
  close(): void {
    for (const node of this.processes.keys()) this.stop(node);
  }

  /** Simulated time never goes faster than the world's. */
  private keepPace(atMs: number): void {
    const nowMs = performance.now();
    this.beganMs ??= nowMs - atMs;
    const dueMs = this.beganMs + atMs;
    if (dueMs > nowMs) this.exchange.sleep(dueMs - nowMs);
    else if (nowMs - dueMs > MOST_LATE_MS) this.beganMs = nowMs - atMs;
  }
}

/** What a program writes behind an answer on the same occasion comes within this time. */
const BEHIND_ANSWER_MS = 2;
