/** Money that the bank took back over HTTP: the lines that are linked to no receipt, what each may undo, and linking by hand. */
import { findCompany } from '#company';
import { done, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned, runQuery } from '#platform';
import { linkReturnAction, takeAdvisedReturn } from './commands/return-receipt.ts';
import { returnedList } from './lists.ts';
import { listProposedReturns, loadAdvisedReturn, loadReturnedLine } from './queries/returned-lines.ts';
import { returnedDetail, returnedSource } from './queries/returned-source.ts';
import {
  advisedReturnPath,
  linkReturnBody,
  proposedReturnsAnswer,
  proposedReturnsQuery,
  returnedLineAnswer,
  returnedLinePath,
  returnedLineQuery,
  takeAdvisedReturnBody,
  takenReturnAnswer,
} from './return-contract.ts';
import { loadReturnable } from './store/returns.ts';

const noSuchLine = () =>
  refuse('cash.line-not-returned', 'This is no line of money out that waits to be linked to what it takes back.');

export const returnRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: returnedList,
    operation: 'cash.list-returned-lines',
    action: 'cash.view',
    summary:
      'Money out that is linked to no receipt and what advices tell to have come back, filtered, in windows of any place; totals per currency.',
    source: returnedSource,
    detail: returnedDetail,
  }),
  defineRoute({
    method: 'get',
    path: '/api/proposed-returns',
    operation: 'cash.list-proposed-returns',
    action: 'cash.view',
    summary:
      'For which of these lines receipts are proposed that come to the sum together, and for which several sets do, so many lines at a time.',
    query: proposedReturnsQuery,
    response: proposedReturnsAnswer,
    handler: async ({ engine, scope: { tenantId, companyIds }, query: { all, after, limit } }) =>
      done(await listProposedReturns(engine, tenantId, { companyIds, all: all === 'true', after, limit })),
  }),
  defineRoute({
    method: 'get',
    path: '/api/returned-lines/{receiptId}',
    operation: 'cash.returned-line',
    action: 'cash.view',
    summary: 'One such line with the receipts that it may take back, the likeliest first.',
    params: returnedLinePath,
    query: returnedLineQuery,
    response: returnedLineAnswer,
    refusals: ['cash.line-not-returned'],
    handler: async ({ engine, scope, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const line = await loadReturnedLine(engine, scope.tenantId, {
        companyId: company.value.id,
        receiptId: params.receiptId,
      });
      return line ? done(line) : noSuchLine();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/returned-lines/{receiptId}/link',
    operation: 'cash.link-return',
    action: 'cash.return',
    summary:
      'Link a line of money out to what it takes back: its items are open again, the bank’s charge is posted, a large one within your authority or by asking.',
    params: returnedLinePath,
    query: returnedLineQuery,
    body: linkReturnBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.line-not-returned',
      'cash.receipt-not-found',
      'cash.currency',
      'cash.return-smaller',
      'cash.return-before-receipt',
      'cash.return-linked',
      'cash.not-returnable',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body: { askFor, receiptIds, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      // Whether it still waits says the command, which answers a repeat of what was done as before.
      const line = await runQuery(engine, scope.tenantId, (db) => loadReturnable(db, scope.tenantId, params.receiptId));
      if (line?.companyId !== company.value.id) return noSuchLine();
      const input = { ...body, lineReceiptId: params.receiptId.toString(), receiptIds: receiptIds.map(String) };
      return runGoverned(engine, caller, { action: linkReturnAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/advised-returns/{adviceId}',
    operation: 'cash.advised-return',
    action: 'cash.view',
    summary: 'A return that an advice alone tells of, with the receipts that may have come back, the likeliest first.',
    params: advisedReturnPath,
    query: returnedLineQuery,
    response: returnedLineAnswer,
    refusals: ['cash.advice-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const line = await loadAdvisedReturn(engine, scope.tenantId, { company: company.value, ...params });
      return line ? done(line) : refuse('cash.advice-not-found', 'There is no such advice of a return that waits.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/advised-returns/{adviceId}/take',
    operation: 'cash.take-advised-return',
    action: 'cash.return',
    summary: 'Take a receipt back of which an advice tells that it came back; the bank’s line finds it later.',
    params: advisedReturnPath,
    query: returnedLineQuery,
    body: takeAdvisedReturnBody,
    response: takenReturnAnswer,
    refusals: [
      'cash.advice-not-found',
      'cash.receipt-not-found',
      'cash.return-differs',
      'cash.not-returnable',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? takeAdvisedReturn(engine, caller, { company: company.value, ...params, ...body }) : company;
    },
  }),
];
