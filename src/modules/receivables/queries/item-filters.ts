/** What an item list is asked for, as SQL: which entries, which of the items, in which order and in which groups. */
import { addDays, type Day, done, type Outcome, refuse, textKey } from '#kernel';
import { type AmountRange, within } from '#lists';
import { type RawSql, type Sql, sql } from '#platform';
import type { BlockKind } from '../model.ts';
import { stillOpen } from './aging.ts';

/** What items are put together by: all are columns of the list. */
const itemGroups = ['customer', 'type', 'currency', 'month', 'company'] as const;
export type ItemGroup = (typeof itemGroups)[number];

const itemSorts = ['due', 'document', 'number', 'customer', 'amount', 'open', 'type', 'late', 'company'] as const;
export type ItemSort = (typeof itemSorts)[number];

export interface ItemChoice {
  readonly companyIds: readonly bigint[];
  readonly asOf: Day;
  readonly asKnown: string | null;
  readonly basis: 'due' | 'document';
  readonly view: 'net' | 'gross-debit';
  /** A customer number. */
  readonly customer?: string | undefined;
  /** The code of the portfolio that held the customer on the day; `none`: no portfolio did. */
  readonly portfolio?: string | undefined;
  /** `unapplied`, `current`, `31-60`, `121+`: a column of the aging by its name. */
  readonly bucket?: string | undefined;
  readonly currencies?: readonly string[] | undefined;
  /** These alone, by their ids. */
  readonly items?: readonly bigint[] | undefined;
  /** All but these. */
  readonly without?: readonly bigint[] | undefined;
  readonly documentTypes?: readonly string[] | undefined;
  /** Held back by a block of one of these kinds, by any, or by none. */
  readonly held?: readonly (BlockKind | 'any' | 'none')[] | undefined;
  /** The beginning of the document's number or of a reference of it, or a part of the customer's name. */
  readonly search?: string | undefined;
  /** What the search means, found before the items are read; absent where nothing is searched. */
  readonly searched?: Searched | undefined;
  /** The beginning of the document's number. */
  readonly number?: string | undefined;
  /** The items whose number begins so, found before the items are read; absent where these are many: then each item is looked at. */
  readonly numbered?: readonly bigint[] | undefined;
  /** The beginning of a purchase order, delivery note or other reference of the document. */
  readonly reference?: string | undefined;
  /** A part of the customer's name, or the beginning of its number. */
  readonly name?: string | undefined;
  readonly documentFrom?: Day | undefined;
  readonly documentTo?: Day | undefined;
  readonly dueFrom?: Day | undefined;
  readonly dueTo?: Day | undefined;
  /** Days after the due day. */
  readonly lateFrom?: number | undefined;
  readonly lateTo?: number | undefined;
  readonly amount?: AmountRange | undefined;
  readonly open?: AmountRange | undefined;
  /** Rows of one group stand together, in the order of the groups. */
  readonly group?: ItemGroup | undefined;
  /** Absent: by due day and id, the order of the cursor. */
  readonly sort?: ItemSort | undefined;
  readonly falling?: boolean | undefined;
}

/** What a search means in the books as they are: whose items, and which. */
export interface Searched {
  /** The letters and digits that are searched. */
  readonly key: string;
  /** Accounts whose customer is called or numbered so. */
  readonly accountIds: readonly bigint[];
  /** Items whose number, or a reference of theirs, begins so; undefined where these are many: then each item is looked at. */
  readonly itemIds: readonly bigint[] | undefined;
}

/** Entries of one company, or of several: a single one keeps the plan of its own index. */
export const inCompanies = (companyIds: readonly bigint[]): RawSql =>
  companyIds.length === 1
    ? sql`e.company_id = ${companyIds[0]!}`
    : sql`e.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** Item, its days and what was open of it. An account's items are reached by its own index, a company's by its entries. */
export function openItems(
  tenantId: bigint,
  query: ItemChoice,
  seq: bigint | null,
  accountIds: readonly bigint[] | null,
  bucket: RawSql,
): RawSql {
  const ofAccount =
    accountIds === null
      ? sql``
      : sql`and e.item_id in (select id from receivables.item where tenant_id = ${tenantId} and account_id = any(${accountIds as bigint[]}::bigint[]))`;
  return sql`
    select e.item_id, e.due_date, e.currency, sum(e.amount_minor)::bigint as open
    from receivables.entry e
    where e.tenant_id = ${tenantId} and ${inCompanies(query.companyIds)} and e.effective_date <= ${query.asOf}
      and ${stillOpen(query.asOf, seq)} and ${bucket} ${ofAccount}
      ${query.currencies === undefined ? sql`` : sql`and ${isOneOf(sql`e.currency`, query.currencies)}`}
    group by e.item_id, e.due_date, e.currency having sum(e.amount_minor) <> 0`;
}

/**
 * The same as it stands now, when nothing is posted for a later day than the one asked for: an item then has open what its
 * own row says, in the order of `item_due`, and nothing is summed or joined: what is asked of the items is in the row.
 */
export function openItemsNow(
  tenantId: bigint,
  query: ItemChoice,
  accountIds: readonly bigint[] | null,
  bucket: RawSql,
): RawSql {
  return sql`
    select e.id as item_id, e.due_date, e.currency, e.open_minor as open, e.id, e.account_id, e.company_id, e.number,
      e.number_key, e.document_type, e.document_date, e.amount_minor
    from receivables.item e
    where e.tenant_id = ${tenantId} and ${inCompanies(query.companyIds)} and e.open_minor <> 0 and not e.noted and ${bucket}
      ${accountIds === null ? sql`` : sql`and e.account_id = any(${accountIds as bigint[]}::bigint[])`}
      ${query.currencies === undefined ? sql`` : sql`and ${isOneOf(sql`e.currency`, query.currencies)}`}`;
}

/** One value is met as it is: its rows come from an index in their order. */
const isOneOf = (column: RawSql, values: readonly string[]): RawSql =>
  values.length === 1 ? sql`${column} = ${values[0]!}` : sql`${column} = any(${values as string[]}::text[])`;

/** What holds an item back on the day, or that nothing does. */
function holds(tenantId: bigint, query: ItemChoice): readonly RawSql[] {
  const { held } = query;
  if (held === undefined) return [];
  const block = sql`select 1 from receivables.block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.ended_seq is null
    and b.from_date <= ${query.asOf} and (b.to_date is null or b.to_date >= ${query.asOf})`;
  const kinds = held.filter((one) => one !== 'any' && one !== 'none');
  const ways: RawSql[] = [
    ...(held.includes('none') ? [sql`not exists (${block})`] : []),
    ...(held.includes('any') ? [sql`exists (${block})`] : []),
    ...(kinds.length > 0 ? [sql`exists (${block} and ${isOneOf(sql`b.kind`, kinds)})`] : []),
  ];
  return [sql`(${sql.join(ways, sql` or `)})`];
}

/** A group as SQL: what it is ordered by, and what it is called by. */
const groupColumns = (o: RawSql): Readonly<Record<ItemGroup, { readonly order: RawSql; readonly key: RawSql }>> => ({
  customer: { order: sql`a.name_key`, key: sql`a.number` },
  type: { order: sql`''`, key: sql`i.document_type` },
  currency: { order: sql`''`, key: sql`${o}.currency` },
  month: { order: sql`''`, key: sql`to_char(${o}.due_date, 'YYYY-MM')` },
  company: { order: sql`''`, key: sql`i.company_id::text` },
});

/** Orders that need nothing but what the entries know. */
const ofEntriesAlone: ReadonlySet<ItemSort> = new Set(['due', 'late', 'open']);

/** Whether the account `a` is called so: a part of the customer's name, or the beginning of its number. */
export const namedAs = (name: string): RawSql =>
  sql`(position(${textKey(name)} in a.name_key) > 0 or starts_with(a.number, ${name}))`;

/** Whether a key begins so. A range keeps its index under row security; its end is the key with the last possible letter behind it. */
const beginsWith = (column: RawSql, key: string): RawSql =>
  sql`${column} ~>=~ ${key} and ${column} ~<~ ${`${key}\u{10FFFF}`}`;

/** The items that are known under a reference that begins so. */
const referredItems = (tenantId: bigint, companyIds: readonly bigint[], key: string): RawSql =>
  sql`select r.item_id from receivables.item_reference r
    where r.tenant_id = ${tenantId} and r.company_id = any(${companyIds as bigint[]}::bigint[])
      and ${beginsWith(sql`r.key`, key)}`;

/** Whether the item `i` is known under a reference that begins so. */
const referredTo = (tenantId: bigint, { companyIds }: ItemChoice, key: string): RawSql =>
  sql`i.id in (${referredItems(tenantId, companyIds, key)})`;

/** More items than these are not found by their ids sooner than by looking at each. */
const mostByNumber = 10_000;

/**
 * Finds what is searched: by name among the accounts, by number and reference in their indexes. Asked as one condition with
 * `or` in it, the customer of each open item was looked up, a million times over, for a number that one item has. `among`: only
 * items of these accounts are asked for; null: of all.
 */
export async function searchedBy(
  db: Sql,
  tenantId: bigint,
  { search = '', companyIds }: Pick<ItemChoice, 'search' | 'companyIds'>,
  among: readonly bigint[] | null,
): Promise<Searched | undefined> {
  const key = textKey(search);
  if (key === '') return undefined;
  const companies = companyIds as bigint[];
  const { rows: accounts } = await sql<{ id: bigint }>`
    select a.id from customers.v_account a
    where a.tenant_id = ${tenantId} and a.company_id = any(${companies}::bigint[])
      and ${among === null ? sql`true` : sql`a.id = any(${among as bigint[]}::bigint[])`}
      and (position(${key} in a.name_key) > 0 or starts_with(a.number, ${search}))`.execute(db);
  const { rows: items } = await sql<{ id: bigint }>`
    select id from receivables.item
    where tenant_id = ${tenantId} and company_id = any(${companies}::bigint[]) and ${beginsWith(sql`number_key`, key)}
    union (${referredItems(tenantId, companyIds, key)}) limit ${mostByNumber + 1}`.execute(db);
  return {
    key,
    accountIds: accounts.map(({ id }) => id),
    itemIds: items.length > mostByNumber ? undefined : items.map(({ id }) => id),
  };
}

/** The items whose number begins as the filter says, by the index of the numbers; undefined where these are many, or nothing is asked. */
export async function numberedBy(
  db: Sql,
  tenantId: bigint,
  { number = '', companyIds }: Pick<ItemChoice, 'number' | 'companyIds'>,
): Promise<readonly bigint[] | undefined> {
  const key = textKey(number);
  if (key === '') return undefined;
  const { rows } = await sql<{ id: bigint }>`
    select id from receivables.item
    where tenant_id = ${tenantId} and company_id = any(${companyIds as bigint[]}::bigint[])
      and ${beginsWith(sql`number_key`, key)} limit ${mostByNumber + 1}`.execute(db);
  return rows.length > mostByNumber ? undefined : rows.map(({ id }) => id);
}

/** Of more ids than these the planner would weigh each, at every question: they are put into a table of hashes. */
const mostWeighed = 500;
const isAmong = (column: RawSql, ids: readonly bigint[]): RawSql => {
  const all = sql`${ids as bigint[]}::bigint[]`;
  return ids.length > mostWeighed ? sql`${column} in (select unnest(${all}))` : sql`${column} = any(${all})`;
};

/** Whether the item `i` is among what is searched. */
function isSearched(tenantId: bigint, query: ItemChoice, { key, accountIds, itemIds }: Searched): RawSql {
  const numbered =
    itemIds === undefined
      ? sql`starts_with(i.number_key, ${key}) or ${referredTo(tenantId, query, key)}`
      : isAmong(sql`i.id`, itemIds);
  return sql`(${isAmong(sql`i.account_id`, accountIds)} or ${numbered})`;
}

interface Conditions {
  readonly ofEntries: readonly RawSql[];
  readonly ofItems: readonly RawSql[];
  readonly ofAccounts: readonly RawSql[];
}

/** What is asked of the open items `o`, and what only the items `i` and accounts `a` themselves know. */
function conditionsOf(tenantId: bigint, query: ItemChoice, o: RawSql): Conditions {
  const { searched, number, numbered, name } = query;
  const ofEntries: RawSql[] = [
    ...(query.items === undefined ? [] : [sql`${o}.item_id = any(${query.items as bigint[]}::bigint[])`]),
    ...(query.without === undefined ? [] : [sql`${o}.item_id <> all(${query.without as bigint[]}::bigint[])`]),
    ...(query.dueFrom === undefined ? [] : [sql`${o}.due_date >= ${query.dueFrom}::date`]),
    ...(query.dueTo === undefined ? [] : [sql`${o}.due_date <= ${query.dueTo}::date`]),
    // A credit is never late: it has no days to be counted.
    ...(query.lateFrom === undefined
      ? []
      : [sql`${o}.open > 0 and ${o}.due_date <= ${addDays(query.asOf, -query.lateFrom)}::date`]),
    ...(query.lateTo === undefined
      ? []
      : [sql`${o}.open > 0 and ${o}.due_date >= ${addDays(query.asOf, -query.lateTo)}::date`]),
    ...within(sql`${o}.open`, sql`${o}.currency`, query.open),
  ];
  const nameKey = textKey(name ?? '');
  const numberKey = textKey(number ?? '');
  const referenceKey = textKey(query.reference ?? '');
  const ofItems: RawSql[] = [
    ...(query.documentTypes === undefined ? [] : [isOneOf(sql`i.document_type`, query.documentTypes)]),
    ...holds(tenantId, query),
    ...(searched === undefined ? [] : [isSearched(tenantId, query, searched)]),
    ...(numberKey === ''
      ? []
      : [numbered === undefined ? sql`starts_with(i.number_key, ${numberKey})` : isAmong(sql`i.id`, numbered)]),
    ...(referenceKey === '' ? [] : [referredTo(tenantId, query, referenceKey)]),
    ...(query.documentFrom === undefined ? [] : [sql`i.document_date >= ${query.documentFrom}::date`]),
    ...(query.documentTo === undefined ? [] : [sql`i.document_date <= ${query.documentTo}::date`]),
    ...within(sql`i.amount_minor`, sql`${o}.currency`, query.amount),
  ];
  const ofAccounts: RawSql[] = nameKey === '' ? [] : [namedAs(name!)];
  return { ofEntries, ofItems, ofAccounts };
}

/** Whether filters, order or group need the accounts. */
const needsAccounts = (query: ItemChoice): boolean =>
  query.group === 'customer' || query.sort === 'customer' || conditionsOf(0n, query, sql`o`).ofAccounts.length > 0;

/** Whether filters, order or group need more than the entries know. */
function needsItems(query: ItemChoice): boolean {
  const { group, sort = 'due' } = query;
  const grouped = group !== undefined && group !== 'currency' && group !== 'month';
  const { ofItems, ofAccounts } = conditionsOf(0n, query, sql`o`);
  return grouped || !ofEntriesAlone.has(sort) || ofItems.length + ofAccounts.length > 0;
}

/**
 * Whether the chosen items are kept for a second reading (their totals beside the page): where they are found by joins. What
 * the rows themselves say is read from the index a second time sooner than a million rows are put away.
 */
export const keptForTotals = (query: ItemChoice, now: boolean): boolean =>
  now ? needsAccounts(query) : needsItems(query);

/** Whether everything that is open is asked for, in whatever order. */
export function asksForAll(query: ItemChoice): boolean {
  const { ofEntries, ofItems, ofAccounts } = conditionsOf(0n, query, sql`o`);
  const named = [query.bucket, query.customer, query.portfolio, query.currencies];
  return named.every((one) => one === undefined) && ofEntries.length + ofItems.length + ofAccounts.length === 0;
}

/**
 * What the filters let through of the open items `o`. Only filters, orders and groups that need more than the entries know
 * join the items, and the accounts; `now`: the rows are the items' own (openItemsNow). With a group, `group_order` and
 * `group_key` are columns.
 */
export function chosenItems(tenantId: bigint, query: ItemChoice, now: boolean): RawSql {
  const { group } = query;
  const o = now ? sql`i` : sql`o`;
  const { ofEntries, ofItems, ofAccounts } = conditionsOf(tenantId, query, o);
  const all = (conditions: readonly RawSql[]): RawSql =>
    conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);
  const grouped =
    group === undefined
      ? sql``
      : sql`, ${groupColumns(o)[group].order} as group_order, ${groupColumns(o)[group].key} as group_key`;
  const [name, account] = needsAccounts(query)
    ? [sql`, a.name_key`, sql`join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id`]
    : [sql``, sql``];
  const letThrough = all([...ofEntries, ...ofItems, ...ofAccounts]);
  if (now) return sql`select i.*${name}${grouped} from o i ${account} where ${letThrough}`;
  if (!needsItems(query)) return sql`select o.*${grouped} from o where ${letThrough}`;
  return sql`
    select o.*, i.number, i.document_date, i.document_type, i.amount_minor, i.company_id${name}${grouped} from o
    join receivables.item i on i.tenant_id = ${tenantId} and i.id = o.item_id ${account}
    where ${letThrough}`;
}

/** The order of the chosen items: by group, within it by the column asked for, equal ones by id; or the same backwards. */
export function orderOfItems({ sort = 'due', falling = false, group }: ItemChoice, backwards = false): RawSql {
  const column = {
    due: sql`due_date`,
    document: sql`document_date`,
    number: sql`number`,
    customer: sql`name_key`,
    amount: sql`amount_minor`,
    open: sql`open`,
    type: sql`document_type`,
    late: sql`due_date`,
    company: sql`company_id`,
  }[sort];
  // The longest overdue was due first.
  const down = sort === 'late' ? !falling : falling;
  const columns = [
    ...(group === undefined ? [] : groupOrder.map((one) => ({ column: one, down: false }))),
    { column, down },
    { column: sql`item_id`, down: false },
  ];
  return sql.join(
    columns.map((one) => (one.down === backwards ? one.column : sql`${one.column} desc`)),
    sql`, `,
  );
}

const groupOrder: readonly RawSql[] = [sql`group_order`, sql`group_key`, sql`currency`];
export const orderOfGroups = sql.join([...groupOrder], sql`, `);

/** The entries of one aging column as SQL; the same decision as the aging's, asked for one column. */
export function bucketCondition(query: ItemChoice): Outcome<RawSql> {
  if (query.bucket === undefined) return done(sql`true`);
  const apart = query.view === 'net' ? sql`e.aging_class = 'unapplied'` : sql`e.aging_class <> 'debit'`;
  if (query.bucket === 'unapplied') return done(apart);
  const day = query.basis === 'due' ? sql`e.due_date` : sql`e.document_date`;
  if (query.bucket === 'current') return done(sql`not (${apart}) and ${day} >= ${query.asOf}::date`);
  const match = /^(\d+)(?:-(\d+)|\+)$/.exec(query.bucket);
  const [from, to] = [Number(match?.[1] ?? 0), match?.[2] === undefined ? null : Number(match[2])];
  if (from < 1 || (to !== null && to < from)) {
    return refuse(
      'receivables.bucket',
      `"${query.bucket}" is not a bucket; write unapplied, current, 31-60 or 121+.`,
      { bucket: query.bucket },
      { field: 'bucket' },
    );
  }
  const latest = sql`${day} <= ${addDays(query.asOf, -from)}::date`;
  return done(
    to === null
      ? sql`not (${apart}) and ${latest}`
      : sql`not (${apart}) and ${latest} and ${day} >= ${addDays(query.asOf, -to)}::date`,
  );
}
