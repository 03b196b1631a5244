/** Kept mappings of bank files and remittances over HTTP. */
import { z } from 'zod';
import { findCompany } from '#company';
import { done } from '#kernel';
import { asSeen, defineRoute, type RouteDefinition, runQuery, type Sql, seenMember } from '#platform';
import { endFileMapping, keepFileMapping } from './commands/file-mappings.ts';
import {
  fileMappingBody,
  fileMappingPath,
  fileMappingsAnswer,
  fileMappingsQuery,
  keptFileMappingAnswer,
} from './file-mapping-contract.ts';
import { loadFileMappings } from './store/file-mappings.ts';

/** The mappings in use of a company as JSON, alike for the command line and the API. */
export async function fileMappingsToJson(db: Sql, tenantId: bigint, companyId: bigint) {
  const rows = await loadFileMappings(db, tenantId, { companyIds: [companyId] });
  return {
    rows: rows.map(({ id, kind, name, accountName, mapping }) => ({
      ...{ id: id.toString(), kind, name, account: accountName, files: mapping.files ?? null },
      mapping: { ...mapping },
    })),
  };
}

export const fileMappingRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/file-mappings',
    operation: 'cash.list-file-mappings',
    action: 'cash.view-bank-accounts',
    summary: 'How files of bank lines and remittances are read that do not say it themselves.',
    query: fileMappingsQuery,
    response: fileMappingsAnswer,
    handler: async ({ engine, scope }) =>
      // The door has narrowed the scope to the one company that the query names.
      done(
        await runQuery(engine, scope.tenantId, (db) => fileMappingsToJson(db, scope.tenantId, scope.companyIds[0]!)),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/api/file-mappings',
    operation: 'cash.keep-file-mapping',
    action: 'cash.edit-bank-accounts',
    summary: 'Keep how such files are read; the next one is recognised, wherever it comes in.',
    query: fileMappingsQuery,
    body: fileMappingBody.extend(seenMember),
    status: 201,
    response: keptFileMappingAnswer,
    refusals: [
      'bank.mapping-malformed',
      'remittance.mapping-malformed',
      'cash.file-mapping-empty',
      'cash.file-mapping-account',
      'cash.bank-account-not-found',
      'cash.bank-account-closed',
      'platform.setting-stale',
    ],
    handler: async ({ engine, scope, caller, query, body: { seen, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      // Seen is the mapping in whose place it is kept; null: there is none of this kind and name.
      const name = body.name.toLowerCase();
      const changing = asSeen(caller, seen, {
        name: `cash.file-mapping ${company.value.id} ${body.kind} ${name}`,
        read: async (db) => {
          const { rows } = await fileMappingsToJson(db, scope.tenantId, company.value.id);
          return rows.find((one) => one.kind === body.kind && one.name.toLowerCase() === name) ?? { id: null };
        },
      });
      return keepFileMapping(engine, changing, {
        company: company.value,
        ...body,
        bankAccountId: body.bankAccountId ?? null,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/file-mappings/{fileMappingId}/end',
    operation: 'cash.end-file-mapping',
    action: 'cash.edit-bank-accounts',
    summary: 'Use a kept mapping no more; what was read by it stays.',
    params: fileMappingPath,
    query: fileMappingsQuery,
    status: 204,
    response: z.null(),
    refusals: ['cash.file-mapping-not-found'],
    handler: async ({ engine, scope, caller, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? endFileMapping(engine, caller, { company: company.value, ...params }) : company;
    },
  }),
];
