/** The mirror in the database: the only writer of integrations.erp_item and integrations.erp_change. */
import { type Head, type RawSql, type Sql, sql, type Transaction } from '#platform';
import { type DocumentType, documentTypes, type SpecialGl } from '#receivables';
import type { ErpBlock, MirroredItem, ResolvedRow } from '../model.ts';
import type { MirrorChange, MirrorLink } from '../rules/mirror-changes.ts';

interface Row {
  item_key: string;
  scope: string;
  account_id: bigint;
  item_id: bigint | null;
  number: string;
  document_type: DocumentType;
  currency: string;
  amount_minor: bigint;
  erp_open_minor: bigint;
  closed_minor: bigint;
  confirmed_minor: bigint;
  due_date: string;
  blocks: ErpBlock[];
  linked_key: string | null;
  special_gl: string | null;
  special_gl_account: SpecialGl | null;
  noted: boolean;
  state: MirroredItem['state'];
  clearing_document: string | null;
  clearing_date: string | null;
  our_reference: string | null;
  generation: number;
  posting_date: string | null;
  /** A text where it was erased. */
  told: ToldRow | string | null;
}

/** A row as JSON keeps it: amounts and ids as text. */
type ToldRow = {
  readonly [K in keyof ResolvedRow]: bigint extends ResolvedRow[K]
    ? Exclude<ResolvedRow[K], bigint> | string
    : ResolvedRow[K];
};

const fromTold = (row: ToldRow): ResolvedRow => ({
  ...row,
  accountId: BigInt(row.accountId),
  amountMinor: BigInt(row.amountMinor),
  openMinor: BigInt(row.openMinor),
  companyAmountMinor: row.companyAmountMinor === null ? null : BigInt(row.companyAmountMinor),
  // Rows that wait since before taxes and parties were read have none.
  taxMinor: row.taxMinor == null ? null : BigInt(row.taxMinor),
  taxCode: row.taxCode ?? null,
  party: row.party ?? null,
});

const toTold = (row: ResolvedRow): string =>
  JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

const toMirrored = (row: Row): MirroredItem => ({
  key: row.item_key,
  scope: row.scope,
  accountId: row.account_id,
  itemId: row.item_id,
  number: row.number,
  documentType: row.document_type,
  currency: row.currency,
  amountMinor: row.amount_minor,
  erpOpenMinor: row.erp_open_minor,
  closedMinor: row.closed_minor,
  confirmedMinor: row.confirmed_minor,
  dueDate: row.due_date,
  blocks: row.blocks,
  linkedKey: row.linked_key,
  specialGl: row.special_gl,
  specialGlAccount: row.special_gl_account,
  noted: row.noted,
  state: row.state,
  clearingDocument: row.clearing_document,
  clearingDate: row.clearing_date,
  ourReference: row.our_reference,
  generation: row.generation,
  postingDate: row.posting_date,
  // What was erased is no longer known; the next load tells it anew.
  told: row.told === null || typeof row.told === 'string' ? null : fromTold(row.told),
});

const columns = sql`item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor, closed_minor,
  confirmed_minor, due_date, blocks, linked_key, special_gl, special_gl_account, noted, state, clearing_document, clearing_date, our_reference,
  generation, posting_date, told`;

/**
 * Which rows of the mirror to read: by key; by key together with what they are linked to and what is linked to them; by
 * the subledger's item; all that are not closed in a scope; or the payments that wait for their receipt.
 */
export type MirrorSelection =
  | { readonly keys: readonly string[] }
  | { readonly around: readonly string[] }
  | { readonly itemIds: readonly bigint[] }
  | { readonly openInScope: string }
  | { readonly waiting: true };

/** Reads the mirror by key. */
export async function loadMirror(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  selection: MirrorSelection,
): Promise<Map<string, MirroredItem>> {
  const where =
    'keys' in selection
      ? sql`item_key = any(${selection.keys as string[]}::text[])`
      : 'itemIds' in selection
        ? sql`item_id = any(${selection.itemIds as bigint[]}::bigint[])`
        : 'waiting' in selection
          ? sql`state = 'waiting' and jsonb_typeof(told) = 'object'`
          : 'openInScope' in selection
            ? sql`scope = ${selection.openInScope} and state <> 'closed'`
            : sql`item_key in (
              select unnest(${selection.around as string[]}::text[])
              union select linked_key from integrations.erp_item
                where tenant_id = ${tenantId} and company_id = ${companyId} and item_key = any(${selection.around as string[]}::text[])
              union select item_key from integrations.erp_item
                where tenant_id = ${tenantId} and company_id = ${companyId} and linked_key = any(${selection.around as string[]}::text[]))`;
  const { rows } = await sql<Row>`
    select ${columns} from integrations.erp_item where tenant_id = ${tenantId} and company_id = ${companyId} and ${where}
    order by item_key`.execute(db);
  return new Map(rows.map((row) => [row.item_key, toMirrored(row)]));
}

/** Writes rows of the mirror, new and changed ones in one statement. */
export async function upsertMirror(
  tx: Transaction,
  companyId: bigint,
  loadId: bigint | null,
  items: readonly MirroredItem[],
): Promise<void> {
  if (items.length === 0) return;
  const c = <T>(pick: (item: MirroredItem) => T): T[] => items.map(pick);
  await sql`
    insert into integrations.erp_item as old (tenant_id, company_id, load_id, item_key, scope, account_id, item_id, number, document_type, currency,
      amount_minor, erp_open_minor, closed_minor, confirmed_minor, due_date, blocks, linked_key, special_gl, special_gl_account, noted, state,
      clearing_document, clearing_date, our_reference, generation, posting_date, told)
    select ${tx.tenantId}, ${companyId}, coalesce(${loadId}::bigint, 0), m.item_key, m.scope, m.account_id, m.item_id, m.number, m.document_type,
      m.currency, m.amount_minor, m.erp_open_minor, m.closed_minor, m.confirmed_minor, m.due_date, coalesce(string_to_array(m.blocks, ' '), '{}'),
      m.linked_key, m.special_gl, m.special_gl_account, m.noted, m.state, m.clearing_document, m.clearing_date, m.our_reference, m.generation,
      m.posting_date, m.told::jsonb
    from unnest(${c((m) => m.key)}::text[], ${c((m) => m.scope)}::text[], ${c((m) => m.accountId)}::bigint[], ${c((m) => m.itemId)}::bigint[],
      ${c((m) => m.number)}::text[], ${c((m) => m.documentType)}::text[], ${c((m) => m.currency)}::text[], ${c((m) => m.amountMinor)}::bigint[],
      ${c((m) => m.erpOpenMinor)}::bigint[], ${c((m) => m.closedMinor)}::bigint[], ${c((m) => m.confirmedMinor)}::bigint[],
      ${c((m) => m.dueDate)}::date[], ${c((m) => (m.blocks.length ? m.blocks.join(' ') : null))}::text[], ${c((m) => m.linkedKey)}::text[],
      ${c((m) => m.specialGl)}::text[], ${c((m) => m.specialGlAccount)}::text[], ${c((m) => m.noted)}::boolean[], ${c((m) => m.state)}::text[], ${c((m) => m.clearingDocument)}::text[],
      ${c((m) => m.clearingDate)}::date[], ${c((m) => m.ourReference)}::text[], ${c((m) => m.generation)}::integer[],
      ${c((m) => m.postingDate)}::date[], ${c((m) => (m.told === null ? null : toTold(m.told)))}::text[])
      as m(item_key, scope, account_id, item_id, number, document_type, currency, amount_minor, erp_open_minor, closed_minor, confirmed_minor,
        due_date, blocks, linked_key, special_gl, special_gl_account, noted, state, clearing_document, clearing_date, our_reference, generation,
        posting_date, told)
    on conflict (tenant_id, company_id, item_key) do update set scope = excluded.scope, item_id = excluded.item_id, number = excluded.number,
      document_type = excluded.document_type, currency = excluded.currency, amount_minor = excluded.amount_minor,
      erp_open_minor = excluded.erp_open_minor, closed_minor = excluded.closed_minor, confirmed_minor = excluded.confirmed_minor,
      due_date = excluded.due_date, blocks = excluded.blocks, linked_key = excluded.linked_key, special_gl = excluded.special_gl,
      special_gl_account = excluded.special_gl_account,
      noted = excluded.noted, state = excluded.state, clearing_document = excluded.clearing_document, clearing_date = excluded.clearing_date,
      our_reference = excluded.our_reference, generation = excluded.generation, posting_date = excluded.posting_date,
      told = excluded.told, load_id = coalesce(${loadId}::bigint, old.load_id)`.execute(tx.db);
}

/** Appends what a load changed, under the command's sequence. */
export async function insertChanges(
  tx: Transaction,
  head: Head,
  input: { companyId: bigint; loadId: bigint; effectiveDate: string; firstOrdinal: number },
  changes: readonly MirrorChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into integrations.erp_change (tenant_id, seq, company_id, load_id, effective_date, ordinal, item_key, kind, before, after)
    select ${tx.tenantId}, ${head.seq}, ${input.companyId}, ${input.loadId}, ${input.effectiveDate}::date, c.*
    from unnest(${changes.map((_, index) => input.firstOrdinal + index)}::integer[], ${changes.map((c) => c.key)}::text[],
      ${changes.map((c) => c.kind)}::text[], ${changes.map((c) => c.before)}::text[], ${changes.map((c) => c.after)}::text[]) as c`.execute(
    tx.db,
  );
}

/** A netting or closing that stands: an allocation made for the mirror and not taken back. */
interface StandingRow {
  clearing_id: bigint;
  credit_item_id: bigint;
  debit_item_id: bigint;
  amount: bigint;
  effective_date: string;
}

async function loadStanding(
  db: Sql,
  tenantId: bigint,
  kind: string,
  itemIds: readonly bigint[],
): Promise<StandingRow[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<StandingRow>`
    with touched as (
      select id from receivables.v_allocation where tenant_id = ${tenantId} and credit_item_id = any(${itemIds as bigint[]}::bigint[])
      union select id from receivables.v_allocation where tenant_id = ${tenantId} and debit_item_id = any(${itemIds as bigint[]}::bigint[])
    )
    select a.clearing_id, a.credit_item_id, a.debit_item_id, a.credit_amount_minor as amount, a.effective_date
    from receivables.v_allocation a
    where a.tenant_id = ${tenantId} and a.id in (select id from touched) and a.kind = ${kind} and a.reversal_of is null and not exists (
      select 1 from receivables.v_allocation r where r.tenant_id = ${tenantId} and r.reversal_of = a.clearing_id)
    order by a.clearing_id`.execute(db);
  return rows;
}

/** The kinds of clearings that the mirror makes: closings told by the ERP, and nettings of what it links. */
export const closingKind = 'erp_closing';
export const nettingKind = 'erp_netting';

/** What is netted between mirrored items now, by the keys of both sides, with the clearings that did it. */
export async function loadNettings(
  db: Sql,
  tenantId: bigint,
  keyOfItem: ReadonlyMap<bigint, string>,
): Promise<(MirrorLink & { clearingIds: bigint[]; since: string })[]> {
  const found = new Map<string, MirrorLink & { clearingIds: bigint[]; since: string }>();
  for (const row of await loadStanding(db, tenantId, nettingKind, [...keyOfItem.keys()])) {
    const creditKey = keyOfItem.get(row.credit_item_id);
    const debitKey = keyOfItem.get(row.debit_item_id);
    if (creditKey === undefined || debitKey === undefined) continue;
    const id = `${creditKey}\u0000${debitKey}`;
    const known = found.get(id);
    found.set(id, {
      creditKey,
      debitKey,
      nettedMinor: (known?.nettedMinor ?? 0n) + row.amount,
      clearingIds: [...(known?.clearingIds ?? []), row.clearing_id],
      since: row.effective_date,
    });
  }
  return [...found.values()];
}

/** The closings of items that stand: clearing and closing item of each. */
export async function loadClosings(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<Map<bigint, { clearingId: bigint; closingItemId: bigint }[]>> {
  const wanted = new Set(itemIds);
  const found = new Map<bigint, { clearingId: bigint; closingItemId: bigint }[]>();
  for (const row of await loadStanding(db, tenantId, closingKind, itemIds)) {
    const [itemId, closingItemId] = wanted.has(row.credit_item_id)
      ? [row.credit_item_id, row.debit_item_id]
      : [row.debit_item_id, row.credit_item_id];
    found.set(itemId, [...(found.get(itemId) ?? []), { clearingId: row.clearing_id, closingItemId }]);
  }
  return found;
}

/** An item that gave way to another of its identity, and with which something of ours or of the ERP's still stands. */
export interface LeftBehind {
  readonly key: string;
  readonly itemId: bigint;
  readonly accountId: bigint;
}

/**
 * Items that gave way to others of their identity while a netting, or a clearing of ours that the ERP has not booked, stands with
 * them: lists of before 27 November 2026 left such behind. Of these identities, or of all that a scope has open.
 */
export async function loadLeftBehind(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  among: readonly string[] | { readonly scope: string },
): Promise<LeftBehind[]> {
  const which =
    'scope' in among
      ? sql`m.scope = ${among.scope} and m.state <> 'closed'`
      : sql`m.item_key = any(${among as string[]}::text[])`;
  const { rows } = await sql<{ item_key: string; id: bigint; account_id: bigint }>`
    select m.item_key, i.id, i.account_id
    from integrations.erp_item m
    cross join lateral generate_series(1, m.generation - 1) as g (generation)
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.company_id = m.company_id and i.source = 'erp' and i.reversed_by is null
      and i.source_key = case g.generation when 1 then m.item_key else m.item_key || '#' || g.generation end and i.id <> m.item_id
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.generation > 1 and ${which} and exists (
      select 1 from receivables.v_allocation a
      where a.tenant_id = ${tenantId} and i.id in (a.credit_item_id, a.debit_item_id) and a.reversal_of is null
        and not exists (select 1 from receivables.v_allocation r where r.tenant_id = ${tenantId} and r.reversal_of = a.clearing_id)
        and (a.kind = ${nettingKind} or exists (select 1 from integrations.export_entry e
          where e.tenant_id = ${tenantId} and e.clearing_id = a.clearing_id and e.kind = 'clearing' and e.state in ('pending', 'exported'))))
    order by i.id`.execute(db);
  return rows.map((row) => ({ key: row.item_key, itemId: row.id, accountId: row.account_id }));
}

/**
 * Open items of the ERP for which something of ours stood that was reversed since (a deduction whose payment was taken back): the
 * next list brings them anew. By identity.
 */
export async function loadOrphaned(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  scope: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ item_key: string }>`
    select m.item_key from integrations.erp_item m
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.scope = ${scope} and m.state <> 'closed'
      and i.source = 'dunwell' and i.reversed_by is not null`.execute(db);
  return new Set(rows.map((row) => row.item_key));
}

/** Whose own documents took something out of an item: what they took bore no tax where the item had none. */
const takesTax: readonly DocumentType[] = [
  ...(['write_off', 'discount', 'credit_memo', 'deduction', 'transfer', 'bill_of_exchange', 'retention'] as const),
  'withholding_tax',
];

/** The documents of ours that stand against an item on one of its sides. */
const takenBy = (tenantId: bigint, side: RawSql, other: RawSql): RawSql => sql`
  select 1 from receivables.v_allocation a join receivables.v_item o on o.tenant_id = ${tenantId} and o.id = ${other}
  where a.tenant_id = ${tenantId} and ${side} and a.reversal_of is null and o.source <> 'erp' and o.reversed_by is null
    and o.document_type = any(${takesTax as string[]}::text[])`;

/**
 * Open items of the ERP that have no tax here and of which nothing of ours took any part, by identity: those of a scope, or of
 * some identities.
 */
export async function loadTaxless(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  among: { readonly keys: readonly string[] } | { readonly scope: string },
): Promise<ReadonlySet<string>> {
  const which =
    'scope' in among
      ? sql`m.scope = ${among.scope} and m.state = 'open'`
      : sql`m.item_key = any(${among.keys as string[]}::text[])`;
  const { rows } = await sql<{ item_key: string }>`
    select m.item_key from integrations.erp_item m
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and ${which} and i.source = 'erp' and i.tax_minor = 0
      and not exists (${takenBy(tenantId, sql`a.debit_item_id = i.id`, sql`a.credit_item_id`)})
      and not exists (${takenBy(tenantId, sql`a.credit_item_id = i.id`, sql`a.debit_item_id`)})`.execute(db);
  return new Set(rows.map((row) => row.item_key));
}

/** How many open items of a scope that may bear tax have none. */
export async function countWithoutTax(db: Sql, tenantId: bigint, companyId: bigint, scope: string): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from integrations.erp_item m
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.scope = ${scope} and m.state = 'open' and i.source = 'erp'
      and i.tax_minor = 0 and i.document_type = any(${mayBearTax}::text[]) and i.special_gl is distinct from 'down_payment'`.execute(
    db,
  );
  return Number(rows[0]!.count);
}

const mayBearTax = (Object.keys(documentTypes) as DocumentType[]).filter(
  (type) => documentTypes[type].tax !== 'none' && type !== 'down_payment',
);
