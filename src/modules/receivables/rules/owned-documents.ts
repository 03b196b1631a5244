/** What may not be done by hand in a company whose documents its ERP owns. Pure. */
import type { Company } from '#company';
import { type Refusal, refuse } from '#kernel';
import type { Item } from '../model.ts';

/** Documents of a mirrored company are posted in its ERP (`receivables.company-mirrored`); null: the company keeps its own books. */
export function refusePosting(company: Company): Refusal | null {
  return company.ledgerMode === 'mirrored'
    ? refuse(
        'receivables.company-mirrored',
        `The documents of ${company.code} belong to its ERP; post it there, and the next load brings it here (erp load). Nothing was changed.`,
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
