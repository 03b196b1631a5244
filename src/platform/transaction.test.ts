/** The transaction: what it refuses it does not change, what it repeats it does not double, and its chain holds. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done, refuse } from '#kernel';
import {
  auditHash,
  openDatabase,
  payloadHash,
  runCommand,
  runQuery,
  runQueryAtOnce,
  sql,
  takeNumbers,
} from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const description = (input: unknown = {}) => ({ operation: 'test.do', reason: 'A test.', input });
const headSeq = () =>
  runQuery(
    books.engine,
    books.tenantId,
    async (db) =>
      (await sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${books.tenantId}`.execute(db))
        .rows[0]!.seq,
  );

describe('refusals and faults', () => {
  it('leaves nothing behind', async () => {
    const before = await headSeq();
    const take = (tx: Parameters<typeof takeNumbers>[0]) =>
      takeNumbers(tx, { companyId: books.company.id, series: 'T', year: 2026 }, 1);
    const refused = await runCommand(books.engine, books.caller, description(), async (tx) => {
      await take(tx);
      return refuse('test.no', 'No.');
    });
    expect(refusalOf(refused)).toBe('test.no');
    await expect(
      runCommand(books.engine, books.caller, description(), async (tx) => {
        await take(tx);
        throw new Error('a fault');
      }),
    ).rejects.toThrow('a fault');
    expect(await headSeq()).toBe(before);
    expect(
      must(
        await runCommand(books.engine, books.caller, description(), async (tx) => done((await take(tx)).toString())),
      ),
    ).toBe('1');
  });

  it('catches locks taken out of order', async () => {
    await expect(
      runCommand(books.engine, books.caller, description(), async (tx) => {
        tx.claimLock('account', '5', 5n);
        tx.claimLock('account', '4', 4n);
        return done(null);
      }),
    ).rejects.toThrow('lock order');
    await expect(
      runCommand(books.engine, books.caller, description(), async (tx) => {
        tx.claimLock('number', 'x');
        tx.claimLock('period', 'y');
        return done(null);
      }),
    ).rejects.toThrow('lock order');
  });
});

describe('a turn', () => {
  it('lets a command begin when it has come, and not at all when the work before it failed', async () => {
    const begun: string[] = [];
    const note = (name: string, turn?: () => Promise<unknown>) =>
      runCommand({ ...books.engine, ...(turn && { turn }) }, books.caller, description(), async () => {
        begun.push(name);
        return done(name);
      });
    let come = (): void => undefined;
    const turn = new Promise<void>((resolve) => {
      come = resolve;
    });
    const waiting = note('second', () => turn);
    must(await note('first'));
    come();
    must(await waiting);
    await expect(note('third', () => Promise.reject(new Error('the work before failed')))).rejects.toThrow('failed');
    expect(begun).toEqual(['first', 'second']);
  });
});

describe('idempotency', () => {
  it('does the work once for eight parallel twins, and answers all alike', async () => {
    let worked = 0;
    const once = () =>
      runCommand(books.engine, { ...books.caller, idempotencyKey: 'twins' }, description({ a: 1 }), async () => {
        worked += 1;
        return done({ number: String(worked) });
      });
    const answers = await Promise.all(Array.from({ length: 8 }, once));
    expect(worked).toBe(1);
    expect(answers.map(must)).toEqual(Array.from({ length: 8 }, () => ({ number: '1' })));
    expect(answers.filter((answer) => answer.ok && answer.replayed)).toHaveLength(7);
  });

  it('refuses the same key with other input, and does not store refusals', async () => {
    const call = (input: unknown, ok: boolean) =>
      runCommand(books.engine, { ...books.caller, idempotencyKey: 'again' }, description(input), async () =>
        ok ? done('fine') : refuse('test.no', 'No.'),
      );
    expect(refusalOf(await call({ a: 1 }, false))).toBe('test.no');
    expect(must(await call({ a: 1 }, true))).toBe('fine');
    expect(refusalOf(await call({ a: 2 }, true))).toBe('platform.idempotency-mismatch');
  });

  it('answers a repeat with the same values, bigints among them', async () => {
    const value = { posted: [{ itemIds: [1n, 9_007_199_254_740_993n], number: '1', none: null, amountMinor: -5n }] };
    const call = () =>
      runCommand(books.engine, { ...books.caller, idempotencyKey: 'big' }, description(), async () => done(value));
    expect([must(await call()), await call()]).toEqual([value, { ok: true, value, replayed: true }]);
    const lossy = runCommand(books.engine, { ...books.caller, idempotencyKey: 'map' }, description(), async () =>
      done({ byNumber: new Map([['a', 1]]) }),
    );
    await expect(lossy).rejects.toThrow('holds a Map');
  });

  it('posts documents once for one key, and takes the whole document for the input', async () => {
    const post = (accountId: bigint) =>
      postDocuments(
        books.engine,
        { ...books.caller, idempotencyKey: 'documents' },
        {
          company: books.company,
          documents: [
            {
              accountId,
              documentType: 'invoice',
              number: 'KEY-1',
              documentDate: '2026-01-05',
              currency: 'EUR',
              amountMinor: 10_00n,
            },
          ],
        },
      );
    const first = must(await post(books.accounts['C1']!));
    expect(first.posted[0]).toMatchObject({ number: 'KEY-1', itemIds: [expect.any(BigInt)], existing: false });
    expect(await post(books.accounts['C1']!)).toEqual({ ok: true, value: first, replayed: true });
    expect(refusalOf(await post(books.accounts['C2']!))).toBe('platform.idempotency-mismatch');
  });
});

describe('the fence', () => {
  it('shows another tenant nothing, and lets it write nothing here', async () => {
    const rows = await runQuery(books.engine, books.tenantId + 1n, (db) =>
      sql`select 1 from company.company`.execute(db),
    );
    expect(rows.rows).toEqual([]);
    const outside = sql`select 1 from company.company`.execute(books.engine.database.app);
    expect((await outside).rows).toEqual([]);
    await expect(
      runCommand(books.engine, books.caller, description(), async (tx) => {
        await sql`insert into platform.head (tenant_id) values (${books.tenantId + 1n})`.execute(tx.db);
        return done(null);
      }),
    ).rejects.toThrow(/row-level security|foreign key/);
  });

  it('keeps readings apart that share a connection, also those that ask nothing or fail', async () => {
    const database = openDatabase({ appUrl: books.appUrl }, { poolSize: 1 });
    const engine = { ...books.engine, database };
    try {
      const read = (tenantId: bigint) =>
        runQuery(engine, tenantId, async (db) => {
          const ask = async () =>
            (
              await sql<{ tenant: string; isolation: string; companies: number }>`
                select current_setting('app.tenant') as tenant, current_setting('transaction_isolation') as isolation,
                  (select count(*)::integer from company.company) as companies`.execute(db)
            ).rows[0]!;
          const first = await ask();
          expect(await ask()).toEqual(first);
          return first;
        });
      const nothing = () => runQuery(engine, books.tenantId, async () => undefined);
      const failing = () => runQuery(engine, books.tenantId, (db) => sql`select 1 / 0`.execute(db));
      const own = { tenant: books.tenantId.toString(), isolation: 'repeatable read', companies: 1 };
      const foreign = { tenant: (books.tenantId + 1n).toString(), isolation: 'repeatable read', companies: 0 };
      for (const _ of [1, 2, 3]) {
        const seen = await Promise.allSettled([
          nothing(),
          read(books.tenantId),
          read(books.tenantId + 1n),
          failing(),
          nothing(),
          read(books.tenantId),
        ]);
        expect(seen.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
          undefined,
          own,
          foreign,
          'failed',
          undefined,
          own,
        ]);
      }
      await nothing();
      // Outside a transaction there is no fence, and nothing is seen.
      const outside = await sql<{ tenant: string | null }>`
        select nullif(current_setting('app.tenant', true), '') as tenant`.execute(database.app);
      expect(outside.rows).toEqual([{ tenant: null }]);
    } finally {
      await database.close();
    }
  });

  it('gives back a connection that is in no transaction, whatever the reading before it did', async () => {
    const database = openDatabase({ appUrl: books.appUrl }, { poolSize: 1 });
    const engine = { ...books.engine, database };
    const at = books.tenantId;
    const tenants = () =>
      runQueryAtOnce(engine, at, async (db) => {
        const tenant = () => sql<{ tenant: string }>`select current_setting(${'app.tenant'}) as tenant`.execute(db);
        const both = await Promise.all([tenant(), tenant()]);
        return both.map(({ rows }) => rows[0]!.tenant);
      });
    const divide = sql`select 1 / ${0}::integer`;
    try {
      for (const _ of [1, 2]) {
        expect(await tenants()).toEqual([at.toString(), at.toString()]);
        await expect(runQueryAtOnce(engine, at, (db) => divide.execute(db))).rejects.toThrow('division by zero');
        // Who takes no notice of a failure is told of it all the same: the reading has not ended as it should.
        const deaf = runQueryAtOnce(engine, at, (db) => divide.execute(db).catch(() => null));
        await expect(deaf).rejects.toThrow('division by zero');
        const late = runQueryAtOnce(engine, at, async (db) => {
          await sql`select ${1}::integer`.execute(db);
          return sql`select ${2}::integer`.execute(db);
        });
        await expect(late).rejects.toThrow('after the end of its transaction');
        const sealed = runCommand(engine, books.caller, description(), async (tx) => {
          // In one packet with the seal and the commit.
          tx.atHead(async () => tx.send(divide));
          return done(null);
        });
        await expect(sealed).rejects.toThrow('division by zero');
      }
      const before = await headSeq();
      must(await runCommand(engine, books.caller, description(), async () => done(null)));
      expect(await headSeq()).toBe(before + 1n);
    } finally {
      await database.close();
    }
  });

  it('gives the application no way to change or delete what is written for ever', async () => {
    for (const statement of [
      'update platform.audit set reason = $$x$$',
      'delete from platform.audit',
      'truncate platform.audit',
      'delete from receivables.entry',
      'update ledger.line set amount_minor = 0',
      'alter table receivables.item disable row level security',
    ]) {
      await expect(
        runCommand(books.engine, books.caller, description(), async (tx) => {
          await sql.raw(statement).execute(tx.db);
          return done(null);
        }),
        statement,
      ).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe('ids of commands', () => {
  it('are kept for later commands only once the server cannot forget that it gave them', async () => {
    const processes = [1, 2].map(() => {
      const database = openDatabase({ appUrl: books.appUrl }, { poolSize: 1 });
      return { ...books.engine, database };
    });
    const idOf = async (engine: (typeof processes)[number]): Promise<bigint> => {
      const committed = await runCommand(engine, books.caller, description(), async (tx) => done(tx.commandId));
      return must(committed);
    };
    const owner = new pg.Client({ connectionString: books.ownerUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query('select last_value, is_called from platform.command_id');
      const [before] = rows as [{ last_value: string; is_called: boolean }];
      const refused = await runCommand(processes[0]!, books.caller, description(), async () =>
        refuse('test.no', 'No.'),
      );
      expect(refusalOf(refused)).toBe('test.no');
      // What a server that is killed now comes back with: nobody has committed since the ids were given.
      await owner.query('select setval($1, $2, $3)', ['platform.command_id', before.last_value, before.is_called]);
      const ids = [];
      for (const engine of [...processes, ...processes]) ids.push(await idOf(engine));
      expect(new Set(ids).size).toBe(4);
      // What a command takes that commits is used up by those that follow it.
      expect(ids[2]! - ids[0]!).toBe(1n);
    } finally {
      await owner.end();
      for (const { database } of processes) await database.close();
    }
  });
});

describe('the audit chain', () => {
  it('links every command to the one before', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        seq: bigint;
        command_id: bigint;
        recorded_at: string;
        person_id: bigint;
        operation: string;
        reason: string;
        source: string;
        counts: Record<string, number>;
        payload_hash: Buffer;
        previous_hash: Buffer;
        hash: Buffer;
        salt: Buffer;
        payload: string;
      }>`
        select a.*, p.salt, p.payload from platform.audit a join platform.audit_payload p on p.tenant_id = a.tenant_id and p.seq = a.seq
        where a.tenant_id = ${books.tenantId} order by a.seq`.execute(db),
    );
    let previous: Buffer = Buffer.alloc(0);
    let recordedAt = '';
    for (const [index, row] of rows.entries()) {
      expect(row.seq).toBe(BigInt(index + 1));
      expect(row.previous_hash.equals(previous)).toBe(true);
      expect(row.payload_hash.equals(payloadHash(row.salt, row.payload))).toBe(true);
      expect(row.recorded_at > recordedAt).toBe(true);
      const hash = auditHash({
        previousHash: previous,
        tenantId: books.tenantId,
        seq: row.seq,
        commandId: row.command_id,
        recordedAt: row.recorded_at,
        personId: row.person_id,
        operation: row.operation,
        reason: row.reason,
        source: row.source,
        counts: row.counts,
        payloadHash: row.payload_hash,
      });
      expect(row.hash.equals(hash)).toBe(true);
      previous = row.hash;
      recordedAt = row.recorded_at;
    }
    expect(rows.length).toBeGreaterThan(5);
  });
});
