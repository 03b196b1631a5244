/** Batches of a lockbox that do not foot: the only writer of cash.held_batch. */
import type { LockboxDifference } from '#formats';
import { type Day, formatAmount } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { withdrawUnlinked } from './advices.ts';

export interface HeldBatch {
  readonly id: bigint;
  readonly adviceFileId: bigint;
  readonly file: string;
  readonly batch: string;
  readonly batchDay: Day;
  readonly bankAccountId: bigint;
  readonly currency: string;
  readonly statedMinor: bigint;
  readonly sumMinor: bigint;
  readonly statedChecks: number;
  readonly checks: number;
  readonly adviceIds: readonly bigint[];
  readonly state: 'held' | 'released' | 'discarded';
}

/** Why it is held, in one sentence. */
export const heldBatchReason = (one: HeldBatch): string => {
  const money = (minor: bigint): string => `${one.currency} ${formatAmount(minor, one.currency)}`;
  const differs = one.statedMinor - one.sumMinor;
  const sums =
    differs === 0n
      ? `${one.statedChecks} checks are stated, ${one.checks} are there`
      : `its total is ${money(one.statedMinor)}, its ${one.checks} checks come to ${money(one.sumMinor)}: ${money(differs < 0n ? -differs : differs)} ${differs < 0n ? 'too much' : 'are missing'}`;
  return `Batch ${one.batch} of ${one.batchDay} does not foot: ${sums}.`;
};

/** Batches of a company: one, or those that are held; the newest first. */
export async function loadHeldBatches(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; id?: bigint },
): Promise<HeldBatch[]> {
  const { rows } = await sql<HeldBatch>`
    select v.id, v.advice_file_id as "adviceFileId", v.file_name as file, v.batch, v.batch_day as "batchDay", h.bank_account_id as "bankAccountId",
      v.currency, v.stated_minor as "statedMinor", v.sum_minor as "sumMinor", v.stated_checks as "statedChecks", v.checks,
      v.advice_ids as "adviceIds", v.state
    from cash.v_held_batch v join cash.held_batch h on h.tenant_id = ${tenantId} and h.id = v.id
    where v.tenant_id = ${tenantId} and v.company_id = ${of.companyId} ${of.id === undefined ? sql`and v.state = 'held'` : sql`and v.id = ${of.id}`}
    order by v.id desc limit 200`.execute(db);
  return rows;
}

/** Locks a batch, so that two who decide about it stand in line. */
export async function lockHeldBatch(tx: Transaction, id: bigint): Promise<void> {
  tx.claimLock('receipt', `held batch ${id}`);
  await sql`select id from cash.held_batch where tenant_id = ${tx.tenantId} and id = ${id} for update`.execute(tx.db);
}

export async function insertHeldBatch(
  tx: Transaction,
  one: {
    companyId: bigint;
    adviceFileId: bigint;
    batchDay: Day;
    bankAccountId: bigint;
    currency: string;
    adviceIds: readonly bigint[];
  } & LockboxDifference,
): Promise<void> {
  await sql`
    insert into cash.held_batch (tenant_id, company_id, advice_file_id, batch, batch_day, bank_account_id, currency, stated_minor, sum_minor,
      stated_checks, checks, advice_ids, command_id)
    values (${tx.tenantId}, ${one.companyId}, ${one.adviceFileId}, ${one.batch}, ${one.batchDay}, ${one.bankAccountId}, ${one.currency},
      ${one.statedMinor}, ${one.sumMinor}, ${one.statedChecks}, ${one.checks}, ${[...one.adviceIds]}::bigint[], ${tx.commandId})`.execute(
    tx.db,
  );
}

export async function markBatchReleased(tx: Transaction, id: bigint, reason: string): Promise<void> {
  await sql`update cash.held_batch set released_reason = ${reason} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
    tx.db,
  );
}

/** Discards held batches, one or those of a batch's name and day, and withdraws what they said of their checks. */
export async function discardBatches(
  tx: Transaction,
  of: { companyId: bigint; reason: string } & ({ id: bigint } | { batch: string; batchDay: Day }),
): Promise<number> {
  const { rows } = await sql<{ adviceIds: bigint[] }>`
    update cash.held_batch set discarded_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and released_reason is null and discarded_reason is null
      and ${'id' in of ? sql`id = ${of.id}` : sql`batch = ${of.batch} and batch_day = ${of.batchDay}`}
    returning advice_ids as "adviceIds"`.execute(tx.db);
  const adviceIds = rows.flatMap((row) => row.adviceIds);
  if (adviceIds.length > 0) await withdrawUnlinked(tx, adviceIds, of.reason);
  return rows.length;
}
