/** What the books say, as text without ids (those may have gaps after a rollback): to compare two ways to the same end. */
import { createHash } from 'node:crypto';
import type pg from 'pg';

const questions: Readonly<Record<string, string>> = {
  items: `select i.number || ' ' || i.document_type || ' ' || i.amount_minor || ' ' || i.open_minor || ' ' || i.currency from receivables.item i where i.source not in ('dunwell', 'bank') or i.document_type <> 'payment' order by 1`,
  'number series': `select series || ' ' || year || ' ' || last_number from platform.number_counter order by 1`,
  journals: `select j.posting_date || ' ' || j.kind || ' ' || regexp_replace(j.explanation, '[0-9]+', '#', 'g') || ' ' || string_agg(a.code || ' ' || l.amount_minor, ', ' order by a.code, l.amount_minor) from ledger.journal j join ledger.line l on l.journal_id = j.id join ledger.account a on a.id = l.account_id group by j.id, j.posting_date, j.kind, j.explanation order by 1`,
  receipts: `select l.booking_date || ' ' || l.amount_minor || ' ' || r.state || ' ' || r.explanation from cash.receipt r join cash.bank_line l on l.id = r.bank_line_id order by 1`,
  lines: `select booking_date || ' ' || amount_minor || ' ' || state || ' ' || remittance from cash.bank_line order by 1`,
  allocations: `select c.number || ' pays ' || d.number || ' ' || a.debit_amount_minor from receivables.allocation a join receivables.item c on c.id = a.credit_item_id join receivables.item d on d.id = a.debit_item_id where c.document_type <> 'payment' order by 1`,
  messages: `select m.account_id || ' ' || m.currency || ' ' || m.proposed_date || ' ' || m.state || ' ' || coalesce(m.subject, '') from correspondence.message m order by 1`,
  levels: `select i.number || ' ' || l.level || ' ' || l.last_notice_date from collections.item_level l join receivables.item i on i.id = l.item_id order by 1`,
  promises: `select account_id || ' ' || amount_minor || ' ' || state || ' ' || received_minor from promises.promise order by 1`,
  priorities: `select account_id || ' ' || priority || ' ' || listed || ' ' || balances from collections.priority order by 1`,
};

/** The facts by subject, each a sorted list of sentences. The client must see every row. */
export async function factsOf(client: pg.Client): Promise<Record<string, string[]>> {
  const facts: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(questions))
    facts[name] = (await client.query<Record<string, string>>(text)).rows.map((row) => Object.values(row)[0]!);
  return facts;
}

/** One digest of all facts. */
export async function digestOfFacts(client: pg.Client): Promise<string> {
  return createHash('sha256')
    .update(JSON.stringify(await factsOf(client)))
    .digest('hex');
}
