/**
 * The database: connection pools and how PostgreSQL's types arrive. int8 → bigint, date → 'YYYY-MM-DD',
 * numeric → string, timestamptz → ISO text with microseconds; nothing passes through a floating-point number.
 */
import pg from 'pg';
import type { Sql } from './sql.ts';
import { isBulk, Wire } from './wire.ts';

export { RawSql, type Sql, sql } from './sql.ts';

/** A lent connection: statements that are sent at once travel together and run in the order in which they were sent. */
export interface LentConnection {
  /** Takes no statement more once the connection is closed. */
  readonly db: Sql;
  /** What a transaction of small statements sets at its beginning, in SQL, to have their plans kept. */
  planSettings(): string;
  /**
   * Commits in the packet of what was asked for before it in this turn, and closes. When something of that fails, the server
   * passes over the commit, which fails with it; roll back then.
   */
  commit(): Promise<unknown>;
  /** Closes and rolls back, whatever else was sent. */
  rollBack(): Promise<unknown>;
  /** To be called before the connection goes back: work still under way must not reach whoever gets it next. */
  close(): void;
}

function lentConnection(wire: Wire): LentConnection {
  let closed = false;
  const plans = keepPlans(wire);
  return {
    db: {
      run(text, values) {
        if (closed) throw new Error('a statement came after the end of its transaction; await what the command starts');
        return plans.db.run(text, values);
      },
    },
    planSettings: plans.settings,
    commit() {
      closed = true;
      return wire.run('commit', [], true);
    },
    rollBack() {
      closed = true;
      return wire.run('rollback', []);
    },
    close() {
      closed = true;
    },
  };
}

/** Transactions with kept plans that a connection has seen since its plans were last dropped, and when that is due next. */
const kept = new WeakMap<Wire, { transactions: number; dropAfter: number }>();
const mostTransactionsPerPlan = 1000;

/**
 * Has the server plan a small statement once and keep the plan. Left to itself it plans one that takes an array at every
 * call, because it expects ten elements of an unknown array and finds one cheaper; planning the priority of an account
 * takes 3 ms, running it half of one. A plan grows old with its tables: all are dropped after 2, 16, 128 and each
 * 1,000 transactions more, and after bulk work; statistics that change renew them anyway. Bulk statements, and what follows them in
 * their transaction, are planned for their own values.
 */
function keepPlans(wire: Wire): { db: Sql; settings(): string } {
  const age = kept.get(wire) ?? { transactions: 0, dropAfter: 2 };
  kept.set(wire, age);
  let keeping = false;
  return {
    db: {
      run(text, values) {
        if (keeping && values.some(isBulk)) {
          keeping = false;
          age.transactions = age.dropAfter;
          // Should it fail, so has the transaction, and the statement behind it says so.
          wire.run('set local plan_cache_mode = auto', []).catch(() => undefined);
        }
        return wire.run(text, values);
      },
    },
    settings() {
      keeping = true;
      const drop = age.transactions >= age.dropAfter;
      if (drop) {
        age.transactions = 0;
        age.dropAfter = Math.min(age.dropAfter * 8, mostTransactionsPerPlan);
      }
      age.transactions += 1;
      return `set local plan_cache_mode = force_generic_plan${drop ? '; discard plans' : ''}`;
    },
  };
}

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, toIsoInstant);
const arrayOf = (oid: number, read: (text: string) => unknown): void => {
  const parseText = pg.types.getTypeParser(1009 as number) as (text: string) => (string | null)[];
  types.setTypeParser(oid, (text: string) => parseText(text).map((one) => (one === null ? null : read(one))));
};
arrayOf(1016, (text) => BigInt(text));
arrayOf(1182, (text) => text);

/**
 * PostgreSQL prints `2026-11-24 10:00:00.1234+00` (sessions run in UTC); we speak ISO 8601 with all six digits, so that
 * instants compare as text.
 */
function toIsoInstant(text: string): string {
  const match = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00(?::00)?$/.exec(text);
  return match ? `${match[1]}T${match[2]}.${(match[3] ?? '').padEnd(6, '0')}Z` : text;
}

export interface DatabaseUrls {
  readonly appUrl: string;
}

export interface Database {
  /** Each statement by itself, on whatever connection is free. */
  readonly app: Sql;
  /** Lends a connection for as long as the work lasts. */
  lend<T>(work: (lent: LentConnection) => Promise<T>): Promise<T>;
  /** One transaction outside of any tenant and command; rolled back when the work throws. */
  transaction<T>(work: (db: Sql) => Promise<T>): Promise<T>;
  /** Connections of this process, and callers waiting for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** Opens the application's pool. Every session runs in UTC with a statement timeout that a person would notice. */
export function openDatabase(urls: DatabaseUrls, options: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({
    Client: Wire,
    // Statements sent together travel together: waiting is most of what a small command costs.
    pipeline: true,
    connectionString: urls.appUrl,
    max: options.poolSize ?? 10,
    options: '-c TimeZone=UTC -c statement_timeout=600000 -c idle_in_transaction_session_timeout=300000',
    types,
    application_name: 'dunwell',
  });
  // An idle connection that dies (server restarted) is dropped by the pool; the next command opens a new one.
  pool.on('error', () => undefined);
  // A connection may also break while it is lent out, after its query has failed: the query has told the caller already,
  // and without a listener of its own the late socket error would end the whole process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const connected = async <T>(work: (wire: Wire) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      return await work(client as unknown as Wire);
    } finally {
      client.release();
    }
  };
  const lend = <T>(work: (lent: LentConnection) => Promise<T>): Promise<T> =>
    connected((wire) => work(lentConnection(wire)));
  return {
    app: { run: (text, values) => connected((wire) => wire.run(text, values)) },
    lend,
    transaction: (work) =>
      lend(async ({ db, commit, rollBack }) => {
        await db.run('begin', []);
        try {
          const value = await work(db);
          await commit();
          return value;
        } catch (fault) {
          await rollBack().catch(() => undefined);
          throw fault;
        }
      }),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

/** A plain client for administration (migrations): same types, no pool. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, types, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
