import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { ProcessCommand, ProcessNews } from '../../../sim/index';
import { endsWithUs, killTree } from './killTree';
import { PROCESS_LIMITS } from './limits';
import { LineSplitter } from './lineSplitter';

/** Variables of the environment that a program gets: what it needs to find its interpreter, and nothing that is nobody's business. */
const ENVIRONMENT = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'PATHEXT',
  'USERPROFILE',
  'COMSPEC',
];
const A_SECOND_MS = 1_000;

/** What a child tells its owner. `bytes`: of a line of its output. */
export type Tell = (news: ProcessNews, bytes: number) => void;

/** One running program: lines in, lines out, and an end that is told once. */
export class Child {
  private readonly process: ChildProcess;
  private readonly out = new LineSplitter();
  private readonly log = new LineSplitter(PROCESS_LIMITS.logChars);
  private isEnded = false;
  private lastLog = '';
  private logged = 0;
  private loggedSinceMs = 0;

  constructor(
    { path, args }: ProcessCommand,
    private readonly tell: Tell,
  ) {
    const env = Object.fromEntries(ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
    this.process = spawn(path, [...args], {
      cwd: dirname(path),
      env,
      stdio: 'pipe',
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    if (this.process.pid !== undefined) endsWithUs(this.process.pid);
    this.process.on('error', (error: NodeJS.ErrnoException) => this.end(notStarted(error, path)));
    this.process.on('exit', (code, signal) => {
      const last = setTimeout(() => this.end(this.endText(code, signal)), PROCESS_LIMITS.lastWordsMs);
      this.process.once('close', () => {
        clearTimeout(last);
        this.end(this.endText(code, signal));
      });
    });
    this.process.stdout?.on('data', (bytes: Buffer) => this.hear(bytes));
    this.process.stderr?.on('data', (bytes: Buffer) => this.note(this.log.add(bytes)));
    // That it reads no longer is told by its end, or by what waits for it.
    this.process.stdin?.on('error', () => undefined);
  }

  write(line: string): void {
    const { stdin } = this.process;
    // Without files left to open, Node makes no streams.
    if (this.isEnded || !stdin) return;
    stdin.write(`${line}\n`);
    if (stdin.writableLength > PROCESS_LIMITS.inputBytes) this.stop('it does not read its input, so it was stopped');
  }

  /** Ends it at once, with all that it has started. `why`: told of; null: nobody wants to know. */
  stop(why: string | null): void {
    if (this.isEnded) return;
    if (why === null) this.isEnded = true;
    else this.end(why);
    this.kill();
  }

  private kill(): void {
    if (this.process.pid !== undefined) killTree(this.process.pid);
    for (const stream of [this.process.stdin, this.process.stdout, this.process.stderr]) stream?.destroy();
  }

  private hear(bytes: Buffer): void {
    if (this.isEnded) return;
    for (const text of this.out.add(bytes)) this.tell({ type: 'line', text }, Buffer.byteLength(text));
    if (this.out.pending > PROCESS_LIMITS.lineBytes)
      this.stop(`it wrote a line of more than ${PROCESS_LIMITS.lineBytes} bytes, so it was stopped`);
  }

  private note(lines: readonly string[]): void {
    for (const line of lines) {
      this.lastLog = line;
      const nowMs = performance.now();
      if (nowMs - this.loggedSinceMs > A_SECOND_MS) {
        this.loggedSinceMs = nowMs;
        this.logged = 0;
      }
      if (this.isEnded || ++this.logged > PROCESS_LIMITS.logLines) continue;
      const text = this.logged === PROCESS_LIMITS.logLines ? '(more lines in this second are left out)' : line;
      this.tell({ type: 'log', text: text.slice(0, PROCESS_LIMITS.logChars) }, 0);
    }
  }

  private endText(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
    return code === 0 || this.lastLog === '' ? how : `${how}, after it logged: ${this.lastLog.slice(0, 200)}`;
  }

  private end(text: string): void {
    if (this.isEnded) return;
    for (const line of this.out.end()) this.tell({ type: 'line', text: line }, Buffer.byteLength(line));
    this.note(this.log.end());
    this.isEnded = true;
    this.tell({ type: 'end', text }, 0);
    this.kill();
  }
}

function notStarted({ code }: NodeJS.ErrnoException, path: string): string {
  if (code === 'ENOENT') return `it could not be started: there is no file ${path}, or what its first line names is not installed`;
  if (code === 'EACCES') return `it could not be started: ${path} is not executable (chmod +x makes it so)`;
  return `it could not be started (${code ?? 'for no reason that is known'})`;
}
