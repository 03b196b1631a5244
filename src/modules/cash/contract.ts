/** The contract of cash: the documents of its commands and routes, and its refusal codes. Pure. */
import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const nullableText = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(of)
    .nullish()
    .transform((value) => value ?? []);
const amount = z.string();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/, 'is not a day YYYY-MM-DD')
  .transform((value) => value.slice(0, 10));
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code');

/** The input document of `cash solve` (COMMANDS): absent arrays mean [], absent strings null, unknown fields pass. */
export const solveInput = z.object({
  asOf: day.optional().default('9999-12-31'),
  customers: list(
    z.object({
      id: z.string(),
      name: text,
      aliases: list(z.string()),
      accounts: list(z.string()),
      parentId: nullableText,
    }),
  ),
  openItems: list(
    z.object({
      id: z.string(),
      customerId: z.string(),
      number: text,
      references: list(z.string()),
      type: text,
      blocks: list(z.string()),
      documentDate: day.nullish().transform((value) => value ?? '0001-01-01'),
      dueDate: day.nullish().transform((value) => value ?? '9999-12-31'),
      open: amount,
      currency,
      discount: z
        .object({ amount, until: day })
        .nullish()
        .transform((value) => value ?? null),
    }),
  ),
  receipts: list(
    z.object({
      id: z.string(),
      date: day,
      amount,
      currency,
      payer: z
        .object({ name: nullableText, account: nullableText })
        .nullish()
        .transform((value) => value ?? { name: null, account: null }),
      reference: text,
      method: nullableText,
      remittance: list(
        z.object({
          reference: text,
          amount: z
            .string()
            .nullish()
            .transform((value) => value ?? null),
          memo: text,
        }),
      ),
    }),
  ),
  policy: z
    .object({
      tolerance: amount.optional().default('0'),
      tolerancePercent: z.number().min(0).max(100).optional().default(100),
      maximumBankCharge: amount.optional().default('0'),
      searchBudget: z.number().int().min(0).max(10_000_000).optional().default(200_000),
      ledgerIsFresh: z.boolean().optional().default(true),
    })
    .nullish()
    .transform(
      (value) =>
        value ?? {
          tolerance: '0',
          tolerancePercent: 100,
          maximumBankCharge: '0',
          searchBudget: 200_000,
          ledgerIsFresh: true,
        },
    ),
});
export type SolveInput = z.output<typeof solveInput>;
