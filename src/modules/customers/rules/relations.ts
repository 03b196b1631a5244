/** How customers stand to each other on a day: merged, branch of a head office, paid for by another. Pure. */
import { type Day, done, type Outcome, refuse } from '#kernel';

export const relationKinds = ['merged_into', 'branch_of', 'alternative_payer'] as const;
export type RelationKind = (typeof relationKinds)[number];

export interface Relation {
  readonly id: bigint;
  readonly kind: RelationKind;
  readonly customerId: bigint;
  readonly otherCustomerId: bigint;
  readonly itemsOn: 'head_office' | 'branch' | null;
  /** Of an alternative payer: who gets the customer's notices and statements. */
  readonly lettersTo: 'customer' | 'payer' | null;
  readonly fromDate: Day;
  /** The last day; null: until further notice. */
  readonly toDate: Day | null;
}

export interface NumberAlias {
  readonly number: string;
  readonly customerId: bigint;
  readonly givenUpDate: Day;
  readonly seq: bigint;
}

/** Relations and given-up numbers as far as they were known, and the day that is asked for. */
export interface RelationFacts {
  readonly day: Day;
  readonly relations: readonly Relation[];
  /** In the order in which they were recorded. */
  readonly aliases: readonly NumberAlias[];
  /** What was recorded later does not count; null: everything. */
  readonly seq: bigint | null;
}

export interface Standing {
  /** The customer as whom this one reads on the day: itself, or the one it was merged into, through any number of merges. */
  holderOf(customerId: bigint): bigint;
  /** All customers who read as another. */
  merged(): readonly bigint[];
  /** All customers who read as this one, itself included. */
  readingAs(customerId: bigint): readonly bigint[];
  /** The head office of the customer (of its holder) with where the branch's documents stand; null: it has none. */
  headOfficeOf(customerId: bigint): { readonly customerId: bigint; readonly itemsOn: 'head_office' | 'branch' } | null;
  /**
   * The payer who gets the customer's letters, and the customer who owes: itself, its holder or its head office, whichever
   * first has such a payer. The letters go to the payer's head office where it has one; a payer's own payer does not count.
   * Null: the letters stay with who owes.
   */
  payerOfLetters(customerId: bigint): { readonly payerId: bigint; readonly debtorId: bigint } | null;
  /** Who gets the letters: the payer who gets them, the head office, or the holder. */
  recipientOf(customerId: bigint): bigint;
  /** All customers whose letters go to this one, itself included. */
  lettersFor(customerId: bigint): readonly bigint[];
  /** Who pays for the customer besides itself. */
  payersOf(customerId: bigint): readonly bigint[];
  /** The number under which the customer ran on the day; `current` is today's. */
  numberOf(customerId: bigint, current: string): string;
}

/** Works out who stood for whom on the day. Chains end at the first customer met again, so a loop cannot hang it. */
export function standingOn(facts: RelationFacts): Standing {
  const inForce = facts.relations.filter(
    (one) => one.fromDate <= facts.day && (one.toDate === null || one.toDate >= facts.day),
  );
  const merged = new Map<bigint, bigint>();
  const branch = new Map<bigint, Relation>();
  const payers = new Map<bigint, bigint[]>();
  const letterPayer = new Map<bigint, bigint>();
  for (const one of inForce) {
    if (one.kind === 'merged_into') merged.set(one.customerId, one.otherCustomerId);
    else if (one.kind === 'branch_of') branch.set(one.customerId, one);
    else {
      payers.set(one.customerId, [...(payers.get(one.customerId) ?? []), one.otherCustomerId]);
      if (one.lettersTo === 'payer') letterPayer.set(one.customerId, one.otherCustomerId);
    }
  }
  const holderOf = (customerId: bigint): bigint => {
    let next = merged.get(customerId);
    // Asked for every customer of a company, of whom nearly none was merged.
    if (next === undefined) return customerId;
    const seen = new Set<bigint>();
    let at = customerId;
    for (; next !== undefined && !seen.has(next); next = merged.get(at)) {
      seen.add(at);
      at = next;
    }
    return at;
  };
  const headOfficeOf = (customerId: bigint) => {
    const one = branch.get(customerId) ?? branch.get(holderOf(customerId));
    return one ? { customerId: holderOf(one.otherCustomerId), itemsOn: one.itemsOn! } : null;
  };
  // The first number given up after the day, or not yet known to be given up, is the one that was in use.
  const numbers = new Map<bigint, string>();
  for (const alias of facts.aliases) {
    const later = alias.givenUpDate > facts.day || (facts.seq !== null && alias.seq > facts.seq);
    if (later && !numbers.has(alias.customerId)) numbers.set(alias.customerId, alias.number);
  }
  const members = new Map<bigint, bigint[]>();
  for (const from of merged.keys()) {
    const holder = holderOf(from);
    members.set(holder, [...(members.get(holder) ?? []), from]);
  }
  const debtorOf = (customerId: bigint): bigint => headOfficeOf(customerId)?.customerId ?? holderOf(customerId);
  const payerOfLetters = (customerId: bigint) => {
    const debtorId = [customerId, holderOf(customerId), debtorOf(customerId)].find((one) => letterPayer.has(one));
    if (debtorId === undefined) return null;
    const payerId = debtorOf(letterPayer.get(debtorId)!);
    return payerId === debtorId ? null : { payerId, debtorId };
  };
  const recipientOf = (customerId: bigint): bigint => payerOfLetters(customerId)?.payerId ?? debtorOf(customerId);
  const below = new Map<bigint, bigint[]>();
  for (const one of new Set([...merged.keys(), ...branch.keys(), ...letterPayer.keys()])) {
    const recipient = recipientOf(one);
    if (recipient !== one) below.set(recipient, [...(below.get(recipient) ?? []), one]);
  }
  return {
    holderOf,
    merged: () => [...merged.keys()],
    readingAs: (customerId) => [customerId, ...(members.get(customerId) ?? [])],
    headOfficeOf,
    payerOfLetters,
    recipientOf,
    lettersFor: (customerId) => [customerId, ...(below.get(customerId) ?? [])],
    payersOf: (customerId) =>
      [customerId, ...(members.get(customerId) ?? [])].flatMap((one) => (payers.get(one) ?? []).map(holderOf)),
    numberOf: (customerId, current) => numbers.get(customerId) ?? current,
  };
}

/**
 * Decides whether a relation may be recorded beside those in force. Refuses `customers.relation-self`,
 * `customers.relation-overlaps` (one merge, one head office, one payer who gets the letters at a time), `customers.relation-loop` (a customer would stand
 * above itself) and `customers.relation-days`.
 */
export function decideRelation(wanted: Omit<Relation, 'id'>, existing: readonly Relation[]): Outcome<null> {
  if (wanted.customerId === wanted.otherCustomerId)
    return refuse('customers.relation-self', 'A customer cannot stand so to itself. Nothing was changed.');
  if (wanted.toDate !== null && wanted.toDate < wanted.fromDate)
    return refuse(
      'customers.relation-days',
      'The last day is before the first. Nothing was changed.',
      {},
      { field: 'to' },
    );
  const overlaps = (one: Relation): boolean =>
    (wanted.toDate === null || one.fromDate <= wanted.toDate) && (one.toDate === null || one.toDate >= wanted.fromDate);
  const same = existing.filter((one) => one.kind === wanted.kind && overlaps(one));
  const twice = same.find(
    (one) =>
      one.customerId === wanted.customerId &&
      (wanted.kind !== 'alternative_payer' ||
        one.otherCustomerId === wanted.otherCustomerId ||
        (wanted.lettersTo === 'payer' && one.lettersTo === 'payer')),
  );
  if (twice)
    return refuse(
      'customers.relation-overlaps',
      `There is one already since ${twice.fromDate}; take it back first. Nothing was changed.`,
      {
        relationId: twice.id.toString(),
      },
    );
  if (wanted.kind !== 'alternative_payer') {
    const above = new Map(same.map((one) => [one.customerId, one.otherCustomerId]));
    const seen = new Set<bigint>();
    for (let at: bigint | undefined = wanted.otherCustomerId; at !== undefined && !seen.has(at); at = above.get(at)) {
      if (at === wanted.customerId)
        return refuse('customers.relation-loop', 'The customer would stand above itself. Nothing was changed.');
      seen.add(at);
    }
  }
  return done(null);
}
