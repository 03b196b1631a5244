/** Money in another currency than was invoiced: proposed with the rate of its day, applied by a person, its difference realised. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, loadAcceptance } from '#cash';
import { recordExchangeRates } from '#company';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments, reverseClearing } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks, refusalOf } from '#test/books';

describe('R32 R33 Money in another currency than was invoiced', () => {
  let books: Books;
  let bank: BankDays;
  beforeAll(async () => {
    books = await openBooks({ customers: 1, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'USD', to: 'EUR', day: '2026-01-01', rate: '0.90', source: 'test' },
        { from: 'USD', to: 'EUR', day: '2026-02-19', rate: '0.92', source: 'test' },
      ]),
    );
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: books.accounts['C1']!,
            documentType: 'invoice',
            number: 'US-1001',
            documentDate: '2026-01-10',
            currency: 'USD',
            amountMinor: 1000_00n,
          },
        ],
      }),
    );
  });
  afterAll(() => books.close());

  it('is proposed with the rate and what differs, and applied at a person’s word in both currencies', async () => {
    must(
      await bank.read('2026-02-20', [
        { amountMinor: 910_00n, valueDate: '2026-02-20', payer: 'Customer C1', text: 'US-1001 /EXCH/0.91' },
      ]),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; version: number; decision: string; explanation: string }>`
        select id, version, decision, explanation from cash.receipt where tenant_id = ${books.tenantId}`.execute(db),
    );
    const receipt = rows[0]!;
    expect(receipt.decision).toBe('propose');
    expect(receipt.explanation).toContain('USD 1000.00 are EUR 920.00 at 1 USD = 0.92 EUR (2026-02-19)');
    expect(receipt.explanation).toContain('EUR 10.00 less was paid');
    const { proposals } = await loadAcceptance(books.engine, books.tenantId, {
      companyIds: [books.company.id],
      choice: { all: true, except: [] },
    });
    expect(proposals[0]!.leftOut).toEqual({ code: 'looked-at', number: 'US-1001' });
    const itemId = BigInt(proposals[0]!.allocations[0]!.itemId);
    const apply = (itemAmount?: string) =>
      applyReceipt(books.engine, books.caller, {
        company: books.company,
        receiptId: receipt.id,
        version: receipt.version,
        versionNow: receipt.version,
        allocations: [{ itemId, receiptAmountMinor: 910_00n, adjustments: [], ...(itemAmount && { itemAmount }) }],
      });
    expect(refusalOf(await apply())).toBe('cash.currency');
    // Nobody agrees that 910 euros pay 500 dollars.
    expect(refusalOf(await apply('500.00'))).toBe('receivables.rate-implausible');
    must(await apply('1000.00'));
    const { rows: open } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ open_minor: bigint; open_company_minor: bigint }>`
        select open_minor, open_company_minor from receivables.v_item
        where tenant_id = ${books.tenantId} and (number = 'US-1001' or document_type = 'payment')`.execute(db),
    );
    expect(open).toEqual([
      { open_minor: 0n, open_company_minor: 0n },
      { open_minor: 0n, open_company_minor: 0n },
    ]);
    // Carried at 900.00, paid with 910.00.
    const { rows: differences } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ minor: bigint }>`
        select sum(l.company_amount_minor)::bigint as minor from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose = 'exchange_differences'`.execute(db),
    );
    expect(differences[0]!.minor).toBe(-10_00n);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });

  it('pays a dollar and a pound item in one amount: both rates and differences told, applied, and taken back whole', async () => {
    const { engine, caller, company, tenantId } = books;
    must(
      await recordExchangeRates(engine, caller, [
        { from: 'GBP', to: 'EUR', day: '2026-02-19', rate: '1.20', source: 'test' },
      ]),
    );
    const invoice = (number: string, currency: string, amountMinor: bigint) => ({
      ...{ accountId: books.accounts['C1']!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
      ...{ currency, amountMinor },
    });
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [invoice('US-1002', 'USD', 500_00n), invoice('GB-2001', 'GBP', 200_00n)],
      }),
    );
    // Worth 460.00 and 240.00 on the day; 21.00 less came.
    must(
      await bank.read('2026-02-21', [
        { amountMinor: 679_00n, valueDate: '2026-02-20', payer: 'Customer C1', text: 'US-1002 GB-2001' },
      ]),
    );
    const receiptNow = async () => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ id: bigint; version: number; state: string; decision: string; explanation: string }>`
          select id, version, state, decision, explanation from cash.receipt
          where tenant_id = ${tenantId} and amount_minor = 67900`.execute(db),
      );
      return rows[0]!;
    };
    const receipt = await receiptNow();
    expect(receipt.decision).toBe('propose');
    expect(receipt.explanation).toContain(
      'USD 500.00 are EUR 460.00 at 1 USD = 0.92 EUR (2026-02-19), and EUR 13.80 less',
    );
    expect(receipt.explanation).toContain(
      'GBP 200.00 are EUR 240.00 at 1 GBP = 1.20 EUR (2026-02-19), and EUR 7.20 less',
    );
    const items = async () => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ id: bigint; number: string; open: bigint; openCompany: bigint }>`
          select id, number, open_minor as open, open_company_minor as "openCompany" from receivables.v_item
          where tenant_id = ${tenantId} and number in ('US-1002', 'GB-2001') order by number desc`.execute(db),
      );
      return rows;
    };
    const [dollars, pounds] = await items();
    const { proposals } = await loadAcceptance(engine, tenantId, {
      companyIds: [company.id],
      choice: { all: true, except: [] },
    });
    const proposed = proposals.at(-1)!.allocations.map((one) => [one.itemId.toString(), one.receiptAmountMinor]);
    expect(proposed).toEqual([
      [dollars!.id.toString(), 446_20n],
      [pounds!.id.toString(), 232_80n],
    ]);
    must(
      await applyReceipt(engine, caller, {
        ...{ company, receiptId: receipt.id, version: receipt.version, versionNow: receipt.version },
        allocations: [
          { itemId: dollars!.id, receiptAmountMinor: 446_20n, itemAmount: '500.00', adjustments: [] },
          { itemId: pounds!.id, receiptAmountMinor: 232_80n, itemAmount: '200.00', adjustments: [] },
        ],
      }),
    );
    expect((await items()).map((one) => [one.open, one.openCompany])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
    // Carried at 450.00 and 230.00, paid with 446.20 and 232.80.
    const differences = async (): Promise<bigint> => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ minor: bigint }>`
          select sum(l.company_amount_minor)::bigint as minor from ledger.v_line l
          join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
          where l.tenant_id = ${tenantId} and a.purpose = 'exchange_differences'`.execute(db),
      );
      return rows[0]!.minor;
    };
    expect(await differences()).toBe(-10_00n + 3_80n - 2_80n);
    const { rows: cleared } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select distinct clearing_id as id from receivables.v_allocation
        where tenant_id = ${tenantId} and debit_item_id = ${dollars!.id}`.execute(db),
    );
    must(
      await reverseClearing(engine, caller, {
        ...{ company, clearingId: cleared[0]!.id, postingDate: '2026-02-21', reason: 'It was for others.' },
      }),
    );
    expect((await items()).map((one) => [one.open, one.openCompany])).toEqual([
      [500_00n, 450_00n],
      [200_00n, 230_00n],
    ]);
    expect(await differences()).toBe(-10_00n);
    expect((await receiptNow()).state).toBe('unapplied');
    expect((await verify(engine, tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
