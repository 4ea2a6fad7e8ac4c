import { isTest, lineAt, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

/** What of Math every engine computes alike, to the last bit. The rest (log, exp, pow, sin, ...) is left to the engine by the language. */
const EXACT = new Set([
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
  'E',
  'LN2',
  'LN10',
  'LOG2E',
  'LOG10E',
  'PI',
  'SQRT2',
  'SQRT1_2',
]);
const GLOBALS: Readonly<Record<string, string>> = {
  Date: 'the simulated clock (nowNs)',
  performance: 'the simulated clock (nowNs)',
  Intl: 'plain formatting, which is the same on every machine',
};
const LOCAL_METHODS = new Set([
  'localeCompare',
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
]);

/** In src/sim: nothing whose result depends on the machine, the engine, the place or the moment. */
export const determinism: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree !== null && file.path.startsWith('src/sim/') && !isTest(file.path)) found.push(...inFile(file, file.tree));
  }
  return found;
};

function inFile(file: SourceFile, tree: Node): Violation[] {
  const found: Violation[] = [];
  const add = (node: Node, banned: string, instead: string): void =>
    void found.push({ path: file.path, line: lineAt(file, node.start), banned, instead });
  walk(tree, (node, parent) => {
    if ((node.type === 'BinaryExpression' && node.operator === '**') || (node.type === 'AssignmentExpression' && node.operator === '**=')) {
      add(node, '**', 'multiplication, or src/sim/kernel/exactMath');
    }
    if (node.type !== 'Identifier') return;
    const name = node.name as string;
    const isProperty =
      parent !== null && (parent.property === node || parent.key === node) && parent.computed !== true && parent.value !== node;
    if (isProperty) {
      if (LOCAL_METHODS.has(name)) add(node, name, 'a comparison of code units or plain formatting, which are the same on every machine');
      return;
    }
    if (name === 'Math') mathUse(node, parent, add);
    else if (Object.hasOwn(GLOBALS, name)) add(node, dated(node, parent, name), GLOBALS[name]);
  });
  return found;
}

function mathUse(node: Node, parent: Node | null, add: (node: Node, banned: string, instead: string) => void): void {
  const isRead = parent?.type === 'MemberExpression' && parent.object === node && parent.computed === false;
  if (!isRead) return add(node, 'Math as a value', 'the exact functions by name, such as Math.floor');
  const used = (parent.property as Node).name as string;
  if (used === 'random') add(node, 'Math.random', "the node's random stream (context.random)");
  else if (!EXACT.has(used)) add(node, `Math.${used}`, 'src/sim/kernel/exactMath');
}

function dated(node: Node, parent: Node | null, name: string): string {
  if (parent?.type === 'NewExpression') return `new ${name}`;
  if (parent?.type === 'MemberExpression' && parent.object === node) return `${name}.${String((parent.property as Node).name)}`;
  return name;
}
