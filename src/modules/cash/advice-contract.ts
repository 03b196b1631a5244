/** The contract of remittance advices. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';
import { adviceStates } from './lists.ts';

const company = z.string().min(1).max(12);
const adviceState = z.enum(adviceStates);

const adviceMembers = {
  id: idAnswer,
  version: z.int(),
  state: adviceState,
  says: z.string().meta({ description: 'What a person should know of it, in a sentence.' }),
  payer: z.string().nullable(),
  customer: z.string().nullable(),
  name: z.string().nullable(),
  reference: z.string().nullable().meta({ description: 'The payment’s own reference: check number, trace number.' }),
  date: z.string().nullable(),
  receivedOn: z.string(),
  amount: z.string().nullable().meta({ description: 'Null: it leaves open what is paid.' }),
  currency: z.string(),
  lines: z.int(),
  file: z.string(),
  receiptId: idAnswer.nullable(),
  prose: z.boolean().meta({ description: 'Read from sentences of a mail.' }),
};
export const advicePath = z.strictObject({ adviceId: idParam });
export const adviceQuery = z.strictObject({ company });
export const adviceAnswer = z
  .object({
    ...adviceMembers,
    payerAccount: z.string().nullable(),
    details: z.array(
      z.object({
        reference: z.string(),
        amount: z.string().nullable(),
        discount: z.string().nullable(),
        deduction: z.string().nullable(),
        reason: z.string().nullable(),
        memo: z.string().nullable(),
        open: z.string().nullable().meta({ description: 'What is open now of the document; null: we have none.' }),
        items: z
          .array(
            z.object({
              id: idAnswer,
              number: z.string(),
              documentType: z.string(),
              dueDate: z.string(),
              customer: z.string(),
              name: z.string(),
              amount: z.string(),
              open: z.string(),
              paid: z.string().meta({ description: 'What of it the advice’s own money pays.' }),
            }),
          )
          .meta({ description: 'The items of that number or reference.' }),
      }),
    ),
  })
  .meta({ id: 'Advice' });
export type AdviceAnswer = z.output<typeof adviceAnswer>;

const fileName = z.string().min(1).max(200);
export const adviceInspectionQuery = z.strictObject({ company, fileName });
export const adviceInspectionAnswer = z
  .object({
    format: z.enum(['csv', 'xlsx', 'eml']),
    rows: z.int(),
    header: z.array(z.string()),
    sample: z.array(z.array(z.string())),
    guess: z.record(z.string(), z.string()).meta({ description: 'Proposed columns by field.' }),
    fields: z.array(z.object({ name: z.string(), required: z.boolean() })),
  })
  .meta({ id: 'RemittanceInspection' });
export type AdviceInspectionAnswer = z.output<typeof adviceInspectionAnswer>;
export const adviceUploadQuery = z.strictObject({
  company,
  fileName,
  mapping: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'The name of a kept mapping of remittances; absent: the one that fits.' }),
  draft: z
    .string()
    .min(2)
    .max(8_000)
    .optional()
    .meta({ description: 'A mapping of a remittance as JSON, instead of a kept one.' }),
  account: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'Of a lockbox: the number of the bank account that its checks are paid into.' }),
});
export const adviceUploadAnswer = z
  .object({
    file: z.string(),
    format: z.string(),
    repeatedFile: z.boolean(),
    adviceIds: z.array(idAnswer),
    linked: z.int().meta({ description: 'How many found their money at once.' }),
    applied: z.int(),
    proposed: z.int(),
    adjustments: z.int().meta({ description: 'Of an X12 812: how many wait from now on for a person.' }),
    knownAdjustments: z.int().meta({ description: 'Of an X12 812: how many were known already.' }),
    checks: z.int().meta({ description: 'Of a lockbox: checks that were registered and paid in.' }),
    heldBatches: z.int().meta({ description: 'Of a lockbox: batches that do not foot and wait for a person.' }),
    knownBatches: z.int().meta({ description: 'Of a lockbox: batches of which every check was known already.' }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AdviceUpload' });
export const adviceCheckAnswer = z
  .object({
    file: z.string(),
    format: z.string(),
    repeatedFile: z.boolean().meta({ description: 'The very same content was taken before: it would change nothing.' }),
    advices: z.array(
      z.object({
        payer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        reference: z.string().nullable(),
        date: z.string().nullable(),
        amount: z.string().nullable().meta({ description: 'Null: it leaves open what is paid.' }),
        currency: z.string(),
        lines: z.int(),
        known: z.int().meta({ description: 'How many of its lines name a document that we have.' }),
      }),
    ),
    deposits: z
      .array(
        z.object({
          lockbox: z.string().nullable().meta({ description: 'Its number, where the file says it.' }),
          currency: z.string(),
          checks: z.int(),
          amount: z.string(),
          account: z
            .string()
            .nullable()
            .meta({ description: 'The bank account that they are paid into; null: say it with `account`.' }),
        }),
      )
      .meta({ description: 'Of a lockbox: where its new checks go. Empty: the file is none, or all of it is known.' }),
    lines: z
      .array(
        z.object({
          reference: z.string(),
          amount: z.string().nullable(),
          currency: z.string(),
          discount: z.string().nullable(),
          deduction: z.string().nullable(),
          reason: z.string().nullable(),
          known: z.boolean().meta({ description: 'We have a document of that number.' }),
        }),
      )
      .meta({ description: 'The first lines of the file, as they were read.' }),
    heldBatches: z.int().meta({ description: 'Of a lockbox: batches that do not foot and would wait for a person.' }),
    knownBatches: z.int().meta({ description: 'Of a lockbox: batches of which every check is known already.' }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AdviceCheck' });
export type AdviceCheckAnswer = z.output<typeof adviceCheckAnswer>;
export type AdviceUploadAnswer = z.output<typeof adviceUploadAnswer>;
export const linkAdviceBody = z.strictObject({ receiptId: idParam });
export const linkAdviceAnswer = z.object({ applied: z.int(), proposed: z.int() }).meta({ id: 'LinkedAdvice' });
export const withdrawAdviceBody = z.strictObject({ reason: z.string().trim().min(1).max(300) });
