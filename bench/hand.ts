/** The hand-written side: the driver alone, as the application's role under row security, or as the owner without. */
import pg from 'pg';

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
