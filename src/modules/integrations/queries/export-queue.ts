/** Clearings for the ERP as a list: what is handed over, answered, or still to be. */
import type { ListPlace } from '#lists';
import { type RawSql, sql } from '#platform';

/** So many currencies of one clearing are told apart in the ids of the lines. */
const currenciesOfClearing = 100;
/** So many documents are named of a clearing; the customer's page has them all. */
const namedDocuments = 5;

/** The lines of the list: an entry of the queue and a currency of what it clears each. */
export const exportQueueSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select e.id * ${sql.lit(currenciesOfClearing)} + d.place as id, e.id as "entryId", y.code as company, e.reference, e.kind,
    a.number as customer, a.name, d.documents, d.amount, d.currency, c.effective_date as day, e.state, e.erp_document as "erpDocument",
    e.answered_on as "answeredOn", e.reason
  from integrations.export_entry e
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = e.company_id
  join receivables.v_clearing c on c.tenant_id = ${tenantId} and c.id = e.clearing_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = c.account_id
  cross join lateral (
    select i.currency, sum(l.debit_amount_minor)::bigint as amount, (row_number() over (order by i.currency))::integer as place,
      array_to_string((array_agg(distinct i.number order by i.number))[1:${sql.lit(namedDocuments)}], ', ')
        || case when count(distinct i.number) > ${sql.lit(namedDocuments)} then ', …' else '' end as documents
    from receivables.v_allocation l
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = l.debit_item_id
    where l.tenant_id = ${tenantId} and l.clearing_id = e.clearing_id
    group by i.currency
  ) d
  where e.tenant_id = ${tenantId} and e.company_id = any(${companyIds as bigint[]}::bigint[])
  union all
  select e.id * ${sql.lit(currenciesOfClearing)} + 1, e.id, y.code, e.reference, e.kind, a.number, a.name, w.number, abs(m.amount_minor)::bigint,
    r.currency, m.posting_date, e.state, e.erp_document, e.answered_on, e.reason
  from integrations.export_entry e
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = e.company_id
  join receivables.v_bad_debt_relief_move m on m.tenant_id = ${tenantId} and m.journal_id = e.relief_journal_id and m.kind in ('claimed', 'repaid')
  join receivables.v_bad_debt_relief r on r.tenant_id = ${tenantId} and r.id = m.relief_id
  join receivables.v_item w on w.tenant_id = ${tenantId} and w.id = r.write_off_item_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
  where e.tenant_id = ${tenantId} and e.company_id = any(${companyIds as bigint[]}::bigint[]) and e.kind = 'tax_relief'`;
