import { isTest, lineAt, nameOf, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

/** The window's code that shows something; the files of its texts are where such texts belong. */
const SHOWS = /^src\/renderer\/.*\.tsx?$/;
const TEXTS = /\/(strings|[a-z]+Strings|terms)\.ts$/;

/** Attributes, and properties of what is handed on (commands, menus, notes), whose texts people read. */
const READ = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'ariaLabel',
  'caption',
  'columns',
  'description',
  'detail',
  'heading',
  'help',
  'hint',
  'label',
  'message',
  'placeholder',
  'summary',
  'text',
  'title',
]);

/** Methods whose first argument people read: names of steps of the history, what screen readers say. */
const TOLD = new Set(['edit', 'announce']);

/** Symbols of units are the same in every language. */
const UNITS = new Set(['s', 'ms', 'kB', 'MB']);

const isWord = (text: string): boolean => /\p{L}/u.test(text) && !UNITS.has(text.trim());
/** What can hardly be anything else than words for people: a capital letter, and more than one word. */
const isSentence = (text: string): boolean => /^\p{Lu}[\p{Ll}']* \p{L}/u.test(text);

/** The words written in place, whichever way an expression takes. */
function wordsIn(node: Node | null, isText: (text: string) => boolean): Node[] {
  const all = (...nodes: unknown[]): Node[] => nodes.flatMap((one) => wordsIn(one as Node | null, isText));
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' && isText(node.value) ? [node] : [];
    case 'TemplateLiteral':
      return (node.quasis as readonly { value: { cooked: string } }[]).some(({ value }) => isText(value.cooked)) ? [node] : [];
    case 'ConditionalExpression':
      return all(node.consequent, node.alternate);
    case 'LogicalExpression':
      return all(node.left, node.right);
    case 'BinaryExpression':
      return node.operator === '+' ? all(node.left, node.right) : [];
    case 'ArrayExpression':
      return all(...(node.elements as unknown[]));
    case 'JSXExpressionContainer':
    case 'TSAsExpression':
      return all(node.expression);
    default:
      return [];
  }
}

function wordsAt(node: Node, parent: Node | null): Node[] {
  switch (node.type) {
    case 'JSXText':
      return isWord(String(node.value)) ? [node] : [];
    case 'JSXExpressionContainer':
      return parent?.type === 'JSXAttribute' ? [] : wordsIn(node, isWord);
    case 'JSXAttribute':
      return READ.has(String((node.name as Node).name)) ? wordsIn(node.value as Node | null, isWord) : [];
    case 'Property':
      return READ.has(nameOf(node.key) ?? '') ? wordsIn(node.value as Node, isWord) : [];
    case 'CallExpression':
      return TOLD.has(nameOf((node.callee as Node).property) ?? nameOf(node.callee) ?? '')
        ? wordsIn((node.arguments as readonly Node[])[0] ?? null, isWord)
        : [];
    case 'Literal':
    case 'TemplateLiteral':
      return wordsIn(node, isSentence);
    default:
      return [];
  }
}

/** What a programmer reads: the text of an error that is thrown. */
function errorTexts(file: SourceFile): Set<Node> {
  const found = new Set<Node>();
  walk(file.tree as Node, (node) => {
    if (node.type === 'NewExpression' && nameOf(node.callee)?.endsWith('Error') === true) walk(node, (below) => found.add(below));
  });
  return found;
}

/** Texts that people read stand with the texts of their room, not within the code that shows them. */
export const literalTexts: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree === null || !SHOWS.test(file.path) || TEXTS.test(file.path) || isTest(file.path)) continue;
    if (/\/test\w*\.tsx?$/.test(file.path)) continue;
    const words = new Set<Node>();
    walk(file.tree, (node, parent) => wordsAt(node, parent).forEach((one) => words.add(one)));
    const ofErrors = errorTexts(file);
    for (const one of words) {
      if (ofErrors.has(one)) continue;
      const written = file.text.slice(one.start, one.end);
      const text = written.trim().replace(/\s+/g, ' ');
      const start = one.start + written.length - written.trimStart().length;
      found.push({ path: file.path, line: lineAt(file, start), banned: `the text ${text} in place`, instead: "the room's strings.ts" });
    }
  }
  return found;
};
