/** Amounts in company currency by the rate in force on a day. */
import { convert, convertInverse, type Day, done, type Outcome, parseRate, refuse } from '#kernel';
import type { Sql } from '#platform';
import type { Company } from '../model.ts';
import { loadRates } from '../store.ts';

/** Converts minor units of a currency into the company's, at a day's rate, rounded once half away from zero. */
export type CompanyConverter = (amountMinor: bigint, currency: string, day: Day) => bigint;

/**
 * Loads the rates for the wanted currencies and days: that of the later day among the direct pair and the inverse one, of the
 * same day the direct one. Refuses a pair without a rate on or before its day (`company.rate-missing`).
 */
export async function loadConverter(
  db: Sql,
  tenantId: bigint,
  company: Company,
  wanted: readonly { currency: string; day: Day }[],
): Promise<Outcome<CompanyConverter>> {
  const foreign = wanted.filter((one) => one.currency !== company.currency);
  const rates = await loadRates(
    db,
    tenantId,
    foreign.flatMap(({ currency, day }) => [
      { from: currency, to: company.currency, day },
      { from: company.currency, to: currency, day },
    ]),
  );
  const direct = (currency: string, day: Day) => rates.get(`${currency}/${company.currency}/${day}`);
  const inverse = (currency: string, day: Day) => rates.get(`${company.currency}/${currency}/${day}`);
  const missing = foreign.find(
    (one) => direct(one.currency, one.day) === undefined && inverse(one.currency, one.day) === undefined,
  );
  if (missing) {
    return refuse(
      'company.rate-missing',
      `There is no exchange rate ${missing.currency}/${company.currency} on or before ${missing.day}; record one. Nothing was changed.`,
      { from: missing.currency, to: company.currency, day: missing.day },
    );
  }
  return done((amountMinor, currency, day) => {
    if (currency === company.currency) return amountMinor;
    const [one, other] = [direct(currency, day), inverse(currency, day)];
    if (one !== undefined && (other === undefined || other.day <= one.day))
      return convert(amountMinor, currency, company.currency, parseRate(one.rate));
    return convertInverse(amountMinor, currency, company.currency, parseRate(other!.rate));
  });
}
