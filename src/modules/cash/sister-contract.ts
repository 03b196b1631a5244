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
export type SisterPaymentAnswer = z.output<typeof sisterPaymentAnswer>;
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
export type SplitReceiptAnswer = z.output<typeof splitReceiptAnswer>;

const paidDocuments = z.array(z.object({ id: idAnswer, number: z.string(), amount: z.string() }));
export const receiptCompaniesAnswer = z
  .object({
    currency: z.string(),
    split: z
      .object({
        explanation: z.string(),
        parts: z
          .array(z.object({ company: z.string(), amount: z.string(), documents: paidDocuments }))
          .meta({ description: 'By company, the one that has the money first.' }),
        left: z.string().meta({ description: 'What stays on account; negative where the documents come to more.' }),
        doubts: z.array(z.string()).meta({ description: 'What speaks against it.' }),
        postable: z.boolean().meta({ description: 'Whether a person may post it as it stands.' }),
      })
      .nullable()
      .meta({
        description: "The split that the payer's documents propose; null where it names none of another company.",
      }),
    payable: z
      .array(z.object({ id: idAnswer, code: z.string() }))
      .meta({ description: 'The other companies whose items its money may pay.' }),
    notPayable: z.array(z.string()).meta({
      description:
        'Companies whose books an ERP owns, its own perhaps among them: what they pay or are paid for one another is posted there.',
    }),
    payments: z
      .array(
        z.object({
          id: idAnswer,
          splitId: idAnswer
            .nullable()
            .meta({ description: 'The split that it is part of, which is taken back whole.' }),
          company: z.string(),
          companyName: z.string(),
          customer: z.string(),
          name: z.string(),
          day: z.string(),
          amount: z.string(),
          left: z.string().meta({ description: "What of it is still a credit on the customer's account there." }),
          reason: z.string(),
          documents: paidDocuments,
        }),
      )
      .meta({ description: 'What other companies were paid of it and was not taken back, the newest first.' }),
  })
  .meta({ id: 'ReceiptCompanies' });
export type ReceiptCompaniesAnswer = z.output<typeof receiptCompaniesAnswer>;
