/** Which limits count for whom. Pure. */
import type { Day } from '#kernel';
import type { Limit, LimitMode, LimitTerms, PersonFacts } from '../model.ts';

/** Everything but the amounts and the currency: setting a limit replaces the ones with the same key. */
const limitKey = (terms: Omit<LimitTerms, 'amountMinor'>): string =>
  [terms.action, terms.companyId ?? 'all', terms.role ?? `person ${terms.personId}`, terms.mode].join(' | ');

/** A limit as stored, with its end. */
export type StoredLimit = Limit & { readonly withdrawn: boolean };

/**
 * The limits in force on a day: of the rows with one key and currency the newest whose day has come; a withdrawn row ends
 * those before it. A row for any amount and rows in currencies do not stand side by side: the newer wins, also when it is an end.
 */
export function limitsInForce(rows: readonly StoredLimit[], day: Day): StoredLimit[] {
  const newer = (a: StoredLimit, b: StoredLimit): boolean =>
    a.validFrom === b.validFrom
      ? a.version === b.version
        ? a.id > b.id
        : a.version > b.version
      : a.validFrom > b.validFrom;
  const newest = new Map<string, StoredLimit>();
  for (const row of rows) {
    if (row.validFrom > day) continue;
    const key = `${limitKey(row)} | ${row.currency ?? 'any'}`;
    const held = newest.get(key);
    if (!held || newer(row, held)) newest.set(key, row);
  }
  const latest = [...newest.values()];
  return latest.filter(
    (row) =>
      !row.withdrawn &&
      !latest.some(
        (other) =>
          limitKey(other) === limitKey(row) &&
          (other.currency === null) !== (row.currency === null) &&
          newer(other, row),
      ),
  );
}

/**
 * A person's limits in one mode, the most specific first and alone: the person's own rows stand in the place of those of
 * the roles, and rows for the company in the place of those for all companies.
 */
export function limitsOf(
  limits: readonly Limit[],
  person: PersonFacts,
  mode: LimitMode,
  currency: string | null,
): Limit[] {
  const inMode = limits.filter((limit) => limit.mode === mode);
  const own = inMode.filter((limit) => limit.personId === person.personId);
  const held =
    own.length > 0
      ? nearest(own)
      : person.roles.flatMap((role) => nearest(inMode.filter((limit) => limit.role === role)));
  return held.filter((limit) => limit.currency === null || limit.currency === currency);
}

const nearest = (limits: readonly Limit[]): readonly Limit[] => {
  const ofCompany = limits.filter((limit) => limit.companyId !== null);
  return ofCompany.length > 0 ? ofCompany : limits;
};

/**
 * Companies in which nobody may do an action, as no limit in force is about it: an action that a later version brought, or
 * one whose limits were all ended. `[null]`: an action without an amount, which is the whole tenant's, and has none.
 */
export function companiesWithout(
  action: { readonly amountMeans: string | null },
  limits: readonly { readonly companyId: bigint | null }[],
  companyIds: readonly bigint[],
): (bigint | null)[] {
  if (action.amountMeans === null) return limits.length === 0 ? [null] : [];
  const held = new Set(limits.map((limit) => limit.companyId));
  return held.has(null) ? [] : companyIds.filter((id) => !held.has(id));
}
