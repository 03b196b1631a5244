/** Rules for charges and interest of the bank over HTTP: declared, ended, applied, and a posting taken back. */
import { z } from 'zod';
import { findCompany } from '#company';
import { dayInZone, done, formatAmount } from '#kernel';
import { loadChart } from '#ledger';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned, runQuery } from '#platform';
import { idParam } from '#platform/contract';
import { applyBankRules, declareBankRuleAction, endRule, reverseRulePosting } from './commands/bank-rules.ts';
import { tryBankRule } from './queries/try-bank-rule.ts';
import {
  appliedRulesAnswer,
  declaredRuleAnswer,
  listRulesQuery,
  newRuleBody,
  rulePath,
  ruleReasonBody,
  rulesAnswer,
  rulesQuery,
  triedRuleAnswer,
  tryRuleBody,
  undoRuleBody,
} from './rule-contract.ts';
import { mayBeRuled } from './rules/bank-rules.ts';
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
  ended: rule.ended && { ...rule.ended, replacedBy: rule.ended.replacedBy?.toString() ?? null },
});

export const ruleRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/bank-rules',
    operation: 'cash.list-bank-rules',
    action: 'cash.view',
    summary: 'The rules by which charges and interest of the bank are posted.',
    query: listRulesQuery,
    response: rulesAnswer,
    handler: async ({ engine, scope, query }) =>
      runQuery(engine, scope.tenantId, async (db) => {
        // The door has narrowed the scope to the one company that the query names.
        const [companyId] = scope.companyIds;
        const rules = await loadBankRules(db, scope.tenantId, companyId!, { ended: query.ended === 'yes' });
        const chart = (await loadChart(db, scope.tenantId, companyId!)).filter(mayBeRuled);
        // What the bank charges is what most rules are for.
        const [first, others] = [true, false].map((is) =>
          chart.filter((one) => (one.purpose === 'bank_charges') === is),
        );
        return done({
          rows: rules.map(ruleToJson),
          accounts: [...first!, ...others!].map(({ code, name }) => ({ code, name })),
        });
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-rules',
    operation: 'cash.declare-bank-rule',
    action: 'cash.edit-bank-rules',
    summary:
      'Declare a rule, or the next version of one, within your authority or by asking: lines of a type code or with some words are posted to an account, up to an amount.',
    query: rulesQuery,
    body: newRuleBody.extend(askForMember),
    status: 201,
    response: governedAnswer.extend(declaredRuleAnswer.shape).meta({ id: 'DeclaredBankRule' }),
    refusals: [
      'authority.approval-needed',
      'authority.over-limit',
      'cash.rule-empty',
      'cash.rule-amount',
      'cash.rule-account',
      'cash.rule-not-found',
      'money.malformed',
      'money.too-fine',
    ],
    handler: async ({ engine, scope, caller, query, body: { askFor, ...body } }) => {
      const wanted = { action: declareBankRuleAction.name, input: { ...body, company: query.company }, askFor };
      const run = await runGoverned(engine, caller, wanted, scope);
      if (!run.ok) return run;
      const { value, ...state } = run.value;
      const ruleId = (value as { ruleId: bigint } | null)?.ruleId ?? null;
      return { ...run, value: { ...state, ruleId } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bank-rules/try',
    operation: 'cash.try-bank-rule',
    action: 'cash.edit-bank-rules',
    summary:
      'What a rule would have done with the lines of the last days, before it is put in force. Nothing is posted.',
    query: rulesQuery,
    body: tryRuleBody,
    response: triedRuleAnswer,
    refusals: ['cash.rule-account', 'cash.rule-empty', 'cash.rule-amount', 'money.malformed', 'money.too-fine'],
    handler: async ({ engine, scope, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return tryBankRule(engine, scope.tenantId, { company: company.value, ...body });
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
    once: true,
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
