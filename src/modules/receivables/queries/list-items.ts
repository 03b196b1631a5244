/** The open items behind a figure: which items stand in an aging's cell, in groups or in a row, and their totals. */
import { findByNumbers, loadStanding } from '#customers';
import { addDays, type Day, dayInZone, done, type Outcome, refuse, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { BlockKind } from '../model.ts';
import { seqKnownAt } from './aging.ts';
import { loadAgingLabels, loadCustomerLabels } from './aging-labels.ts';
import {
  asksForAll,
  bucketCondition,
  chosenItems,
  type ItemChoice,
  inCompanies,
  keptForTotals,
  namedAs,
  numberedBy,
  openItems,
  openItemsNow,
  orderOfGroups,
  orderOfItems,
  searchedBy,
} from './item-filters.ts';

export interface ItemQuery extends ItemChoice {
  /** Continues after this item. */
  readonly after: { readonly dueDate: Day; readonly id: bigint } | null;
  /** Begins so many items further on: a window of any place. */
  readonly offset?: number | undefined;
  readonly limit: number;
  /** The rows alone: of a million items some are found long before all of them are added up. */
  readonly withoutTotals?: boolean | undefined;
}

export interface ListedItem {
  readonly id: bigint;
  /** The company's code. */
  readonly company: string;
  readonly customer: string;
  readonly name: string;
  /** The number of the customer that it was posted for, where that was merged into this one; else null. */
  readonly mergedCustomer: string | null;
  /** The branch on its head office's account, or the customer seen once, that the document is for. */
  readonly party: string | null;
  /** Names the customer seen once, as the notices to it do; null on any other account. */
  readonly partyKey: string | null;
  readonly number: string;
  /** What else it is called: the purchase order as it was written, then the keys of other references. */
  readonly references: readonly string[];
  readonly documentType: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly daysOverdue: number;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly blocks: readonly BlockKind[];
}

export interface ItemTotal {
  readonly currency: string;
  readonly items: number;
  readonly openMinor: bigint;
}

export interface ItemList {
  /** Up to `limit` + 1 rows by due day and id: the one too many says that there is a next page. */
  readonly rows: readonly ListedItem[];
  /** Of everything asked for, not of the page; none where the rows alone were asked for. */
  readonly totals: readonly ItemTotal[];
}

/** What a question is asked on: what is wanted, the snapshot, its clock, and the open items as SQL. */
interface Question<Q extends ItemChoice> {
  /** With what its search means. */
  readonly query: Q;
  readonly db: Sql;
  readonly tenantId: bigint;
  readonly seq: bigint | null;
  /** What was open then is what is open now. */
  readonly now: boolean;
  /** `o as (…)`: summed once where entries are summed; read as often as it is asked for where the items' own rows say it. */
  readonly open: RawSql;
}

/**
 * Lists what was open on a day, from the same entries as the aging, so that the totals of a bucket equal the aging's
 * cell on every day and in every view. An item whose due day was moved counts on the day in force. Amounts in minor units
 * of each item's currency. Refuses `receivables.bucket` and, for a customer without an account here,
 * `receivables.customer-not-found`.
 */
export async function listItems(engine: Engine, tenantId: bigint, query: ItemQuery): Promise<Outcome<ItemList>> {
  return askItems(engine, tenantId, query, loadList);
}

/** Works out what was open, and asks a question of it in the same snapshot. */
async function askItems<T, Q extends ItemChoice>(
  engine: Engine,
  tenantId: bigint,
  asked: Q,
  ask: (question: Question<Q>) => Promise<T>,
): Promise<Outcome<T>> {
  const bucket = bucketCondition(asked);
  if (!bucket.ok) return bucket;
  return runQuery(engine, tenantId, async (db) => {
    const seq = asked.asKnown === null ? null : await seqKnownAt(db, tenantId, asked.asKnown);
    const accountIds = asked.customer === undefined ? null : await accountsOf(db, tenantId, asked, asked.customer, seq);
    if (accountIds?.length === 0) {
      return refuse(
        'receivables.customer-not-found',
        `There is no customer "${asked.customer}" in ${asked.companyIds.length === 1 ? 'this company' : 'these companies'}.`,
        { customer: asked.customer },
        { field: 'customer' },
      );
    }
    const query = {
      ...asked,
      searched: await searchedBy(db, tenantId, asked, accountIds),
      numbered: await numberedBy(db, tenantId, asked),
    };
    const held = query.portfolio === undefined ? accountIds : await heldBy(db, tenantId, query, accountIds, seq);
    const now = await standsNow(engine, db, tenantId, query);
    const open = now
      ? sql`o as not materialized (${openItemsNow(tenantId, query, await namedAmong(db, tenantId, query, held), bucket.value)})`
      : sql`o as materialized (${openItems(tenantId, query, seq, held, bucket.value)})`;
    return done(await ask({ query, db, tenantId, seq, now, open }));
  });
}

/**
 * Whether what was open on the day is what is open now: it is today or later, everything known counts, and nothing is
 * posted for a later day. A list of a million open items then shows its first rows at once, from an index.
 */
async function standsNow(engine: Engine, db: Sql, tenantId: bigint, query: ItemChoice): Promise<boolean> {
  // Wherever the company is, its day is not before this one.
  const today = addDays(dayInZone(engine.clock.now(), 'UTC'), -1);
  if (query.asKnown !== null || query.asOf < today) return false;
  // Counted, not looked for: whoever looks for one expects to find it soon, and reads everything when there is none.
  const { rows } = await sql<{ later: bigint }>`
    select count(*) as later from receivables.entry e
    where e.tenant_id = ${tenantId} and ${inCompanies(query.companyIds)} and e.effective_date > ${query.asOf}`.execute(
    db,
  );
  return rows[0]!.later === 0n;
}

/** Items of one group in one currency. */
export interface ItemGroupTotal extends ItemTotal {
  /** The customer's number, the type, the currency, the month YYYY-MM, the company's code. */
  readonly key: string;
  /** A name where there is one beside the key. */
  readonly label: string | null;
}

/** More groups are no overview: they are filtered first. */
export const mostGroups = 5_000;

/**
 * The groups of an item list with their subtotals, one for each currency of a group, in the order in which the list has
 * them: the rows of a group follow each other there. Refuses as `listItems`, and `receivables.too-many-groups`.
 */
export async function groupItems(
  engine: Engine,
  tenantId: bigint,
  asked: ItemChoice & { readonly group: NonNullable<ItemChoice['group']> },
): Promise<Outcome<readonly ItemGroupTotal[]>> {
  const found = await askItems(engine, tenantId, asked, async ({ query, db, open, seq, now }) => {
    const { rows } = await sql<{ key: string; currency: string; items: number; open: bigint }>`
      with ${open}, f as (${chosenItems(tenantId, query, now)})
      select group_key as key, currency, count(*)::integer as items, sum(open)::bigint as open from f
      group by ${orderOfGroups} order by ${orderOfGroups} limit ${mostGroups + 1}`.execute(db);
    const labels = await labelsOfGroups(db, tenantId, query, seq, rows);
    return rows.map(({ key, open: openMinor, ...row }): ItemGroupTotal => ({ ...row, openMinor, ...labels(key) }));
  });
  if (!found.ok || found.value.length <= mostGroups) return found;
  return refuse(
    'receivables.too-many-groups',
    `These are more than ${mostGroups} groups; filter the items first, or group them by something else.`,
    {},
    { field: 'by' },
  );
}

async function labelsOfGroups(
  db: Sql,
  tenantId: bigint,
  query: ItemChoice,
  seq: bigint | null,
  rows: readonly { readonly key: string }[],
): Promise<(key: string) => { readonly key: string; readonly label: string | null }> {
  if (query.group === 'company') {
    const companyOf = await loadAgingLabels(db, tenantId, { by: 'company', asOf: query.asOf }, seq, []);
    return (key) => {
      const { key: code, name } = companyOf({ accountId: 0n, companyId: BigInt(key) });
      return { key: code, label: name };
    };
  }
  if (query.group !== 'customer') return (key) => ({ key, label: null });
  const { rows: names } = await sql<{ number: string; name: string }>`
    select number, name from customers.v_customer
    where tenant_id = ${tenantId} and number = any(${rows.map((row) => row.key)}::text[])`.execute(db);
  const nameOf = new Map(names.map((row) => [row.number, row.name]));
  return (key) => ({ key, label: nameOf.get(key) ?? null });
}

/** Which rows of the chosen items a page is, read from the end of the list that is nearer. */
interface Stretch {
  readonly skip: number;
  readonly take: number;
  readonly backwards: boolean;
}

/**
 * The stretch of a page: one row more than the page shows. Rows that come before it are skipped one by one, so of a long
 * list whose length is known the second half is read from its end: the last rows come as soon as the first.
 */
function stretchOf(query: Pick<ItemQuery, 'offset' | 'limit'>, length: number | undefined): Stretch {
  const [offset, wanted] = [query.offset ?? 0, query.limit + 1];
  if (length === undefined || offset <= length / 2) return { skip: offset, take: wanted, backwards: false };
  const take = Math.max(0, Math.min(wanted, length - offset));
  return { skip: Math.max(0, length - offset - take), take, backwards: true };
}

/** The page and the totals in one statement: what was open is worked out once. Without totals the page stands alone. */
async function loadList({ query, db, tenantId, seq, now, open }: Question<ItemQuery>): Promise<ItemList> {
  // The total of everything is kept per account already.
  const kept = now && asksForAll(query);
  const ofAccounts = sql`from receivables.summary
    where tenant_id = ${tenantId} and company_id = any(${query.companyIds as bigint[]}::bigint[]) and open_items > 0`;
  const sums = kept
    ? sql`select currency, sum(open_items) as items, sum(open_minor) as open ${ofAccounts} group by currency`
    : sql`select currency, count(*) as items, sum(open) as open from f group by currency`;
  const length =
    kept && (query.offset ?? 0) > 0 && query.after === null
      ? (await sql<{ items: number }>`select coalesce(sum(open_items), 0)::integer as items ${ofAccounts}`.execute(db))
          .rows[0]!.items
      : undefined;
  const { skip, take, backwards } = stretchOf(query, length);
  const { withoutTotals = false } = query;
  const page = sql`
    page as (
      select p.*, row_number() over (order by ${orderOfItems(query)}) as place from (
        select f.* from f
        ${query.after === null ? sql`` : sql`where (due_date, item_id) > (${query.after.dueDate}::date, ${query.after.id})`}
        order by ${orderOfItems(query, backwards)} limit ${take} offset ${skip}) p
    )`;
  const totals = withoutTotals
    ? sql`select null::jsonb as totals`
    : sql`
      select jsonb_agg(jsonb_build_object('currency', currency, 'items', items, 'open', open::text) order by currency) as totals
      from (${sums}) t`;
  // Read once, the chosen items are nowhere put away: the rows come from an index in their order until the page is full.
  const readTwice = !withoutTotals && keptForTotals(query, now);
  const { rows } = await sql<
    Omit<ItemRow, 'id'> & {
      id: bigint | null;
      totals: { currency: string; items: number; open: string }[] | null;
    }
  >`
    with ${open}, f as ${readTwice ? sql`` : sql`not materialized`} (${chosenItems(tenantId, query, now)}), ${page}, totals as (${totals})
    select ${columnsOf(tenantId, query)}, totals.totals
    from totals left join (page ${detailsOf(tenantId)}) on true
    order by page.place`.execute(db);
  const items = rows.flatMap(({ id, totals: _, ...row }) => (id === null ? [] : [{ id, ...row }]));
  return {
    // A page beyond the last one has no items, and still its totals.
    rows: await listed(db, tenantId, query, seq, items),
    totals: (rows[0]?.totals ?? []).map(({ currency, items, open: minor }) => ({
      currency,
      items,
      openMinor: BigInt(minor),
    })),
  };
}

/** Of the accounts, or of all in the companies, those that the portfolio of the query held on the day. */
async function heldBy(
  db: Sql,
  tenantId: bigint,
  query: ItemChoice,
  accountIds: readonly bigint[] | null,
  seq: bigint | null,
): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select id from customers.v_account
    where tenant_id = ${tenantId} and company_id = any(${query.companyIds as bigint[]}::bigint[])
      and ${accountIds === null ? sql`true` : sql`id = any(${accountIds as bigint[]}::bigint[])`}`.execute(db);
  const all = rows.map((row) => row.id);
  const at = { by: 'portfolio', asOf: query.asOf } as const;
  const labelOf = await loadAgingLabels(db, tenantId, at, seq, all);
  const wanted = query.portfolio === 'none' ? '' : query.portfolio;
  return all.filter((accountId) => labelOf({ accountId, companyId: 0n }).key === wanted);
}

/** The items of so many accounts are found sooner by their accounts than among all that is open. */
const mostByName = 10_000;

/** The accounts that a filter by name can mean, where these are few; else those that were asked for already. */
async function namedAmong(
  db: Sql,
  tenantId: bigint,
  { name, companyIds }: ItemChoice,
  accountIds: readonly bigint[] | null,
): Promise<readonly bigint[] | null> {
  if (accountIds !== null || textKey(name ?? '') === '') return accountIds;
  const { rows } = await sql<{ id: bigint }>`
    select a.id from customers.v_account a
    where a.tenant_id = ${tenantId} and a.company_id = any(${companyIds as bigint[]}::bigint[]) and ${namedAs(name!)}
    limit ${mostByName + 1}`.execute(db);
  return rows.length > mostByName ? null : rows.map((row) => row.id);
}

interface ItemRow {
  readonly id: bigint;
  readonly account_id: bigint;
  readonly company: string;
  readonly party: string | null;
  readonly party_key: string | null;
  readonly number: string;
  readonly number_key: string;
  readonly purchase_order: string | null;
  readonly reference_keys: readonly string[];
  readonly document_type: string;
  readonly document_date: Day;
  readonly due_date: Day;
  readonly days_overdue: number;
  readonly currency: string;
  readonly amount_minor: bigint;
  readonly open: bigint;
  readonly blocks: BlockKind[] | null;
}

/** What is shown of the items of `page`. */
const columnsOf = (tenantId: bigint, { asOf }: ItemChoice): RawSql => sql`
  i.id, i.account_id, c.code as company, coalesce(p.name, b.name) as party,
  case when p.name is not null then p.party_key end as party_key, i.number, i.number_key, i.purchase_order,
  i.reference_keys, i.document_type, i.document_date,
  page.due_date, ${asOf}::date - page.due_date as days_overdue, page.currency, i.amount_minor, page.open,
  (select array_agg(distinct b.kind order by b.kind) from receivables.block b
    where b.tenant_id = ${tenantId} and b.item_id = i.id and b.ended_seq is null and b.from_date <= ${asOf}
      and (b.to_date is null or b.to_date >= ${asOf})) as blocks`;

const detailsOf = (tenantId: bigint): RawSql => sql`
  join receivables.item i on i.tenant_id = ${tenantId} and i.id = page.item_id
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = i.company_id
  left join receivables.item_party p on p.tenant_id = ${tenantId} and p.item_id = i.id
  left join customers.v_customer b on b.tenant_id = ${tenantId} and b.id = p.branch_customer_id`;

function referencesOf({ number_key, purchase_order, reference_keys }: ItemRow): readonly string[] {
  if (purchase_order === null) return reference_keys.filter((key) => key !== number_key);
  const order = textKey(purchase_order);
  return [purchase_order, ...reference_keys.filter((key) => key !== number_key && key !== order)];
}

async function listed(
  db: Sql,
  tenantId: bigint,
  query: ItemChoice,
  seq: bigint | null,
  rows: readonly ItemRow[],
): Promise<ListedItem[]> {
  const labels = await loadCustomerLabels(db, tenantId, { day: query.asOf, seq }, [
    ...new Set(rows.map((row) => row.account_id)),
  ]);
  return rows.map((row) => ({
    id: row.id,
    company: row.company,
    customer: labels.get(row.account_id)!.number,
    name: labels.get(row.account_id)!.name,
    mergedCustomer: labels.get(row.account_id)!.mergedCustomer,
    party: row.party,
    partyKey: row.party_key,
    number: row.number,
    references: referencesOf(row),
    documentType: row.document_type,
    documentDate: row.document_date,
    dueDate: row.due_date,
    daysOverdue: row.days_overdue,
    currency: row.currency,
    amountMinor: row.amount_minor,
    openMinor: row.open,
    blocks: row.blocks ?? [],
  }));
}

/** Rows that are read at once while a whole list is taken. */
const taken = 2_000;

/**
 * Takes a whole list, however long, in pieces from one snapshot; waits for each piece to be taken in. Refuses as
 * `listItems`.
 */
export async function takeItems(
  engine: Engine,
  tenantId: bigint,
  asked: ItemChoice,
  take: (items: readonly ListedItem[]) => Promise<void>,
): Promise<Outcome<null>> {
  return askItems(engine, tenantId, asked, async ({ query, db, seq, open, now }) => {
    await sql`declare whole_list no scroll cursor for
      with ${open}, f as (${chosenItems(tenantId, query, now)}), page as (
        select f.*, row_number() over (order by ${orderOfItems(query)}) as place from f
      )
      select ${columnsOf(tenantId, query)} from page ${detailsOf(tenantId)} order by page.place`.execute(db);
    for (;;) {
      const { rows } = await sql<ItemRow>`fetch forward ${sql.lit(taken)} from whole_list`.execute(db);
      if (rows.length === 0) return null;
      await take(await listed(db, tenantId, query, seq, rows));
    }
  });
}

/** The accounts that read as the customer with this number, now or once, on the day asked for. */
export async function accountsOf(
  db: Sql,
  tenantId: bigint,
  query: Pick<ItemChoice, 'companyIds' | 'asOf'>,
  number: string,
  seq: bigint | null,
): Promise<bigint[]> {
  const found = (await findByNumbers(db, tenantId, [number])).get(number);
  if (!found) return [];
  const standing = await loadStanding(db, tenantId, { day: query.asOf, seq });
  const customerIds = [...standing.readingAs(standing.holderOf(found.id))];
  const { rows } = await sql<{ id: bigint }>`
    select id from customers.v_account
    where tenant_id = ${tenantId} and company_id = any(${query.companyIds as bigint[]}::bigint[])
      and customer_id = any(${customerIds}::bigint[])`.execute(db);
  return rows.map((row) => row.id);
}
