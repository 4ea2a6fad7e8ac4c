import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { HOST, isAlive } from './leftovers';

const BEAT_MS = 10_000;
/** A process that has not said for so long that its window is there has been stopped, or its number is another's now. */
const SILENT_MS = 60_000;

/** Marks of windows of this process, by path. */
const here = new Set<string>();

/**
 * Says to every process that shares a folder which windows are open: a small file a window, touched every ten seconds, that names its
 * process. What is kept of an open window is its own alone.
 */
export class LiveWindows {
  private readonly mine = new Set<string>();
  private readonly timer = setInterval(() => void this.beat(), BEAT_MS).unref();

  /** Claims a mark for a window. False: the window behind it is open already, here or elsewhere. */
  async claim(mark: string): Promise<boolean> {
    if (await isOpen(mark)) return false;
    here.add(mark);
    this.mine.add(mark);
    // Where it cannot be written nothing can be kept either, and that is told.
    await writeFile(mark, `${HOST} ${process.pid}\n`, { mode: 0o600 }).catch(() => undefined);
    return true;
  }

  async release(mark: string): Promise<void> {
    if (!this.mine.delete(mark)) return;
    here.delete(mark);
    await rm(mark, { force: true }).catch(() => undefined);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    const now = new Date();
    for (const mark of this.mine) await utimes(mark, now, now).catch(() => undefined);
  }
}

/** Whether the window behind a mark is open, in this process or another. */
export async function isOpen(mark: string): Promise<boolean> {
  if (here.has(mark)) return true;
  const [facts, text] = await Promise.all([stat(mark).catch(() => null), readFile(mark, 'utf8').catch(() => '')]);
  if (facts === null || Date.now() - facts.mtimeMs > SILENT_MS) return false;
  const [host, pid] = text.split(' ');
  return host !== HOST || (Number(pid) !== process.pid && isAlive(Number(pid)));
}
