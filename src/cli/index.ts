import { fstatSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { endlessText, watchCalls } from '../main/services/callWatch';
import { ProcessOwner } from '../main/services/processes/owner';
import { withWholePath } from '../main/services/processes/wholePath';
import { readStream } from '../main/services/readFile';
import { newBeat } from '../programs/callBeat';
import { cleanLine, cleanText } from './clean';
import type { CommandStart, DoorAnswer, DoorRequest } from './doorProtocol';
import { ExitCode } from './io';

/** A command that was asked to stop prints what it has by then, and is ended after this time. */
const STOP_WITHIN_MS = 700;

/** The thread that has the terminal: it writes, reads and hears Ctrl+C, and does nothing that takes long. */
class TerminalDoor {
  private isEnding = false;
  /** What matters is written: there is nothing to wait for at Ctrl+C. */
  private isDone = false;
  /** Names of the programs that are called, by their numbers. */
  private programs: readonly string[] = [];
  private notWritten: string | null = null;
  private readonly writing = new Set<Promise<string | null>>();
  private readonly stop = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;

  constructor(argv: readonly string[]) {
    const beat = newBeat();
    const start: CommandStart = { argv, stop: this.stop.buffer, beat, isInteractive: process.stderr.isTTY === true };
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: start });
    this.worker.on('message', (request: DoorRequest) => void this.receive(request));
    this.worker.on('error', (error: NodeJS.ErrnoException) => this.died(error));
    this.worker.on('exit', () => this.end(ExitCode.ourFault));
    watchCalls(beat, (program) => {
      this.tell(endlessText(this.programs[program] ?? null));
      this.end(ExitCode.badInput);
    });
    process.on('SIGINT', () => this.interrupt());
    // What a stream says besides, the answer to each write says, too.
    process.stdout.on('error', () => undefined);
    process.stderr.on('error', () => undefined);
  }

  private async receive(request: DoorRequest): Promise<void> {
    if (request.type === 'done') {
      await Promise.all(this.writing);
      this.end(request.code);
    } else if (request.type === 'endAtOnce') this.isDone = true;
    else if (request.type === 'programs') this.programs = request.names;
    else if (request.type === 'processes') this.openProcesses(request.serial);
    else if (request.type === 'stdin') this.worker.postMessage(await this.read(request.mostBytes, request.serial));
    else {
      const writing = written(request.to === 'out' ? process.stdout : process.stderr, request.text);
      this.writing.add(writing);
      const error = await writing;
      this.writing.delete(writing);
      if (error !== null) this.notWritten ??= error;
      this.worker.postMessage({ serial: request.serial, error } satisfies DoorAnswer);
    }
  }

  /** The command is allowed to start programs: this thread owns them, and they end with it. */
  private openProcesses(serial: number): void {
    const { line } = new ProcessOwner((command) => Promise.resolve(withWholePath(command, process.cwd()) ?? command));
    this.worker.postMessage({ serial, error: null, processes: line } satisfies DoorAnswer, [line.port]);
  }

  private async read(mostBytes: number, serial: number): Promise<DoorAnswer> {
    try {
      if (fstatSync(0).isDirectory()) return { serial, error: 'EISDIR' };
      return { serial, error: null, bytes: await readStream(process.stdin, mostBytes) };
    } catch (error) {
      return { serial, error: (error as NodeJS.ErrnoException).code ?? String(error) };
    }
  }

  /** Ctrl+C. The first lets the command print what it has; a second, or a command that does not hear it, ends at once. */
  private interrupt(): void {
    if (Atomics.exchange(this.stop, 0, 1) !== 0 || this.isDone) this.end(ExitCode.stopped);
    setTimeout(() => {
      this.tell('stopped, before there were figures to print.');
      this.end(ExitCode.stopped);
    }, STOP_WITHIN_MS).unref();
  }

  private died(error: NodeJS.ErrnoException): void {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      this.tell('the run needed more memory than there is; make it shorter, or send fewer requests.');
    else this.tell(`this is a mistake in Faultboard itself; please report it with the scenario file.\n${error.stack ?? error.message}`);
    this.end(ExitCode.ourFault);
  }

  private tell(message: string): void {
    process.stderr.write(`faultboard: ${cleanText(message)}\n`);
  }

  private end(code: number): void {
    if (this.isEnding) return;
    this.isEnding = true;
    if (this.notWritten !== null) {
      this.tell(notWrittenText(this.notWritten));
      process.exit(code === ExitCode.fine || code === ExitCode.checkFailed ? ExitCode.notWritten : code);
    }
    process.exit(code);
  }
}

/** Writes a text whole; returns the system's name for why that was not possible, or null. */
function written(stream: NodeJS.WriteStream, text: string): Promise<string | null> {
  return new Promise((resolve) => {
    stream.write(text, (error) => resolve(error ? ((error as NodeJS.ErrnoException).code ?? error.message) : null));
  });
}

function notWrittenText(error: string): string {
  if (error === 'ENOSPC' || error === 'EDQUOT') return 'the output could not be written in full, because the disk is full.';
  if (error === 'EPIPE' || error === 'ERR_STREAM_DESTROYED')
    return 'the output could not be written in full, because whoever read it has stopped reading.';
  return `the output could not be written in full (${cleanLine(error)}).`;
}

// oxlint-disable-next-line no-new -- it lives until the process ends
new TerminalDoor(process.argv.slice(2));
