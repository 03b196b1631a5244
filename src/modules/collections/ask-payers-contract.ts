/** The contract of asking many payers at once what their money is for. Pure. */
import { z } from 'zod';
import { unappliedList } from '#cash';
import { type Asked, listChoice } from '#lists';
import { idAnswer, type lookedAtPreview } from '#platform/contract';

/** The filters of the list in which the receipts were chosen; whoever names them one by one is asked about those. */
export const askPayersQuery = z.strictObject(listChoice(unappliedList)) as unknown as z.ZodType<Asked>;

export const askPayersRow = z.object({
  id: idAnswer,
  company: z.string(),
  customer: z.string().nullable(),
  name: z.string().nullable(),
  payer: z.string().nullable(),
  currency: z.string(),
  left: z.string(),
  leftOut: z.object({ code: z.string(), text: z.string() }).nullable(),
});
export type AskPayersPreviewAnswer = z.output<ReturnType<typeof lookedAtPreview<typeof askPayersRow>>>;
