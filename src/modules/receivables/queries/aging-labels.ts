/** Whose line of the aging an account's money stands in: the customer's, the portfolio's or the company's. */
import { loadPortfoliosHeld, loadStanding } from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';

export interface AgingLabel {
  readonly key: string;
  readonly customer: string | null;
  readonly name: string;
}

/** Where an amount stands. By company the account does not matter. */
export interface AgingPlace {
  readonly accountId: bigint;
  readonly companyId: bigint;
}

/**
 * Loads the labels of the accounts whose money was found, as they were on the day and as known then: the number a customer
 * ran under, the customer it reads as since a merge, the portfolio that held it.
 */
export async function loadAgingLabels(
  db: Sql,
  tenantId: bigint,
  request: { readonly by: 'customer' | 'portfolio' | 'company'; readonly asOf: Day },
  seq: bigint | null,
  accountIds: readonly bigint[],
): Promise<(place: AgingPlace) => AgingLabel> {
  if (request.by === 'company') {
    const { rows } = await sql<{ id: bigint; code: string; name: string }>`
      select id, code, name from company.v_company where tenant_id = ${tenantId}`.execute(db);
    const companies = new Map(
      rows.map(({ id, code, name }): [bigint, AgingLabel] => [id, { key: code, customer: null, name }]),
    );
    return ({ companyId }) => companies.get(companyId) ?? { key: '', customer: null, name: '' };
  }
  const at = { day: request.asOf, seq };
  if (request.by === 'portfolio')
    return byPortfolio(await loadPortfoliosHeld(db, tenantId, accountIds, at), db, tenantId);
  const labels = await loadCustomerLabels(db, tenantId, at, accountIds);
  return ({ accountId }) => {
    const label = labels.get(accountId);
    return label
      ? { key: label.number, customer: label.number, name: label.name }
      : { key: '', customer: null, name: '' };
  };
}

/** An account with its customer's master data. */
export interface LabelledAccount {
  readonly customer_id: bigint;
  readonly number: string;
  readonly name: string;
}

/** Under which number and name an account reads on a day. */
export interface CustomerLabel {
  readonly number: string;
  readonly name: string;
  /** The number of its own customer, where that reads as another since a merge; else null. */
  readonly mergedCustomer: string | null;
}

/** Number and name under which these accounts read on a day: those of the customer it reads as since a merge. */
export async function labelAccounts(
  db: Sql,
  tenantId: bigint,
  at: { readonly day: Day; readonly seq: bigint | null },
  accounts: readonly LabelledAccount[],
): Promise<(account: LabelledAccount) => CustomerLabel> {
  const standing = await loadStanding(db, tenantId, at);
  const holderIds = new Set<bigint>();
  for (const { customer_id: id } of accounts) {
    const holderId = standing.holderOf(id);
    if (holderId !== id) holderIds.add(holderId);
  }
  const holders = new Map<bigint, { readonly number: string; readonly name: string }>();
  if (holderIds.size > 0) {
    const { rows } = await sql<{ id: bigint; number: string; name: string }>`
      select id, number, name from customers.v_customer where tenant_id = ${tenantId} and id = any(${[...holderIds]}::bigint[])`.execute(
      db,
    );
    for (const row of rows) holders.set(row.id, row);
  }
  return (account) => {
    const holderId = standing.holderOf(account.customer_id);
    const own = standing.numberOf(account.customer_id, account.number);
    if (holderId === account.customer_id) return { number: own, name: account.name, mergedCustomer: null };
    const holder = holders.get(holderId)!;
    return { number: standing.numberOf(holderId, holder.number), name: holder.name, mergedCustomer: own };
  };
}

/** Number and name under which accounts read on a day, by account. */
export async function loadCustomerLabels(
  db: Sql,
  tenantId: bigint,
  at: { readonly day: Day; readonly seq: bigint | null },
  accountIds: readonly bigint[],
): Promise<Map<bigint, CustomerLabel>> {
  const { rows } = await sql<LabelledAccount & { readonly id: bigint }>`
    select id, customer_id, number, name from customers.v_account
    where tenant_id = ${tenantId} and id = any(${accountIds as bigint[]}::bigint[])`.execute(db);
  const labels = await labelAccounts(db, tenantId, at, rows);
  return new Map(rows.map((row) => [row.id, labels(row)]));
}

async function byPortfolio(
  held: ReadonlyMap<bigint, bigint | null>,
  db: Sql,
  tenantId: bigint,
): Promise<(place: AgingPlace) => AgingLabel> {
  const { rows } = await sql<{ id: bigint; code: string; name: string }>`
    select id, code, name from customers.v_portfolio where tenant_id = ${tenantId}`.execute(db);
  const labels = new Map(
    rows.map(({ id, code, name }): [bigint | null, AgingLabel] => [id, { key: code, customer: null, name }]),
  );
  const none: AgingLabel = { key: '', customer: null, name: 'No portfolio' };
  return ({ accountId }) => labels.get(held.get(accountId) ?? null) ?? none;
}
