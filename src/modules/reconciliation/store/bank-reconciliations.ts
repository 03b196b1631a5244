/** Prepared and signed bank reconciliations: the only writer of that table. */
import { type Sql, sql, type Transaction } from '#platform';
import type { BankComparison, BankItem } from '../bank/model.ts';

export interface StoredBankReconciliation {
  readonly id: bigint;
  readonly bankAccountId: bigint;
  readonly month: string;
  readonly bankMinor: bigint;
  readonly ledgerMinor: bigint;
  readonly items: readonly BankItem[];
  readonly digest: string;
  readonly note: string;
  readonly preparedPersonId: bigint;
  readonly preparedBy: string;
  readonly preparedAt: string;
  readonly signedBy: string | null;
  readonly signedAt: string | null;
  readonly reopened: { readonly reason: string; readonly person: string; readonly at: string } | null;
}

const plain = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/** Locks the bank account's reconciliations: preparing, signing and reopening stand in line. */
export async function lockReconciledAccount(tx: Transaction, bankAccountId: bigint): Promise<void> {
  tx.claimLock('case', `bank reconciliation ${bankAccountId}`);
  await sql`
    select id from reconciliation.bank_reconciliation
    where tenant_id = ${tx.tenantId} and bank_account_id = ${bankAccountId} and reopened_command_id is null order by id for update`.execute(
    tx.db,
  );
}

/** Prepares a month; what was prepared and not signed before gives way. Undefined where another has just prepared it. */
export async function prepareRow(
  tx: Transaction,
  of: { companyId: bigint; bankAccountId: bigint; month: string; currency: string; note: string; digest: string },
  comparison: BankComparison,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into reconciliation.bank_reconciliation as old (tenant_id, company_id, bank_account_id, month, currency, bank_minor, ledger_minor, items,
      digest, note, prepared_person_id, prepared_at, prepared_command_id)
    values (${tx.tenantId}, ${of.companyId}, ${of.bankAccountId}, ${of.month}, ${of.currency}, ${comparison.bankMinor}, ${comparison.ledgerMinor},
      ${JSON.stringify(comparison.items, plain)}::jsonb, ${of.digest}, ${of.note}, ${tx.actor.personId}, ${tx.now.toISOString()}::timestamptz,
      ${tx.commandId})
    on conflict (tenant_id, bank_account_id, month) where reopened_command_id is null do update set bank_minor = excluded.bank_minor,
      ledger_minor = excluded.ledger_minor, items = excluded.items, digest = excluded.digest, note = excluded.note,
      prepared_person_id = excluded.prepared_person_id, prepared_at = excluded.prepared_at, prepared_command_id = excluded.prepared_command_id
      where old.signed_person_id is null
    returning id`.execute(tx.db);
  return rows[0]?.id;
}

export async function signRow(tx: Transaction, id: bigint): Promise<void> {
  tx.send(sql`
    update reconciliation.bank_reconciliation set signed_person_id = ${tx.actor.personId}, signed_at = ${tx.now.toISOString()}::timestamptz,
      signed_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

export async function reopenRow(tx: Transaction, id: bigint, reason: string): Promise<void> {
  tx.send(sql`
    update reconciliation.bank_reconciliation set reopened_person_id = ${tx.actor.personId}, reopened_at = ${tx.now.toISOString()}::timestamptz,
      reopened_reason = ${reason}, reopened_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

/** What was prepared of some bank accounts, the newest first; of a month at most the first stands. */
export async function loadBankReconciliations(
  db: Sql,
  tenantId: bigint,
  bankAccountIds: readonly bigint[],
  month: string | null = null,
): Promise<StoredBankReconciliation[]> {
  const { rows } = await sql<{
    id: bigint;
    bank_account_id: bigint;
    month: string;
    bank_minor: bigint;
    ledger_minor: bigint;
    items: (Omit<BankItem, 'amountMinor'> & { amountMinor: string })[];
    digest: string;
    note: string;
    prepared_person_id: bigint;
    prepared_by: string;
    prepared_at: string;
    signed_by: string | null;
    signed_at: string | null;
    reopened_reason: string | null;
    reopened_by: string | null;
    reopened_at: string | null;
  }>`
    select b.id, b.bank_account_id, b.month, b.bank_minor, b.ledger_minor, b.items, b.digest, b.note, b.prepared_person_id, p.name as prepared_by,
      b.prepared_at, s.name as signed_by, b.signed_at, b.reopened_reason, o.name as reopened_by, b.reopened_at
    from reconciliation.bank_reconciliation b
    join platform.person p on p.id = b.prepared_person_id
    left join platform.person s on s.id = b.signed_person_id
    left join platform.person o on o.id = b.reopened_person_id
    where b.tenant_id = ${tenantId} and b.bank_account_id = any(${bankAccountIds as bigint[]}::bigint[])
      and (${month}::text is null or b.month = ${month}::text)
    order by b.month desc, b.id desc`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    bankAccountId: row.bank_account_id,
    month: row.month,
    bankMinor: row.bank_minor,
    ledgerMinor: row.ledger_minor,
    items: row.items.map((item) => ({ ...item, amountMinor: BigInt(item.amountMinor) })),
    digest: row.digest,
    note: row.note,
    preparedPersonId: row.prepared_person_id,
    preparedBy: row.prepared_by,
    preparedAt: row.prepared_at,
    signedBy: row.signed_by,
    signedAt: row.signed_at,
    reopened:
      row.reopened_reason === null
        ? null
        : { reason: row.reopened_reason, person: row.reopened_by!, at: row.reopened_at! },
  }));
}
