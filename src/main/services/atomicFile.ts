import { constants } from 'node:fs';
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

let serial = 0;

/** Writes a file so that at every moment either the old or the new contents are there: temporary file, fsync, rename. Throws what the system throws. */
export async function writeAtomically(path: string, contents: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${serial++}.tmp`);
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** A stamp that changes whenever the file's contents may have; null when there is no such file. */
export async function stampOf(path: string): Promise<string | null> {
  try {
    const facts = await stat(path, { bigint: true });
    return `${facts.mtimeNs}-${facts.size}-${facts.ino}`;
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
