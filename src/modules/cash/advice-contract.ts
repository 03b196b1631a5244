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
    adjustments: z.int().meta({ description: 'Of an X12 812: how many wait from now on for a person.' }),
    knownAdjustments: z.int().meta({ description: 'Of an X12 812: how many were known already.' }),
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
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AdviceCheck' });
export type AdviceCheckAnswer = z.output<typeof adviceCheckAnswer>;
export type AdviceUploadAnswer = z.output<typeof adviceUploadAnswer>;
export const linkAdviceBody = z.strictObject({ receiptId: idParam });
export const linkAdviceAnswer = z.object({ applied: z.int(), proposed: z.int() }).meta({ id: 'LinkedAdvice' });
export const withdrawAdviceBody = z.strictObject({ reason: z.string().trim().min(1).max(300) });
