/** Netting agreements over HTTP. */
import { z } from 'zod';
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { agreementToJson, listAgreements, recordAgreement, withdrawNetting } from './commands/netting-agreements.ts';
import {
  agreementPath,
  agreementsAnswer,
  companyQuery,
  recordAgreementBody,
  recordedAnswer,
  withdrawAgreementBody,
} from './contract.ts';

export const agreementRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/netting-agreements',
    operation: 'offsets.list-agreements',
    action: 'offsets.view',
    summary: 'Netting agreements that concern a company, the newest first.',
    query: companyQuery,
    response: agreementsAnswer,
    handler: async ({ engine, scope }) =>
      // The door has narrowed the scope to the one company that the query names.
      done({ rows: (await listAgreements(engine, scope.tenantId, scope.companyIds[0]!)).map(agreementToJson) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/netting-agreements',
    operation: 'offsets.record-agreement',
    action: 'offsets.edit-agreements',
    summary: 'Record that different legal entities may be netted.',
    body: recordAgreementBody,
    status: 201,
    response: recordedAnswer,
    refusals: [
      'offsets.agreement-days',
      'offsets.agreement-parties',
      'offsets.agreement-known',
      'offsets.customer-not-found',
      'company.unknown',
    ],
    handler: ({ engine, scope, caller, body }) =>
      recordAgreement(engine, caller, { ...body, companyIds: scope.companyIds }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/netting-agreements/{agreementId}/withdrawal',
    operation: 'offsets.withdraw-agreement',
    action: 'offsets.edit-agreements',
    summary: 'Withdraw a netting agreement from a day on; what was set off under it stays.',
    params: agreementPath,
    body: withdrawAgreementBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.agreement-not-found', 'offsets.agreement-withdrawn'],
    handler: ({ engine, scope, caller, params, body: { from, reason } }) =>
      withdrawNetting(engine, caller, { ...params, companyIds: scope.companyIds, from: from ?? null, reason }),
  }),
];
