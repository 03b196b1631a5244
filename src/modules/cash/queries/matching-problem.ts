/** The facts that the matching engine needs of a company, read on one snapshot. */
import { type Company, convertAt, loadRatesInForce, type RateInForce } from '#company';
import { loadStanding, type Standing } from '#customers';
import { addDays, type Day, formatAmount } from '#kernel';
import { type Sql, sql } from '#platform';
import { type Item, loadItems } from '#receivables';
import { isReadTo } from '../rules/bank-rhythm.ts';
import { addAsked, askedBeyond, nothingAsked } from '../rules/matching/asked.ts';
import {
  type Exchange,
  type LearnedEvidence,
  type MatchingCustomer,
  type MatchingItem,
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
): Promise<{
  customers: MatchingCustomer[];
  accountOf: Map<string, bigint>;
  /** All accounts of a customer, with those of the customers that read as it. */
  allAccountsOf: (customerId: string) => readonly bigint[];
  standing: Standing;
}> {
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
  let byHolder: Map<string, bigint[]> | undefined;
  const allAccountsOf = (customerId: string): readonly bigint[] => {
    if (byHolder === undefined) {
      byHolder = new Map();
      for (const row of rows) push(byHolder, standing.holderOf(row.customer_id).toString(), row.id);
    }
    return byHolder.get(customerId) ?? [];
  };
  return { customers: payersOf(rows, standing), accountOf: accountsOf(rows, standing), allAccountsOf, standing };
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

/** So much money is judged on the items that it asks for; more of it reads the whole book once, which is less work then. */
const mostAskedFor = 1_000;

/** What stands on the open items of a company on a day, by item; insolvency of the customer stands on all of them. */
async function loadBlocks(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  asOf: Day,
  /** Only of these items; of all when absent. */
  itemIds?: readonly bigint[],
): Promise<Map<bigint, string[]>> {
  const meant = itemIds === undefined ? sql`` : sql`and i.id = any(${itemIds as bigint[]}::bigint[])`;
  const { rows } = await sql<{ item_id: bigint; kinds: string[] }>`
    select item_id, array_agg(kind) as kinds from (
      select b.item_id, b.kind from receivables.v_block b join receivables.v_item i on i.tenant_id = b.tenant_id and i.id = b.item_id
      where b.tenant_id = ${tenantId} and i.company_id = ${companyId} and b.from_date <= ${asOf} and (b.to_date is null or b.to_date >= ${asOf})
        ${meant}
      union all
      select i.id, 'insolvency' from customers.v_account a join receivables.v_item i on i.tenant_id = ${tenantId} and i.account_id = a.id
      where a.tenant_id = ${tenantId} and a.company_id = ${companyId} and a.insolvent_since <= ${asOf} and i.open_minor <> 0
        ${meant}
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
  // In an order of their own: whoever reads only some of the items finds the same.
  const currencies = [...new Set([company.currency, ...items.map((item) => item.currency).sort()])];
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

/** Amounts by their key: customers that were merged have one between them. */
function sumOf(amounts: readonly (readonly [key: string, minor: bigint])[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const [key, minor] of amounts) sums.set(key, (sums.get(key) ?? 0n) + minor);
  return sums;
}

/** The currencies in which a company has open items. */
async function loadOpenCurrencies(db: Sql, tenantId: bigint, companyId: bigint): Promise<{ currency: string }[]> {
  const { rows } = await sql<{ currency: string }>`
    select distinct currency from receivables.v_summary where tenant_id = ${tenantId} and company_id = ${companyId} and open_items > 0`.execute(
    db,
  );
  return rows;
}

/**
 * Loads open items, payers, blocks and waiting money of a company. Money that was posted to a customer already is offered
 * with what is still unapplied of it. `freshSince`: amounts alone may post only when every bank account that tells is read to it.
 * Of little money the engine is let `judge` first, again and again, and each time what it asked for is read, until it has asked
 * for nothing new: then it has seen of the book what it would have seen of all of it, and finds the same.
 */
export async function loadCompanyProblem(
  db: Sql,
  tenantId: bigint,
  company: Pick<Company, 'id' | 'currency'>,
  of: { readonly asOf: Day; readonly freshSince: Day | null; readonly judge: (facts: CompanyProblem) => unknown },
): Promise<CompanyProblem> {
  const { id: companyId } = company;
  const { asOf, freshSince } = of;
  const money = (await loadWaitingMoney(db, tenantId, companyId)).filter((one) => one.bookingDate <= asOf);
  if (money.length === 0) {
    return {
      problem: { asOf, customers: [], openItems: [], receipts: [] },
      money: new Map(),
      accountOf: new Map(),
      ledgerIsFresh: true,
    };
  }
  const some = money.length <= mostAskedFor;
  const none: Item[] = [];
  // Asked for at once: while the answer to one is taken apart here, the server works on the next.
  const [openItems, blocks, currencies, payers, applied, banks, declined, mistaken, learned, letGo] = await Promise.all(
    [
      some ? none : loadItems(db, tenantId, { openOfCompany: companyId }),
      some ? new Map<bigint, string[]>() : loadBlocks(db, tenantId, companyId, asOf),
      loadOpenCurrencies(db, tenantId, companyId),
      loadPayers(db, tenantId, companyId, asOf),
      loadAppliedReceipts(db, tenantId, companyId, addDays(asOf, -180), [
        ...new Set(money.map((one) => one.unappliedMinor ?? one.amountMinor)),
      ]),
      loadBankAccounts(db, tenantId, companyId),
      loadDeclinedItems(db, tenantId, companyId),
      loadMistaken(db, tenantId, companyId),
      loadLearned(db, tenantId, companyId),
      loadTolerance(db, tenantId, companyId, money),
    ],
  );
  const { customers, accountOf, allAccountsOf, standing } = payers;
  const holderOf = (customerId: bigint): string => standing.holderOf(customerId).toString();
  const exchange = await loadExchange(db, tenantId, company, money, currencies);
  const problem = {
    asOf,
    customers: withLearned(customers, learned, holderOf),
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
    toleranceUsed: sumOf(
      letGo.map((one) => [toleranceKey(holderOf(one.customerId), one.month, one.currency), one.amountMinor]),
    ),
  };
  const known = {
    money: new Map(money.map((one) => [one.lineId.toString(), one])),
    accountOf,
    ledgerIsFresh: freshSince === null || banks.every((bank) => isReadTo(bank, freshSince)),
  };
  if (!some) return { ...known, problem: { ...problem, openItems: matchingItems(openItems, blocks, holderOf) } };
  const found = new Map<bigint, Item>();
  const read = nothingAsked();
  for (;;) {
    const items = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const itemIds = items.map((item) => item.id);
    const asked = nothingAsked();
    const facts = {
      ...known,
      problem: {
        ...problem,
        openItems: matchingItems(items, await loadBlocks(db, tenantId, companyId, asOf, itemIds), holderOf),
        asked,
      },
    };
    of.judge(facts);
    const more = askedBeyond(asked, read);
    if (more === undefined) return facts;
    addAsked(read, more);
    const wanted = {
      companyId,
      accountIds: [...more.customerIds].flatMap(allAccountsOf),
      keys: [...more.keys],
      amountsMinor: [...more.amountsMinor],
    };
    for (const item of await loadItems(db, tenantId, { openAskedFor: wanted })) found.set(item.id, item);
  }
}

/** Open items as the engine reads them. */
const matchingItems = (
  items: readonly Item[],
  blocks: ReadonlyMap<bigint, readonly string[]>,
  holderOf: (customerId: bigint) => string,
): MatchingItem[] =>
  items
    // A certificate of withheld tax is settled by paper, never by the customer's money.
    .filter((item) => item.agingClass !== 'unapplied' && item.specialGl !== 'withholding_tax')
    .map((item) => ({
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
    }));
