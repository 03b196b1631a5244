/** Statements of account over HTTP: what a run would send, one as it would read, the run, what was sent, and the cycle. */
import { findCompany } from '#company';
import { letterText } from '#correspondence';
import { done, formatAmount, periodOf, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { listRoutes } from '#lists';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { staleBank } from './commands/run-dunning.ts';
import { previewStatements, proposeStatements } from './commands/run-statements.ts';
import { setStatementCycle } from './commands/set-statement-cycle.ts';
import { letterAnswer, oneCompanyQuery } from './contract.ts';
import { statementsList } from './lists.ts';
import { businessDayOf } from './queries/business-day.ts';
import { previewStatement, statementsSource } from './queries/list-statements.ts';
import {
  statementCycleAnswer,
  statementCycleBody,
  statementLetterQuery,
  statementPreviewAnswer,
  statementPreviewQuery,
  statementRunAnswer,
  statementRunBody,
} from './statement-contract.ts';
import { balancesOf, type StatementBalance } from './statement-message.ts';
import { loadStatementCycle } from './store.ts';

/** Balances as decimal strings in major units. */
const inMajor = (balances: readonly StatementBalance[]) =>
  balances.map(({ currency, balanceMinor, overdueMinor }) => ({
    currency,
    balance: formatAmount(BigInt(balanceMinor), currency),
    overdue: formatAmount(BigInt(overdueMinor), currency),
  }));

export const statementRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: statementsList,
    operation: 'collections.list-statements',
    action: 'collections.view',
    summary: 'Statements of account that were sent, the newest first, with what they said and what became of them.',
    source: statementsSource,
  }),
  defineRoute({
    method: 'get',
    path: '/api/statements/preview',
    operation: 'collections.statement-preview',
    action: 'collections.view',
    summary: 'Whom a run of statements would write to, what not and why, and who has one already; changes nothing.',
    query: statementPreviewQuery,
    response: statementPreviewAnswer,
    refusals: ['company.unknown'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      const period = query.period ?? periodOf(asOf);
      const run = { company: company.value, asOf, period, movements: false };
      const preview = await previewStatements(engine, scope.tenantId, run);
      const freshSince = previousBusinessDay(asOf, company.value.country);
      return done({
        asOf,
        period,
        held: await staleBank(engine, scope.tenantId, company.value.id, freshSince),
        statements: preview.statements.map(({ facts, plan, already }) => ({
          customer: facts.recipient.customerNumber,
          name: facts.recipient.customerName,
          channel: plan.channel,
          language: facts.recipient.language,
          recipient: facts.recipient.contact?.email ?? null,
          items: facts.items.length,
          balances: inMajor(balancesOf(plan.currencies)),
          already,
        })),
        suppressed: preview.suppressed.map(({ facts, plan }) => ({
          customer: facts.recipient.customerNumber,
          name: facts.recipient.customerName,
          reason: { code: plan.code, text: plan.reason },
        })),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/statements/letter',
    operation: 'collections.statement-letter',
    action: 'collections.view',
    summary: 'One statement of account as it would read today.',
    query: statementLetterQuery,
    response: letterAnswer,
    refusals: ['company.unknown', 'collections.customer-not-found', 'collections.nothing-open'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      const letter = await previewStatement(engine, scope.tenantId, {
        company: company.value,
        asOf,
        customer: query.customer,
        movements: query.movements === 'true',
      });
      if (!letter.ok) return letter;
      return done({ subject: letter.value.subject, body: letterText(letter.value), recipient: null });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/statements/run',
    operation: 'collections.run-statements',
    action: 'correspondence.send',
    summary:
      'Propose statements: of everybody once for the month, or of those named once for the day; each passes the gate when it leaves.',
    query: oneCompanyQuery,
    body: statementRunBody,
    response: statementRunAnswer,
    refusals: ['company.unknown', 'collections.run-held'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      const period = body.customers ? asOf : (body.period ?? periodOf(asOf));
      const run = await proposeStatements(engine, caller, {
        company: company.value,
        asOf,
        period,
        movements: body.movements,
        freshSince: previousBusinessDay(asOf, company.value.country),
        ...(body.customers && { customers: new Set(body.customers) }),
      });
      if (!run.ok) return run;
      if (run.value.held !== null) return refuse('collections.run-held', `${run.value.held} Nothing was changed.`, {});
      return done({ asOf, period, proposed: run.value.proposed, suppressed: [...run.value.suppressed] });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/statement-cycle',
    operation: 'collections.statement-cycle',
    action: 'collections.view',
    summary: 'When a company sends its statements of account; null where it does not by itself.',
    query: oneCompanyQuery,
    response: statementCycleAnswer,
    handler: async ({ engine, scope }) =>
      done(
        await runQuery(engine, scope.tenantId, (db) => loadStatementCycle(db, scope.tenantId, scope.companyIds[0]!)),
      ),
  }),
  defineRoute({
    method: 'put',
    path: '/api/statement-cycle',
    operation: 'collections.set-statement-cycle',
    action: 'collections.edit-procedure',
    summary: 'Set from which day of the month a company sends its statements of account.',
    query: oneCompanyQuery,
    body: statementCycleBody,
    response: statementCycleAnswer,
    refusals: ['company.unknown', 'collections.statement-day'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      return company.ok ? setStatementCycle(engine, caller, { company: company.value, ...body }) : company;
    },
  }),
];
