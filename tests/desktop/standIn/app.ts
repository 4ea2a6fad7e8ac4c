import type { AboutPanelOptionsOptions, App } from 'electron';
import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitPreventable } from './parts';

const POLL_MS = 40;
const FOLDERS: Readonly<Record<string, string>> = { userData: 'data', documents: 'documents', home: 'home', logs: 'logs' };
const root = process.env.STAND_IN_FOLDER ?? '';

interface ClosableWindow {
  close(): void;
  isDestroyed(): boolean;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * The app as Electron documents it: `quit` is `before-quit`, then every window closes, then `will-quit`, `quit` and the end; any of them can
 * stop it. One instance holds the lock, others tell it what they were started with.
 */
export class StandInApp extends EventEmitter {
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1';
  readonly windows = new Set<ClosableWindow>();
  private recentDocuments: string[] = [];
  readonly commandLine = { hasSwitch: (name: string): boolean => process.argv.some((argument) => argument.startsWith(`--${name}`)) };
  appUserModelId = '';
  about: AboutPanelOptionsOptions = {};
  aboutShown = 0;
  private readonly ready = new Promise<void>((done) => setImmediate(done));
  private quitting = false;

  getVersion(): string {
    return '0.1.0';
  }

  getName(): string {
    return 'Faultboard';
  }

  getAppPath(): string {
    return process.cwd();
  }

  getPath(name: string): string {
    const folder = FOLDERS[name];
    if (folder === undefined) throw new Error(`Failed to get '${name}' path`);
    return join(root, folder);
  }

  async whenReady(): Promise<void> {
    await this.ready;
  }

  setAppUserModelId(id: string): void {
    this.appUserModelId = id;
  }

  addRecentDocument(path: string): void {
    this.recentDocuments = [path, ...this.recentDocuments.filter((other) => other !== path)];
  }

  getRecentDocuments(): string[] {
    return [...this.recentDocuments];
  }

  setAboutPanelOptions(options: AboutPanelOptionsOptions): void {
    this.about = options;
  }

  showAboutPanel(): void {
    this.aboutShown++;
  }

  clearRecentDocuments(): void {
    this.recentDocuments = [];
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'stand-in-lock');
    for (;;) {
      try {
        writeFileSync(lock, String(process.pid), { flag: 'wx' });
        this.hearOthers(folder);
        return true;
      } catch {
        const holder = Number(readFileSync(lock, 'utf8'));
        if (isAlive(holder)) {
          writeFileSync(join(folder, `second-${process.pid}.tmp`), JSON.stringify({ argv: process.argv, folder: process.cwd() }));
          writeFileSync(join(folder, `second-${process.pid}.ready`), '');
          return false;
        }
        rmSync(lock, { force: true });
      }
    }
  }

  /** The windows may refuse to close, and then nothing is quit. */
  quit(): void {
    this.quitting = true;
    if (emitPreventable(this, 'before-quit')) {
      this.quitting = false;
      return;
    }
    if (this.windows.size === 0) this.end();
    else for (const window of this.windows) window.close();
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  /** A window that stays ends quitting. */
  closeWasPrevented(): void {
    this.quitting = false;
  }

  windowClosed(window: ClosableWindow): void {
    this.windows.delete(window);
    if (this.windows.size > 0) return;
    if (this.quitting) this.end();
    else this.emit('window-all-closed');
  }

  private end(): void {
    if (emitPreventable(this, 'will-quit')) this.quitting = false;
    else this.exit();
  }

  private hearOthers(folder: string): void {
    setInterval(() => {
      for (const name of readdirSync(folder)) {
        if (!/^second-\d+\.ready$/.test(name)) continue;
        const said = join(folder, name.replace('.ready', '.tmp'));
        const { argv, folder: from } = JSON.parse(readFileSync(said, 'utf8')) as { argv: string[]; folder: string };
        rmSync(said);
        rmSync(join(folder, name));
        this.emit('second-instance', {}, argv, from, {});
      }
    }, POLL_MS);
  }
}

/** The app of this process, held against Electron's own types. */
export const app = new StandInApp() satisfies Pick<
  App,
  | 'isPackaged'
  | 'getVersion'
  | 'getName'
  | 'getAppPath'
  | 'getPath'
  | 'whenReady'
  | 'requestSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'setAppUserModelId'
  | 'addRecentDocument'
  | 'clearRecentDocuments'
  | 'getRecentDocuments'
  | 'setAboutPanelOptions'
  | 'showAboutPanel'
>;
