/** Limits of authority over HTTP: what is in force, another set asked for, what they decided, and what they would. */
import { z } from 'zod';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import type { CompanyDirectory, CompanyEntry } from '../http/companies.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { toJson } from '../http/problem.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import type { Scope } from '../identity/principal.ts';
import { type Engine, runQuery } from '../transaction.ts';
import { requestApproval } from './commands/request-approval.ts';
import { setLimitsAction } from './commands/set-limits.ts';
import {
  backtestAnswer,
  backtestBody,
  decisionsAnswer,
  decisionsQuery,
  limitsAnswer,
  requestedAnswer,
  setLimitsInput,
  simulateAnswer,
  simulateBody,
} from './contract.ts';
import type { Limit } from './model.ts';
import { limitsInForceNow } from './queries/list-limits.ts';
import { amountText, backtestLimits, simulateAuthority } from './queries/simulate.ts';
import { isSameDeed } from './rules/backtest.ts';
import { companiesWithout } from './rules/limits.ts';
import { loadDecisions } from './store.ts';

/** The one company of a scope that the door has narrowed. */
async function companyOf(engine: Engine, companies: CompanyDirectory, scope: Scope): Promise<Outcome<CompanyEntry>> {
  const found = (await companies(engine, scope.tenantId)).find((company) => company.id === scope.companyIds[0]);
  return found ? done(found) : refuse('company.not-found', 'There is no such company.', {});
}

/** A limit as people read it, with amounts in major units. */
const limitForPeople = (limit: Limit, personName: string | null) => {
  const text = (minor: bigint | null): string | null => (minor === null ? null : amountText(minor, limit.currency));
  const { id, version, action, companyId, role, personId, mode, approverRole, currency, customerPeriod, validFrom } =
    limit;
  return {
    ...{ id, version, action, companyId, role, personId, personName, mode, approverRole, currency, customerPeriod },
    ...{ validFrom, amount: text(limit.amountMinor), personDay: text(limit.personDayMinor) },
    customer: text(limit.customerMinor),
  };
};

/** Limits, what was decided by them, and what others would decide. */
export function limitRoutes(companies: CompanyDirectory): readonly RouteDefinition[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/authority/limits',
      operation: 'authority.list-limits',
      action: 'authority.view',
      summary: 'Actions that take authority, with the limits in force today or on a day.',
      query: z.strictObject({ day: z.iso.date().optional() }),
      response: limitsAnswer,
      handler: async ({ engine, scope, query }) => {
        const day = query.day ?? engine.clock.now().toISOString().slice(0, 10);
        const policy = await limitsInForceNow(engine, scope.tenantId, day);
        const seen = (companyId: bigint | null): boolean => companyId === null || scope.companyIds.includes(companyId);
        return done({
          day,
          policyVersion: policy.version,
          actions: policy.actions.map(({ action, limits }) => ({
            action: action.name,
            sentence: action.sentence,
            amountMeans: action.amountMeans,
            alwaysTwo: action.alwaysTwo,
            limits: limits
              .filter((limit) => seen(limit.companyId))
              .map(({ personName, ...limit }) => limitForPeople(limit, personName)),
            unlimited: companiesWithout(action, limits, scope.companyIds),
            defaults: action.defaultLimits.map((one) => ({
              role: one.role,
              mode: one.mode,
              approverRole: one.approverRole ?? null,
              amount: one.amount ?? null,
              personDay: one.personDay ?? null,
              customer: one.customer?.amount ?? null,
              customerPeriod: one.customer?.period ?? null,
            })),
          })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/limits',
      operation: 'authority.propose-limits',
      action: 'authority.set-limits',
      summary: 'Ask for other limits: they are set when a controller who is not you approves.',
      body: setLimitsInput,
      status: 201,
      response: requestedAnswer,
      refusals: ['authority.limit-malformed', 'authority.always-two', 'authority.backdated', 'authority.not-allowed'],
      handler: async ({ engine, caller, scope, body }) => {
        return requestApproval(
          engine,
          caller,
          { action: setLimitsAction.name, input: JSON.parse(toJson(body)) as unknown, reason: body.reason },
          scope,
        );
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/authority/decisions',
      operation: 'authority.list-decisions',
      action: 'authority.view',
      summary: 'What was allowed, by whom, under which version of the limits; newest first.',
      query: decisionsQuery,
      response: decisionsAnswer,
      handler: async ({ engine, scope, query }) => {
        const rows = await runQuery(engine, scope.tenantId, (db) =>
          loadDecisions(db, scope.tenantId, {
            companyIds: scope.companyIds,
            wholeTenant: scope.wholeTenant,
            action: query.action,
            beforeId: decodeIdCursor(query.after),
            limit: query.limit + 1,
          }),
        );
        const page = pageOf(rows, query.limit, (row) => [row.id.toString()]);
        return done({
          next: page.next,
          rows: page.rows.map((row) => ({ ...row, amount: amountText(row.amountMinor, row.currency) })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/simulations',
      operation: 'authority.simulate',
      action: 'authority.view',
      summary: 'What would happen if a person did this now.',
      body: simulateBody,
      response: simulateAnswer,
      refusals: ['authority.action-unknown', 'identity.person-not-found'],
      handler: async ({ engine, scope, body }) => {
        const company = await companyOf(engine, companies, scope);
        if (!company.ok) return company;
        const day = dayInZone(engine.clock.now(), company.value.timeZone);
        const { action, personId, amount, customerId } = body;
        const simulated = await simulateAuthority(engine, scope.tenantId, {
          ...{ action, personId, amount, customerId, day },
          company: company.value,
        });
        if (!simulated.ok) return simulated;
        const { outcome, why, approvers, limits, policyVersion } = simulated.value;
        return done({
          ...{ outcome, why, policyVersion },
          approvers: [...approvers],
          limits: limits.map(({ limit, personName, lentBy, decides }) => ({
            limit: limitForPeople(limit, personName),
            lentBy,
            decides,
          })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/backtests',
      operation: 'authority.backtest',
      action: 'authority.view',
      summary: 'What past decisions would have been under other limits.',
      body: backtestBody,
      response: backtestAnswer,
      refusals: ['authority.action-unknown', 'authority.limit-malformed', 'authority.always-two'],
      handler: async ({ engine, scope, body }) => {
        const company = await companyOf(engine, companies, scope);
        if (!company.ok) return company;
        const tested = await backtestLimits(engine, scope.tenantId, { ...body, company: company.value });
        if (!tested.ok) return tested;
        const { decisions, replayed } = tested.value;
        const changed = replayed.flatMap((one, index) => {
          const row = decisions[index]!;
          const { id, day, subject, personName, currency } = row;
          return isSameDeed(one)
            ? []
            : [
                {
                  ...{ id, day, subject, personName, currency, was: one.was, would: one.would, why: one.why },
                  amount: amountText(row.amountMinor, currency),
                },
              ];
        });
        const count = (would: string): number => replayed.filter((one) => one.would === would).length;
        return done({
          decisions: replayed.length,
          same: replayed.length - changed.length,
          changed: changed.slice(0, 1_000),
          counts: { alone: count('alone'), approvalNeeded: count('approval-needed'), refused: count('refused') },
        });
      },
    }),
  ];
}
