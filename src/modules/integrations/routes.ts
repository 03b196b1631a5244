/** The mirror over HTTP: loads with their held reasons, the export queue, and money that waits for a person's word. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { numbersAsOne } from '#customers';
import { dayInZone, done, formatAmount, type Outcome, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { type Caller, defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import { builtInErpMappings } from './built-in-mappings.ts';
import {
  answerExports,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
} from './commands/export-clearings.ts';
import { discardLoad, loadErpFile, releaseLoad } from './commands/load-erp-file.ts';
import { saySameMoney } from './commands/say-same-money.ts';
import {
  answersAnswer,
  answersBody,
  bankPostingsAnswer,
  bankPostingsQuery,
  companyQuery,
  decisionBody,
  exportsAnswer,
  exportsQuery,
  loadDetailAnswer,
  loadPath,
  loadsAnswer,
  loadsQuery,
  openMoneyAnswer,
  sameMoneyBody,
  uploadAnswer,
  uploadQuery,
} from './contract.ts';
import { importRoutes } from './import-routes.ts';
import { exportQueueList } from './lists.ts';
import { parseControlBalances, parseManifest, parseTotals } from './load-declaration.ts';
import { bankPostingStates } from './queries/bank-posting-states.ts';
import { exportQueueSource } from './queries/export-queue.ts';
import { listOpenMoney } from './queries/open-money.ts';
import { type ListedLoad, listLoadRows, loadListed } from './store/loads.ts';

const uploadMaxBytes = 64 * 1024 * 1024;
const badShown = 200;

const toAnswer = (load: ListedLoad) => ({
  id: load.id,
  file: load.fileName,
  scope: load.scope,
  kind: load.kind,
  keyDate: load.keyDate,
  since: load.since,
  state: load.state,
  takenIn: load.applied,
  reasons: [...load.reasons],
  decision: load.decisionReason,
  counts: { ...load.counts },
});

/** A load of the company that the query names; the door has checked the company. */
async function loadIn(engine: Engine, scope: Scope, loadId: bigint): Promise<Outcome<ListedLoad>> {
  const load = await runQuery(engine, scope.tenantId, (db) => loadListed(db, scope.tenantId, loadId));
  return load && scope.companyIds.includes(load.companyId)
    ? done(load)
    : refuse('erp.load-not-found', 'There is no such load in this company.');
}

/** The mapping that an upload names: one that comes with Dunwell, or that of an earlier load. */
async function mappingOf(
  engine: Engine,
  scope: Scope,
  query: { mapping?: string | undefined; likeLoad?: bigint | undefined },
): Promise<Outcome<unknown>> {
  if (query.likeLoad !== undefined) {
    const load = await loadIn(engine, scope, query.likeLoad);
    return load.ok ? done(load.value.mapping) : load;
  }
  const builtIn = builtInErpMappings.get(query.mapping ?? '');
  return builtIn === undefined
    ? refuse(
        'table.mapping-unknown',
        `Say how the file is built: mapping is one of ${[...builtInErpMappings.keys()].join(', ')}, or likeLoad an earlier load. Nothing was changed.`,
        { builtIn: [...builtInErpMappings.keys()] },
        { field: 'mapping' },
      )
    : done(builtIn);
}

/** These commands know a repeat by themselves, and are several commands in one: a key of the request is for one only. */
const withoutKey = ({ idempotencyKey: _, ...caller }: Caller): Caller => caller;

const decide = (verb: 'release' | 'discard', summary: string) =>
  defineRoute({
    method: 'post',
    path: `/api/erp/loads/{loadId}/${verb}`,
    operation: `integrations.${verb}-load`,
    action: 'integrations.release',
    summary,
    params: loadPath,
    query: companyQuery,
    body: decisionBody,
    status: 204,
    response: z.null(),
    once: true,
    refusals: [
      'erp.load-not-found',
      'erp.load-not-held',
      'erp.load-in-future',
      'erp.load-older',
      'erp.reason-missing',
      'platform.job-running',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await loadIn(engine, scope, params.loadId);
      if (!found.ok) return found;
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const input = { company: company.value, loadId: params.loadId, reason: body.reason };
      const outcome = await (verb === 'release'
        ? releaseLoad(engine, withoutKey(caller), input)
        : discardLoad(engine, caller, input));
      return outcome.ok ? done(null) : outcome;
    },
  });

const todayOf = (engine: Engine, company: Company) => dayInZone(engine.clock.now(), company.timeZone);

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/erp/loads',
    operation: 'integrations.list-loads',
    action: 'integrations.view',
    summary: 'The loads of a mirrored company, the newest first, with the reasons of those that are held or refused.',
    query: loadsQuery,
    response: loadsAnswer,
    handler: async ({ engine, scope, query: { state, before, limit } }) => {
      const rows = await runQuery(engine, scope.tenantId, (db) =>
        listLoadRows(db, scope.tenantId, {
          companyIds: scope.companyIds,
          state: state ?? null,
          beforeId: before ?? null,
          limit: limit + 1,
        }),
      );
      const shown = rows.slice(0, limit);
      return done({ rows: shown.map(toAnswer), next: rows.length > limit ? shown.at(-1)!.id : null });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/erp/loads/{loadId}',
    operation: 'integrations.load',
    action: 'integrations.view',
    summary: 'One load: what it declared, what was read of it, and why it is held or was refused.',
    params: loadPath,
    query: companyQuery,
    response: loadDetailAnswer,
    refusals: ['erp.load-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await loadIn(engine, scope, params.loadId);
      if (!found.ok) return found;
      const { declared, found: read } = found.value;
      return done({ load: toAnswer(found.value), declared, found: read });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/erp/loads',
    operation: 'integrations.upload-load',
    action: 'integrations.import',
    summary: 'Load a file of the ERP’s items; what does not hold what it declares is held for a person.',
    query: uploadQuery,
    uploadMaxBytes,
    response: uploadAnswer,
    once: true,
    refusals: [
      'erp.company-standalone',
      'erp.undeclared',
      'erp.manifest-malformed',
      'erp.mapping-malformed',
      'table.mapping-unknown',
      'table.mapping-column',
      'erp.load-not-found',
      'platform.job-running',
    ],
    handler: async ({ engine, scope, caller, query, upload }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const mapping = await mappingOf(engine, scope, query);
      if (!mapping.ok) return mapping;
      const { kind, keyDate, since, count, controlBalance, scope: ofFile } = query;
      const total = query.total === undefined ? done(undefined) : parseTotals(query.total);
      if (!total.ok) return total;
      const balances = controlBalance === undefined ? done(undefined) : parseControlBalances(controlBalance);
      if (!balances.ok) return balances;
      const said = {
        ...{ kind, scope: ofFile, keyDate, since, count },
        ...{ controlBalance: balances.value, total: total.value },
      };
      const declared = parseManifest(
        Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
        query.fileName,
      );
      if (!declared.ok) return declared;
      const outcome = await loadErpFile(engine, withoutKey(caller), {
        company: company.value,
        fileName: query.fileName,
        bytes: upload,
        mapping: mapping.value,
        declared: declared.value,
        check: query.check === 'true',
      });
      if (!outcome.ok) return outcome;
      const { bad, reasons, badFile: _, ...result } = outcome.value;
      return done({
        ...result,
        reasons: [...reasons],
        badRows: new Set(bad.map((one) => one.row)).size,
        bad: bad.slice(0, badShown),
      });
    },
  }),
  decide('release', 'Take a held load in; the reason is kept.'),
  decide('discard', 'Refuse a held load; the reason is kept.'),
  defineRoute({
    method: 'get',
    path: '/api/erp/bank-postings',
    operation: 'integrations.list-bank-postings',
    action: 'integrations.view',
    summary:
      'What a month of a bank account led to: only proposed, executed here, waiting for export, exported, confirmed or contradicted by the ERP.',
    query: bankPostingsQuery,
    response: bankPostingsAnswer,
    handler: async ({ engine, scope, query: { bankAccount, month } }) =>
      done(
        await bankPostingStates(engine, scope.tenantId, {
          ...{ companyId: scope.companyIds[0]!, bankAccountId: bankAccount, month },
        }),
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/api/erp/exports',
    operation: 'integrations.list-exports',
    action: 'integrations.view',
    summary: 'The export queue: what was cleared here and the ERP has not done yet, or has answered.',
    query: exportsQuery,
    response: exportsAnswer,
    handler: async ({ engine, scope, query: { state } }) =>
      done({ entries: exportsToJson(await listExports(engine, scope.tenantId, scope.companyIds[0]!, [state])) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/erp/exports/file',
    operation: 'integrations.exports-file',
    action: 'integrations.export',
    summary:
      'The clearings of a state as the file that the ERP takes in (CSV, one row per allocation); changes nothing.',
    query: exportsQuery,
    response: { mediaType: 'text/csv; charset=utf-8' },
    handler: async ({ engine, scope, query: { company, state } }) => {
      const entries = await listExports(engine, scope.tenantId, scope.companyIds[0]!, [state]);
      return done({ content: exportsToCsv(entries), fileName: `clearings-${company}-${state}.csv` });
    },
  }),
  ...listRoutes({
    shape: exportQueueList,
    operation: 'integrations.list-export-queue',
    action: 'integrations.view',
    summary: 'Clearings for the ERP, whatever became of them, newest first.',
    source: exportQueueSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'post',
    path: '/api/erp/exports',
    operation: 'integrations.export-clearings',
    action: 'integrations.export',
    summary: 'Hand everything that is pending over to the ERP, once.',
    query: companyQuery,
    response: exportsAnswer,
    once: true,
    handler: async ({ engine, scope, caller, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const exported = await exportClearings(engine, withoutKey(caller), { company: company.value });
      return exported.ok ? done({ entries: exportsToJson(exported.value) }) : exported;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/erp/exports/answers',
    operation: 'integrations.answer-exports',
    action: 'integrations.export',
    summary: 'The ERP’s answers to exported clearings: confirmed, or rejected and taken back here.',
    query: companyQuery,
    body: answersBody,
    response: answersAnswer,
    refusals: [
      'erp.answer-unknown',
      'erp.answer-contradicts',
      'receivables.has-allocations',
      'receivables.recovered',
      'receivables.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const answered = await answerExports(engine, caller, {
        company: company.value,
        answers: body.answers.map((one) => ({
          reference: one.reference,
          result: one.result,
          erpDocument: one.document ?? null,
          reason: one.reason ?? null,
        })),
        asOf: todayOf(engine, company.value),
      });
      return answered.ok ? done({ ...answered.value, returned: [...answered.value.returned] }) : answered;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/erp/payments',
    operation: 'integrations.list-open-money',
    action: 'integrations.view',
    summary:
      'The ERP’s payments that wait for their receipts, and receipts that the ERP may count, with what they may be.',
    query: companyQuery,
    response: openMoneyAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const rows = await listOpenMoney(engine, scope.tenantId, company.value);
      return done({
        rows: rows.map(({ amountMinor, candidates, ...one }) => ({
          ...one,
          amount: formatAmount(amountMinor, one.currency),
          candidates: [...candidates],
        })),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/erp/payments',
    operation: 'integrations.say-same-money',
    action: 'cash.apply',
    summary: 'Say whether a payment of the ERP is the money of a receipt; the same money counts once.',
    query: companyQuery,
    body: sameMoneyBody,
    status: 204,
    response: z.null(),
    refusals: [
      'erp.payment-unknown',
      'erp.receipt-unknown',
      'erp.amount-differs',
      'erp.both-cleared',
      'erp.receipt-cleared',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { payment: key, receiptId, verdict, reason } = body;
      const asOf = todayOf(engine, company.value);
      return saySameMoney(engine, withoutKey(caller), {
        company: company.value,
        key,
        receiptId,
        verdict,
        reason,
        asOf,
      });
    },
  }),
  ...importRoutes,
];
