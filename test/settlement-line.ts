/** A line of a payment service's report that says nothing but what it moves. */
import type { SettlementLine } from '#formats';

export const settlementLine = (
  row: number,
  kind: SettlementLine['kind'],
  grossMinor: bigint,
  feeMinor = 0n,
): SettlementLine => ({
  ...{ row, kind, grossMinor, feeMinor },
  ...{ day: null, reference: '', document: '', customerName: null, memo: '' },
});
