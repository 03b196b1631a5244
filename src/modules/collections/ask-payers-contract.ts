/** The contract of asking many payers at once what their money is for. Pure. */
import { z } from 'zod';
import { receiptChoice, unappliedFileQuery } from '#cash';
import { idAnswer } from '#platform/contract';

/** So many are shown one by one; the counts and totals are of all. */
export const mostRequestsShown = 200;

/** The filters of the list in which the receipts were chosen; whoever names them one by one is asked about those. */
export const askPayersQuery = unappliedFileQuery.omit({ sort: true });
export const askPayersPreviewBody = z.strictObject({ choice: receiptChoice });
export const askPayersBody = z.strictObject({
  choice: receiptChoice,
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: 'The digest of the preview: who is asked is who was looked at.' }),
});

export const askPayersPreviewAnswer = z
  .object({
    requests: z.int().meta({ description: 'How many would be written.' }),
    leftOut: z.int(),
    totals: z.array(z.object({ currency: z.string(), requests: z.int(), amount: z.string() })),
    digest: z.string(),
    rows: z
      .array(
        z.object({
          id: idAnswer,
          company: z.string(),
          customer: z.string().nullable(),
          name: z.string().nullable(),
          payer: z.string().nullable(),
          currency: z.string(),
          left: z.string(),
          leftOut: z.object({ code: z.string(), text: z.string() }).nullable(),
        }),
      )
      .meta({
        description: `The first ${mostRequestsShown} of those who are asked, and as many of those who are not.`,
      }),
  })
  .meta({ id: 'AskPayersPreview' });
export type AskPayersPreviewAnswer = z.output<typeof askPayersPreviewAnswer>;

export const askPayersAnswer = z
  .object({
    done: z.int().meta({ description: 'How many were asked.' }),
    refused: z.array(z.object({ receipt: z.string(), code: z.string(), message: z.string() })),
    stopped: z.boolean().meta({ description: 'Somebody asked to stop before the last one.' }),
  })
  .meta({ id: 'AskPayers' });
export type AskPayersAnswer = z.output<typeof askPayersAnswer>;

export const askPayersProgressAnswer = z
  .object({ running: z.boolean(), done: z.int(), total: z.int().nullable() })
  .meta({ id: 'AskPayersProgress' });
