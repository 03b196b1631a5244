/** Which tax code and policy is in force on a day, and when a written-off tax may be taken back. Pure. */
import { addMonths, type Day, laterDay } from '#kernel';
import type { TaxCode, TaxPolicy } from '../model.ts';

/** The dated tax data of a tenant, asked by country and day. */
export interface TaxFacts {
  readonly code: (country: string, code: string, day: Day) => TaxCode | undefined;
  readonly policy: (country: string, day: Day) => TaxPolicy | undefined;
}

/** Wraps records that are sorted newest first, as the store gives them. */
export function taxFacts(codes: readonly TaxCode[], policies: readonly TaxPolicy[]): TaxFacts {
  return {
    code: (country, code, day) =>
      codes.find((one) => one.country === country && one.code === code && one.validFrom <= day),
    policy: (country, day) => policies.find((one) => one.country === country && one.validFrom <= day),
  };
}

/** The days of a claim that its relief may depend on. */
export interface ClaimDays {
  readonly writeOffDate: Day;
  readonly dueDate: Day;
  /** The day of supply: the document's day stands for it. */
  readonly documentDate: Day;
}

function basisDay(policy: TaxPolicy, days: ClaimDays): Day | null {
  if (policy.reliefBasis === 'none') return null;
  if (policy.reliefBasis === 'write_off') return days.writeOffDate;
  return policy.reliefBasis === 'due' ? days.dueDate : laterDay(days.dueDate, days.documentDate);
}

/**
 * The first day on which the tax of a written-off claim may be taken back: the policy's months after its basis day, and
 * not before the write-off itself. Null: no policy or no day; a person judges the condition.
 */
export function reliefDay(policy: TaxPolicy | undefined, days: ClaimDays): Day | null {
  const basis = policy ? basisDay(policy, days) : null;
  return policy && basis ? laterDay(addMonths(basis, policy.reliefMonths), days.writeOffDate) : null;
}

/** The last day on which the relief may be claimed; null: no such end is known. */
export function claimEnd(policy: TaxPolicy | undefined, days: ClaimDays): Day | null {
  const basis = policy ? basisDay(policy, days) : null;
  return policy?.claimMonths && basis ? addMonths(basis, policy.claimMonths) : null;
}
