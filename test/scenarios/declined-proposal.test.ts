/** A person declines what the engine proposes: it is kept, not proposed again, told on the receipt, and can be taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, declineProposal, leaveReceipt, takeUpReceipt, withdrawDecline } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments, takeClearingBack } from '#receivables';
import { openBank } from '#test/bank-days';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const today = '2026-02-10';

describe('R33 L2 A declined proposal is remembered', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: `${today}T09:00:00Z` });
    const invoice = (customer: string, number: string, amountMinor: bigint, documentDate: string) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate,
      currency: 'EUR',
      amountMinor,
    });
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          invoice('C1', 'RE-10001', 119_00n, '2026-01-10'),
          invoice('C2', 'RE-20001', 77_00n, '2026-01-10'),
          invoice('C2', 'RE-20002', 77_00n, '2026-01-20'),
        ],
      }),
    );
    const bank = await openBank(books, books.company);
    const money = (amountMinor: bigint, payer: string, text: string) => ({
      amountMinor,
      valueDate: today,
      payer,
      text,
    });
    must(
      await bank.read(today, [
        money(119_00n, 'Customer C1', 'RE-10001'),
        money(77_00n, 'Customer C2', 'Danke'),
        money(42_42n, 'Unbekannt AG', 'ohne Angaben'),
      ]),
    );
  });
  afterAll(() => books.close());

  const receiptOf = async (amountMinor: bigint) => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; version: number; decision: string; state: string; explanation: string; items: string | null }>`
        select r.id, r.version, r.decision, r.state, r.explanation,
          (select string_agg(i.number, ' ' order by i.number) from jsonb_array_elements(r.proposal->'allocations') a
            join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = (a->>'itemId')::bigint) as items
        from cash.v_receipt r where r.tenant_id = ${books.tenantId} and r.amount_minor = ${amountMinor}`.execute(db),
    );
    return rows[0]!;
  };
  const named = (receipt: { id: bigint; version: number }) => ({
    company: books.company,
    receiptId: receipt.id,
    version: receipt.version,
  });
  const decline = async (reason: string) =>
    declineProposal(books.engine, books.caller, { ...named(await receiptOf(77_00n)), reason });
  const again = async () => {
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: today }));
    return receiptOf(77_00n);
  };

  it('is not proposed again; the next explanation is proposed and never posted; taken back it comes again', async () => {
    expect(await receiptOf(77_00n)).toMatchObject({ decision: 'propose', items: 'RE-20001', state: 'unapplied' });
    must(await decline('They told us that RE-20001 is in dispute.'));
    const declined = await receiptOf(77_00n);
    expect(declined).toMatchObject({ decision: 'declined', items: null, state: 'unapplied' });
    expect(declined.explanation).toContain('RE-20001 is in dispute');
    const next = await again();
    expect(next).toMatchObject({ decision: 'propose', items: 'RE-20002' });
    expect(next.explanation).toContain('a person declined another explanation of this money');
    must(await decline('Nor this one.'));
    await again();
    expect(await again()).toMatchObject({ decision: 'declined', items: null, state: 'unapplied' });
    expect(must(await withdrawDecline(books.engine, books.caller, named(await receiptOf(77_00n))))).toMatchObject({
      withdrawn: 2,
    });
    expect(await again()).toMatchObject({ decision: 'propose', items: 'RE-20001' });
  });

  it('refuses what is not proposed, what somebody else worked on, what was not declined, and what is settled', async () => {
    const reason = 'Not this one.';
    const [proposed, unknown, applied] = [await receiptOf(77_00n), await receiptOf(42_42n), await receiptOf(119_00n)];
    const declineOne = async (receipt: { id: bigint; version: number }) =>
      refusalOf(await declineProposal(books.engine, books.caller, { ...named(receipt), reason }));
    expect(await declineOne({ ...proposed, version: proposed.version - 1 })).toBe('cash.receipt-stale');
    expect(await declineOne(unknown)).toBe('cash.nothing-proposed');
    expect(await declineOne(applied)).toBe('cash.receipt-not-found');
    expect(refusalOf(await withdrawDecline(books.engine, books.caller, named(proposed)))).toBe('cash.nothing-declined');
    expect([await receiptOf(77_00n), await receiptOf(42_42n), await receiptOf(119_00n)]).toEqual([
      proposed,
      unknown,
      applied,
    ]);
  });

  it('money that was left on account is not proposed for, until that is taken back', async () => {
    const { engine, caller } = books;
    const proposed = await receiptOf(77_00n);
    expect(refusalOf(await takeUpReceipt(engine, caller, named(proposed)))).toBe('cash.not-left');
    must(await leaveReceipt(engine, caller, { ...named(proposed), versionNow: proposed.version, accountId: null }));
    expect(await again()).toMatchObject({ decision: 'on_account', explanation: 'Left on account by a person.' });
    const left = await receiptOf(77_00n);
    expect(refusalOf(await takeUpReceipt(engine, caller, named(proposed)))).toBe('cash.receipt-stale');
    must(await takeUpReceipt(engine, caller, named(left)));
    expect(await again()).toMatchObject({ decision: 'propose', items: 'RE-20001', state: 'unapplied' });
  });

  it('an application that was taken back is no explanation any more, and is not made again by itself', async () => {
    const { engine, caller, tenantId } = books;
    expect(await receiptOf(119_00n)).toMatchObject({ decision: 'apply', state: 'applied' });
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select distinct a.clearing_id as id from receivables.v_allocation a
        join cash.v_receipt r on r.tenant_id = a.tenant_id and r.item_id = a.credit_item_id
        where a.tenant_id = ${tenantId} and r.amount_minor = 11900`.execute(db),
    );
    must(await takeClearingBack(engine, caller, { clearingId: rows[0]!.id, reason: 'It was for another invoice.' }));
    const waits = {
      state: 'unapplied',
      explanation:
        'Its application was taken back; it waits to be applied anew. What had explained it: EUR 119.00 pays RE-10001: named in the bank text, and the amount agrees.',
    };
    expect(await receiptOf(119_00n)).toMatchObject(waits);
    must(await applyCash(engine, caller, { company: books.company, asOf: today }));
    expect(await receiptOf(119_00n)).toMatchObject(waits);
  });

  it('leaves books that verify', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
