/** The hand-written side: the driver alone, as the application's role under row security, or as the owner without. */
import pg from 'pg';

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text);

/** A connection with the driver's own means; amounts arrive as bigint, days as text, as ours do. */
export async function connectByHand(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types, options: '-c TimeZone=UTC' });
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
  /** Every query of the driver is one message there and back. */
  readonly roundTrips: number;
  /** Time between asking and being answered, summed; meaningful where one query runs at a time. */
  readonly waitedMs: number;
  readonly wallMs: number;
}

/** Watches what goes over the wire while `work` runs: its statements, and how long the bare driver takes for them. */
export async function watchWire(work: () => Promise<unknown>): Promise<Wire> {
  const original = pg.Client.prototype.query;
  let roundTrips = 0;
  let waitedMs = 0;
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: unknown[]) {
    const asked = performance.now();
    roundTrips += 1;
    const answer: unknown = Reflect.apply(original, this, args);
    const note = (): void => {
      waitedMs += performance.now() - asked;
    };
    if (answer instanceof Promise) answer.then(note, note);
    return answer;
  } as typeof original;
  const start = performance.now();
  try {
    await work();
    return { roundTrips, waitedMs, wallMs: performance.now() - start };
  } finally {
    pg.Client.prototype.query = original;
  }
}
