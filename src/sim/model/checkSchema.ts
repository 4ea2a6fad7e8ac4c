import { z } from 'zod';
import { idSchema, MAX_DURATION_SECONDS } from './faultSchema';

/** Metrics a check may hold against a limit. With `node`, the metric of that part; without, of the whole run. */
export const CHECK_METRICS = [
  'throughputPerSecond',
  'goodputPerSecond',
  'errorPercent',
  'latencyMeanMs',
  'latencyP50Ms',
  'latencyP95Ms',
  'latencyP99Ms',
  'latencyMaxMs',
  'utilizationPercent',
  'queueMean',
  'queueMax',
  'received',
  'completed',
  'failed',
  'costPerHour',
  'costPerMillion',
  'okPerUnit',
  'loadImbalance',
  'keyImbalance',
  'gaugeEnd',
  'gaugeMax',
  'gaugeMean',
] as const;

/** Metrics of one gauge of a part, which the check names: its last value, its highest, its average over time. */
export const GAUGE_METRICS: readonly (typeof CHECK_METRICS)[number][] = ['gaugeEnd', 'gaugeMax', 'gaugeMean'];

/**
 * What every check says. `leastEvidence`: so many observations (requests that ended, were answered, or reached the part; events taken;
 * values known) it needs. `failsUnder`: mutations of the scenario that take away what it claims, by name (checkers/mutations, or one of the
 * scenario's own).
 */
const common = {
  id: idSchema,
  title: z.string().max(200).optional(),
  leastEvidence: z.int().min(0).max(1_000_000_000).optional(),
  failsUnder: z.array(z.string().min(1).max(60)).max(50).optional(),
};

/** A figure of a run, of a part or of a gauge is held against limits. */
const metricCheckSchema = z
  .strictObject({
    ...common,
    type: z.literal('metric').optional(),
    metric: z.enum(CHECK_METRICS),
    node: idSchema.optional(),
    gauge: z.string().min(1).max(60).optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
  })
  .refine((c) => c.atLeast !== undefined || c.atMost !== undefined, { message: 'needs atLeast, atMost or both' });

/** What a history can be held to. */
export const HISTORY_CLAIMS = ['sourceOrder', 'sinkAgreement', 'acknowledgedWrites', 'freshReads'] as const;

/**
 * What the history must show. The order in which sinks take events: `sourceOrder`: each sink takes the events of each source in the order
 * in which it made them; `sinkAgreement`: sinks that share sources agree on how these are merged. What clients read: `acknowledgedWrites`:
 * the last read of each value shows every acknowledged write, or something newer; `freshReads`: every read does, and none shows what was
 * not written.
 */
const historyCheckSchema = z.strictObject({ ...common, type: z.literal('history'), claim: z.enum(HISTORY_CLAIMS) });

/** All members of a network that are up know the same: at the end, or so long after the last write or the last end of a fault. */
const convergenceCheckSchema = z.strictObject({
  ...common,
  type: z.literal('convergence'),
  network: idSchema,
  withinSeconds: z.number().min(0.001).max(MAX_DURATION_SECONDS).optional(),
});

/**
 * A part has said a line in the log, word for word; so often at least. Parts with a field for it say how their requests ended, programs say
 * what they print.
 */
const saysCheckSchema = z.strictObject({
  ...common,
  type: z.literal('says'),
  text: z.string().min(1).max(300),
  node: idSchema.optional(),
  times: z.int().min(1).max(1_000_000).optional(),
});

/** A statement about a run that is true or false afterwards, or for which there is too little evidence. */
export const checkSchema = z.discriminatedUnion('type', [metricCheckSchema, historyCheckSchema, convergenceCheckSchema, saysCheckSchema]);

/** A check over a run. */
export type Check = z.infer<typeof checkSchema>;
/** A check of a figure. */
export type MetricCheck = z.infer<typeof metricCheckSchema>;
/** A check that the members of a network know the same. */
export type ConvergenceCheck = z.infer<typeof convergenceCheckSchema>;
/** A check that a part has said something. */
export type SaysCheck = z.infer<typeof saysCheckSchema>;
/** A check of anything else: what it claims is either so or not. */
export type ClaimCheck = Exclude<Check, MetricCheck>;

/** A claim about what clients read and wrote. */
export type RegisterClaim = 'acknowledgedWrites' | 'freshReads';

/** Whether a claim of a history is about what clients read and wrote. */
export function isRegisterClaim(claim: (typeof HISTORY_CLAIMS)[number]): claim is RegisterClaim {
  return claim === 'acknowledgedWrites' || claim === 'freshReads';
}

/** Whether a check holds a figure against limits. */
export function isMetricCheck(check: Check): check is MetricCheck {
  return check.type === undefined || check.type === 'metric';
}

/** Parts that a check names. */
export function partsOfCheck(check: Check): readonly string[] {
  if (check.type === 'convergence') return [check.network];
  return 'node' in check && check.node !== undefined ? [check.node] : [];
}

/** The check once a part has another name; the same object when it does not name it. */
export function checkRenamed(check: Check, id: string, newId: string): Check {
  if (!partsOfCheck(check).includes(id)) return check;
  return check.type === 'convergence' ? { ...check, network: newId } : { ...(check as MetricCheck | SaysCheck), node: newId };
}
