import { isTest, lineAt, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

/** Where it is said how many nanoseconds others are. */
const HOME = 'src/sim/kernel/units.ts';
/** Pages and programs of their own, which take nothing of the app with them. */
const ON_ITS_OWN = /^src\/(exports\/replay\/(player|paint)|programs\/\w*[hH]arness)\.ts$/;
const FACTORS: ReadonlySet<unknown> = new Set([1e9, 1e6, 1e3]);
/** What is said beside a factor when times are converted: from or to ns, or between milliseconds and seconds. */
const NS = /(ns|Ns|NS)\b/;
const OF_TIME = /([a-z](Ns|Ms|Seconds)|\b(ns|ms|seconds))\b/;

/** Times that are converted by numbers, and not by the one place that knows how. */
export const conversions: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree === null || !file.path.startsWith('src/') || isTest(file.path) || file.path === HOME || ON_ITS_OWN.test(file.path))
      continue;
    found.push(...inFile(file, file.tree));
  }
  return found;
};

function inFile(file: SourceFile, tree: Node): Violation[] {
  const found: Violation[] = [];
  const textOf = (node: Node): string => file.text.slice(node.start, node.end);
  const add = (node: Node, banned: string): void => {
    found.push({ path: file.path, line: lineAt(file, node.start), banned, instead: `NS_PER_SECOND, secondsToNs and the like of ${HOME}` });
  };
  walk(tree, (node) => {
    if (node.type === 'VariableDeclarator' && FACTORS.has((node.init as Node | null)?.value) && /^NS($|_PER)/.test(textOf(node.id as Node)))
      add(node, `"${textOf(node.id as Node)}"`);
    if (node.type !== 'BinaryExpression' || (node.operator !== '*' && node.operator !== '/')) return;
    const [left, right] = [node.left as Node, node.right as Node];
    for (const [factor, other] of [
      [right, left],
      [left, right],
    ]) {
      if (factor.type !== 'Literal' || !FACTORS.has(factor.value) || !OF_TIME.test(textOf(other))) continue;
      // Seconds and milliseconds differ by a thousand; that is plain to read, and said by the names.
      if (factor.value === 1e3 && !NS.test(textOf(other))) continue;
      add(node, `"${textOf(node)}"`);
    }
  });
  return found;
}
