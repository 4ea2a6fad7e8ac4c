import { z } from 'zod';
import type { FieldMeta } from './fieldMeta';

const meta = (facts: FieldMeta) => ({ ...facts });
const price = (facts: FieldMeta) => z.number().min(0).max(1_000_000).optional().meta(meta(facts));

/** What a design costs to run. What is left out has the price in DEFAULT_PRICES. */
export const pricesSchema = z.strictObject({
  currency: z
    .string()
    .min(1)
    .max(8)
    .optional()
    .meta(meta({ title: 'Currency', help: 'Only a name; nothing is converted.' })),
  perPartHour: price({ title: 'A part for an hour', help: 'Every part but clients, whether it has work or not.', usual: [0, 1] }),
  perSlotHour: price({ title: 'A slot for an hour', help: 'On top, for every slot: a bigger machine costs more.', usual: [0, 1] }),
  perGigabyte: price({ title: 'A gigabyte on the wires', help: 'Every request and reply, by their size.', usual: [0, 1] }),
  perMillionMessages: price({
    title: 'A million messages',
    help: 'On top, for every request and every reply, as gateways and queues are billed.',
    usual: [0, 5],
  }),
  errorBudgetPercent: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .meta(
      meta({
        title: 'Error budget',
        unit: '%',
        help: 'How many requests may fail; a design that fails more gets no score.',
        usual: [0, 5],
      }),
    ),
});

/** What a design costs to run, as files say it. */
export type Prices = z.infer<typeof pricesSchema>;

/** Prices of a small rented machine and of its traffic, as they are usual; a scenario may say others. */
export const DEFAULT_PRICES: Readonly<Required<Prices>> = {
  currency: 'EUR',
  perPartHour: 0.1,
  perSlotHour: 0.02,
  perGigabyte: 0.09,
  perMillionMessages: 0,
  errorBudgetPercent: 1,
};
