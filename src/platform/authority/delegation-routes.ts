/** Lent authority over HTTP. */
import { z } from 'zod';
import { done, formatAmount, isCurrency, type Outcome, parseAmount, refuse } from '#kernel';
import { idAnswer, idParam } from '../http/contract.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { mayDo } from '../identity/rules/permissions.ts';
import { delegateAuthority, revokeDelegation } from './commands/delegate.ts';
import { delegateBody, delegationsAnswer } from './contract.ts';
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

export const delegationRoutes: readonly RouteDefinition[] = [
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
];
