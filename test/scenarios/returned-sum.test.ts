/** The bank takes one sum back for several payments and lists none of them (BAI2): they are proposed, and a person takes them back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  importBankFile,
  linkReturn,
  listProposedReturns,
  listReturnedLines,
  loadReturnedLine,
  setReturnFee,
} from '#cash';
import { prioritiseCompany } from '#collections';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { reverseOneDocument } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { billAll, openHouseBank } from '#test/house-bank';
import { remind } from '#test/reminded-item';

const day = (text: string): string => text.slice(2).replaceAll('-', '');
/** One day of the account as BAI2: type code, cents, text. */
const bai2 = (on: string, openingCents: number, lines: readonly [code: string, cents: number, text: string][]) => {
  const closing = lines.reduce((sum, [code, cents]) => sum + (code < '400' ? cents : -cents), openingCents);
  const total = openingCents + closing + lines.reduce((sum, [, cents]) => sum + cents, 0);
  const records = 2 * lines.length + 2;
  return new TextEncoder().encode(
    [
      `01,BANK,CUST,${day(on)},0600,${day(on)},80,1,2/`,
      `02,CUST,BANK,1,${day(on)},2359,EUR,2/`,
      `03,4711,,010,${openingCents},,,015,${closing},,/`,
      ...lines.map(([code, cents, text]) => `16,${code},${cents},0,,,${text}/`),
      `49,${total},${lines.length + 2}/`,
      `98,${total},1,${lines.length + 4}/`,
      `99,${total},1,${records}/`,
      '',
    ].join('\n'),
  );
};

const invoices = [
  { customer: 'C1', number: 'RE-10001', minor: 119_37n },
  { customer: 'C2', number: 'RE-20001', minor: 204_11n },
  { customer: 'C3', number: 'RE-30001', minor: 88_53n },
  { customer: 'C4', number: 'RE-40001', minor: 451_19n },
];

describe('R34 One sum for several returned payments, which the bank lists nowhere', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 4, now: '2026-03-16T09:00:00Z' });
    const { engine, caller, company } = books;
    await openHouseBank(books, { number: '4711' });
    await billAll(
      books,
      invoices.map(({ customer, number, minor }) => [customer, number, minor]),
    );
    must(await setReturnFee(engine, caller, { company, currency: 'EUR', amountMinor: 7_50n, validFrom: '2026-01-01' }));
    await remind(engine, caller, company);
  });
  afterAll(() => books.close());

  const bankDay = async (on: string, bytes: Uint8Array) => {
    const { engine, caller, company } = books;
    must(await importBankFile(engine, caller, { name: `${on}.bai`, bytes }));
    return must(await applyCash(engine, caller, { company, asOf: '2026-03-16' }));
  };
  const open = async (): Promise<string[]> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ text: string }>`
        select case document_type when 'invoice' then number else document_type end || ' ' || open_minor as text from receivables.v_item
        where tenant_id = ${books.tenantId} and open_minor <> 0 order by account_id, id`.execute(db),
    );
    return rows.map((row) => row.text);
  };
  const levels = async (): Promise<number[]> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ level: number }>`
        select l.level from collections.item_level l join receivables.v_item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        where l.tenant_id = ${books.tenantId} order by i.number`.execute(db),
    );
    return rows.map((row) => row.level);
  };
  const waiting = async () => {
    const { engine, tenantId, company } = books;
    const { rows } = await listReturnedLines(engine, tenantId, { companyId: company.id, all: false });
    expect(rows).toHaveLength(1);
    const receiptId = rows[0]!.receiptId!;
    const line = (await loadReturnedLine(engine, tenantId, { companyId: company.id, receiptId }))!;
    // The list says of it what it says itself.
    const { proposal, severalFit } = line;
    for (const all of [false, true])
      expect(await listProposedReturns(engine, tenantId, { companyIds: [company.id], all, limit: 200 })).toEqual({
        rows: [{ receiptId, proposal, severalFit }],
        next: null,
      });
    return line;
  };

  it('is proposed as the one set of receipts that comes to it, and nothing posts by itself', async () => {
    const paid = invoices.map(({ customer, number, minor }): [string, number, string] => [
      ...(['165', Number(minor), `ORIG CO NAME:Customer ${customer} ${number}`] as const),
    ]);
    expect(await bankDay('2026-03-09', bai2('2026-03-09', 10_000_00, paid))).toMatchObject({ applied: 4 });
    expect(await open()).toEqual([]);
    const back = await bankDay('2026-03-12', bai2('2026-03-12', 10_863_20, [['557', 412_01, 'RETURNED ITEMS 3']]));
    expect(back).toMatchObject({ takenBack: 0 });
    expect(await open()).toEqual([]);

    const line = await waiting();
    expect(line).toMatchObject({ amount: '412.01', severalFit: false, proposal: { basis: 'recent', days: 10 } });
    // Those that are proposed stand first.
    const first = line.candidates.slice(0, 3);
    expect(first.map((one) => one.customer).sort()).toEqual(['C1', 'C2', 'C3']);
    expect([...line.proposal!.receiptIds].sort()).toEqual(first.map((one) => one.receiptId).sort());
  });

  it('is taken back by a person in one step: open again at their levels, with the fee, and the collector is told', async () => {
    const { engine, caller, company, tenantId } = books;
    const line = await waiting();
    const { returns, chargeMinor } = must(
      await linkReturn(engine, caller, {
        lineReceiptId: line.receiptId!,
        receiptIds: line.proposal!.receiptIds,
        reason: 'The list came by mail.',
      }),
    );
    expect([returns.length, chargeMinor]).toEqual([3, 0n]);
    expect(await open()).toEqual([
      ...['RE-10001 11937', 'finance_charge 750', 'RE-20001 20411', 'finance_charge 750'],
      ...['RE-30001 8853', 'finance_charge 750'],
    ]);
    expect(await levels()).toEqual([1, 1, 1, 1]);
    must(await prioritiseCompany(engine, caller, { company, asOf: '2026-03-16' }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ codes: string }>`
        select reasons::text as codes from collections.priority where tenant_id = ${tenantId} and listed`.execute(db),
    );
    expect(rows.filter((row) => row.codes.includes('returned_payment'))).toHaveLength(3);
    const { rows: left } = await listReturnedLines(engine, tenantId, { companyId: company.id, all: false });
    expect(left).toEqual([]);
  });

  it('undoes one of them by one reversal, and the others stand', async () => {
    const { engine, caller, tenantId } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ item_id: bigint }>`
        select item_id from cash.v_returned_payment where tenant_id = ${tenantId} and amount_minor = 8853`.execute(db),
    );
    must(
      await reverseOneDocument(engine, caller, {
        ...{ itemId: rows[0]!.item_id, postingDate: '2026-03-16', reason: 'The bank meant another.' },
      }),
    );
    const standing = await runQuery(engine, tenantId, (db) =>
      sql<{ n: number }>`
        select count(*)::integer as n from cash.v_returned_payment where tenant_id = ${tenantId} and standing`.execute(
        db,
      ),
    );
    expect(standing.rows[0]!.n).toBe(2);
  });

  it('proposes nothing where two sets come to it, and says so', async () => {
    const twins: [string, number, string][] = [
      ...[119_37, 204_11, 119_37].map((cents): [string, number, string] => ['165', cents, 'ORIG CO NAME:Nobody']),
    ];
    await bankDay('2026-03-13', bai2('2026-03-13', 10_451_19, twins));
    await bankDay('2026-03-16', bai2('2026-03-16', 10_894_04, [['557', 323_48, 'RETURNED ITEMS 2']]));
    expect(await waiting()).toMatchObject({ amount: '323.48', proposal: null, severalFit: true });
  });

  it('is taken back once where two people link it at the same moment, each to another receipt', async () => {
    const { engine, caller, company, tenantId } = books;
    const lines: [string, number, string][] = [
      ...['Somebody', 'Anybody'].map((name): [string, number, string] => ['165', 50_00, `ORIG CO NAME:${name}`]),
      ['557', 50_00, 'RETURNED ITEM'],
    ];
    await bankDay('2026-03-16', bai2('2026-03-16', 10_570_56, lines));
    const { rows } = await listReturnedLines(engine, tenantId, { companyId: company.id, all: false });
    const lineReceiptId = rows.find((row) => row.amount === '50.00')!.receiptId!;
    const line = (await loadReturnedLine(engine, tenantId, { companyId: company.id, receiptId: lineReceiptId }))!;
    const receiptIds = line.candidates.filter((one) => one.amount === '50.00').map((one) => one.receiptId);
    expect(receiptIds).toHaveLength(2);
    const linked = await Promise.all(
      receiptIds.map((receiptId) =>
        linkReturn(engine, caller, { lineReceiptId, receiptIds: [receiptId], reason: 'It was this one.' }),
      ),
    );
    expect(linked.map((one) => (one.ok ? 'linked' : one.refusal.code)).sort()).toEqual([
      'cash.line-not-returned',
      'linked',
    ]);
  });

  it('is proposed however many wait before it, some lines at a time', async () => {
    const { engine, tenantId, company } = books;
    const came: [string, number, string][] = [
      ['165', 71_13, 'ORIG CO NAME:Late One'],
      ['165', 39_58, 'ORIG CO NAME:Late Two'],
    ];
    // More than a list shows at once come back before it, each of an amount that nobody paid.
    const many = Array.from({ length: 205 }, (_, index): [string, number, string] => [
      ...(['557', 10_00 + index, `RETURNED ITEM ${index}`] as const),
    ]);
    const taken = many.reduce((sum, [, cents]) => sum + cents, 0);
    const opening = 10_620_56;
    await bankDay('2026-03-16', bai2('2026-03-16', opening, came));
    await bankDay('2026-03-16', bai2('2026-03-16', opening + 110_71, many));
    await bankDay('2026-03-16', bai2('2026-03-16', opening + 110_71 - taken, [['557', 110_71, 'RETURNED ITEMS 2']]));
    const found = [];
    let after: bigint | null | undefined;
    let windows = 0;
    while (after !== null) {
      const window = await listProposedReturns(engine, tenantId, {
        companyIds: [company.id],
        all: false,
        after,
        limit: 100,
      });
      found.push(...window.rows);
      after = window.next;
      windows += 1;
    }
    expect(windows).toBe(3);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select id from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = -11071`.execute(db),
    );
    expect(found.find((one) => one.receiptId === rows[0]!.id)).toMatchObject({
      severalFit: false,
      proposal: { basis: 'recent', receiptIds: [expect.any(BigInt), expect.any(BigInt)] },
    });
  });

  it('leaves books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
