/** Customers merge, get other numbers, have head offices and payers, are seen once, change hands: told on real books. */
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadWorklist, previewDunning, prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import { sendMessages } from '#correspondence';
import {
  assignPortfolio,
  createPortfolio,
  endRelation,
  findCustomer,
  findCustomerKey,
  loadAccounts,
  relateCustomers,
  renumberCustomer,
  saveCustomers,
  substitutePortfolio,
} from '#customers';
import { importItems } from '#integrations';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { createPerson, runQuery, sql } from '#platform';
import { aging, listItems, loadItems, postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 12, now: '2026-03-02T09:00:00Z' });
});
afterAll(() => books.close());

const post = async (
  customer: string,
  number: string,
  amountMinor: bigint,
  documentDate = '2026-01-05',
  more: object = {},
) =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor < 0n ? 'on_account' : 'invoice',
          number,
          documentDate,
          currency: 'EUR',
          amountMinor,
          ...more,
        },
      ],
    }),
  ).posted[0]!.itemIds[0]!;

const age = async (asOf: string, more: object = {}) =>
  must(
    await aging(books.engine, books.tenantId, {
      companyId: books.company.id,
      asOf,
      asKnown: null,
      by: 'customer',
      buckets: [30, 60, 90, 120],
      basis: 'due',
      view: 'net',
      ...more,
    }),
  ).rows.map((row) => [row.key, row.totalMinor]);

const of = (rows: (string | bigint)[][], ...keys: string[]) => rows.filter(([key]) => keys.includes(key as string));
const items = async (customer: string, asOf = '2026-03-02') =>
  listItems(books.engine, books.tenantId, {
    companyIds: [books.company.id],
    asOf,
    asKnown: null,
    basis: 'due',
    view: 'net',
    customer,
    after: null,
    limit: 50,
  });
const relate = (
  kind: 'merged_into' | 'branch_of' | 'alternative_payer',
  number: string,
  otherNumber: string,
  more: object = {},
) =>
  relateCustomers(books.engine, books.caller, {
    kind,
    number,
    otherNumber,
    from: '2026-02-01',
    reason: 'Told by sales.',
    ...more,
  });
const story = (number: string) =>
  findCustomer(books.engine, books.tenantId, { number, day: '2026-03-02', companyIds: [books.company.id] });

describe('R7 A customer gets another number', () => {
  it('the old number finds it for ever, its items stay, and reports show the number it ran under then', async () => {
    await post('C1', 'R7-1', 100_00n);
    must(
      await renumberCustomer(books.engine, books.caller, {
        number: 'C1',
        newNumber: 'D-100',
        from: '2026-02-15',
        reason: 'New numbering.',
      }),
    );
    expect((await story('C1'))!.customer.number).toBe('D-100');
    expect((await story('C1'))!.formerNumbers).toEqual([
      { number: 'C1', givenUpDate: '2026-02-15', reason: 'New numbering.' },
    ]);
    expect(of(await age('2026-02-14'), 'C1', 'D-100')).toEqual([['C1', 100_00n]]);
    expect(of(await age('2026-02-15'), 'C1', 'D-100')).toEqual([['D-100', 100_00n]]);
    expect(must(await items('C1')).rows.map((row) => [row.customer, row.number])).toEqual([['D-100', 'R7-1']]);
    // Whoever types the old one, for a receipt, a statement or a payable, means the same customer.
    const keyOf = (number: string) =>
      runQuery(books.engine, books.tenantId, (db) => findCustomerKey(db, books.tenantId, books.company.id, number));
    const own = { accountId: books.accounts['C1'], customerId: books.customers['C1'], number: 'D-100' };
    expect([await keyOf('C1'), await keyOf('D-100'), await keyOf('nobody')]).toEqual([own, own, undefined]);
  });

  it('what was known before still shows the old number', async () => {
    expect(of(await age('2026-02-20', { asKnown: '2026-03-01T00:00:00Z' }), 'C1', 'D-100')).toEqual([]);
    books.clock.set('2026-03-02T09:30:00Z');
    await post('C2', 'R7-2', 50_00n);
    books.clock.set('2026-03-02T10:00:00Z');
    must(
      await renumberCustomer(books.engine, books.caller, {
        number: 'C2',
        newNumber: 'D-200',
        from: '2026-02-15',
        reason: 'New numbering.',
      }),
    );
    expect(of(await age('2026-02-20'), 'C2', 'D-200')).toEqual([['D-200', 50_00n]]);
    expect(of(await age('2026-02-20', { asKnown: '2026-03-02T09:45:00Z' }), 'C2', 'D-200')).toEqual([['C2', 50_00n]]);
  });

  it('a file that still uses the old number means the same customer', async () => {
    const csv = 'customer,number,documentDate,amount,currency\nC1,R7-3,2026-02-20,10.00,EUR\n';
    const result = must(
      await importItems(books.engine, books.caller, {
        company: books.company,
        fileName: 'items.csv',
        bytes: Buffer.from(csv),
        check: false,
      }),
    );
    expect(result.bad).toEqual([]);
    expect(must(await items('D-100')).rows.map((row) => row.number)).toEqual(['R7-1', 'R7-3']);
    const again = must(
      await saveCustomers(books.engine, books.caller, {
        customers: [{ number: 'C1', name: 'Customer C1', country: 'DE' }],
      }),
    );
    expect(again.ids['C1']).toBe(books.customers['C1']);
  });

  it('is undone by renumbering back; a number of somebody else is refused', async () => {
    const renumber = (number: string, newNumber: string) =>
      renumberCustomer(books.engine, books.caller, { number, newNumber, from: '2026-03-01', reason: 'Test.' });
    expect(refusalOf(await renumber('D-200', 'D-100'))).toBe('customers.number-taken');
    expect(refusalOf(await renumber('D-200', 'C1'))).toBe('customers.number-taken');
    expect(refusalOf(await renumber('nobody', 'D-300'))).toBe('customers.number-unknown');
    must(await renumber('D-200', 'C2'));
    expect(of(await age('2026-03-02'), 'C2', 'D-200')).toEqual([['C2', 50_00n]]);
    expect(of(await age('2026-02-20'), 'C2', 'D-200')).toEqual([['D-200', 50_00n]]);
    expect(of(await age('2026-01-20'), 'C2', 'D-200')).toEqual([['C2', 50_00n]]);
  });
});

describe('R7 Two customers merge', () => {
  let relationId: bigint;

  it('no posting moves, and from the day on they read as one', async () => {
    const old = await post('C3', 'MERGE-1', 70_00n);
    await post('C4', 'M-2', 30_00n);
    ({ relationId } = must(await relate('merged_into', 'C3', 'C4')));
    expect(of(await age('2026-01-31'), 'C3', 'C4')).toEqual([
      ['C3', 70_00n],
      ['C4', 30_00n],
    ]);
    expect(of(await age('2026-02-01'), 'C3', 'C4')).toEqual([['C4', 100_00n]]);
    expect(must(await items('C4')).rows.map((row) => [row.customer, row.number])).toEqual([
      ['C4', 'MERGE-1'],
      ['C4', 'M-2'],
    ]);
    expect(must(await items('C3')).totals).toEqual([{ currency: 'EUR', items: 2, openMinor: 100_00n }]);
    expect((await story('C3'))!.readsAs.number).toBe('C4');
    const [item] = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { itemIds: [old] }),
    );
    expect(item!.accountId).toBe(books.accounts['C3']);
  });

  it('a new document under the old number stands on the other account', async () => {
    const csv =
      'customer,number,documentDate,amount,currency\nC3,M-3,2026-02-20,5.00,EUR\nC3,M-4,2026-01-20,6.00,EUR\n';
    must(
      await importItems(books.engine, books.caller, {
        company: books.company,
        fileName: 'm.csv',
        bytes: Buffer.from(csv),
        check: false,
      }),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ number: string; account_id: bigint }>`select number, account_id from receivables.v_item
        where tenant_id = ${books.tenantId} and number in ('M-3', 'M-4') order by number`.execute(db),
    );
    expect(rows.map((row) => row.account_id)).toEqual([books.accounts['C4'], books.accounts['C3']]);
  });

  it('is undone: they read as two again, and what was known between stays', async () => {
    books.clock.set('2026-03-02T11:00:00Z');
    must(await endRelation(books.engine, books.caller, { relationId, reason: 'Wrong company.' }));
    expect(of(await age('2026-03-02'), 'C3', 'C4')).toEqual([
      ['C3', 76_00n],
      ['C4', 35_00n],
    ]);
    expect(of(await age('2026-03-02', { asKnown: '2026-03-02T10:30:00Z' }), 'C3', 'C4')).toEqual([['C4', 111_00n]]);
    expect(refusalOf(await endRelation(books.engine, books.caller, { relationId, reason: 'Again.' }))).toBe(
      'customers.relation-not-found',
    );
  });

  it('refuses a loop, a second merge and a customer that is its own', async () => {
    must(await relate('merged_into', 'C3', 'C4'));
    expect(refusalOf(await relate('merged_into', 'C4', 'C3'))).toBe('customers.relation-loop');
    expect(refusalOf(await relate('merged_into', 'C3', 'C5'))).toBe('customers.relation-overlaps');
    expect(refusalOf(await relate('merged_into', 'C5', 'C5'))).toBe('customers.relation-self');
    expect(refusalOf(await relate('branch_of', 'C5', 'C6'))).toBe('customers.items-on');
    expect(refusalOf(await relate('merged_into', 'C5', 'nobody'))).toBe('customers.number-unknown');
  });
});

describe('R6 Head office, branches, payers, customers seen once', () => {
  it('a branch whose items stand on the head office: the account is the head office, the branch is kept', async () => {
    must(await relate('branch_of', 'C6', 'C5', { itemsOn: 'head_office' }));
    const csv = 'customer,number,documentDate,dueDate,amount,currency\nC6,H-1,2026-02-02,2026-02-10,40.00,EUR\n';
    must(
      await importItems(books.engine, books.caller, {
        company: books.company,
        fileName: 'h.csv',
        bytes: Buffer.from(csv),
        check: false,
      }),
    );
    expect(must(await items('C5')).rows.map((row) => [row.customer, row.number, row.party])).toEqual([
      ['C5', 'H-1', 'Customer C6'],
    ]);
  });

  it('a branch with its own items: the notice goes to the head office, one for all its branches', async () => {
    must(await relate('branch_of', 'C7', 'C5', { itemsOn: 'branch' }));
    await post('C7', 'BRANCH-2', 60_00n, '2026-01-05', { dueDate: '2026-02-05' });
    must(
      await setProcedure(books.engine, books.caller, {
        code: 'standard',
        name: 'Standard',
        rule: {
          levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0 }],
          minimumMinor: { EUR: '100' },
          daysBetweenNotices: 7,
          daysToPay: 7,
        },
      }),
    );
    const preview = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf: '2026-03-02' });
    const notice = preview.notices.find((one) => one.facts.customerNumber === 'C5')!;
    expect(notice.plan.notice.items.map((item) => item.number)).toEqual(['BRANCH-2', 'H-1']);
    expect(notice.facts.contact!.email).toBe('c5@example.org');
    expect(preview.notices.filter((one) => ['C6', 'C7'].includes(one.facts.customerNumber))).toEqual([]);
    // A merged customer's items are in the notice to the one it reads as.
    const merged = preview.notices.find((one) => one.facts.customerNumber === 'C4')!;
    expect(merged.plan.notice.items.map((item) => item.number)).toEqual(['MERGE-1', 'M-2', 'M-4']);
  });

  it("a customer seen once stands on a collective account and gets its notice at its document's address", async () => {
    must(
      await saveCustomers(books.engine, books.caller, {
        customers: [
          {
            number: 'CPD',
            name: 'Customers seen once',
            country: 'DE',
            oneTime: true,
            accounts: [{ companyId: books.company.id }],
          },
        ],
      }),
    );
    const [account] = (
      await runQuery(books.engine, books.tenantId, (db) =>
        loadAccounts(db, books.tenantId, { companyId: books.company.id }),
      )
    ).filter((one) => one.number === 'CPD');
    const document = (number: string, party: object | null) => ({
      accountId: account!.id,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-05',
      dueDate: '2026-01-20',
      currency: 'EUR',
      amountMinor: 25_00n,
      ...(party === null ? {} : { party: party as never }),
    });
    const put = (documents: ReturnType<typeof document>[]) =>
      postDocuments(books.engine, books.caller, { company: books.company, documents });
    expect(refusalOf(await put([document('O-0', null)]))).toBe('receivables.party-missing');
    expect(
      refusalOf(await put([{ ...document('O-0', { name: 'X', country: 'DE' }), accountId: books.accounts['C8']! }])),
    ).toBe('receivables.party-unexpected');
    const anna = { name: 'Anna Berg', email: 'anna@example.org', lines: 'Weg 1', city: 'Köln', country: 'DE' };
    must(
      await put([
        document('O-1', anna),
        document('O-2', anna),
        document('O-3', { name: 'Jon Dow', email: 'jon@example.org', country: 'GB' }),
      ]),
    );
    const preview = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf: '2026-03-02' });
    const facts = preview.notices
      .filter((one) => one.facts.accountId === account!.id)
      .map(({ facts }) => [
        facts.customerName,
        facts.contact!.email,
        facts.timeZone,
        facts.items.map((item) => item.number),
      ]);
    expect(facts.sort()).toEqual([
      ['Anna Berg', 'anna@example.org', 'Europe/Berlin', ['O-1', 'O-2']],
      ['Jon Dow', 'jon@example.org', 'Europe/London', ['O-3']],
    ]);
    expect(must(await items('CPD')).rows.map((row) => row.party)).toEqual(['Anna Berg', 'Anna Berg', 'Jon Dow']);
  });

  it('the notices leave: one to the head office, one to each customer seen once; a second run adds none', async () => {
    const propose = () =>
      proposeNotices(books.engine, books.caller, { company: books.company, asOf: '2026-03-02', freshSince: null });
    expect(must(await propose()).proposed).toBeGreaterThanOrEqual(5);
    expect(must(await propose()).proposed).toBe(0);
    const folder = mkdtempSync(join(tmpdir(), 'outbox-'));
    books.clock.set('2026-03-02T12:00:00Z');
    must(await sendMessages(books.engine, books.caller, sendPath({ home: folder }), { company: books.company }));
    const mails = (readdirSync(folder, { recursive: true, encoding: 'utf8' }) as string[])
      .filter((name) => name.endsWith('.eml'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const to = (address: string) => mails.filter((mail) => new RegExp(`^To: .*${address}`, 'm').test(mail));
    expect(to('c5@example.org')).toHaveLength(1);
    expect(to('anna@example.org')).toHaveLength(1);
    expect(to('jon@example.org')).toHaveLength(1);
    expect(to('c6@example.org').length + to('c7@example.org').length + to('c3@example.org').length).toBe(0);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        number: string;
        own: boolean;
      }>`select i.number, l.account_id = i.account_id as own from collections.v_item_level l
        join receivables.v_item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        where l.tenant_id = ${books.tenantId} and i.number in ('H-1', 'BRANCH-2', 'MERGE-1', 'O-1', 'O-3') order by 1`.execute(
        db,
      ),
    );
    expect(rows).toEqual(['BRANCH-2', 'H-1', 'MERGE-1', 'O-1', 'O-3'].map((number) => ({ number, own: true })));
  });

  it('money of a branch, of a merged name and of an alternative payer finds the items', async () => {
    must(await relate('alternative_payer', 'C9', 'C10', { to: '2026-12-31' }));
    await post('C9', 'PAY-9', 91_00n);
    const bankGl = (
      await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id))
    ).find((account) => account.purpose === 'bank')!.id;
    must(
      await createBankAccount(books.engine, books.caller, {
        company: books.company,
        number: 'DE02120300000000202051',
        currency: 'EUR',
        name: 'Main account',
        glAccountId: bankGl,
      }),
    );
    const line = (amount: string, name: string, text: string): string =>
      `:61:260302C${amount}NTRFNONREF//B${amount}\n:86:166?00CREDIT?20${text}?32${name}\n`;
    const file =
      ':20:STMT\n:25:DE02120300000000202051\n:28C:1/1\n:60F:C260301EUR0,00\n' +
      line('91,00', 'Customer C10', 'PAY-9') +
      line('70,00', 'Customer C3', 'MERGE-1') +
      line('60,00', 'Customer C7', 'BRANCH-2') +
      ':62F:C260302EUR221,00\n-\n';
    must(await importBankFile(books.engine, books.caller, { name: 's.sta', bytes: Buffer.from(file) }));
    const result = must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-03-02' }));
    expect(result.applied).toBe(3);
    expect(must(await items('C9')).rows).toEqual([]);
    // The money of the merged name stands on the account of the customer it reads as, and paid the old account's item.
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        account_id: bigint;
      }>`select account_id from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = 7000`.execute(db),
    );
    expect(rows).toEqual([{ account_id: books.accounts['C4'] }]);
  });
});

describe('R3 Portfolios change hands', () => {
  it('figures follow the portfolio that held the account at the time', async () => {
    for (const code of ['NORTH', 'SOUTH'])
      must(await createPortfolio(books.engine, books.caller, { code, name: code, collectorPersonId: null }));
    await post('C11', 'P-1', 11_00n, '2026-01-05');
    const assign = (portfolio: string | null, from: string) =>
      assignPortfolio(books.engine, books.caller, {
        companyId: books.company.id,
        timeZone: 'Europe/Berlin',
        number: 'C11',
        portfolio,
        from,
        reason: 'Handed over.',
      });
    must(await assign('NORTH', '2026-01-01'));
    must(await assign('SOUTH', '2026-02-15'));
    expect(of(await age('2026-02-14', { by: 'portfolio' }), 'NORTH', 'SOUTH')).toEqual([['NORTH', 11_00n]]);
    expect(of(await age('2026-02-15', { by: 'portfolio' }), 'NORTH', 'SOUTH')).toEqual([['SOUTH', 11_00n]]);
    expect(refusalOf(await assign('NORTH', '2026-03-03'))).toBe('customers.day-in-future');
    expect(refusalOf(await assign('EAST', '2026-03-01'))).toBe('customers.portfolio-unknown');
  });

  it('a substitute works the portfolio for its days, and not before or after', async () => {
    const { personId } = must(await createPerson(books.engine, books.caller, { name: 'Sub Stitute' }));
    must(
      await substitutePortfolio(books.engine, books.caller, {
        portfolio: 'SOUTH',
        personId: BigInt(personId),
        from: '2026-03-02',
        to: '2026-03-06',
        reason: 'Leave.',
      }),
    );
    const worklist = async (day: string) => {
      must(await prioritiseCompany(books.engine, books.caller, { company: books.company, asOf: day }));
      const list = await loadWorklist(books.engine, books.tenantId, {
        companyId: books.company.id,
        collectorPersonId: BigInt(personId),
        limit: 50,
        withNotListed: false,
      });
      return list.rows.map((row) => row.customer);
    };
    expect(await worklist('2026-03-02')).toEqual(['C11']);
    expect(await worklist('2026-03-09')).toEqual([]);
    expect((await story('C11'))!.accounts).toEqual([
      { company: 'DE01', portfolio: 'SOUTH', collector: null, substitute: 'Sub Stitute' },
    ]);
  });

  it('leaves books that verify', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
