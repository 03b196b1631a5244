/** Statements of account: what a customer is told about its account each month, once, by mail with the letter or on paper. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount, importBankFile } from '#cash';
import {
  listStatements,
  previewStatement,
  previewStatements,
  proposeStatements,
  setStatementCycle,
} from '#collections';
import { letterText, recordDeliveryReport, sendMessages } from '#correspondence';
import { findCustomerKey, relateCustomers, saveCustomers } from '#customers';
import { loadChart } from '#ledger';
import { runDay, verify } from '#operations';
import { runQuery, sql } from '#platform';
import { aging, blockItems, clearItems, type NewDocument, postDocuments } from '#receivables';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import { postfixReport } from '../../src/formats/delivery-report/samples.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';

let books: Books;
/** Against what payments are posted that came before the bank is read. */
let openingAccountId: bigint;
beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-31T09:00:00Z' });
  const { engine, tenantId, company } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  openingAccountId = chart.find((one) => one.purpose === 'opening_balance')!.id;
});
afterAll(() => books.close());

const address = { kind: 'billing', lines: 'Kai 1', postalCode: '24103', city: 'Kiel', country: 'DE' } as const;
type Customer = Parameters<typeof saveCustomers>[2]['customers'][number];

async function customer(number: string, more: Partial<Customer> = {}): Promise<bigint> {
  const { engine, caller, company, tenantId } = books;
  const record = {
    number,
    name: `Customer ${number}`,
    country: 'DE',
    accounts: [{ companyId: company.id }],
    contacts: [{ name: 'Accounts payable', email: `${number.toLowerCase()}@example.org`, primary: true }],
    ...more,
  };
  must(await saveCustomers(engine, caller, { customers: [record] }));
  return (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, number)))!.accountId;
}

type Posted = Partial<NewDocument> & Pick<NewDocument, 'number' | 'amountMinor'>;
/** Posts documents on an account; an invoice in EUR due end of February unless they say otherwise. */
async function post(accountId: bigint, ...documents: readonly Posted[]): Promise<bigint[]> {
  const standard = {
    accountId,
    documentType: 'invoice',
    documentDate: '2026-01-29',
    dueDate: '2026-02-28',
    currency: 'EUR',
  } as const;
  const all = documents.map(
    (one): NewDocument => ({
      ...standard,
      ...(one.documentType === 'payment' && { contraAccountId: openingAccountId }),
      ...one,
    }),
  );
  const { posted } = must(await postDocuments(books.engine, books.caller, { company: books.company, documents: all }));
  return posted.map((one) => one.itemIds[0]!);
}

interface Run {
  readonly day: string;
  readonly period?: string;
  readonly customers?: readonly string[];
  readonly movements?: boolean;
}
async function send({ day, period = day.slice(0, 7), customers, movements = false }: Run) {
  const { engine, caller, company, home } = books;
  books.clock.set(`${day}T09:00:00Z`);
  const run = {
    company,
    asOf: day,
    period,
    movements,
    freshSince: null,
    ...(customers && { customers: new Set(customers) }),
  };
  const proposed = must(await proposeStatements(engine, caller, run));
  const sent = must(await sendMessages(engine, caller, sendPath({ home }), { company }));
  return { proposed: proposed.proposed, sent: sent.sent, suppressed: [...proposed.suppressed, ...sent.suppressed] };
}

async function mailsTo(number: string) {
  const folder = join(books.home, 'outbox');
  const mails = existsSync(folder)
    ? await Promise.all(readdirSync(folder).map((name) => PostalMime.parse(readFileSync(join(folder, name)))))
    : [];
  return mails.filter((mail) => mail.to?.[0]?.address === `${number.toLowerCase()}@example.org`);
}
const textOfPdf = async (content: ArrayBuffer | Uint8Array): Promise<string> =>
  (await extractText(new Uint8Array(content), { mergePages: true })).text.replace(/\s+/g, ' ');

const look = (number: string, more: object = {}) =>
  previewStatement(books.engine, books.tenantId, {
    company: books.company,
    asOf: '2026-03-31',
    customer: number,
    movements: false,
    ...more,
  });
async function sound(): Promise<void> {
  const { checks } = await verify(books.engine, books.tenantId);
  expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  expect(checks.find((check) => check.name.startsWith('a statement stands once'))!.checked).toBeGreaterThan(0);
}

describe('R40 a statement of account', () => {
  it('lists open items, credits and unapplied money by currency, and by age exactly as the aging does', async () => {
    const account = await customer('S-FULL');
    const [disputed] = await post(
      account,
      { number: 'R-1', amountMinor: 1_000_00n, dueDate: '2026-01-15', documentDate: '2025-12-16' },
      { number: 'R-2', amountMinor: 234_50n },
      { number: 'R-3', amountMinor: 80_00n, documentDate: '2026-03-20', dueDate: '2026-04-19' },
      {
        number: 'G-1',
        amountMinor: -50_00n,
        documentType: 'credit_memo',
        documentDate: '2026-03-02',
        dueDate: '2026-03-02',
      },
      {
        number: 'Z-1',
        amountMinor: -20_00n,
        documentType: 'payment',
        documentDate: '2026-03-05',
        dueDate: '2026-03-05',
      },
      { number: 'U-1', amountMinor: 99_00n, currency: 'USD' },
    );
    const block = {
      itemId: disputed!,
      kind: 'dispute' as const,
      amountMinor: null,
      from: '2026-03-01',
      to: null,
      source: 'test',
    };
    must(await blockItems(books.engine, books.caller, { blocks: [block], reason: 'Test.' }));
    const text = letterText(must(await look('S-FULL', { language: 'en' })));
    for (const words of ['Statement of account as of 31 March 2026', 'EUR 1,244.50 and USD 99.00', 'under review'])
      expect(`${must(await look('S-FULL', { language: 'en' })).subject} ${text}`).toContain(words);
    for (const words of ['Invoice R-1', 'Credit memo G-1', 'Payment Z-1', 'Credits and payments not yet applied'])
      expect(text).toContain(words);
    const { rows, buckets } = must(
      await aging(books.engine, books.tenantId, {
        companyId: books.company.id,
        asOf: '2026-03-31',
        asKnown: null,
        by: 'customer',
        buckets: [30, 60, 90, 120],
        basis: 'due',
        view: 'net',
      }),
    );
    expect(buckets[0]).toBe('unapplied');
    const preview = await previewStatements(books.engine, books.tenantId, {
      company: books.company,
      asOf: '2026-03-31',
      period: '2026-03',
      movements: false,
      customers: new Set(['S-FULL']),
    });
    for (const one of preview.statements[0]!.plan.currencies) {
      const row = rows.find((other) => other.customer === 'S-FULL' && other.currency === one.currency)!;
      expect(one.agingMinor).toEqual(row.amountsMinor);
      expect(one.balanceMinor).toBe(row.totalMinor);
    }
  });

  it('goes out once for the month, as a mail with the printed letter, and never twice', async () => {
    await post(await customer('S-ONCE'), { number: 'R-ONCE', amountMinor: 300_00n });
    const first = await send({ day: '2026-03-31', customers: ['S-ONCE'], period: '2026-03' });
    expect(first).toMatchObject({ proposed: 1, sent: 1 });
    expect(await send({ day: '2026-03-31', customers: ['S-ONCE'], period: '2026-03' })).toMatchObject({
      proposed: 0,
      sent: 0,
    });
    const [mail, ...others] = await mailsTo('S-ONCE');
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Kontoauszug zum 31. März 2026');
    expect(mail!.html).toContain('Saldo nach Alter');
    const pdf = await textOfPdf(mail!.attachments[0]!.content as ArrayBuffer);
    for (const words of ['Rechnung R-ONCE', '300,00', '31–60 Tage', 'Davon sind 300,00 EUR überfällig'])
      expect(pdf).toContain(words);
    expect(await send({ day: '2026-04-01', customers: ['S-ONCE'], period: '2026-04' })).toMatchObject({ sent: 1 });
    const listed = await runQuery(books.engine, books.tenantId, (db) =>
      listStatements(db, books.tenantId, {
        companyId: books.company.id,
        customers: ['S-ONCE'],
        before: null,
        limit: 10,
      }),
    );
    expect(listed.map((one) => [one.period, one.state, one.balances])).toEqual([
      ['2026-04', 'sent', [{ currency: 'EUR', balanceMinor: '30000', overdueMinor: '30000' }]],
      ['2026-03', 'sent', [{ currency: 'EUR', balanceMinor: '30000', overdueMinor: '30000' }]],
    ]);
    await sound();
  });

  it('is not sent twice by two runs at once', async () => {
    await post(await customer('S-RACE'), { number: 'R-RACE', amountMinor: 10_00n });
    const { engine, caller, company, home } = books;
    const run = {
      company,
      asOf: '2026-04-01',
      period: '2026-04',
      movements: false,
      freshSince: null,
      customers: new Set(['S-RACE']),
    };
    await Promise.all([1, 2, 3, 4].map(() => proposeStatements(engine, caller, run)));
    must(await sendMessages(engine, caller, sendPath({ home }), { company }));
    expect(await mailsTo('S-RACE')).toHaveLength(1);
  });

  it('goes to the head office for its branches, and to the survivor of a merge', async () => {
    const head = await customer('S-HEAD');
    const branch = await customer('S-BRANCH');
    const merged = await customer('S-OLD');
    await post(head, { number: 'R-HEAD', amountMinor: 100_00n });
    await post(branch, { number: 'R-BRANCH', amountMinor: 200_00n });
    await post(merged, { number: 'R-OLD', amountMinor: 400_00n });
    const relate = (kind: 'branch_of' | 'merged_into', number: string, itemsOn: 'branch' | null) =>
      relateCustomers(books.engine, books.caller, {
        ...{ kind, number, otherNumber: 'S-HEAD', itemsOn, from: '2026-03-01', to: null, reason: 'Test.' },
      });
    must(await relate('branch_of', 'S-BRANCH', 'branch'));
    must(await relate('merged_into', 'S-OLD', null));
    await send({ day: '2026-04-01', customers: ['S-HEAD', 'S-BRANCH', 'S-OLD'], period: '2026-04' });
    const [mail] = await mailsTo('S-HEAD');
    for (const words of ['R-HEAD', 'R-BRANCH', 'R-OLD', 'Customer S-BRANCH (S-BRANCH)', '700,00'])
      expect(mail!.text).toContain(words);
    expect(await mailsTo('S-BRANCH')).toEqual([]);
    expect(await mailsTo('S-OLD')).toEqual([]);
    expect(refusalOf(await look('S-BRANCH'))).toBe('collections.nothing-open');
  });

  it('says what moved since the last one, so that both balances meet', async () => {
    const account = await customer('S-MOVED');
    const [invoice] = await post(account, { number: 'R-M1', amountMinor: 500_00n });
    await send({ day: '2026-03-31', customers: ['S-MOVED'], period: '2026-03' });
    books.clock.set('2026-04-10T09:00:00Z');
    const [, payment] = await post(
      account,
      { number: 'R-M2', amountMinor: 70_00n, documentDate: '2026-04-05', dueDate: '2026-05-05' },
      {
        number: 'Z-M1',
        amountMinor: -400_00n,
        documentType: 'payment',
        documentDate: '2026-04-10',
        dueDate: '2026-04-10',
      },
    );
    const match = { creditItemId: payment!, debitItemId: invoice!, amountMinor: 400_00n };
    must(
      await clearItems(books.engine, books.caller, {
        ...{ company: books.company, postingDate: '2026-04-10' },
        ...{ kind: 'manual', explanation: 'Test.', allocations: [match] },
      }),
    );
    const text = letterText(must(await look('S-MOVED', { asOf: '2026-04-30', movements: true, language: 'en' })));
    const moved = text.slice(text.indexOf('Movements since'));
    expect(moved).toMatch(/Movements since 31 Mar 2026/);
    expect(moved).toMatch(/Balance on 31 Mar 2026\s+500\.00/);
    expect(moved).toMatch(/Invoice R-M2\s+5 Apr 2026\s+70\.00/);
    expect(moved).toMatch(/Payment Z-M1\s+10 Apr 2026\s+−400\.00/);
    expect(moved).toMatch(/Balance\s+EUR 170\.00/);
    expect(moved).not.toContain('Differences');
  });

  it('is written in the language of its reader', async () => {
    for (const [language, words] of [
      ['en', 'Statement of account as of 31 March 2026'],
      ['de', 'Kontoauszug zum 31. März 2026'],
      ['es', 'Estado de cuenta al 31 de marzo de 2026'],
      ['fr', 'Relevé de compte au 31 mars 2026'],
    ] as const)
      expect(must(await look('S-ONCE', { language })).subject).toBe(words);
  });

  it('passes the gate: it waits while money of the customer lies in the bank unapplied, and tells why', async () => {
    const { engine, caller, company, tenantId } = books;
    await post(await customer('S-PAID'), { number: 'R-PAID', amountMinor: 777_77n });
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
    must(
      await createBankAccount(engine, caller, {
        company,
        number: houseBank,
        currency: 'EUR',
        name: 'Bank',
        glAccountId,
      }),
    );
    const bytes = mt940Day({ day: '2026-04-01', lines: [[777_77, 'Somebody', 'no word']] });
    must(await importBankFile(engine, caller, { name: 'b', bytes }));
    const held = await send({ day: '2026-04-02', customers: ['S-PAID'], period: '2026-04' });
    expect(held).toMatchObject({ proposed: 1, sent: 0, suppressed: [{ code: 'paid_in_bank_line' }] });
    // The same day again proposes nothing new; another day does.
    expect(await send({ day: '2026-04-02', customers: ['S-PAID'], period: '2026-04' })).toMatchObject({ proposed: 0 });
    expect(await send({ day: '2026-04-07', customers: ['S-PAID'], period: '2026-04' })).toMatchObject({
      proposed: 1,
      sent: 0,
    });
    await sound();
  });

  it('is printed for who has no mail address, and held back with the reason where there is none at all', async () => {
    await post(await customer('S-PAPER', { contacts: [], addresses: [address] }), {
      number: 'R-PAPER',
      amountMinor: 1_00n,
    });
    await post(await customer('S-NOWHERE', { contacts: [] }), { number: 'R-NOWHERE', amountMinor: 1_00n });
    await post(await customer('S-STAFF', { category: 'employee' }), { number: 'R-STAFF', amountMinor: 1_00n });
    const all = ['S-PAPER', 'S-NOWHERE', 'S-STAFF'];
    const run = await send({ day: '2026-04-08', customers: all, period: '2026-04' });
    expect(run).toMatchObject({ proposed: 1, sent: 1 });
    expect(run.suppressed.map((one) => one.code).sort()).toEqual(['category', 'no_address']);
    const letters = readdirSync(join(books.home, 'letters'));
    expect(letters).toHaveLength(1);
    expect(await textOfPdf(readFileSync(join(books.home, 'letters', letters[0]!)))).toContain('Rechnung R-PAPER');
  });

  it('that came back leaves its month free for another one', async () => {
    await post(await customer('S-BACK'), { number: 'R-BACK', amountMinor: 5_00n });
    await send({ day: '2026-04-08', customers: ['S-BACK'], period: '2026-04' });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; token: string }>`select m.id, m.token from correspondence.message m join collections.statement s
        on s.tenant_id = m.tenant_id and s.message_id = m.id join customers.v_account a on a.tenant_id = m.tenant_id and a.id = m.account_id
        where m.tenant_id = ${books.tenantId} and a.number = 'S-BACK'`.execute(db),
    );
    const about = {
      messageId: `dunwell.${rows[0]!.id}.${rows[0]!.token}@acme.example`,
      recipient: 's-back@example.org',
    };
    const report = postfixReport(about, '5.2.2', 'mailbox is over its quota');
    must(
      await recordDeliveryReport(books.engine, books.caller, {
        name: 'r.eml',
        bytes: new TextEncoder().encode(report),
      }),
    );
    await sound();
    expect(await send({ day: '2026-04-09', customers: ['S-BACK'], period: '2026-04' })).toMatchObject({
      proposed: 1,
      sent: 1,
    });
    await sound();
  });

  it('is sent by the day run from the day of the cycle on; a second run of the day changes nothing', async () => {
    const { engine, caller, company, home } = books;
    books.clock.set('2026-04-20T07:00:00Z');
    expect(
      refusalOf(
        await setStatementCycle(engine, caller, { company, active: true, dayOfMonth: 31, withMovements: true }),
      ),
    ).toBe('collections.statement-day');
    must(await setStatementCycle(engine, caller, { company, active: true, dayOfMonth: 5, withMovements: true }));
    const day = async (asOf: string) => {
      books.clock.set(`${asOf}T09:00:00Z`);
      const input = { asOf, inboxFolder: join(home, 'inbox'), inboxReaders, sendPath: sendPath({ home }) };
      return must(await runDay(engine, caller, input)).stages.find((stage) => stage.stage === 'statements');
    };
    // Set after the fifth of April: the first ones are those of May.
    expect(await day('2026-04-21')).toBeUndefined();
    expect((await day('2026-05-05'))!.notes.join()).toContain('Held: Bank is read only');
    const lines = [':20:S', `:25:${houseBank}`, ':28C:2/1', ':60F:C260401EUR777,77', ':62F:C260505EUR777,77', '-', ''];
    must(await importBankFile(engine, caller, { name: 'c', bytes: new TextEncoder().encode(lines.join('\r\n')) }));
    const may = (await day('2026-05-06'))!;
    expect(may.counts['sent']).toBeGreaterThan(3);
    expect((await day('2026-05-06'))!.counts).toMatchObject({ proposed: 0, sent: 0 });
    expect((await day('2026-05-07'))!.counts).toMatchObject({ sent: 0 });
    expect((await mailsTo('S-ONCE')).map((mail) => mail.subject)).toContain('Kontoauszug zum 6. Mai 2026');
    await sound();
  });
});
