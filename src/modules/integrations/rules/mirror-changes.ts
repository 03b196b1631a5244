/** What a row of a load, or its absence, changes in the mirror. Pure. */
import { absolute, type Day, minimum, sign } from '#kernel';
import type { MirroredItem, ResolvedRow } from '../model.ts';

/** A named change with its values before and after, for the log of changes. */
export interface MirrorChange {
  readonly key: string;
  readonly kind:
    | 'new'
    | 'closed'
    | 'closed_unknown'
    | 'reopened'
    | 'open'
    | 'replaced'
    | 'due_date'
    | 'blocks'
    | 'tax'
    | 'link'
    | 'number'
    | 'residual'
    | 'linked_receipt'
    | 'linked_item'
    | 'waiting'
    | 'confirmed'
    | 'overtaken'
    | 'diverged';
  readonly before: string | null;
  readonly after: string | null;
}

/** Whether two rows of the mirror and the ERP say the same, so that nothing has to be done. */
export function saysTheSame(item: MirroredItem, row: ResolvedRow): boolean {
  return (
    item.state !== 'closed_unknown' &&
    item.state !== 'waiting' &&
    item.erpOpenMinor === row.openMinor &&
    item.amountMinor === row.amountMinor &&
    item.dueDate === row.dueDate &&
    item.linkedKey === row.linkedKey &&
    item.number === row.number &&
    item.blocks.join() === row.blocks.join() &&
    item.clearingDocument === row.clearingDocument &&
    item.ourReference === row.ourReference &&
    !standsElsewhere(item, row)
  );
}

/** What is open stands on another control account than it did: its mapping was put right since. */
export const standsElsewhere = (
  item: Pick<MirroredItem, 'noted' | 'specialGlAccount'>,
  row: Pick<ResolvedRow, 'openMinor' | 'specialGlAccount'>,
): boolean => row.openMinor !== 0n && !item.noted && item.specialGlAccount !== row.specialGlAccount;

/** The item grew beyond what was posted, or changed its side: the posted one gives way to a new one. */
export const mustReplace = (item: Pick<MirroredItem, 'amountMinor'>, row: Pick<ResolvedRow, 'openMinor'>): boolean =>
  row.openMinor !== 0n &&
  (sign(row.openMinor) !== sign(item.amountMinor) || absolute(row.openMinor) > absolute(item.amountMinor));

/** The mirror's row after the ERP's row, and what changed. Amounts follow in the subledger afterwards. */
export function follow(item: MirroredItem, row: ResolvedRow): { item: MirroredItem; changes: MirrorChange[] } {
  const changes: MirrorChange[] = [];
  const note = (kind: MirrorChange['kind'], before: unknown, after: unknown): void => {
    changes.push({
      key: item.key,
      kind,
      before: before === null ? null : `${before}`,
      after: after === null ? null : `${after}`,
    });
  };
  if (item.erpOpenMinor !== row.openMinor || item.state === 'closed_unknown') {
    const kind = row.openMinor === 0n ? 'closed' : item.erpOpenMinor === 0n ? 'reopened' : 'open';
    note(kind, item.erpOpenMinor, row.openMinor);
  }
  if (item.dueDate !== row.dueDate) note('due_date', item.dueDate, row.dueDate);
  if (item.blocks.join() !== row.blocks.join()) note('blocks', item.blocks.join(), row.blocks.join());
  if (item.linkedKey !== row.linkedKey) note('link', item.linkedKey, row.linkedKey);
  if (item.number !== row.number) note('number', item.number, row.number);
  return {
    item: {
      ...item,
      number: row.number,
      erpOpenMinor: row.openMinor,
      dueDate: row.dueDate,
      blocks: row.blocks,
      linkedKey: row.linkedKey,
      state: row.openMinor === 0n ? 'closed' : 'open',
      clearingDocument: row.clearingDocument,
      clearingDate: row.clearingDate,
      ourReference: row.ourReference,
      postingDate: row.postingDate,
      told: null,
    },
    changes,
  };
}

/** An open item that a full load does not name: closed in the ERP, by what is not known. */
export function vanish(item: MirroredItem): { item: MirroredItem; changes: MirrorChange[] } {
  return {
    item: { ...item, erpOpenMinor: 0n, state: 'closed_unknown', told: null },
    changes: [{ key: item.key, kind: 'closed_unknown', before: item.erpOpenMinor.toString(), after: '0' }],
  };
}

/** A link of a credit to the debit it belongs to, as far as it is netted here. Amounts positive. */
export interface MirrorLink {
  readonly creditKey: string;
  readonly debitKey: string;
  readonly nettedMinor: bigint;
}

/**
 * How much of a partial payment (or linked credit) is netted with its invoice: all that both have open in the ERP and
 * that is free here. When the ERP closed both, what was netted stays as it is: that was the clearing. When it closed only
 * one of them the netting ends. Minor units.
 */
export function wantedNetting(
  credit: MirroredItem,
  debit: MirroredItem,
  nettedMinor: bigint,
  free: { readonly creditMinor: bigint; readonly debitMinor: bigint },
): bigint {
  if (credit.erpOpenMinor === 0n && debit.erpOpenMinor === 0n) return nettedMinor;
  if (credit.erpOpenMinor === 0n || debit.erpOpenMinor === 0n) return 0n;
  return [
    absolute(credit.erpOpenMinor),
    absolute(debit.erpOpenMinor),
    nettedMinor + free.creditMinor,
    nettedMinor + free.debitMinor,
  ].reduce(minimum);
}

/**
 * How much more the subledger has to close (positive) or to reopen (negative) of an item, so that
 * amount = open in the ERP + closed here + confirmed clearings of ours + netting that the ERP closed. Never more than is
 * open here: what our own clearing, not yet confirmed, already covers is not closed twice. Minor units, positive side.
 */
export function closingDue(item: MirroredItem, settledNettingMinor: bigint, openMinor: bigint): bigint {
  const due =
    absolute(item.amountMinor) -
    absolute(item.erpOpenMinor) -
    item.closedMinor -
    item.confirmedMinor -
    settledNettingMinor;
  return due > 0n ? minimum(due, absolute(openMinor)) : due < -item.closedMinor ? -item.closedMinor : due;
}

/** The day on which a closing counts: the ERP's clearing day when it tells one, never after the key date. */
export const closingDay = (item: MirroredItem, keyDate: Day): Day =>
  item.clearingDate !== null && item.clearingDate < keyDate ? item.clearingDate : keyDate;
