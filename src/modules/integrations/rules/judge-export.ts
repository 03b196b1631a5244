/** What a load tells of a clearing of ours. Pure. */
import { absolute, type Day } from '#kernel';
import type { MirroredItem } from '../model.ts';

/** An exported clearing as far as its judgement needs it. */
export interface JudgedExport {
  readonly reference: string;
  readonly state: string;
  readonly erpDocument: string | null;
  readonly answeredOn: Day | null;
}

/**
 * Judges one of our clearings by what the ERP says of an item it clears. Null: the load decides nothing. An exported
 * clearing whose item was closed by a document that we do not know stays open for a person or an answer file: the document
 * may be the one that our export made.
 */
export function judgeExport(
  one: JudgedExport,
  item: MirroredItem,
  keyDate: Day,
): 'confirmed' | 'overtaken' | 'diverged' | null {
  if (one.state === 'confirmed') {
    const closedThere = absolute(item.amountMinor) - absolute(item.erpOpenMinor);
    const told = one.answeredOn !== null && keyDate > one.answeredOn;
    return told && closedThere < item.confirmedMinor ? 'diverged' : null;
  }
  if (item.erpOpenMinor !== 0n || item.state !== 'closed') return null;
  if (item.ourReference === one.reference) return 'confirmed';
  if (one.erpDocument !== null && item.clearingDocument === one.erpDocument) return 'confirmed';
  if (item.clearingDocument === null) return null;
  const anotherOfOurs = item.ourReference?.startsWith('DW-') === true;
  return one.state === 'pending' || anotherOfOurs ? 'overtaken' : null;
}
