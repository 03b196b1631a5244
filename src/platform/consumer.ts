/**
 * How far work that follows the commands has come in a tenant's sequence. Nothing is handed out: whoever follows asks what
 * came since, does its work, and says how far it has seen, so that what a crash cuts off is looked at again.
 */
import { sql } from './sql.ts';
import { type Engine, inTenant, runQuery } from './transaction.ts';

/** What came since a consumer looked last. */
export interface News {
  /** The tenant's sequence up to which was looked. */
  readonly seq: bigint;
  /** A command since then counted what the consumer follows; true as well for one that has never looked. */
  readonly came: boolean;
}

/**
 * Whether commands that came since `consumer` looked last counted any of `counts` (as `tx.count` names them); those whose
 * operation begins with `own` are the consumer's own doing.
 */
export function newsFor(
  engine: Engine,
  tenantId: bigint,
  of: { readonly consumer: string; readonly counts: readonly string[]; readonly own: string },
): Promise<News> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<News>`
      select h.seq, c.seq is null or exists (
        select from platform.audit a
        where a.tenant_id = ${tenantId} and a.seq > c.seq and a.counts ?| ${of.counts as string[]}::text[] and not starts_with(a.operation, ${of.own})) as came
      from platform.head h
      left join platform.consumer c on c.tenant_id = ${tenantId} and c.name = ${of.consumer}
      where h.tenant_id = ${tenantId}`.execute(db);
    return rows[0] ?? { seq: 0n, came: false };
  });
}

/** Notes how far a consumer has seen; never backwards. */
export function noteSeen(engine: Engine, tenantId: bigint, consumer: string, seq: bigint): Promise<void> {
  return inTenant(engine, tenantId, async (db) => {
    await sql`
      insert into platform.consumer (tenant_id, name, seq) values (${tenantId}, ${consumer}, ${seq})
      on conflict (tenant_id, name) do update set seq = excluded.seq where platform.consumer.seq < excluded.seq`.execute(
      db,
    );
  });
}
