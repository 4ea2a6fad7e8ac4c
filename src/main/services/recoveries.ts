import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Recovery, Result } from '../../contract/index';
import { ensureFolder, writeAtomically } from './atomicFile';
import { KEPT_FORMAT, putAside, readKept, type KeptFile } from './keptFile';
import { isOpen, LiveWindows } from './liveWindows';
import type { Notices } from './notices';
import { bad, fileFailure, good } from './result';

/** A text of 64 MB, with every character written in the longest way of JSON that scenarios come to. */
const LARGEST_FILE_BYTES = 200_000_000;
/** What is offered at once, by size of the files: an answer has to fit into a text. The newest always is. */
const MOST_OFFERED_BYTES = 80_000_000;
const recoverySchema = z.object({ id: z.string(), name: z.string(), path: z.string().nullable(), text: z.string(), savedAtMs: z.number() });

/** What one window keeps, and what it may see of what others have left. */
export interface RecoveryWindow {
  /** Keeps unsaved work under an id that is this window's own from then on. */
  save(recovery: Omit<Recovery, 'savedAtMs'>): Promise<Result<{ savedAtMs: number }>>;
  /** Unsaved work of windows that are gone, the latest first. */
  list(): Promise<Recovery[]>;
  /** Forgets kept work of this window or of one that is gone; never that of another open window. */
  drop(id: string): Promise<void>;
  /** The window is gone: what it has kept is offered to others. */
  close(): Promise<void>;
}

/** Recovery files: one a window, in a folder that several processes may share. */
export class Recoveries {
  private readonly folder: string;
  private readonly live = new LiveWindows();

  constructor(
    private readonly userFolder: string,
    private readonly now: () => number,
    private readonly notices: Notices,
    private readonly mostOfferedBytes = MOST_OFFERED_BYTES,
  ) {
    this.folder = join(userFolder, 'recovery');
  }

  openWindow(): RecoveryWindow {
    const marks = new Set<string>();
    return {
      save: async (recovery) => {
        const mark = this.mark(recovery.id);
        return this.save(recovery, mark, marks);
      },
      list: () => this.list(marks),
      drop: async (id) => {
        if (marks.has(this.mark(id)) || !(await isOpen(this.mark(id)))) await rm(this.path(id), { force: true });
      },
      close: async () => {
        for (const mark of marks) await this.live.release(mark);
      },
    };
  }

  close(): void {
    this.live.close();
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  private mark(id: string): string {
    return join(this.folder, `${id}.open`);
  }

  private async save(recovery: Omit<Recovery, 'savedAtMs'>, mark: string, own: Set<string>): Promise<Result<{ savedAtMs: number }>> {
    const savedAtMs = this.now();
    try {
      await ensureFolder(this.folder);
      if (!own.has(mark) && !(await this.live.claim(mark)))
        return bad('other-window', 'This recovery file belongs to another open window; reload this page to get one of its own.');
      own.add(mark);
      await writeAtomically(this.path(recovery.id), JSON.stringify({ format: KEPT_FORMAT, ...recovery, savedAtMs }));
      return good({ savedAtMs });
    } catch (error) {
      return fileFailure(error, 'the recovery file');
    }
  }

  private async list(own: ReadonlySet<string>): Promise<Recovery[]> {
    const found: Recovery[] = [];
    let offeredBytes = 0;
    let left = 0;
    for (const { id, sizeBytes } of await this.newestFirst()) {
      if (!own.has(this.mark(id)) && (await isOpen(this.mark(id)))) continue;
      if (found.length > 0 && offeredBytes + sizeBytes > this.mostOfferedBytes) {
        left++;
        continue;
      }
      const recovery = await this.read(id);
      if (recovery === null) continue;
      offeredBytes += sizeBytes;
      found.push(recovery);
    }
    if (left > 0)
      this.notices.add(
        `More unsaved work (${left} of ${left + found.length}) is kept than fits on the list; the rest is offered ` +
          'once this is recovered or discarded.',
      );
    return found.sort((p, q) => q.savedAtMs - p.savedAtMs);
  }

  private async newestFirst(): Promise<{ id: string; sizeBytes: number; modifiedMs: number }[]> {
    const files: { id: string; sizeBytes: number; modifiedMs: number }[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!/^[A-Za-z0-9-]{1,80}\.json$/.test(name)) continue;
      const facts = await stat(join(this.folder, name)).catch(() => null);
      files.push({ id: name.slice(0, -'.json'.length), sizeBytes: facts?.size ?? 0, modifiedMs: facts?.mtimeMs ?? 0 });
    }
    return files.sort((p, q) => q.modifiedMs - p.modifiedMs);
  }

  private async read(id: string): Promise<Recovery | null> {
    const file: KeptFile = {
      path: this.path(id),
      what: 'Some recovery files',
      mostBytes: LARGEST_FILE_BYTES,
      asideFolder: join(this.userFolder, 'damaged'),
    };
    const value = await readKept(file, this.notices);
    if (value === null) return null;
    const parsed = recoverySchema.safeParse(value);
    if (parsed.success && parsed.data.id === id) return parsed.data;
    await putAside(file, 'were damaged', this.notices);
    return null;
  }
}
