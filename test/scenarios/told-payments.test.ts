/** Payments that are only told: in a sentence of a mail, or as an ACH return before the bank has booked it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, listAdvices } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '#test/books';
import { adviceDesk } from '../advice-desk.ts';
import { billAll, openHouseBank } from '../house-bank.ts';
import { type BookedLine, mt940Day } from '../mt940-day.ts';

let books: Books;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await openHouseBank(books, { number: 'US4711', currency: 'USD' });
  await billAll(books, [
    ['C1', 'INV-10000', 1_200_00n],
    ['C1', 'INV-10001', 1_200_00n],
    ['C2', 'INV-20000', 340_00n],
    ['C3', 'INV-30000', 75_00n, 'USD'],
  ]);
});
afterAll(() => books.close());

let number = 0;
const bank = async (day: string, lines: readonly BookedLine[], account?: string, currency = 'EUR') => {
  const { engine, caller, company } = books;
  number += 1;
  const file = mt940Day({ day, lines, number, openingCents: 10_000_00, ...(account !== undefined && { account }) });
  const text = new TextDecoder().decode(file).replaceAll('EUR', currency);
  must(await importBankFile(engine, caller, { name: `${number}.sta`, bytes: bytes(text) }));
  return must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
};
const { receive } = adviceDesk(() => books);
const receiptOf = async (amountMinor: bigint) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; state: string; decision: string }>`
      select id, state, decision from cash.receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountMinor} order by id desc`.execute(
      db,
    ),
  );
  return rows[0]!;
};
const mail = (subject: string, body: string): string =>
  `From: Customer C1 <ap@c1.example>\r\nSubject: ${subject}\r\nContent-Type: text/plain\r\n\r\n${body}\r\n`;

describe('R19 R33 A payment that a mail tells of in a sentence', () => {
  it('is evidence for a person: the document it names is proposed, never posted', async () => {
    // Two invoices of one amount: nothing else tells which.
    await bank('2026-02-10', [[1_200_00, 'Customer C1', 'Zahlung']]);
    expect((await receiptOf(1_200_00n)).state).not.toBe('applied');
    const { imported } = await receive(
      'told.eml',
      mail('Payment sent - ACH INV-10001', 'We have transferred the payment today.\r\nInvoice reference: INV-10001.'),
    );
    const { engine, tenantId, company } = books;
    const [advice] = await listAdvices(engine, tenantId, {
      companyId: company.id,
      ids: imported.adviceIds,
      limit: 1,
    });
    const receipt = await receiptOf(1_200_00n);
    expect(advice!.receiptId).toBe(receipt.id);
    expect(receipt.state).not.toBe('applied');
    const { rows: proposed } = await runQuery(engine, tenantId, (db) =>
      sql<{ number: string; explanation: string }>`
        select i.number, r.explanation from cash.receipt r
        cross join lateral jsonb_array_elements(r.proposal -> 'allocations') a
        join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = (a ->> 'itemId')::bigint
        where r.tenant_id = ${tenantId} and r.id = ${receipt.id}`.execute(db),
    );
    expect(proposed.map((one) => one.number)).toEqual(['INV-10001']);
    expect(proposed[0]!.explanation).toContain('a sentence of a mail');
  });

  it('takes nothing from what the bank’s own text proves', async () => {
    await receive(
      'told-before.eml',
      mail('Payment sent INV-20000', 'We have paid INV-20000 today.').replaceAll('C1', 'C2'),
    );
    await bank('2026-02-11', [[340_00, 'Customer C2', 'INV-20000']]);
    expect((await receiptOf(340_00n)).state).toBe('applied');
  });
});

describe('R34 An ACH return', () => {
  const ach = (trace: string, name: string): string =>
    [
      '101 021000021 0210000222602101200A094101BANK                   DUNDER',
      `5225${'DUNDER LLC'.padEnd(16)}${''.padEnd(20)}9876543210PPDDUES      260220260220   1021000020000002`,
      `626021000022${'1234'.padEnd(17)}0000007500${'C-3'.padEnd(15)}${name.padEnd(22)}  1021000020000002`,
      `799R01${trace}${''.padEnd(6)}02100002${''.padEnd(44)}021000020000002`,
      `82250000020002100002${'7500'.padStart(12, '0')}${'0'.padStart(12, '0')}9876543210${''.padEnd(25)}021000020000002`,
      `9000001000001000000020002100002${'7500'.padStart(12, '0')}${'0'.padStart(12, '0')}`,
    ]
      .map((line) => line.padEnd(94))
      .join('\n');

  it('waits for a person where it names no receipt of its amount', async () => {
    await bank('2026-02-12', [[75_00, 'Customer C3', 'INV-30000 TRACE 021000021234567']], 'US4711', 'USD');
    expect((await receiptOf(75_00n)).state).toBe('applied');
    await receive('unsure.ach', ach('021000029999999', 'SOMEBODY'));
    expect((await receiptOf(75_00n)).state).toBe('applied');
  });

  it('takes back the receipt whose document or reference it names, and the bank’s line finds it later', async () => {
    const { imported } = await receive('sure.ach', ach('021000021234567', 'INV-30000'));
    expect((await receiptOf(75_00n)).state).toBe('applied');
    const named = ach('021000021234567', 'CUSTOMER C3').replace(''.padEnd(44), 'INV-30000 ACCOUNT CLOSED'.padEnd(44));
    const second = await receive('named.ach', named);
    expect((await receiptOf(75_00n)).state).toBe('returned');
    const { engine, tenantId, company } = books;
    const [ended] = await listAdvices(engine, tenantId, {
      companyId: company.id,
      ids: second.imported.adviceIds,
      limit: 1,
    });
    expect(ended!.state).toBe('withdrawn');
    expect(imported.adviceIds).toHaveLength(1);
    const line = await bank('2026-02-23', [[-75_00, 'Customer C3', 'ACH RETURN R01 INV-30000']], 'US4711', 'USD');
    expect(line.takenBack).toBe(1);
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
