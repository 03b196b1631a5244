/**
 * Data that a company starts with: tax codes, the countries' policies on discounts and bad debts, reason codes. It is
 * recorded as dated rows and edited there; nothing reads it from here afterwards.
 */
import type { ReasonCode, TaxCode, TaxPolicy } from './model.ts';

/** Standard and reduced rates of some countries, each with its law. */
export const startingTaxCodes: readonly TaxCode[] = [
  rate('DE', 'S', 'Standard rate', '19', '2021-01-01', 'UStG § 12 Abs. 1'),
  rate('DE', 'R', 'Reduced rate', '7', '2021-01-01', 'UStG § 12 Abs. 2'),
  rate('DE', 'E', 'Exempt or outside the scope', '0', '2021-01-01', 'UStG § 4'),
  rate('GB', 'S', 'Standard rate', '20', '2011-01-04', 'VATA 1994 s. 2(1)'),
  rate('GB', 'R', 'Reduced rate', '5', '1997-09-01', 'VATA 1994 s. 29A'),
  rate('GB', 'Z', 'Zero rate', '0', '1994-09-01', 'VATA 1994 s. 30'),
  rate('NL', 'S', 'Standard rate', '21', '2012-10-01', 'Wet OB 1968 art. 9'),
  rate('NL', 'R', 'Reduced rate', '9', '2019-01-01', 'Wet OB 1968 art. 9'),
  rate('FR', 'S', 'Standard rate', '20', '2014-01-01', 'CGI art. 278'),
  rate('FR', 'R', 'Reduced rate', '5.5', '2014-01-01', 'CGI art. 278-0 bis'),
  rate('AT', 'S', 'Standard rate', '20', '1984-01-01', 'UStG 1994 § 10'),
  rate('AT', 'R', 'Reduced rate', '10', '1984-01-01', 'UStG 1994 § 10'),
];

function rate(country: string, code: string, name: string, ratePercent: string, validFrom: string, source: string) {
  return { country, code, name, ratePercent, validFrom, accountCode: null, source };
}

/** What these countries say about discounts taken and bad debts; a country that is not here is left to a person. */
export const startingTaxPolicies: readonly TaxPolicy[] = [
  {
    country: 'DE',
    validFrom: '2005-01-01',
    discountReducesTax: true,
    reliefBasis: 'write_off',
    reliefMonths: 0,
    claimMonths: null,
    reliefCondition: 'The claim has become uncollectible.',
    source: 'UStG § 17 Abs. 1 and Abs. 2 Nr. 1',
  },
  {
    country: 'AT',
    validFrom: '1995-01-01',
    discountReducesTax: true,
    reliefBasis: 'write_off',
    reliefMonths: 0,
    claimMonths: null,
    reliefCondition: 'The claim has become uncollectible.',
    source: 'UStG 1994 § 16 Abs. 1 and Abs. 3 Z 1',
  },
  {
    country: 'GB',
    validFrom: '2015-04-01',
    discountReducesTax: true,
    reliefBasis: 'due_or_supply',
    reliefMonths: 6,
    claimMonths: 54,
    reliefCondition: 'Written off, and six months have passed since the later of the due day and the supply.',
    source: 'VATA 1994 s. 36 and sch. 6 para. 4; SI 1995/2518 reg. 165A and 166',
  },
  {
    country: 'NL',
    validFrom: '2017-01-01',
    discountReducesTax: true,
    reliefBasis: 'due',
    reliefMonths: 12,
    claimMonths: null,
    reliefCondition: 'Uncollectible, at the latest one year after the due day.',
    source: 'Wet OB 1968 art. 29',
  },
];

export const startingReasonCodes: readonly ReasonCode[] = [
  reason('PRICE', 'Price differs from the order', 'deduction'),
  reason('QUANTITY', 'Short delivery', 'deduction'),
  reason('DAMAGE', 'Goods damaged', 'deduction'),
  reason('FREIGHT', 'Freight or handling charged back', 'deduction'),
  reason('PROMOTION', 'Promotion, rebate or marketing allowance', 'deduction'),
  reason('PENALTY', 'Late delivery or compliance penalty', 'deduction'),
  reason('UNKNOWN', 'Deducted without a reason', 'deduction'),
  reason('INSOLVENCY', 'The customer is insolvent', 'write-off'),
  reason('UNCOLLECTIBLE', 'Collection has failed', 'write-off'),
  reason('TIME-BARRED', 'The claim is time-barred', 'write-off'),
  reason('SMALL-BALANCE', 'Not worth collecting', 'write-off', 'tolerance_differences'),
  reason('GOODWILL', 'Goodwill given to the customer', 'adjustment', 'sales_deductions'),
  reason('ROUNDING', 'Rounding or cent difference', 'adjustment', 'tolerance_differences'),
  reason('CORRECTION', 'Correction of an opening balance', 'adjustment', 'opening_balance'),
  reason('OVERPAID', 'Paid too much or twice', 'refund'),
  reason('CREDIT-PAYOUT', 'Credit paid out at the customer’s wish', 'refund'),
  reason('WRONG-CUSTOMER', 'Posted on the wrong customer', 'transfer'),
  reason('MERGED', 'The customer’s business moved', 'transfer'),
];

function reason(code: string, name: string, kind: ReasonCode['kind'], postsTo: string | null = null): ReasonCode {
  return { code, name, kind, postsTo };
}
