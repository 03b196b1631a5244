/**
 * Verify: every invariant of the books over the whole database of a tenant. Each check counts what it looked at, so that
 * an empty check cannot pass for a sound one, and names its first offenders.
 */
import { loadWrongReceiptStates } from '#cash';
import { levelsOf, priorityRows } from '#collections';
import { canonicalJson } from '#kernel';
import { type Engine, loadNumberCounters, runQuery, type Sql, sql, verifyAudit } from '#platform';
import { loadSummaries, specialGlAccounts, summaryOf } from '#receivables';
import type { CheckReport, VerifyReport } from '../model.ts';
import { bankPostingFaults } from './reconcile-bank.ts';

const kept = 20;

type Check = (db: Sql, tenantId: bigint) => Promise<{ checked: number; offenders: string[] }>;

interface Counted {
  checked: bigint;
}

/** A check in SQL: `total` counts the facts, `offenders` selects a sentence for each that does not hold. */
const sqlCheck =
  (
    total: (tenantId: bigint) => ReturnType<typeof sql<Counted>>,
    offenders: (tenantId: bigint) => ReturnType<typeof sql<{ text: string }>>,
  ): Check =>
  async (db, tenantId) => ({
    checked: Number((await total(tenantId).execute(db)).rows[0]!.checked),
    offenders: (await offenders(tenantId).execute(db)).rows.map((row) => row.text),
  });

/** The control account that an item stands in, by its special GL indicator. */
const controlPurposes = ['receivables_control', ...Object.values(specialGlAccounts)];
const controlOf = sql`case special_gl ${sql.join(
  Object.entries(specialGlAccounts).map(
    ([indicator, purpose]) => sql`when ${sql.lit(indicator)} then ${sql.lit(purpose)}`,
  ),
  sql` `,
)} else 'receivables_control' end`;

/**
 * Tax of down payments that stand: their own, what moved out of them and what clearings released, a row each. Negative as the
 * items; in company currency at the rate of the item that bears it.
 */
const heldTax = (t: bigint) => sql`
  with own as (
    select i.id as item_id, i.number, i.company_id, i.currency, i.open_minor, coalesce(x.country, c.country) as country, x.tax_code,
      coalesce(x.account_id, (select a.id from ledger.v_account a
        where a.tenant_id = ${t} and a.company_id = i.company_id and a.purpose = 'tax_payable')) as account_id,
      coalesce(x.tax_minor, i.tax_minor) as tax, round(i.company_amount_minor::numeric * coalesce(x.tax_minor, i.tax_minor) / i.amount_minor) as company_tax
    from receivables.v_item i join company.v_company c on c.tenant_id = ${t} and c.id = i.company_id
    left join receivables.v_item_tax x on x.tenant_id = ${t} and x.item_id = i.id
    where i.tenant_id = ${t} and i.special_gl = 'down_payment' and i.document_type <> 'reversal' and i.tax_minor <> 0 and i.amount_minor < 0
      and i.reversed_by is null
  )
  select item_id, number, company_id, currency, open_minor, country, tax_code, account_id, tax as own, tax, company_tax from own
  union all
  select o.item_id, o.number, o.company_id, o.currency, o.open_minor, x.country, x.tax_code, x.account_id, 0, x.tax_minor,
    round(i.company_amount_minor::numeric * x.tax_minor / i.amount_minor)
  from (select distinct item_id, number, company_id, currency, open_minor from own) o
  join receivables.v_item_tax x on x.tenant_id = ${t} and x.adjusts_item_id = o.item_id
  join receivables.v_item i on i.tenant_id = ${t} and i.id = x.item_id
  union all
  select o.item_id, o.number, o.company_id, o.currency, o.open_minor, r.country, r.tax_code, r.account_id, 0, r.tax_minor, r.company_tax_minor
  from (select distinct item_id, number, company_id, currency, open_minor from own) o
  join receivables.v_released_tax r on r.tenant_id = ${t} and r.item_id = o.item_id`;

const checks: Readonly<Record<string, Check>> = {
  'journals balance in company currency': sqlCheck(
    (t) => sql`select count(*) as checked from ledger.v_journal where tenant_id = ${t}`,
    (t) => sql`
      select format('journal %s is out of balance by %s minor units', j.id, coalesce(sum(l.company_amount_minor), 0)) as text
      from ledger.v_journal j left join ledger.v_line l on l.tenant_id = ${t} and l.journal_id = j.id
      where j.tenant_id = ${t} group by j.id having count(l.line) < 2 or sum(l.company_amount_minor) <> 0 order by j.id`,
  ),
  'journals balance in each transaction currency': sqlCheck(
    (t) => sql`select count(distinct (journal_id, currency)) as checked from ledger.v_line where tenant_id = ${t}`,
    (t) => sql`
      select format('journal %s is out of balance by %s minor units of %s', journal_id, sum(amount_minor), currency) as text
      from ledger.v_line where tenant_id = ${t} group by journal_id, currency having sum(amount_minor) <> 0 order by journal_id`,
  ),
  'control accounts move with the items on every day': sqlCheck(
    (t) =>
      sql`select count(distinct (company_id, currency, effective_date)) as checked from receivables.v_entry where tenant_id = ${t}`,
    (t) => sql`
      with control as (
        select j.company_id, l.currency, j.posting_date as day, sum(l.amount_minor)::bigint as amount,
          sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id and a.purpose = any(${controlPurposes}::text[])
        join ledger.v_journal j on j.tenant_id = ${t} and j.id = l.journal_id
        where l.tenant_id = ${t} group by 1, 2, 3
      ), items as (
        select company_id, currency, effective_date as day, sum(amount_minor)::bigint as amount,
          sum(company_amount_minor)::bigint as company_amount
        from receivables.v_entry where tenant_id = ${t} group by 1, 2, 3
      )
      select format('company %s, %s on %s: the control accounts moved by %s (%s in company currency), the items by %s (%s)', company_id,
        currency, day, coalesce(c.amount, 0), coalesce(c.company_amount, 0), coalesce(i.amount, 0), coalesce(i.company_amount, 0)) as text
      from control c full join items i using (company_id, currency, day)
      where (coalesce(c.amount, 0), coalesce(c.company_amount, 0)) <> (coalesce(i.amount, 0), coalesce(i.company_amount, 0))
      order by company_id, currency, day`,
  ),
  'revaluations are posted as worked out and taken back on the first of the next month': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_revaluation where tenant_id = ${t}`,
    (t) => sql`
      select format('revaluation of %s in company %s, %s: %s posted, %s worked out', r.month, r.company_id, r.currency,
        coalesce(l.amount, 0), r.adjustment_minor) as text
      from receivables.v_revaluation r
      join ledger.v_journal j on j.tenant_id = ${t} and j.id = r.journal_id
      join ledger.v_journal b on b.tenant_id = ${t} and b.id = r.reversal_journal_id
      left join lateral (
        select sum(x.company_amount_minor) as amount from ledger.v_line x
        join ledger.v_account a on a.tenant_id = ${t} and a.id = x.account_id and a.purpose = 'receivables_revaluation'
        where x.tenant_id = ${t} and x.journal_id = r.journal_id
      ) l on true
      where r.tenant_id = ${t} and (l.amount is distinct from r.adjustment_minor or b.reversal_of is distinct from r.journal_id
        or to_char(j.posting_date, 'YYYY-MM') <> r.month or b.posting_date <> j.posting_date + 1 or extract(day from b.posting_date) <> 1)
      union all
      select format('revaluation of %s in company %s, %s: posted in all %s, worth less carried is %s', month, company_id, currency, posted, due)
      from (
        select distinct on (company_id, month, control_account_id, currency) company_id, month, currency,
          sum(adjustment_minor) over (partition by company_id, month, control_account_id, currency) as posted,
          revalued_minor - carried_minor as due
        from receivables.v_revaluation r join platform.audit a on a.tenant_id = ${t} and a.command_id = r.command_id
        where r.tenant_id = ${t} order by company_id, month, control_account_id, currency, a.seq desc
      ) s where posted <> due`,
  ),
  'customers are insolvent as long as proceedings stand over them': sqlCheck(
    (t) => sql`select count(distinct customer_id) as checked from customers.v_insolvency where tenant_id = ${t}`,
    (t) => sql`
      select distinct format('customer %s is marked insolvent since %s, its proceedings stand since %s', a.number,
        coalesce(a.insolvent_since::text, 'never'), coalesce(n.opened_on::text, 'never')) as text
      from customers.v_account a
      left join customers.v_insolvency n on n.tenant_id = ${t} and n.customer_id = a.customer_id and n.ended_seq is null
      where a.tenant_id = ${t} and a.insolvent_since is distinct from n.opened_on order by 1`,
  ),
  'closed months took nothing after they were closed': sqlCheck(
    (t) => sql`select count(*) as checked from ledger.v_period_change where tenant_id = ${t}`,
    (t) => sql`
      with postings as (
        select company_id, command_id, to_char(posting_date, 'YYYY-MM') as month from ledger.v_journal where tenant_id = ${t}
        union select company_id, command_id, to_char(effective_date, 'YYYY-MM') from receivables.v_allocation where tenant_id = ${t}
      ), changes as (
        select company_id, month, seq, to_state,
          lead(seq, 1, 9223372036854775807) over (partition by company_id, month order by seq) as until_seq
        from ledger.v_period_change where tenant_id = ${t}
      )
      select format('command %s posted in %s of company %s, which was %s', p.command_id, p.month, p.company_id,
        replace(c.to_state, '_', '-')) as text
      from changes c join postings p on p.company_id = c.company_id and p.month = c.month
      join platform.audit a on a.tenant_id = ${t} and a.command_id = p.command_id and a.seq > c.seq and a.seq < c.until_seq
      where c.to_state = 'closed' or c.to_state = 'soft_closed' and not exists (
        select from ledger.v_late_posting l where l.tenant_id = ${t} and l.company_id = p.company_id and l.month = p.month
          and l.command_id = p.command_id)
      order by p.command_id`,
  ),
  'control accounts equal the open items, each by currency': sqlCheck(
    (t) =>
      sql`select count(distinct (company_id, special_gl, currency)) as checked from receivables.v_item where tenant_id = ${t} and not noted`,
    (t) => sql`
      with control as (
        select a.company_id, a.purpose, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = any(${controlPurposes}::text[]) group by 1, 2, 3
      ), items as (
        select company_id, ${controlOf} as purpose, currency, sum(open_minor)::bigint as amount, sum(open_company_minor)::bigint as company_amount
        from receivables.v_item where tenant_id = ${t} and not noted group by 1, 2, 3
      )
      select format('company %s, %s, %s: the control account holds %s (%s in company currency), the open items %s (%s) (minor units)', company_id,
        purpose, currency, coalesce(c.amount, 0), coalesce(c.company_amount, 0), coalesce(i.amount, 0), coalesce(i.company_amount, 0)) as text
      from control c full join items i using (company_id, purpose, currency)
      where (coalesce(c.amount, 0), coalesce(c.company_amount, 0)) <> (coalesce(i.amount, 0), coalesce(i.company_amount, 0))
      order by company_id, purpose, currency`,
  ),
  'items equal their lines in the control account': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_item where tenant_id = ${t} and not noted`,
    (t) => sql`
      with lines as (
        select l.journal_id, l.item_id, a.purpose, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and l.item_id is not null group by 1, 2, 3
      )
      select format('item %s (%s): posted %s, in its control account %s', i.id, i.number, i.amount_minor, coalesce(l.amount, 0)) as text
      from receivables.v_item i
      left join lines l on l.journal_id = i.journal_id and l.purpose = ${controlOf}
        and l.item_id = case when i.document_type = 'reversal' then i.linked_item_id else i.id end
      where i.tenant_id = ${t} and not i.noted
        and (i.amount_minor, i.company_amount_minor) is distinct from (l.amount, l.company_amount) order by i.id`,
  ),
  'reversing journals negate exactly': sqlCheck(
    (t) => sql`select count(*) as checked from ledger.v_journal where tenant_id = ${t} and reversal_of is not null`,
    (t) => sql`
      select distinct format('journal %s does not negate journal %s', j.id, j.reversal_of) as text
      from ledger.v_journal j
      join ledger.v_line l on l.tenant_id = ${t} and l.journal_id in (j.id, j.reversal_of)
      where j.tenant_id = ${t} and j.reversal_of is not null
      group by j.id, j.reversal_of, l.account_id, l.item_id, l.currency
      having sum(l.amount_minor) <> 0 or sum(l.company_amount_minor) <> 0`,
  ),
  'noted items stay out of the books': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_item where tenant_id = ${t} and noted`,
    (t) => sql`
      select format('noted item %s (%s) has a journal, an entry or an allocation, or asks for %s of %s', i.id, i.number, i.open_minor, i.amount_minor) as text
      from receivables.v_item i
      where i.tenant_id = ${t} and i.noted and (i.journal_id is not null
        or exists (select 1 from receivables.v_entry e where e.tenant_id = ${t} and e.item_id = i.id)
        or exists (select 1 from receivables.v_allocation a where a.tenant_id = ${t} and i.id in (a.credit_item_id, a.debit_item_id))
        or i.document_type = 'down_payment_request' and i.open_minor <> case when i.reversed_by is not null then 0
          else greatest(0, i.amount_minor + coalesce((select sum(d.amount_minor)::bigint from receivables.v_item d
            where d.tenant_id = ${t} and d.linked_item_id = i.id and d.document_type = 'down_payment' and d.reversed_by is null), 0)) end)
      order by i.id`,
  ),
  'tax by code sums to the tax of each item': sqlCheck(
    (t) => sql`select count(distinct item_id) as checked from receivables.v_item_tax where tenant_id = ${t}`,
    (t) => sql`
      select format('item %s (%s): tax %s, by code %s', i.id, i.number, i.tax_minor, sum(x.tax_minor)) as text
      from receivables.v_item_tax x join receivables.v_item i on i.tenant_id = ${t} and i.id = x.item_id
      where x.tenant_id = ${t} group by i.id, i.number, i.tax_minor, i.amount_minor
      having sum(x.tax_minor) <> i.tax_minor or abs(sum(x.base_minor + x.tax_minor)) > abs(i.amount_minor) order by i.id`,
  ),
  'no item gives up more tax than it holds': sqlCheck(
    (t) =>
      sql`select count(distinct adjusts_item_id) as checked from receivables.v_item_tax where tenant_id = ${t} and adjusts_item_id is not null`,
    (t) => sql`
      with taken as (
        select adjusts_item_id as id, sum(tax_minor)::bigint as tax from receivables.v_item_tax
        where tenant_id = ${t} and adjusts_item_id is not null group by 1
      )
      select format('item %s (%s) holds tax of %s, and %s was taken out of it', i.id, i.number, i.tax_minor, -taken.tax) as text
      from taken join receivables.v_item i on i.tenant_id = ${t} and i.id = taken.id
      where (i.tax_minor + taken.tax) * sign(i.amount_minor) < 0 and not exists (
        -- A credit memo may tell more tax than is left; then it is the customer's paper that says so.
        select 1 from receivables.v_item_tax x join receivables.v_item c on c.tenant_id = ${t} and c.id = x.item_id
        where x.tenant_id = ${t} and x.adjusts_item_id = i.id and c.document_type = 'credit_memo')
      order by i.id`,
  ),
  'tax waiting for bad-debt relief equals its queue': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_bad_debt_relief where tenant_id = ${t}`,
    (t) => sql`
      with account as (
        select a.company_id, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'bad_debt_tax' group by 1, 2
      ), queue as (
        select r.company_id, r.currency, sum(m.amount_minor)::bigint as amount, sum(m.company_amount_minor)::bigint as company_amount
        from receivables.v_bad_debt_relief r join receivables.v_bad_debt_relief_move m on m.tenant_id = ${t} and m.relief_id = r.id
        where r.tenant_id = ${t} group by 1, 2
      )
      select format('company %s, %s: the account holds %s (%s in company currency), the queue %s (%s) (minor units)', company_id, currency,
        coalesce(a.amount, 0), coalesce(a.company_amount, 0), coalesce(q.amount, 0), coalesce(q.company_amount, 0)) as text
      from account a full join queue q using (company_id, currency)
      where (coalesce(a.amount, 0), coalesce(a.company_amount, 0)) <> (coalesce(q.amount, 0), coalesce(q.company_amount, 0))
      union all
      select format('relief %s: %s waits of tax of %s', r.id, sum(m.amount_minor), r.tax_minor)
      from receivables.v_bad_debt_relief r join receivables.v_bad_debt_relief_move m on m.tenant_id = ${t} and m.relief_id = r.id
      where r.tenant_id = ${t} group by r.id, r.tax_minor having sum(m.amount_minor) not between 0 and r.tax_minor`,
  ),
  'tax on down payments equals what they hold': sqlCheck(
    (t) =>
      sql`select count(*) as checked from receivables.v_item where tenant_id = ${t} and special_gl = 'down_payment' and tax_minor <> 0`,
    (t) => sql`
      with account as (
        select a.company_id, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as company_amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'down_payment_tax' group by 1, 2
      ), held as (
        select company_id, currency, -sum(tax)::bigint as amount, -sum(company_tax)::bigint as company_amount
        from (${heldTax(t)}) h group by 1, 2
      )
      select format('company %s, %s: the account holds %s (%s in company currency), the down payments %s (%s) (minor units)', company_id, currency,
        coalesce(a.amount, 0), coalesce(a.company_amount, 0), coalesce(h.amount, 0), coalesce(h.company_amount, 0)) as text
      from account a full join held h using (company_id, currency)
      where (coalesce(a.amount, 0), coalesce(a.company_amount, 0)) <> (coalesce(h.amount, 0), coalesce(h.company_amount, 0))
      order by company_id, currency`,
  ),
  'down payments hold no more tax than their own, and none when they are used': sqlCheck(
    (t) =>
      sql`select count(*) as checked from receivables.v_item where tenant_id = ${t} and special_gl = 'down_payment' and tax_minor <> 0`,
    (t) => sql`
      select format('down payment %s (item %s) holds tax of %s of its %s with %s open; take its last clearing (or transfer) back and make it again', number,
        item_id, -sum(tax), -sum(own), -open_minor) as text
      from (${heldTax(t)}) h group by item_id, number, open_minor, country, tax_code, account_id
      having not (sum(tax) between sum(own) and 0) or open_minor = 0 and sum(tax) <> 0 order by item_id`,
  ),
  'money is taken as a down payment once': sqlCheck(
    (t) =>
      sql`select count(*) as checked from receivables.v_item where tenant_id = ${t} and document_type = 'down_payment' and amount_minor < 0`,
    // What took it out of its source stands on the account of the source.
    (t) => sql`
      select format('%s was taken out of a down payment once more, and its tax is owed twice; reverse it', number) as text
      from receivables.v_item where tenant_id = ${t} and document_type = 'down_payment' and special_gl = 'down_payment' and amount_minor > 0
        and reversed_by is null order by id`,
  ),
  'open amounts equal original amounts less allocations': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_item where tenant_id = ${t}`,
    (t) => sql`
      with allocated as (
        select item_id, sum(amount)::bigint as amount from (
          select credit_item_id as item_id, credit_amount_minor as amount from receivables.v_allocation where tenant_id = ${t}
          union all select debit_item_id, -debit_amount_minor from receivables.v_allocation where tenant_id = ${t}
        ) a group by item_id
      )
      select format('item %s (%s): open %s, original %s with allocations %s', i.id, i.number, i.open_minor, i.amount_minor, coalesce(a.amount, 0)) as text
      from receivables.v_item i left join allocated a on a.item_id = i.id
      where i.tenant_id = ${t} and not i.noted and i.open_minor <> i.amount_minor + coalesce(a.amount, 0) order by i.id`,
  ),
  'open amounts lie between zero and the original amount': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_item where tenant_id = ${t}`,
    (t) => sql`
      select format('item %s (%s): open %s of %s', id, number, open_minor, amount_minor) as text from receivables.v_item
      where tenant_id = ${t} and (open_minor not between least(amount_minor, 0) and greatest(amount_minor, 0)
        -- A few yen may be worth less than half a cent: what is open may be nothing in company currency, never the reverse.
        or (not noted and open_minor = 0 and open_company_minor <> 0)
        or not noted and open_company_minor not between least(company_amount_minor, 0) and greatest(company_amount_minor, 0)) order by id`,
  ),
  'aging entries sum to the open amounts': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_entry where tenant_id = ${t}`,
    (t) => sql`
      with summed as (
        select item_id, sum(amount_minor)::bigint as amount, sum(company_amount_minor)::bigint as company_amount
        from receivables.v_entry where tenant_id = ${t} group by item_id
      )
      select format('item %s (%s): entries %s, open %s', i.id, i.number, coalesce(s.amount, 0), i.open_minor) as text
      from receivables.v_item i left join summed s on s.item_id = i.id
      where i.tenant_id = ${t} and not i.noted
        and (coalesce(s.amount, 0), coalesce(s.company_amount, 0)) <> (i.open_minor, i.open_company_minor) order by i.id`,
  ),
  'customer summaries equal a rebuild': async (db, tenantId) => {
    const keyed = (rows: readonly { account_id: bigint; currency: string }[]) =>
      new Map(rows.map((row) => [`${row.account_id} ${row.currency}`, canonicalJson(row)]));
    const rebuilt = keyed(
      (await sql<{ account_id: bigint; currency: string }>`${summaryOf(tenantId)}`.execute(db)).rows,
    );
    return compare(rebuilt, keyed(await loadSummaries(db, tenantId)), 'summary of account');
  },
  'priorities equal a rebuild': async (db, tenantId) => {
    const { rows: companies } = await sql<{
      id: bigint;
    }>`select id from company.v_company where tenant_id = ${tenantId} order by id`.execute(db);
    const rebuilt = new Map<string, string>();
    for (const { id } of companies) {
      for (const row of await priorityRows(db, tenantId, { companyId: id })) {
        rebuilt.set(
          row.accountId.toString(),
          canonicalJson({
            listed: row.listed,
            priority: row.priority,
            reasons: row.reasons,
            next: row.nextAction,
            not: row.notListed,
            balances: row.balances,
            merged: row.mergedIntoAccountId?.toString() ?? null,
          }),
        );
      }
    }
    const { rows } = await sql<{
      account_id: bigint;
      listed: boolean;
      priority: number;
      reasons: unknown;
      next_action: unknown;
      not_listed: unknown;
      balances: unknown;
      merged_into_account_id: bigint | null;
    }>`select account_id, listed, priority, reasons, next_action, not_listed, balances, merged_into_account_id from collections.v_priority where tenant_id = ${tenantId}`.execute(
      db,
    );
    const stored = new Map(
      rows.map((row) => [
        row.account_id.toString(),
        canonicalJson({
          listed: row.listed,
          priority: row.priority,
          reasons: row.reasons,
          next: row.next_action,
          not: row.not_listed,
          balances: row.balances,
          merged: row.merged_into_account_id?.toString() ?? null,
        }),
      ]),
    );
    return compare(rebuilt, stored, 'priority of account');
  },
  'a customer is merged into one, branch of one, and its letters go to one payer, at a time': sqlCheck(
    (t) => sql`select count(*) as checked from customers.v_relation where tenant_id = ${t}`,
    (t) => sql`
      select format('customer %s has two relations %s at once: %s and %s', a.customer_id, a.kind, a.id, b.id) as text
      from customers.v_relation a join customers.v_relation b on b.tenant_id = ${t} and b.customer_id = a.customer_id and b.kind = a.kind and b.id > a.id
      where a.tenant_id = ${t} and (a.kind <> 'alternative_payer' or (a.letters_to = 'payer' and b.letters_to = 'payer')) and a.ended_seq is null and b.ended_seq is null
        and daterange(a.from_date, a.to_date, '[]') && daterange(b.from_date, b.to_date, '[]') order by a.id`,
  ),
  'portfolios as held end with the portfolio of the account': sqlCheck(
    (t) =>
      sql`select count(distinct account_id) as checked from customers.v_portfolio_assignment where tenant_id = ${t}`,
    (t) => sql`
      select format('account %s is in portfolio %s, last held by %s', a.id, a.portfolio_id, h.portfolio_id) as text
      from customers.v_account a left join lateral (
        select portfolio_id from customers.v_portfolio_assignment p where p.tenant_id = ${t} and p.account_id = a.id order by p.seq desc limit 1
      ) h on true
      where a.tenant_id = ${t} and a.portfolio_id is distinct from h.portfolio_id order by a.id`,
  ),
  'posted bank lines have exactly one receipt each': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_bank_line where tenant_id = ${t}`,
    (t) => sql`
      select format('bank line %s is %s with %s receipts', l.id, l.state, count(r.id)) as text
      from cash.v_bank_line l left join cash.v_receipt r on r.tenant_id = ${t} and r.bank_line_id = l.id
      where l.tenant_id = ${t} group by l.id, l.state
      having (l.state = 'posted') <> (count(r.id) = 1) and not (l.state <> 'posted' and count(r.id) = 0) order by l.id`,
  ),
  'what was judged to post by itself was posted, by the same command': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_judgement where tenant_id = ${t} and posted`,
    (t) => sql`
      select format('receipt %s was judged to post %s, and no clearing of its money says so', j.receipt_id, j.allocations) as text
      from cash.v_judgement j join cash.v_receipt r on r.tenant_id = ${t} and r.id = j.receipt_id
      where j.tenant_id = ${t} and j.posted and not exists (
        select 1 from receivables.v_allocation a
        where a.tenant_id = ${t} and a.credit_item_id = r.item_id and a.command_id = j.command_id and a.kind = 'cash_application')
      order by j.id`,
  ),
  'receipts are as applied as their items are cleared': async (db, tenantId) => {
    const { rows } =
      await sql<Counted>`select count(*) as checked from cash.v_receipt where tenant_id = ${tenantId} and item_id is not null`.execute(
        db,
      );
    const wrong = await loadWrongReceiptStates(db, tenantId);
    return {
      checked: Number(rows[0]!.checked),
      offenders: wrong.map((one) => `receipt ${one.id} is ${one.state}, its item has ${one.openMinor} open`),
    };
  },
  'remittance advices are linked to money of their company and currency': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_advice where tenant_id = ${t} and bank_line_id is not null`,
    (t) => sql`
      select format('remittance advice %s in %s of company %s is linked to bank line %s in %s of company %s', a.id, a.currency, a.company_id,
        l.id, l.currency, l.company_id) as text
      from cash.v_advice a join cash.v_bank_line l on l.tenant_id = ${t} and l.id = a.bank_line_id
      where a.tenant_id = ${t} and (l.company_id <> a.company_id or l.currency <> a.currency or l.amount_minor <= 0) order by a.id`,
  ),
  'an accepted adjustment is one posting of its amount for its document, and every such posting is of one': sqlCheck(
    (t) =>
      sql`select count(*) as checked from cash.v_adjustment where tenant_id = ${t} and decided_item_id is not null`,
    // A deduction is taken out of its document by a clearing of the same command; a memo is linked to it. One that was reversed
    // waits again and may be made anew, so each earlier posting that the change feed tells of is reversed.
    (t) => sql`
      select format('adjustment %s of %s was accepted as a %s: its item %s is a %s of %s %s for %s, which is none of its document', j.id,
        j.amount_minor, j.decided_as, i.id, i.document_type, i.amount_minor, i.currency, d.number) as text
      from cash.v_adjustment j
      join receivables.v_item i on i.tenant_id = ${t} and i.id = j.decided_item_id
      left join receivables.v_item d on d.tenant_id = ${t} and d.id = i.linked_item_id
      where j.tenant_id = ${t} and (i.company_id <> j.company_id or i.command_id <> j.decided_command_id or i.document_type <> j.decided_as
        or i.currency <> j.currency or i.amount_minor <> case j.decided_as when 'credit_memo' then -j.amount_minor else j.amount_minor end
        or d.number_key is distinct from j.reference_key
        or j.decided_as = 'deduction' and not exists (
          select 1 from receivables.v_allocation a where a.tenant_id = ${t} and a.command_id = j.decided_command_id and a.debit_item_id = d.id
            and a.kind = 'deduction' and a.debit_amount_minor = j.amount_minor and a.reversal_of is null
            and (i.reversed_by is not null
              or not exists (select 1 from receivables.v_allocation b where b.tenant_id = ${t} and b.reversal_of = a.clearing_id))))
      union all
      select format('item %s stands for %s adjustments', decided_item_id, count(*)) from cash.v_adjustment
      where tenant_id = ${t} and decided_item_id is not null group by decided_item_id having count(*) > 1
      union all
      select format('item %s was posted by accepting adjustment %s, stands, and is not what that became', i.id, c.payload ->> 'adjustmentId')
      from platform.change c
      join platform.audit u on u.tenant_id = ${t} and u.seq = c.seq
      join receivables.v_item i on i.tenant_id = ${t} and i.command_id = u.command_id and i.document_type = c.payload ->> 'as'
        and i.reversed_by is null
      left join cash.v_adjustment j on j.tenant_id = ${t} and j.id = (c.payload ->> 'adjustmentId')::bigint
      where c.tenant_id = ${t} and c.type = 'cash.adjustment-decided' and c.payload ->> 'as' <> 'declined'
        and j.decided_item_id is distinct from i.id
        and not (i.document_type = 'deduction' and sign(i.amount_minor) < 0)`,
  ),
  'checks in transit equal the deposits that the bank has not credited': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_deposit where tenant_id = ${t}`,
    (t) => sql`
      with booked as (
        select a.company_id, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as carried
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'checks_in_transit' group by 1, 2
      ), moves as (
        select k.company_id, k.currency, k.amount_minor as amount from cash.v_check k where k.tenant_id = ${t} and k.receipt_id is not null
        union all
        select d.company_id, d.currency, -d.amount_minor from cash.v_deposit d where d.tenant_id = ${t} and d.credited_line_id is not null
      ), transit as (select company_id, currency, sum(amount)::bigint as amount from moves group by 1, 2)
      select format('company %s, %s: %s are booked as checks in transit, %s are paid in and not credited (minor units)', company_id, currency,
        coalesce(b.amount, 0), coalesce(m.amount, 0)) as text
      from booked b full join transit m using (company_id, currency) where coalesce(b.amount, 0) <> coalesce(m.amount, 0)
      union all
      select format('company %s, %s: no checks are in transit, but %s stand there in company currency (minor units)', company_id, currency, carried)
      from booked where amount = 0 and carried <> 0
      union all
      select format('deposit %s says %s, its checks sum to %s (minor units)', d.number, d.amount_minor, coalesce(sum(k.amount_minor), 0))
      from cash.v_deposit d left join cash.v_check k on k.tenant_id = ${t} and k.deposit_id = d.id
      where d.tenant_id = ${t} group by d.id, d.number, d.amount_minor, d.withdrawn_on
      having coalesce(sum(k.amount_minor), 0) <> case when d.withdrawn_on is null then d.amount_minor else 0 end`,
  ),
  'payment services hold only the parts that are not posted yet': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_settlement where tenant_id = ${t}`,
    (t) => sql`
      with booked as (
        select a.company_id, l.currency, sum(l.amount_minor)::bigint as amount, sum(l.company_amount_minor)::bigint as carried
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'payment_services' group by 1, 2
      ), parts as (
        select s.company_id, s.currency, -sum(n.gross_minor)::bigint as amount
        from cash.v_settlement_line n join cash.v_settlement s on s.tenant_id = ${t} and s.id = n.settlement_id
        where n.tenant_id = ${t} and n.bank_line_id is not null and n.receipt_id is null group by 1, 2
      )
      select format('company %s, %s: %s are booked with payment services, %s are parts that wait to be posted (minor units)', company_id, currency,
        coalesce(b.amount, 0), coalesce(p.amount, 0)) as text
      from booked b full join parts p using (company_id, currency) where coalesce(b.amount, 0) <> coalesce(p.amount, 0)
      union all
      select format('company %s, %s: no parts wait with payment services, but %s stand there in company currency (minor units)', company_id, currency, carried)
      from booked where amount = 0 and carried <> 0`,
  ),
  'settlements are their lines, and their deposit': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_settlement where tenant_id = ${t}`,
    (t) => sql`
      select format('settlement %s says %s, its lines sum to %s, its deposit is %s, its parts are %s of %s (minor units)', s.number, s.amount_minor,
        n.amount, l.amount_minor, n.posted, s.gross_minor) as text
      from cash.v_settlement s
      left join cash.v_bank_line l on l.tenant_id = ${t} and l.id = s.credited_line_id
      left join cash.v_receipt r on r.tenant_id = ${t} and r.bank_line_id = s.credited_line_id
      cross join lateral (
        select coalesce(sum(gross_minor - fee_minor), 0)::bigint as amount, coalesce(sum(line_minor), 0)::bigint as posted
        from cash.v_settlement_line n where n.tenant_id = ${t} and n.settlement_id = s.id
      ) n
      where s.tenant_id = ${t} and (n.amount <> s.amount_minor
        or s.state = 'posted' and (l.amount_minor <> s.amount_minor or n.posted <> s.gross_minor or r.state <> 'settlement')) order by s.id`,
  ),
  'returned payments are whole': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_returned_payment where tenant_id = ${t} and standing`,
    // The receipt pays nothing but its return, for the same amount; the bank's line, where it is known, took what it takes back and its charge.
    (t) => sql`
      select format('returned payment %s of receipt %s: receipt is %s over %s, its return %s, the bank''s line %s, other items have %s of it', p.id,
        p.receipt_id, r.state, r.amount_minor, p.amount_minor, b.amount_minor, a.elsewhere) as text
      from cash.v_returned_payment p
      join cash.v_receipt r on r.tenant_id = ${t} and r.id = p.receipt_id
      left join cash.v_receipt b on b.tenant_id = ${t} and b.id = p.return_receipt_id
      left join receivables.v_item i on i.tenant_id = ${t} and i.id = p.item_id
      left join lateral (
        select sum(q.amount_minor + q.charge_minor)::bigint as minor from cash.v_returned_payment q
        where q.tenant_id = ${t} and q.return_receipt_id = p.return_receipt_id and q.reversed_command_id is null
      ) together on true
      left join lateral (
        select coalesce(sum(credit_amount_minor) filter (where debit_item_id <> p.item_id), 0)::bigint as elsewhere from receivables.v_allocation
        where tenant_id = ${t} and credit_item_id = r.item_id
      ) a on true
      where p.tenant_id = ${t} and p.standing and (r.state <> 'returned' or r.amount_minor <> p.amount_minor or b.amount_minor <> -together.minor
        or coalesce(i.amount_minor, p.amount_minor) <> p.amount_minor or coalesce(i.open_minor, 0) <> 0 or a.elsewhere <> 0) order by p.id`,
  ),
  'statements foot with their lines': sqlCheck(
    (t) =>
      sql`select count(*) as checked from cash.v_statement where tenant_id = ${t} and state = 'accepted' and opening_minor is not null and closing_minor is not null`,
    (t) => sql`
      select format('statement %s of bank account %s: opening %s and lines %s do not give closing %s', s.id, s.bank_account_id, s.opening_minor, s.lines, s.closing_minor) as text
      from (
        select s.id, s.bank_account_id, s.opening_minor, s.closing_minor, coalesce((
          select sum(l.amount_minor) from cash.v_bank_line l
          where l.tenant_id = ${t} and l.bank_account_id = s.bank_account_id and l.state in ('waiting', 'posted') and l.booking_date between s.from_date and s.to_date
        ), 0)::bigint as lines,
        exists (select 1 from cash.v_statement o where o.tenant_id = ${t} and o.bank_account_id = s.bank_account_id and o.id <> s.id
          and o.state in ('accepted', 'held') and o.from_date <= s.to_date and o.to_date >= s.from_date) as shared
        from cash.v_statement s
        where s.tenant_id = ${t} and s.state = 'accepted' and s.opening_minor is not null and s.closing_minor is not null and s.to_date is not null
          -- A person let one in that does not foot, and said why.
          and s.decided_reason is null
      ) s where not shared and s.opening_minor + s.lines <> s.closing_minor order by s.id`,
  ),
  'bank accounts are posted to a bank of their company in the ledger': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_bank_account where tenant_id = ${t}`,
    (t) => sql`
      select format('bank account %s is posted to %s, which is no bank of its company', b.number, a.code) as text
      from cash.v_bank_account b join ledger.v_account a on a.tenant_id = ${t} and a.id = b.gl_account_id
      where b.tenant_id = ${t} and (a.company_id <> b.company_id or a.purpose is distinct from 'bank') order by b.id`,
  ),
  'refunds go to the account that the money came from, or to one that two persons verified': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_refund_payout where tenant_id = ${t}`,
    (t) => sql`
      select format('refund %s is paid to an account that nobody verified for its customer', i.number) as text
      from receivables.v_refund_payout p
      join receivables.v_item i on i.tenant_id = ${t} and i.id = p.item_id
      -- What was erased since tells nothing any more.
      where p.tenant_id = ${t} and i.reversed_by is null and p.account_key not like 'erased:%' and not case p.basis
        when 'verified' then exists (
          select from customers.v_bank_account_history b
          where b.tenant_id = ${t} and b.id = p.bank_account_id and b.account_id = i.account_id
            and (b.account_key = p.account_key or b.account_key like 'erased:%'))
        else exists (
          select from cash.v_receipt r join cash.v_bank_line l on l.tenant_id = ${t} and l.id = r.bank_line_id
          where r.tenant_id = ${t} and r.item_id = i.linked_item_id
            and (regexp_replace(upper(l.counterparty_account), '[^0-9A-Z]', '', 'g') = p.account_key
              or l.counterparty_account like 'erased:%')) end
      order by i.id`,
  ),
  'a refund is in one payment, of its amount and to its account, and files are their payments': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_payment where tenant_id = ${t}`,
    (t) => sql`
      select format('payment %s of refund %s: %s %s to account %s, the refund is %s %s to %s, reversed by %s (minor units)', p.end_to_end_id, i.number,
        p.currency, p.amount_minor, p.account_key, i.currency, i.amount_minor, o.account_key, i.reversed_by) as text
      from cash.v_payment p
      join receivables.v_item i on i.tenant_id = ${t} and i.id = p.item_id
      left join receivables.v_refund_payout o on o.tenant_id = ${t} and o.item_id = p.item_id
      where p.tenant_id = ${t} and (i.document_type <> 'refund' or p.currency <> i.currency or p.amount_minor <> i.amount_minor
        or p.account_id <> i.account_id or (p.ended_as is null and i.reversed_by is not null)
        or (p.check_number is null and p.account_key is distinct from o.account_key and p.account_key not like 'erased:%' and o.account_key not like 'erased:%'))
      union all
      select format('payment file %s of company %s says %s payments of %s, it has %s of %s (minor units), and its bytes are %s', f.number, f.company_id,
        f.payments, f.amount_minor, n.payments, n.amount, case when f.intact then 'as handed over' else 'changed' end)
      from cash.v_payment_file f
      cross join lateral (
        select count(*) as payments, coalesce(sum(amount_minor), 0)::bigint as amount from cash.v_payment where tenant_id = ${t} and file_id = f.id
      ) n
      where f.tenant_id = ${t} and (not f.intact or n.payments <> f.payments or n.amount <> f.amount_minor)`,
  ),
  'refunds of insolvent customers leave to the administrator’s account alone': sqlCheck(
    (t) => sql`
      select count(*) as checked from cash.v_payment p
      join customers.v_account a on a.tenant_id = ${t} and a.id = p.account_id
      join customers.v_insolvency n on n.tenant_id = ${t} and n.customer_id = a.customer_id
      join platform.audit m on m.tenant_id = ${t} and m.command_id = p.command_id and m.seq > n.seq and m.seq < coalesce(n.ended_seq, m.seq + 1)
      where p.tenant_id = ${t} and (p.file_id is not null or p.check_number is not null)`,
    (t) => sql`
      select format('payment %s was made to %s after customer %s was insolvent since %s; no account was put in force for the administrator',
        p.end_to_end_id, p.account_key, a.number, n.opened_on) as text
      from cash.v_payment p
      join customers.v_account a on a.tenant_id = ${t} and a.id = p.account_id
      join customers.v_insolvency n on n.tenant_id = ${t} and n.customer_id = a.customer_id
      join platform.audit m on m.tenant_id = ${t} and m.command_id = p.command_id and m.seq > n.seq and m.seq < coalesce(n.ended_seq, m.seq + 1)
      where p.tenant_id = ${t} and (p.file_id is not null or p.check_number is not null) and not exists (
        select from receivables.v_refund_payout o
        join customers.v_bank_account_history b on b.tenant_id = ${t} and b.id = o.bank_account_id
        join platform.audit u on u.tenant_id = ${t} and u.command_id = b.command_id and u.seq > n.seq
        where o.tenant_id = ${t} and o.item_id = p.item_id)
      order by p.item_id`,
  ),
  'refunds that the bank paid settle what was owed, and those that came back are owed again': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_payment where tenant_id = ${t} and paid_journal_id is not null`,
    (t) => sql`
      with moves as (
        select paid_receipt_id as receipt_id, paid_journal_id as journal_id, amount_minor, 'refunded' as state from cash.v_payment
        where tenant_id = ${t} and paid_journal_id is not null
        union all
        select return_receipt_id, return_journal_id, -amount_minor, 'other' from cash.v_payment where tenant_id = ${t} and return_journal_id is not null
      ), lines as (
        select receipt_id, journal_id, state, sum(amount_minor)::bigint as amount from moves group by 1, 2, 3
      )
      select format('receipt %s of %s is %s; refunds of %s are booked with it, the ledger settles %s (minor units)', r.id, -r.amount_minor, r.state,
        m.amount, coalesce(g.amount, 0)) as text
      from lines m
      join cash.v_receipt r on r.tenant_id = ${t} and r.id = m.receipt_id
      left join lateral (
        select sum(l.amount_minor)::bigint as amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id and a.purpose = 'refunds_payable'
        where l.tenant_id = ${t} and l.journal_id = m.journal_id
      ) g on true
      where r.state <> m.state or -r.amount_minor <> m.amount or g.amount is distinct from m.amount order by r.id`,
  ),
  'control samples hold automatic postings of their month and kind': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_control_receipt where tenant_id = ${t}`,
    (t) => sql`
      select format('control sample %s of %s holds receipt %s of %s, %s by %s', sample_id, month, receipt_id, posting_date,
        case when posted then 'posted by itself' else 'not posted by itself' end, judged_evidence) as text
      from cash.v_control_receipt where tenant_id = ${t} and (not posted or judged_receipt_id <> receipt_id or judged_evidence <> evidence
        or receipt_company_id <> company_id or to_char(posting_date, 'YYYY-MM') <> month) order by sample_id, receipt_id`,
  ),
  'posted bank lines stand on their account in the ledger': async (db, tenantId) => {
    const { rows } = await sql<Counted>`
      select count(*) as checked from cash.v_bank_line l
      join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = l.bank_account_id
      where l.tenant_id = ${tenantId} and l.state = 'posted'`.execute(db);
    return { checked: Number(rows[0]!.checked), offenders: await bankPostingFaults(db, tenantId) };
  },
  'intercompany accounts sum to zero over the companies, by currency': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_intercompany_payment where tenant_id = ${t}`,
    (t) => sql`
      select format('intercompany accounts are out of balance by %s minor units of %s', sum(l.amount_minor), l.currency) as text
      from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
      where l.tenant_id = ${t} and a.purpose = 'intercompany' group by l.currency having sum(l.amount_minor) <> 0 order by l.currency`,
  ),
  'a payment for several companies stands or is taken back as a whole': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_company_split where tenant_id = ${t}`,
    (t) => sql`
      select format('split %s of receipt %s is %s, %s of its %s payments stand', s.id, s.receipt_id,
        case when s.reversed_command_id is null then 'standing' else 'taken back' end,
        count(p.id) filter (where p.reversed_command_id is null), count(p.id)) as text
      from cash.v_company_split s left join cash.v_intercompany_payment p on p.tenant_id = ${t} and p.split_id = s.id
      where s.tenant_id = ${t} group by s.id, s.receipt_id, s.reversed_command_id
      having count(p.id) = 0 or count(p.id) filter (where p.reversed_command_id is null) <> case when s.reversed_command_id is null then count(p.id) else 0 end
      order by s.id`,
  ),
  'suspense equals the unidentified receipts': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_receipt where tenant_id = ${t}`,
    (t) => sql`
      with suspense as (
        select a.company_id, l.currency, -sum(l.amount_minor)::bigint as amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'unidentified_receipts' group by 1, 2
      ), receipts as (
        select company_id, currency, sum(amount_minor)::bigint as amount from cash.v_receipt
        where tenant_id = ${t} and state = 'unidentified' group by 1, 2
      )
      select format('company %s, %s: suspense holds %s, unidentified receipts sum to %s (minor units)', company_id, currency,
        coalesce(s.amount, 0), coalesce(r.amount, 0)) as text
      from suspense s full join receipts r using (company_id, currency) where coalesce(s.amount, 0) <> coalesce(r.amount, 0)
      order by company_id, currency`,
  ),
  'movements posted by rule stand outside suspense, and those taken back do not': sqlCheck(
    (t) => sql`select count(*) as checked from cash.v_rule_posting where tenant_id = ${t}`,
    (t) => sql`
      select format('receipt %s was posted by the rule "%s" and is %s', receipt_id, rule_name, receipt_state) as text
      from cash.v_rule_posting where tenant_id = ${t} and standing and receipt_state <> 'other'
      union all
      select format('the posting of receipt %s by the rule "%s" is not reversed by its journal', p.receipt_id, p.rule_name)
      from cash.v_rule_posting p left join ledger.v_journal j on j.tenant_id = ${t} and j.id = p.reversal_journal_id
      where p.tenant_id = ${t} and not p.standing and j.reversal_of is distinct from p.journal_id`,
  ),
  'agreed balances are ours and what we correct': sqlCheck(
    (t) => sql`select count(*) as checked from reconciliation.v_agreement where tenant_id = ${t}`,
    (t) => sql`
      select format('agreement %s of statement %s: %s agreed, its lines come to %s', a.id, a.statement_id, a.agreed_minor, l.sum) as text
      from reconciliation.v_agreement a
      join lateral (
        select sum((x ->> 'ourMinor')::bigint + case x ->> 'side' when 'ours' then (x ->> 'differenceMinor')::bigint else 0 end)::bigint as sum
        from jsonb_array_elements(a.lines) x
      ) l on true
      where a.tenant_id = ${t} and coalesce(l.sum, 0) <> a.agreed_minor order by a.id`,
  ),
  'signed bank reconciliations foot': sqlCheck(
    (t) => sql`select count(*) as checked from reconciliation.v_bank_reconciliation where tenant_id = ${t}`,
    (t) => sql`
      select format('bank account %s in %s: bank less ledger is %s, its items come to %s', b.bank_account_id, b.month, b.bank_minor - b.ledger_minor, l.sum) as text
      from reconciliation.v_bank_reconciliation b
      join lateral (select coalesce(sum((x ->> 'amountMinor')::bigint), 0)::bigint as sum from jsonb_array_elements(b.items) x) l on true
      where b.tenant_id = ${t} and l.sum <> b.bank_minor - b.ledger_minor order by b.id`,
  ),
  'offsets take the same from both sides, and what they posted': sqlCheck(
    (t) => sql`select count(*) as checked from offsets.v_offset where tenant_id = ${t}`,
    (t) => sql`
      with sides as (
        select offset_id, sum(amount_minor) filter (where side = 'debit') as debits, sum(amount_minor) filter (where side = 'credit') as credits
        from offsets.v_offset_line where tenant_id = ${t} group by offset_id
      ), cleared as (
        select p.offset_id, sum(a.debit_amount_minor) as amount
        from offsets.v_offset_posting p join receivables.v_allocation a on a.tenant_id = ${t} and a.clearing_id = p.clearing_id
        where p.tenant_id = ${t} group by p.offset_id
      )
      select format('offset %s of %s takes %s and %s; it is %s and cleared %s', o.id, o.amount_minor, coalesce(s.debits, 0), coalesce(s.credits, 0),
        o.state, coalesce(c.amount, 0)) as text
      from offsets.v_offset o left join sides s on s.offset_id = o.id left join cleared c on c.offset_id = o.id
      where o.tenant_id = ${t} and ((s.debits, s.credits) is distinct from (o.amount_minor::numeric, o.amount_minor::numeric)
        or coalesce(c.amount, 0) <> case when o.state in ('executed', 'taken_back', 'reversed') then o.amount_minor else 0 end)
      order by o.id`,
  ),
  'offsets against payables equal their clearing account, and no payable is taken twice': sqlCheck(
    (t) => sql`select count(*) as checked from offsets.v_payable_item where tenant_id = ${t}`,
    (t) => sql`
      with account as (
        select a.company_id, l.currency, sum(l.amount_minor)::bigint as amount
        from ledger.v_line l join ledger.v_account a on a.tenant_id = ${t} and a.id = l.account_id
        where l.tenant_id = ${t} and a.purpose = 'offset_clearing' group by 1, 2
      ), used as (
        select company_id, currency, sum(used_minor)::bigint as amount from offsets.v_payable_item where tenant_id = ${t} group by 1, 2
      )
      select format('company %s, %s: the clearing account holds %s, payables are set off with %s (minor units)', company_id, currency,
        coalesce(a.amount, 0), coalesce(u.amount, 0)) as text
      from account a full join used u using (company_id, currency) where coalesce(a.amount, 0) <> coalesce(u.amount, 0)
      union all
      select format('payable %s (%s): %s of %s is set off', id, number, used_minor, amount_minor)
      from offsets.v_payable_item where tenant_id = ${t} and used_minor > amount_minor`,
  ),
  'mirrored items follow their ERP': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t}`,
    // Amount = open in the ERP + closed by the ERP + confirmed, unless a clearing of ours, not yet confirmed, covers it.
    (t) => sql`
      with told as (
        select clearing_id from receivables.v_allocation where tenant_id = ${t} and kind = 'erp_closing'
      ), moved as (
        select credit_item_id, debit_item_id, credit_amount_minor, debit_amount_minor from receivables.v_allocation
        where tenant_id = ${t} and clearing_id not in (select clearing_id from told)
          and (reversal_of is null or reversal_of not in (select clearing_id from told))
      ), own as (
        select item_id, sum(amount)::bigint as amount from (
          select credit_item_id as item_id, credit_amount_minor as amount from moved
          union all select debit_item_id, debit_amount_minor from moved
        ) a group by item_id
      )
      select format('item %s of the ERP (%s): the ERP has %s open, here %s are open, %s closed by it and %s cleared (minor units)',
        m.item_key, m.number, m.erp_open_minor, i.open_minor, m.closed_minor, coalesce(o.amount, 0)) as text
      from integrations.v_erp_item m
      join receivables.v_item i on i.tenant_id = ${t} and i.id = m.item_id
      left join own o on o.item_id = m.item_id
      where m.tenant_id = ${t} and (
        abs(i.amount_minor) <> abs(i.open_minor) + m.closed_minor + coalesce(o.amount, 0)
        or abs(m.erp_open_minor) > abs(i.open_minor) + coalesce(o.amount, 0)
        or (m.erp_open_minor = 0 and i.open_minor <> 0))
      order by m.item_key`,
  ),
  'nothing stands with an item that its ERP gave another amount or account': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t} and generation > 1`,
    // A netting, or a clearing of ours that the ERP has not booked, with an item that gave way to another of its identity.
    (t) => sql`
      select format('%s of the ERP (%s) shows too much: %s stand with what it was before it changed (minor units); the next list of the ERP that names it puts it right',
        m.item_key, m.number, sum(case i.id when a.credit_item_id then a.credit_amount_minor else a.debit_amount_minor end)) as text
      from integrations.v_erp_item m
      cross join lateral generate_series(1, m.generation - 1) as g (generation)
      join receivables.v_item i on i.tenant_id = ${t} and i.company_id = m.company_id and i.source = 'erp' and i.reversed_by is null
        and i.source_key = case g.generation when 1 then m.item_key else m.item_key || '#' || g.generation end and i.id <> m.item_id
      join receivables.v_allocation a on a.tenant_id = ${t} and i.id in (a.credit_item_id, a.debit_item_id) and a.reversal_of is null
      where m.tenant_id = ${t} and m.generation > 1 and m.state <> 'closed'
        and not exists (select 1 from receivables.v_allocation r where r.tenant_id = ${t} and r.reversal_of = a.clearing_id)
        and (a.kind = 'erp_netting' or exists (select 1 from integrations.v_export_entry e
          where e.tenant_id = ${t} and e.clearing_id = a.clearing_id and e.kind = 'clearing' and e.state in ('pending', 'exported')))
      group by m.item_key, m.number order by m.item_key`,
  ),
  'mirrored items stand on the control account that their ERP has them on': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t} and item_id is not null`,
    (t) => sql`
      select format('item %s of the ERP (%s) is mirrored to %s and stands on %s', m.item_key, m.number,
        coalesce(m.special_gl_account, 'the receivables'), coalesce(i.special_gl, 'the receivables')) as text
      from integrations.v_erp_item m
      join receivables.v_item i on i.tenant_id = ${t} and i.id = m.item_id
      where m.tenant_id = ${t} and m.special_gl_account is distinct from i.special_gl order by m.item_key`,
  ),
  'money told by the ERP and by the bank counts once': sqlCheck(
    (t) =>
      sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t} and document_type in ('payment', 'on_account', 'down_payment') and not noted`,
    // A payment that counts by its own item, and a receipt of the same account, amount and days that counts as well.
    (t) => sql`
      select format('%s of the ERP (%s) and receipt %s are of %s %s on %s and %s (minor units): both count, and nobody said that they differ',
        m.item_key, m.number, r.id, r.amount_minor, r.currency, coalesce(m.posting_date, e.posting_date), r.value_date) as text
      from integrations.v_erp_item m
      join receivables.v_item e on e.tenant_id = ${t} and e.id = m.item_id and e.source = 'erp' and e.reversed_by is null
      join cash.v_receipt r on r.tenant_id = ${t} and r.company_id = m.company_id and r.currency = m.currency and r.amount_minor = -m.amount_minor
        and abs(r.value_date - coalesce(m.posting_date, e.posting_date)) <= 5
      join receivables.v_item i on i.tenant_id = ${t} and i.id = r.item_id and i.account_id = e.account_id and i.reversed_by is null
      where m.tenant_id = ${t} and not m.noted
        and not exists (select 1 from integrations.v_erp_item x where x.tenant_id = ${t} and x.item_id = r.item_id)
        and not exists (select 1 from integrations.v_payment_receipt p where p.tenant_id = ${t} and (
          p.linked and (p.bank_line_id = r.bank_line_id or p.company_id = m.company_id and p.item_key = m.item_key)
          or p.company_id = m.company_id and p.item_key = m.item_key and p.bank_line_id = r.bank_line_id and p.verdict = 'different'))
      order by m.item_key, r.id`,
  ),
  'receipts that are the ERP’s payments stand in the books once': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_payment_receipt where tenant_id = ${t} and linked`,
    (t) => sql`
      select format('%s of the ERP is the receipt of bank line %s, but neither stands for both', p.item_key, p.bank_line_id) as text
      from integrations.v_payment_receipt p
      join integrations.v_erp_item m on m.tenant_id = ${t} and m.company_id = p.company_id and m.item_key = p.item_key
      left join cash.v_receipt r on r.tenant_id = ${t} and r.bank_line_id = p.bank_line_id
      where p.tenant_id = ${t} and p.linked and m.item_id is distinct from r.item_id and not exists (
        select 1 from receivables.v_allocation a where a.tenant_id = ${t} and a.credit_item_id = r.item_id and a.kind in ('erp_same_money', 'erp_closing')
          and a.reversal_of is null
          and not exists (select 1 from receivables.v_allocation b where b.tenant_id = ${t} and b.reversal_of = a.clearing_id))
      order by p.item_key`,
  ),
  'confirmed clearings are counted once in the mirror': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_export_entry where tenant_id = ${t}`,
    (t) => sql`
      with told as (
        select a.credit_item_id, a.debit_item_id, case e.kind when 'clearing' then a.debit_amount_minor else -a.debit_amount_minor end as amount
        from integrations.v_export_entry e
        join receivables.v_allocation a on a.tenant_id = ${t} and a.clearing_id = e.clearing_id
        where e.tenant_id = ${t} and e.state = 'confirmed'
      ), sums as (
        select item_id, sum(amount)::bigint as amount from (
          select credit_item_id as item_id, amount from told union all select debit_item_id, amount from told
        ) s group by item_id
      )
      select format('item %s of the ERP (%s): %s counted as confirmed, the queue says %s (minor units)', m.item_key, m.number,
        m.confirmed_minor, coalesce(s.amount, 0)) as text
      from integrations.v_erp_item m left join sums s on s.item_id = m.item_id
      where m.tenant_id = ${t} and m.item_id is not null and m.confirmed_minor <> coalesce(s.amount, 0) order by m.item_key`,
  ),
  'noted items stand outside the balance': sqlCheck(
    (t) => sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t} and noted`,
    (t) => sql`
      select format('noted item %s of the ERP stands in the subledger as item %s', item_key, item_id) as text
      from integrations.v_erp_item where tenant_id = ${t} and noted and item_id is not null order by item_key`,
  ),
  'number series have no gaps': async (db, tenantId) => {
    const counters = await loadNumberCounters(db, tenantId);
    const { rows } = await sql<{ key: string; n: bigint }>`
      select company_id || ' ' || left(number, 7) as key, count(distinct number) as n
      from (
        select company_id, number from receivables.v_item where tenant_id = ${tenantId}
        union all
        select company_id, number from cash.v_payment_file where tenant_id = ${tenantId}
      ) numbered join unnest(
        ${counters.map((one) => one.companyId)}::bigint[], ${counters.map((one) => `${one.series}-${one.year}`)}::text[],
        ${counters.map((one) => one.lastNumber)}::bigint[]) as c(company, series, last)
        on c.company = company_id and c.series = left(number, 7)
      where number ~ '^[A-Z]{2}-[0-9]{4}-[0-9]{6,12}$' and substr(number, 9)::bigint between 1 and c.last
      group by 1`.execute(db);
    const used = new Map(rows.map((row) => [row.key, row.n]));
    const offenders = counters.flatMap((one) => {
      const count = used.get(`${one.companyId} ${one.series}-${one.year}`) ?? 0n;
      return count === one.lastNumber
        ? []
        : [
            `series ${one.series}-${one.year} of company ${one.companyId} counts to ${one.lastNumber}, but ${count} of its numbers are used`,
          ];
    });
    return { checked: counters.length, offenders };
  },
  'totals of authority equal the decisions': sqlCheck(
    (t) => sql`select count(*) as checked from platform.authority_use where tenant_id = ${t}`,
    (t) => sql`
      with counted as (
        select coalesce(d.company_id, 0) as company_id, d.action, d.currency, k.deed, k.scope, k.holder_id, k.period, d.amount_minor
        from platform.authority_decision d cross join lateral (values
          (case d.deed when 'alone' then 'alone' else 'requested' end, 'person', d.authority_of_person_id, d.day::text),
          ('approved', 'person', d.approver_authority_of_person_id, d.day::text),
          (d.deed, 'customer', d.customer_id, to_char(d.day, 'YYYY-MM')),
          (d.deed, 'customer', d.customer_id, to_char(d.day, 'YYYY-"Q"Q')),
          (d.deed, 'customer', d.customer_id, to_char(d.day, 'YYYY'))) as k(deed, scope, holder_id, period)
        where d.tenant_id = ${t} and d.currency is not null and d.deed <> 'system' and k.holder_id is not null
      ), rebuilt as (
        select company_id, action, currency, deed, scope, holder_id, period, sum(amount_minor)::bigint as used_minor
        from counted group by 1, 2, 3, 4, 5, 6, 7
      )
      select format('%s of %s %s in %s for %s: stored %s, the decisions give %s (minor units)', action, scope, holder_id, period, deed,
        coalesce(u.used_minor, 0), coalesce(r.used_minor, 0)) as text
      from (select * from platform.authority_use where tenant_id = ${t}) u
      full join rebuilt r using (company_id, action, currency, deed, scope, holder_id, period)
      where coalesce(u.used_minor, 0) <> coalesce(r.used_minor, 0) order by action, scope, holder_id, period`,
  ),
  'decisions stand on their limit and their request': sqlCheck(
    (t) => sql`select count(*) as checked from platform.authority_decision where tenant_id = ${t}`,
    (t) => sql`
      select format('decision %s (%s, %s): %s', d.id, d.action, d.subject, case
        when d.deed = 'alone' and l.mode <> 'alone' then 'done alone under a limit that asks for a second person'
        when d.deed = 'approved' and l.mode <> 'with_approval' then 'approved under a limit that does not ask for it'
        when d.deed = 'approved' and q.mode not in ('alone', 'approve') then 'approved by somebody without such a limit'
        when d.deed = 'approved' and (r.id is null or r.state <> 'approved' or r.content_hash <> d.content_hash)
          then 'its request does not say what was done'
        when d.deed = 'approved' and (r.requester_person_id <> d.person_id or r.settled_person_id <> d.approver_person_id)
          then 'its request names other persons'
        else 'above its limit' end) as text
      from platform.authority_decision d
      left join platform.authority_limit l on l.tenant_id = ${t} and l.id = d.limit_id
      left join platform.authority_limit q on q.tenant_id = ${t} and q.id = d.approver_limit_id
      left join platform.authority_request r on r.tenant_id = ${t} and r.id = d.request_id
      where d.tenant_id = ${t} and d.deed <> 'system' and (
        l.id is null or l.action <> d.action or d.amount_minor > l.amount_minor or d.amount_minor > q.amount_minor
        or (d.deed = 'alone' and l.mode <> 'alone')
        or (d.deed = 'approved' and (l.mode <> 'with_approval' or q.id is null or q.mode not in ('alone', 'approve') or r.id is null
          or r.state <> 'approved' or r.content_hash <> d.content_hash or r.requester_person_id <> d.person_id
          or r.settled_person_id <> d.approver_person_id))) order by d.id`,
  ),
  'dunning levels come from notices that left': sqlCheck(
    (t) => sql`select count(*) as checked from collections.v_item_level where tenant_id = ${t}`,
    (t) => sql`
      select format('item %s stands at level %s by message %s, which is %s', l.item_id, l.level, l.message_id, coalesce(m.state, 'absent')) as text
      from collections.v_item_level l left join correspondence.v_message m on m.tenant_id = ${t} and m.id = l.message_id
      where l.tenant_id = ${t} and l.level > 0 and (m.id is null or m.state in ('suppressed', 'failed')) order by l.item_id`,
  ),
  'dunning levels equal what the notices gave': sqlCheck(
    (t) => sql`select count(*) as checked from collections.v_notice_item where tenant_id = ${t}`,
    (t) => sql`
      select format('item %s stands at level %s of %s, its notices give level %s of %s', coalesce(l.item_id, n.item_id), l.level,
        l.last_notice_date, n.level, n.last_notice_date) as text
      from (${levelsOf(t, null)}) n
      full join (select * from collections.v_item_level where tenant_id = ${t}) l on l.item_id = n.item_id
      where (l.level, l.last_notice_date, l.message_id) is distinct from (n.level, n.last_notice_date, n.message_id)
      order by coalesce(l.item_id, n.item_id)`,
  ),
  'charges stand only with notices that left': sqlCheck(
    (t) =>
      sql`select count(*) as checked from collections.v_notice where tenant_id = ${t} and charge_item_id is not null`,
    (t) => sql`
      select format('message %s is %s; its charge, item %s, is %s', n.message_id, m.state, n.charge_item_id,
        case when i.reversed_by is null then 'not reversed' else 'reversed' end) as text
      from collections.v_notice n
      join correspondence.v_message m on m.tenant_id = n.tenant_id and m.id = n.message_id
      join receivables.v_item i on i.tenant_id = n.tenant_id and i.id = n.charge_item_id
      where n.tenant_id = ${t} and (n.reversed_at is null) <> (i.reversed_by is null) and not (n.reversed_at is not null and i.open_minor = 0)
      order by n.message_id`,
  ),
  'a statement stands once per customer and period, and has left': sqlCheck(
    (t) => sql`select count(*) as checked from collections.v_statement where tenant_id = ${t}`,
    (t) => sql`
      select format('the statement of %s for account %s, message %s, %s', s.period, s.account_id, s.message_id,
        case when s.reversed_at is null then 'stands, although the message is ' || m.state || coalesce(', bounced ' || m.bounce, '')
          else 'is taken back, although its message is ' || m.state end) as text
      from collections.v_statement s join correspondence.v_message m on m.tenant_id = ${t} and m.id = s.message_id
      where s.tenant_id = ${t} and (s.reversed_at is null) <> (m.state not in ('suppressed', 'failed') and m.bounce is null)`,
  ),
  'what came back stands on a report, and told nobody anything': sqlCheck(
    (t) => sql`select count(*) as checked from correspondence.v_message where tenant_id = ${t} and bounce is not null`,
    (t) => sql`
      select format('message %s is marked as bounced %s; its reports say %s, its notice %s', m.id, m.bounce,
        coalesce((select string_agg(r.outcome, ', ' order by r.id) from correspondence.v_delivery_report r
          where r.tenant_id = ${t} and r.message_id = m.id), 'nothing'), case when n.reversed_at is null then 'stands' else 'is taken back' end) as text
      from correspondence.v_message m
      left join collections.v_notice n on n.tenant_id = ${t} and n.message_id = m.id
      where m.tenant_id = ${t} and m.bounce is not null and (n.message_id is not null and n.reversed_at is null
        or not exists (select 1 from correspondence.v_delivery_report r
          where r.tenant_id = ${t} and r.message_id = m.id and r.outcome = 'bounced_' || m.bounce)) order by m.id`,
  ),
  'letters in print batches have left, and printed batches have their printer': sqlCheck(
    (t) => sql`select count(*) as checked from correspondence.v_print_batch where tenant_id = ${t}`,
    (t) => sql`
      select format('message %s of print batch %s is %s by %s', l.message_id, l.batch_id, m.state, m.channel) as text
      from correspondence.v_print_batch_letter l join correspondence.v_message m on m.tenant_id = ${t} and m.id = l.message_id
      where l.tenant_id = ${t} and (m.state <> 'sent' or m.channel <> 'letter')
      union all
      select format('print batch %s is %s; its last event is %s', b.id, b.state, coalesce(e.kind, 'none'))
      from correspondence.v_print_batch b
      left join lateral (select kind from correspondence.v_print_event x where x.tenant_id = ${t} and x.batch_id = b.id order by x.id desc limit 1) e on true
      where b.tenant_id = ${t} and (b.state = 'printed') <> (e.kind is not distinct from 'printed')`,
  ),
  'copies of documents lie with a document of their number': sqlCheck(
    (t) => sql`select count(*) as checked from receivables.v_document_file where tenant_id = ${t}`,
    (t) => sql`
      select format('file %s of %s %s on account %s: there is no such document', f.id, f.kind, f.number, f.account_id) as text
      from receivables.v_document_file f
      where f.tenant_id = ${t} and f.number_key <> '' and not exists (select 1 from receivables.v_item i
        where i.tenant_id = ${t} and i.account_id = f.account_id and i.number_key = f.number_key) order by f.id`,
  ),
  'payments that wait for their receipt are told as they are mirrored': sqlCheck(
    (t) =>
      sql`select count(*) as checked from integrations.v_erp_item where tenant_id = ${t} and (state = 'waiting' or told_key is not null)`,
    (t) => sql`
      select format('mirrored item %s is %s on account %s of %s; told is %s, account %s, %s', item_key, state, account_id, amount_minor,
        told_key, told_account_id, told_amount_minor) as text
      from integrations.v_erp_item
      where tenant_id = ${t} and told_key is not null
        and (state <> 'waiting' or (told_key, told_account_id, told_amount_minor) is distinct from (item_key, account_id, amount_minor))
      order by company_id, item_key`,
  ),
  'messages are as their last attempt ended': sqlCheck(
    (t) => sql`select count(*) as checked from correspondence.v_attempt where tenant_id = ${t}`,
    (t) => sql`
      select format('message %s is %s after %s attempts; the last ended %s', m.id, m.state, m.attempts, coalesce(a.outcome, 'not at all')) as text
      from correspondence.v_message m
      left join correspondence.v_attempt a on a.tenant_id = ${t} and a.message_id = m.id and a.attempt = m.attempts
      where m.tenant_id = ${t} and m.attempts > 0 and (a.attempt is null
        or (m.state = 'sending') <> (a.ended_at is null)
        or (m.state = 'sent' and a.outcome not in ('accepted', 'unknown'))
        or (m.state = 'unknown' and a.outcome <> 'unknown')
        or (m.state in ('proposed', 'suppressed') and a.outcome = 'accepted')) order by m.id`,
  ),
};

function compare(
  rebuilt: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
  what: string,
): { checked: number; offenders: string[] } {
  const offenders: string[] = [];
  for (const [key, row] of rebuilt)
    if (stored.get(key) !== row)
      offenders.push(`${what} ${key}: stored ${stored.get(key) ?? 'nothing'}, rebuilt ${row}`);
  for (const key of stored.keys())
    if (!rebuilt.has(key)) offenders.push(`${what} ${key} is stored, but nothing gives it`);
  return { checked: rebuilt.size, offenders };
}

/** Runs every check over the tenant's books and recomputes the audit chain. Reads only. */
export async function verify(
  engine: Engine,
  tenantId: bigint,
  onProgress?: (name: string, done: number, total: number) => void,
): Promise<VerifyReport> {
  const names = Object.keys(checks);
  const reports: CheckReport[] = [];
  for (const [index, name] of names.entries()) {
    onProgress?.(name, index, names.length + 1);
    const { checked, offenders } = await runQuery(engine, tenantId, (db) => checks[name]!(db, tenantId));
    reports.push({ name, checked, failed: offenders.length, offenders: offenders.slice(0, kept) });
  }
  onProgress?.('the audit chain', names.length, names.length + 1);
  const audit = await verifyAudit(engine, tenantId, { keep: kept });
  reports.push({
    name: 'the audit chain holds',
    checked: audit.checked,
    failed: audit.failed,
    offenders: audit.offenders.map((one) => `record ${one.seq}: ${one.finding}`),
  });
  return { ok: reports.every((report) => report.failed === 0), checks: reports };
}
