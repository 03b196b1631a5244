/** Posts documents on customer accounts: items, journals and entries in one transaction. */

import { type Company, type CompanyConverter, loadConverter, loadPaymentTerms } from '#company';
import { type CustomerAccount, lockAccounts } from '#customers';
import { allocate, type Day, done, type Outcome, periodOf, refuse, textKey, yearOf } from '#kernel';
import { accountsByPurpose, insertJournals, lockPeriods, type NewJournal, takeJournalIds } from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction, takeNumbers } from '#platform';
import { type DocumentType, documentTypes, type NewDocument, type PostedDocument } from '../model.ts';
import { checkDocument, type PlannedItem, planItems } from '../rules/document.ts';
import { insertEntries } from '../store/entries.ts';
import { type ItemRow, insertItems, loadBySourceKeys, loadItems, takeItemIds } from '../store/items.ts';

/** How many documents one transaction posts at most. */
export const postingChunkSize = 1000;

const seriesOf: Readonly<Record<string, string>> = {
  invoice: 'IN',
  credit_memo: 'CM',
  debit_memo: 'DM',
  payment: 'RC',
  on_account: 'OA',
  deduction: 'DE',
  finance_charge: 'FC',
  discount: 'DI',
  bank_charge: 'BC',
  tolerance: 'TD',
  write_off: 'WO',
  transfer: 'TR',
  refund: 'RF',
  adjustment: 'AD',
  reversal: 'RV',
};

/**
 * Posts up to 1,000 documents. A document whose source key is posted already comes back as `existing` and changes
 * nothing; the same key with another amount or account is refused. Each document gets a balanced journal
 * (receivables control against revenue, bank …), one item per instalment and its entries.
 * Refuses: what `checkDocument` refuses, `receivables.account-unknown`, what `lockPeriods` refuses,
 * `company.rate-missing`, `receivables.key-differs`, `receivables.too-many`.
 */
export function postDocuments(
  engine: Engine,
  caller: Caller,
  input: { company: Company; documents: readonly NewDocument[]; postingDate?: Day; reason?: string },
): Promise<Outcome<{ posted: readonly PostedDocument[] }>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'receivables.post-documents',
      reason: input.reason ?? `${input.documents.length} documents were posted.`,
      input: {
        company: input.company.code,
        documents: input.documents.map((d) => ({ number: d.number, amountMinor: d.amountMinor })),
      },
    },
    (tx) => postDocumentsIn(tx, input.company, input.documents),
  );
}

/** The same inside a transaction of an upper module. Accounts and months are locked here if they are not yet. */
export async function postDocumentsIn(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Outcome<{ posted: readonly PostedDocument[] }>> {
  if (documents.length > postingChunkSize) {
    return refuse(
      'receivables.too-many',
      `At most ${postingChunkSize} documents are posted at once. Nothing was changed.`,
    );
  }
  for (const [index, document] of documents.entries()) {
    const checked = checkDocument(document);
    if (!checked.ok)
      return { ok: false, refusal: { ...checked.refusal, details: { ...checked.refusal.details, index } } };
  }
  const postingDay = (document: NewDocument): Day => document.postingDate ?? document.documentDate;
  // Sent together: the locks in their order, and behind them what is read once they are held.
  const [open, locked, found, facts, ids] = await Promise.all([
    lockPeriods(
      tx,
      company.id,
      documents.map((document) => periodOf(postingDay(document))),
    ),
    lockAccounts(
      tx,
      documents.map((d) => d.accountId),
    ),
    findExisting(tx, company, documents),
    loadFacts(tx, company, documents),
    takeIds(tx, documents.length),
  ]);
  if (!open.ok) return open;
  const accounts = new Map(locked.map((account) => [account.id, account]));
  const stranger = documents.find((document) => accounts.get(document.accountId)?.companyId !== company.id);
  if (stranger) {
    return refuse(
      'receivables.account-unknown',
      `There is no such customer account in company ${company.code}. Nothing was changed.`,
      {
        accountId: stranger.accountId.toString(),
      },
    );
  }
  if (!found.ok) return found;
  if (!facts.ok) return facts;
  const fresh = documents.filter((document) => !found.value.has(document));
  const posted = new Map(found.value);
  for (const one of await write(tx, company, fresh, accounts, facts.value, ids, postingDay))
    posted.set(one.document, one.posted);
  return done({ posted: documents.map((document) => posted.get(document)!) });
}

/** Ids for journals and items, taken before it is known whether all are needed. */
async function takeIds(tx: Transaction, documents: number) {
  const [journals, items] = await Promise.all([takeJournalIds(tx, documents), takeItemIds(tx, documents)]);
  return { journals, items };
}

const keyOf = (document: NewDocument, tx: Transaction) => ({
  source: document.source ?? (document.sourceKey == null && document.number == null ? 'dunwell' : 'import'),
  sourceKey: document.sourceKey ?? document.number ?? `command ${tx.commandId}`,
});

async function findExisting(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Outcome<Map<NewDocument, PostedDocument>>> {
  const keyed = documents.filter((document) => document.number != null || document.sourceKey != null);
  const stored = await loadBySourceKeys(
    tx.db,
    tx.tenantId,
    company.id,
    keyed.map((document) => keyOf(document, tx)),
  );
  const found = new Map<NewDocument, PostedDocument>();
  const seen = new Set<string>();
  for (const document of keyed) {
    const { source, sourceKey } = keyOf(document, tx);
    const key = `${source}\u0000${sourceKey}`;
    if (seen.has(key))
      return refuse(
        'receivables.key-twice',
        `The document ${sourceKey} stands twice in this call. Nothing was changed.`,
      );
    seen.add(key);
    const existing = stored.get(key);
    if (!existing) continue;
    if (
      existing.amountMinor !== document.amountMinor ||
      existing.currency !== document.currency ||
      existing.accountId !== document.accountId
    ) {
      return refuse(
        'receivables.key-differs',
        `${document.number ?? sourceKey} is posted already with another amount, currency or customer. Nothing was changed.`,
        { sourceKey, posted: existing.amountMinor.toString(), given: document.amountMinor.toString() },
      );
    }
    found.set(document, { sourceKey, number: existing.number, itemIds: existing.itemIds, existing: true });
  }
  return done(found);
}

interface Facts {
  readonly terms: ReadonlyMap<bigint, Awaited<ReturnType<typeof loadPaymentTerms>>[number]>;
  readonly linked: ReadonlyMap<bigint, { dueDate: Day }>;
  readonly toCompany: CompanyConverter;
  readonly glAccount: Awaited<ReturnType<typeof accountsByPurpose>>;
}

async function loadFacts(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Outcome<Facts>> {
  const linkedIds = documents.flatMap((document) => (document.linkedItemId ? [document.linkedItemId] : []));
  const needsTerms = documents.some((document) => document.amountMinor > 0n);
  const [converter, terms, linked, glAccount] = await Promise.all([
    loadConverter(
      tx.db,
      tx.tenantId,
      company,
      documents.map((document) => ({
        currency: document.currency,
        day: document.postingDate ?? document.documentDate,
      })),
    ),
    needsTerms ? loadPaymentTerms(tx.db, tx.tenantId) : [],
    linkedIds.length ? loadItems(tx.db, tx.tenantId, { itemIds: linkedIds }) : [],
    accountsByPurpose(tx.db, tx.tenantId, company.id),
  ]);
  if (!converter.ok) return converter;
  return done({
    terms: new Map(terms.map((term) => [term.id, term])),
    linked: new Map(linked.map((item) => [item.id, item])),
    toCompany: converter.value,
    glAccount,
  });
}

/** Numbers the documents that we number: one block per series and year. */
async function numberThem(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Map<NewDocument, string>> {
  const groups = new Map<string, { series: string; year: number; documents: NewDocument[] }>();
  const numbers = new Map<NewDocument, string>();
  for (const document of documents) {
    if (document.number != null) {
      numbers.set(document, document.number);
      continue;
    }
    const series = seriesOf[document.documentType]!;
    const year = yearOf(document.postingDate ?? document.documentDate);
    const key = `${series}/${year}`;
    if (!groups.has(key)) groups.set(key, { series, year, documents: [] });
    groups.get(key)!.documents.push(document);
  }
  for (const group of [...groups.values()].sort((a, b) => (`${a.series}${a.year}` < `${b.series}${b.year}` ? -1 : 1))) {
    const first = await takeNumbers(
      tx,
      { companyId: company.id, series: group.series, year: group.year },
      group.documents.length,
    );
    group.documents.forEach((document, index) => {
      numbers.set(document, `${group.series}-${group.year}-${String(first + BigInt(index)).padStart(6, '0')}`);
    });
  }
  return numbers;
}

async function write(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
  accounts: ReadonlyMap<bigint, CustomerAccount>,
  facts: Facts,
  ids: { readonly journals: readonly bigint[]; readonly items: readonly bigint[] },
  postingDay: (document: NewDocument) => Day,
): Promise<{ document: NewDocument; posted: PostedDocument }[]> {
  if (documents.length === 0) return [];
  const numbers = await numberThem(tx, company, documents);
  const plans = documents.map((document) => {
    const termId = accounts.get(document.accountId)!.paymentTermId;
    const term = termId === null ? undefined : facts.terms.get(termId)?.rule;
    return {
      document,
      items: planItems(
        document,
        term,
        document.linkedItemId ? facts.linked.get(document.linkedItemId)?.dueDate : undefined,
      ),
    };
  });
  const journalIds = ids.journals;
  // One id a document is there; instalments need more.
  const itemCount = plans.reduce((sum, plan) => sum + plan.items.length, 0);
  const itemIds = [...ids.items, ...(await takeItemIds(tx, Math.max(0, itemCount - ids.items.length)))];
  const journals: (NewJournal & { id: bigint })[] = [];
  const rows: ItemRow[] = [];
  const results: { document: NewDocument; posted: PostedDocument }[] = [];
  for (const [index, { document, items }] of plans.entries()) {
    const number = numbers.get(document)!;
    const companyTotal = facts.toCompany(document.amountMinor, document.currency, postingDay(document));
    const planned = itemRows(document, items, {
      number,
      companyTotal,
      ids: items.map(() => itemIds.shift()!),
      journalId: journalIds[index]!,
      account: accounts.get(document.accountId)!,
      key:
        document.sourceKey == null && document.number == null
          ? { source: 'dunwell', sourceKey: number }
          : keyOf(document, tx),
      postingDate: postingDay(document),
    });
    rows.push(...planned);
    journals.push(
      journalOf(document, planned, {
        id: journalIds[index]!,
        company,
        number,
        companyTotal,
        facts,
        postingDate: postingDay(document),
      }),
    );
    results.push({
      document,
      posted: { sourceKey: planned[0]!.sourceKey, number, itemIds: planned.map((row) => row.id), existing: false },
    });
  }
  await insertJournals(tx, journals);
  await insertItems(tx, rows);
  tx.atHead((head) =>
    insertEntries(
      tx,
      head,
      rows.map((row) => ({ ...row, itemId: row.id, effectiveDate: row.postingDate })),
      tx.nextOrdinal(rows.length),
    ),
  );
  tx.accountsChanged(rows.map((row) => row.accountId));
  tx.itemsTouched(rows.map((row) => row.id));
  tx.count('documents', documents.length);
  for (const type of new Set(documents.map((document) => document.documentType))) {
    tx.count(`documents.${type}`, documents.filter((document) => document.documentType === type).length);
  }
  return results;
}

function itemRows(
  document: NewDocument,
  items: readonly PlannedItem[],
  known: {
    number: string;
    companyTotal: bigint;
    ids: readonly bigint[];
    journalId: bigint;
    account: CustomerAccount;
    key: { source: string; sourceKey: string };
    postingDate: Day;
  },
): ItemRow[] {
  const weights = items.map((item) => (item.amountMinor < 0n ? -item.amountMinor : item.amountMinor));
  const companyParts = allocate(known.companyTotal, weights);
  const taxParts = allocate(document.taxMinor ?? 0n, weights);
  const references = [known.number, document.purchaseOrder ?? '', ...(document.references ?? [])]
    .map(textKey)
    .filter((key) => key.length > 0);
  return items.map((item, index) => ({
    id: known.ids[index]!,
    companyId: known.account.companyId,
    accountId: known.account.id,
    customerId: known.account.customerId,
    documentType: document.documentType,
    agingClass: agingClassOf(document.documentType, document.amountMinor),
    number: known.number,
    numberKey: textKey(known.number),
    instalment: item.instalment,
    ...known.key,
    documentDate: document.documentDate,
    postingDate: known.postingDate,
    dueDate: item.dueDate,
    discountUntil: item.discountUntil,
    discountMinor: item.discountMinor,
    currency: document.currency,
    amountMinor: item.amountMinor,
    companyAmountMinor: companyParts[index]!,
    taxMinor: taxParts[index]!,
    purchaseOrder: document.purchaseOrder ?? null,
    referenceKeys: [...new Set(references)],
    linkedItemId: document.linkedItemId ?? null,
    journalId: known.journalId,
    text: document.text ?? null,
  }));
}

/** Transfers, adjustments and reversals age by their sign. */
function agingClassOf(type: DocumentType, amountMinor: bigint): ItemRow['agingClass'] {
  const known = documentTypes[type];
  return known.sign === 0 ? (amountMinor > 0n ? 'debit' : 'credit') : known.agingClass;
}

function journalOf(
  document: NewDocument,
  items: readonly ItemRow[],
  known: { id: bigint; company: Company; number: string; companyTotal: bigint; facts: Facts; postingDate: Day },
): NewJournal & { id: bigint } {
  const { glAccount, toCompany } = known.facts;
  const taxMinor = document.taxMinor ?? 0n;
  const taxCompany = toCompany(taxMinor, document.currency, known.postingDate);
  const line = (accountId: bigint, amountMinor: bigint, companyAmountMinor: bigint, itemId: bigint | null = null) => ({
    accountId,
    itemId,
    currency: document.currency,
    amountMinor,
    companyAmountMinor,
  });
  return {
    id: known.id,
    companyId: known.company.id,
    postingDate: known.postingDate,
    documentDate: document.documentDate,
    kind: document.documentType,
    explanation:
      document.explanation ??
      `${document.documentType.replaceAll('_', ' ')} ${known.number} posted on the customer's account.`,
    lines: [
      ...items.map((item) =>
        line(glAccount('receivables_control'), item.amountMinor, item.companyAmountMinor, item.id),
      ),
      line(
        document.contraAccountId ?? glAccount(documentTypes[document.documentType].contra),
        -(document.amountMinor - taxMinor),
        -(known.companyTotal - taxCompany),
      ),
      ...(taxMinor === 0n ? [] : [line(glAccount('tax_payable'), -taxMinor, -taxCompany)]),
    ],
  };
}
