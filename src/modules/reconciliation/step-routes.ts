/** The next steps of a customer reconciliation over HTTP: the letter about differences, looked at and sent; disputes. */
import { z } from 'zod';
import { loadRecipients } from '#collections';
import { letterHtml, letterText } from '#correspondence';
import { dayInZone, done, refuse } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { disputeDifference, endDispute } from './commands/dispute-difference.ts';
import { writeToCustomer } from './commands/write-to-customer.ts';
import {
  disputedAnswer,
  letterBody,
  letterPreviewAnswer,
  letterQuery,
  lettersAnswer,
  lineBody,
  linePath,
  statementPath,
} from './contract.ts';
import { reconciliationIn } from './customer-routes.ts';
import { letterAbout, linesToWrite } from './reconciliation-message.ts';

const base = '/api/reconciliations/customers/{statementId}';
const refusals = ['reconciliation.statement-not-found', 'reconciliation.stale', 'reconciliation.line-unknown'];

export const stepRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: `${base}/letter`,
    operation: 'reconciliation.preview-letter',
    action: 'reconciliation.view',
    summary: 'The letter about some differences as the customer would read it; nothing is proposed.',
    params: statementPath,
    query: letterQuery,
    response: letterPreviewAnswer,
    refusals: ['reconciliation.statement-not-found', 'reconciliation.line-unknown'],
    handler: async ({ engine, scope, params, query }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { company, statement } = found.value;
      const { accountId } = statement;
      const today = dayInZone(engine.clock.now(), company.timeZone);
      return runQuery(engine, scope.tenantId, async (db) => {
        const lines = await linesToWrite(db, scope.tenantId, statement, query.keys);
        if (lines.length === 0)
          return refuse('reconciliation.line-unknown', 'The comparison has none of these differences.');
        const wanted = { accountIds: [accountId], withoutMessage: null };
        const recipient = (await loadRecipients(db, scope.tenantId, wanted)).get(accountId)!;
        const about = { company, statement, lines, today };
        const { letter } = await letterAbout(db, scope.tenantId, recipient, about);
        return done({ subject: letter.subject, text: letterText(letter), html: letterHtml(letter) });
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/letter`,
    operation: 'reconciliation.write-to-customer',
    action: 'reconciliation.compare',
    summary: 'Write to the customer about differences; it leaves with the next sending, through the gate, with copies.',
    params: statementPath,
    body: letterBody,
    status: 201,
    response: lettersAnswer,
    refusals: [...refusals, 'reconciliation.agreed', 'reconciliation.customer-not-reached'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { company } = found.value;
      const asOf = dayInZone(engine.clock.now(), company.timeZone);
      return writeToCustomer(engine, caller, { company, ...params, version, keys: body.keys, asOf });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/lines/{key}/dispute`,
    operation: 'reconciliation.dispute-difference',
    action: 'reconciliation.compare',
    summary: 'Mark our document of a difference as disputed by its amount: it is not dunned until that ends.',
    params: linePath,
    body: lineBody,
    status: 201,
    response: disputedAnswer,
    refusals: [...refusals, 'reconciliation.step-not-there'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      if (!found.ok) return found;
      const { company } = found.value;
      const asOf = dayInZone(engine.clock.now(), company.timeZone);
      return disputeDifference(engine, caller, { company, ...params, ...body, version, asOf });
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/lines/{key}/dispute/end`,
    operation: 'reconciliation.end-dispute',
    action: 'reconciliation.compare',
    summary: 'End a dispute that came from a difference.',
    params: linePath,
    body: lineBody,
    status: 204,
    response: z.null(),
    refusals: ['reconciliation.statement-not-found', 'reconciliation.stale', 'reconciliation.step-not-there'],
    handler: async ({ engine, scope, caller, params, body, version }) => {
      const found = await reconciliationIn(engine, scope, params.statementId);
      return found.ok
        ? endDispute(engine, caller, { company: found.value.company, ...params, ...body, version })
        : found;
    },
  }),
];
