import { constants, type Stats } from 'node:fs';
import { access, lstat, mkdir, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { making, temporaryPath } from './leftovers';
import { refusalOf, stampFrom } from './readFile';
import { bad, RefusedError } from './result';

/** Windows refuses to replace a file while a virus scanner or an indexer reads it, which lasts some milliseconds. */
const BUSY_CODES = new Set(['EPERM', 'EACCES', 'EBUSY']);
const RENAME_TRIES = 8;
const FIRST_WAIT_MS = 10;

/** Files that are made are their owner's alone. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes a file so that at every moment either the old or the new contents are there: temporary file, fsync, rename.
 * A link stays a link; mode and owner stay as they were; a new file is private. What is no regular file (a pipe, a device, a link to
 * nothing) is not replaced. Throws a `RefusedError` or what the system throws; the old file is untouched then.
 */
export async function writeAtomically(path: string, contents: string | Uint8Array): Promise<void> {
  const { target, facts } = await replaceable(path);
  const temporary = temporaryPath(target);
  making.add(temporary);
  try {
    const file = await open(temporary, 'wx', PRIVATE_FILE);
    try {
      await file.writeFile(contents);
      if (facts !== null) await takeOver(file, facts);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameBusy(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    making.delete(temporary);
  }
  await syncFolder(dirname(target));
}

/**
 * The file behind a path, through links, with its facts when there is one. Throws a `RefusedError` for what a save must not replace.
 */
export async function replaceable(path: string): Promise<{ target: string; facts: Stats | null }> {
  const target = await realpath(path).catch(() => null);
  if (target === null) {
    const link = await lstat(path).catch(() => null);
    if (link === null) return { target: path, facts: null };
    if (link.isSymbolicLink())
      throw new RefusedError(
        bad('broken-link', `The path ${path} is a link to something that does not exist; choose another name.`, path).failure,
      );
    return { target: path, facts: link };
  }
  const facts = await stat(target);
  const refusal = refusalOf(facts, path);
  if (refusal !== null) throw new RefusedError(refusal.failure);
  return { target, facts };
}

/** Gives a file the owner and the mode of the one it will replace. Only root can give a file to somebody else. */
async function takeOver(file: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  if (process.getuid !== undefined && (process.getuid() !== uid || process.getgid?.() !== gid))
    await file.chown(uid, gid).catch(() => undefined);
  await file.chmod(mode & 0o777);
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

/** Makes a folder with all above it; what is made is private. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
}
