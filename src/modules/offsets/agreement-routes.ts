/** Netting agreements over HTTP. */
import { z } from 'zod';
import { done, refuse } from '#kernel';
import { defineRoute, type Engine, filesOf, type RouteDefinition, type Scope } from '#platform';
import {
  agreementToJson,
  findAgreement,
  keepAgreementCopy,
  listAgreements,
  recordAgreement,
  withdrawNetting,
} from './commands/netting-agreements.ts';
import {
  agreementAnswer,
  agreementCopyQuery,
  agreementPath,
  agreementsAnswer,
  companyQuery,
  recordAgreementBody,
  recordedAnswer,
  withdrawAgreementBody,
} from './contract.ts';
import { fileRefusals } from './offset-routes.ts';
import { maximumDocumentBytes } from './rules/received-file.ts';

/** An agreement that concerns none of the person's companies is absent, exactly as one that does not exist. */
async function agreementIn(engine: Engine, scope: Scope, agreementId: bigint) {
  const found = await findAgreement(engine, scope.tenantId, { agreementId, companyIds: scope.companyIds });
  return found ? done(found) : refuse('offsets.agreement-not-found', 'There is no such netting agreement.');
}

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
    method: 'get',
    path: '/api/netting-agreements/{agreementId}',
    operation: 'offsets.agreement',
    action: 'offsets.view',
    summary: 'A netting agreement with its parties, its days and whether its copy is here.',
    params: agreementPath,
    response: agreementAnswer,
    refusals: ['offsets.agreement-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await agreementIn(engine, scope, params.agreementId);
      return found.ok ? done(agreementToJson(found.value)) : found;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/netting-agreements/{agreementId}/copy',
    operation: 'offsets.keep-agreement-copy',
    action: 'offsets.edit-agreements',
    summary: 'Keep the signed copy (PDF, PNG or JPEG) of an agreement that was recorded without it.',
    params: agreementPath,
    query: agreementCopyQuery,
    uploadMaxBytes: maximumDocumentBytes,
    status: 201,
    response: z.object({ existing: z.boolean() }),
    refusals: ['offsets.agreement-not-found', 'offsets.agreement-copy-kept', ...fileRefusals],
    handler: ({ engine, scope, caller, params, query, upload }) =>
      keepAgreementCopy(engine, caller, { ...params, ...query, companyIds: scope.companyIds, bytes: upload }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/netting-agreements/{agreementId}/copy',
    operation: 'offsets.agreement-copy',
    action: 'offsets.view',
    summary: 'The signed copy of a netting agreement, to be saved: it never opens within the page.',
    params: agreementPath,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['offsets.agreement-not-found', 'offsets.document-not-found', 'offsets.file-gone'],
    handler: async ({ engine, scope, params }) => {
      const found = await agreementIn(engine, scope, params.agreementId);
      if (!found.ok) return found;
      const { sha256, fileName } = found.value;
      if (sha256 === null) return refuse('offsets.document-not-found', 'This agreement has no copy.');
      const content = filesOf(engine).read(scope.tenantId, sha256);
      return content
        ? done({ content, fileName: fileName ?? 'netting-agreement' })
        : refuse('offsets.file-gone', 'The content of this file was erased.');
    },
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
