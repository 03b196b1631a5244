/** What a month of a bank account led to in a mirrored company: only proposed, executed here, handed to the ERP, or done by it. */
import { endOfMonth, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import type { BankPostingsAnswer } from '../contract.ts';

/**
 * The postings of a month by what stands behind them, in the bank's amounts (R35, R61). `proposed`: money with an explanation
 * that nobody accepted; it changes no book. `executed`: posted here, and nothing that the ERP is told (a charge or interest
 * posted by rule, money applied to documents that the ERP does not know). Clearings that the ERP has to do are `pending` (not
 * handed over), `exported`, `confirmed`, or `contradicted` (rejected, overtaken or diverged: a person looks). Money in is
 * positive. One receipt may stand in several states, with the part of each.
 */
export function bankPostingStates(
  engine: Engine,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly bankAccountId: bigint; readonly month: string },
): Promise<BankPostingsAnswer> {
  const from = `${of.month}-01`;
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{
      kind: BankPostingsAnswer['rows'][number]['kind'];
      state: BankPostingsAnswer['rows'][number]['state'];
      currency: string;
      count: number;
      amount: bigint;
    }>`
      with money as (
        select r.id, r.item_id, r.currency, r.amount_minor, r.state, r.proposal is not null as proposed
        from cash.v_receipt r
        join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id and l.bank_account_id = ${of.bankAccountId}
        where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.posting_date between ${from} and ${endOfMonth(from)}
      ), parts as (
        select 'clearing' as kind, case e.state when 'pending' then 'pending' when 'exported' then 'exported' when 'confirmed' then 'confirmed'
            when 'rejected' then 'contradicted' when 'overtaken' then 'contradicted' when 'diverged' then 'contradicted' else 'executed' end as state,
          m.currency, m.id, x.credit_amount_minor as amount
        from money m
        join receivables.v_allocation x on x.tenant_id = ${tenantId} and x.credit_item_id = m.item_id and x.reversal_of is null
        left join integrations.v_export_entry e on e.tenant_id = ${tenantId} and e.clearing_id = x.clearing_id and e.kind = 'clearing'
        -- What the ERP refused was taken back here, and is told all the same.
        where e.state in ('rejected', 'overtaken', 'diverged') or not exists (select from receivables.v_allocation b where b.tenant_id = ${tenantId} and b.reversal_of = x.clearing_id
          and b.credit_item_id = x.credit_item_id)
        union all
        select 'rule', 'executed', m.currency, m.id, m.amount_minor from money m
        join cash.v_rule_posting p on p.tenant_id = ${tenantId} and p.receipt_id = m.id and p.standing
        union all
        select 'proposal', 'proposed', m.currency, m.id, case when i.id is null then m.amount_minor else -i.open_minor end
        from money m left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
        where m.proposed and m.state in ('unapplied', 'part_applied', 'unidentified')
      )
      select kind, state, currency, count(distinct id)::integer as count, sum(amount)::bigint as amount from parts
      group by 1, 2, 3 order by array_position(array['proposed', 'executed', 'pending', 'exported', 'confirmed', 'contradicted'], state), 1, 3`.execute(
      db,
    );
    return { rows: rows.map((row) => ({ ...row, amount: formatAmount(row.amount, row.currency) })) };
  });
}
