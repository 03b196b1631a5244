/** What a payment itself says of its documents (ISO 20022), as it is kept with the bank's line and as matching is handed it. Pure. */
import type { StatedDocument } from '#formats';
import { formatAmount } from '#kernel';
import type { RemittanceLine } from './matching/model.ts';
import { deductionOf, matchingLine } from './normalise-advice.ts';

/** A `StatedDocument` as JSON holds it: amounts as text of minor units. */
export interface KeptDocument {
  readonly reference: string;
  readonly amountMinor: string | null;
  readonly discountMinor: string | null;
  readonly adjustments: readonly { readonly code: string; readonly amountMinor: string | null }[];
  readonly taxMinor?: string;
  readonly memo: string | null;
  readonly shares?: true;
}

const minor = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

export const keptDocuments = (kept: readonly KeptDocument[]): StatedDocument[] =>
  kept.map(({ taxMinor, ...one }) => ({
    ...one,
    amountMinor: minor(one.amountMinor),
    discountMinor: minor(one.discountMinor),
    adjustments: one.adjustments.map(({ code, amountMinor }) => ({ code, amountMinor: minor(amountMinor) })),
    ...(taxMinor !== undefined && { taxMinor: BigInt(taxMinor) }),
  }));

/** The documents as text of JSON, minor units as text; null where there is none. */
export const documentsText = (stated: readonly StatedDocument[] | null | undefined): string | null =>
  stated == null || stated.length === 0
    ? null
    : JSON.stringify(stated, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** The documents as lines that the engine takes as those of an advice; where no amount is said, as numbers of the payment's text. */
export function statedLines(stated: readonly StatedDocument[]): RemittanceLine[] {
  const inText = stated.every((one) => one.amountMinor === null && one.adjustments.length === 0);
  return stated.map((one) => ({
    ...matchingLine({ ...one, ...deductionOf(one), shares: one.shares === true }),
    ...(inText && { inText: true }),
  }));
}

/** What is written beside the documents, which the text of the payment does not hold. */
export const statedMemos = (stated: readonly StatedDocument[]): string[] =>
  stated.flatMap(({ memo }) => (memo === null ? [] : [memo]));

/** One document for a reader: amounts as text in the payment's currency. */
export interface ToldDocument {
  readonly reference: string;
  readonly amount: string | null;
  readonly discount: string | null;
  readonly deduction: string | null;
  readonly reason: string | null;
  readonly tax: string | null;
  readonly memo: string | null;
  /** It is paid with the amount of the one before. */
  readonly shares: boolean;
}

export const toldDocuments = (stated: readonly StatedDocument[], currency: string): ToldDocument[] =>
  stated.map((one) => {
    const text = (amountMinor: bigint | null): string | null =>
      amountMinor === null ? null : formatAmount(amountMinor, currency);
    const { deductionMinor, deductionReason } = deductionOf(one);
    return {
      ...{ reference: one.reference, amount: text(one.amountMinor), discount: text(one.discountMinor) },
      ...{ deduction: text(deductionMinor), reason: deductionReason, tax: text(one.taxMinor ?? null) },
      ...{ memo: one.memo, shares: one.shares === true },
    };
  });
