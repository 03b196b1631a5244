/** What an adjustment that a customer announces is, and what it would become in our books. Pure. */
import { type Day, formatAmount, textKey } from '#kernel';

export type AdjustmentForm = 'deduction' | 'credit_memo' | 'debit_memo';

/** A document of the number that it names, as it stands now. */
export interface AdjustedDocument {
  readonly itemId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly openMinor: bigint;
  /** The number of the customer whose document it is. */
  readonly customer: string;
  /** It is the announcing customer's own, or of one for whom that pays. */
  readonly ofPayer: boolean;
}

/** Why it is adjusted, by the payer's code; the amount is positive in the direction of the adjustment. */
export interface AdjustmentReason {
  readonly code: string;
  readonly amountMinor: bigint | null;
}

export type AdjustmentProposal<D extends AdjustedDocument = AdjustedDocument> =
  | { readonly form: AdjustmentForm; readonly document: D; readonly why: null }
  | { readonly form: null; readonly document: D | null; readonly why: { code: string; text: string } };

/**
 * A credit is money that the customer will keep back: a deduction of the document it names, while that has so much open;
 * afterwards it was paid in full, and what is due back is a credit memo. A debit is owed on top: a debit memo. Memos of a
 * company whose documents an ERP owns are posted there. Only a document of the customer who announces it, or of one for whom
 * that pays, is adjusted: a number alone names the wrong one. Whose announcement it is, the file or a person says first.
 */
export function proposeAdjustment<D extends AdjustedDocument>(
  adjustment: {
    readonly kind: 'credit' | 'debit';
    readonly amountMinor: bigint;
    readonly currency: string;
    /** The number of the customer who announces it; null while nobody is certain. */
    readonly customer: string | null;
  },
  documents: readonly D[],
  on: { readonly mirrored: boolean },
): AdjustmentProposal<D> {
  const no = (document: D | null, code: string, text: string): AdjustmentProposal<D> => ({
    form: null,
    document,
    why: { code, text },
  });
  const [named] = documents;
  if (named === undefined) return no(null, 'unknown', 'We have no such document.');
  const only = documents.length === 1 ? named : null;
  if (adjustment.customer === null) return no(only, 'payer-unknown', 'It is not known which customer announces it.');
  const [document, ...others] = documents.filter((one) => one.ofPayer);
  if (document === undefined)
    return no(
      only,
      'payer-other',
      `${named.number} is a document of ${named.customer}, and ${adjustment.customer} does not pay for that customer.`,
    );
  if (others.length > 0) return no(null, 'several', 'Several documents have this number.');
  if (document.currency !== adjustment.currency)
    return no(document, 'currency', `${document.number} is in ${document.currency}.`);
  const deducted = adjustment.kind === 'credit' && document.openMinor >= adjustment.amountMinor;
  if (deducted) return { form: 'deduction', document, why: null };
  if (on.mirrored)
    return no(
      document,
      'erp',
      `${document.number} has ${document.currency} ${formatAmount(document.openMinor, document.currency)} open; a memo is posted in the ERP.`,
    );
  return { form: adjustment.kind === 'credit' ? 'credit_memo' : 'debit_memo', document, why: null };
}

/** What tells one adjustment of a file from another, before it is kept. */
export interface AnnouncedIdentity {
  readonly kind: 'credit' | 'debit';
  readonly place: number;
  readonly payerName: string | null;
  readonly number: string;
  readonly date: Day | null;
  readonly reference: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/**
 * By what each adjustment of a file is known again, beside its kind, currency and amount. Its payer, number and document, when
 * it is sent again in another interchange. Without a number its payer, document and date, as often as one file says so. What
 * names too little to be known again (neither number nor document, or a number of an unnamed payer) is itself by its place in
 * the file: a repeat of it waits beside it, for a person who declines it loses less than a customer whose money is forgotten.
 */
export function adjustmentIdentities(fileId: bigint, announced: readonly AnnouncedIdentity[]): string[] {
  const seen = new Map<string, number>();
  return announced.map((one) => {
    const [payer, number, document] = [one.payerName ?? '', one.number, one.reference].map(textKey);
    if (document === '' && (number === '' || payer === '')) return `file ${fileId}|${one.place}`;
    if (number !== '') return `${payer}|${number}|${document}`;
    const identity = `${payer}||${document}|${one.date ?? ''}`;
    const alike = `${identity}|${one.kind}|${one.currency}|${one.amountMinor}`;
    const nth = (seen.get(alike) ?? 0) + 1;
    seen.set(alike, nth);
    return `${identity}|${nth}`;
  });
}

/** Our starting reason codes by the adjustment reason of X12 (data element 426). */
const ourCodes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    PRICE: ['01', '03', '24', '43'],
    QUANTITY: ['06', '22', '42', '59'],
    DAMAGE: ['04', '05', '11', '12'],
    FREIGHT: ['10', '21', '30', '31', '46', '54'],
    PROMOTION: ['14', '28', '56', '57', '71'],
    PENALTY: ['41', '50', '51'],
  }).flatMap(([ours, theirs]) => theirs.map((code): [string, string] => [code, ours])),
);

/**
 * The reason code of ours that the payer's reasons mean: of several the one with the largest amount, the first among equals.
 * Null where none means one, or it is not among ours.
 */
export function reasonCodeOf(reasons: readonly AdjustmentReason[], ours: ReadonlySet<string>): string | null {
  const size = ({ amountMinor }: AdjustmentReason): bigint => amountMinor ?? 0n;
  const [code] = [...reasons]
    .sort((a, b) => (size(a) === size(b) ? 0 : size(a) > size(b) ? -1 : 1))
    .flatMap((one) => ourCodes.get(one.code) ?? []);
  return code !== undefined && ours.has(code) ? code : null;
}
