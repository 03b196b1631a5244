/** Which statements are prepared: small ones once per connection, bulk ones never. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/database';
import { type Database, openDatabase, sql } from './database.ts';

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

  it('goes on after a statement that failed', async () => {
    const divide = (by: number) => sql<{ n: number }>`select 6 / ${by}::integer as n`.execute(database.app);
    await expect(divide(0)).rejects.toThrow('division by zero');
    expect((await divide(2)).rows).toEqual([{ n: 3 }]);
  });
});
