import { fail, pathText, type Loaded } from './failure';
import { MAX_DEPTH } from './json';

/** Parts of a path that are told of something deep. */
const SHOWN_DEPTH = 4;

/** Thrown inside the copying at the first value that cannot be in a file. */
class NotPlain extends Error {
  constructor(
    readonly failureName: string,
    readonly path: readonly PropertyKey[],
    /** The sentence, without its full stop. */
    readonly problem: string,
  ) {
    super(problem);
  }
}

/**
 * A copy of a document that is JSON and nothing else: no prototype games, no circles, -0 written as 0, entries that are
 * undefined left out. The copy is the reader's own, so that no later change of the original reaches a scenario.
 */
export function plainCopy(value: unknown): Loaded<unknown> {
  try {
    return { ok: true, value: copied(value, []) };
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    return fail(error.failureName, pathText(error.path), `${error.problem}.`);
  }
}

function placed(path: readonly PropertyKey[]): string {
  return pathText(path) || 'The file';
}

function copied(value: unknown, path: PropertyKey[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value))
        throw new NotPlain(
          'wrong-shape',
          [...path],
          `${placed(path)} is ${Number.isNaN(value) ? 'no number' : 'beyond the largest number'} that a file can hold; write another`,
        );
      return value === 0 ? 0 : value;
    case 'object':
      break;
    default:
      throw new NotPlain('wrong-shape', [...path], `${placed(path)} is a ${typeof value}, which a file cannot hold; remove it`);
  }
  if (value === null) return null;
  if (path.length >= MAX_DEPTH) {
    const top = path.slice(0, SHOWN_DEPTH);
    throw new NotPlain(
      'too-deep',
      top,
      `${placed(top)} nests brackets more than ${MAX_DEPTH} deep, which no scenario does; remove what is in it`,
    );
  }
  return Array.isArray(value) ? copiedList(value, path) : copiedObject(value as Readonly<Record<string, unknown>>, path);
}

function copiedList(list: readonly unknown[], path: PropertyKey[]): unknown[] {
  const copy: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    path.push(i);
    copy.push(copied(list[i], path));
    path.pop();
  }
  return copy;
}

function copiedObject(object: Readonly<Record<string, unknown>>, path: PropertyKey[]): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    if (object[key] === undefined && key !== '__proto__') continue;
    if (key === '__proto__')
      throw new NotPlain(
        'wrong-shape',
        [...path, key],
        `${placed(path)} has "__proto__", a name that is never used in a file; remove or rename it`,
      );
    path.push(key);
    copy[key] = copied(object[key], path);
    path.pop();
  }
  return copy;
}
