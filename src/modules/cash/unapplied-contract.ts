/** The contract of unapplied money. Pure. */
import { z } from 'zod';
import { isDay, pageLimit } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const queue = z.enum(['unidentified', 'unapplied', 'on_account', 'dormant']);

export const unappliedQuery = z.strictObject({
  company,
  queue: queue.optional(),
  owner: z.enum(['me', 'nobody', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(pageLimit),
});
export const unappliedAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        version: z.int(),
        queue,
        number: z.string().nullable(),
        valueDate: z.string(),
        ageDays: z.int(),
        lastMovedOn: z.string(),
        amount: z.string(),
        left: z.string(),
        currency: z.string(),
        payer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        explanation: z.string(),
        owner: z.string().nullable(),
        assigned: z
          .boolean()
          .meta({ description: 'A person named the owner; else it is who collects from the customer.' }),
        requestedOn: z.string().nullable().meta({ description: 'When the payer was asked what it is for.' }),
      }),
    ),
    totals: z.array(z.object({ queue, currency: z.string(), count: z.int(), left: z.string() })),
  })
  .meta({ id: 'Unapplied' });
export type UnappliedAnswer = z.output<typeof unappliedAnswer>;

export const ownerQuery = z.strictObject({ company });
export const ownerPath = z.strictObject({ receiptId: idParam });
export const ownerBody = z.strictObject({
  owner: z.union([z.literal('me'), z.literal('collector'), idParam]).meta({
    description: 'The person; `me`; `collector`: back to who collects from the customer.',
  }),
});
export const dormancyBody = z.strictObject({
  months: z.int().min(0).max(600).meta({ description: '0 ends it.' }),
  validFrom: z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD'),
});
