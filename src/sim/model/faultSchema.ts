import { z } from 'zod';
import { FIELD_NAMES } from '../data/values';

/** Longest run a scenario may ask for: integer nanoseconds stay exact in a double up to 104 days. */
export const MAX_DURATION_SECONDS = 1_000_000;

/** Ids begin with a letter, so that they never look like integers and keep their order in JSON objects. */
export const idSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/, {
  message: 'must begin with a letter and hold only letters, digits, - and _ (at most 40)',
});

const seconds = z.number().min(0).max(MAX_DURATION_SECONDS);
const period = z.number().min(0.001).max(MAX_DURATION_SECONDS);
const percent = z.number().min(0).max(100);
const timed = { id: idSchema, atSeconds: seconds };
/** What one request of a script, or one that is sent by hand, is about. A value makes it a write. */
export const requestShape = {
  key: z.string().min(1).max(200),
  /** The name of an operation that the part begins, as its kind has it. */
  op: z.string().min(1).max(40).optional(),
  field: z.enum(FIELD_NAMES).optional(),
  value: z.union([z.string().max(200), z.number()]).optional(),
  /** Of a compare-and-set: what it takes for the value before it; null: that nothing is there. */
  expected: z.union([z.string().max(200), z.number(), z.null()]).optional(),
};
const lasting = { forSeconds: seconds.optional() };
const part = { ...timed, node: idSchema };
const wire = { ...timed, link: idSchema };
const parts = z.array(idSchema).min(1).max(20_000);
const oneWay = z.enum(['both', 'forward', 'backward']).optional();

/** Failures of one part, and what mends them. */
const ofParts = [
  z.strictObject({
    ...part,
    type: z.literal('crash'),
    silent: z.boolean().optional(),
    loses: z.enum(['nothing', 'memory', 'disk']).optional(),
    ...lasting,
  }),
  z.strictObject({ ...part, type: z.literal('restart') }),
  z.strictObject({ ...part, type: z.literal('pause'), ...lasting }),
  z.strictObject({ ...part, type: z.literal('resume') }),
  z.strictObject({ ...part, type: z.literal('slow'), factor: z.number().min(0.01).max(1000), ...lasting }),
  z.strictObject({ ...part, type: z.literal('steal'), percent: z.number().min(0).max(99), ...lasting }),
  z.strictObject({ ...part, type: z.literal('disk-full'), ...lasting }),
  z.strictObject({
    ...part,
    type: z.literal('clock'),
    skewMs: z.number().min(-86_400_000).max(86_400_000).optional(),
    driftPercent: z.number().min(-50).max(100).optional(),
    ...lasting,
  }),
  z.strictObject({ ...part, type: z.literal('promote') }),
  z.strictObject({ ...part, type: z.literal('set'), param: z.string().min(1).max(60), value: z.json() }),
  z.strictObject({ ...part, type: z.literal('send'), ...requestShape }),
] as const;

/** Failures of one wire, and what mends them. */
const ofWires = [
  z.strictObject({ ...wire, type: z.literal('cut'), direction: oneWay, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('heal') }),
  z.strictObject({ ...wire, type: z.literal('flap'), direction: oneWay, everySeconds: period, downSeconds: seconds, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('slow-wire'), factor: z.number().min(0.01).max(1000), ...lasting }),
  z.strictObject({ ...wire, type: z.literal('lossy'), percent, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('duplicate'), percent, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('reorder'), percent, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('corrupt'), percent, ...lasting }),
  z.strictObject({ ...wire, type: z.literal('drop'), direction: oneWay, count: z.int().min(1).max(1_000_000).optional() }),
] as const;

/** Failures of many things at once, or of one after the other. */
const ofMany = [
  z.strictObject({
    ...timed,
    type: z.literal('isolate'),
    nodes: parts,
    others: parts.optional(),
    direction: z.enum(['both', 'in', 'out']).optional(),
    ...lasting,
  }),
  z.strictObject({
    ...timed,
    type: z.literal('partition'),
    groups: z
      .array(z.strictObject({ name: z.string().min(1).max(40).optional(), nodes: parts }))
      .min(2)
      .max(20),
    ...lasting,
  }),
  z.strictObject({ ...timed, type: z.literal('heal-all') }),
  z.strictObject({
    ...timed,
    type: z.literal('zone'),
    zone: z.string().min(1).max(40),
    how: z.enum(['crash', 'cut']).optional(),
    ...lasting,
  }),
  z.strictObject({
    ...timed,
    type: z.literal('chaos'),
    nodes: parts.optional(),
    does: z.enum(['crash', 'pause', 'slow', 'cut', 'lossy', 'anything']).optional(),
    everySeconds: period,
    irregular: z.boolean().optional(),
    downSeconds: seconds.optional(),
    ...lasting,
  }),
  z.strictObject({ ...timed, type: z.literal('rolling-restart'), nodes: parts, everySeconds: period, downSeconds: seconds }),
] as const;

/** Failures between two members of a network, which need no wire of their own. */
const pair = { ...timed, from: idSchema, to: idSchema, direction: oneWay };
const ofPairs = [
  z.strictObject({
    ...pair,
    type: z.literal('lane'),
    does: z.enum(['cut', 'slow', 'lossy', 'duplicate', 'reorder', 'corrupt']),
    factor: z.number().min(0.01).max(1000).optional(),
    percent: percent.optional(),
    ...lasting,
  }),
  z.strictObject({ ...pair, type: z.literal('flap-lane'), everySeconds: period, downSeconds: seconds, ...lasting }),
] as const;

/** One scheduled failure (or repair, or change) of parts or wires. */
export const faultSchema = z.discriminatedUnion('type', [...ofParts, ...ofWires, ...ofMany, ...ofPairs]);

/** A scheduled fault. */
export type Fault = z.infer<typeof faultSchema>;
/** What a fault may do. */
export type FaultType = Fault['type'];
