/** The contract of collections: what its routes take and answer. Pure. */
import { z } from 'zod';
import { pageLimit } from '#kernel';
import { idParam } from '#platform/contract';

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

/** What taking a dunning level down takes. */
export const resetLevelInput = z.strictObject({
  accountId: idParam,
  itemIds: z.array(idParam).min(1).max(500),
  level: z.int().min(0).max(9).default(0).meta({ description: 'The level at which the items stand afterwards.' }),
  reason: z.string().trim().min(3).max(500),
});
export type ResetLevel = z.output<typeof resetLevelInput>;
