/** The item that a person works on: its month and customer accounts are locked, its facts are read, the amount is checked. */
import { askForMoney, type Company, loadCompany } from '#company';
import { type CustomerAccount, lockAccounts } from '#customers';
import {
  absolute,
  catchRefusal,
  type Day,
  dayInZone,
  done,
  formatAmount,
  laterDay,
  type Outcome,
  parseAmount,
  periodOf,
  refuse,
} from '#kernel';
import { lockPeriods } from '#ledger';
import type { AnyGovernedAction, Transaction } from '#platform';
import type { Item } from '../model.ts';
import { loadItems } from '../store/items.ts';

export interface ItemAtHand {
  readonly company: Company;
  readonly item: Item;
  readonly account: CustomerAccount;
  readonly accounts: ReadonlyMap<bigint, CustomerAccount>;
  readonly postingDate: Day;
  /** Positive, in the item's currency. */
  readonly amountMinor: bigint;
}

/**
 * Locks what a command on an item needs, and further items and accounts with it. The amount is a decimal in the item's
 * currency; absent: all that is open. Refuses `receivables.item-unknown`,
 * `receivables.over-allocated`, `money.too-fine` and what `lockPeriods` refuses.
 */
export async function takeItem(
  tx: Transaction,
  input: { readonly itemId: bigint; readonly amount?: string | undefined; readonly postingDate?: Day | undefined },
  also: {
    readonly accountIds?: readonly bigint[];
    readonly itemIds?: readonly bigint[];
    readonly closed?: boolean;
  } = {},
): Promise<Outcome<ItemAtHand>> {
  const seen = await loadItems(tx.db, tx.tenantId, { itemIds: [input.itemId, ...(also.itemIds ?? [])] });
  const first = seen.find((item) => item.id === input.itemId);
  if (!first || (also.itemIds ?? []).some((id) => !seen.some((item) => item.id === id)))
    return refuse('receivables.item-unknown', 'There is no such item. Nothing was changed.');
  const company = (await loadCompany(tx.db, tx.tenantId, first.companyId))!;
  if (seen.some((item) => item.companyId !== company.id))
    return refuse('receivables.item-unknown', 'There is no such item in this company. Nothing was changed.');
  const postingDate = input.postingDate ?? dayInZone(tx.now, company.timeZone);
  const open = await lockPeriods(tx, company.id, [
    periodOf(postingDate),
    ...seen.map((item) => periodOf(laterDay(postingDate, item.postingDate))),
  ]);
  if (!open.ok) return open;
  const accounts = new Map(
    (await lockAccounts(tx, [...seen.map((item) => item.accountId), ...(also.accountIds ?? [])])).map((account) => [
      account.id,
      account,
    ]),
  );
  const item = (await loadItems(tx.db, tx.tenantId, { itemIds: [input.itemId] }))[0]!;
  const limit = absolute(also.closed ? item.amountMinor : item.openMinor);
  const amount = catchRefusal(() => (input.amount === undefined ? limit : parseAmount(input.amount, item.currency)));
  if (!amount.ok) return amount;
  if (amount.value <= 0n || amount.value > limit) {
    return refuse(
      'receivables.over-allocated',
      `${item.number} has ${formatAmount(limit, item.currency)} ${item.currency}; that much or less can be taken. Nothing was changed.`,
      { itemId: item.id.toString(), openMinor: item.openMinor.toString() },
      { field: 'amount' },
    );
  }
  return done({
    company,
    item,
    account: accounts.get(item.accountId)!,
    accounts,
    postingDate,
    amountMinor: amount.value,
  });
}

/**
 * Asks authority about an item at hand, the amount in company currency at today's rate. Refuses `company.rate-missing` and
 * what `decideAuthority` refuses.
 */
export async function decideAbout(
  tx: Transaction,
  action: AnyGovernedAction,
  hand: ItemAtHand,
  ask: { readonly content: unknown; readonly sentence: string },
): Promise<Outcome<unknown>> {
  const { company, item, account, amountMinor } = hand;
  const day = dayInZone(tx.now, company.timeZone);
  return askForMoney(tx, action, {
    ...{ company, customerIds: [account.customerId], amountMinor, currency: item.currency, day },
    subject: `item ${item.id}`,
    ...ask,
  });
}

/** The company of an item, for governed actions: undefined when there is no such item. */
export const companyOfItem = async (
  db: Transaction['db'],
  tenantId: bigint,
  itemId: bigint,
): Promise<bigint | undefined> => (await loadItems(db, tenantId, { itemIds: [itemId] }))[0]?.companyId;

/** The numbers of the items that decisions are about, for governed actions: "item 27, 28" is RE-1001, RE-1002. */
export async function namesOfItems(
  db: Transaction['db'],
  tenantId: bigint,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (subject: string): bigint[] => (subject.match(/\d+/g) ?? []).map(BigInt);
  const items = await loadItems(db, tenantId, { itemIds: [...new Set(subjects.flatMap(idsOf))] });
  const numbers = new Map(items.map((item) => [item.id, item.number]));
  return new Map(
    subjects.flatMap((subject) => {
      const named = [...new Set(idsOf(subject).flatMap((id) => numbers.get(id) ?? []))];
      return named.length === 0 ? [] : [[subject, named.join(', ')] as const];
    }),
  );
}

/** "EUR 120.50", for sentences. */
export const said = (hand: Pick<ItemAtHand, 'amountMinor' | 'item'>): string =>
  `${hand.item.currency} ${formatAmount(hand.amountMinor, hand.item.currency)}`;

export interface MadeDocument {
  readonly number: string;
  readonly itemId: string;
  readonly amount: string;
  readonly currency: string;
}

/** A document as commands answer it: ids and amounts as text, so that it survives a repeat. */
export const made = (document: {
  number: string;
  itemId: bigint;
  amountMinor: bigint;
  currency: string;
}): MadeDocument => ({
  number: document.number,
  itemId: document.itemId.toString(),
  amount: formatAmount(document.amountMinor, document.currency),
  currency: document.currency,
});
