import type { z } from 'zod';
import { fail, pathText, type Loaded } from './failure';
import { foremost, placeOf, plainWords } from './issues';
import { parseJson } from './json';
import { plainCopy } from './plainCopy';

/** Reads a JSON document of any schema, such as a lesson: a value of it, or a named failure with the place and what to do. Never throws. */
export function parseDocument<S extends z.ZodType>(text: string, schema: S, noun: string): Loaded<z.output<S>> {
  const json = parseJson(text);
  return json.ok ? parseDocumentValue(json.value, schema, noun) : json;
}

/** The same for a document that is JSON already. The value shares nothing with it. */
export function parseDocumentValue<S extends z.ZodType>(value: unknown, schema: S, noun: string): Loaded<z.output<S>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(`not-a-${noun}`, '', `This is not a ${noun}: the file must hold one object in braces; choose another file.`);
  const plain = plainCopy(value);
  if (!plain.ok) return plain;
  const parsed = schema.safeParse(plain.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = foremost(parsed.error.issues);
  return fail('wrong-shape', pathText(placeOf(issue)), `${pathText(issue.path) || 'The file'} ${plainWords(issue, schema, plain.value)}.`);
}
