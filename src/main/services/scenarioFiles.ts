import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import {
  EXPORT_ENDINGS,
  isExportEnding,
  isScenarioName,
  SCENARIO_ENDINGS,
  type ExampleInfo,
  type OpenedFile,
  type Result,
} from '../../contract/index';
import { parseScenario } from '../../sim/index';
import { ensureFolder, isReadOnly, replaceable, stampOf, writeAtomically } from './atomicFile';
import { withFileLock } from './fileLock';
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
  'fourth-node',
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

/**
 * Saves a scenario's text atomically, under its own ending. With a stamp, only when the file is still as it was when the stamp was given:
 * of two windows that save with the same stamp one wins, and the other is told.
 */
export async function saveScenarioFile(path: string, text: string, stamp: string | null): Promise<Result<OpenedFile>> {
  const problem = nameProblem(path) ?? (isScenarioName(path) ? null : wrongEnding(path, SCENARIO_ENDINGS));
  if (problem !== null) return problem;
  if (Buffer.byteLength(text) > LARGEST_FILE_BYTES)
    return bad('too-large', `The scenario is larger than 64 MB, so ${path} was not saved; make it smaller.`, path);
  try {
    await ensureFolder(dirname(path));
    const { target } = await replaceable(path);
    return await withFileLock(target, async () => {
      if (stamp !== null && (await stampOf(target)) !== stamp) return changedOnDisk(path);
      await writeAtomically(target, text);
      return good({ path, name: basename(path), text, stamp: (await stampOf(target)) ?? '', readOnly: false });
    });
  } catch (error) {
    return fileFailure(error, path);
  }
}

function changedOnDisk(path: string): ReturnType<typeof bad> {
  return bad(
    'changed-on-disk',
    `${basename(path)} was changed or removed by another program since it was opened; save under another name, or overwrite it.`,
    path,
  );
}

/** What is wrong with a path whatever is to be written there; null: nothing. */
function nameProblem(path: string): ReturnType<typeof bad> | null {
  if (!isAbsolute(path)) return bad('bad-path', `The path ${path} is not complete; choose a folder and a name.`, path);
  if (path.includes('\0')) return bad('bad-path', 'The name contains a character that file names may not have; choose another name.', path);
  if (basename(path).startsWith('.'))
    return bad('hidden-file', `The file ${path} would be hidden; choose a name that does not begin with a dot.`, path);
  return null;
}

function wrongEnding(path: string, endings: readonly string[]): ReturnType<typeof bad> {
  return bad('wrong-ending', `The name of ${path} does not end in ${endings.join(' or ')}; choose such a name.`, path);
}

/**
 * Writes an export (a picture, figures); base64 for bytes. The file gets the ending of its form, never that of a scenario; what is there
 * already is replaced only when `replace` says that somebody was asked, else the failure is `exists`.
 */
export async function writeExport(
  path: string,
  { text, base64, ending, replace }: { text: string; base64: boolean; ending: string; replace: boolean },
): Promise<Result<{ path: string }>> {
  if (!isExportEnding(ending)) return wrongEnding(path, EXPORT_ENDINGS);
  const whole = exportPath(path, ending);
  const problem = nameProblem(whole);
  if (problem !== null) return problem;
  const contents = base64 ? Buffer.from(text, 'base64') : text;
  try {
    await ensureFolder(dirname(whole));
    const { target, facts } = await replaceable(whole);
    return await withFileLock(target, async () => {
      if (!replace && (facts !== null || (await stampOf(target)) !== null))
        return bad('exists', `${basename(whole)} already exists; replace it, or choose another name.`, whole);
      await writeAtomically(target, contents);
      return good({ path: whole });
    });
  } catch (error) {
    return fileFailure(error, whole);
  }
}

/** A path with the ending of an export in place of that of a scenario. */
export function exportPath(path: string, ending: string): string {
  if (path.toLowerCase().endsWith(ending)) return path;
  const bare = isScenarioName(path) ? path.replace(/\.[^./\\]+$/, '') : path;
  return `${bare}${ending}`;
}

/** The examples shipped in a folder, in teaching order. */
export async function listExamples(folder: string): Promise<ExampleInfo[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const infos: ExampleInfo[] = [];
  for (const name of names) {
    const info = await exampleInfo(join(folder, name));
    if (info !== null) infos.push(info);
  }
  const rank = (id: string): number => (EXAMPLE_ORDER.includes(id) ? EXAMPLE_ORDER.indexOf(id) : EXAMPLE_ORDER.length);
  return infos.sort((p, q) => rank(p.id) - rank(q.id) || p.name.localeCompare(q.name));
}

const knownExamples = new Map<string, { readonly stamp: string | null; readonly info: ExampleInfo | null }>();

/** What the list says of an example, read anew only when its file has changed; null: it is none. */
async function exampleInfo(path: string): Promise<ExampleInfo | null> {
  const stamp = await stampOf(path);
  const known = knownExamples.get(path);
  if (known !== undefined && known.stamp === stamp) return known.info;
  const parsed = parseScenario(await readFile(path, 'utf8'));
  const info = parsed.ok
    ? { id: basename(path, '.json'), name: parsed.scenario.name, description: parsed.scenario.description ?? '' }
    : null;
  knownExamples.set(path, { stamp, info });
  return info;
}

/** An example as an unsaved file: without a place of its own, so that it is never overwritten. */
export async function openExample(folder: string, id: string): Promise<Result<OpenedFile>> {
  const opened = await openScenarioFile(join(folder, `${id}.json`));
  if (!opened.ok) return opened;
  return good({ ...opened.value, path: '', stamp: '' });
}
