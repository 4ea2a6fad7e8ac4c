/** Why a scenario could not be loaded: a stable name, where, and one sentence that a learner can act on. */
export interface LoadFailure {
  readonly name: string;
  /** Where in the document, e.g. `nodes[3].params.ratePerSecond`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A value or the reason why there is none. */
export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LoadFailure };

/** What is wrong with a document, or null: nothing. */
export type Failed = { readonly ok: false; readonly failure: LoadFailure } | null;

/** A failure as a result. */
export function fail(name: string, path: string, message: string): { readonly ok: false; readonly failure: LoadFailure } {
  return { ok: false, failure: { name, path, message } };
}

const FURTHEST = 4;

/** The word among `known` that is closest to a mistyped one, as ` (did you mean "..."?)`, or nothing when none is close. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best = '';
  // Half of a short word changed is another word, not a typing error.
  let least = Math.min(FURTHEST, Math.floor(word.length / 2) + 1);
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best === '' ? '' : ` (did you mean "${best}"?)`;
}

function editDistance(a: string, b: string, giveUpAt: number): number {
  if (Math.abs(a.length - b.length) >= giveUpAt) return giveUpAt;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

const LONGEST_QUOTE = 40;
const PLAIN_KEY = /^[A-Za-z_$][\w$-]{0,59}$/;

/** A path of keys and indexes as text, e.g. `nodes[3].params.ratePerSecond`. Keys of odd characters are quoted and shortened. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => {
      if (typeof part === 'number') return `[${part}]`;
      const key = String(part);
      if (!PLAIN_KEY.test(key)) return `[${quote(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join('');
}

/** A value as a short quotation on one line, whatever it holds: files come from strangers, and messages go to terminals. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string')
    return JSON.stringify(visible(value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE - 3)}...` : value));
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' && value !== null ? 'an object in braces' : String(value);
}

/** Characters that move the cursor, turn the writing or cannot be seen become a space. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}
