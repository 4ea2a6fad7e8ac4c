/** A token of EDN: a text, a bracket, or anything between spaces and commas. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s,[\]{}"]+/g;

/**
 * Reads one value of EDN (github.com/edn-format/edn), as far as Jepsen's histories have it: maps and vectors, texts, numbers, keywords,
 * nil, true and false. Keywords become texts without their colon. Throws on anything else.
 */
export function readEdn(text: string): unknown {
  const tokens = text.match(TOKEN) ?? [];
  let at = 0;
  const until = (end: string): unknown[] => {
    const found: unknown[] = [];
    while (tokens[at] !== end) {
      if (at >= tokens.length) throw new Error(`no ${end} in ${text}`);
      found.push(value());
    }
    at++;
    return found;
  };
  const value = (): unknown => {
    const token = tokens[at++];
    if (token === '[') return until(']');
    if (token === '{') {
      const items = until('}');
      if (items.length % 2 > 0) throw new Error(`a key without a value in ${text}`);
      return Object.fromEntries(items.flatMap((item, i) => (i % 2 > 0 ? [] : [[String(item), items[i + 1]]])));
    }
    if (token === 'nil') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    if (/^:[a-z][a-z0-9-]*$/.test(token)) return token.slice(1);
    return JSON.parse(token) as unknown;
  };
  const read = value();
  if (at < tokens.length) throw new Error(`more than one value in ${text}`);
  return read;
}
