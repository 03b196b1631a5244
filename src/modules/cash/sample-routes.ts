/** Control samples over HTTP: drawn once a month, judged one by one, with the error that they measure. */
import { findCompany } from '#company';
import { done, formatAmount } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { drawControlSample, judgeControlReceipt } from './commands/control-samples.ts';
import { measuredError } from './rules/control-sample.ts';
import type { EvidenceKind } from './rules/matching/evidence.ts';
import {
  drawnSampleAnswer,
  drawSampleBody,
  judgedSampledAnswer,
  judgeSampledBody,
  type SampledAnswer,
  type SamplesAnswer,
  sampledAnswer,
  sampledPath,
  samplePath,
  samplesAnswer,
  samplesQuery,
} from './sample-contract.ts';
import {
  type ListedSample,
  listControlSamples,
  listSampledReceipts,
  type SampledReceipt,
} from './store/control-samples.ts';

/** A sample as it is told, alike for the command line and the API. */
export function sampleToJson({ id, strata, ...sample }: ListedSample): SamplesAnswer['rows'][number] {
  const sum = (of: 'population' | 'drawn' | 'judged' | 'wrong'): number =>
    strata.reduce((total, one) => total + one[of], 0);
  const error = measuredError(strata);
  return {
    ...sample,
    sampleId: id.toString(),
    population: sum('population'),
    drawn: sum('drawn'),
    judged: sum('judged'),
    wrong: sum('wrong'),
    errorRate: error?.rate ?? null,
    lower: error?.bounds.lower ?? null,
    upper: error?.bounds.upper ?? null,
    kinds: strata.map((one) => ({ ...one, evidence: one.evidence as EvidenceKind })),
  };
}

/** The receipts of a sample as they are told. */
export const sampledToJson = (rows: readonly SampledReceipt[]): SampledAnswer => ({
  rows: rows.map(({ amountMinor, receiptId, ...row }) => ({
    ...row,
    receiptId: receiptId.toString(),
    amount: formatAmount(amountMinor, row.currency),
  })),
});

export const sampleRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/control-samples',
    operation: 'cash.list-control-samples',
    action: 'cash.view',
    summary: 'Control samples of automatic postings by month, with the measured error and its bounds.',
    query: samplesQuery,
    response: samplesAnswer,
    handler: async ({ engine, scope }) =>
      done({
        rows: (
          await runQuery(engine, scope.tenantId, (db) => listControlSamples(db, scope.tenantId, scope.companyIds[0]!))
        ).map(sampleToJson),
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/control-samples',
    operation: 'cash.draw-control-sample',
    action: 'cash.review-postings',
    summary: 'Draw the control sample of a month that is over, once, by a seed that nobody chooses.',
    query: samplesQuery,
    body: drawSampleBody,
    status: 201,
    response: drawnSampleAnswer,
    refusals: ['cash.sample-month', 'cash.sample-empty', 'cash.sample-drawn'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? drawControlSample(engine, caller, { company: company.value, ...body }) : company;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/control-samples/{sampleId}/receipts',
    operation: 'cash.sampled-receipts',
    action: 'cash.view',
    summary: 'The postings of a control sample with what was said of each, those to be judged first.',
    params: samplePath,
    query: samplesQuery,
    response: sampledAnswer,
    handler: async ({ engine, scope, params }) =>
      done(
        sampledToJson(
          await runQuery(engine, scope.tenantId, (db) =>
            listSampledReceipts(db, scope.tenantId, { companyId: scope.companyIds[0]!, ...params }),
          ),
        ),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/api/control-samples/{sampleId}/receipts/{receiptId}',
    operation: 'cash.judge-control-receipt',
    action: 'cash.review-postings',
    summary: 'Say whether a posting of the sample was right; a wrong one is taken back in the same step.',
    params: sampledPath,
    query: samplesQuery,
    body: judgeSampledBody,
    response: judgedSampledAnswer,
    refusals: ['cash.sample-receipt-not-found', 'cash.sample-judged', 'ledger.period-closed'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { verdict, reason } = body;
      return judgeControlReceipt(engine, caller, {
        company: company.value,
        ...params,
        verdict,
        reason: reason ?? null,
      });
    },
  }),
];
