/** What the bank and the ERP tell of the same money, and the only writer of integrations.payment_receipt. */
import { loadStanding } from '#customers';
import { addDays, type Day, laterDay } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { SameMoneyFacts, ToldMoney } from '../rules/same-money.ts';

/** A receipt that stands on a customer's account and is linked to no document of the ERP. */
export interface FreeReceipt extends ToldMoney {
  readonly receiptId: bigint;
  readonly bankLineId: bigint;
  readonly itemId: bigint;
  /** Something here has used it that the ERP has heard of, or that is none of its business: it is not simply taken back. */
  readonly used: boolean;
}

/** A payment document of the ERP that no receipt is linked to. */
export interface FreePayment extends ToldMoney {
  readonly key: string;
  /** Its own item, which counts alone; null: it does not count (it waits, or was closed before it did). */
  readonly itemId: bigint | null;
  readonly waiting: boolean;
  /** Nothing of its own item is cleared. */
  readonly untouched: boolean;
  /** The ERP keeps it on a special account, such as a down payment: it stands there by an item of its own. */
  readonly apart: boolean;
  /** The ERP says what becomes of it: cleared, or linked to another item. */
  readonly placed: boolean;
}

/** What is compared: amounts by currency, and the days around them. */
export interface Wanted {
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly day: Day;
}

/** The days beyond which nothing is the same money; see `findSameMoney`. */
const around = 31;

/** The words of a text that may name a document. */
export const namesIn = (text: string): string[] => text.split(/[^\p{L}\p{N}-]+/u).filter((word) => word.length >= 4);

const spanOf = (wanted: readonly Wanted[]): { from: Day; to: Day } => ({
  from: addDays(
    wanted.map((one) => one.day).reduce((a, b) => (a < b ? a : b)),
    -around,
  ),
  to: addDays(wanted.map((one) => one.day).reduce(laterDay), around),
});

/** Receipts on accounts with these amounts that are free. */
export async function loadFreeReceipts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  wanted: readonly Wanted[],
): Promise<FreeReceipt[]> {
  if (wanted.length === 0) return [];
  const { from, to } = spanOf(wanted);
  const { rows } = await sql<{
    receipt_id: bigint;
    bank_line_id: bigint;
    item_id: bigint;
    account_id: bigint;
    number: string | null;
    currency: string;
    amount_minor: bigint;
    value_date: string;
    remittance: string;
    used: boolean;
  }>`
    select r.id as receipt_id, r.bank_line_id, r.item_id, i.account_id, r.number, r.currency, r.amount_minor, r.value_date, l.remittance,
      i.open_minor - i.amount_minor <> coalesce((
        select sum(a.credit_amount_minor) from receivables.v_allocation a
        join integrations.export_entry e on e.tenant_id = ${tenantId} and e.clearing_id = a.clearing_id and e.kind = 'clearing' and e.state = 'pending'
        where a.tenant_id = ${tenantId} and a.credit_item_id = i.id), 0) as used
    from cash.v_receipt r join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = r.item_id
    join cash.v_bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    where r.tenant_id = ${tenantId} and r.company_id = ${companyId} and r.value_date between ${from} and ${to}
      and (r.currency, r.amount_minor) in (
        select * from unnest(${wanted.map((one) => one.currency)}::text[], ${wanted.map((one) => one.amountMinor)}::bigint[]))
      and i.reversed_by is null
      and not exists (select 1 from integrations.erp_item m where m.tenant_id = ${tenantId} and m.item_id = r.item_id)
      and not exists (select 1 from integrations.payment_receipt p where p.tenant_id = ${tenantId} and p.bank_line_id = r.bank_line_id and p.linked)
    order by r.value_date, r.item_id`.execute(db);
  return rows.map((row) => ({
    id: row.bank_line_id.toString(),
    receiptId: row.receipt_id,
    bankLineId: row.bank_line_id,
    itemId: row.item_id,
    accountId: row.account_id,
    currency: row.currency,
    amountMinor: row.amount_minor,
    day: row.value_date,
    number: row.number,
    names: namesIn(row.remittance),
    closed: false,
    used: row.used,
  }));
}

/** Payment documents of the ERP with these amounts that are free. */
export async function loadFreePayments(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  wanted: readonly Wanted[],
): Promise<FreePayment[]> {
  if (wanted.length === 0) return [];
  const { from, to } = spanOf(wanted);
  const { rows } = await sql<{
    item_key: string;
    account_id: bigint;
    item_id: bigint | null;
    number: string;
    currency: string;
    amount_minor: bigint;
    erp_open_minor: bigint;
    state: string;
    our_reference: string | null;
    day: string;
    names: string[] | null;
    untouched: boolean | null;
    apart: boolean;
    placed: boolean;
  }>`
    select m.item_key, m.account_id, m.item_id, m.number, m.currency, m.amount_minor, m.erp_open_minor, m.state, m.our_reference,
      coalesce(m.posting_date, i.posting_date) as day, i.reference_keys as names, i.open_minor = i.amount_minor as untouched,
      coalesce(i.special_gl, m.told ->> 'specialGlAccount') is not null as apart,
      m.erp_open_minor <> m.amount_minor or m.linked_key is not null or exists (select 1 from integrations.erp_item o
        where o.tenant_id = ${tenantId} and o.company_id = ${companyId} and o.linked_key = m.item_key) as placed
    from integrations.erp_item m left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = m.item_id
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.document_type in ('payment', 'on_account', 'down_payment') and not m.noted
      and (m.currency, m.amount_minor) in (
        select * from unnest(${wanted.map((one) => one.currency)}::text[], ${wanted.map((one) => -one.amountMinor)}::bigint[]))
      and (m.item_id is null or (i.source = 'erp' and i.reversed_by is null))
      and coalesce(m.posting_date, i.posting_date) between ${from} and ${to}
      and not exists (select 1 from integrations.payment_receipt p
        where p.tenant_id = ${tenantId} and p.company_id = ${companyId} and p.item_key = m.item_key and p.linked)
    order by day, m.item_key`.execute(db);
  return rows.map((row) => ({
    id: row.item_key,
    key: row.item_key,
    accountId: row.account_id,
    itemId: row.item_id,
    waiting: row.state === 'waiting',
    untouched: row.untouched === true,
    apart: row.apart,
    placed: row.placed,
    currency: row.currency,
    amountMinor: -row.amount_minor,
    day: row.day,
    number: row.number,
    names: [...(row.our_reference ? [row.our_reference] : []), ...(row.names ?? [])],
    closed: row.erp_open_minor === 0n,
  }));
}

/** What was said of pairs, and how accounts are related on a day. */
export async function loadSameMoneyFacts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
  of: { keys: readonly string[]; bankLineIds: readonly bigint[]; accountIds: readonly bigint[] },
): Promise<SameMoneyFacts> {
  const verdicts = await sql<{ item_key: string; bank_line_id: bigint; verdict: 'same' | 'different' }>`
    select item_key, bank_line_id, verdict from integrations.payment_receipt
    where tenant_id = ${tenantId} and company_id = ${companyId} and not linked
      and (item_key = any(${of.keys as string[]}::text[]) or bank_line_id = any(${of.bankLineIds as bigint[]}::bigint[]))`.execute(
    db,
  );
  const said = new Map(verdicts.rows.map((row) => [`${row.item_key}\u0000${row.bank_line_id}`, row.verdict]));
  const accounts = await sql<{ id: bigint; customer_id: bigint; parent_id: bigint | null }>`
    select id, customer_id, parent_id from customers.v_account
    where tenant_id = ${tenantId} and id = any(${[...new Set(of.accountIds)]}::bigint[])`.execute(db);
  const byId = new Map(accounts.rows.map((row) => [row.id, row]));
  const standing = await loadStanding(db, tenantId, { day });
  const holderOf = (accountId: bigint): bigint => standing.holderOf(byId.get(accountId)!.customer_id);
  const headOf = (accountId: bigint): bigint => {
    const holder = holderOf(accountId);
    const parent = byId.get(accountId)!.parent_id;
    return standing.headOfficeOf(holder)?.customerId ?? (parent === null ? holder : standing.holderOf(parent));
  };
  return {
    said: (one, other) => said.get(`${one}\u0000${other}`) ?? said.get(`${other}\u0000${one}`) ?? null,
    kinship: (one, other) =>
      one === other || holderOf(one) === holderOf(other) ? 'own' : headOf(one) === headOf(other) ? 'family' : 'none',
  };
}

/** How far the company's banks are read. */
export async function loadBankReading(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<{ accounts: number; readTo: Day | null }> {
  const { rows } = await sql<{ accounts: bigint; read_to: string | null }>`
    select count(*) as accounts, case when count(read_to) = count(*) then min(read_to) end as read_to from cash.v_bank_account
    where tenant_id = ${tenantId} and company_id = ${companyId} and closed_on is null`.execute(db);
  return { accounts: Number(rows[0]!.accounts), readTo: rows[0]!.read_to };
}

/** A payment document that is, or is not, the money of a receipt. */
export interface MoneyPair {
  readonly key: string;
  readonly bankLineId: bigint;
  readonly verdict: 'same' | 'different';
  /** The books follow it. */
  readonly linked: boolean;
  /** The person whose word it is; null: the rule's. */
  readonly saidBy: bigint | null;
  readonly reason: string;
}

/** Keeps which payments are which receipts, or are not. A person's word is kept with its reason when the books follow. */
export async function savePairs(tx: Transaction, companyId: bigint, pairs: readonly MoneyPair[]): Promise<void> {
  if (pairs.length === 0) return;
  await sql`
    insert into integrations.payment_receipt as old (tenant_id, company_id, item_key, bank_line_id, verdict, linked, said_by, reason, command_id)
    select ${tx.tenantId}, ${companyId}, p.*, ${tx.commandId}
    from unnest(${pairs.map((p) => p.key)}::text[], ${pairs.map((p) => p.bankLineId)}::bigint[], ${pairs.map((p) => p.verdict)}::text[],
      ${pairs.map((p) => p.linked)}::boolean[], ${pairs.map((p) => p.saidBy)}::bigint[], ${pairs.map((p) => p.reason)}::text[]) as p
    on conflict (tenant_id, company_id, item_key, bank_line_id) do update set verdict = excluded.verdict, linked = excluded.linked,
      said_by = coalesce(excluded.said_by, old.said_by),
      reason = case when excluded.said_by is null and old.said_by is not null then old.reason else excluded.reason end,
      command_id = excluded.command_id`.execute(tx.db);
}
