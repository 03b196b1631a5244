/** A bank account's month: what the bank told, what the ledger holds, and what was prepared and signed of it. */
import { type BankRhythm, loadBankAccounts, rhythmOn } from '#cash';
import type { Company } from '#company';
import { addMonths, canonicalJson, type Day, endOfMonth, periodOf } from '#kernel';
import { businessDayOnOrAfter, isBusinessDay, previousBusinessDay } from '#kernel/calendar';
import { type RawSql, type Sql, sha256Of, sql } from '#platform';
import type { BankComparison, BankFacts, LooseEntry, ReconciledStatement, StatementOfMonth } from '../bank/model.ts';
import { compareBank } from '../rules/compare-bank.ts';
import { loadBankReconciliations, type StoredBankReconciliation } from '../store/bank-reconciliations.ts';

/** So many loose movements of a kind are listed; a month with more is not ready to be looked at. */
const mostListed = 2_000;

export interface BankAccountAt {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly glAccountId: bigint;
  readonly readTo: Day | null;
  readonly rhythms: readonly BankRhythm[];
}

/** A day of the last week of a month on which the bank works. */
function lastBusinessDayOf(month: string, country: string): Day {
  const end = endOfMonth(`${month}-01`);
  return isBusinessDay(end, country) ? end : previousBusinessDay(businessDayOnOrAfter(end, country), country);
}

/** Compares a bank account with its account in the ledger at the end of a month. */
export async function compareBankMonth(
  db: Sql,
  tenantId: bigint,
  { month, ...of }: { company: Company; account: BankAccountAt; month: string },
): Promise<BankComparison> {
  return (await compareBankMonths(db, tenantId, { ...of, months: [month] })).get(month)!;
}

/** The same of several months: what stands in the ledger is gathered once for them all. */
async function compareBankMonths(
  db: Sql,
  tenantId: bigint,
  { company, account, months }: { company: Company; account: BankAccountAt; months: readonly string[] },
): Promise<Map<string, BankComparison>> {
  const ends = months.map((month) => endOfMonth(`${month}-01`));
  const last = ends.reduce((latest, end) => (end > latest ? end : latest), '');
  if (last === '') return new Map();
  const statements = await loadStatements(db, tenantId, account.id, last);
  const ledger = await loadLedgerSides(db, tenantId, account, ends);
  const compared = months.map(async (month, place): Promise<[string, BankComparison]> => {
    const monthEnd = ends[place]!;
    const until = statements.filter((one) => one.fromDate === null || one.fromDate <= monthEnd);
    const side = await loadBankSide(db, tenantId, { company, account, month, statements: until });
    return [month, compareBank({ ...side, ...ledger.get(monthEnd)! })];
  });
  return new Map(await Promise.all(compared));
}

/** A hash of what a comparison came to: what was prepared is what is signed, and a later change shows. */
export const digestOf = (comparison: BankComparison): string =>
  sha256Of(
    new TextEncoder().encode(
      canonicalJson({
        bank: comparison.bankMinor,
        ledger: comparison.ledgerMinor,
        items: comparison.items.map(({ receiptId: _, ...item }) => item),
      }),
    ),
  );

type LedgerSide = Pick<BankFacts, 'ledgerMinor' | 'postedLater' | 'postedEarly' | 'ledgerOnly'>;

/** The bank's side: what it told until the month's end, and what of it is not posted. */
async function loadBankSide(
  db: Sql,
  tenantId: bigint,
  {
    company,
    account,
    month,
    statements,
  }: { company: Company; account: BankAccountAt; month: string; statements: readonly ReconciledStatement[] },
): Promise<Omit<BankFacts, keyof LedgerSide>> {
  const monthEnd = endOfMonth(`${month}-01`);
  const lastBusinessDay = lastBusinessDayOf(month, company.country);
  const closing = statements
    .filter((one) => one.closingMinor !== null && one.closingDate !== null && one.closingDate <= monthEnd)
    .reduce<Day | null>((last, one) => (last === null || one.closingDate! > last ? one.closingDate : last), null);
  const { rows: sums } = await sql<{ lines: bigint; after: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as lines,
      coalesce(sum(amount_minor) filter (where booking_date > ${closing}::date), 0)::bigint as after
    from cash.v_bank_line
    where tenant_id = ${tenantId} and bank_account_id = ${account.id} and booking_date <= ${monthEnd} and state in ('waiting', 'posted')`.execute(
    db,
  );
  const { rows: held } = await sql<{ id: bigint; number: string | null; day: Day | null; reason: string | null }>`
    select id, number, from_date as day, reason from cash.v_statement
    where tenant_id = ${tenantId} and bank_account_id = ${account.id} and state = 'held' and (from_date is null or from_date <= ${monthEnd})
    order by id`.execute(db);
  return {
    monthEnd,
    readTo: account.readTo,
    lastBusinessDay,
    onMovement: rhythmOn(account, lastBusinessDay) === 'on_movement',
    statements,
    linesMinor: sums[0]!.lines,
    linesAfterClosingMinor: sums[0]!.after,
    waiting: await loadWaiting(db, tenantId, account.id, monthEnd),
    held: held.map(({ id, number, day, reason }) => ({ number, day, text: reason ?? `Statement ${id} is held.` })),
  };
}

async function loadStatements(
  db: Sql,
  tenantId: bigint,
  bankAccountId: bigint,
  monthEnd: Day,
): Promise<ReconciledStatement[]> {
  const { rows } = await sql<ReconciledStatement>`
    select id, number, from_date as "fromDate", to_date as "toDate", opening_minor as "openingMinor", closing_minor as "closingMinor",
      closing_date as "closingDate",
      exists (select from cash.v_statement l where l.tenant_id = ${tenantId} and l.bank_account_id = s.bank_account_id and l.id < s.id
        and l.state = 'accepted' and l.from_date > s.to_date) as late
    from cash.v_statement s
    where tenant_id = ${tenantId} and bank_account_id = ${bankAccountId} and state = 'accepted' and to_date is not null
      and (from_date is null or from_date <= ${monthEnd})
    order by to_date, id`.execute(db);
  return rows;
}

async function loadWaiting(db: Sql, tenantId: bigint, bankAccountId: bigint, monthEnd: Day): Promise<LooseEntry[]> {
  const { rows } = await sql<LooseEntry>`
    select booking_date as day, amount_minor as "amountMinor", coalesce(counterparty_name, '') as reference, left(remittance, 200) as text
    from cash.v_bank_line
    where tenant_id = ${tenantId} and bank_account_id = ${bankAccountId} and booking_date <= ${monthEnd} and state = 'waiting'
    order by booking_date, id limit ${mostListed}`.execute(db);
  return rows;
}

/**
 * What stands on a bank account's account in the ledger, as `own`. A posting belongs to the bank account whose line it came
 * from; one without a line to the account, or, where several bank accounts share an account in the ledger, to the first of them.
 */
const ownPostings = (tenantId: bigint, account: BankAccountAt): RawSql => sql`
    legs as (
      select g.journal_id, j.posting_date, j.explanation, j.reversal_of, g.amount_minor, b.bank_account_id, b.booking_date, b.counterparty_name,
        b.remittance, b.bank_line_id
      from ledger.v_line g
      join ledger.v_journal j on j.tenant_id = ${tenantId} and j.id = g.journal_id
      left join cash.v_bank_posting b on b.tenant_id = ${tenantId} and b.company_id = ${account.companyId} and b.journal_id = g.journal_id
      where g.tenant_id = ${tenantId} and g.account_id = ${account.glAccountId} and g.currency = ${account.currency}
    ), own as (
      select * from legs
      where bank_account_id = ${account.id} or bank_account_id is null and ${account.id} = (
        select min(id) from cash.v_bank_account where tenant_id = ${tenantId} and gl_account_id = ${account.glAccountId} and currency = ${account.currency})
    )`;

/** The statements that close in a month, each with what the ledger held at the end of its last day. */
async function loadStatementsOfMonth(
  db: Sql,
  tenantId: bigint,
  account: BankAccountAt,
  month: string,
): Promise<StatementOfMonth[]> {
  const { rows } = await sql<StatementOfMonth>`
    with ${ownPostings(tenantId, account)}, balances as (
      select posting_date as day, sum(sum(amount_minor)) over (order by posting_date)::bigint as balance from own group by posting_date
    )
    select s.id, s.number, s.from_date as "fromDate", coalesce(s.closing_date, s.to_date) as day, s.opening_minor as "openingMinor",
      s.closing_minor as "closingMinor", coalesce(b.balance, 0)::bigint as "ledgerMinor"
    from cash.v_statement s
    left join lateral (
      select balance from balances where balances.day <= coalesce(s.closing_date, s.to_date) order by balances.day desc limit 1
    ) b on true
    where s.tenant_id = ${tenantId} and s.bank_account_id = ${account.id} and s.state = 'accepted' and s.to_date is not null
      and coalesce(s.closing_date, s.to_date) between ${`${month}-01`}::date and ${endOfMonth(`${month}-01`)}::date
    order by 4, s.id`.execute(db);
  return rows;
}

/** The ledger's side at the ends of months: its balance, and what the bank has not booked, or in another month. */
async function loadLedgerSides(
  db: Sql,
  tenantId: bigint,
  account: BankAccountAt,
  monthEnds: readonly Day[],
): Promise<Map<Day, LedgerSide>> {
  const { rows } = await sql<LooseEntry & { monthEnd: Day; kind: 'sum' | 'later' | 'early' | 'only' }>`
    with ${ownPostings(tenantId, account)}, wanted as (select unnest(${[...monthEnds]}::date[]) as month_end)
    select w.month_end as "monthEnd", told.* from wanted w cross join lateral (
      select 'sum' as kind, w.month_end as day, coalesce(sum(amount_minor), 0)::bigint as "amountMinor", '' as reference, '' as text,
        null::bigint as "receiptId"
      from own where posting_date <= w.month_end
      union all
      select * from (
        select case when bank_account_id is null then 'only' when posting_date > w.month_end then 'later' else 'early' end, posting_date,
          amount_minor, coalesce(counterparty_name, ''), left(coalesce(remittance, explanation), 200),
          (select r.id from cash.v_receipt r where r.tenant_id = ${tenantId} and r.bank_line_id = o.bank_line_id)
        from own o
        where (bank_account_id is null and posting_date <= w.month_end
            -- A posting and its reversal of the same time say nothing.
            and not exists (select from own x where x.reversal_of = o.journal_id and x.posting_date <= w.month_end)
            and not exists (select from own x where x.journal_id = o.reversal_of and x.posting_date <= w.month_end))
          or (bank_account_id is not null and (booking_date <= w.month_end) <> (posting_date <= w.month_end))
        order by posting_date, journal_id limit ${mostListed}
      ) listed
    ) told`.execute(db);
  return new Map(
    monthEnds.map((monthEnd) => {
      const own = rows.filter((row) => row.monthEnd === monthEnd);
      const of = (kind: string): LooseEntry[] =>
        own.filter((row) => row.kind === kind).map(({ kind: _, monthEnd: __, ...entry }) => entry);
      return [
        monthEnd,
        {
          ledgerMinor: own.find((row) => row.kind === 'sum')!.amountMinor,
          postedLater: of('later'),
          postedEarly: of('early'),
          ledgerOnly: of('only'),
        },
      ];
    }),
  );
}

export type BankMonthState = 'open' | 'prepared' | 'signed' | 'changed';

export interface BankMonth {
  readonly account: BankAccountAt;
  readonly month: string;
  readonly comparison: BankComparison;
  /** Bank against ledger by statement, in the order of their days. */
  readonly statements: readonly StatementOfMonth[];
  /** `changed`: something of the month is no more as it was signed. */
  readonly state: BankMonthState;
  readonly standing: StoredBankReconciliation | null;
  /** All that was ever prepared of the month, the newest first. */
  readonly history: readonly StoredBankReconciliation[];
  /** What moved by rule in the month: charges, interest. */
  readonly byRule: readonly { readonly rule: string; readonly count: number; readonly amountMinor: bigint }[];
}

/** A month of a bank account; undefined where the account is none of the companies'. */
export async function loadBankMonth(
  db: Sql,
  tenantId: bigint,
  of: { company: Company; bankAccountId: bigint; month: string },
): Promise<BankMonth | undefined> {
  const account = (await loadBankAccounts(db, tenantId, of.company.id)).find((one) => one.id === of.bankAccountId);
  if (!account) return undefined;
  const comparison = await compareBankMonth(db, tenantId, { ...of, account });
  const history = await loadBankReconciliations(db, tenantId, [account.id], of.month);
  const { rows } = await sql<{ rule: string; count: number; amountMinor: bigint }>`
    select p.rule_name as rule, count(*)::integer as count, sum(p.amount_minor)::bigint as "amountMinor"
    from cash.v_rule_posting p join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = p.bank_line_id
    where p.tenant_id = ${tenantId} and p.standing and l.bank_account_id = ${account.id} and to_char(l.booking_date, 'YYYY-MM') = ${of.month}
    group by p.rule_name order by p.rule_name`.execute(db);
  const standing = history.find((one) => one.reopened === null) ?? null;
  return {
    account,
    month: of.month,
    comparison,
    statements: await loadStatementsOfMonth(db, tenantId, account, of.month),
    state: stateOf(standing, comparison),
    standing,
    history,
    byRule: rows,
  };
}

const stateOf = (standing: StoredBankReconciliation | null, comparison: BankComparison): BankMonthState =>
  standing === null
    ? 'open'
    : standing.digest === digestOf(comparison)
      ? standing.signedBy === null
        ? 'prepared'
        : 'signed'
      : standing.signedBy === null
        ? 'open'
        : 'changed';

/** A month in a list: what a comparison comes to, and where it stands. */
export type ListedBankMonth = Omit<BankMonth, 'byRule' | 'statements'>;

/** What was found of months, with the state of bank and ledger that it was found in; held by who asks again and again. */
export type FoundMonths = Map<string, { readonly version: string; readonly comparison: BankComparison }>;

/**
 * What everything that a comparison looks at comes from, by account: its statements with their state, what is not posted, and
 * the last posting on its account in the ledger. While none of it has moved, no month's comparison has.
 */
async function loadVersions(db: Sql, tenantId: bigint, company: Company): Promise<Map<bigint, string>> {
  const { rows } = await sql<{ id: bigint; version: string }>`
    select b.id, concat_ws(' ', b.gl_account_id, b.read_to, s.statements, s.last, w.waiting, g.last, r.rhythms) as version
    from cash.v_bank_account b
    left join lateral (
      select string_agg(state || count, ',' order by state) as statements, max(last) as last
      from (select state, count(*) as count, max(id) as last from cash.v_statement
        where tenant_id = ${tenantId} and bank_account_id = b.id group by state) s
    ) s on true
    left join lateral (
      select string_agg(state || count, ',' order by state) as waiting from (
        select state, count(*) as count from cash.v_bank_line
        where tenant_id = ${tenantId} and company_id = ${company.id} and state <> 'posted' and bank_account_id = b.id group by state) w
    ) w on true
    left join lateral (
      select max(journal_id) as last from ledger.v_line where tenant_id = ${tenantId} and account_id = b.gl_account_id
    ) g on true
    left join lateral (
      select string_agg(concat(valid_from, rhythm), ',' order by valid_from) as rhythms from cash.v_bank_rhythm
      where tenant_id = ${tenantId} and bank_account_id = b.id
    ) r on true
    where b.tenant_id = ${tenantId} and b.company_id = ${company.id}`.execute(db);
  return new Map(rows.map((row) => [row.id, row.version]));
}

/**
 * The last months of a company's bank accounts, the newest first, up to the month of a day. A month of which neither bank nor
 * ledger has moved since it was last asked for is taken from `found`.
 */
export async function listBankMonths(
  db: Sql,
  tenantId: bigint,
  of: { company: Company; day: Day; months: number; found?: FoundMonths },
): Promise<{ account: BankAccountAt; months: ListedBankMonth[] }[]> {
  const accounts = await loadBankAccounts(db, tenantId, of.company.id);
  const ids = accounts.map((account) => account.id);
  const prepared = await loadBankReconciliations(db, tenantId, ids);
  const found: FoundMonths = of.found ?? new Map();
  const versions = await loadVersions(db, tenantId, of.company);
  const compared = async (account: BankAccountAt, months: readonly string[]): Promise<Map<string, BankComparison>> => {
    const keyOf = (month: string): string => `${tenantId} ${account.id} ${month}`;
    const version = versions.get(account.id)!;
    const moved = months.filter((month) => found.get(keyOf(month))?.version !== version);
    for (const [month, comparison] of await compareBankMonths(db, tenantId, {
      company: of.company,
      account,
      months: moved,
    }))
      found.set(keyOf(month), { version, comparison });
    return new Map(months.map((month) => [month, found.get(keyOf(month))!.comparison]));
  };
  const months = Array.from({ length: of.months }, (_, back) => periodOf(addMonths(`${periodOf(of.day)}-01`, -back)));
  return Promise.all(
    accounts.map(async (account) => {
      // Of an account that was given up nothing is read any more: its last month is that of its closing.
      const open = months.filter((month) => account.closedOn === null || month <= periodOf(account.closedOn));
      const comparisons = await compared(account, open);
      return {
        account,
        months: open.map((month): ListedBankMonth => {
          const comparison = comparisons.get(month)!;
          const history = prepared.filter((one) => one.bankAccountId === account.id && one.month === month);
          const standing = history.find((one) => one.reopened === null) ?? null;
          return { account, month, comparison, state: stateOf(standing, comparison), standing, history };
        }),
      };
    }),
  );
}
