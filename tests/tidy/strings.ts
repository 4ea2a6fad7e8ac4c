import { dirname } from 'node:path';
import { isTest, lineAt, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

/** Files that hold the texts of a room or a feature. */
const TEXTS = /^src\/renderer\/.*\/(strings|[a-z]+Strings)\.ts$/;

interface Text {
  readonly name: string;
  readonly start: number;
  /** What it lies in, when it is one of several behind a name. */
  readonly group: string | null;
}

function nameOf(property: Node): string | null {
  const key = property.key as Node | undefined;
  if (key === undefined) return null;
  return typeof key.name === 'string' ? key.name : typeof key.value === 'string' ? key.value : null;
}

/** What stands behind `as const` and the like. */
function bare(node: Node | null | undefined): Node | null {
  if (node === null || node === undefined) return null;
  return node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' ? bare(node.expression as Node) : node;
}

function textsIn(object: Node, group: string | null): Text[] {
  return (object.properties as readonly Node[]).flatMap((property) => {
    const name = property.type === 'Property' ? nameOf(property) : null;
    if (name === null) return [];
    const value = bare(property.value as Node);
    return value?.type === 'ObjectExpression' ? textsIn(value, name) : [{ name, start: property.start, group }];
  });
}

/** The texts of a file: the properties of what it exports, and of groups among them. */
function textsOf(file: SourceFile): Text[] {
  const found: Text[] = [];
  if (file.tree === null) return found;
  walk(file.tree, (node, parent) => {
    if (node.type !== 'VariableDeclarator' || parent?.type !== 'VariableDeclaration') return;
    const value = bare(node.init as Node | null);
    const { name } = node.id as Node;
    // A list of texts by name that is no `strings` is a group of its own.
    if (value?.type === 'ObjectExpression') found.push(...textsIn(value, name === 'strings' || name === 'texts' ? null : String(name)));
  });
  return found;
}

/** Texts of the window that nobody shows. One of a group that is looked up by a name that is only known later counts as shown. */
export const unusedTexts: Rule = (project) => {
  const found: Violation[] = [];
  const code = [...project.values()].filter(({ path }) => path.startsWith('src/renderer/') && !TEXTS.test(path) && !isTest(path));
  for (const file of project.values()) {
    if (!TEXTS.test(file.path)) continue;
    const folder = dirname(file.path);
    const users = code.filter(({ path }) => path.startsWith(`${folder}/`));
    const shownBy = users.map(({ text }) => text).join('\n') + file.text.replace(/^ *\w+: /gm, '');
    for (const { name, start, group } of textsOf(file)) {
      const isLookedUp = group !== null && new RegExp(`\\b${group}\\b(\\[|[^.\\w(])`).test(shownBy);
      if (isLookedUp || new RegExp(`\\.${name}\\b|\\['${name}'\\]`).test(shownBy)) continue;
      found.push({ path: file.path, line: lineAt(file, start), banned: `the text "${name}" that nobody shows`, instead: 'no such text' });
    }
  }
  return found;
};
