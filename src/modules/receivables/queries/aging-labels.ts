/** Whose line of the aging an account's money stands in: the customer's, the portfolio's or the company's. */
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

/** Loads the labels of the accounts whose money was found. */
export async function loadAgingLabels(
  db: Sql,
  tenantId: bigint,
  request: { readonly by: 'customer' | 'portfolio' | 'company' },
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
  const accounts = await sql<{ id: bigint; number: string; name: string; portfolio_id: bigint | null }>`
    select id, number, name, portfolio_id from customers.v_account
    where tenant_id = ${tenantId} and id = any(${accountIds as bigint[]}::bigint[])`.execute(db);
  const portfolios = await sql<{ id: bigint; code: string; name: string }>`
    select id, code, name from customers.v_portfolio where tenant_id = ${tenantId}`.execute(db);
  const portfolioOf = new Map(
    portfolios.rows.map(({ id, code, name }): [bigint | null, AgingLabel] => [id, { key: code, customer: null, name }]),
  );
  const none: AgingLabel = { key: '', customer: null, name: 'No portfolio' };
  const labels = new Map(
    accounts.rows.map(({ id, number, name, portfolio_id }) => [
      id,
      request.by === 'customer' ? { key: number, customer: number, name } : (portfolioOf.get(portfolio_id) ?? none),
    ]),
  );
  return ({ accountId }) => labels.get(accountId) ?? none;
}
