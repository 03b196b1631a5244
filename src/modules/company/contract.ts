/** The contract of the company: what its routes answer. Pure. */
import { z } from 'zod';
import { isEmail } from '#kernel';
import { idAnswer, idParam } from '#platform/contract';
import { type PaymentTermRule, reasonKinds } from './model.ts';

export { instalmentsOf, isSameRule, sharesAreWhole } from './rules/due-dates.ts';

const line = (length: number) => z.string().trim().min(1).max(length);

/** Of a reason code: what is set and what is answered. */
export const reasonCode = {
  code: line(30),
  name: line(200),
  kind: z.enum(reasonKinds),
  postsTo: line(60).nullable().meta({ description: 'The purpose of a GL account; null: that of the document type.' }),
};
export const reasonCodesAnswer = z.object({ rows: z.array(z.object(reasonCode).meta({ id: 'ReasonCode' })) });
export type ReasonCodesAnswer = z.output<typeof reasonCodesAnswer>;

const companyAnswer = z
  .object({
    id: idAnswer,
    code: z.string(),
    name: z.string(),
    currency: z.string(),
    country: z.string(),
    timeZone: z.string(),
    language: z.string(),
    ledgerMode: z.enum(['standalone', 'mirrored']).meta({ description: 'Whose the documents are.' }),
    address: z.array(z.string()),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    registration: z.array(z.string()).meta({ description: 'What the law wants on a letter, line by line.' }),
    paidAt: z.array(z.string()).meta({ description: 'Bank and account that letters name, line by line.' }),
    version: z.int(),
  })
  .meta({ id: 'Company' });
export const companiesAnswer = z.object({ rows: z.array(companyAnswer) });
export type CompaniesAnswer = z.output<typeof companiesAnswer>;

const lines = (most: number) => z.array(line(100)).max(most);
export const companyChangeBody = z.strictObject({
  name: line(200),
  language: z.enum(['en', 'de', 'es', 'fr']),
  addressLines: lines(6),
  email: z.string().max(200).refine(isEmail, 'is not an e-mail address').nullable(),
  phone: line(40).nullable(),
  registration: lines(6),
  reason: z.string().trim().min(3).max(500),
});
export type CompanyChangeBody = z.input<typeof companyChangeBody>;

export const changePaymentAccountInput = z.strictObject({
  companyId: idParam,
  account: line(40).meta({ description: 'IBAN, or the account number where there is none.' }),
  bankCode: line(20).nullable().default(null).meta({ description: 'BIC beside an IBAN, else the routing number.' }),
  bankName: line(100).nullable().default(null),
  reason: z.string().trim().min(3).max(500).meta({ description: 'How it was verified.' }),
});
export type ChangePaymentAccount = z.output<typeof changePaymentAccountInput>;

const percent = z.string().regex(/^\d{1,3}(\.\d{1,6})?$/);
const days = z.int().min(0).max(3_650);
export const paymentTermBody = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_.-]{1,20}$/),
  name: line(200),
  instalments: z
    .array(
      z.strictObject({
        sharePercent: percent,
        days,
        from: z.enum(['document', 'end_of_month']).default('document'),
        months: z.int().min(0).max(120).default(0),
        onDayOfMonth: z.int().min(1).max(31).nullable().default(null),
      }),
    )
    .min(1)
    .max(24),
  discount: z.strictObject({ percent, days }).nullable().default(null),
  reason: z.string().trim().min(3).max(500),
});
export type PaymentTermBody = z.input<typeof paymentTermBody>;
export type PaymentTermInput = z.output<typeof paymentTermBody>;

/** The rule that a body says; what goes without saying is left out. */
export function ruleOfBody({
  instalments,
  discount,
}: Pick<PaymentTermInput, 'instalments' | 'discount'>): PaymentTermRule {
  return {
    instalments: instalments.map(({ from, months, onDayOfMonth, ...one }) => ({
      ...one,
      ...(from === 'end_of_month' && { from }),
      ...(months > 0 && { months }),
      ...(onDayOfMonth !== null && { onDayOfMonth }),
    })),
    ...(discount && { discount }),
  };
}

export const termUseAnswer = z.object({
  customers: z.int().meta({ description: 'Customer accounts that have the term, in all companies.' }),
  openItems: z.int().meta({ description: 'Their open items; each keeps its due day.' }),
});
export type TermUseAnswer = z.output<typeof termUseAnswer>;

export const paymentTermsAnswer = z.object({
  rows: z.array(
    z
      .object({
        code: z.string(),
        name: z.string(),
        instalments: z.array(
          z.object({
            sharePercent: z.string(),
            days: z.int(),
            from: z.enum(['document', 'end_of_month']),
            months: z.int(),
            onDayOfMonth: z.int().nullable(),
          }),
        ),
        discount: z.object({ percent: z.string(), days: z.int() }).nullable(),
      })
      .meta({ id: 'PaymentTerm' }),
  ),
});
export type PaymentTermsAnswer = z.output<typeof paymentTermsAnswer>;

export const calendarQuery = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/),
  year: z.coerce.number().int().min(1990).max(2100),
  language: z.enum(['en', 'de', 'es', 'fr']).default('en'),
});
export const calendarAnswer = z
  .object({
    country: z.string(),
    year: z.int(),
    weekend: z.array(z.int()).meta({ description: 'ISO weekdays that are no business days, 1 Monday … 7 Sunday.' }),
    holidays: z.array(z.object({ day: z.string(), name: z.string(), onWeekend: z.boolean() })),
    businessDays: z.int().meta({ description: 'How many business days the year has.' }),
  })
  .meta({ id: 'BusinessCalendar' });
export type CalendarAnswer = z.output<typeof calendarAnswer>;

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const closingDaysAnswer = z.object({
  rows: z.array(z.object({ day: z.string(), name: z.string() }).meta({ id: 'ClosingDay' })),
  today: z.string().meta({ description: 'The calendar day in the company’s zone: what is before it stays as it was.' }),
});
export type ClosingDaysAnswer = z.output<typeof closingDaysAnswer>;
export const closingDaysBody = z.union([
  z.strictObject({
    days: z
      .array(z.strictObject({ day, name: line(200) }))
      .min(1)
      .max(366),
  }),
  z
    .strictObject({ country: z.string().regex(/^[A-Z]{2}$/), year: z.int().min(1990).max(2100) })
    .meta({ description: 'The public holidays of a country and year, from today on.' }),
]);

export const calendarCountriesAnswer = z.object({ companies: z.array(z.string()), all: z.array(z.string()) });
export type CalendarCountriesAnswer = z.output<typeof calendarCountriesAnswer>;

const currencyCode = z.string().regex(/^[A-Z]{3}$/);
const exchangeRate = {
  from: currencyCode.meta({ description: 'One unit of it …' }),
  to: currencyCode.meta({ description: '… is so many units of this one.' }),
  day: day.meta({ description: 'The first day; it counts until the next rate of the pair.' }),
  rate: z.string().max(30).meta({ description: 'Digits with a point, above zero.' }),
  source: line(200).meta({ description: 'Who published it.' }),
};
export const exchangeRatesQuery = z.strictObject({
  from: currencyCode.optional(),
  to: currencyCode.optional(),
  since: day.optional(),
  until: day.optional(),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
});
export const exchangeRatesAnswer = z.object({ rows: z.array(z.object(exchangeRate).meta({ id: 'ExchangeRate' })) });
export const ratePairsAnswer = z.object({
  rows: z.array(
    z
      .object({
        ...exchangeRate,
        days: z.int().meta({ description: 'On how many days a rate is recorded, in this direction.' }),
        since: z.string().meta({ description: 'The first of these days.' }),
        counts: z.boolean().meta({ description: 'False where the pair turned round has a rate of a later day.' }),
      })
      .meta({ id: 'ExchangeRatePair' }),
  ),
  today: z.string().meta({ description: 'The day in UTC: that of all companies.' }),
});
export type RatePairsAnswer = z.output<typeof ratePairsAnswer>;
export type ExchangeRatesAnswer = z.output<typeof exchangeRatesAnswer>;
export const exchangeRatesBody = z.strictObject({ rates: z.array(z.strictObject(exchangeRate)).min(1).max(1_000) });
export const recordedRatesAnswer = z.object({
  recorded: z.int(),
  known: z.int().meta({ description: 'Known already, to the same number.' }),
  warnings: z
    .array(z.string())
    .meta({ description: 'Rates far beside the one before; they are recorded all the same.' }),
});
export type RecordedRatesAnswer = z.output<typeof recordedRatesAnswer>;
export const rateFileQuery = z.strictObject({
  fileName: line(200).regex(/^[^/\\\p{Cc}]+$/u, 'is a plain file name'),
  to: currencyCode.optional().meta({ description: 'One unit of the row’s currency is so many of this one.' }),
  from: currencyCode.optional().meta({ description: 'One unit of this one is so many of the row’s currency.' }),
  since: day.optional().meta({ description: 'Earlier days are passed over.' }),
  source: line(200).optional().meta({ description: 'Who published the rates; absent: the name of the file.' }),
});
export const rateFileAnswer = recordedRatesAnswer.extend({
  bad: z.array(z.object({ row: z.int(), column: z.string(), value: z.string(), reason: z.string() })),
  passedOver: z.array(z.string()).meta({ description: 'Columns of the wide table that are no currency of today.' }),
});
export type RateFileAnswer = z.output<typeof rateFileAnswer>;
