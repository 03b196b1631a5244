/** Remittance advices over HTTP: checked and taken in, list, one with its lines and its file, link, unlink, withdraw. */
import { z } from 'zod';
import { findCompany } from '#company';
import { numbersAsOne } from '#customers';
import { inspectRemittanceTable, parseRemittanceMapping, remittanceFields } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { defineRoute, filesOf, type RouteDefinition, runQuery } from '#platform';
import {
  adviceAnswer,
  adviceCheckAnswer,
  adviceInspectionAnswer,
  adviceInspectionQuery,
  advicePath,
  adviceQuery,
  adviceUploadAnswer,
  adviceUploadQuery,
  linkAdviceAnswer,
  linkAdviceBody,
  withdrawAdviceBody,
} from './advice-contract.ts';
import { linkAdvice, unlinkAdvice, withdrawAdvice } from './commands/decide-advice.ts';
import { type AdviceFileInput, checkAdviceFile, importAdviceFile, matchAdvices } from './commands/import-advices.ts';
import { advicesList } from './lists.ts';
import { advicesSource, loadAdvice } from './queries/advices.ts';
import { loadFileMappings } from './store/file-mappings.ts';

const megabyte = 1024 * 1024;
const readingRefusals = [
  'remittance.mapping-malformed',
  'cash.file-mapping-unknown',
  'cash.file-mapping-ambiguous',
  'remittance.unknown-format',
  'remittance.no-table',
  'scan.unreadable',
  'cash.deposit-account',
  'cash.currency',
];

/** A file as a request brings it: with a kept mapping by name, or with one that was made for it. */
function adviceFileOf(
  query: z.output<typeof adviceUploadQuery>,
  bytes: Uint8Array,
): Outcome<Omit<AdviceFileInput, 'companies'>> {
  const file = { name: query.fileName, bytes, keptMapping: query.mapping, bankAccount: query.account };
  if (query.draft === undefined) return done(file);
  let json: unknown;
  try {
    json = JSON.parse(query.draft);
  } catch {
    return refuse(
      'remittance.mapping-malformed',
      'The mapping is no JSON. Nothing was changed.',
      {},
      { field: 'draft' },
    );
  }
  const mapping = parseRemittanceMapping(json);
  return mapping.ok ? done({ ...file, mapping: mapping.value }) : mapping;
}

const notFound = () => refuse('cash.advice-not-found', 'There is no such remittance advice in this company.');
const versionMissing = () =>
  refuse('http.malformed', 'Say in If-Match which version of the advice you decide about.', {}, { field: 'If-Match' });

export const adviceRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: advicesList,
    operation: 'cash.list-advices',
    action: 'cash.view',
    summary: 'Remittance advices, the newest first: waiting for money, matched, partly, contradicting, withdrawn.',
    source: advicesSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'get',
    path: '/api/remittance-advices/{adviceId}',
    operation: 'cash.advice',
    action: 'cash.view',
    summary: 'One remittance advice with its lines and what is open of each document.',
    params: advicePath,
    query: adviceQuery,
    response: adviceAnswer,
    refusals: ['cash.advice-not-found'],
    handler: async ({ engine, scope, params }) => {
      const advice = await loadAdvice(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params });
      if (!advice) return notFound();
      const { fileSha256: _, fileName: __, ...told } = advice;
      return done({ ...told, details: told.details.map((line) => ({ ...line, items: [...line.items] })) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/remittance-advices/{adviceId}/file',
    operation: 'cash.advice-file',
    action: 'cash.view',
    summary: 'The file of a remittance advice as it came in.',
    params: advicePath,
    query: adviceQuery,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['cash.advice-not-found', 'cash.file-erased'],
    handler: async ({ engine, scope, params }) => {
      const advice = await loadAdvice(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params });
      if (!advice) return notFound();
      const content = filesOf(engine).read(scope.tenantId, advice.fileSha256);
      return content
        ? done({ content, fileName: advice.fileName })
        : refuse('cash.file-erased', 'The file of this advice was erased; its lines are kept.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices/inspection',
    operation: 'cash.inspect-advice',
    action: 'cash.import',
    summary: 'The columns of a remittance that is a table, and what they may hold; changes nothing.',
    query: adviceInspectionQuery,
    uploadMaxBytes: 20 * megabyte,
    response: adviceInspectionAnswer,
    refusals: ['remittance.not-a-table'],
    handler: async ({ engine, scope, query, upload }) => {
      const kept = await runQuery(engine, scope.tenantId, (db) => loadFileMappings(db, scope.tenantId, scope));
      const found = await inspectRemittanceTable(upload, {
        fileName: query.fileName,
        kept: kept.flatMap((one) => (one.kind === 'remittance' ? [one.mapping] : [])),
      });
      if (!found.ok) return found;
      const { header, sample, guess, ...told } = found.value;
      return done({
        ...told,
        header: [...header],
        sample: sample.map((row) => [...row]),
        guess: { ...guess },
        fields: remittanceFields.map((name) => ({ name, required: name === 'reference' })),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices/check',
    operation: 'cash.check-advice',
    action: 'cash.import',
    summary: 'What a remittance advice would bring: its payments, whose they are, how many documents are known.',
    query: adviceUploadQuery,
    uploadMaxBytes: 20 * megabyte,
    response: adviceCheckAnswer,
    refusals: readingRefusals,
    handler: async ({ engine, scope, query, upload }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const file = adviceFileOf(query, upload);
      if (!file.ok) return file;
      const checked = await checkAdviceFile(engine, scope.tenantId, { ...file.value, company: company.value });
      if (!checked.ok) return checked;
      const { advices, deposits, lines, warnings, ...told } = checked.value;
      return done({
        ...told,
        ...{ advices: [...advices], deposits: [...deposits], lines: [...lines], warnings: [...warnings] },
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices',
    operation: 'cash.import-advice',
    action: 'cash.import',
    summary: 'Import a remittance advice of any format that Dunwell reads; what it explains is matched at once.',
    query: adviceUploadQuery,
    uploadMaxBytes: 20 * megabyte,
    status: 201,
    response: adviceUploadAnswer,
    once: true,
    refusals: readingRefusals,
    handler: async ({ engine, scope, caller, query, upload }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      // A request's key belongs to one command; an import is several, and the file is known by its content.
      const { idempotencyKey: _, ...plain } = caller;
      const file = adviceFileOf(query, upload);
      if (!file.ok) return file;
      const imported = await importAdviceFile(engine, plain, { ...file.value, companies: [company.value] });
      if (!imported.ok) return imported;
      const matched = await matchAdvices(engine, plain, {
        company: company.value,
        lineIds: imported.value.lineIds,
      });
      if (!matched.ok) return matched;
      const { company: __, adviceIds, lineIds, warnings, ...told } = imported.value;
      const checks = lineIds.length;
      return done({ ...told, checks, adviceIds: [...adviceIds], warnings: [...warnings], ...matched.value });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices/{adviceId}/link',
    operation: 'cash.link-advice',
    action: 'cash.apply',
    summary: 'Link an advice of the version in If-Match to the receipt that it is about; the receipt is matched again.',
    params: advicePath,
    query: adviceQuery,
    body: linkAdviceBody,
    response: linkAdviceAnswer,
    refusals: [
      'cash.advice-not-found',
      'cash.advice-stale',
      'cash.advice-withdrawn',
      'cash.receipt-not-found',
      'cash.receipt-advised',
      'cash.currency',
    ],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return linkAdvice(engine, caller, { company: company.value, ...params, version, ...body });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices/{adviceId}/unlink',
    operation: 'cash.unlink-advice',
    action: 'cash.apply',
    summary:
      'Take an advice of the version in If-Match from its money: it waits again, and is not linked to that by itself.',
    params: advicePath,
    query: adviceQuery,
    body: withdrawAdviceBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.advice-not-found', 'cash.advice-stale', 'cash.advice-withdrawn', 'cash.advice-not-linked'],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return unlinkAdvice(engine, caller, { company: company.value, ...params, version, ...body });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/remittance-advices/{adviceId}/withdraw',
    operation: 'cash.withdraw-advice',
    action: 'cash.apply',
    summary: 'Withdraw an advice of the version in If-Match: it is evidence of nothing from now on.',
    params: advicePath,
    query: adviceQuery,
    body: withdrawAdviceBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.advice-not-found', 'cash.advice-stale', 'cash.advice-withdrawn'],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return withdrawAdvice(engine, caller, { company: company.value, ...params, version, ...body });
    },
  }),
];
