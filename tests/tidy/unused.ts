import { isTest, lineAt, walk, type Node, type Project, type Rule, type SourceFile, type Violation } from './files';

const WORD = /[A-Za-z_$][\w$]*/g;

/** How often each word stands in the files that are part of a program, tools included. */
function wordsOf(project: Project): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path, text, tree } of project.values()) {
    if (tree === null || isTest(path)) continue;
    for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function exportsOf(tree: Node): { readonly name: string; readonly start: number }[] {
  return (tree.body as readonly Node[]).flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? (node.declaration as Node | null) : null;
    if (declared === null) return [];
    const ids =
      declared.type === 'VariableDeclaration' ? (declared.declarations as Node[]).map(({ id }) => id as Node) : [declared.id as Node];
    return ids.flatMap(({ type, name, start }) => (type === 'Identifier' ? [{ name: String(name), start }] : []));
  });
}

/** What is exported and never named again, but perhaps by tests. */
export const unusedExports: Rule = (project) => {
  const counts = wordsOf(project);
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree === null || !file.path.startsWith('src/') || isTest(file.path) || /\/test\w*\.tsx?$/.test(file.path)) continue;
    for (const { name, start } of exportsOf(file.tree))
      if (counts.get(name) === 1)
        found.push({ path: file.path, line: lineAt(file, start), banned: `"${name}", which nobody uses,`, instead: 'it, or delete it' });
  }
  return found;
};

/** The lists of words and numbers of the simulator whose every entry somebody must set: an entry that nobody sets never happens. */
const LISTS = ['LOG_VERBS', 'Fate', 'Phase', 'Way', 'EventType', 'NodeStatus', 'Gauge', 'MessageType'];

function entriesOf(value: Node): { readonly name: string; readonly start: number; readonly isText: boolean }[] {
  const bare = value.type === 'TSAsExpression' ? (value.expression as Node) : value;
  if (bare.type === 'ArrayExpression')
    return (bare.elements as readonly Node[]).map(({ value: text, start }) => ({ name: String(text), start, isText: true }));
  if (bare.type !== 'ObjectExpression') return [];
  return (bare.properties as readonly Node[]).map((property) => ({
    name: String((property.key as Node).name),
    start: property.start,
    isText: false,
  }));
}

function isNamed(entry: { readonly name: string; readonly isText: boolean }, list: string, others: string): boolean {
  return entry.isText ? others.includes(`'${entry.name}'`) : new RegExp(`\\b${list}\\.${entry.name}\\b`).test(others);
}

/** Fates, verbs, phases and the like that nobody sets. */
export const deadEntries: Rule = (project) => {
  const found: Violation[] = [];
  const code = [...project.values()].filter(({ path, tree }) => tree !== null && path.startsWith('src/') && !isTest(path));
  const inSim = code.filter(({ path }) => path.startsWith('src/sim/'));
  for (const file of inSim) {
    walk(file.tree as Node, (node) => {
      const list = node.type === 'VariableDeclarator' ? String((node.id as Node).name) : '';
      if (!LISTS.includes(list) || node.init === null) return;
      found.push(...deadIn(file, node.init as Node, list, code));
    });
  }
  return found;
};

function deadIn(file: SourceFile, value: Node, list: string, code: readonly SourceFile[]): Violation[] {
  // Whoever only puts a verb into words does not set it.
  const others = code.flatMap(({ path, text }) => (path === file.path ? [] : path.endsWith('/logText.ts') ? [] : [text])).join('\n');
  const own = file.text.slice(0, value.start) + file.text.slice(value.end);
  return entriesOf(value)
    .filter((entry) => !isNamed(entry, list, others + own))
    .map(({ name, start }) => ({
      path: file.path,
      line: lineAt(file, start),
      banned: `"${name}" of ${list}, which nobody sets,`,
      instead: 'it, or delete it',
    }));
}
