import { kindOf } from '../kinds/index';
import { didYouMean, fail, type Loaded } from './failure';
import { kindNames } from '../kinds/index';
import { SCENARIO_FORMAT } from './scenario';

/** Takes a document (plain JSON) of format or version n to n + 1. Frozen once released: files made since depend on it. */
export type Migration = (document: Record<string, unknown>) => Record<string, unknown>;

/** One sequence for the file format (entry 0 takes format 1 to 2) and one per kind (params of version 1 to 2, ...). */
export interface Migrations {
  readonly format: readonly Migration[];
  readonly kinds: Readonly<Record<string, readonly Migration[]>>;
}

/** The released migrations. Format 1 and version 1 of every kind are the first, so there are none yet. */
export const released: Migrations = { format: [], kinds: {} };

/** Brings a document up to this version. Newer ones are refused, never guessed. */
export function migrate(document: Record<string, unknown>, migrations: Migrations = released, newest = SCENARIO_FORMAT as number): Loaded<Record<string, unknown>> {
  const format = document.format;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    return fail('not-a-scenario', 'format', 'This is not a Faultboard scenario: "format" must be a whole number such as 1; choose another file.');
  }
  if (format > newest) return fail('newer-format', 'format', `The file has format ${format}, but this version reads up to ${newest}; update Faultboard to open it.`);
  let current = document;
  for (let step = format; step < newest; step++) current = { ...migrations.format[step - 1](current), format: step + 1 };
  return migrateKinds(current, migrations);
}

function migrateKinds(document: Record<string, unknown>, migrations: Migrations): Loaded<Record<string, unknown>> {
  const versions = document.kinds;
  if (typeof versions !== 'object' || versions === null || Array.isArray(versions)) return { ok: true, value: document };
  let nodes = document.nodes;
  const upgraded: Record<string, unknown> = {};
  for (const [name, version] of Object.entries(versions)) {
    const kind = kindOf(name);
    if (kind === undefined) return fail('unknown-kind', `kinds.${name}`, `This version does not know the part "${name}"${didYouMean(name, kindNames)}; correct the name or update Faultboard.`);
    const newest = kind.descriptor.version;
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return fail('wrong-shape', `kinds.${name}`, `The version of "${name}" must be a whole number from 1; write ${newest}.`);
    if (version > newest) return fail('newer-kind', `kinds.${name}`, `The file uses version ${version} of "${name}", but this one knows up to ${newest}; update Faultboard to open it.`);
    for (let step = version; step < newest; step++) nodes = migrateNodes(nodes, name, migrations.kinds[name][step - 1]);
    upgraded[name] = newest;
  }
  return { ok: true, value: { ...document, kinds: upgraded, nodes } };
}

function migrateNodes(nodes: unknown, kind: string, migration: Migration): unknown {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.map((node: unknown) => {
    const entry = node as { kind?: unknown; params?: unknown } | null;
    if (entry?.kind !== kind || typeof entry.params !== 'object' || entry.params === null) return node;
    return { ...entry, params: migration(entry.params as Record<string, unknown>) };
  });
}
