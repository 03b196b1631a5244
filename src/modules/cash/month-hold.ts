/** What cash registers with the ledger: a month is closed when every line of the bank that was read of it is posted. */
import { endOfMonth } from '#kernel';
import { type MonthFinding, type MonthHold, sql } from '#platform';

/**
 * Tells the bank accounts with lines that are not posted, and with statements that wait for a person. Both are needed: a closed
 * month takes no posting, so such a line would be left aside by every run for ever. What a person left out is decided.
 */
export const unpostedLinesMonthHold: MonthHold = {
  name: 'cash.unposted-lines',
  async find(db, tenantId, { companyId, month }) {
    const { rows } = await sql<{ account: string; waiting: number; held: number }>`
      select b.name as account, w.waiting, h.held
      from cash.bank_account b
      cross join lateral (
        select count(*)::integer as waiting from cash.bank_line l
        where l.tenant_id = ${tenantId} and l.bank_account_id = b.id and l.state = 'waiting'
          and l.booking_date <= ${endOfMonth(`${month}-01`)}::date
      ) w
      cross join lateral (
        select count(*)::integer as held from cash.statement s
        where s.tenant_id = ${tenantId} and s.bank_account_id = b.id and s.state = 'held'
          and coalesce((select min(l.booking_date) from cash.bank_line l where l.tenant_id = ${tenantId} and l.statement_id = s.id),
            s.from_date, s.to_date) <= ${endOfMonth(`${month}-01`)}::date
      ) h
      where b.tenant_id = ${tenantId} and b.company_id = ${companyId} and w.waiting + h.held > 0
      order by b.name`.execute(db);
    return rows.flatMap(({ account, waiting, held }): MonthFinding[] => [
      ...(waiting > 0
        ? [
            {
              code: 'cash.lines-unposted',
              text:
                waiting === 1
                  ? `One line of ${account} is not posted: apply the cash, and see why it is left aside.`
                  : `${waiting} lines of ${account} are not posted: apply the cash, and see why they are left aside.`,
              needed: true,
            },
          ]
        : []),
      ...(held > 0
        ? [
            {
              code: 'cash.statements-held',
              text:
                held === 1
                  ? `A statement of ${account} is held: release it or leave it out first.`
                  : `${held} statements of ${account} are held: release them or leave them out first.`,
              needed: true,
            },
          ]
        : []),
    ]);
  },
};
