/** The tax in items, by code, and what clearings released of it: append-only; the only writer of receivables.item_tax and .released_tax. */
import { type Sql, sql, type Transaction } from '#platform';
import type { TaxPart } from '../model.ts';
import type { ReleasedTax, StoredTaxPart } from '../rules/tax.ts';

export interface NewItemTax extends TaxPart {
  readonly itemId: bigint;
  readonly adjustsItemId: bigint | null;
}

/** Writes tax lines, one statement for any number; none is written without need. */
export function insertItemTaxes(tx: Transaction, taxes: readonly NewItemTax[]): void {
  if (taxes.length === 0) return;
  const c = <T>(pick: (tax: NewItemTax) => T): T[] => taxes.map(pick);
  const lines = new Map<bigint, number>();
  const numbered = taxes.map(({ itemId }) => {
    const line = (lines.get(itemId) ?? 0) + 1;
    lines.set(itemId, line);
    return line;
  });
  tx.send(sql`
    insert into receivables.item_tax (tenant_id, item_id, line, adjusts_item_id, country, tax_code, rate_percent, account_id, base_minor, tax_minor)
    select ${tx.tenantId}, t.*
    from unnest(${c((t) => t.itemId)}::bigint[], ${numbered}::smallint[], ${c((t) => t.adjustsItemId)}::bigint[], ${c((t) => t.country)}::text[],
      ${c((t) => t.taxCode)}::text[], ${c((t) => t.ratePercent)}::numeric[], ${c((t) => t.accountId)}::bigint[],
      ${c((t) => t.baseMinor)}::bigint[], ${c((t) => t.taxMinor)}::bigint[]) as t`);
}

/** The tax lines on some items and on everything that adjusted them. */
export async function loadItemTaxes(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<StoredTaxPart[]> {
  if (itemIds.length === 0) return [];
  const ids = itemIds as bigint[];
  const { rows } = await sql<StoredTaxPart>`
    select t.item_id as "itemId", t.adjusts_item_id as "adjustsItemId", t.country, t.tax_code as "taxCode",
      trim_scale(t.rate_percent)::text as "ratePercent", t.account_id as "accountId", t.base_minor as "baseMinor", t.tax_minor as "taxMinor",
      i.amount_minor as "itemAmountMinor", i.company_amount_minor as "itemCompanyAmountMinor"
    from (
      select * from receivables.item_tax where tenant_id = ${tenantId} and item_id = any(${ids}::bigint[])
      union
      select * from receivables.item_tax where tenant_id = ${tenantId} and adjusts_item_id = any(${ids}::bigint[])
    ) t join receivables.item i on i.tenant_id = ${tenantId} and i.id = t.item_id
    order by t.item_id, t.line`.execute(db);
  return rows;
}

/** Writes what clearings release of the tax of down payments, one statement for any number; none is written without need. */
export function insertReleasedTaxes(tx: Transaction, lines: readonly (ReleasedTax & { clearingId: bigint })[]): void {
  if (lines.length === 0) return;
  const c = <T>(pick: (line: ReleasedTax & { clearingId: bigint }) => T): T[] => lines.map(pick);
  tx.send(sql`
    insert into receivables.released_tax (tenant_id, clearing_id, line, item_id, country, tax_code, account_id, base_minor, tax_minor, company_tax_minor)
    select ${tx.tenantId}, t.clearing_id, row_number() over (partition by t.clearing_id order by t.at), t.item_id, t.country, t.tax_code, t.account_id,
      t.base_minor, t.tax_minor, t.company_tax_minor
    from unnest(${c((t) => t.clearingId)}::bigint[], ${c((t) => t.itemId)}::bigint[], ${c((t) => t.country)}::text[],
      ${c((t) => t.taxCode)}::text[], ${c((t) => t.accountId)}::bigint[], ${c((t) => t.baseMinor)}::bigint[],
      ${c((t) => t.taxMinor)}::bigint[], ${c((t) => t.companyTaxMinor)}::bigint[])
      with ordinality as t (clearing_id, item_id, country, tax_code, account_id, base_minor, tax_minor, company_tax_minor, at)`);
}

/** What a clearing released comes back with it, exactly. */
export function takeBackReleasedTaxes(tx: Transaction, clearingId: bigint, reversalId: bigint): void {
  tx.send(sql`
    insert into receivables.released_tax (tenant_id, clearing_id, line, item_id, country, tax_code, account_id, base_minor, tax_minor, company_tax_minor)
    select tenant_id, ${reversalId}, line, item_id, country, tax_code, account_id, -base_minor, -tax_minor, -company_tax_minor
    from receivables.released_tax where tenant_id = ${tx.tenantId} and clearing_id = ${clearingId}`);
}

/** What clearings released of the tax of some down payments, less what was taken back. */
export async function loadReleasedTaxes(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<ReleasedTax[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<ReleasedTax>`
    select item_id as "itemId", country, tax_code as "taxCode", account_id as "accountId", sum(base_minor)::bigint as "baseMinor",
      sum(tax_minor)::bigint as "taxMinor", sum(company_tax_minor)::bigint as "companyTaxMinor"
    from receivables.released_tax where tenant_id = ${tenantId} and item_id = any(${itemIds as bigint[]}::bigint[])
    group by 1, 2, 3, 4`.execute(db);
  return rows;
}
