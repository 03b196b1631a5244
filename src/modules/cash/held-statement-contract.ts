/** The contract of bank statements that are held: what their routes take and answer. Pure. */
import { z } from 'zod';
import { idAnswer, idParam } from '#platform/contract';

export const heldStatementQuery = z.strictObject({ company: z.string().min(1).max(12) });
export const heldStatementsQuery = heldStatementQuery.extend({
  state: z
    .enum(['held', 'decided'])
    .default('held')
    .meta({ description: 'Those that wait for a person, or those that somebody decided about.' }),
});
export const heldStatementPath = z.strictObject({ statementId: idParam });
export const statementReason = z.strictObject({ reason: z.string().trim().min(3).max(500) });

export const heldStatementsAnswer = z
  .object({
    rows: z.array(
      z
        .object({
          id: idAnswer,
          account: z.string().meta({ description: 'The name of the bank account.' }),
          file: z.string(),
          number: z.string().nullable(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          currency: z.string(),
          state: z.enum(['held', 'left_out', 'accepted', 'repeated']),
          reason: z.string(),
          decidedReason: z.string().nullable(),
          lineCount: z.int().meta({ description: 'Its lines that are not posted.' }),
          sum: z.string().meta({ description: 'What they come to; money out is negative.' }),
          lines: z
            .array(z.object({ day: z.string(), amount: z.string(), payer: z.string().nullable(), text: z.string() }))
            .meta({ description: 'The first hundred of them.' }),
        })
        .meta({ id: 'HeldStatement' }),
    ),
  })
  .meta({ id: 'HeldStatements' });
export type HeldStatementsAnswer = z.output<typeof heldStatementsAnswer>;

export const statementReleased = z.object({ lines: z.int(), applied: z.int(), proposed: z.int() });
export const statementLeftOut = z.object({ lines: z.int() });
