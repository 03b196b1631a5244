/** Open money whose payer names documents of several companies of the tenant, with the split that follows. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import { leftByPerson } from '../model.ts';
import {
  type CompanySplit,
  documentsOfText,
  type NamedOpenItem,
  splitByNames,
  type WantedDocument,
} from '../rules/split-companies.ts';

export interface FoundSplit {
  readonly receiptId: bigint;
  readonly lineId: bigint;
  readonly bookingDate: Day;
  readonly explanation: string;
  readonly declined: boolean;
  readonly split: CompanySplit;
}

interface OpenReceipt {
  readonly id: bigint;
  readonly lineId: bigint;
  readonly customerId: bigint | null;
  readonly currency: string;
  readonly openMinor: bigint;
  readonly bookingDate: Day;
  readonly explanation: string;
  readonly declined: boolean;
  readonly text: string;
}

/**
 * The splits of a company's open receipts over some companies: by the payer's advice where there is one without doubt, else by
 * the numbers in the text. `companyIds` are those whose books are kept here, the company itself among them.
 */
export async function loadCompanySplits(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; companyIds: readonly bigint[]; day: Day; receiptId?: bigint },
): Promise<FoundSplit[]> {
  const { rows: receipts } = await sql<OpenReceipt>`
    select r.id, r.bank_line_id as "lineId", a.customer_id as "customerId", r.currency, coalesce(-i.open_minor, r.amount_minor) as "openMinor",
      r.posting_date as "bookingDate", r.explanation,
      (r.explanation = ${leftByPerson} or a.insolvent_since is not null
        or exists (select 1 from cash.company_split s where s.tenant_id = ${tenantId} and s.receipt_id = r.id)
        or exists (select 1 from cash.intercompany_payment p where p.tenant_id = ${tenantId} and p.receipt_id = r.id)) as declined,
      concat_ws(' ', l.structured_reference, l.remittance, l.customer_reference) as text
    from cash.receipt r
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.amount_minor > 0
      and r.state in ('unapplied', 'part_applied', 'unidentified') ${of.receiptId === undefined ? sql`` : sql`and r.id = ${of.receiptId}`}
    order by r.id`.execute(db);
  if (receipts.length === 0) return [];
  const advised = await loadAdvisedDocuments(
    db,
    tenantId,
    receipts.map((one) => one.lineId),
  );
  const told = receipts.map((receipt) => ({
    receipt,
    byAdvice: advised.has(receipt.lineId),
    wanted: advised.get(receipt.lineId) ?? documentsOfText(receipt.text),
  }));
  const keys = [...new Set(told.flatMap((one) => one.wanted.map((document) => document.key)))].filter(
    (key) => key !== '',
  );
  const items = await loadNamedItems(db, tenantId, { companyIds: of.companyIds, keys, day: of.day });
  return told.flatMap(({ receipt, byAdvice, wanted }): FoundSplit[] => {
    const { companyId } = of;
    const { currency, openMinor, customerId, declined } = receipt;
    const split = splitByNames({ companyId, currency, openMinor, customerId, declined }, { wanted, byAdvice }, (key) =>
      items.get(`${key} ${currency}`),
    );
    if (split === null) return [];
    const { id: receiptId, lineId, bookingDate, explanation } = receipt;
    return [{ receiptId, lineId, bookingDate, explanation, declined, split }];
  });
}

/** What advices without doubt say of some money, by bank line. */
async function loadAdvisedDocuments(
  db: Sql,
  tenantId: bigint,
  lineIds: readonly bigint[],
): Promise<Map<bigint, WantedDocument[]>> {
  const { rows } = await sql<{ line_id: bigint; key: string; reference: string; amount_minor: bigint | null }>`
    select a.bank_line_id as line_id, n.reference_key as key, n.reference, n.amount_minor
    from cash.advice a join cash.advice_line n on n.tenant_id = ${tenantId} and n.advice_id = a.id
    where a.tenant_id = ${tenantId} and a.bank_line_id = any(${[...lineIds]}::bigint[]) and a.link_certain
    order by a.id, n.line`.execute(db);
  const byLine = new Map<bigint, WantedDocument[]>();
  for (const { line_id, key, reference, amount_minor } of rows)
    byLine.set(line_id, [...(byLine.get(line_id) ?? []), { key, reference, amountMinor: amount_minor }]);
  return byLine;
}

/** Open items of some companies by number and currency. */
async function loadNamedItems(
  db: Sql,
  tenantId: bigint,
  of: { companyIds: readonly bigint[]; keys: readonly string[]; day: Day },
): Promise<Map<string, NamedOpenItem[]>> {
  if (of.keys.length === 0) return new Map();
  const { rows } = await sql<NamedOpenItem & { key: string; currency: string }>`
    select i.id as "itemId", i.company_id as "companyId", c.code as "companyCode", i.customer_id as "customerId", i.number, i.open_minor as "openMinor",
      i.number_key as key, i.currency, (
        select min(b.kind) from receivables.v_block b
        where b.tenant_id = ${tenantId} and b.item_id = i.id and b.kind in ('dispute', 'legal', 'stop')
          and b.from_date <= ${of.day} and (b.to_date is null or b.to_date >= ${of.day})) as blocked
    from receivables.v_item i join company.v_company c on c.tenant_id = ${tenantId} and c.id = i.company_id
    where i.tenant_id = ${tenantId} and i.company_id = any(${[...of.companyIds]}::bigint[]) and i.number_key = any(${[...of.keys]}::text[])
      and i.open_minor <> 0 and not i.noted and i.document_type <> 'payment'
    order by i.id`.execute(db);
  const byKey = new Map<string, NamedOpenItem[]>();
  for (const { key, currency, ...item } of rows)
    byKey.set(`${key} ${currency}`, [...(byKey.get(`${key} ${currency}`) ?? []), item]);
  return byKey;
}
