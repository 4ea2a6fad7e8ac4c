import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import type { ProcessNews } from '../../../sim/index';
import { endsWithUs, killTree } from './killTree';
import { notStarted, type Launch } from './launch';
import { PROCESS_LIMITS } from './limits';
import { LineSplitter } from './lineSplitter';
import { MARK_VARIABLE, newMark } from './marks';

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
  'SYSTEMDRIVE',
  'WINDIR',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
];
/** Python on Windows takes its lines for texts of the country that the system is set to; everybody here means UTF-8. */
const EVERYWHERE = { PYTHONUTF8: '1' };
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
  private readonly mark = newMark();

  /** `path`: of the file that was asked for, in whose folder it runs. */
  constructor(
    path: string,
    { file, args, isVerbatim }: Launch,
    private readonly tell: Tell,
  ) {
    const own = Object.fromEntries(ENVIRONMENT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
    this.process = spawn(file, [...args], {
      cwd: dirname(path),
      env: { ...own, ...EVERYWHERE, [MARK_VARIABLE]: this.mark },
      stdio: 'pipe',
      // A group of its own, so that what it starts can be ended with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: isVerbatim,
    });
    if (this.process.pid !== undefined) endsWithUs({ pid: this.process.pid, mark: this.mark });
    this.process.on('error', (error: NodeJS.ErrnoException) => this.end(notStarted(error, path, process.platform)));
    this.process.on('exit', (code, signal) => {
      const last = setTimeout(() => this.end(this.endText(code, signal)), PROCESS_LIMITS.lastWordsMs);
      this.process.once('close', () => {
        clearTimeout(last);
        this.end(this.endText(code, signal));
      });
    });
    this.process.stdout?.on('data', (bytes: Buffer) => this.hear(bytes));
    this.process.stderr?.on('data', (bytes: Buffer) => this.note(this.log.add(bytes)));
    this.process.stdin?.on('error', () => this.closed('input', 'nothing can be given to it'));
    this.process.stdout?.on('end', () => this.closed('output', 'nothing that it does can be seen'));
  }

  /** It has closed its input or output: because it is about to end, which then tells more, or for good. */
  private closed(which: string, so: string): void {
    const { process: child } = this;
    setTimeout(() => {
      if (child.exitCode === null && child.signalCode === null)
        this.stop(`it closed its standard ${which}, so ${so} any more, and it was stopped`);
    }, PROCESS_LIMITS.lastWordsMs);
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
    if (this.process.pid !== undefined) killTree({ pid: this.process.pid, mark: this.mark });
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
