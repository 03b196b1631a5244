/** R35 R38 Money that goes back: to the account that it came from, or to one that a second person verified, and nowhere else. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { makeIban } from '#kernel';
import { verify } from '#operations';
import { approveRequest, type Caller, requestApproval, runQuery, sql } from '#platform';
import { listRefunds, postDocuments, reverseDocument } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';
import { verifyBankAccount } from '../verified-account.ts';

const [payer, newAccount, stranger] = [1, 2, 3].map((n) => makeIban('DE', `37040044053201300${n}`)) as [
  string,
  string,
  string,
];

let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let creditId: bigint;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 2, now: '2026-02-10T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  must(await createBankAccount(engine, caller, { company, number: houseBank, currency: 'EUR', name: 'House bank' }));
  const invoice = {
    ...{ accountId: books.accounts['C1']!, documentType: 'invoice' as const, number: 'RE-4001' },
    ...{ documentDate: '2026-01-10', currency: 'EUR', amountMinor: 100_00n },
  };
  must(await postDocuments(engine, caller, { company, documents: [invoice] }));
  const bytes = mt940Day({ day: '2026-02-09', lines: [[180_00, 'Customer C1', 'RE-4001', payer]] });
  must(await importBankFile(engine, caller, { name: 'monday.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf: '2026-02-10' }));
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ id: bigint; open: bigint }>`
      select i.id, i.open_minor as open from cash.v_receipt r
      join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id where r.tenant_id = ${tenantId}`.execute(
      db,
    ),
  );
  expect(rows).toMatchObject([{ open: -80_00n }]);
  creditId = rows[0]!.id;
});
afterAll(() => books.close());

const ask = (caller: Caller, more: object = {}) =>
  requestApproval(books.engine, caller, {
    action: 'receivables.refund',
    input: { itemId: creditId.toString(), amount: '30.00', reason: 'Paid too much.', ...more },
    reason: 'The customer asks for it.',
  });
const approve = (caller: Caller, asked: { requestId: string; contentHash: string }) =>
  approveRequest(books.engine, caller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash });
const sentenceOf = (requestId: string): Promise<string> =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const { rows } = await sql<{ sentence: string }>`
      select sentence from platform.authority_request where tenant_id = ${books.tenantId} and id = ${requestId}::bigint`.execute(
      db,
    );
    return rows[0]!.sentence;
  });
const verifyAccount = (account: string, more: { bankCode?: string } = {}): Promise<void> =>
  verifyBankAccount(books.engine, books.caller, {
    ...{ accountId: books.accounts['C1']!, account, holderName: 'Customer C1' },
    ...more,
  });
const refunds = (from = '2026-02-01', to = '2026-02-28') =>
  listRefunds(books.engine, books.tenantId, { companyId: books.company.id, from, to });
const failed = async (): Promise<string[]> =>
  (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0).map((check) => check.name);

describe('R35 R38 A refund', () => {
  it('goes back to the account that the money came from: the second person sees which', async () => {
    const asked = must(await ask(lead));
    expect(await sentenceOf(asked.requestId)).toContain(
      `to customer C1, paid to ${payer} of Customer C1 (the account that the money came from)`,
    );
    must(await approve(controller, asked));
    expect(await refunds()).toMatchObject([
      {
        ...{ customer: 'C1', amount: '30.00', currency: 'EUR', postingDate: '2026-02-10' },
        payTo: { account: payer, holderName: 'Customer C1', basis: 'originating' },
      },
    ]);
    expect(await refunds('2026-01-01', '2026-01-31')).toEqual([]);
  });

  it('to another account is not even asked for before a second person has verified it', async () => {
    expect(refusalOf(await ask(lead, { payTo: newAccount }))).toBe('receivables.payout-unverified');
    await verifyAccount(newAccount, { bankCode: 'COBADEFF' });
    const asked = must(await ask(lead, { payTo: newAccount.replaceAll(/(.{4})/g, '$1 ') }));
    expect(await sentenceOf(asked.requestId)).toContain('(verified by two persons)');
    must(await approve(controller, asked));
    expect((await refunds()).map((one) => one.payTo?.basis)).toEqual(['originating', 'verified']);
    expect((await refunds())[1]).toMatchObject({ payTo: { account: newAccount, bankCode: 'COBADEFF' } });
    expect(refusalOf(await ask(lead, { amount: '5.00', payTo: stranger }))).toBe('receivables.payout-unverified');
  });

  it('is not approved once the account in force is another than the one that was asked for', async () => {
    const asked = must(await ask(lead, { amount: '5.00', payTo: newAccount }));
    await verifyAccount(stranger);
    expect(refusalOf(await approve(controller, asked))).toMatch(/^(authority|receivables)\./);
    expect(await refunds()).toHaveLength(2);
    // Where the money came from stays right whatever is in force.
    must(await approve(controller, must(await ask(lead, { amount: '5.00' }))));
    expect((await refunds())[2]).toMatchObject({ payTo: { account: payer, basis: 'originating' } });
  });

  it('that was reversed is not paid out', async () => {
    const [first] = await refunds();
    const { engine, caller, company } = books;
    must(
      await reverseDocument(engine, caller, {
        company,
        itemIds: [first!.itemId],
        postingDate: '2026-02-10',
        reason: 'Asked for twice.',
      }),
    );
    expect((await refunds()).map((one) => one.amount)).toEqual(['30.00', '5.00']);
  });

  it('whose account somebody changes behind the program fails verification', async () => {
    expect(await failed()).toEqual([]);
    const client = new pg.Client({ connectionString: books.ownerUrl });
    await client.connect();
    try {
      for (const basis of ['originating', 'verified']) {
        const move = (to: string) =>
          client.query(`update receivables.refund_payout set account_key = $1 where basis = $2`, [to, basis]);
        await move(makeIban('DE', '370400440532013009'));
        expect(await failed()).toEqual([
          'refunds go to the account that the money came from, or to one that two persons verified',
        ]);
        await move(basis === 'verified' ? newAccount : payer);
      }
      expect(await failed()).toEqual([]);
    } finally {
      await client.end();
    }
  });
});
