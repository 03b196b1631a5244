/** The journal of a document: control accounts against the document's own account, net and tax apart. Pure. */
import { divideRounded } from '#kernel';
import type { AccountPurpose, JournalLine } from '#ledger';
import { controlPurpose, type DocumentType, documentTypes, type SpecialGl, type TaxPart } from '../model.ts';

/** An item's line in its control account. */
export interface ControlLine {
  readonly id: bigint;
  readonly specialGl: SpecialGl | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
}

export interface JournalFacts {
  readonly glAccount: (purpose: AccountPurpose) => bigint;
  /** Converts minor units of the document's currency at its posting day. */
  readonly toCompany: (amountMinor: bigint) => bigint;
}

/** The lines of items in their control accounts. */
export const controlLines = (items: readonly ControlLine[], glAccount: JournalFacts['glAccount']): JournalLine[] =>
  items.map((item) => ({
    accountId: glAccount(controlPurpose(item.specialGl)),
    itemId: item.id,
    currency: item.currency,
    amountMinor: item.amountMinor,
    companyAmountMinor: item.companyAmountMinor,
  }));

/**
 * The tax of a down payment becomes due when the money comes: each code's account against the account of tax on down
 * payments. Company amounts are the share of the item's own, so that releasing it later finds the same.
 */
export function downPaymentTaxLines(
  item: { readonly amountMinor: bigint; readonly companyAmountMinor: bigint; readonly currency: string },
  taxes: readonly TaxPart[],
  glAccount: JournalFacts['glAccount'],
): JournalLine[] {
  return taxes
    .filter((part) => part.taxMinor !== 0n)
    .flatMap((part) => {
      const companyMinor = divideRounded(item.companyAmountMinor * part.taxMinor, item.amountMinor);
      const line = (accountId: bigint, side: bigint): JournalLine => ({
        accountId,
        itemId: null,
        currency: item.currency,
        amountMinor: side * part.taxMinor,
        companyAmountMinor: side * companyMinor,
      });
      return [line(glAccount('down_payment_tax'), -1n), line(part.accountId, 1n)];
    });
}

/** Where a document's tax goes: written-off tax waits for its relief, all other to the account of its code. */
const taxWaits = (type: DocumentType): boolean => type === 'write_off' || type === 'recovery';

/**
 * The lines of a document's journal. The contra account takes the amount without tax; each code's tax goes to its own
 * account. A down payment is no sale yet: its control account carries the whole, its tax becomes due against an account of
 * its own until the final invoice. Company amounts: each tax is converted once, the contra account takes the rest.
 */
export function documentLines(
  document: { readonly documentType: DocumentType; readonly currency: string; readonly contraAccountId: bigint | null },
  items: readonly ControlLine[],
  taxes: readonly TaxPart[],
  facts: JournalFacts,
): JournalLine[] {
  const { documentType: type, currency } = document;
  const line = (accountId: bigint, amountMinor: bigint, companyAmountMinor: bigint): JournalLine => ({
    accountId,
    itemId: null,
    currency,
    amountMinor,
    companyAmountMinor,
  });
  const taxed = taxes.filter((part) => part.taxMinor !== 0n);
  const total = items.reduce((sum, item) => sum + item.amountMinor, 0n);
  const totalCompany = items.reduce((sum, item) => sum + item.companyAmountMinor, 0n);
  const contra = document.contraAccountId ?? facts.glAccount(documentTypes[type].contra);
  if (type === 'down_payment') {
    const lines = downPaymentTaxLines(
      { amountMinor: total, companyAmountMinor: totalCompany, currency },
      taxed,
      facts.glAccount,
    );
    return [...controlLines(items, facts.glAccount), line(contra, -total, -totalCompany), ...lines];
  }
  const taxLines = taxed.map((part) =>
    line(
      taxWaits(type) ? facts.glAccount('bad_debt_tax') : part.accountId,
      -part.taxMinor,
      -facts.toCompany(part.taxMinor),
    ),
  );
  const taxSum = taxed.reduce((sum, part) => sum + part.taxMinor, 0n);
  const taxCompany = -taxLines.reduce((sum, one) => sum + one.companyAmountMinor, 0n);
  return [
    ...controlLines(items, facts.glAccount),
    line(contra, -(total - taxSum), -(totalCompany - taxCompany)),
    ...taxLines,
  ];
}
