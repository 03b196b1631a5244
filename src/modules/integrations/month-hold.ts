/** What integrations registers with the ledger: a month is closed when the ERP's loads of it are decided and taken in. */
import { endOfMonth } from '#kernel';
import { type MonthFinding, type MonthHold, sql } from '#platform';

/**
 * Tells the loads that wait for a person and those that are not taken in to their end. Both are needed: what they change is posted
 * on their key date, and a closed month takes no posting.
 */
export const undecidedLoadsMonthHold: MonthHold = {
  name: 'integrations.undecided-loads',
  async find(db, tenantId, { companyId, month }) {
    const { rows } = await sql<{ held: number; interrupted: number }>`
      select count(*) filter (where state = 'held')::integer as held, count(*) filter (where state <> 'held')::integer as interrupted
      from integrations.erp_load
      where tenant_id = ${tenantId} and company_id = ${companyId} and key_date <= ${endOfMonth(`${month}-01`)}::date
        and (state = 'held' or (state in ('accepted', 'released') and applied_seq is null))`.execute(db);
    const { held, interrupted } = rows[0]!;
    const found: MonthFinding[] = [];
    if (held > 0)
      found.push({
        code: 'integrations.loads-held',
        text:
          held === 1
            ? 'A load of the ERP is held: release or discard it first.'
            : `${held} loads of the ERP are held: release or discard them first.`,
        needed: true,
      });
    if (interrupted > 0)
      found.push({
        code: 'integrations.load-unfinished',
        text: 'A load of the ERP is not taken in to its end: the next one goes on with it.',
        needed: true,
      });
    return found;
  },
};
