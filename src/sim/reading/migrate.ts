import { kindNames, kinds } from '../kinds/index';
import type { Kind, Migration } from '../parts/contract';
import { didYouMean, fail, pathText, quote, type Loaded } from '../model/failure';
import { CHECK_VERSIONS, FAULT_VERSIONS, type EntryMigration, type EntryVersions } from '../model/entryVersions';
import { SCENARIO_FORMAT } from '../model/scenario';

type Json = Readonly<Record<string, unknown>>;

/** What migrating needs to know: entry 0 of a sequence takes 1 to 2, and so on; a sequence is as long as there are newer versions. */
export interface Migrations {
  readonly newestFormat: number;
  readonly format: readonly Migration[];
  /** Per known kind its newest version and the steps to it. */
  readonly kinds: Readonly<Record<string, { readonly version: number; readonly steps: readonly Migration[] }>>;
  /** The same per type of fault and of check. */
  readonly faultKinds: Readonly<Record<string, EntryVersions>>;
  readonly checkKinds: Readonly<Record<string, EntryVersions>>;
}

/** Lists of a file whose entries have a version by their type: where the versions stand, what an entry is called, how its type is known. */
const ENTRY_LISTS = [
  { versions: 'faultKinds', list: 'faults', word: 'fault', typeOf: (entry: Json) => entry.type },
  { versions: 'checkKinds', list: 'checks', word: 'check', typeOf: (entry: Json) => entry.type ?? 'metric' },
] as const;

/** Format 1 said nothing of the versions of faults and checks, because all were the first. */
function formatTwo(before: Json): Json {
  const said = ENTRY_LISTS.map(({ versions, list, typeOf }) => {
    const types = entriesOf(before[list]).map(typeOf);
    const known = Object.keys(released[versions]).filter((type) => types.includes(type));
    return [versions, Object.fromEntries(known.map((type) => [type, 1]))] as const;
  });
  return { ...before, ...Object.fromEntries(said.filter(([, types]) => Object.keys(types).length > 0)) };
}

function entriesOf(list: unknown): Json[] {
  return Array.isArray(list) ? list.filter((entry): entry is Json => typeof entry === 'object' && entry !== null) : [];
}

/** Steps of the file format, released. */
const FORMAT_STEPS: readonly Migration[] = [formatTwo];

/** The migrations of this version: the format's, and those that the registered kinds bring along. */
export const released: Migrations = {
  newestFormat: SCENARIO_FORMAT,
  format: FORMAT_STEPS,
  kinds: Object.fromEntries(
    kindNames.map((name) => {
      const { descriptor }: Kind = kinds[name];
      return [name, { version: descriptor.version, steps: descriptor.migrations ?? [] }];
    }),
  ),
  faultKinds: FAULT_VERSIONS,
  checkKinds: CHECK_VERSIONS,
};

/**
 * Brings a document up to this version. Newer ones are refused, never guessed. A kind that the document uses without saying
 * its version is taken as it is now: its fields are checked strictly afterwards, so that an old one is refused, not misread.
 */
export function migrate(document: Json, migrations: Migrations = released): Loaded<Json> {
  const { format } = document;
  const { newestFormat } = migrations;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    return fail(
      'not-a-scenario',
      'format',
      'This is not a Faultboard scenario: "format" must be a whole number such as 1; choose another file.',
    );
  }
  if (format > newestFormat)
    return fail(
      'newer-format',
      'format',
      `The file has format ${format}, but this version reads up to ${newestFormat}; update Faultboard to open it.`,
    );
  try {
    let current = document;
    for (let step = format; step < newestFormat; step++) current = { ...migrations.format[step - 1](current), format: step + 1 };
    const refused = refuseVersions(current, migrations) ?? refuseEntryVersions(current, migrations);
    return refused ?? { ok: true, value: migrateEntries(migrateKinds(current, migrations), migrations) };
  } catch (error) {
    // Migrations read documents that nobody has checked yet; one that is broken enough to trip them is of no known format.
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    return fail(
      'wrong-shape',
      '',
      `The file says that it has format ${format}, but its contents do not match; repair it in a text editor or restore a copy.`,
    );
  }
}

/** Whether a document was written by an older version: in an older format, or with an older version of some kind. */
export function isOlder(document: Json, migrations: Migrations = released): boolean {
  const { format } = document;
  if (typeof format === 'number' && format < migrations.newestFormat) return true;
  return (['kinds', 'faultKinds', 'checkKinds'] as const).some((place) =>
    versionsOf(document, place).some(
      ([name, version]) =>
        Object.hasOwn(migrations[place], name) && typeof version === 'number' && version < migrations[place][name].version,
    ),
  );
}

function versionsOf(document: Json, place: 'kinds' | 'faultKinds' | 'checkKinds' = 'kinds'): [string, unknown][] {
  const versions = document[place];
  return typeof versions === 'object' && versions !== null && !Array.isArray(versions) ? Object.entries(versions) : [];
}

function refuseVersions(document: Json, migrations: Migrations): ReturnType<typeof fail> | null {
  for (const [name, version] of versionsOf(document)) {
    const path = pathText(['kinds', name]);
    if (!Object.hasOwn(migrations.kinds, name)) {
      return fail(
        'unknown-kind',
        path,
        `${path} names a part that this version does not know${didYouMean(name, Object.keys(migrations.kinds))}; ` +
          'correct the name or update Faultboard.',
      );
    }
    const newest = migrations.kinds[name].version;
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
      return fail('wrong-shape', path, `${path} is ${quote(version)}; it must be a whole number from 1, such as ${newest}.`);
    if (version > newest)
      return fail(
        'newer-kind',
        path,
        `The file uses version ${version} of the part "${name}", but this one knows up to ${newest}; update Faultboard to open it.`,
      );
  }
  return null;
}

function migrateKinds(document: Json, migrations: Migrations): Json {
  let { nodes } = document;
  const upgraded: Record<string, number> = {};
  for (const [name, version] of versionsOf(document)) {
    const { version: newest, steps } = migrations.kinds[name];
    for (let step = version as number; step < newest; step++) nodes = migrateNodes(nodes, name, steps[step - 1]);
    upgraded[name] = newest;
  }
  return versionsOf(document).length === 0 ? document : { ...document, kinds: upgraded, nodes };
}

function migrateNodes(nodes: unknown, kind: string, migration: Migration): unknown {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.map((node: unknown) => {
    const entry = node as { readonly kind?: unknown; readonly params?: unknown } | null;
    if (entry?.kind !== kind || typeof entry.params !== 'object' || entry.params === null || Array.isArray(entry.params)) return node;
    return { ...entry, params: migration(entry.params as Json) };
  });
}

function refuseEntryVersions(document: Json, migrations: Migrations): ReturnType<typeof fail> | null {
  for (const { versions: place, word } of ENTRY_LISTS) {
    for (const [name, version] of versionsOf(document, place)) {
      const path = pathText([place, name]);
      if (!Object.hasOwn(migrations[place], name))
        return fail(
          'unknown-kind',
          path,
          `${path} names a ${word} that this version does not know${didYouMean(name, Object.keys(migrations[place]))}; ` +
            'correct the name or update Faultboard.',
        );
      const newest = migrations[place][name].version;
      if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
        return fail('wrong-shape', path, `${path} is ${quote(version)}; it must be a whole number from 1, such as ${newest}.`);
      if (version > newest)
        return fail(
          'newer-kind',
          path,
          `The file uses version ${version} of the ${word} "${name}", but this one knows up to ${newest}; update Faultboard to open it.`,
        );
    }
  }
  return null;
}

/** Faults and checks as this version has them. */
function migrateEntries(document: Json, migrations: Migrations): Json {
  let current = document;
  for (const { versions: place, list, typeOf } of ENTRY_LISTS) {
    for (const [name, version] of versionsOf(document, place)) {
      const { version: newest, steps } = migrations[place][name];
      let entries = current[list];
      for (let step = version as number; step < newest; step++) entries = migrateList(entries, name, typeOf, steps[step - 1]);
      if (entries === current[list]) continue;
      current = { ...current, [list]: entries, [place]: { ...(current[place] as Json), [name]: newest } };
    }
  }
  return current;
}

function migrateList(list: unknown, type: string, typeOf: (entry: Json) => unknown, migration: EntryMigration): unknown {
  if (!Array.isArray(list)) return list;
  return list.map((entry: unknown) => {
    const isOne = typeof entry === 'object' && entry !== null && !Array.isArray(entry) && typeOf(entry as Json) === type;
    return isOne ? migration(entry as Json) : entry;
  });
}
