/** What some GL accounts of a company hold in foreign currencies at the end of a day. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';

export interface ForeignBalance {
  readonly accountId: bigint;
  readonly accountCode: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** What the books carry it at, in minor units of company currency. */
  readonly companyAmountMinor: bigint;
}

/** Balances by account and currency other than the company's, of journals posted up to the day. Debit positive. */
export async function foreignBalances(
  db: Sql,
  tenantId: bigint,
  input: { companyId: bigint; companyCurrency: string; purposes: readonly string[]; day: Day },
): Promise<ForeignBalance[]> {
  const { rows } = await sql<{ id: bigint; code: string; currency: string; amount: bigint; company_amount: bigint }>`
    select a.id, a.code, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
    from ledger.account a
    join ledger.line l on l.tenant_id = ${tenantId} and l.account_id = a.id and l.currency <> ${input.companyCurrency}
    join ledger.journal j on j.tenant_id = ${tenantId} and j.id = l.journal_id and j.posting_date <= ${input.day}
    where a.tenant_id = ${tenantId} and a.company_id = ${input.companyId} and a.purpose = any(${input.purposes as string[]}::text[])
    group by a.id, a.code, l.currency
    having sum(l.amount_minor) <> 0 or sum(l.company_amount_minor) <> 0
    order by a.code, l.currency`.execute(db);
  return rows.map((row) => ({
    accountId: row.id,
    accountCode: row.code,
    currency: row.currency,
    amountMinor: row.amount,
    companyAmountMinor: row.company_amount,
  }));
}
