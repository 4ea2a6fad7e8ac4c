import { dirname, posix } from 'node:path';
import { isTest, lineAt, nameOf, walk, type Node, type Project, type Rule, type SourceFile, type Violation } from './files';

/** Where the programs begin: what the build is told to build. */
export const ENTRIES = [
  'src/main/electron/index.ts',
  'src/main/browser/index.ts',
  'src/main/services/runWorker.ts',
  'src/preload/index.ts',
  'src/cli/index.ts',
  'src/cli/worker.ts',
  'src/cli/gradeWorker.ts',
  'src/renderer/index.html',
  'src/exports/replay/player.ts',
];
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '/index.ts', '/index.tsx'];

/** The file that an import means; null: none of the project. */
export function resolveImport(project: Project, from: string, source: string): string | null {
  if (!source.startsWith('.')) return null;
  const wanted = posix.join(dirname(from), source.replace(/[?#].*$/, ''));
  return ENDINGS.map((ending) => wanted + ending).find((path) => project.has(path)) ?? null;
}

/** What a file asks for by name: imports, re-exports, `new URL(.., import.meta.url)`, and in style sheets and pages what they link. */
export function sourcesOf(file: SourceFile): string[] {
  if (file.tree === null) return [...file.text.matchAll(/(?:@import\s+|url\(|src=|href=)\s*["']?(\.[^"')\s]+)/g)].map((match) => match[1]);
  const sources: string[] = [];
  walk(file.tree, (node) => {
    const from = /^(Import|Export)\w*Declaration$|^ImportExpression$|^TSImportType$/.test(node.type)
      ? nameOf(node.source ?? node.argument)
      : null;
    if (from !== null) sources.push(from);
    if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'URL') return;
    const [path, base] = node.arguments as Node[];
    if (base?.type === 'MemberExpression' && nameOf(path) !== null) sources.push(nameOf(path) as string);
  });
  return sources;
}

function reachable(project: Project, entries: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = entries.filter((path) => project.has(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const file = project.get(path) as SourceFile;
    for (const source of sourcesOf(file)) {
      const found = resolveImport(project, path, source);
      if (found !== null) open.push(found);
    }
  }
  return seen;
}

/** Files below src that no program reaches, and scripts and test tools that nothing uses. */
export const deadFiles: Rule = (project) => {
  const paths = [...project.keys()];
  const missing = ENTRIES.filter((entry) => !project.has(entry)).map((path) => ({
    path,
    line: 1,
    banned: 'an entry that does not exist',
    instead: 'the entries of tests/tidy/imports.ts',
  }));
  const shipped = reachable(project, ENTRIES);
  const mentions = ['package.json', '.ci/run', 'electron.vite.config.ts', 'vite.node.config.ts']
    .map((path) => project.get(path)?.text ?? '')
    .join('\n');
  const tools = reachable(
    project,
    paths.filter(
      (path) => isTest(path) || /^[^/]+\.config\.ts$/.test(path) || (/^(scripts|bin|bench|tests)\//.test(path) && mentions.includes(path)),
    ),
  );
  const found: Violation[] = missing;
  for (const path of paths) {
    const isDeclaration = path.endsWith('.d.ts') || path.endsWith('.md') || path.includes('/samples/');
    if (isTest(path) || isDeclaration) continue;
    if (path.startsWith('src/') && !shipped.has(path)) {
      if (tools.has(path) && /\/test[A-Z][^/]*$/.test(path)) continue;
      const instead = `it from a program, or delete it${tools.has(path) ? ' (only tests use it; what helps tests is called test...)' : ''}`;
      found.push({ path, line: 1, banned: 'a file that no program imports', instead });
    } else if (/^(scripts|tests)\/.*\.(ts|tsx|mjs)$/.test(path) && !tools.has(path) && !shipped.has(path)) {
      found.push({ path, line: 1, banned: 'a file that nothing uses', instead: 'it, or delete it' });
    }
  }
  return found;
};

/** Folders of kinds that the registry does not import. */
export const unregisteredKinds: Rule = (project) => {
  const registry = project.get('src/sim/kinds/index.ts');
  const registered = new Set((registry === undefined ? [] : sourcesOf(registry)).map((source) => source.split('/')[1]));
  const folders = new Map<string, string>();
  for (const path of project.keys()) {
    const folder = /^src\/sim\/kinds\/([^/]+)\//.exec(path)?.[1];
    if (folder !== undefined && !folders.has(folder)) folders.set(folder, path);
  }
  return [...folders]
    .filter(([folder]) => !registered.has(folder))
    .map(([, path]) => ({ path, line: 1, banned: 'a kind that is not registered', instead: 'a line for it in src/sim/kinds/index.ts' }));
};

/** The doors of rooms: the only files that may consist of re-exports. */
const DOORS = /^src\/(sim|lessons|contract|programs|cli|main\/services|renderer\/(document|playback|board|workbench|fields))\/index\.ts$/;

/** Files that only pass on what others export, and `export *`, anywhere but in a room's door. */
export const barrels: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree === null || DOORS.test(file.path)) continue;
    const body = file.tree.body as Node[];
    const passed = body.filter(
      (node) => /^Export(All|Named)Declaration$/.test(node.type) && node.source !== null && node.source !== undefined,
    );
    const others = body.filter((node) => !passed.includes(node) && node.type !== 'ImportDeclaration');
    const all = passed.find((node) => node.type === 'ExportAllDeclaration');
    const first = all ?? (others.length === 0 ? passed[0] : undefined);
    if (first !== undefined)
      found.push({
        path: file.path,
        line: lineAt(file, first.start),
        banned: 'a barrel',
        instead: "an import from the file itself, or the room's index.ts",
      });
  }
  return found;
};
