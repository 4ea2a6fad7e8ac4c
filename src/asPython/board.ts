import { z } from 'zod';

const line = z.int().min(1).nullable();
const anything = z.record(z.string(), z.json());

/** What a script has built, as it tells of it: nothing of it is checked but its form. */
export const boardSchema = z.strictObject({
  line,
  settings: anything,
  wireLatency: z.json(),
  parts: z.array(z.strictObject({ id: z.json(), kind: z.string(), line, common: anything, params: anything })),
  wires: z.array(
    z.strictObject({
      from: z.json(),
      to: z.json(),
      line,
      id: z.json().optional(),
      latency: z.json().optional(),
      lossPercent: z.json().optional(),
      network: z.json().optional(),
    }),
  ),
  faults: z.array(z.strictObject({ line, given: anything, pair: z.array(z.json()).nullable() })),
  programs: z.record(z.string(), z.strictObject({ language: z.string(), code: z.string() })),
});

/** What a script has built. */
export type BoardDescription = z.infer<typeof boardSchema>;
