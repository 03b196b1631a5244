/** Which statements are prepared: small ones once per connection, bulk ones never. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/database';
import type { Database, Sql } from './database.ts';

// As in a process that has just begun: which texts it has seen is the module's own.
vi.resetModules();
const { openDatabase, pipelined, sql } = await import('./database.ts');

describe('prepared statements', () => {
  let fresh: FreshDatabase;
  let database: Database;
  beforeAll(async () => {
    fresh = await freshDatabase();
    database = openDatabase({ appUrl: fresh.appUrl }, { poolSize: 1 });
  });
  afterAll(async () => {
    await database.close();
    await fresh.drop();
  });

  const longest = async (values: readonly bigint[]): Promise<bigint> =>
    (await sql<{ most: bigint }>`select max(v) as most from unnest(${values}::bigint[]) as v`.execute(database.app))
      .rows[0]!.most;
  const prepared = async (): Promise<number> =>
    (
      await sql<{ n: number }>`
        select count(*)::integer as n from pg_prepared_statements where statement like 'select max(v) as most%'`.execute(
        database.app,
      )
    ).rows[0]!.n;

  it('plans a bulk statement for its own size each time', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => BigInt(index));
    expect(await longest(many)).toBe(999n);
    expect(await prepared()).toBe(0);
  });

  it('prepares a small one once, and answers with the values of each call', async () => {
    expect(await longest([1n, 3n, 2n])).toBe(3n);
    expect(await longest([7n])).toBe(7n);
    expect(await prepared()).toBe(1);
  });

  it('keeps the plan of a small one in a transaction that asks for it, and plans for its values what follows bulk work', async () => {
    const least = async (db: Sql, values: readonly bigint[]): Promise<bigint> =>
      (await sql<{ least: bigint }>`select min(v) as least from unnest(${values}::bigint[]) as v`.execute(db)).rows[0]!
        .least;
    const plans = async (db: Sql): Promise<unknown> =>
      (
        await sql`select generic_plans as kept, custom_plans as own from pg_prepared_statements
          where statement like 'select min(v) as least%'`.execute(db)
      ).rows[0];
    await database.app.connection().execute(async (connection) => {
      const { db, planSettings, close } = await pipelined(connection);
      await sql.raw(`begin; ${planSettings()}`).execute(db);
      for (const value of [3n, 4n, 5n]) expect(await least(db, [value])).toBe(value);
      expect(await plans(db)).toEqual({ kept: 3n, own: 0n });
      const many = Array.from({ length: 1000 }, (_, index) => BigInt(index));
      expect(await least(db, many)).toBe(0n);
      expect(await least(db, [6n])).toBe(6n);
      expect(await plans(db)).toEqual({ kept: 3n, own: 1n });
      await sql.raw('commit').execute(db);
      close();
    });
    // What was set belongs to the transaction alone.
    expect((await sql`show plan_cache_mode`.execute(database.app)).rows).toEqual([{ plan_cache_mode: 'auto' }]);
  });

  it('goes on after a statement that failed', async () => {
    const divide = (by: number) => sql<{ n: number }>`select 6 / ${by}::integer as n`.execute(database.app);
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect((await divide(2)).rows).toEqual([{ n: 3 }]);
  });
});
