/** Authority over HTTP: limits, requests and their approval, delegation, decisions, simulation. */
import { z } from 'zod';
import { addDays, dayInZone, done, formatAmount, isCurrency, type Outcome, parseAmount, refuse } from '#kernel';
import type { CompanyDirectory, CompanyEntry } from '../http/companies.ts';
import { idAnswer, idParam } from '../http/contract.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { toJson } from '../http/problem.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import type { Scope } from '../identity/principal.ts';
import { mayDo } from '../identity/rules/permissions.ts';
import { type Engine, runQuery } from '../transaction.ts';
import { delegateAuthority, revokeDelegation } from './commands/delegate.ts';
import { requestApproval, reviseRequest } from './commands/request-approval.ts';
import { setLimitsAction } from './commands/set-limits.ts';
import { approveRequest, rejectRequest, withdrawRequest } from './commands/settle-request.ts';
import {
  approveBody,
  backtestAnswer,
  backtestBody,
  decisionsAnswer,
  decisionsQuery,
  delegateBody,
  delegationsAnswer,
  limitsAnswer,
  noteBody,
  requestBody,
  requestedAnswer,
  requestIdParams,
  requestsAnswer,
  requestsQuery,
  reviseBody,
  setLimitsInput,
  settledAnswer,
  simulateAnswer,
  simulateBody,
} from './contract.ts';
import { limitsInForceNow } from './queries/list-limits.ts';
import { listRequests } from './queries/list-requests.ts';
import { amountText, backtestLimits, simulateAuthority } from './queries/simulate.ts';
import { companiesWithout } from './rules/limits.ts';
import { loadDecisions, loadDelegations } from './store.ts';

const settleRefusals = ['authority.request-not-found', 'authority.request-settled', 'authority.self-approval'];

/** The one company of a scope that the door has narrowed. */
async function companyOf(engine: Engine, companies: CompanyDirectory, scope: Scope): Promise<Outcome<CompanyEntry>> {
  const found = (await companies(engine, scope.tenantId)).find((company) => company.id === scope.companyIds[0]);
  return found ? done(found) : refuse('company.not-found', 'There is no such company.', {});
}

/** A ceiling in minor units; refuses `authority.currency-malformed`. */
function readCeiling(
  ceiling: { amount: string; currency: string } | null,
): Outcome<{ amountMinor: bigint; currency: string } | null> {
  if (ceiling === null) return done(null);
  const { amount, currency } = ceiling;
  if (!isCurrency(currency))
    return refuse(
      'authority.currency-malformed',
      `"${currency}" is not an ISO 4217 currency.`,
      {},
      { field: 'ceiling' },
    );
  return done({ amountMinor: parseAmount(amount, currency), currency });
}

/** The routes; the directory of companies comes from the composition root. */
export function authorityRoutes(companies: CompanyDirectory): readonly RouteDefinition[] {
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
              .map(({ personName, ...limit }) => {
                const text = (minor: bigint | null): string | null =>
                  minor === null ? null : amountText(minor, limit.currency);
                return {
                  ...limit,
                  personName,
                  amount: text(limit.amountMinor),
                  personDay: text(limit.personDayMinor),
                  customer: text(limit.customerMinor),
                };
              }),
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
      path: '/api/authority/requests',
      operation: 'authority.list-requests',
      action: 'authority.view',
      summary: 'The queue of approvals: what is asked, by whom, and whether you may approve it.',
      query: requestsQuery,
      response: requestsAnswer,
      handler: async ({ engine, scope, principal, query }) => {
        const directory = await companies(engine, scope.tenantId);
        const zones = new Map(directory.map((company) => [company.id, company.timeZone]));
        const now = engine.clock.now();
        const rows = await listRequests(engine, scope.tenantId, {
          companyIds: scope.companyIds,
          wholeTenant: scope.wholeTenant,
          states: query.state === 'open' ? ['proposed', 'pending'] : [query.state],
          beforeId: decodeIdCursor(query.after),
          limit: query.limit + 1,
          viewerPersonId: principal.personId,
          dayOf: (companyId) =>
            companyId === null
              ? addDays(now.toISOString().slice(0, 10), -1)
              : dayInZone(now, zones.get(companyId) ?? 'UTC'),
        });
        const page = pageOf(rows, query.limit, (row) => [row.id.toString()]);
        return done({
          next: page.next,
          rows: page.rows.map((row) => ({
            ...row,
            lines: [...row.lines],
            input: row.input as Record<string, unknown>,
            amount: amountText(row.amountMinor, row.currency),
          })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests',
      operation: 'authority.request',
      action: 'authority.request',
      summary: 'Ask a second person for what you may not do alone; the input is that of the action’s own route.',
      body: requestBody,
      status: 201,
      response: requestedAnswer,
      refusals: [
        'authority.action-unknown',
        'authority.input-malformed',
        'authority.subject-not-found',
        'authority.not-needed',
        'authority.not-allowed',
        'authority.over-limit',
      ],
      handler: async ({ engine, caller, scope, body }) => {
        const reach = body.companyId === null ? scope : { ...scope, wholeTenant: false };
        return requestApproval(engine, caller, body, reach);
      },
    }),
    defineRoute({
      method: 'put',
      path: '/api/authority/requests/{requestId}',
      operation: 'authority.revise-request',
      action: 'authority.request',
      summary: 'Bring your request up to date, or stand for a proposal that came from outside.',
      params: requestIdParams,
      body: reviseBody,
      response: requestedAnswer,
      refusals: [...settleRefusals, 'authority.not-yours', 'authority.not-needed'],
      handler: async ({ engine, caller, scope, params, body }) => {
        return reviseRequest(engine, caller, { ...params, ...body }, scope);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/approval',
      operation: 'authority.approve',
      action: 'authority.approve',
      summary: 'Approve a request and run it, once; the hash says what you saw.',
      params: requestIdParams,
      body: approveBody,
      response: settledAnswer,
      refusals: [
        ...settleRefusals,
        'authority.view-stale',
        'authority.content-changed',
        'authority.approver-not-allowed',
        'authority.agent-not-allowed',
        'authority.over-limit',
        'authority.not-allowed',
      ],
      handler: ({ engine, caller, scope, params, body }) =>
        approveRequest(engine, caller, { ...params, ...body }, scope),
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/rejection',
      operation: 'authority.reject',
      action: 'authority.approve',
      summary: 'Say no to a request, with the reason.',
      params: requestIdParams,
      body: noteBody,
      response: settledAnswer,
      refusals: settleRefusals,
      handler: ({ engine, caller, scope, params, body }) =>
        rejectRequest(engine, caller, { ...params, ...body }, scope),
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/withdrawal',
      operation: 'authority.withdraw',
      action: 'authority.request',
      summary: 'Take your own request back.',
      params: requestIdParams,
      body: noteBody,
      response: settledAnswer,
      refusals: [...settleRefusals, 'authority.not-yours'],
      handler: ({ engine, caller, scope, params, body }) =>
        withdrawRequest(engine, caller, { ...params, ...body }, scope),
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
      method: 'get',
      path: '/api/authority/delegations',
      operation: 'authority.list-delegations',
      action: 'authority.view',
      summary: 'Who acts for whom, from when to when.',
      response: delegationsAnswer,
      reading: loadDelegations,
      handler: async ({ engine, scope, reading: rows }) => {
        const today = engine.clock.now().toISOString().slice(0, 10);
        return done({
          rows: rows
            .filter((row) => scope.wholeTenant || (row.companyId !== null && scope.companyIds.includes(row.companyId)))
            .map(({ actions, ceilingMinor, ceilingCurrency, ...row }) => ({
              ...row,
              actions: actions && [...actions],
              ceiling:
                ceilingMinor === null
                  ? null
                  : { amount: formatAmount(ceilingMinor, ceilingCurrency!), currency: ceilingCurrency! },
              state:
                row.revokedAt !== null
                  ? ('taken_back' as const)
                  : today < row.from
                    ? ('coming' as const)
                    : today > row.to
                      ? ('over' as const)
                      : ('in_force' as const),
            })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/delegations',
      operation: 'authority.delegate',
      action: 'authority.delegate',
      summary: 'Lend your own authority to another person for some days.',
      body: delegateBody,
      status: 201,
      response: z.object({ delegationId: idAnswer }),
      refusals: [
        'authority.delegation-self',
        'authority.delegation-days',
        'authority.action-unknown',
        'identity.person-not-found',
      ],
      handler: async ({ engine, caller, body }) => {
        const ceiling = readCeiling(body.ceiling);
        return ceiling.ok ? delegateAuthority(engine, caller, { ...body, ceiling: ceiling.value }) : ceiling;
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/authority/delegations/{delegationId}',
      operation: 'authority.revoke-delegation',
      action: 'authority.delegate',
      summary: 'Take lent authority back, at once.',
      params: z.strictObject({ delegationId: idParam }),
      response: z.object({ delegationId: idAnswer }),
      refusals: ['authority.delegation-not-found'],
      handler: ({ engine, caller, principal, scope, params }) => {
        // Whoever sets the limits of the whole tenant may end anybody's delegation: a lost phone does not wait.
        const anybodys = principal.grants.some(
          (grant) =>
            grant.tenantId === scope.tenantId && grant.companyId === null && mayDo(grant.role, 'authority.set-limits'),
        );
        return revokeDelegation(engine, caller, { ...params, anybodys });
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
        return simulated.ok ? done({ ...simulated.value, approvers: [...simulated.value.approvers] }) : simulated;
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
          const same = one.was === (one.would === 'approval-needed' ? 'approved' : one.would);
          const { id, day, subject, personName, currency } = row;
          return same
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
