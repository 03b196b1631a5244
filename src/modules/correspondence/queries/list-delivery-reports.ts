/** Delivery reports that were read, newest first: what came back, from where and why, and which no mail of ours is about. */
import { type Sql, sql } from '#platform';
import type { ReportOutcome } from '../model.ts';

export interface ListedReport {
  readonly id: bigint;
  readonly readAt: string;
  readonly outcome: ReportOutcome;
  readonly company: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly messageId: bigint | null;
  readonly subject: string | null;
  readonly recipient: string | null;
  readonly status: string | null;
  readonly diagnostic: string | null;
  readonly reportedBy: string | null;
  readonly file: string;
}

/**
 * Up to `limit` + 1 reports about messages of the companies. `unmatched`: only those that no message of ours is about; with
 * `withUnmatched` they stand among the others. They belong to no company.
 */
export async function listDeliveryReports(
  db: Sql,
  tenantId: bigint,
  input: {
    companyIds: readonly bigint[];
    withUnmatched: boolean;
    only?: ReportOutcome | undefined;
    before: bigint | null;
    limit: number;
  },
): Promise<ListedReport[]> {
  const { rows } = await sql<ListedReport>`
    select r.id, r.read_at as "readAt", r.outcome, c.code as company, a.number as customer, a.name, r.message_id as "messageId", m.subject,
      r.recipient_address as recipient, r.status_code as status, r.diagnostic, r.reported_by as "reportedBy", r.file_name as file
    from correspondence.delivery_report r
    left join correspondence.message m on m.tenant_id = ${tenantId} and m.id = r.message_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = m.account_id
    left join company.v_company c on c.tenant_id = ${tenantId} and c.id = m.company_id
    where r.tenant_id = ${tenantId}
      and (m.company_id = any(${input.companyIds as bigint[]}::bigint[]) or (r.message_id is null and ${input.withUnmatched}))
      ${input.only === undefined ? sql`` : sql`and r.outcome = ${input.only}`}
      ${input.before === null ? sql`` : sql`and r.id < ${input.before}`}
    order by r.id desc limit ${input.limit + 1}`.execute(db);
  return rows;
}
