/** The contract of operations: what its routes answer. Pure. */
import { z } from 'zod';

/** A decimal amount in major units of the currency beside it. */
const money = z.object({ currency: z.string(), amount: z.string() });

export const todayAnswer = z
  .object({
    companies: z.array(
      z.object({
        company: z.string(),
        name: z.string(),
        currency: z.string(),
        businessDay: z.string(),
        openTotals: z.array(money),
        overdue: z.array(money),
        cash: z
          .object({
            day: z.string().meta({ description: 'The last day on which receipts were posted.' }),
            linesRead: z.int(),
            applied: z.int(),
            appliedAmounts: z.array(money),
            proposed: z.int(),
            unidentified: z.int(),
            onAccount: z.int(),
          })
          .nullable(),
        promises: z.object({ open: z.int(), dueToday: z.int(), broken: z.int() }),
        notices: z.object({
          sent: z.int(),
          proposed: z.int(),
          suppressed: z.array(z.object({ code: z.string(), example: z.string(), count: z.int() })),
        }),
        worklistSize: z.int(),
        banks: z.array(z.object({ name: z.string(), readTo: z.string().nullable() })),
      }),
    ),
    lastRun: z
      .object({
        state: z.enum(['running', 'done', 'refused', 'failed']),
        stage: z.string().nullable(),
        startedAt: z.string(),
        endedAt: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The newest day run of the tenant; it runs for all its companies.' }),
  })
  .meta({ id: 'Today' });
export type TodayAnswer = z.output<typeof todayAnswer>;
