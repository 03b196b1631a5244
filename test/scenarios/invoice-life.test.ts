/** The life of an invoice as one story: due by its term, reminded, given another day, paid in part, paid, returned, credited. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import { setPaymentTerm } from '#company';
import { sendMessages } from '#correspondence';
import { findCustomerKey, saveCustomers } from '#customers';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery } from '#platform';
import { recordPromise } from '#promises';
import { aging, loadItems, moveDueDays, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { loadTimeline } from '../../src/modules/collections/queries/timeline.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';

describe('R2 The life of an invoice, from its term to its end', () => {
  let books: Books;
  let accountId: bigint;
  let itemId: bigint;
  let statements = 0;
  let bankCents = 10_000_00;
  beforeAll(async () => {
    books = await openBooks({ customers: 1, now: '2026-01-12T09:00:00Z' });
    const { engine, caller, company, tenantId } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    const number = 'DE89370400440532013000';
    must(
      await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'House bank', glAccountId }),
    );
    const rule = {
      levels: [{ level: 1, daysOverdue: 3, daysSinceLast: 0 }],
      minimumMinor: {},
      daysBetweenNotices: 7,
      daysToPay: 8,
    };
    must(await setProcedure(engine, caller, { code: 'standard', name: 'One reminder', rule }));
    const term = must(
      await setPaymentTerm(engine, caller, {
        code: 'S210',
        name: '2 % within 10 days, 30 days net',
        rule: { instalments: [{ sharePercent: '100', days: 30 }], discount: { percent: '2', days: 10 } },
      }),
    );
    const customer = {
      ...{ number: 'L1', name: 'Lindner Werkzeuge', country: 'DE' },
      accounts: [{ companyId: company.id, paymentTermId: term.id }],
      contacts: [{ name: 'Accounts payable', email: 'l1@example.org', primary: true }],
    };
    must(await saveCustomers(engine, caller, { customers: [customer] }));
    const key = await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, 'L1'));
    ({ accountId } = key!);
  });
  afterAll(() => books.close());

  const on = (day: string): void => books.clock.set(`${day}T09:00:00Z`);
  const item = async () =>
    (await runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds: [itemId] })))[0]!;
  /** What of the customer's balance is past due on a day, as it was known at an instant or is known now. */
  const overdue = async (asOf: string, asKnown: string | null = null): Promise<bigint> => {
    const { totals } = must(
      await aging(books.engine, books.tenantId, {
        companyId: books.company.id,
        asOf,
        asKnown,
        by: 'customer',
        buckets: [],
        basis: 'due',
        view: 'net',
      }),
    );
    // Without buckets the columns are: unapplied, current, overdue.
    return totals.reduce((sum, { amountsMinor }) => sum + amountsMinor[2]!, 0n);
  };
  const bankDay = async (day: string, line: BookedLine): Promise<void> => {
    const { engine, caller, company } = books;
    statements += 1;
    const bytes = mt940Day({ day, openingCents: bankCents, lines: [line], number: statements });
    bankCents += line[0];
    on(day);
    must(await importBankFile(engine, caller, { name: `${day}.sta`, bytes }));
    must(await applyCash(engine, caller, { company, asOf: day }));
  };

  it('is due by the term of its customer, with a discount until a day', async () => {
    const { engine, caller, company } = books;
    const invoice = {
      ...{ accountId, documentType: 'invoice' as const, number: 'RE-2601', currency: 'EUR' },
      ...{ documentDate: '2026-01-12', amountMinor: 1_000_00n },
    };
    const { posted } = must(await postDocuments(engine, caller, { company, documents: [invoice] }));
    itemId = posted[0]!.itemIds[0]!;
    expect(await item()).toMatchObject({
      dueDate: '2026-02-11',
      discountUntil: '2026-01-22',
      discountMinor: 20_00n,
      openMinor: 1_000_00n,
    });
    expect(await overdue('2026-02-11')).toBe(0n);
    expect(await overdue('2026-02-12')).toBe(1_000_00n);
  });

  it('is reminded of when nobody has paid', async () => {
    const { engine, caller, company, home } = books;
    on('2026-02-16');
    must(await proposeNotices(engine, caller, { company, asOf: '2026-02-16', freshSince: null }));
    expect(must(await sendMessages(engine, caller, sendPath({ home }), { company })).sent).toBe(1);
  });

  it('is given another due day, and what was known before stays known', async () => {
    const { engine, caller } = books;
    on('2026-02-17');
    must(
      await moveDueDays(engine, caller, {
        itemIds: [itemId],
        dueDate: '2026-03-13',
        reason: 'Agreed by telephone.',
      }),
    );
    expect(await item()).toMatchObject({ dueDate: '2026-03-13' });
    expect(await overdue('2026-02-17')).toBe(0n);
    expect(await overdue('2026-02-17', '2026-02-16T10:00:00Z')).toBe(1_000_00n);
  });

  it('is paid in part, and what is promised of the rest is kept when it comes', async () => {
    const { engine, caller, company } = books;
    await bankDay('2026-02-20', [600_00, 'Lindner Werkzeuge', 'RE-2601 part payment']);
    expect(await item()).toMatchObject({ openMinor: 400_00n, dueDate: '2026-03-13' });
    must(
      await recordPromise(engine, caller, {
        ...{ company, accountId, currency: 'EUR', amountMinor: 400_00n },
        ...{ madeDate: '2026-02-20', promisedDate: '2026-03-20' },
      }),
    );
    await bankDay('2026-03-18', [400_00, 'Lindner Werkzeuge', 'RE-2601 rest']);
    expect(await item()).toMatchObject({ openMinor: 0n });
    // Seen from a day before the money it is open still.
    expect(await overdue('2026-03-17')).toBe(400_00n);
    expect(await overdue('2026-03-18')).toBe(0n);
  });

  it('is open again, at its own due day, when the bank takes the payment back', async () => {
    const { engine, caller, company } = books;
    await bankDay('2026-03-24', [-400_00, 'Lindner Werkzeuge', 'RUECKLASTSCHRIFT RE-2601 rest']);
    expect(await item()).toMatchObject({ openMinor: 400_00n, dueDate: '2026-03-13' });
    expect(await overdue('2026-03-23')).toBe(0n);
    expect(await overdue('2026-03-24')).toBe(400_00n);
    must(await prioritiseCompany(engine, caller, { company, asOf: '2026-03-24' }));
  });

  it('ends with a credit memo, and its customer’s timeline tells all of it in order', async () => {
    const { engine, caller, company, tenantId } = books;
    on('2026-03-26');
    const memo = {
      ...{ accountId, documentType: 'credit_memo' as const, number: 'GS-2601', currency: 'EUR' },
      ...{ documentDate: '2026-03-26', amountMinor: -400_00n, linkedItemId: itemId, settles: true },
    };
    must(await postDocuments(engine, caller, { company, documents: [memo] }));
    expect(await item()).toMatchObject({ openMinor: 0n });
    expect(await overdue('2026-03-26')).toBe(0n);
    const query = { accountIds: [accountId], after: null, limit: 50 };
    const told = (await loadTimeline(engine, tenantId, query))
      .toReversed()
      .map(({ day, kind, what }) => [day, kind, what]);
    const days = told.map(([day]) => day!);
    expect(days).toEqual(days.toSorted());
    for (const one of [
      ['2026-01-12', 'document', 'invoice'],
      ['2026-02-16', 'message', 'sent'],
      ['2026-02-17', 'change', 'receivables.due-date-changed'],
      ['2026-02-20', 'promise', 'made'],
      ['2026-03-26', 'document', 'credit_memo'],
    ])
      expect(told).toContainEqual(one);
    expect(told.filter(([, kind]) => kind === 'money').map(([day]) => day)).toEqual(
      expect.arrayContaining(['2026-02-20', '2026-03-18', '2026-03-24']),
    );
    const report = await verify(engine, tenantId);
    expect(report.checks.filter(({ failed }) => failed > 0)).toEqual([]);
  });
});
