/** Checks registered wrongly and slips that were never brought to the bank: corrected and withdrawn, each with its reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  applyReceipt,
  correctCheck,
  depositChecks,
  depositSlipPdf,
  importAdviceFile,
  importBankFile,
  listChecks,
  listDeposits,
  loadReceipt,
  loadSlip,
  receiveCheck,
  withdrawCheck,
  withdrawDeposit,
} from '#cash';
import { verify } from '#operations';
import { filesOf, runQuery, sql } from '#platform';
import { loadItems, reverseClearing } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { depositSlipLetter } from '../../src/modules/cash/deposit-slip.ts';
import { loadDeposit } from '../../src/modules/cash/queries/deposits.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 120_00n],
    ['C2', 'RE-2001', 230_00n],
    ['C3', 'RE-3001', 310_00n],
  ]);
});
afterAll(() => books.close());

const days = houseDays(() => books, '2026-03-02');
const image = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const register = async (number: string, customer: string, amountMinor: bigint) =>
  must(
    await receiveCheck(books.engine, books.caller, {
      company: books.company,
      ...{ number, currency: 'EUR', amountMinor, image },
      ...{ checkDate: '2026-02-24', receivedOn: '2026-02-24' },
      ...{ drawerName: null, drawerAccount: null, accountId: books.accounts[customer]! },
    }),
  ).id;
const listed = async () =>
  (
    await listChecks(books.engine, books.tenantId, { companyId: books.company.id, day: '2026-03-02', limit: 50 })
  ).toReversed();
const told = async () => (await listed()).map((one) => `${one.number} ${one.customer} ${one.amount} ${one.state}`);
const openOf = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  ).map((item) => `${item.number} ${item.openMinor}`);
const inTransit = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ amount: bigint }>`
      select coalesce(sum(l.amount_minor), 0)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id and a.purpose = 'checks_in_transit'
      where l.tenant_id = ${books.tenantId}`.execute(db),
  );
  return rows[0]!.amount;
};
const payIn = async (checkIds: readonly bigint[]) => {
  const { engine, caller, company } = books;
  const paid = must(await depositChecks(engine, caller, { company, checkIds, depositedOn: '2026-02-25' }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02', bankLineIds: paid.lineIds }));
  return paid;
};
const correct = (checkId: bigint, change: Parameters<typeof correctCheck>[2]['change'], reason = 'typing error') =>
  correctCheck(books.engine, books.caller, { company: books.company, checkId, change, reason });
const withdraw = (checkId: bigint, reason = 'registered twice') =>
  withdrawCheck(books.engine, books.caller, { company: books.company, checkId, reason });
const withdrawSlip = (depositId: bigint, reason = 'never brought to the bank') =>
  withdrawDeposit(books.engine, books.caller, { company: books.company, depositId, reason });
const stub = (number: string, customer: string, document: string, amount: string) =>
  importAdviceFile(books.engine, books.caller, {
    name: `stub ${number}.csv`,
    bytes: new TextEncoder().encode(
      `Payer: Customer ${customer}\nPayment reference: ${number}\n\nInvoice no.;Amount paid\n${document};${amount}\n`,
    ),
    companies: [books.company],
  });

describe('R34 A check or a slip that was recorded wrongly is put right, and nothing is lost', () => {
  let wrong: bigint;
  let right: bigint;

  it('a check in the drawer is corrected: another takes its place, with its image and its day', async () => {
    wrong = await register('100017', 'C2', 12_00n);
    expect(refusalOf(await correct(wrong, { amountMinor: 12_00n }))).toBe('cash.check-unchanged');
    expect(refusalOf(await correct(wrong, { amountMinor: 0n }))).toBe('cash.check-amount');
    expect(refusalOf(await correct(wrong, { accountId: null }))).toBe('cash.check-drawer');
    right = must(await correct(wrong, { amountMinor: 120_00n, accountId: books.accounts['C1']! })).id;
    expect(await told()).toEqual(['100017 C2 12.00 withdrawn', '100017 C1 120.00 received']);
    const [, now] = await listed();
    expect(now).toMatchObject({ id: right, receivedOn: '2026-02-24' });
    expect(filesOf(books.engine).read(books.tenantId, now!.imageSha256!)).toEqual(image);
    expect(refusalOf(await correct(wrong, { amountMinor: 1_00n }))).toBe('cash.check-withdrawn');
    // What is right may not be what another check is.
    const other = await register('100018', 'C2', 230_00n);
    const twice = { number: '100017', amountMinor: 120_00n, accountId: books.accounts['C1']! };
    expect(refusalOf(await correct(other, twice))).toBe('cash.check-known');
    expect(await told()).toHaveLength(3);
  });

  it('a check that was registered by mistake is withdrawn, is never paid in, and may come again', async () => {
    const mistaken = await register('100019', 'C3', 310_00n);
    must(await withdraw(mistaken));
    expect(refusalOf(await withdraw(mistaken))).toBe('cash.check-withdrawn');
    const { engine, caller, company } = books;
    const chosen = { company, checkIds: [mistaken], depositedOn: '2026-02-25' };
    expect(refusalOf(await depositChecks(engine, caller, chosen))).toBe('cash.check-withdrawn');
    await register('100019', 'C3', 310_00n);
    expect((await told()).filter((one) => one.startsWith('100019'))).toEqual([
      '100019 C3 310.00 withdrawn',
      '100019 C3 310.00 received',
    ]);
  });

  it('a slip that never reached the bank is withdrawn: what its checks had paid is open again, and they can be paid in anew', async () => {
    must(await stub('100017', 'C1', 'RE-1001', '120,00'));
    const checks = (await listed()).filter((one) => one.state === 'received');
    const slip = await payIn(checks.map((one) => one.id));
    expect([await openOf('C1'), await inTransit()]).toEqual([[], 660_00n]);
    const [paid] = checks;
    expect(await correct(paid!.id, { amountMinor: 1_00n })).toMatchObject({
      refusal: { code: 'cash.check-deposited', message: expect.stringContaining(`is paid in with ${slip.number}`) },
    });
    expect(refusalOf(await withdraw(paid!.id))).toBe('cash.check-deposited');

    expect(must(await withdrawSlip(slip.depositId))).toEqual({ checks: 3 });
    expect([await openOf('C1'), await openOf('C2'), await inTransit()]).toEqual([
      ['RE-1001 12000'],
      ['RE-2001 23000'],
      0n,
    ]);
    expect((await listed()).filter((one) => one.state === 'received')).toHaveLength(3);
    expect(refusalOf(await withdrawSlip(slip.depositId))).toBe('cash.deposit-withdrawn');
    const of = { companyId: books.company.id, depositId: slip.depositId };
    expect(await loadDeposit(books.engine, books.tenantId, of)).toMatchObject({
      checks: 3,
      withdrawnOn: '2026-03-02',
      withdrawnReason: 'never brought to the bank',
    });
    // Its number is not used again, and the bank’s line of the next slip meets that one alone.
    const again = await payIn(checks.map((one) => one.id));
    expect(again.number).not.toBe(slip.number);
    expect([await openOf('C1'), await inTransit()]).toEqual([[], 660_00n]);
    await days.read('2026-02-26', [[660_00, '', 'Scheckeinreichung']]);
    expect(await inTransit()).toBe(0n);
    expect(await withdrawSlip(again.depositId)).toMatchObject({
      refusal: { code: 'cash.deposit-credited', message: expect.stringContaining('2026-02-26') },
    });
  });

  it('a slip is printed for the bank in the language asked for, and one that was withdrawn says so', async () => {
    const { engine, tenantId, company } = books;
    const slips = (await listDeposits(engine, tenantId, { companyId: company.id, limit: 9 })).toReversed();
    const [withdrawn, standing] = await Promise.all(
      slips.map(({ id }) => loadSlip(engine, tenantId, { company, day: '2026-03-02', depositId: id })),
    );
    const letter = depositSlipLetter({ ...standing!, language: 'de' });
    expect(letter).toMatchObject({
      language: 'de',
      subject: `Scheckeinreichung ${standing!.slip.number}`,
      groups: [{ rows: [['100017', 'Customer C1', '24.02.2026', '120,00'], expect.anything(), expect.anything()] }],
      totals: [{ label: '3 Schecks', value: expect.stringContaining('660,00') }],
    });
    expect(depositSlipLetter({ ...withdrawn!, language: 'fr' }).opening).toEqual([
      expect.stringContaining('à ne pas porter à la banque : never brought to the bank'),
    ]);
    const pdf = await depositSlipPdf({ ...standing!, language: 'es' });
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
  });

  it('what a person applied a check to is taken back by a person first', async () => {
    const { engine, caller, company, tenantId } = books;
    await billAll(books, [['C2', 'RE-2002', 55_00n]]);
    const check = await register('100020', 'C2', 40_00n);
    const slip = await payIn([check]);
    const { receiptId } = (await listed()).find((one) => one.id === check)!;
    const [item] = (
      await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { openOfAccounts: [books.accounts['C2']!] }))
    ).filter((one) => one.number === 'RE-2002');
    const { version } = (await loadReceipt(engine, tenantId, {
      ...{ companyId: company.id, receiptId: receiptId!, day: '2026-03-02' },
    }))!;
    must(
      await applyReceipt(engine, caller, {
        company,
        receiptId: receiptId!,
        ...{ version, versionNow: version },
        allocations: [{ itemId: item!.id, receiptAmountMinor: 40_00n, adjustments: [] }],
      }),
    );
    expect(await withdrawSlip(slip.depositId)).toMatchObject({
      refusal: { code: 'cash.check-applied', message: expect.stringContaining('applied to RE-2002 by') },
    });
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`select distinct clearing_id as id from receivables.v_allocation
        where tenant_id = ${tenantId} and debit_item_id = ${item!.id} and reversal_of is null`.execute(db),
    );
    const back = { company, clearingId: rows[0]!.id, postingDate: '2026-03-02', reason: 'wrong item' };
    must(await reverseClearing(engine, caller, back));
    expect(must(await withdrawSlip(slip.depositId))).toEqual({ checks: 1 });
    expect(await openOf('C2')).toContain('RE-2002 5500');
  });

  it('the customer’s timeline tells of what was corrected and withdrawn, and the books hold', async () => {
    const { engine, tenantId } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ type: string; reason: string }>`
        select c.type, u.reason from platform.change c join platform.audit u on u.tenant_id = c.tenant_id and u.seq = c.seq
        where c.tenant_id = ${tenantId} and c.type in ('cash.check-corrected', 'cash.check-withdrawn', 'cash.deposit-withdrawn')
        order by c.seq`.execute(db),
    );
    expect(rows).toEqual([
      { type: 'cash.check-corrected', reason: 'typing error' },
      { type: 'cash.check-withdrawn', reason: 'registered twice' },
      { type: 'cash.deposit-withdrawn', reason: 'never brought to the bank' },
      { type: 'cash.deposit-withdrawn', reason: 'never brought to the bank' },
    ]);
    expect((await verify(engine, tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });

  it('two who withdraw a slip at once withdraw it once, and what the bank credits meanwhile is credited or withdrawn', async () => {
    const { engine, caller, company } = books;
    const withdrawn = (outcomes: readonly Awaited<ReturnType<typeof withdrawSlip>>[]): string[] =>
      outcomes.map((one) => (one.ok ? 'withdrawn' : one.refusal.code)).sort();
    const first = await payIn([await register('100021', 'C3', 61_00n)]);
    const both = await Promise.all([withdrawSlip(first.depositId), withdrawSlip(first.depositId)]);
    expect(withdrawn(both)).toEqual(['cash.deposit-withdrawn', 'withdrawn']);
    const second = await payIn([await register('100022', 'C3', 62_00n)]);
    const bytes = days.file('2026-03-01', [[62_00, '', 'Scheckeinreichung']]);
    must(await importBankFile(engine, caller, { name: 'credited.sta', bytes }));
    const [taken] = await Promise.all([
      withdrawSlip(second.depositId),
      applyCash(engine, caller, { company, asOf: '2026-03-02' }),
    ]);
    expect(['withdrawn', 'cash.deposit-credited']).toContain(withdrawn([taken])[0]);
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    expect(await inTransit()).toBe(0n);
    expect((await verify(engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
