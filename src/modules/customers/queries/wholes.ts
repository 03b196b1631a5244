/** Merged customers as one: which accounts of a company read as which on a day. */
import { type Day, dayInZone } from '#kernel';
import { type Sql, sql } from '#platform';
import { findByNumbers, loadStanding } from '../relation-store.ts';
import { loadAccounts } from '../store.ts';

export interface Wholes {
  /** The account that speaks for this one: the survivor's of a merge, where it has one in the company; else itself. */
  holderOf(accountId: bigint): bigint;
  /** All accounts that read as one with this one, the holder's first. */
  accountsOf(accountId: bigint): readonly bigint[];
}

/** Reads which accounts of a company are one on a day. One query more where nobody is merged. */
export async function loadWholes(
  db: Sql,
  tenantId: bigint,
  at: { readonly companyId: bigint; readonly day: Day },
): Promise<Wholes> {
  const standing = await loadStanding(db, tenantId, { day: at.day });
  const holders = new Map(standing.merged().map((id) => [id, standing.holderOf(id)]));
  const customerIds = [...new Set([...holders].flat())];
  const accounts =
    customerIds.length === 0 ? [] : await loadAccounts(db, tenantId, { companyId: at.companyId, customerIds });
  const accountOf = new Map(accounts.map((account) => [account.customerId, account.id]));
  const holderOf = new Map<bigint, bigint>();
  const members = new Map<bigint, bigint[]>();
  for (const [customerId, holderId] of holders) {
    const [account, holder] = [accountOf.get(customerId), accountOf.get(holderId)];
    if (account === undefined || holder === undefined || account === holder) continue;
    holderOf.set(account, holder);
    members.set(holder, [...(members.get(holder) ?? []), account]);
  }
  return {
    holderOf: (accountId) => holderOf.get(accountId) ?? accountId,
    accountsOf: (accountId) => {
      const holder = holderOf.get(accountId) ?? accountId;
      return [holder, ...(members.get(holder) ?? [])];
    },
  };
}

/** A customer in a company as it reads on a day. */
export interface WholeCustomer {
  readonly accountId: bigint;
  readonly number: string;
  /** Its account and those merged into it. */
  readonly accountIds: readonly bigint[];
}

/**
 * Finds a customer in a company by any number it runs or ran under, also one that was merged into it; undefined where there
 * is none.
 */
export async function findWholeCustomer(
  db: Sql,
  tenantId: bigint,
  at: { readonly companyId: bigint; readonly day: Day; readonly number: string },
): Promise<WholeCustomer | undefined> {
  const found = (await findByNumbers(db, tenantId, [at.number])).get(at.number);
  if (!found) return undefined;
  const standing = await loadStanding(db, tenantId, { day: at.day });
  const customerIds = [standing.holderOf(found.id), found.id];
  const accounts = await loadAccounts(db, tenantId, { companyId: at.companyId, customerIds });
  const account = accounts.find((one) => one.customerId === customerIds[0]) ?? accounts[0];
  if (!account) return undefined;
  const { accountsOf } = await loadWholes(db, tenantId, at);
  return { accountId: account.id, number: account.number, accountIds: accountsOf(account.id) };
}

/**
 * The numbers of all customers who read, at an instant, as the one that runs or ran under this number; the number itself where
 * there is none. What is kept under a number that was merged is found by that of the survivor, and the other way round.
 */
export async function numbersAsOne(
  db: Sql,
  tenantId: bigint,
  of: { readonly number: string; readonly at: Date },
): Promise<string[]> {
  const found = (await findByNumbers(db, tenantId, [of.number])).get(of.number);
  if (!found) return [of.number];
  const zones = await sql<{ zone: string }>`
    select time_zone as zone from company.v_company where tenant_id = ${tenantId} order by id limit 1`.execute(db);
  const standing = await loadStanding(db, tenantId, { day: dayInZone(of.at, zones.rows[0]?.zone ?? 'UTC') });
  const customerIds = standing.readingAs(standing.holderOf(found.id)) as bigint[];
  const { rows } = await sql<{ number: string }>`
    select number from customers.customer where tenant_id = ${tenantId} and id = any(${customerIds}::bigint[])
    order by number`.execute(db);
  return rows.map(({ number }) => number);
}
