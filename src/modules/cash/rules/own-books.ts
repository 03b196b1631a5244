/** Which companies pay one another here: those whose books are kept here. Pure. */
import type { Company } from '#company';
import { type Refusal, refuse } from '#kernel';

/** Whether money may be moved between this company's books and another's here. */
export const keepsOwnBooks = (company: Pick<Company, 'ledgerMode'>): boolean => company.ledgerMode !== 'mirrored';

/**
 * Why money may not be moved between the books of these companies: one whose books an ERP owns (`cash.company-mirrored`) has the
 * payment there as well, and the money would count twice. Null: all of them keep their books here.
 */
export function refuseAcrossBooks(companies: readonly Company[]): Refusal | null {
  const owned = companies.find((one) => !keepsOwnBooks(one));
  return owned
    ? refuse(
        'cash.company-mirrored',
        `The books of ${owned.code} belong to its ERP, where the money counts as well; post what companies pay for one another there. Nothing was changed.`,
        { company: owned.code },
      ).refusal
    : null;
}
