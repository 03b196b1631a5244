/** The tax of items whose owner did not tell it when they came: kept on them from now on. It is posted there already, and not here. */
import { type Company, loadTaxCodes, taxFacts } from '#company';
import { done, type Outcome } from '#kernel';
import { accountsByPurpose } from '#ledger';
import type { Transaction } from '#platform';
import type { DocumentTax, Item } from '../model.ts';
import { setTaxes } from '../store/items.ts';
import { insertItemTaxes } from '../store/taxes.ts';
import { codedParts } from './document-taxes.ts';

/** What is told of an item: its tax, signed as its amount, and by which code where one is known. */
export interface ToldTax {
  readonly item: Item;
  readonly taxMinor: bigint;
  readonly taxes?: readonly DocumentTax[];
}

/**
 * Keeps the tax of items that have none, and of which nothing was taken without it: what is written off, deducted or given as a
 * discount from now on splits it. The caller holds their accounts. Refuses what `planTaxes` refuses of a document.
 */
export async function tellTaxesIn(tx: Transaction, company: Company, told: readonly ToldTax[]): Promise<Outcome<null>> {
  if (told.length === 0) return done(null);
  const late = told.find(({ item }) => item.companyId !== company.id || item.taxMinor !== 0n);
  if (late) throw new Error(`item ${late.item.id} has its tax already, or is of another company`);
  const coded = told.flatMap(({ item, taxMinor, taxes }) =>
    taxes === undefined
      ? []
      : [
          {
            itemId: item.id,
            number: item.number,
            documentDate: item.documentDate,
            amountMinor: item.amountMinor,
            taxMinor,
            taxes,
          },
        ],
  );
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const facts = taxFacts(coded.length === 0 ? [] : await loadTaxCodes(tx.db, tx.tenantId), []);
  const parts = await codedParts(tx, company, coded, facts, glAccount);
  if (!parts.ok) return parts;
  await setTaxes(
    tx,
    told.map(({ item, taxMinor }) => ({ itemId: item.id, taxMinor })),
  );
  insertItemTaxes(
    tx,
    coded.flatMap((one) => parts.value.get(one)!.map((part) => ({ ...part, itemId: one.itemId, adjustsItemId: null }))),
  );
  tx.itemsTouched(told.map(({ item }) => item.id));
  tx.count('items.taxed', told.length);
  return done(null);
}
