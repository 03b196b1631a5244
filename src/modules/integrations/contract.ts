/** The contract of integrations: the documents of the mirror's routes, and those of imports. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { exportStates, taxTreatments } from './lists.ts';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const reason = z.string().min(1).max(500);
const loadState = z.enum(['accepted', 'held', 'released', 'refused', 'superseded']);
const exportState = z.enum(exportStates);

export const companyQuery = z.strictObject({ company });
export const loadPath = z.strictObject({ loadId: idParam });
export const decisionBody = z.strictObject({ reason });

export const loadsQuery = z.strictObject({
  company,
  state: loadState.optional(),
  before: idParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const loadAnswer = z
  .object({
    id: idAnswer,
    file: z.string(),
    scope: z.string().nullable().meta({ description: 'Null where the file could not be read.' }),
    kind: z.enum(['full', 'delta']).nullable(),
    keyDate: z.string().nullable(),
    since: z.string().nullable(),
    state: loadState,
    takenIn: z.boolean().meta({ description: 'Its changes are all in the books.' }),
    reasons: z.array(z.object({ code: z.string(), text: z.string() })),
    decision: z.string().nullable().meta({ description: 'Why a person released or discarded it.' }),
    counts: z.record(z.string(), z.int()),
  })
  .meta({ id: 'ErpLoad', description: 'A file of the ERP’s items, with what became of it.' });

export const loadsAnswer = z.object({ rows: z.array(loadAnswer), next: idAnswer.nullable() });
export type LoadsAnswer = z.output<typeof loadsAnswer>;

export const loadDetailAnswer = z.object({
  load: loadAnswer,
  declared: z.unknown().meta({ description: 'What the file declared; amounts in minor units, as text.' }),
  found: z.unknown().meta({ description: 'What was read of it.' }),
});

/** What an upload says about its file: everything that a manifest may say, and how the file is built. */
export const uploadQuery = z.strictObject({
  company,
  fileName: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u, 'is a plain file name'),
  mapping: z.string().min(1).max(100).optional().meta({ description: 'A mapping that comes with Dunwell.' }),
  likeLoad: idParam.optional().meta({ description: 'An earlier load of the company whose mapping is used.' }),
  kind: z.enum(['full', 'delta']).optional(),
  scope: z.string().min(1).max(100).optional(),
  keyDate: day.optional(),
  since: day.optional(),
  count: z.coerce.number().int().min(0).optional(),
  total: z.string().max(500).optional().meta({ description: '1234.50, or EUR=1234.50,USD=10.00.' }),
  controlBalance: z.string().max(500).optional().meta({
    description:
      'In company currency: 1234.50 of the receivables’ own account, or main=1234.50,down_payment=-300.00 by control account.',
  }),
  check: z.enum(['true', 'false']).optional().meta({ description: 'Looks at everything and writes nothing.' }),
});

export const uploadAnswer = z.object({
  loadId: idAnswer.nullable(),
  file: z.string(),
  scope: z.string(),
  kind: z.enum(['full', 'delta']),
  keyDate: z.string(),
  state: loadState,
  reasons: z.array(z.object({ code: z.string(), text: z.string() })),
  known: z.boolean().meta({ description: 'The same file was loaded before, declared the same way.' }),
  rows: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  missing: z.int(),
  alsoTakenIn: z.int(),
  badRows: z.int(),
  bad: z
    .array(z.object({ row: z.int(), column: z.string(), value: z.string(), code: z.string(), reason: z.string() }))
    .meta({ description: 'The first 200 findings.' }),
});

export const bankPostingsQuery = z.strictObject({
  company,
  bankAccount: idParam,
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM'),
});
export const bankPostingsAnswer = z
  .object({
    rows: z.array(
      z.object({
        kind: z.enum(['clearing', 'rule', 'proposal']),
        state: z.enum(['proposed', 'executed', 'pending', 'exported', 'confirmed', 'contradicted']),
        currency: z.string(),
        count: z.int().meta({ description: 'Movements of the bank.' }),
        amount: z.string(),
      }),
    ),
  })
  .meta({ id: 'BankPostings', description: 'What a month of a bank account led to, here and in the ERP.' });
export type BankPostingsAnswer = z.output<typeof bankPostingsAnswer>;

export const exportsQuery = z.strictObject({ company, state: exportState.default('pending') });
export const exportsAnswer = z.object({
  entries: z.array(
    z.object({
      reference: z.string().meta({ description: 'Give it back: it confirms.' }),
      kind: z.enum(['clearing', 'clearing_reversal', 'tax_relief']),
      state: exportState,
      reason: z.string().nullable(),
      erpDocument: z.string().nullable(),
      lines: z.array(
        z.object({
          customer: z.string(),
          postingDate: z.string(),
          credit: z.object({ item: z.string().nullable(), number: z.string(), type: z.string() }),
          debit: z.object({
            item: z.string().nullable(),
            number: z.string(),
            outOf: z
              .string()
              .nullable()
              .meta({ description: 'What it was moved out of, such as the invoice of a deduction; null: it was not.' }),
          }),
          amount: z.string(),
          currency: z.string(),
          explanation: z.string(),
          payTo: z
            .object({ account: z.string(), bankCode: z.string().nullable(), holderName: z.string().nullable() })
            .nullable()
            .meta({ description: 'Of a refund: the account that it is paid to.' }),
          taxes: z
            .array(
              z.object({
                country: z.string(),
                code: z.string().nullable().meta({ description: 'Null: the list of the document told none.' }),
                ratePercent: z.string().nullable(),
                base: z.string(),
                tax: z.string(),
                treatment: z.enum(taxTreatments),
              }),
            )
            .meta({
              description:
                'The tax in what this line clears, by code, as the ledger here split it: to correct now, to let wait for its relief, due again, or moved on with the part that stays owed.',
            }),
        }),
      ),
      payables: z
        .array(z.object({ vendor: z.string(), number: z.string(), amount: z.string(), currency: z.string() }))
        .meta({ description: 'Of an offset: what is cleared in the payables besides.' }),
    }),
  ),
});

export type ExportsAnswer = z.output<typeof exportsAnswer>;

export const answersBody = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        reference: z.string().min(1).max(100),
        result: z.enum(['confirmed', 'rejected']),
        document: z.string().max(100).nullish(),
        reason: z.string().max(500).nullish(),
      }),
    )
    .max(1000),
});
export const answersAnswer = z.object({
  confirmed: z.int(),
  rejected: z.int(),
  known: z.int(),
  returned: z
    .array(z.object({ row: z.int().nullable(), reference: z.string(), code: z.string(), reason: z.string() }))
    .meta({ description: 'Answers that could not be taken, with the reason; the others were.' }),
});
export type AnswersAnswer = z.output<typeof answersAnswer>;

const moneySide = {
  payment: z.string().nullable().meta({ description: 'The payment’s identity in the ERP.' }),
  receiptId: idAnswer.nullable(),
  number: z.string().nullable(),
  day: z.string(),
  customer: z
    .string()
    .nullable()
    .meta({ description: 'The number of the customer on whose account it stands; null: it stands on none.' }),
  name: z.string().nullable(),
  text: z.string().nullable().meta({ description: 'Of a receipt of no account: what its payer wrote.' }),
};
export const openMoneyAnswer = z.object({
  rows: z.array(
    z.object({
      ...moneySide,
      amount: z.string(),
      currency: z.string(),
      why: z.string(),
      candidates: z.array(z.object(moneySide)),
    }),
  ),
});

export type OpenMoneyAnswer = z.output<typeof openMoneyAnswer>;

export const sameMoneyBody = z.strictObject({
  payment: z.string().min(1).max(500),
  receiptId: idParam,
  verdict: z.enum(['same', 'different']),
  reason,
});

export * from './imports/contract.ts';
