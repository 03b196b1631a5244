/** Who paid: by account, by name or alias, by an abbreviation of the name. Pure. */
import { textKey } from '#kernel';
import { Chains, emptyHash, ended, hashed, hashOfKey, hashOfText, hasKey, keyCode } from './chains.ts';
import type { MatchingCustomer, MatchingReceipt } from './model.ts';

/** Who pays for a customer besides itself, as recorded: its alternative payers, its parent or head office. */
export const payersFor = ({ payerIds = [], parentId }: MatchingCustomer): readonly string[] => [
  ...new Set(parentId === null ? payerIds : [...payerIds, parentId]),
];

/** Legal forms and fillers that tell nothing about who somebody is. */
const fillers = new Set(
  'GMBH AG KG OHG UG SE EV CO COMPANY CORP CORPORATION INC INCORPORATED LTD LIMITED LLC LLP PLC SA SAS SARL SRL SPA BV NV AB AS ASA APS OY OYJ KK PTY PTE SL SLU SPZOO DOO SRO ZOO THE AND UND ET Y'.split(
    ' ',
  ),
);

/** The words of a name as keys. */
function wordsOfName(name: string): string[] {
  const words: string[] = [];
  let from = 0;
  for (let at = 0; at <= name.length; at += 1) {
    const code = at < name.length ? name.charCodeAt(at) : 32;
    if (code > 127)
      return name
        .split(/[^\p{L}\p{N}]+/u)
        .map(textKey)
        .filter((word) => word.length > 0);
    if (keyCode(code) !== 0) continue;
    if (at > from) words.push(name.slice(from, at).toUpperCase());
    from = at + 1;
  }
  return words;
}

/** The telling words of a name, upper case, without legal forms. */
export function nameTokens(name: string): string[] {
  const words = wordsOfName(name);
  const telling = words.filter((word) => !fillers.has(word));
  return telling.length > 0 ? telling : words;
}

/** The telling words of a name as one text: names with the same words are of one name. */
const keyOfName = (name: string): string => nameTokens(name).join(' ');

/** Hashes of fillers, by their low bits: few other words meet one. */
const likeFiller = new Uint8Array(1024);
for (const filler of fillers) likeFiller[hashOfText(filler) & 1023] = 1;

/** A hash of a name's key, without taking the name apart where it is plain and has a telling word. */
function hashOfName(name: string): number {
  let hash = emptyHash;
  let telling = false;
  let word = 0;
  /** With the word that is being read, and of this word alone. */
  let [whole, own] = [hash, emptyHash];
  for (let at = 0; at <= name.length; at += 1) {
    const code = at < name.length ? name.charCodeAt(at) : 32;
    if (code > 127) return hashOfText(keyOfName(name));
    const letter = keyCode(code);
    if (letter !== 0) {
      if (word === 0) whole = telling ? hashed(hash, 32) : hash;
      whole = hashed(whole, letter);
      own = hashed(own, letter);
      word += 1;
      continue;
    }
    if (word === 0) continue;
    const filler = likeFiller[ended(own) & 1023] === 1 && fillers.has(name.slice(at - word, at).toUpperCase());
    if (!filler) {
      hash = whole;
      telling = true;
    }
    word = 0;
    own = emptyHash;
  }
  return telling ? ended(hash) : hashOfText(keyOfName(name));
}

export interface PayerCandidate {
  readonly customerId: string;
  /** 1: account or exact name. 0.9 and above: the same name misspelt. Below: an abbreviation. */
  readonly score: number;
  /** The learned evidence by which it was found. */
  readonly learnedIds?: readonly string[];
}

interface LearnedPayer {
  readonly id: string;
  readonly customerId: string;
  readonly firm: boolean;
}

interface Likeness {
  readonly byInitials: ReadonlyMap<string, readonly string[]>;
  readonly byBlock: ReadonlyMap<string, readonly { customerId: string; tokens: readonly string[] }[]>;
}

export interface PayerIndex {
  ofAccount(account: string): readonly PayerCandidate[] | undefined;
  /** Of a name as it is. */
  ofName(name: string): readonly PayerCandidate[] | undefined;
  /** What names are like, made when the first is not known as it is. */
  readonly likeness: Likeness;
  /** Accounts and names that persons' decisions taught. */
  readonly learnedAccounts: ReadonlyMap<string, readonly LearnedPayer[]>;
  readonly learnedNames: ReadonlyMap<string, readonly LearnedPayer[]>;
  /** What was found for a name by likeness: payers come again. */
  readonly foundLike: Map<string, readonly PayerCandidate[]>;
}

/** Puts a value into the list of its key. */
export const push = <K, T>(map: Map<K, T[]>, key: K, value: T): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** The initials of a name, with and without its legal form: "Sapphire Electronics Ltd" is SE and SEL. */
function initialsOf(name: string): string[] {
  return [wordsOfName(name), nameTokens(name)]
    .map((words) => words.map((word) => word[0]).join(''))
    .filter((initials) => initials.length >= 3);
}

/** The blocks in which a name is compared fuzzily: the beginnings of its words, and its initials. */
const blocksOf = (tokens: readonly string[]): Set<string> => new Set(tokens.map((token) => token.slice(0, 3)));

/** Customers in their order by what is hashed of each, one candidate for each that passes the test; undefined when none does. */
class CustomerIndex {
  readonly #customers: readonly MatchingCustomer[];
  readonly #places: Chains;

  constructor(
    customers: readonly MatchingCustomer[],
    textsOf: (customer: MatchingCustomer) => readonly string[],
    hashOf: (text: string) => number,
  ) {
    this.#customers = customers;
    this.#places = new Chains(customers.length);
    for (let place = customers.length - 1; place >= 0; place -= 1)
      for (const text of textsOf(customers[place]!)) this.#places.add(hashOf(text), place);
  }

  find(hash: number, test: (customer: MatchingCustomer) => boolean): readonly PayerCandidate[] | undefined {
    let found: PayerCandidate[] | undefined;
    for (let entry = this.#places.find(hash); entry !== 0; entry = this.#places.after(entry)) {
      const customer = this.#customers[this.#places.placeOf(entry)]!;
      // What a customer has twice stands one after another: it is there once.
      if (found?.at(-1)?.customerId === customer.id || !test(customer)) continue;
      const candidate = { customerId: customer.id, score: 1 };
      if (found === undefined) found = [candidate];
      else found.push(candidate);
    }
    return found;
  }
}

const namesOf = (customer: MatchingCustomer): readonly string[] =>
  customer.aliases.length === 0 ? [customer.name] : [customer.name, ...customer.aliases];

/** Builds the index once per problem: accounts at once, names when one is asked for, their likeness when one is not found. */
export function indexPayers(customers: readonly MatchingCustomer[]): PayerIndex {
  const accounts = new CustomerIndex(customers, (customer) => customer.accounts, hashOfKey);
  let names: CustomerIndex | undefined;
  const learnedAccounts = new Map<string, LearnedPayer[]>();
  const learnedNames = new Map<string, LearnedPayer[]>();
  for (const { id: customerId, learned } of customers)
    for (const { id, kind, value, firm } of learned ?? []) {
      if (kind === 'account') push(learnedAccounts, textKey(value), { id, customerId, firm });
      if (kind === 'name') push(learnedNames, keyOfName(value), { id, customerId, firm });
    }
  let likeness: Likeness | undefined;
  return {
    ofAccount(account) {
      const key = textKey(account);
      return accounts.find(hashOfText(key), (customer) => customer.accounts.some((one) => hasKey(one, key)));
    },
    ofName(name) {
      names ??= new CustomerIndex(customers, namesOf, hashOfName);
      let key: string | undefined;
      const isOne = (one: string): boolean => {
        if (one === name) return true;
        key ??= keyOfName(name);
        return keyOfName(one) === key;
      };
      return names.find(hashOfName(name), (customer) => isOne(customer.name) || customer.aliases.some(isOne));
    },
    get likeness() {
      likeness ??= indexLikeness(customers);
      return likeness;
    },
    learnedAccounts,
    learnedNames,
    foundLike: new Map(),
  };
}

function indexLikeness(customers: readonly MatchingCustomer[]): Likeness {
  const byBlock = new Map<string, { customerId: string; tokens: readonly string[] }[]>();
  const byInitials = new Map<string, string[]>();
  for (const customer of customers)
    for (const name of [customer.name, ...customer.aliases]) {
      const tokens = nameTokens(name);
      for (const block of blocksOf(tokens)) push(byBlock, block, { customerId: customer.id, tokens });
      for (const initials of new Set(initialsOf(name))) push(byInitials, initials, customer.id);
    }
  return { byBlock, byInitials };
}

/** Jaro–Winkler similarity of two texts, 0 to 1 (Winkler 1990; prefix weight 0.1, at most four letters). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length === 0 || b.length === 0) return 0;
  const range = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const matchedA = new Array<boolean>(a.length).fill(false);
  const matchedB = new Array<boolean>(b.length).fill(false);
  let matches = 0;
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - range); j < Math.min(b.length, i + range + 1); j += 1) {
      if (matchedB[j] || a[i] !== b[j]) continue;
      matchedA[i] = true;
      matchedB[j] = true;
      matches += 1;
      break;
    }
  }
  if (matches === 0) return 0;
  let transpositions = 0;
  let j = 0;
  for (let i = 0; i < a.length; i += 1) {
    if (!matchedA[i]) continue;
    while (!matchedB[j]) j += 1;
    if (a[i] !== b[j]) transpositions += 1;
    j += 1;
  }
  const jaro = (matches / a.length + matches / b.length + (matches - transpositions / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** True when every word of the short name begins a word of the long one, in order. */
function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  let at = 0;
  for (const word of short) {
    while (at < long.length && !(long[at]!.startsWith(word) || similarBeginning(word, long[at]!))) at += 1;
    if (at === long.length) return false;
    at += 1;
  }
  return true;
}

const similarBeginning = (word: string, full: string): boolean =>
  word.length >= 4 && full.length > word.length && jaroWinkler(word, full.slice(0, word.length)) >= 0.93;

function nameScore(tokens: readonly string[], other: readonly string[]): number {
  const spelling = jaroWinkler(tokens.join(''), other.join(''));
  // Names that differ in a number (Division 32, Division 38) are different customers, however alike.
  const numbers = (list: readonly string[]): string => list.filter((token) => /^\d+$/.test(token)).join(',');
  if (numbers(tokens) !== '' && numbers(tokens) !== numbers(other)) return 0;
  if (spelling >= 0.92 && numbers(tokens) === numbers(other)) return Math.min(0.99, spelling);
  const [short, long] = tokens.join('').length <= other.join('').length ? [tokens, other] : [other, tokens];
  if (abbreviates(short, long)) return 0.85;
  return 0;
}

/** What a short payer name would be as initials: "BSS Inc" is BSS; with its form when that is all there is. */
const initialsOfShort = (name: string): string => nameTokens(name)[0] ?? '';

/** What stands before a name in a bank's text and is no part of it. */
const bankWords = new Set(
  'ACH WIRE CK CHECK CHEQUE FROM BY PAYMENT PMT TRANSFER SEPA SWIFT CREDIT DEPOSIT VON ZAHLUNG REF INV INVOICE RECHNUNG'.split(
    ' ',
  ),
);

/** The one of some candidates that account or name leaves no doubt about; null otherwise. */
export function certainAmong([best, second]: readonly PayerCandidate[]): PayerCandidate | null {
  return best && best.score >= 0.92 && aheadOf(best, second) ? best : null;
}

/** Whether a candidate is clearly better than the next. */
export const aheadOf = (best: PayerCandidate, second: PayerCandidate | undefined): boolean =>
  second === undefined || second.score < best.score - 0.04;

/** Candidates for a name as a bank gives it, the best first: exact, misspelt, abbreviated or learned. */
export const findByGivenName = (name: string, receipt: MatchingReceipt, index: PayerIndex): readonly PayerCandidate[] =>
  findByPayer({ ...receipt, payer: { name, account: null } }, index);

/**
 * Candidates for the payer of a receipt, best first; empty when nobody fits. Where the payer's own name says nothing, a
 * name in the text of the payment is taken, as weakly as an abbreviation: it never makes anybody certain.
 */
export function findPayer(receipt: MatchingReceipt, index: PayerIndex): readonly PayerCandidate[] {
  const found = findByPayer(receipt, index);
  if (found.length > 0) return found;
  const words = receipt.reference.split(/\s+/).filter((word) => !/\d/.test(word) && !bankWords.has(textKey(word)));
  if (words.length < 2 || words.length > 8) return [];
  const named = findByGivenName(words.join(' '), receipt, index);
  return named.filter((one) => one.score >= 0.85).map((one) => ({ ...one, score: 0.85 }));
}

function findByPayer(receipt: MatchingReceipt, index: PayerIndex): readonly PayerCandidate[] {
  const { name, account } = receipt.payer;
  const ofAccount = account ? index.ofAccount(account) : undefined;
  if (ofAccount) return ofAccount;
  const found = name ? (index.ofName(name) ?? findLike(name, index)) : [];
  return index.learnedAccounts.size + index.learnedNames.size === 0 ? found : withLearned(receipt, found, index);
}

/** An account that has paid for so many customers is a payment service's or a factor's: it tells nothing about who paid. */
const collectiveFrom = 3;

/**
 * What names say, together with what was learned. A learned account weighs as much as the name once it is firm, and a hint
 * or a learned name never makes anybody certain; the account of a payment service takes the certainty from the name too.
 */
function withLearned(
  receipt: MatchingReceipt,
  byName: readonly PayerCandidate[],
  index: PayerIndex,
): readonly PayerCandidate[] {
  const usable = (one: LearnedPayer): boolean => !receipt.mistaken?.includes(one.id);
  const { name, account } = receipt.payer;
  const accounts = ((account && index.learnedAccounts.get(textKey(account))) || []).filter(usable);
  if (accounts.length >= collectiveFrom) return [];
  const names = ((name && index.learnedNames.get(keyOfName(name))) || []).filter(usable);
  const found = new Map<string, PayerCandidate>(byName.map((one) => [one.customerId, one]));
  const add = ({ id, customerId }: LearnedPayer, score: number): void => {
    const before = found.get(customerId);
    // Where the name itself says as much, nothing learned is needed.
    if (before !== undefined && before.learnedIds === undefined && before.score >= score) return;
    const learnedIds = [...(before?.learnedIds ?? []), id];
    found.set(customerId, { customerId, score: Math.max(score, before?.score ?? 0), learnedIds });
  };
  for (const one of names) add(one, hintScore);
  for (const one of accounts) add(one, one.firm && accounts.length === 1 ? 1 : hintScore);
  return [...found.values()].sort((a, b) => b.score - a.score || (a.customerId < b.customerId ? -1 : 1));
}

/** Below what makes a payer certain, above an abbreviation. */
export const hintScore = 0.9;

/** Customers whose names are like one that nobody has as it is; found once for each name. */
function findLike(name: string, index: PayerIndex): readonly PayerCandidate[] {
  let found = index.foundLike.get(name);
  if (found === undefined) {
    found = searchLike(name, index.likeness);
    index.foundLike.set(name, found);
  }
  return found;
}

function searchLike(name: string, { byInitials, byBlock }: Likeness): PayerCandidate[] {
  const tokens = nameTokens(name);
  const scores = new Map<string, number>();
  for (const customerId of byInitials.get(initialsOfShort(name)) ?? []) scores.set(customerId, 0.7);
  for (const block of blocksOf(tokens)) {
    const members = byBlock.get(block) ?? [];
    // A word that begins thousands of names says nothing; comparing them all would cost more than it tells.
    if (members.length > 2000) continue;
    for (const member of members) {
      const score = nameScore(tokens, member.tokens);
      if (score > (scores.get(member.customerId) ?? 0)) scores.set(member.customerId, score);
    }
  }
  return [...scores]
    .map(([customerId, score]) => ({ customerId, score }))
    .sort((a, b) => b.score - a.score || (a.customerId < b.customerId ? -1 : 1));
}
