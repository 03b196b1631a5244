/** The contract of remittance advices. Pure. */
import { z } from 'zod';
import { pageLimit } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const adviceState = z.enum(['waiting', 'matched', 'partly', 'contradicts', 'withdrawn']);

export const advicesQuery = z.strictObject({
  company,
  state: adviceState.optional(),
  before: idParam.optional().meta({ description: 'The id of the last row read; absent: from the newest.' }),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
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
  amount: z.string(),
  currency: z.string(),
  lines: z.int(),
  file: z.string(),
  receiptId: idAnswer.nullable(),
};
export const advicesAnswer = z.object({ rows: z.array(z.object(adviceMembers)) }).meta({ id: 'Advices' });
export type AdvicesAnswer = z.output<typeof advicesAnswer>;

export const advicePath = z.strictObject({ adviceId: idParam });
export const adviceQuery = z.strictObject({ company });
export const adviceAnswer = z
  .object({
    ...adviceMembers,
    payerAccount: z.string().nullable(),
    details: z.array(
      z.object({
        reference: z.string(),
        amount: z.string(),
        discount: z.string().nullable(),
        deduction: z.string().nullable(),
        reason: z.string().nullable(),
        memo: z.string().nullable(),
        open: z.string().nullable().meta({ description: 'What is open now of the document; null: we have none.' }),
      }),
    ),
  })
  .meta({ id: 'Advice' });
export type AdviceAnswer = z.output<typeof adviceAnswer>;

export const adviceUploadQuery = z.strictObject({ company, fileName: z.string().min(1).max(200) });
export const adviceUploadAnswer = z
  .object({
    file: z.string(),
    format: z.string(),
    repeatedFile: z.boolean(),
    adviceIds: z.array(idAnswer),
    linked: z.int().meta({ description: 'How many found their money at once.' }),
    applied: z.int(),
    proposed: z.int(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AdviceUpload' });
export const linkAdviceBody = z.strictObject({ receiptId: idParam });
export const linkAdviceAnswer = z.object({ applied: z.int(), proposed: z.int() }).meta({ id: 'LinkedAdvice' });
export const withdrawAdviceBody = z.strictObject({ reason: z.string().trim().min(1).max(300) });
