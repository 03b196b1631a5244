/** Rules of offsets by company and day: the only reader and writer of offsets.policy. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { type DocumentKind, type OffsetPolicy, standardPolicy } from '../model.ts';

interface PolicyRow {
  days_overdue: number;
  minimum_minor: bigint;
  credit_documents: DocumentKind[];
  payable_documents: DocumentKind[];
  agreement_documents: DocumentKind[];
  request_days: number;
  reminder_days: number;
  reminders: number;
  proposed_daily: boolean;
}

const columns = sql`o.valid_from, o.days_overdue, o.minimum_minor, o.credit_documents, o.payable_documents, o.agreement_documents,
  o.request_days, o.reminder_days, o.reminders, o.proposed_daily`;

const policyOf = (row: PolicyRow): OffsetPolicy => ({
  daysOverdue: row.days_overdue,
  minimumMinor: row.minimum_minor,
  creditDocuments: row.credit_documents,
  payableDocuments: row.payable_documents,
  agreementDocuments: row.agreement_documents,
  requestDays: row.request_days,
  reminderDays: row.reminder_days,
  reminders: row.reminders,
  proposedDaily: row.proposed_daily,
});

/** A version of a company's rules, with who set it when and why. */
export interface PolicyVersion {
  readonly version: bigint;
  readonly validFrom: Day;
  readonly policy: OffsetPolicy;
  readonly person: string;
  readonly setAt: string;
  readonly reason: string;
}

/** Every version of a company, the one that begins last first. */
export async function listPolicies(db: Sql, tenantId: bigint, companyId: bigint): Promise<PolicyVersion[]> {
  const { rows } = await sql<
    PolicyRow & { version: bigint; valid_from: Day; person: string; set_at: string; reason: string }
  >`
    select ${columns}, o.seq as version, n.name as person, a.reason,
      to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as set_at
    from offsets.policy o
    join platform.audit a on a.tenant_id = o.tenant_id and a.seq = o.seq
    join platform.person n on n.id = a.person_id
    where o.tenant_id = ${tenantId} and o.company_id = ${companyId} order by o.valid_from desc, o.seq desc`.execute(db);
  return rows.map((row) => ({
    version: row.version,
    validFrom: row.valid_from,
    policy: policyOf(row),
    person: row.person,
    setAt: row.set_at,
    reason: row.reason,
  }));
}

/** The policy in force on a day; what comes with Dunwell where the company has said nothing. `recorded` tells which. */
export async function loadPolicy(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
): Promise<OffsetPolicy & { readonly recorded: boolean; readonly validFrom: Day | null }> {
  const { rows } = await sql<PolicyRow & { valid_from: Day }>`
    select ${columns} from offsets.policy o
    where o.tenant_id = ${tenantId} and o.company_id = ${companyId} and o.valid_from <= ${day}
    order by o.valid_from desc, o.seq desc limit 1`.execute(db);
  const [row] = rows;
  return row
    ? { ...policyOf(row), recorded: true, validFrom: row.valid_from }
    : { ...standardPolicy, recorded: false, validFrom: null };
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
