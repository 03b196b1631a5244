/** From a new document to its items: checks, due days, discount. Pure. */

import { instalmentsOf, type PaymentTermRule } from '#company';
import { allocate, type Day, done, isCurrency, isDay, type Outcome, parseRate, percentOf, refuse, sign } from '#kernel';
import { type DocumentType, documentTypes, type NewDocument } from '../model.ts';

export interface PlannedItem {
  readonly instalment: number;
  readonly amountMinor: bigint;
  readonly dueDate: Day;
  readonly discountUntil: Day | null;
  readonly discountMinor: bigint | null;
}

/** Checks what a document says by itself. Refusals name the field. */
export function checkDocument(document: NewDocument): Outcome<null> {
  const type = documentTypes[document.documentType];
  if (!type)
    return refuse(
      'receivables.document-type',
      `"${document.documentType}" is not a document type.`,
      {},
      { field: 'documentType' },
    );
  if (!isCurrency(document.currency)) {
    return refuse(
      'receivables.unknown-currency',
      `"${document.currency}" is not an ISO 4217 currency.`,
      {},
      { field: 'currency' },
    );
  }
  if (document.amountMinor === 0n)
    return refuse('receivables.zero-amount', 'A document of zero is not posted.', {}, { field: 'amount' });
  if (type.sign !== 0 && sign(document.amountMinor) !== type.sign) {
    return refuse(
      'receivables.wrong-sign',
      `A ${document.documentType.replaceAll('_', ' ')} must be ${type.sign > 0 ? 'positive' : 'negative'} on the customer's account.`,
      {},
      { field: 'amount' },
    );
  }
  if ((document.settles || document.documentType === 'recovery') && document.linkedItemId == null)
    return refuse(
      'receivables.link-missing',
      'A document that settles names the item it settles, a recovery the write-off it is for.',
      {},
      { field: 'linkedItemId' },
    );
  for (const field of ['documentDate', 'postingDate', 'dueDate'] as const) {
    const day = document[field];
    if (day != null && !isDay(day))
      return refuse('receivables.malformed-day', `"${day}" is not a calendar day.`, {}, { field });
  }
  return done(null);
}

/** Money that goes out or elsewhere stands on its own day: terms are for what is to be paid. */
const withoutTerm: ReadonlySet<DocumentType> = new Set(['refund', 'returned_payment', 'transfer']);
/** What was sold or is to be delivered; nobody pays a fee less a discount, or what was written off before. */
const withDiscount: ReadonlySet<DocumentType> = new Set(['invoice', 'debit_memo', 'down_payment_request']);

/**
 * The items of a document: one per instalment of the payment term, or one with the given due day. A credit stands on
 * its own day, or on the due day of the item it is linked to. A discount that the document gives (or denies with null) goes
 * before the term's; over instalments it is split by their amounts, losing no unit. A refund, a returned payment and a transfer have
 * no term, and a discount of one has only what is sold.
 */
export function planItems(
  document: NewDocument,
  accountTerm: PaymentTermRule | undefined,
  linkedDueDate: Day | undefined,
): PlannedItem[] {
  const term = termOf(document.documentType, accountTerm);
  const { amountMinor, documentDate } = document;
  const discount = (amount: bigint, until: Day) => ({ discountUntil: until, discountMinor: amount });
  const none = { discountUntil: null, discountMinor: null };
  if (document.dueDate == null && amountMinor > 0n && term !== undefined)
    return giveDiscount(instalmentsOf(amountMinor, documentDate, term), document.discount);
  const termDiscount =
    amountMinor > 0n && term?.discount && document.discount === undefined
      ? {
          until: instalmentsOf(amountMinor, documentDate, term)[0]!.discountUntil!,
          amountMinor: percentOf(amountMinor, parseRate(term.discount.percent)),
        }
      : undefined;
  const given = document.discount ?? termDiscount;
  return [
    {
      instalment: 1,
      amountMinor,
      dueDate: document.dueDate ?? linkedDueDate ?? documentDate,
      ...(given ? discount(given.amountMinor, given.until) : none),
    },
  ];
}

function termOf(type: DocumentType, term: PaymentTermRule | undefined): PaymentTermRule | undefined {
  if (term === undefined || withoutTerm.has(type)) return undefined;
  return withDiscount.has(type) ? term : { instalments: term.instalments };
}

function giveDiscount(items: readonly PlannedItem[], given: NewDocument['discount']): PlannedItem[] {
  if (given === undefined) return [...items];
  const parts = allocate(
    given?.amountMinor ?? 0n,
    items.map((item) => item.amountMinor),
  );
  return items.map((item, index) => ({
    ...item,
    discountUntil: given === null ? null : given.until,
    discountMinor: given === null ? null : parts[index]!,
  }));
}
