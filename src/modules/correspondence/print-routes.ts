/** Print batches over HTTP: what waits for paper, a batch as one PDF, and what a person says about it. */
import { findCompany } from '#company';
import { done } from '#kernel';
import { listRoutes } from '#lists';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { makePrintBatch, markPrinted, reprintBatch } from './commands/print-batches.ts';
import {
  mailQuery,
  printBatchAnswer,
  printBatchDetail,
  printBatchMadeAnswer,
  printBatchParams,
  reprintBody,
  uncollectedAnswer,
} from './contract.ts';
import { printBatchesList } from './lists.ts';
import { countUncollected, loadPrintBatchDetails, printBatchesSource, printBatchPdf } from './queries/print-batches.ts';

export const printRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: printBatchesList,
    operation: 'correspondence.list-print-batches',
    action: 'correspondence.view',
    summary: 'Print batches, newest first, with what was done with each.',
    source: printBatchesSource,
    detail: { answer: printBatchDetail, load: loadPrintBatchDetails },
  }),
  defineRoute({
    method: 'get',
    path: '/api/print-batches/uncollected',
    operation: 'correspondence.uncollected-letters',
    action: 'correspondence.view',
    summary: 'How many letters of a company are in no print batch yet.',
    query: mailQuery,
    response: uncollectedAnswer,
    handler: async ({ engine, scope }) =>
      done({
        letters: await runQuery(engine, scope.tenantId, (db) =>
          countUncollected(db, scope.tenantId, scope.companyIds[0]!),
        ),
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/print-batches',
    operation: 'correspondence.make-print-batch',
    action: 'correspondence.send',
    summary: 'Collect the letters that are in no batch yet into one; null when there are none.',
    query: mailQuery,
    status: 201,
    response: printBatchMadeAnswer,
    refusals: ['company.unknown'],
    handler: async ({ engine, scope, caller, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? makePrintBatch(engine, caller, { company: company.value }) : company;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/print-batches/{batchId}/pdf',
    operation: 'correspondence.print-batch-pdf',
    action: 'correspondence.view',
    summary: 'The letters of a batch as one PDF behind their cover list.',
    params: printBatchParams,
    query: mailQuery,
    response: { mediaType: 'application/pdf' },
    refusals: ['company.unknown', 'correspondence.print-batch-not-found', 'correspondence.letter-erased'],
    handler: async ({ engine, scope, params, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const made = await printBatchPdf(engine, scope.tenantId, { company: company.value, batchId: params.batchId });
      return made.ok ? done({ content: new Uint8Array(made.value.pdf), fileName: made.value.fileName }) : made;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/print-batches/{batchId}/printed',
    operation: 'correspondence.mark-printed',
    action: 'correspondence.send',
    summary: 'Say that a batch is printed.',
    params: printBatchParams,
    query: mailQuery,
    response: printBatchAnswer,
    refusals: ['company.unknown', 'correspondence.print-batch-not-found', 'correspondence.print-batch-printed'],
    handler: async ({ engine, scope, caller, params, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return markPrinted(engine, caller, { company: company.value, batchId: params.batchId });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/print-batches/{batchId}/reprint',
    operation: 'correspondence.reprint-batch',
    action: 'correspondence.send',
    summary: 'Let a printed batch be printed once more; why is kept.',
    params: printBatchParams,
    query: mailQuery,
    body: reprintBody,
    response: printBatchAnswer,
    refusals: [
      'company.unknown',
      'correspondence.print-batch-not-found',
      'correspondence.print-batch-waiting',
      'correspondence.reason-missing',
    ],
    handler: async ({ engine, scope, caller, params, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return reprintBatch(engine, caller, { company: company.value, batchId: params.batchId, reason: body.reason });
    },
  }),
];
