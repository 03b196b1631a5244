/** Owners of unapplied money and the policy for dormant credits: the only writer of both. */
import { sql, type Transaction } from '#platform';

/** Names the owner of a receipt, or nobody. False where there is no such open receipt of that version. */
export async function setReceiptOwner(
  tx: Transaction,
  of: { companyId: bigint; receiptId: bigint; version: number; personId: bigint | null },
): Promise<boolean> {
  const { rows } = await sql`
    update cash.receipt set owner_person_id = ${of.personId}, version = version + 1
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and id = ${of.receiptId} and version = ${of.version}
      and state in ('unapplied', 'part_applied', 'unidentified') returning id`.execute(tx.db);
  return rows.length > 0;
}

export async function saveDormancy(
  tx: Transaction,
  of: { companyId: bigint; validFrom: string; months: number },
): Promise<void> {
  await sql`
    insert into cash.dormancy_policy (tenant_id, company_id, valid_from, months, command_id)
    values (${tx.tenantId}, ${of.companyId}, ${of.validFrom}, ${of.months}, ${tx.commandId})
    on conflict (tenant_id, company_id, valid_from) do update set months = excluded.months, command_id = excluded.command_id`.execute(
    tx.db,
  );
}
