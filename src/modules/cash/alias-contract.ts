/** The contract of what was learned about payers. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';

export const aliasPath = z.strictObject({ aliasId: idParam });
export const removeAliasBody = z.strictObject({ reason: z.string().trim().min(3).max(500) });
export const payerAliasesAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        kind: z.enum(['account', 'name', 'pays_for', 'reference']),
        value: z.string(),
        customer: z.string(),
        name: z.string(),
        held: z.int().meta({ description: 'Receipts that were applied as it says, and stand.' }),
        failed: z
          .int()
          .meta({ description: 'Receipts for which a person said otherwise, or took the application back.' }),
        strength: z.enum(['none', 'hint', 'firm']),
        receiptId: idAnswer.meta({ description: 'The first receipt that it was learned from.' }),
        receipt: z.string().meta({ description: 'The number of that receipt.' }),
        learnedOn: z.string(),
        person: z.string(),
        removed: z.string().nullable().meta({ description: 'Why a person took it out of use.' }),
      }),
    ),
  })
  .meta({ id: 'PayerAliases' });
export type PayerAliasesAnswer = z.output<typeof payerAliasesAnswer>;
