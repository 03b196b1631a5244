/** Rules of offsets by company and day: the only reader and writer of offsets.policy. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { type DocumentKind, type OffsetPolicy, standardPolicy } from '../model.ts';

/** The policy in force on a day; what comes with Dunwell where the company has said nothing. `recorded` tells which. */
export async function loadPolicy(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
): Promise<OffsetPolicy & { readonly recorded: boolean }> {
  const { rows } = await sql<{
    days_overdue: number;
    minimum_minor: bigint;
    credit_documents: DocumentKind[];
    payable_documents: DocumentKind[];
    agreement_documents: DocumentKind[];
    request_days: number;
    reminder_days: number;
    reminders: number;
    proposed_daily: boolean;
  }>`
    select days_overdue, minimum_minor, credit_documents, payable_documents, agreement_documents, request_days, reminder_days, reminders,
      proposed_daily
    from offsets.policy where tenant_id = ${tenantId} and company_id = ${companyId} and valid_from <= ${day}
    order by valid_from desc, seq desc limit 1`.execute(db);
  const [row] = rows;
  if (!row) return { ...standardPolicy, recorded: false };
  return {
    daysOverdue: row.days_overdue,
    minimumMinor: row.minimum_minor,
    creditDocuments: row.credit_documents,
    payableDocuments: row.payable_documents,
    agreementDocuments: row.agreement_documents,
    requestDays: row.request_days,
    reminderDays: row.reminder_days,
    reminders: row.reminders,
    proposedDaily: row.proposed_daily,
    recorded: true,
  };
}

/** Adds a policy under the command's sequence. */
export async function insertPolicy(
  tx: Transaction,
  companyId: bigint,
  seq: bigint,
  validFrom: Day,
  policy: OffsetPolicy,
): Promise<void> {
  await sql`
    insert into offsets.policy (tenant_id, company_id, seq, valid_from, days_overdue, minimum_minor, credit_documents, payable_documents,
      agreement_documents, request_days, reminder_days, reminders, proposed_daily)
    values (${tx.tenantId}, ${companyId}, ${seq}, ${validFrom}, ${policy.daysOverdue}, ${policy.minimumMinor},
      ${policy.creditDocuments as string[]}::text[], ${policy.payableDocuments as string[]}::text[],
      ${policy.agreementDocuments as string[]}::text[], ${policy.requestDays}, ${policy.reminderDays}, ${policy.reminders},
      ${policy.proposedDaily})`.execute(tx.db);
}
