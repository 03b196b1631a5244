/** The contract of paying refunds out: what is due, the files that are made of it, and what became of them. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { companiesParam, idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const reason = z.string().trim().min(1).max(500);
/** Ids of governed commands are passed on as they came: what is approved is kept in that form. */
const idText = z.string().regex(/^[1-9]\d{0,17}$/);

export const payRefundsInput = z.strictObject({
  bankAccountId: idText.meta({
    description: 'The account of ours that pays; all refunds of a file are in its currency.',
  }),
  itemIds: z.array(idText).min(1).max(1000).meta({ description: 'The refunds, each once.' }),
  executionDate: day
    .optional()
    .meta({ description: 'When the bank is to pay. Absent: the day on which the file is made.' }),
  reason,
});
export type PayRefunds = z.output<typeof payRefundsInput>;

export const payRefundsByCheckInput = z.strictObject({
  bankAccountId: idText.meta({ description: 'The account of ours that the checks are drawn on.' }),
  checks: z
    .array(
      z.strictObject({
        itemId: idText.meta({ description: 'The refund.' }),
        number: z
          .string()
          .trim()
          .regex(/^[A-Za-z0-9][A-Za-z0-9 .-]{1,29}$/, 'is not the number of a check'),
      }),
    )
    .min(1)
    .max(200)
    .meta({ description: 'Each refund once, with the number of the check that pays it.' }),
  reason,
});
export type PayRefundsByCheck = z.output<typeof payRefundsByCheckInput>;

const checkEnd = {
  as: z
    .enum(['voided', 'stopped'])
    .meta({ description: 'voided: it never left our hands; stopped: the bank was told not to pay it.' }),
  reason,
};
export const endRefundCheckBody = z.strictObject(checkEnd);
export const endRefundCheckInput = endRefundCheckBody.extend({ paymentId: idText });
export type EndRefundCheck = z.output<typeof endRefundCheckInput>;
export const refundCheckPath = z.strictObject({ paymentId: idParam });

export const companyQuery = z.strictObject({ company });
export const companiesQuery = z.strictObject({
  company: company.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
});
export const paymentFilePath = z.strictObject({ fileId: idParam });

const paymentState = z.enum(['on_the_way', 'paid', 'refused', 'withdrawn', 'returned', 'voided', 'stopped']);
const endedAs = z.enum(['refused', 'withdrawn', 'returned', 'voided', 'stopped']);

export const dueRefundsAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          itemId: idAnswer,
          company: z.string(),
          number: z.string(),
          postingDate: z.string(),
          customer: z.string(),
          customerName: z.string(),
          currency: z.string(),
          amount: z.string(),
          credit: z.string().nullable().meta({ description: 'The credit that it pays out.' }),
          account: z.string().nullable(),
          holderName: z.string().nullable(),
          basis: z.enum(['originating', 'verified']).nullable(),
          scheme: z
            .enum(['sepa', 'general'])
            .nullable()
            .meta({ description: 'How it leaves; null where it cannot, and why says so.' }),
          byCheck: z.boolean().meta({ description: 'It can be paid by a check of one of the accounts.' }),
          why: z.object({ code: z.string(), text: z.string() }).nullable(),
          lastEnded: z
            .object({ as: endedAs, reason: z.string() })
            .nullable()
            .meta({ description: 'It was paid before and did not arrive: refused, withdrawn or returned.' }),
        })
        .meta({ id: 'DueRefund' }),
    ),
    accounts: z
      .array(
        z.object({
          company: z.string(),
          bankAccountId: idAnswer,
          number: z.string(),
          name: z.string(),
          currency: z.string(),
        }),
      )
      .meta({ description: 'The accounts of ours that can pay.' }),
    totals: z.array(
      z.object({
        currency: z.string(),
        refunds: z.int(),
        amount: z.string(),
        payable: z.int(),
        payableAmount: z.string(),
      }),
    ),
  })
  .meta({ id: 'DueRefunds' });
export type DueRefundsAnswer = z.output<typeof dueRefundsAnswer>;

const insolventSince = z.string().nullable().meta({
  description:
    'The customer became insolvent after the payment was made, and the bank has not booked it: it is to be stopped.',
});

const fileMembers = {
  fileId: idAnswer,
  number: z.string(),
  messageId: z.string().meta({ description: 'What the bank knows it by.' }),
  bankAccount: z.string(),
  bankAccountName: z.string(),
  executionDate: z.string(),
  currency: z.string(),
  payments: z.int(),
  amount: z.string().meta({ description: 'The control sum of the file.' }),
  madeAt: z.string(),
  person: z.string(),
  approver: z.string().nullable().meta({ description: 'Who released it, where a second person had to.' }),
  reason: z.string(),
  sha256: z.string(),
  onTheWay: z.int(),
  paid: z.int(),
  ended: z.int().meta({ description: 'Refused, withdrawn or returned: those refunds are due again.' }),
  openAmount: z.string().meta({ description: 'What the bank has not booked yet.' }),
  toStop: z.int().meta({ description: 'On their way to customers who became insolvent since.' }),
};
export const paymentFileAnswer = z
  .object({
    ...fileMembers,
    rows: z.array(
      z
        .object({
          paymentId: idAnswer,
          itemId: idAnswer,
          number: z.string(),
          customer: z.string(),
          customerName: z.string(),
          amount: z.string(),
          account: z.string().nullable(),
          creditorName: z.string().nullable(),
          endToEndId: z.string(),
          state: paymentState,
          insolventSince,
          day: z.string().nullable().meta({ description: 'When it was paid, or ended.' }),
          reason: z.string().nullable(),
          person: z.string().nullable(),
        })
        .meta({ id: 'RefundPayment' }),
    ),
  })
  .meta({ id: 'PaymentFileDetail' });
export type PaymentFileAnswer = z.output<typeof paymentFileAnswer>;

const withdrawal = {
  as: z
    .enum(['refused', 'withdrawn'])
    .meta({ description: 'refused: by the bank; withdrawn: by us, before it was paid.' }),
  itemIds: z
    .array(idText)
    .min(1)
    .max(1000)
    .optional()
    .meta({ description: 'Only these refunds of the file. Absent: all that the bank has not booked.' }),
  reason,
};
export const withdrawPaymentsBody = z.strictObject(withdrawal);
export const withdrawPaymentsInput = withdrawPaymentsBody.extend({ fileId: idText });
export type WithdrawPayments = z.output<typeof withdrawPaymentsInput>;

export const paymentsToStopAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          paymentId: idAnswer,
          company: z.string(),
          refund: z.string(),
          customer: z.string(),
          customerName: z.string(),
          currency: z.string(),
          amount: z.string(),
          fileId: idAnswer.nullable(),
          file: z.string().nullable().meta({ description: 'The payment file in which it stands.' }),
          check: z.string().nullable().meta({ description: 'Or the check that it is.' }),
          bankAccountName: z.string(),
          bankAccount: z.string(),
          leavesOn: z.string().meta({ description: 'When the bank is to pay, or when the check was written.' }),
          insolventSince: z.string(),
        })
        .meta({ id: 'PaymentToStop' }),
    ),
  })
  .meta({ id: 'PaymentsToStop' });
export type PaymentsToStopAnswer = z.output<typeof paymentsToStopAnswer>;
