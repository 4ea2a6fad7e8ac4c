import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ProcessCommand, ProcessNews } from '../../../sim/index';
import { Child } from './child';
import { LAUNCH_SYSTEM, launchOf } from './launch';
import { PROCESS_LIMITS } from './limits';
import { Word, WORD_BYTES, type ProcessLine, type ProcessRequest, type ProcessTold } from './protocol';

/** Whether a program may be started: as what, or why not as the end of a sentence. */
export type Permit = (command: ProcessCommand) => Promise<ProcessCommand | string>;

/**
 * Owns the processes of one run, in a thread that never waits: starts those that are permitted, hands on what they write, and ends all of
 * them with the run.
 */
export class ProcessOwner {
  /** To be transferred to the thread of the run. */
  readonly line: ProcessLine;
  private readonly port: MessagePort;
  private readonly words = new Int32Array(new SharedArrayBuffer(WORD_BYTES));
  private readonly children = new Map<number, Child>();
  /** What the run has not read yet, by process: whoever floods is stopped, and nobody else. */
  private readonly unread = new Map<number, { bytes: number; lines: number }>();
  /** What was asked while it is found out whether a process may be started. */
  private readonly starting = new Map<number, string[]>();
  private isClosed = false;

  constructor(private readonly permit: Permit) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.line = { port: port2, words: this.words.buffer as SharedArrayBuffer };
    port1.on('message', (request: ProcessRequest) => void this.receive(request));
    port1.unref();
  }

  /** Ends every process. */
  close(): void {
    this.isClosed = true;
    for (const child of this.children.values()) child.stop(null);
    this.children.clear();
    this.starting.clear();
    this.unread.clear();
    this.port.close();
  }

  private async receive(request: ProcessRequest): Promise<void> {
    const { process } = request;
    if (request.type === 'start') await this.start(process, request.command);
    else if (request.type === 'write') {
      const waiting = this.starting.get(process);
      if (waiting === undefined) this.children.get(process)?.write(request.line);
      else waiting.push(request.line);
    } else if (request.type === 'taken') this.count(process, -request.bytes, -request.lines);
    else {
      this.starting.delete(process);
      this.children.get(process)?.stop(null);
      this.children.delete(process);
      this.unread.delete(process);
    }
  }

  /** What the run has not read of a process, with so much more. */
  private count(process: number, bytes: number, lines: number): { readonly bytes: number; readonly lines: number } {
    const unread = this.unread.get(process) ?? { bytes: 0, lines: 0 };
    unread.bytes += bytes;
    unread.lines += lines;
    if (this.children.has(process)) this.unread.set(process, unread);
    return unread;
  }

  private async start(process: number, command: ProcessCommand): Promise<void> {
    this.starting.set(process, []);
    const permitted = await this.permit(command);
    const waiting = this.starting.get(process);
    this.starting.delete(process);
    // It was stopped meanwhile.
    if (waiting === undefined || this.isClosed) return;
    if (typeof permitted === 'string') return this.tell(process, { type: 'end', text: permitted }, 0);
    const child = this.begin(process, permitted);
    if (child === null) return;
    this.children.set(process, child);
    for (const line of waiting) child.write(line);
  }

  private begin(process: number, command: ProcessCommand): Child | null {
    try {
      const launch = launchOf(command, LAUNCH_SYSTEM);
      if (typeof launch !== 'string') return new Child(command.path, launch, (news, bytes) => this.tell(process, news, bytes));
      this.tell(process, { type: 'end', text: `it could not be started: ${launch}` }, 0);
      return null;
    } catch (error) {
      // What no system takes, such as a character 0 in a path, is found before anything is started.
      this.tell(process, { type: 'end', text: `it could not be started (${(error as NodeJS.ErrnoException).code ?? String(error)})` }, 0);
      return null;
    }
  }

  private tell(process: number, news: ProcessNews, bytes: number): void {
    if (this.isClosed) return;
    this.port.postMessage({ process, ...news, bytes } satisfies ProcessTold);
    Atomics.add(this.words, Word.told, 1);
    Atomics.notify(this.words, Word.told);
    if (news.type !== 'line') return;
    const unread = this.count(process, bytes, 1);
    if (unread.bytes > PROCESS_LIMITS.unreadBytes || unread.lines > PROCESS_LIMITS.unreadLines)
      this.children.get(process)?.stop('it wrote more at once than can be read, so it was stopped');
  }
}
