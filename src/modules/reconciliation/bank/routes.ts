/** Bank reconciliation over HTTP: months by account with their state, one month, prepare, sign, reopen, and the files. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import { prepareBankMonth, reopenBankMonth, signBankMonth } from '../commands/sign-bank-month.ts';
import { type BankMonth, type FoundMonths, listBankMonths, loadBankMonth } from '../queries/bank-comparison.ts';
import {
  bankMonthAnswer,
  bankMonthPath,
  bankMonthPdfQuery,
  bankMonthQuery,
  bankMonthsAnswer,
  bankMonthsQuery,
  prepareBody,
  reopenBody,
} from './contract.ts';
import { bankMonthInList, bankMonthToJson } from './json.ts';
import { bankMonthPdf, bankMonthWorkbook } from './report.ts';

const base = '/api/reconciliations/banks';
const monthPath = `${base}/{bankAccountId}/{month}`;

async function monthIn(
  engine: Engine,
  scope: Scope,
  query: { company: string },
  params: { bankAccountId: bigint; month: string },
): Promise<Outcome<{ company: Company; month: BankMonth }>> {
  const company = await findCompany(engine, scope.tenantId, query.company);
  if (!company.ok) return company;
  const month = await runQuery(engine, scope.tenantId, (db) =>
    loadBankMonth(db, scope.tenantId, { company: company.value, ...params }),
  );
  return month
    ? done({ company: company.value, month })
    : refuse('reconciliation.bank-account-not-found', 'There is no such bank account in this company.');
}

/** What was found of bank months, by the server's books: the page asks for the same months again and again. */
const foundMonths = new WeakMap<object, FoundMonths>();
function foundMonthsOf(engine: Engine): FoundMonths {
  const found = foundMonths.get(engine.database) ?? new Map();
  foundMonths.set(engine.database, found);
  // Accounts times months is little; a server of very many books begins anew instead of growing.
  if (found.size > 20_000) found.clear();
  return found;
}

const shared = { params: bankMonthPath, query: bankMonthQuery };
const unknown = 'reconciliation.bank-account-not-found';

export const bankRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: base,
    operation: 'reconciliation.list-banks',
    action: 'reconciliation.view',
    summary: 'Bank accounts of a company with their last months: both balances, the difference, and the state.',
    query: bankMonthsQuery,
    response: bankMonthsAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const day = dayInZone(engine.clock.now(), company.value.timeZone);
      const listed = await runQuery(engine, scope.tenantId, (db) =>
        listBankMonths(db, scope.tenantId, {
          ...{ company: company.value, day, months: query.months },
          found: foundMonthsOf(engine),
        }),
      );
      return done({
        accounts: listed.map(({ account, months }) => ({
          bankAccountId: account.id,
          account: account.number,
          name: account.name,
          currency: account.currency,
          readTo: account.readTo,
          months: months.map(bankMonthInList),
        })),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: monthPath,
    operation: 'reconciliation.bank-month',
    action: 'reconciliation.view',
    summary: 'A bank account’s month: everything that lies between the bank’s balance and the ledger’s.',
    ...shared,
    response: bankMonthAnswer,
    refusals: [unknown],
    handler: async ({ engine, scope, query, params }) => {
      const found = await monthIn(engine, scope, query, params);
      return found.ok ? done(bankMonthToJson(found.value.month)) : found;
    },
  }),
  defineRoute({
    method: 'post',
    path: `${monthPath}/prepare`,
    operation: 'reconciliation.prepare-bank-month',
    action: 'reconciliation.prepare-bank',
    summary: 'Prepare a month for signing.',
    ...shared,
    body: prepareBody,
    status: 204,
    response: z.null(),
    refusals: [unknown, 'reconciliation.month-running', 'reconciliation.month-signed', 'reconciliation.not-ready'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await monthIn(engine, scope, query, params);
      if (!found.ok) return found;
      return prepareBankMonth(engine, caller, { company: found.value.company, ...params, ...body });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${monthPath}/sign`,
    operation: 'reconciliation.sign-bank-month',
    action: 'reconciliation.sign-bank',
    summary: 'Sign a month that somebody else prepared.',
    ...shared,
    status: 204,
    response: z.null(),
    refusals: [
      unknown,
      'reconciliation.not-prepared',
      'reconciliation.month-signed',
      'reconciliation.own-work',
      'reconciliation.changed-since-prepared',
    ],
    handler: async ({ engine, scope, caller, query, params }) => {
      const found = await monthIn(engine, scope, query, params);
      if (!found.ok) return found;
      return signBankMonth(engine, caller, { company: found.value.company, ...params });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${monthPath}/reopen`,
    operation: 'reconciliation.reopen-bank-month',
    action: 'reconciliation.sign-bank',
    summary: 'Reopen a signed month; what was signed stays on record.',
    ...shared,
    body: reopenBody,
    status: 204,
    response: z.null(),
    refusals: [unknown, 'reconciliation.not-signed'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await monthIn(engine, scope, query, params);
      if (!found.ok) return found;
      return reopenBankMonth(engine, caller, { company: found.value.company, ...params, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${monthPath}/pdf`,
    operation: 'reconciliation.bank-pdf',
    action: 'reconciliation.view',
    summary: 'The bank reconciliation as a PDF, in the language asked for.',
    params: bankMonthPath,
    query: bankMonthPdfQuery,
    response: { mediaType: 'application/pdf' },
    refusals: [unknown],
    handler: async ({ engine, scope, query, params }) => {
      const found = await monthIn(engine, scope, query, params);
      if (!found.ok) return found;
      const content = await bankMonthPdf(engine, { ...found.value, language: query.language });
      return done({ content, fileName: `bank-${found.value.month.account.number}-${params.month}.pdf` });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${monthPath}/xlsx`,
    operation: 'reconciliation.bank-xlsx',
    action: 'reconciliation.view',
    summary: 'The bank reconciliation as a workbook.',
    ...shared,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    refusals: [unknown],
    handler: async ({ engine, scope, query, params }) => {
      const found = await monthIn(engine, scope, query, params);
      if (!found.ok) return found;
      const content = bankMonthWorkbook(found.value.month);
      return done({ content, fileName: `bank-${found.value.month.account.number}-${params.month}.xlsx` });
    },
  }),
];
