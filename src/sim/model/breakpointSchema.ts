import { z } from 'zod';
import { idSchema, MAX_DURATION_SECONDS } from './faultSchema';

/** What can happen at a part that playback can be stopped at. */
export const BREAK_EVENTS = ['arrival', 'reply', 'failure', 'timeout', 'lost', 'crash', 'restart', 'log', 'handler', 'line'] as const;

/** Figures of the whole run that playback can be stopped at. Those by the second and of latency are of the last simulated second. */
export const BREAK_METRICS = [
  'inFlight',
  'throughputPerSecond',
  'failuresPerSecond',
  'errorPercent',
  'latencyMeanMs',
  'latencyP50Ms',
  'latencyP95Ms',
  'latencyP99Ms',
] as const;

/** The metric of parts that is not one of their gauges: busy slots over all slots in the last simulated second. */
export const UTILIZATION = 'utilizationPercent';

const base = { id: idSchema, off: z.literal(true).optional() };

/** Where playback stops. It has no effect on the run, so it is in no trace hash and makes no run out of date. */
export const breakpointSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('time'), atSeconds: z.number().min(0).max(MAX_DURATION_SECONDS) }),
  /** `node` left out: at any part. `text`: log lines that hold it, handlers of this type (`start`, `timer`), or the number of a line. */
  z.strictObject({
    ...base,
    type: z.literal('event'),
    event: z.enum(BREAK_EVENTS),
    node: idSchema.optional(),
    text: z.string().max(200).optional(),
  }),
  /** Without a part, a metric of the whole run; with one, utilizationPercent or the name of one of its gauges (queue, busy, ...). */
  z.strictObject({
    ...base,
    type: z.literal('metric'),
    metric: z.string().min(1).max(60),
    node: idSchema.optional(),
    crosses: z.enum(['above', 'below']),
    value: z.number(),
  }),
  /** `check` left out: any of them. */
  z.strictObject({ ...base, type: z.literal('check'), check: idSchema.optional() }),
]);

/** A place where playback stops. */
export type Breakpoint = z.infer<typeof breakpointSchema>;
