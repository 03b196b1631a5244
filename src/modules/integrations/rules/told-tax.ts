/** The tax that an ERP's list tells of an item. Pure. */
import type { TaxCode } from '#company';
import { type Day, divideRounded } from '#kernel';
import { containedTax, documentTypes, type Item, type NewDocument } from '#receivables';
import type { ErpRow } from '../model.ts';

/** A tax code of the company's country on a day, where it is recorded with an account that the chart has. */
export type KnownTaxCode = (code: string, day: Day) => TaxCode | undefined;

/** Whether a row says anything of its tax. */
export const tellsTax = (row: Pick<ErpRow, 'taxMinor' | 'taxCode'>): boolean =>
  (row.taxMinor ?? 0n) !== 0n || row.taxCode !== null;

/**
 * The tax of a row: by its code where that is known here, worked out from the rate where the list tells no tax; else what it tells
 * as a sum, or of a residual its share of what it is left of. Money has none, and that of a down payment moves in the ERP's own
 * ledger. The ERP has posted it: it is kept on the item, so that what is written off, deducted or given as a discount splits it.
 */
export function taxOfRow(
  knownCode: KnownTaxCode,
  row: ErpRow,
  original: Item | undefined,
): Pick<NewDocument, 'taxes' | 'taxMinor' | 'taxElsewhere'> {
  if (documentTypes[row.documentType].tax === 'none' || row.documentType === 'down_payment') return {};
  if (row.specialGlAccount === 'down_payment') return {};
  const code = row.taxCode === null ? undefined : knownCode(row.taxCode, row.documentDate);
  if (!code) {
    const inherited = original && divideRounded(original.taxMinor * row.amountMinor, original.amountMinor);
    const taxMinor = row.taxMinor ?? inherited;
    return taxMinor === undefined ? {} : { taxMinor, taxElsewhere: true };
  }
  const taxMinor = row.taxMinor ?? containedTax(row.amountMinor, code.ratePercent);
  const taxes = [{ code: code.code, baseMinor: row.amountMinor - taxMinor, taxMinor }];
  return { taxes, taxMinor, taxElsewhere: true };
}
