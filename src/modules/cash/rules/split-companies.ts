/** One payment for several companies: which of its documents are whose, and may it be split without a person? Pure. */
import { formatAmount, textKey } from '#kernel';
import { wordsOf } from './matching/references.ts';

/** Money that is open in the company whose bank it came to. Minor units. */
export interface SplitMoney {
  readonly companyId: bigint;
  readonly currency: string;
  readonly openMinor: bigint;
  /** Whose account it stands on; null: it is in suspense. */
  readonly customerId: bigint | null;
  /** A person took a split of it back, or left it on account. */
  readonly declined: boolean;
}

/** An open item, of whichever company, that a reference of the payer names. */
export interface NamedOpenItem {
  readonly itemId: bigint;
  readonly companyId: bigint;
  readonly companyCode: string;
  readonly customerId: bigint;
  readonly number: string;
  readonly openMinor: bigint;
  /** Why a person looks at it first: a dispute, a legal case; null where nothing hinders. */
  readonly blocked: string | null;
}

/** A document that the payer names, with what is paid of it where the payer says so. */
export interface NamedDocument {
  readonly reference: string;
  readonly amountMinor: bigint | null;
  readonly items: readonly NamedOpenItem[];
}

/** A document as the payer writes it, and its key. */
export interface WantedDocument {
  readonly key: string;
  readonly reference: string;
  readonly amountMinor: bigint | null;
}

export interface SplitAllocation {
  readonly itemId: bigint;
  readonly number: string;
  readonly amountMinor: bigint;
}

export interface CompanySplit {
  /** Items of the company that has the money. */
  readonly own: readonly SplitAllocation[];
  readonly sisters: readonly {
    readonly companyId: bigint;
    readonly companyCode: string;
    readonly allocations: readonly SplitAllocation[];
  }[];
  readonly leftMinor: bigint;
  /** Empty: it posts without a person. */
  readonly doubts: readonly string[];
  /** Whether a person may post it as it stands. */
  readonly postable: boolean;
  /** The split in one sentence. */
  readonly explanation: string;
}

/** Shorter words are met by chance. */
const shortestNumber = 5;

/** The words of a payment's text that may be numbers of documents, once each. */
export function documentsOfText(text: string): WantedDocument[] {
  const seen = new Set<string>();
  return wordsOf(text).flatMap((word): WantedDocument[] => {
    const key = textKey(word);
    if (key.length < shortestNumber || !/\d/.test(key) || seen.has(key)) return [];
    seen.add(key);
    return [{ key, reference: word, amountMinor: null }];
  });
}

/**
 * The split of some money by what its payer wrote: by the lines of an advice, or the words of a text. `openItems` gives the
 * items of all companies with a key in the money's currency. Null where that names no other company's item, or nobody is known
 * for the payer and the words of a text do not come to the money.
 */
export function splitByNames(
  money: SplitMoney,
  told: { readonly wanted: readonly WantedDocument[]; readonly byAdvice: boolean },
  openItems: (key: string) => readonly NamedOpenItem[] | undefined,
): CompanySplit | null {
  const { wanted, byAdvice } = told;
  const documents = wanted.flatMap(({ key, reference, amountMinor }): NamedDocument[] => {
    const items = meantItems(money, openItems(key) ?? [], byAdvice);
    // A word of a text that is no document's number is only a word.
    return byAdvice || items.length > 0 ? [{ reference, amountMinor, items }] : [];
  });
  const split = splitAcrossCompanies(money, documents);
  return split !== null && !byAdvice && money.customerId === null && split.leftMinor !== 0n ? null : split;
}

/**
 * The items that a reference can mean: the company's own before others', for its bank was paid; of others' those of the
 * customer on whose account the money stands. A word of a text that is only another customer's number elsewhere means nothing;
 * in an advice it stays, as a doubt.
 */
function meantItems(
  money: Pick<SplitMoney, 'companyId' | 'customerId'>,
  items: readonly NamedOpenItem[],
  byAdvice: boolean,
): readonly NamedOpenItem[] {
  const own = items.filter((item) => item.companyId === money.companyId);
  if (own.length > 0) return own;
  if (money.customerId === null) return items;
  const theirs = items.filter((item) => item.customerId === money.customerId);
  return theirs.length > 0 || !byAdvice ? theirs : items;
}

/**
 * Splits a payment by the documents that its payer names. It posts without a person only when every document is exactly one
 * open item over all companies, each is paid in the amount that is open, all belong to the customer on whose account the
 * money stands, nothing blocks them, and together they are the money. Null where no other company's item is named.
 */
export function splitAcrossCompanies(money: SplitMoney, documents: readonly NamedDocument[]): CompanySplit | null {
  if (!documents.some((one) => one.items.some((item) => item.companyId !== money.companyId))) return null;
  const { currency } = money;
  const say = (minor: bigint): string => `${currency} ${formatAmount(minor, currency)}`;
  const doubts: string[] = [];
  let fits = true;
  const taken = new Map<bigint, { item: NamedOpenItem; amountMinor: bigint }>();
  for (const { reference, amountMinor, items } of documents) {
    const [item, other] = items;
    if (!item) {
      doubts.push(`"${reference}" names nothing that is open in any company`);
      continue;
    }
    if (other) {
      doubts.push(`"${reference}" is open in ${[...new Set(items.map((one) => one.companyCode))].join(' and ')}`);
      fits = false;
      continue;
    }
    const paid = amountMinor ?? item.openMinor;
    if (taken.has(item.itemId)) doubts.push(`${item.number} is named twice`);
    else if (paid <= 0n || item.openMinor <= 0n) doubts.push(`${item.number} is a credit, which a person nets`);
    else if (paid > item.openMinor)
      doubts.push(`${item.number} has only ${say(item.openMinor)} open, ${say(paid)} are said to pay it`);
    else {
      if (paid < item.openMinor) doubts.push(`${item.number} is paid in part`);
      if (item.blocked !== null) doubts.push(`${item.number} is blocked (${item.blocked})`);
      taken.set(item.itemId, { item, amountMinor: paid });
      continue;
    }
    fits = false;
  }
  const all = [...taken.values()];
  const sum = all.reduce((total, one) => total + one.amountMinor, 0n);
  const leftMinor = money.openMinor - sum;
  if (leftMinor !== 0n)
    doubts.push(
      leftMinor > 0n
        ? `${say(leftMinor)} are left over`
        : `the documents come to ${say(sum)}, the money is ${say(money.openMinor)}`,
    );
  const customers = new Set([
    ...all.map((one) => one.item.customerId),
    ...(money.customerId === null ? [] : [money.customerId]),
  ]);
  if (customers.size > 1) doubts.push('the documents are not all the payer’s own');
  if (money.declined) doubts.push('a person decided otherwise before');
  const allocation = ({ item, amountMinor }: (typeof all)[number]): SplitAllocation => ({
    itemId: item.itemId,
    number: item.number,
    amountMinor,
  });
  const own = all.filter((one) => one.item.companyId === money.companyId);
  const byCompany = new Map<bigint, typeof all>();
  for (const one of all)
    if (one.item.companyId !== money.companyId)
      byCompany.set(one.item.companyId, [...(byCompany.get(one.item.companyId) ?? []), one]);
  const sisters = [...byCompany].map(([companyId, items]) => ({
    companyId,
    companyCode: items[0]!.item.companyCode,
    allocations: items.map(allocation),
  }));
  // Money in suspense goes to another company as a whole, or first to the account of whom it is.
  const whole = money.customerId !== null || (own.length === 0 && sisters.length === 1);
  if (!whole) doubts.push('nobody is known on whose account the money stands');
  const part = (code: string, items: typeof all): string =>
    `${say(items.reduce((total, one) => total + one.amountMinor, 0n))} for ${items.map((one) => one.item.number).join(', ')} of ${code}`;
  const parts = [
    ...(own.length > 0 ? [part(own[0]!.item.companyCode, own)] : []),
    ...[...byCompany.values()].map((items) => part(items[0]!.item.companyCode, items)),
  ];
  return {
    own: own.map(allocation),
    sisters,
    leftMinor,
    doubts,
    postable: fits && whole && leftMinor >= 0n && sisters.length > 0,
    explanation: `${say(money.openMinor)} pay documents of several companies: ${parts.join('; ')}.`,
  };
}
