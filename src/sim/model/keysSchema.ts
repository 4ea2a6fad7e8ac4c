import { z } from 'zod';
import { MOST_KEYS, secondsOf } from '../data/keySpaces';

const MOST_LISTED = 100_000;
const count = z.int().min(1).max(MOST_KEYS);
/** A key, or a piece of one: printable characters. */
const text = (most: number): z.ZodString =>
  z
    .string()
    .max(most)
    // eslint-disable-next-line no-control-regex -- spelled out, since readers of the published schema may not know \P{Cc}
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, { message: 'must have no control characters' });
const stamp = z.string().refine((value) => secondsOf(value) !== null, { message: 'must be a moment such as "2026-01-01T00:00:00Z"' });

/** How the keys of a scenario are written, and how many there are. Left out: those of the data set. */
export const keysSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('numbered'),
    prefix: text(100),
    suffix: text(100).optional(),
    from: z.int().min(0).max(1_000_000_000).optional(),
    digits: z.int().min(0).max(15).optional(),
    count,
  }),
  z.strictObject({
    type: z.literal('email'),
    domain: z
      .string()
      .max(100)
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, { message: 'must be a domain such as "example.com"' })
      .optional(),
    count,
  }),
  z.strictObject({ type: z.literal('timestamps'), start: stamp, everySeconds: z.int().min(1).max(31_536_000), count }),
  z.strictObject({
    type: z.literal('list'),
    keys: z
      .array(text(200).min(1))
      .min(1)
      .max(MOST_LISTED)
      .refine((keys) => new Set(keys).size === keys.length, { message: 'has a key twice; remove one' }),
  }),
]);
