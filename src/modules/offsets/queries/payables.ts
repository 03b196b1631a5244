/** Payables: the list of what is offered for offset, and all of a company's at once. */
import { formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { PayableItem } from '../model.ts';
import { loadVendorLinks, type VendorLink } from '../store/payables.ts';

/** The rows of the list of payables. What offsets took is summed once for the companies, not for each payable. */
export const payablesSource = ({ tenantId, companyIds }: Pick<ListPlace, 'tenantId' | 'companyIds'>): RawSql => sql`
  with taken as (
    select l.payable_id, coalesce(sum(l.amount_minor) filter (where o.state = 'proposed'), 0)::bigint as reserved_minor,
      coalesce(sum(l.amount_minor) filter (where o.state = 'executed' and exists (
        select from offsets.v_offset_posting x where x.tenant_id = ${tenantId} and x.offset_id = o.id and x.document_stands)), 0)::bigint as used_minor
    from offsets.offset_proposal o join offsets.v_offset_line l on l.tenant_id = ${tenantId} and l.offset_id = o.id
    where o.tenant_id = ${tenantId} and o.company_id = any(${companyIds as bigint[]}::bigint[]) and o.kind = 'payable'
      and l.payable_id is not null
    group by l.payable_id
  )
  select p.id, y.code as company, p.vendor_number as supplier, p.vendor_name as name, p.tax_number as "taxNumber", c.number as customer,
    p.number, p.document_date as "documentDate", p.due_date as due, p.currency, p.amount_minor as amount,
    p.amount_minor - coalesce(t.used_minor, 0) as unused, coalesce(t.reserved_minor, 0)::bigint as reserved,
    case when p.withdrawn_command_id is null then p.amount_minor - coalesce(t.used_minor, 0) else 0 end as open,
    case when p.withdrawn_command_id is not null then 'withdrawn' when coalesce(t.used_minor, 0) < p.amount_minor then 'open'
      else 'used_up' end as state
  from offsets.payable_item p
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = p.company_id
  left join taken t on t.payable_id = p.id
  left join offsets.vendor_link v on v.tenant_id = ${tenantId} and v.company_id = p.company_id and v.vendor_number = p.vendor_number
    and v.ended_command_id is null
  left join customers.v_customer c on c.tenant_id = ${tenantId} and c.id = v.customer_id
  where p.tenant_id = ${tenantId} and p.company_id = any(${companyIds as bigint[]}::bigint[])`;

export interface ListedPayables {
  readonly payables: readonly PayableItem[];
  readonly links: readonly VendorLink[];
}

/** The payables of a company in the order in which they are due, and the suppliers that are customers. */
export function listPayables(
  engine: Engine,
  tenantId: bigint,
  of: {
    readonly companyId: bigint;
    /** Also what is used up or withdrawn. */
    readonly all: boolean;
  },
): Promise<ListedPayables> {
  const source = payablesSource({ tenantId, companyIds: [of.companyId] });
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<PayableItem>`
      select p.id as "payableId", p.supplier as "vendorNumber", p.name as "vendorName", p."taxNumber", p.number, p."documentDate",
        p.due as "dueDate", p.currency, p.amount as "amountMinor", p.unused as "openMinor", p.reserved as "reservedMinor",
        p.state = 'withdrawn' as withdrawn
      from (${source}) p where ${of.all} or p.state = 'open' order by p.due, p.id`.execute(db);
    return { payables: rows, links: await loadVendorLinks(db, tenantId, of.companyId) };
  });
}

export const linksToJson = (links: readonly VendorLink[]) =>
  links.map(({ vendorNumber, customer, evidence, person }) => ({ vendorNumber, customer, evidence, person }));

/** Payables as JSON; amounts as decimals in their currency. */
export const payablesToJson = ({ payables, links }: ListedPayables) => ({
  rows: payables.map((one) => ({
    id: one.payableId.toString(),
    vendorNumber: one.vendorNumber,
    vendorName: one.vendorName,
    taxNumber: one.taxNumber,
    number: one.number,
    documentDate: one.documentDate,
    dueDate: one.dueDate,
    currency: one.currency,
    amount: formatAmount(one.amountMinor, one.currency),
    open: formatAmount(one.openMinor, one.currency),
    reserved: formatAmount(one.reservedMinor, one.currency),
    withdrawn: one.withdrawn,
  })),
  links: linksToJson(links),
});
