/** Does a settlement explain what is paid out, and may it post without a person? Pure. */
import { netOf, type Settlement, type SettlementLine } from '#formats';
import { type Day, formatAmount, parseRate, percentOf } from '#kernel';

/** What stands behind a payout, in minor units: amount = gross - fee + reserve. */
export interface SettlementSums {
  /** What moved with customers. */
  readonly grossMinor: bigint;
  /** What the service kept. */
  readonly feeMinor: bigint;
  /** Given free positive, kept back negative. */
  readonly reserveMinor: bigint;
  readonly amountMinor: bigint;
}

/** What was agreed with the service, as far as a settlement is judged by it. */
export interface SettlementTerms {
  readonly validFrom: Day;
  /** A decimal, such as "3.5". */
  readonly highestFeePercent: string;
  readonly hasReserveAccount: boolean;
}

/** Why a settlement waits for a person; a fee may be released, a report that is wrong may not. */
export interface SettlementHold {
  readonly reason: string;
  readonly releasable: boolean;
}

/** Adds the lines of a settlement up. */
export function sumSettlement(
  lines: readonly Pick<SettlementLine, 'kind' | 'grossMinor' | 'feeMinor'>[],
): SettlementSums {
  let [grossMinor, feeMinor, reserveMinor, amountMinor] = [0n, 0n, 0n, 0n];
  for (const line of lines) {
    if (line.kind === 'reserve') reserveMinor += line.grossMinor;
    else grossMinor += line.grossMinor;
    feeMinor += line.feeMinor;
    amountMinor += netOf(line);
  }
  return { grossMinor, feeMinor, reserveMinor, amountMinor };
}

/**
 * Judges a settlement by itself, before its deposit is known: its rows agree, they sum to what it says is paid out, something
 * is paid out, its reserve has an account, and its fees are within the highest rate of the terms, measured on the payments.
 * Null: nothing hinders it.
 */
export function judgeSettlement(
  settlement: Pick<Settlement, 'currency' | 'statedMinor' | 'lines' | 'faults'>,
  terms: SettlementTerms,
): SettlementHold | null {
  const { currency, statedMinor, lines, faults } = settlement;
  const { amountMinor, feeMinor, reserveMinor } = sumSettlement(lines);
  const money = (minor: bigint): string => `${currency} ${formatAmount(minor, currency)}`;
  const wrong = (reason: string): SettlementHold => ({ reason, releasable: false });
  if (faults.length > 0)
    return wrong(
      `The report contradicts itself in ${faults.slice(0, 3).join('; ')}${faults.length > 3 ? ' and more' : ''}.`,
    );
  if (statedMinor !== null && statedMinor !== amountMinor)
    return wrong(
      `Its lines sum to ${money(amountMinor)}, but it says that ${money(statedMinor)} are paid out: ${money(statedMinor - amountMinor)} are not explained.`,
    );
  if (amountMinor <= 0n)
    return wrong(`Its lines sum to ${money(amountMinor)}: nothing is paid out, so no deposit comes.`);
  if (reserveMinor !== 0n && !terms.hasReserveAccount)
    return wrong(`It moves a reserve of ${money(reserveMinor)}, and the terms name no account for it.`);
  const paidMinor = lines.reduce((sum, one) => (one.kind === 'payment' ? sum + one.grossMinor : sum), 0n);
  const highest = percentOf(paidMinor, parseRate(terms.highestFeePercent));
  if (feeMinor > highest)
    return {
      reason: `Its fees of ${money(feeMinor)} are above the ${terms.highestFeePercent} % of ${money(paidMinor)} that the terms of ${terms.validFrom} allow (${money(highest)}).`,
      releasable: true,
    };
  return null;
}

/** How a settlement explains its deposit, in one sentence. */
export function explainSettlement(
  one: { readonly number: string; readonly service: string; readonly currency: string },
  lines: readonly Pick<SettlementLine, 'kind' | 'grossMinor' | 'feeMinor'>[],
): string {
  const { currency } = one;
  const { amountMinor, feeMinor, reserveMinor } = sumSettlement(lines);
  const parts: string[] = [];
  const names = {
    payment: 'payment',
    refund: 'refund',
    chargeback: 'chargeback',
    chargeback_reversal: 'won chargeback',
    other: 'other line',
  };
  for (const [kind, name] of Object.entries(names)) {
    const own = lines.filter((line) => line.kind === kind && line.grossMinor !== 0n);
    if (own.length === 0) continue;
    const sum = own.reduce((total, line) => total + line.grossMinor, 0n);
    parts.push(`${formatAmount(sum, currency)} of ${own.length} ${name}${own.length === 1 ? '' : 's'}`);
  }
  if (feeMinor !== 0n) parts.push(`fees of ${formatAmount(-feeMinor, currency)}`);
  if (reserveMinor !== 0n)
    parts.push(`${formatAmount(reserveMinor, currency)} ${reserveMinor > 0n ? 'from' : 'into'} the reserve`);
  return `${currency} ${formatAmount(amountMinor, currency)} of ${one.service}, settlement ${one.number}: ${parts.join(', ')}.`;
}
