import { basename, isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { lessonProgressSchema, USUAL_SETTINGS, type Settings } from '../../contract/index';
import { ensureFolder, writeAtomically } from './atomicFile';
import { withFileLock } from './fileLock';
import { KEPT_FORMAT, putAside, readKept, type KeptFile } from './keptFile';
import type { Notices } from './notices';

const MOST_RECENT = 10;
const LARGEST_FILE_BYTES = 4_000_000;

const settingsShape = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  reducedMotion: z.enum(['system', 'on', 'off']),
  seenTour: z.boolean(),
  panelWidthPx: z.number(),
  dockHeightPx: z.number(),
  partsOpen: z.boolean().nullable(),
  sideOpen: z.boolean().nullable(),
  dockOpen: z.boolean().nullable(),
  charts: z.array(z.string()),
  openLesson: z.string().max(40),
  lessons: z.record(z.string(), lessonProgressSchema),
});
const recentSchema = z.array(z.string().max(4096));
type FileName = 'settings.json' | 'recent.json';
const WHAT: Readonly<Record<FileName, string>> = { 'settings.json': 'The settings', 'recent.json': 'The recent files' };

/**
 * Settings and recent files, kept for the user between starts in one folder that several processes may share. A damaged file is told of
 * and put aside.
 */
export class UserData {
  private lastChange: Promise<unknown> = Promise.resolve();
  /** What could not be written, by file: a locked folder must not keep anybody from working. */
  private readonly unwritten = new Map<FileName, unknown>();

  constructor(
    private readonly folder: string,
    private readonly notices: Notices,
  ) {}

  /** The settings, each at its default when it is missing or makes no sense. */
  async settings(): Promise<Settings> {
    return { ...USUAL_SETTINGS, ...shapely((await this.storedSettings()) ?? {}) };
  }

  /** Changes some settings and returns all. When they cannot be written they hold until the app is closed. */
  async changeSettings(changes: Partial<Settings>): Promise<Settings> {
    await this.change('settings.json', async () => withChanges(await this.storedSettings(), changes));
    return this.settings();
  }

  /** The files opened or saved last, the latest first. */
  async recentFiles(): Promise<{ path: string; name: string }[]> {
    return (await this.recentPaths()).map((path) => ({ path, name: basename(path) }));
  }

  /** Puts a file at the top of the recent ones. */
  async addRecent(path: string): Promise<void> {
    await this.change('recent.json', async () => {
      const others = (await this.recentPaths()).filter((other) => other !== path);
      return [path, ...others].slice(0, MOST_RECENT);
    });
  }

  /** Forgets the recent files; the files themselves stay. */
  async clearRecent(): Promise<void> {
    await this.change('recent.json', async () => []);
  }

  private async recentPaths(): Promise<string[]> {
    const value = await this.read('recent.json');
    if (value === null) return [];
    const parsed = recentSchema.safeParse(value);
    if (!parsed.success) await putAside(this.file('recent.json'), 'were damaged', this.notices);
    return (parsed.success ? parsed.data : []).filter((path) => isAbsolute(path)).slice(0, MOST_RECENT);
  }

  /** As they stand in the file, with whatever a later version has added; what makes no sense is told of and left out. */
  private async storedSettings(): Promise<Record<string, unknown> | null> {
    const value = await this.read('settings.json');
    if (value === null) return null;
    const stored = typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
    const good = stored === null ? {} : shapely(stored);
    const wrong = Object.keys(settingsShape.shape).filter((key) => stored !== null && key in stored && !(key in good));
    if (stored !== null && wrong.length === 0) return stored;
    await putAside(
      this.file('settings.json'),
      stored === null ? 'were damaged' : `were partly damaged (${wrong.join(', ')})`,
      this.notices,
    );
    const kept = Object.fromEntries(Object.entries(stored ?? {}).filter(([key]) => !wrong.includes(key)));
    await this.write('settings.json', kept);
    return kept;
  }

  /** Lets changes wait for each other, in this process and others: two that read the same old file would lose one of them. */
  private async change(name: FileName, next: () => Promise<unknown>): Promise<void> {
    const work = async (): Promise<void> => {
      try {
        await ensureFolder(this.folder);
        await withFileLock(join(this.folder, name), async () => this.write(name, await next()));
      } catch {
        this.unwritten.set(name, await next());
      }
    };
    this.lastChange = this.lastChange.then(work, work);
    await this.lastChange;
  }

  private file(name: FileName): KeptFile {
    return { path: join(this.folder, name), what: WHAT[name], mostBytes: LARGEST_FILE_BYTES, asideFolder: join(this.folder, 'damaged') };
  }

  private async read(name: FileName): Promise<unknown> {
    return this.unwritten.has(name) ? this.unwritten.get(name) : readKept(this.file(name), this.notices);
  }

  private async write(name: FileName, value: unknown): Promise<void> {
    try {
      await writeAtomically(join(this.folder, name), `${JSON.stringify(value, null, 2)}\n`);
      this.unwritten.delete(name);
    } catch {
      this.unwritten.set(name, value);
    }
  }
}

/** Stored settings with changes made: lessons that a change does not name stay as they are. */
function withChanges(stored: Record<string, unknown> | null, changes: Partial<Settings>): Record<string, unknown> {
  const lessons =
    changes.lessons === undefined ? {} : { lessons: { ...(stored?.lessons as Settings['lessons'] | undefined), ...changes.lessons } };
  return { ...stored, format: KEPT_FORMAT, ...changes, ...lessons };
}

/** Those settings that are what they should be. */
function shapely(stored: Record<string, unknown>): Partial<Settings> {
  const entries = Object.entries(settingsShape.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key]);
    return parsed.success ? [[key, parsed.data] as const] : [];
  });
  return Object.fromEntries(entries) as Partial<Settings>;
}
