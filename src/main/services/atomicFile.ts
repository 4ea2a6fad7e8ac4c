import { constants } from 'node:fs';
import { access, mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stampFrom } from './readFile';

/** Windows refuses to replace a file while a virus scanner or an indexer reads it, which lasts some milliseconds. */
const BUSY_CODES = new Set(['EPERM', 'EACCES', 'EBUSY']);
const RENAME_TRIES = 8;
const FIRST_WAIT_MS = 10;

let serial = 0;

/**
 * Writes a file so that at every moment either the old or the new contents are there: temporary file, fsync, rename.
 * A link stays a link and permissions stay as they were. Throws what the system throws; the old file is untouched then.
 */
export async function writeAtomically(path: string, contents: string | Uint8Array): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (facts) => facts.mode & 0o777,
    () => undefined,
  );
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.${serial++}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameBusy(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target));
}

async function renameBusy(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === RENAME_TRIES || !BUSY_CODES.has((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt);
    });
  }
}

/** Makes the rename itself last through a power cut. Some systems cannot sync a folder; the file is whole there all the same. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  if (folder === null) return;
  await folder.sync().catch(() => undefined);
  await folder.close();
}

/** A stamp that changes whenever the file's contents may have; null when there is no such file. */
export async function stampOf(path: string): Promise<string | null> {
  try {
    return stampFrom(await stat(path, { bigint: true }));
  } catch {
    return null;
  }
}

/** Whether a file exists and may not be written. */
export async function isReadOnly(path: string): Promise<boolean> {
  try {
    await access(path, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/** Makes a folder with all above it. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}
