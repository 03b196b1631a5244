/** The facts that the matching engine needs of a company, read on one snapshot. */
import { type Company, convertAt, loadRatesInForce, type RateInForce } from '#company';
import { loadStanding, type Standing } from '#customers';
import { addDays, type Day, formatAmount } from '#kernel';
import { type Sql, sql } from '#platform';
import { loadItems } from '#receivables';
import { isReadTo } from '../rules/bank-rhythm.ts';
import {
  type Exchange,
  type LearnedEvidence,
  type MatchingCustomer,
  type MatchingProblem,
  toleranceKey,
} from '../rules/matching/model.ts';
import { push } from '../rules/matching/payer.ts';
import { loadLearned, loadMistaken } from '../store/aliases.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { loadDeclinedItems } from '../store/declined.ts';
import { loadAppliedReceipts, loadWaitingMoney, type WaitingMoney } from '../store/receipts.ts';

interface PayerRow {
  readonly customer_id: bigint;
  readonly id: bigint;
  readonly number: string;
  readonly country: string;
  readonly name: string;
  readonly parent_id: bigint | null;
  readonly names: string[] | null;
  readonly accounts: string[] | null;
}

/**
 * Who may pay: a merged customer's names and bank accounts are those of the one it reads as, a branch's parent is its head
 * office, and an alternative payer pays for whom it stands in.
 */
function payersOf(rows: readonly PayerRow[], standing: Standing): MatchingCustomer[] {
  const byId = new Map<bigint, PayerRow[]>();
  for (const row of rows) {
    const holder = standing.holderOf(row.customer_id);
    byId.set(holder, [...(byId.get(holder) ?? []), row]);
  }
  return [...byId].map(([id, members]) => {
    const own = members.find((row) => row.customer_id === id) ?? members[0]!;
    const others = members.filter((row) => row !== own);
    const parentId = standing.headOfficeOf(id)?.customerId ?? own.parent_id;
    return {
      id: id.toString(),
      name: own.name,
      number: own.number,
      country: own.country,
      aliases: [...(own.names ?? []), ...others.flatMap((row) => [row.name, ...(row.names ?? [])])],
      accounts: members.flatMap((row) => row.accounts ?? []),
      parentId: parentId === null ? null : standing.holderOf(parentId).toString(),
      payerIds: standing.payersOf(id).map(String),
    };
  });
}

/** Where a customer's money goes: the account of the one it reads as, or its own where that one has none here. */
function accountsOf(rows: readonly PayerRow[], standing: Standing): Map<string, bigint> {
  const own = new Map(rows.map((row) => [row.customer_id, row.id]));
  return new Map(
    rows.flatMap((row): [string, bigint][] => {
      const holder = standing.holderOf(row.customer_id);
      const accountId = own.get(holder) ?? row.id;
      return [
        [row.customer_id.toString(), accountId],
        [holder.toString(), accountId],
      ];
    }),
  );
}

/** Everybody who may pay a company on a day, and where each one's money goes. */
export async function loadPayers(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  day: Day,
  /** Only these accounts; everybody when absent. */
  accountIds?: readonly bigint[],
): Promise<{ customers: MatchingCustomer[]; accountOf: Map<string, bigint>; standing: Standing }> {
  const payers = sql<PayerRow>`
    select a.customer_id, a.id, a.number, a.country, a.name, a.parent_id, p.names, p.accounts
    from customers.v_account a
    left join (
      select customer_id, array_agg(value) filter (where kind = 'name') as names, array_agg(value) filter (where kind = 'account') as accounts
      from customers.v_payer_identity where tenant_id = ${tenantId} group by customer_id
    ) p on p.customer_id = a.customer_id
    where a.tenant_id = ${tenantId} and a.company_id = ${companyId}
      and (${accountIds === undefined} or a.id = any(${[...(accountIds ?? [])]}::bigint[])) order by a.customer_id`;
  const [{ rows }, standing] = await Promise.all([payers.execute(db), loadStanding(db, tenantId, { day })]);
  return { customers: payersOf(rows, standing), accountOf: accountsOf(rows, standing), standing };
}

/** What the engine reads of a charge it reads in the text: one that the bank states in a field of its own is written there. */
const withStatedCharge = ({ text, chargesMinor, currency }: WaitingMoney): string =>
  chargesMinor === null ? text : `${text} /CHGS/${currency}${formatAmount(chargesMinor, currency)}`.trim();

/** Adds what was learned of each customer. */
function withLearned(
  customers: readonly MatchingCustomer[],
  learned: Awaited<ReturnType<typeof loadLearned>>,
  holderOf: (customerId: bigint) => string,
): readonly MatchingCustomer[] {
  if (learned.length === 0) return customers;
  const byCustomer = new Map<string, LearnedEvidence[]>();
  for (const { customerId, evidence } of learned) {
    const value = evidence.kind === 'pays_for' ? holderOf(BigInt(evidence.value)) : evidence.value;
    push(byCustomer, holderOf(customerId), { ...evidence, value });
  }
  return customers.map((one) => {
    const evidence = byCustomer.get(one.id);
    return evidence ? { ...one, learned: evidence } : one;
  });
}

export interface CompanyProblem {
  readonly problem: MatchingProblem;
  readonly money: ReadonlyMap<string, WaitingMoney>;
  /** Customer id → account id in this company. */
  readonly accountOf: ReadonlyMap<string, bigint>;
  /** Customers in groups whose contact and matching are frozen are left to a person. */
  readonly ledgerIsFresh: boolean;
}

/** What stands on the open items of a company on a day, by item; insolvency of the customer stands on all of them. */
async function loadBlocks(db: Sql, tenantId: bigint, companyId: bigint, asOf: Day): Promise<Map<bigint, string[]>> {
  const { rows } = await sql<{ item_id: bigint; kinds: string[] }>`
    select item_id, array_agg(kind) as kinds from (
      select b.item_id, b.kind from receivables.v_block b join receivables.v_item i on i.tenant_id = b.tenant_id and i.id = b.item_id
      where b.tenant_id = ${tenantId} and i.company_id = ${companyId} and b.from_date <= ${asOf} and (b.to_date is null or b.to_date >= ${asOf})
      union all
      select i.id, 'insolvency' from customers.v_account a join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = a.id
      where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and a.insolvent_since <= ${asOf} and i.open_minor <> 0
    ) b group by item_id`.execute(db);
  return new Map(rows.map((row) => [row.item_id, row.kinds]));
}

/** So many pairs of currencies and days are asked for at most: the newest money first. */
const mostRates = 60;

/**
 * The rates between the currencies of some money, the oldest first, and those of items and of the company, in which the rules
 * are, on the money's days; null: all is in one currency.
 */
export async function loadExchange(
  db: Sql,
  tenantId: bigint,
  company: Pick<Company, 'currency'>,
  money: readonly { readonly currency: string; readonly valueDate: Day }[],
  items: readonly { readonly currency: string }[],
): Promise<Exchange | null> {
  const currencies = [...new Set([company.currency, ...items.map((item) => item.currency)])];
  const wanted = new Map<string, { from: string; to: string; day: Day }>();
  for (const one of money.toReversed())
    for (const currency of currencies)
      if (currency !== one.currency && wanted.size < mostRates)
        wanted.set(`${one.currency} ${currency} ${one.valueDate}`, {
          from: one.currency,
          to: currency,
          day: one.valueDate,
        });
  if (wanted.size === 0) return null;
  const rates = new Map<string, RateInForce>();
  for (const { from, to, day } of wanted.values()) {
    const through = currencies.filter((one) => one !== from && one !== to);
    const both = [
      { from, to },
      { from: to, to: from },
    ];
    const found = await loadRatesInForce(db, tenantId, both, day, { through });
    if (found.ok) for (const pair of both) rates.set(`${pair.from} ${pair.to} ${day}`, found.value(pair.from, pair.to));
  }
  return (amountMinor, from, to, day) => {
    const rate = rates.get(`${from} ${to} ${day}`);
    return rate === undefined ? null : { amountMinor: convertAt(rate, amountMinor), rate: rate.text };
  };
}

/** What was let go of each customer as tolerance in the months of some money, and stands. */
async function loadTolerance(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  money: readonly WaitingMoney[],
): Promise<{ customerId: bigint; month: string; currency: string; amountMinor: bigint }[]> {
  const months = [...new Set(money.map((one) => one.valueDate.slice(0, 7)))].sort();
  const { rows } = await sql<{ customerId: bigint; month: string; currency: string; amountMinor: bigint }>`
    select customer_id as "customerId", to_char(document_date, 'YYYY-MM') as month, currency, (-sum(amount_minor))::bigint as "amountMinor"
    from receivables.v_item
    where tenant_id = ${tenantId} and company_id = ${companyId} and document_type = 'tolerance' and reversed_by is null and amount_minor < 0
      and document_date >= ${`${months[0]!}-01`}::date and to_char(document_date, 'YYYY-MM') = any(${months}::text[])
    group by 1, 2, 3`.execute(db);
  return rows;
}

/**
 * Loads open items, payers, blocks and waiting money of a company. Money that was posted to a customer already is offered
 * with what is still unapplied of it. `freshSince`: amounts alone may post only when every bank account that tells is read to it.
 */
export async function loadCompanyProblem(
  db: Sql,
  tenantId: bigint,
  company: Pick<Company, 'id' | 'currency'>,
  asOf: Day,
  freshSince: Day | null,
): Promise<CompanyProblem> {
  const { id: companyId } = company;
  const money = (await loadWaitingMoney(db, tenantId, companyId)).filter((one) => one.bookingDate <= asOf);
  if (money.length === 0) {
    return {
      problem: { asOf, customers: [], openItems: [], receipts: [] },
      money: new Map(),
      accountOf: new Map(),
      ledgerIsFresh: true,
    };
  }
  // Asked for at once: while the answer to one is taken apart here, the server works on the next.
  const [openItems, blocks, { customers, accountOf, standing }, applied, banks, declined, mistaken, learned, letGo] =
    await Promise.all([
      loadItems(db, tenantId, { openOfCompany: companyId }),
      loadBlocks(db, tenantId, companyId, asOf),
      loadPayers(db, tenantId, companyId, asOf),
      loadAppliedReceipts(db, tenantId, companyId, addDays(asOf, -180), [
        ...new Set(money.map((one) => one.unappliedMinor ?? one.amountMinor)),
      ]),
      loadBankAccounts(db, tenantId, companyId),
      loadDeclinedItems(db, tenantId, companyId),
      loadMistaken(db, tenantId, companyId),
      loadLearned(db, tenantId, companyId),
      loadTolerance(db, tenantId, companyId, money),
    ]);
  const items = openItems.filter(
    // A certificate of withheld tax is settled by paper, never by the customer's money.
    (item) => item.agingClass !== 'unapplied' && item.specialGl !== 'withholding_tax',
  );
  const holderOf = (customerId: bigint): string => standing.holderOf(customerId).toString();
  const exchange = await loadExchange(db, tenantId, company, money, items);
  return {
    problem: {
      asOf,
      customers: withLearned(customers, learned, holderOf),
      openItems: items.map((item) => ({
        id: item.id.toString(),
        customerId: holderOf(item.customerId),
        number: item.number,
        references: item.referenceKeys,
        type: item.documentType,
        blocks: blocks.get(item.id) ?? [],
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
        payer: { name: one.payerName, account: one.payerAccount, ultimate: one.ultimateName },
        reference: withStatedCharge(one),
        method: null,
        remittance: one.advice?.lines ?? [],
        declined: (one.receiptId !== null && declined.get(one.receiptId)) || [],
        mistaken: (one.receiptId !== null && mistaken.get(one.receiptId)) || [],
      })),
      applied: applied.map((one) => ({
        customerId: holderOf(one.customerId),
        amountMinor: one.amountMinor,
        currency: one.currency,
        itemNumbers: one.numbers,
      })),
      ...(exchange && { exchange }),
      toleranceUsed: new Map(
        letGo.map((one) => [toleranceKey(holderOf(one.customerId), one.month, one.currency), one.amountMinor]),
      ),
    },
    money: new Map(money.map((one) => [one.lineId.toString(), one])),
    accountOf,
    ledgerIsFresh: freshSince === null || banks.every((bank) => isReadTo(bank, freshSince)),
  };
}
