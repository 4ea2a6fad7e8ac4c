import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ensureFolder } from './atomicFile';
import type { Notices } from './notices';
import { readRegularText } from './readFile';

/** The format that the files in the user's folder are written in. Files without a number are of the first. */
export const KEPT_FORMAT = 1;

/** What a kept file is to the reader of a sentence. */
export interface KeptFile {
  readonly path: string;
  /** Begins a sentence: "The settings". */
  readonly what: string;
  readonly mostBytes: number;
  /** Where files go that cannot be read. */
  readonly asideFolder: string;
}

/**
 * The JSON value of a file that the app keeps for itself; null when there is none. One that is damaged, newer than this app or no file at
 * all is put aside, so that it is neither lost nor in the way, and told of once.
 */
export async function readKept(file: KeptFile, notices: Notices): Promise<unknown> {
  const read = await readRegularText(file.path, file.mostBytes);
  if (!read.ok) {
    const { name, message } = read.failure;
    if (name === 'file-missing') return null;
    if (name === 'not-allowed' || name === 'file-error') notices.add(`${file.what} could not be read: ${message}`);
    else await putAside(file, 'could not be read', notices);
    return null;
  }
  let value: unknown;
  try {
    value = JSON.parse(read.value.text);
  } catch {
    await putAside(file, 'were damaged', notices);
    return null;
  }
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : KEPT_FORMAT;
  if (format === KEPT_FORMAT) return value;
  await putAside(file, typeof format === 'number' && format > KEPT_FORMAT ? 'were written by a newer Faultboard' : 'were damaged', notices);
  return null;
}

/** Moves a file that cannot be used out of the way, and says so. */
export async function putAside({ path, what, asideFolder }: KeptFile, why: string, notices: Notices): Promise<void> {
  const aside = join(asideFolder, `${new Date().toISOString().replace(/[:.]/g, '-')}-${basename(path)}`);
  try {
    await ensureFolder(dirname(aside));
    await rename(path, aside);
    notices.add(`${what} ${why}; Faultboard goes on without them. The file is kept as ${aside}.`);
  } catch (error) {
    // Another window was quicker, and has said so.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    notices.add(`${what} ${why}; Faultboard goes on without them. The file is ${path}, which could not be moved out of the way.`);
  }
}
