/** What the routes of the open items that a receipt may pay take and answer. Pure. */
import { z } from 'zod';
import { candidateItem } from './contract.ts';
import { candidateWindow, mostAllocations } from './lists.ts';

const place = {
  company: z.string().min(1).max(12),
  customer: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'The open items of this customer instead of those suggested.' }),
};
export const candidatesQuery = z.strictObject({
  ...place,
  search: z.string().max(100).optional().meta({
    description:
      'A part of the number, of a customer’s reference or of the purchase order; or an amount, such as 1234.50: what is open, or what it was at first.',
  }),
  amount: z
    .string()
    .regex(/^-?\d{1,13}(\.\d{1,4})?$/, 'is not an amount, such as 120.50')
    .optional()
    .meta({ description: 'An amount that is sought beside the text, which may be written in another way.' }),
  items: z
    .string()
    .regex(/^[1-9]\d{0,17}(,[1-9]\d{0,17}){0,499}$/, 'are not ids of at most 500 items, such as 12,15')
    .transform((text) => text.split(',').map(BigInt))
    .optional()
    .meta({ description: 'These items alone, by their ids, whoever’s they are.' }),
  sort: z
    .enum(['due', '-due', 'amount', '-amount', 'number', '-number'])
    .optional()
    .meta({ description: 'With a minus falling. Absent: what is suggested first, then by due day.' }),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(mostAllocations).default(candidateWindow),
});
export const candidatesAnswer = z
  .object({
    rows: z.array(candidateItem),
    count: z.int().meta({ description: 'How many the question lets through.' }),
  })
  .meta({ id: 'ReceiptItems' });
export type CandidatesAnswer = z.output<typeof candidatesAnswer>;

export const findCandidatesQuery = z.strictObject(place);
export const findCandidatesBody = z.strictObject({ numbers: z.array(z.string().max(100)).min(1).max(mostAllocations) });
export const findCandidatesAnswer = z
  .object({ found: z.array(candidateItem), missing: z.array(z.string()) })
  .meta({ id: 'FoundReceiptItems' });
export type FoundCandidates = z.output<typeof findCandidatesAnswer>;
