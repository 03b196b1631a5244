/** Which customer account a row of a load belongs to, and what keeps it from being taken in. Pure. */
import { isCountry } from '#customers';
import { type Day, periodOf } from '#kernel';
import { namesParty } from '#receivables';
import type { ErpRow, MirroredItem, ResolvedRow } from '../model.ts';
import { mustReplace, standsElsewhere } from './mirror-changes.ts';

export interface ResolveFacts {
  readonly companyCode: string;
  readonly companyCurrency: string;
  readonly keyDate: Day;
  /** On which account a document of a day stands: old numbers, merges and head offices followed. */
  readonly accountOf: (customerNumber: string, day: Day) => bigint | undefined;
  /** The customer numbers of the company's accounts. */
  readonly numberOf: ReadonlyMap<bigint, string>;
  /** The collective accounts: documents on them name whose they are. */
  readonly collective: ReadonlySet<bigint>;
  readonly mirror: ReadonlyMap<string, MirroredItem>;
  /** Whether a foreign amount can be carried in company currency on a day. */
  readonly hasRate: (currency: string, day: Day) => boolean;
}

export interface BadErpRow {
  readonly row: number;
  readonly field: string;
  readonly value: string;
  readonly code: string;
  readonly reason: string;
}

/**
 * Finds each row's account by its customer number, whatever it was or is. An item that is here already stays on its
 * account, also when its customer was renumbered or merged, or is no branch any more. A row on a customer that is not here, on another customer than
 * before, in another currency than before, without an exchange rate, or on a collective account without whose it is, is bad; the
 * other rows go in. What a list names as party on any other account is left out.
 */
export function resolveRows(
  rows: readonly ErpRow[],
  facts: ResolveFacts,
): { resolved: ResolvedRow[]; bad: BadErpRow[] } {
  const resolved: ResolvedRow[] = [];
  const bad: BadErpRow[] = [];
  for (const row of rows) {
    const known = facts.mirror.get(row.key);
    const named = facts.accountOf(row.customer, known ? facts.keyDate : row.postingDate);
    const holder = known && facts.accountOf(facts.numberOf.get(known.accountId) ?? '', facts.keyDate);
    // Where its number led on its own day: a branch whose items no longer stand on the head office leaves the old ones there.
    const then = known && facts.accountOf(row.customer, known.postingDate ?? row.postingDate);
    const stays = known && (then === known.accountId || (named !== undefined && holder === named));
    const accountId = stays ? known.accountId : named;
    const collective = accountId !== undefined && facts.collective.has(accountId);
    const party = collective && row.party && isCountry(row.party.country) ? row.party : null;
    const namesNobody = collective && party === null && needsParty(row, known);
    const fault = (field: string, value: string, code: string, reason: string): void => {
      bad.push({ row: row.row, field, value, code, reason });
    };
    if (accountId === undefined) {
      fault(
        'customer',
        row.customer,
        'erp.customer-unknown',
        `There is no customer "${row.customer}" in company ${facts.companyCode}; import the customer, or renumber the one whose number it is now.`,
      );
    } else if (known && known.accountId !== accountId) {
      fault(
        'customer',
        row.customer,
        'erp.customer-differs',
        `${row.number} stands on another customer here; if that customer was renumbered or merged, say so there.`,
      );
    } else if (known && known.currency !== row.currency) {
      fault(
        'currency',
        row.currency,
        'erp.currency-differs',
        `${row.number} is in ${known.currency} here; the identity must tell it from an item in ${row.currency}.`,
      );
    } else if (known && known.noted !== row.noted) {
      fault(
        'specialGl',
        row.specialGl ?? '',
        'erp.noted-differs',
        `${row.number} is ${known.noted ? 'a noted item' : 'an item of the balance'} here; an item does not change between the two.`,
      );
    } else if (
      row.companyAmountMinor === null &&
      row.currency !== facts.companyCurrency &&
      !row.noted &&
      !facts.hasRate(row.currency, row.postingDate)
    ) {
      fault(
        'currency',
        row.currency,
        'erp.rate-missing',
        `There is no exchange rate from ${row.currency} to ${facts.companyCurrency} for ${row.postingDate}; record one, or map "companyAmount".`,
      );
    } else if (namesNobody && row.party === null) {
      fault(
        'partyName',
        '',
        'erp.party-missing',
        `${row.number} stands on a collective account; the list says whose it is by the columns that the mapping names as "partyName" and "partyCountry".`,
      );
    } else if (namesNobody) {
      const country = row.party!.country;
      fault('partyCountry', country, 'erp.party-country', `"${country}" is not an ISO 3166 country.`);
    } else {
      resolved.push({ ...row, accountId, party });
    }
  }
  return { resolved, bad };
}

/** Whether a row on a collective account posts what names its party: what stands here has it, and what is closed needs none. */
const needsParty = (row: ErpRow, known: MirroredItem | undefined): boolean =>
  namesParty(row.documentType) &&
  !row.noted &&
  row.openMinor !== 0n &&
  (known === undefined || known.itemId === null || mustReplace(known, row) || standsElsewhere(known, row));

/** Work on accounts that hang together by links, packed into chunks of about this many rows. */
export function packChunks(
  rows: readonly ResolvedRow[],
  missing: readonly MirroredItem[],
  accountOfKey: (key: string) => bigint | undefined,
  size: number,
): { rows: ResolvedRow[]; missing: string[] }[] {
  const parent = new Map<bigint, bigint>();
  const root = (id: bigint): bigint => {
    let at = id;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    return at;
  };
  const join = (a: bigint, b: bigint): void => {
    const [one, other] = [root(a), root(b)];
    if (one !== other) parent.set(one, other);
  };
  for (const one of [...rows, ...missing]) {
    const other = one.linkedKey === null ? undefined : accountOfKey(one.linkedKey);
    if (other !== undefined) join(one.accountId, other);
  }
  const groups = new Map<bigint, { rows: ResolvedRow[]; missing: string[] }>();
  const groupOf = (accountId: bigint) => {
    const id = root(accountId);
    const group = groups.get(id) ?? { rows: [], missing: [] };
    groups.set(id, group);
    return group;
  };
  for (const row of rows) groupOf(row.accountId).rows.push(row);
  for (const item of missing) groupOf(item.accountId).missing.push(item.key);
  const chunks: { rows: ResolvedRow[]; missing: string[] }[] = [];
  for (const group of groups.values()) {
    const last = chunks.at(-1);
    const count = group.rows.length + group.missing.length;
    if (last && last.rows.length + last.missing.length + count <= size) {
      last.rows.push(...group.rows);
      last.missing.push(...group.missing);
    } else {
      chunks.push(group);
    }
  }
  return chunks;
}

/** The month of a day when it is among the closed ones, else null. */
export const closedMonthOf = (day: Day, closed: ReadonlySet<string>): string | null =>
  closed.has(periodOf(day)) ? periodOf(day) : null;
