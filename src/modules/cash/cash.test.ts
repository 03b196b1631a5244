/** Cash application told as stories on a real database: from the bank's file to the cleared invoice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpTax } from '#company';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments, reverseDocument } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { type BookedLine, mt940Day } from '../../../test/mt940-day.ts';
import { applyCash, closeBankAccount, createBankAccount, importBankFile, setBankRhythm } from './index.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 6 });
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number: 'DE89370400440532013000',
      currency: 'EUR',
      name: 'House bank',
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        invoice('C1', 'RE-10001', 119_00n),
        invoice('C1', 'RE-10002', 200_00n),
        invoice('C2', 'RE-20001', 500_00n),
        { ...invoice('C2', 'GS-20002', -50_00n), documentType: 'credit_memo' as const },
        invoice('C3', 'RE-30001', 1_000_00n, { discount: { until: '2026-02-15', amountMinor: 20_00n } }),
        invoice('C4', 'RE-40001', 300_00n),
        invoice('C5', 'RE-50001', 77_00n),
        invoice('C5', 'RE-50002', 77_00n),
      ],
    }),
  );
});
afterAll(() => books.close());

const invoice = (customer: string, number: string, amountMinor: bigint, more: object = {}) => ({
  accountId: books.accounts[customer]!,
  documentType: 'invoice' as const,
  number,
  documentDate: '2026-01-10',
  currency: 'EUR',
  amountMinor,
  ...more,
});

const statement = (day: string, openingCents: number, lines: readonly BookedLine[], number = '1'): Uint8Array =>
  mt940Day({ day, openingCents, lines, number });

const read = (name: string, bytes: Uint8Array) => importBankFile(books.engine, books.caller, { name, bytes });
const apply = async () =>
  must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-02-28' }));
const openOf = async (number: string): Promise<bigint[]> => {
  const items = await runQuery(books.engine, books.tenantId, (db) =>
    loadItems(db, books.tenantId, { openOfCompany: books.company.id }),
  );
  return items.filter((item) => item.number === number).map((item) => item.openMinor);
};
const count = async (what: string): Promise<bigint> =>
  runQuery(
    books.engine,
    books.tenantId,
    async (db) => (await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(what)}`.execute(db)).rows[0]!.n,
  );

describe('R33 From bank file to cleared invoice', () => {
  it('reads, posts and applies what is proved, and leaves the rest to a person', async () => {
    const file = statement('2026-02-10', 1_000_00, [
      [119_00, 'Customer C1', 'Rechnung RE-10001'],
      [450_00, 'Customer C2', 'RE-20001 abzgl. Gutschrift'],
      [980_00, 'Customer C3', 'RE 30001 abzgl. Skonto'],
      [250_00, 'Customer C4', 'RE-40001 Teilzahlung'],
      [77_00, 'Customer C5', 'Danke'],
      [42_42, 'Unbekannt AG', 'ohne Angaben'],
      [-9_90, '', 'Kontogebuehren'],
    ]);
    const imported = must(await read('monday.sta', file));
    expect(imported).toMatchObject({ linesNew: 7, linesKnown: 0, linesHeld: 0, repeatedFile: false });
    const result = await apply();
    expect(result).toMatchObject({ applied: 4, proposed: 1, unidentified: 1, otherMoneyOut: 1, overtaken: 0 });
    expect(await openOf('RE-10001')).toEqual([]);
    expect(await openOf('RE-20001')).toEqual([]);
    expect(await openOf('GS-20002')).toEqual([]);
    expect(await openOf('RE-30001')).toEqual([]);
    expect(await openOf('RE-40001')).toEqual([50_00n]);
    expect(await openOf('RE-50001')).toEqual([77_00n]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        explanation: string;
      }>`select explanation from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = 11900`.execute(
        db,
      ),
    );
    expect(rows[0]!.explanation).toBe('EUR 119.00 pays RE-10001: named in the bank text, and the amount agrees.');
  });

  it('changes nothing the second time: same file, renamed file, another run', async () => {
    const before = [await count('platform.audit'), await count('cash.bank_line'), await count('cash.receipt')];
    const file = statement('2026-02-10', 1_000_00, [[119_00, 'Customer C1', 'Rechnung RE-10001']]);
    expect(must(await read('again.sta', file)).repeatedFile).toBe(false);
    expect(await count('cash.bank_line')).toBe(before[1]);
    await apply();
    expect(await count('cash.receipt')).toBe(before[2]);
    expect(must(await read('renamed.sta', file)).repeatedFile).toBe(true);
  });

  it('keeps two genuine twins of one day, and takes a payment again for a duplicate', async () => {
    must(
      await read(
        'twins.sta',
        statement(
          '2026-02-11',
          3_000_00,
          [
            [200_00, 'Customer C1', 'RE-10002'],
            [200_00, 'Customer C1', 'RE-10002'],
          ],
          '2',
        ),
      ),
    );
    const result = await apply();
    expect(result).toMatchObject({ lines: 2, applied: 1, duplicates: 1 });
  });

  it('holds a statement that does not foot', async () => {
    const broken = new TextDecoder()
      .decode(statement('2026-02-12', 10_00, [[5_00, 'Customer C4', 'RE-40001']], '3'))
      .replace('EUR15,00', 'EUR16,00');
    const imported = must(await read('broken.sta', new TextEncoder().encode(broken)));
    expect(imported).toMatchObject({ linesNew: 1, linesHeld: 1 });
    expect(imported.warnings[0]).toContain('is held');
    expect((await apply()).lines).toBe(0);
  });

  it('moves what was deducted into an item of its own with its tax, and a discount reduces the tax', async () => {
    must(await setUpTax(books.engine, books.caller));
    const taxes = [{ code: 'S', baseMinor: 100_00n, taxMinor: 19_00n }];
    const posted = must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          invoice('C6', 'RE-60001', 119_00n, { taxes }),
          invoice('C6', 'RE-60002', 119_00n, {
            taxes,
            dueDate: '2026-02-20',
            discount: { until: '2026-02-15', amountMinor: 2_38n },
          }),
        ],
      }),
    );
    must(
      await read(
        'short.sta',
        statement(
          '2026-02-13',
          5_000_00,
          [
            [107_10, 'Customer C6', 'RE-60001 Abzug beschaedigte Ware'],
            [116_62, 'Customer C6', 'RE-60002 abzgl. Skonto'],
          ],
          '4',
        ),
      ),
    );
    expect(await apply()).toMatchObject({ lines: 2, applied: 2 });
    const open = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts['C6']!] }),
    );
    expect(open).toMatchObject([
      { documentType: 'deduction', openMinor: 11_90n, taxMinor: 1_90n, linkedItemId: posted.posted[0]!.itemIds[0]! },
    ]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ tax: bigint }>`
        select sum(l.amount_minor)::bigint as tax from ledger.v_line l join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose = 'tax_payable'`.execute(db),
    );
    expect(rows).toEqual([{ tax: -(38_00n - 38n) }]);
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('refuses to reverse money that stands on the statement', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        id: bigint;
      }>`select item_id as id from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = 11900`.execute(
        db,
      ),
    );
    expect(
      refusalOf(
        await reverseDocument(books.engine, books.caller, {
          company: books.company,
          itemIds: [rows[0]!.id],
          postingDate: '2026-02-20',
          reason: 'Test.',
        }),
      ),
    ).toBe('receivables.bank-document');
  });

  it('refuses a file of an account that is not ours, naming it', async () => {
    const strange = new TextDecoder()
      .decode(statement('2026-02-12', 0, [[5_00, 'x', 'y']]))
      .replace('DE89370400440532013000', 'DE00');
    expect(refusalOf(await read('strange.sta', new TextEncoder().encode(strange)))).toBe('cash.bank-account-unknown');
  });

  it('waits for the banks in use before it posts on an amount alone: not for one given up, nor one that is silent while nothing moves', async () => {
    const { engine, caller, company } = books;
    must(await postDocuments(engine, caller, { company, documents: [invoice('C4', 'RE-40002', 641_17n)] }));
    const open = async (number: string) =>
      must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: number })).id;
    const [given, idle] = [await open('4410077219'), await open('4410077220')];
    const lines: BookedLine[] = [[641_17, 'Customer C4', 'Danke']];
    must(await read('amount.sta', statement('2026-02-26', 5_000_00, lines, '9')));
    const applied = async (freshSince: string) =>
      must(await applyCash(engine, caller, { company, asOf: '2026-02-28', freshSince })).applied;
    expect(await applied('2026-02-26')).toBe(0);
    must(await closeBankAccount(engine, caller, { company, bankAccountId: given }));
    expect(await applied('2026-02-26')).toBe(0);
    expect(await openOf('RE-40002')).toEqual([641_17n]);
    const rhythm = { company, bankAccountId: idle, rhythm: 'on_movement' } as const;
    must(await setBankRhythm(engine, caller, { ...rhythm, from: '2026-02-27' }));
    expect(await applied('2026-02-26')).toBe(0);
    must(await setBankRhythm(engine, caller, { ...rhythm, from: '2026-02-26' }));
    expect(await applied('2026-02-26')).toBe(1);
    expect(await openOf('RE-40002')).toEqual([]);
  });

  it('keeps the bank account in the ledger equal to the bank', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ ledger: bigint; bank: bigint }>`
        select (select coalesce(sum(l.amount_minor), 0) from ledger.v_line l join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
          where l.tenant_id = ${books.tenantId} and a.purpose = 'bank') as ledger,
          (select sum(amount_minor) from cash.v_bank_line where tenant_id = ${books.tenantId} and state = 'posted') as bank`.execute(
        db,
      ),
    );
    expect(BigInt(rows[0]!.ledger)).toBe(BigInt(rows[0]!.bank));
  });
});
