import { z } from 'zod';
import { idSchema } from './faultSchema';

/** Characters a program may have. */
export const MOST_CODE = 50_000;
const MOST_LINES = 5000;

/** A learner's program. In a file its code is one text, or a list of lines, which is easier to read and to compare. */
export const programSchema = z.strictObject({
  language: z.enum(['javascript', 'python']),
  code: z
    .union([z.string(), z.array(z.string()).max(MOST_LINES)])
    .transform((code) => (typeof code === 'string' ? code : code.join('\n')))
    .refine((code) => code.length <= MOST_CODE, {
      message: `is longer than the ${MOST_CODE} characters that a program may have; shorten it`,
    }),
});

/** The programs of a scenario by id. */
export const programsSchema = z.record(idSchema, programSchema);

/** A learner's program with its code as one text. */
export type ScenarioProgram = z.infer<typeof programSchema>;
