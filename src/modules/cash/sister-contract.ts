/** The contract of payments between companies of a tenant. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';

const businessDay = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');

export const sisterPaymentBody = z.strictObject({
  fromCompanyId: idParam.meta({ description: 'Whose bank has the money.' }),
  toCompanyId: idParam.meta({ description: 'Whose items it pays.' }),
  receiptId: idParam,
  allocations: z
    .array(z.strictObject({ itemId: idParam, amount: z.string().regex(/^\d+(\.\d+)?$/) }))
    .min(1)
    .max(500),
  postingDate: businessDay.optional().meta({ description: 'Absent: today; never before the receipt.' }),
  reason: z.string().trim().min(1).max(500),
});
export const sisterPaymentAnswer = z.object({
  paymentId: idAnswer,
  currency: z.string(),
  amount: z.string(),
  rest: z.string().meta({ description: "What stays as a credit on the customer's account in the sister company." }),
});
export const sisterPaymentParams = z.strictObject({ paymentId: idParam });
export const sisterPaymentReversal = z.strictObject({
  postingDate: businessDay.optional(),
  reason: z.string().trim().min(1).max(500),
});

export const splitReceiptParams = z.strictObject({ receiptId: idParam });
export const splitReceiptBody = z.strictObject({
  reason: z.string().trim().min(1).max(500),
  postingDate: businessDay.optional().meta({ description: 'Absent: today; never before the receipt.' }),
});
export const splitReceiptAnswer = z
  .object({
    splitId: idAnswer,
    currency: z.string(),
    own: z.string().meta({ description: 'What its own company was paid.' }),
    payments: z.array(z.object({ paymentId: idAnswer, company: z.string(), amount: z.string() })),
    explanation: z.string(),
  })
  .meta({ id: 'SplitReceipt' });
