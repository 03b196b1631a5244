/** The contract of operations: what its routes answer. Pure. */
import { z } from 'zod';
import { companiesParam, idAnswer, idParam } from '#platform/contract';

/** A decimal amount in major units of the currency beside it. */
const money = z.object({ currency: z.string(), amount: z.string() });

export const businessDaysAnswer = z
  .object({ companies: z.array(z.object({ company: z.string(), businessDay: z.string() })) })
  .meta({ id: 'BusinessDays' });
export type BusinessDaysAnswer = z.output<typeof businessDaysAnswer>;

export const journalQuery = z.strictObject({
  company: z.string().min(1).max(12),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is not a month YYYY-MM'),
});

export const todayAnswer = z
  .object({
    companies: z.array(
      z.object({
        company: z.string(),
        name: z.string(),
        currency: z.string(),
        businessDay: z.string(),
        openTotals: z.array(money),
        overdue: z.array(money).meta({ description: 'Debits open past their due day; credits are not taken off.' }),
        cash: z
          .object({
            day: z.string().meta({ description: 'The last day on which receipts were posted.' }),
            linesRead: z.int(),
            applied: z.int(),
            appliedAmounts: z.array(money),
            proposed: z.int(),
            unidentified: z.int(),
            onAccount: z.int(),
          })
          .nullable(),
        cashWork: z
          .object({
            heldStatements: z.int(),
            heldSettlements: z.int(),
            waitingSettlements: z.int(),
            heldBatches: z.int(),
            paymentsToStop: z.int(),
          })
          .meta({
            description:
              'What waits for a person or for its deposit: statements of the bank, settlements of payment services, batches of a lockbox, payments on their way to customers who became insolvent.',
          }),
        ownMoney: z.int().meta({ description: 'Receipts that are not applied and that are your work.' }),
        documentsToLookAt: z.int().meta({
          description: 'Offsets with documents that came by the customer’s link and that nobody has looked at.',
        }),
        heldLoads: z.int().meta({ description: 'Files of the ERP that are held until a person decides about them.' }),
        unknownMessages: z.int().meta({
          description: 'Messages that may or may not have left, about which a person decides.',
        }),
        promises: z.object({ open: z.int(), dueToday: z.int(), broken: z.int() }),
        notices: z.object({
          sent: z.int(),
          proposed: z.int(),
          suppressed: z.array(z.object({ code: z.string(), example: z.string(), count: z.int() })),
        }),
        worklistSize: z.int(),
        banks: z.array(z.object({ name: z.string(), readTo: z.string().nullable() })),
      }),
    ),
    unreadFiles: z.int().meta({
      description:
        'Files of the inbox that wait because they could not be read or nobody knew their company; told to those who see the whole tenant.',
    }),
    lastRun: z
      .object({
        state: z.enum(['running', 'done', 'refused', 'failed']),
        stage: z.string().nullable(),
        startedAt: z.string(),
        endedAt: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'The newest day run of the tenant; it runs for all its companies.' }),
  })
  .meta({ id: 'Today' });
export type TodayAnswer = z.output<typeof todayAnswer>;

const kind = z.enum(['day-run', 'inbox', 'outbox']);
const rule = {
  active: z.boolean(),
  at: z.string().nullable().meta({ description: 'A time of day HH:MM in the zone; the day run has one.' }),
  everyMinutes: z.int().nullable().meta({ description: 'Inbox and outbox run every so many minutes.' }),
  weekdays: z.array(z.int().min(1).max(7)).meta({ description: '1 Monday … 7 Sunday.' }),
};

export const schedulesAnswer = z
  .object({
    schedules: z.array(
      z.object({
        kind,
        company: z.string().nullable().meta({ description: 'The day run has one schedule for each company.' }),
        zone: z.string(),
        validFrom: z.string(),
        version: idAnswer.meta({
          description: 'The version that was set last, also one that does not apply yet; 0: none was set.',
        }),
        ...rule,
        due: z.boolean(),
        today: z.string().meta({ description: 'The day that a run which begins now is of.' }),
        asked: z
          .object({ askedAt: z.string(), person: z.string() })
          .nullable()
          .meta({ description: 'Who has asked for it now, while it has not ended.' }),
        last: z
          .object({
            dueAt: z.string(),
            state: z.enum(['done', 'retrying', 'given-up']),
            attempts: z.int(),
            retryAt: z.string().nullable(),
            code: z.string().nullable().meta({ description: 'Why the last attempt did not succeed.' }),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'Schedules' });

export type SchedulesAnswer = z.output<typeof schedulesAnswer>;

export const workParams = z.strictObject({ kind });
export const workAnswer = z.object({ kind });

export const scheduleBody = z.strictObject({
  kind,
  validFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  ...rule,
  active: rule.active.default(true),
  at: rule.at.default(null),
  everyMinutes: rule.everyMinutes.default(null),
  weekdays: rule.weekdays.default([1, 2, 3, 4, 5, 6, 7]),
});
export const searchQuery = z.strictObject({
  company: z.string().min(1).max(12).optional(),
  companies: companiesParam.optional(),
  text: z.string().max(100),
  amount: z
    .string()
    .regex(/^\d{1,15}(\.\d{1,4})?$/, 'is not an amount such as 1234.50')
    .optional()
    .meta({
      description: 'The same text as an amount, however it is written there: what comes to it is found as well.',
    }),
  limit: z.coerce.number().int().min(1).max(20).default(6),
});
export const searchAnswer = z
  .object({
    rows: z.array(
      z.object({
        kind: z.enum(['customer', 'item', 'check', 'receipt', 'line']),
        company: z.string(),
        key: z.string(),
        customer: z.string().nullable(),
        title: z.string(),
        detail: z.string(),
        day: z.string().nullable(),
        amount: z.string().nullable(),
        currency: z.string().nullable(),
        foundBy: z
          .object({
            what: z.enum([
              'receipt-number',
              'purchase-order',
              'reference',
              'structured-reference',
              'bank-reference',
              'customer-reference',
              'account',
              'ultimate-party',
              'customer',
              'contact',
              'tax-number',
              'own-account',
              'amount',
            ]),
            text: z.string().nullable(),
          })
          .nullable()
          .meta({
            description: 'By what it was found, unless by its name, its own number or the text that stands there.',
          }),
      }),
    ),
    linesFrom: z.string().nullable().meta({
      description: 'The day from which lines of the bank were looked through for payers and texts; null: all were.',
    }),
  })
  .meta({ id: 'Found' });
export type SearchAnswer = z.output<typeof searchAnswer>;

export const viewBody = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters'),
  path: z
    .string()
    .max(80)
    .regex(/^(\/[a-z]+(-[a-z]+)*)+$/, 'is not a page of the workbench'),
  search: z
    .string()
    .max(2_000)
    .regex(/^[\x21-\x7e]*$/, 'is not a list of search parameters'),
  shared: z.boolean().default(false),
});
export const unreadFileParams = z.strictObject({ fileId: idParam });
export const unreadFileBody = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(3)
    .max(500)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters'),
});

export const viewParams = z.strictObject({ viewId: idParam });
export const savedViewAnswer = z.object({ viewId: z.string() });
export const viewsAnswer = z
  .object({
    views: z.array(
      z.object({
        id: idAnswer,
        name: z.string(),
        path: z.string(),
        search: z.string(),
        shared: z.boolean(),
        mine: z.boolean(),
        owner: z.string(),
      }),
    ),
  })
  .meta({ id: 'SavedViews' });
export type ViewsAnswer = z.output<typeof viewsAnswer>;

/** What a run did, beside the columns of its list. */
export const runDetail = z
  .object({
    days: z.array(z.object({ company: z.string(), asOf: z.string() })),
    stages: z.array(
      z.object({
        stage: z.string(),
        company: z.string().nullable(),
        counts: z.record(z.string(), z.number()),
        amounts: z.array(z.object({ name: z.string(), currency: z.string(), amount: z.string() })),
        notes: z.array(z.string()),
      }),
    ),
    refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'RunDetail' });
export type RunDetail = z.output<typeof runDetail>;
