import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { kindNames, kinds } from '../kinds/index';
import { fieldNames } from './params';
import { jsonSchema } from './jsonSchema';

const folder = resolve(import.meta.dirname, '../../../scenarios');
const schema = jsonSchema();
const checker = z.fromJSONSchema(schema);
const accepts = (value: unknown): boolean => checker.safeParse(value).success;
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as Record<string, unknown>] as const);

interface NodeSchema {
  readonly title: string;
  readonly properties: {
    readonly kind: { readonly const: string };
    readonly params: { readonly properties: Readonly<Record<string, Record<string, unknown>>>; readonly additionalProperties: unknown };
  };
}
const nodes = (schema as unknown as { properties: { nodes: { items: { oneOf: readonly NodeSchema[] } } } }).properties.nodes.items.oneOf;

describe('the JSON Schema', () => {
  it('has every kind with every field, and takes no others', () => {
    expect(nodes.map((node) => node.properties.kind.const)).toEqual(kindNames);
    for (const node of nodes) {
      const kind = node.properties.kind.const;
      expect(Object.keys(node.properties.params.properties)).toEqual(fieldNames(kind));
      expect(node.properties.params.additionalProperties).toBe(false);
      expect(node.title).toBe(kinds[kind as keyof typeof kinds].descriptor.title);
    }
  });

  it('tells title, help, unit, range and default the way editors show them', () => {
    const client = nodes.find((node) => node.properties.kind.const === 'client');
    expect(client?.properties.params.properties.ratePerSecond).toEqual({
      title: 'Rate',
      description: 'Requests a second, on average. Unit: requests/s.',
      unit: 'requests/s',
      type: 'number',
      minimum: 0.001,
      maximum: 1_000_000,
      default: 20,
    });
    expect(JSON.stringify(schema)).not.toMatch(/"(help|usual|when|options)":/);
  });

  it.each(shipped)('takes %s', (_name, document) => {
    expect(accepts(document)).toBe(true);
  });

  it('refuses what the reader refuses for its form', () => {
    const [, good] = shipped[0];
    const [first, ...rest] = good.nodes as Record<string, unknown>[];
    const withNode = (change: object): object => ({ ...good, nodes: [{ ...first, ...change }, ...rest] });
    expect(accepts(good)).toBe(true);
    expect([
      accepts({ ...good, sede: 1 }),
      accepts({ ...good, format: 3 }),
      accepts({ ...good, seed: 1.5 }),
      accepts(withNode({ kind: 'mainframe' })),
      accepts(withNode({ params: { speed: 1 } })),
      accepts(withNode({ params: { ratePerSecond: -1 } })),
      accepts(withNode({ id: '7' })),
      accepts({ ...good, durationSeconds: 0 }),
    ]).toEqual(Array(8).fill(false));
  });
});
