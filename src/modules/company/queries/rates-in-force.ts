/** The exchange rates in force on a day, with what they say of themselves: for reports and closing entries that name them. */
import { currencyDigits, type Day, divideRounded, done, type Outcome, parseRate, powerOfTen, refuse } from '#kernel';
import type { Sql } from '#platform';
import { loadDatedRates } from '../store.ts';

/** 1 unit of `from` = numerator / denominator units of `to`, exactly. */
export interface RateInForce {
  readonly from: string;
  readonly to: string;
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** For people: "1 USD = 0.91 EUR (2026-01-30)". */
  readonly text: string;
}

/** Converts minor units at a rate, rounded once, half away from zero. */
export const convertAt = (rate: RateInForce, amountMinor: bigint): bigint =>
  divideRounded(
    amountMinor * rate.numerator * powerOfTen(currencyDigits(rate.to)),
    rate.denominator * powerOfTen(currencyDigits(rate.from)),
  );

/**
 * The rate of each wanted pair on a day: the direct one or, of a later day, the inverse, else through a third currency. Only what was
 * recorded up to `seq` counts where it is given. Refuses a pair without a rate (`company.rate-missing`).
 */
export async function loadRatesInForce(
  db: Sql,
  tenantId: bigint,
  wanted: readonly { from: string; to: string }[],
  day: Day,
  options: { readonly seq?: bigint | null; readonly through?: readonly string[] } = {},
): Promise<Outcome<(from: string, to: string) => RateInForce>> {
  const through = options.through ?? [];
  const currencies = [...new Set([...wanted.flatMap(({ from, to }) => [from, to]), ...through])];
  const pairs = currencies.flatMap((from) => currencies.filter((to) => to !== from).map((to) => ({ from, to })));
  const rows = await loadDatedRates(db, tenantId, pairs, day, options.seq ?? null);
  const stored = new Map(rows.map((row) => [`${row.from}/${row.to}`, row]));
  const single = (from: string, to: string): RateInForce | undefined => {
    if (from === to) return { from, to, numerator: 1n, denominator: 1n, text: `1 ${from} = 1 ${to}` };
    const [direct, inverse] = [stored.get(`${from}/${to}`), stored.get(`${to}/${from}`)];
    const isDirect = direct !== undefined && (inverse === undefined || inverse.day <= direct.day);
    const row = isDirect ? direct : inverse;
    if (!row) return undefined;
    const { unscaled, scale } = parseRate(row.rate);
    const [numerator, denominator] = isDirect ? [unscaled, powerOfTen(scale)] : [powerOfTen(scale), unscaled];
    return { from, to, numerator, denominator, text: `1 ${row.from} = ${row.rate} ${row.to} (${row.day})` };
  };
  const rateOf = (from: string, to: string): RateInForce | undefined => {
    const one = single(from, to);
    if (one) return one;
    for (const middle of through) {
      const [first, second] = [single(from, middle), single(middle, to)];
      if (first && second) {
        return {
          from,
          to,
          numerator: first.numerator * second.numerator,
          denominator: first.denominator * second.denominator,
          text: `${first.text}, ${second.text}`,
        };
      }
    }
    return undefined;
  };
  const missing = wanted.find(({ from, to }) => rateOf(from, to) === undefined);
  if (missing) {
    return refuse(
      'company.rate-missing',
      `There is no exchange rate ${missing.from}/${missing.to} on or before ${day}; record one. Nothing was changed.`,
      { from: missing.from, to: missing.to, day },
    );
  }
  return done((from, to) => rateOf(from, to)!);
}
