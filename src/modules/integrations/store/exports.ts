/** The export queue in the database: the only writer of integrations.export_entry. */

import { type Sql, sql, type Transaction } from '#platform';
import type { DocumentType } from '#receivables';
import type { exportStates } from '../lists.ts';
import { type AdjustingTax, type ExportTax, taxesOfLines } from '../rules/export-taxes.ts';
import type { MovedByUs } from '../rules/moved-items.ts';

export type ExportState = (typeof exportStates)[number];

export interface ExportEntry {
  readonly id: bigint;
  readonly reference: string;
  readonly kind: 'clearing' | 'clearing_reversal' | 'tax_relief';
  /** Null: a relief of tax, which has its journal instead. */
  readonly clearingId: bigint | null;
  readonly reliefJournalId: bigint | null;
  readonly state: ExportState;
  readonly reason: string | null;
  readonly erpDocument: string | null;
}

/** One allocation of an exported clearing: which item of the ERP, or which receipt of ours, on which side. */
export interface ExportLine {
  readonly clearingId: bigint;
  readonly postingDate: string;
  readonly explanation: string;
  readonly customer: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  /** The ERP's identity of each side; null: the ERP does not know it yet, such as our receipt. */
  readonly creditKey: string | null;
  readonly debitKey: string | null;
  /** The ERP's identity of what the debit was moved out of, such as the invoice of a deduction; null: it was not. */
  readonly debitOriginKey: string | null;
  readonly creditNumber: string;
  readonly debitNumber: string;
  readonly creditType: string;
  /** Of a refund: the account that it is paid to. */
  readonly payTo: {
    readonly account: string;
    readonly bankCode: string | null;
    readonly holderName: string | null;
  } | null;
  /** The tax in what this line takes out of the ERP's item, as the ledger here split it. */
  readonly taxes: readonly ExportTax[];
  /** What we owe that this clearing sets off; the ERP's payables are cleared with it. */
  readonly payables: readonly ExportPayable[];
}

/** What a part of an item becomes that moves out of it and stays owed. */
const movedTypes: readonly DocumentType[] = [
  'deduction',
  'retention',
  'bill_of_exchange',
  'withholding_tax',
  'transfer',
];

/** A payable that an offset takes, by the ERP's own numbers. */
export interface ExportPayable {
  readonly vendor: string;
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/**
 * Puts clearings that touch mirrored items, or what was moved out of them (a deduction, a retention), into the queue as pending;
 * others are none of the ERP's business.
 */
export async function insertExports(
  tx: Transaction,
  company: { id: bigint; code: string },
  kind: 'clearing' | 'clearing_reversal',
  clearingIds: readonly bigint[],
): Promise<void> {
  await sql`
    insert into integrations.export_entry (tenant_id, company_id, reference, kind, clearing_id, state, command_id)
    select ${tx.tenantId}, ${company.id}, ${`DW-${company.code}-`} || c.id || ${kind === 'clearing' ? '' : 'R'}, ${kind}, c.id, 'pending', ${tx.commandId}
    from unnest(${clearingIds as bigint[]}::bigint[]) as c(id)
    where exists (
      select 1 from receivables.v_allocation a
      join receivables.v_item i on i.tenant_id = ${tx.tenantId} and i.id in (a.credit_item_id, a.debit_item_id)
      join integrations.erp_item m on m.tenant_id = ${tx.tenantId}
        and (m.item_id = i.id or (m.item_id = i.linked_item_id and i.document_type = any(${movedTypes as string[]}::text[])))
      where a.tenant_id = ${tx.tenantId} and a.clearing_id = c.id)
    on conflict (tenant_id, company_id, reference) do nothing returning id`.execute(tx.db);
}

/** Entries of a company in some states, the oldest first. */
export async function loadExports(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  by: { states: readonly ExportState[] } | { references: readonly string[] } | { clearingIds: readonly bigint[] },
): Promise<ExportEntry[]> {
  const where =
    'states' in by
      ? sql`state = any(${by.states as string[]}::text[])`
      : 'references' in by
        ? sql`reference = any(${by.references as string[]}::text[])`
        : sql`clearing_id = any(${by.clearingIds as bigint[]}::bigint[])`;
  const { rows } = await sql<{
    id: bigint;
    reference: string;
    kind: ExportEntry['kind'];
    clearing_id: bigint | null;
    relief_journal_id: bigint | null;
    state: ExportState;
    reason: string | null;
    erp_document: string | null;
  }>`
    select id, reference, kind, clearing_id, relief_journal_id, state, reason, erp_document from integrations.export_entry
    where tenant_id = ${tenantId} and company_id = ${companyId} and ${where} order by id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    clearingId: row.clearing_id,
    reliefJournalId: row.relief_journal_id,
    state: row.state,
    reason: row.reason,
    erpDocument: row.erp_document,
  }));
}

/** Puts claims and repayments of relief into the queue, of write-offs that the ERP is told of. */
export async function insertReliefExports(
  tx: Transaction,
  company: { id: bigint; code: string },
  journalIds: readonly bigint[],
): Promise<void> {
  await sql`
    insert into integrations.export_entry (tenant_id, company_id, reference, kind, relief_journal_id, state, command_id)
    select distinct ${tx.tenantId}::bigint, ${company.id}::bigint, ${`DW-${company.code}-T`} || m.journal_id, 'tax_relief', m.journal_id, 'pending', ${tx.commandId}::bigint
    from receivables.v_bad_debt_relief_move m
    join receivables.v_bad_debt_relief r on r.tenant_id = ${tx.tenantId} and r.id = m.relief_id
    join receivables.v_allocation a on a.tenant_id = ${tx.tenantId} and a.credit_item_id = r.write_off_item_id
    join integrations.export_entry e on e.tenant_id = ${tx.tenantId} and e.clearing_id = a.clearing_id and e.kind = 'clearing'
    where m.tenant_id = ${tx.tenantId} and m.journal_id = any(${journalIds as bigint[]}::bigint[]) and m.kind in ('claimed', 'repaid')
    on conflict (tenant_id, company_id, reference) do nothing`.execute(tx.db);
}

/** A relief of tax as a line: the write-off whose tax it is, what it wrote off, and the tax that it corrects or makes due again. */
export interface ReliefLine extends ExportLine {
  readonly reliefJournalId: bigint;
  readonly accountId: bigint;
}

/** The lines of reliefs by their journals. */
export async function loadReliefLines(db: Sql, tenantId: bigint, journalIds: readonly bigint[]): Promise<ReliefLine[]> {
  if (journalIds.length === 0) return [];
  const { rows } = await sql<{
    journal_id: bigint;
    posting_date: string;
    explanation: string;
    account_id: bigint;
    customer: string;
    currency: string;
    kind: 'claimed' | 'repaid';
    amount: bigint;
    base: bigint;
    country: string;
    tax_code: string | null;
    rate: string | null;
    write_off_id: bigint;
    write_off: string;
    debit_id: bigint;
    debit_key: string | null;
    debit_origin_key: string | null;
    debit: string;
  }>`
    select m.journal_id, m.posting_date, j.explanation, r.account_id, k.number as customer, r.currency, m.kind, abs(m.amount_minor) as amount,
      round(r.base_minor::numeric * abs(m.amount_minor) / r.tax_minor)::bigint as base, r.country, r.tax_code,
      (select trim_scale(t.rate_percent)::text from receivables.v_item_tax t where t.tenant_id = ${tenantId} and t.item_id = w.id
        and t.country = r.country and t.tax_code is not distinct from r.tax_code and t.account_id = r.tax_account_id limit 1) as rate,
      w.id as write_off_id, w.number as write_off, d.id as debit_id, md.item_key as debit_key, mo.item_key as debit_origin_key, d.number as debit
    from receivables.v_bad_debt_relief_move m
    join receivables.v_bad_debt_relief r on r.tenant_id = ${tenantId} and r.id = m.relief_id
    join ledger.v_journal j on j.tenant_id = ${tenantId} and j.id = m.journal_id
    join receivables.v_item w on w.tenant_id = ${tenantId} and w.id = r.write_off_item_id
    join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = w.linked_item_id
    join customers.v_account k on k.tenant_id = ${tenantId} and k.id = r.account_id
    left join integrations.erp_item md on md.tenant_id = ${tenantId} and md.item_id = d.id
    left join integrations.erp_item mo on mo.tenant_id = ${tenantId} and mo.item_id = d.linked_item_id
      and d.document_type = any(${movedTypes as string[]}::text[])
    where m.tenant_id = ${tenantId} and m.journal_id = any(${journalIds as bigint[]}::bigint[]) and m.kind in ('claimed', 'repaid')
    order by m.journal_id`.execute(db);
  return rows.map((row) => ({
    reliefJournalId: row.journal_id,
    accountId: row.account_id,
    clearingId: 0n,
    postingDate: row.posting_date,
    explanation: row.explanation,
    customer: row.customer,
    currency: row.currency,
    amountMinor: row.amount,
    creditItemId: row.write_off_id,
    debitItemId: row.debit_id,
    creditKey: null,
    debitKey: row.debit_key,
    debitOriginKey: row.debit_origin_key,
    creditNumber: row.write_off,
    debitNumber: row.debit,
    creditType: 'write_off',
    payTo: null,
    payables: [],
    taxes: [
      {
        country: row.country,
        code: row.tax_code,
        ratePercent: row.rate,
        baseMinor: row.base,
        taxMinor: row.amount,
        treatment: row.kind === 'claimed' ? 'correct' : 'returns',
      },
    ],
  }));
}

/** Moves entries to a state, each with its reason and the ERP's document where there is one. */
export async function updateExports(
  tx: Transaction,
  changes: readonly { id: bigint; state: ExportState; reason?: string | null; erpDocument?: string | null }[],
  moment: { readonly exportedSeq?: bigint; readonly answeredOn?: string } = {},
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update integrations.export_entry e set state = c.state, reason = coalesce(c.reason, e.reason),
      erp_document = coalesce(c.erp_document, e.erp_document), exported_seq = coalesce(${moment.exportedSeq ?? null}::bigint, e.exported_seq),
      answered_on = coalesce(${moment.answeredOn ?? null}::date, e.answered_on)
    from unnest(${changes.map((c) => c.id)}::bigint[], ${changes.map((c) => c.state)}::text[], ${changes.map((c) => c.reason ?? null)}::text[],
      ${changes.map((c) => c.erpDocument ?? null)}::text[]) as c(id, state, reason, erp_document)
    where e.tenant_id = ${tx.tenantId} and e.id = c.id`.execute(tx.db);
}

/** The allocations of clearings, with both sides as the ERP knows them. */
export async function loadExportLines(
  db: Sql,
  tenantId: bigint,
  clearingIds: readonly bigint[],
): Promise<ExportLine[]> {
  const { rows } = await sql<{
    clearing_id: bigint;
    effective_date: string;
    explanation: string;
    customer: string;
    currency: string;
    amount: bigint;
    credit_item_id: bigint;
    debit_item_id: bigint;
    credit_key: string | null;
    debit_key: string | null;
    debit_origin_key: string | null;
    credit_number: string;
    debit_number: string;
    credit_type: DocumentType;
    debit_type: DocumentType;
    pay_to: string | null;
    pay_to_bank: string | null;
    pay_to_holder: string | null;
  }>`
    select a.clearing_id, a.effective_date, a.explanation, k.number as customer, d.currency, a.debit_amount_minor as amount,
      a.credit_item_id, a.debit_item_id, mc.item_key as credit_key, md.item_key as debit_key,
      mo.item_key as debit_origin_key, c.number as credit_number,
      d.number as debit_number, c.document_type as credit_type,
      d.document_type as debit_type, p.account_text as pay_to, p.bank_code as pay_to_bank, p.holder_name as pay_to_holder
    from receivables.v_allocation a
    join receivables.v_item c on c.tenant_id = ${tenantId} and c.id = a.credit_item_id
    join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = a.debit_item_id
    join customers.v_account k on k.tenant_id = ${tenantId} and k.id = d.account_id
    left join integrations.erp_item mc on mc.tenant_id = ${tenantId} and mc.item_id = a.credit_item_id
    left join integrations.erp_item md on md.tenant_id = ${tenantId} and md.item_id = a.debit_item_id
    left join integrations.erp_item mo on mo.tenant_id = ${tenantId} and mo.item_id = d.linked_item_id
      and d.document_type = any(${movedTypes as string[]}::text[])
    left join receivables.v_refund_payout p on p.tenant_id = ${tenantId} and p.item_id = a.debit_item_id
    where a.tenant_id = ${tenantId} and a.clearing_id = any(${clearingIds as bigint[]}::bigint[])
    order by a.clearing_id, a.id`.execute(db);
  const payables = await loadExportPayables(db, tenantId, clearingIds);
  const sides = rows.map((row) => ({
    clearingId: row.clearing_id,
    amountMinor: row.amount < 0n ? -row.amount : row.amount,
    creditItemId: row.credit_item_id,
    debitItemId: row.debit_item_id,
    creditType: row.credit_type,
    debitType: row.debit_type,
  }));
  const itemIds = new Set(sides.flatMap((side) => [side.creditItemId, side.debitItemId]));
  const taxes = taxesOfLines(sides, await loadAdjustingTaxes(db, tenantId, [...itemIds]));
  return rows.map((row, index) => ({
    clearingId: row.clearing_id,
    taxes: taxes[index]!,
    payables: payables.get(row.clearing_id) ?? [],
    postingDate: row.effective_date,
    explanation: row.explanation,
    customer: row.customer,
    currency: row.currency,
    amountMinor: row.amount,
    creditItemId: row.credit_item_id,
    debitItemId: row.debit_item_id,
    creditKey: row.credit_key,
    debitKey: row.debit_key,
    debitOriginKey: row.debit_origin_key,
    creditNumber: row.credit_number,
    debitNumber: row.debit_number,
    creditType: row.credit_type,
    payTo:
      row.pay_to === null ? null : { account: row.pay_to, bankCode: row.pay_to_bank, holderName: row.pay_to_holder },
  }));
}

/** The tax that some items took out of others, by code. */
async function loadAdjustingTaxes(db: Sql, tenantId: bigint, itemIds: readonly bigint[]): Promise<AdjustingTax[]> {
  const { rows } = await sql<AdjustingTax>`
    select item_id as "itemId", country, tax_code as code, trim_scale(rate_percent)::text as "ratePercent",
      base_minor as "baseMinor", tax_minor as "taxMinor"
    from receivables.v_item_tax
    where tenant_id = ${tenantId} and item_id = any(${itemIds as bigint[]}::bigint[]) and adjusts_item_id is not null
    order by item_id, line`.execute(db);
  return rows;
}

/** What offsets against payables take, by the clearing that they made. */
async function loadExportPayables(
  db: Sql,
  tenantId: bigint,
  clearingIds: readonly bigint[],
): Promise<Map<bigint, ExportPayable[]>> {
  const { rows } = await sql<{
    clearing_id: bigint;
    vendor: string;
    number: string;
    currency: string;
    amount: bigint;
  }>`
    select x.clearing_id, p.vendor_number as vendor, p.number, p.currency, l.amount_minor as amount
    from offsets.v_offset_posting x
    join offsets.v_offset_line l on l.tenant_id = ${tenantId} and l.offset_id = x.offset_id
    join offsets.v_payable_item p on p.tenant_id = ${tenantId} and p.id = l.payable_id
    where x.tenant_id = ${tenantId} and x.clearing_id = any(${clearingIds as bigint[]}::bigint[]) order by l.line`.execute(
    db,
  );
  const found = new Map<bigint, ExportPayable[]>();
  for (const { clearing_id, vendor, number, currency, amount } of rows)
    found.set(clearing_id, [...(found.get(clearing_id) ?? []), { vendor, number, currency, amountMinor: amount }]);
  return found;
}

/** A clearing of ours on an item, whose end in the ERP a load may tell. */
export interface UndecidedExport {
  readonly entryId: bigint;
  readonly clearingId: bigint;
  readonly reference: string;
  readonly state: ExportState;
  readonly erpDocument: string | null;
  readonly answeredOn: string | null;
  readonly itemId: bigint;
}

/** Entries that the ERP has not decided yet and that clear some items, by those items. */
export async function undecidedOfItems(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<UndecidedExport[]> {
  const { rows } = await sql<{
    id: bigint;
    clearing_id: bigint;
    reference: string;
    state: ExportState;
    erp_document: string | null;
    answered_on: string | null;
    item_id: bigint;
  }>`
    select e.id, e.clearing_id, e.reference, e.state, e.erp_document, e.answered_on, i.id as item_id
    from integrations.export_entry e
    join receivables.v_allocation a on a.tenant_id = ${tenantId} and a.clearing_id = e.clearing_id
    join unnest(${itemIds as bigint[]}::bigint[]) as i(id) on i.id in (a.credit_item_id, a.debit_item_id)
    where e.tenant_id = ${tenantId} and e.kind = 'clearing' and e.state in ('pending', 'exported', 'confirmed')
    order by e.id`.execute(db);
  return rows.map((row) => ({
    entryId: row.id,
    clearingId: row.clearing_id,
    reference: row.reference,
    state: row.state,
    erpDocument: row.erp_document,
    answeredOn: row.answered_on,
    itemId: row.item_id,
  }));
}

/** How much the ERP has confirmed of what clears some items, by item; what it has done back counts against it. Minor units. */
export async function loadConfirmed(
  db: Sql,
  tenantId: bigint,
  itemIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, bigint>> {
  const ids = itemIds as bigint[];
  const { rows } = await sql<{ item_id: bigint; amount: bigint }>`
    select a.item_id, sum(case e.kind when 'clearing' then a.amount else -a.amount end)::bigint as amount
    from (
      select credit_item_id as item_id, clearing_id, debit_amount_minor as amount from receivables.v_allocation
      where tenant_id = ${tenantId} and credit_item_id = any(${ids}::bigint[])
      union all
      select debit_item_id, clearing_id, debit_amount_minor from receivables.v_allocation
      where tenant_id = ${tenantId} and debit_item_id = any(${ids}::bigint[])
    ) a join integrations.export_entry e on e.tenant_id = ${tenantId} and e.clearing_id = a.clearing_id and e.state = 'confirmed'
    group by 1`.execute(db);
  return new Map(rows.map((row) => [row.item_id, row.amount]));
}

/**
 * What was moved out of mirrored items here on some accounts, by clearings that were handed over to the ERP, and that no item of
 * the ERP stands for yet. What was moved to another customer is the other's.
 */
export async function loadMovedByUs(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  accountIds: readonly bigint[],
): Promise<MovedByUs[]> {
  const { rows } = await sql<MovedByUs>`
    select distinct on (d.id) d.id as "itemId", d.number, d.account_id as "accountId", d.currency, d.amount_minor as "amountMinor",
      d.special_gl as "specialGl", e.reference, e.erp_document as "erpDocument", m.item_key as "originKey"
    from receivables.v_item d
    join integrations.erp_item m on m.tenant_id = ${tenantId} and m.item_id = d.linked_item_id
    join receivables.v_item c on c.tenant_id = ${tenantId} and c.company_id = d.company_id and c.source = d.source
      and c.source_key = d.number || ' out of ' || d.linked_item_id
    join receivables.v_allocation a on a.tenant_id = ${tenantId} and c.id in (a.credit_item_id, a.debit_item_id) and a.reversal_of is null
    join integrations.export_entry e on e.tenant_id = ${tenantId} and e.clearing_id = a.clearing_id and e.kind = 'clearing'
      and e.state in ('exported', 'confirmed')
    where d.tenant_id = ${tenantId} and d.company_id = ${companyId} and d.account_id = any(${accountIds as bigint[]}::bigint[])
      and d.source = 'dunwell' and d.document_type = any(${movedTypes as string[]}::text[]) and d.reversed_by is null
      and not exists (select from integrations.erp_item x where x.tenant_id = ${tenantId} and x.item_id = d.id)
      -- One that gave way stands by the ERP's own item.
      and not exists (select from receivables.v_allocation g where g.tenant_id = ${tenantId} and d.id in (g.credit_item_id, g.debit_item_id)
        and g.kind = 'erp_moved' and g.reversal_of is null)
    order by d.id, a.clearing_id desc`.execute(db);
  return rows;
}
