/**
 * Posting written by hand: the same rows in the same tables under the same keys and policies, in as few statements as
 * one who knows the schema would need, summaries and priorities included. It checks nothing that the keys do not check, and
 * of priorities it knows what the bench's books have: no promises, calls, notices, disputes, returned payments, insolvencies or merges.
 */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { addDays, canonicalJson } from '#kernel';
import { auditHash, payloadHash } from '#platform';

/** One invoice in company currency, as both sides are given it. */
export interface PlainInvoice {
  readonly number: string;
  readonly accountId: bigint;
  readonly day: string;
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
}

/** Runs a statement; the bench gives the bare driver, or one that prepares each text once. */
export interface Hand {
  query(text: string, values?: unknown[]): Promise<pg.QueryResult>;
}

/** What one who writes by hand knows beforehand. */
export interface HandFacts {
  readonly tenantId: bigint;
  readonly companyId: bigint;
  readonly companyCode: string;
  readonly currency: string;
  /** The day for which priorities are kept. */
  readonly businessDay: string;
  readonly control: bigint;
  readonly revenue: bigint;
  readonly tax: bigint;
  customerOf(accountId: bigint): bigint;
}

const insertDocuments = `
  with command as materialized (select nextval('platform.command_id') as id),
  d as materialized (
    select nextval('ledger.journal_id') as journal_id, nextval('receivables.item_id') as item_id, x.*
    from unnest($3::text[], $4::bigint[], $5::bigint[], $6::date[], $7::date[], $8::bigint[], $9::bigint[])
      as x(number, account_id, customer_id, day, due_date, amount_minor, tax_minor)
  ), journal as (
    insert into ledger.journal (tenant_id, id, company_id, command_id, posting_date, document_date, kind, explanation)
    select $1, d.journal_id, $2, command.id, d.day, d.day, 'invoice', 'invoice ' || d.number || ' posted on the customer''s account.'
    from d, command
  ), lines as (
    insert into ledger.line (tenant_id, journal_id, line, account_id, item_id, currency, amount_minor, company_amount_minor)
    select $1, d.journal_id, l.line, l.account_id, l.item_id, $10, l.amount, l.amount
    from d cross join lateral (values (1::smallint, $11::bigint, d.item_id, d.amount_minor),
      (2::smallint, $12::bigint, null::bigint, d.tax_minor - d.amount_minor), (3::smallint, $13::bigint, null::bigint, -d.tax_minor))
      as l(line, account_id, item_id, amount)
  ), items as (
    insert into receivables.item (tenant_id, command_id, id, company_id, account_id, customer_id, document_type, aging_class, number,
      number_key, instalment, source, source_key, document_date, posting_date, due_date, currency, amount_minor, open_minor,
      company_amount_minor, open_company_minor, tax_minor, reference_keys, journal_id)
    select $1, command.id, d.item_id, $2, d.account_id, d.customer_id, 'invoice', 'debit', d.number, d.number, 1, 'import', d.number, d.day,
      d.day, d.due_date, $10, d.amount_minor, d.amount_minor, d.amount_minor, d.amount_minor, d.tax_minor, array[d.number], d.journal_id
    from d, command
  )
  select d.item_id, command.id as command_id from d, command order by d.item_id`;

const updateSummaries = `
  insert into receivables.summary as old (tenant_id, account_id, currency, company_id, open_minor, debit_minor, credit_minor,
    unapplied_minor, open_items, oldest_due_date)
  select $1, x.account_id, $4, $2, sum(x.amount), sum(x.amount), 0, 0, count(*), min(x.due_date)
  from unnest($3::bigint[], $5::bigint[], $6::date[]) as x(account_id, amount, due_date) group by x.account_id
  on conflict (tenant_id, account_id, currency) do update set open_minor = old.open_minor + excluded.open_minor,
    debit_minor = old.debit_minor + excluded.debit_minor, open_items = old.open_items + excluded.open_items,
    oldest_due_date = least(old.oldest_due_date, excluded.oldest_due_date)`;

/** The rule of src/modules/collections/rules/priority.ts for what these books have, in SQL. */
const keepPriorities = `
  with per_currency as (
    select account_id, currency, sum(open_minor) as open, coalesce(sum(open_minor) filter (where overdue), 0) as overdue,
      sum(open_company_minor) as open_company, coalesce(sum(open_company_minor) filter (where overdue), 0) as overdue_company,
      coalesce(-sum(open_company_minor) filter (where open_minor < 0), 0) as credit, min(due_date) filter (where overdue) as oldest
    from (select account_id, currency, open_minor, open_company_minor, due_date,
        aging_class = 'debit' and open_minor > 0 and due_date < $4::date and coalesce(special_gl, '') not in ('bill', 'withholding_tax') as overdue
      from receivables.item where tenant_id = $1 and account_id = any($3::bigint[]) and open_minor <> 0 and not noted) i
    group by account_id, currency
  ), money as (
    select account_id, sum(open_company)::bigint as open, sum(overdue_company)::bigint as overdue, sum(credit)::bigint as credit,
      coalesce($4::date - min(oldest), 0) as days,
      jsonb_agg(jsonb_build_object('currency', currency, 'open', to_char(open / 100, 'FM999999999999990.00'),
        'overdue', to_char(overdue / 100, 'FM999999999999990.00')) order by currency) as balances
    from per_currency group by account_id
  ), points as (
    select *, floor(least(40, (length(overdue::text) - 1 + ('0.' || substr(overdue::text, 2, 2))::float8) * 5) * 10 + 0.5) / 10 as amount_points,
      floor(least(25, days / 4.0::float8) * 10 + 0.5) / 10 as age_points, case when days > 30 then 10 else 0 end::float8 as silence_points
    from money
  ), told as (
    select p.*, (select jsonb_agg(jsonb_build_object('code', r.code, 'text', r.text, 'points', r.points) order by r.points desc, r.place)
      from (values (1, 'overdue_amount', $5 || ' ' || to_char(overdue / 100.0, 'FM999999999999990.00') || ' is overdue', amount_points),
        (2, 'age', 'the oldest item is ' || days || ' days late', age_points),
        (3, 'silence', 'nobody has been in contact yet', silence_points)) as r(place, code, text, points) where r.points > 0) as reasons
    from points p where overdue > 0
    union all select p.*, '[]'::jsonb from points p where overdue = 0
  )
  insert into collections.priority as old (tenant_id, account_id, company_id, portfolio_id, listed, priority, reasons, next_action, not_listed, balances,
    open_company_minor, overdue_company_minor, merged_into_account_id)
  select $1, a.id, $2, a.portfolio_id, t.overdue > t.credit, case when t.overdue > 0 then floor((amount_points + age_points + silence_points) * 10 + 0.5) / 10 else 0 end,
    t.reasons,
    case when t.days > 30 then '{"code": "call", "text": "Call, and ask what stands in the way."}'
      when t.overdue > 0 then '{"code": "remind", "text": "The reminder goes out by itself; look in when it has had its time."}'
      else '{"code": "none", "text": "Nothing to do."}' end::jsonb,
    case when t.overdue = 0 then '{"code": "nothing_overdue", "text": "Nothing is overdue."}'
      when t.credit >= t.overdue then '{"code": "covered", "text": "Open credits and unapplied cash cover what is overdue."}' end::jsonb,
    t.balances, t.open, t.overdue, null
  from told t join customers.account a on a.tenant_id = $1 and a.id = t.account_id
  on conflict (tenant_id, account_id) do update set portfolio_id = excluded.portfolio_id, listed = excluded.listed, priority = excluded.priority,
    reasons = excluded.reasons, next_action = excluded.next_action, not_listed = excluded.not_listed, balances = excluded.balances,
    open_company_minor = excluded.open_company_minor, overdue_company_minor = excluded.overdue_company_minor
  where (old.portfolio_id, old.listed, old.priority, old.reasons, old.next_action, old.not_listed, old.balances, old.open_company_minor, old.overdue_company_minor)
    is distinct from (excluded.portfolio_id, excluded.listed, excluded.priority, excluded.reasons, excluded.next_action, excluded.not_listed, excluded.balances,
      excluded.open_company_minor, excluded.overdue_company_minor)`;

const seal = `
  with entries as (
    insert into receivables.entry (tenant_id, seq, item_id, company_id, account_id, aging_class, currency, document_date, due_date,
      effective_date, amount_minor, company_amount_minor, ordinal)
    select $1, $2, e.item_id, $3, e.account_id, 'debit', $4, e.day, e.due_date, e.day, e.amount, e.amount, (e.place - 1)::integer
    from unnest($5::bigint[], $6::bigint[], $7::date[], $8::date[], $9::bigint[]) with ordinality
      as e(item_id, account_id, day, due_date, amount, place)
  ), record as (
    insert into platform.audit (tenant_id, seq, command_id, recorded_at, person_id, operation, reason, source, counts, payload_hash, previous_hash, hash)
    values ($1, $2, $10, $11::timestamptz, 1, 'receivables.post-documents', $12, 'bench', $13::jsonb, $14, $15, $16)
  ), payload as (
    insert into platform.audit_payload (tenant_id, seq, salt, payload) values ($1, $2, $17, $18)
  )
  update platform.head set hash = $16 where tenant_id = $1`;

/** Posts these invoices in one transaction: nine round trips for any number of them. Accounts are locked in id order. */
export async function postByHand(
  client: Hand,
  facts: HandFacts,
  invoices: readonly PlainInvoice[],
  now: string,
): Promise<void> {
  const { tenantId, companyId, currency } = facts;
  const accounts = invoices.map((one) => one.accountId);
  const days = invoices.map((one) => one.day);
  const dueDates = invoices.map((one) => addDays(one.day, 30));
  const amounts = invoices.map((one) => one.amountMinor);
  await client.query(`begin; set local app.tenant = '${tenantId}'; set local app.tenants = '{${tenantId}}'`);
  await client.query(
    'select state from ledger.period where tenant_id = $1 and company_id = $2 and month = any($3::text[]) order by month for share',
    [tenantId, companyId, [...new Set(days.map((day) => day.slice(0, 7)))]],
  );
  await client.query(
    'select id from customers.account where tenant_id = $1 and id = any($2::bigint[]) order by id for update',
    [tenantId, accounts],
  );
  const { rows } = await client.query(insertDocuments, [
    tenantId,
    companyId,
    invoices.map((one) => one.number),
    accounts,
    accounts.map(facts.customerOf),
    days,
    dueDates,
    amounts,
    invoices.map((one) => one.taxMinor),
    currency,
    facts.control,
    facts.revenue,
    facts.tax,
  ]);
  await client.query(updateSummaries, [tenantId, companyId, accounts, currency, amounts, dueDates]);
  await client.query(keepPriorities, [tenantId, companyId, accounts, facts.businessDay, currency]);
  const head = await client.query(
    `update platform.head set seq = seq + 1, recorded_at = greatest(recorded_at + interval '1 microsecond', $2::timestamptz)
     where tenant_id = $1 returning seq, recorded_at, hash`,
    [tenantId, now],
  );
  const { seq, recorded_at: recordedAt, hash: previousHash } = head.rows[0];
  const salt = randomBytes(16);
  const payload = canonicalJson({
    company: facts.companyCode,
    documents: invoices.map((one) => ({ number: one.number, amountMinor: one.amountMinor })),
  });
  const record = {
    previousHash,
    tenantId,
    seq,
    commandId: rows[0].command_id,
    recordedAt,
    personId: 1n,
    operation: 'receivables.post-documents',
    reason: `${invoices.length} documents were posted.`,
    source: 'bench',
    counts: { journals: invoices.length, documents: invoices.length, 'documents.invoice': invoices.length },
    payloadHash: payloadHash(salt, payload),
  };
  await client.query(seal, [
    tenantId,
    seq,
    companyId,
    currency,
    rows.map((row) => row.item_id),
    accounts,
    days,
    dueDates,
    amounts,
    record.commandId,
    recordedAt,
    record.reason,
    JSON.stringify(record.counts),
    record.payloadHash,
    previousHash,
    auditHash(record),
    salt,
    payload,
  ]);
  await client.query('commit');
}
