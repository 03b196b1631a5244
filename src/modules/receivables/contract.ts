/** The contract of receivables: what its routes take and answer. Pure. */
import { z } from 'zod';
import { isDay } from '#kernel';
import { idAnswer, idParam, pageQuery } from '#platform/contract';

/** A decimal amount in major units of the currency beside it; receivable positive, credit negative. */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const dayParam = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const instantParam = z.iso.datetime({ message: 'is not an instant YYYY-MM-DDTHH:MM:SSZ' });
const companyCode = z.string().min(1).max(12);
const bucketName = /^(unapplied|current|\d{1,5}-\d{1,5}|\d{1,5}\+)$/;

/** What an aging and the items behind its cells have in common. */
const agingChoice = {
  company: companyCode,
  asOf: dayParam.optional().meta({ description: 'Absent: today in the time zone of the company.' }),
  asKnown: instantParam.optional().meta({ description: 'Nothing recorded after this instant counts.' }),
  basis: z.enum(['due', 'document']).default('due'),
  view: z.enum(['net', 'gross-debit']).default('net'),
};

export const agingQuery = z.strictObject({
  ...agingChoice,
  by: z.enum(['customer', 'portfolio', 'company']).default('customer'),
  buckets: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4}){0,11}$/, 'is not a list of days such as 30,60,90,120')
    .default('30,60,90,120')
    .transform((text) => text.split(',').map(Number)),
});

export const groupAgingQuery = agingQuery.extend({
  company: companyCode.optional().meta({ description: 'Absent: every company in which you may.' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional()
    .meta({ description: 'The group currency; absent: a line per currency.' }),
  rates: z.enum(['historical', 'closing']).default('historical').meta({
    description:
      'What the books carry the items at (ties to the control accounts), or every item at the rate of the day.',
  }),
});

const agingTotal = z.object({ currency: z.string(), amounts: z.array(amount), total: amount });
export const agingAnswer = z
  .object({
    asOf: z.string(),
    asKnown: z.string().nullable(),
    basis: z.enum(['due', 'document']),
    buckets: z.array(z.string()),
    rows: z.array(
      z.object({
        key: z.string(),
        customer: z.string().optional(),
        name: z.string(),
        ...agingTotal.shape,
      }),
    ),
    totals: z.array(agingTotal),
  })
  .meta({ id: 'Aging' });
export const groupAgingAnswer = agingAnswer
  .extend({
    group: z
      .object({ currency: z.string(), rates: z.enum(['historical', 'closing']), used: z.array(z.string()) })
      .nullable(),
    companies: z.array(
      z.object({
        company: z.string(),
        currency: z.string(),
        balance: amount.meta({ description: 'As the books of the company carry it.' }),
        inGroupCurrency: amount.nullable(),
      }),
    ),
  })
  .meta({ id: 'GroupAging' });

export type AgingAnswer = z.output<typeof agingAnswer>;

const itemFilters = {
  type: z.string().max(40).optional().meta({ description: 'A document type, such as invoice or credit_memo.' }),
  held: z.enum(['any', 'none', 'dispute', 'promise', 'plan', 'legal', 'stop']).optional(),
  search: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'The beginning of a number, or a part of the customer’s name.' }),
  dueFrom: dayParam.optional(),
  dueTo: dayParam.optional(),
  sort: z
    .string()
    .regex(/^-?(due|document|number|customer|amount|open)$/)
    .default('due')
    .meta({
      description: 'A column; with a minus before it, falling. The cursor continues the order by due day only.',
    }),
};
const offsetQuery = z.coerce.number().int().min(0).max(10_000_000).optional();

export const itemsQuery = z.strictObject({
  ...agingChoice,
  ...pageQuery,
  ...itemFilters,
  offset: offsetQuery.meta({ description: 'Begins so many items further on.' }),
  customer: z.string().min(1).max(100).optional().meta({ description: "The customer's number." }),
  bucket: z
    .string()
    .regex(bucketName, 'is not the name of an aging bucket, such as unapplied, current, 31-60 or 121+')
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
});

export const itemsAnswer = z
  .object({
    asOf: z.string(),
    rows: z.array(
      z.object({
        id: idAnswer,
        customer: z.string(),
        name: z.string(),
        party: z.string().nullable().meta({ description: 'The branch or one-time customer the document is for.' }),
        number: z.string(),
        documentType: z.string(),
        documentDate: z.string(),
        dueDate: z.string(),
        daysOverdue: z.int().meta({ description: 'Days after the due day; negative before it.' }),
        currency: z.string(),
        amount,
        open: amount,
        blocks: z.array(z.enum(['dispute', 'promise', 'plan', 'legal', 'stop'])),
      }),
    ),
    totals: z.array(z.object({ currency: z.string(), items: z.int(), open: amount })),
    next: z.string().nullable(),
  })
  .meta({ id: 'Items' });
export type ItemsAnswer = z.output<typeof itemsAnswer>;

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM');

export const revaluationQuery = z.strictObject({ company: companyCode, month });
export const revalueBody = z.strictObject({ companyId: idParam, month });

export const revaluationAnswer = z
  .object({
    company: z.string(),
    month: z.string(),
    companyCurrency: z.string(),
    rows: z.array(
      z.object({
        controlAccount: z.string(),
        currency: z.string(),
        open: amount,
        carried: amount.meta({ description: 'What the control account carries it at, in company currency.' }),
        revalued: amount.meta({ description: 'What it is worth at the closing rate, in company currency.' }),
        rate: z.string(),
        posted: amount,
        due: amount.meta({ description: 'What a run would still post.' }),
      }),
    ),
  })
  .meta({ id: 'Revaluation' });

export const findItemsBody = z.strictObject({ numbers: z.array(z.string().max(100)).min(1).max(5_000) });
export const findItemsAnswer = z
  .object({
    found: z.array(z.object({ id: idAnswer, number: z.string() })),
    missing: z.array(z.string()),
  })
  .meta({ id: 'FoundItems' });
export type FindItemsAnswer = z.output<typeof findItemsAnswer>;

export const exportItemsQuery = itemsQuery.omit({ after: true, limit: true, offset: true });
