/** Tax that customers withhold from what they pay, and what a conversion loses: from the receipt to the certificate, and to the ledger. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptProposals, applyReceipt, loadAcceptance, setMatchingPolicy } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { attachCertificate, listCertificates, postDocuments, receiveCertificate } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks, refusalOf } from '#test/books';

describe('R15 R33 Tax withheld becomes a certificate receivable', () => {
  let books: Books;
  let bank: BankDays;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    const invoice = (customer: string, number: string) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-10',
      currency: 'EUR',
      amountMinor: 1000_00n,
    });
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [invoice('C1', 'WH-1001'), invoice('C2', 'WH-2001'), invoice('C2', 'WH-2002')],
      }),
    );
    must(
      await setMatchingPolicy(books.engine, books.caller, {
        company: books.company,
        rules: {
          validFrom: '2026-02-20',
          toleranceMinor: 0n,
          tolerancePercent: 0,
          toleranceMonthMinor: 0n,
          maximumDeductionMinor: 500_00n,
          maximumDeductionPercent: 20,
          unearnedDiscount: 'deduction',
          withholding: [{ by: 'customer', value: 'C1', percent: 10 }],
          maximumBankChargeMinor: 0n,
          maximumReturnChargeMinor: 50_00n,
          discountGraceDays: 0,
          interchangeable: 'propose',
          maximumChance: 0.001,
          minimumConfidence: 0,
          minimumPrecision: 0.999,
          mayPost: ['advice', 'reference', 'difference', 'amount'],
          reason: 'C1 withholds ten percent.',
        },
      }),
    );
  });
  afterAll(() => books.close());

  const receive = async (amountMinor: bigint, payer: string, text: string) => {
    must(await bank.read('2026-02-20', [{ amountMinor, valueDate: '2026-02-20', payer, text }]));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; version: number; state: string; decision: string; explanation: string }>`
        select id, version, state, decision, explanation from cash.receipt where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(
        db,
      ),
    );
    return rows[0]!;
  };
  const awaited = async () =>
    (
      await listCertificates(books.engine, books.tenantId, {
        companyId: books.company.id,
        day: '2026-03-22',
        state: 'awaited',
      })
    ).map((one) => [one.customer, one.invoice, one.open, one.reason, one.daysWaiting]);
  const openOf = async (number: string) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ open_minor: bigint; id: bigint }>`
        select id, open_minor from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}`.execute(
        db,
      ),
    );
    return rows[0]!;
  };
  const balanceOf = async (purpose: string): Promise<bigint> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ minor: bigint }>`
        select coalesce(sum(l.company_amount_minor), 0)::bigint as minor from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose = ${purpose}`.execute(db),
    );
    return rows[0]!.minor;
  };
  const plan = () =>
    loadAcceptance(books.engine, books.tenantId, {
      companyIds: [books.company.id],
      choice: { all: true, except: [] },
    });

  it('by itself where the rules know the rate of the customer', async () => {
    expect(await receive(900_00n, 'Customer C1', 'WH-1001')).toMatchObject({ state: 'applied', decision: 'apply' });
    expect((await openOf('WH-1001')).open_minor).toBe(0n);
    expect(await awaited()).toEqual([['C1', 'WH-1001', '100.00', '10 % withheld', 30]]);
    expect(await balanceOf('withholding_tax_receivable')).toBe(100_00n);
  });

  it('at a person’s word where only the text states it, one by one or together with other proposals', async () => {
    expect(await receive(850_00n, 'Customer C2', 'WH-2001 WHT 15%')).toMatchObject({ decision: 'propose' });
    const { proposals, digest } = await plan();
    expect(proposals.map((one) => one.leftOut)).toEqual([null]);
    must(
      await acceptProposals(books.engine, books.caller, {
        companies: [books.company],
        choice: { all: true, except: [] },
        digest,
      }),
    );
    expect((await openOf('WH-2001')).open_minor).toBe(0n);
    expect((await awaited()).map(([, invoice, open]) => [invoice, open])).toEqual([
      ['WH-1001', '100.00'],
      ['WH-2001', '150.00'],
    ]);
  });

  it('and is settled when the certificate comes, once', async () => {
    const [first] = await listCertificates(books.engine, books.tenantId, {
      companyId: books.company.id,
      day: '2026-03-22',
      state: 'awaited',
    });
    const came = { itemId: first!.itemId, certificate: 'TDS-2026-77', reason: 'The certificate came.' };
    must(await receiveCertificate(books.engine, books.caller, came));
    expect((await awaited()).map(([, invoice]) => invoice)).toEqual(['WH-2001']);
    expect(await balanceOf('withholding_tax_paid')).toBe(100_00n);
    expect(refusalOf(await receiveCertificate(books.engine, books.caller, came))).not.toBeNull();
  });

  it('with the certificate as a file, before it is settled and after', async () => {
    const list = (state: 'awaited' | 'received') =>
      listCertificates(books.engine, books.tenantId, { companyId: books.company.id, day: '2026-03-22', state });
    const [waiting] = await list('awaited');
    const [came] = await list('received');
    expect(came).toMatchObject({ invoice: 'WH-1001', open: '100.00', certificate: 'TDS-2026-77', files: [] });
    const pdf = new TextEncoder().encode('%PDF-1.7\nTDS-2026-77\n%%EOF\n');
    const scan = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    const attach = (itemId: bigint, fileName: string, bytes: Uint8Array) =>
      attachCertificate(books.engine, books.caller, { itemId, fileName, bytes });
    expect(must(await attach(waiting!.itemId, 'scan.jpg', scan))).toEqual({ existing: false });
    expect(must(await attach(came!.itemId, 'TDS-2026-77.pdf', pdf))).toEqual({ existing: false });
    expect(must(await attach(came!.itemId, 'again.pdf', pdf))).toEqual({ existing: true });
    expect((await list('awaited'))[0]!.files).toMatchObject([{ fileName: 'scan.jpg' }]);
    expect((await list('received'))[0]!.files).toMatchObject([{ fileName: 'TDS-2026-77.pdf' }]);
    // By its content and never by its name; and only with tax that was withheld.
    for (const bytes of [new Uint8Array(), new TextEncoder().encode('<script>'), pdf.slice(0, 20)])
      expect(refusalOf(await attach(came!.itemId, 'certificate.pdf', bytes))).toBe('receivables.certificate-file');
    expect(refusalOf(await attach((await openOf('WH-2002')).id, 'x.pdf', pdf))).toBe('receivables.no-certificate-due');
    expect(refusalOf(await attach(999_999n, 'x.pdf', pdf))).toBe('receivables.item-not-found');
  });

  it('while what a conversion lost is closed by a person alone, among the differences of exchange', async () => {
    const receipt = await receive(990_00n, 'Customer C2', 'WH-2002 USD 1082.00 @ 0.915');
    expect(receipt).toMatchObject({ decision: 'propose' });
    const [proposal] = (await plan()).proposals;
    // Not with a click for many: such a difference is looked at.
    expect(proposal!.leftOut).toEqual({ code: 'looked-at', number: 'WH-2002' });
    expect(proposal!.allocations[0]!.adjustments).toMatchObject([{ kind: 'fx', amountMinor: 10_00n }]);
    const before = await balanceOf('tolerance_differences');
    const allocation = proposal!.allocations[0]!;
    must(
      await applyReceipt(books.engine, books.caller, {
        company: books.company,
        receiptId: receipt.id,
        version: receipt.version,
        versionNow: receipt.version,
        allocations: [
          {
            itemId: BigInt(allocation.itemId),
            receiptAmountMinor: allocation.receiptAmountMinor,
            adjustments: [{ kind: 'fx', amountMinor: 10_00n, reason: 'the text states a conversion' }],
          },
        ],
      }),
    );
    expect((await openOf('WH-2002')).open_minor).toBe(0n);
    expect(await balanceOf('exchange_differences')).toBe(10_00n);
    expect(await balanceOf('tolerance_differences')).toBe(before);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
