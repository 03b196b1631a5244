/**
 * The database: connection pools and how PostgreSQL's types arrive. int8 → bigint, date → 'YYYY-MM-DD',
 * numeric → string, timestamptz → ISO text with microseconds; nothing passes through a floating-point number.
 */
import type { Socket } from 'node:net';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type QueryExecutorProvider,
  sql,
} from 'kysely';
import pg from 'pg';

/** Anything that runs SQL: a transaction or the pool. SQL is written as SQL, through kysely's `sql` template. */
export type Sql = QueryExecutorProvider;

/** A lent connection; once it is closed it takes no statement more. */
export interface LentConnection {
  readonly db: Sql;
  /** What a transaction of small statements sets at its beginning, in SQL, to have their plans kept. */
  planSettings(): string;
  /** Sends a text at this very moment, before whatever else this turn has asked for; for the begin and end of a reading. */
  now(text: string): Promise<unknown>;
  /** To be called before the connection goes back: work still under way must not reach whoever gets it next. */
  close(): void;
}

/**
 * A lent connection whose statements do not wait for one another: what is sent at once goes out in one packet and runs in
 * the order in which it was sent. (kysely's own view of a connection sends the next statement after the last answer.)
 */
export async function pipelined(lent: Kysely<unknown>): Promise<LentConnection> {
  const executor = lent.getExecutor();
  const connection = await executor.provideConnection(async (one: DatabaseConnection) => one);
  let closed = false;
  const plans = keepPlans(connection);
  const direct = executor.withConnectionProvider({
    async provideConnection(work) {
      if (closed) throw new Error('a statement came after the end of its transaction; await what the command starts');
      return work(plans.connection);
    },
  });
  return {
    db: { getExecutor: () => direct },
    planSettings: plans.settings,
    now: (text) => connection.executeQuery(CompiledQuery.raw(text)),
    close() {
      closed = true;
    },
  };
}

/** Transactions with kept plans that a connection has seen since its plans were last dropped, and when that is due next. */
const kept = new WeakMap<DatabaseConnection, { transactions: number; dropAfter: number }>();
const mostTransactionsPerPlan = 1000;

/**
 * Has the server plan a small statement once and keep the plan. Left to itself it plans one that takes an array at every
 * call, because it expects ten elements of an unknown array and finds one cheaper; planning the priority of an account
 * takes 3 ms, running it half of one. A plan grows old with its tables: all are dropped after 2, 16, 128 and each
 * 1,000 transactions more, and after bulk work; statistics that change renew them anyway. Bulk statements, and what follows them in
 * their transaction, are planned for their own values.
 */
function keepPlans(connection: DatabaseConnection): { connection: DatabaseConnection; settings(): string } {
  const age = kept.get(connection) ?? { transactions: 0, dropAfter: 2 };
  kept.set(connection, age);
  let keeping = false;
  const watched: DatabaseConnection = {
    executeQuery(query) {
      if (keeping && query.parameters.some(isBulk)) {
        keeping = false;
        age.transactions = age.dropAfter;
        // Should it fail, so has the transaction, and the statement behind it says so.
        connection.executeQuery(CompiledQuery.raw('set local plan_cache_mode = auto')).catch(() => undefined);
      }
      return connection.executeQuery(query);
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
  return {
    connection: watched,
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

/** Longer arrays are bulk work, whose plan must be made for its own size. */
const longestPreparedArray = 16;
/** Texts are few (they are written in the source); this only bounds what generated ones could hold in the server. */
const mostPreparedTexts = 500;
const preparedNames = new Map<string, string>();

const isBulk = (value: unknown): boolean => Array.isArray(value) && value.length > longestPreparedArray;

/**
 * An array as PostgreSQL reads it. The driver's own way looks at each element for all it might be and quotes it; ours are
 * numbers, days and keys, which go as they are. Anything else is left to the driver.
 */
function arrayText(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const parts: string[] = [];
  for (const one of value) {
    if (typeof one === 'bigint' || typeof one === 'number' || typeof one === 'boolean') parts.push(String(one));
    else if (one === null) parts.push('NULL');
    else if (typeof one !== 'string') return value;
    else if (/^[\w.:+-]+$/.test(one) && !/^null$/i.test(one)) parts.push(one);
    else parts.push(`"${one.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  }
  return `{${parts.join(',')}}`;
}

/** The name under which a statement is prepared; undefined where it should be planned each time. */
function preparedName(text: string, values: readonly unknown[]): string | undefined {
  if (values.some(isBulk)) return undefined;
  const known = preparedNames.get(text);
  if (known !== undefined || preparedNames.size >= mostPreparedTexts) return known;
  const name = `dunwell_${preparedNames.size + 1}`;
  preparedNames.set(text, name);
  return name;
}

/**
 * A connection that prepares small statements once: parsing and planning under row security cost more than running them
 * (posting one invoice took twice the time). The server plans anew when a table's statistics change.
 */
class PreparingClient extends pg.Client {
  #gathering = false;

  /**
   * Holds what is written back until the callbacks of this turn are done, so that statements sent together are one packet:
   * a write of its own wakes the server for each of them, which costs more than most statements do.
   */
  #gather(): void {
    if (this.#gathering) return;
    this.#gathering = true;
    this.#stream.cork();
    setImmediate(() => this.#flush());
  }

  /** Writes what is held back; harmless when nothing is. */
  #flush(): void {
    this.#gathering = false;
    this.#stream.uncork();
  }

  get #stream(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }

  // The driver's own overloads are kept for its callers; only (text, values) is looked at.
  override query = ((...args: unknown[]): unknown => {
    this.#gather();
    const [text, values] = args;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return Reflect.apply(pg.Client.prototype.query, this, args);
    const name = preparedName(text, values);
    const config = { ...(name !== undefined && { name }), text, values: values.map(arrayText) };
    const answer = Reflect.apply(pg.Client.prototype.query, this, [config, ...args.slice(2)]);
    // Bulk work begins at once, while the next statement is still being put together here.
    if (name === undefined) this.#flush();
    return answer;
  }) as pg.Client['query'];
}

export interface DatabaseUrls {
  readonly appUrl: string;
}

export interface Database {
  readonly app: Kysely<unknown>;
  /** Connections of this process, and callers waiting for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** Opens the application's pool. Every session runs in UTC with a statement timeout that a person would notice. */
export function openDatabase(urls: DatabaseUrls, options: { poolSize?: number } = {}): Database {
  const pool = new pg.Pool({
    Client: PreparingClient,
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
  const app = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    app,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => app.destroy(),
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

export { sql };
export type RawSql = import('kysely').RawBuilder<unknown>;
