/** A company's own bank accounts over HTTP: listed, declared, renamed, closed and opened again. None is deleted. */
import { z } from 'zod';
import { findCompany } from '#company';
import { done } from '#kernel';
import { loadChart, nextBankCode } from '#ledger';
import { asSeen, defineRoute, type RouteDefinition, runQuery, type Sql, seenMember } from '#platform';
import {
  bankAccountBody,
  bankAccountNameBody,
  bankAccountPath,
  bankAccountReasonBody,
  bankAccountsAnswer,
  bankAccountsQuery,
  bankRhythmBody,
  closedBankAccountAnswer,
  createdBankAccountAnswer,
} from './bank-account-contract.ts';
import { closeBankAccount, reopenBankAccount } from './commands/close-bank-account.ts';
import { createBankAccount } from './commands/create-bank-account.ts';
import { renameBankAccount } from './commands/rename-bank-account.ts';
import { setBankRhythm } from './commands/set-bank-rhythm.ts';
import { loadBankAccounts } from './store/bank.ts';

/** The bank accounts of a company as JSON, alike for the command line and the API. */
export async function bankAccountsToJson(db: Sql, tenantId: bigint, companyId: bigint) {
  const chart = await loadChart(db, tenantId, companyId);
  const byId = new Map(chart.map((account) => [account.id, account]));
  return {
    rows: (await loadBankAccounts(db, tenantId, companyId)).map((one) => ({
      id: one.id.toString(),
      number: one.number,
      currency: one.currency,
      name: one.name,
      account: byId.get(one.glAccountId)!.code,
      accountName: byId.get(one.glAccountId)!.name,
      readTo: one.readTo,
      closedOn: one.closedOn,
      rhythms: [...one.rhythms],
    })),
    accounts: chart.filter((one) => one.purpose === 'bank').map(({ code, name }) => ({ code, name })),
    nextAccount: nextBankCode(chart),
  };
}

/** What of a bank account is changed: its name, and when its bank sends statements. */
const accountAsItStands = (tenantId: bigint, companyId: bigint, bankAccountId: bigint) => ({
  name: `cash.bank-account ${bankAccountId}`,
  read: async (db: Sql) => {
    const account = (await loadBankAccounts(db, tenantId, companyId)).find((one) => one.id === bankAccountId);
    return account === undefined ? {} : { name: account.name, rhythms: account.rhythms };
  },
});

export const bankAccountRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/bank-accounts',
    operation: 'cash.list-bank-accounts',
    action: 'cash.view-bank-accounts',
    summary: 'The bank accounts of a company, closed ones too, and the day up to which each is read.',
    query: bankAccountsQuery,
    response: bankAccountsAnswer,
    handler: async ({ engine, scope }) =>
      // The door has narrowed the scope to the one company that the query names.
      done(
        await runQuery(engine, scope.tenantId, (db) => bankAccountsToJson(db, scope.tenantId, scope.companyIds[0]!)),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-accounts',
    operation: 'cash.create-bank-account',
    action: 'cash.edit-bank-accounts',
    summary: 'Declare a bank account of a company; files that name it are taken from then on.',
    query: bankAccountsQuery,
    body: bankAccountBody,
    status: 201,
    response: createdBankAccountAnswer,
    refusals: [
      'cash.bank-account-number',
      'cash.bank-account-gl',
      'cash.bank-account-exists',
      'ledger.account-code',
      'ledger.account-exists',
    ],
    handler: async ({ engine, scope, caller, query, body: { account, newAccount, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const created = await createBankAccount(engine, caller, {
        company: company.value,
        ...body,
        glAccountCode: account ?? undefined,
        newGlAccount: newAccount ?? undefined,
      });
      return created.ok ? done({ bankAccountId: created.value.id }) : created;
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/bank-accounts/{bankAccountId}',
    operation: 'cash.rename-bank-account',
    action: 'cash.edit-bank-accounts',
    summary: 'Give a bank account another name; its number, currency and G/L account stay.',
    params: bankAccountPath,
    query: bankAccountsQuery,
    body: bankAccountNameBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['cash.bank-account-not-found', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, params, body: { seen, name } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, accountAsItStands(scope.tenantId, company.value.id, params.bankAccountId));
      return renameBankAccount(engine, changing, { company: company.value, ...params, name });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/bank-accounts/{bankAccountId}/rhythm',
    operation: 'cash.set-bank-rhythm',
    action: 'cash.edit-bank-accounts',
    summary:
      'Say when the bank sends statements of an account from a day on: on every business day, or only on movement, when nothing waits for one.',
    params: bankAccountPath,
    query: bankAccountsQuery,
    body: bankRhythmBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['cash.bank-account-not-found', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, params, body: { seen, ...rhythm } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, accountAsItStands(scope.tenantId, company.value.id, params.bankAccountId));
      return setBankRhythm(engine, changing, { company: company.value, ...params, ...rhythm });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-accounts/{bankAccountId}/close',
    operation: 'cash.close-bank-account',
    action: 'cash.edit-bank-accounts',
    summary:
      'Close a bank account from today on: it takes no more files, and nothing waits for it; what was read stays.',
    params: bankAccountPath,
    query: bankAccountsQuery,
    body: bankAccountReasonBody,
    response: closedBankAccountAnswer,
    refusals: ['cash.bank-account-not-found', 'cash.bank-account-closed'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return closeBankAccount(engine, caller, {
        company: company.value,
        ...params,
        reason: body.reason ?? undefined,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-accounts/{bankAccountId}/reopen',
    operation: 'cash.reopen-bank-account',
    action: 'cash.edit-bank-accounts',
    summary: 'Open a closed bank account again; its files are taken as before.',
    params: bankAccountPath,
    query: bankAccountsQuery,
    body: bankAccountReasonBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.bank-account-not-found', 'cash.bank-account-open'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return reopenBankAccount(engine, caller, {
        company: company.value,
        ...params,
        reason: body.reason ?? undefined,
      });
    },
  }),
];
