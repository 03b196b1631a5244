/** The contract of a company's own bank accounts: what their routes take and answer. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const name = z.string().trim().min(1).max(100);
const rhythm = z.enum(['business_days', 'on_movement']);

export const bankAccountsQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const bankAccountPath = z.strictObject({ bankAccountId: idParam });

export const bankAccountsAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          id: idAnswer,
          number: z.string(),
          currency: z.string(),
          name: z.string(),
          account: z.string().meta({ description: 'The G/L account that it is posted to.' }),
          accountName: z.string(),
          readTo: z.string().nullable().meta({ description: 'The day up to which its statements are read.' }),
          closedOn: z
            .string()
            .nullable()
            .meta({ description: 'The day that it was given up; null while it is in use.' }),
          rhythms: z.array(z.object({ from: z.string(), rhythm })).meta({
            description:
              'When its bank sends statements, from which day on, the earliest first; before the first on every business day.',
          }),
        })
        .meta({ id: 'BankAccount' }),
    ),
    accounts: z
      .array(z.object({ code: z.string(), name: z.string() }))
      .meta({ description: 'The G/L accounts of the company that a bank account may be posted to.' }),
    nextAccount: z
      .string()
      .nullable()
      .meta({ description: 'A free code for a further one; null where the codes are no numbers.' }),
  })
  .meta({ id: 'BankAccounts' });
export type BankAccountsAnswer = z.output<typeof bankAccountsAnswer>;

export const bankAccountBody = z.strictObject({
  number: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .meta({ description: 'As the bank writes it; the check digits of an IBAN must be right.' }),
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency'),
  name,
  account: z
    .string()
    .min(1)
    .max(40)
    .nullish()
    .meta({ description: 'Its G/L account; absent: the chart’s first for banks.' }),
  newAccount: z
    .strictObject({ code: z.string().trim().min(1).max(20), name })
    .nullish()
    .meta({ description: 'Opens a further G/L account for it, so that it reconciles apart; instead of `account`.' }),
});
export const createdBankAccountAnswer = z.object({ bankAccountId: idAnswer }).meta({ id: 'CreatedBankAccount' });
export const bankAccountNameBody = z.strictObject({ name });
export const bankRhythmBody = z.strictObject({
  rhythm,
  from: z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD'),
});
export const bankAccountReasonBody = z.strictObject({ reason: z.string().trim().min(1).max(500).nullish() });
export const closedBankAccountAnswer = z.object({ closedOn: z.string() }).meta({ id: 'ClosedBankAccount' });
