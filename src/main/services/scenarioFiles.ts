import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isScenarioName, type ExampleInfo, type FolderEntry, type OpenedFile, type Result } from '../../contract/index';
import { parseScenario } from '../../sim/index';
import { ensureFolder, isReadOnly, stampOf, writeAtomically } from './atomicFile';
import { readRegularText } from './readFile';
import { bad, fileFailure, good } from './result';

const LARGEST_FILE_BYTES = 64_000_000;
/** First shown, then the others by name. */
const EXAMPLE_ORDER = [
  'single-server',
  'five-workers',
  'database-bottleneck',
  'four-shards',
  'four-shards-replicas',
  'single-server-limit',
  'one-process',
  'ten-processes',
  'twenty-requests',
  'three-nodes',
  'even-shares',
  'around-the-slow-node',
  'autoscaler',
  'rate-limiter',
  'circuit-breaker',
  'retry-storm',
  'double-submit',
  'chaos',
  'rolling-restart',
  'gray-failure',
  'thundering-herd',
  'thundering-herd-cures',
  'service-discovery',
  'fan-out-fault-tolerance',
  'message-queue',
];

/** Opens a scenario file as text. The text is not judged here: a broken file is for the reader to explain. */
export async function openScenarioFile(path: string): Promise<Result<OpenedFile>> {
  try {
    const read = await readRegularText(path, LARGEST_FILE_BYTES);
    if (!read.ok) return read;
    return good({ path, name: basename(path), ...read.value, readOnly: await isReadOnly(path) });
  } catch (error) {
    return fileFailure(error, path);
  }
}

/** Saves a text atomically. With a stamp, only when the file is still as it was when the stamp was given. */
export async function saveScenarioFile(path: string, text: string, stamp: string | null): Promise<Result<OpenedFile>> {
  if (!isAbsolute(path)) return bad('bad-path', `The path ${path} is not complete; choose a folder and a name.`, path);
  try {
    if (stamp !== null && (await stampOf(path)) !== stamp) {
      return bad(
        'changed-on-disk',
        `${basename(path)} was changed or removed by another program since it was opened; save under another name, or overwrite it.`,
        path,
      );
    }
    await ensureFolder(dirname(path));
    if (await isReadOnly(path)) return bad('not-allowed', `${basename(path)} is read-only; save under another name.`, path);
    await writeAtomically(path, text);
    return good({ path, name: basename(path), text, stamp: (await stampOf(path)) ?? '', readOnly: false });
  } catch (error) {
    return fileFailure(error, path);
  }
}

/** Writes an export (a picture, figures); base64 for bytes. */
export async function writeExport(path: string, text: string, base64: boolean): Promise<Result<{ path: string }>> {
  if (!isAbsolute(path)) return bad('bad-path', `The path ${path} is not complete; choose a folder and a name.`, path);
  try {
    await ensureFolder(dirname(path));
    await writeAtomically(path, base64 ? Buffer.from(text, 'base64') : text);
    return good({ path });
  } catch (error) {
    return fileFailure(error, path);
  }
}

/** Folders and scenario files (.faultboard, .json) of a folder, folders first, by name. Hidden ones are left out. */
export async function listFolder(path: string): Promise<Result<{ path: string; parent: string | null; entries: FolderEntry[] }>> {
  const folder = resolve(path);
  try {
    const entries: FolderEntry[] = [];
    for (const name of await readdir(folder)) {
      if (name.startsWith('.')) continue;
      // Not the entry's own type: a link to a folder is a folder to the user. What cannot be looked at is left out.
      const facts = await stat(join(folder, name)).catch(() => null);
      if (facts === null || (!facts.isDirectory() && !isScenarioName(name))) continue;
      entries.push({ name, path: join(folder, name), folder: facts.isDirectory(), modifiedMs: facts.mtimeMs });
    }
    entries.sort((p, q) => Number(q.folder) - Number(p.folder) || p.name.localeCompare(q.name));
    return good({ path: folder, parent: dirname(folder) === folder ? null : dirname(folder), entries });
  } catch (error) {
    return fileFailure(error, folder);
  }
}

/** The examples shipped in a folder, in teaching order. */
export async function listExamples(folder: string): Promise<ExampleInfo[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const infos: ExampleInfo[] = [];
  for (const name of names) {
    const parsed = parseScenario(await readFile(join(folder, name), 'utf8'));
    if (parsed.ok)
      infos.push({ id: name.replace(/\.json$/, ''), name: parsed.scenario.name, description: parsed.scenario.description ?? '' });
  }
  const rank = (id: string): number => (EXAMPLE_ORDER.includes(id) ? EXAMPLE_ORDER.indexOf(id) : EXAMPLE_ORDER.length);
  return infos.sort((p, q) => rank(p.id) - rank(q.id) || p.name.localeCompare(q.name));
}

/** An example as an unsaved file: without a place of its own, so that it is never overwritten. */
export async function openExample(folder: string, id: string): Promise<Result<OpenedFile>> {
  const opened = await openScenarioFile(join(folder, `${id}.json`));
  if (!opened.ok) return opened;
  return good({ ...opened.value, path: '', stamp: '' });
}
