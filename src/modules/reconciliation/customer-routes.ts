/** Customer reconciliation over HTTP: statements in, the comparison, decisions, the agreed balance, and both files out. */
import { z } from 'zod';
import { type Company, findCompany, listCompanies } from '#company';
import { findCustomerKey } from '#customers';
import { parseStatementMapping, type StatementMapping, statementFields, warningText } from '#formats';
import { catchRefusal, done, type Outcome, parseAmount, refuse } from '#kernel';
import { defineRoute, type Engine, filesOf, type RouteDefinition, runQuery, type Scope } from '#platform';
import { agreeBalance, attachEvidence, maximumEvidenceBytes, withdrawAgreement } from './commands/agree-balance.ts';
import { decideLines, discardStatement } from './commands/decide-lines.ts';
import {
  checkCustomerStatement,
  inspectCustomerStatement,
  keepCustomerStatement,
  maximumStatementBytes,
  type StatementInput,
} from './commands/keep-customer-statement.ts';
import {
  agreementBody,
  checkedStatementAnswer,
  decisionsBody,
  evidenceQuery,
  inspectStatementQuery,
  keepStatementQuery,
  keptStatementAnswer,
  reasonBody,
  reconciliationAnswer,
  reconciliationsAnswer,
  reconciliationsQuery,
  statementColumnsAnswer,
  statementPath,
} from './contract.ts';
import { comparisonToJson, listedToJson, reconciliationToJson } from './customer-json.ts';
import {
  type CustomerReconciliation,
  listReconciliations,
  loadReconciliation,
} from './queries/customer-reconciliation.ts';
import { reconciliationPdf, reconciliationWorkbook } from './report.ts';

const base = '/api/reconciliations/customers';
const fileGone = () => refuse('reconciliation.file-gone', 'The content of this file was erased.');
const notFound = () => refuse('reconciliation.statement-not-found', 'There is no such statement in this company.');

/** A reconciliation outside the person's companies is absent, exactly as one that does not exist. */
export async function reconciliationIn(
  engine: Engine,
  scope: Scope,
  statementId: bigint,
): Promise<Outcome<CustomerReconciliation & { company: Company }>> {
  const found = await runQuery(engine, scope.tenantId, (db) =>
    loadReconciliation(db, scope.tenantId, { statementId, companyIds: scope.companyIds }),
  );
  if (!found) return notFound();
  const company = (await listCompanies(engine, scope.tenantId)).find((one) => one.id === found.statement.companyId)!;
  return done({ ...found, company });
}

async function inputOf(
  engine: Engine,
  scope: Scope,
  query: z.output<typeof keepStatementQuery>,
  bytes: Uint8Array,
): Promise<Outcome<StatementInput>> {
  const company = await findCompany(engine, scope.tenantId, query.company);
  if (!company.ok) return company;
  const customer = await runQuery(engine, scope.tenantId, (db) =>
    findCustomerKey(db, scope.tenantId, company.value.id, query.customer),
  );
  if (!customer)
    return refuse('reconciliation.customer-not-found', `There is no customer "${query.customer}" in this company.`);
  const mapping = mappingOf(query.mapping);
  if (!mapping.ok) return mapping;
  return done({
    company: company.value,
    accountId: customer.accountId,
    fileName: query.fileName,
    bytes,
    currency: query.currency ?? company.value.currency,
    asOf: query.asOf ?? null,
    kind: query.kind ?? null,
    fromDate: query.from ?? null,
    mapping: mapping.value,
  });
}

function mappingOf(text: string | undefined): Outcome<StatementMapping | undefined> {
  if (text === undefined) return done(undefined);
  try {
    return parseStatementMapping(JSON.parse(text));
  } catch {
    return refuse('statement.mapping-malformed', 'The mapping is no JSON. Nothing was read.', {}, { field: 'mapping' });
  }
}

const readerRefusals = [
  'reconciliation.customer-not-found',
  'reconciliation.day-missing',
  'reconciliation.file-too-large',
  'reconciliation.too-many-lines',
  'statement.empty-file',
  'statement.mapping-malformed',
  'statement.no-lines',
  'statement.no-table',
  'statement.other-currency',
];
const decisionRefusals = ['reconciliation.statement-not-found', 'reconciliation.stale', 'reconciliation.agreed'];

export const customerRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: base,
    operation: 'reconciliation.list-customers',
    action: 'reconciliation.view',
    summary:
      'Customers’ statements of account, each with our balance of its day and what was agreed; the newest first.',
    query: reconciliationsQuery,
    response: reconciliationsAnswer,
    refusals: ['reconciliation.customer-not-found'],
    handler: async ({ engine, scope, query: { customer, before, limit } }) =>
      runQuery(engine, scope.tenantId, async (db) => {
        // The door has narrowed the scope to the one company that the query names.
        const companyId = scope.companyIds[0]!;
        const account =
          customer === undefined ? undefined : await findCustomerKey(db, scope.tenantId, companyId, customer);
        if (customer !== undefined && !account)
          return refuse('reconciliation.customer-not-found', `There is no customer "${customer}" in this company.`);
        const rows = await listReconciliations(db, scope.tenantId, {
          companyId,
          accountId: account?.accountId,
          beforeId: before,
          limit: limit + 1,
        });
        const shown = rows.slice(0, limit);
        return done({
          rows: shown.map(listedToJson),
          next: rows.length > limit ? shown.at(-1)!.statement.id : null,
        });
      }),
  }),
  defineRoute({
    method: 'post',
    path: `${base}/inspection`,
    operation: 'reconciliation.inspect-customer-statement',
    action: 'reconciliation.compare',
    summary: 'The columns of a customer’s statement, and what they may hold; changes nothing.',
    query: inspectStatementQuery,
    uploadMaxBytes: maximumStatementBytes,
    response: statementColumnsAnswer,
    refusals: ['statement.empty-file', 'statement.no-columns'],
    handler: async ({ query, upload }) => {
      const found = await inspectCustomerStatement(query.fileName, upload);
      if (!found.ok) return found;
      const { format, header, sample, guess } = found.value;
      return done({
        format,
        header: [...header],
        sample: sample.map((row) => [...row]),
        guess: { ...guess },
        fields: statementFields.map((name) => ({ name, required: name === 'reference' })),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/check`,
    operation: 'reconciliation.check-customer-statement',
    action: 'reconciliation.compare',
    summary: 'Compare a customer’s statement (CSV, XLSX or PDF) with our ledger without keeping it.',
    query: keepStatementQuery,
    uploadMaxBytes: maximumStatementBytes,
    response: checkedStatementAnswer,
    refusals: readerRefusals,
    handler: async ({ engine, scope, query, upload }) => {
      const input = await inputOf(engine, scope, query, upload);
      if (!input.ok) return input;
      const checked = await checkCustomerStatement(engine, scope.tenantId, input.value);
      if (!checked.ok) return checked;
      const { comparison, read } = checked.value;
      return done({
        currency: read.currency,
        asOf: read.asOf,
        kind: read.kind,
        warnings: read.file.warnings.map(warningText),
        ...comparisonToJson(comparison, read.currency),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: base,
    operation: 'reconciliation.keep-customer-statement',
    action: 'reconciliation.compare',
    summary: 'Keep a customer’s statement (CSV, XLSX or PDF) as it came, to be reconciled.',
    query: keepStatementQuery,
    uploadMaxBytes: maximumStatementBytes,
    status: 201,
    response: keptStatementAnswer,
    refusals: readerRefusals,
    handler: async ({ engine, scope, caller, query, upload }) => {
      const input = await inputOf(engine, scope, query, upload);
      return input.ok ? keepCustomerStatement(engine, caller, input.value) : input;
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{statementId}`,
    operation: 'reconciliation.customer',
    action: 'reconciliation.view',
    summary:
      'A customer reconciliation: every line of both sides, the differences with their reasons, what was agreed.',
    params: statementPath,
    response: reconciliationAnswer,
    refusals: ['reconciliation.statement-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      return found.ok ? done(reconciliationToJson(found.value)) : found;
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{statementId}/decisions`,
    operation: 'reconciliation.decide-lines',
    action: 'reconciliation.compare',
    summary: 'Say of differences who puts them right: we, they, or time.',
    params: statementPath,
    body: decisionsBody,
    status: 204,
    response: z.null(),
    refusals: [...decisionRefusals, 'reconciliation.line-unknown'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      return decideLines(engine, caller, { company: found.value.company, ...params, version, ...body });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{statementId}/agreement`,
    operation: 'reconciliation.agree-balance',
    action: 'reconciliation.agree',
    summary: 'Record the balance that both sides agree on: ours and what we correct.',
    params: statementPath,
    body: agreementBody,
    status: 204,
    response: z.null(),
    refusals: [
      ...decisionRefusals,
      'reconciliation.undecided',
      'reconciliation.not-the-sum',
      'reconciliation.changed-meanwhile',
      'money.malformed',
      'money.too-fine',
    ],
    handler: async ({ engine, scope, caller, params, body: { agreed, ...body }, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const agreedMinor = catchRefusal(() => parseAmount(agreed, found.value.statement.currency));
      if (!agreedMinor.ok) return agreedMinor;
      const { company } = found.value;
      return agreeBalance(engine, caller, { company, ...params, version, ...body, agreedMinor: agreedMinor.value });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{statementId}/evidence`,
    operation: 'reconciliation.attach-evidence',
    action: 'reconciliation.agree',
    summary: 'Attach the customer’s confirmation of the agreed balance.',
    params: statementPath,
    query: evidenceQuery,
    uploadMaxBytes: maximumEvidenceBytes,
    status: 204,
    response: z.null(),
    refusals: ['reconciliation.statement-not-found', 'reconciliation.not-agreed', 'reconciliation.evidence-there'],
    handler: async ({ engine, scope, caller, params, query, upload }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      return attachEvidence(engine, caller, { company: found.value.company, ...params, ...query, bytes: upload });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{statementId}/evidence`,
    operation: 'reconciliation.customer-evidence',
    action: 'reconciliation.view',
    summary: 'The customer’s confirmation of the balance that was agreed last, as it came, to be saved.',
    params: statementPath,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['reconciliation.statement-not-found', 'reconciliation.no-evidence', 'reconciliation.file-gone'],
    handler: async ({ engine, scope, params }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const [{ evidenceSha256, evidenceFileName } = { evidenceSha256: null, evidenceFileName: null }] =
        found.value.agreements;
      if (evidenceSha256 === null || evidenceFileName === null)
        return refuse('reconciliation.no-evidence', 'No confirmation of the customer is attached.');
      const content = filesOf(engine).read(scope.tenantId, evidenceSha256);
      return content ? done({ content, fileName: evidenceFileName }) : fileGone();
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{statementId}/withdraw`,
    operation: 'reconciliation.withdraw-agreement',
    action: 'reconciliation.withdraw',
    summary: 'Withdraw the agreed balance; it stays on record.',
    params: statementPath,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: ['reconciliation.statement-not-found', 'reconciliation.stale', 'reconciliation.not-agreed'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      return withdrawAgreement(engine, caller, { company: found.value.company, ...params, version, ...body });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{statementId}/discard`,
    operation: 'reconciliation.discard-statement',
    action: 'reconciliation.compare',
    summary: 'Take a statement away that came by mistake; its file stays kept.',
    params: statementPath,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: decisionRefusals,
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      return discardStatement(engine, caller, { company: found.value.company, ...params, version, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{statementId}/pdf`,
    operation: 'reconciliation.customer-pdf',
    action: 'reconciliation.view',
    summary: 'The reconciliation as a letter to the customer, in their language.',
    params: statementPath,
    response: { mediaType: 'application/pdf' },
    refusals: ['reconciliation.statement-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { customer, asOf } = found.value.statement;
      const content = await reconciliationPdf(engine, scope.tenantId, found.value);
      return done({ content, fileName: `reconciliation-${customer}-${asOf}.pdf` });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{statementId}/xlsx`,
    operation: 'reconciliation.customer-xlsx',
    action: 'reconciliation.view',
    summary: 'Every line of the reconciliation as a workbook.',
    params: statementPath,
    response: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    refusals: ['reconciliation.statement-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { customer, asOf } = found.value.statement;
      return done({
        content: reconciliationWorkbook(found.value),
        fileName: `reconciliation-${customer}-${asOf}.xlsx`,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{statementId}/file`,
    operation: 'reconciliation.customer-file',
    action: 'reconciliation.view',
    summary: 'The customer’s statement as it came, to be saved.',
    params: statementPath,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['reconciliation.statement-not-found', 'reconciliation.file-gone'],
    handler: async ({ engine, scope, params }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { sha256, fileName } = found.value.statement;
      const content = filesOf(engine).read(scope.tenantId, sha256);
      return content ? done({ content, fileName }) : fileGone();
    },
  }),
];
