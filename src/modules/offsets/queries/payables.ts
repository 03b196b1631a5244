/** Payables as a list: a window of what is offered for offset, and what all of it comes to. */
import { formatAmount } from '#kernel';
import { type Engine, type RawSql, runQuery, sql } from '#platform';
import type { PayableItem, PayableSort } from '../model.ts';
import { loadVendorLinks, type VendorLink } from '../store/payables.ts';

export interface PayableList {
  readonly companyId: bigint;
  /** Also what is used up or withdrawn. */
  readonly all: boolean;
  readonly currency?: string | undefined;
  readonly search?: string | undefined;
  /** The due day unless another is given. */
  readonly sort?: PayableSort | `-${PayableSort}` | undefined;
  readonly offset?: number | undefined;
  /** Absent: every row. */
  readonly limit?: number | undefined;
}

export interface ListedPayables {
  readonly payables: readonly PayableItem[];
  readonly totals: readonly { readonly currency: string; readonly count: number; readonly open: string }[];
  readonly links: readonly VendorLink[];
}

const orders: Readonly<Record<PayableSort, RawSql>> = {
  due: sql`p."dueDate"`,
  supplier: sql`p."vendorName"`,
  number: sql`p.number`,
  amount: sql`p."amountMinor"`,
  reserved: sql`p."reservedMinor"`,
  open: sql`p."openMinor"`,
};

/** A window of a company's payables on one snapshot with its totals, and the suppliers that are customers. */
export function listPayables(engine: Engine, tenantId: bigint, of: PayableList): Promise<ListedPayables> {
  const wanted = (of.search ?? '').trim().toLowerCase();
  const sort = of.sort ?? 'due';
  // What offsets took is summed once for the company, not for each payable.
  const payables = sql`
    with taken as (
      select l.payable_id, coalesce(sum(l.amount_minor) filter (where o.state = 'proposed'), 0)::bigint as reserved_minor,
        coalesce(sum(l.amount_minor) filter (where o.state = 'executed' and exists (
          select from offsets.v_offset_posting x where x.tenant_id = ${tenantId} and x.offset_id = o.id and x.document_stands)), 0)::bigint as used_minor
      from offsets.offset_proposal o join offsets.v_offset_line l on l.tenant_id = ${tenantId} and l.offset_id = o.id
      where o.tenant_id = ${tenantId} and o.company_id = ${of.companyId} and o.kind = 'payable' and l.payable_id is not null
      group by l.payable_id
    ), p as (
      select p.id as "payableId", p.vendor_number as "vendorNumber", p.vendor_name as "vendorName", p.tax_number as "taxNumber", p.number,
        p.document_date as "documentDate", p.due_date as "dueDate", p.currency, p.amount_minor as "amountMinor",
        p.amount_minor - coalesce(t.used_minor, 0) as "openMinor", coalesce(t.reserved_minor, 0)::bigint as "reservedMinor",
        p.withdrawn_command_id is not null as withdrawn
      from offsets.payable_item p left join taken t on t.payable_id = p.id
      where p.tenant_id = ${tenantId} and p.company_id = ${of.companyId}
        and (${of.all} or (p.withdrawn_command_id is null and coalesce(t.used_minor, 0) < p.amount_minor))
        and (${of.currency ?? null}::text is null or p.currency = ${of.currency ?? null}::text)
        and (${wanted} = '' or position(${wanted} in lower(concat_ws(' ', p.vendor_name, p.vendor_number, p.number, p.tax_number))) > 0)
    )`;
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<PayableItem>`
      ${payables} select * from p
      order by ${orders[sort.replace('-', '') as PayableSort]} ${sort.startsWith('-') ? sql`desc` : sql`asc`}, p."payableId"
      limit ${of.limit ?? null} offset ${of.offset ?? 0}`.execute(db);
    const totals = await sql<{ currency: string; count: number; openMinor: bigint }>`
      ${payables} select currency, count(*)::integer as count,
        coalesce(sum("openMinor") filter (where not withdrawn), 0)::bigint as "openMinor"
      from p group by currency order by currency`.execute(db);
    return {
      payables: rows,
      totals: totals.rows.map(({ openMinor, ...one }) => ({ ...one, open: formatAmount(openMinor, one.currency) })),
      links: await loadVendorLinks(db, tenantId, of.companyId),
    };
  });
}

/** Payables as JSON; amounts as decimals in their currency. */
export const payablesToJson = ({ payables, totals, links }: ListedPayables) => ({
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
  totals: [...totals],
  links: links.map(({ vendorNumber, customer, evidence, person }) => ({ vendorNumber, customer, evidence, person })),
});
