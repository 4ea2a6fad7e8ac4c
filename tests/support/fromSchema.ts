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

const NAMES = Array.from({ length: 16 }, (_, i) => `X${i + 1}`);
const LONGEST_LIST = 6;
const SHORT_LIST = 2;
const FEWEST_NAMES = 4;

/**
 * A value that a JSON Schema allows, at random, from the schema alone: ids are counted up within a list and texts are drawn from the same few
 * names, so that one often refers to another. Lists of the whole have as many items as there are names, or any number. Numbers are often at
 * their ends.
 */
export function fromSchema(dice: Dice, whole: unknown): unknown {
  const root = whole as Schema;
  // Bare files, plain ones and rich ones: the more a file says, the more of it refers to nothing and is refused.
  const richness = dice.of([0, 10, 30]);
  const names = NAMES.slice(0, FEWEST_NAMES + dice.below(NAMES.length - FEWEST_NAMES + 1));
  const resolve = (schema: Schema): Schema => {
    let found = schema;
    while (found.$ref !== undefined) found = root.$defs?.[found.$ref.split('/').at(-1) ?? ''] ?? (found.$ref === '#' ? root : {});
    return found;
  };
  const draw = (given: Schema, name: string, place: number, isOfWhole = false): unknown => {
    const schema = resolve(given);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined) return draw(dice.of(choices), name, place, isOfWhole);
    if ('const' in schema) return schema.const;
    if (schema.enum !== undefined) return dice.of(schema.enum);
    switch (schema.type) {
      case 'object':
        return object(schema, place, schema === root);
      case 'array':
        return list(schema, isOfWhole);
      case 'boolean':
        return dice.chance(50);
      case 'integer':
      case 'number':
        return number(schema);
      case 'string':
        return name === 'id' ? (NAMES[place] ?? `Y${place}`) : dice.of(names).slice(0, schema.maxLength);
      default:
        return dice.of([null, 0, 1, 'A', true]);
    }
  };
  const object = (schema: Schema, place: number, isWhole: boolean): object => {
    const entries: [string, unknown][] = [];
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      if (schema.required?.includes(name) === true || dice.chance(richness)) entries.push([name, draw(field, name, place, isWhole)]);
    return Object.fromEntries(entries);
  };
  const list = (schema: Schema, isOfWhole: boolean): unknown[] => {
    const least = schema.minItems ?? 0;
    const usual = isOfWhole && dice.chance(70) ? names.length : richness === 0 ? SHORT_LIST : LONGEST_LIST;
    const most = Math.min(schema.maxItems ?? usual, usual);
    const length = isOfWhole && usual === names.length ? most : Math.max(least, dice.below(1 + most));
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

/** Where a document is refused, and why. */
export interface Refusal {
  readonly path: string;
  readonly message: string;
}

/**
 * Mends a document: what a refusal names is left out, or what it is a part of, until it is taken or nothing more can be left out. That a
 * wire needs a part at its ends, and that not all parts go together, is beyond what a JSON Schema can say. `refusal`: the place that is
 * refused, such as `links[2].from`, and why; null: it is taken.
 */
export function mended(document: unknown, refusal: (document: unknown) => Refusal | null): unknown {
  let now = document;
  for (let refused = refusal(now); refused !== null; refused = refusal(now)) {
    const { path, message } = refused;
    const isBetter = (tried: unknown): boolean => {
      const still = tried === null ? refused : refusal(tried);
      return still === null || still.path !== path || still.message !== message;
    };
    const steps = stepsTo(path);
    const next = steps.map((_, up) => without(now, steps.slice(0, steps.length - up))).find(isBetter);
    if (next === undefined) return now;
    now = next;
  }
  return now;
}

/** The same document without what stands at a place: an item of a list, or a field; null: nothing stands there. */
function without(document: unknown, path: readonly (string | number)[]): unknown {
  const copy = structuredClone(document);
  let around = copy as Record<string | number, unknown> | undefined;
  for (const step of path.slice(0, -1)) around = around?.[step] as typeof around;
  const last = path[path.length - 1];
  if (around === undefined || !(last in around)) return null;
  if (Array.isArray(around)) around.splice(Number(last), 1);
  else if (path.length === 1 && Array.isArray(around[last])) around[last] = [];
  else delete around[last];
  return copy;
}

function stepsTo(path: string): (string | number)[] {
  const steps = path.matchAll(/\[(\d+)\]|\["([^"]*)"\]|([^.[\]]+)/g);
  return [...steps].map(([, index, quoted, name]) => (index === undefined ? (quoted ?? name) : Number(index)));
}
