/** The contract of checks and deposits. Pure. */
import { z } from 'zod';
import { isDay, pageLimit } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const checkState = z.enum(['held', 'received', 'deposited', 'cleared', 'returned']);

export const checksQuery = z.strictObject({
  company,
  state: checkState.optional(),
  number: z.string().min(1).max(60).optional(),
  before: idParam.optional(),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
export const checksAnswer = z
  .object({
    rows: z.array(
      z.object({
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
        depositedOn: z.string().nullable(),
        receiptId: idAnswer.nullable(),
        image: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Checks' });
export type ChecksAnswer = z.output<typeof checksAnswer>;

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
export const checkCreated = z.object({ id: idAnswer });
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
export const returnCheckBody = z.strictObject({
  reason: z.string().trim().min(1).max(300),
  returnedOn: day.optional(),
  withoutFee: z.boolean().default(false),
});

export const heldBatchesAnswer = z
  .object({
    rows: z.array(
      z.object({
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
      }),
    ),
  })
  .meta({ id: 'HeldBatches' });
export type HeldBatchesAnswer = z.output<typeof heldBatchesAnswer>;
export const batchPath = z.strictObject({ batchId: idParam });
export const batchReason = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const batchReleased = z
  .object({ checks: z.int(), applied: z.int(), proposed: z.int() })
  .meta({ id: 'ReleasedBatch' });
