/** The contract of collections: what its routes take and answer. Pure. */
import { z } from 'zod';
import { pageLimit } from '#kernel';

export const worklistQuery = z.strictObject({
  company: z.string().min(1).max(12),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});

const reason = z.object({ code: z.string(), text: z.string() });
export const worklistAnswer = z
  .object({
    asOf: z.string().nullable(),
    rows: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        priority: z.number(),
        reasons: z.array(reason.extend({ points: z.number() })),
        nextAction: reason,
        balances: z.array(z.object({ currency: z.string(), open: z.string(), overdue: z.string() })),
      }),
    ),
    notListed: z.array(z.object({ customer: z.string(), reason })),
  })
  .meta({ id: 'Worklist' });
export type WorklistAnswer = z.output<typeof worklistAnswer>;
