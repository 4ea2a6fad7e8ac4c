import { z } from 'zod';

const ms = (title: string) => z.number().min(0).max(3_600_000).meta({ title, unit: 'ms' });

/** A duration that varies from draw to draw, as the scenario file states it. All times are milliseconds. */
export const distributionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('constant'), valueMs: ms('Always') }),
  z
    .strictObject({ type: z.literal('uniform'), minMs: ms('Least'), maxMs: ms('Most') })
    .refine((d) => d.minMs <= d.maxMs, { message: 'minMs must not be above maxMs', path: ['minMs'] }),
  z.strictObject({ type: z.literal('exponential'), meanMs: ms('Mean'), offsetMs: ms('Plus at least').optional() }),
  z.strictObject({
    type: z.literal('lognormal'),
    medianMs: ms('Median'),
    sigma: z
      .number()
      .min(0)
      .max(4)
      .meta({ title: 'Spread (sigma)', help: 'Standard deviation of the logarithm: 0 is no spread, 1 is heavy.' }),
  }),
  z.strictObject({
    type: z.literal('pareto'),
    minMs: ms('Least'),
    shape: z
      .number()
      .min(0.5)
      .max(100)
      .meta({ title: 'Shape (alpha)', help: 'Smaller is a heavier tail; at 1 or less the mean is infinite.' }),
  }),
  z.strictObject({ type: z.literal('empirical'), valuesMs: z.array(ms('Measured')).min(1).max(10_000) }),
]);

/** A distribution of durations in milliseconds, as plain data. */
export type DistributionSpec = z.infer<typeof distributionSchema>;
