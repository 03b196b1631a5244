/** Rules for charges and interest of the bank over HTTP: declared, ended, applied, and a posting taken back. */
import { z } from 'zod';
import { findCompany } from '#company';
import { catchRefusal, dayInZone, done, formatAmount, parseAmount } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { idParam } from '#platform/contract';
import { applyBankRules, declareBankRule, endRule, reverseRulePosting } from './commands/bank-rules.ts';
import {
  appliedRulesAnswer,
  declaredRuleAnswer,
  ruleBody,
  rulePath,
  ruleReasonBody,
  rulesAnswer,
  rulesQuery,
  undoRuleBody,
} from './rule-contract.ts';
import { type DeclaredRule, loadBankRules } from './store/bank-rules.ts';

/** A rule as JSON, alike for the command line and the API. */
export const ruleToJson = (rule: DeclaredRule) => ({
  id: rule.id.toString(),
  name: rule.name,
  direction: rule.direction,
  currency: rule.currency,
  transactionCode: rule.transactionCode,
  words: rule.words,
  maximum: formatAmount(rule.maximumMinor, rule.currency),
  account: rule.glAccountCode,
  accountName: rule.glAccountName,
  person: rule.person,
  madeAt: rule.madeAt,
  postings: rule.postings,
});

export const ruleRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/bank-rules',
    operation: 'cash.list-bank-rules',
    action: 'cash.view',
    summary: 'The rules by which charges and interest of the bank are posted.',
    query: rulesQuery,
    response: rulesAnswer,
    handler: async ({ engine, scope }) =>
      // The door has narrowed the scope to the one company that the query names.
      done({
        rows: (
          await runQuery(engine, scope.tenantId, (db) => loadBankRules(db, scope.tenantId, scope.companyIds[0]!))
        ).map(ruleToJson),
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-rules',
    operation: 'cash.declare-bank-rule',
    action: 'cash.edit-bank-rules',
    summary: 'Declare a rule: lines of a type code or with some words are posted to an account, up to an amount.',
    query: rulesQuery,
    body: ruleBody,
    status: 201,
    response: declaredRuleAnswer,
    refusals: ['cash.rule-empty', 'cash.rule-amount', 'cash.rule-account', 'money.malformed', 'money.too-fine'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const maximum = catchRefusal(() => parseAmount(body.maximum, body.currency));
      if (!maximum.ok) return maximum;
      return declareBankRule(engine, caller, {
        company: company.value,
        rule: {
          name: body.name,
          direction: body.direction,
          currency: body.currency,
          transactionCode: body.transactionCode ?? null,
          words: body.words ?? null,
          maximumMinor: maximum.value,
          glAccountCode: body.account,
        },
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-rules/{ruleId}/end',
    operation: 'cash.end-bank-rule',
    action: 'cash.edit-bank-rules',
    summary: 'End a rule; what was posted by it stays.',
    params: rulePath,
    query: rulesQuery,
    body: ruleReasonBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.rule-not-found'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? endRule(engine, caller, { company: company.value, ...params, ...body }) : company;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-rules/apply',
    operation: 'cash.apply-bank-rules',
    action: 'cash.apply',
    summary: 'Post the bank’s charges and interest that fall under a rule; the day run does so by itself.',
    query: rulesQuery,
    response: appliedRulesAnswer,
    handler: async ({ engine, scope, caller, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      // A request's key belongs to one command; these are many, and each movement is posted once.
      const { idempotencyKey: _, ...own } = caller;
      return applyBankRules(engine, own, { company: company.value });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/undo-rule',
    operation: 'cash.reverse-rule-posting',
    action: 'cash.reverse',
    summary: 'Take back what a rule posted; the movement waits for a person again.',
    params: z.strictObject({ receiptId: idParam }),
    query: rulesQuery,
    body: undoRuleBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.not-posted-by-rule', 'ledger.period-closed'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return reverseRulePosting(engine, caller, {
        company: company.value,
        ...params,
        reason: body.reason,
        postingDate: body.postingDate ?? dayInZone(engine.clock.now(), company.value.timeZone),
      });
    },
  }),
];
