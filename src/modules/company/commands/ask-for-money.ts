/** The question to authority where it is about money in whatever currency: asked in the company's own, at the rate of the day. */
import { absolute, type Day, type Outcome } from '#kernel';
import {
  type AnyGovernedAction,
  type Authorisation,
  type AuthorityAsk,
  decideAuthority,
  type Transaction,
} from '#platform';
import type { Company } from '../model.ts';
import { loadConverter } from '../queries/converter.ts';

/**
 * Asks authority for an amount in minor units of its currency, whatever its sign; limits are in company currency, and what was
 * asked for is kept beside it with the day of its rate. It concerns one customer where all who are named are that one. Refuses
 * `company.rate-missing` and what `decideAuthority` refuses.
 */
export async function askForMoney(
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
  const { company, customerIds, amountMinor: signed, currency, day, ...told } = of;
  const amountMinor = absolute(signed);
  const convert = await loadConverter(tx.db, tx.tenantId, company, [{ currency, day }]);
  if (!convert.ok) return convert;
  const [customerId, ...others] = new Set(customerIds);
  return decideAuthority(tx, action, {
    ...told,
    companyId: company.id,
    customerId: customerId === undefined || others.length > 0 ? null : customerId,
    money: { amountMinor: absolute(convert.value(amountMinor, currency, day)), currency: company.currency },
    converted: currency === company.currency ? undefined : { amountMinor, currency, rateDay: day },
    day,
  });
}
