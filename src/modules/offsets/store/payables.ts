/** Payables that are offered for offset, and suppliers that are known to be customers: the only writer of both tables. */
import { type Day, textKey } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { PayableItem } from '../model.ts';

/** A payable as it is offered. */
export interface NewPayable {
  readonly vendorNumber: string;
  readonly vendorName: string;
  readonly taxNumber: string | null;
  readonly number: string;
  readonly documentDate: Day;
  readonly dueDate: Day;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/** Offers payables; what is offered under its vendor and number already stays as it is. The new ones' ids by their place. */
export async function insertPayables(
  tx: Transaction,
  companyId: bigint,
  payables: readonly NewPayable[],
): Promise<Map<number, bigint>> {
  const column = <T>(pick: (one: NewPayable) => T): T[] => payables.map(pick);
  const { rows } = await sql<{ id: bigint; vendor_number: string; number_key: string }>`
    insert into offsets.payable_item (tenant_id, company_id, vendor_number, vendor_name, tax_number, number, number_key, document_date, due_date,
      currency, amount_minor, source, command_id)
    select ${tx.tenantId}, ${companyId}, p.*, ${tx.source}, ${tx.commandId}
    from unnest(${column((p) => p.vendorNumber)}::text[], ${column((p) => p.vendorName)}::text[], ${column((p) => p.taxNumber)}::text[],
      ${column((p) => p.number)}::text[], ${column((p) => textKey(p.number))}::text[], ${column((p) => p.documentDate)}::date[],
      ${column((p) => p.dueDate)}::date[], ${column((p) => p.currency)}::text[], ${column((p) => p.amountMinor)}::bigint[]) as p
    on conflict (tenant_id, company_id, vendor_number, number_key) where withdrawn_command_id is null do nothing
    returning id, vendor_number, number_key`.execute(tx.db);
  const ids = new Map(rows.map((row) => [`${row.vendor_number}\u0000${row.number_key}`, row.id]));
  return new Map(
    payables.flatMap((one, index): [number, bigint][] => {
      const id = ids.get(`${one.vendorNumber}\u0000${textKey(one.number)}`);
      return id === undefined ? [] : [[index, id]];
    }),
  );
}

/** What an offer is known by: vendor and number, while it is not withdrawn. */
export async function loadOffered(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  keys: readonly { readonly vendorNumber: string; readonly number: string }[],
): Promise<Map<string, { id: bigint; currency: string; amountMinor: bigint }>> {
  const { rows } = await sql<{
    id: bigint;
    vendor_number: string;
    number_key: string;
    currency: string;
    amount_minor: bigint;
  }>`
    select p.id, p.vendor_number, p.number_key, p.currency, p.amount_minor
    from unnest(${keys.map((one) => one.vendorNumber)}::text[], ${keys.map((one) => textKey(one.number))}::text[]) as k(vendor, number_key)
    join offsets.payable_item p on p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.vendor_number = k.vendor
      and p.number_key = k.number_key and p.withdrawn_command_id is null`.execute(db);
  return new Map(
    rows.map((row) => [
      `${row.vendor_number}\u0000${row.number_key}`,
      { id: row.id, currency: row.currency, amountMinor: row.amount_minor },
    ]),
  );
}

/**
 * Payables of a company: those by id, or all that something is left of. Reserved is what open offsets have of them, without
 * the offsets that are looked at themselves.
 */
export async function loadPayables(
  db: Sql,
  tenantId: bigint,
  of: {
    readonly companyId: bigint;
    readonly ids?: readonly bigint[];
    readonly all?: boolean;
    readonly withoutOffsets?: readonly bigint[];
  },
): Promise<PayableItem[]> {
  const { rows } = await sql<{
    id: bigint;
    vendor_number: string;
    vendor_name: string;
    tax_number: string | null;
    number: string;
    document_date: string;
    due_date: string;
    currency: string;
    amount_minor: bigint;
    used_minor: bigint;
    withdrawn: boolean;
    reserved_minor: bigint;
  }>`
    select p.id, p.vendor_number, p.vendor_name, p.tax_number, p.number, p.document_date, p.due_date, p.currency, p.amount_minor, p.used_minor,
      p.withdrawn, coalesce((
        select sum(l.amount_minor) from offsets.v_offset_line l
        join offsets.offset_proposal o on o.tenant_id = ${tenantId} and o.id = l.offset_id
        where l.tenant_id = ${tenantId} and l.payable_id = p.id and o.state = 'proposed'
          and not l.offset_id = any(${(of.withoutOffsets ?? []) as bigint[]}::bigint[])), 0)::bigint as reserved_minor
    from offsets.v_payable_item p
    where p.tenant_id = ${tenantId} and p.company_id = ${of.companyId}
      and (${of.ids === undefined} or p.id = any(${(of.ids ?? []) as bigint[]}::bigint[]))
      and (${of.ids !== undefined || of.all === true} or (not p.withdrawn and p.used_minor < p.amount_minor))
    order by p.due_date, p.id`.execute(db);
  return rows.map((row) => ({
    payableId: row.id,
    vendorNumber: row.vendor_number,
    vendorName: row.vendor_name,
    taxNumber: row.tax_number,
    number: row.number,
    documentDate: row.document_date,
    dueDate: row.due_date,
    currency: row.currency,
    amountMinor: row.amount_minor,
    openMinor: row.amount_minor - row.used_minor,
    reservedMinor: row.reserved_minor,
    withdrawn: row.withdrawn,
  }));
}

/** Locks payables: what takes from one and what withdraws it stand in line. */
export async function lockPayables(tx: Transaction, ids: readonly bigint[]): Promise<void> {
  if (ids.length === 0) return;
  const sorted = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1));
  for (const id of sorted) tx.claimLock('case', `payable ${id}`);
  await sql`
    select id from offsets.payable_item where tenant_id = ${tx.tenantId} and id = any(${sorted}::bigint[]) order by id for update`.execute(
    tx.db,
  );
}

export async function markPayableWithdrawn(tx: Transaction, id: bigint, reason: string): Promise<void> {
  tx.send(sql`
    update offsets.payable_item set withdrawn_command_id = ${tx.commandId}, withdrawn_reason = ${reason}
    where tenant_id = ${tx.tenantId} and id = ${id}`);
}

/** A supplier that is a customer, with what shows it. */
export interface VendorLink {
  readonly id: bigint;
  readonly vendorNumber: string;
  readonly customerId: bigint;
  readonly customer: string;
  readonly evidence: string;
  readonly person: string;
}

export async function loadVendorLinks(db: Sql, tenantId: bigint, companyId: bigint): Promise<VendorLink[]> {
  const { rows } = await sql<VendorLink>`
    select v.id, v.vendor_number as "vendorNumber", v.customer_id as "customerId", c.number as customer, v.evidence, p.name as person
    from offsets.vendor_link v
    join customers.v_customer c on c.tenant_id = ${tenantId} and c.id = v.customer_id
    join platform.person p on p.id = v.person_id
    where v.tenant_id = ${tenantId} and v.company_id = ${companyId} and v.ended_command_id is null order by v.vendor_number`.execute(
    db,
  );
  return rows;
}

/** Links a supplier to a customer; false where it is linked already. */
export async function insertVendorLink(
  tx: Transaction,
  link: { companyId: bigint; vendorNumber: string; customerId: bigint; evidence: string },
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into offsets.vendor_link (tenant_id, company_id, vendor_number, customer_id, evidence, person_id, command_id)
    values (${tx.tenantId}, ${link.companyId}, ${link.vendorNumber}, ${link.customerId}, ${link.evidence}, ${tx.actor.personId},
      ${tx.commandId})
    on conflict (tenant_id, company_id, vendor_number) where ended_command_id is null do nothing returning id`.execute(
    tx.db,
  );
  return rows[0]?.id;
}

/** Ends the link of a supplier; false where it has none. */
export async function endVendorLink(
  tx: Transaction,
  of: { companyId: bigint; vendorNumber: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: bigint }>`
    update offsets.vendor_link set ended_command_id = ${tx.commandId}, ended_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and vendor_number = ${of.vendorNumber} and ended_command_id is null
    returning id`.execute(tx.db);
  return rows.length > 0;
}
