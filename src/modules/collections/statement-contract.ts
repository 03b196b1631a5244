/** The contract of statements of account: what their routes take and answer. Pure. */
import { z } from 'zod';
import { statementSorts } from './rules/preview-order.ts';

const companyCode = z.string().min(1).max(12);
const customer = z.string().min(1).max(100);
const period = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .meta({ description: 'A month; absent: the month of today.' });
const money = z.array(z.object({ currency: z.string(), balance: z.string(), overdue: z.string() }));

export const statementPreviewQuery = z.strictObject({ company: companyCode, period: period.optional() });
export const statementPreviewAnswer = z
  .object({
    asOf: z.string(),
    period: z.string(),
    held: z
      .string()
      .nullable()
      .meta({ description: 'Why nothing would be sent: a bank account is not read far enough.' }),
    statements: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        channel: z.enum(['email', 'letter']),
        language: z.string(),
        recipient: z.string().nullable(),
        items: z.int(),
        balances: money,
        already: z.boolean().meta({ description: 'The customer has its statement of the period, or it waits.' }),
      }),
    ),
    suppressed: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        reason: z.object({ code: z.string(), text: z.string() }),
      }),
    ),
  })
  .meta({ id: 'StatementPreview' });
export type StatementPreviewAnswer = z.output<typeof statementPreviewAnswer>;

export const statementFileQuery = statementPreviewQuery.extend({
  list: z.enum(['included', 'excluded']).default('included'),
  search: z.string().max(100).optional().meta({ description: 'A part of the customer’s name or number.' }),
  sort: z
    .string()
    .regex(new RegExp(`^-?(${statementSorts.join('|')})$`))
    .optional()
    .meta({ description: 'A column; with a minus before it, falling.' }),
});

export const statementLetterQuery = z.strictObject({
  company: companyCode,
  customer,
  movements: z.enum(['true', 'false']).default('false'),
});

export const statementRunBody = z.strictObject({
  customers: z
    .array(customer)
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Absent: everybody, once for the month. Given: these, once for the day.' }),
  period: period.optional(),
  movements: z.boolean().default(false),
});
export const statementRunAnswer = z
  .object({
    asOf: z.string(),
    period: z.string(),
    proposed: z.int(),
    suppressed: z.array(z.object({ code: z.string(), reason: z.string(), count: z.int() })),
  })
  .meta({ id: 'StatementRun' });
export type StatementRunAnswer = z.output<typeof statementRunAnswer>;

export const statementCycleBody = z.strictObject({
  active: z.boolean(),
  dayOfMonth: z.int(),
  withMovements: z.boolean().default(false),
});
export const statementCycleAnswer = z
  .object({ active: z.boolean(), dayOfMonth: z.int(), withMovements: z.boolean(), validFrom: z.string() })
  .nullable()
  .meta({ id: 'StatementCycle' });
export type StatementCycleAnswer = z.output<typeof statementCycleAnswer>;
