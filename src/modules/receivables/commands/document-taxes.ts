/** The tax of documents about to be posted: told by code, told as a sum, or a share of the item they are linked to. */
import { type Company, loadTaxCodes, loadTaxPolicies, type TaxFacts, taxFacts } from '#company';
import { absolute, type Day, done, type Outcome, refuse } from '#kernel';
import { type accountsByPurpose, loadChart } from '#ledger';
import type { Transaction } from '#platform';
import { documentTypes, type Item, type NewDocument, type TaxPart } from '../model.ts';
import {
  type HeldTaxes,
  heldTaxes,
  negated,
  remainderOf,
  shareTold,
  type TaxRemainder,
  takeTax,
  toldTax,
} from '../rules/tax.ts';
import { loadItemTaxes, loadReleasedTaxes } from '../store/taxes.ts';

export interface DocumentTaxes {
  /** Signed as the document. */
  readonly parts: readonly TaxPart[];
  readonly taxMinor: bigint;
  /** The item whose tax these parts take from. */
  readonly adjustsItemId: bigint | null;
  /** Whether the parts are kept by code; a told sum stands on the item alone. */
  readonly stored: boolean;
}

type GlAccount = Awaited<ReturnType<typeof accountsByPurpose>>;

/**
 * Plans the tax of each document in their order; what one took out of an item, the next finds taken. Reads tax codes,
 * policies and tax lines only where a document uses them. Refuses `receivables.tax-code-unknown`, `receivables.tax-sum`,
 * `receivables.tax-exceeds`, `receivables.tax-account-missing`.
 */
export async function planTaxes(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
  linked: ReadonlyMap<bigint, Item>,
  glAccount: GlAccount,
): Promise<Outcome<Map<NewDocument, DocumentTaxes>>> {
  const sharing = documents.filter((document) => sharesTax(document, linked));
  const coded = documents.filter((document) => (document.taxes?.length ?? 0) > 0);
  const planned = new Map<NewDocument, DocumentTaxes>();
  const needsPolicy = sharing.some((document) => document.documentType === 'discount');
  const facts = taxFacts(
    coded.length ? await loadTaxCodes(tx.db, tx.tenantId) : [],
    needsPolicy ? await loadTaxPolicies(tx.db, tx.tenantId) : [],
  );
  const byCode = coded.length
    ? await codedParts(tx, company, coded, facts, glAccount)
    : done(new Map<NewDocument, TaxPart[]>());
  if (!byCode.ok) return byCode;
  const left = await taxLeft(
    tx,
    company,
    [...new Set(sharing.map((document) => document.linkedItemId!))].map((id) => linked.get(id)!),
    glAccount,
  );
  for (const document of documents) {
    const parts = byCode.value.get(document);
    const from = sharing.includes(document) ? document.linkedItemId! : null;
    if (parts) planned.set(document, storedTaxes(parts, from));
    else if (from !== null) planned.set(document, shared(document, from, left, facts));
    else if (document.taxMinor) {
      const told = toldTax(document.amountMinor, document.taxMinor, {
        country: company.country,
        accountId: glAccount('tax_payable'),
      });
      planned.set(document, { parts: told, taxMinor: document.taxMinor, adjustsItemId: null, stored: false });
    }
  }
  return done(planned);
}

/** Whether a document takes its tax from the item it is linked to, and that item holds any. */
const sharesTax = (document: NewDocument, linked: ReadonlyMap<bigint, Item>): boolean =>
  documentTypes[document.documentType].tax === 'linked' &&
  document.linkedItemId != null &&
  linked.get(document.linkedItemId)!.taxMinor !== 0n &&
  !linked.get(document.linkedItemId)!.noted;

const storedTaxes = (parts: readonly TaxPart[], adjustsItemId: bigint | null): DocumentTaxes => ({
  parts,
  taxMinor: parts.reduce((sum, part) => sum + part.taxMinor, 0n),
  adjustsItemId,
  stored: true,
});

/** What some down payments still hold of their tax, by item; read only for those that bear any. */
export async function loadHeldTaxes(
  tx: Transaction,
  company: Company,
  items: readonly Item[],
  glAccount: GlAccount,
): Promise<Map<bigint, HeldTaxes>> {
  const ids = items.map((item) => item.id);
  if (ids.length === 0) return new Map();
  const lines = await loadItemTaxes(tx.db, tx.tenantId, ids);
  const released = await loadReleasedTaxes(tx.db, tx.tenantId, ids);
  const told = { country: company.country, accountId: glAccount('tax_payable') };
  return new Map(
    items.map((item) => {
      const own = lines.filter((line) => line.itemId === item.id);
      const parts = own.length > 0 ? own : toldTax(item.amountMinor, item.taxMinor, told);
      const moved = lines.filter((line) => line.itemId !== item.id);
      return [item.id, heldTaxes(item, parts, moved, released)];
    }),
  );
}

/** What is still in some items, by item. */
export async function taxLeft(
  tx: Transaction,
  company: Company,
  items: readonly Item[],
  glAccount: GlAccount,
): Promise<Map<bigint, TaxRemainder>> {
  const lines = await loadItemTaxes(
    tx.db,
    tx.tenantId,
    items.map((item) => item.id),
  );
  const told = { country: company.country, accountId: glAccount('tax_payable') };
  return new Map(
    items.map((item) => {
      const own = lines.filter((line) => line.itemId === item.id);
      const parts = own.length > 0 ? own : toldTax(item.amountMinor, item.taxMinor, told);
      return [
        item.id,
        remainderOf(
          item,
          parts,
          lines.filter((line) => line.itemId !== item.id),
        ),
      ];
    }),
  );
}

/** The share of a document that adjusts an item; the remainder in `left` falls by it. */
function shared(
  document: NewDocument,
  itemId: bigint,
  left: Map<bigint, TaxRemainder>,
  facts: TaxFacts,
): DocumentTaxes {
  const remainder = left.get(itemId)!;
  const day: Day = document.postingDate ?? document.documentDate;
  if (
    document.documentType === 'discount' &&
    !remainder.parts.every((part) => facts.policy(part.country, day)?.discountReducesTax)
  ) {
    // Where the law does not say that a discount reduces the tax, the tax stays due in full.
    return storedTaxes([], null);
  }
  const { taken, left: rest } = takeTax(remainder, -document.amountMinor);
  left.set(itemId, rest);
  return document.taxMinor === undefined
    ? storedTaxes(negated(taken), itemId)
    : storedTaxes(shareTold(remainder, document.amountMinor, document.taxMinor), itemId);
}

/** What tells its tax by code: a document, or a part of an item that becomes a down payment. */
export type TaxBearing = Pick<NewDocument, 'taxes' | 'documentDate' | 'number' | 'amountMinor' | 'taxMinor'>;

/** The parts of documents that tell their tax by code, each with the account of its code. */
export async function codedParts<T extends TaxBearing>(
  tx: Transaction,
  company: Company,
  documents: readonly T[],
  facts: TaxFacts,
  glAccount: GlAccount,
): Promise<Outcome<Map<T, TaxPart[]>>> {
  let accountOf: ReadonlyMap<string, bigint> | null = null;
  const result = new Map<T, TaxPart[]>();
  for (const document of documents) {
    const parts: TaxPart[] = [];
    for (const tax of document.taxes!) {
      const country = tax.country ?? company.country;
      const code = facts.code(country, tax.code, document.documentDate);
      if (!code) {
        return refuse(
          'receivables.tax-code-unknown',
          `There is no tax code ${tax.code} of ${country} on ${document.documentDate}; record it first. Nothing was changed.`,
          { country, code: tax.code },
          { field: 'taxes' },
        );
      }
      if (code.accountCode !== null)
        accountOf ??= new Map(
          (await loadChart(tx.db, tx.tenantId, company.id)).map((account) => [account.code, account.id]),
        );
      const accountId = code.accountCode === null ? glAccount('tax_payable') : accountOf?.get(code.accountCode);
      if (accountId === undefined) {
        return refuse(
          'receivables.tax-account-missing',
          `Tax code ${tax.code} posts to account ${code.accountCode}, which the chart of ${company.code} does not have. Nothing was changed.`,
          { code: tax.code, account: code.accountCode },
        );
      }
      parts.push({
        country,
        taxCode: tax.code,
        ratePercent: code.ratePercent,
        accountId,
        baseMinor: tax.baseMinor,
        taxMinor: tax.taxMinor,
      });
    }
    const fits = checkSums(document, parts);
    if (!fits.ok) return fits;
    result.set(document, parts);
  }
  return done(result);
}

function checkSums(document: TaxBearing, parts: readonly TaxPart[]): Outcome<null> {
  const taxMinor = parts.reduce((sum, part) => sum + part.taxMinor, 0n);
  if (document.taxMinor !== undefined && document.taxMinor !== taxMinor) {
    return refuse(
      'receivables.tax-sum',
      `The tax by code of ${document.number ?? 'the document'} does not sum to its tax. Nothing was changed.`,
      { tax: document.taxMinor.toString(), byCode: taxMinor.toString() },
      { field: 'taxes' },
    );
  }
  const positive = document.amountMinor > 0n;
  const wrongSide = parts.some((part) =>
    [part.baseMinor, part.taxMinor].some((one) => one !== 0n && one > 0n !== positive),
  );
  const gross = parts.reduce((sum, part) => sum + part.baseMinor + part.taxMinor, 0n);
  if (wrongSide || absolute(gross) > absolute(document.amountMinor)) {
    return refuse(
      'receivables.tax-exceeds',
      `Base and tax of ${document.number ?? 'the document'} exceed its amount, or have another sign. Nothing was changed.`,
      {},
      { field: 'taxes' },
    );
  }
  return done(null);
}
