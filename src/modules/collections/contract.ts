/** The contract of collections: what its routes take and answer. Pure. */
import { z } from 'zod';
import { isDay, pageLimit } from '#kernel';
import { companiesParam, idAnswer, idParam, pageQuery } from '#platform/contract';
import { worklistTabs } from './lists.ts';
import { copyKinds } from './model.ts';

export type { AskPayersPreviewAnswer } from './ask-payers-contract.ts';

const balances = z.array(z.object({ currency: z.string(), open: z.string(), overdue: z.string() })).meta({
  description:
    '`open`: net of all credits; `overdue`: debits open past their due day, from which no credits are taken off.',
});

export const worklistQuery = z.strictObject({
  company: z.string().min(1).max(12),
  limit: z.coerce.number().int().min(1).max(pageLimit).default(50),
});

const reason = z.object({ code: z.string(), text: z.string() });
export const worklistAnswer = z
  .object({
    asOf: z.string().nullable(),
    rows: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        priority: z.number(),
        reasons: z.array(reason.extend({ points: z.number() })),
        nextAction: reason,
        balances,
      }),
    ),
    notListed: z.array(z.object({ customer: z.string(), reason })),
  })
  .meta({ id: 'Worklist' });
export type WorklistAnswer = z.output<typeof worklistAnswer>;

/** What taking a dunning level down takes. */
export const resetLevelInput = z.strictObject({
  accountId: idParam,
  itemIds: z.array(idParam).min(1).max(500),
  level: z.int().min(0).max(9).default(0).meta({ description: 'The level at which the items stand afterwards.' }),
  reason: z.string().trim().min(3).max(500),
});
export type ResetLevel = z.output<typeof resetLevelInput>;

const companyCode = z.string().min(1).max(12);
/** A decimal amount in major units of the currency beside it. */
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const currencyCode = z.string().regex(/^[A-Z]{3}$/);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const offset = z.coerce.number().int().min(0).max(10_000_000).default(0);
const limit = z.coerce.number().int().min(1).max(pageLimit).default(50);

/** Who works a customer for some days, whoever its portfolio belongs to. */
const takenOver = z
  .object({ person: z.string(), mine: z.boolean(), until: z.string() })
  .nullable()
  .meta({ description: 'Who has taken the customer over, to the end of which day; null: nobody has.' });
export const dayWorkQuery = z.strictObject({
  company: companyCode.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
  tab: z.enum(worklistTabs).default('open'),
  whose: z.enum(['mine', 'unassigned', 'all']).default('all'),
  offset,
  limit,
});
export const dayWorkAnswer = z
  .object({
    asOf: z.string().nullable().meta({ description: 'The business day; of several companies the latest.' }),
    rows: z.array(
      z.object({
        company: z.string(),
        customer: z.string(),
        name: z.string(),
        priority: z.number(),
        reasons: z.array(reason.extend({ points: z.number() })),
        nextAction: reason,
        balances,
        takenOver,
        reason: reason.nullable().meta({ description: 'Why it is not listed; null where it is.' }),
      }),
    ),
    counts: z.object({ open: z.int(), done: z.int(), snoozed: z.int(), 'not-listed': z.int() }),
  })
  .meta({ id: 'DayWork' });
export type DayWorkAnswer = z.output<typeof dayWorkAnswer>;

export const customersQuery = z.strictObject({
  company: companyCode.optional().meta({ description: 'Absent: all companies of the reader.' }),
  companies: companiesParam.optional(),
  search: z.string().max(100).optional(),
  sort: z
    .string()
    .regex(/^-?(name|number|overdue|open|priority|lastContact)$/)
    .default('-overdue')
    .meta({ description: 'A column; with a minus before it, from large to small.' }),
  only: z.enum(['overdue', 'open', 'all']).default('all'),
  whose: z.enum(['mine', 'all']).default('all'),
  offset,
  limit,
});
export const customersAnswer = z
  .object({
    rows: z.array(
      z.object({
        company: z.string(),
        customer: z.string(),
        name: z.string(),
        country: z.string(),
        collector: z.string().nullable(),
        balances,
        priority: z.number().nullable(),
        nextAction: reason.nullable(),
        lastContact: z.string().nullable(),
      }),
    ),
    count: z.int(),
    totals: balances,
  })
  .meta({ id: 'Customers' });
export type CustomersAnswer = z.output<typeof customersAnswer>;

export const customerParams = z.strictObject({ customer: z.string().min(1).max(100) });
export const oneCompanyQuery = z.strictObject({ company: companyCode });

export const customerAnswer = z
  .object({
    customer: z.string(),
    name: z.string(),
    merged: z
      .array(z.object({ customer: z.string(), name: z.string() }))
      .meta({ description: 'Customers who were merged into it and are shown with it.' }),
    category: z.string(),
    country: z.string(),
    language: z.string(),
    timeZone: z.string(),
    businessDay: z.string(),
    closedDays: z
      .array(z.string())
      .meta({ description: 'Of the next sixty days those on which the company is closed, weekends among them.' }),
    account: z.object({
      id: idAnswer,
      version: z.int(),
      portfolio: z.string().nullable(),
      collector: z.string().nullable(),
      paymentTerm: z.string().nullable(),
      dunningProcedure: z.string().nullable(),
      dunningBlockedUntil: z.string().nullable(),
      directDebit: z.boolean(),
    }),
    aging: z.object({
      buckets: z.array(z.string()),
      rows: z.array(z.object({ currency: z.string(), amounts: z.array(amount), total: amount, overdue: amount })).meta({
        description:
          'Debits by age, with all credits and unapplied money in the first amount; `overdue`: debits past their due day, as on the worklist.',
      }),
    }),
    listed: z.boolean(),
    priority: z.number().nullable(),
    reasons: z.array(reason.extend({ points: z.number() })),
    nextAction: reason.nullable(),
    notListed: reason.nullable(),
    snoozedUntil: z.string().nullable(),
    takenOver,
    dunningLevel: z.int(),
    lastContact: z.string().nullable(),
    lastPayment: z.string().nullable(),
    paysAfterDueDays: z.int().nullable(),
    insolvency: z
      .object({
        openedOn: z.string(),
        courtReference: z.string(),
        source: z.string(),
        claimDeadline: z.string().nullable(),
        claimFiledOn: z.string().nullable(),
        claimNote: z.string().nullable(),
        open: z
          .array(z.object({ currency: z.string(), before: amount, since: amount }))
          .meta({ description: 'Open of documents dated before the proceedings were opened, and since.' }),
      })
      .nullable(),
    contact: z
      .object({
        name: z.string(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
        bouncedAt: z.string().nullable(),
        bounceReason: z.string().nullable(),
      })
      .nullable(),
    openPromise: z.object({ id: idAnswer, amount, currency: z.string(), day: z.string() }).nullable(),
  })
  .meta({ id: 'CustomerOverview' });
export type CustomerAnswer = z.output<typeof customerAnswer>;

export const underAuthorityAnswer = z
  .object({
    accountId: idAnswer,
    customerId: idAnswer,
    paymentTerm: z.object({ code: z.string(), name: z.string() }).nullable(),
    refundAccount: z
      .object({ account: z.string(), bankCode: z.string().nullable(), holderName: z.string() })
      .nullable()
      .meta({ description: 'Where money goes back to; null: no account is known.' }),
    reminded: z
      .array(
        z.object({
          itemId: idAnswer,
          number: z.string(),
          dueDate: z.string(),
          currency: z.string(),
          open: amount,
          level: z.int(),
        }),
      )
      .meta({ description: 'Open items that stand at a dunning level, the oldest first, at most 500.' }),
    remindedCount: z.int().meta({ description: 'All of them, also those that are not listed.' }),
    highestLevel: z.int().meta({ description: 'The highest level of all of them; 0: none stands at one.' }),
  })
  .meta({ id: 'UnderAuthority' });
export type UnderAuthorityAnswer = z.output<typeof underAuthorityAnswer>;

export const timelineQuery = z.strictObject({
  company: companyCode,
  kind: z.enum(['contact', 'message', 'skipped', 'money', 'promise', 'document', 'change']).optional(),
  ...pageQuery,
});
export const timelineAnswer = z
  .object({
    rows: z.array(
      z.object({
        key: z.string(),
        kind: z.enum(['contact', 'message', 'skipped', 'money', 'promise', 'document', 'change']),
        what: z.string(),
        day: z.string(),
        outcome: z.string().nullable(),
        text: z.string().nullable(),
        amount: amount.nullable(),
        currency: z.string().nullable(),
        person: z.string().nullable(),
        until: z.string().nullable(),
        numbers: z.array(z.string()),
        changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'Timeline' });
export type TimelineAnswer = z.output<typeof timelineAnswer>;

export const promisesAnswer = z
  .object({
    rows: z.array(
      z.object({
        id: idAnswer,
        amount,
        received: amount,
        currency: z.string(),
        madeDate: z.string(),
        promisedDate: z.string(),
        state: z.string(),
        judgedDate: z.string().nullable(),
        contactName: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Promises' });
export type PromisesAnswer = z.output<typeof promisesAnswer>;

/** What came of a call; the first six are the digits of the workbench. */
const callOutcomes = [
  'promise',
  'left_message',
  'dispute_raised',
  'already_paid',
  'call_back',
  'wrong_contact',
] as const;
export const callBody = z.strictObject({
  outcome: z.enum(callOutcomes),
  note: z.string().max(4000).default(''),
  followUpDate: day.nullish(),
  promise: z.strictObject({ amount, currency: currencyCode, promisedDate: day }).nullish(),
});
export type CallBody = z.input<typeof callBody>;
export const noteBody = z.strictObject({ note: z.string().trim().min(1).max(4000), followUpDate: day.nullish() });
export const snoozeBody = z.strictObject({
  until: day,
  reason: z.string().max(500).default(''),
  insteadOf: day
    .optional()
    .meta({ description: 'Taking back: the day that it was let sleep until, if that still holds.' }),
});
export const snoozeAnswer = z.object({
  earlier: z.string().nullable().meta({ description: 'Until when it slept before; null: never.' }),
});
export type SnoozeAnswer = z.output<typeof snoozeAnswer>;
export const takeOverBody = z.strictObject({
  until: day.nullish().meta({ description: 'The last day; absent: the business day.' }),
});
export const cancelBody = z.strictObject({ reason: z.string().trim().min(1).max(500) });
export const activityAnswer = z.object({ id: idAnswer, promiseId: idAnswer.optional() });

const noticeParty = z.string().nullable().meta({
  description:
    'Names the customer seen once that the notice is for, on a collective account; null where it is for the customer itself.',
});
export const dunningPreviewAnswer = z
  .object({
    asOf: z.string(),
    held: z.string().nullable().meta({ description: 'Why nobody may be reminded today; null when the run may go.' }),
    notices: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        currency: z.string(),
        party: noticeParty,
        level: z.int(),
        language: z.string(),
        recipient: z.string().nullable(),
        items: z.int(),
        net: z.string(),
        leftOut: z.array(z.object({ number: z.string(), reason: z.string() })),
        already: z.boolean().meta({ description: 'A run of the day has proposed it already.' }),
      }),
    ),
    suppressed: z.array(
      z.object({
        customer: z.string(),
        name: z.string(),
        currency: z.string(),
        party: noticeParty,
        items: z.array(z.string()),
        reason,
      }),
    ),
    totals: z.array(z.object({ currency: z.string(), net: z.string() })),
  })
  .meta({ id: 'DunningPreview' });
export type DunningPreviewAnswer = z.output<typeof dunningPreviewAnswer>;
export const dunningFileQuery = z.strictObject({
  company: companyCode,
  list: z.enum(['included', 'excluded']).default('included'),
  search: z.string().max(100).optional().meta({ description: 'A part of the customer’s name or number.' }),
  sort: z
    .string()
    .regex(new RegExp(`^-?(${previewSorts.join('|')})$`))
    .optional()
    .meta({ description: 'A column; with a minus before it, falling.' }),
});
export const letterQuery = z.strictObject({
  company: companyCode,
  customer: z.string().max(100),
  currency: currencyCode,
  party: z.string().max(100).optional().meta({
    description: 'The party of the notice, as the preview names it; needed where several customers seen once get one.',
  }),
});
export const letterAnswer = z
  .object({ subject: z.string(), body: z.string(), recipient: z.string().nullable() })
  .meta({ id: 'Letter' });
export type LetterAnswer = z.output<typeof letterAnswer>;
const mostNamed = 20_000;
export const dunningRunBody = z.strictObject({
  customers: z
    .array(z.string().max(100))
    .min(1)
    .max(mostNamed)
    .optional()
    .meta({ description: 'Customers by number: all their notices, in every currency and of every party.' }),
  notices: z
    .array(
      z.strictObject({ customer: z.string().max(100), currency: currencyCode, party: z.string().max(100).nullish() }),
    )
    .min(1)
    .max(mostNamed)
    .optional()
    .meta({ description: 'Notices as the preview names them: these and no others of their customers.' }),
});
/** As many notices as may be named at once, in bytes. */
export const dunningRunMaxBytes = 5_000_000;
export const dunningRunAnswer = z
  .object({
    asOf: z.string(),
    proposed: z.int(),
    suppressed: z.array(z.object({ code: z.string(), reason: z.string(), count: z.int() })),
  })
  .meta({ id: 'DunningRun' });
export type DunningRunAnswer = z.output<typeof dunningRunAnswer>;

const charge = z.object({ amount, currency: currencyCode });
const levelRule = {
  daysOverdue: z.int().min(0).max(3_650),
  daysSinceLast: z.int().min(0).max(3_650),
  charge: charge.nullable(),
  channel: z.enum(['email', 'letter']).nullable(),
  attachLetter: z.boolean(),
  copies: z
    .array(z.enum(copyKinds))
    .max(copyKinds.length)
    .default(['invoice'])
    .meta({ description: 'Copies of which kinds go with the notice; none where the list is empty.' }),
};
export const proceduresAnswer = z
  .object({
    rows: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        seq: idAnswer,
        validFrom: z.string(),
        state: z.enum(['in_force', 'coming', 'over']),
        setAt: z.string(),
        setBy: z.string(),
        levels: z.array(z.object({ level: z.int(), ...levelRule })),
        minimum: z.array(charge).meta({ description: 'A notice whose net is not above this is not sent.' }),
        daysBetweenNotices: z.int(),
        daysToPay: z.int(),
      }),
    ),
  })
  .meta({ id: 'DunningProcedures' });
export type ProceduresAnswer = z.output<typeof proceduresAnswer>;

export const procedureBody = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,29}$/, 'small letters, digits and dashes'),
  name: z.string().trim().min(1).max(100),
  validFrom: day,
  levels: z
    .array(z.strictObject({ ...levelRule, charge: z.strictObject(charge.shape).nullable() }))
    .min(1)
    .max(9),
  minimum: z.array(z.strictObject(charge.shape)).max(50).default([]),
  daysBetweenNotices: z.int().min(0).max(365),
  daysToPay: z.int().min(0).max(365),
});
export type ProcedureBody = z.input<typeof procedureBody>;

export type {
  StatementCycleAnswer,
  StatementPreviewAnswer,
  StatementRunAnswer,
} from './statement-contract.ts';

import { previewSorts } from './rules/preview-order.ts';
