/** Bank statements that are held over HTTP: listed with their lines, let in, left out. */
import { done, formatAmount } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { leaveStatementOut, releaseStatement } from './commands/decide-statement.ts';
import { judgeLines } from './commands/judge-lines.ts';
import {
  heldStatementPath,
  heldStatementQuery,
  heldStatementsAnswer,
  heldStatementsQuery,
  statementLeftOut,
  statementReason,
  statementReleased,
} from './held-statement-contract.ts';
import { type HeldStatement, loadHeldStatements } from './queries/held-statements.ts';
import { placeOf } from './route-place.ts';

/** A held statement as JSON, alike for the command line and the API. */
export const heldStatementToJson = (one: HeldStatement) => ({
  id: one.id.toString(),
  account: one.account,
  file: one.file,
  number: one.number,
  from: one.fromDate,
  to: one.toDate,
  currency: one.currency,
  state: one.state,
  reason: one.reason,
  decidedReason: one.decidedReason,
  lineCount: one.lineCount,
  sum: formatAmount(one.sumMinor, one.currency),
  lines: one.lines.map((line) => ({
    day: line.bookingDate,
    amount: formatAmount(line.amountMinor, one.currency),
    payer: line.payer,
    text: line.text,
  })),
});

export const heldStatementRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/held-statements',
    operation: 'cash.list-held-statements',
    action: 'cash.view',
    summary:
      'Bank statements that do not foot or may repeat what is known: those that wait for a person, or were decided.',
    query: heldStatementsQuery,
    response: heldStatementsAnswer,
    handler: async ({ engine, scope, query }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const wanted = { companyId: place.value.company.id, decided: query.state === 'decided' };
      const rows = await runQuery(engine, scope.tenantId, (db) => loadHeldStatements(db, scope.tenantId, wanted));
      return done({ rows: rows.map(heldStatementToJson) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/held-statements/{statementId}/release',
    operation: 'cash.release-statement',
    action: 'cash.apply',
    summary: 'Let a held statement in as it is; each of its lines is posted and matched at once.',
    params: heldStatementPath,
    query: heldStatementQuery,
    body: statementReason,
    response: statementReleased,
    refusals: ['cash.statement-not-found', 'cash.statement-not-held'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const released = await releaseStatement(engine, caller, { company, ...params, ...body });
      if (!released.ok) return released;
      const { lineIds } = released.value;
      return done({ lines: lineIds.length, ...(await judgeLines(engine, caller, { company, asOf: today, lineIds })) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/held-statements/{statementId}/leave-out',
    operation: 'cash.leave-statement-out',
    action: 'cash.apply',
    summary: 'Leave a held statement out: its lines stay known and are not posted, until it is let in after all.',
    params: heldStatementPath,
    query: heldStatementQuery,
    body: statementReason,
    response: statementLeftOut,
    refusals: ['cash.statement-not-found', 'cash.statement-not-held'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const left = await leaveStatementOut(engine, caller, { company: place.value.company, ...params, ...body });
      return left.ok ? done({ lines: left.value.lineIds.length }) : left;
    },
  }),
];
