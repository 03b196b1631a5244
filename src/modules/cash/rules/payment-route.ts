/** By which way a refund leaves one of our bank accounts, or why it cannot leave by a file. Pure. */
import type { BankIdentity, TransferScheme } from '#formats';
import { type Day, isIban, textKey } from '#kernel';

/** A refund that nobody has paid yet, with the account that it goes to. Minor units, positive. */
export interface RefundToPay {
  readonly number: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** Null: it was posted before accounts were kept with refunds. */
  readonly account: string | null;
  readonly bankCode: string | null;
  readonly holderName: string | null;
  /** Proceedings stand over the customer. */
  readonly insolventSince: Day | null;
  /** The account is the administrator's. */
  readonly toEstate: boolean;
  /** Town and country of the customer, where they are known. */
  readonly town: string | null;
  readonly country: string;
}

export interface OwnAccount {
  readonly number: string;
  readonly currency: string;
}

export type WhyNotPaid = 'erp' | 'insolvent' | 'account-unknown' | 'bank-unknown' | 'no-bank-account' | 'too-large';

export type PaymentRoute =
  | {
      readonly payable: true;
      readonly scheme: TransferScheme;
      readonly account: string;
      readonly iban: boolean;
      readonly bank: BankIdentity | null;
    }
  | { readonly payable: false; readonly code: WhyNotPaid; readonly why: string };

const no = (code: WhyNotPaid, why: string): PaymentRoute => ({ payable: false, code, why });

/** Countries and territories whose IBANs the SEPA schemes reach (EPC409-09, list of SEPA scheme countries, 2025). */
const sepaCountries = new Set(
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA'.split(
    ' ',
  ),
);

const inSepa = (iban: string): boolean => sepaCountries.has(iban.slice(0, 2));

/** Whether nine digits are a routing number of the American Bankers Association (weights 3, 7, 1). */
const isRoutingNumber = (digits: string): boolean =>
  /^\d{9}$/.test(digits) && [...digits].reduce((sum, one, at) => sum + Number(one) * [3, 7, 1][at % 3]!, 0) % 10 === 0;

/**
 * The bank that a code names: a BIC (ISO 9362), or the number of a national clearing system by the currency that it clears
 * (USABA, GBDSC, AUBSB, INFSC of ISO 20022's ExternalClearingSystemIdentification). Null: it names none that we know.
 */
export function bankOfCode(code: string | null, currency: string): BankIdentity | null {
  const key = textKey(code ?? '');
  const clearing = (system: string): BankIdentity => ({ kind: 'clearing', system, member: key });
  if (/^[A-Z]{4}0[A-Z0-9]{6}$/.test(key) && currency === 'INR') return clearing('INFSC');
  if (/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(key)) return { kind: 'bic', bic: key };
  if (isRoutingNumber(key) && currency === 'USD') return clearing('USABA');
  if (/^\d{6}$/.test(key) && currency === 'GBP') return clearing('GBDSC');
  if (/^\d{6}$/.test(key) && currency === 'AUD') return clearing('AUBSB');
  return null;
}

/** The most that one SEPA credit transfer carries, in cents (EPC132-08, AT-T002). */
const mostBySepaMinor = 99_999_999_999n;

/**
 * How a refund leaves: as SEPA credit transfer where it is euro between two IBANs of the area; else as a general transfer, which
 * needs the bank of the receiver named unless the account is an IBAN of the area. `ours`: our account that pays; undefined where
 * the company has none in use in that currency. `paidByErp`: the company's ERP pays what it is told. The refund of an insolvent
 * customer leaves to the administrator's account alone, whenever it was posted.
 */
export function paymentRoute(
  refund: RefundToPay,
  ours: OwnAccount | undefined,
  { paidByErp }: { readonly paidByErp: boolean },
): PaymentRoute {
  if (paidByErp)
    return no('erp', 'The ERP owns the documents of this company and pays its refunds; the export tells it which.');
  if (refund.insolventSince !== null && !refund.toEstate)
    return no(
      'insolvent',
      `The customer is insolvent since ${refund.insolventSince} and may not be paid at its old account: have the administrator's account put in force as the customer's bank account, reverse this refund and refund the credit again.`,
    );
  if (refund.account === null || refund.account.startsWith('erased:'))
    return no(
      'account-unknown',
      'No account was kept with this refund: pay it by check, or reverse it and refund the credit again, then it names one.',
    );
  if (!ours || ours.currency !== refund.currency)
    return no('no-bank-account', `The company has no bank account in ${refund.currency} in use: set one up first.`);
  const account = textKey(refund.account);
  const iban = isIban(account);
  const bank = bankOfCode(refund.bankCode, refund.currency);
  if (refund.currency === 'EUR' && iban && inSepa(account) && isIban(ours.number) && inSepa(textKey(ours.number)))
    return refund.amountMinor > mostBySepaMinor
      ? no('too-large', 'One SEPA credit transfer carries EUR 999,999,999.99 at most: refund the credit in parts.')
      : { payable: true, scheme: 'sepa', account, iban, bank: bank?.kind === 'bic' ? bank : null };
  if (bank === null && !(iban && inSepa(account)))
    return no(
      'bank-unknown',
      `The bank of ${refund.account} is not known (BIC, or the routing number of ${refund.currency}): have the customer's account put in force with it, then refund again to that account.`,
    );
  return { payable: true, scheme: 'general', account: iban ? account : refund.account.trim(), iban, bank };
}
