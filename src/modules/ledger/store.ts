/** The only writer of the ledger's tables. Every journal is checked to balance before it is written. */
import { addMonths, type Day, type Outcome, periodOf } from '#kernel';
import { mayAct, type Sql, sql, type Transaction } from '#platform';
import type { AccountPurpose, GlAccount, NewJournal } from './model.ts';
import { imbalanceOf } from './rules/balance.ts';
import { decidePosting, monthsBetween, type PeriodState } from './rules/period.ts';
import { type ClosedMonths, postingDayOf } from './rules/posting-day.ts';

export async function insertChart(
  tx: Transaction,
  companyId: bigint,
  chart: readonly { code: string; name: string; kind: string; purpose: string | null }[],
): Promise<number> {
  const { rows } = await sql`
    insert into ledger.account (tenant_id, company_id, code, name, kind, purpose)
    select ${tx.tenantId}, ${companyId}, a.code, a.name, a.kind, a.purpose
    from unnest(${chart.map((a) => a.code)}::text[], ${chart.map((a) => a.name)}::text[], ${chart.map((a) => a.kind)}::text[],
      ${chart.map((a) => a.purpose)}::text[]) as a(code, name, kind, purpose)
    on conflict do nothing returning id`.execute(tx.db);
  return rows.length;
}

export async function loadChart(db: Sql, tenantId: bigint, companyId: bigint): Promise<GlAccount[]> {
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    code: string;
    name: string;
    kind: GlAccount['kind'];
    purpose: AccountPurpose | null;
  }>`
    select id, company_id, code, name, kind, purpose from ledger.account
    where tenant_id = ${tenantId} and company_id = ${companyId} order by code`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    purpose: row.purpose,
  }));
}

/** The GL account of each purpose of a company. Throws when the chart lacks a wanted purpose: that is a set-up fault. */
export async function accountsByPurpose(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<(purpose: AccountPurpose) => bigint> {
  const chart = await loadChart(db, tenantId, companyId);
  const byPurpose = new Map<string, bigint>();
  for (const account of chart)
    if (account.purpose && !byPurpose.has(account.purpose)) byPurpose.set(account.purpose, account.id);
  return (purpose) => {
    const id = byPurpose.get(purpose);
    if (id === undefined) throw new Error(`company ${companyId} has no GL account for "${purpose}"; set up its chart`);
    return id;
  };
}

export async function takeJournalIds(tx: Transaction, count: number): Promise<bigint[]> {
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('ledger.journal_id') as id from generate_series(1, ${count})`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Writes journals with their lines, one statement for any number. An unbalanced journal is a fault and throws. */
export async function insertJournals(
  tx: Transaction,
  journals: readonly (NewJournal & { id: bigint })[],
): Promise<void> {
  if (journals.length === 0) return;
  for (const journal of journals) {
    const imbalance = imbalanceOf(journal);
    if (imbalance !== null) throw new Error(`journal "${journal.explanation}": ${imbalance}`);
  }
  const lines = journals.flatMap((journal) =>
    journal.lines.map((line, index) => ({ ...line, journalId: journal.id, line: index + 1 })),
  );
  tx.send(sql`
    with journals as (
      insert into ledger.journal (tenant_id, id, company_id, command_id, posting_date, document_date, kind, explanation, reversal_of)
      select ${tx.tenantId}, j.id, j.company_id, ${tx.commandId}, j.posting_date, j.document_date, j.kind, j.explanation, j.reversal_of
      from unnest(${journals.map((j) => j.id)}::bigint[], ${journals.map((j) => j.companyId)}::bigint[],
        ${journals.map((j) => j.postingDate)}::date[], ${journals.map((j) => j.documentDate)}::date[],
        ${journals.map((j) => j.kind)}::text[], ${journals.map((j) => j.explanation)}::text[],
        ${journals.map((j) => j.reversalOf ?? null)}::bigint[]) as j(id, company_id, posting_date, document_date, kind, explanation, reversal_of)
    )
    insert into ledger.line (tenant_id, journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor)
    select ${tx.tenantId}, l.journal_id, l.line, l.account_id, l.item_id, l.currency, l.amount_minor, l.company_amount_minor
    from unnest(${lines.map((l) => l.journalId)}::bigint[], ${lines.map((l) => l.line)}::smallint[], ${lines.map((l) => l.accountId)}::bigint[],
      ${lines.map((l) => l.itemId ?? null)}::bigint[], ${lines.map((l) => l.currency)}::text[], ${lines.map((l) => l.amountMinor)}::bigint[],
      ${lines.map((l) => l.companyAmountMinor)}::bigint[]) as l(journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor)`);
  tx.count('journals', journals.length);
}

/** The states of the months that a transaction has locked for posting, by company and month. */
const lockedStates = new WeakMap<Transaction, Map<string, PeriodState>>();

/**
 * Locks the months for posting (`FOR SHARE`) and decides whether they take it. A month met for the first time gets its
 * open row, so that there is a row to lock: a close under way waits for this posting, and the next posting for the close.
 * A posting into a soft-closed month is kept with its person and reason.
 * Refuses `ledger.period-closed` and `ledger.period-soft-closed`.
 */
export async function lockPeriods(
  tx: Transaction,
  companyId: bigint,
  months: readonly string[],
): Promise<Outcome<null>> {
  const known = lockedStates.get(tx) ?? new Map<string, PeriodState>();
  lockedStates.set(tx, known);
  const key = (month: string): string => `${companyId}/${month}`;
  const asked = [...new Set(months)].sort();
  const wanted = asked.filter((month) => tx.claimLock('period', key(month)));
  if (wanted.length > 0) {
    for (const row of await lockRows(tx, companyId, wanted)) known.set(key(row.month), row.state);
  }
  const states = new Map(asked.map((month) => [month, known.get(key(month))!]));
  const soft = asked.filter((month) => states.get(month) === 'soft_closed');
  const mayPostLate =
    soft.length > 0 && tx.lateReason !== undefined && (await mayAct(tx, companyId, 'ledger.post-late'));
  const decided = decidePosting(states, { reason: tx.lateReason, mayPostLate });
  if (decided.ok && soft.length > 0) await insertLatePostings(tx, companyId, soft, tx.lateReason!);
  return decided;
}

/**
 * Name of the advisory lock before a month's row. `FOR SHARE` alone lets new postings pass a close that waits, for as long
 * as they overlap (measured: four users kept it waiting through a hundred postings); at this door they queue.
 */
const periodDoor = (tx: Transaction, companyId: bigint): string => `ledger.period ${tx.tenantId}/${companyId}/`;

async function lockRows(
  tx: Transaction,
  companyId: bigint,
  months: readonly string[],
): Promise<{ month: string; state: PeriodState }[]> {
  const lock = () =>
    sql<{ month: string; state: PeriodState }>`
    with known as materialized (
      select month from ledger.period
      where tenant_id = ${tx.tenantId} and company_id = ${companyId} and month = any(${months as string[]}::text[]) order by month
    ), door as materialized (
      select pg_advisory_xact_lock_shared(hashtextextended(${periodDoor(tx, companyId)} || month, 0)) from known
    )
    select p.month, p.state from ledger.period p, (select count(*) from door) d
    where p.tenant_id = ${tx.tenantId} and p.company_id = ${companyId} and p.month = any(${months as string[]}::text[])
    order by p.month for share of p`.execute(tx.db);
  for (;;) {
    const { rows } = await lock();
    const missing = months.filter((month) => !rows.some((row) => row.month === month));
    if (missing.length === 0) return rows;
    // A close under way may take the month along; nobody posts in it before that is known. Where another posting has brought a
    // row meanwhile, the close may hold it and wait for this door: it is let go, and the rows are waited for in their order.
    await sql`savepoint new_months`.execute(tx.db);
    await sql`select pg_advisory_xact_lock_shared(hashtextextended(${newMonthsDoor(tx, companyId)}, 0))`.execute(tx.db);
    const { rows: own } = await insertNewMonths(tx, companyId, missing);
    if (own.length < missing.length) await sql`rollback to savepoint new_months`.execute(tx.db);
    await sql`release savepoint new_months`.execute(tx.db);
  }
}

/** Name of the advisory lock before months that have no row yet: a close waits for those that get one, and they for it. */
const newMonthsDoor = (tx: Transaction, companyId: bigint): string => `ledger.new-months ${tx.tenantId}/${companyId}`;

/** How closed the months after a month `m` are. */
const stateAfter = (tenantId: bigint, companyId: bigint) => sql`coalesce((
  select later.state from ledger.period later
  where later.tenant_id = ${tenantId} and later.company_id = ${companyId} and later.month > m and later.state <> 'open'
  order by later.state = 'closed' desc limit 1), 'open')`;

/** A month that is met for the first time is as closed as the months after it. Answers those that had no row. */
const insertNewMonths = (tx: Transaction, companyId: bigint, months: readonly string[]) =>
  sql<{ month: string }>`
    insert into ledger.period (tenant_id, company_id, month, state)
    select ${tx.tenantId}, ${companyId}, m, ${stateAfter(tx.tenantId, companyId)}
    from unnest(${months as string[]}::text[]) as m on conflict do nothing returning month`.execute(tx.db);

async function insertLatePostings(
  tx: Transaction,
  companyId: bigint,
  months: readonly string[],
  reason: string,
): Promise<void> {
  const { rows } = await sql`
    insert into ledger.late_posting (tenant_id, company_id, month, command_id, reason, person_id)
    select ${tx.tenantId}, ${companyId}, m, ${tx.commandId}, ${reason}, ${tx.actor.personId}
    from unnest(${months as string[]}::text[]) as m on conflict do nothing returning month`.execute(tx.db);
  if (rows.length > 0) tx.count('late postings', rows.length);
}

/**
 * Which of the months would refuse a posting, for a look before; the posting itself looks again under the lock. With
 * `late` (a reason is given) soft-closed months count as open.
 */
export async function closedMonths(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  months: readonly string[],
  late: boolean,
): Promise<Set<string>> {
  const { rows } = await sql<{ month: string }>`
    select m as month from (
      select m, coalesce(p.state, ${stateAfter(tenantId, companyId)}) as state
      from unnest(${months as string[]}::text[]) as m
      left join ledger.period p on p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.month = m
    ) asked
    where state = 'closed' or (state = 'soft_closed' and not ${late}::boolean)`.execute(db);
  return new Set(rows.map((row) => row.month));
}

/**
 * On which day something is posted that another house dated: its own, or the first after it that takes a posting where its month is
 * closed for good. A look before the locks, like `closedMonths`; soft-closed months count as open.
 */
export async function loadPostingDays(db: Sql, tenantId: bigint, companyId: bigint): Promise<(day: Day) => Day> {
  const { rows } = await sql<{ month: string; state: PeriodState }>`
    select month, state from ledger.period p
    where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.month <= (
      select max(month) from ledger.period where tenant_id = ${tenantId} and company_id = ${companyId} and state = 'closed')
    order by month`.execute(db);
  const closed: ClosedMonths = {
    closedTo: rows.at(-1)?.month ?? null,
    openBefore: rows.filter((row) => row.state !== 'closed').map((row) => row.month),
  };
  return (day) => postingDayOf(day, closed);
}

/** The months before one that hold postings and are not closed for good, in their order. */
export async function unclosedBefore(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly month: string },
): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select p.month from ledger.period p
    where p.tenant_id = ${tenantId} and p.company_id = ${of.companyId} and p.month < ${of.month} and p.state <> 'closed'
      and exists (select from ledger.journal j where j.tenant_id = ${tenantId} and j.company_id = ${of.companyId}
        and j.posting_date >= (p.month || '-01')::date and j.posting_date < (p.month || '-01')::date + interval '1 month')
    order by p.month`.execute(db);
  return rows.map((row) => row.month);
}

/**
 * Locks a month and all before it `FOR UPDATE` (waits for postings under way, and they wait for it) and returns their states in
 * their order. Months without a row between the first that has one and this one get theirs (of ten years, for their story);
 * others have none, and are as closed as what follows them (`insertNewMonths`).
 */
export async function lockPeriodsForChange(
  tx: Transaction,
  companyId: bigint,
  month: string,
): Promise<ReadonlyMap<string, PeriodState>> {
  const states = new Map<string, PeriodState>();
  const lock = async (): Promise<void> => {
    const { rows: known } = await sql<{ month: string }>`
      select month from ledger.period
      where tenant_id = ${tx.tenantId} and company_id = ${companyId} and month <= ${month}
        and (state <> 'closed' or month = ${month}) and month <> all(${[...states.keys()]}::text[])
      order by month`.execute(tx.db);
    for (const one of known) {
      tx.claimLock('period', `${companyId}/${one.month}`);
      await sql`select pg_advisory_xact_lock(hashtextextended(${periodDoor(tx, companyId)} || ${one.month}, 0))`.execute(
        tx.db,
      );
      const { rows } = await sql<{ state: PeriodState }>`
        select state from ledger.period
        where tenant_id = ${tx.tenantId} and company_id = ${companyId} and month = ${one.month} for update`.execute(
        tx.db,
      );
      states.set(one.month, rows[0]!.state);
    }
  };
  await lock();
  await sql`select pg_advisory_xact_lock(hashtextextended(${newMonthsDoor(tx, companyId)}, 0))`.execute(tx.db);
  const { rows } = await sql<{ first: string | null }>`
    select min(month) as first from ledger.period
    where tenant_id = ${tx.tenantId} and company_id = ${companyId} and month <= ${month}`.execute(tx.db);
  const tenYears = periodOf(addMonths(`${month}-01`, -119));
  const first = rows[0]!.first ?? month;
  await insertNewMonths(tx, companyId, monthsBetween(first > tenYears ? first : tenYears, month));
  await lock();
  return new Map([...states].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The months before one whose last change was made by the same deed as its own. */
export async function loadAlong(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly month: string },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ month: string }>`
    with last as (
      select month, max(seq) as seq from ledger.period_change
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and month <= ${of.month} group by month
    )
    select b.month from last b join last m on m.month = ${of.month} and m.seq = b.seq where b.month < ${of.month}`.execute(
    db,
  );
  return new Set(rows.map((row) => row.month));
}

/** The last month after one that is not open. */
export async function lastClosedAfter(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly month: string },
): Promise<{ month: string; state: PeriodState } | undefined> {
  const { rows } = await sql<{ month: string; state: PeriodState }>`
    select month, state from ledger.period
    where tenant_id = ${tenantId} and company_id = ${of.companyId} and month > ${of.month} and state <> 'open'
    order by month desc limit 1`.execute(db);
  return rows[0];
}

/** Writes a month's new state, and the change with its person, reason and sequence. */
export async function insertPeriodChange(
  tx: Transaction,
  change: { companyId: bigint; month: string; from: PeriodState; to: PeriodState; reason: string },
): Promise<void> {
  await sql`
    update ledger.period set state = ${change.to}
    where tenant_id = ${tx.tenantId} and company_id = ${change.companyId} and month = ${change.month}`.execute(tx.db);
  tx.atHead(async (head) => {
    await sql`
      insert into ledger.period_change (tenant_id, company_id, month, seq, from_state, to_state, reason, person_id, changed_at)
      values (${tx.tenantId}, ${change.companyId}, ${change.month}, ${head.seq}, ${change.from}, ${change.to}, ${change.reason},
        ${tx.actor.personId}, ${head.recordedAt}::timestamptz)`.execute(tx.db);
  });
}

/**
 * Writes journals that negate others exactly, line by line. A journal is reversed once: the database refuses a second
 * reversal.
 */
export async function reverseJournals(
  tx: Transaction,
  reversals: readonly { id: bigint; journalId: bigint; postingDate: string; explanation: string }[],
): Promise<void> {
  if (reversals.length === 0) return;
  const { rows } = await sql<{
    journal_id: bigint;
    company_id: bigint;
    account_id: bigint;
    item_id: bigint | null;
    currency: string;
    amount_minor: bigint;
    company_amount_minor: bigint;
  }>`
    select l.journal_id, j.company_id, l.account_id, l.item_id, l.currency, l.amount_minor, l.company_amount_minor
    from ledger.line l join ledger.journal j on j.tenant_id = l.tenant_id and j.id = l.journal_id
    where l.tenant_id = ${tx.tenantId} and l.journal_id = any(${reversals.map((one) => one.journalId)}::bigint[])
    order by l.journal_id, l.line`.execute(tx.db);
  await insertJournals(
    tx,
    reversals.map((one) => {
      const lines = rows.filter((row) => row.journal_id === one.journalId);
      return {
        id: one.id,
        companyId: lines[0]!.company_id,
        postingDate: one.postingDate,
        documentDate: one.postingDate,
        kind: 'reversal',
        explanation: one.explanation,
        reversalOf: one.journalId,
        lines: lines.map((row) => ({
          accountId: row.account_id,
          itemId: row.item_id,
          currency: row.currency,
          amountMinor: -row.amount_minor,
          companyAmountMinor: -row.company_amount_minor,
        })),
      };
    }),
  );
}
