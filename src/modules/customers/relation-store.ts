/** Numbers given up, relations between customers, portfolios as held: the only writer of these tables. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { type NumberAlias, type Relation, type RelationKind, type Standing, standingOn } from './rules/relations.ts';

interface RelationRow {
  id: bigint;
  kind: RelationKind;
  customer_id: bigint;
  other_customer_id: bigint;
  items_on: Relation['itemsOn'];
  letters_to: Relation['lettersTo'];
  from_date: string;
  to_date: string | null;
}

const toRelation = (row: RelationRow): Relation => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customer_id,
  otherCustomerId: row.other_customer_id,
  itemsOn: row.items_on,
  lettersTo: row.letters_to,
  fromDate: row.from_date,
  toDate: row.to_date,
});

/** The relations of a tenant that were known at `seq` (null: now). */
export async function loadRelations(db: Sql, tenantId: bigint, seq: bigint | null): Promise<Relation[]> {
  const known =
    seq === null ? sql`ended_seq is null` : sql`seq <= ${seq} and (ended_seq is null or ended_seq > ${seq})`;
  const { rows } = await sql<RelationRow>`
    select id, kind, customer_id, other_customer_id, items_on, letters_to, from_date, to_date from customers.relation
    where tenant_id = ${tenantId} and ${known} order by id`.execute(db);
  return rows.map(toRelation);
}

/** All numbers that customers gave up, in the order of recording. */
export async function loadNumberAliases(db: Sql, tenantId: bigint): Promise<NumberAlias[]> {
  const { rows } = await sql<{ number: string; customer_id: bigint; given_up_date: string; seq: bigint }>`
    select number, customer_id, given_up_date, seq from customers.number_alias where tenant_id = ${tenantId} order by seq, id`.execute(
    db,
  );
  return rows.map((row) => ({
    number: row.number,
    customerId: row.customer_id,
    givenUpDate: row.given_up_date,
    seq: row.seq,
  }));
}

/**
 * Who stood for whom on a day, as known at `seq`. Reads the relations of the tenant, which are few beside its customers.
 */
export async function loadStanding(
  db: Sql,
  tenantId: bigint,
  at: { readonly day: Day; readonly seq?: bigint | null },
): Promise<Standing> {
  const seq = at.seq ?? null;
  const [relations, aliases] = await Promise.all([loadRelations(db, tenantId, seq), loadNumberAliases(db, tenantId)]);
  return standingOn({ day: at.day, relations, aliases, seq });
}

export interface FoundCustomer {
  readonly id: bigint;
  readonly number: string;
  readonly name: string;
}

/**
 * Customers by the numbers they run under or ran under: a current number wins, else the latest given-up one. Numbers that
 * find nobody are absent.
 */
export async function findByNumbers(
  db: Sql,
  tenantId: bigint,
  numbers: readonly string[],
): Promise<Map<string, FoundCustomer>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ asked: string; id: bigint; number: string; name: string }>`
    select distinct on (f.asked) f.asked, c.id, c.number, c.name
    from (
      select number as asked, id, null::bigint as seq from customers.customer
      where tenant_id = ${tenantId} and number = any(${numbers as string[]}::text[])
      union all
      select number, customer_id, seq from customers.number_alias
      where tenant_id = ${tenantId} and number = any(${numbers as string[]}::text[])
    ) f join customers.customer c on c.tenant_id = ${tenantId} and c.id = f.id
    order by f.asked, f.seq desc nulls first`.execute(db);
  return new Map(rows.map((row) => [row.asked, { id: row.id, number: row.number, name: row.name }]));
}

/**
 * The accounts of the same company whose letters go to the customers of these accounts on a day, themselves included: what
 * a letter to one of them speaks of, and so what has to be locked for it.
 */
export async function accountsOfLetters(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
  standing: Standing,
): Promise<bigint[]> {
  const own = await sql<{ customer_id: bigint; company_id: bigint }>`
    select customer_id, company_id from customers.account where tenant_id = ${tenantId} and id = any(${accountIds as bigint[]}::bigint[])`.execute(
    db,
  );
  // Who gets letters for others need not get its own: both circles count.
  const wanted = own.rows.flatMap((row) =>
    [row.customer_id, standing.recipientOf(row.customer_id)]
      .flatMap((one) => standing.lettersFor(one))
      .map((customerId) => ({ customerId, companyId: row.company_id })),
  );
  const { rows } = await sql<{ id: bigint }>`
    select a.id from customers.account a
    join (select distinct * from unnest(${wanted.map((one) => one.customerId)}::bigint[], ${wanted.map((one) => one.companyId)}::bigint[]) as u(customer_id, company_id)) w
      on w.customer_id = a.customer_id and w.company_id = a.company_id
    where a.tenant_id = ${tenantId} order by a.id`.execute(db);
  return [...new Set([...accountIds, ...rows.map((row) => row.id)])];
}

/** Customers by id, locked so that two changes of their relations cannot cross; sorted by id. */
export async function lockCustomers(tx: Transaction, customerIds: readonly bigint[]): Promise<void> {
  const ids = [...new Set(customerIds)].sort((a, b) => (a < b ? -1 : 1));
  await sql`select id from customers.customer where tenant_id = ${tx.tenantId} and id = any(${ids}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

export async function insertNumberAlias(
  tx: Transaction,
  change: { customerId: bigint; from: string; to: string; day: Day; reason: string },
): Promise<void> {
  await sql`update customers.customer set number = ${change.to}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${change.customerId}`.execute(tx.db);
  tx.atHead(async (head) => {
    await sql`insert into customers.number_alias (tenant_id, number, customer_id, given_up_date, reason, seq)
      values (${tx.tenantId}, ${change.from}, ${change.customerId}, ${change.day}, ${change.reason}, ${head.seq})`.execute(
      tx.db,
    );
  });
}

export async function insertRelation(
  tx: Transaction,
  relation: Omit<Relation, 'id'> & { reason: string },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.relation (tenant_id, kind, customer_id, other_customer_id, items_on, letters_to, from_date, to_date, reason, seq)
    values (${tx.tenantId}, ${relation.kind}, ${relation.customerId}, ${relation.otherCustomerId}, ${relation.itemsOn}, ${relation.lettersTo},
      ${relation.fromDate}, ${relation.toDate}, ${relation.reason}, 0) returning id`.execute(tx.db);
  const id = rows[0]!.id;
  tx.atHead(async (head) => {
    await sql`update customers.relation set seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
      tx.db,
    );
  });
  return id;
}

/** Ends a relation: at once for what runs in this command, with its sequence at the head. */
export async function endRelationRow(tx: Transaction, relationId: bigint): Promise<void> {
  await sql`update customers.relation set ended_seq = 0 where tenant_id = ${tx.tenantId} and id = ${relationId}`.execute(
    tx.db,
  );
  tx.atHead(async (head) => {
    await sql`update customers.relation set ended_seq = ${head.seq} where tenant_id = ${tx.tenantId} and id = ${relationId}`.execute(
      tx.db,
    );
  });
}

/** Keeps the portfolios of accounts as held: one record where the latest differs from what the account now says. */
export function recordAssignments(tx: Transaction, accountIds: readonly bigint[], day: Day): void {
  tx.atHead(async (head) => {
    await sql`
      insert into customers.portfolio_assignment (tenant_id, account_id, portfolio_id, from_date, seq)
      select ${tx.tenantId}, a.id, a.portfolio_id, ${day}::date, ${head.seq}
      from customers.account a
      left join lateral (
        select portfolio_id, seq from customers.portfolio_assignment p
        where p.tenant_id = ${tx.tenantId} and p.account_id = a.id order by p.seq desc limit 1
      ) last on true
      where a.tenant_id = ${tx.tenantId} and a.id = any(${accountIds as bigint[]}::bigint[])
        and last.portfolio_id is distinct from a.portfolio_id`.execute(tx.db);
  });
}

export async function setPortfolio(tx: Transaction, accountId: bigint, portfolioId: bigint | null): Promise<void> {
  await sql`update customers.account set portfolio_id = ${portfolioId}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${accountId}`.execute(tx.db);
}

export async function insertSubstitute(
  tx: Transaction,
  substitute: { portfolioId: bigint; personId: bigint; from: Day; to: Day; reason: string },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into customers.portfolio_substitute (tenant_id, portfolio_id, person_id, from_date, to_date, reason)
    values (${tx.tenantId}, ${substitute.portfolioId}, ${substitute.personId}, ${substitute.from}, ${substitute.to}, ${substitute.reason})
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Ends a substitution before its time; false when there is no such one in force. */
export async function endSubstituteRow(tx: Transaction, substituteId: bigint): Promise<boolean> {
  const { rows } = await sql`update customers.portfolio_substitute set ended_seq = 0
    where tenant_id = ${tx.tenantId} and id = ${substituteId} and ended_seq is null returning id`.execute(tx.db);
  if (rows.length === 0) return false;
  tx.atHead(async (head) => {
    await sql`update customers.portfolio_substitute set ended_seq = ${head.seq}
      where tenant_id = ${tx.tenantId} and id = ${substituteId}`.execute(tx.db);
  });
  return true;
}

export async function findPortfolio(db: Sql, tenantId: bigint, code: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from customers.portfolio where tenant_id = ${tenantId} and code = ${code}`.execute(db);
  return rows[0]?.id;
}

/** The portfolio of accounts on a day, as known at `seq`; an account without a record then has its first one. */
export async function loadPortfoliosHeld(
  db: Sql,
  tenantId: bigint,
  accountIds: readonly bigint[],
  at: { readonly day: Day; readonly seq: bigint | null },
): Promise<Map<bigint, bigint | null>> {
  const { rows } = await sql<{ account_id: bigint; portfolio_id: bigint | null }>`
    select distinct on (account_id) account_id, portfolio_id from customers.portfolio_assignment
    where tenant_id = ${tenantId} and account_id = any(${accountIds as bigint[]}::bigint[])
      ${at.seq === null ? sql`` : sql`and seq <= ${at.seq}`}
    order by account_id, (from_date <= ${at.day}::date) desc,
      case when from_date <= ${at.day}::date then from_date end desc nulls last, case when from_date <= ${at.day}::date then seq end desc nulls last,
      from_date, seq`.execute(db);
  return new Map(rows.map((row) => [row.account_id, row.portfolio_id]));
}
