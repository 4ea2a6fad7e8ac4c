import { z } from 'zod';
import { kinds, type KindName } from '../../src/sim/kinds/index';
import type { Dice } from './randomScenario';

/** A field of a kind, as JSON Schema tells it. */
export type Field = Record<string, unknown> & {
  title?: string;
  help?: string;
  unit?: string;
  minimum?: number;
  maximum?: number;
  enum?: string[];
  type?: string;
  default?: unknown;
};

/** The fields of a kind by name. */
export function fieldsOf(name: KindName): [string, Field][] {
  return fieldsOfSchema(kinds[name].descriptor.fields);
}

const known = new Map<z.ZodType, [string, Field][]>();

/** The fields of a schema by name; made once. */
export function fieldsOfSchema(schema: z.ZodType): [string, Field][] {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const { properties } = z.toJSONSchema(schema, { io: 'input' }) as { properties: Record<string, Field> };
  known.set(schema, Object.entries(properties));
  return Object.entries(properties);
}

/** An entry of a client's script. */
function randomRequest(dice: Dice): object {
  const atSeconds = dice.below(4000) / 1000;
  return { key: dice.of(['alexandra', 'peter', 'lin']), op: dice.of(['read', 'write']), ...(dice.chance(50) ? { atSeconds } : {}) };
}

/** A valid value of a field at random. */
export function randomField(dice: Dice, name: string, field: Field): unknown {
  if (field.enum !== undefined) return dice.of(field.enum);
  if (field.type === 'boolean') return dice.chance(50);
  if (field.type === 'array') return Array.from({ length: dice.below(4) }, () => randomRequest(dice));
  if (field.type === 'string') return dice.of((field.examples as string[] | undefined) ?? ['', 'g,n,t', 'm']);
  if (field.type === 'integer' || field.type === 'number') {
    const low = field.minimum ?? 0;
    const most =
      name === 'ratePerSecond' || name.endsWith('RatePerSecond')
        ? 300
        : name === 'users' || name === 'concurrency'
          ? 20
          : name === 'retries'
            ? 5
            : Math.min(field.maximum ?? 100, 500);
    const value = low + dice.below(Math.max(1, Math.ceil(most - low)));
    return field.type === 'integer' ? Math.ceil(value) : value;
  }
  return dice.of([
    { type: 'constant', valueMs: dice.below(30) },
    { type: 'exponential', meanMs: dice.below(30) },
    { type: 'pareto', minMs: 1, shape: 1.2 },
    { type: 'uniform', minMs: 0, maxMs: 9 },
    { type: 'empirical', valuesMs: [1, 2, 3] },
  ]);
}

/** Valid params of a kind at random: every field, or those that are asked for. */
export function randomParams(dice: Dice, name: KindName, wanted: (field: string) => boolean = () => true): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(name)
      .filter(([field]) => wanted(field))
      .map(([field, facts]) => [field, randomField(dice, field, facts)]),
  );
}
