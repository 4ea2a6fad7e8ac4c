import { isTest, lineAt, nameOf, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

const MOST_FUNCTION_LINES = 70;
const MOST_FILE_LINES = 400;
const MOST_COLUMNS = 140;
const LEFTOVER = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
const SILENCER = new RegExp(`@ts-(${['ig' + 'nore', 'no' + 'check', 'expect-' + 'error'].join('|')})`);
const SUITES = new Set(['describe', 'suite']);

/** Rules about code look at our code only: not at data, and not at the bad samples. */
function codeFiles(project: ReadonlyMap<string, SourceFile>): { readonly file: SourceFile; readonly tree: Node }[] {
  return [...project.values()].flatMap((file) =>
    file.tree === null || /^src\/.*\/data\//.test(file.path) ? [] : [{ file, tree: file.tree }],
  );
}

function isSuite(callee: unknown): boolean {
  const node = callee as Node | null;
  if (node === null || node === undefined) return false;
  if (SUITES.has(nameOf(node) ?? '')) return true;
  return (
    (node.type === 'MemberExpression' && (isSuite(node.object) || SUITES.has(nameOf(node.property) ?? ''))) ||
    (node.type === 'CallExpression' && isSuite(node.callee))
  );
}

/** Functions over 70 lines. The frame around a group of tests (`describe`) does not count as one. */
export const longFunctions: Rule = (project) => {
  const found: Violation[] = [];
  for (const { file, tree } of codeFiles(project)) {
    walk(tree, (node, parent) => {
      if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) return;
      const lines = lineAt(file, node.end) - lineAt(file, node.start) + 1;
      if (lines <= MOST_FUNCTION_LINES || (parent?.type === 'CallExpression' && isSuite(parent.callee))) return;
      found.push({
        path: file.path,
        line: lineAt(file, node.start),
        banned: `a function of ${lines} lines`,
        instead: `functions of at most ${MOST_FUNCTION_LINES}`,
      });
    });
  }
  return found;
};

/** Files over 400 lines. */
export const longFiles: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (!/^(src|tests|scripts|packaging|bin|bench)\//.test(file.path) || file.path.endsWith('.json') || /^src\/.*\/data\//.test(file.path))
      continue;
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    if (lines > MOST_FILE_LINES)
      found.push({
        path: file.path,
        line: MOST_FILE_LINES + 1,
        banned: `a file of ${lines} lines`,
        instead: `files of at most ${MOST_FILE_LINES}, one idea each`,
      });
  }
  return found;
};

/** Lines over 140 columns. */
export const longLines: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (!/^src\/.*\.tsx?$/.test(file.path)) continue;
    file.text.split('\n').forEach((line, at) => {
      if (line.length <= MOST_COLUMNS) return;
      found.push({ path: file.path, line: at + 1, banned: `a line of ${line.length} columns`, instead: `at most ${MOST_COLUMNS}` });
    });
  }
  return found;
};

/** Notes of work left undone, and silenced type errors. */
export const leftovers: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (/(^|\/)(package-lock\.json|LICENSE)$/.test(file.path)) continue;
    for (const [index, text] of file.text.split('\n').entries()) {
      const left = LEFTOVER.exec(text)?.[1];
      if (left !== undefined)
        found.push({
          path: file.path,
          line: index + 1,
          banned: left,
          instead: 'a finished piece, or an entry in the list of what is planned',
        });
      const silenced = SILENCER.exec(text)?.[0];
      if (silenced !== undefined && file.tree !== null)
        found.push({ path: file.path, line: index + 1, banned: silenced, instead: 'a type that is true' });
    }
  }
  return found;
};

/** `any`, default exports, and tests that are left out or run alone. */
export const bannedSyntax: Rule = (project) => {
  const found: Violation[] = [];
  for (const { file, tree } of codeFiles(project)) {
    const add = (node: Node, banned: string, instead: string): void =>
      void found.push({ path: file.path, line: lineAt(file, node.start), banned, instead });
    walk(tree, (node) => {
      if (node.type === 'TSAnyKeyword') add(node, 'any', 'unknown and a check, or the real type');
      if (node.type === 'ExportDefaultDeclaration' && !/^[^/]+\.config\.ts$/.test(file.path))
        add(node, 'a default export', 'a named export');
      const member = node.type === 'MemberExpression' ? nameOf(node.property) : null;
      const isFocus =
        isTest(file.path) &&
        (member === 'only' || member === 'skip' || member === 'todo') &&
        /^(it|test|describe|suite)$/.test(nameOf(node.object) ?? '');
      const isGate = member === 'skip' && /^tests\/(e2e|desktop)\//.test(file.path);
      if (isFocus && !isGate) add(node, `.${member}(`, member === 'only' ? 'the whole file of tests' : 'a test that runs');
    });
  }
  return found;
};
