/** Insolvency proceedings of customers: the only writer of their table and of the day beside the customer. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { findByNumbers, loadStanding, lockCustomers } from './relation-store.ts';
import { accountIdsOf, lockAccounts } from './store.ts';

/** Proceedings of a customer as they were recorded. */
export interface Insolvency {
  readonly id: bigint;
  readonly customerId: bigint;
  readonly openedOn: Day;
  /** The court and its number of the case. */
  readonly courtReference: string;
  /** Where it is known from. */
  readonly source: string;
  /** The last day on which the claim may be filed; null: not known. */
  readonly claimDeadline: Day | null;
  readonly claimFiledOn: Day | null;
  readonly claimNote: string | null;
}

/** Which proceedings stand over some customers. */
export async function loadInsolvencies(
  db: Sql,
  tenantId: bigint,
  customerIds: readonly bigint[],
): Promise<Insolvency[]> {
  const { rows } = await sql<Insolvency>`
    select id, customer_id as "customerId", opened_on as "openedOn", court_reference as "courtReference", source,
      claim_deadline as "claimDeadline", claim_filed_on as "claimFiledOn", claim_note as "claimNote"
    from customers.insolvency
    where tenant_id = ${tenantId} and customer_id = any(${customerIds as bigint[]}::bigint[]) and ended_seq is null order by id`.execute(
    db,
  );
  return rows;
}

/** What may be paid out to an insolvent customer: to the administrator's account alone, once two persons have put it in force. */
export interface Estate {
  readonly insolventSince: Day;
  /** The customer's bank account in force, where it was put in force after the proceedings were recorded. */
  readonly bankAccountId: bigint | null;
}

/** The estate of a customer account's customer; undefined where no proceedings stand over it. */
export async function loadEstate(db: Sql, tenantId: bigint, accountId: bigint): Promise<Estate | undefined> {
  const { rows } = await sql<Estate>`
    select a.insolvent_since as "insolventSince", (
        select e.id from customers.v_estate_account e join customers.v_bank_account b on b.tenant_id = ${tenantId} and b.id = e.id
        where e.tenant_id = ${tenantId} and e.account_id = a.id
      ) as "bankAccountId"
    from customers.v_account a where a.tenant_id = ${tenantId} and a.id = ${accountId} and a.insolvent_since is not null`.execute(
    db,
  );
  return rows[0];
}

/**
 * The customer by its number with all that read as one with it on a day, and their accounts, locked; undefined where nobody
 * has the number. One legal entity is insolvent as a whole, under whatever numbers it runs.
 */
export async function lockEntity(
  tx: Transaction,
  at: { readonly number: string; readonly day: Day },
): Promise<{ customerIds: readonly bigint[]; accountIds: readonly bigint[] } | undefined> {
  const found = (await findByNumbers(tx.db, tx.tenantId, [at.number])).get(at.number);
  if (!found) return undefined;
  const standing = await loadStanding(tx.db, tx.tenantId, { day: at.day });
  const customerIds = standing.readingAs(standing.holderOf(found.id));
  await lockCustomers(tx, customerIds);
  const accountIds = await accountIdsOf(tx.db, tx.tenantId, customerIds);
  await lockAccounts(tx, accountIds);
  return { customerIds, accountIds };
}

/** Records proceedings over customers that have none. */
export async function insertInsolvencies(
  tx: Transaction,
  of: { readonly customerIds: readonly bigint[] } & Pick<
    Insolvency,
    'openedOn' | 'courtReference' | 'source' | 'claimDeadline'
  >,
): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.insolvency (tenant_id, customer_id, opened_on, court_reference, source, claim_deadline, seq)
    select ${tx.tenantId}, id, ${of.openedOn}, ${of.courtReference}, ${of.source}, ${of.claimDeadline}::date, 0
    from unnest(${of.customerIds as bigint[]}::bigint[]) as u(id) returning id`.execute(tx.db);
  tx.send(sql`update customers.customer set insolvent_since = ${of.openedOn}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${of.customerIds as bigint[]}::bigint[])`);
  tx.atHead(async (head) => {
    tx.send(sql`update customers.insolvency set seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and id = any(${rows.map((row) => row.id)}::bigint[])`);
  });
}

/** Notes of proceedings that the claim was filed. */
export async function saveClaim(
  tx: Transaction,
  of: { readonly ids: readonly bigint[]; readonly filedOn: Day; readonly note: string },
): Promise<void> {
  await sql`update customers.insolvency set claim_filed_on = ${of.filedOn}, claim_note = ${of.note}
    where tenant_id = ${tx.tenantId} and id = any(${of.ids as bigint[]}::bigint[])`.execute(tx.db);
}

/** Ends proceedings: at once for what runs in this command, with its sequence at the head. */
export async function endInsolvencies(
  tx: Transaction,
  of: { readonly insolvencies: readonly Insolvency[]; readonly reason: string },
): Promise<void> {
  const ids = of.insolvencies.map((one) => one.id);
  await sql`update customers.insolvency set ended_seq = 0, ended_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[])`.execute(tx.db);
  tx.send(sql`update customers.customer set insolvent_since = null, version = version + 1
    where tenant_id = ${tx.tenantId} and id = any(${of.insolvencies.map((one) => one.customerId)}::bigint[])`);
  tx.atHead(async (head) => {
    tx.send(sql`update customers.insolvency set ended_seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[])`);
  });
}
