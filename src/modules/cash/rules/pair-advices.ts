/** Which money is an advice about? Paired whichever of the two came first; what could be meant twice is left to a person. Pure. */
import { addDays, type Day, textKey } from '#kernel';
import { jaroWinkler, nameTokens } from './matching/payer.ts';

/** An advice that waits for its money. Minor units. */
export interface WaitingAdvice {
  readonly id: bigint;
  /** Null: it leaves open what is paid. */
  readonly amountMinor: bigint | null;
  /** Where it does: what the documents that it names come to, as they are open and as they were issued. */
  readonly meantMinor: readonly bigint[];
  readonly currency: string;
  readonly day: Day;
  /** The key of the payment's own reference: check number, trace, end-to-end id; empty where it says none. */
  readonly referenceKey: string;
  readonly accountId: bigint | null;
  /** Names and bank accounts of the payer: as the advice writes them, and those of the customer it was found to be. */
  readonly names: readonly string[];
  readonly accounts: readonly string[];
  /** The keys of the documents that it names. */
  readonly documentKeys: readonly string[];
  /** Money that a person said it is not about. */
  readonly unlinkedLineIds: readonly bigint[];
}

/** Money of the company that no advice explains yet: waiting, unapplied, or applied lately. */
export interface PairableMoney {
  readonly lineId: bigint;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly valueDate: Day;
  readonly accountId: bigint | null;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  /** For whom the payer paid, as the bank names it. */
  readonly ultimateName?: string | null;
  readonly text: string;
  /** It still waits for its items; applied money is only linked. */
  readonly open: boolean;
}

export type PairBasis = 'reference' | 'account' | 'documents' | 'payer' | 'amount';

export interface AdvicePair {
  readonly adviceId: bigint;
  readonly lineId: bigint;
  readonly basis: PairBasis;
  /** By its amount alone it is only evidence for a person: nothing may be posted on it. */
  readonly certain: boolean;
}

/** Days between an advice and its money, either way: a posted check travels, an advice waits for the payer's payment run. */
export const pairingReachDays = 45;
/** A shorter reference says nothing; against another amount it must be longer, for years and counters stand in every text. */
const shortestReference = 4;
const shortestAgainstAmount = 6;
const shortestDocument = 4;
/** What may be taken off the documents of an advice that says no amount: the money is at least so much of them. */
const leastPercent = 80n;

/**
 * Pairs advices with money of their currency. In this order: the payment's own reference in the bank's text (also where
 * the amounts differ, if nothing else fits: then the advice contradicts); else an equal amount within 45 days, and the
 * payer's bank account, a document number in the text, the payer's name or customer account, or, for open money of an
 * unknown payer, the amount alone. One that says no amount contradicts none: it pays what its documents come to, else, by the same
 * signs but the last, up to a fifth less. What a person took apart is no pair. A pair holds only when neither side could be meant by another of the same rank.
 */
export function pairAdvices(advices: readonly WaitingAdvice[], money: readonly PairableMoney[]): AdvicePair[] {
  const ranks = rankedPairs(advices, money);
  const unlinked = new Map(advices.map((one) => [one.id, new Set(one.unlinkedLineIds)]));
  const takenAdvices = new Set<bigint>();
  const takenMoney = new Set<bigint>();
  const pairs: AdvicePair[] = [];
  for (const rank of ranks) {
    const free = rank.pairs.filter(
      (pair) =>
        !takenAdvices.has(pair.adviceId) &&
        !takenMoney.has(pair.lineId) &&
        !unlinked.get(pair.adviceId)!.has(pair.lineId),
    );
    const ofAdvice = countBy(free, (pair) => pair.adviceId);
    const ofMoney = countBy(free, (pair) => pair.lineId);
    for (const pair of free) {
      if (ofAdvice.get(pair.adviceId) === 1 && ofMoney.get(pair.lineId) === 1)
        pairs.push({ ...pair, basis: rank.basis, certain: rank.basis !== 'amount' });
      // Also where several could be meant: weaker signs must not decide between them.
      takenAdvices.add(pair.adviceId);
      takenMoney.add(pair.lineId);
    }
  }
  return pairs;
}

type Pair = { adviceId: bigint; lineId: bigint };

function rankedPairs(
  advices: readonly WaitingAdvice[],
  money: readonly PairableMoney[],
): { basis: PairBasis; pairs: Pair[] }[] {
  const signs = (): Record<'account' | 'documents' | 'payer', Pair[]> => ({ account: [], documents: [], payer: [] });
  const found = { same: [] as Pair[], other: [] as Pair[], amount: [] as Pair[], whole: signs(), less: signs() };
  const facts = money.map((one) => ({
    money: one,
    text: textKey(one.text),
    account: one.payerAccount === null ? '' : textKey(one.payerAccount),
    names: [one.payerName, one.ultimateName].flatMap((name) => (name == null ? [] : [nameTokens(name).join('')])),
  }));
  const byAmount = new Map<string, typeof facts>();
  for (const one of facts) {
    const key = `${one.money.amountMinor} ${one.money.currency}`;
    const list = byAmount.get(key);
    if (list) list.push(one);
    else byAmount.set(key, [one]);
  }
  for (const advice of advices) {
    if (advice.amountMinor !== null && advice.amountMinor <= 0n) continue;
    const silent = advice.amountMinor === null;
    const amounts = [...new Set(silent ? advice.meantMinor : [advice.amountMinor])].filter((one) => one > 0n);
    const named = namesMoney(advice);
    if (named !== null)
      for (const one of facts)
        if (one.money.currency === advice.currency && one.text.includes(named)) {
          const equal = amounts.includes(one.money.amountMinor);
          if (equal || (one.money.open && named.length >= shortestAgainstAmount))
            found[equal || silent ? 'same' : 'other'].push({ adviceId: advice.id, lineId: one.money.lineId });
        }
    const [from, to] = [addDays(advice.day, -pairingReachDays), addDays(advice.day, pairingReachDays)];
    const accounts = new Set(advice.accounts.map(textKey).filter((key) => key !== ''));
    const names = advice.names.map((name) => nameTokens(name).join('')).filter((name) => name !== '');
    const documents = advice.documentKeys.filter((key) => key.length >= shortestDocument && /\d/.test(key));
    const bySigns = (one: (typeof facts)[number], into: typeof found.whole, otherwise: Pair[] | null): void => {
      if (one.money.valueDate < from || one.money.valueDate > to) return;
      const pair = { adviceId: advice.id, lineId: one.money.lineId };
      if (accounts.has(one.account)) into.account.push(pair);
      else if (documents.some((key) => one.text.includes(key))) into.documents.push(pair);
      else if (isPayer(advice, one.money, one.names, names)) into.payer.push(pair);
      else if (one.money.open && one.money.accountId === null) otherwise?.push(pair);
    };
    for (const amount of amounts)
      for (const one of byAmount.get(`${amount} ${advice.currency}`) ?? []) bySigns(one, found.whole, found.amount);
    const [open = 0n] = silent ? advice.meantMinor : [];
    if (open > 0n)
      for (const one of facts) {
        const { money: its } = one;
        if (!its.open || its.currency !== advice.currency || amounts.includes(its.amountMinor)) continue;
        if (its.amountMinor < open && its.amountMinor * 100n >= open * leastPercent) bySigns(one, found.less, null);
      }
  }
  return [
    { basis: 'reference', pairs: found.same },
    { basis: 'account', pairs: found.whole.account },
    { basis: 'documents', pairs: found.whole.documents },
    { basis: 'payer', pairs: found.whole.payer },
    { basis: 'account', pairs: found.less.account },
    { basis: 'documents', pairs: found.less.documents },
    { basis: 'payer', pairs: found.less.payer },
    { basis: 'reference', pairs: found.other },
    { basis: 'amount', pairs: found.amount },
  ];
}

/** The reference by which a bank's text can name the payment; null where it is too short to say anything. */
const namesMoney = ({ referenceKey }: WaitingAdvice): string | null =>
  referenceKey.length >= shortestReference && /\d/.test(referenceKey) ? referenceKey : null;

const isPayer = (
  advice: WaitingAdvice,
  money: PairableMoney,
  ofMoney: readonly string[],
  names: readonly string[],
): boolean =>
  advice.accountId !== null && money.accountId !== null
    ? advice.accountId === money.accountId
    : ofMoney.some((name) => name !== '' && names.some((other) => other === name || jaroWinkler(other, name) >= 0.92));

function countBy<T>(list: readonly T[], key: (one: T) => bigint): Map<bigint, number> {
  const counts = new Map<bigint, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}
