import { z } from 'zod';
import type { FieldMeta } from '../model/fieldMeta';
import { kindOf } from '../kinds/index';
import { AS_NODE } from '../model/programFunction';
import { didYouMean, pathText, quote } from '../model/failure';
import { foremost, placeOf, plainWords } from '../model/issues';
import { schemaAt } from '../model/schemaAt';

/** Something that is wrong with the params of a part. */
export interface ParamProblem {
  /** Where within the params, e.g. `serviceTimeMs.meanMs`; empty for the whole. */
  readonly path: string;
  /** One sentence that begins with the field's title. */
  readonly message: string;
}

/** The default of every field of a kind. Throws on a kind that is not known. */
export function defaultParams(kind: string): Record<string, unknown> {
  const known = kindOf(kind);
  if (known === undefined) throw new Error(`unknown kind ${kind}`);
  return known.descriptor.fields.parse({}) as Record<string, unknown>;
}

/** Names of the fields of a kind, in their order; none when it is not known. */
export function fieldNames(kind: string): string[] {
  const fields = kindOf(kind)?.descriptor.fields;
  return fields instanceof z.ZodObject ? Object.keys(fields.shape) : [];
}

/** Facts about the fields of a kind by name, for those that have a section. */
function sectionedFields(kind: string): ReadonlyMap<string, unknown> {
  const fields = kindOf(kind)?.descriptor.fields;
  if (!(fields instanceof z.ZodObject)) return new Map();
  const known = sectioned.get(fields);
  if (known !== undefined) return known;
  const entries = Object.entries(fields.shape as Record<string, z.ZodType>).filter(
    ([, field]) => (field.meta() as Partial<FieldMeta> | undefined)?.section !== undefined,
  );
  const found = new Map(entries.map(([name, field]) => [name, JSON.stringify(field.parse(undefined))]));
  sectioned.set(fields, found);
  return found;
}

const sectioned = new WeakMap<object, ReadonlyMap<string, unknown>>();

/** Names of the fields of a kind that name a program of the scenario. */
export function programFields(kind: string): readonly string[] {
  const fields = kindOf(kind)?.descriptor.fields;
  if (!(fields instanceof z.ZodObject)) return [];
  const known = programmed.get(fields);
  if (known !== undefined) return known;
  const found = Object.entries(fields.shape as Record<string, z.ZodType>)
    .filter(([, field]) => (field.meta() as Partial<FieldMeta> | undefined)?.programs !== undefined)
    .map(([name]) => name);
  programmed.set(fields, found);
  return found;
}

const programmed = new WeakMap<object, readonly string[]>();

/** Whether parts of a kind run a program as a node, and do not only call a function of it. */
export function runsProgram(kind: string): boolean {
  const fields = kindOf(kind)?.descriptor.fields;
  if (!(fields instanceof z.ZodObject)) return false;
  return Object.values(fields.shape as Record<string, z.ZodType>).some((field) =>
    (field.meta() as Partial<FieldMeta> | undefined)?.programs?.some(({ name }) => name === AS_NODE),
  );
}

/** The params of a part without the folded fields that are at their default: what a file holds of them. */
export function inUse<T>(kind: string, params: Readonly<Record<string, T>>): Record<string, T> {
  const folded = sectionedFields(kind);
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => folded.get(name) !== JSON.stringify(value)));
}

/** What is wrong with params, one entry a field. Empty: all is well. */
export function checkParams(kind: string, params: unknown): readonly ParamProblem[] {
  const known = kindOf(kind);
  if (known === undefined) return [{ path: '', message: `This version does not know the part ${quote(kind)}.` }];
  const { fields } = known.descriptor;
  const result = fields.safeParse(params);
  return result.success ? [] : result.error.issues.map((raw) => problem(foremost([raw]), kind, fields, params));
}

function problem(issue: z.core.$ZodIssue, kind: string, fields: z.ZodType, params: unknown): ParamProblem {
  const path = pathText(placeOf(issue));
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    const key = issue.keys[0];
    return { path, message: `There is no field ${quote(key)}${didYouMean(key, fieldNames(kind))}; remove or rename it.` };
  }
  const titles = issue.path.map((_, i) => titleAt(fields, params, issue.path.slice(0, i + 1))).filter((title) => title !== '');
  // A rule about several entries of a field names them itself.
  if (issue.code === 'custom') return { path, message: `${titles[0] ?? 'The list of fields'}: ${issue.message}.` };
  return { path, message: `${titles.join(': ') || 'The list of fields'} ${plainWords(issue, fields, params)}.` };
}

/** The title of a field, its name when it has none, its place in a list from 1. */
function titleAt(fields: z.ZodType, params: unknown, path: readonly PropertyKey[]): string {
  const last = path[path.length - 1];
  if (typeof last === 'number') return `entry ${last + 1}`;
  return schemaAt(fields, params, path)?.meta.title ?? String(last);
}
