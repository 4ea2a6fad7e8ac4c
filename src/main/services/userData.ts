import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { USUAL_CHARTS, type Recovery, type Result, type Settings } from '../../contract/index';
import { ensureFolder, writeAtomically } from './atomicFile';
import { fileFailure, good } from './result';

const DEFAULTS: Settings = {
  theme: 'system',
  reducedMotion: 'system',
  seenTour: false,
  panelWidthPx: 320,
  dockHeightPx: 0,
  charts: [...USUAL_CHARTS],
};
const MOST_RECENT = 10;

const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).catch('system'),
  reducedMotion: z.enum(['system', 'on', 'off']).catch('system'),
  seenTour: z.boolean().catch(false),
  panelWidthPx: z.number().catch(320),
  dockHeightPx: z.number().catch(0),
  charts: z.array(z.string()).catch([...USUAL_CHARTS]),
});
const recentSchema = z.array(z.string());
const recoverySchema = z.object({ id: z.string(), name: z.string(), path: z.string().nullable(), text: z.string(), savedAtMs: z.number() });

/** What is kept for the user between starts, in one folder: settings, recent files, recovery files. A damaged file counts as absent. */
export class UserData {
  private lastChange: Promise<unknown> = Promise.resolve();
  /** What could not be written, by file: a locked folder must not keep anybody from working. */
  private readonly unwritten = new Map<string, unknown>();

  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  /** The settings, each at its default when it is missing or makes no sense. */
  async settings(): Promise<Settings> {
    const parsed = settingsSchema.safeParse(await this.read('settings.json'));
    return parsed.success ? parsed.data : DEFAULTS;
  }

  /** Changes some settings and returns all. When they cannot be written they hold until the app is closed. */
  async changeSettings(changes: Partial<Settings>): Promise<Settings> {
    return this.oneByOne(async () => {
      const settings = { ...(await this.settings()), ...changes };
      await this.write('settings.json', settings);
      return settings;
    });
  }

  /** The files opened or saved last, the latest first. */
  async recentFiles(): Promise<{ path: string; name: string }[]> {
    const parsed = recentSchema.safeParse(await this.read('recent.json'));
    return (parsed.success ? parsed.data : []).map((path) => ({ path, name: basename(path) }));
  }

  /** Puts a file at the top of the recent ones. */
  async addRecent(path: string): Promise<void> {
    await this.oneByOne(async () => {
      const others = (await this.recentFiles()).map((file) => file.path).filter((other) => other !== path);
      await this.write('recent.json', [path, ...others].slice(0, MOST_RECENT));
    });
  }

  /** Lets changes wait for each other: two that read the same old file would lose one of them. */
  private oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const next = this.lastChange.then(change, change);
    this.lastChange = next.catch(() => undefined);
    return next;
  }

  /** Keeps unsaved work; the id is that of the editing window, so that several can be open. */
  async saveRecovery(recovery: Omit<Recovery, 'savedAtMs'>): Promise<Result<{ savedAtMs: number }>> {
    const savedAtMs = this.now();
    try {
      await ensureFolder(join(this.folder, 'recovery'));
      await writeAtomically(join(this.folder, 'recovery', `${recovery.id}.json`), JSON.stringify({ ...recovery, savedAtMs }));
      return good({ savedAtMs });
    } catch (error) {
      return fileFailure(error, 'the recovery file');
    }
  }

  /** Unsaved work of earlier sessions, the latest first. */
  async recoveries(): Promise<Recovery[]> {
    const names = await readdir(join(this.folder, 'recovery')).catch(() => []);
    const found: Recovery[] = [];
    for (const name of names.filter((candidate) => candidate.endsWith('.json'))) {
      const parsed = recoverySchema.safeParse(await this.read(join('recovery', name)));
      if (parsed.success) found.push(parsed.data);
    }
    return found.sort((p, q) => q.savedAtMs - p.savedAtMs);
  }

  /** Forgets kept work, because it was saved or is not wanted. */
  async dropRecovery(id: string): Promise<void> {
    await rm(join(this.folder, 'recovery', `${id}.json`), { force: true });
  }

  private async read(name: string): Promise<unknown> {
    if (this.unwritten.has(name)) return this.unwritten.get(name);
    try {
      return JSON.parse(await readFile(join(this.folder, name), 'utf8')) as unknown;
    } catch {
      return null;
    }
  }

  private async write(name: string, value: unknown): Promise<void> {
    try {
      await ensureFolder(this.folder);
      await writeAtomically(join(this.folder, name), `${JSON.stringify(value, null, 2)}\n`);
      this.unwritten.delete(name);
    } catch {
      this.unwritten.set(name, value);
    }
  }
}
