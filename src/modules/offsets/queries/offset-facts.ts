/** What planning and executing an offset look at: items with what hinders them, and who is which legal entity. */
import { loadStanding } from '#customers';
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import { type BlockKind, loadItems } from '#receivables';
import type { OffsetItem, PayableItem } from '../model.ts';
import { type Party, taxKey } from '../rules/entitlement.ts';
import { loadVendorLinks } from '../store/payables.ts';

/**
 * Items of accounts or by id, with their blocks of the day, waiting proposals of cash application, and what other open
 * offsets have of them. A fixed number of queries for any number of items.
 */
export async function loadOffsetItems(
  db: Sql,
  tenantId: bigint,
  of: ({ readonly accountIds: readonly bigint[] } | { readonly itemIds: readonly bigint[] }) & {
    readonly day: Day;
    /** Offsets whose own reservations do not count. */
    readonly withoutOffsets?: readonly bigint[];
  },
): Promise<OffsetItem[]> {
  const items = await loadItems(
    db,
    tenantId,
    'itemIds' in of ? { itemIds: of.itemIds } : { openOfAccounts: of.accountIds },
  );
  if (items.length === 0) return [];
  const ids = items.map((item) => item.id);
  const blocks = await sql<{ item_id: bigint; kind: BlockKind; amount_minor: bigint | null }>`
    select item_id, kind, amount_minor from receivables.v_block
    where tenant_id = ${tenantId} and item_id = any(${ids}::bigint[]) and from_date <= ${of.day} and (to_date is null or to_date >= ${of.day})
    order by id`.execute(db);
  const waiting = await sql<{ item_id: bigint }>`
    select item_id from cash.v_receipt where tenant_id = ${tenantId} and item_id = any(${ids}::bigint[]) and proposal is not null
      and state in ('unapplied', 'part_applied')`.execute(db);
  const reserved = await sql<{ item_id: bigint; amount_minor: bigint }>`
    select l.item_id, sum(l.amount_minor)::bigint as amount_minor from offsets.v_offset_line l
    join offsets.offset_proposal o on o.tenant_id = ${tenantId} and o.id = l.offset_id
    where l.tenant_id = ${tenantId} and l.item_id = any(${ids}::bigint[]) and o.state = 'proposed'
      and not l.offset_id = any(${(of.withoutOffsets ?? []) as bigint[]}::bigint[]) group by l.item_id`.execute(db);
  const accounts = await sql<{ id: bigint; number: string; one_time: boolean; insolvent_since: Day | null }>`
    select id, number, one_time, insolvent_since from customers.v_account
    where tenant_id = ${tenantId} and id = any(${[...new Set(items.map((item) => item.accountId))]}::bigint[])`.execute(
    db,
  );
  const accountOf = new Map(accounts.rows.map((row) => [row.id, row]));
  const blocksOf = new Map<bigint, { kind: BlockKind; amountMinor: bigint | null }[]>();
  for (const { item_id, kind, amount_minor } of blocks.rows)
    blocksOf.set(item_id, [...(blocksOf.get(item_id) ?? []), { kind, amountMinor: amount_minor }]);
  const waits = new Set(waiting.rows.map((row) => row.item_id));
  const heldOf = new Map(reserved.rows.map((row) => [row.item_id, row.amount_minor]));
  return items
    .filter((item) => !item.noted)
    .map((item) => ({
      itemId: item.id,
      accountId: item.accountId,
      customerId: item.customerId,
      customer: accountOf.get(item.accountId)!.number,
      number: item.number,
      documentType: item.documentType,
      dueDate: item.dueDate,
      postingDate: item.postingDate,
      currency: item.currency,
      openMinor: item.openMinor,
      linkedItemId: item.linkedItemId,
      specialGl: item.specialGl,
      oneTime: accountOf.get(item.accountId)!.one_time,
      insolventSince: accountOf.get(item.accountId)!.insolvent_since,
      blocks: blocksOf.get(item.id) ?? [],
      proposalWaits: waits.has(item.id),
      reservedMinor: heldOf.get(item.id) ?? 0n,
    }));
}

/** Answers who a customer or a supplier is, for the rule of entitlement. */
export interface Parties {
  customer(customerId: bigint): Party;
  supplier(payable: PayableItem): Party;
}

/** Reads merges, tax numbers and vendor links of a company on a day. */
export async function loadParties(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly day: Day; readonly customerIds: readonly bigint[] },
): Promise<Parties> {
  const standing = await loadStanding(db, tenantId, { day: of.day });
  const links = new Map((await loadVendorLinks(db, tenantId, of.companyId)).map((one) => [one.vendorNumber, one]));
  const ids = [
    ...new Set([
      ...of.customerIds,
      ...of.customerIds.map((id) => standing.holderOf(id)),
      ...[...links.values()].map((one) => one.customerId),
    ]),
  ];
  const { rows } = await sql<{ customer_id: bigint; tax_number: string }>`
    select customer_id, tax_number from customers.v_customer_tax_number
    where tenant_id = ${tenantId} and customer_id = any(${ids}::bigint[])`.execute(db);
  const taxOf = new Map(rows.map((row) => [row.customer_id, row.tax_number]));
  const customer = (customerId: bigint): Party => ({
    customerId,
    holderId: standing.holderOf(customerId),
    vendorNumber: null,
    taxKey: taxKey(taxOf.get(customerId) ?? taxOf.get(standing.holderOf(customerId)) ?? null),
  });
  return {
    customer,
    supplier: (payable) => {
      const link = links.get(payable.vendorNumber);
      const linked = link ? customer(link.customerId) : null;
      return {
        customerId: linked?.customerId ?? null,
        holderId: linked?.holderId ?? null,
        vendorNumber: payable.vendorNumber,
        taxKey: taxKey(payable.taxNumber) ?? linked?.taxKey ?? null,
      };
    },
  };
}

/** An account of a company that has something open in a currency; collective accounts are none of these. */
export interface OpenAccount {
  readonly accountId: bigint;
  readonly customerId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly hasDebits: boolean;
  readonly hasCredits: boolean;
}

export async function loadOpenAccounts(db: Sql, tenantId: bigint, companyId: bigint): Promise<OpenAccount[]> {
  const { rows } = await sql<OpenAccount>`
    select i.account_id as "accountId", a.customer_id as "customerId", a.number, i.currency,
      bool_or(i.open_minor > 0) as "hasDebits", bool_or(i.open_minor < 0) as "hasCredits"
    from receivables.v_item i
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.company_id = ${companyId} and i.open_minor <> 0 and not i.noted and not a.one_time
    group by i.account_id, a.customer_id, a.number, i.currency order by i.account_id, i.currency`.execute(db);
  return rows;
}
