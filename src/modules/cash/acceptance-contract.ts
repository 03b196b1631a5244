/** The contract of accepting many proposals at once. Pure. */
import { z } from 'zod';
import { companiesParam, idAnswer, idParam } from '#platform/contract';

/** So many are shown one by one; the counts and totals are of all. */
export const mostProposalsShown = 200;

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
export const acceptancePreviewBody = z.strictObject({ choice: receiptChoice });
export const acceptanceBody = z.strictObject({
  choice: receiptChoice,
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: 'The digest of the preview: what is accepted is what was looked at.' }),
});

const leftOut = z.object({
  code: z.enum(['nothing', 'money', 'looked-at', 'open', 'taken']),
  number: z.string().nullable().meta({ description: 'The document that it is about.' }),
  open: z.string().nullable().meta({ description: 'What the document has open, where that is too little.' }),
});

export const acceptancePreviewAnswer = z
  .object({
    receipts: z.int().meta({ description: 'How many can be accepted.' }),
    leftOut: z.int(),
    totals: z.array(z.object({ currency: z.string(), receipts: z.int(), amount: z.string() })),
    digest: z.string(),
    rows: z
      .array(
        z.object({
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
        }),
      )
      .meta({ description: `The first ${mostProposalsShown}: those that are left out before those that are not.` }),
  })
  .meta({ id: 'AcceptancePreview' });
export type AcceptancePreviewAnswer = z.output<typeof acceptancePreviewAnswer>;

export const acceptanceAnswer = z
  .object({
    accepted: z.int(),
    receipts: z.array(z.string()).meta({ description: 'The receipts that were accepted.' }),
    refused: z.array(z.object({ receipt: z.string(), code: z.string(), message: z.string() })),
    stopped: z.boolean().meta({ description: 'Somebody asked to stop before the last one.' }),
  })
  .meta({ id: 'Acceptance' });
export type AcceptanceAnswer = z.output<typeof acceptanceAnswer>;

export const acceptanceProgressAnswer = z
  .object({ running: z.boolean(), done: z.int(), total: z.int().nullable() })
  .meta({ id: 'AcceptanceProgress' });
export type AcceptanceProgressAnswer = z.output<typeof acceptanceProgressAnswer>;
