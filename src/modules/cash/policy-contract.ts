/** The contract of the rules of cash application. Pure. */
import { z } from 'zod';
import { idAnswer } from '#platform/contract';

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'is not an amount');
const share = z.number().min(0).max(1);
export const postingClass = z.enum(['advice', 'reference', 'difference', 'amount']);
const rules = {
  validFrom: z.iso.date(),
  tolerance: decimal.meta({ description: 'In the company’s currency; the lower of it and the percentage counts.' }),
  tolerancePercent: z.number().min(0).max(100),
  maximumBankCharge: decimal.meta({ description: 'Taken although the text does not state it; company currency.' }),
  discountGraceDays: z.int().min(0).max(60),
  interchangeable: z.enum(['propose', 'oldest_first']),
  maximumChance: z.number().min(0).max(0.1),
  minimumConfidence: share.meta({ description: 'Below it a person confirms, whatever the explanation.' }),
  mayPost: z.array(postingClass).max(4).meta({ description: 'Explanations that post without a person.' }),
};
export const matchingPolicyBody = z.strictObject({ ...rules, reason: z.string().trim().min(3).max(500) });
export type MatchingPolicyBody = z.output<typeof matchingPolicyBody>;
export const matchingPolicyAnswer = z
  .object({
    currency: z.string(),
    inForce: z.object({ ...rules, version: idAnswer }),
    versions: z.array(
      z.object({ ...rules, version: idAnswer, reason: z.string(), person: z.string(), setAt: z.string() }),
    ),
  })
  .meta({ id: 'MatchingPolicy' });
export type MatchingPolicyAnswer = z.output<typeof matchingPolicyAnswer>;
export const setMatchingPolicyAnswer = z.object({ version: idAnswer });
