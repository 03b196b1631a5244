/** The facts that the matching engine needs of a company, read on one snapshot. */
import { addDays, type Day } from '#kernel';
import { type Sql, sql } from '#platform';
import { loadItems } from '#receivables';
import type { MatchingProblem } from '../rules/matching/model.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { loadAppliedReceipts, loadWaitingMoney, type WaitingMoney } from '../store/receipts.ts';

export interface CompanyProblem {
  readonly problem: MatchingProblem;
  readonly money: ReadonlyMap<string, WaitingMoney>;
  /** Customer id → account id in this company. */
  readonly accountOf: ReadonlyMap<string, bigint>;
  /** Customers in groups whose contact and matching are frozen are left to a person. */
  readonly ledgerIsFresh: boolean;
}

/**
 * Loads open items, payers, blocks and waiting money of a company. Money that was posted to a customer already is offered
 * with what is still unapplied of it. `freshSince`: amounts alone may post only when every bank account is read to it.
 */
export async function loadCompanyProblem(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  asOf: Day,
  freshSince: Day | null,
): Promise<CompanyProblem> {
  const money = (await loadWaitingMoney(db, tenantId, companyId)).filter((one) => one.bookingDate <= asOf);
  if (money.length === 0) {
    return {
      problem: { asOf, customers: [], openItems: [], receipts: [] },
      money: new Map(),
      accountOf: new Map(),
      ledgerIsFresh: true,
    };
  }
  const items = (await loadItems(db, tenantId, { openOfCompany: companyId })).filter(
    (item) => item.agingClass !== 'unapplied',
  );
  const blocks = await sql<{ item_id: bigint; kinds: string[] }>`
    select b.item_id, array_agg(b.kind) as kinds from receivables.v_block b join receivables.v_item i on i.tenant_id = b.tenant_id and i.id = b.item_id
    where b.tenant_id = ${tenantId} and i.company_id = ${companyId} and b.from_date <= ${asOf} and (b.to_date is null or b.to_date >= ${asOf})
    group by b.item_id`.execute(db);
  const blocksOf = new Map(blocks.rows.map((row) => [row.item_id, row.kinds]));
  const customers = await sql<{
    customer_id: bigint;
    id: bigint;
    name: string;
    parent_id: bigint | null;
    names: string[] | null;
    accounts: string[] | null;
  }>`
    select a.customer_id, a.id, a.name, a.parent_id,
      (select array_agg(p.value) from customers.v_payer_identity p where p.tenant_id = a.tenant_id and p.customer_id = a.customer_id and p.kind = 'name') as names,
      (select array_agg(p.value) from customers.v_payer_identity p where p.tenant_id = a.tenant_id and p.customer_id = a.customer_id and p.kind = 'account') as accounts
    from customers.v_account a where a.tenant_id = ${tenantId} and a.company_id = ${companyId} order by a.customer_id`.execute(
    db,
  );
  const applied = await loadAppliedReceipts(db, tenantId, companyId, addDays(asOf, -180));
  const banks = await loadBankAccounts(db, tenantId, companyId);
  return {
    problem: {
      asOf,
      customers: customers.rows.map((row) => ({
        id: row.customer_id.toString(),
        name: row.name,
        aliases: row.names ?? [],
        accounts: row.accounts ?? [],
        parentId: row.parent_id?.toString() ?? null,
      })),
      openItems: items.map((item) => ({
        id: item.id.toString(),
        customerId: item.customerId.toString(),
        number: item.number,
        references: item.referenceKeys,
        type: item.documentType,
        blocks: blocksOf.get(item.id) ?? [],
        documentDate: item.documentDate,
        dueDate: item.dueDate,
        openMinor: item.openMinor,
        currency: item.currency,
        discount:
          item.discountUntil && item.discountMinor
            ? { until: item.discountUntil, amountMinor: item.discountMinor }
            : null,
      })),
      receipts: money.map((one) => ({
        id: one.lineId.toString(),
        date: one.valueDate,
        amountMinor: one.unappliedMinor ?? one.amountMinor,
        currency: one.currency,
        payer: { name: one.payerName, account: one.payerAccount },
        reference: one.text,
        method: null,
        remittance: one.remittance,
      })),
      applied: applied.map((one) => ({
        customerId: one.customerId.toString(),
        amountMinor: one.amountMinor,
        currency: one.currency,
        itemNumbers: one.numbers,
      })),
    },
    money: new Map(money.map((one) => [one.lineId.toString(), one])),
    accountOf: new Map(customers.rows.map((row) => [row.customer_id.toString(), row.id])),
    ledgerIsFresh: freshSince === null || banks.every((bank) => bank.readTo !== null && bank.readTo >= freshSince),
  };
}
