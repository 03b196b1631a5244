/** The question to authority where refunds leave us, or are made due again. */
import { type Company, loadConverter } from '#company';
import type { Day, Outcome } from '#kernel';
import {
  type AnyGovernedAction,
  type Authorisation,
  type AuthorityAsk,
  decideAuthority,
  type Transaction,
} from '#platform';

/**
 * Asks authority for a sum of payments, at the rate of the day. It concerns one customer where all go to one. Refuses
 * `company.rate-missing` and what `decideAuthority` refuses.
 */
export async function askForPayments(
  tx: Transaction,
  action: AnyGovernedAction,
  of: Pick<AuthorityAsk, 'subject' | 'content' | 'sentence' | 'lines'> & {
    readonly company: Company;
    readonly customerIds: readonly bigint[];
    readonly amountMinor: bigint;
    readonly currency: string;
    readonly day: Day;
  },
): Promise<Outcome<Authorisation>> {
  const { company, customerIds, amountMinor, currency, day, ...told } = of;
  const convert = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day }]);
  if (!convert.ok) return convert;
  const [customerId, ...others] = new Set(customerIds);
  return decideAuthority(tx, action, {
    ...told,
    companyId: company.id,
    customerId: customerId === undefined || others.length > 0 ? null : customerId,
    money: { amountMinor: convert.value(amountMinor, currency, day), currency: company.currency },
    converted: currency === company.currency ? undefined : { amountMinor, currency, rateDay: day },
    day,
  });
}
