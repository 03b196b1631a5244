/** Every list that is a shape: what its module exports of them, so that none is forgotten. */
import pg from 'pg';
import {
  applyCash,
  declarePaymentService,
  depositChecks,
  importAdviceFile,
  importBankFile,
  importSettlementFile,
  loadBankAccounts,
  payRefunds,
  payRefundsByCheck,
  receiveCheck,
} from '#cash';
import * as cash from '#cash/lists';
import { prioritiseCompany, proposeStatements } from '#collections';
import * as collections from '#collections/lists';
import { sendMessages } from '#correspondence';
import * as correspondence from '#correspondence/lists';
import { findCustomerKey } from '#customers';
import * as integrations from '#integrations/lists';
import type { ListShape } from '#lists/contract';
import { offerPayables, proposeOffsets } from '#offsets';
import * as offsets from '#offsets/lists';
import { noteUnreadFile } from '#operations';
import * as operations from '#operations/lists';
import { runQuery } from '#platform';
import * as promises from '#promises/lists';
import { postDocuments, refundCredit, withholdTax } from '#receivables';
import * as receivables from '#receivables/lists';
import { x12Adjustments } from '../demo/x12-adjustment.ts';
import { sendPath } from '../src/apps/registrations.ts';
import { must } from './books.ts';
import { verifyBankAccount } from './verified-account.ts';
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
  operations,
  correspondence,
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
  '/api/returned-lines': '/cash/returned?waits=all',
  '/api/unapplied': '/cash/unapplied',
  '/api/adjustments': '/cash/adjustments',
  '/api/checks': '/cash/checks',
  '/api/deposits': '/cash/checks?list=slips',
  '/api/settlements': '/cash/settlements',
  '/api/remittance-advices': '/cash/advices',
  '/api/payment-files': '/cash/refunds?list=files',
  '/api/refund-checks': '/cash/refunds?list=checks',
  '/api/withholding-certificates': '/cash/certificates',
  '/api/offsets': '/offsets',
  '/api/payables': '/offsets/payables',
  '/api/imports': '/data/imports',
  '/api/erp/export-queue': '/data/exports',
  '/api/print-batches': '/runs/letters',
  '/api/outgoing-messages': '/runs/messages',
  '/api/runs': '/data/jobs',
  '/api/inbox/unread': '/data/unread',
  '/api/audit': '/audit',
};

/** What the company of the workday needs for every list to have rows. */
export async function fillLists(day: Workday): Promise<void> {
  const { engine, caller, company, tenantId, home, ownerUrl } = day;
  await fillBackOffice(ownerUrl, company.id);
  const payable = { vendorNumber: 'V1', vendorName: 'Muster Logistik GmbH', currency: 'EUR', amountMinor: 1_250_00n };
  const days = { documentDate: '2026-02-01', dueDate: '2026-03-03' };
  const payables = [
    { ...payable, ...days, number: 'L-100', taxNumber: null },
    { ...payable, ...days, number: 'L-101', taxNumber: 'DE136695976' },
  ];
  must(await offerPayables(engine, caller, { company, payables, reason: 'What we owe.' }));
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
  for (const name of ['advice-0302.pdf', 'remittance of customers.csv'])
    must(
      await noteUnreadFile(engine, caller, {
        file: { folder: 'remittances', name, sizeBytes: 20_480, modifiedAt: new Date('2026-03-02T06:30:00Z') },
        refusal: { code: 'remittance.no-table', message: `No table of documents was found in ${name}.`, details: {} },
      }),
    );
  const bytes = x12Adjustments(1, 'Weber Präzisionsteile GmbH', [
    { number: 'CM-1', kind: 'credit', cents: 20_00, invoice: 'RE-26180' },
    { number: 'DM-2', kind: 'debit', cents: 5_00, invoice: 'RE-26181' },
  ]);
  must(await importAdviceFile(engine, caller, { name: 'adjustments.edi', bytes, companies: [company] }));
  await fillCash(day, accountId);
}

/** Checks that are paid in, what payers and payment services write, and refunds that were paid out in both ways. */
async function fillCash({ engine, caller, company, tenantId }: Workday, accountId: bigint): Promise<void> {
  must(await depositChecks(engine, caller, { company, depositedOn: businessDay }));
  const terms = { feeAccountCode: '6800', highestFeePercent: '3' };
  const service = { code: 'PAYWELL', name: 'Paywell', currency: 'EUR', validFrom: '2026-01-01', ...terms };
  must(await declarePaymentService(engine, caller, { company, terms: service }));
  const text = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
  const report = text([
    'settlement,type,date,document,gross,fee,net',
    'PO-1,payment,2026-02-26,RE-26180,100.00,2.00,98.00',
    'PO-2,payment,2026-02-27,RE-26181,50.00,10.00,40.00',
  ]);
  must(await importSettlementFile(engine, caller, { company, service: 'PAYWELL', name: 'payout.csv', bytes: report }));
  for (const [payer, document] of [
    ['Weber Präzisionsteile GmbH', 'RE-26182'],
    ['Nobody Ltd', 'XX-1'],
  ] as const) {
    const advice = text([
      `Payer: ${payer}`,
      `Payment reference: A-${document}`,
      '',
      'Invoice no.;Amount paid',
      `${document};75,00`,
    ]);
    must(await importAdviceFile(engine, caller, { name: `${document}.csv`, bytes: advice, companies: [company] }));
  }
  await verifyBankAccount(engine, caller, {
    ...{ accountId, account: 'DE02120300000000202051', holderName: 'Druckhaus Amberg GmbH' },
  });
  const [bank] = await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id));
  const bankAccountId = bank!.id.toString();
  const refund = async (number: string): Promise<string> => {
    const credit = {
      ...{ accountId, documentType: 'credit_memo' as const, number, documentDate: businessDay },
      ...{ currency: 'EUR', amountMinor: -30_00n },
    };
    const { posted } = must(await postDocuments(engine, caller, { company, documents: [credit] }));
    return must(await refundCredit(engine, caller, { itemId: posted[0]!.itemIds[0]!, reason: 'They ask for it.' }))
      .itemId;
  };
  const reason = 'What is due.';
  must(await payRefunds(engine, caller, { bankAccountId, itemIds: [await refund('GS-R1')], reason }));
  const checks = [{ itemId: await refund('GS-R2'), number: '1001' }];
  must(await payRefundsByCheck(engine, caller, { bankAccountId, checks, reason }));
  // The bank takes a payment back and does not say which.
  const statement = [
    ...[':20:STARTUMS', ':25:DE89370400440532013000', ':28C:42/1', ':60F:C260302EUR36587,30'],
    ...[':61:2603020302D64,00NRTINONREF//rt1', ':86:109?00RUECKLASTSCHRIFT?20SVWZ+CHARGEBACK?32Werft Nord'],
    ...[':61:2603020302D12,00NMSCNONREF//ms1', ':86:020?00AUFTRAG?20SVWZ+Gebuehr?32Hausbank'],
    ...[':62F:C260302EUR36511,30', '-'],
  ];
  must(await importBankFile(engine, caller, { name: 'monday.sta', bytes: text(statement) }));
  must(await applyCash(engine, caller, { company, asOf: businessDay }));
}

/** What stands in the lists of the back office; how it comes about is the subject of other tests. */
async function fillBackOffice(ownerUrl: string, companyId: bigint): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into integrations.export_entry (tenant_id, company_id, reference, kind, clearing_id, state, erp_document, answered_on, command_id)
     select tenant_id, company_id, 'DW-DE01-' || id, 'clearing', id, case when id % 2 = 0 then 'confirmed' else 'pending' end,
       case when id % 2 = 0 then 'ZV-' || id end, case when id % 2 = 0 then effective_date end, command_id
     from receivables.clearing where company_id = $1 and exists (
       select from receivables.allocation a where a.tenant_id = clearing.tenant_id and a.clearing_id = clearing.id)`,
    [companyId.toString()],
  );
  await owner.query(
    `with batch as (
       insert into correspondence.print_batch (tenant_id, company_id, batch_date, ordinal, state, made_at)
       select c.tenant_id, c.id, $2::date - n, 1, case when n = 1 then 'printed' else 'waiting' end, $2::date - n
       from company.company c cross join generate_series(0, 1) n where c.id = $1
       returning tenant_id, id, state)
     insert into correspondence.print_event (tenant_id, batch_id, kind, person_id, happened_at)
     select tenant_id, id, 'printed', 1, $2::date from batch where state = 'printed'`,
    [companyId.toString(), businessDay],
  );
  await owner.end();
}
