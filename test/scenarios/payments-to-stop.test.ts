/** Refunds are on their way to the bank when their customers become insolvent: whoever can call the bank is told, until it is done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createBankAccount,
  listDueRefunds,
  listPaymentFiles,
  listPaymentsToStop,
  listRefundChecks,
  loadPaymentFile,
} from '#cash';
import { liftInsolvency, recordInsolvency } from '#customers';
import { makeIban } from '#kernel';
import { loadToday, runDay, verify } from '#operations';
import { approveRequest, type Caller, requestApproval } from '#platform';
import { postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must } from '../books.ts';
import { houseBank } from '../mt940-day.ts';
import { verifyBankAccount } from '../verified-account.ts';

const today = '2026-02-10';
const theirs = (n: number): string => makeIban('DE', `37040044053201300${n}`);
let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let bankAccountId: string;

async function byTwo(action: string, input: Record<string, unknown>) {
  const asked = must(await requestApproval(books.engine, lead, { action, input, reason: 'Please look.' }));
  const { requestId, contentHash } = asked;
  return must(await approveRequest(books.engine, controller, { requestId: BigInt(requestId), contentHash }));
}

const due = async () => (await listDueRefunds(books.engine, books.tenantId, books.company)).rows;

async function refund(customer: string, cents: bigint, byCheck = false): Promise<{ itemId: string; number: string }> {
  const { engine, caller, company, accounts } = books;
  const credit = {
    ...{ accountId: accounts[customer]!, documentType: 'credit_memo' as const, number: null },
    ...{ documentDate: '2026-02-01', currency: 'EUR', amountMinor: -cents },
  };
  const { posted } = must(await postDocuments(engine, caller, { company, documents: [credit] }));
  const input = { itemId: posted[0]!.itemIds[0]!.toString(), reason: 'A rebate.', ...(byCheck && { byCheck }) };
  await byTwo('receivables.refund', input);
  const made = (await due()).at(-1)!;
  return { itemId: String(made.itemId), number: made.number };
}

const insolvent = async (number: string) =>
  must(
    await recordInsolvency(books.engine, books.caller, {
      ...{ number, today, openedOn: '2026-02-09', claimDeadline: null },
      ...{ courtReference: 'AG Köln 71 IN 4/26', source: 'Letter of the administrator.' },
    }),
  );
const toStop = async () =>
  (await listPaymentsToStop(books.engine, books.tenantId, { companyIds: [books.company.id] })).rows;
const fileNow = async () => {
  const { engine, tenantId, company } = books;
  const [file] = (await listPaymentFiles(engine, tenantId, { companyId: company.id, limit: 1 })).rows;
  const fileId = BigInt(file!.fileId);
  return {
    file: file!,
    fileId,
    rows: (await loadPaymentFile(engine, tenantId, { companyId: company.id, fileId }))!.rows,
  };
};
const countToday = async () =>
  (await loadToday(books.engine, books.tenantId, { companyIds: [books.company.id], personId: 1n })).companies[0]!
    .cashWork.paymentsToStop;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 3, now: `${today}T09:00:00Z` });
  const { engine, caller, company, accounts } = books;
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  const bank = { company, number: houseBank, currency: 'EUR', name: 'House bank' };
  bankAccountId = must(await createBankAccount(engine, caller, bank)).id.toString();
  for (const n of [1, 2])
    await verifyBankAccount(engine, caller, {
      ...{ accountId: accounts[`C${n}`]!, account: theirs(n), holderName: `Customer ${n}` },
    });
});
afterAll(() => books.close());

describe('R26 R38 Payments on their way to customers who become insolvent', () => {
  it('are told to whoever can call the bank: on the page, today, and in the day run', async () => {
    const [one, two, three] = [await refund('C1', 30_00n), await refund('C2', 20_00n), await refund('C3', 7_00n, true)];
    await byTwo('cash.pay-refunds', {
      ...{ bankAccountId, itemIds: [one.itemId, two.itemId], reason: 'Tuesday’s payments.' },
    });
    await byTwo('cash.pay-refunds-by-check', {
      ...{ bankAccountId, checks: [{ itemId: three.itemId, number: '1001' }], reason: 'By check.' },
    });
    expect(await toStop()).toEqual([]);
    expect(await countToday()).toBe(0);
    await insolvent('C1');
    await insolvent('C3');
    const { file, rows } = await fileNow();
    expect(await toStop()).toMatchObject([
      {
        ...{ refund: one.number, customer: 'C1', amount: '30.00', file: file.number, check: null },
        ...{ bankAccountName: 'House bank', leavesOn: today, insolventSince: '2026-02-09' },
      },
      { refund: three.number, customer: 'C3', amount: '7.00', file: null, check: '1001' },
    ]);
    expect(file).toMatchObject({ onTheWay: 2, toStop: 1 });
    expect(rows.map((row) => [row.number, row.insolventSince])).toEqual([
      [one.number, '2026-02-09'],
      [two.number, null],
    ]);
    const checks = await listRefundChecks(books.engine, books.tenantId, { companyId: books.company.id, limit: 5 });
    expect(checks.rows).toMatchObject([{ number: '1001', insolventSince: '2026-02-09' }]);
    expect(await countToday()).toBe(2);
    const run = must(
      await runDay(books.engine, books.caller, {
        ...{ asOf: today, inboxFolder: books.home, sendPath: sendPath({ home: books.home }) },
      }),
    );
    const cash = run.stages.find((stage) => stage.stage === 'cash')!;
    expect(cash.counts['payments to stop at the bank']).toBe(2);
    expect(cash.notes).toContain(
      `Refund ${one.number} of EUR 30.00 to customer C1, insolvent since 2026-02-09, is on its way (payment file ${file.number} of House bank): have the bank stop it.`,
    );
  });

  it('are told no longer once the bank has stopped them, and their refunds wait for the administrator’s account', async () => {
    const { fileId, rows } = await fileNow();
    const itemIds = [String(rows[0]!.itemId)];
    await byTwo('cash.withdraw-payments', {
      ...{ fileId: fileId.toString(), as: 'withdrawn', itemIds, reason: 'The bank stopped it by telephone.' },
    });
    expect((await toStop()).map((row) => row.check)).toEqual(['1001']);
    const [check] = await toStop();
    await byTwo('cash.end-refund-check', {
      ...{ paymentId: String(check!.paymentId), as: 'stopped', reason: 'The bank was told.' },
    });
    expect(await toStop()).toEqual([]);
    expect(await countToday()).toBe(0);
    expect((await due()).map((row) => [row.customer, row.why?.code])).toEqual([
      ['C1', 'insolvent'],
      ['C3', 'insolvent'],
    ]);
  });

  it('are as they were where the proceedings are lifted, and a payment to the administrator is none of them', async () => {
    await insolvent('C2');
    expect((await toStop()).map((row) => row.customer)).toEqual(['C2']);
    must(await liftInsolvency(books.engine, books.caller, { number: 'C2', today, reason: 'Annulled on appeal.' }));
    expect(await toStop()).toEqual([]);
    const { engine, caller, accounts } = books;
    await verifyBankAccount(engine, caller, {
      ...{ accountId: accounts['C1']!, account: theirs(3), holderName: 'Administrator of Customer 1' },
    });
    const estate = await refund('C1', 11_00n);
    await byTwo('cash.pay-refunds', { bankAccountId, itemIds: [estate.itemId], reason: 'To the administrator.' });
    expect((await fileNow()).file).toMatchObject({ onTheWay: 1, toStop: 0 });
    expect(await toStop()).toEqual([]);
    const { checks } = await verify(engine, books.tenantId);
    expect(checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
