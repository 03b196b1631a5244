/**
 * What a decision of a person teaches about a payer, and how much it is worth. Evidence of who paid and what was meant,
 * never a proof: a learned name makes nobody certain, a bank account does once it has held twice and never failed. Pure.
 */
import { textKey } from '#kernel';
import { habitsIn } from './habits.ts';
import type { LearnedEvidence, MatchingCustomer, Payer } from './model.ts';
import { findPayer, indexPayers, payersFor } from './payer.ts';

export interface Lesson {
  readonly kind: LearnedEvidence['kind'];
  readonly value: string;
  /** Whom it speaks of: the payer, or for `pays_for` the customer whose items are paid. */
  readonly customerId: string;
}

/** A decision of a person: whose money it was, as the bank named the payer, and which items it paid. */
export interface PersonsDecision {
  readonly payer: Payer;
  readonly text: string;
  /** The customer on whose account the money stood before; null when nobody was known. */
  readonly holder: MatchingCustomer | null;
  /** The customers whose items were paid, or to whom the money was given. */
  readonly paid: readonly MatchingCustomer[];
  readonly items: readonly { readonly number: string; readonly references: readonly string[] }[];
}

/** How a learned thing may be used, by the receipts that hold and that failed: not at all, as a hint, or as firm. */
export function strengthOf(held: number, failed: number): 'none' | 'hint' | 'firm' {
  if (held <= failed) return 'none';
  return held >= 2 && failed === 0 ? 'firm' : 'hint';
}

/**
 * What the decision teaches beyond what the master and earlier lessons say; empty when it tells nothing new. Where the bank
 * names an ultimate debtor, its name is the customer's, and account and name of an unknown holder are nobody's: a factor's.
 */
export function lessonsOf(decision: PersonsDecision): Lesson[] {
  const { holder, paid } = decision;
  const ultimate = decision.payer.ultimate?.trim() ?? '';
  const isCalled = (customer: MatchingCustomer, payer: Payer): boolean =>
    (findPayer(
      {
        id: '',
        date: '',
        amountMinor: 0n,
        currency: '',
        payer,
        reference: '',
        method: null,
        remittance: [],
      },
      indexPayers([{ ...customer, learned: [] }]),
    )[0]?.score ?? 0) >= 0.92;
  const { name, account: from } = decision.payer;
  const isPayer = (customer: MatchingCustomer): boolean => isCalled(customer, { name, account: from });
  const known = holder !== null && isPayer(holder) ? holder : (paid.find(isPayer) ?? null);
  const lessons: Lesson[] = [];
  const payer = known === null && ultimate !== '' ? { name: ultimate, account: null } : { name, account: from };
  const account = payer.account?.trim() ?? '';
  const knowsAccount = (customer: MatchingCustomer): boolean =>
    customer.accounts.some((one) => textKey(one) === textKey(account));
  const [only] = paid;
  if (known) {
    if (account !== '' && !knowsAccount(known)) lessons.push({ kind: 'account', value: account, customerId: known.id });
    for (const customer of paid)
      if (customer.id !== known.id && !payersFor(customer).includes(known.id))
        lessons.push({ kind: 'pays_for', value: known.id, customerId: customer.id });
  } else {
    for (const customer of paid)
      if (account !== '') lessons.push({ kind: 'account', value: account, customerId: customer.id });
  }
  // A name that stands for several customers names none of them.
  const called = (known === null ? (payer.name ?? '') : ultimate).trim();
  if (called !== '' && only && paid.length === 1 && !isCalled(only, { name: called, account: null }))
    lessons.push({ kind: 'name', value: called, customerId: only.id });
  const writer = known ?? (paid.length === 1 ? only! : null);
  if (writer)
    for (const value of habitsIn(decision.text, decision.items))
      lessons.push({ kind: 'reference', value, customerId: writer.id });
  return lessons;
}
