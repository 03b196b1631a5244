/**
 * Settles an item at hand by a document of its other side: the one shape of a refund, a write-off and a certificate of
 * withheld tax, which differ in what the document is, where it is posted against and what is said of it.
 */
import { done, type Outcome } from '#kernel';
import type { Transaction } from '#platform';
import type { NewDocument } from '../model.ts';
import { type ItemAtHand, type MadeDocument, made } from './item-at-hand.ts';
import { postDocumentsIn } from './post-documents.ts';

/** Posts the document for the amount at hand and clears the item with it. Refuses what `postDocumentsIn` refuses. */
export async function settleIn(
  tx: Transaction,
  hand: Pick<ItemAtHand, 'company' | 'item' | 'amountMinor' | 'postingDate'>,
  document: Pick<
    NewDocument,
    'documentType' | 'dueDate' | 'contraAccountId' | 'reasonCode' | 'references' | 'text' | 'explanation'
  >,
): Promise<Outcome<MadeDocument>> {
  const { company, item, postingDate } = hand;
  const amountMinor = item.amountMinor < 0n ? hand.amountMinor : -hand.amountMinor;
  const posted = await postDocumentsIn(tx, company, [
    {
      ...document,
      accountId: item.accountId,
      number: null,
      documentDate: postingDate,
      currency: item.currency,
      amountMinor,
      linkedItemId: item.id,
      settles: true,
    },
  ]);
  if (!posted.ok) return posted;
  const [one] = posted.value.posted;
  return done(made({ number: one!.number, itemId: one!.itemIds[0]!, amountMinor, currency: item.currency }));
}
