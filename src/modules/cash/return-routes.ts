/** Money that the bank took back over HTTP: the lines that are linked to no receipt, what each may undo, and linking by hand. */
import { findCompany } from '#company';
import { done, refuse } from '#kernel';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import { linkReturnAction } from './commands/return-receipt.ts';
import { listReturnedLines, loadReturnedLine } from './queries/returned-lines.ts';
import {
  linkReturnBody,
  returnedLineAnswer,
  returnedLinePath,
  returnedLineQuery,
  returnedLinesAnswer,
  returnedLinesQuery,
} from './return-contract.ts';

const noSuchLine = () =>
  refuse('cash.line-not-returned', 'This is no line of money out that waits to be linked to what it takes back.');

export const returnRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/returned-lines',
    operation: 'cash.list-returned-lines',
    action: 'cash.view',
    summary: 'Lines of money out that the bank calls returns and that are linked to no receipt yet.',
    query: returnedLinesQuery,
    response: returnedLinesAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id: companyId } = company.value;
      return done(await listReturnedLines(engine, scope.tenantId, { companyId, all: query.all === 'true' }));
    },
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
      'Link a line of money out to the receipt that it takes back: its items are open again, the bank’s charge is posted, a large one within your authority or by asking.',
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
    handler: async ({ engine, scope, caller, query, params, body: { askFor, receiptId, ...body } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const line = await loadReturnedLine(engine, scope.tenantId, {
        companyId: company.value.id,
        receiptId: params.receiptId,
      });
      if (!line) return noSuchLine();
      const input = { ...body, lineReceiptId: params.receiptId.toString(), receiptId: receiptId.toString() };
      return runGoverned(engine, caller, { action: linkReturnAction.name, input, askFor }, scope);
    },
  }),
];
