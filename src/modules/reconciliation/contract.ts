/** The contract of reconciliation: what its routes take and answer. Pure. */
import { z } from 'zod';
import { isCurrency, isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { comparedOutcomes, differenceReasons, differenceSides, proposals } from './model.ts';
import { nextSteps } from './rules/next-steps.ts';

const companyCode = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}/\\]*$/u, 'a file name without path');
const reason = z.string().trim().min(1).max(500);
const money = z.string().meta({ description: 'A decimal string; what the customer owes is positive.' });

export const statementPath = z.strictObject({ statementId: idParam });

export const reconciliationsQuery = z.strictObject({
  company: companyCode,
  customer: z.string().min(1).max(60).optional(),
  before: idParam.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const keepStatementQuery = z.strictObject({
  company: companyCode,
  customer: z.string().min(1).max(60),
  fileName,
  currency: z.string().refine(isCurrency, 'is not an ISO 4217 currency').optional(),
  asOf: day.optional().meta({ description: 'The day that the statement is of; absent: as the file says.' }),
  kind: z.enum(['open_items', 'movements']).optional(),
  from: day.optional().meta({ description: 'The first day of movements.' }),
  mapping: z.string().min(2).max(8_000).optional().meta({ description: 'A mapping of its columns as JSON.' }),
});

export const inspectStatementQuery = z.strictObject({ company: companyCode, fileName });
export const statementColumnsAnswer = z
  .object({
    format: z.enum(['csv', 'xlsx', 'pdf']),
    header: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    guess: z.record(z.string(), z.string()).meta({ description: 'Proposed columns by field.' }),
    fields: z.array(z.object({ name: z.string(), required: z.boolean() })),
  })
  .meta({ id: 'StatementColumns' });
export type StatementColumnsAnswer = z.output<typeof statementColumnsAnswer>;

const agreementAnswer = z
  .object({
    theirs: money,
    ours: money,
    agreed: money,
    agreedWith: z.string(),
    agreedOn: z.string(),
    note: z.string(),
    person: z.string(),
    at: z.string(),
    evidence: z.string().nullable().meta({ description: 'The name of the customer’s confirmation.' }),
    withdrawn: z.object({ reason: z.string(), person: z.string(), at: z.string() }).nullable(),
  })
  .meta({ id: 'BalanceAgreement' });

const statementAnswer = {
  id: idAnswer,
  customer: z.string(),
  name: z.string(),
  currency: z.string(),
  asOf: z.string(),
  kind: z.enum(['open_items', 'movements']),
  from: z.string().nullable(),
  fileName: z.string(),
  receivedAt: z.string(),
  person: z.string(),
  version: z.int(),
};

export const reconciliationsAnswer = z
  .object({
    rows: z.array(
      z.object({
        ...statementAnswer,
        theirs: money,
        ours: money,
        difference: money,
        agreed: money.nullable(),
        changedSince: z
          .boolean()
          .meta({ description: 'Our balance of that day is no more what it was when it was agreed.' }),
      }),
    ),
    next: idAnswer.nullable(),
  })
  .meta({ id: 'CustomerReconciliations' });
export type ReconciliationsAnswer = z.output<typeof reconciliationsAnswer>;

const comparedLine = z.object({
  key: z.string(),
  outcome: z.enum(comparedOutcomes),
  theirs: z
    .object({
      row: z.int(),
      reference: z.string(),
      otherReference: z.string().nullable(),
      date: z.string().nullable(),
      amount: money,
      kind: z.string(),
      memo: z.string(),
    })
    .nullable(),
  ours: z
    .object({
      itemId: idAnswer,
      number: z.string(),
      documentType: z.string(),
      date: z.string(),
      dueDate: z.string(),
      amount: money,
      original: money,
    })
    .nullable(),
  theirAmount: money,
  ourAmount: money,
  difference: money,
  reason: z.enum(differenceReasons).nullable(),
  day: z.string().nullable(),
  number: z.string().nullable(),
  side: z.enum(differenceSides),
  proposal: z.enum(proposals),
  decision: z.object({ note: z.string(), person: z.string(), at: z.string() }).nullable(),
});

const comparison = {
  theirs: money,
  ours: money,
  difference: money,
  byReason: z.array(z.object({ reason: z.enum(differenceReasons), count: z.int(), amount: money })),
  lines: z.array(comparedLine),
};

export const checkedStatementAnswer = z
  .object({
    currency: z.string(),
    asOf: z.string(),
    kind: z.enum(['open_items', 'movements']),
    warnings: z.array(z.string()),
    ...comparison,
  })
  .meta({ id: 'CheckedCustomerStatement' });

export const keptStatementAnswer = z
  .object({
    statementId: idAnswer,
    existing: z.boolean().meta({ description: 'The very same file was kept before; nothing was changed.' }),
  })
  .meta({ id: 'KeptCustomerStatement' });
export type KeptStatementAnswer = z.output<typeof keptStatementAnswer>;

export const reconciliationAnswer = z
  .object({
    ...statementAnswer,
    warnings: z.array(z.string()),
    ...comparison,
    work: z
      .array(
        z.object({
          key: z.string(),
          deeds: z.array(
            z.object({
              what: z.string().meta({ description: 'letter, dispute, or the type of the document that cleared ours.' }),
              day: z.string(),
              state: z.string(),
              amount: money.nullable(),
              number: z.string().nullable(),
              person: z.string().nullable(),
            }),
          ),
          steps: z.array(
            z.object({ kind: z.enum(nextSteps), amount: money.nullable(), receiptId: idAnswer.nullable() }),
          ),
        }),
      )
      .meta({ description: 'By line: what was done since the statement was kept, and what may be done next.' }),
    proposedBalance: money
      .nullable()
      .meta({ description: 'Our balance and what we correct; null while a difference is open.' }),
    agreements: z.array(agreementAnswer).meta({ description: 'The newest first; at most the first stands.' }),
    sinceAgreed: z
      .object({
        difference: money,
        changes: z.array(z.object({ number: z.string(), documentType: z.string(), amount: money })),
      })
      .nullable(),
  })
  .meta({ id: 'CustomerReconciliation' });
export type ReconciliationAnswer = z.output<typeof reconciliationAnswer>;

export const decisionsBody = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        key: z.string().min(1).max(60),
        side: z.enum(differenceSides),
        note: z.string().max(1_000).default(''),
      }),
    )
    .min(1)
    .max(2_000),
});

export const agreementBody = z.strictObject({
  agreed: z.string().max(30),
  agreedWith: z.string().trim().min(1).max(200).meta({ description: 'Who agreed at the customer.' }),
  agreedOn: day,
  note: z.string().max(2_000).default(''),
});

const keys = z.array(z.string().min(1).max(60)).min(1).max(200);
export const letterQuery = z.strictObject({
  keys: z
    .string()
    .transform((text) => text.split(','))
    .pipe(keys)
    .meta({ description: 'The lines it is about, with commas between.' }),
});
export const letterBody = z.strictObject({ keys });
export const letterPreviewAnswer = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'ReconciliationLetter' });
export const lettersAnswer = z.object({ lines: z.int() });
export const linePath = z.strictObject({ ...statementPath.shape, key: z.string().min(1).max(60) });
export const lineBody = z.strictObject({ reason });
export const disputedAnswer = z.object({ amount: money });

export const reasonBody = z.strictObject({ reason });
export const evidenceQuery = z.strictObject({ fileName });

export * from './bank/contract.ts';
