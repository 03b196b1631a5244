/** The contract of checks and deposits. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { slipLanguages } from './deposit-slip-words.ts';
import { checkStates } from './lists.ts';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const checkState = z.enum(checkStates);

const checkRow = z.object({
  id: idAnswer,
  number: z.string(),
  state: checkState,
  drawer: z.string().nullable(),
  customer: z.string().nullable(),
  name: z.string().nullable(),
  amount: z.string(),
  currency: z.string(),
  checkDate: z.string(),
  receivedOn: z.string(),
  deposit: z.string().nullable(),
  depositId: idAnswer.nullable(),
  depositedOn: z.string().nullable(),
  receiptId: idAnswer.nullable(),
  image: z.boolean(),
});
export const checkQuery = z.strictObject({ company });
export const checkPath = z.strictObject({ checkId: idParam });
export const receiveCheckBody = z.strictObject({
  number: z.string().trim().min(1).max(60),
  amount: z.string().regex(/^\d+(\.\d+)?$/),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code'),
  checkDate: day.optional().meta({ description: 'Absent: today. A later day holds it until then.' }),
  customer: z.string().min(1).max(100).nullish(),
  drawer: z.string().trim().min(1).max(200).nullish(),
  drawerAccount: z.string().trim().min(1).max(60).nullish(),
});
const reason = z.string().trim().min(1).max(300);
/** What is absent stays as it is registered. */
export const correctCheckBody = z.strictObject({
  reason,
  number: receiveCheckBody.shape.number.optional(),
  amount: receiveCheckBody.shape.amount.optional(),
  currency: receiveCheckBody.shape.currency.optional(),
  checkDate: day.optional(),
  customer: receiveCheckBody.shape.customer.meta({ description: 'Null: nobody knows the customer.' }),
  drawer: receiveCheckBody.shape.drawer.meta({ description: 'Null: the check does not say.' }),
  drawerAccount: receiveCheckBody.shape.drawerAccount,
});
export const withdrawBody = z.strictObject({ reason });
export const depositWithdrawn = z
  .object({ checks: z.int().meta({ description: 'So many can be corrected or paid in again.' }) })
  .meta({ id: 'DepositWithdrawn' });
export type DepositWithdrawnAnswer = z.output<typeof depositWithdrawn>;
export const checkCreated = z.object({ id: idAnswer });
export type CheckCreatedAnswer = z.output<typeof checkCreated>;
export const depositBody = z.strictObject({
  checkIds: z.array(idParam).min(1).max(500).optional().meta({ description: 'Absent: all that can be paid in.' }),
  bankAccount: z.string().min(1).max(60).optional(),
  depositedOn: day.optional(),
});
export const depositAnswer = z
  .object({
    depositId: idAnswer,
    number: z.string(),
    currency: z.string(),
    amount: z.string(),
    checks: z.int(),
    applied: z.int(),
    proposed: z.int(),
  })
  .meta({ id: 'Deposit' });
export type DepositAnswer = z.output<typeof depositAnswer>;

const depositMembers = {
  id: idAnswer,
  number: z.string(),
  origin: z.enum(['slip', 'lockbox']),
  account: z.string(),
  accountName: z.string(),
  depositedOn: z.string(),
  currency: z.string(),
  amount: z.string(),
  checks: z.int(),
  creditedOn: z.string().nullable().meta({ description: 'When the bank credited it; null: it is in transit.' }),
  withdrawnOn: z.string().nullable().meta({ description: 'When it was withdrawn; null: it stands.' }),
  withdrawnReason: z.string().nullable(),
};
export const depositPath = z.strictObject({ depositId: idParam });
export const depositPdfQuery = z.strictObject({
  company,
  language: z.enum(slipLanguages).optional().meta({ description: 'Absent: the company’s own.' }),
});
export const depositDetailAnswer = z
  .object({ ...depositMembers, rows: z.array(checkRow).meta({ description: 'Its checks.' }) })
  .meta({ id: 'DepositDetail' });
export type DepositDetailAnswer = z.output<typeof depositDetailAnswer>;

export const returnPreviewQuery = z.strictObject({
  company,
  returnedOn: day.optional().meta({ description: 'Absent: today.' }),
});
export const returnPreviewAnswer = z
  .object({
    amount: z.string(),
    currency: z.string(),
    items: z
      .array(
        z.object({
          number: z.string(),
          customer: z.string(),
          name: z.string(),
          dueDate: z.string(),
          amount: z.string(),
        }),
      )
      .meta({ description: 'What would be open again.' }),
    unapplied: z.string(),
    fee: z.string().nullable(),
    collector: z.string().nullable(),
    hindrance: z.string().nullable().meta({ description: 'Why it cannot be taken back; null: it can.' }),
  })
  .meta({ id: 'ReturnPreview' });
export type ReturnPreviewAnswer = z.output<typeof returnPreviewAnswer>;
export const returnCheckBody = z.strictObject({
  reason,
  returnedOn: day.optional(),
  withoutFee: z.boolean().default(false),
});

const heldBatch = {
  id: idAnswer,
  file: z.string(),
  batch: z.string(),
  batchDay: z.string(),
  currency: z.string(),
  stated: z.string(),
  sum: z.string(),
  statedChecks: z.int(),
  checks: z.int(),
  reason: z.string(),
  state: z.enum(['held', 'released', 'discarded']),
};
export const heldBatchesQuery = z.strictObject({
  ...checkQuery.shape,
  state: z
    .enum(['held', 'decided'])
    .default('held')
    .meta({ description: 'Those that wait for a person, or those that were decided.' }),
});
export const heldBatchesAnswer = z.object({ rows: z.array(z.object(heldBatch)) }).meta({ id: 'HeldBatches' });
export const heldBatchAnswer = z
  .object({
    ...heldBatch,
    decidedReason: z.string().nullable().meta({ description: 'Why it was paid in as it is, or discarded.' }),
    details: z.array(
      z.object({
        adviceId: idAnswer,
        number: z.string().nullable(),
        drawer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        day: z.string().nullable(),
        amount: z.string(),
        documents: z.array(z.string()).meta({ description: 'What it says that it pays, at most twenty.' }),
        gone: z
          .boolean()
          .meta({ description: 'Its money came on another way, or what the file says of it was withdrawn.' }),
      }),
    ),
  })
  .meta({ id: 'HeldBatch' });
export type HeldBatchAnswer = z.output<typeof heldBatchAnswer>;
export type HeldBatchesAnswer = z.output<typeof heldBatchesAnswer>;
export const batchPath = z.strictObject({ batchId: idParam });
export const batchReason = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const batchReleased = z
  .object({ checks: z.int(), applied: z.int(), proposed: z.int() })
  .meta({ id: 'ReleasedBatch' });
