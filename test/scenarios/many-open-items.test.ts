/** A payer with more open items than are told at once: all of them can be found, put in order, chosen by number and paid over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { findCompany } from '#company';
import { findCustomerKey, saveCustomers } from '#customers';
import { addDays } from '#kernel';
import { loadChart, setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { houseBank, mt940Day } from '#test/mt940-day';
import { Browser, codeOf, openWorld, type World } from '#test/server-world';

const items = 640;
const number = (index: number): string => `RE-${10_000 + index}`;

describe('R33 A receipt of a payer with more open items than are told at once', () => {
  let world: World;
  let applier: Browser;
  let receiptId: string;
  beforeAll(async () => {
    world = await openWorld();
    const { engine, callers, companies } = world;
    const caller = callers.north;
    const companyId = companies.A;
    must(await setUpChart(engine, caller, { companyId }));
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId }] }],
      }),
    );
    const company = must(await findCompany(engine, caller.tenantId, 'NORTHA'));
    const [chart, key] = await runQuery(engine, caller.tenantId, async (db) => [
      await loadChart(db, caller.tenantId, companyId),
      await findCustomerKey(db, caller.tenantId, companyId, 'C1'),
    ]);
    must(
      await postDocuments(engine, caller, {
        company,
        // The later the number, the later due and the larger: 1.07, 2.07, … 640.07.
        documents: Array.from({ length: items }, (_, place) => ({
          accountId: key!.accountId,
          documentType: 'invoice' as const,
          number: number(place + 1),
          documentDate: '2026-01-10',
          dueDate: addDays('2026-01-15', place),
          currency: 'EUR',
          amountMinor: BigInt(place + 1) * 100n + 7n,
          ...(place + 1 === 500 && { purchaseOrder: 'BE/77-3' }),
          ...(place + 1 === 501 && { references: ['Ihr Zeichen K4711'] }),
        })),
      }),
    );
    must(
      await createBankAccount(engine, caller, {
        company,
        number: houseBank,
        currency: 'EUR',
        name: 'House bank',
        glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
      }),
    );
    const bytes = mt940Day({ day: '2026-02-27', lines: [[100_000, 'Nobody', 'Danke']] });
    must(await importBankFile(engine, caller, { name: 'friday.sta', bytes }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    const { rows } = await runQuery(engine, caller.tenantId, (db) =>
      sql<{ id: bigint }>`select id from cash.v_receipt where tenant_id = ${caller.tenantId}`.execute(db),
    );
    receiptId = String(rows[0]!.id);
    await world.person('carla', { role: 'cash_applier', companyId });
    applier = new Browser(world.server);
    expect((await applier.signIn('carla')).status).toBe(201);
  });
  afterAll(() => world.close());

  interface Told {
    readonly id: string;
    readonly number: string;
    readonly open: string;
  }
  const get = async <T>(rest: string, asked: Record<string, string> = {}): Promise<T> => {
    const query = new URLSearchParams({ company: 'NORTHA', customer: 'C1', ...asked });
    const answer = await applier.ask('GET', `/api/receipts/${receiptId}${rest}?${query}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const listed = (asked: Record<string, string>) => get<{ rows: Told[]; count: number }>('/items', asked);
  const numbersOf = async (asked: Record<string, string>): Promise<string[]> =>
    (await listed(asked)).rows.map((row) => row.number);
  const receipt = () => get<{ version: number; left: string; itemsInAll: number; items: Told[] }>('');

  it('says how many there are, and tells the others window by window', async () => {
    const told = await receipt();
    expect({ first: told.items.length, inAll: told.itemsInAll }).toEqual({ first: 300, inAll: items });
    expect(told.items.map((one) => one.number)).not.toContain(number(items));
    const windows = [
      told.items,
      (await listed({ offset: '300' })).rows,
      (await listed({ offset: '600' })).rows,
      (await listed({ offset: '900' })).rows,
    ];
    expect(windows.map((rows) => rows.length)).toEqual([300, 300, 40, 0]);
    expect(windows.flat().map((one) => one.number)).toEqual(Array.from({ length: items }, (_, at) => number(at + 1)));
    expect((await listed({ offset: '900' })).count).toBe(items);
  });

  it('puts all of them in order by day, amount and number, rising and falling', async () => {
    for (const column of ['due', 'amount', 'number']) {
      expect(await numbersOf({ sort: column, limit: '2' })).toEqual([number(1), number(2)]);
      expect(await numbersOf({ sort: `-${column}`, limit: '2' })).toEqual([number(items), number(items - 1)]);
    }
  });

  it('finds by a part of the number, of a reference and of the purchase order, and by the amount', async () => {
    expect(await listed({ search: '10640' })).toMatchObject({ rows: [{ number: number(640) }], count: 1 });
    expect((await listed({ search: 're-1063' })).count).toBe(10);
    expect(await numbersOf({ search: 'be/77' })).toEqual([number(500)]);
    expect(await numbersOf({ search: 'k4711' })).toEqual([number(501)]);
    expect(await numbersOf({ search: '639.07' })).toEqual([number(639)]);
    expect(await numbersOf({ search: '639,07', amount: '639.07' })).toEqual([number(639)]);
    expect(await listed({ search: 'nowhere' })).toEqual({ rows: [], count: 0 });
    // Finer than the currency is no amount of it.
    expect((await listed({ search: '639.071' })).count).toBe(0);
  });

  it('finds a column of numbers however they are written, in their order, and says which are not there', async () => {
    const path = `/api/receipts/${receiptId}/items/find?company=NORTHA&customer=C1`;
    const body = { numbers: ['re 10640', 'NOT-THERE', number(1)] };
    const found = (await (await applier.ask('POST', path, { body })).json()) as { found: Told[]; missing: string[] };
    expect(found.found.map((one) => one.number)).toEqual([number(640), number(1)]);
    expect(found.missing).toEqual(['NOT-THERE']);
    const elsewhere = `/api/receipts/999999/items/find?company=NORTHA`;
    expect(await codeOf(await applier.ask('POST', elsewhere, { body }))).toBe('cash.receipt-not-found');
    expect(await codeOf(await applier.ask('GET', '/api/receipts/999999/items?company=NORTHA'))).toBe(
      'cash.receipt-not-found',
    );
  });

  it('pays the newest of them by hand, and tells what is chosen as it is now', async () => {
    const chosen = (await Promise.all([numberOnly(640), numberOnly(359)])).flat();
    const { version } = await receipt();
    const applied = await applier.ask('POST', `/api/receipts/${receiptId}/apply?company=NORTHA`, {
      headers: { 'if-match': String(version) },
      body: { allocations: chosen.map(({ id, open }) => ({ itemId: id, amount: open })) },
    });
    expect(applied.status).toBe(204);
    expect(await receipt()).toMatchObject({ left: '0.86', itemsInAll: items - 2 });
    const still = (await numberOnly(358))[0]!;
    expect(await listed({ items: [...chosen, still].map((one) => one.id).join(',') })).toMatchObject({
      rows: [{ number: number(358), open: '358.07' }],
      count: 1,
    });
  });

  const numberOnly = async (index: number): Promise<Told[]> => (await listed({ search: number(index) })).rows;
});
