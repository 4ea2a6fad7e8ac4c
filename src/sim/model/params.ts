import { z } from 'zod';
import { kindOf } from '../kinds/index';
import { didYouMean, pathText } from './failure';
import { foremost, plainWords, valueAt } from './issues';

/** The default of every field of a kind. Throws on a kind that is not known. */
export function defaultParams(kind: string): Record<string, unknown> {
  const known = kindOf(kind);
  if (known === undefined) throw new Error(`unknown kind ${kind}`);
  return known.descriptor.fields.parse({}) as Record<string, unknown>;
}

/** Names of the fields of a kind, in their order. */
export function fieldNames(kind: string): string[] {
  const fields = kindOf(kind)?.descriptor.fields;
  return fields instanceof z.ZodObject ? Object.keys(fields.shape) : [];
}

/** What is wrong with params, one entry a field: path within the params, and a sentence. Empty: all is well. */
export function checkParams(kind: string, params: unknown): readonly { readonly path: string; readonly message: string }[] {
  const known = kindOf(kind);
  if (known === undefined) return [{ path: '', message: `This version does not know the part "${kind}".` }];
  const result = known.descriptor.fields.safeParse(params);
  if (result.success) return [];
  return result.error.issues.map((raw) => {
    const issue = foremost([raw]);
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0];
      return { path: pathText([...issue.path, key]), message: `There is no field "${key}"${issue.path.length === 0 ? didYouMean(key, fieldNames(kind)) : ''}; remove or rename it.` };
    }
    const field = String(issue.path[0] ?? '');
    return { path: pathText(issue.path), message: `${titleOf(kind, field)} ${plainWords(issue, valueAt(params, issue.path))}${unitOf(kind, issue)}.` };
  });
}

function metaOf(kind: string, field: string): { title?: string; unit?: string } {
  const fields = kindOf(kind)?.descriptor.fields;
  const schema = fields instanceof z.ZodObject ? (fields.shape[field] as z.ZodType | undefined) : undefined;
  return (schema?.meta() ?? {}) as { title?: string; unit?: string };
}

function titleOf(kind: string, field: string): string {
  return metaOf(kind, field).title ?? field;
}

function unitOf(kind: string, issue: z.core.$ZodIssue): string {
  const unit = metaOf(kind, String(issue.path[0] ?? '')).unit;
  return unit !== undefined && (issue.code === 'too_small' || issue.code === 'too_big') ? ` ${unit}` : '';
}
