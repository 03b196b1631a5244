/** Closes items of the subledger against the mirror's contra account: because the ERP closed them, or counts them itself. */
import type { Company } from '#company';
import { absolute, type Day, divideRounded, done, type Outcome } from '#kernel';
import type { Transaction } from '#platform';
import {
  type ClearingRequest,
  clearManyIn,
  type Item,
  type NewDocument,
  postDocumentsIn,
  postingChunkSize,
} from '#receivables';

/** The clearing of what counts twice: the same money stands in the books by the other item. */
export const sameMoneyKind = 'erp_same_money';

/** The clearing of what was moved here and that the ERP keeps otherwise: it stands in the books by the ERP's item. */
export const movedKind = 'erp_moved';

/** How much of an item is closed, why, and on which day (never before the item's own). */
export interface DueClosing {
  readonly item: Item;
  /** Positive, in minor units of the item's currency; at most what is open. */
  readonly amountMinor: bigint;
  readonly sourceKey: string;
  readonly documentDate: Day;
  readonly postingDate: Day;
  readonly sentence: string;
}

/** Posts the counterpart of each item and clears it. Refuses what posting and clearing refuse. */
export async function closeItemsIn(
  tx: Transaction,
  company: Company,
  contraAccountId: bigint,
  kind: string,
  due: readonly DueClosing[],
): Promise<Outcome<null>> {
  if (due.length === 0) return done(null);
  const documents = due.map(({ item, amountMinor, sourceKey, documentDate, postingDate, sentence }): NewDocument => {
    const side = item.amountMinor < 0n ? 1n : -1n;
    const share = absolute(divideRounded(item.openCompanyMinor * amountMinor, absolute(item.openMinor)));
    return {
      accountId: item.accountId,
      documentType: 'adjustment',
      number: item.number,
      source: 'erp',
      sourceKey,
      documentDate,
      postingDate,
      dueDate: item.dueDate,
      currency: item.currency,
      amountMinor: side * amountMinor,
      companyAmountMinor: side * share,
      linkedItemId: item.id,
      specialGl: item.specialGl,
      contraAccountId,
      text: sentence,
      explanation: sentence,
    };
  });
  const requests: ClearingRequest[] = [];
  for (let from = 0; from < documents.length; from += postingChunkSize) {
    const outcome = await postDocumentsIn(tx, company, documents.slice(from, from + postingChunkSize));
    if (!outcome.ok) return outcome;
    for (const [index, one] of outcome.value.posted.entries()) {
      const { item, amountMinor, postingDate, sentence } = due[from + index]!;
      const closingItemId = one.itemIds[0]!;
      const [creditItemId, debitItemId] = item.amountMinor < 0n ? [item.id, closingItemId] : [closingItemId, item.id];
      requests.push({
        allocations: [{ creditItemId, debitItemId, amountMinor }],
        postingDate,
        kind,
        explanation: sentence,
      });
    }
  }
  const cleared = await clearManyIn(tx, company, requests);
  return cleared.ok ? done(null) : cleared;
}
