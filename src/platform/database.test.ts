/** Which statements are prepared: small ones once per connection, bulk ones never. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#test/database';
import type { Database, Sql } from './database.ts';

// As in a process that has just begun: which texts it has seen is the module's own.
vi.resetModules();
const { openDatabase, sql } = await import('./database.ts');

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
    await database.lend(async ({ db, planSettings, close }) => {
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

  it('reads the columns of a prepared statement as it did the first time', async () => {
    const row = async (text: string | null) =>
      (
        await sql`select ${text}::text as text, 7::bigint as big, date '2026-02-28' as day, 1.50::numeric as rate, null::integer as none,
          timestamptz '2026-02-28 10:00:00.12+00' as at, array[1, 2]::bigint[] as bigs, '{"a": 1}'::jsonb as json, '\\x00ff'::bytea as bytes`.execute(
          database.app,
        )
      ).rows[0];
    const wanted = {
      ...{ big: 7n, day: '2026-02-28', rate: '1.50', none: null, at: '2026-02-28T10:00:00.120000Z' },
      ...{ bigs: [1n, 2n], json: { a: 1 }, bytes: Buffer.from([0, 255]) },
    };
    expect(await row('one')).toEqual({ text: 'one', ...wanted });
    expect(await row(null)).toEqual({ text: null, ...wanted });
  });

  it('sends values as what they are', async () => {
    const instant = new Date('2026-11-26T00:30:00.500Z');
    const { rows } =
      await sql`select ${undefined}::text as nothing, ${true}::boolean as yes, ${12n}::bigint as big, ${1.5}::float8 as half,
        ${instant}::timestamptz as at, ${Buffer.from('é')}::bytea as bytes, ${{ a: [1] }}::jsonb as json,
        ${['a "b" \\ {c}', null, 'NULL', '', 'plain']}::text[] as texts, ${[]}::bigint[] as empty, ${[instant]}::timestamptz[] as days`.execute(
        database.app,
      );
    expect(rows).toEqual([
      {
        ...{
          nothing: null,
          yes: true,
          big: 12n,
          half: 1.5,
          at: '2026-11-26T00:30:00.500000Z',
          bytes: Buffer.from('é'),
        },
        ...{ json: { a: [1] }, texts: ['a "b" \\ {c}', null, 'NULL', '', 'plain'], empty: [], days: expect.anything() },
      },
    ]);
  });
});

describe('statements that travel together', () => {
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

  it('keeps what ran before a failure, runs nothing behind it, and goes on with all of the statements', async () => {
    const plus = (db: Sql, n: number) => sql<{ n: number }>`select ${n}::integer + 1 as n`.execute(db);
    const divide = (db: Sql, by: number) => sql<{ n: number }>`select 60 / ${by}::integer as n`.execute(db);
    const minus = (db: Sql, n: number) => sql<{ n: number }>`select ${n}::integer - 1 as n`.execute(db);
    await database.lend(async ({ db }) => {
      await db.run('begin', []);
      const [first, second, third, fourth] = await Promise.allSettled([
        plus(db, 1),
        divide(db, 0),
        minus(db, 1),
        plus(db, 2),
      ]);
      expect(first).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: 2 }] } });
      expect(second).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      for (const behind of [third, fourth])
        expect(behind).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      await db.run('rollback', []);
      // What was never parsed is parsed now, what was is not parsed again.
      const again = await Promise.all([minus(db, 1), divide(db, 2), plus(db, 3), divide(db, 3)]);
      expect(again.map(({ rows }) => rows[0]!.n)).toEqual([0, 30, 4, 20]);
    });
  });

  it('tells what was sent before a failure was known the failure, and not that its transaction has ended', async () => {
    await database.lend(async ({ db }) => {
      await db.run('begin', []);
      const failing = sql`select 60 / ${0}::integer`.execute(db);
      const packets = [failing];
      // A turn later, and before the server has answered.
      await null;
      packets.push(sql`select ${1}::integer`.execute(db));
      for (const one of await Promise.allSettled(packets))
        expect(one).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      await expect(sql`select ${2}::integer`.execute(db)).rejects.toMatchObject({ code: '22012' });
      await db.run('rollback', []);
      expect((await sql`select ${3}::integer as n`.execute(db)).rows).toEqual([{ n: 3 }]);
    });
  });

  it('goes on after a value that the server cannot read', async () => {
    const halve = (text: string) => sql<{ n: number }>`select ${text}::integer / 2 as n`.execute(database.app);
    await expect(halve('many')).rejects.toMatchObject({ code: '22P02' });
    expect((await halve('8')).rows).toEqual([{ n: 4 }]);
  });

  it('tells where a statement was asked for that failed', async () => {
    async function askedHere() {
      await sql`select 1 / ${0}::integer`.execute(database.app);
    }
    const fault = await askedHere().catch((one: Error) => one);
    expect((fault as Error).stack).toContain('askedHere');
  });

  it('runs nothing on a connection that was given back', async () => {
    const kept = await database.lend(async ({ db, close }) => {
      close();
      return db;
    });
    await expect(sql`select ${1}::integer`.execute(kept)).rejects.toThrow('after the end of its transaction');
  });

  it('rolls a transaction back when its work throws', async () => {
    await expect(
      database.transaction(async (db) => {
        await sql.raw(`set application_name = 'tried'`).execute(db);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await sql`show application_name`.execute(database.app)).rows).toEqual([{ application_name: 'dunwell' }]);
  });
});

describe('pieces of SQL', () => {
  it('are put together with their values in order', () => {
    const name = sql`lower(${'A'})`;
    const { text, values } =
      sql`select ${1}, ${name}, ${sql.join([2, name, sql.lit("it's")])} from ${sql.ref('a.b"c')} where ${sql.join([sql`x = ${3}`, sql`y`], sql` and `)}`.compile();
    expect(text).toBe(`select $1, lower($2), $3, lower($4), 'it''s' from "a"."b""c" where x = $5 and y`);
    expect(values).toEqual([1, 'A', 2, 'A', 3]);
  });

  it('keep the text of a template and not its values', () => {
    const of = (n: number) => sql`select ${n}::integer`.compile();
    expect([of(1), of(2)]).toEqual([
      { text: 'select $1::integer', values: [1] },
      { text: 'select $1::integer', values: [2] },
    ]);
  });
});
