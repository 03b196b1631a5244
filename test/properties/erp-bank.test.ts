/**
 * The mirror and the bank against a true ERP ledger: the bank tells the ERP's payments before the ERP does, after it, or
 * days after they were counted alone; and at every moment each payment counts once, on the control account on which the ERP
 * has it, whoever told it first.
 */

import { afterEach, describe, expect, it } from 'vitest';
import { builtInErpMappings, loadErpFile } from '#integrations';
import { addDays, type Day, daysBetween } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import fc, { runs } from '#test/property';
import { type BankMoney, openBank } from '../bank-days.ts';
import { type Books, must } from '../books.ts';
import { accountOf, type ErpFeedFile, isNoted, type TrueItem, TrueLedger } from '../erp-ledger.ts';
import { openMirroredBooks } from '../mirrored-books.ts';

const days = 60;
const start = '2026-01-05';
const customers = 4;
let books: Books | undefined;
afterEach(async () => {
  await books?.close();
  books = undefined;
});

describe('R61 R33 The ERP and the bank tell the same payments', () => {
  it('counts each payment once, whichever of the two tells it first, and however late the other comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await runFeeds(seed);
        await books?.close();
        books = undefined;
      }),
      { ...runs.feed, endOnFailure: true },
    );
  }, 300_000);
});

/** A payment of the ERP and the day on which the bank's statement brings it. */
interface Paid {
  readonly item: TrueItem;
  readonly readOn: Day;
}

async function runFeeds(seed: number): Promise<void> {
  const mirrored = await openMirroredBooks(customers);
  books = mirrored.books;
  const { company } = mirrored;
  const { engine, caller, tenantId, clock } = books;
  const bank = await openBank(books, company);
  const ledger = new TrueLedger(seed, customers, true);
  const paid: Paid[] = [];
  const files: ErpFeedFile[] = [];
  const linked = { early: 0, late: 0 };
  const last = addDays(start, days - 1);
  let parked: ErpFeedFile | undefined;
  for (let day: Day = start; day <= addDays(last, 15); day = addDays(day, 1)) {
    const index = daysBetween(start, day);
    clock.set(`${day}T18:00:00Z`);
    if (day <= last) {
      ledger.live(day);
      files.push(ledger.emit(index === 0 || index % 7 === 6 ? 'full' : 'delta', day, addDays(day, -1)));
      const inFull = files.at(-1)!.kind === 'full';
      // What was posted and cleared between two full lists is in neither.
      for (const item of ledger.items)
        if (item.type === 'DZ' && item.currency === 'EUR' && item.documentDate === day && (item.open || !inFull))
          paid.push({ item, readOn: addDays(day, ledger.chance(0.4) ? 0 : ledger.between(0, 13)) });
    }
    const today = paid.filter((one) => one.readOn === day);
    const read = must(
      await bank.read(
        day,
        today.map(
          ({ item }, place): BankMoney => ({
            amountMinor: -item.amount,
            valueDate: addDays(item.documentDate, -(place % 3)),
            payer: `CUSTOMER C${item.customer + 1}`,
            text: 'PAYMENT',
          }),
        ),
      ),
    );
    expect({ day, held: read.held, overtaken: read.overtaken, unidentified: read.unidentified }).toEqual({
      day,
      held: 0,
      overtaken: 0,
      unidentified: 0,
    });
    linked.early += today.filter(({ item }) => item.documentDate === day).length;
    linked.late += today.filter(({ item }) => daysBetween(item.documentDate, day) > 5).length;
    const file = day <= last ? files.at(-1)! : ledger.emit('full', day, addDays(day, -1));
    if (index % 7 === 3 && day < last) {
      // The night's file comes a day late: the bank is ahead of the ERP.
      parked = file;
      continue;
    }
    for (const one of parked ? [parked, file] : [file]) expect(await load(one)).toBe('accepted');
    parked = undefined;
    expect({ day, totals: await totals() }).toEqual({ day, totals: expected(day) });
  }
  expect(linked.early).toBeGreaterThan(3);
  expect(linked.late).toBeGreaterThan(3);
  const report = await verify(engine, tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);

  async function load(file: ErpFeedFile): Promise<string> {
    const result = must(
      await loadErpFile(engine, caller, {
        company,
        fileName: file.name,
        bytes: new TextEncoder().encode(file.text),
        mapping: { ...(builtInErpMappings.get('sap-line-items') as object), delimiter: ';', maximumDropPercent: 100 },
        declared: {
          kind: file.kind,
          scope: '1000',
          keyDate: file.keyDate,
          ...(file.kind === 'delta' ? { since: file.since! } : { controlBalance: file.controlBalance }),
          count: file.count,
          total: file.totals,
        },
      }),
    );
    return result.state;
  }

  /** What is open by customer, currency and control account. */
  async function totals(): Promise<Record<string, bigint>> {
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ key: string; open: bigint }>`
        select concat_ws(' ', a.number, i.currency, coalesce(i.special_gl, 'main')) as key, sum(i.open_minor)::bigint as open from receivables.v_item i
        join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
        where i.tenant_id = ${tenantId} group by 1 having sum(i.open_minor) <> 0 order by 1`.execute(db),
    );
    return Object.fromEntries(rows.map((row) => [row.key, row.open]));
  }

  /** The ERP's ledger; a payment whose receipt has not come does not count until the bank is read five days beyond it. */
  function expected(day: Day): Record<string, bigint> {
    const sums = new Map<string, bigint>();
    for (const item of ledger.items) {
      if (!item.open || isNoted(item)) continue;
      const told = paid.some((one) => one.item === item && one.readOn <= day);
      if (item.type === 'DZ' && !told && daysBetween(item.documentDate, day) < 5) continue;
      const key = `C${item.customer + 1} ${item.currency} ${accountOf(item)}`;
      sums.set(key, (sums.get(key) ?? 0n) + item.amount);
    }
    return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
