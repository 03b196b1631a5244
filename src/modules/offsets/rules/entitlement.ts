/**
 * Who may be set off against whom: claims are mutual only between the same legal entities (for Germany BGB § 387, for France
 * Code civil art. 1347), or where the parties have agreed on more. Pure.
 */
import { type Day, done, type Outcome, refuse } from '#kernel';
import type { NettingAgreement, OffsetBasis } from '../model.ts';

/** A tax or registration number as it is compared: letters and digits; null where it is too short to tell anybody. */
export function taxKey(text: string | null): string | null {
  const key = (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  return key.length >= 5 ? key : null;
}

/** A party of an offset: a customer as it reads on the day, or a supplier. */
export interface Party {
  /** The customer, and the one that it was merged into; null for a supplier that is linked to none. */
  readonly customerId: bigint | null;
  readonly holderId: bigint | null;
  readonly vendorNumber: string | null;
  readonly taxKey: string | null;
}

/** What shows that two parties are one legal entity; null where nothing does. */
function sameEntity(one: Party, other: Party): Exclude<OffsetBasis, 'agreement'> | null {
  const linked = one.vendorNumber !== null || other.vendorNumber !== null;
  if (one.customerId !== null && one.customerId === other.customerId) return linked ? 'vendor_link' : 'same_customer';
  if (one.holderId !== null && one.holderId === other.holderId) return linked ? 'vendor_link' : 'merged';
  return one.taxKey !== null && one.taxKey === other.taxKey ? 'tax_number' : null;
}

/** Whether an agreement holds on a day for a company and a currency, and names the party. */
export const agreementHolds = (
  agreement: NettingAgreement,
  on: { readonly day: Day; readonly companyId: bigint; readonly currency: string },
): boolean =>
  agreement.companyIds.includes(on.companyId) &&
  (agreement.currencies.length === 0 || agreement.currencies.includes(on.currency)) &&
  agreement.validFrom <= on.day &&
  (agreement.validTo === null || agreement.validTo >= on.day) &&
  (agreement.withdrawnFrom === null || agreement.withdrawnFrom > on.day);

export const isPartyOf = (agreement: NettingAgreement, party: Party): boolean =>
  (party.customerId !== null && agreement.customerIds.includes(party.customerId)) ||
  (party.holderId !== null && agreement.customerIds.includes(party.holderId)) ||
  (party.vendorNumber !== null && agreement.vendorNumbers.includes(party.vendorNumber));

const strength: readonly OffsetBasis[] = ['same_customer', 'merged', 'vendor_link', 'tax_number', 'agreement'];

/**
 * Decides whether every debtor may be set off against every creditor: the weakest of what shows it is the basis. Refuses
 * `offsets.other-entity` where two parties are different legal entities and no netting agreement in force names both.
 */
export function entitle(
  debtors: readonly Party[],
  creditors: readonly Party[],
  agreements: readonly NettingAgreement[],
  on: { readonly day: Day; readonly companyId: bigint; readonly currency: string },
): Outcome<{ basis: OffsetBasis; agreement: NettingAgreement | null }> {
  let basis: OffsetBasis = 'same_customer';
  const weaker = (found: OffsetBasis): void => {
    if (strength.indexOf(found) > strength.indexOf(basis)) basis = found;
  };
  let needed = false;
  for (const debtor of debtors) {
    for (const creditor of creditors) {
      const found = sameEntity(debtor, creditor);
      if (found === null) needed = true;
      else weaker(found);
    }
  }
  if (!needed) return done({ basis, agreement: null });
  const parties = [...debtors, ...creditors];
  const agreement = agreements.find(
    (one) => agreementHolds(one, on) && parties.every((party) => isPartyOf(one, party)),
  );
  if (agreement) return done({ basis: 'agreement', agreement });
  return refuse(
    'offsets.other-entity',
    'The two sides are different legal entities, and no netting agreement in force on that day names both for this company and currency. Nothing was changed.',
    { day: on.day, currency: on.currency },
  );
}

/**
 * Groups parties that are one legal entity, also through a third (merged into one that shares its tax number with a
 * supplier). Answers a name for each, the same whenever the same parties are grouped.
 */
export function entitiesOf(parties: readonly Party[]): (party: Party) => string {
  const above = new Map<string, string>();
  const topOf = (name: string): string => {
    let at = name;
    for (let next = above.get(at); next !== undefined && next !== at; next = above.get(at)) at = next;
    return at;
  };
  const namesOf = (party: Party): string[] => [
    ...(party.holderId === null ? [] : [`customer ${party.holderId.toString().padStart(18, '0')}`]),
    ...(party.taxKey === null ? [] : [`tax ${party.taxKey}`]),
    ...(party.vendorNumber === null ? [] : [`vendor ${party.vendorNumber}`]),
  ];
  for (const party of parties) {
    const [first, ...rest] = namesOf(party);
    for (const name of rest) {
      const [one, other] = [topOf(first!), topOf(name)];
      if (one === other) continue;
      // The smaller name is the group's: a customer before a tax number before a supplier.
      if (one < other) above.set(other, one);
      else above.set(one, other);
    }
  }
  return (party) => topOf(namesOf(party)[0] ?? '');
}
