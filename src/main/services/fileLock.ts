import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { HOST, isAlive, making, shortName, temporaryPath } from './leftovers';
import { bad, RefusedError } from './result';

const POLL_MS = 20;
/** A save that waits longer than this for another one is told to try again. */
const LONGEST_WAIT_MS = 10_000;
/** No save takes this long: such a lock is of a process that was stopped, or whose number another process has now. */
const STALE_MS = 60_000;
/** Between making a lock and writing into it a process may have been killed. */
const EMPTY_STALE_MS = 5000;

function lockPath(target: string): string {
  return join(dirname(target), `.${shortName(target)}.faultboard-lock`);
}

/**
 * Does something while no other window, process or machine that runs Faultboard does the like with this file: between a look at its stamp
 * and its replacement nobody else may replace it. The folder has to be there. Throws a `RefusedError` when another one takes too long.
 */
export async function withFileLock<T>(target: string, work: () => Promise<T>): Promise<T> {
  const path = lockPath(target);
  const mine = `${HOST} ${process.pid} ${randomUUID()}\n`;
  for (const startMs = Date.now(); !(await acquire(path, mine));) {
    if (!making.has(path) && (await isStale(path))) await removeStale(path, target);
    else if (Date.now() - startMs > LONGEST_WAIT_MS)
      throw new RefusedError(
        bad('file-busy', `Another window is saving ${target} at this moment; save again in a few seconds.`, target).failure,
      );
    else
      await new Promise((resolve) => {
        setTimeout(resolve, POLL_MS);
      });
  }
  try {
    return await work();
  } finally {
    making.delete(path);
    if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true });
  }
}

async function acquire(path: string, mine: string): Promise<boolean> {
  if (making.has(path)) return false;
  making.add(path);
  try {
    await writeFile(path, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    making.delete(path);
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // On a full disk the lock can be made and not written.
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

async function isStale(path: string): Promise<boolean> {
  const [facts, text] = await Promise.all([stat(path).catch(() => null), readFile(path, 'utf8').catch(() => '')]);
  if (facts === null) return false;
  const ageMs = Date.now() - facts.mtimeMs;
  const [host, pid] = text.split(' ');
  if (pid === undefined) return ageMs > EMPTY_STALE_MS;
  if (ageMs > STALE_MS) return true;
  return host === HOST && (Number(pid) === process.pid || !isAlive(Number(pid)));
}

/** Takes a stale lock away by renaming it: of two that try, one gets it. What turns out to be a new lock is put back. */
async function removeStale(path: string, target: string): Promise<void> {
  const aside = temporaryPath(target);
  making.add(aside);
  try {
    await rename(path, aside).catch(() => undefined);
    if (!(await isStale(aside))) await rename(aside, path).catch(() => undefined);
    await rm(aside, { force: true });
  } finally {
    making.delete(aside);
  }
}
