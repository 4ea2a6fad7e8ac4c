import { kindNames, kinds } from '../kinds/index';
import type { Kind, Migration } from '../parts/contract';
import { didYouMean, fail, pathText, quote, type Loaded } from '../model/failure';
import { SCENARIO_FORMAT } from '../model/scenario';

type Json = Readonly<Record<string, unknown>>;

/** What migrating needs to know: entry 0 of a sequence takes 1 to 2, and so on; a sequence is as long as there are newer versions. */
export interface Migrations {
  readonly newestFormat: number;
  readonly format: readonly Migration[];
  /** Per known kind its newest version and the steps to it. */
  readonly kinds: Readonly<Record<string, { readonly version: number; readonly steps: readonly Migration[] }>>;
}

/** Steps of the file format, released. Format 1 is the first, so there are none. */
const FORMAT_STEPS: readonly Migration[] = [];

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
    return refuseVersions(current, migrations) ?? { ok: true, value: migrateKinds(current, migrations) };
  } catch (error) {
    // Migrations read documents that nobody has checked yet; one that is broken enough to trip them is of no known format.
    if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    return fail(
      'wrong-shape',
      '',
      `The file says that it has format ${format}, but it is not made like that; repair it in a text editor or restore a copy.`,
    );
  }
}

/** Whether a document was written by an older version: in an older format, or with an older version of some kind. */
export function isOlder(document: Json, migrations: Migrations = released): boolean {
  const { format } = document;
  if (typeof format === 'number' && format < migrations.newestFormat) return true;
  return versionsOf(document).some(
    ([name, version]) => Object.hasOwn(migrations.kinds, name) && typeof version === 'number' && version < migrations.kinds[name].version,
  );
}

function versionsOf(document: Json): [string, unknown][] {
  const { kinds: versions } = document;
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
