/** Posts documents on customer accounts: items, journals and entries in one transaction. */
import { createHash } from 'node:crypto';
import {
  type Company,
  type CompanyConverter,
  loadConverter,
  loadPaymentTerms,
  loadReasonCodes,
  type ReasonCode,
} from '#company';
import { type CustomerAccount, lockAccounts } from '#customers';
import { allocate, canonicalJson, type Day, done, laterDay, type Outcome, periodOf, refuse, textKey } from '#kernel';
import {
  type AccountPurpose,
  accountPurposes,
  accountsByPurpose,
  lockPeriods,
  type NewJournal,
  takeJournalIds,
} from '#ledger';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import {
  type DocumentType,
  documentTypes,
  type Item,
  type NewDocument,
  notedTypes,
  type PostedDocument,
  specialGlOf,
  type TaxPart,
} from '../model.ts';
import { checkDocument, type PlannedItem, planItems } from '../rules/document.ts';
import { documentLines } from '../rules/journal.ts';
import { checkParty } from '../rules/party.ts';
import { taxOfInstalments } from '../rules/tax.ts';
import { type ItemRow, loadBySourceKeys, loadItems, reduceRequests, takeItemIds } from '../store/items.ts';
import { insertParties } from '../store/parties.ts';
import type { NewItemTax } from '../store/taxes.ts';
import { clearManyIn } from './clear-items.ts';
import { takeDocumentNumbers } from './document-numbers.ts';
import { type DocumentTaxes, planTaxes } from './document-taxes.ts';
import { type ReliefEvent, recordRelief } from './relieve-tax.ts';
import { writePostings } from './write-postings.ts';

/** How many documents one transaction posts at most. */
export const postingChunkSize = 1000;

/**
 * Posts up to 1,000 documents. A document whose source key is posted already comes back as `existing` and changes
 * nothing; the same key with another amount or account is refused. Each document gets a balanced journal
 * (receivables control against revenue, bank …), one item per instalment and its entries. Noted documents get neither
 * journal nor entries. A document that `settles` clears the item it is linked to.
 * Refuses: what `checkDocument`, `planTaxes` and `clearItems` refuse, `receivables.account-unknown`,
 * what `lockPeriods` refuses, `receivables.reason-unknown`, `receivables.reason-account`, `receivables.linked-unknown`,
 * `receivables.other-account`, `company.rate-missing`,
 * `receivables.key-differs`, `receivables.too-many`, what `checkParty` refuses.
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
        // A key stands for the whole of what was sent; without one nobody compares.
        ...(caller.idempotencyKey === undefined ? {} : { sent: digestOf(input.documents) }),
      },
    },
    (tx) => postDocumentsIn(tx, input.company, input.documents),
  );
}

const digestOf = (documents: readonly NewDocument[]): string =>
  createHash('sha256').update(canonicalJson(documents)).digest('hex');

/** The same inside a transaction of an upper module. Accounts and months are locked here if they are not yet. */
export async function postDocumentsIn(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Outcome<{ posted: readonly PostedDocument[] }>> {
  if (documents.length === 0) return done({ posted: [] });
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
  const months = await monthsOf(tx, documents, postingDay);
  // Sent together: the locks in their order, and behind them what is read once they are held.
  const [open, locked, found, facts, ids] = await Promise.all([
    lockPeriods(tx, company.id, months),
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
  for (const document of documents) {
    const party = checkParty(document, accounts.get(document.accountId)!.oneTime);
    if (!party.ok) return party;
  }
  if (!found.ok) return found;
  if (!facts.ok) return facts;
  const fresh = documents.filter((document) => !found.value.has(document));
  const taxes = await planTaxes(tx, company, fresh, facts.value.linked, facts.value.glAccount);
  if (!taxes.ok) return taxes;
  const posted = new Map(found.value);
  const written = await write(tx, company, fresh, accounts, facts.value, taxes.value, ids, postingDay);
  for (const one of written) posted.set(one.document, one.posted);
  await insertParties(
    tx,
    written.map((one) => ({ document: one.document, itemIds: one.posted.itemIds })),
  );
  const settledNow = await settle(tx, company, fresh, posted, postingDay);
  if (!settledNow.ok) return settledNow;
  return done({ posted: documents.map((document) => posted.get(document)!) });
}

/** Ids for journals and items, taken before it is known whether all are needed. */
async function takeIds(tx: Transaction, documents: number) {
  const [journals, items] = await Promise.all([takeJournalIds(tx, documents), takeItemIds(tx, documents)]);
  return { journals, items };
}

/** The months in which documents post, and in which settling ones clear: a later item is cleared on its own day. */
async function monthsOf(
  tx: Transaction,
  documents: readonly NewDocument[],
  postingDay: (document: NewDocument) => Day,
): Promise<string[]> {
  const months = documents.filter((one) => !notedTypes.has(one.documentType)).map((one) => periodOf(postingDay(one)));
  const settling = documents.filter((one) => one.settles && one.linkedItemId);
  if (settling.length === 0) return months;
  const items = await loadItems(tx.db, tx.tenantId, { itemIds: settling.map((one) => one.linkedItemId!) });
  const postedOn = new Map(items.map((item) => [item.id, item.postingDate]));
  return [
    ...months,
    ...settling.map((one) => periodOf(laterDay(postingDay(one), postedOn.get(one.linkedItemId!) ?? postingDay(one)))),
  ];
}

/** Clears what settling documents are linked to, each with its own clearing. */
async function settle(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
  posted: ReadonlyMap<NewDocument, PostedDocument>,
  postingDay: (document: NewDocument) => Day,
): Promise<Outcome<unknown>> {
  return clearManyIn(
    tx,
    company,
    documents
      .filter((document) => document.settles && document.linkedItemId)
      .map((document) => {
        const itemId = posted.get(document)!.itemIds[0]!;
        const [creditItemId, debitItemId] =
          document.amountMinor < 0n ? [itemId, document.linkedItemId!] : [document.linkedItemId!, itemId];
        const amountMinor = document.amountMinor < 0n ? -document.amountMinor : document.amountMinor;
        return {
          allocations: [{ creditItemId, debitItemId, amountMinor }],
          postingDate: postingDay(document),
          kind: document.documentType,
          explanation: document.explanation ?? `${nameOf(document.documentType)} ${posted.get(document)!.number}.`,
          madeByItemId: itemId,
        };
      }),
  );
}

const nameOf = (type: DocumentType): string => type.replaceAll('_', ' ');

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
  readonly linked: ReadonlyMap<bigint, Item>;
  readonly reasons: ReadonlyMap<string, ReasonCode>;
  readonly toCompany: CompanyConverter;
  readonly glAccount: Awaited<ReturnType<typeof accountsByPurpose>>;
}

/** What the documents at hand need to be planned; what none of them uses is not read. */
async function loadFacts(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Outcome<Facts>> {
  const linkedIds = documents.flatMap((document) => (document.linkedItemId ? [document.linkedItemId] : []));
  const reasonCodes = documents.flatMap((document) => (document.reasonCode ? [document.reasonCode] : []));
  const needsTerms = documents.some((document) => document.amountMinor > 0n);
  const [converter, terms, items, reasons, glAccount] = await Promise.all([
    loadConverter(
      tx.db,
      tx.tenantId,
      company,
      documents
        .filter((document) => document.companyAmountMinor === undefined || postsTax(document))
        .map((document) => ({ currency: document.currency, day: document.postingDate ?? document.documentDate })),
    ),
    needsTerms ? loadPaymentTerms(tx.db, tx.tenantId) : [],
    linkedIds.length ? loadItems(tx.db, tx.tenantId, { itemIds: linkedIds }) : [],
    reasonCodes.length ? loadReasonCodes(tx.db, tx.tenantId) : [],
    accountsByPurpose(tx.db, tx.tenantId, company.id),
  ]);
  if (!converter.ok) return converter;
  const linked = new Map(items.map((item) => [item.id, item]));
  const lost = linkedIds.find((id) => linked.get(id)?.companyId !== company.id);
  if (lost !== undefined)
    return refuse(
      'receivables.linked-unknown',
      'The item that a document is linked to does not exist. Nothing was changed.',
      { itemId: lost.toString() },
    );
  const elsewhere = documents.find(
    (document) => document.settles && linked.get(document.linkedItemId!)!.accountId !== document.accountId,
  );
  if (elsewhere)
    return refuse(
      'receivables.other-account',
      'A document settles an item of its own customer account; transfer the item first. Nothing was changed.',
    );
  const unfit = documents.find(
    (document) =>
      document.documentType === 'recovery' && linked.get(document.linkedItemId!)!.documentType !== 'write_off',
  );
  if (unfit)
    return refuse('receivables.not-written-off', 'A recovery names the write-off it is for. Nothing was changed.');
  const unknown = reasonCodes.find((code) => !reasons.some((reason) => reason.code === code));
  if (unknown !== undefined)
    return refuse(
      'receivables.reason-unknown',
      `There is no reason code "${unknown}". Nothing was changed.`,
      { reasonCode: unknown },
      { field: 'reasonCode' },
    );
  const astray = reasons.find(
    ({ code, postsTo }) =>
      postsTo !== null && reasonCodes.includes(code) && !accountPurposes.some((purpose) => purpose === postsTo),
  );
  if (astray)
    return refuse(
      'receivables.reason-account',
      `The reason code ${astray.code} posts to "${astray.postsTo}", which is no purpose of a GL account; set it again. Nothing was changed.`,
      { reasonCode: astray.code, postsTo: astray.postsTo },
      { field: 'reasonCode' },
    );
  return done({
    terms: new Map(terms.map((term) => [term.id, term])),
    linked,
    reasons: new Map(reasons.map((reason) => [reason.code, reason])),
    toCompany: converter.value,
    glAccount,
  });
}

/** Its tax becomes lines of its journal, at the rate of the day. */
const postsTax = (document: NewDocument): boolean =>
  !document.taxElsewhere && ((document.taxMinor ?? 0n) !== 0n || (document.taxes?.length ?? 0) > 0);

const noTaxes: DocumentTaxes = { parts: [], taxMinor: 0n, adjustsItemId: null, stored: false };

/** Numbers the documents that we number. */
async function numberThem(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
): Promise<Map<NewDocument, string>> {
  const ours = documents.filter((document) => document.number == null);
  const taken = await takeDocumentNumbers(
    tx,
    company,
    ours.map((one) => ({ documentType: one.documentType, day: one.postingDate ?? one.documentDate })),
  );
  const numbers = new Map(ours.map((document, index) => [document, taken[index]!]));
  return new Map(documents.map((document) => [document, document.number ?? numbers.get(document)!]));
}

async function write(
  tx: Transaction,
  company: Company,
  documents: readonly NewDocument[],
  accounts: ReadonlyMap<bigint, CustomerAccount>,
  facts: Facts,
  taxesOf: ReadonlyMap<NewDocument, DocumentTaxes>,
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
  const posting = documents.filter((document) => !notedTypes.has(document.documentType));
  const journalIds = new Map(posting.map((document, index) => [document, ids.journals[index]!]));
  // One id a document is there; instalments need more.
  const itemCount = plans.reduce((sum, plan) => sum + plan.items.length, 0);
  const itemIds = [...ids.items, ...(await takeItemIds(tx, Math.max(0, itemCount - ids.items.length)))];
  const journals: (NewJournal & { id: bigint })[] = [];
  const rows: ItemRow[] = [];
  const taxes: NewItemTax[] = [];
  const reliefs: ReliefEvent[] = [];
  const results: { document: NewDocument; posted: PostedDocument }[] = [];
  let taken = 0;
  for (const { document, items } of plans) {
    const number = numbers.get(document)!;
    const tax = taxesOf.get(document) ?? noTaxes;
    const journalId = journalIds.get(document) ?? null;
    const day = postingDay(document);
    const planned = itemRows(document, items, {
      number,
      companyTotal: document.companyAmountMinor ?? facts.toCompany(document.amountMinor, document.currency, day),
      taxMinor: tax.taxMinor,
      ids: itemIds.slice(taken, taken + items.length),
      journalId,
      account: accounts.get(document.accountId)!,
      key:
        document.sourceKey == null && document.number == null
          ? { source: 'dunwell', sourceKey: number }
          : keyOf(document, tx),
      postingDate: day,
    });
    taken += items.length;
    rows.push(...planned);
    if (tax.stored) taxes.push(...taxRows(planned, tax));
    if (journalId !== null)
      journals.push(
        journalOf(document, planned, document.taxElsewhere ? [] : tax.parts, {
          ...{ id: journalId, company, number, facts, day },
        }),
      );
    if (document.documentType === 'write_off' || document.documentType === 'recovery')
      reliefs.push({
        row: planned[0]!,
        taxes: tax.parts,
        linked: document.linkedItemId ? facts.linked.get(document.linkedItemId) : undefined,
        toCompany: (amountMinor) => facts.toCompany(amountMinor, document.currency, day),
      });
    results.push({
      document,
      posted: { sourceKey: planned[0]!.sourceKey, number, itemIds: planned.map((row) => row.id), existing: false },
    });
  }
  await writePostings(tx, { journals, rows, taxes });
  await recordRelief(tx, company, reliefs);
  reduceRequests(
    tx,
    documents.flatMap((one) =>
      one.linkedItemId && facts.linked.get(one.linkedItemId)!.noted ? [one.linkedItemId] : [],
    ),
  );
  tx.count('documents', documents.length);
  for (const type of new Set(documents.map((document) => document.documentType))) {
    tx.count(`documents.${type}`, documents.filter((document) => document.documentType === type).length);
  }
  return results;
}

const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

/** The tax lines of a document's items: each instalment carries its share of each code. */
function taxRows(items: readonly ItemRow[], tax: DocumentTaxes): NewItemTax[] {
  const weights = items.map((item) => magnitude(item.amountMinor));
  return taxOfInstalments(tax.parts, weights).flatMap((parts, index) =>
    parts.map((part) => ({ ...part, itemId: items[index]!.id, adjustsItemId: tax.adjustsItemId })),
  );
}

function itemRows(
  document: NewDocument,
  items: readonly PlannedItem[],
  known: {
    number: string;
    companyTotal: bigint;
    taxMinor: bigint;
    ids: readonly bigint[];
    journalId: bigint | null;
    account: CustomerAccount;
    key: { source: string; sourceKey: string };
    postingDate: Day;
  },
): ItemRow[] {
  const weights = items.map((item) => magnitude(item.amountMinor));
  const companyParts = allocate(known.companyTotal, weights);
  const taxParts = allocate(known.taxMinor, weights);
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
    clearedAtOnce: document.clearedAtOnce ?? false,
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
    specialGl: document.specialGl === undefined ? (specialGlOf[document.documentType] ?? null) : document.specialGl,
    noted: notedTypes.has(document.documentType),
    reasonCode: document.reasonCode ?? null,
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

/** The account a reason posts to, where it has one; else the document type's own. */
function contraOf(document: NewDocument, facts: Facts): bigint | null {
  if (document.contraAccountId != null) return document.contraAccountId;
  const purpose = document.reasonCode ? facts.reasons.get(document.reasonCode)?.postsTo : null;
  const known = accountPurposes.find((one): one is AccountPurpose => one === purpose);
  return known ? facts.glAccount(known) : null;
}

function journalOf(
  document: NewDocument,
  items: readonly ItemRow[],
  taxes: readonly TaxPart[],
  known: { id: bigint; company: Company; number: string; facts: Facts; day: Day },
): NewJournal & { id: bigint } {
  const { glAccount, toCompany } = known.facts;
  return {
    id: known.id,
    companyId: known.company.id,
    postingDate: known.day,
    documentDate: document.documentDate,
    kind: document.documentType,
    explanation:
      document.explanation ?? `${nameOf(document.documentType)} ${known.number} posted on the customer's account.`,
    lines: documentLines({ ...document, contraAccountId: contraOf(document, known.facts) }, items, taxes, {
      glAccount,
      toCompany: (amountMinor) => toCompany(amountMinor, document.currency, known.day),
    }),
  };
}
