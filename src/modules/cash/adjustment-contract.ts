/** The contract of adjustments that customers announce (X12 812): what waits, what it would become, and deciding on it. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const reason = z.string().trim().min(1).max(300);

const adjustmentStates = ['waiting', 'accepted', 'declined'] as const;
export const adjustmentQuery = z.strictObject({ company });
export const adjustmentPath = z.strictObject({ adjustmentId: idParam });
export const declineAdjustmentBody = z.strictObject({ reason });
export const nameCustomerBody = z.strictObject({ customer: z.string().trim().min(1).max(40), reason });
export const acceptAdjustmentBody = z.strictObject({
  reason,
  reasonCode: z
    .string()
    .min(1)
    .max(30)
    .optional()
    .meta({ description: 'Why, by our codes; absent: the one that the announced reason means.' }),
});
/** Ids of governed commands are passed on as they came: what is approved is kept in that form. */
export const acceptAdjustmentInput = acceptAdjustmentBody.extend({ adjustmentId: z.string().regex(/^[1-9]\d{0,17}$/) });
export type AcceptAdjustment = z.output<typeof acceptAdjustmentInput>;

const form = z.enum(['deduction', 'credit_memo', 'debit_memo']);
/** Beside the columns of the list of adjustments. */
export const listedAdjustment = z
  .object({
    id: idAnswer,
    kind: z.enum(['credit', 'debit']).meta({ description: 'credit: the customer will pay less; debit: it owes more.' }),
    number: z.string(),
    date: z.string().nullable(),
    receivedOn: z.string(),
    payer: z.string().nullable(),
    customer: z.string().nullable(),
    customerName: z.string().nullable(),
    currency: z.string(),
    amount: z.string(),
    reference: z.string().meta({ description: 'The document that it is about, as the payer writes it.' }),
    reasons: z.array(
      z.object({
        code: z.string().meta({ description: 'Why, by the payer’s code.' }),
        amount: z.string().nullable().meta({
          description: 'Its part, positive in the direction of the adjustment; null: the file says none.',
        }),
      }),
    ),
    reasonCode: z
      .string()
      .nullable()
      .meta({ description: 'The reason code of ours that they mean: taken where accepting names none.' }),
    namedBy: z.string().nullable().meta({ description: 'Who said which customer it is, where the file did not.' }),
    document: z
      .object({
        itemId: idAnswer,
        number: z.string(),
        customer: z.string(),
        open: z.string(),
        currency: z.string(),
      })
      .nullable(),
    proposed: form.nullable().meta({ description: 'What accepting makes of it; null: why says what hinders it.' }),
    why: z.object({ code: z.string(), text: z.string() }).nullable(),
    state: z.enum(adjustmentStates),
    decided: z
      .object({
        as: z.enum(['deduction', 'credit_memo', 'debit_memo', 'declined']),
        on: z.string(),
        reason: z.string(),
        person: z.string().nullable(),
        document: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Adjustment' });
export type ListedAdjustment = z.output<typeof listedAdjustment>;
