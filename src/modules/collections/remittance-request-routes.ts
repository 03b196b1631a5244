/** Asking a payer what a receipt is for, over HTTP: the letter as it would read, and the request. */
import { z } from 'zod';
import { findCompany } from '#company';
import { letterText } from '#correspondence';
import { dayInZone, done } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { idAnswer, idParam } from '#platform/contract';
import { requestRemittance } from './commands/request-remittance.ts';
import { letterAnswer } from './contract.ts';
import { previewRemittanceRequest } from './remittance-request.ts';

export const remittanceRequestRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/receipts/{receiptId}/remittance-letter',
    operation: 'collections.remittance-letter',
    action: 'cash.apply',
    summary: 'The request for remittance of a receipt as it would read today.',
    params: z.strictObject({ receiptId: idParam }),
    query: z.strictObject({ company: z.string().min(1).max(12) }),
    response: letterAnswer,
    refusals: ['collections.money-not-open', 'collections.payer-not-reached'],
    handler: async ({ engine, scope, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = dayInZone(engine.clock.now(), company.value.timeZone);
      const written = await runQuery(engine, scope.tenantId, (db) =>
        previewRemittanceRequest(db, scope.tenantId, { company: company.value, ...params, asOf }),
      );
      if (!written.ok) return written;
      const { letter, recipient } = written.value;
      return done({ subject: letter.subject, body: letterText(letter), recipient });
    },
  }),
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
