/** A list that says of single keys, or of all that begin alike, who has them. */
export interface Directory {
  readonly exact: ReadonlyMap<string, number>;
  /** Beginnings of keys; the longest that fits counts. */
  readonly prefixes: readonly { readonly text: string; readonly slot: number }[];
}

/** Entries as they are written: `peter=S2, user_*=S1`. */
export const DIRECTORY = /^\s*([^\s=,]+=[A-Za-z][A-Za-z0-9_-]*(\s*,\s*[^\s=,]+=[A-Za-z][A-Za-z0-9_-]*)*)?\s*$/;

/** Reads a directory. Entries that name nobody in `names` say nothing. */
export function directoryOf(text: string, names: readonly string[]): Directory {
  const exact = new Map<string, number>();
  const prefixes: { text: string; slot: number }[] = [];
  for (const entry of text.split(',')) {
    const [key, name] = entry.trim().split('=');
    const slot = names.indexOf(name ?? '');
    if (slot < 0) continue;
    if (key.endsWith('*')) prefixes.push({ text: key.slice(0, -1), slot });
    else exact.set(key, slot);
  }
  return { exact, prefixes: prefixes.sort((p, q) => q.text.length - p.text.length) };
}

/** Who has a key by the directory; -1: it does not say. */
export function listedAt({ exact, prefixes }: Directory, key: string): number {
  return exact.get(key) ?? prefixes.find(({ text }) => key.startsWith(text))?.slot ?? -1;
}
