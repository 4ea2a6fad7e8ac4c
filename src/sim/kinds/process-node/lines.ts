import type { NodeBody } from '../../machines/machine';

/** Characters a line may have, and how deep what it says may be nested. */
export const MOST_LINE = 100_000;
const MOST_DEPTH = 100;
/** What a message may say that it answers. */
const ANSWERS: ReadonlySet<string> = new Set(['number', 'string', 'undefined']);

/** A line of a process as a message, or what is wrong with it, as the end of a sentence that begins with "it". */
export type ReadLine =
  | { readonly ok: true; readonly src: string; readonly dest: string; readonly body: NodeBody }
  | { readonly ok: false; readonly problem: string };

/** Reads a line that a process has written. */
export function readLine(text: string): ReadLine {
  if (text.length > MOST_LINE) return no(`wrote a line of ${text.length} characters; ${MOST_LINE} are allowed`);
  if (depthOf(text) > MOST_DEPTH) return no(`wrote a message nested more than ${MOST_DEPTH} deep`);
  const told = text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return no(`wrote a line that is not JSON: ${told}`);
  }
  if (!isObject(value) || typeof value.dest !== 'string' || !isObject(value.body) || typeof value.body.type !== 'string')
    return no(`wrote something that is not a message (src, dest, and a body with a type): ${told}`);
  const { src, dest, body } = value;
  if (!ANSWERS.has(typeof body.in_reply_to) && body.in_reply_to !== null)
    return no(`wrote a message whose in_reply_to is no number: ${told}`);
  return { ok: true, src: typeof src === 'string' ? src : '', dest, body: body as NodeBody };
}

/** A message as a line that a process reads. */
export function writtenLine(src: string, dest: string, body: NodeBody, id: number): string {
  return JSON.stringify({ id, src, dest, body });
}

function no(problem: string): ReadLine {
  return { ok: false, problem };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How deep a text in JSON is nested at most. Counted, because reading or writing what is too deep ends in the host's own stack. */
function depthOf(text: string): number {
  let most = 0;
  let depth = 0;
  let isText = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (isText) {
      if (char === BACKSLASH) i++;
      else if (char === QUOTE) isText = false;
    } else if (char === QUOTE) isText = true;
    else if (char === BRACE || char === BRACKET) most = Math.max(most, ++depth);
    else if (char === BRACE + 2 || char === BRACKET + 2) depth--;
  }
  return most;
}

const QUOTE = 34;
const BACKSLASH = 92;
const BRACKET = 91;
const BRACE = 123;
