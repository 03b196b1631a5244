/** What the routes of this module look up first: the company that the query names, today in it, a customer named in a body. */
import { type Company, findCompany } from '#company';
import { findCustomerKey } from '#customers';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, type Scope } from '#platform';

/** The company that the query names, which the door has checked, and today in it. */
export async function placeOf(
  engine: Engine,
  scope: Scope,
  query: { company: string },
): Promise<Outcome<{ company: Company; today: string }>> {
  const company = await findCompany(engine, scope.tenantId, query.company);
  return company.ok
    ? done({ company: company.value, today: dayInZone(engine.clock.now(), company.value.timeZone) })
    : company;
}

/** The account of a customer by number in a company; null where none is named. Refuses `customers.not-found`. */
export async function namedAccount(
  engine: Engine,
  scope: Scope,
  of: { readonly companyId: bigint; readonly customer: string | null | undefined },
): Promise<Outcome<bigint | null>> {
  const number = of.customer ?? null;
  if (number === null) return done(null);
  const found = await runQuery(engine, scope.tenantId, (db) =>
    findCustomerKey(db, scope.tenantId, of.companyId, number),
  );
  return found
    ? done(found.accountId)
    : refuse('customers.not-found', `There is no customer "${number}" in this company.`, { customer: number });
}
