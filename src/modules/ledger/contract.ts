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

export const changePeriodBody = z.strictObject({
  companyId: idParam,
  state,
  reason: z.string().trim().min(1).max(500),
});

export const changePeriodAnswer = z.object({ month: z.string(), state });
