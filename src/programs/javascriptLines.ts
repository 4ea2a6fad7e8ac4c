import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction', 'MethodDeclaration', 'Property']);
/** What statements stand in one after the other, and what has one of them as its body. */
const LISTS = new Set(['Script', 'Block', 'SwitchBody']);
const BODIES = new Set(['IfStatement', 'ForStatement', 'WhileStatement', 'DoStatement']);
const STATEMENT = /(?:Statement|Declaration)$/;

/** Something that is put into the text. At one place what closes comes first, and of that what was opened last. */
interface Piece {
  readonly at: number;
  readonly closes: number | null;
  readonly text: string;
}

/**
 * A program in JavaScript that tells of lines: where a statement, or what an arrow function gives, begins on one of them, `mark` is called
 * with the line and the variables of its function, each as a function that reads it. Of several on one line, the first of each function
 * counts. What the program does is as before; its lines stay where they were. `mark` must occur nowhere in it.
 */
export function withMarks(source: string, lines: readonly number[], mark: string): string {
  const lineAt = linesOf(source);
  const wanted = new Set(lines);
  const marked = new Set<string>();
  const pieces: Piece[] = [];
  parser.parse(source).iterate({
    enter: ({ node }) => {
      const opened = openedBefore(node);
      if (opened === null) return;
      const line = lineAt(node.from);
      const place = `${functionAround(node)?.from ?? -1} ${line}`;
      if (!wanted.has(line) || marked.has(place)) return;
      marked.add(place);
      const call = `${mark}(${line},[${namesAt(node, source).map((name) => `["${name}",()=>${name}]`)}])`;
      pieces.push({ at: node.from, closes: null, text: opened.replace('*', call) });
      if (opened !== ';*;') pieces.push({ at: node.to, closes: node.from, text: opened === '{*;' ? '}' : ')' });
    },
  });
  return insert(source, pieces);
}

/** What a mark that stands before a node begins with, the call itself being `*`; null: none can stand there. */
function openedBefore(node: SyntaxNode): ';*;' | '{*;' | '(*,' | null {
  const { parent } = node;
  if (parent === null || node.type.isError) return null;
  if (parent.name === 'ArrowFunction') {
    const isBody = node.prevSibling?.name === 'Arrow' && node.name !== 'Block';
    return isBody ? '(*,' : null;
  }
  if (!STATEMENT.test(node.name)) return null;
  return LISTS.has(parent.name) ? ';*;' : BODIES.has(parent.name) ? '{*;' : null;
}

function insert(source: string, pieces: Piece[]): string {
  const order = ({ closes }: Piece): number => (closes === null ? Infinity : -closes);
  pieces.sort((p, q) => p.at - q.at || order(p) - order(q));
  let out = '';
  let from = 0;
  for (const { at, text } of pieces) {
    out += source.slice(from, at) + text;
    from = at;
  }
  return out + source.slice(from);
}

function functionAround({ parent }: SyntaxNode): SyntaxNode | null {
  let found = parent;
  while (found !== null && !FUNCTIONS.has(found.name)) found = found.parent;
  return found;
}

/** The variables that a statement can see of its own function, or of the program where it stands in none, in the order of the text. */
function namesAt(node: SyntaxNode, source: string): string[] {
  const within = functionAround(node);
  const found = new Map<string, number>();
  for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
    const isFunction = at === within;
    for (let child = at.firstChild; child !== null; child = child.nextSibling) {
      if (declares(child, at, isFunction)) collect(child, source, found);
    }
    if (isFunction) break;
  }
  return [...found].sort(([, p], [, q]) => p - q).map(([name]) => name);
}

/** Whether what stands in `parent` gives names to what stands beside it. */
function declares({ name }: SyntaxNode, parent: SyntaxNode, isFunction: boolean): boolean {
  if (isFunction) return name === 'ParamList';
  if (LISTS.has(parent.name)) return name === 'VariableDeclaration';
  if (parent.name === 'ForStatement') return name.endsWith('Spec');
  return parent.name === 'CatchClause' && name !== 'Block';
}

/** Adds the names that a declaration gives, without those of functions and classes within it. */
function collect(node: SyntaxNode, source: string, found: Map<string, number>): void {
  if (node.name === 'VariableDefinition') {
    const name = source.slice(node.from, node.to);
    if (!found.has(name)) found.set(name, node.from);
  } else if (!FUNCTIONS.has(node.name) && !node.name.startsWith('Class'))
    for (let child = node.firstChild; child !== null; child = child.nextSibling) collect(child, source, found);
}

/** Finds the line, from 1, of a place in a text. */
function linesOf(source: string): (at: number) => number {
  const starts = [0, ...[...source.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map(({ index, 0: end }) => index + end.length)];
  return (at) => {
    let low = 0;
    for (let high = starts.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
