/** Every list that is a shape: what its module exports of them, so that none is forgotten. */
import { importAdviceFile, receiveCheck } from '#cash';
import * as cash from '#cash/lists';
import { prioritiseCompany, proposeStatements } from '#collections';
import * as collections from '#collections/lists';
import { sendMessages } from '#correspondence';
import { findCustomerKey } from '#customers';
import * as integrations from '#integrations/lists';
import type { ListShape } from '#lists/contract';
import { proposeOffsets } from '#offsets';
import * as offsets from '#offsets/lists';
import { runQuery } from '#platform';
import * as promises from '#promises/lists';
import { postDocuments, withholdTax } from '#receivables';
import * as receivables from '#receivables/lists';
import { x12Adjustments } from '../demo/x12-adjustment.ts';
import { sendPath } from '../src/apps/registrations.ts';
import { must } from './books.ts';
import { businessDay, type Workday } from './workday.ts';

const isShape = (one: unknown): one is ListShape =>
  typeof one === 'object' && one !== null && 'path' in one && 'columns' in one;

export const listShapes: readonly ListShape[] = [
  collections,
  promises,
  cash,
  offsets,
  receivables,
  integrations,
].flatMap((module) => Object.values<unknown>(module).filter(isShape));

/** The page on which the workbench shows each. */
export const pageOfList: Readonly<Record<string, string>> = {
  '/api/customer-list': '/customers',
  '/api/worklist/list': '/worklist/list',
  '/api/promises': '/promises',
  '/api/statements': '/runs/statements?list=sent',
  '/api/dunning/runs': '/runs/dunning/runs',
  '/api/dunning/reminders': '/runs/dunning/reminders',
  '/api/cash/receipts': '/cash/receipts',
  '/api/cash/bank-lines': '/cash/bank-lines',
  '/api/unapplied': '/cash/unapplied',
  '/api/adjustments': '/cash/adjustments',
  '/api/checks': '/cash/checks',
  '/api/withholding-certificates': '/cash/certificates',
  '/api/offsets': '/offsets',
  '/api/imports': '/data/imports',
};

/** What the company of the workday needs for every list to have rows. */
export async function fillLists({ engine, caller, company, tenantId, home }: Workday): Promise<void> {
  must(await proposeOffsets(engine, caller, { company, asOf: businessDay }));
  const accountId = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, '10113')))!
    .accountId;
  const invoice = { accountId, documentType: 'invoice' as const, currency: 'EUR', amountMinor: 800_00n };
  const { posted } = must(
    await postDocuments(engine, caller, {
      company,
      documents: [{ ...invoice, number: 'WT-1', documentDate: '2026-02-02', dueDate: '2026-03-04' }],
      reason: 'what is withheld from',
    }),
  );
  must(
    await withholdTax(engine, caller, {
      itemId: posted[0]!.itemIds[0]!,
      amount: '80.00',
      postingDate: businessDay,
      reason: '10 % withheld, as its country asks.',
    }),
  );
  for (const [number, checkDate] of [
    ['7001', businessDay],
    ['7002', '2026-12-01'],
  ] as const)
    must(
      await receiveCheck(engine, caller, {
        ...{ company, number, currency: 'EUR', amountMinor: 55_00n, checkDate, receivedOn: businessDay },
        ...{ drawerName: null, drawerAccount: null, accountId },
      }),
    );
  // One customer owes in two currencies.
  must(
    await postDocuments(engine, caller, {
      company,
      documents: [{ ...invoice, currency: 'USD', number: 'US-1', documentDate: '2026-01-02', dueDate: '2026-01-20' }],
      reason: 'An invoice in dollars.',
    }),
  );
  must(await prioritiseCompany(engine, caller, { company, asOf: businessDay }));
  const month = { company, asOf: businessDay, period: businessDay.slice(0, 7), movements: false, freshSince: null };
  must(await proposeStatements(engine, caller, month));
  must(await sendMessages(engine, caller, sendPath({ home }), { company }));
  const bytes = x12Adjustments(1, 'Weber Präzisionsteile GmbH', [
    { number: 'CM-1', kind: 'credit', cents: 20_00, invoice: 'RE-26180' },
    { number: 'DM-2', kind: 'debit', cents: 5_00, invoice: 'RE-26181' },
  ]);
  must(await importAdviceFile(engine, caller, { name: 'adjustments.edi', bytes, companies: [company] }));
}
