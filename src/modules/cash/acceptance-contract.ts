/** The contract of accepting many proposals at once. Pure. */
import { z } from 'zod';
import { companiesParam, idAnswer, idParam, type lookedAtPreview } from '#platform/contract';

export const acceptanceQuery = z.strictObject({
  company: z.string().min(1).max(12).optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
});

const some = z.array(idParam).max(20_000);
/** Receipts as a person chose them in a list: all of it but some, or some. */
export const receiptChoice = z.union([
  z.strictObject({ all: z.literal(true), except: some.default([]) }),
  z.strictObject({ all: z.literal(false), receipts: some.min(1) }),
]);

const leftOut = z.object({
  code: z.enum(['nothing', 'money', 'looked-at', 'open', 'taken']),
  number: z.string().nullable().meta({ description: 'The document that it is about.' }),
  open: z.string().nullable().meta({ description: 'What the document has open, where that is too little.' }),
});

export const acceptanceRow = z.object({
  id: idAnswer,
  company: z.string(),
  payer: z.string().nullable(),
  name: z.string().nullable(),
  currency: z.string(),
  left: z.string(),
  confidence: z.number(),
  explanation: z.string(),
  pays: z.array(
    z.object({
      number: z.string(),
      amount: z.string(),
      adjustments: z.array(z.object({ kind: z.string(), amount: z.string() })),
    }),
  ),
  leftOut: leftOut.nullable(),
});
export type AcceptancePreviewAnswer = z.output<ReturnType<typeof lookedAtPreview<typeof acceptanceRow>>>;
