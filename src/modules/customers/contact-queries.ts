/** Readings of one customer: contacts, addresses, payer identities, and the settings of the account in a company. */
import type { Day } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import type { CustomerKey } from './model.ts';
import { findByNumbers, loadStanding } from './relation-store.ts';

/** The customer that has this number, or had it before, if it has an account in the company; undefined otherwise. */
export async function findCustomerKey(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  number: string,
): Promise<CustomerKey | undefined> {
  const found = (await findByNumbers(db, tenantId, [number])).get(number);
  if (!found) return undefined;
  const { rows } = await sql<{ id: bigint }>`
    select id from customers.v_account
    where tenant_id = ${tenantId} and company_id = ${companyId} and customer_id = ${found.id}`.execute(db);
  return rows[0] && { accountId: rows[0].id, customerId: found.id, number: found.number };
}

export interface Contact {
  readonly id: bigint;
  readonly version: number;
  readonly name: string;
  readonly role: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly timeZone: string;
  readonly primary: boolean;
  readonly stopped: boolean;
  /** Since when mail to the address comes back; null while it can be used. */
  readonly bouncedAt: string | null;
  readonly bounceReason: string | null;
}

const contactColumns = sql`id, version, name, role, email, phone, language, time_zone as "timeZone", primary_contact as "primary", stopped,
  bounced_at as "bouncedAt", bounce_reason as "bounceReason"`;

/** Contacts of a customer, the primary one first. */
export async function loadContacts(db: Sql, tenantId: bigint, customerId: bigint): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select ${contactColumns} from customers.contact
    where tenant_id = ${tenantId} and customer_id = ${customerId} and archived_at is null order by primary_contact desc, id`.execute(
    db,
  );
  return rows;
}

/** Contacts of a customer as it reads on a day, and of those merged into it, each with the number of its customer; its own first. */
export async function loadContactsOfWhole(
  db: Sql,
  tenantId: bigint,
  of: { readonly customerId: bigint; readonly day: Day },
): Promise<(Contact & { readonly customer: string })[]> {
  const standing = await loadStanding(db, tenantId, { day: of.day });
  const holderId = standing.holderOf(of.customerId);
  const { rows } = await sql<{ id: bigint; number: string }>`
    select id, number from customers.customer
    where tenant_id = ${tenantId} and id = any(${standing.readingAs(holderId) as bigint[]}::bigint[])
    order by id <> ${holderId}, number`.execute(db);
  const contacts: (Contact & { readonly customer: string })[] = [];
  for (const { id, number } of rows)
    for (const contact of await loadContacts(db, tenantId, id)) contacts.push({ ...contact, customer: number });
  return contacts;
}

/** Everything one needs to reach a customer, on one snapshot. */
export function loadReach(engine: Engine, tenantId: bigint, customerId: bigint) {
  return runQuery(engine, tenantId, async (db) => {
    const addresses = await sql<{
      id: bigint;
      kind: string;
      lines: string;
      postalCode: string | null;
      city: string | null;
      country: string;
    }>`select id, kind, lines, postal_code as "postalCode", city, country from customers.v_address
      where tenant_id = ${tenantId} and customer_id = ${customerId} order by kind, id`.execute(db);
    const payers = await sql<{ kind: string; value: string }>`
      select kind, value from customers.v_payer_identity where tenant_id = ${tenantId} and customer_id = ${customerId} order by kind, value`.execute(
      db,
    );
    return {
      contacts: await loadContacts(db, tenantId, customerId),
      addresses: addresses.rows,
      payers: payers.rows,
    };
  });
}

export interface AccountSettings {
  readonly version: number;
  readonly dunningBlockedUntil: Day | null;
  readonly directDebit: boolean;
  readonly portfolio: string | null;
}

/** The settings of an account that an analyst may change. */
export async function loadAccountSettings(db: Sql, tenantId: bigint, accountId: bigint): Promise<AccountSettings> {
  const { rows } = await sql<AccountSettings>`
    select a.version, a.dunning_blocked_until as "dunningBlockedUntil", a.direct_debit as "directDebit", f.code as portfolio
    from customers.account a left join customers.portfolio f on f.tenant_id = ${tenantId} and f.id = a.portfolio_id
    where a.tenant_id = ${tenantId} and a.id = ${accountId}`.execute(db);
  return rows[0]!;
}

/** All portfolios with their collectors. */
export async function loadPortfolios(
  db: Sql,
  tenantId: bigint,
): Promise<{ code: string; name: string; collector: string | null }[]> {
  const { rows } = await sql<{ code: string; name: string; collector: string | null }>`
    select f.code, f.name, n.name as collector from customers.portfolio f left join platform.person n on n.id = f.collector_person_id
    where f.tenant_id = ${tenantId} order by f.code`.execute(db);
  return rows;
}
