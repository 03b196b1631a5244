/** Companies over HTTP, and the data that all companies of a tenant share: reason codes, tax codes, tax policies. */
import { z } from 'zod';
import { dayInZone, done, isDay, refuse } from '#kernel';
import { businessCalendar, calendarCountries } from '#kernel/calendar';
import {
  askForMember,
  asSeen,
  defineRoute,
  governedAnswer,
  type RouteDefinition,
  runGoverned,
  runQuery,
  seenMember,
} from '#platform';
import { changeCompany } from './commands/change-company.ts';
import { changePaymentAccountAction } from './commands/change-payment-account.ts';
import { addClosingDays, removeClosingDay } from './commands/closing-days.ts';
import { importExchangeRates } from './commands/import-rates.ts';
import { recordExchangeRates } from './commands/record-rates.ts';
import { recordTaxCodes, recordTaxPolicies, setReasonCodes } from './commands/set-tax.ts';
import { countTermUses, setPaymentTermAction } from './commands/set-terms.ts';
import {
  calendarAnswer,
  calendarCountriesAnswer,
  calendarQuery,
  changePaymentAccountInput,
  closingDaysAnswer,
  closingDaysBody,
  companiesAnswer,
  companyChangeBody,
  exchangeRatesAnswer,
  exchangeRatesBody,
  exchangeRatesQuery,
  paymentTermBody,
  paymentTermsAnswer,
  rateFileAnswer,
  rateFileQuery,
  ratePairsAnswer,
  reasonCode,
  reasonCodesAnswer,
  recordedRatesAnswer,
  termUseAnswer,
} from './contract.ts';
import { type PaymentTerm, reliefBases } from './model.ts';
import { findCompany } from './queries/list-companies.ts';
import {
  findTermId,
  loadClosingDays,
  loadCompanies,
  loadExchangeRates,
  loadPaymentTerms,
  loadRatePairs,
  loadReasonCodes,
  loadTaxCodes,
  loadTaxPolicies,
} from './store.ts';

const line = (length: number) => z.string().trim().min(1).max(length);
const country = z.string().max(2).meta({ description: 'Two letters, ISO 3166.' });
const ofCompany = z.strictObject({ company: z.string() });
const months = z.int().min(0).max(240);

const reasonCodesBody = z.strictObject({ reasons: z.array(z.strictObject(reasonCode)).min(1).max(200) });

const taxCode = {
  country,
  code: line(20),
  name: line(200),
  ratePercent: z.string().max(12).meta({ description: 'Percent, as a decimal string.' }),
  validFrom: z.string().max(10).meta({ description: 'The first day, YYYY-MM-DD.' }),
  accountCode: line(40).nullable().meta({ description: 'The GL account of this tax; null: that of sales tax.' }),
  source: line(500).meta({ description: 'The law or notice.' }),
};
const taxCodeAnswer = z.object(taxCode).meta({ id: 'TaxCode' });
const taxCodesBody = z.strictObject({ codes: z.array(z.strictObject(taxCode)).min(1).max(200) });

const taxPolicy = {
  country,
  validFrom: z.string().max(10).meta({ description: 'The first day, YYYY-MM-DD.' }),
  discountReducesTax: z.boolean(),
  reliefBasis: z.enum(reliefBases).meta({ description: 'From which day the months of bad-debt relief are counted.' }),
  reliefMonths: months,
  claimMonths: months.nullable(),
  reliefCondition: line(500),
  source: line(500).meta({ description: 'The law or notice.' }),
};
const taxPolicyAnswer = z.object(taxPolicy).meta({ id: 'TaxPolicy' });
const taxPoliciesBody = z.strictObject({ policies: z.array(z.strictObject(taxPolicy)).min(1).max(200) });

const rateRefusals = [
  'company.rate-currency',
  'company.malformed-day',
  'company.rate-ahead',
  'company.rate-malformed',
  'company.rate-twice',
];
/** Twenty-five years of all that the European Central Bank publishes are a tenth of it. */
const maximumRateFileBytes = 10 * 1024 * 1024;

const rateFileRoute = (check: boolean): RouteDefinition =>
  defineRoute({
    method: 'post',
    path: check ? '/api/exchange-rates/check' : '/api/exchange-rates/import',
    operation: check ? 'company.check-exchange-rates' : 'company.import-exchange-rates',
    action: 'company.edit',
    reach: 'tenant',
    summary: check
      ? 'What importing a file of exchange rates would bring; changes nothing.'
      : 'Record the exchange rates of a file (CSV or XLSX): date, currency, rate, or the table of the European Central Bank.',
    query: rateFileQuery,
    uploadMaxBytes: maximumRateFileBytes,
    response: rateFileAnswer,
    refusals: [
      ...rateRefusals,
      'company.rate-columns',
      'company.rate-direction',
      'table.empty',
      'table.malformed',
      'table.several-sheets',
    ],
    handler: async ({ engine, caller, query, upload }) => {
      const imported = await importExchangeRates(engine, caller, { ...query, bytes: upload, check });
      if (!imported.ok) return imported;
      const { warnings, bad, passedOver, ...counts } = imported.value;
      return done({ ...counts, warnings: [...warnings], bad: [...bad], passedOver: [...passedOver] });
    },
  });

const datedRefusals = ['company.country-malformed', 'company.malformed-day', 'company.source-missing'];

/** A payment term as it is told. */
const termToJson = ({ code, name, rule }: PaymentTerm) => ({
  code,
  name,
  instalments: rule.instalments.map((one) => ({
    sharePercent: one.sharePercent,
    days: one.days,
    from: one.from ?? 'document',
    months: one.months ?? 0,
    onDayOfMonth: one.onDayOfMonth ?? null,
  })),
  discount: rule.discount ?? null,
});

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/companies',
    operation: 'company.list',
    action: 'company.view',
    summary: 'The companies in which you hold a role.',
    response: companiesAnswer,
    reading: loadCompanies,
    handler: async ({ reading: companies, scope }) =>
      done({
        rows: companies
          .filter((company) => scope.companyIds.includes(company.id))
          .map(({ letterhead, ...company }) => ({
            ...company,
            address: [...(letterhead.addressLines ?? [])],
            email: letterhead.email ?? null,
            phone: letterhead.phone ?? null,
            registration: [...(letterhead.registration ?? [])],
            paidAt: [letterhead.bankName, letterhead.iban ?? letterhead.accountNumber, letterhead.bic].filter(
              (one) => one !== undefined,
            ),
          })),
      }),
  }),
  defineRoute({
    method: 'put',
    path: '/api/companies',
    operation: 'company.change',
    action: 'company.edit',
    summary:
      'Change what customers read of a company: name, language, address, mail, phone, registration. If-Match names its version.',
    query: z.strictObject({ company: z.string() }),
    body: companyChangeBody,
    response: z.object({ version: z.int() }),
    refusals: ['company.unknown', 'company.stale', 'company.nothing-changed', 'http.version-needed'],
    handler: async ({ engine, scope, caller, query, body, version }) => {
      if (version === undefined)
        return refuse('http.version-needed', 'Say in If-Match which version you are changing.', {});
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? changeCompany(engine, caller, { companyId: company.value.id, version, ...body }) : company;
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/companies/payment-account',
    operation: 'company.change-payment-account',
    action: 'company.edit',
    summary: 'Have letters name another account to pay to; always by two persons.',
    query: ofCompany,
    body: changePaymentAccountInput.omit({ companyId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [
      'company.unknown',
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.not-allowed',
      'company.account-malformed',
      'company.payment-account-same',
    ],
    handler: async ({ engine, scope, caller, query, body: { askFor, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const input = { companyId: company.value.id.toString(), ...body };
      return runGoverned(engine, caller, { action: changePaymentAccountAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/reason-codes',
    operation: 'company.list-reason-codes',
    action: 'company.view',
    summary: 'The reason codes for deductions, write-offs, adjustments and other acts.',
    response: reasonCodesAnswer,
    reading: loadReasonCodes,
    handler: async ({ reading: rows }) => done({ rows }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/reason-codes',
    operation: 'company.set-reason-codes',
    action: 'company.edit',
    reach: 'tenant',
    summary: 'Set reason codes; one that is there takes the new name, kind and account.',
    body: reasonCodesBody,
    response: z.object({ set: z.int() }),
    refusals: ['company.reason-code'],
    handler: ({ engine, caller, body }) => setReasonCodes(engine, caller, body),
  }),
  defineRoute({
    method: 'get',
    path: '/api/tax-codes',
    operation: 'company.list-tax-codes',
    action: 'company.view',
    summary: 'Tax codes with their rates by first day, the newest first.',
    response: z.object({ rows: z.array(taxCodeAnswer) }),
    reading: loadTaxCodes,
    handler: async ({ reading: rows }) => done({ rows }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/tax-codes',
    operation: 'company.record-tax-codes',
    action: 'company.edit',
    reach: 'tenant',
    summary: 'Record tax codes from a day on; what was posted before keeps its rate.',
    body: taxCodesBody,
    response: z.object({ recorded: z.int() }),
    refusals: [...datedRefusals, 'company.tax-rate'],
    handler: ({ engine, caller, body }) => recordTaxCodes(engine, caller, body),
  }),
  defineRoute({
    method: 'get',
    path: '/api/tax-policies',
    operation: 'company.list-tax-policies',
    action: 'company.view',
    summary: 'What countries say about discounts and bad debts by first day, the newest first.',
    response: z.object({ rows: z.array(taxPolicyAnswer) }),
    reading: loadTaxPolicies,
    handler: async ({ reading: rows }) => done({ rows }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/tax-policies',
    operation: 'company.record-tax-policies',
    action: 'company.edit',
    reach: 'tenant',
    summary: 'Record what a country says about discounts and bad debts from a day on.',
    body: taxPoliciesBody,
    response: z.object({ recorded: z.int() }),
    refusals: datedRefusals,
    handler: ({ engine, caller, body }) => recordTaxPolicies(engine, caller, body),
  }),
  defineRoute({
    method: 'get',
    path: '/api/exchange-rates',
    operation: 'company.list-exchange-rates',
    action: 'company.view',
    summary: 'Recorded exchange rates, the newest day first; of each pair and day the one that counts.',
    query: exchangeRatesQuery,
    response: exchangeRatesAnswer,
    refusals: ['company.malformed-day'],
    handler: async ({ engine, scope, query }) => {
      const wrong = [query.since, query.until].find((one) => one !== undefined && !isDay(one));
      if (wrong !== undefined) return refuse('company.malformed-day', `"${wrong}" is not a calendar day.`, {});
      return done({
        rows: await runQuery(engine, scope.tenantId, (db) => loadExchangeRates(db, scope.tenantId, query)),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/exchange-rate-pairs',
    operation: 'company.list-exchange-rate-pairs',
    action: 'company.view',
    summary: 'The pairs of currencies with the rate of today, since when there are rates, and which direction counts.',
    response: ratePairsAnswer,
    handler: async ({ engine, scope }) => {
      const today = engine.clock.now().toISOString().slice(0, 10);
      const rows = await runQuery(engine, scope.tenantId, (db) => loadRatePairs(db, scope.tenantId, today));
      return done({ rows, today });
    },
  }),
  rateFileRoute(true),
  rateFileRoute(false),
  defineRoute({
    method: 'post',
    path: '/api/exchange-rates',
    operation: 'company.record-exchange-rates',
    action: 'company.edit',
    reach: 'tenant',
    summary:
      'Record exchange rates from a day on; what was posted keeps its rate, and a correction is a newer record of the same day.',
    body: exchangeRatesBody,
    response: recordedRatesAnswer,
    refusals: rateRefusals,
    handler: async ({ engine, caller, body }) => {
      const recorded = await recordExchangeRates(engine, caller, body.rates);
      return recorded.ok ? done({ ...recorded.value, warnings: [...recorded.value.warnings] }) : recorded;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/payment-terms',
    operation: 'company.list-payment-terms',
    action: 'company.view',
    summary: 'Payment terms: instalments, base days, early-payment discount.',
    response: paymentTermsAnswer,
    reading: loadPaymentTerms,
    handler: async ({ reading: terms }) => {
      return done({
        rows: terms.map(termToJson),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/payment-terms',
    operation: 'company.set-payment-term',
    action: 'company.edit',
    reach: 'tenant',
    summary:
      'Set a payment term; one that is there takes the new rule for what is posted from now on. Where customers have it, within your authority or by asking.',
    body: paymentTermBody.extend({ ...askForMember, ...seenMember }),
    response: governedAnswer,
    refusals: [
      'company.term-shares',
      'authority.approval-needed',
      'authority.not-allowed',
      'authority.subject-not-found',
      'platform.setting-stale',
    ],
    handler: ({ engine, caller, scope, body: { askFor, seen, ...input } }) => {
      const changing = asSeen(caller, seen, {
        name: `company.payment-term ${input.code}`,
        read: async (db) => {
          const term = (await loadPaymentTerms(db, scope.tenantId)).find((one) => one.code === input.code);
          return term === undefined ? {} : termToJson(term);
        },
      });
      return runGoverned(engine, changing, { action: setPaymentTermAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/payment-term-use',
    operation: 'company.payment-term-use',
    action: 'company.edit',
    reach: 'tenant',
    summary: 'How many customer accounts have a payment term, and how many open items they have.',
    query: z.strictObject({ code: z.string().max(20) }),
    response: termUseAnswer,
    handler: async ({ engine, scope, query }) =>
      done(
        await runQuery(engine, scope.tenantId, async (db) => {
          const id = await findTermId(db, scope.tenantId, query.code);
          if (id === undefined) return { customers: 0, openItems: 0 };
          const uses = await countTermUses(db, scope.tenantId, id, engine.registrations.termUses);
          return { customers: uses.customers, openItems: uses.open_items };
        }),
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/api/calendar-countries',
    operation: 'company.list-calendars',
    action: 'company.view',
    summary: 'The countries whose business calendar is known, those of your companies first.',
    response: calendarCountriesAnswer,
    reading: loadCompanies,
    handler: async ({ reading: companies, scope }) => {
      const own = companies.filter((company) => scope.companyIds.includes(company.id));
      return done({ companies: [...new Set(own.map((company) => company.country))], all: calendarCountries() });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/calendars',
    operation: 'company.calendar',
    action: 'company.view',
    summary: 'The business calendar of a country and year: weekend and public holidays.',
    query: calendarQuery,
    response: calendarAnswer,
    refusals: ['company.calendar-unknown'],
    handler: async ({ query: { country, year, language } }) => {
      if (!calendarCountries().includes(country))
        return refuse(
          'company.calendar-unknown',
          `No public holidays are known for "${country}"; its weekend alone counts.`,
          {},
          { field: 'country' },
        );
      return done({ country, year, ...businessCalendar(country, year, language) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/closing-days',
    operation: 'company.list-closing-days',
    action: 'company.view',
    summary: 'The days on which a company is closed beside the public holidays of its country.',
    query: ofCompany,
    response: closingDaysAnswer,
    refusals: ['company.unknown'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id, timeZone } = company.value;
      const rows = await runQuery(engine, scope.tenantId, (db) => loadClosingDays(db, scope.tenantId, id));
      return done({ rows, today: dayInZone(engine.clock.now(), timeZone) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/closing-days',
    operation: 'company.add-closing-days',
    action: 'company.edit',
    summary:
      'Set days on which a company is closed: single ones, or the public holidays of a year as the law has them.',
    query: ofCompany,
    body: closingDaysBody,
    response: z.object({ added: z.int() }),
    refusals: [
      'company.unknown',
      'company.malformed-day',
      'company.closing-day-past',
      'company.calendar-unknown',
      'company.nothing-changed',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? addClosingDays(engine, caller, { company: company.value, add: body }) : company;
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/closing-days/{day}',
    operation: 'company.remove-closing-day',
    action: 'company.edit',
    summary: 'A company is open on a day after all.',
    params: z.strictObject({ day: z.string().max(10) }),
    query: ofCompany,
    response: z.object({ removed: z.int() }),
    refusals: ['company.unknown', 'company.closing-day-unknown', 'company.closing-day-past'],
    handler: async ({ engine, scope, caller, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? removeClosingDay(engine, caller, { company: company.value, day: params.day }) : company;
    },
  }),
];
