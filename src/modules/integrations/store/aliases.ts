/** Customer numbers of an ERP that are other names of a customer here: the only writer of integrations.customer_alias. */
import { type Sql, sql, type Transaction } from '#platform';

export interface CustomerAlias {
  readonly alias: string;
  readonly from: string;
  readonly customerNumber: string;
}

/** Records from which day on a number of the ERP means a customer here. */
export async function upsertAlias(
  tx: Transaction,
  companyId: bigint,
  alias: CustomerAlias & { readonly reason: string },
): Promise<void> {
  await sql`
    insert into integrations.customer_alias (tenant_id, company_id, alias, from_date, customer_number, reason, command_id)
    values (${tx.tenantId}, ${companyId}, ${alias.alias}, ${alias.from}, ${alias.customerNumber}, ${alias.reason}, ${tx.commandId})
    on conflict (tenant_id, company_id, alias, from_date) do update set customer_number = excluded.customer_number,
      reason = excluded.reason, command_id = excluded.command_id`.execute(tx.db);
}

/** What each alias means on a day. */
export async function loadAliases(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ alias: string; customer_number: string }>`
    select distinct on (alias) alias, customer_number from integrations.customer_alias
    where tenant_id = ${tenantId} and company_id = ${companyId} and from_date <= ${day}::date
    order by alias, from_date desc`.execute(db);
  return new Map(rows.map((row) => [row.alias, row.customer_number]));
}
