/** Which companies a receipt pays: the split that its payer's documents propose, and what other companies were paid of it. */
import type { Company } from '#company';
import { type Day, dayInZone, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { keepsOwnBooks } from '../rules/own-books.ts';
import { loadReceipt } from '../store/intercompany.ts';
import { loadCompanySplits } from './company-splits.ts';

interface PaidDocument {
  readonly id: bigint;
  readonly number: string;
  readonly amount: string;
}

interface ReceiptCompanies {
  readonly currency: string;
  readonly split: {
    readonly explanation: string;
    readonly parts: { readonly company: string; readonly amount: string; readonly documents: PaidDocument[] }[];
    readonly left: string;
    readonly doubts: string[];
    readonly postable: boolean;
  } | null;
  readonly payable: { readonly id: bigint; readonly code: string }[];
  readonly notPayable: string[];
  readonly payments: SisterPaid[];
}

interface SisterPaid {
  readonly id: bigint;
  readonly splitId: bigint | null;
  readonly company: string;
  readonly companyName: string;
  readonly customer: string;
  readonly name: string;
  readonly day: Day;
  readonly amount: string;
  readonly left: string;
  readonly reason: string;
  readonly documents: PaidDocument[];
}

/** Over the companies in which the person may, as the receipt would be split today. Undefined: they have no such receipt. */
export function loadReceiptCompanies(
  engine: Engine,
  tenantId: bigint,
  of: { receiptId: bigint; companies: readonly Company[] },
): Promise<ReceiptCompanies | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { receiptId, companies } = of;
    const receipt = await loadReceipt(db, tenantId, receiptId);
    const company = companies.find((one) => one.id === receipt?.companyId);
    if (!receipt || !company) return undefined;
    const { currency } = receipt;
    const kept = companies.filter(keepsOwnBooks);
    const [found] = await loadCompanySplits(db, tenantId, {
      companyId: company.id,
      companyIds: kept.map((one) => one.id),
      day: dayInZone(engine.clock.now(), company.timeZone),
      receiptId,
    });
    const say = (minor: bigint): string => formatAmount(minor, currency);
    const split = found?.split;
    const parts = split
      ? [{ companyCode: company.code, allocations: split.own }, ...split.sisters].filter(
          (one) => one.allocations.length > 0,
        )
      : [];
    return {
      currency,
      split: split
        ? {
            explanation: split.explanation,
            parts: parts.map(({ companyCode, allocations }) => ({
              company: companyCode,
              amount: say(allocations.reduce((sum, one) => sum + one.amountMinor, 0n)),
              documents: allocations.map((one) => ({
                id: one.itemId,
                number: one.number,
                amount: say(one.amountMinor),
              })),
            })),
            left: say(split.leftMinor),
            doubts: [...split.doubts],
            // Books that an ERP owns post nothing by themselves.
            postable: split.postable && keepsOwnBooks(company),
          }
        : null,
      payable: keepsOwnBooks(company)
        ? kept.filter((one) => one.id !== company.id).map(({ id, code }) => ({ id, code }))
        : [],
      notPayable: companies.filter((one) => !keepsOwnBooks(one)).map((one) => one.code),
      payments: await loadPaid(db, tenantId, { receiptId, currency, companyIds: companies.map((one) => one.id) }),
    };
  });
}

/** What other companies were paid of a receipt and was not taken back, the newest first. */
async function loadPaid(
  db: Sql,
  tenantId: bigint,
  of: { receiptId: bigint; currency: string; companyIds: readonly bigint[] },
): Promise<SisterPaid[]> {
  const { rows } = await sql<
    Omit<SisterPaid, 'amount' | 'left' | 'documents'> & { itemId: bigint; amountMinor: bigint; openMinor: bigint }
  >`
    select p.id, p.split_id as "splitId", c.code as company, c.name as "companyName", a.number as customer, a.name,
      p.posting_date as day, p.reason, p.to_item_id as "itemId", p.amount_minor as "amountMinor", i.open_minor as "openMinor"
    from cash.intercompany_payment p
    join company.v_company c on c.tenant_id = ${tenantId} and c.id = p.to_company_id
    join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = p.to_item_id
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where p.tenant_id = ${tenantId} and p.receipt_id = ${of.receiptId} and p.reversed_command_id is null
      and p.to_company_id = any(${[...of.companyIds]}::bigint[])
    order by p.id desc`.execute(db);
  if (rows.length === 0) return [];
  const { rows: documents } = await sql<{ paidBy: bigint; id: bigint; number: string; minor: bigint }>`
    select a.credit_item_id as "paidBy", d.id, d.number, sum(a.debit_amount_minor)::bigint as minor from receivables.v_allocation a
    join receivables.v_item d on d.tenant_id = ${tenantId} and d.id = a.debit_item_id
    where a.tenant_id = ${tenantId} and a.credit_item_id = any(${rows.map((one) => one.itemId)}::bigint[])
    group by a.credit_item_id, d.id, d.number having sum(a.debit_amount_minor) <> 0 order by d.number, d.id`.execute(
    db,
  );
  const say = (minor: bigint): string => formatAmount(minor, of.currency);
  return rows.map(({ itemId, amountMinor, openMinor, ...one }) => ({
    ...one,
    amount: say(amountMinor),
    left: say(-openMinor),
    documents: documents
      .filter((document) => document.paidBy === itemId)
      .map(({ id, number, minor }) => ({ id, number, amount: say(minor) })),
  }));
}
