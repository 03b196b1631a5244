/**
 * What the lists of the workbench show beside customers and items: the bank's lines and receipts of two years of payments,
 * promises, reminders of five hundred runs. Written as whole sets beside what the commands made, so that lists can be measured.
 */
import type pg from 'pg';
import { createBankAccount } from '#cash';
import { makeIban } from '#kernel';
import { loadChart } from '#ledger';
import { runQuery } from '#platform';
import { type Books, must, today } from './books.ts';

const runs = 500;

/** Rows of each list; as many receipts as there are payments. */
export interface ListRows {
  readonly receipts: number;
  readonly promises: number;
  readonly reminders: number;
  readonly runs: number;
}

/** Fills the tables behind the lists: a promise for each customer, two reminders for each. */
export async function fillLists(books: Books, owner: pg.Client): Promise<ListRows> {
  const { engine, caller, company, tenantId, accounts } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const number = makeIban('DE', '370400440000000077');
  const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
  must(await createBankAccount(engine, caller, { company, number, currency: 'EUR', name: 'House bank', glAccountId }));
  await owner.query("set statement_timeout = 0; set work_mem = '256MB'; set synchronous_commit = off");
  await owner.query(
    `insert into cash.bank_file (tenant_id, name, sha256, format, command_id) values ($1, 'bench', 'bench', 'mt940', 1)`,
    [tenantId],
  );
  await owner.query(
    `insert into cash.statement (tenant_id, bank_account_id, bank_file_id, number, from_date, to_date, state)
     select $1, b.id, f.id, '1', $2::date - 800, $2::date, 'accepted'
     from cash.bank_account b, cash.bank_file f where b.tenant_id = $1 and b.name = 'House bank' and f.tenant_id = $1 and f.sha256 = 'bench'`,
    [tenantId, today],
  );
  await owner.query(
    `insert into cash.bank_line (tenant_id, bank_account_id, company_id, statement_id, booking_date, value_date, amount_minor, currency,
       reversal, counterparty_name, counterparty_account, remittance, details, identity_key, occurrence, state)
     select $1, s.bank_account_id, $2, s.id, i.posting_date, i.posting_date, -i.amount_minor, i.currency, false, c.name,
       'DE' || lpad(c.id::text, 20, '0'), 'Invoice ' || replace(i.number, 'PAY', 'INV'), '{}', i.number, 0, 'posted'
     from receivables.item i join customers.customer c on c.tenant_id = $1 and c.id = i.customer_id
     cross join (select id, bank_account_id from cash.statement where tenant_id = $1 order by id desc limit 1) s
     where i.tenant_id = $1 and i.company_id = $2 and i.document_type = 'payment' and i.number like 'PAY%' order by i.id`,
    [tenantId, company.id],
  );
  const receipts = await owner.query(
    `insert into cash.receipt (tenant_id, company_id, bank_line_id, account_id, item_id, number, value_date, posting_date, currency,
       amount_minor, state, decision, confidence, explanation)
     select $1, $2, l.id, i.account_id, i.id, 'R' || l.id, l.value_date, l.booking_date, l.currency, l.amount_minor,
       case when i.open_minor = 0 then 'applied' else 'unapplied' end, case when i.open_minor = 0 then 'apply' else 'on_account' end, 0.99,
       'Named in the bank text.'
     from cash.bank_line l join receivables.item i on i.tenant_id = $1 and i.company_id = $2 and i.number_key = l.identity_key
     where l.tenant_id = $1 and i.document_type = 'payment'`,
    [tenantId, company.id],
  );
  const promises = await owner.query(
    `insert into promises.promise (tenant_id, company_id, account_id, currency, amount_minor, made_date, promised_date, contact_name, note,
       state, received_minor, judged_date)
     select $1, $2, a.id, 'EUR', 10000 + (a.id * 7919) % 5000000, $3::date - (a.id % 700)::integer, $3::date - (a.id % 700)::integer + 7,
       'Accounts payable', case when a.id % 3 = 0 then 'Said so on the phone.' end,
       (array['kept', 'broken', 'part_kept', 'cancelled'])[1 + a.id % 4], case when a.id % 4 = 0 then 10000 else 0 end,
       $3::date - (a.id % 700)::integer + 10
     from customers.account a where a.tenant_id = $1 and a.company_id = $2`,
    [tenantId, company.id, today],
  );
  await owner.query(
    `insert into collections.dunning_run (tenant_id, company_id, run_date)
     select $1, $2, $3::date - n from generate_series(1, ${runs}) n`,
    [tenantId, company.id, today],
  );
  const reminders = await owner.query(
    `with drawn as (
       select a.id as account_id, n, 1 + (a.id * 7 + n * 251) % ${runs} as back from customers.account a, generate_series(1, 2) n
       where a.tenant_id = $1 and a.company_id = $2
     ), made as (
       insert into correspondence.message (tenant_id, company_id, account_id, kind, currency, language, recipient_name, recipient_address,
         source_key, proposed_date, facts, state, state_at)
       select $1, $2, account_id, 'dunning_notice', 'EUR', 'en', 'Accounts payable', 'c' || account_id || '@example.org',
         'bench ' || account_id || ' ' || n, $3::date - back::integer, '{}', case when (account_id + n) % 6 = 0 then 'suppressed' else 'sent' end, now()
       from drawn returning id, account_id, proposed_date, state
     ), why as (
       insert into correspondence.suppression (tenant_id, message_id, check_code, reason)
       select $1, id, 'covered', 'open credits and unapplied cash cover what is due' from made where state = 'suppressed'
     )
     insert into collections.dunning_run_message (tenant_id, message_id, run_id, level, items, net_minor)
     select $1, m.id, r.id, case when m.state = 'sent' then 1 + m.account_id % 3 end, 1 + m.account_id % 9,
       case when m.state = 'sent' then 10000 + (m.account_id * 7919) % 900000 end
     from made m join collections.dunning_run r on r.tenant_id = $1 and r.company_id = $2 and r.run_date = m.proposed_date`,
    [tenantId, company.id, today],
  );
  for (const table of [
    'cash.bank_line',
    'cash.receipt',
    'promises.promise',
    'correspondence.message',
    'correspondence.suppression',
    'collections.dunning_run',
    'collections.dunning_run_message',
  ])
    await owner.query(`vacuum analyze ${table}`);
  const count = (result: pg.QueryResult): number => result.rowCount ?? 0;
  if (count(promises) !== accounts.length) throw new Error(`lists: ${count(promises)} promises were written`);
  return { receipts: count(receipts), promises: count(promises), reminders: count(reminders), runs };
}
