/** The contract of bank-line rules: what their routes take and answer. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

export const rulesQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const rulePath = z.strictObject({ ruleId: idParam });

export const ruleBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  direction: z.enum(['in', 'out']),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency'),
  transactionCode: z.string().trim().min(1).max(40).nullish(),
  words: z.string().trim().min(3).max(100).nullish().meta({ description: 'Words that the text of the line holds.' }),
  maximum: z.string().max(30).meta({ description: 'Up to which amount it posts; a larger line waits for a person.' }),
  account: z.string().min(1).max(20).meta({ description: 'The GL account that it posts to.' }),
});

export const declareBankRuleInput = ruleBody.extend({ company: z.string().min(1).max(12) });
export type DeclareBankRule = z.output<typeof declareBankRuleInput>;

export const rulesAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        name: z.string(),
        direction: z.enum(['in', 'out']),
        currency: z.string(),
        transactionCode: z.string().nullable(),
        words: z.string().nullable(),
        maximum: z.string(),
        account: z.string(),
        accountName: z.string(),
        person: z.string(),
        madeAt: z.string(),
        postings: z.int(),
      }),
    ),
  })
  .meta({ id: 'BankRules' });
export type RulesAnswer = z.output<typeof rulesAnswer>;

/** With what a governed command answers. */
export const declaredRuleAnswer = z.object({
  ruleId: idAnswer.nullable().meta({ description: 'Null: it waits for a second person.' }),
});
export const appliedRulesAnswer = z
  .object({ posted: z.int(), left: z.int().meta({ description: 'Fell into a month that takes no posting.' }) })
  .meta({ id: 'AppliedBankRules' });
export const ruleReasonBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const undoRuleBody = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  postingDate: z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD').optional(),
});
