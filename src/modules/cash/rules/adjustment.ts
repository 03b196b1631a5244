/** What an adjustment that a customer announces would become in our books. Pure. */
import { formatAmount } from '#kernel';

export type AdjustmentForm = 'deduction' | 'credit_memo' | 'debit_memo';

/** The document that it names, as it stands now. */
export interface AdjustedDocument {
  readonly itemId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly openMinor: bigint;
}

export type AdjustmentProposal =
  | { readonly form: AdjustmentForm; readonly document: AdjustedDocument; readonly why: null }
  | { readonly form: null; readonly document: AdjustedDocument | null; readonly why: { code: string; text: string } };

/**
 * A credit is money that the customer will keep back: a deduction of the document it names, while that has so much open;
 * afterwards it was paid in full, and what is due back is a credit memo. A debit is owed on top: a debit memo. Memos of a
 * company whose documents an ERP owns are posted there.
 */
export function proposeAdjustment(
  adjustment: { readonly kind: 'credit' | 'debit'; readonly amountMinor: bigint; readonly currency: string },
  documents: readonly AdjustedDocument[],
  on: { readonly mirrored: boolean },
): AdjustmentProposal {
  const no = (document: AdjustedDocument | null, code: string, text: string): AdjustmentProposal => ({
    form: null,
    document,
    why: { code, text },
  });
  const [document, ...others] = documents;
  if (document === undefined) return no(null, 'unknown', 'We have no such document.');
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
