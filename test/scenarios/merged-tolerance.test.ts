/** What is let go of a customer in a month is counted over all who read as it since a merge: by the engine, and by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, setMatchingPolicy } from '#cash';
import { relateCustomers } from '#customers';
import { verify } from '#operations';
import { type Caller, runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '#test/authority-world';
import { type BankDays, openBank } from '#test/bank-days';
import { must } from '#test/books';

let books: PeopledBooks;
let bank: BankDays;
let applier: Caller;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 2, now: '2026-02-20T09:00:00Z' });
  bank = await openBank(books, books.company);
  applier = await books.hire('Cash Applier', 'cash_applier');
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: (
        [
          ['C1', 'AR-10001'],
          ['C2', 'AR-20001'],
          ['C1', 'AR-10002'],
          ['C1', 'AR-10003'],
        ] as const
      ).map(([customer, number]) => ({
        ...{ accountId: books.accounts[customer]!, documentType: 'invoice', number, documentDate: '2026-01-10' },
        ...{ currency: 'EUR', amountMinor: 100_00n },
      })),
    }),
  );
  must(
    await setMatchingPolicy(books.engine, books.caller, {
      company: books.company,
      rules: {
        ...{ validFrom: '2026-02-20', toleranceMinor: 1_00n, tolerancePercent: 1, toleranceMonthMinor: 1_00n },
        ...{ maximumDeductionMinor: 500_00n, maximumDeductionPercent: 20, unearnedDiscount: 'deduction' },
        ...{ withholding: [], maximumBankChargeMinor: 0n, maximumReturnChargeMinor: 50_00n, discountGraceDays: 0 },
        ...{ interchangeable: 'propose', maximumChance: 0.001, minimumConfidence: 0, minimumPrecision: 0.999 },
        mayPost: ['advice', 'reference', 'difference', 'amount'],
        reason: 'A euro a month is not worth a call.',
      },
    }),
  );
});
afterAll(() => books.close());

const receive = async (valueDate: string, amountMinor: bigint, payer: string, text: string) => {
  must(await bank.read(valueDate, [{ amountMinor, valueDate, payer, text }]));
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; version: number; state: string }>`
      select id, version, state from cash.v_receipt where tenant_id = ${books.tenantId} order by id desc limit 1`.execute(
      db,
    ),
  );
  return rows[0]!;
};
/** What was let go as tolerance, in cents, by the number of the customer whose item it closed. */
const letGo = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ number: string; amount: bigint }>`
      select a.number, (-sum(i.amount_minor))::bigint as amount from receivables.v_item i
      join customers.v_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
      where i.tenant_id = ${books.tenantId} and i.document_type = 'tolerance' group by 1 order by 1`.execute(db),
  );
  return rows;
};

describe('R33 What is let go of a customer that was merged', () => {
  it('is counted together, where money is applied by itself', async () => {
    await receive('2026-02-20', 99_55n, 'Customer C1', 'AR-10001');
    await receive('2026-02-20', 99_55n, 'Customer C2', 'AR-20001');
    const before = [
      { number: 'C1', amount: 45n },
      { number: 'C2', amount: 45n },
    ];
    expect(await letGo()).toEqual(before);
    must(
      await relateCustomers(books.engine, books.caller, {
        ...{ kind: 'merged_into', number: 'C2', otherNumber: 'C1', from: '2026-02-20', reason: 'The same firm.' },
      }),
    );
    // 0.90 of the month's euro is gone: 0.40 more is let go no longer.
    await receive('2026-02-20', 99_60n, 'Customer C1', 'AR-10002');
    expect(await letGo()).toEqual(before);
  });

  it('is counted together, where a person names it', async () => {
    const receipt = await receive('2026-02-20', 55_55n, 'Customer C1', 'Danke');
    expect(receipt.state).not.toBe('applied');
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint }>`
        select id from receivables.v_item where tenant_id = ${books.tenantId} and number = 'AR-10003'`.execute(db),
    );
    const apply = (amountMinor: bigint) =>
      applyReceipt(books.engine, applier, {
        ...{ company: books.company, receiptId: receipt.id, version: receipt.version, versionNow: receipt.version },
        allocations: [
          {
            ...{ itemId: rows[0]!.id, receiptAmountMinor: 55_55n },
            adjustments: [{ kind: 'tolerance', amountMinor, reason: 'Rounded.' }],
          },
        ],
      });
    expect(await apply(11n)).toMatchObject({
      ok: false,
      refusal: { code: 'cash.difference-authority', details: { amount: '0.11', leftInMonth: '0.10' } },
    });
    must(await apply(10n));
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
