import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** Longest file name of most systems is 255 bytes; a longer name than this leaves no room for what is put around it. */
const LONGEST_KEPT_NAME_BYTES = 150;
const DAY_MS = 86_400_000;
/** A file with this process's number that it does not know of is of an earlier process, unless it has only just been made. */
const OWN_SETTLED_MS = 10_000;
const TEMPORARY = /^\..+\.([0-9a-f]{8})-(\d+)-\d+\.faultboard-tmp$/;

/** Tells machines apart that share a folder: process numbers mean something on one of them only. */
export const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Temporary files and locks that this process has made and not yet removed. */
export const making = new Set<string>();
let serial = 0;

/** Whether a process of this machine is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The name of a file, or, where it is too long to put anything around it, one that stands for it. */
export function shortName(path: string): string {
  const name = basename(path);
  return Buffer.byteLength(name) <= LONGEST_KEPT_NAME_BYTES ? name : createHash('sha256').update(name).digest('hex').slice(0, 32);
}

/** A path beside a file for what is to take its place; it says which process made it. */
export function temporaryPath(target: string): string {
  return join(dirname(target), `.${shortName(target)}.${HOST}-${process.pid}-${serial++}.faultboard-tmp`);
}

/** Removes from a folder the temporary files of processes that were killed while they saved. What cannot be removed stays. */
export async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const found = TEMPORARY.exec(name);
    if (found === null) continue;
    const path = join(folder, name);
    if (await isLeftOver(path, found[1], Number(found[2]))) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function isLeftOver(path: string, host: string, pid: number): Promise<boolean> {
  if (making.has(path)) return false;
  const facts = await stat(path).catch(() => null);
  if (facts === null) return false;
  const ageMs = Date.now() - facts.mtimeMs;
  if (host !== HOST) return ageMs > DAY_MS;
  return pid === process.pid ? ageMs > OWN_SETTLED_MS : !isAlive(pid);
}
