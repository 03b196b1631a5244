/** Statements of account over HTTP: what a run would send, one as it would read, the run, what was sent, and the cycle. */
import type { z } from 'zod';
import { findCompany } from '#company';
import { letterText } from '#correspondence';
import { numbersAsOne } from '#customers';
import type { WorkbookCell } from '#formats';
import { done, formatAmount, type Outcome, periodOf, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { fileTypes, listRoutes, streamList } from '#lists';
import { asSeen, defineRoute, type Engine, type RouteDefinition, runQuery, type Scope, seenMember } from '#platform';
import { staleBank } from './commands/run-dunning.ts';
import { previewStatements, proposeStatements } from './commands/run-statements.ts';
import { setStatementCycle } from './commands/set-statement-cycle.ts';
import { letterAnswer, oneCompanyQuery } from './contract.ts';
import { statementsList } from './lists.ts';
import { businessDayOf } from './queries/business-day.ts';
import { previewStatement, statementsSource } from './queries/list-statements.ts';
import { findInPreview, orderPreview, type PreviewRow, shownBalances } from './rules/preview-order.ts';
import {
  type StatementPreviewAnswer,
  statementCycleAnswer,
  statementCycleBody,
  statementFileQuery,
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

/** What a run of a month would send today, who has it, and who gets none and why. */
async function previewOf(
  engine: Engine,
  scope: Scope,
  query: z.output<typeof statementPreviewQuery>,
): Promise<Outcome<StatementPreviewAnswer>> {
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
}

/** One list of the preview as a file: a row for each balance, real numbers, and the order of the page. */
function fileOfPreview(
  { statements, suppressed }: StatementPreviewAnswer,
  { list, search = '', sort }: z.output<typeof statementFileQuery>,
): { readonly header: readonly string[]; readonly rows: readonly (readonly WorkbookCell[])[] } {
  const shown = <R extends PreviewRow>(rows: readonly R[]): readonly R[] =>
    orderPreview(findInPreview(rows, search), sort);
  if (list === 'excluded')
    return {
      header: ['Customer', 'Name', 'Why not', 'Reason'],
      rows: shown(suppressed).map((row) => [row.customer, row.name, row.reason.code, row.reason.text]),
    };
  return {
    header: ['Customer', 'Name', 'Sent by', 'Balance', 'Overdue', 'Currency', 'Recipient', 'Has the month’s'],
    rows: shown(statements).flatMap((row) =>
      shownBalances(row.balances).map((one) => [
        ...[row.customer, row.name, row.channel, { amount: one.balance }, { amount: one.overdue }],
        ...[one.currency, row.channel === 'email' ? row.recipient : null, row.already ? 'yes' : 'no'],
      ]),
    ),
  };
}

export const statementRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: statementsList,
    operation: 'collections.list-statements',
    action: 'collections.view',
    summary: 'Statements of account that were sent, the newest first, with what they said and what became of them.',
    source: statementsSource,
    asOne: numbersAsOne,
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
    handler: ({ engine, scope, query }) => previewOf(engine, scope, query),
  }),
  ...(['csv', 'xlsx'] as const).map((format) =>
    defineRoute({
      method: 'get',
      path: `/api/statements/preview.${format}`,
      operation: `collections.statement-preview-${format}`,
      action: 'collections.view',
      summary: `Whom a run of statements would write to, or whom not and why, as ${format === 'csv' ? 'CSV' : 'a workbook'}: as the page finds and orders it.`,
      query: statementFileQuery,
      response: { mediaType: fileTypes[format] },
      refusals: ['company.unknown'],
      handler: async ({ engine, scope, query }) => {
        const preview = await previewOf(engine, scope, query);
        if (!preview.ok) return preview;
        const { header, rows } = fileOfPreview(preview.value, query);
        return done({
          content: streamList(
            format,
            { name: query.list === 'included' ? 'Statements due' : 'Excluded', header },
            (take) => take(rows),
          ),
          fileName: `statements-${query.list}-${query.company}-${preview.value.period}.${format}`,
          rows: rows.length,
        });
      },
    }),
  ),
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
    body: statementCycleBody.extend(seenMember),
    response: statementCycleAnswer,
    refusals: ['company.unknown', 'collections.statement-day', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body: { seen, ...cycle } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, {
        name: `collections.statement-cycle ${company.value.id}`,
        read: async (db) => ({ ...(await loadStatementCycle(db, scope.tenantId, company.value.id)) }),
      });
      return setStatementCycle(engine, changing, { company: company.value, ...cycle });
    },
  }),
];
