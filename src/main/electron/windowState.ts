import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ensureFolder, writeAtomically } from '../services/atomicFile';
import { windowStateOf, type WindowState } from './windowPlace';

/** How the window was, as it is kept in a file. What cannot be read or written is not worth a word: the window then opens as at first. */
export class KeptWindowState {
  private writing: Promise<void> = Promise.resolve();
  private lastText = '';

  private constructor(
    private readonly path: string,
    private state: WindowState,
  ) {}

  static async read(path: string): Promise<KeptWindowState> {
    try {
      return new KeptWindowState(path, windowStateOf(JSON.parse(await readFile(path, 'utf8'))));
    } catch {
      return new KeptWindowState(path, windowStateOf(null));
    }
  }

  get current(): WindowState {
    return this.state;
  }

  /** Keeps what has changed. */
  change(changes: Partial<WindowState>): void {
    this.state = { ...this.state, ...changes };
    const text = `${JSON.stringify(this.state)}\n`;
    if (text === this.lastText) return;
    this.lastText = text;
    this.writing = this.writing
      .then(() => ensureFolder(dirname(this.path)))
      .then(() => writeAtomically(this.path, text))
      .catch(() => undefined);
  }

  /** Resolves once all is written. */
  written(): Promise<void> {
    return this.writing;
  }
}
