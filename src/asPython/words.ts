import { z } from 'zod';
import {
  AS_NODE,
  distributionSchema,
  FAULT_INFO,
  faultSchema,
  kindNames,
  kindOf,
  linkNetworkSchema,
  programFields,
  type FieldMeta,
  type FaultType,
} from '../sim/index';
import { COURSE } from './course';

/** Words that Python keeps for itself; a field of that name gets a line behind it. */
const KEPT = ['from', 'in', 'is', 'not', 'class', 'global', 'lambda', 'pass', 'for', 'if', 'as', 'or', 'and', 'with', 'while', 'try'];

/** A name as Python writes it: `serviceTimeMs` is `service_time_ms`. */
export function snake(name: string): string {
  const lower = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  return KEPT.includes(lower) ? `${lower}_` : lower;
}

/** A name as a class of Python: `Load balancer` and `load-balancer` are `LoadBalancer`. */
export function className(words: string): string {
  return words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

type Shape = Readonly<Record<string, z.ZodType>>;

/** The fields of a kind, with their schemas. */
export function fieldsOf(kind: string): Shape {
  const fields = kindOf(kind)?.descriptor.fields;
  return fields instanceof z.ZodObject ? (fields.shape as Shape) : {};
}

/** Whether a field is a time that may differ from draw to draw. */
export function isTime(field: z.ZodType): boolean {
  return field instanceof z.ZodDefault && field.def.innerType === distributionSchema;
}

const snakes = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map((name) => [snake(name), name]));

/** A function of the learner's that parts of a kind call, and what their fields are for it. */
export interface CalledWord {
  readonly name: string;
  readonly field: string;
  readonly when: Readonly<Record<string, string>>;
}

/** Functions that parts of a kind call, by the names that they have as arguments. */
export function calledBy(kind: string): Record<string, CalledWord> {
  return Object.fromEntries(
    programFields(kind).flatMap((field) => {
      const meta = fieldsOf(kind)[field].meta() as Partial<FieldMeta> | undefined;
      return (meta?.programs ?? [])
        .filter(({ name }) => name !== AS_NODE)
        .map(({ name, when }) => [snake(name), { name, field, when: when === undefined ? {} : { [when.field]: when.is[0] } }] as const);
    }),
  );
}

function kindWords(kind: string): object {
  const shape = fieldsOf(kind);
  const descriptor = kindOf(kind)?.descriptor;
  return {
    kind,
    prefix: descriptor?.idPrefix ?? '',
    begins: descriptor?.begins !== undefined,
    fields: snakes(Object.keys(shape)),
    times: Object.keys(shape)
      .filter((name) => isTime(shape[name]))
      .map(snake),
    programs: programFields(kind).map(snake),
    called: calledBy(kind),
  };
}

/** The class of a kind: its title in the window. */
export function classOfKind(kind: string): string {
  return className(kindOf(kind)?.descriptor.title ?? kind);
}

/** Fields of each fault in files, without its type. */
export const FAULT_FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  faultSchema.options.map(({ shape }) => [shape.type.value, Object.keys(shape).filter((name) => name !== 'type')]),
);

/** What a fault is about, where that may stand first: a part, a wire, several parts. */
export function aboutOf(type: string): 'node' | 'link' | 'nodes' | null {
  const fields = FAULT_FIELDS.get(type) ?? [];
  return (['node', 'link', 'nodes'] as const).find((name) => fields.includes(name)) ?? null;
}

/** Names of times, in the order in which their values are given. */
export const SPREADS: ReadonlyMap<string, readonly string[]> = new Map(
  distributionSchema.options.map(({ shape }) => [shape.type.value, Object.keys(shape).filter((name) => name !== 'type')]),
);

/** Arguments of a simulation that are no fields of its client. */
export const SETTINGS = ['seed', 'duration_seconds', 'name', 'wire_latency', 'faults', 'key_space', 'prices', 'fallacies'] as const;

/** Every word of the module `simulator`, as JSON: classes of parts, of faults and of times, and their fields. */
export function wordsJson(): string {
  const kinds: Record<string, object> = {};
  for (const kind of kindNames) {
    kinds[classOfKind(kind)] = kindWords(kind);
    // As files call it: Queue beside MessageQueue.
    kinds[className(kind)] = kindWords(kind);
  }
  const faults = [...FAULT_FIELDS].map(([type, fields]) => [className(type), { type, about: aboutOf(type), fields: snakes(fields) }]);
  const spreads = [...SPREADS].map(([type, names]) => [className(type), [type, names.map((name) => [snake(name), name])]]);
  const help = [
    ...kindNames.map((kind) => [classOfKind(kind), kindOf(kind)?.descriptor.summary]),
    ...[...FAULT_FIELDS.keys()].map((type) => [className(type), FAULT_INFO[type as FaultType].help]),
  ];
  return JSON.stringify({
    kinds,
    faults: Object.fromEntries(faults) as object,
    spreads: Object.fromEntries(spreads) as object,
    help: Object.fromEntries(help) as object,
    nested: snakes(Object.keys(linkNetworkSchema.shape)),
    settings: SETTINGS,
    course: COURSE,
  });
}
