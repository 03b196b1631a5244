/** The open items behind a figure: which items stand in an aging's cell, and their total. */
import { findByNumbers, loadAccounts, loadStanding } from '#customers';
import { addDays, type Day, done, type Outcome, refuse, textKey } from '#kernel';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { BlockKind } from '../model.ts';
import { seqKnownAt, stillOpen } from './aging.ts';
import { loadCustomerLabels } from './aging-labels.ts';

export interface ItemQuery {
  readonly companyId: bigint;
  readonly asOf: Day;
  readonly asKnown: string | null;
  readonly basis: 'due' | 'document';
  readonly view: 'net' | 'gross-debit';
  /** A customer number. */
  readonly customer?: string | undefined;
  /** `unapplied`, `current`, `31-60`, `121+`: a column of the aging by its name. */
  readonly bucket?: string | undefined;
  readonly currency?: string | undefined;
  readonly documentType?: string | undefined;
  /** Held back by a block of this kind, by any, or by none. */
  readonly held?: BlockKind | 'any' | 'none' | undefined;
  /** The beginning of the document's number, or a part of the customer's name. */
  readonly search?: string | undefined;
  readonly dueFrom?: Day | undefined;
  readonly dueTo?: Day | undefined;
  /** Absent: by due day and id, the order of the cursor. */
  readonly sort?: ItemSort | undefined;
  readonly falling?: boolean | undefined;
  /** Continues after this item. */
  readonly after: { readonly dueDate: Day; readonly id: bigint } | null;
  /** Begins so many items further on: a window of any place. */
  readonly offset?: number | undefined;
  readonly limit: number;
}

export type ItemSort = 'due' | 'document' | 'number' | 'customer' | 'amount' | 'open';

export interface ListedItem {
  readonly id: bigint;
  readonly customer: string;
  readonly name: string;
  /** The branch on its head office's account, or the customer seen once, that the document is for. */
  readonly party: string | null;
  readonly number: string;
  readonly documentType: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly daysOverdue: number;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly openMinor: bigint;
  readonly blocks: readonly BlockKind[];
}

export interface ItemList {
  /** Up to `limit` + 1 rows by due day and id: the one too many says that there is a next page. */
  readonly rows: readonly ListedItem[];
  /** Of everything asked for, not of the page. */
  readonly totals: readonly { readonly currency: string; readonly items: number; readonly openMinor: bigint }[];
}

/**
 * Lists what was open on a day, from the same entries as the aging, so that the totals of a bucket equal the aging's
 * cell on every day and in every view. An item whose due day was moved counts on the day in force. Amounts in minor units
 * of each item's currency. Refuses `receivables.bucket` and, for a customer without an account here,
 * `receivables.customer-not-found`.
 */
export async function listItems(engine: Engine, tenantId: bigint, query: ItemQuery): Promise<Outcome<ItemList>> {
  const bucket = query.bucket === undefined ? done(sql`true`) : bucketCondition({ ...query, bucket: query.bucket });
  if (!bucket.ok) return bucket;
  return runQuery(engine, tenantId, async (db) => {
    const seq = query.asKnown === null ? null : await seqKnownAt(db, tenantId, query.asKnown);
    const accountIds = query.customer === undefined ? null : await accountsOf(db, tenantId, query, query.customer, seq);
    if (accountIds?.length === 0) {
      return refuse(
        'receivables.customer-not-found',
        `There is no customer "${query.customer}" in this company.`,
        { customer: query.customer },
        { field: 'customer' },
      );
    }
    return done(await loadList(db, tenantId, query, seq, openItems(tenantId, query, seq, accountIds, bucket.value)));
  });
}

/** Item, its days and what was open of it. An account's items are reached by its own index, a company's by its entries. */
function openItems(
  tenantId: bigint,
  query: ItemQuery,
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
    where e.tenant_id = ${tenantId} and e.company_id = ${query.companyId} and e.effective_date <= ${query.asOf}
      and ${stillOpen(query.asOf, seq)} and ${bucket} ${ofAccount}
      ${query.currency === undefined ? sql`` : sql`and e.currency = ${query.currency}`}
    group by e.item_id, e.due_date, e.currency having sum(e.amount_minor) <> 0`;
}

/** The page and the totals in one statement: what was open is worked out once. */
async function loadList(
  db: Sql,
  tenantId: bigint,
  query: ItemQuery,
  seq: bigint | null,
  open: RawSql,
): Promise<ItemList> {
  const { rows } = await sql<{
    id: bigint | null;
    account_id: bigint;
    party: string | null;
    number: string;
    document_type: string;
    document_date: string;
    due_date: string;
    days_overdue: number;
    currency: string;
    amount_minor: bigint;
    open: bigint;
    blocks: BlockKind[] | null;
    totals: { currency: string; items: number; open: string }[] | null;
  }>`
    with o as materialized (${open}), f as (${chosen(tenantId, query)}), page as (
      select f.*, row_number() over (order by ${orderOf(query)}, item_id) as place from f
      ${query.after === null ? sql`` : sql`where (due_date, item_id) > (${query.after.dueDate}::date, ${query.after.id})`}
      order by ${orderOf(query)}, item_id limit ${query.limit + 1} offset ${query.offset ?? 0}
    ), totals as (
      select jsonb_agg(jsonb_build_object('currency', currency, 'items', items, 'open', open::text) order by currency) as totals
      from (select currency, count(*) as items, sum(open) as open from f group by currency) t
    )
    select i.id, i.account_id, coalesce(p.name, b.name) as party, i.number, i.document_type, i.document_date, page.due_date,
      ${query.asOf}::date - page.due_date as days_overdue, page.currency, i.amount_minor, page.open, totals.totals,
      (select array_agg(distinct b.kind order by b.kind) from receivables.block b
        where b.tenant_id = ${tenantId} and b.item_id = i.id and b.ended_seq is null and b.from_date <= ${query.asOf}
          and (b.to_date is null or b.to_date >= ${query.asOf})) as blocks
    from totals
    left join (page
      join receivables.item i on i.tenant_id = ${tenantId} and i.id = page.item_id
      left join receivables.item_party p on p.tenant_id = ${tenantId} and p.item_id = i.id
      left join customers.v_customer b on b.tenant_id = ${tenantId} and b.id = p.branch_customer_id) on true
    order by page.due_date, page.item_id`.execute(db);
  const labels = await loadCustomerLabels(db, tenantId, { day: query.asOf, seq }, [
    ...new Set(rows.flatMap((row) => (row.id === null ? [] : [row.account_id]))),
  ]);
  return {
    // A page beyond the last one has no items, and still its totals.
    rows: rows.flatMap(({ id, ...row }) =>
      id === null
        ? []
        : [
            {
              id,
              customer: labels.get(row.account_id)!.number,
              name: labels.get(row.account_id)!.name,
              party: row.party,
              number: row.number,
              documentType: row.document_type,
              documentDate: row.document_date,
              dueDate: row.due_date,
              daysOverdue: row.days_overdue,
              currency: row.currency,
              amountMinor: row.amount_minor,
              openMinor: row.open,
              blocks: row.blocks ?? [],
            },
          ],
    ),
    totals: (rows[0]?.totals ?? []).map(({ currency, items, open: minor }) => ({
      currency,
      items,
      openMinor: BigInt(minor),
    })),
  };
}

/** The accounts that read as the customer with this number, now or once, on the day asked for. */
async function accountsOf(
  db: Sql,
  tenantId: bigint,
  query: ItemQuery,
  number: string,
  seq: bigint | null,
): Promise<bigint[]> {
  const found = (await findByNumbers(db, tenantId, [number])).get(number);
  if (!found) return [];
  const standing = await loadStanding(db, tenantId, { day: query.asOf, seq });
  const customerIds = standing.readingAs(standing.holderOf(found.id));
  return (await loadAccounts(db, tenantId, { companyId: query.companyId, customerIds })).map((account) => account.id);
}

/** What the filters let through. Only filters and orders that need more than the entries know join the items. */
function chosen(tenantId: bigint, query: ItemQuery): RawSql {
  const { documentType, held, search, dueFrom, dueTo, sort } = query;
  const more = [documentType, held, search].some((one) => one !== undefined) || (sort ?? 'due') !== 'due';
  const days = sql`${dueFrom === undefined ? sql`true` : sql`o.due_date >= ${dueFrom}::date`} and ${dueTo === undefined ? sql`true` : sql`o.due_date <= ${dueTo}::date`}`;
  if (!more) return sql`select o.* from o where ${days}`;
  const key = textKey(search ?? '');
  const block = sql`select 1 from receivables.block b where b.tenant_id = ${tenantId} and b.item_id = i.id and b.ended_seq is null
    and b.from_date <= ${query.asOf} and (b.to_date is null or b.to_date >= ${query.asOf})`;
  const holds =
    held === undefined
      ? sql`true`
      : held === 'none'
        ? sql`not exists (${block})`
        : held === 'any'
          ? sql`exists (${block})`
          : sql`exists (${block} and b.kind = ${held})`;
  return sql`
    select o.*, i.number, i.document_date, i.amount_minor, a.name_key from o
    join receivables.item i on i.tenant_id = ${tenantId} and i.id = o.item_id
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where ${days} and ${documentType === undefined ? sql`true` : sql`i.document_type = ${documentType}`} and ${holds}
      and ${key === '' ? sql`true` : sql`(starts_with(i.number_key, ${key}) or position(${key} in a.name_key) > 0 or starts_with(a.number, ${search}))`}`;
}

function orderOf({ sort = 'due', falling = false }: ItemQuery): RawSql {
  const column = {
    due: sql`due_date`,
    document: sql`document_date`,
    number: sql`number`,
    customer: sql`name_key`,
    amount: sql`amount_minor`,
    open: sql`open`,
  }[sort];
  return falling ? sql`${column} desc` : column;
}

/** Finds open items by their printed numbers, for those who paste a column of them; and says which were not found. */
export async function findItems(
  engine: Engine,
  tenantId: bigint,
  input: { companyId: bigint; numbers: readonly string[] },
): Promise<{ found: readonly { id: bigint; number: string }[]; missing: readonly string[] }> {
  const wanted = new Map(input.numbers.map((number) => [textKey(number), number]));
  wanted.delete('');
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ id: bigint; number: string; number_key: string }>`
      select id, number, number_key from receivables.item
      where tenant_id = ${tenantId} and company_id = ${input.companyId} and number_key = any(${[...wanted.keys()]}::text[]) and open_minor <> 0
      order by id`.execute(db),
  );
  for (const row of rows) wanted.delete(row.number_key);
  return { found: rows.map(({ id, number }) => ({ id, number })), missing: [...wanted.values()] };
}

/** The entries of one aging column as SQL; the same decision as the aging's, asked for one column. */
function bucketCondition(query: ItemQuery & { bucket: string }): Outcome<RawSql> {
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
