/** The contract of the ledger: what its routes take and answer. Pure. */
import { z } from 'zod';
import { idParam } from '#platform/contract';
import { isMonth, periodStates } from './rules/period.ts';

export const monthParam = z.string().refine(isMonth, 'is not a month YYYY-MM');
const state = z.enum(periodStates);

export const periodsQuery = z.strictObject({ company: z.string().min(1).max(12) });

export const periodsAnswer = z
  .object({
    rows: z.array(
      z.object({
        month: z.string(),
        state,
        changes: z.array(z.object({ from: state, to: state, reason: z.string(), person: z.string(), at: z.string() })),
        late: z.array(z.object({ reason: z.string(), person: z.string() })),
      }),
    ),
  })
  .meta({ id: 'Periods' });
export type PeriodsAnswer = z.output<typeof periodsAnswer>;

export const changePeriodBody = z.strictObject({
  companyId: idParam,
  state,
  reason: z.string().trim().min(1).max(500),
  anyway: z
    .boolean()
    .default(false)
    .meta({ description: 'Closed for good although something is not done that may be left; the refusal says what.' }),
  through: z.boolean().default(false).meta({
    description: 'Closed for good together with the months before it that hold postings; all of them or none.',
  }),
});

export const changePeriodAnswer = z.object({
  month: z.string(),
  state,
  months: z
    .array(z.string())
    .meta({ description: 'What was changed: the month, and those before it that come along.' }),
});
export type ChangePeriodAnswer = z.output<typeof changePeriodAnswer>;

export const monthParams = z.strictObject({ month: monthParam });
const monthFindings = z.array(
  z.object({
    code: z.string(),
    text: z.string(),
    needed: z.boolean().meta({ description: 'The month is not closed without it.' }),
  }),
);
export const monthReadinessAnswer = z
  .object({ month: z.string(), findings: monthFindings })
  .meta({ id: 'MonthReadiness' });
export const monthsReadinessAnswer = z
  .object({
    months: z.array(z.object({ month: z.string(), findings: monthFindings })).meta({
      description: 'The months before it that hold postings and are not closed for good, and the month, last.',
    }),
  })
  .meta({ id: 'MonthsReadiness' });
export type MonthsReadinessAnswer = z.output<typeof monthsReadinessAnswer>;
export type MonthReadinessAnswer = z.output<typeof monthReadinessAnswer>;
