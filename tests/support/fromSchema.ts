import type { Dice } from './randomScenario';

/** As much of JSON Schema as the published one uses. */
interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
const LONGEST_LIST = 6;
const SHORT_LIST = 2;

/**
 * A value that a JSON Schema allows, at random, from the schema alone: ids are counted up within a list and texts are drawn from the same few
 * names, so that one often refers to another. Numbers are often at their ends.
 */
export function fromSchema(dice: Dice, whole: unknown): unknown {
  const root = whole as Schema;
  // Bare files, plain ones and rich ones: the more a file says, the more of it refers to nothing and is refused.
  const richness = dice.of([0, 10, 30]);
  const resolve = (schema: Schema): Schema => {
    let found = schema;
    while (found.$ref !== undefined) found = root.$defs?.[found.$ref.split('/').at(-1) ?? ''] ?? (found.$ref === '#' ? root : {});
    return found;
  };
  const draw = (given: Schema, name: string, place: number): unknown => {
    const schema = resolve(given);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined) return draw(dice.of(choices), name, place);
    if ('const' in schema) return schema.const;
    if (schema.enum !== undefined) return dice.of(schema.enum);
    switch (schema.type) {
      case 'object':
        return object(schema, place);
      case 'array':
        return list(schema);
      case 'boolean':
        return dice.chance(50);
      case 'integer':
      case 'number':
        return number(schema);
      case 'string':
        return name === 'id' ? (NAMES[place] ?? `X${place}`) : dice.of(NAMES).slice(0, schema.maxLength ?? 1);
      default:
        return dice.of([null, 0, 1, 'A', true]);
    }
  };
  const object = (schema: Schema, place: number): object => {
    const entries: [string, unknown][] = [];
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      if (schema.required?.includes(name) === true || dice.chance(richness)) entries.push([name, draw(field, name, place)]);
    return Object.fromEntries(entries);
  };
  const list = (schema: Schema): unknown[] => {
    const least = schema.minItems ?? 0;
    const most = Math.min(schema.maxItems ?? LONGEST_LIST, richness === 0 ? SHORT_LIST : LONGEST_LIST);
    const length = Math.max(least, dice.below(1 + most));
    return Array.from({ length }, (_, i) => draw(schema.items ?? {}, '', i));
  };
  const number = (schema: Schema): number => {
    const low = schema.minimum ?? (schema.exclusiveMinimum !== undefined ? schema.exclusiveMinimum + 1 : -1000);
    const high = schema.maximum ?? low + 1e6;
    const any = low + (high - low) * (dice.below(1_000_001) / 1_000_000);
    const value = dice.of([low, high, any, low + Math.min(high - low, dice.below(20)), low + Math.min(high - low, dice.below(20))]);
    return schema.type === 'integer' ? Math.round(value) : value;
  };
  return draw(root, '', 0);
}
