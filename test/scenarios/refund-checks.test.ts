/** Refunds by check: written once per number, paid by the bank's debit of that number, due again when voided or stopped. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  endRefundCheck,
  importBankFile,
  listDueRefunds,
  listRefundChecks,
  paymentStatus,
  payRefundsByCheck,
} from '#cash';
import { recordInsolvency } from '#customers';
import { verify } from '#operations';
import { approveRequest, type Caller, requestApproval, runQuery, sql } from '#platform';
import { postDocuments, refundCredit, reverseOneDocument } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';
import { type BookedLine, houseBank, mt940Day } from '../mt940-day.ts';

let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let bankAccountId: string;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 3, now: '2026-02-10T09:00:00Z' });
  const { engine, caller, company } = books;
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  const bank = { company, number: houseBank, currency: 'EUR', name: 'House bank' };
  bankAccountId = must(await createBankAccount(engine, caller, bank)).id.toString();
});
afterAll(() => books.close());

/** Asked for by the lead, approved by the controller. */
async function byTwo(action: string, input: Record<string, unknown>) {
  const asked = await requestApproval(books.engine, lead, { action, input, reason: 'Please look.' });
  if (!asked.ok) return asked;
  const { requestId, contentHash } = asked.value;
  return approveRequest(books.engine, controller, { requestId: BigInt(requestId), contentHash });
}

/** A credit memo of a customer who never told an account, refunded to leave by check. */
async function refund(customer: string, cents: bigint): Promise<{ itemId: string; number: string }> {
  const { engine, caller, company } = books;
  const credit = {
    ...{ accountId: books.accounts[customer]!, documentType: 'credit_memo' as const, number: null },
    ...{ documentDate: '2026-02-01', currency: 'EUR', amountMinor: -cents },
  };
  const posted = must(await postDocuments(engine, caller, { company, documents: [credit] }));
  const itemId = posted.posted[0]!.itemIds[0]!.toString();
  must(await byTwo('receivables.refund', { itemId, byCheck: true, reason: 'A rebate for the year.' }));
  const made = (await due()).at(-1)!;
  return { itemId: String(made.itemId), number: made.number };
}

const due = async () => (await listDueRefunds(books.engine, books.tenantId, books.company)).rows;
const checks = async () =>
  (await listRefundChecks(books.engine, books.tenantId, { companyId: books.company.id, limit: 50 })).rows;
const write = (...pairs: readonly (readonly [itemId: string, number: string])[]) =>
  byTwo('cash.pay-refunds-by-check', {
    ...{ bankAccountId, reason: 'The February run of checks.' },
    checks: pairs.map(([itemId, number]) => ({ itemId, number })),
  });

let statement = 0;
async function bank(day: string, ...lines: BookedLine[]) {
  const { engine, caller, company } = books;
  statement += 1;
  must(
    await importBankFile(engine, caller, {
      name: `${statement}.sta`,
      bytes: mt940Day({ day, number: statement, lines }),
    }),
  );
  return must(await applyCash(engine, caller, { company, asOf: day }));
}
async function owed(): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ sum: bigint }>`
      select coalesce(sum(l.company_amount_minor), 0)::bigint as sum from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and a.purpose = 'refunds_payable'`.execute(db),
  );
  return rows[0]!.sum;
}
const failed = async () => (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0);

describe('R34 R38 A refund by check', () => {
  it('needs no account, takes two persons, and is paid by the bank’s debit of its number', async () => {
    const [one, two] = [await refund('C1', 30_00n), await refund('C2', 12_34n)];
    expect(await due()).toMatchObject([
      { number: one.number, account: null, scheme: null, byCheck: true },
      { number: two.number, byCheck: true },
    ]);
    const alone = { bankAccountId, checks: [{ itemId: one.itemId, number: '001001' }], reason: 'At once.' };
    expect(refusalOf(await payRefundsByCheck(books.engine, controller, alone))).toBe('authority.approval-needed');
    must(await write([one.itemId, '001001'], [two.itemId, '001002']));
    expect(await due()).toEqual([]);
    expect(await checks()).toMatchObject([
      {
        number: '001002',
        refund: two.number,
        customer: 'C2',
        payee: 'Customer C2',
        amount: '12.34',
        state: 'on_the_way',
      },
      { number: '001001', refund: one.number, writtenOn: '2026-02-10', state: 'on_the_way' },
    ]);
    expect(await owed()).toBe(-42_34n);
    // While a check may be presented its refund is not taken back.
    const reversal = { itemId: BigInt(one.itemId), reason: 'Asked for twice.' };
    expect(refusalOf(await reverseOneDocument(books.engine, controller, reversal))).toBe('receivables.held');
    expect(await bank('2026-02-12', [-30_00, 'Check paid', 'CHECK NO 1001'])).toMatchObject({
      ...{ refundsPaid: 1, otherMoneyOut: 0 },
    });
    expect(await owed()).toBe(-12_34n);
    expect(await checks()).toMatchObject([{ state: 'on_the_way' }, { state: 'paid', day: '2026-02-12' }]);
    const status = await paymentStatus(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, itemId: BigInt(two.itemId), day: '2026-02-12' },
    });
    expect(status).toMatchObject({
      status: 'refund_on_the_way',
      steps: [{ text: `Refund ${two.number} is paid by check 001002, which the bank has not paid yet.` }],
    });
    expect(await failed()).toEqual([]);
  });

  it('that the bank pays for another amount is a person’s, and so is one that two lines name', async () => {
    expect(await bank('2026-02-13', [-12_43, 'Check paid', 'CHECK 1002'])).toMatchObject({ refundsPaid: 0 });
    expect(
      await bank('2026-02-14', [-12_34, 'Check paid', 'CHECK 1002'], [-12_34, 'Check paid', 'CHECK 001002']),
    ).toMatchObject({ refundsPaid: 0 });
    expect((await checks())[0]).toMatchObject({ number: '001002', state: 'on_the_way' });
  });

  it('uses a number once per account, also after the check was voided', async () => {
    const one = await refund('C1', 5_00n);
    expect(refusalOf(await write([one.itemId, '1001']))).toBe('cash.check-used');
    const two = await refund('C1', 6_00n);
    expect(refusalOf(await write([one.itemId, '1003'], [two.itemId, '01003']))).toBe('cash.check-used');
    must(await write([one.itemId, '1003']));
    expect(refusalOf(await write([one.itemId, '1004']))).toBe('cash.refund-not-due');
    const [check] = await checks();
    const end = { paymentId: String(check!.paymentId), as: 'voided' as const, reason: 'Torn in the printer.' };
    expect(refusalOf(await endRefundCheck(books.engine, controller, end))).toBe('authority.approval-needed');
    must(await byTwo('cash.end-refund-check', end));
    expect(refusalOf(await byTwo('cash.end-refund-check', end))).toBe('cash.payment-ended');
    expect(refusalOf(await write([two.itemId, '1003']))).toBe('cash.check-used');
    expect((await due())[0]).toMatchObject({
      ...{ number: one.number, byCheck: true, lastEnded: { as: 'voided', reason: 'Torn in the printer.' } },
    });
    must(await write([one.itemId, '1004'], [two.itemId, '1005']));
    expect(await failed()).toEqual([]);
  });

  it('pays a refund once: one that is named with two checks is refused at its place, whichever came last', async () => {
    const twice = await refund('C1', 7_00n);
    const outcome = await write([twice.itemId, '1101'], [twice.itemId, '1102']);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: {
        code: 'cash.refund-twice',
        message: `Refund ${twice.number} stands here with check 1101 and with check 1102; one check pays it. Nothing was changed.`,
        at: { field: 'checks.1.itemId' },
      },
    });
    expect(refusalOf(await write([twice.itemId, '1101'], [twice.itemId, '1101']))).toBe('cash.refund-twice');
    expect((await checks()).filter((one) => one.number.startsWith('11'))).toEqual([]);
    must(await write([twice.itemId, '1102']));
  });

  it('that was stopped is due again; where the bank pays it all the same, the line waits for a person', async () => {
    const check = (await checks()).find((one) => one.number === '1005')!;
    must(
      await byTwo('cash.end-refund-check', {
        ...{ paymentId: String(check.paymentId), as: 'stopped', reason: 'Lost in the mail.' },
      }),
    );
    const before = await owed();
    expect(await bank('2026-02-16', [-6_00, 'Check paid', 'CHECK 1005'])).toMatchObject({ refundsPaid: 0 });
    expect(await owed()).toBe(before);
    expect((await due()).map((one) => one.number)).toContain(check.refund);
    // What was paid cannot be stopped any more.
    await bank('2026-02-17', [-5_00, 'Check paid', 'CHEQUE NR. 1004']);
    const paid = (await checks()).find((one) => one.number === '1004')!;
    expect(paid.state).toBe('paid');
    const late = { paymentId: String(paid.paymentId), as: 'stopped', reason: 'Too late.' };
    expect(refusalOf(await byTwo('cash.end-refund-check', late))).toBe('cash.payment-paid');
  });

  it('of an insolvent customer is neither posted nor written', async () => {
    const { engine, caller, company } = books;
    const waiting = await refund('C3', 9_00n);
    must(
      await recordInsolvency(engine, caller, {
        ...{ number: 'C3', today: '2026-02-17', openedOn: '2026-02-16', claimDeadline: null },
        ...{ courtReference: 'AG Köln 71 IN 4/26', source: 'Letter of the administrator.' },
      }),
    );
    expect((await due()).at(-1)).toMatchObject({ number: waiting.number, byCheck: false, why: { code: 'insolvent' } });
    expect(refusalOf(await write([waiting.itemId, '1006']))).toBe('cash.refund-not-payable');
    const credit = {
      ...{ accountId: books.accounts['C3']!, documentType: 'credit_memo' as const, number: null },
      ...{ documentDate: '2026-02-01', currency: 'EUR', amountMinor: -1_00n },
    };
    const { posted } = must(await postDocuments(engine, caller, { company, documents: [credit] }));
    const input = { itemId: posted[0]!.itemIds[0]!, byCheck: true, reason: 'Asked for.' };
    expect(refusalOf(await refundCredit(engine, lead, input))).toBe('receivables.payout-check');
    expect(await failed()).toEqual([]);
  });
});
