/** Reminders over HTTP: what a run would send and what not and why, one letter as it would read, and the run. */
import type { z } from 'zod';
import { findCompany } from '#company';
import { letterText, loadTemplate } from '#correspondence';
import { findCustomerKey, numbersAsOne } from '#customers';
import type { WorkbookCell } from '#formats';
import { done, formatAmount, type Outcome, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { fileTypes, listRoutes, streamList } from '#lists';
import { defineRoute, type Engine, type RouteDefinition, runQuery, type Scope } from '#platform';
import {
  keyOfNotice,
  keysOfDay,
  nameOfNotice,
  previewDunning,
  proposeNotices,
  staleBank,
} from './commands/run-dunning.ts';
import {
  type DunningPreviewAnswer,
  dunningFileQuery,
  dunningPreviewAnswer,
  dunningRunAnswer,
  dunningRunBody,
  dunningRunMaxBytes,
  letterAnswer,
  letterQuery,
  oneCompanyQuery,
} from './contract.ts';
import { dunningRunsList, remindersList } from './lists.ts';
import { writeNotice } from './notice-letter.ts';
import { loadReadTo } from './notice-message.ts';
import { businessDayOf } from './queries/business-day.ts';
import { loadCopies } from './queries/copies.ts';
import { dunningRunsSource, remindersFound, remindersSource } from './queries/dunning-runs-source.ts';
import { findInPreview, orderPreview, type PreviewRow } from './rules/preview-order.ts';

/** What the run of the day would send and what not, in the words of the contract. */
async function previewOf(engine: Engine, scope: Scope, code: string): Promise<Outcome<DunningPreviewAnswer>> {
  const company = await findCompany(engine, scope.tenantId, code);
  if (!company.ok) return company;
  const { id: companyId, country } = company.value;
  const asOf = await businessDayOf(engine, scope.tenantId, company.value);
  const preview = await previewDunning(engine, scope.tenantId, { company: company.value, asOf });
  const known = await keysOfDay(engine, scope.tenantId, companyId, asOf);
  const totals = new Map<string, bigint>();
  const notices = preview.notices.map(({ facts, plan: { notice } }) => {
    const already = known.has(keyOfNotice(facts.accountId, facts.currency, facts.partyKey, asOf));
    if (!already) totals.set(facts.currency, (totals.get(facts.currency) ?? 0n) + notice.netMinor);
    return {
      ...nameOfNotice(facts),
      name: facts.customerName,
      level: notice.level,
      language: facts.language,
      recipient: facts.contact?.email ?? null,
      items: notice.items.length,
      net: formatAmount(notice.netMinor, facts.currency),
      leftOut: notice.dropped.map((one) => ({ number: one.number, reason: one.reason })),
      already,
    };
  });
  return done({
    asOf,
    held: await staleBank(engine, scope.tenantId, companyId, previousBusinessDay(asOf, country)),
    notices,
    suppressed: preview.suppressed.map(({ facts, plan }) => ({
      ...nameOfNotice(facts),
      name: facts.customerName,
      items: [...plan.numbers],
      reason: { code: plan.code, text: plan.reason },
    })),
    totals: [...totals].sort().map(([currency, minor]) => ({ currency, net: formatAmount(minor, currency) })),
  });
}

/** One list of the preview as a file: real numbers, and the rows in the order of the page. */
function fileOfPreview(
  { notices, suppressed }: DunningPreviewAnswer,
  { list, search = '', sort }: z.output<typeof dunningFileQuery>,
): { readonly header: readonly string[]; readonly rows: readonly (readonly WorkbookCell[])[] } {
  const shown = <R extends PreviewRow>(rows: readonly R[]): readonly R[] =>
    orderPreview(findInPreview(rows, search), sort);
  if (list === 'excluded')
    return {
      header: ['Customer', 'Name', 'Currency', 'Why not', 'Reason', 'Items'],
      rows: shown(suppressed).map((row) => [
        ...[row.customer, row.name, row.currency, row.reason.code, row.reason.text, row.items.join(', ')],
      ]),
    };
  return {
    header: ['Customer', 'Name', 'Level', 'Items', 'Asked for', 'Currency', 'Recipient', 'Proposed today'],
    rows: shown(notices).map((row) => [
      ...[row.customer, row.name, { amount: String(row.level) }, { amount: String(row.items) }, { amount: row.net }],
      ...[row.currency, row.recipient, row.already ? 'yes' : 'no'],
    ]),
  };
}

export const dunningRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/dunning/preview',
    operation: 'collections.dunning-preview',
    action: 'collections.view',
    summary: 'What a dunning run would send today, what not and why, and whether the run is held; changes nothing.',
    query: oneCompanyQuery,
    response: dunningPreviewAnswer,
    refusals: ['company.unknown'],
    handler: ({ engine, scope, query }) => previewOf(engine, scope, query.company),
  }),
  ...(['csv', 'xlsx'] as const).map((format) =>
    defineRoute({
      method: 'get',
      path: `/api/dunning/preview.${format}`,
      operation: `collections.dunning-preview-${format}`,
      action: 'collections.view',
      summary: `What a dunning run would send today, or what not and why, as ${format === 'csv' ? 'CSV' : 'a workbook'}: as the page finds and orders it.`,
      query: dunningFileQuery,
      response: { mediaType: fileTypes[format] },
      refusals: ['company.unknown'],
      handler: async ({ engine, scope, query }) => {
        const preview = await previewOf(engine, scope, query.company);
        if (!preview.ok) return preview;
        const { header, rows } = fileOfPreview(preview.value, query);
        return done({
          content: streamList(
            format,
            { name: query.list === 'included' ? 'Reminders due' : 'Excluded', header },
            (take) => take(rows),
          ),
          fileName: `reminders-${query.list}-${query.company}-${preview.value.asOf}.${format}`,
          rows: rows.length,
        });
      },
    }),
  ),
  defineRoute({
    method: 'get',
    path: '/api/dunning/letter',
    operation: 'collections.dunning-letter',
    action: 'collections.view',
    summary: 'One reminder as it would read today: of a customer in a currency, on a collective account of one party.',
    query: letterQuery,
    response: letterAnswer,
    refusals: ['company.unknown', 'collections.no-notice', 'collections.several-notices'],
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      // Only this customer is planned: who looks through a run asks for one letter after the other.
      const asked = await runQuery(engine, scope.tenantId, (db) =>
        findCustomerKey(db, scope.tenantId, company.value.id, query.customer),
      );
      const preview = await previewDunning(engine, scope.tenantId, {
        company: company.value,
        asOf,
        accountIds: asked ? [asked.accountId] : [],
      });
      const [one, ...others] = preview.notices.filter(
        ({ facts }) =>
          facts.customerNumber === query.customer &&
          facts.currency === query.currency &&
          (query.party === undefined || facts.partyKey === query.party),
      );
      if (!one)
        return refuse('collections.no-notice', 'No reminder would go to this customer today.', {
          customer: query.customer,
        });
      // Whichever comes first would be somebody's letter, and not the one that is asked for.
      if (others.length > 0)
        return refuse(
          'collections.several-notices',
          'Several customers seen once would get a reminder on this account; say the party of one, as the preview names it.',
          { customer: query.customer, notices: others.length + 1 },
        );
      const { facts, plan } = one;
      const letter = await runQuery(engine, scope.tenantId, async (db) => {
        const readTo = await loadReadTo(db, scope.tenantId, company.value.id);
        const wanted = { language: facts.language, level: plan.notice.level };
        const template = await loadTemplate(db, scope.tenantId, 'dunning_notice', wanted);
        const copies = await loadCopies(db, scope.tenantId, facts, plan.notice);
        return writeNotice(facts, plan.notice, { company: company.value, asOf, readTo, template, copies });
      });
      // A letter says by its envelope that it is one, and where it goes.
      const recipient = plan.notice.channel === 'email' ? facts.contact?.email : letter.recipient.join(' · ');
      return done({ subject: letter.subject, body: letterText(letter), recipient: recipient ?? null });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/dunning/run',
    operation: 'collections.dunning-run',
    action: 'collections.run-dunning',
    summary:
      'Propose the reminders of the day: all, all of the customers named, or those named; each passes the gate when it leaves.',
    query: oneCompanyQuery,
    body: dunningRunBody,
    bodyMaxBytes: dunningRunMaxBytes,
    response: dunningRunAnswer,
    refusals: ['company.unknown', 'collections.run-held'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      const freshSince = previousBusinessDay(asOf, company.value.country);
      const run = await proposeNotices(engine, caller, {
        company: company.value,
        asOf,
        freshSince,
        customers: body.customers && new Set(body.customers),
        notices: body.notices?.map(({ party, ...notice }) => ({ ...notice, party: party ?? null })),
      });
      if (!run.ok) return run;
      if (run.value.held !== null) return refuse('collections.run-held', `${run.value.held} Nothing was changed.`, {});
      return done({ asOf, proposed: run.value.proposed, suppressed: [...run.value.suppressed] });
    },
  }),
  ...listRoutes({
    shape: dunningRunsList,
    operation: 'collections.dunning-runs',
    action: 'collections.view',
    summary:
      'Dunning runs, the newest first: who ran them and when, and how many reminders left, wait, failed or were held back.',
    source: dunningRunsSource,
  }),
  ...listRoutes({
    shape: remindersList,
    operation: 'collections.reminders',
    action: 'collections.view',
    summary:
      'Reminders of all runs, those that were held back with the reason, in windows of any place; totals per currency.',
    source: remindersSource,
    asOne: numbersAsOne,
    found: remindersFound,
  }),
];
