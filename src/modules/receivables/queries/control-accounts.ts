/** The control accounts at the end of a month beside the items that were open then: what an auditor ties out. */
import type { Company } from '#company';
import { endOfMonth, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import {
  controlPurpose,
  type DocumentType,
  documentTypes,
  notedTypes,
  specialGlAccounts,
  specialGlOf,
} from '../model.ts';
import { controlPurposes } from '../rules/revaluation.ts';

interface Row {
  account: string;
  name: string;
  purpose: string;
  currency: string;
  ledger: bigint;
  company_ledger: bigint;
  items: bigint;
  company_items: bigint;
}

/** The purposes of the accounts of special items, as SQL: an item's account by its indicator. */
const purposeOf = sql`case i.special_gl ${sql.join(
  Object.entries(specialGlAccounts).map(
    ([indicator, purpose]) => sql`when ${sql.lit(indicator)} then ${sql.lit(purpose)}`,
  ),
  sql` `,
)} else 'receivables_control' end`;

/**
 * What each control account holds in each currency by the end of the month, and what its items come to, from one snapshot.
 * Accounts and currencies in which both are nothing are left out. Amounts are decimal strings in major units.
 */
export async function controlAccounts(
  engine: Engine,
  tenantId: bigint,
  { company, month }: { company: Company; month: string },
) {
  const day = endOfMonth(`${month}-01`);
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<Row>`
      with control as (
        select a.purpose, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l
        join ledger.v_journal j on j.tenant_id = ${tenantId} and j.id = l.journal_id and j.posting_date <= ${day}
        join ledger.v_account a on a.tenant_id = ${tenantId} and a.id = l.account_id
        where l.tenant_id = ${tenantId} and a.company_id = ${company.id} and a.purpose = any(${controlPurposes as string[]}::text[])
        group by a.purpose, l.currency
      ), items as (
        select ${purposeOf} as purpose, e.currency, sum(e.amount_minor)::bigint as amount, sum(e.company_amount_minor)::bigint as company_amount
        from receivables.entry e
        left join receivables.item i on i.tenant_id = ${tenantId} and i.id = e.item_id and i.special_gl is not null
        where e.tenant_id = ${tenantId} and e.company_id = ${company.id} and e.effective_date <= ${day}
        group by 1, e.currency
      ), both_sides as (
        select purpose, currency, coalesce(c.amount, 0) as ledger, coalesce(c.company_amount, 0) as company_ledger,
          coalesce(i.amount, 0) as items, coalesce(i.company_amount, 0) as company_items
        from control c full join items i using (purpose, currency)
      )
      select a.code as account, a.name, b.*
      from both_sides b
      join ledger.v_account a on a.tenant_id = ${tenantId} and a.company_id = ${company.id} and a.purpose = b.purpose
      where (b.ledger, b.company_ledger, b.items, b.company_items) <> (0, 0, 0, 0)
      order by a.code, b.currency`.execute(db),
  );
  /** No other control account holds anything in the currency. */
  const alone = (row: Row): boolean => rows.every((one) => one === row || one.currency !== row.currency);
  const inCompany = (minor: bigint): string => formatAmount(minor, company.currency);
  return {
    day,
    companyCurrency: company.currency,
    rows: rows.map((row) => ({
      account: row.account,
      name: row.name,
      documentTypes: alone(row) ? null : typesOf(row.purpose),
      currency: row.currency,
      ledger: formatAmount(row.ledger, row.currency),
      items: formatAmount(row.items, row.currency),
      difference: formatAmount(row.ledger - row.items, row.currency),
      companyLedger: inCompany(row.company_ledger),
      companyDifference: inCompany(row.company_ledger - row.company_items),
    })),
  };
}

/** Document types by the purpose of the control account in which they stand. */
function typesOf(purpose: string): string[] {
  return (Object.keys(documentTypes) as DocumentType[]).filter(
    (type) => !notedTypes.has(type) && controlPurpose(specialGlOf[type] ?? null) === purpose,
  );
}
