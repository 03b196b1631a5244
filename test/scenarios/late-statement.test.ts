/** R33 R35 R54 What the bank tells of a month that is closed for good keeps the bank's days and is posted on the first open day. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyBankRules,
  applyCash,
  applyReceipt,
  declareBankRule,
  importBankFile,
  listReceipts,
  loadBankAccounts,
  loadReceipt,
} from '#cash';
import { recordExchangeRates } from '#company';
import type { Day } from '#kernel';
import { changePeriod, loadChart } from '#ledger';
import { verify } from '#operations';
import { createPerson, runQuery, sql } from '#platform';
import { aging, revalue } from '#receivables';
import { loadBankMonth, prepareBankMonth, signBankMonth } from '#reconciliation';
import { digestOf } from '../../src/modules/reconciliation/queries/bank-comparison.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { billAll, type HouseDays, houseDays, openHouseBank } from '../house-bank.ts';
import { mt940Day } from '../mt940-day.ts';

let books: Books;
const days: HouseDays = houseDays(() => books, '2026-02-10');
const dollars = 'DE02100100100006820101';
beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-02-10T09:00:00Z' });
  await billAll(books, [
    ['C1', 'RE-10001', 500_00n],
    ['C2', 'RE-10002', 300_00n],
    ['C3', 'RE-10003', 200_00n],
    ['C4', 'RE-10004', 70_00n],
  ]);
  await openHouseBank(books);
});
afterAll(() => books.close());

const rows = <T>(query: Parameters<typeof runQuery<{ rows: T[] }>>[2]) =>
  runQuery(books.engine, books.tenantId, query).then((answer) => answer.rows);
const aged = async (asOf: Day, asKnown: string | null = null) =>
  must(
    await aging(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, asOf, asKnown, by: 'customer', buckets: [30, 60, 90] },
      ...{ basis: 'due', view: 'net' },
    }),
  ).rows.map((row) => [row.key, row.totalMinor]);
const january = () =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const [account] = await loadBankAccounts(db, books.tenantId, books.company.id);
    return (await loadBankMonth(db, books.tenantId, {
      ...{ company: books.company, bankAccountId: account!.id, month: '2026-01' },
    }))!;
  });
const journalOfJanuary = () =>
  rows<{ count: number }>((db) =>
    sql<{ count: number }>`select count(*)::integer as count from ledger.v_journal where tenant_id = ${books.tenantId}
      and company_id = ${books.company.id} and posting_date between '2026-01-01' and '2026-01-31'`.execute(db),
  ).then(([row]) => row!.count);
const posted = (number: string) =>
  rows<{ value: string; posted: string; explanation: string }>((db) =>
    sql<{ value: string; posted: string; explanation: string }>`
      select r.value_date as value, i.posting_date as posted, j.explanation from cash.v_receipt r
      join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
      join ledger.v_line g on g.tenant_id = r.tenant_id and g.item_id = i.id
      join ledger.v_journal j on j.tenant_id = r.tenant_id and j.id = g.journal_id and j.reversal_of is null
      join cash.v_bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
      where r.tenant_id = ${books.tenantId} and l.remittance like ${`%${number}%`} order by j.id limit 1`.execute(db),
  ).then(([row]) => row);
const suspense = () =>
  rows<{ currency: string; amount: bigint; carried: bigint }>((db) =>
    sql<{ currency: string; amount: bigint; carried: bigint }>`
      select l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as carried
      from ledger.v_line l join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
        and a.purpose = 'unidentified_receipts' and a.company_id = ${books.company.id}
      where l.tenant_id = ${books.tenantId} group by l.currency order by l.currency`.execute(db),
  );
const openOf = (number: string) =>
  rows<{ open: bigint }>((db) =>
    sql<{ open: bigint }>`select open_minor as open from receivables.v_item where tenant_id = ${books.tenantId}
      and number = ${number}`.execute(db),
  ).then(([row]) => row!.open);
const apply = async () =>
  must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-02-10' }));
const sound = async () => {
  const { checks } = await verify(books.engine, books.tenantId);
  return checks.filter((one) => one.failed > 0).flatMap((one) => one.offenders);
};
const unidentified = async () =>
  (
    await listReceipts(books.engine, books.tenantId, {
      ...{ companyIds: [books.company.id], queue: 'unidentified', offset: 0, limit: 10 },
    })
  ).rows;

describe('R33 R35 R54 A bank’s statement that comes after its month was closed for good', () => {
  let signedItems: unknown;
  it('January is signed with what the bank had told, and closed for good', async () => {
    const { engine, caller, company, tenantId } = books;
    await days.read('2026-01-29', [[500_00, 'Customer C1', 'RE-10001']]);
    await days.read('2026-01-30', [[40_00, 'Somebody', 'nonsense']]);
    // Nobody knows yet whose dollars these are.
    must(
      await recordExchangeRates(engine, caller, [
        { from: 'USD', to: 'EUR', day: '2026-01-02', rate: '0.90', source: 'test' },
        { from: 'USD', to: 'EUR', day: '2026-02-01', rate: '0.95', source: 'test' },
      ]),
    );
    await billAll(books, [['C4', 'RE-USD-1', 100_00n, 'USD']]);
    await openHouseBank(books, { number: dollars, currency: 'USD' });
    must(
      await importBankFile(engine, caller, {
        name: 'dollars.sta',
        bytes: mt940Day({
          ...{ account: dollars, currency: 'USD', day: '2026-01-30', lines: [[100_00, 'Somebody', 'dollars']] },
        }),
      }),
    );
    await apply();
    expect(await unidentified()).toHaveLength(2);
    const [bank] = await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id));
    const person = async (name: string) => ({
      ...caller,
      actor: { personId: BigInt(must(await createPerson(engine, caller, { name })).personId) },
    });
    const at = { company, bankAccountId: bank!.id, month: '2026-01' };
    must(await prepareBankMonth(engine, await person('Mia Maker'), { ...at, note: '' }));
    must(await signBankMonth(engine, await person('Carl Checker'), { ...at }));
    const month = await january();
    expect(month.state).toBe('signed');
    signedItems = month.standing;
    must(await revalue(engine, caller, { company, month: '2026-01' }));
    must(
      await changePeriod(engine, caller, {
        ...{ companyId: company.id, month: '2026-01', state: 'closed', reason: 'Done.', through: true, anyway: true },
      }),
    );
  });

  it('its money keeps the bank’s days, is posted on the first open day, and says so; the closed month is as it was', async () => {
    const before = { journals: await journalOfJanuary(), aged: await aged('2026-01-31') };
    const run = await days.read('2026-01-31', [[300_00, 'Customer C2', 'RE-10002']]);
    expect(run).toMatchObject({ applied: 1, leftAside: [] });
    expect(await posted('RE-10002')).toMatchObject({
      value: '2026-01-31',
      posted: '2026-02-01',
      explanation: expect.stringContaining(
        'The bank booked it on 2026-01-31; that month was closed, so it is posted on 2026-02-01.',
      ),
    });
    expect(await openOf('RE-10002')).toBe(0n);
    expect({ journals: await journalOfJanuary(), aged: await aged('2026-01-31') }).toEqual(before);
    // Its last day still shows the invoice as open, the first open day does not.
    expect(before.aged).toContainEqual(['C2', 300_00n]);
    expect((await aged('2026-02-01')).map(([key]) => key)).not.toContain('C2');
    const receipts = await listReceipts(books.engine, books.tenantId, {
      ...{ companyIds: [books.company.id], queue: 'applied', offset: 0, limit: 1 },
    });
    const receipt = await loadReceipt(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, receiptId: receipts.rows[0]!.id, day: '2026-02-10' },
    });
    expect(receipt!.postedLater).toEqual({ bookedOn: '2026-01-31', postedOn: '2026-02-01' });
    // A second run finds nothing new.
    expect(await apply()).toMatchObject({ lines: 0, leftAside: [] });
    expect(await sound()).toEqual([]);
  });

  it('the signed reconciliation stands as it was signed; the month shows the money as one of timing, and so does not block', async () => {
    const month = await january();
    expect(month.standing).toEqual(signedItems);
    expect(month.state).toBe('changed');
    expect(month.comparison.items.filter((one) => one.kind === 'posted_later')).toMatchObject([
      { amountMinor: 300_00n, day: '2026-02-01', blocks: false },
    ]);
    // It leads to its money, which is no part of what was signed.
    const led = month.comparison.items.find((one) => one.kind === 'posted_later')!.receiptId!;
    expect(
      await loadReceipt(books.engine, books.tenantId, {
        ...{ companyId: books.company.id, receiptId: led, day: '2026-02-10' },
      }),
    ).toMatchObject({ amount: '300.00' });
    const { comparison } = month;
    const without = { ...comparison, items: comparison.items.map(({ receiptId: _, ...item }) => item) };
    expect(digestOf(comparison)).toBe(digestOf(without));
    expect(month.comparison.items.some((one) => one.kind === 'unexplained' || one.blocks)).toBe(false);
  });

  it('what a late line takes back is open again from the first open day on', async () => {
    const before = await aged('2026-01-31');
    // Booked by the bank on the last day of January, told after its close.
    const run = await days.read('2026-01-31', [[-500_00, 'Customer C1', 'RUECKLASTSCHRIFT RE-10001']]);
    expect(run.leftAside).toEqual([]);
    expect(run.takenBack).toBe(1);
    expect(await openOf('RE-10001')).toBe(500_00n);
    expect(await aged('2026-01-31')).toEqual(before);
    expect(await aged('2026-02-01')).toContainEqual(['C1', 500_00n]);
    expect(await sound()).toEqual([]);
  });

  it('money that waited in suspense when the month was closed is applied afterwards, at what it was carried at', async () => {
    const { engine, caller, company } = books;
    const [item] = await rows<{ id: bigint; currency: string }>((db) =>
      sql<{ id: bigint; currency: string }>`select id, currency from receivables.v_item
        where tenant_id = ${books.tenantId} and number = 'RE-10003'`.execute(db),
    );
    const [usd] = await rows<{ id: bigint }>((db) =>
      sql<{
        id: bigint;
      }>`select id from receivables.v_item where tenant_id = ${books.tenantId} and number = 'RE-USD-1'`.execute(db),
    );
    const before = await journalOfJanuary();
    for (const receipt of await unidentified()) {
      const inDollars = receipt.currency === 'USD';
      must(
        await applyReceipt(engine, caller, {
          ...{ company, receiptId: receipt.id, version: receipt.version, versionNow: receipt.version },
          allocations: [
            {
              itemId: inDollars ? usd!.id : item!.id,
              receiptAmountMinor: inDollars ? 100_00n : 40_00n,
              adjustments: [],
            },
          ],
        }),
      );
    }
    expect(await openOf('RE-10003')).toBe(160_00n);
    expect(await openOf('RE-USD-1')).toBe(0n);
    // Nothing of what the rate moved meanwhile stays behind in suspense.
    expect(await suspense()).toEqual([
      { currency: 'EUR', amount: 0n, carried: 0n },
      { currency: 'USD', amount: 0n, carried: 0n },
    ]);
    expect(await journalOfJanuary()).toBe(before);
    expect(await sound()).toEqual([]);
  });

  it('a charge of January is posted by its rule on the first open day', async () => {
    const { engine, caller, company, tenantId } = books;
    await days.read('2026-01-31', [[-9_00, 'Bank', 'Account fee January']]);
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    must(
      await declareBankRule(engine, caller, {
        company,
        rule: {
          ...{ name: 'Account fees', direction: 'out', currency: 'EUR', maximumMinor: 50_00n, transactionCode: null },
          ...{ words: 'account fee', glAccountCode: chart.find((one) => one.purpose === 'bank_charges')!.code },
        },
      }),
    );
    expect(must(await applyBankRules(engine, caller, { company }))).toEqual({ posted: 1, left: 0 });
    expect(await sound()).toEqual([]);
  });

  it('a month that is closed softly is not passed over: its lines wait for a controller, and a person’s own day is refused', async () => {
    const { engine, caller, company } = books;
    must(
      await changePeriod(engine, caller, {
        ...{ companyId: company.id, month: '2026-02', state: 'soft_closed', reason: 'Nearly done.' },
      }),
    );
    const run = await days.read('2026-01-31', [[70_00, 'Customer C4', 'RE-10004']]);
    expect(run.leftAside).toHaveLength(1);
    expect(run.leftAside[0]).toContain('2026-02 is soft-closed');
    must(
      await changePeriod(engine, caller, {
        ...{ companyId: company.id, month: '2026-02', state: 'open', reason: 'One more.' },
      }),
    );
    expect(await apply()).toMatchObject({ applied: 1, leftAside: [] });
    expect(await openOf('RE-10004')).toBe(0n);
    expect(refusalOf(await revalue(engine, caller, { company, month: '2026-01' }))).toBe('ledger.period-closed');
    expect(await sound()).toEqual([]);
  });
});
