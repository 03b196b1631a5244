/**
 * Two hundred receipts matched by four users at once, each with a connection of its own, while the engine applies them
 * too: no item and no receipt is ever allocated beyond its amount, and every loser is told so. Ten rounds in the long tier.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { type Engine, openDatabase, runQuery, sql } from '#platform';
import { clearItems, loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '../books.ts';

const receipts = 200;
const users = 4;
const rounds = process.env['DUNWELL_TIER'] === 'soak' ? 10 : 1;
let books: Books;
let engines: Engine[];
const pools: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  books = await openBooks({ customers: 10 });
  const { rows } = await sql<{ url: string }>`select current_user as url`.execute(books.engine.database.app);
  expect(rows[0]!.url).toBe('dunwell_app');
  engines = Array.from({ length: users }, () => {
    const database = openDatabase({ appUrl: books.appUrl }, { poolSize: 2 });
    pools.push(database);
    return { ...books.engine, database };
  });
});
afterAll(async () => {
  for (const pool of pools) await pool.close();
  await books.close();
});

const post = async (customer: string, number: string, amountMinor: bigint): Promise<bigint> =>
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor < 0n ? 'credit_memo' : 'invoice',
          number,
          documentDate: '2026-01-02',
          currency: 'EUR',
          amountMinor,
        },
      ],
    }),
  ).posted[0]!.itemIds[0]!;

describe('R33 R5 Receipts matched by hand', () => {
  it.each(Array.from({ length: rounds }, (_, round) => round + 1))(
    'two hundred receipts, four users, each wanting all of them: every cent is allocated once, round %i',
    async (round) => {
      const pairs: { credit: bigint; debit: bigint }[] = [];
      for (let index = 0; index < receipts; index += 1) {
        const customer = `C${(index % 10) + 1}`;
        pairs.push({
          credit: await post(customer, `R${round}-${index}`, -100_00n),
          debit: await post(customer, `I${round}-${index}`, 100_00n),
        });
      }
      // Every user walks all pairs from another end, trying two thirds of each: without locks two of them would fit.
      const outcomes = await Promise.all(
        engines.map(async (engine, user) => {
          const tally = { done: 0, refused: new Map<string, number>() };
          for (let step = 0; step < receipts; step += 1) {
            const pair = pairs[(step * (user % 2 === 0 ? 1 : -1) + user * 50 + receipts) % receipts]!;
            const outcome = await clearItems(
              engine,
              { ...books.caller, source: `user ${user}` },
              {
                company: books.company,
                allocations: [{ creditItemId: pair.credit, debitItemId: pair.debit, amountMinor: 66_67n }],
                postingDate: '2026-01-05',
                kind: 'cash_application',
                explanation: `By user ${user}.`,
              },
            );
            if (outcome.ok) tally.done += 1;
            else tally.refused.set(outcome.refusal.code, (tally.refused.get(outcome.refusal.code) ?? 0) + 1);
          }
          return tally;
        }),
      );
      expect(outcomes.reduce((sum, one) => sum + one.done, 0)).toBe(receipts);
      expect([...new Set(outcomes.flatMap((one) => [...one.refused.keys()]))]).toEqual(['receivables.over-allocated']);
      const items = await runQuery(books.engine, books.tenantId, (db) =>
        loadItems(db, books.tenantId, { itemIds: pairs.flatMap((pair) => [pair.credit, pair.debit]) }),
      );
      expect(new Set(items.map((item) => item.openMinor))).toEqual(new Set([33_33n, -33_33n]));
    },
  );
});

describe('R33 Receipts matched by the engine', () => {
  it('four runs of cash application at once apply each receipt once', async () => {
    const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
    must(
      await createBankAccount(books.engine, books.caller, {
        company: books.company,
        number: 'DE89370400440532013000',
        currency: 'EUR',
        name: 'House bank',
        glAccountId: chart.find((one) => one.purpose === 'bank')!.id,
      }),
    );
    for (let index = 0; index < receipts; index += 1)
      await post(`C${(index % 10) + 1}`, `B${100_000 + index}`, BigInt(1_000 + index * 7));
    const amount = (index: number): string => ((1_000 + index * 7) / 100).toFixed(2).replace('.', ',');
    const total = Array.from({ length: receipts }, (_, index) => 1_000 + index * 7).reduce((a, b) => a + b, 0);
    const text = [
      ':20:X',
      ':25:DE89370400440532013000',
      ':28C:1/1',
      ':60F:C260115EUR0,00',
      ...Array.from({ length: receipts }, (_, index) => [
        `:61:2601150115C${amount(index)}NTRFNONREF//${index}`,
        `:86:166?00GUTSCHRIFT?20SVWZ+B${100_000 + index}?32Customer C${(index % 10) + 1}`,
      ]).flat(),
      `:62F:C260115EUR${(total / 100).toFixed(2).replace('.', ',')}`,
      '-',
      '',
    ].join('\r\n');
    must(await importBankFile(books.engine, books.caller, { name: 'day.sta', bytes: new TextEncoder().encode(text) }));
    const results = await Promise.all(
      engines.map(async (engine) =>
        must(await applyCash(engine, books.caller, { company: books.company, asOf: '2026-01-31' })),
      ),
    );
    expect(results.reduce((sum, one) => sum + one.applied, 0)).toBe(receipts);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ receipts: bigint; open: bigint }>`
        select (select count(*) from cash.v_receipt where tenant_id = ${books.tenantId}) as receipts,
          (select coalesce(sum(open_minor), 0)::bigint from receivables.v_item where tenant_id = ${books.tenantId} and number like 'B1%') as open`.execute(
        db,
      ),
    );
    expect(rows[0]).toEqual({ receipts: BigInt(receipts), open: 0n });
    const failed = (await verify(books.engine, books.tenantId)).checks
      .filter((check) => check.failed > 0)
      .map((check) => check.name);
    expect(failed).toEqual([]);
  });
});
