/** What receivables registers with the platform: its summary projector and the assertion that guards every commit. */
import { loadCompany } from '#company';
import { periodOf } from '#kernel';
import { closedMonths } from '#ledger';
import { type Assertion, type MonthHold, type Projector, sql } from '#platform';
import { revaluationIn } from './queries/revaluation.ts';
import { revaluationDays } from './rules/revaluation.ts';
import { projectSummaries } from './store/summary.ts';

/** Keeps receivables.summary equal to the items of the changed accounts; only what touches an item changes it. */
export const summaryProjector: Projector = {
  name: 'receivables.summary',
  floor: 4,
  async run(tx) {
    if (tx.touchedItemIds.size > 0) tx.send(projectSummaries(tx.tenantId, [...tx.touchedItemIds]));
  },
};

/**
 * Refuses to commit when a touched item's open amount is not its original less its allocations, in item currency or in
 * company currency. A violation is a fault of the program: everything rolls back.
 */
export const openAmountAssertion: Assertion = {
  name: 'receivables.open-equals-original-less-allocations',
  async run(tx) {
    if (tx.touchedItemIds.size === 0) return;
    const { rows } = await sql<{ id: bigint; number: string }>`
      select i.id, i.number
      from receivables.item i
      left join lateral (
        select coalesce(sum(case when a.credit_item_id = i.id then a.credit_amount_minor else -a.debit_amount_minor end), 0) as moved,
          coalesce(sum(case when a.credit_item_id = i.id then a.credit_company_minor else -a.debit_company_minor end), 0) as moved_company
        from receivables.allocation a
        where a.tenant_id = ${tx.tenantId} and (a.credit_item_id = i.id or a.debit_item_id = i.id)
      ) m on true
      where i.tenant_id = ${tx.tenantId} and i.id = any(${[...tx.touchedItemIds]}::bigint[])
        and (i.open_minor <> i.amount_minor + m.moved or i.open_company_minor <> i.company_amount_minor + m.moved_company)
      limit 1`.execute(tx.db);
    if (rows[0])
      throw new Error(`item ${rows[0].number} (${rows[0].id}) would not equal its original less its allocations`);
  },
};

/**
 * A month is closed with its open items in foreign currency at the closing rates, and only where they equal the control accounts.
 * A mirrored company is valued in its ERP; and where the next month is closed already, nothing could be taken back in it.
 */
export const revaluationMonthHold: MonthHold = {
  name: 'receivables.revaluation',
  async find(db, tenantId, { companyId, month }) {
    const company = await loadCompany(db, tenantId, companyId);
    if (!company || company.ledgerMode === 'mirrored') return [];
    const next = periodOf(revaluationDays(month).nextDay);
    if ((await closedMonths(db, tenantId, companyId, [next], true)).has(next)) return [];
    const rows = await revaluationIn(db, tenantId, company, month);
    if (!rows.ok) {
      const { code, message } = rows.refusal;
      return [{ code, text: message.replace(/ Nothing was changed\.$/, ''), needed: true }];
    }
    const due = rows.value.filter((row) => row.dueMinor !== 0n);
    if (due.length === 0) return [];
    const currencies = [...new Set(due.map((row) => row.currency))].sort().join(', ');
    return [
      {
        code: 'receivables.not-revalued',
        text: `Open items in ${currencies} are not revalued at the rates of its last day.`,
        needed: true,
      },
    ];
  },
};
