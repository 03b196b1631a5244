/** The contract of the rules of cash application. Pure. */
import { z } from 'zod';
import { idAnswer } from '#platform/contract';
import { evidenceKinds } from './rules/matching/evidence.ts';
import { defaultMatchingPolicy, unearnedTreatments } from './rules/matching/model.ts';

const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'is not an amount');
const share = z.number().min(0).max(1);
export const postingClass = z.enum(['advice', 'reference', 'difference', 'amount']);
/** A rate of withheld tax: of a country (two letters) or of one customer by its number. */
const withholdingRate = z.strictObject({
  by: z.enum(['country', 'customer']),
  value: z.string().trim().min(1).max(60),
  percent: z.number().gt(0).lt(100).multipleOf(0.01),
});
const rules = {
  validFrom: z.iso.date(),
  tolerance: decimal.meta({ description: 'In the company’s currency; the lower of it and the percentage counts.' }),
  tolerancePercent: z.number().min(0).max(100),
  toleranceMonth: decimal.meta({
    description: 'The most that is let go of one customer in a calendar month; what is beyond becomes a deduction.',
  }),
  maximumDeduction: decimal.meta({
    description: 'A deduction posts by itself up to the lower of it, in company currency, and the percentage.',
  }),
  maximumDeductionPercent: z.number().min(0).max(100),
  unearnedDiscount: z.enum(unearnedTreatments).meta({
    description: 'What a discount that was taken too late becomes: an item of its own, granted, or left open.',
  }),
  withholding: z
    .array(withholdingRate)
    .max(500)
    .meta({ description: 'Tax that customers withhold; a customer’s own rate goes before its country’s.' }),
  maximumBankCharge: decimal.meta({ description: 'Taken although the text does not state it; company currency.' }),
  maximumReturnCharge: decimal.meta({
    description:
      'Up to it, in company currency, what a bank takes beside a returned payment is its charge; more is asked for.',
  }),
  discountGraceDays: z.int().min(0).max(60),
  interchangeable: z.enum(['propose', 'oldest_first']),
  maximumChance: z.number().min(0).max(0.1),
  minimumConfidence: share.meta({ description: 'Below it a person confirms, whatever the explanation.' }),
  minimumPrecision: share.default(defaultMatchingPolicy.minimumPrecision).meta({
    description: 'What is demanded of what posts: a kind whose own history shows less is left to a person.',
  }),
  mayPost: z.array(postingClass).max(4).meta({ description: 'Explanations that post without a person.' }),
};
export const matchingPolicyBody = z.strictObject({
  ...rules,
  toleranceMonth: rules.toleranceMonth.optional(),
  maximumDeduction: rules.maximumDeduction.default('500'),
  maximumDeductionPercent: rules.maximumDeductionPercent.default(defaultMatchingPolicy.maximumDeductionPercent),
  maximumReturnCharge: rules.maximumReturnCharge.default('50'),
  unearnedDiscount: rules.unearnedDiscount.default(defaultMatchingPolicy.unearnedDiscount),
  withholding: rules.withholding.default([]),
  reason: z.string().trim().min(3).max(500),
});
export type MatchingPolicyBody = z.output<typeof matchingPolicyBody>;
export const setMatchingPolicyInput = matchingPolicyBody.extend({ company: z.string().min(1).max(12) });
export type SetMatchingPolicy = z.output<typeof setMatchingPolicyInput>;
export const matchingPolicyAnswer = z
  .object({
    currency: z.string(),
    today: z.string().meta({ description: 'The company’s day, from which rules may begin.' }),
    inForce: z.object({ ...rules, version: idAnswer }),
    versions: z.array(
      z.object({ ...rules, version: idAnswer, reason: z.string(), person: z.string(), setAt: z.string() }),
    ),
  })
  .meta({ id: 'MatchingPolicy' });
export type MatchingPolicyAnswer = z.output<typeof matchingPolicyAnswer>;
/** What is not said is as the rules in force have it. */
export const simulateBody = z.strictObject({
  months: z.int().min(1).max(12).default(3),
  ...z.strictObject(rules).omit({ validFrom: true, minimumPrecision: true }).partial().shape,
  minimumPrecision: share.optional(),
});
const truths = z.object({ right: z.int(), wrong: z.int(), unknown: z.int() });
const simulatedKinds = z.array(
  z.object({
    evidence: z.enum(evidenceKinds).nullable().meta({ description: 'Null: nothing was explained.' }),
    posted: truths,
    proposed: truths,
    left: z.int(),
  }),
);
const simulatedDecision = z.enum(['posted', 'proposed', 'left']);
export const simulateAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    receipts: z.int(),
    inForce: simulatedKinds,
    proposed: simulatedKinds,
    differenceCount: z.int(),
    differences: z
      .array(
        z.object({
          receiptId: idAnswer,
          postingDate: z.string(),
          currency: z.string(),
          amount: z.string(),
          payer: z.string().nullable(),
          inForce: simulatedDecision,
          proposed: simulatedDecision,
          truth: z
            .enum(['right', 'wrong', 'unknown'])
            .meta({ description: 'By what the money pays today; unknown: nobody has said.' }),
          evidence: z.enum(evidenceKinds).nullable(),
          explanation: z.string(),
        }),
      )
      .meta({ description: 'Receipts on which the rules differ or that would be posted wrongly, at most 200.' }),
  })
  .meta({ id: 'PolicySimulation' });
export type SimulateAnswer = z.output<typeof simulateAnswer>;
/** With what a governed command answers. */
export const setMatchingPolicyAnswer = z.object({
  version: idAnswer.nullable().meta({ description: 'Null: it waits for a second person.' }),
});
