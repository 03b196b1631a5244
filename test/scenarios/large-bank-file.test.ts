/** A large company's bank file of a day: longer than what is written at once, with twins far apart, sent again, and still growing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount, importBankFile, tryBankRule } from '#cash';
import type { ByteSource } from '#formats';
import { formatAmount } from '#kernel';
import { loadChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

const number = 'DE89370400440532013000';
const count = 6_000;

let books: Books;
beforeAll(async () => {
  books = await openBooks();
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'House bank', glAccountId }));
});
afterAll(() => books.close());

/** A day's statement; the first and the last of its 6,000 lines are the same booking twice, which is genuine. */
function statement(further: number): Uint8Array {
  const lines = Array.from({ length: count }, (_, index) => {
    const text = index === count - 1 ? 'SHOP 0' : `SHOP ${index}`;
    return `:61:2602100210C1,00NTRFNONREF\n:86:${text}\n`;
  });
  for (let extra = 0; extra < further; extra += 1) lines.push(`:61:2602100210C1,00NTRFNONREF\n:86:LATE ${extra}\n`);
  const closing = formatAmount(BigInt(lines.length) * 100n, 'EUR').replace('.', ',');
  return new TextEncoder().encode(
    `:20:DAY\n:25:${number}\n:28C:1/1\n:60F:C260210EUR0,00\n${lines.join('')}:62F:C260210EUR${closing}\n`,
  );
}

const kept = () =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const { rows } = await sql<{ lines: number; files: number; twins: number }>`
      select count(*)::integer as lines, (select count(*)::integer from cash.bank_file where tenant_id = ${books.tenantId}) as files,
        (count(*) filter (where remittance = 'SHOP 0'))::integer as twins
      from cash.bank_line where tenant_id = ${books.tenantId}`.execute(db);
    return rows[0];
  });

describe('R33 R35 A bank file with more lines than are written at once', () => {
  it('that changes while it is read is refused, and nothing of it is kept', async () => {
    const [short, long] = [statement(0), statement(3)];
    let times = 0;
    const growing: ByteSource = {
      *[Symbol.iterator]() {
        times += 1;
        // Gone through to see whether it is small, for its beginning, its encoding, its text and its content, then for its lines.
        yield times > 6 ? long : short;
      },
    };
    const outcome = await importBankFile(books.engine, books.caller, { name: 'growing.sta', bytes: growing });
    expect(refusalOf(outcome)).toBe('file.changed');
    expect(times).toBeGreaterThan(6);
    expect(await kept()).toEqual({ lines: 0, files: 0, twins: 0 });
  });

  it('gives every line once, genuine twins both', async () => {
    const imported = must(await importBankFile(books.engine, books.caller, { name: 'day.sta', bytes: [statement(0)] }));
    expect(imported).toMatchObject({ linesNew: count, linesKnown: 0, linesHeld: 0 });
    expect(await kept()).toEqual({ lines: count, files: 1, twins: 2 });
  });

  it('sent again with what was booked since, gives only that', async () => {
    const again = must(await importBankFile(books.engine, books.caller, { name: 'evening.sta', bytes: statement(2) }));
    expect(again).toMatchObject({ linesNew: 2, linesKnown: count, linesHeld: 0 });
    expect(await kept()).toEqual({ lines: count + 2, files: 2, twins: 2 });
  });

  it('is what a rule is tried on, line by line', async () => {
    books.clock.set('2026-02-11T09:00:00Z');
    const { engine, tenantId, company } = books;
    const rule = { direction: 'in', currency: 'EUR', maximum: '5.00', account: '6800', days: 30 } as const;
    const tried = must(await tryBankRule(engine, tenantId, { company, ...rule, words: 'shop' }));
    expect(tried).toMatchObject({
      lines: count + 2,
      deeds: [{ deed: 'posts', lines: count, amount: formatAmount(BigInt(count) * 100n, 'EUR') }],
    });
    expect(new Set(tried.rows.map((row) => row.text)).size).toBe(tried.rows.length);
    expect(must(await tryBankRule(engine, tenantId, { company, ...rule, words: 'late' })).deeds).toMatchObject([
      { deed: 'posts', lines: 2 },
    ]);
  });
});
