/** The text inside a payment QR code of the European Payments Council (EPC069-12, version 002): banking apps fill a transfer from it. */
import { isIban } from './creditor-reference.ts';
import { formatAmount } from './money.ts';

/**
 * The code of a transfer in EUR to an IBAN; null where there can be none: another currency, no valid IBAN, or an amount
 * outside 0.01 to 999,999,999.99. `remittance` is cut at 140 letters, between words where it can be.
 */
export function paymentCode(transfer: {
  readonly name: string;
  readonly iban: string;
  readonly bic?: string | undefined;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly remittance: string;
}): string | null {
  const { amountMinor, currency, iban } = transfer;
  if (currency !== 'EUR' || !isIban(iban) || amountMinor < 1n || amountMinor > 99_999_999_999n) return null;
  const line = (text: string, longest: number): string => {
    const plain = text.replace(/\s+/g, ' ').trim();
    return plain.length <= longest
      ? plain
      : plain
          .slice(0, longest + 1)
          .replace(/\s+\S*$/, '')
          .slice(0, longest);
  };
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    transfer.bic ?? '',
    line(transfer.name, 70),
    iban.replace(/\s+/g, '').toUpperCase(),
    `EUR${formatAmount(amountMinor, currency)}`,
    '',
    '',
    line(transfer.remittance, 140),
  ].join('\n');
}
