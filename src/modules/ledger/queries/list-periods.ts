/** The accounting months of a company with their story: who closed them and why, and what was posted late. */
import { type Engine, runQuery, sql } from '#platform';
import type { PeriodState } from '../rules/period.ts';

export interface PeriodRow {
  readonly month: string;
  readonly state: PeriodState;
  readonly changes: readonly {
    readonly from: PeriodState;
    readonly to: PeriodState;
    readonly reason: string;
    readonly person: string;
    readonly at: string;
  }[];
  /** Postings into the month while it was soft-closed. */
  readonly late: readonly { readonly reason: string; readonly person: string }[];
}

/** Months that were posted in or closed, newest first. A month that is not listed is open. */
export async function listPeriods(engine: Engine, tenantId: bigint, companyId: bigint): Promise<PeriodRow[]> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<PeriodRow>`
      select p.month, p.state,
        coalesce((select jsonb_agg(jsonb_build_object('from', c.from_state, 'to', c.to_state, 'reason', c.reason, 'person', who.name,
            'at', to_char(c.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by c.seq)
          from ledger.period_change c join platform.person who on who.id = c.person_id
          where c.tenant_id = ${tenantId} and c.company_id = p.company_id and c.month = p.month), '[]') as changes,
        coalesce((select jsonb_agg(jsonb_build_object('reason', l.reason, 'person', who.name) order by a.seq)
          from ledger.late_posting l join platform.person who on who.id = l.person_id
          join platform.audit a on a.tenant_id = l.tenant_id and a.command_id = l.command_id
          where l.tenant_id = ${tenantId} and l.company_id = p.company_id and l.month = p.month), '[]') as late
      from ledger.period p where p.tenant_id = ${tenantId} and p.company_id = ${companyId} order by p.month desc`.execute(
      db,
    ),
  );
  return rows;
}
