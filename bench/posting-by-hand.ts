/**
 * Posting written by hand: the same rows in the same tables under the same keys and policies, in as few statements as
 * one who knows the schema would need. It checks nothing that the keys do not check.
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

/** Posts these invoices in one transaction: eight round trips for any number of them. Accounts are locked in id order. */
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
