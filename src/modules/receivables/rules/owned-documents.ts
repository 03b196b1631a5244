/** What may not be done by hand: to documents that an ERP owns, to clearings that go with what made them. Pure. */
import type { Company } from '#company';
import { type Refusal, refuse } from '#kernel';
import type { Item } from '../model.ts';

/** Documents of a mirrored company are posted in its ERP (`receivables.company-mirrored`); null: the company keeps its own books. */
export function refusePosting(company: Company): Refusal | null {
  return company.ledgerMode === 'mirrored'
    ? refuse(
        'receivables.company-mirrored',
        `The documents of ${company.code} belong to its ERP; post it there, and the next load brings it here. Nothing was changed.`,
        { company: company.code },
      ).refusal
    : null;
}

/** The ERP's documents are reversed there (`receivables.erp-document`); our own, such as a charge or a write-off, here. */
export function refuseReversal(company: Company, items: readonly Item[]): Refusal | null {
  const owned = company.ledgerMode === 'mirrored' ? items.find((item) => item.source === 'erp') : undefined;
  return owned
    ? refuse(
        'receivables.erp-document',
        `${owned.number} belongs to the ERP of ${company.code}; reverse it there, and the next load closes it here. What was cleared here is taken back by reversing the clearing, which the export queue tells the ERP. Nothing was changed.`,
        { number: owned.number },
      ).refusal
    : null;
}

/** When the ERP's documents are due is said there (`receivables.erp-due-day`): the next load would say it again. */
export function refuseMovingDueDays(company: Company, items: readonly Item[]): Refusal | null {
  const owned = company.ledgerMode === 'mirrored' ? items.find((item) => item.source === 'erp') : undefined;
  return owned
    ? refuse(
        'receivables.erp-due-day',
        `${owned.number} belongs to the ERP of ${company.code}; change its due day there, and the next load brings it here. Nothing was changed.`,
        { number: owned.number },
      ).refusal
    : null;
}

/** The clearings that stand by themselves: by hand, and by the application of cash. */
const takenBackByHand: ReadonlySet<string> = new Set(['manual', 'cash_application']);

/**
 * Why a person may not take a clearing back; null: may. One that a document made (a write-off, a refund, a transfer, a reversal), an
 * offset, a payment between companies or the ERP goes with what made it: alone, the credit of a write-off that somebody had
 * authority for would be free for any other claim, and the money of a refund would be there once more.
 */
export const refuseTakingBack = (clearing: {
  readonly kind: string;
  readonly madeByItemId: bigint | null;
}): Refusal | null =>
  takenBackByHand.has(clearing.kind) && clearing.madeByItemId === null
    ? null
    : refuse(
        'receivables.clearing-of-document',
        'This clearing belongs to a document, a payment or an agreement and goes only with it: take that back instead. Nothing was changed.',
        { kind: clearing.kind },
      ).refusal;
