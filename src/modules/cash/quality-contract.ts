/** The contract of matching quality: the curve, the kinds behind it, the receipts behind a figure. Pure. */
import { z } from 'zod';
import { pageLimit } from '#kernel';
import { idAnswer } from '#platform/contract';
import { evidenceKinds } from './rules/matching/evidence.ts';

const evidence = z.enum(evidenceKinds);
const share = z.number().min(0).max(1);
const bounds = z
  .object({ lower: share, upper: share })
  .nullable()
  .meta({ description: 'Between which the true precision lies, each side with 95 % certainty.' });
export const outcomes = [
  'confirmed',
  'stood',
  'young',
  'otherwise',
  'taken_back',
  'declined',
  'returned',
  'waiting',
] as const;
const outcome = z.enum(outcomes);
const months = z.coerce.number().int().min(1).max(24).default(12);

export const qualityQuery = z.strictObject({ company: z.string().min(1).max(12), months });
const point = {
  right: z.number().meta({ description: 'What nobody looked at counts half.' }),
  wrong: z.int(),
  precision: share.nullable(),
  bounds,
  coverage: share.meta({ description: 'Share of the receipts of all money in.' }),
  moneyCoverage: share.meta({ description: 'Share of the amount of all money in.' }),
};
const curvePoint = z.object({
  threshold: share,
  added: z.array(z.object({ evidence, proved: z.boolean() })),
  mayPost: z.boolean().meta({ description: 'False: the engine does not prove these, and no rule lets them post.' }),
  ...point,
});
export const qualityAnswer = z
  .object({
    from: z.string(),
    to: z.string(),
    currency: z.string(),
    receipts: z.int(),
    amount: z.string(),
    withoutRate: z.array(z.string()),
    countedOn: z
      .string()
      .nullable()
      .meta({ description: 'The day whose count cash application goes by; null: the engine’s own figures count.' }),
    policy: z.object({ version: idAnswer, minimumConfidence: share, minimumPrecision: share }),
    assumptions: z.object({
      settledDays: z.int(),
      unseenWeight: share,
      minimumObservations: z.int(),
      countedMonths: z.int(),
    }),
    kinds: z.array(
      z.object({
        evidence,
        proved: z.boolean(),
        posts: z
          .enum(['posts', 'class', 'confidence', 'history', 'not_proved'])
          .meta({ description: 'Whether it posts by itself now, or what leaves it to a person.' }),
        confirmed: z.int(),
        stood: z.int(),
        wrong: z.int(),
        unknown: z.int(),
        observed: z.number(),
        precision: share.nullable(),
        bounds,
        score: share.meta({ description: 'The engine’s own figure.' }),
        confidence: share,
        standing: z.enum(['too_few', 'holds', 'open', 'falls_short']),
        receipts: z.int(),
        amount: z.string(),
      }),
    ),
    curve: z.array(curvePoint),
    inForce: z.object(point),
    recommended: curvePoint.nullable(),
  })
  .meta({ id: 'MatchingQuality' });
export type QualityAnswer = z.output<typeof qualityAnswer>;

const listed = (text: string): string[] => text.split(',').filter(Boolean);
export const judgedQuery = z.strictObject({
  company: z.string().min(1).max(12),
  months,
  kinds: z
    .string()
    .max(2_000)
    .default('')
    .transform(listed)
    .pipe(
      z.array(
        z
          .string()
          .refine((text) => evidenceKinds.some((one) => text === `${one}.proved` || text === `${one}.doubted`), {
            error: 'is no kind such as reference.proved or amount_single.doubted',
          }),
      ),
    )
    .meta({ description: 'Kinds with commas between them, as reference.proved; absent: all.' }),
  outcomes: z
    .string()
    .max(200)
    .default('')
    .transform(listed)
    .pipe(z.array(outcome))
    .meta({ description: 'What became of them, with commas between; absent: whatever.' }),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});
export const judgedAnswer = z
  .object({
    count: z.int(),
    rows: z.array(
      z.object({
        id: idAnswer.meta({ description: 'Of what was said; a receipt may have several.' }),
        receiptId: idAnswer,
        postingDate: z.string(),
        currency: z.string(),
        amount: z.string(),
        payer: z.string().nullable(),
        customer: z.string().nullable(),
        name: z.string().nullable(),
        evidence,
        proved: z.boolean(),
        posted: z.boolean(),
        outcome,
        explanation: z.string(),
      }),
    ),
  })
  .meta({ id: 'JudgedReceipts' });
export type JudgedAnswer = z.output<typeof judgedAnswer>;
