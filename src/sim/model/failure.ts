/** Why a scenario could not be loaded: a stable name, where, and one sentence that a learner can act on. */
export interface LoadFailure {
  readonly name: string;
  /** Where in the document, e.g. `nodes[3].params.ratePerSecond`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A value or the reason why there is none. */
export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: LoadFailure };

/** A failure as a result. */
export function fail(name: string, path: string, message: string): { readonly ok: false; readonly failure: LoadFailure } {
  return { ok: false, failure: { name, path, message } };
}

/** The word among `known` that is closest to a mistyped one, as " Did you mean ...?", or nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  let best = '';
  let least = 4;
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

/** A path of keys and indexes as text, e.g. `nodes[3].params.ratePerSecond`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? String(part) : `.${String(part)}`)).join('');
}

/** A value as a short quotation for a message. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
