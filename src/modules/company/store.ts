/** The only writer of the company's tables. */
import { addDays, type Day, dayInZone } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type {
  ClosingDay,
  Company,
  ExchangeRate,
  LedgerMode,
  Letterhead,
  OpenCompany,
  PaymentTerm,
  PaymentTermRule,
  ReasonCode,
  TaxCode,
  TaxPolicy,
} from './model.ts';

interface CompanyRow {
  id: bigint;
  code: string;
  name: string;
  currency: string;
  country: string;
  time_zone: string;
  language: string;
  letterhead: Letterhead;
  ledger_mode: LedgerMode;
  version: number;
}

/** A company with the version that a change of it must have seen. */
export type VersionedCompany = Company & { readonly version: number };

const toCompany = (row: CompanyRow): VersionedCompany => ({
  id: row.id,
  code: row.code,
  name: row.name,
  currency: row.currency,
  country: row.country,
  timeZone: row.time_zone,
  language: row.language,
  letterhead: row.letterhead,
  ledgerMode: row.ledger_mode,
  version: row.version,
});

/** A company as it is set up; it keeps its own books unless it is told to mirror an ERP. */
export type NewCompany = Omit<Company, 'id' | 'ledgerMode'>;

export async function insertCompany(tx: Transaction, company: NewCompany): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into company.company (tenant_id, code, name, currency, country, time_zone, language, letterhead)
    values (${tx.tenantId}, ${company.code}, ${company.name}, ${company.currency}, ${company.country}, ${company.timeZone},
      ${company.language}, ${JSON.stringify(company.letterhead)}::jsonb)
    on conflict (tenant_id, code) do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

/** Writes who owns a company's documents; true when that changed. */
export async function updateLedgerMode(tx: Transaction, companyId: bigint, mode: LedgerMode): Promise<boolean> {
  const { rows } = await sql`
    update company.company set ledger_mode = ${mode}, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${companyId} and ledger_mode <> ${mode} returning id`.execute(tx.db);
  return rows.length > 0;
}

/** Two who change a company do so one after the other. */
export async function lockCompany(tx: Transaction, companyId: bigint): Promise<void> {
  await sql`select id from company.company where tenant_id = ${tx.tenantId} and id = ${companyId} for update`.execute(
    tx.db,
  );
}

/** Writes what customers read of a company; its version is the next one. */
export async function updateCompany(
  tx: Transaction,
  companyId: bigint,
  to: Pick<Company, 'name' | 'language' | 'letterhead'>,
): Promise<void> {
  await sql`
    update company.company set name = ${to.name}, language = ${to.language}, letterhead = ${JSON.stringify(to.letterhead)}::jsonb,
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${companyId}`.execute(tx.db);
}

const companyColumns = sql`c.id, c.code, c.name, c.currency, c.country, c.time_zone, c.language, c.letterhead, c.ledger_mode, c.version`;

/** All companies of a tenant by code. */
export async function loadCompanies(db: Sql, tenantId: bigint): Promise<VersionedCompany[]> {
  const { rows } = await sql<CompanyRow>`
    select ${companyColumns} from company.company c where c.tenant_id = ${tenantId} order by c.code`.execute(db);
  return rows.map(toCompany);
}

/** All companies of a tenant by code, with what the door must know of them for every request, and no more. */
export async function loadCompanyEntries(
  db: Sql,
  tenantId: bigint,
): Promise<Pick<Company, 'id' | 'code' | 'currency' | 'timeZone'>[]> {
  const { rows } = await sql<Pick<Company, 'id' | 'code' | 'currency' | 'timeZone'>>`
    select id, code, currency, time_zone as "timeZone" from company.company where tenant_id = ${tenantId} order by code`.execute(
    db,
  );
  return rows;
}

/** The company of an id or a code; undefined where the tenant has none. */
export async function loadCompany(
  db: Sql,
  tenantId: bigint,
  company: bigint | string,
): Promise<VersionedCompany | undefined> {
  const { rows } = await sql<CompanyRow>`
    select ${companyColumns} from company.company c
    where c.tenant_id = ${tenantId} and ${typeof company === 'bigint' ? sql`c.id = ${company}` : sql`c.code = ${company}`}`.execute(
    db,
  );
  return rows[0] && toCompany(rows[0]);
}

/**
 * A company with its closing days from an instant on, in one statement: for whoever writes to its customers. Somewhere it is still
 * the day before.
 */
export async function loadOpenCompany(
  db: Sql,
  tenantId: bigint,
  id: bigint,
  now: Date,
): Promise<OpenCompany | undefined> {
  const { rows } = await sql<CompanyRow & { closing_days: readonly Day[] }>`
    select ${companyColumns}, array(
        select d.day::text from company.closing_day d
        where d.tenant_id = ${tenantId} and d.company_id = c.id and d.day >= ${addDays(dayInZone(now, 'UTC'), -1)}::date order by d.day
      ) as closing_days
    from company.company c where c.tenant_id = ${tenantId} and c.id = ${id}`.execute(db);
  const [row] = rows;
  return row && { ...toCompany(row), closingDays: row.closing_days };
}

/** The closing days of a company in their order; from a day on, where one is named. */
export async function loadClosingDays(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  from: Day | null = null,
): Promise<ClosingDay[]> {
  const { rows } = await sql<ClosingDay>`
    select day, name from company.closing_day
    where tenant_id = ${tenantId} and company_id = ${companyId} and (${from}::date is null or day >= ${from}::date) order by day`.execute(
    db,
  );
  return rows;
}

/** Writes closing days; those that are there keep their name. Answers how many were not there. */
export async function insertClosingDays(
  tx: Transaction,
  companyId: bigint,
  days: readonly ClosingDay[],
): Promise<number> {
  const { rows } = await sql`
    insert into company.closing_day (tenant_id, company_id, day, name)
    select ${tx.tenantId}, ${companyId}, n.d, n.n
    from unnest(${days.map((one) => one.day)}::date[], ${days.map((one) => one.name)}::text[]) as n(d, n)
    on conflict do nothing returning day`.execute(tx.db);
  return rows.length;
}

/** Takes closing days away; answers how many were there. */
export async function deleteClosingDays(tx: Transaction, companyId: bigint, days: readonly string[]): Promise<number> {
  const { rows } = await sql`
    delete from company.closing_day
    where tenant_id = ${tx.tenantId} and company_id = ${companyId} and day = any(${days as string[]}::date[]) returning day`.execute(
    tx.db,
  );
  return rows.length;
}

export async function upsertPaymentTerm(
  tx: Transaction,
  term: { code: string; name: string; rule: PaymentTermRule },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into company.payment_term (tenant_id, code, name, rule)
    values (${tx.tenantId}, ${term.code}, ${term.name}, ${JSON.stringify(term.rule)}::jsonb)
    on conflict (tenant_id, code) do update set name = excluded.name, rule = excluded.rule, archived_at = null
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Locks a payment term by its code and answers it as it is; nobody gets it anew until this transaction ends. */
export async function lockPaymentTerm(tx: Transaction, code: string): Promise<PaymentTerm | undefined> {
  const { rows } = await sql<PaymentTerm>`
    select id, code, name, rule from company.payment_term
    where tenant_id = ${tx.tenantId} and code = ${code} for update`.execute(tx.db);
  return rows[0];
}

/** The id of a payment term by its code; undefined: there is none. */
export async function findTermId(db: Sql, tenantId: bigint, code: string): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    select id from company.payment_term where tenant_id = ${tenantId} and code = ${code}`.execute(db);
  return rows[0]?.id;
}

export async function loadPaymentTerms(db: Sql, tenantId: bigint): Promise<PaymentTerm[]> {
  const { rows } = await sql<PaymentTerm>`
    select id, code, name, rule from company.payment_term
    where tenant_id = ${tenantId} and archived_at is null order by code`.execute(db);
  return rows;
}

/** So many rates go with one statement. */
const ratesPerStatement = 20_000;

export async function insertExchangeRates(tx: Transaction, seq: bigint, rates: readonly ExchangeRate[]): Promise<void> {
  for (let from = 0; from < rates.length; from += ratesPerStatement) {
    const part = rates.slice(from, from + ratesPerStatement);
    await sql`
      insert into company.exchange_rate (tenant_id, from_currency, to_currency, day, rate, source, seq)
      select ${tx.tenantId}, r.f, r.t, r.d, r.r, r.s, ${seq}
      from unnest(${part.map((r) => r.from)}::text[], ${part.map((r) => r.to)}::text[], ${part.map((r) => r.day)}::date[],
        ${part.map((r) => r.rate)}::numeric[], ${part.map((r) => r.source)}::text[]) as r(f, t, d, r, s)
      on conflict do nothing`.execute(tx.db);
  }
}

/** What is recorded of the pairs, in either direction, on the days from `first` to `last`: the newest record of each day. */
export async function loadRatesBetween(
  db: Sql,
  tenantId: bigint,
  pairs: readonly { from: string; to: string }[],
  first: string,
  last: string,
): Promise<{ from: string; to: string; day: string; rate: string }[]> {
  const wanted = [...new Set(pairs.flatMap(({ from, to }) => [`${from}/${to}`, `${to}/${from}`]))].map((pair) =>
    pair.split('/'),
  );
  const { rows } = await sql<{ from: string; to: string; day: string; rate: string }>`
    select distinct on (e.from_currency, e.to_currency, e.day) e.from_currency as "from", e.to_currency as "to", e.day,
      e.rate::text as rate
    from unnest(${wanted.map(([from]) => from!)}::text[], ${wanted.map(([, to]) => to!)}::text[]) as w(f, t)
    join company.exchange_rate e on e.tenant_id = ${tenantId} and e.from_currency = w.f and e.to_currency = w.t
      and e.day between ${first}::date and ${last}::date
    order by e.from_currency, e.to_currency, e.day, e.seq desc`.execute(db);
  return rows;
}

export interface RatesWanted {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly limit: number;
}

/** Recorded rates, the newest day first; of each pair and day what counts, which is the newest record. */
export async function loadExchangeRates(
  db: Sql,
  tenantId: bigint,
  { from, to, since, until, limit }: RatesWanted,
): Promise<ExchangeRate[]> {
  const { rows } = await sql<ExchangeRate>`
    select e.from_currency as "from", e.to_currency as "to", e.day, trim_scale(e.rate)::text as rate, e.source
    from company.exchange_rate e
    where e.tenant_id = ${tenantId}
      ${from === undefined ? sql`` : sql`and e.from_currency = ${from}`}
      ${to === undefined ? sql`` : sql`and e.to_currency = ${to}`}
      ${since === undefined ? sql`` : sql`and e.day >= ${since}::date`}
      ${until === undefined ? sql`` : sql`and e.day <= ${until}::date`}
      and not exists (select from company.exchange_rate n where n.tenant_id = ${tenantId} and n.from_currency = e.from_currency
        and n.to_currency = e.to_currency and n.day = e.day and n.seq > e.seq)
    order by e.day desc, e.from_currency, e.to_currency limit ${limit}`.execute(db);
  return rows;
}

export interface RatePair extends ExchangeRate {
  readonly days: number;
  readonly since: string;
  readonly counts: boolean;
}

/**
 * The pairs as they were recorded, each with the rate of its newest day up to `today`, or of its first where all are ahead.
 * Which of a pair and the pair turned round counts is told as `loadConverter` chooses: the later day, of one day either.
 */
export async function loadRatePairs(db: Sql, tenantId: bigint, today: string): Promise<RatePair[]> {
  const { rows } = await sql<RatePair>`
    with pairs as (
      select from_currency as f, to_currency as t, count(distinct day)::integer as days, min(day) as since
      from company.exchange_rate where tenant_id = ${tenantId} group by from_currency, to_currency
    ), shown as (
      select p.f, p.t, p.days, p.since, n.day, n.rate, n.source from pairs p cross join lateral (
        select e.day, trim_scale(e.rate)::text as rate, e.source from company.exchange_rate e
        where e.tenant_id = ${tenantId} and e.from_currency = p.f and e.to_currency = p.t
          and e.day <= greatest(${today}::date, p.since)
        order by e.day desc, e.seq desc limit 1
      ) n
    )
    select s.f as "from", s.t as "to", s.day, s.rate, s.source, s.days, s.since,
      not exists (select from shown o where o.f = s.t and o.t = s.f and o.day > s.day and o.day <= ${today}::date) as counts
    from shown s order by s.f, s.t`.execute(db);
  return rows;
}

/** The rate in force on each wanted day with its own day, newest knowledge first; missing pairs are absent from the answer. */
export async function loadRates(
  db: Sql,
  tenantId: bigint,
  wanted: readonly { from: string; to: string; day: string }[],
): Promise<Map<string, { rate: string; day: string }>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ f: string; t: string; d: string; rate: string; day: string }>`
    select w.f, w.t, w.d, r.rate, r.day
    from unnest(${wanted.map((w) => w.from)}::text[], ${wanted.map((w) => w.to)}::text[], ${wanted.map((w) => w.day)}::date[]) as w(f, t, d)
    cross join lateral (
      select rate, day from company.exchange_rate e
      where e.tenant_id = ${tenantId} and e.from_currency = w.f and e.to_currency = w.t and e.day <= w.d
      order by e.day desc, e.seq desc limit 1
    ) r`.execute(db);
  return new Map(rows.map(({ f, t, d, rate, day }) => [`${f}/${t}/${d}`, { rate, day }]));
}

/** The rate in force on a day for each wanted pair, with its own day; only what was recorded up to `seq` where given. */
export async function loadDatedRates(
  db: Sql,
  tenantId: bigint,
  wanted: readonly { from: string; to: string }[],
  day: string,
  seq: bigint | null,
): Promise<{ from: string; to: string; rate: string; day: string }[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<{ from: string; to: string; rate: string; day: string }>`
    select w.f as "from", w.t as "to", r.rate, r.day
    from unnest(${wanted.map((w) => w.from)}::text[], ${wanted.map((w) => w.to)}::text[]) as w(f, t)
    cross join lateral (
      select rate::text as rate, day from company.exchange_rate e
      where e.tenant_id = ${tenantId} and e.from_currency = w.f and e.to_currency = w.t and e.day <= ${day}::date
        ${seq === null ? sql`` : sql`and e.seq <= ${seq}`}
      order by e.day desc, e.seq desc limit 1
    ) r`.execute(db);
  return rows;
}

export async function insertTaxCodes(tx: Transaction, seq: bigint, codes: readonly TaxCode[]): Promise<void> {
  const c = <T>(pick: (code: TaxCode) => T): T[] => codes.map(pick);
  await sql`
    insert into company.tax_code (tenant_id, seq, country, code, name, rate_percent, valid_from, account_code, source)
    select ${tx.tenantId}, ${seq}, t.*
    from unnest(${c((t) => t.country)}::text[], ${c((t) => t.code)}::text[], ${c((t) => t.name)}::text[], ${c((t) => t.ratePercent)}::numeric[],
      ${c((t) => t.validFrom)}::date[], ${c((t) => t.accountCode)}::text[], ${c((t) => t.source)}::text[]) as t
    on conflict do nothing`.execute(tx.db);
}

export async function insertTaxPolicies(tx: Transaction, seq: bigint, policies: readonly TaxPolicy[]): Promise<void> {
  const c = <T>(pick: (policy: TaxPolicy) => T): T[] => policies.map(pick);
  await sql`
    insert into company.tax_policy (tenant_id, seq, country, valid_from, discount_reduces_tax, relief_basis, relief_months, claim_months,
      relief_condition, source)
    select ${tx.tenantId}, ${seq}, t.*
    from unnest(${c((t) => t.country)}::text[], ${c((t) => t.validFrom)}::date[], ${c((t) => t.discountReducesTax)}::boolean[],
      ${c((t) => t.reliefBasis)}::text[], ${c((t) => t.reliefMonths)}::integer[], ${c((t) => t.claimMonths)}::integer[],
      ${c((t) => t.reliefCondition)}::text[], ${c((t) => t.source)}::text[]) as t
    on conflict do nothing`.execute(tx.db);
}

/** All tax codes, newest first day first and newest knowledge first of one day. */
export async function loadTaxCodes(db: Sql, tenantId: bigint): Promise<TaxCode[]> {
  const { rows } = await sql<TaxCode>`
    select country, code, name, trim_scale(rate_percent)::text as "ratePercent", valid_from as "validFrom", account_code as "accountCode", source
    from company.tax_code where tenant_id = ${tenantId} order by country, code, valid_from desc, seq desc`.execute(db);
  return rows;
}

/** All tax policies, newest first day first and newest knowledge first of one day. */
export async function loadTaxPolicies(db: Sql, tenantId: bigint): Promise<TaxPolicy[]> {
  const { rows } = await sql<TaxPolicy>`
    select country, valid_from as "validFrom", discount_reduces_tax as "discountReducesTax", relief_basis as "reliefBasis",
      relief_months as "reliefMonths", claim_months as "claimMonths", relief_condition as "reliefCondition", source
    from company.tax_policy where tenant_id = ${tenantId} order by country, valid_from desc, seq desc`.execute(db);
  return rows;
}

export async function upsertReasonCodes(tx: Transaction, reasons: readonly ReasonCode[]): Promise<void> {
  const c = <T>(pick: (reason: ReasonCode) => T): T[] => reasons.map(pick);
  await sql`
    insert into company.reason_code (tenant_id, code, name, kind, posts_to)
    select ${tx.tenantId}, r.*
    from unnest(${c((r) => r.code)}::text[], ${c((r) => r.name)}::text[], ${c((r) => r.kind)}::text[], ${c((r) => r.postsTo)}::text[]) as r
    on conflict (tenant_id, code) do update set name = excluded.name, kind = excluded.kind, posts_to = excluded.posts_to,
      archived_at = null`.execute(tx.db);
}

/** The reason codes in use, by kind and code. */
export async function loadReasonCodes(db: Sql, tenantId: bigint): Promise<ReasonCode[]> {
  const { rows } = await sql<ReasonCode>`
    select code, name, kind, posts_to as "postsTo" from company.reason_code
    where tenant_id = ${tenantId} and archived_at is null order by kind, code`.execute(db);
  return rows;
}
