/**
 * Where a refund is paid to: back to the account that the money came from, or to one that a second person has verified for the
 * customer. "Please send it to our new account" is the oldest fraud there is, so nothing else is taken. Pure.
 */
import type { CustomerBankAccount, Estate } from '#customers';
import { done, isAccountNumber, type Outcome, refuse, textKey } from '#kernel';

/** An account that the money behind a credit came from, as the bank wrote it. */
export interface Origin {
  readonly account: string;
  readonly holderName: string | null;
}

export interface Payout {
  readonly account: string;
  readonly accountKey: string;
  readonly bankCode: string | null;
  readonly holderName: string | null;
  readonly basis: 'originating' | 'verified';
  /** The customer's bank account in force, where the basis is verified. */
  readonly bankAccountId: bigint | null;
}

/**
 * Chooses the account: `wanted` where one is named, else the one that the money came from, else the verified one. An insolvent
 * customer is paid to the administrator's account alone (who pays the debtor after the opening is not freed by it: InsO § 82 in
 * Germany). Refuses `receivables.payout-unverified` for another account, `receivables.payout-insolvent` where the administrator's
 * is not in force, and `receivables.payout-unknown` where there is none to choose or several.
 */
export function choosePayout(facts: {
  readonly customer: string;
  readonly origins: readonly Origin[];
  readonly verified: CustomerBankAccount | undefined;
  readonly wanted: string | undefined;
  /** Undefined: no proceedings stand over the customer. */
  readonly estate?: Estate | undefined;
}): Outcome<Payout> {
  const { customer, verified, wanted, estate } = facts;
  if (estate) {
    const administrators = verified?.id === estate.bankAccountId ? verified : undefined;
    if (!administrators || (wanted !== undefined && textKey(wanted) !== administrators.accountKey))
      return refuse(
        'receivables.payout-insolvent',
        `Customer ${customer} is insolvent since ${estate.insolventSince}; its money goes to the administrator's account alone${administrators ? `, ${administrators.account}` : ': have that put in force as the customer’s bank account first, which takes a second person'}. Nothing was changed.`,
        {},
        { field: 'payTo' },
      );
    return done(verifiedPayout(administrators));
  }
  const origins = new Map<string, Payout>();
  for (const { account, holderName } of facts.origins) {
    const accountKey = textKey(account);
    // What a bank shortens or hides is no account to pay to.
    if (!isAccountNumber(account) || origins.has(accountKey)) continue;
    origins.set(accountKey, {
      ...{ account, accountKey, holderName },
      ...{ bankCode: null, basis: 'originating', bankAccountId: null },
    });
  }
  const inForce = verified && verifiedPayout(verified);
  if (wanted !== undefined) {
    const key = textKey(wanted);
    const meant = origins.get(key) ?? (inForce?.accountKey === key ? inForce : undefined);
    return meant
      ? done(meant)
      : refuse(
          'receivables.payout-unverified',
          `The money did not come from ${wanted}, and nobody has verified it for customer ${customer}: have it put in force as the customer's bank account first, which takes a second person. Nothing was changed.`,
          {},
          { field: 'payTo' },
        );
  }
  if (origins.size > 1)
    return refuse(
      'receivables.payout-unknown',
      `The money came from several accounts (${[...origins.values()].map((one) => one.account).join(', ')}); say which it goes back to. Nothing was changed.`,
      {},
      { field: 'payTo' },
    );
  const chosen = [...origins.values()][0] ?? inForce;
  return chosen
    ? done(chosen)
    : refuse(
        'receivables.payout-unknown',
        `It is not known from which account the money came, and customer ${customer} has no bank account in force: have one put in force first, which takes a second person. Nothing was changed.`,
        {},
        { field: 'payTo' },
      );
}

const verifiedPayout = (verified: CustomerBankAccount): Payout => ({
  account: verified.account,
  accountKey: verified.accountKey,
  bankCode: verified.bankCode,
  holderName: verified.holderName,
  basis: 'verified',
  bankAccountId: verified.id,
});

/** "DE89… (the account that it came from)", for sentences. */
export const payoutInWords = (payout: Payout): string =>
  `${payout.account}${payout.holderName ? ` of ${payout.holderName}` : ''} (${payout.basis === 'originating' ? 'the account that the money came from' : 'verified by two persons'})`;
