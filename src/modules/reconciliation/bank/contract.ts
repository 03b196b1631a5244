/** The contract of bank reconciliation: what its routes take and answer. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';
import { bankFindings, bankItemKinds, bankReportLanguages } from './model.ts';

const companyCode = z.string().min(1).max(12);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM');
const money = z.string();

export const bankMonthPath = z.strictObject({ bankAccountId: idParam, month });
export const bankMonthsQuery = z.strictObject({
  company: companyCode,
  months: z.coerce.number().int().min(1).max(24).default(4),
});
export const bankMonthQuery = z.strictObject({ company: companyCode });
export const bankMonthPdfQuery = z.strictObject({
  company: companyCode,
  language: z.enum(bankReportLanguages).optional().meta({ description: 'Absent: the company’s own.' }),
});

const listed = {
  bankAccountId: idAnswer,
  account: z.string(),
  name: z.string(),
  currency: z.string(),
  month: z.string(),
  state: z
    .enum(['open', 'prepared', 'signed', 'changed'])
    .meta({ description: 'changed: bank or ledger have moved since it was signed.' }),
  readTo: z.string().nullable(),
  bank: money,
  ledger: money,
  difference: money.meta({ description: 'Bank less ledger.' }),
  ready: z.boolean().meta({ description: 'Nothing keeps it from being signed.' }),
  signed: z.object({ person: z.string(), at: z.string() }).nullable(),
};

export const bankMonthsAnswer = z
  .object({
    accounts: z.array(
      z.object({
        bankAccountId: idAnswer,
        account: z.string(),
        name: z.string(),
        currency: z.string(),
        readTo: z.string().nullable(),
        months: z.array(z.object({ ...listed, openItems: z.int(), hindrances: z.int() })),
      }),
    ),
  })
  .meta({ id: 'BankMonths' });
export type BankMonthsAnswer = z.output<typeof bankMonthsAnswer>;

export const bankMonthAnswer = z
  .object({
    ...listed,
    items: z.array(
      z.object({
        kind: z.enum(bankItemKinds),
        amount: money,
        day: z.string().nullable(),
        reference: z.string(),
        text: z.string(),
        blocks: z.boolean(),
        receiptId: idAnswer.nullable().meta({ description: 'The receipt that it became, where it is one.' }),
      }),
    ),
    findings: z.array(z.object({ code: z.enum(bankFindings), text: z.string(), blocks: z.boolean() })),
    statements: z
      .array(
        z.object({
          number: z.string().nullable(),
          fromDate: z.string().nullable(),
          day: z.string().meta({ description: 'The day of its closing balance, or its last.' }),
          opening: money.nullable(),
          closing: money.nullable().meta({ description: 'Null where the bank tells none.' }),
          ledger: money.meta({ description: 'The balance in the ledger at the end of that day.' }),
          difference: money.nullable(),
        }),
      )
      .meta({ description: 'Bank against ledger by statement.' }),
    byRule: z.array(z.object({ rule: z.string(), count: z.int(), amount: money })),
    prepared: z.object({ person: z.string(), at: z.string(), note: z.string(), bank: money, ledger: money }).nullable(),
    reopened: z.array(z.object({ reason: z.string(), person: z.string(), at: z.string(), signedBy: z.string() })),
  })
  .meta({ id: 'BankMonth' });
export type BankMonthAnswer = z.output<typeof bankMonthAnswer>;

export const prepareBody = z.strictObject({ note: z.string().max(2_000).default('') });
export const reopenBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
