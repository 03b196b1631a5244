/** The hand-written side: the driver alone, as the application's role under row security, or as the owner without. */
import pg from 'pg';
import { Packet } from '../src/platform/wire.ts';

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text);

/** A connection with the driver's own means; amounts arrive as bigint, days as text, as ours do. */
export async function connectByHand(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types, options: '-c TimeZone=UTC' });
  // When a part fails, the books are dropped and their connections cut; what failed is said by its own error.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** A read-only transaction in the tenant's fence; three round trips besides the work. */
export async function readInTenant<T>(
  client: pg.Client,
  tenantId: bigint,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  await client.query(
    `begin isolation level repeatable read read only; set local app.tenant = '${tenantId}'; set local app.tenants = '{${tenantId}}'`,
  );
  const result = await work(client);
  await client.query('commit');
  return result;
}

export interface Wire {
  /** Statements that the driver was asked for. */
  readonly statements: number;
  /** How often nothing was under way when one was asked for: statements sent while others are under way travel with them. */
  readonly roundTrips: number;
  /** Time in which at least one answer was waited for. */
  readonly waitedMs: number;
  readonly wallMs: number;
}

/** Watches what goes over the wire while `work` runs: its statements, and how long the bare driver takes for them. */
export async function watchWire(work: () => Promise<unknown>): Promise<Wire> {
  const original = pg.Client.prototype.query;
  let statements = 0;
  let roundTrips = 0;
  let waitedMs = 0;
  let pending = 0;
  let since = 0;
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
    statements += args[0] instanceof Packet ? args[0].size : 1;
    if (pending === 0) {
      roundTrips += 1;
      since = performance.now();
    }
    pending += 1;
    const answer: unknown = Reflect.apply(original, this, args);
    const ended = answer instanceof Packet ? answer.ended : answer;
    const note = (): void => {
      pending -= 1;
      if (pending === 0) waitedMs += performance.now() - since;
    };
    if (ended instanceof Promise) ended.then(note, note);
    return answer;
  } as typeof original;
  const start = performance.now();
  try {
    await work();
    return { statements, roundTrips, waitedMs, wallMs: performance.now() - start };
  } finally {
    pg.Client.prototype.query = original;
  }
}
