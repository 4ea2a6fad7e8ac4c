import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { startAddress } from '../../contract/handshake';
import { ensureFolder, writeAtomically } from '../services/atomicFile';
import { isAlive } from '../services/leftovers';
import { readRegularText } from '../services/readFile';
import { makeStartKey, type KnownPage } from './access';

const LARGEST_BYTES = 1_000_000;
/** A start file is read by the browser within seconds; one this old was left by a process that was killed. */
const START_FILE_LASTS_MS = 600_000;
const START_FILE = /^Open Faultboard \d+\.html$/;

const shellSchema = z.object({ pid: z.number(), port: z.number(), startSecret: z.string() });
const pagesSchema = z.array(z.object({ page: z.string(), secret: z.string(), lastSeenMs: z.number() }));

/** A shell that is running: whoever may read its file may open pages at it. */
export type RunningShell = z.infer<typeof shellSchema>;

/**
 * What the browser shell keeps for itself in the user's folder, readable by the user alone: which shells are running, with the secret that
 * start keys are signed with, and which pages were let in at which port.
 */
export class ShellFiles {
  private readonly folder: string;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(userFolder: string) {
    this.folder = join(userFolder, 'shells');
  }

  /** Shells that are running now. */
  async running(): Promise<RunningShell[]> {
    const found: RunningShell[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!/^shell-\d+\.json$/.test(name)) continue;
      const parsed = shellSchema.safeParse(await this.read(name));
      if (parsed.success && isAlive(parsed.data.pid)) found.push(parsed.data);
      else await rm(join(this.folder, name), { force: true }).catch(() => undefined);
    }
    return found;
  }

  /** Ports at which pages were let in, the latest first: open pages come back there. */
  async portsOfPages(): Promise<number[]> {
    const found: { port: number; modifiedMs: number }[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      const port = Number(/^pages-(\d+)\.json$/.exec(name)?.[1] ?? Number.NaN);
      const facts = await stat(join(this.folder, name)).catch(() => null);
      if (facts !== null && port > 0 && port < 65_536) found.push({ port, modifiedMs: facts.mtimeMs });
    }
    return found.sort((p, q) => q.modifiedMs - p.modifiedMs).map(({ port }) => port);
  }

  async pages(port: number): Promise<KnownPage[]> {
    const parsed = pagesSchema.safeParse(await this.read(`pages-${port}.json`));
    return parsed.success ? parsed.data : [];
  }

  /** Another program has the port now: what pages at it know is worth nothing any more. */
  async forgetPages(port: number): Promise<void> {
    await rm(join(this.folder, `pages-${port}.json`), { force: true }).catch(() => undefined);
  }

  /** Keeps the pages of a port; one after the other, and without them, where nothing can be written, they only last until the end. */
  keepPages(port: number, pages: readonly KnownPage[]): void {
    const text = JSON.stringify(pages);
    this.writing = this.writing.then(() => this.write(`pages-${port}.json`, text)).catch(() => undefined);
  }

  /** Says that a shell is running. Throws what the system throws. */
  async announce(shell: RunningShell): Promise<void> {
    await this.write(`shell-${shell.port}.json`, JSON.stringify(shell));
  }

  /** The shell at this port ends. */
  async leave(port: number): Promise<void> {
    await this.writing;
    await rm(join(this.folder, `shell-${port}.json`), { force: true }).catch(() => undefined);
  }

  private async write(name: string, text: string): Promise<void> {
    await ensureFolder(this.folder);
    await writeAtomically(join(this.folder, name), text);
  }

  private async read(name: string): Promise<unknown> {
    const read = await readRegularText(join(this.folder, name), LARGEST_BYTES);
    try {
      return read.ok ? JSON.parse(read.value.text) : null;
    } catch {
      return null;
    }
  }
}

/** A new address at a running shell; it lets one page in, once, within ten minutes. */
export function freshAddress({ port, startSecret }: RunningShell, nowMs: number): string {
  return startAddress(`http://127.0.0.1:${port}`, makeStartKey(startSecret, nowMs));
}

/**
 * A page on disk that leads to the address, readable by the user alone: what stands in a command line is seen by every user of the machine,
 * so the browser is given this file in place of the address. In a folder that is not hidden, because packaged browsers may not read those.
 */
export async function writeStartFile(folder: string, address: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `Open Faultboard ${process.pid}.html`);
  const page = `<!doctype html><meta charset="utf-8"><title>Faultboard</title><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}"><p><a href="${address}">Open Faultboard</a></p>\n`;
  await writeAtomically(path, page);
  return path;
}

/** Removes start files of processes that were killed. */
export async function clearStartFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!START_FILE.test(name)) continue;
    const path = join(folder, name);
    const facts = await stat(path).catch(() => null);
    if (facts !== null && Date.now() - facts.mtimeMs > START_FILE_LASTS_MS) await rm(path, { force: true }).catch(() => undefined);
  }
}
