/** The worklist: stored priorities in their order, and why others are not listed. */
import type { Day } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { Priority } from '../rules/priority.ts';

export interface WorklistRow {
  readonly customer: string;
  readonly name: string;
  readonly priority: number;
  readonly reasons: Priority['reasons'];
  readonly nextAction: Priority['nextAction'];
  readonly balances: readonly { readonly currency: string; readonly open: string; readonly overdue: string }[];
}

export interface Worklist {
  readonly asOf: Day | null;
  readonly rows: readonly WorklistRow[];
  readonly notListed: readonly {
    readonly customer: string;
    readonly reason: { readonly code: string; readonly text: string };
  }[];
}

/**
 * The top of the worklist of a company, or of one collector's portfolios and those in which the person stands in. `withNotListed` adds every open account that is
 * not on it, with the reason.
 */
export function loadWorklist(
  engine: Engine,
  tenantId: bigint,
  input: { companyId: bigint; collectorPersonId?: bigint; limit: number; withNotListed: boolean },
): Promise<Worklist> {
  return runQuery(engine, tenantId, async (db) => {
    const mine =
      input.collectorPersonId === undefined
        ? sql``
        : sql`and p.portfolio_id in (
      select id from customers.v_portfolio where tenant_id = ${tenantId} and collector_person_id = ${input.collectorPersonId}
      union all
      select s.portfolio_id from customers.v_portfolio_substitute s join collections.business_day d
        on d.tenant_id = ${tenantId} and d.company_id = ${input.companyId} and d.day between s.from_date and s.to_date
      where s.tenant_id = ${tenantId} and s.person_id = ${input.collectorPersonId})`;
    const { rows } = await sql<{
      number: string;
      name: string;
      priority: number;
      reasons: Priority['reasons'];
      next_action: Priority['nextAction'];
      balances: WorklistRow['balances'];
    }>`
      select a.number, a.name, p.priority, p.reasons, p.next_action, p.balances
      from (
        select account_id, priority, reasons, next_action, balances from collections.priority p
        where tenant_id = ${tenantId} and company_id = ${input.companyId} and listed ${mine}
        order by priority desc, account_id limit ${input.limit}
      ) p join customers.v_account a on a.tenant_id = ${tenantId} and a.id = p.account_id
      order by p.priority desc, a.id`.execute(db);
    const not = input.withNotListed
      ? await sql<{ number: string; not_listed: { code: string; text: string } }>`
          select a.number, p.not_listed from collections.priority p join customers.v_account a on a.tenant_id = p.tenant_id and a.id = p.account_id
          where p.tenant_id = ${tenantId} and p.company_id = ${input.companyId} and not p.listed ${mine} order by a.number`.execute(
          db,
        )
      : { rows: [] };
    const day = await sql<{
      day: string;
    }>`select day from collections.business_day where tenant_id = ${tenantId} and company_id = ${input.companyId}`.execute(
      db,
    );
    return {
      asOf: day.rows[0]?.day ?? null,
      rows: rows.map((row) => ({
        customer: row.number,
        name: row.name,
        priority: row.priority,
        reasons: row.reasons,
        nextAction: row.next_action,
        balances: row.balances,
      })),
      notListed: not.rows.map((row) => ({ customer: row.number, reason: row.not_listed })),
    };
  });
}
