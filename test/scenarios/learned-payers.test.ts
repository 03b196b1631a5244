/** A person says whose money it was; the next receipts of that payer find their items, and what proves wrong is weaker. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, declineProposal, listPayerAliases, removeAlias } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments, reverseClearing } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const alpina = 'Alpina Verwaltung KG?31DE02120300000000202051';

describe('R33 L2 Cash application learns from what persons decide', () => {
  let books: Books;
  let bank: BankDays;
  let day = 9;
  beforeAll(async () => {
    books = await openBooks({ customers: 4, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    const invoice = (customer: string, number: string, amountMinor: bigint) => ({
      accountId: books.accounts[customer]!,
      documentType: 'invoice' as const,
      number,
      documentDate: '2026-01-10',
      currency: 'EUR',
      amountMinor,
    });
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          ...[119_37n, 200_01n, 300_13n, 451_19n, 512_83n].map((amount, index) =>
            invoice('C1', `AR-1000${index + 1}`, amount),
          ),
          ...['0117', '0118', '0119', '0120'].map((number) => invoice('C2', `RE-2026-${number}`, 77_00n)),
          invoice('C4', 'AR-40001', 640_00n),
          invoice('C4', 'AR-40002', 650_00n),
        ],
      }),
    );
  });
  afterAll(() => books.close());

  /** Money of a payer on the next day, as the engine judged it. */
  const receive = async (amountMinor: bigint, payer: string, text: string) => {
    day += 1;
    const valueDate = `2026-02-${String(day).padStart(2, '0')}`;
    must(await bank.read(valueDate, [{ amountMinor, valueDate, payer, text }]));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; version: number; state: string; decision: string; items: string | null; item_id: bigint }>`
        select r.id, r.version, r.state, r.decision, r.item_id,
          (select string_agg(i.number, ' ' order by i.number) from jsonb_array_elements(r.proposal->'allocations') a
            join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = (a->>'itemId')::bigint) as items
        from cash.v_receipt r where r.tenant_id = ${books.tenantId} order by r.id desc limit 1`.execute(db),
    );
    return rows[0]!;
  };
  const openItems = async () =>
    runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { openOfCompany: books.company.id }));
  const openOf = async (number: string) => (await openItems()).find((item) => item.number === number);
  const apply = async (receipt: { id: bigint; version: number }, number: string) => {
    const item = (await openOf(number))!;
    must(
      await applyReceipt(books.engine, books.caller, {
        company: books.company,
        receiptId: receipt.id,
        version: receipt.version,
        versionNow: receipt.version,
        allocations: [{ itemId: item.id, receiptAmountMinor: item.openMinor, adjustments: [] }],
      }),
    );
  };
  const aliases = async () =>
    (await runQuery(books.engine, books.tenantId, (db) => listPayerAliases(db, books.tenantId, books.company.id))).map(
      ({ kind, value, customer, held, failed, strength }) => ({ kind, value, customer, held, failed, strength }),
    );
  const account = (held: number, failed: number, strength: string) => ({
    ...{ kind: 'account', value: 'DE02120300000000202051', customer: 'C1' },
    ...{ held, failed, strength },
  });

  it('a holding pays for the first time: a person says for whom, and the account and name are kept as hints', async () => {
    const first = await receive(119_37n, alpina, 'Danke');
    expect(first).toMatchObject({ state: 'unidentified', items: null });
    await apply(first, 'AR-10001');
    expect(await aliases()).toEqual([
      { kind: 'name', value: 'Alpina Verwaltung KG', customer: 'C1', held: 1, failed: 0, strength: 'hint' },
      account(1, 0, 'hint'),
    ]);
  });

  it('a hint proposes and never posts an amount; confirmed, the account is firm and posts', async () => {
    const second = await receive(200_01n, alpina, 'Danke');
    expect(second).toMatchObject({ decision: 'propose', items: 'AR-10002' });
    await apply(second, 'AR-10002');
    expect(await aliases()).toContainEqual(account(2, 0, 'firm'));
    const third = await receive(300_13n, alpina, 'Danke');
    expect(third).toMatchObject({ decision: 'apply', state: 'applied' });
    expect(await openOf('AR-10003')).toBeUndefined();
    expect(await aliases()).toContainEqual(account(3, 0, 'firm'));
  });

  it('taking an application back weakens what led to it', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint }>`
        select a.clearing_id as id from receivables.v_allocation a join receivables.v_item i on i.tenant_id = a.tenant_id and i.id = a.debit_item_id
        where a.tenant_id = ${books.tenantId} and i.number = 'AR-10003'`.execute(db),
    );
    must(
      await reverseClearing(books.engine, books.caller, {
        company: books.company,
        clearingId: rows[0]!.id,
        postingDate: '2026-02-20',
        reason: 'It was for another holding.',
      }),
    );
    expect(await aliases()).toContainEqual(account(2, 1, 'hint'));
    // And it is not applied again by the next run: taking back is a no as well.
    day += 1;
    must(await bank.read(`2026-02-${day}`));
    expect((await openOf('AR-10003'))?.openMinor).toBe(300_13n);
  });

  it('a no to a proposal speaks against what it stood on', async () => {
    const next = await receive(451_19n, alpina, 'Danke');
    expect(next).toMatchObject({ decision: 'propose', items: 'AR-10004' });
    must(
      await declineProposal(books.engine, books.caller, {
        company: books.company,
        receiptId: next.id,
        version: next.version,
        reason: 'Alpina pays for several.',
      }),
    );
    expect(await aliases()).toContainEqual(account(2, 2, 'none'));
  });

  it('who paid for a sister once is read as the payer of her named invoices', async () => {
    const first = await receive(640_00n, 'Customer C3', 'AR-40001');
    expect(first).toMatchObject({ decision: 'propose', items: 'AR-40001' });
    await apply(first, 'AR-40001');
    expect(await aliases()).toContainEqual({
      ...{ kind: 'pays_for', value: 'Customer C3 (C3)', customer: 'C4' },
      ...{ held: 1, failed: 0, strength: 'hint' },
    });
    expect(await receive(650_00n, 'Customer C3', 'AR-40002')).toMatchObject({ decision: 'apply', state: 'applied' });
  });

  it('how a payer writes our numbers is read the next time, until a person takes it out of use', async () => {
    const first = await receive(77_00n, 'Customer C2', 'Rg. K117');
    expect(first.decision).toBe('propose');
    await apply(first, 'RE-2026-0117');
    expect(await receive(77_00n, 'Customer C2', 'Rg. K119')).toMatchObject({ decision: 'apply', state: 'applied' });
    expect(await openOf('RE-2026-0119')).toBeUndefined();
    const { id: aliasId } = (
      await runQuery(books.engine, books.tenantId, (db) => listPayerAliases(db, books.tenantId, books.company.id))
    ).find((one) => one.kind === 'reference')!;
    const change = (reason: string | null) =>
      removeAlias(books.engine, books.caller, { company: books.company, aliasId, reason });
    must(await change('They number otherwise now.'));
    expect(refusalOf(await change('Again.'))).toBe('cash.alias-not-found');
    expect(await receive(77_00n, 'Customer C2', 'Rg. K120')).toMatchObject({ decision: 'propose' });
    must(await change(null));
    expect(refusalOf(await change(null))).toBe('cash.alias-not-found');
  });

  it('leaves books that verify', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
