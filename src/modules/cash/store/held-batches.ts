/** Batches of a lockbox that do not foot: the only writer of cash.held_batch. */
import type { LockboxDifference } from '#formats';
import { type Day, formatAmount } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { reopenWithdrawn, withdrawUnlinked } from './advices.ts';

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

/** Batches of a company: one, those that are held, or those that were decided; the newest 200 first. */
export async function loadHeldBatches(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; id?: bigint; decided?: boolean },
): Promise<HeldBatch[]> {
  const { rows } = await sql<HeldBatch>`
    select v.id, v.advice_file_id as "adviceFileId", v.file_name as file, v.batch, v.batch_day as "batchDay", h.bank_account_id as "bankAccountId",
      v.currency, v.stated_minor as "statedMinor", v.sum_minor as "sumMinor", v.stated_checks as "statedChecks", v.checks,
      v.advice_ids as "adviceIds", v.state
    from cash.v_held_batch v join cash.held_batch h on h.tenant_id = ${tenantId} and h.id = v.id
    where v.tenant_id = ${tenantId} and v.company_id = ${of.companyId} ${of.id !== undefined ? sql`and v.id = ${of.id}` : of.decided ? sql`and v.state <> 'held'` : sql`and v.state = 'held'`}
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

/** Holds a discarded batch again, with what its file says of the checks that were withdrawn with it. */
export async function restoreBatch(tx: Transaction, batch: Pick<HeldBatch, 'id' | 'adviceIds'>): Promise<void> {
  const { rows } = await sql<{ reason: string }>`
    select discarded_reason as reason from cash.held_batch where tenant_id = ${tx.tenantId} and id = ${batch.id}`.execute(
    tx.db,
  );
  await sql`update cash.held_batch set discarded_reason = null where tenant_id = ${tx.tenantId} and id = ${batch.id}`.execute(
    tx.db,
  );
  await reopenWithdrawn(tx, batch.adviceIds, rows[0]!.reason);
}

/** Whether a later file brought a batch again: it is held as well, or was paid in. */
export async function cameAgain(
  tx: Transaction,
  companyId: bigint,
  batch: Pick<HeldBatch, 'id' | 'adviceFileId' | 'batch' | 'batchDay'>,
): Promise<boolean> {
  const { rows } = await sql<{ again: boolean }>`
    select exists (select from cash.held_batch h where h.tenant_id = ${tx.tenantId} and h.company_id = ${companyId} and h.id > ${batch.id}
        and h.batch = ${batch.batch} and h.batch_day = ${batch.batchDay})
      or exists (select from cash.deposit d join cash.advice_file f on f.tenant_id = ${tx.tenantId} and f.id > ${batch.adviceFileId}
          and d.number = concat('LOCKBOX-', f.id, '-', ${batch.batch}::text)
        where d.tenant_id = ${tx.tenantId} and d.company_id = ${companyId} and d.origin = 'lockbox' and d.deposited_on = ${batch.batchDay})
      as again`.execute(tx.db);
  return rows[0]!.again;
}
