import { isTest, lineAt, nameOf, walk, type Node, type Rule, type SourceFile, type Violation } from './files';

/** Quantities that say nothing without a unit, with a name that does. */
const BARE: Readonly<Record<string, string>> = {
  latency: 'latencyMs',
  timeout: 'timeoutMs',
  duration: 'durationSeconds',
  delay: 'delayMs',
  interval: 'intervalSeconds',
  period: 'periodSeconds',
  wait: 'waitMs',
  time: 'timeNs',
  age: 'ageMs',
  ttl: 'ttlSeconds',
  rate: 'ratePerSecond',
  throughput: 'throughputPerSecond',
  bandwidth: 'bandwidthBytesPerSecond',
  size: 'sizeBytes (or sizePx, or a count)',
};
const SUFFIX = /[a-z](Latency|Timeout|Duration|Delay|Interval|Bandwidth|Throughput)$/;

/** Properties of type number, in types and in zod schemas, whose name leaves the unit open. */
export const units: Rule = (project) => {
  const found: Violation[] = [];
  for (const file of project.values()) {
    if (file.tree !== null && file.path.startsWith('src/') && !isTest(file.path)) found.push(...inFile(file, file.tree));
  }
  return found;
};

function inFile(file: SourceFile, tree: Node): Violation[] {
  const found: Violation[] = [];
  walk(tree, (node) => {
    const isTyped =
      (node.type === 'TSPropertySignature' || node.type === 'PropertyDefinition') &&
      isNumberType((node.typeAnnotation as Node | null)?.typeAnnotation);
    const isSchema = node.type === 'Property' && isNumberSchema(node.value);
    const name = isTyped || isSchema ? nameOf(node.key) : null;
    const better = name === null ? undefined : betterName(name);
    if (name !== null && better !== undefined)
      found.push({ path: file.path, line: lineAt(file, node.start), banned: `the quantity "${name}" without its unit`, instead: better });
  });
  return found;
}

function betterName(name: string): string | undefined {
  if (Object.hasOwn(BARE, name)) return BARE[name];
  return SUFFIX.test(name) ? `a unit in the name, such as ${name}Ms` : undefined;
}

function isNumberType(type: unknown): boolean {
  const node = type as Node | null | undefined;
  if (node?.type === 'TSUnionType') return (node.types as Node[]).some(isNumberType);
  return node?.type === 'TSNumberKeyword';
}

/** Whether an expression is `z.number()` or `z.int()`, with whatever is called on it. */
function isNumberSchema(value: unknown): boolean {
  const node = value as Node | null | undefined;
  if (node?.type === 'CallExpression') return isNumberSchema(node.callee);
  if (node?.type !== 'MemberExpression') return false;
  if (nameOf(node.object) === 'z') return ['number', 'int', 'int32', 'uint32', 'float64'].includes(nameOf(node.property) ?? '');
  return isNumberSchema(node.object);
}
