/** Matching quality over HTTP: the curve of precision and coverage, and the receipts behind each of its figures. */
import { findCompany } from '#company';
import { dayInZone, done, formatAmount } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { judgedAnswer, judgedQuery, qualityAnswer, qualityQuery } from './quality-contract.ts';
import { qualityToJson } from './quality-told.ts';
import { matchingQuality, spanOf } from './queries/quality.ts';
import { listJudged } from './store/judgements.ts';

export const qualityRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/matching-quality',
    operation: 'cash.matching-quality',
    action: 'cash.view',
    summary: 'How often the matching was right, by kind of evidence, and the curve of precision and coverage over it.',
    query: qualityQuery,
    response: qualityAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const day = dayInZone(engine.clock.now(), company.value.timeZone);
      return done(
        qualityToJson(
          await matchingQuality(engine, scope.tenantId, { company: company.value, day, months: query.months }),
        ),
      );
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/matching-quality/receipts',
    operation: 'cash.judged-receipts',
    action: 'cash.view',
    summary:
      'The receipts behind a figure of the matching’s quality, with what was said of each and what became of it.',
    query: judgedQuery,
    response: judgedAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const day = dayInZone(engine.clock.now(), company.value.timeZone);
      const { count, rows } = await runQuery(engine, scope.tenantId, (db) =>
        listJudged(db, scope.tenantId, {
          ...spanOf(company.value.id, day, query.months),
          kinds: query.kinds.map((one) => one.replace('.', ' ')),
          outcomes: query.outcomes,
          offset: query.offset,
          limit: query.limit,
        }),
      );
      return done({
        count,
        rows: rows.map(({ amountMinor, ...row }) => ({ ...row, amount: formatAmount(amountMinor, row.currency) })),
      });
    },
  }),
];
