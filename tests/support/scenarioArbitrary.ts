import fc from 'fast-check';
import { z } from 'zod';
import {
  CHECK_METRICS,
  GAUGE_METRICS,
  checkWire,
  defaultParams,
  emptyScenario,
  freshId,
  kindNames,
  kinds,
  type Scenario,
  type ScenarioLink,
  type ScenarioNode,
} from '../../src/sim/index';

type KindName = (typeof kindNames)[number];

const ms = fc.double({ min: 0, max: 3_600_000, noNaN: true });

/** Any distribution that a file may hold. */
export const distributions: fc.Arbitrary<object> = fc.oneof(
  fc.record({ type: fc.constant('constant'), valueMs: ms }),
  fc.tuple(ms, ms).map(([p, q]) => ({ type: 'uniform', minMs: Math.min(p, q), maxMs: Math.max(p, q) })),
  fc.record({ type: fc.constant('exponential'), meanMs: ms, offsetMs: ms }, { requiredKeys: ['type', 'meanMs'] }),
  fc.record({ type: fc.constant('lognormal'), medianMs: ms, sigma: fc.double({ min: 0, max: 4, noNaN: true }) }),
  fc.record({ type: fc.constant('pareto'), minMs: ms, shape: fc.double({ min: 0.5, max: 100, noNaN: true }) }),
  fc.record({ type: fc.constant('empirical'), valuesMs: fc.array(ms, { minLength: 1, maxLength: 20 }) }),
);

interface FieldSchema {
  readonly enum?: readonly string[];
  readonly oneOf?: unknown;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly examples?: readonly string[];
}

/** An entry of a client's script, about one of the shipped profiles. */
const scriptEntries = fc.record(
  {
    key: fc.constantFrom('alexandra', 'peter', 'maria-lopez'),
    op: fc.constantFrom('read', 'write'),
    field: fc.constantFrom('city', 'followers'),
    value: fc.oneof(fc.string({ maxLength: 20 }), fc.integer()),
    atSeconds: fc.double({ min: 0, max: 1000, noNaN: true }),
  },
  { requiredKeys: ['key'] },
);

function fieldValues(field: z.ZodType): fc.Arbitrary<unknown> {
  const schema = z.toJSONSchema(field, { io: 'input' }) as FieldSchema;
  const { minimum: min = 0, maximum: max = 0 } = schema;
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.oneOf !== undefined) return distributions;
  if (schema.type === 'integer') return fc.integer({ min, max });
  if (schema.type === 'number') return fc.double({ min, max, noNaN: true });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array') return fc.array(scriptEntries, { maxLength: 3 });
  return fc.constantFrom(...(schema.examples ?? ['', 'g,n,t', 'b']));
}

/** Valid params of a kind, each field given or left to its default. Made from the registry, so that new kinds are met too. */
export function paramsOf(kind: KindName): fc.Arbitrary<Record<string, unknown>> {
  const { shape } = kinds[kind].descriptor.fields as unknown as z.ZodObject;
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, fieldValues(field as z.ZodType)]));
  return fc.record(fields, { requiredKeys: [] });
}

const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const seconds = fc.double({ min: 0, max: 1000, noNaN: true });

interface PlainNode {
  readonly kind: KindName;
  readonly params: Record<string, unknown>;
  readonly x: number;
  readonly y: number;
  readonly label?: string;
  readonly locked?: boolean;
}

const plainNodes: fc.Arbitrary<PlainNode> = fc.oneof(
  ...kindNames.map((kind) =>
    fc.record(
      {
        kind: fc.constant(kind),
        params: paramsOf(kind),
        x: coordinate,
        y: coordinate,
        label: fc.string({ maxLength: 80 }),
        locked: fc.boolean(),
      },
      { requiredKeys: ['kind', 'params', 'x', 'y'] },
    ),
  ),
);

type Wish = { readonly from: number; readonly to: number; readonly latency?: object; readonly lossPercent?: number };
const wishes: fc.Arbitrary<Wish> = fc.record(
  { from: fc.nat(50), to: fc.nat(50), latency: distributions, lossPercent: fc.double({ min: 0, max: 100, noNaN: true }) },
  { requiredKeys: ['from', 'to'] },
);

const named = (prefix: string, list: readonly object[]): unknown[] => list.map((entry, i) => ({ id: `${prefix}${i + 1}`, ...entry }));

/** Parts with ids of their kind, and those of the wished wires that are allowed. */
function drawn(plain: readonly PlainNode[], wished: readonly Wish[]): Scenario {
  const nodes: ScenarioNode[] = [];
  for (const node of plain)
    nodes.push({
      ...node,
      id: freshId(
        kinds[node.kind].descriptor.idPrefix,
        nodes.map((other) => other.id),
      ),
    } as ScenarioNode);
  const links: ScenarioLink[] = [];
  for (const { from, to, ...rest } of nodes.length === 0 ? [] : wished) {
    const [p, q] = [nodes[from % nodes.length].id, nodes[to % nodes.length].id];
    if (checkWire({ ...emptyScenario(), nodes, links }, p, q).ok)
      links.push({ id: `L${links.length + 1}`, from: p, to: q, ...rest } as ScenarioLink);
  }
  return { ...emptyScenario(), nodes, links };
}

function faultsFor({ nodes, links }: Scenario): fc.Arbitrary<object> {
  const choices: fc.Arbitrary<object>[] = [];
  if (nodes.length > 0) {
    const node = fc.constantFrom(...nodes.map((entry) => entry.id));
    choices.push(
      fc.record(
        { type: fc.constant('crash'), node, atSeconds: seconds, silent: fc.boolean(), forSeconds: seconds },
        { requiredKeys: ['type', 'node', 'atSeconds'] },
      ),
      fc.record({ type: fc.constantFrom('restart', 'resume'), node, atSeconds: seconds }),
      fc.record({ type: fc.constant('slow'), node, atSeconds: seconds, factor: fc.double({ min: 0.01, max: 1000, noNaN: true }) }),
      fc
        .constantFrom(...nodes)
        .chain((entry) =>
          fc
            .constantFrom(...Object.entries(defaultParams(entry.kind)))
            .map(([param, value]) => ({ type: 'set', node: entry.id, atSeconds: 1, param, value })),
        ),
    );
  }
  if (links.length > 0)
    choices.push(
      fc.record({
        type: fc.constant('cut'),
        link: fc.constantFrom(...links.map((entry) => entry.id)),
        atSeconds: seconds,
        direction: fc.constantFrom('both', 'forward', 'backward'),
      }),
    );
  return fc.oneof(...choices);
}

const isPlain = (value: unknown): boolean => !JSON.stringify(value).includes('__proto__');

/** Documents that must be accepted: every kind, every field, faults, checks, notes, lessons, texts of any characters. */
export const documents: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(fc.array(plainNodes, { maxLength: 8 }), fc.array(wishes, { maxLength: 16 }))
  .chain(([plain, wished]) => {
    const board = drawn(plain, wished);
    const checks = fc.record(
      {
        title: fc.string({ maxLength: 50 }),
        metric: fc.constantFrom(...CHECK_METRICS.filter((metric) => !GAUGE_METRICS.includes(metric))),
        atLeast: fc.double({ noNaN: true, noDefaultInfinity: true }),
      },
      { requiredKeys: ['metric', 'atLeast'] },
    );
    const notes = fc.record(
      { text: fc.string({ unit: 'binary', maxLength: 100 }), x: coordinate, y: coordinate, widthPx: fc.integer({ min: 40, max: 4000 }) },
      { requiredKeys: ['text', 'x', 'y'] },
    );
    return fc.record(
      {
        $schema: fc.webUrl(),
        format: fc.constant(1),
        kinds: fc.constant({}),
        name: fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
        description: fc.string({ maxLength: 100 }),
        seed: fc.integer({ min: 0, max: 4_294_967_295 }),
        durationSeconds: fc.double({ min: 0.001, max: 1_000_000, noNaN: true }),
        nodes: fc.constant(board.nodes),
        links: fc.constant(board.links),
        faults: board.nodes.length === 0 ? fc.constant([]) : fc.array(faultsFor(board), { maxLength: 5 }).map((list) => named('F', list)),
        checks: fc.array(checks, { maxLength: 3 }).map((list) => named('K', list)),
        notes: fc.array(notes, { maxLength: 3 }).map((list) => named('N', list)),
        lesson: fc.jsonValue({ maxDepth: 5 }).filter(isPlain),
        programs: fc.dictionary(
          fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,5}$/),
          fc.record({ language: fc.constant('javascript'), code: fc.oneof(fc.string(), fc.array(fc.string({ unit: 'grapheme' }))) }),
        ),
      },
      { requiredKeys: ['format', 'kinds', 'name', 'seed', 'durationSeconds', 'nodes', 'links', 'faults', 'checks'] },
    );
  });
