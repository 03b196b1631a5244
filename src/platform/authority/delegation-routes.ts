/** Delegations of authority over HTTP. */
import { z } from 'zod';
import { type Day, done, formatAmount, isCurrency, type Outcome, parseAmount, refuse } from '#kernel';
import { idAnswer, idParam } from '../http/contract.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import type { Principal, Scope } from '../identity/principal.ts';
import { mayDo } from '../identity/rules/permissions.ts';
import { listPersonsWithRole } from '../identity/store.ts';
import { runQuery } from '../transaction.ts';
import { delegateAuthority, revokeDelegation } from './commands/delegate.ts';
import { colleaguesAnswer, delegateBody, delegationsAnswer } from './contract.ts';
import { loadDelegations } from './store.ts';

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

/** Whoever sets the limits of the whole tenant may end anybody's delegation: a lost phone does not wait. */
const endsAnybodys = (principal: Principal, scope: Scope): boolean =>
  principal.grants.some(
    (grant) =>
      grant.tenantId === scope.tenantId && grant.companyId === null && mayDo(grant.role, 'authority.set-limits'),
  );

function stateOf(
  row: { readonly revokedAt: string | null; readonly from: Day; readonly to: Day },
  today: Day,
): 'taken_back' | 'coming' | 'over' | 'in_force' {
  if (row.revokedAt !== null) return 'taken_back';
  if (today < row.from) return 'coming';
  return today > row.to ? 'over' : 'in_force';
}

export const delegationRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/authority/delegations',
    operation: 'authority.list-delegations',
    action: 'authority.view',
    summary: 'Who acts for whom, from when to when.',
    response: delegationsAnswer,
    reading: loadDelegations,
    handler: async ({ engine, scope, principal, reading: rows }) => {
      const today = engine.clock.now().toISOString().slice(0, 10);
      const own = principal.personId;
      return done({
        rows: rows
          .filter(
            (row) =>
              scope.wholeTenant ||
              (row.companyId !== null && scope.companyIds.includes(row.companyId)) ||
              // One's own, given or held, whatever companies it is about.
              row.delegatorPersonId === own ||
              row.delegatePersonId === own,
          )
          .map(({ actions, ceilingMinor, ceilingCurrency, delegatorPersonId, ...row }) => {
            const state = stateOf(row, today);
            const mine = delegatorPersonId === own;
            return {
              ...row,
              actions: actions && [...actions],
              ceiling:
                ceilingMinor === null
                  ? null
                  : { amount: formatAmount(ceilingMinor, ceilingCurrency!), currency: ceilingCurrency! },
              state,
              mine,
              mayEnd: (state === 'coming' || state === 'in_force') && (mine || endsAnybodys(principal, scope)),
            };
          }),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/authority/colleagues',
    operation: 'authority.list-colleagues',
    action: 'authority.view',
    summary: 'Who holds a role here: to whom authority can be delegated, and who gives roles.',
    response: colleaguesAnswer,
    handler: async ({ engine, scope, principal }) => {
      const persons = await runQuery(engine, scope.tenantId, (db) =>
        listPersonsWithRole(db, scope.tenantId, scope.companyIds),
      );
      return done({ rows: persons.map((one) => ({ ...one, me: one.id === principal.personId })) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/authority/delegations',
    operation: 'authority.delegate',
    action: 'authority.delegate',
    summary: 'Delegate your own authority to another person for some days.',
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
    summary: 'Revoke a delegation, at once.',
    params: z.strictObject({ delegationId: idParam }),
    response: z.object({ delegationId: idAnswer }),
    refusals: ['authority.delegation-not-found'],
    handler: ({ engine, caller, principal, scope, params }) => {
      return revokeDelegation(engine, caller, { ...params, anybodys: endsAnybodys(principal, scope) });
    },
  }),
];
