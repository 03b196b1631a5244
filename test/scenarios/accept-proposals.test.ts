/** Many proposals accepted as one piece of long work: what would be posted is seen of all, and only that is posted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptProposals,
  applyCash,
  createBankAccount,
  importBankFile,
  loadAcceptance,
  type ProposalChoice,
} from '#cash';
import { addDays, done, type Outcome } from '#kernel';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { askToStop, latestJob, runJob, runQuery, sql } from '#platform';
import { postDocuments, reverseClearing } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { houseBank, mt940Day } from '#test/mt940-day';

const day = '2026-03-02';
const invoices = 30;
let books: Books;
const plan = (choice: ProposalChoice = { all: true, except: [] }) =>
  loadAcceptance(books.engine, books.tenantId, { companyIds: [books.company.id], choice });
const accept = (choice: ProposalChoice, digest: string) =>
  acceptProposals(books.engine, books.caller, { companies: [books.company], choice, digest });
const openOf = (numbers: readonly string[]): Promise<bigint[]> =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const { rows } = await sql<{ open_minor: bigint }>`
      select open_minor from receivables.v_item where tenant_id = ${books.tenantId} and number = any(${numbers as string[]}::text[])
      order by number`.execute(db);
    return rows.map((row) => row.open_minor);
  });

beforeAll(async () => {
  books = await openBooks({ customers: 2, now: `${day}T09:00:00Z` });
  const { engine, caller, company, tenantId, accounts } = books;
  const glAccountId = (await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id))).find(
    (account) => account.purpose === 'bank',
  )!.id;
  must(
    await createBankAccount(engine, caller, {
      company,
      number: houseBank,
      currency: 'EUR',
      name: 'House bank',
      glAccountId,
    }),
  );
  const documents = Array.from({ length: invoices }, (_, index) => ({
    accountId: accounts[index % 2 === 0 ? 'C1' : 'C2']!,
    documentType: 'invoice' as const,
    number: `RE-${5001 + index}`,
    documentDate: addDays(day, -40),
    currency: 'EUR',
    amountMinor: 10_000n + BigInt(index),
  }));
  must(await postDocuments(engine, caller, { company, documents }));
  // The text names the invoice, the payer is unknown, and it is paid in part: the engine only proposes it.
  const lines = documents.map((one) => [4_000, 'Unbekannt', one.number] as const);
  // The last invoice is named twice, and both payments together are more than it is worth.
  const twice = [9_000, 'Unbekannt', `RE-${5000 + invoices}`] as const;
  const bytes = mt940Day({ day, lines: [...lines, twice] });
  must(await importBankFile(engine, caller, { name: 'monday.sta', bytes }));
  must(await applyCash(engine, caller, { company, asOf: day }));
});
afterAll(() => books.close());

describe('R33 R70 Accepting what the engine proposes, a whole queue at once', () => {
  it('shows of all what would be posted, and leaves out what an earlier one takes', async () => {
    const { proposals } = await plan();
    expect(proposals.length).toBe(invoices + 1);
    const out = proposals.filter((one) => one.leftOut !== null);
    expect(out.map((one) => one.leftOut)).toEqual([{ code: 'taken', number: `RE-${5000 + invoices}` }]);
    expect(await openOf(['RE-5001'])).toEqual([10_000n]);
  });

  it('posts only what was looked at', async () => {
    const [first, second] = (await plan()).proposals;
    const choice = { all: false, receiptIds: [first!.receiptId, second!.receiptId] } as const;
    const { digest } = await plan(choice);
    const other = { all: false, receiptIds: [first!.receiptId] } as const;
    expect(refusalOf(await accept(other, digest))).toBe('cash.proposals-changed');
    expect(await openOf(['RE-5001', 'RE-5002'])).toEqual([10_000n, 10_001n]);
    expect(must(await accept(choice, digest))).toEqual({
      doneIds: [first!.receiptId.toString(), second!.receiptId.toString()],
      refused: [],
      stopped: false,
    });
    expect(await openOf(['RE-5001', 'RE-5002'])).toEqual([6_000n, 6_001n]);
    // Asked again, as after a broken line: it is done once.
    expect(refusalOf(await accept(choice, digest))).toBe('cash.proposals-changed');
    expect(await openOf(['RE-5001', 'RE-5002'])).toEqual([6_000n, 6_001n]);
  });

  it('accepts the whole queue but some, each to be taken back by itself', async () => {
    const except = [(await plan()).proposals[0]!.receiptId];
    const { digest, proposals } = await plan({ all: true, except });
    const going = proposals.filter((one) => one.leftOut === null);
    expect(going.length).toBe(invoices - 3);
    const accepted = must(await accept({ all: true, except }, digest));
    expect(accepted).toMatchObject({ refused: [], stopped: false });
    expect(accepted.doneIds.length).toBe(going.length);
    expect(await openOf(['RE-5003', 'RE-5004'])).toEqual([10_002n, 6_003n]);
    const job = await latestJob(books.engine, books.tenantId, 'accept-proposals');
    expect(job).toMatchObject({ state: 'done' });
    const left = await plan();
    expect(left.proposals.map((one) => one.leftOut?.code ?? 'free')).toEqual(['free', 'open']);
    const clearingId = await runQuery(books.engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ id: bigint }>`
        select a.clearing_id as id from receivables.v_allocation a
        join receivables.v_item i on i.tenant_id = a.tenant_id and i.id = a.debit_item_id
        where a.tenant_id = ${books.tenantId} and i.number = 'RE-5004'`.execute(db);
      return rows[0]!.id;
    });
    const { engine, caller, company } = books;
    must(
      await reverseClearing(engine, caller, {
        company,
        clearingId,
        postingDate: day,
        reason: 'Somebody else’s money.',
      }),
    );
    expect(await openOf(['RE-5003', 'RE-5004', 'RE-5005'])).toEqual([10_002n, 10_003n, 6_004n]);
    const { ok, checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(ok).toBe(true);
  });

  it('is stopped between two by the person who began it, and by nobody else', async () => {
    const { engine, caller, tenantId } = books;
    const heard: boolean[] = [];
    const run: Outcome<null> = await runJob(engine, caller, 'accept-proposals', async (job) => {
      heard.push(await job.progress('proposals', 0, 3));
      await askToStop(engine, tenantId, { kind: 'accept-proposals', personId: caller.actor.personId + 1n });
      heard.push(await job.progress('proposals', 1, 3));
      await askToStop(engine, tenantId, { kind: 'accept-proposals', personId: caller.actor.personId });
      heard.push(await job.progress('proposals', 2, 3));
      return done(null);
    });
    must(run);
    expect(heard).toEqual([false, false, true]);
  });
});
