/** Money that the engine only proposes, or knows nobody for: a person applies it, pays it short, or leaves it on account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, leaveReceipt } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { must, refusalOf } from '#test/books';
import { openWorkday, type Workday } from '#test/workday';

describe('R33 R38 A person decides about a receipt', () => {
  let day: Workday;
  beforeAll(async () => {
    day = await openWorkday();
  });
  afterAll(() => day.close());

  const receiptOf = async (payer: string) => {
    const { rows } = await runQuery(day.engine, day.tenantId, (db) =>
      sql<{ id: bigint; version: number; state: string; account_id: bigint | null; decision: string }>`
        select r.id, r.version, r.state, r.account_id, r.decision from cash.receipt r
        join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${day.tenantId} and l.counterparty_name = ${payer}`.execute(db),
    );
    return rows[0]!;
  };
  const itemOf = async (number: string) => {
    const { rows } = await runQuery(day.engine, day.tenantId, (db) =>
      sql<{ id: bigint; open_minor: bigint; account_id: bigint }>`
        select id, open_minor, account_id from receivables.v_item where tenant_id = ${day.tenantId} and number = ${number}`.execute(
        db,
      ),
    );
    return rows[0]!;
  };
  const decision = (receipt: { id: bigint; version: number }) => ({
    company: day.company,
    receiptId: receipt.id,
    version: receipt.version,
    versionNow: receipt.version,
  });

  it('refuses more than the receipt has, an item that has less open, and what somebody else worked on', async () => {
    const receipt = await receiptOf('M. Unbekannt');
    expect(receipt.state).toBe('unidentified');
    const item = await itemOf('RE-26000');
    const allocation = (receiptAmountMinor: bigint) => [{ itemId: item.id, receiptAmountMinor, adjustments: [] }];
    const apply = (allocations: ReturnType<typeof allocation>, versionNow = receipt.version) =>
      applyReceipt(day.engine, day.caller, { ...decision(receipt), versionNow, allocations });
    expect(refusalOf(await apply(allocation(43_218n)))).toBe('cash.too-much');
    expect(refusalOf(await apply([]))).toBe('cash.nothing-chosen');
    expect(refusalOf(await apply(allocation(43_217n), receipt.version + 1))).toBe('cash.receipt-stale');
    const deduction = [{ kind: 'deduction' as const, amountMinor: item.open_minor, reason: 'Price' }];
    expect(
      refusalOf(
        await applyReceipt(day.engine, day.caller, {
          ...decision(receipt),
          allocations: [{ itemId: item.id, receiptAmountMinor: 43_217n, adjustments: deduction }],
        }),
      ),
    ).toBe('cash.item-overtaken');
    expect(refusalOf(await leaveReceipt(day.engine, day.caller, { ...decision(receipt), accountId: null }))).toBe(
      'cash.payer-missing',
    );
    expect((await itemOf('RE-26000')).open_minor).toBe(item.open_minor);
    expect(await receiptOf('M. Unbekannt')).toEqual(receipt);
  });

  it('gives money of an unknown payer to the customer of the item, short by a deduction that is named', async () => {
    const receipt = await receiptOf('M. Unbekannt');
    const item = await itemOf('RE-26000');
    const short = item.open_minor - 43_217n;
    must(
      await applyReceipt(day.engine, day.caller, {
        ...decision(receipt),
        allocations: [
          {
            itemId: item.id,
            receiptAmountMinor: 43_217n,
            adjustments: [{ kind: 'deduction', amountMinor: short, reason: 'Damaged goods' }],
          },
        ],
      }),
    );
    expect(await receiptOf('M. Unbekannt')).toMatchObject({ state: 'applied', account_id: item.account_id });
    expect((await itemOf('RE-26000')).open_minor).toBe(0n);
    const { rows } = await runQuery(day.engine, day.tenantId, (db) =>
      sql<{ open_minor: bigint; text: string }>`
        select open_minor, text from receivables.v_item
        where tenant_id = ${day.tenantId} and account_id = ${item.account_id} and document_type = 'deduction' and open_minor <> 0`.execute(
        db,
      ),
    );
    expect(rows).toEqual([{ open_minor: short, text: 'Damaged goods' }]);
  });

  it('leaves money on account, and it waits there for its items', async () => {
    const receipt = await receiptOf('Weber Praezisionsteile GmbH');
    const keyed = { ...day.caller, idempotencyKey: 'weber' };
    // As the route calls it: with the version that the receipt has by then.
    const leave = async () => {
      const { version } = await receiptOf('Weber Praezisionsteile GmbH');
      const chosen = { ...decision(receipt), versionNow: version, accountId: day.accounts['10119'] ?? null };
      return leaveReceipt(day.engine, keyed, chosen);
    };
    must(await leave());
    const left = await receiptOf('Weber Praezisionsteile GmbH');
    expect(left).toMatchObject({ state: 'unapplied', decision: 'on_account' });
    // The same request again is answered as before, not as one that came too late.
    expect(await leave()).toMatchObject({ ok: true, replayed: true });
    const item = await itemOf('RE-26180');
    const part = item.open_minor < 50_000n ? item.open_minor : 50_000n;
    const apply = async (amountMinor: bigint) =>
      applyReceipt(day.engine, keyed, {
        ...decision(left),
        versionNow: (await receiptOf('Weber Praezisionsteile GmbH')).version,
        allocations: [{ itemId: item.id, receiptAmountMinor: amountMinor, adjustments: [] }],
      });
    must(await apply(part));
    expect(await receiptOf('Weber Praezisionsteile GmbH')).toMatchObject({ state: 'part_applied' });
    expect(await apply(part)).toMatchObject({ ok: true, replayed: true });
    expect(refusalOf(await apply(part - 1n))).toBe('platform.idempotency-mismatch');
    expect((await itemOf('RE-26180')).open_minor).toBe(item.open_minor - part);
  });

  it('leaves books that verify', async () => {
    const report = await verify(day.engine, day.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
