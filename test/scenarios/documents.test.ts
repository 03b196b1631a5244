/** The documents of a customer's account (responsibility R4), each told as the trade meets it, on a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordExchangeRates, setUpTax } from '#company';
import { formatAmount } from '#kernel';
import { verify } from '#operations';
import { runCommand, runQuery, sql } from '#platform';
import {
  acceptBill,
  aging,
  claimBadDebtRelief,
  clearItems,
  type DocumentType,
  documentTypes,
  holdRetention,
  listCertificates,
  listReliefs,
  loadItems,
  type NewDocument,
  openDeduction,
  postDocuments,
  receiveCertificate,
  recoverWriteOff,
  refundCredit,
  reverseClearing,
  reverseDocument,
  takeClearingBack,
  takeDownPayment,
  transferItem,
  undoClearingIn,
  withholdTax,
  writeOff,
} from '#receivables';
import { openBank } from '../bank-days.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { verifyBankAccount } from '../verified-account.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 60 });
  must(await setUpTax(books.engine, books.caller));
});
afterAll(async () => {
  // Whatever the stories did, every invariant of the books holds at the end.
  const report = await verify(books.engine, books.tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  await books.close();
});

let customer = '';
let taken = 0;
beforeEach(() => {
  taken += 1;
  customer = `C${taken}`;
});

const post = async (document: Partial<NewDocument> & Pick<NewDocument, 'documentType' | 'amountMinor'>) =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          number: null,
          documentDate: '2026-01-10',
          currency: 'EUR',
          ...document,
        },
      ],
    }),
  ).posted[0]!;
/** An invoice of 1,190.00 with 19 % tax, due on 9 February. */
const invoice = (more: Partial<NewDocument> = {}) =>
  post({
    documentType: 'invoice',
    number: `INV-${customer}`,
    amountMinor: 1_190_00n,
    taxes: [{ code: 'S', baseMinor: 1_000_00n, taxMinor: 190_00n }],
    ...more,
  });
const items = (ids: readonly bigint[]) =>
  runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds: ids }));
const openOf = async (id: bigint) => (await items([id]))[0]!.openMinor;
/** The customer's aging: unapplied, current, 1-30, 31-60, 61-90, 91-120, 121+ and the total. */
const aged = async (asOf: string) => {
  const result = must(
    await aging(books.engine, books.tenantId, {
      companyId: books.company.id,
      asOf,
      asKnown: null,
      by: 'customer',
      buckets: [30, 60, 90, 120],
      basis: 'due',
      view: 'net',
      customerId: books.customers[customer]!,
    }),
  );
  return result.rows[0] ? [...result.rows[0].amountsMinor] : [];
};
/** What the customer's journals left on each account, by purpose; accounts at zero are left out. */
const accountsOf = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ purpose: string; amount: bigint }>`
      with mine as (
        select i.journal_id as id from receivables.v_item i where i.tenant_id = ${books.tenantId} and i.account_id = ${books.accounts[customer]!}
        union select c.journal_id from receivables.v_clearing c
          where c.tenant_id = ${books.tenantId} and c.account_id = ${books.accounts[customer]!}
      )
      select a.purpose, sum(l.amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and l.journal_id in (select id from mine) group by 1 having sum(l.amount_minor) <> 0 order by 1`.execute(
      db,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.purpose, row.amount]));
};
const reverse = (itemIds: readonly bigint[], postingDate: string) =>
  reverseDocument(books.engine, books.caller, { company: books.company, itemIds, postingDate, reason: 'Test.' });
const clear = (creditItemId: bigint, debitItemId: bigint, amountMinor: bigint, postingDate: string) =>
  clearItems(books.engine, books.caller, {
    company: books.company,
    allocations: [{ creditItemId, debitItemId, amountMinor }],
    postingDate,
    kind: 'manual',
    explanation: 'Applied in a test.',
  });

describe('R4 Tax stands on items by code', () => {
  it('posts net and tax of two codes apart, and a reversal negates them exactly', async () => {
    const posted = await invoice({
      amountMinor: 2_260_00n,
      taxes: [
        { code: 'S', baseMinor: 1_000_00n, taxMinor: 190_00n },
        { code: 'R', baseMinor: 1_000_00n, taxMinor: 70_00n },
      ],
    });
    expect(await accountsOf()).toEqual({
      receivables_control: 2_260_00n,
      revenue: -2_000_00n,
      tax_payable: -260_00n,
    });
    must(await reverse(posted.itemIds, '2026-01-31'));
    expect(await accountsOf()).toEqual({});
    expect(await aged('2026-01-31')).toEqual([]);
    expect(await aged('2026-01-30')).toEqual([0n, 2_260_00n, 0n, 0n, 0n, 0n, 0n]);
  });

  it('refuses a code that is not known and tax that does not fit', async () => {
    const attempt = (more: Partial<NewDocument>) =>
      postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: books.accounts[customer]!,
            documentType: 'invoice',
            number: 'INV-BAD',
            documentDate: '2026-01-10',
            currency: 'EUR',
            amountMinor: 100_00n,
            ...more,
          },
        ],
      });
    expect(refusalOf(await attempt({ taxes: [{ code: 'XX', baseMinor: 1n, taxMinor: 0n }] }))).toBe(
      'receivables.tax-code-unknown',
    );
    expect(refusalOf(await attempt({ taxMinor: 2n, taxes: [{ code: 'S', baseMinor: 10n, taxMinor: 1n }] }))).toBe(
      'receivables.tax-sum',
    );
    expect(refusalOf(await attempt({ taxes: [{ code: 'S', baseMinor: 100_00n, taxMinor: 19_00n }] }))).toBe(
      'receivables.tax-exceeds',
    );
    expect(refusalOf(await attempt({ reasonCode: 'NO-SUCH' }))).toBe('receivables.reason-unknown');
  });

  it('a discount reduces the tax of each code pro rata, and credits to the end lose no unit', async () => {
    const [id] = (
      await invoice({
        amountMinor: 100_01n,
        taxes: [
          { code: 'S', baseMinor: 50_00n, taxMinor: 9_50n },
          { code: 'R', baseMinor: 37_86n, taxMinor: 2_65n },
        ],
      })
    ).itemIds;
    await post({ documentType: 'discount', amountMinor: -3_00n, linkedItemId: id!, settles: true });
    const afterDiscount = await accountsOf();
    expect(afterDiscount['discount_granted']! + afterDiscount['tax_payable']! + 12_15n).toBe(3_00n);
    for (const part of [33_34n, 1n, 50_00n, 13_66n])
      await post({ documentType: 'credit_memo', amountMinor: -part, linkedItemId: id!, settles: true });
    const all = await accountsOf();
    // Tax is back to nothing in both codes; what remains is revenue against the discount's net.
    expect(all['tax_payable']).toBeUndefined();
    expect(all['revenue']! + all['discount_granted']!).toBe(0n);
    expect(await openOf(id!)).toBe(0n);
  });
});

describe('R4 A down payment', () => {
  it('is requested without touching the books, received with its tax, and settled by the final invoice', async () => {
    const request = await post({ documentType: 'down_payment_request', amountMinor: 595_00n });
    expect(await aged('2026-03-01')).toEqual([]);
    expect(await accountsOf()).toEqual({});
    const paid = await post({
      documentType: 'down_payment',
      amountMinor: -595_00n,
      documentDate: '2026-01-20',
      taxes: [{ code: 'S', baseMinor: -500_00n, taxMinor: -95_00n }],
      linkedItemId: request.itemIds[0]!,
    });
    expect(await openOf(request.itemIds[0]!)).toBe(0n);
    expect(refusalOf(await reverse(request.itemIds, '2026-01-21'))).toBe('receivables.has-allocations');
    expect(await accountsOf()).toEqual({
      bank: 595_00n,
      down_payments_received: -595_00n,
      down_payment_tax: 95_00n,
      tax_payable: -95_00n,
    });
    const final = await invoice({ documentDate: '2026-02-10' });
    must(await clear(paid.itemIds[0]!, final.itemIds[0]!, 300_00n, '2026-02-10'));
    must(await clear(paid.itemIds[0]!, final.itemIds[0]!, 295_00n, '2026-02-10'));
    expect(await accountsOf()).toEqual({
      bank: 595_00n,
      receivables_control: 595_00n,
      revenue: -1_000_00n,
      tax_payable: -190_00n,
    });
    // Taken for something else: the reversal takes the clearings back, and the request asks again.
    must(await reverse(paid.itemIds, '2026-02-20'));
    expect(await openOf(final.itemIds[0]!)).toBe(1_190_00n);
    expect(await openOf(request.itemIds[0]!)).toBe(595_00n);
    expect(refusalOf(await clear(paid.itemIds[0]!, request.itemIds[0]!, 1n, '2026-02-21'))).toBe(
      'receivables.noted-item',
    );
    must(await reverse(request.itemIds, '2026-02-21'));
    expect(await accountsOf()).toEqual({ receivables_control: 1_190_00n, revenue: -1_000_00n, tax_payable: -190_00n });
  });
});

describe('R4 The tax of a down payment', () => {
  /** The tax that is due on down payments by the books of the company, by currency. */
  const waiting = async (currency: string) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ amount: bigint }>`
        select coalesce(sum(l.amount_minor), 0)::bigint as amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id and a.purpose = 'down_payment_tax'
        where l.tenant_id = ${books.tenantId} and l.currency = ${currency}`.execute(db),
    );
    return rows[0]!.amount;
  };
  const sound = async () =>
    (await verify(books.engine, books.tenantId)).checks
      .filter((check) => check.failed > 0)
      .map((check) => check.offenders);

  it.each(['EUR', 'JPY'])(
    'comes back as it went, whichever clearing is taken back first, and moves whole (%s)',
    async (currency) => {
      const { engine, caller, company, accounts } = books;
      if (currency === 'JPY')
        must(
          await recordExchangeRates(engine, caller, [
            { from: 'JPY', to: 'EUR', day: '2025-01-01', rate: '0.61', source: 'test' },
          ]),
        );
      const was = await waiting(currency);
      const held = async () => (await waiting(currency)) - was;
      const paid = await post({
        ...{ documentType: 'down_payment', amountMinor: -10n, currency },
        taxes: [{ code: 'S', baseMinor: -8n, taxMinor: -2n }],
      });
      const bill = await post({ documentType: 'invoice', number: `DP-${customer}`, amountMinor: 20n, currency });
      const [money, invoiced] = [paid.itemIds[0]!, bill.itemIds[0]!];
      const first = must(await clear(money, invoiced, 3n, '2026-01-11'));
      const second = must(await clear(money, invoiced, 3n, '2026-01-11'));
      expect(await held()).toBe(1n);
      must(
        await reverseClearing(engine, caller, {
          company,
          clearingId: first.clearingId,
          postingDate: '2026-01-12',
          reason: 'Test.',
        }),
      );
      expect(await sound()).toEqual([]);
      // Part of it goes to another customer, and the tax in it with it; the rest pays the invoice.
      taken += 1;
      const toAccountId = accounts[`C${taken}`]!;
      const part = {
        itemId: money,
        amount: formatAmount(4n, currency),
        toAccountId,
        postingDate: '2026-01-13',
        reason: 'Test.',
      };
      const moved = must(await transferItem(engine, caller, part));
      expect(await sound()).toEqual([]);
      must(await clear(money, invoiced, 3n, '2026-01-14'));
      const [elsewhere] = await items([BigInt(moved.itemId)]);
      expect([await held(), await openOf(money)]).toEqual([-elsewhere!.taxMinor, 0n]);
      must(
        await reverseClearing(engine, caller, {
          company,
          clearingId: second.clearingId,
          postingDate: '2026-01-15',
          reason: 'Test.',
        }),
      );
      must(await reverse([elsewhere!.id], '2026-01-15'));
      expect(await sound()).toEqual([]);
      must(await clear(money, invoiced, 7n, '2026-01-16'));
      expect([await held(), await openOf(money)]).toEqual([0n, 0n]);
      expect(await sound()).toEqual([]);
    },
  );
});

describe('R4 R31 A deduction', () => {
  it('clears the invoice, keeps its due day and tax, and is credited or reversed', async () => {
    const bill = await invoice();
    const paid = await post({ documentType: 'payment', amountMinor: -1_071_00n, documentDate: '2026-02-12' });
    must(await clear(paid.itemIds[0]!, bill.itemIds[0]!, 1_071_00n, '2026-02-12'));
    const deduction = must(
      await openDeduction(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        postingDate: '2026-02-12',
        reasonCode: 'PRICE',
        reason: 'Price of 10 pieces as ordered.',
      }),
    );
    expect(deduction).toMatchObject({ amount: '119.00', currency: 'EUR' });
    const [item] = await items([BigInt(deduction.itemId)]);
    expect(item).toMatchObject({
      dueDate: '2026-02-09',
      reasonCode: 'PRICE',
      linkedItemId: bill.itemIds[0]!,
      taxMinor: 19_00n,
    });
    expect(await openOf(bill.itemIds[0]!)).toBe(0n);
    expect(await aged('2026-03-15')).toEqual([0n, 0n, 0n, 119_00n, 0n, 0n, 0n]);
    // Granted: the credit memo takes the deduction's own tax with it.
    const credit = await post({
      documentType: 'credit_memo',
      amountMinor: -119_00n,
      documentDate: '2026-03-20',
      linkedItemId: item!.id,
      settles: true,
    });
    expect(await accountsOf()).toEqual({ bank: 1_071_00n, revenue: -900_00n, tax_payable: -171_00n });
    expect(refusalOf(await reverse([item!.id], '2026-03-21'))).toBe('receivables.has-allocations');
    must(await reverse(credit.itemIds, '2026-03-21'));
    must(await reverse([item!.id], '2026-03-21'));
    expect(await openOf(bill.itemIds[0]!)).toBe(119_00n);
    // Nothing of the invoice's tax was lost on the way.
    await post({
      documentType: 'credit_memo',
      amountMinor: -119_00n,
      documentDate: '2026-03-22',
      linkedItemId: bill.itemIds[0]!,
      settles: true,
    });
    expect(await accountsOf()).toEqual({ bank: 1_071_00n, revenue: -900_00n, tax_payable: -171_00n });
  });
});

describe('R4 A bill of exchange or post-dated check', () => {
  it('settles the invoice, stays as exposure until honoured, and reopens the invoice when dishonoured', async () => {
    const bill = await invoice();
    const check = must(
      await acceptBill(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        postingDate: '2026-02-01',
        instrument: 'CHQ 4711',
        maturity: '2026-04-30',
        reason: 'Post-dated check taken.',
      }),
    );
    expect(await openOf(bill.itemIds[0]!)).toBe(0n);
    expect(await accountsOf()).toEqual({ bills_receivable: 1_190_00n, revenue: -1_000_00n, tax_payable: -190_00n });
    // Not overdue before its maturity, and still in the balance.
    expect(await aged('2026-03-31')).toEqual([0n, 1_190_00n, 0n, 0n, 0n, 0n, 0n]);
    const paid = await post({ documentType: 'payment', amountMinor: -1_190_00n, documentDate: '2026-04-30' });
    must(await clear(paid.itemIds[0]!, BigInt(check.itemId), 1_190_00n, '2026-04-30'));
    expect(await accountsOf()).toEqual({ bank: 1_190_00n, revenue: -1_000_00n, tax_payable: -190_00n });
    // The bank takes it back: the payment goes, the bill is open again; then the bill itself is dishonoured.
    must(await reverse(paid.itemIds, '2026-05-04'));
    must(await reverse([BigInt(check.itemId)], '2026-05-04'));
    expect(await accountsOf()).toEqual({ receivables_control: 1_190_00n, revenue: -1_000_00n, tax_payable: -190_00n });
    expect(await aged('2026-05-05')).toEqual([0n, 0n, 0n, 0n, 1_190_00n, 0n, 0n]);
    expect(await aged('2026-05-01')).toEqual([]);
  });
});

describe('R4 A retention', () => {
  it('is held in its own account until its day', async () => {
    const bill = await invoice();
    must(
      await holdRetention(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        amount: '59.50',
        postingDate: '2026-01-10',
        until: '2028-01-10',
        reason: 'Five percent until the end of the warranty.',
      }),
    );
    expect(await openOf(bill.itemIds[0]!)).toBe(1_130_50n);
    expect(await accountsOf()).toMatchObject({ receivables_control: 1_130_50n, retentions_receivable: 59_50n });
    expect(await aged('2026-12-31')).toEqual([0n, 59_50n, 0n, 0n, 0n, 0n, 1_130_50n]);
  });
});

describe('R4 Withheld tax', () => {
  it('waits for its certificate in a queue of its own and becomes tax paid for us', async () => {
    const bill = await invoice();
    const withheld = must(
      await withholdTax(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        amount: '100.00',
        postingDate: '2026-02-09',
        expectedBy: '2026-04-30',
        reason: 'Ten percent of the net amount.',
      }),
    );
    const queue = () =>
      listCertificates(books.engine, books.tenantId, {
        companyId: books.company.id,
        day: '2026-03-11',
        state: 'awaited',
      });
    expect(await queue()).toMatchObject([{ customer, open: '100.00', expectedBy: '2026-04-30', daysWaiting: 30 }]);
    const certify = () =>
      receiveCertificate(books.engine, books.caller, {
        itemId: BigInt(withheld.itemId),
        postingDate: '2026-04-15',
        certificate: 'TDS/2026/77',
        reason: 'Certificate by post.',
      });
    const certificate = must(await certify());
    expect(await queue()).toEqual([]);
    expect(refusalOf(await certify())).toBe('receivables.over-allocated');
    expect(await accountsOf()).toMatchObject({ receivables_control: 1_090_00n, withholding_tax_paid: 100_00n });
    must(await reverse([BigInt(certificate.itemId)], '2026-04-16'));
    expect(await queue()).toHaveLength(1);
  });
});

describe('R4 A transfer between customers', () => {
  it('is two items and one journal; money posted on the wrong customer ages as money', async () => {
    const [mine, other] = [customer, `C${++taken}`];
    const paid = await post({ documentType: 'payment', amountMinor: -500_00n });
    const moved = must(
      await transferItem(books.engine, books.caller, {
        itemId: paid.itemIds[0]!,
        toAccountId: books.accounts[other]!,
        postingDate: '2026-01-20',
        reasonCode: 'WRONG-CUSTOMER',
        reason: 'The payer is another company of the group.',
      }),
    );
    expect(await aged('2026-01-20')).toEqual([]);
    customer = other;
    expect(await aged('2026-01-20')).toEqual([-500_00n, 0n, 0n, 0n, 0n, 0n, 0n]);
    const [item] = await items([BigInt(moved.itemId)]);
    expect((await items([item!.id]))[0]!.journalId).toBe(item!.journalId);
    must(await reverse([item!.id], '2026-01-25'));
    expect(await aged('2026-01-25')).toEqual([]);
    customer = mine;
    expect(await aged('2026-01-25')).toEqual([-500_00n, 0n, 0n, 0n, 0n, 0n, 0n]);
  });
});

describe('R4 A refund', () => {
  it('pays out a credit, and its reversal gives the credit back', async () => {
    const paid = await post({ documentType: 'payment', amountMinor: -80_00n });
    const refusedFor = async (more: object = {}) =>
      refusalOf(
        await refundCredit(books.engine, books.caller, { itemId: paid.itemIds[0]!, reason: 'Twice.', ...more }),
      );
    // No bank told where it came from, and nobody verified an account.
    expect(await refusedFor()).toBe('receivables.payout-unknown');
    expect(await refusedFor({ payTo: '4410077219' })).toBe('receivables.payout-unverified');
    await verifyBankAccount(books.engine, books.caller, {
      ...{ accountId: books.accounts[customer]!, account: '4410077219', bankCode: '021000021' },
      holderName: 'Customer',
    });
    const refund = must(
      await refundCredit(books.engine, books.caller, {
        itemId: paid.itemIds[0]!,
        amount: '30.00',
        postingDate: '2026-02-01',
        reasonCode: 'OVERPAID',
        reason: 'Paid twice.',
      }),
    );
    expect(await accountsOf()).toEqual({ bank: 80_00n, receivables_control: -50_00n, refunds_payable: -30_00n });
    expect(await openOf(paid.itemIds[0]!)).toBe(-50_00n);
    must(await reverse([BigInt(refund.itemId)], '2026-02-02'));
    expect(await openOf(paid.itemIds[0]!)).toBe(-80_00n);
    const bill = await invoice();
    expect(
      refusalOf(await refundCredit(books.engine, books.caller, { itemId: bill.itemIds[0]!, reason: 'A receivable.' })),
    ).toBe('receivables.wrong-side');
  });
});

describe('R46 R4 A clearing that a document made', () => {
  /** The standing clearings in which an item is credit or debit. */
  const clearingsOf = async (itemId: bigint) =>
    (
      await runQuery(books.engine, books.tenantId, (db) =>
        sql<{ id: bigint; kind: string }>`
          select distinct a.clearing_id as id, a.kind from receivables.v_allocation a
          where a.tenant_id = ${books.tenantId} and ${itemId} in (a.credit_item_id, a.debit_item_id)`.execute(db),
      )
    ).rows;
  const takeBack = (clearingId: bigint) =>
    takeClearingBack(books.engine, books.caller, { clearingId, postingDate: '2026-02-20', reason: 'By hand.' });

  it('is not taken back without it: what somebody had authority for is free for nothing else', async () => {
    const { engine, caller } = books;
    const lost = await invoice();
    const wanted = { itemId: lost.itemIds[0]!, postingDate: '2026-02-01', reasonCode: 'INSOLVENCY', reason: 'Test.' };
    const off = must(await writeOff(engine, caller, { ...wanted, against: 'loss' }));
    const [ofWriteOff] = await clearingsOf(lost.itemIds[0]!);
    expect(refusalOf(await takeBack(ofWriteOff!.id))).toBe('receivables.clearing-of-document');
    expect(await openOf(BigInt(off.itemId))).toBe(0n);
    must(await reverse([BigInt(off.itemId)], '2026-02-20'));
    must(await reverse(lost.itemIds, '2026-02-21'));
    const ofReversal = (await clearingsOf(lost.itemIds[0]!)).find((one) => one.kind === 'document_reversal');
    expect(refusalOf(await takeBack(ofReversal!.id))).toBe('receivables.clearing-of-document');
    taken += 1;
    const [mine, toAccountId] = [customer, books.accounts[`C${taken}`]!];
    const other = await invoice({ number: `INV-${mine}-2` });
    const whole = { itemId: other.itemIds[0]!, toAccountId, postingDate: '2026-02-10', reason: 'Test.' };
    must(await transferItem(engine, caller, whole));
    const [ofTransfer] = await clearingsOf(other.itemIds[0]!);
    expect(refusalOf(await takeBack(ofTransfer!.id))).toBe('receivables.clearing-of-document');
  });

  it('is taken back where a person made it, once', async () => {
    const bill = await invoice();
    const paid = await post({ documentType: 'payment', amountMinor: -100_00n });
    const { clearingId } = must(await clear(paid.itemIds[0]!, bill.itemIds[0]!, 100_00n, '2026-02-12'));
    must(await takeBack(clearingId));
    expect([await openOf(paid.itemIds[0]!), await openOf(bill.itemIds[0]!)]).toEqual([-100_00n, 1_190_00n]);
    expect(refusalOf(await takeBack(clearingId))).toBe('receivables.already-reversed');
  });

  it('is taken back by one of two at once; the other is refused, and it is told once', async () => {
    const bill = await invoice();
    const paid = await post({ documentType: 'payment', amountMinor: -100_00n });
    const { clearingId } = must(await clear(paid.itemIds[0]!, bill.itemIds[0]!, 100_00n, '2026-02-12'));
    const both = await Promise.all([takeBack(clearingId), takeBack(clearingId)]);
    expect(both.map((one) => one.ok).toSorted()).toEqual([false, true]);
    expect(refusalOf(both.find((one) => !one.ok)!)).toBe('receivables.already-reversed');
    const { rows: told } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`
        select 1 from platform.change where tenant_id = ${books.tenantId} and type = 'receivables.clearing-taken-back'
          and payload ->> 'accountId' = ${String(books.accounts[customer]!)}`.execute(db),
    );
    expect(told).toHaveLength(1);
    // Also whoever looked before it was taken back, and comes after, takes nothing back.
    const { engine, caller, company } = books;
    const late = await runCommand(engine, caller, { operation: 'test.undo', reason: 'Late.', input: {} }, (tx) =>
      undoClearingIn(tx, company, { clearingId, postingDate: '2026-02-21', reason: 'Late.' }),
    );
    expect(refusalOf(late)).toBe('receivables.already-reversed');
  });

  it('that applied cash with a discount goes with the discount: nothing of it stays as a credit', async () => {
    const bill = await invoice({ number: `4711${taken}`, discount: { until: '2026-01-20', amountMinor: 23_80n } });
    const bank = await openBank(books, books.company);
    const [money] = [
      { amountMinor: 1_166_20n, valueDate: '2026-01-15', payer: `CUSTOMER ${customer}`, text: `INVOICE 4711${taken}` },
    ];
    expect(must(await bank.read('2026-01-15', [money]))).toMatchObject({ applied: 1 });
    expect(await openOf(bill.itemIds[0]!)).toBe(0n);
    const [ofCash] = await clearingsOf(bill.itemIds[0]!);
    expect(ofCash!.kind).toBe('cash_application');
    must(await takeBack(ofCash!.id));
    expect(await openOf(bill.itemIds[0]!)).toBe(1_190_00n);
    // The invoice and the money that is on account again; no discount that could pay for something else.
    expect(await aged('2026-02-20')).toEqual([-1_166_20n, 0n, 1_190_00n, 0n, 0n, 0n, 0n]);
    expect((await accountsOf())['discount_granted']).toBeUndefined();
  });
});

describe('R39 A finance charge', () => {
  it('is posted without tax, adjusted as goodwill for a reason, and reversed', async () => {
    const charge = await post({ documentType: 'finance_charge', amountMinor: 40_00n });
    expect(await accountsOf()).toEqual({ receivables_control: 40_00n, finance_charges: -40_00n });
    const adjusted = await post({
      documentType: 'adjustment',
      amountMinor: -15_00n,
      reasonCode: 'GOODWILL',
      linkedItemId: charge.itemIds[0]!,
      settles: true,
    });
    expect(await accountsOf()).toEqual({
      receivables_control: 25_00n,
      finance_charges: -40_00n,
      sales_deductions: 15_00n,
    });
    must(await reverse(adjusted.itemIds, '2026-01-31'));
    must(await reverse(charge.itemIds, '2026-01-31'));
    expect(await accountsOf()).toEqual({});
  });
});

describe('R4 Money on account becomes a down payment', () => {
  it('moves to its own account with the tax it contains', async () => {
    const request = await post({ documentType: 'down_payment_request', amountMinor: 119_00n });
    const paid = await post({ documentType: 'payment', amountMinor: -119_00n });
    const down = must(
      await takeDownPayment(books.engine, books.caller, {
        itemId: paid.itemIds[0]!,
        postingDate: '2026-01-15',
        requestItemId: request.itemIds[0]!,
        taxCode: 'S',
        reason: 'For the order of spring.',
      }),
    );
    expect(await openOf(request.itemIds[0]!)).toBe(0n);
    expect(await accountsOf()).toEqual({
      bank: 119_00n,
      down_payments_received: -119_00n,
      down_payment_tax: 19_00n,
      tax_payable: -19_00n,
    });
    // Taken once more, in part: its tax would be owed twice.
    const again = { itemId: BigInt(down.itemId), amount: '11.90', taxCode: 'S', reason: 'For another order.' };
    const refused = await takeDownPayment(books.engine, books.caller, again);
    expect(!refused.ok && refused.refusal.code).toBe('receivables.down-payment-already');
    must(await reverse([BigInt(down.itemId)], '2026-01-16'));
    expect(await openOf(paid.itemIds[0]!)).toBe(-119_00n);
    expect(await openOf(request.itemIds[0]!)).toBe(119_00n);
  });
});

describe('R49 A write-off', () => {
  it('takes the net to loss, lets the tax wait for its relief, and repays it when money still comes', async () => {
    const bill = await invoice();
    const written = must(
      await writeOff(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        postingDate: '2026-08-01',
        reasonCode: 'INSOLVENCY',
        against: 'loss',
        reason: 'The estate has nothing.',
      }),
    );
    const queue = (day: string) => listReliefs(books.engine, books.tenantId, books.company.id, day);
    expect(await accountsOf()).toEqual({
      bad_debt: 1_000_00n,
      bad_debt_tax: 190_00n,
      revenue: -1_000_00n,
      tax_payable: -190_00n,
    });
    expect(await queue('2026-08-01')).toMatchObject([
      { customer, taxCode: 'S', waiting: '190.00', conditionDate: '2026-08-01', state: 'due' },
    ]);
    const claim = () =>
      claimBadDebtRelief(books.engine, books.caller, {
        companyId: books.company.id,
        postingDate: '2026-08-31',
        reason: 'VAT return of August.',
      });
    expect(must(await claim())).toEqual({ claimed: 1 });
    expect(must(await claim())).toEqual({ claimed: 0 });
    expect(await queue('2026-09-01')).toEqual([]);
    // A quarter comes in after all: 297.50 with 47.50 of tax, which was claimed and is due again.
    const money = await post({ documentType: 'payment', amountMinor: -297_50n, documentDate: '2026-10-05' });
    const recovered = must(
      await recoverWriteOff(books.engine, books.caller, {
        itemId: BigInt(written.itemId),
        creditItemId: money.itemIds[0]!,
        postingDate: '2026-10-05',
        reason: 'Quota of the estate.',
      }),
    );
    expect(recovered.amount).toBe('297.50');
    expect(await openOf(money.itemIds[0]!)).toBe(0n);
    expect(await accountsOf()).toMatchObject({ bank: 297_50n, bad_debt: 1_000_00n, bad_debt_recovered: -250_00n });
    expect(refusalOf(await reverse([BigInt(written.itemId)], '2026-10-06'))).toBe('receivables.recovered');
    expect(
      refusalOf(
        await recoverWriteOff(books.engine, books.caller, {
          itemId: BigInt(written.itemId),
          amount: '892.51',
          postingDate: '2026-10-06',
          reason: 'Too much.',
        }),
      ),
    ).toBe('receivables.over-recovered');
    // The money was another's: everything goes back step by step, and the invoice is open again, tax and all.
    must(await reverse(money.itemIds, '2026-10-07'));
    must(await reverse([BigInt(recovered.itemId)], '2026-10-07'));
    must(await reverse([BigInt(written.itemId)], '2026-10-08'));
    expect(await openOf(bill.itemIds[0]!)).toBe(1_190_00n);
    expect(await queue('2026-10-09')).toEqual([]);
    expect(await aged('2026-10-08')).toEqual([0n, 0n, 0n, 0n, 0n, 0n, 1_190_00n]);
  });

  it('against the allowance, in part, waits six months in the United Kingdom and never takes a credit to income', async () => {
    const bill = await invoice({ taxes: [{ code: 'S', country: 'GB', baseMinor: 991_67n, taxMinor: 198_33n }] });
    must(
      await writeOff(books.engine, books.caller, {
        itemId: bill.itemIds[0]!,
        amount: '600.00',
        postingDate: '2026-03-01',
        against: 'allowance',
        reason: 'Half is lost.',
      }),
    );
    const [waiting] = await listReliefs(books.engine, books.tenantId, books.company.id, '2026-08-08');
    expect(waiting).toMatchObject({ conditionDate: '2026-08-09', claimUntil: '2030-08-09', state: 'waiting' });
    expect(
      refusalOf(
        await claimBadDebtRelief(books.engine, books.caller, {
          companyId: books.company.id,
          reliefIds: [waiting!.id],
          postingDate: '2026-08-08',
          reason: 'Too early.',
        }),
      ),
    ).toBe('receivables.relief-not-due');
    expect(await accountsOf()).toMatchObject({ bad_debt_allowance: 500_00n, bad_debt_tax: 100_00n });
    const credit = await post({ documentType: 'payment', amountMinor: -5_00n });
    expect(
      refusalOf(
        await writeOff(books.engine, books.caller, {
          itemId: credit.itemIds[0]!,
          against: 'loss',
          reason: 'Old credit.',
        }),
      ),
    ).toBe('receivables.wrong-side');
  });
});

describe('R4 Every document, taken back', () => {
  const reason = 'For the test.';
  const of = () => ({ engine: books.engine, caller: books.caller });
  /** What there is before the document, and the document itself: the item by which it is taken back. */
  interface Act {
    readonly before?: () => Promise<bigint>;
    readonly make: (itemId: bigint) => Promise<bigint>;
  }
  const posted = (document: Parameters<typeof post>[0]) => async () => (await post(document)).itemIds[0]!;
  const bill = async () => (await invoice()).itemIds[0]!;
  const money = posted({ documentType: 'on_account', amountMinor: -500_00n });
  const madeBy = (outcome: { itemId: string }): bigint => BigInt(outcome.itemId);
  const credit = (documentType: DocumentType) => async (linkedItemId: bigint) =>
    (await post({ documentType, amountMinor: -119_00n, linkedItemId, settles: true })).itemIds[0]!;
  const acts: Readonly<Partial<Record<DocumentType, Act>>> = {
    invoice: { make: bill },
    debit_memo: { make: posted({ documentType: 'debit_memo', amountMinor: 50_00n }) },
    credit_memo: { before: bill, make: credit('credit_memo') },
    payment: { before: bill, make: credit('payment') },
    on_account: { make: money },
    finance_charge: { make: posted({ documentType: 'finance_charge', amountMinor: 12_34n }) },
    discount: { before: bill, make: credit('discount') },
    bank_charge: { before: bill, make: credit('bank_charge') },
    tolerance: { before: bill, make: credit('tolerance') },
    adjustment: { make: posted({ documentType: 'adjustment', amountMinor: -7_00n }) },
    deduction: {
      before: bill,
      async make(itemId) {
        const wanted = { itemId, amount: '119.00', postingDate: '2026-02-12', reasonCode: 'PRICE', reason };
        return madeBy(must(await openDeduction(of().engine, of().caller, wanted)));
      },
    },
    down_payment_request: { make: posted({ documentType: 'down_payment_request', amountMinor: 119_00n }) },
    down_payment: {
      before: money,
      async make(itemId) {
        const wanted = { itemId, amount: '119.00', postingDate: '2026-01-15', taxCode: 'S', reason };
        return madeBy(must(await takeDownPayment(of().engine, of().caller, wanted)));
      },
    },
    refund: {
      async before() {
        const account = { accountId: books.accounts[customer]!, account: '4410077219', bankCode: '021000021' };
        await verifyBankAccount(of().engine, of().caller, { ...account, holderName: 'Customer' });
        return money();
      },
      async make(itemId) {
        const wanted = { itemId, amount: '30.00', postingDate: '2026-02-01', reasonCode: 'OVERPAID', reason };
        return madeBy(must(await refundCredit(of().engine, of().caller, wanted)));
      },
    },
    transfer: {
      before: bill,
      async make(itemId) {
        const toAccountId = books.accounts['C60']!;
        const wanted = { itemId, toAccountId, postingDate: '2026-01-20', reasonCode: 'WRONG-CUSTOMER', reason };
        return madeBy(must(await transferItem(of().engine, of().caller, wanted)));
      },
    },
    bill_of_exchange: {
      before: bill,
      async make(itemId) {
        const wanted = { itemId, postingDate: '2026-02-01', instrument: 'CHQ 1', maturity: '2026-04-30', reason };
        return madeBy(must(await acceptBill(of().engine, of().caller, wanted)));
      },
    },
    retention: {
      before: bill,
      async make(itemId) {
        const wanted = { itemId, amount: '59.50', postingDate: '2026-01-10', until: '2028-01-10', reason };
        return madeBy(must(await holdRetention(of().engine, of().caller, wanted)));
      },
    },
    withholding_tax: {
      before: bill,
      async make(itemId) {
        const wanted = { itemId, amount: '100.00', postingDate: '2026-02-09', expectedBy: '2026-04-30', reason };
        return madeBy(must(await withholdTax(of().engine, of().caller, wanted)));
      },
    },
    write_off: {
      before: bill,
      async make(itemId) {
        const wanted = {
          itemId,
          postingDate: '2026-02-01',
          reasonCode: 'INSOLVENCY',
          against: 'loss',
          reason,
        } as const;
        return madeBy(must(await writeOff(of().engine, of().caller, wanted)));
      },
    },
    recovery: {
      async before() {
        const wanted = { itemId: await bill(), postingDate: '2026-02-01', reasonCode: 'INSOLVENCY', reason };
        return madeBy(must(await writeOff(of().engine, of().caller, { ...wanted, against: 'loss' })));
      },
      async make(itemId) {
        const wanted = { itemId, amount: '119.00', postingDate: '2026-02-10', reason };
        return madeBy(must(await recoverWriteOff(of().engine, of().caller, wanted)));
      },
    },
  };
  /** What is open, on which account and in which bucket, with the tax in it; and what the accounts hold. */
  const state = async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select i.id::text, i.open_minor::text as open, i.special_gl,
          (select coalesce(sum(t.tax_minor), 0)::text from receivables.item_tax t where t.tenant_id = i.tenant_id
            and (t.item_id = i.id and t.adjusts_item_id is null or t.adjusts_item_id = i.id)) as tax
        from receivables.v_item i where i.tenant_id = ${books.tenantId} and i.account_id = ${books.accounts[customer]!} and i.open_minor <> 0
        order by i.id`.execute(db),
    );
    return { open: rows, accounts: await accountsOf(), aged: await aged('2026-12-31') };
  };

  it('is every type that a person or a system posts', () => {
    // An offset is taken back with its payables, a returned payment with its return, an exchange difference with the clearing that
    // made it, a reversal never.
    const elsewhere: readonly DocumentType[] = ['offset', 'returned_payment', 'exchange_difference', 'reversal'];
    expect([...Object.keys(acts), ...elsewhere].sort()).toEqual(Object.keys(documentTypes).sort());
  });

  it.each(Object.entries(acts))('%s: leaves the books as they were before it', async (_type, { before, make }) => {
    const itemId = before ? await before() : 0n;
    const was = await state();
    const made = await make(itemId);
    expect(await state()).not.toEqual(was);
    must(await reverse([made], '2026-03-15'));
    expect(await state()).toEqual(was);
    expect(refusalOf(await reverse([made], '2026-03-16'))).toBe('receivables.already-reversed');
  });
});
