/** Items in the database: the only writer of receivables.item and of what else they are called. */
import { textKey } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import { type AgingClass, type DocumentType, type Item, listKeyOf, type SpecialGl } from '../model.ts';

export interface ItemRow extends Omit<Item, 'openMinor' | 'openCompanyMinor' | 'reversedBy'> {
  readonly numberKey: string;
  readonly sourceKey: string;
  readonly text: string | null;
  /** Written with nothing open: the same command clears it. */
  readonly clearedAtOnce: boolean;
}

export async function takeItemIds(tx: Transaction, count: number): Promise<bigint[]> {
  if (count === 0) return [];
  const { rows } = await sql<{
    id: bigint;
  }>`select nextval('receivables.item_id') as id from generate_series(1, ${count})`.execute(tx.db);
  return rows.map((row) => row.id);
}

/** Writes items as wholly open, and the other numbers by which they are found; one statement of each for any number. */
export async function insertItems(tx: Transaction, items: readonly ItemRow[]): Promise<void> {
  if (items.length === 0) return;
  const column = <T>(pick: (item: ItemRow) => T): T[] => items.map(pick);
  // Arrays of arrays must be rectangular in PostgreSQL; reference keys travel as text joined by a separator no key holds.
  tx.send(sql`
    insert into receivables.item (tenant_id, command_id, id, company_id, account_id, customer_id, document_type, aging_class, number,
      number_key, instalment, source, source_key, document_date, posting_date, due_date, discount_until, discount_minor, currency,
      amount_minor, open_minor, company_amount_minor, open_company_minor, tax_minor, purchase_order, reference_keys, linked_item_id,
      journal_id, text, special_gl, noted, reason_code)
    select ${tx.tenantId}, ${tx.commandId}, i.id, i.company_id, i.account_id, i.customer_id, i.document_type, i.aging_class, i.number,
      i.number_key, i.instalment, i.source, i.source_key, i.document_date, i.posting_date, i.due_date, i.discount_until, i.discount_minor,
      i.currency, i.amount_minor, case when i.cleared then 0 else i.amount_minor end, i.company_amount_minor,
      case when i.cleared then 0 else i.company_amount_minor end, i.tax_minor, i.purchase_order,
      coalesce(string_to_array(i.reference_keys, ' '), '{}'), i.linked_item_id, i.journal_id, i.text, i.special_gl, i.noted, i.reason_code
    from unnest(${column((i) => i.id)}::bigint[], ${column((i) => i.companyId)}::bigint[], ${column((i) => i.accountId)}::bigint[],
      ${column((i) => i.customerId)}::bigint[], ${column((i) => i.documentType)}::text[], ${column((i) => i.agingClass)}::text[],
      ${column((i) => i.number)}::text[], ${column((i) => i.numberKey)}::text[], ${column((i) => i.instalment)}::smallint[],
      ${column((i) => i.source)}::text[], ${column((i) => i.sourceKey)}::text[], ${column((i) => i.documentDate)}::date[],
      ${column((i) => i.postingDate)}::date[], ${column((i) => i.dueDate)}::date[], ${column((i) => i.discountUntil)}::date[],
      ${column((i) => i.discountMinor)}::bigint[], ${column((i) => i.currency)}::text[], ${column((i) => i.amountMinor)}::bigint[],
      ${column((i) => i.companyAmountMinor)}::bigint[], ${column((i) => i.taxMinor)}::bigint[], ${column((i) => i.purchaseOrder)}::text[],
      ${column((i) => (i.referenceKeys.length ? i.referenceKeys.join(' ') : null))}::text[], ${column((i) => i.linkedItemId)}::bigint[],
      ${column((i) => i.journalId)}::bigint[], ${column((i) => i.text)}::text[], ${column((i) => i.specialGl)}::text[],
      ${column((i) => i.noted)}::boolean[], ${column((i) => i.reasonCode)}::text[], ${column((i) => i.clearedAtOnce)}::boolean[])
      as i(id, company_id, account_id, customer_id, document_type, aging_class, number, number_key, instalment, source, source_key,
        document_date, posting_date, due_date, discount_until, discount_minor, currency, amount_minor, company_amount_minor, tax_minor,
        purchase_order, reference_keys, linked_item_id, journal_id, text, special_gl, noted, reason_code, cleared)`);
  // Its own number is looked for by the item itself.
  const references = items.flatMap(({ id, companyId, numberKey, referenceKeys }) =>
    [...new Set(referenceKeys)].filter((key) => key !== numberKey).map((key) => ({ id, companyId, key })),
  );
  if (references.length === 0) return;
  tx.send(sql`
    insert into receivables.item_reference (tenant_id, item_id, key, company_id)
    select ${tx.tenantId}, r.* from unnest(${references.map((one) => one.id)}::bigint[],
      ${references.map((one) => one.key)}::text[], ${references.map((one) => one.companyId)}::bigint[]) as r`);
}

interface Row {
  id: bigint;
  company_id: bigint;
  account_id: bigint;
  customer_id: bigint;
  document_type: DocumentType;
  aging_class: AgingClass;
  number: string;
  instalment: number;
  document_date: string;
  posting_date: string;
  due_date: string;
  discount_until: string | null;
  discount_minor: bigint | null;
  currency: string;
  amount_minor: bigint;
  open_minor: bigint;
  company_amount_minor: bigint;
  open_company_minor: bigint;
  purchase_order: string | null;
  reference_keys: string[];
  linked_item_id: bigint | null;
  journal_id: bigint | null;
  reversed_by: bigint | null;
  tax_minor: bigint;
  special_gl: SpecialGl | null;
  noted: boolean;
  reason_code: string | null;
  source: string;
}

const toItem = (row: Row): Item => ({
  id: row.id,
  companyId: row.company_id,
  accountId: row.account_id,
  customerId: row.customer_id,
  documentType: row.document_type,
  agingClass: row.aging_class,
  number: row.number,
  instalment: row.instalment,
  documentDate: row.document_date,
  postingDate: row.posting_date,
  dueDate: row.due_date,
  discountUntil: row.discount_until,
  discountMinor: row.discount_minor,
  currency: row.currency,
  amountMinor: row.amount_minor,
  openMinor: row.open_minor,
  companyAmountMinor: row.company_amount_minor,
  openCompanyMinor: row.open_company_minor,
  purchaseOrder: row.purchase_order,
  referenceKeys: row.reference_keys,
  linkedItemId: row.linked_item_id,
  journalId: row.journal_id,
  reversedBy: row.reversed_by,
  taxMinor: row.tax_minor,
  specialGl: row.special_gl,
  noted: row.noted,
  reasonCode: row.reason_code,
  source: row.source,
});

/** Open items of a company: those of some accounts, those that some keys name, and those with some open amounts. */
export interface ItemsAskedFor {
  readonly companyId: bigint;
  readonly accountIds: readonly bigint[];
  /** Of the number or of another reference (`textKey`). */
  readonly keys: readonly string[];
  readonly amountsMinor: readonly bigint[];
}

/** Each by its own index: joined by `or`, the planner reads the whole company. */
const idsAskedFor = (tenantId: bigint, { companyId, accountIds, keys, amountsMinor }: ItemsAskedFor) => sql`
  select id from receivables.item where tenant_id = ${tenantId} and company_id = ${companyId} and open_minor <> 0
    and account_id = any(${accountIds as bigint[]}::bigint[])
  union select id from receivables.item where tenant_id = ${tenantId} and company_id = ${companyId}
    and number_key = any(${keys as string[]}::text[])
  union select item_id from receivables.item_reference where tenant_id = ${tenantId} and company_id = ${companyId}
    and key = any(${keys as string[]}::text[])
  union select id from receivables.item where tenant_id = ${tenantId} and company_id = ${companyId} and open_minor <> 0 and not noted
    and open_minor = any(${amountsMinor as bigint[]}::bigint[])`;

/** Which items to read: by id, or the open ones of some accounts, of a whole company, or of it those asked for. */
export type ItemSelection =
  | { readonly itemIds: readonly bigint[] }
  | { readonly openOfAccounts: readonly bigint[] }
  | { readonly openOfCompany: bigint }
  | { readonly openAskedFor: ItemsAskedFor };

/** Reads items. Noted ones are found only by their id: rules refuse them, and what is open never holds them. */
export async function loadItems(db: Sql, tenantId: bigint, selection: ItemSelection): Promise<Item[]> {
  const where =
    'itemIds' in selection
      ? sql`id = any(${selection.itemIds as bigint[]}::bigint[])`
      : 'openOfAccounts' in selection
        ? sql`account_id = any(${selection.openOfAccounts as bigint[]}::bigint[]) and open_minor <> 0 and not noted`
        : 'openOfCompany' in selection
          ? sql`company_id = ${selection.openOfCompany} and open_minor <> 0 and not noted`
          : sql`id in (${idsAskedFor(tenantId, selection.openAskedFor)}) and open_minor <> 0 and not noted`;
  const { rows } = await sql<Row>`
    select id, company_id, account_id, customer_id, document_type, aging_class, number, instalment, document_date, posting_date, due_date,
      discount_until, discount_minor, currency, amount_minor, open_minor, company_amount_minor, open_company_minor, purchase_order,
      reference_keys, linked_item_id, journal_id, reversed_by, tax_minor, special_gl, noted, reason_code, source
    from receivables.item where tenant_id = ${tenantId} and ${where} order by id`.execute(db);
  return rows.map(toItem);
}

/** Which of these source keys are posted already, with their numbers and items. */
export async function loadBySourceKeys(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  keys: readonly { source: string; sourceKey: string }[],
): Promise<
  Map<string, { number: string; itemIds: bigint[]; amountMinor: bigint; currency: string; accountId: bigint }>
> {
  // OFFSET 0 keeps it one look into the index per key: joined freely, the planner reads the whole index of the company.
  const { rows } = await sql<{
    source: string;
    source_key: string;
    number: string;
    id: bigint;
    amount_minor: bigint;
    currency: string;
    account_id: bigint;
  }>`
    select i.source, i.source_key, i.number, i.id, i.amount_minor, i.currency, i.account_id
    from unnest(${keys.map((k) => k.source)}::text[], ${keys.map((k) => k.sourceKey)}::text[]) as k(source, source_key)
    cross join lateral (
      select source, source_key, number, id, amount_minor, currency, account_id from receivables.item
      where tenant_id = ${tenantId} and company_id = ${companyId} and source = k.source and source_key = k.source_key
      offset 0
    ) i
    order by i.id`.execute(db);
  const found = new Map<
    string,
    { number: string; itemIds: bigint[]; amountMinor: bigint; currency: string; accountId: bigint }
  >();
  for (const row of rows) {
    const key = `${row.source}\u0000${row.source_key}`;
    const entry = found.get(key);
    if (entry) {
      entry.itemIds.push(row.id);
      entry.amountMinor += row.amount_minor;
    } else {
      found.set(key, {
        number: row.number,
        itemIds: [row.id],
        amountMinor: row.amount_minor,
        currency: row.currency,
        accountId: row.account_id,
      });
    }
  }
  return found;
}

interface NumberOfDocument {
  readonly companyId: bigint;
  readonly documentType: DocumentType;
  readonly number: string;
  /** 1 a debit, -1 a credit: what clears a document has its number too, on the other side. */
  readonly side: number;
}

/** Whether a document of the type stands under the number, in capitals or without; one that was reversed does not. */
export async function standsByNumber(db: Sql, tenantId: bigint, of: NumberOfDocument): Promise<boolean> {
  const { rows } = await sql<{ stands: boolean }>`
    select exists(
      select from receivables.item
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and number_key = ${textKey(of.number)}
        and upper(number) = upper(${of.number}) and document_type = ${of.documentType} and reversed_by is null
        and sign(amount_minor) = ${of.side}
    ) as stands`.execute(db);
  return rows[0]!.stands;
}

/** The first key, as documents of lists have them, that no document has had. */
export async function freeListKey(db: Sql, tenantId: bigint, of: NumberOfDocument): Promise<string> {
  const key = listKeyOf(of.documentType, of.number);
  for (let nth = 1; ; nth += 1) {
    const free = nth === 1 ? key : `${key} (${nth})`;
    const { rows } = await sql`
      select from receivables.item
      where tenant_id = ${tenantId} and company_id = ${of.companyId} and source = 'import' and source_key = ${free}
      limit 1`.execute(db);
    if (rows.length === 0) return free;
  }
}

/** Writes what is open after a clearing. */
export async function updateOpen(
  tx: Transaction,
  after: ReadonlyMap<bigint, { openMinor: bigint; openCompanyMinor: bigint }>,
): Promise<void> {
  const ids = [...after.keys()];
  tx.send(sql`
    update receivables.item i set open_minor = a.open_minor, open_company_minor = a.open_company_minor
    from unnest(${ids}::bigint[], ${ids.map((id) => after.get(id)!.openMinor)}::bigint[],
      ${ids.map((id) => after.get(id)!.openCompanyMinor)}::bigint[]) as a(id, open_minor, open_company_minor)
    where i.tenant_id = ${tx.tenantId} and i.id = a.id`);
}

/** Marks items as reversed, each by its own reversing item. */
export function markReversed(tx: Transaction, reversedBy: ReadonlyMap<bigint, bigint>): void {
  tx.send(sql`update receivables.item i set reversed_by = r.by
    from unnest(${[...reversedBy.keys()]}::bigint[], ${[...reversedBy.values()]}::bigint[]) as r(id, by)
    where i.tenant_id = ${tx.tenantId} and i.id = r.id`);
}

/** The ids of all items of the documents that some items belong to: a document is reversed whole, with every instalment. */
export async function documentItemIds(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select id from receivables.item where tenant_id = ${tenantId} and id = any(${itemIds as bigint[]}::bigint[])
    union
    select o.id from receivables.item i
    join receivables.item o on o.tenant_id = i.tenant_id and o.company_id = i.company_id and o.journal_id = i.journal_id
    where i.tenant_id = ${tenantId} and i.id = any(${itemIds as bigint[]}::bigint[]) order by id`.execute(db);
  return rows.map((row) => row.id);
}

export async function updateDueDates(
  tx: Transaction,
  itemIds: readonly bigint[],
  dueDates: readonly string[],
): Promise<void> {
  await sql`
    update receivables.item i set due_date = d.due_date
    from unnest(${itemIds as bigint[]}::bigint[], ${dueDates as string[]}::date[]) as d(id, due_date)
    where i.tenant_id = ${tx.tenantId} and i.id = d.id`.execute(tx.db);
}

/** Sets the tax of items that have none. */
export async function setTaxes(
  tx: Transaction,
  taxes: readonly { readonly itemId: bigint; readonly taxMinor: bigint }[],
): Promise<void> {
  await sql`
    update receivables.item i set tax_minor = t.tax_minor
    from unnest(${taxes.map((one) => one.itemId)}::bigint[], ${taxes.map((one) => one.taxMinor)}::bigint[]) as t(id, tax_minor)
    where i.tenant_id = ${tx.tenantId} and i.id = t.id and i.tax_minor = 0`.execute(tx.db);
}

/**
 * What is still requested: a request for a down payment less the down payments that name it and stand. The one definition
 * for `verify` too; noted items have no allocations.
 */
export function reduceRequests(tx: Transaction, requestIds: readonly bigint[]): void {
  if (requestIds.length === 0) return;
  tx.send(sql`
    update receivables.item r set open_minor = case when r.reversed_by is not null then 0 else greatest(0, r.amount_minor + coalesce((
      select sum(d.amount_minor)::bigint from receivables.item d
      where d.tenant_id = ${tx.tenantId} and d.linked_item_id = r.id and d.document_type = 'down_payment' and d.reversed_by is null), 0)) end
    where r.tenant_id = ${tx.tenantId} and r.noted and r.id = any(${requestIds as bigint[]}::bigint[])`);
}

/** A recovery of one of these write-offs that is not reversed, if there is any: its number. */
export async function findStandingRecovery(
  db: Sql,
  tenantId: bigint,
  writeOffIds: readonly bigint[],
): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select r.number from receivables.item w join receivables.item r on r.tenant_id = w.tenant_id and r.account_id = w.account_id
      and r.linked_item_id = w.id and r.document_type = 'recovery' and r.reversed_by is null
    where w.tenant_id = ${tenantId} and w.id = any(${writeOffIds as bigint[]}::bigint[]) limit 1`.execute(db);
  return rows[0]?.number;
}

/** What recoveries that stand have brought of a write-off; positive. */
export async function recoveredOf(
  db: Sql,
  tenantId: bigint,
  writeOff: { id: bigint; accountId: bigint },
): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as amount from receivables.item
    where tenant_id = ${tenantId} and account_id = ${writeOff.accountId} and linked_item_id = ${writeOff.id}
      and document_type = 'recovery' and reversed_by is null`.execute(db);
  return rows[0]!.amount;
}
