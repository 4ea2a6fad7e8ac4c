/** One broken rule: where, and what to do in its place. */
export interface Complaint {
  readonly line: number;
  readonly message: string;
}

interface Rule {
  readonly where: RegExp;
  readonly not?: RegExp;
  readonly pattern: RegExp;
  readonly message: string;
}

const CODE = /^(src|tests|scripts|bench|bin)\/.*\.(ts|tsx|mjs)$/;
const SIM = /^src\/sim\/.*\.ts$/;
const TEST = /\.test\.tsx?$|^tests\//;

const RULES: readonly Rule[] = [
  { where: SIM, not: TEST, pattern: /\bMath\.random\b/, message: 'Math.random is banned, use the node\u2019s random stream' },
  { where: SIM, not: TEST, pattern: /\b(Date\.now|new Date\b|performance\.now)/, message: 'the machine\u2019s clock is banned, use the engine\u2019s simulated time' },
  { where: SIM, not: TEST, pattern: /\bMath\.(log|log2|log10|log1p|exp|expm1|pow|sqrt|cbrt|sin|cos|tan|atan2?|hypot)\b/, message: 'inexact Math functions are banned, use kernel/exactMath' },
  { where: SIM, not: TEST, pattern: /[\w)\]] ?\*\* ?[\w(]/, message: 'the ** operator is banned, use kernel/exactMath pow' },
  { where: CODE, not: /^tests\/tidy/, pattern: /\b(TODO|FIXME|XXX|HACK)\b/, message: 'leftover marks are banned, do it or file an issue' },
  { where: CODE, not: /^tests\/tidy|\.config\.ts$/, pattern: /^export default\b/, message: 'default exports are banned, use a named export' },
  { where: CODE, not: /^tests\/tidy/, pattern: /(:\s*any\b|\bas any\b|<any>|@ts-ignore|@ts-nocheck)/, message: 'any and ts-ignore are banned, use a type' },
  { where: CODE, not: /^tests\/tidy/, pattern: /\b(it|test|describe)\.only\(/, message: 'only is banned, run one file by name instead' },
  {
    where: /^src\/sim\/(model\/scenario|kinds\/.*kind|trace\/types)\.ts$/,
    pattern: /^\s*(?:readonly )?(latency|timeout|duration|rate|delay|interval|size|length|time|period)\??: (?:number|z\.number|quantity|count)/,
    message: 'a quantity without its unit is banned, use a name such as latencyMs or ratePerSecond',
  },
];

const LONGEST_FILE = 400;

/** What is wrong with one file by its text alone. */
export function complaintsAbout(path: string, text: string): Complaint[] {
  const complaints: Complaint[] = [];
  const lines = text.split('\n');
  lines.forEach((line, i) => {
    for (const rule of RULES) if (rule.where.test(path) && rule.not?.test(path) !== true && rule.pattern.test(line)) complaints.push({ line: i + 1, message: rule.message });
  });
  if (CODE.test(path) && lines.length > LONGEST_FILE + 1) complaints.push({ line: LONGEST_FILE, message: `a file of over ${LONGEST_FILE} lines is banned, use one idea a file` });
  const reexports = lines.filter((line) => /^export (\*|\{[^}]*\}) from/.test(line)).length;
  const hasOwn = /^(export )?(async )?(function|class|const|interface|type)\b/m.test(text);
  if (CODE.test(path) && reexports > 0 && !hasOwn && !/\/index\.ts$/.test(path)) complaints.push({ line: 1, message: 'a barrel other than a room\u2019s index.ts is banned, import from where it is made' });
  return complaints;
}

/** Folders of kinds that the registry does not import. */
export function unregisteredKinds(folders: readonly string[], registry: string): string[] {
  return folders.filter((folder) => !registry.includes(`'./${folder}/kind'`));
}

/** Source files that no other source file imports and that nothing starts. */
export function deadFiles(sources: ReadonlyMap<string, string>, entries: ReadonlySet<string>): string[] {
  const imported = new Set<string>();
  for (const [path, text] of sources) {
    if (TEST.test(path)) continue;
    for (const [, target] of text.matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+)['"]/g)) imported.add(resolvePath(path, target));
  }
  return [...sources.keys()].filter((path) => {
    if (TEST.test(path) || entries.has(path) || path.endsWith('/index.ts')) return false;
    return !imported.has(path) && !imported.has(path.replace(/\.tsx?$/, ''));
  });
}

function resolvePath(from: string, target: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
