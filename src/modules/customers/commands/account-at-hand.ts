/** The customer account that a person changes: locked, its facts read, and the question to authority about it. */
import { type Company, loadCompany } from '#company';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import {
  type AnyGovernedAction,
  type Authorisation,
  type AuthorityAsk,
  decideAuthority,
  type Sql,
  type Transaction,
} from '#platform';
import type { CustomerAccount } from '../model.ts';
import { loadAccounts, lockAccounts } from '../store.ts';

export interface AccountAtHand {
  readonly account: CustomerAccount;
  readonly company: Company;
  /** Today in the company's zone. */
  readonly today: Day;
}

/** Locks a customer account. Refuses `customers.account-unknown`. */
export async function takeAccount(tx: Transaction, accountId: bigint): Promise<Outcome<AccountAtHand>> {
  const [account] = await lockAccounts(tx, [accountId]);
  if (!account)
    return refuse('customers.account-unknown', 'There is no such customer account. Nothing was changed.', {});
  const company = (await loadCompany(tx.db, tx.tenantId, account.companyId))!;
  return done({ account, company, today: dayInZone(tx.now, company.timeZone) });
}

/**
 * Asks authority about an account at hand; the size is in minor units of company currency, absent where the action has none.
 * Refuses what `decideAuthority` refuses.
 */
export const askAboutAccount = (
  tx: Transaction,
  action: AnyGovernedAction,
  { account, company, today }: AccountAtHand,
  { amountMinor, ...ask }: Pick<AuthorityAsk, 'content' | 'sentence' | 'lines'> & { readonly amountMinor?: bigint },
): Promise<Outcome<Authorisation>> =>
  decideAuthority(tx, action, {
    ...ask,
    companyId: company.id,
    customerId: account.customerId,
    subject: `customer account ${account.id}`,
    money: amountMinor === undefined ? null : { amountMinor, currency: company.currency },
    day: today,
  });

/** The numbers of the customers whose accounts decisions are about, for governed actions. */
export async function numbersOfAccounts(
  db: Sql,
  tenantId: bigint,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idOf = (subject: string): bigint => BigInt(/\d+/.exec(subject)?.[0] ?? 0);
  const accounts = await loadAccounts(db, tenantId, { accountIds: subjects.map(idOf) });
  const numbers = new Map(accounts.map((account) => [account.id, account.number]));
  return new Map(
    subjects.flatMap((subject) => {
      const number = numbers.get(idOf(subject));
      return number === undefined ? [] : [[subject, number] as const];
    }),
  );
}

/** The company of an account, for governed actions: undefined when there is no such account. */
export const companyOfAccount = async (
  db: Sql,
  tenantId: bigint,
  { accountId }: { readonly accountId: bigint },
): Promise<bigint | undefined> => (await loadAccounts(db, tenantId, { accountIds: [accountId] }))[0]?.companyId;
