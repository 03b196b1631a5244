/** Aged debt: as of any day and as known at any time, from the entry table alone. */
import { loadStanding } from '#customers';
import { addDays, type Day, done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { type AgingLabel, type LabelledAccount, labelAccounts, loadAgingLabels } from './aging-labels.ts';

export interface AgingRequest {
  readonly companyId: bigint;
  readonly asOf: Day;
  /** An instant `YYYY-MM-DDTHH:MM:SSZ`; nothing recorded after it counts. Null: everything known now. */
  readonly asKnown: string | null;
  readonly by: 'customer' | 'portfolio' | 'company';
  /** Upper ends of the overdue buckets in days, ascending: 30,60,90,120. */
  readonly buckets: readonly number[];
  readonly basis: 'due' | 'document';
  readonly view: 'net' | 'gross-debit';
  /** Only this customer. */
  readonly customerId?: bigint;
}

export interface AgingRow {
  readonly key: string;
  readonly customer: string | null;
  readonly name: string;
  readonly currency: string;
  /** Unapplied, current, then the buckets; their sum is the balance, always. */
  readonly amountsMinor: readonly bigint[];
  readonly totalMinor: bigint;
}

export interface Aging {
  readonly asOf: Day;
  readonly asKnown: string | null;
  readonly basis: 'due' | 'document';
  readonly buckets: readonly string[];
  readonly rows: readonly AgingRow[];
  readonly totals: readonly { currency: string; amountsMinor: readonly bigint[]; totalMinor: bigint }[];
}

/** The column names of an aging: unapplied, current, 1-30 … 121+. */
export function bucketNames(buckets: readonly number[]): string[] {
  const names = buckets.map((end, index) => `${(buckets[index - 1] ?? 0) + 1}-${end}`);
  return ['unapplied', 'current', ...names, `${(buckets.at(-1) ?? 0) + 1}+`];
}

/** Checks bucket ends: ascending whole days above zero and under ten thousand, at most twelve. */
export function checkBuckets(buckets: readonly number[]): Outcome<null> {
  const fine =
    buckets.length <= 12 &&
    buckets.every((end, index) => Number.isInteger(end) && end > (buckets[index - 1] ?? 0) && end < 10_000);
  if (fine) return done(null);
  return refuse(
    'receivables.buckets',
    'Buckets are ascending numbers of days, such as 30,60,90,120.',
    { buckets },
    { field: 'buckets' },
  );
}

/**
 * Aged debt of a company (PRODUCT, Formulas: Aging). Open as of D = what entries with effective day ≤ D sum to; an
 * entry counts as known at S when its sequence was recorded by S. Bucket by D − due day (or document day): 0 or less is
 * current. In the net view credits age by their own day (a linked credit memo by its invoice's) and only unapplied cash
 * stands apart; in the gross-debit view every credit stands in the unapplied column. The columns sum to the balance.
 * Amounts in minor units of each row's currency. Refuses `receivables.buckets`.
 */
export async function aging(engine: Engine, tenantId: bigint, request: AgingRequest): Promise<Outcome<Aging>> {
  const checked = checkBuckets(request.buckets);
  if (!checked.ok) return checked;
  return done(await runQuery(engine, tenantId, (db) => agingIn(db, tenantId, request)));
}

/** The same on a snapshot that the caller holds. The request is checked. */
export async function agingIn(db: Sql, tenantId: bigint, request: AgingRequest): Promise<Aging> {
  const seq = request.asKnown === null ? null : await seqKnownAt(db, tenantId, request.asKnown);
  const members =
    request.customerId === undefined
      ? null
      : (await loadStanding(db, tenantId, { day: request.asOf, seq })).readingAs(request.customerId);
  const columns = bucketNames(request.buckets).map((_, index) => index);
  // Entries are summed before anything is joined: right after an import the planner takes the joined tables for empty and
  // would compare every entry with every customer. Of a line's columns most are empty: those travel as null.
  // The column of an entry is worked out once: an offset keeps the planner from writing it into each sum. As known at another
  // time all entries are looked at, and the server does that with several workers, which an offset does not let it.
  const columnOnce = seq === null ? sql`offset 0` : sql``;
  const byAccount = request.by !== 'company' || request.customerId !== undefined;
  const sums = sql`
    select ${byAccount ? sql`account_id` : sql`0::bigint as account_id`}, currency,
      ${sql.join(columns.map((column) => sql`sum(amount_minor) filter (where "column" = ${sql.lit(column)})::bigint as ${sql.raw(`c${column}`)}`))}
    from (
      select e.account_id, e.currency, ${columnOf(request)} as "column", e.amount_minor
      from receivables.entry e
      where e.tenant_id = ${tenantId} and e.company_id = ${request.companyId} and e.effective_date <= ${request.asOf}
        and ${stillOpen(request.asOf, seq)}
        ${
          members === null
            ? sql``
            : // By its items: the entries of a company are not in the order of accounts, and all that is open would be read.
              sql`and e.item_id in (select i.id from receivables.item i
                where i.tenant_id = ${tenantId} and i.account_id in (select id from customers.v_account
                  where tenant_id = ${tenantId} and company_id = ${request.companyId} and customer_id = any(${[...members]}::bigint[])))`
        }
      ${columnOnce}
    ) e
    group by ${byAccount ? sql`account_id, ` : sql``}currency`;
  const names = columns.map((column): `c${number}` => `c${column}`);
  const amountsOf = (row: Columns): bigint[] => names.map((name) => row[name] ?? 0n);
  if (request.by === 'customer') {
    const { rows } = await sql<Columns & LabelledAccount & { readonly currency: string }>`
      with sums as materialized (${sums})
      select s.currency, ${sql.join(names.map((name) => sql`s.${sql.ref(name)}`))}, a.customer_id, a.number, a.name
      from sums s join customers.v_account a on a.tenant_id = ${tenantId} and a.id = s.account_id
      order by a.number collate "C", s.currency collate "C"`.execute(db);
    const labels = await labelAccounts(db, tenantId, { day: request.asOf, seq }, rows);
    return sumUp(
      request,
      rows.map((row) => {
        const { number, name } = labels(row);
        return { key: number, customer: number, name, currency: row.currency, amountsMinor: amountsOf(row) };
      }),
    );
  }
  const { rows } = await sql<SumRow>`${sums}`.execute(db);
  const accountIds = byAccount ? [...new Set(rows.map((row) => row.account_id))] : [];
  const labelOf = await loadAgingLabels(db, tenantId, request, seq, accountIds);
  return sumUp(
    request,
    rows.map((row) => ({
      ...labelOf({ accountId: row.account_id, companyId: request.companyId }),
      currency: row.currency,
      amountsMinor: amountsOf(row),
    })),
  );
}

interface Columns {
  /** Null: nothing stands in it. */
  readonly [column: `c${number}`]: bigint | null;
}

interface SumRow extends Columns {
  readonly account_id: bigint;
  readonly currency: string;
}

/** Amounts of one account, or part of them, that stand in somebody's line: one for each column. */
export interface AgingPart extends AgingLabel {
  readonly currency: string;
  readonly amountsMinor: readonly bigint[];
}

/**
 * Lines and totals of parts: a line per label and currency, sorted; the columns sum to the balance. Parts that come in that
 * order cost the least. There may be a hundred thousand of them, most of their columns empty: nothing is added that is zero.
 */
export function sumUp(
  request: Pick<AgingRequest, 'asOf' | 'asKnown' | 'basis' | 'buckets'>,
  parts: readonly AgingPart[],
): Aging {
  const names = bucketNames(request.buckets);
  const rows: AgingRow[] = [];
  const totals = new Map<string, bigint[]>();
  const close = ({ key, customer, name, currency }: AgingPart, amountsMinor: readonly bigint[]): void => {
    if (amountsMinor.every((amount) => amount === 0n)) return;
    rows.push({ key, customer, name, currency, amountsMinor, totalMinor: sumOf(amountsMinor) });
    const total = totals.get(currency) ?? names.map(() => 0n);
    totals.set(currency, total);
    addTo(total, amountsMinor);
  };
  let open: { readonly part: AgingPart; amountsMinor: readonly bigint[] } | undefined;
  for (const part of [...parts].sort(byLine)) {
    if (open !== undefined && byLine(open.part, part) === 0) {
      open.amountsMinor = addTo([...open.amountsMinor], part.amountsMinor);
      continue;
    }
    if (open !== undefined) close(open.part, open.amountsMinor);
    open = { part, amountsMinor: part.amountsMinor };
  }
  if (open !== undefined) close(open.part, open.amountsMinor);
  return {
    asOf: request.asOf,
    asKnown: request.asKnown,
    basis: request.basis,
    buckets: names,
    rows,
    totals: [...totals]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, amountsMinor]) => ({ currency, amountsMinor, totalMinor: sumOf(amountsMinor) })),
  };
}

/** By label and currency: parts of one line are equal. */
function byLine(a: AgingPart, b: AgingPart): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
  return 0;
}

const sumOf = (amounts: readonly bigint[]): bigint =>
  amounts.reduce((sum, amount) => (amount === 0n ? sum : sum + amount), 0n);

function addTo(sums: bigint[], amounts: readonly bigint[]): bigint[] {
  for (let column = 0; column < sums.length; column += 1) if (amounts[column] !== 0n) sums[column]! += amounts[column]!;
  return sums;
}

/** The last sequence recorded by an instant: the "as known" clock. */
export async function seqKnownAt(db: Sql, tenantId: bigint, instant: string): Promise<bigint> {
  const { rows } = await sql<{ seq: bigint }>`
    select coalesce(max(seq), 0) as seq from platform.audit where tenant_id = ${tenantId} and recorded_at <= ${instant}::timestamptz`.execute(
    db,
  );
  return rows[0]!.seq;
}

/** An entry may be skipped only when its item was cleared by the day asked for, and that was known by then. */
export function stillOpen(asOf: Day, seq: bigint | null): RawSql {
  return seq === null
    ? sql`e.cleared_date > ${asOf}::date`
    : sql`e.seq <= ${seq} and (e.cleared_date > ${asOf}::date or e.cleared_seq > ${seq})`;
}

/** The column of an entry as SQL: 0 unapplied, 1 current, 2… the buckets. Days compare against literal bucket ends. */
export function columnOf(request: Pick<AgingRequest, 'basis' | 'view' | 'buckets' | 'asOf'>): RawSql {
  const day = request.basis === 'due' ? sql`e.due_date` : sql`e.document_date`;
  const apart = request.view === 'net' ? sql`e.aging_class = 'unapplied'` : sql`e.aging_class <> 'debit'`;
  const steps = request.buckets.map(
    (end, index) => sql`when ${day} >= ${addDays(request.asOf, -end)}::date then ${sql.lit(index + 2)}`,
  );
  return sql`case when ${apart} then 0 when ${day} >= ${request.asOf}::date then 1 ${sql.join(steps, sql` `)} else ${sql.lit(request.buckets.length + 2)} end`;
}

/** The aging as the public document of COMMANDS: amounts as decimal strings in major units. */
export function agingToJson(result: Aging) {
  const amounts = (currency: string, values: readonly bigint[]): string[] =>
    values.map((value) => formatAmount(value, currency));
  return {
    asOf: result.asOf,
    asKnown: result.asKnown,
    basis: result.basis,
    buckets: [...result.buckets],
    rows: result.rows.map((row) => ({
      key: row.key,
      ...(row.customer === null ? {} : { customer: row.customer }),
      name: row.name,
      currency: row.currency,
      amounts: amounts(row.currency, row.amountsMinor),
      total: formatAmount(row.totalMinor, row.currency),
    })),
    totals: result.totals.map((total) => ({
      currency: total.currency,
      amounts: amounts(total.currency, total.amountsMinor),
      total: formatAmount(total.totalMinor, total.currency),
    })),
  };
}
