/** The only writer of the print batches' tables. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';

/** Letters of a company that left for the printer and are in no batch yet, oldest first. */
export async function loadUncollected(db: Sql, tenantId: bigint, companyId: bigint): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select m.id from correspondence.message m
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.channel = 'letter' and m.state = 'sent' and m.letter is not null
      and not exists (select 1 from correspondence.print_batch_letter l where l.tenant_id = ${tenantId} and l.message_id = m.id)
    order by m.id limit 1000`.execute(db);
  return rows.map((row) => row.id);
}

/** Two who collect for a company wait for each other. */
export async function lockPrinting(tx: Transaction, companyId: bigint): Promise<void> {
  const key = `correspondence printing ${tx.tenantId} ${companyId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
}

export async function insertBatch(
  tx: Transaction,
  batch: { companyId: bigint; day: Day; messageIds: readonly bigint[] },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into correspondence.print_batch (tenant_id, company_id, batch_date, ordinal, state, made_at)
    select ${tx.tenantId}, ${batch.companyId}, ${batch.day}, coalesce(max(ordinal), 0) + 1, 'waiting', ${tx.now.toISOString()}::timestamptz
    from correspondence.print_batch where tenant_id = ${tx.tenantId} and company_id = ${batch.companyId} and batch_date = ${batch.day}
    returning id`.execute(tx.db);
  const { id } = rows[0]!;
  await sql`
    insert into correspondence.print_batch_letter (tenant_id, batch_id, ordinal, message_id)
    select ${tx.tenantId}, ${id}, l.ordinal, l.message_id
    from unnest(${batch.messageIds}::bigint[]) with ordinality as l(message_id, ordinal)`.execute(tx.db);
  return id;
}

/** The state of a batch and its company, with its row locked; undefined when there is no such batch. */
export async function lockBatch(
  tx: Transaction,
  batchId: bigint,
): Promise<{ state: 'waiting' | 'printed'; companyId: bigint } | undefined> {
  const { rows } = await sql<{ state: 'waiting' | 'printed'; companyId: bigint }>`
    select state, company_id as "companyId" from correspondence.print_batch
    where tenant_id = ${tx.tenantId} and id = ${batchId} for update`.execute(tx.db);
  return rows[0];
}

/** Moves a batch, and keeps who did so. */
export async function moveBatch(
  tx: Transaction,
  batchId: bigint,
  event: { kind: 'printed'; reason: null } | { kind: 'reprint'; reason: string },
): Promise<void> {
  await sql`update correspondence.print_batch set state = ${event.kind === 'printed' ? 'printed' : 'waiting'}
    where tenant_id = ${tx.tenantId} and id = ${batchId}`.execute(tx.db);
  await sql`insert into correspondence.print_event (tenant_id, batch_id, kind, person_id, reason, happened_at)
    values (${tx.tenantId}, ${batchId}, ${event.kind}, ${tx.actor.personId}, ${event.reason}, ${tx.now.toISOString()}::timestamptz)`.execute(
    tx.db,
  );
}
