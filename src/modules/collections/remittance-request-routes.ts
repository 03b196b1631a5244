/** Asking a payer what a receipt is for, over HTTP. */
import { z } from 'zod';
import { findCompany } from '#company';
import { dayInZone } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { idAnswer, idParam } from '#platform/contract';
import { requestRemittance } from './commands/request-remittance.ts';

export const remittanceRequestRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/request-remittance',
    operation: 'collections.request-remittance',
    action: 'cash.apply',
    summary: 'Ask the payer what a receipt is for; it leaves with the next sending, through the gate.',
    params: z.strictObject({ receiptId: idParam }),
    query: z.strictObject({ company: z.string().min(1).max(12) }),
    status: 201,
    response: z
      .object({ messageId: idAnswer.nullable().meta({ description: 'Null: the payer was asked today already.' }) })
      .meta({ id: 'RemittanceRequest' }),
    refusals: ['collections.money-not-open', 'collections.payer-not-reached'],
    handler: async ({ engine, scope, caller, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = dayInZone(engine.clock.now(), company.value.timeZone);
      return requestRemittance(engine, caller, { company: company.value, ...params, asOf });
    },
  }),
];
