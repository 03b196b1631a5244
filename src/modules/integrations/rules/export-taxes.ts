/** The tax that an exported line brings with it: what the ledger here split out of the ERP's item, and what the ERP does with it. Pure. */
import { allocate } from '#kernel';
import type { DocumentType } from '#receivables';
import type { taxTreatments } from '../lists.ts';

export type TaxTreatment = (typeof taxTreatments)[number];

/** The tax of one code that a line brings with it; base and tax signed as the line, which is positive. */
export interface ExportTax {
  readonly country: string;
  /** Null: the list of the document told a sum, but no code. */
  readonly code: string | null;
  readonly ratePercent: string | null;
  readonly baseMinor: bigint;
  readonly taxMinor: bigint;
  readonly treatment: TaxTreatment;
}

/** The tax of one code that an item of ours took out of another, signed as the item that took it. */
export interface AdjustingTax extends Omit<ExportTax, 'treatment'> {
  readonly itemId: bigint;
}

/** An allocation as far as its tax needs it. */
interface TaxedLine {
  readonly clearingId: bigint;
  readonly amountMinor: bigint;
  readonly creditItemId: bigint;
  readonly debitItemId: bigint;
  readonly creditType: DocumentType;
  readonly debitType: DocumentType;
}

/**
 * What becomes of the tax that a document of ours took: a write-off lets it wait for its relief, a recovery makes it due
 * again, a discount and a credit correct it, and what only moves on (a deduction, a transfer) keeps it as it is owed.
 */
const treatmentOf = (type: DocumentType): TaxTreatment => {
  if (type === 'write_off') return 'waits';
  if (type === 'recovery') return 'returns';
  return type === 'discount' || type === 'credit_memo' ? 'correct' : 'moves';
};

/**
 * The tax of each line, in the lines' order. An item of ours that clears several of the ERP's in one clearing brings each the
 * share of its amount, so that the lines sum to what the ledger has, to the unit.
 */
export function taxesOfLines(lines: readonly TaxedLine[], taxes: readonly AdjustingTax[]): ExportTax[][] {
  const byItem = grouped(taxes, (tax) => tax.itemId);
  const result = lines.map((): ExportTax[] => []);
  for (const side of ['credit', 'debit'] as const) {
    const sign = side === 'credit' ? -1n : 1n;
    const indexes = grouped(lines.keys(), (index) => `${lines[index]!.clearingId} ${lines[index]![`${side}ItemId`]}`);
    for (const of of indexes.values()) {
      const first = lines[of[0]!]!;
      const weights = of.map((index) => lines[index]!.amountMinor);
      for (const { itemId: _item, ...tax } of byItem.get(first[`${side}ItemId`]) ?? []) {
        const bases = allocate(sign * tax.baseMinor, weights);
        const amounts = allocate(sign * tax.taxMinor, weights);
        for (const [at, index] of of.entries())
          result[index]!.push({
            ...tax,
            baseMinor: bases[at]!,
            taxMinor: amounts[at]!,
            treatment: treatmentOf(first[`${side}Type`]),
          });
      }
    }
  }
  return result;
}

function grouped<T, K>(values: Iterable<T>, keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
