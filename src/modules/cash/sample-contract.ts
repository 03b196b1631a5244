/** The contract of control samples of automatic postings. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';
import { evidenceKinds } from './rules/matching/evidence.ts';

const evidence = z.enum(evidenceKinds);
const verdict = z.enum(['right', 'wrong']);

export const samplesQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const drawSampleBody = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM')
    .meta({ description: 'It must be over.' }),
  size: z.int().min(1).max(500).default(60).meta({ description: 'At least one of each kind is taken all the same.' }),
});
export const drawnSampleAnswer = z.object({ sampleId: idAnswer, receipts: z.int() }).meta({ id: 'DrawnSample' });

const measured = {
  errorRate: z
    .number()
    .nullable()
    .meta({ description: 'Share of wrong postings, kinds weighted by their part; null before the first verdict.' }),
  lower: z.number().nullable().meta({ description: 'With 95 % certainty the rate is not below it.' }),
  upper: z.number().nullable().meta({ description: 'With 95 % certainty the rate is not above it.' }),
};
const sampleMembers = {
  sampleId: idAnswer,
  month: z.string(),
  seed: z.string().meta({ description: 'The hash at the head of the audit chain when it was drawn.' }),
  person: z.string(),
  drawnAt: z.string(),
  population: z.int().meta({ description: 'Receipts that posted without a person in the month.' }),
  drawn: z.int(),
  judged: z.int(),
  wrong: z.int(),
  ...measured,
  kinds: z.array(
    z
      .object({ evidence, population: z.int(), drawn: z.int(), judged: z.int(), wrong: z.int() })
      .meta({ id: 'SampledKind' }),
  ),
};
export const samplesAnswer = z
  .object({ rows: z.array(z.object(sampleMembers).meta({ id: 'ControlSample' })) })
  .meta({ id: 'ControlSamples' });
export type SamplesAnswer = z.output<typeof samplesAnswer>;

export const samplePath = z.strictObject({ sampleId: idParam });
export const sampledAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          receiptId: idAnswer,
          postingDate: z.string(),
          currency: z.string(),
          amount: z.string(),
          payer: z.string().nullable(),
          customer: z.string().nullable(),
          name: z.string().nullable(),
          evidence,
          explanation: z.string(),
          state: z.string(),
          verdict: verdict.nullable(),
          reason: z.string().nullable(),
          person: z.string().nullable(),
        })
        .meta({ id: 'SampledReceipt' }),
    ),
  })
  .meta({ id: 'SampledReceipts' });
export type SampledAnswer = z.output<typeof sampledAnswer>;

export const sampledPath = z.strictObject({ sampleId: idParam, receiptId: idParam });
export const judgeSampledBody = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('right'), reason: z.string().trim().min(1).max(500).nullish() }),
  z.strictObject({ verdict: z.literal('wrong'), reason: z.string().trim().min(3).max(500) }),
]);
export const judgedSampledAnswer = z
  .object({ takenBack: z.boolean().meta({ description: 'What it paid is open again, the money waits.' }) })
  .meta({ id: 'JudgedSampled' });
