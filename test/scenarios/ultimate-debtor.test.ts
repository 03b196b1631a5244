/** The bank names two: who holds the account, and for whom that pays. Whose debt it is follows from both. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyReceipt, listPayerAliases, loadReceipt } from '#cash';
import { saveCustomers } from '#customers';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type BankDays, openBank } from '#test/bank-days';
import { type Books, must, openBooks } from '#test/books';
import { searchEverything } from '../../src/modules/operations/queries/search.ts';

describe('R32 R33 Money that is paid for somebody else is applied to the debt of the one whom the bank names', () => {
  let books: Books;
  let bank: BankDays;
  let day = 9;
  beforeAll(async () => {
    books = await openBooks({ customers: 4, now: '2026-02-20T09:00:00Z' });
    bank = await openBank(books, books.company);
    const { engine, caller, company, accounts } = books;
    const named = { C1: 'Nordstern Holding', C2: 'Nordstern Handel', C3: 'Ebner Medizintechnik', C4: 'Quinta do Vale' };
    must(
      await saveCustomers(engine, caller, {
        customers: Object.entries(named).map(([number, name]) => ({
          ...{ number, name, country: 'DE', accounts: [] },
          ...(number === 'C2' && { parentNumber: 'C1' }),
        })),
      }),
    );
    const invoice = (customer: string, number: string, amountMinor: bigint) => ({
      ...{ accountId: accounts[customer]!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
      ...{ currency: 'EUR', amountMinor },
    });
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          invoice('C1', 'RE-10001', 918_13n),
          invoice('C2', 'RE-20001', 918_13n),
          invoice('C2', 'RE-20002', 77_41n),
          ...[119_37n, 200_01n, 300_13n].map((amount, at) => invoice('C3', `RE-3000${at + 1}`, amount)),
          ...[451_19n, 512_83n, 640_07n].map((amount, at) => invoice('C4', `RE-4000${at + 1}`, amount)),
        ],
      }),
    );
  });
  afterAll(() => books.close());

  /** Money of the next day, as the engine judged it. */
  const receive = async (amountMinor: bigint, payer: string, text: string) => {
    day += 1;
    const valueDate = `2026-02-${day}`;
    must(await bank.read(valueDate, [{ amountMinor, valueDate, payer, text }]));
    const { engine, tenantId, company } = books;
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; version: number; decision: string; items: string | null }>`
        select r.id, r.version, r.decision,
          (select string_agg(i.number, ' ' order by i.number) from jsonb_array_elements(r.proposal->'allocations') a
            join receivables.v_item i on i.tenant_id = r.tenant_id and i.id = (a->>'itemId')::bigint) as items
        from cash.v_receipt r where r.tenant_id = ${tenantId} order by r.id desc limit 1`.execute(db),
    );
    const receipt = rows[0]!;
    const shown = (await loadReceipt(engine, tenantId, {
      companyId: company.id,
      receiptId: receipt.id,
      day: valueDate,
    }))!;
    return { ...receipt, payer: shown.payer, ultimateName: shown.ultimateName, explanation: shown.explanation };
  };
  const apply = async ({ id, version }: { id: bigint; version: number }, number: string) => {
    const { engine, caller, tenantId, company } = books;
    const items = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { openOfCompany: company.id }));
    const item = items.find((one) => one.number === number)!;
    const allocations = [{ itemId: item.id, receiptAmountMinor: item.openMinor, adjustments: [] }];
    must(await applyReceipt(engine, caller, { company, receiptId: id, version, versionNow: version, allocations }));
  };
  const aliases = async () =>
    (await runQuery(books.engine, books.tenantId, (db) => listPayerAliases(db, books.tenantId, books.company.id))).map(
      ({ kind, value, customer }) => `${kind} ${value}: ${customer}`,
    );

  it('a holding pays its daughter’s invoice, of which it has one of the same amount itself', async () => {
    const paid = await receive(918_13n, 'Nordstern Holding', 'SVWZ+Danke ABWA+Nordstern Handel');
    expect(paid).toMatchObject({ decision: 'apply', payer: 'Nordstern Holding', ultimateName: 'Nordstern Handel' });
    expect(paid.explanation).toBe(
      'EUR 918.13 pays RE-20001: the only open item of this payer with this amount. The bank names Nordstern Handel as the one who owes it.',
    );
  });

  it('a factor that nobody knows pays: proposed by the amount, and nothing is learned of the factor', async () => {
    const paid = await receive(
      119_37n,
      'Factorbank AG?31DE02120300000000202051',
      'SVWZ+Danke ABWA+Ebner Medizintechnik',
    );
    expect(paid).toMatchObject({ decision: 'propose', items: 'RE-30001' });
    await apply(paid, 'RE-30001');
    expect(await aliases()).toEqual([]);
    const second = await receive(
      451_19n,
      'Factorbank AG?31DE02120300000000202051',
      'SVWZ+RE-40001 ABWA+Quinta do Vale',
    );
    expect(second).toMatchObject({ decision: 'apply', ultimateName: 'Quinta do Vale' });
  });

  it('a customer pays for another that it was never seen to pay for: proposed, told, and learned', async () => {
    const paid = await receive(200_01n, 'Quinta do Vale', 'SVWZ+RE-30002 ABWA+Ebner Medizintechnik');
    expect(paid).toMatchObject({ decision: 'propose', items: 'RE-30002' });
    expect(paid.explanation).toContain('To be confirmed: the bank names Ebner Medizintechnik as the one who owes it.');
    await apply(paid, 'RE-30002');
    expect(await aliases()).toEqual(['pays_for Quinta do Vale (C4): C3']);
    const again = await receive(300_13n, 'Quinta do Vale', 'SVWZ+Danke ABWA+Ebner Medizintechnik');
    expect(again).toMatchObject({ decision: 'propose', items: 'RE-30003' });
  });

  it('a customer pays its own invoice, and the bank names somebody else: a person decides', async () => {
    const paid = await receive(512_83n, 'Quinta do Vale', 'SVWZ+RE-40002 ABWA+Erika Mustermann');
    expect(paid).toMatchObject({ decision: 'propose', items: 'RE-40002', ultimateName: 'Erika Mustermann' });
    expect(paid.explanation).toContain('the bank names Erika Mustermann as the one who owes it');
  });

  it('is found by the name of the one who owes it', async () => {
    const { engine, tenantId, company } = books;
    const found = await searchEverything(engine, tenantId, { companyIds: [company.id], text: 'Mustermann', limit: 10 });
    expect(found.rows).toMatchObject([{ kind: 'receipt', title: 'Quinta do Vale', amount: '512.83' }]);
  });

  it('leaves books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
