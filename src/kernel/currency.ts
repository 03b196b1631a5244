/**
 * ISO 4217: the project's own table of active currency codes with their number of decimals. `Intl` is not used
 * for digits: it gives 0 for COP, HUF, IDR and PKR, whose minor units banks still report.
 * Source: ISO 4217 list one (currency and funds codes), maintenance agency SIX.
 */
import { raise } from './refusal.ts';

const byDigits: Readonly<Record<0 | 2 | 3 | 4, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
      CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
      IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
      MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
      SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG
      YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Codes withdrawn from the standard that old bank files still carry; read, never offered. */
const withdrawn: Readonly<Record<number, string>> = {
  0: 'BEF ESP GRD ITL LUF PTE',
  2: 'ANG ATS BGN CUC DEM FIM FRF HRK IEP NLG SKK SIT SLL VEF ZWL LTL LVL EEK MTL CYP',
};

const digitsOf = new Map<string, number>();
const active: string[] = [];
for (const [digits, codes] of Object.entries(byDigits)) {
  for (const code of codes.trim().split(/\s+/)) {
    digitsOf.set(code, Number(digits));
    active.push(code);
  }
}
for (const [digits, codes] of Object.entries(withdrawn)) {
  for (const code of codes.split(' ')) digitsOf.set(code, Number(digits));
}

/** All active ISO 4217 codes that carry minor units, sorted. */
export const activeCurrencies: readonly string[] = active.sort();

/** True when the code is an active or withdrawn ISO 4217 currency that Dunwell can hold money in. */
export const isCurrency = (code: string): boolean => digitsOf.has(code);

/** Number of decimals of a currency (0, 2, 3 or 4). Refuses an unknown code (`money.unknown-currency`). */
export function currencyDigits(code: string): number {
  const digits = digitsOf.get(code);
  if (digits === undefined) {
    raise('money.unknown-currency', `"${code}" is not an ISO 4217 currency code.`, { currency: code });
  }
  return digits;
}

/** All currencies, active and withdrawn, with this number of decimals. */
export const currenciesWithDigits = (digits: number): readonly string[] =>
  [...digitsOf].filter(([, one]) => one === digits).map(([code]) => code);
