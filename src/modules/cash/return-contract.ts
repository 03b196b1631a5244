/** The contract of money that the bank took back and that is linked to no receipt yet: the lines, what each may undo, linking. Pure. */
import { z } from 'zod';
import { companiesParam, idAnswer, idParam } from '#platform/contract';

const company = z.string().min(1).max(12);

export const returnedLineQuery = z.strictObject({ company });
export const advisedReturnPath = z.strictObject({ adviceId: idParam });
export const returnedLinePath = z.strictObject({ receiptId: idParam });

const lineMembers = {
  receiptId: idAnswer.nullable().meta({ description: 'The bank’s line; null of what an advice alone tells.' }),
  adviceId: idAnswer.nullable().meta({ description: 'The advice that tells of it; null of the bank’s lines.' }),
  valueDate: z.string(),
  postingDate: z.string(),
  amount: z.string().meta({ description: 'What the bank took, without sign.' }),
  currency: z.string(),
  payer: z.string().nullable(),
  payerAccount: z.string().nullable(),
  text: z.string(),
  bank: z.string().meta({ description: 'The bank’s account, or the file of the advice.' }),
  heldBecause: z
    .object({
      code: z.string(),
      message: z.string().meta({ description: 'The refusal in English; pages say it by its code and details.' }),
      details: z.record(z.string(), z.unknown()),
    })
    .nullable()
    .meta({ description: 'Why it could not be taken back though its payment was found; it is tried again.' }),
  reasonCode: z.string().nullable().meta({ description: 'Why it came back, by the bank’s code (AC04, R01).' }),
  original: z.string().nullable().meta({ description: 'What had been paid, as the bank says.' }),
  charges: z.string().nullable().meta({ description: 'What the bank took beside it, as it says.' }),
};
const splitMembers = {
  proposal: z
    .object({
      receiptIds: z.array(idAnswer),
      basis: z.enum(['named', 'recent']).meta({ description: 'Among which receipts they were found.' }),
      days: z.int().nullable().meta({ description: 'Recent: within so many days before it.' }),
    })
    .nullable()
    .meta({ description: 'The receipts that come to the sum together, for a person to confirm.' }),
  severalFit: z.boolean().meta({ description: 'Several sets of receipts come to the sum: none is proposed.' }),
};
export const proposedReturnsQuery = z.strictObject({
  company: company.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Every line of money out, also those that do not speak of a return.' }),
  after: idParam.optional().meta({ description: 'Go on behind this line.' }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const proposedReturnsAnswer = z
  .object({
    rows: z.array(z.object({ receiptId: idAnswer.meta({ description: 'The bank’s line.' }), ...splitMembers })),
    next: idAnswer.nullable().meta({ description: 'Behind which line it goes on; null: these were the last.' }),
  })
  .meta({ id: 'ProposedReturns' });
export type ProposedReturnsAnswer = z.output<typeof proposedReturnsAnswer>;

export const returnedLineAnswer = z
  .object({
    ...lineMembers,
    candidates: z.array(
      z.object({
        receiptId: idAnswer,
        number: z.string().nullable(),
        valueDate: z.string(),
        amount: z.string(),
        charge: z.string().meta({ description: 'What the line is more: the bank’s own charge.' }),
        payer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        because: z.string().nullable().meta({ description: 'What speaks for it; null: nothing but the amount.' }),
      }),
    ),
    ...splitMembers,
  })
  .meta({ id: 'ReturnedLine' });
export type ReturnedLineAnswer = z.output<typeof returnedLineAnswer>;

export const linkReturnBody = z.strictObject({
  receiptIds: z
    .array(idParam)
    .min(1)
    .max(200)
    .meta({ description: 'What the line takes back: one receipt, or several that came back in one booking.' }),
  reason: z.string().trim().min(1).max(300),
  withoutFee: z.boolean().default(false),
});
export const takeAdvisedReturnBody = z.strictObject({
  receiptId: idParam.meta({ description: 'The receipt that came back.' }),
  reason: z.string().trim().min(1).max(300),
  withoutFee: z.boolean().default(false),
});
export const takenReturnAnswer = z
  .object({
    returnId: idAnswer,
    feeItemId: idAnswer.nullable(),
    existing: z.boolean().meta({ description: 'It had come back before; only the advice was ended.' }),
  })
  .meta({ id: 'TakenReturn' });
/** Ids of governed commands are passed on as they came: what is approved is kept in that form. */
const governedId = z.string().regex(/^[1-9]\d{0,17}$/);
export const linkReturnInput = linkReturnBody.extend({
  lineReceiptId: governedId,
  receiptIds: z.array(governedId).min(1).max(200),
});
export type LinkReturn = z.output<typeof linkReturnInput>;
