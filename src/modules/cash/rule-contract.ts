/** The contract of bank-line rules: what their routes take and answer. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

export const rulesQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const listRulesQuery = rulesQuery.extend({
  ended: z
    .enum(['yes', 'no'])
    .default('no')
    .meta({ description: 'yes: those that have ended as well, the newest first.' }),
});
export const rulePath = z.strictObject({ ruleId: idParam });

const ruleBody = z.strictObject({
  name: z.string().trim().min(1).max(100),
  direction: z.enum(['in', 'out']),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency'),
  transactionCode: z.string().trim().min(1).max(40).nullish(),
  words: z.string().trim().min(3).max(100).nullish().meta({ description: 'Words that the text of the line holds.' }),
  maximum: z.string().max(30).meta({ description: 'Up to which amount it posts; a larger line waits for a person.' }),
  account: z.string().min(1).max(20).meta({ description: 'The GL account that it posts to.' }),
});

const ruleId = z.string().regex(/^[1-9]\d{0,17}$/);
export const newRuleBody = ruleBody.extend({
  replaces: ruleId.optional().meta({ description: 'The rule in force that this one is the next version of; it ends.' }),
});
export const declareBankRuleInput = newRuleBody.extend({ company: z.string().min(1).max(12) });
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
        ended: z
          .object({ at: z.string(), person: z.string(), reason: z.string(), replacedBy: idAnswer.nullable() })
          .nullable()
          .meta({ description: 'Null: it is in force.' }),
      }),
    ),
    accounts: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'The G/L accounts to which a rule may post.' }),
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

/** A rule is tried on this many lines at most that are shown one by one; counts and sums are of all. */
export const mostTriedShown = 200;
export const tryRuleBody = newRuleBody.omit({ name: true }).extend({ days: z.int().min(1).max(730).default(90) });
const deed = z.enum(['posts', 'same', 'other-account', 'disagrees', 'customer', 'taken-back', 'too-large']);
export const triedRuleAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: z.string(),
    lines: z.int().meta({ description: 'How many lines of that money the bank had in these days.' }),
    deeds: z.array(z.object({ deed, lines: z.int(), amount: z.string() })),
    rows: z
      .array(
        z.object({
          bookingDate: z.string(),
          amount: z.string().meta({ description: 'As the bank has it: negative is money out.' }),
          transactionCode: z.string().nullable(),
          text: z.string(),
          bankAccount: z.string(),
          deed,
        }),
      )
      .meta({ description: `The first ${mostTriedShown}, what would need a second look before what would not.` }),
  })
  .meta({ id: 'TriedBankRule' });
export type TriedRuleAnswer = z.output<typeof triedRuleAnswer>;
