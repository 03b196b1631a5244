/**
 * Imports open items from a table: good rows are posted, bad rows come back with their reasons. A credit that a person brings
 * takes the authority that posting it by hand takes; what another system sends by itself is mirrored as it is.
 */
import {
  type Company,
  loadConverter,
  loadReasonCodes,
  loadTaxCodes,
  type TaxCode,
  type TaxFacts,
  taxFacts,
} from '#company';
import { isCountry, loadPostingAccounts, type PostingAccount } from '#customers';
import { amountField, type BadRow, type MappedRow } from '#formats';
import { type Day, done, type Outcome, periodOf, refuse, sign, textKey } from '#kernel';
import { closedMonths } from '#ledger';
import {
  type Caller,
  type Engine,
  failpoint,
  refreshStatistics,
  runQuery,
  type Sql,
  sql,
  systemActor,
} from '#platform';
import {
  containedTax,
  type DocumentType,
  documentTypes,
  listKeyOf,
  type NewDocument,
  type OneTimeParty,
  postDocuments,
  postFiledDocument,
  postingChunkSize,
  type SpecialGl,
  specialGlAccounts,
} from '#receivables';
import { itemFields } from '../fields.ts';
import { partyOfRow } from '../party.ts';
import { badRow, readMapped, resultOf, type TableImportResult, type TableInput } from '../table-import.ts';

const importable: readonly DocumentType[] = [
  'invoice',
  'debit_memo',
  'credit_memo',
  'on_account',
  'payment',
  'finance_charge',
  'deduction',
  'down_payment_request',
  'down_payment',
  'bill_of_exchange',
  'retention',
  'withholding_tax',
  'transfer',
  'adjustment',
  'refund',
];

/** What an item with a special GL indicator is when its row tells no type. */
const typeOfSpecialGl: Readonly<Record<string, DocumentType>> = {
  down_payment: 'down_payment',
  bill: 'bill_of_exchange',
  retention: 'retention',
  withholding_tax: 'withholding_tax',
};

interface Planned {
  readonly row: MappedRow;
  readonly document: NewDocument & { readonly sourceKey: string };
  /** The number of the document that this one is linked to. */
  readonly linkedNumber: string | null;
}

/** What a row is judged by besides itself. */
interface Known {
  readonly accounts: (number: string, day: Day) => PostingAccount | undefined;
  readonly taxes: TaxFacts;
  readonly reasons: ReadonlySet<string>;
}

/**
 * Imports open items of a company. A row is known by its type and number, whether a list brought it or it was made here: the same
 * again changes nothing, the same with another customer, amount or currency is a bad row (`items.differs`); after a reversal it is a new document. Amounts:
 * receivable positive; a credit may be written with either sign. Posted in chunks, each its own transaction; a credit that a
 * person brings is posted by itself, within authority, else its row comes back with the reason. Refuses a
 * company that mirrors its ERP (`items.company-mirrored`) and what the reader of tables refuses.
 */
export async function importItems(
  engine: Engine,
  caller: Caller,
  input: TableInput & { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<TableImportResult>> {
  if (input.company.ledgerMode === 'mirrored')
    return refuse(
      'items.company-mirrored',
      `The documents of ${input.company.code} belong to its ERP; load its list of items instead. Nothing was changed.`,
      { company: input.company.code },
    );
  const read = readMapped(input, 'items', itemFields);
  if (!read.ok) return read;
  const { good } = read.value;
  const { fresh, known, bad } = await runQuery(engine, caller.tenantId, (db) => judge(db, caller, input.company, good));
  const allBad = [...read.value.bad, ...bad];
  const governed = caller.actor.personId === systemActor.personId ? () => false : isCredit;
  let imported = 0;
  if (input.check) {
    const refused = await eachUnlessRefused(engine, caller, input, fresh.filter(governed), new Map());
    allBad.push(...refused);
    return done(resultOf(input, read.value, { imported: fresh.length - refused.length, known }, allBad));
  }
  // What is linked comes after everything that it may be linked to.
  for (const part of [
    fresh.filter((one) => one.linkedNumber === null),
    fresh.filter((one) => one.linkedNumber !== null),
  ]) {
    const linksOf = (rows: readonly Planned[]): Promise<Map<string, bigint>> =>
      runQuery(engine, caller.tenantId, (db) => findLinked(db, caller.tenantId, input.company.id, rows));
    const free = part.filter((one) => !governed(one));
    for (let from = 0; from < free.length; from += postingChunkSize) {
      const chunk = free.slice(from, from + postingChunkSize);
      const links = await linksOf(chunk);
      const outcome = await postDocuments(
        engine,
        { ...caller, source: input.source ?? input.fileName },
        { company: input.company, documents: chunk.map((one) => linkedDocument(one, links)) },
      );
      if (!outcome.ok) {
        return { ok: false, refusal: { ...outcome.refusal, details: { ...outcome.refusal.details, imported } } };
      }
      imported += chunk.length;
      input.onProgress?.(imported, fresh.length);
      failpoint('import.between-chunks');
    }
    const credits = part.filter(governed);
    const refused = await eachUnlessRefused(engine, caller, input, credits, await linksOf(credits));
    allBad.push(...refused);
    imported += credits.length - refused.length;
    input.onProgress?.(imported, fresh.length);
  }
  await refreshStatistics(engine);
  return done(resultOf(input, read.value, { imported, known }, allBad));
}

const isCredit = (one: Planned): boolean => one.document.amountMinor < 0n;

const linkedDocument = (one: Planned, links: ReadonlyMap<string, bigint>): Planned['document'] => ({
  ...one.document,
  linkedItemId: links.get(linkKey(one)) ?? null,
});

/** Posts documents one by one, within authority; with `check` only asks. The rows that were refused, with the reason. */
async function eachUnlessRefused(
  engine: Engine,
  { idempotencyKey: _of, ...caller }: Caller,
  input: TableInput & { readonly company: Company },
  planned: readonly Planned[],
  links: ReadonlyMap<string, bigint>,
): Promise<BadRow[]> {
  const refused: BadRow[] = [];
  for (const one of planned) {
    const outcome = await postFiledDocument(
      engine,
      {
        ...caller,
        source: input.source ?? input.fileName,
        ...(input.check ? { authority: { kind: 'probe', asked: () => undefined } } : {}),
      },
      {
        company: input.company,
        document: linkedDocument(one, links),
        reason: `Imported from ${input.fileName}.`,
      },
    );
    // Asking alone answers by a refusal of its own that nobody else is needed.
    if (outcome.ok || outcome.refusal.code === 'authority.not-needed') continue;
    refused.push(badRow(one.row, 'amount', outcome.refusal.code, outcome.refusal.message));
  }
  return refused;
}

const linkKey = (one: Planned): string => `${one.document.accountId} ${textKey(one.linkedNumber ?? '')}`;

/** The items that rows are linked to, by account and number: the first item of the document. Nothing is read without need. */
async function findLinked(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  planned: readonly Planned[],
): Promise<Map<string, bigint>> {
  const wanted = planned.filter((one) => one.linkedNumber !== null);
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ account_id: bigint; number_key: string; id: bigint }>`
    select account_id, number_key, min(id) as id from receivables.v_item
    where tenant_id = ${tenantId} and company_id = ${companyId} and document_type <> 'reversal'
      and reversed_by is null and number_key = any(${[...new Set(wanted.map((one) => textKey(one.linkedNumber!)))]}::text[])
    group by account_id, number_key`.execute(db);
  return new Map(rows.map((row) => [`${row.account_id} ${row.number_key}`, row.id]));
}

async function judge(
  db: Sql,
  { tenantId, lateReason }: Caller,
  company: Company,
  rows: readonly MappedRow[],
): Promise<{ fresh: Planned[]; known: number; bad: BadRow[] }> {
  const accounts = await loadPostingAccounts(db, tenantId, company.id);
  const bad: BadRow[] = [];
  const planned: Planned[] = [];
  const uses = (field: string): boolean => rows.some((row) => row.values[field]);
  const known: Known = {
    accounts,
    taxes: taxFacts(uses('taxCode') ? await loadTaxCodes(db, tenantId) : [], []),
    reasons: new Set((uses('reasonCode') ? await loadReasonCodes(db, tenantId) : []).map((reason) => reason.code)),
  };
  for (const row of rows) {
    const one = plan(row, company, known);
    if ('reason' in one) bad.push(one);
    else planned.push(one);
  }
  const closed = await closedMonths(
    db,
    tenantId,
    company.id,
    [...new Set(planned.map((one) => periodOf(postingDay(one))))],
    lateReason !== undefined,
  );
  const noRate = await daysWithoutRate(db, tenantId, company, planned);
  const { standing, free } = await loadStanding(
    db,
    tenantId,
    company.id,
    planned.map((one) => one.document.sourceKey),
  );
  const own = await loadOwn(db, tenantId, company.id, planned);
  const links = await findLinked(db, tenantId, company.id, planned);
  const inFile = new Set(
    planned
      .filter((one) => one.linkedNumber === null)
      .map((one) => `${one.document.accountId} ${textKey(one.document.number ?? '')}`),
  );
  const seen = new Set<string>();
  const fresh: Planned[] = [];
  let same = 0;
  for (const one of planned) {
    const { row, document } = one;
    const stored = standing.get(document.sourceKey) ?? own.get(ownKey(document));
    if (seen.has(document.sourceKey))
      bad.push(
        badRow(row, 'number', 'items.twice', `${document.number} stands twice in this file; only the first was taken.`),
      );
    else if (stored) {
      const equal =
        stored.account_id === document.accountId &&
        stored.currency === document.currency &&
        stored.amount === document.amountMinor;
      if (equal) same += 1;
      else
        bad.push(
          badRow(
            row,
            'amount',
            'items.differs',
            `${document.number} is posted already with another customer, currency or amount; a posted document is not changed.`,
          ),
        );
    } else if (closed.has(periodOf(postingDay(one))))
      bad.push(
        badRow(
          row,
          document.postingDate ? 'postingDate' : 'documentDate',
          'items.period-closed',
          `The month ${periodOf(postingDay(one))} is closed.`,
        ),
      );
    else if (noRate.has(`${document.currency} ${postingDay(one)}`))
      bad.push(
        badRow(
          row,
          'currency',
          'items.rate-missing',
          `There is no exchange rate from ${document.currency} to ${company.currency} for ${postingDay(one)}.`,
        ),
      );
    else if (one.linkedNumber !== null && !links.has(linkKey(one)) && !inFile.has(linkKey(one)))
      bad.push(
        badRow(
          row,
          'linkedDocument',
          'items.linked-unknown',
          `The customer has no document "${one.linkedNumber}", here or in this file.`,
        ),
      );
    else
      fresh.push({ ...one, document: { ...document, sourceKey: free.get(document.sourceKey) ?? document.sourceKey } });
    seen.add(document.sourceKey);
  }
  return { fresh, known: same, bad };
}

const postingDay = ({ document }: Planned): Day => document.postingDate ?? document.documentDate;

function plan(row: MappedRow, company: Company, known: Known): Planned | BadRow {
  const { values } = row;
  const account = known.accounts(values['customer']!, values['postingDate'] || values['documentDate']!);
  if (account === undefined)
    return badRow(
      row,
      'customer',
      'items.customer-unknown',
      `There is no customer "${values['customer']}" in company ${company.code}.`,
    );
  const currency = (values['currency'] || company.currency).toUpperCase();
  const amount = amountField(values['amount']!, currency);
  if (!amount.ok)
    return badRow(
      row,
      amount.refusal.code === 'table.currency-unknown' ? 'currency' : 'amount',
      amount.refusal.code,
      amount.refusal.message,
    );
  if (amount.value === 0n) return badRow(row, 'amount', 'items.zero', 'An item of nothing cannot be posted.');
  const tax = amountField(values['tax'] || '0', currency);
  if (!tax.ok) return badRow(row, 'tax', tax.refusal.code, tax.refusal.message);
  const specialGl = values['specialGl'] || null;
  if (specialGl !== null && !Object.hasOwn(specialGlAccounts, specialGl))
    return badRow(
      row,
      'specialGl',
      'items.special-gl-unknown',
      `"${specialGl}" is none of ${Object.keys(specialGlAccounts).join(', ')}; say in the mapping what it means.`,
    );
  const type = (values['type'] ||
    (specialGl === null ? undefined : typeOfSpecialGl[specialGl]) ||
    (amount.value < 0n ? 'credit_memo' : 'invoice')) as DocumentType;
  if (!importable.includes(type))
    return badRow(row, 'type', 'items.type-unknown', `"${type}" is none of ${importable.join(', ')}.`);
  const side = documentTypes[type].sign;
  const credit = side < 0;
  if (side > 0 && amount.value < 0n)
    return badRow(
      row,
      'amount',
      'items.sign',
      `${type.replaceAll('_', ' ')}: the amount is positive; a negative amount is a credit_memo.`,
    );
  const signed = credit && amount.value > 0n ? -amount.value : amount.value;
  const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);
  if (magnitude(tax.value) > magnitude(signed))
    return badRow(row, 'tax', 'items.tax', 'The tax is larger than the amount.');
  const party = partyOf(row, account.oneTime);
  if (party !== null && 'reason' in party) return party;
  const taxMinor = signed < 0n ? -magnitude(tax.value) : tax.value;
  const code = values['taxCode'] || null;
  const taxCode = code === null ? undefined : known.taxes.code(company.country, code, values['documentDate']!);
  if (code !== null && !taxCode)
    return badRow(
      row,
      'taxCode',
      'items.tax-code-unknown',
      `There is no tax code "${code}" of ${company.country} on ${values['documentDate']}.`,
    );
  const reasonCode = values['reasonCode'] || null;
  if (reasonCode !== null && !known.reasons.has(reasonCode))
    return badRow(row, 'reasonCode', 'items.reason-unknown', `There is no reason code "${reasonCode}".`);
  const number = values['number']!;
  return {
    row,
    document: {
      accountId: account.accountId,
      ...(account.branchCustomerId === null ? {} : { branchCustomerId: account.branchCustomerId }),
      ...(party === null ? {} : { party }),
      documentType: type,
      number,
      sourceKey: listKeyOf(type, number),
      documentDate: values['documentDate']!,
      ...(values['postingDate'] ? { postingDate: values['postingDate'] } : {}),
      dueDate: values['dueDate'] || null,
      currency,
      amountMinor: signed,
      ...taxOf(signed, values['tax'] ? taxMinor : null, taxCode),
      ...(specialGl !== null && { specialGl: specialGl as SpecialGl }),
      reasonCode,
      purchaseOrder: values['purchaseOrder'] || null,
      text: values['text'] || null,
      references: (values['references'] ?? '').split(/[\s;,|]+/).filter(Boolean),
    },
    linkedNumber: values['linkedDocument'] || null,
  };
}

/** The tax of a row: by its code where it tells one, worked out from the rate where it tells no tax. */
function taxOf(
  amountMinor: bigint,
  told: bigint | null,
  code: TaxCode | undefined,
): Pick<NewDocument, 'taxes' | 'taxMinor'> {
  if (!code) return told === null ? {} : { taxMinor: told };
  const taxMinor = told ?? containedTax(amountMinor, code.ratePercent);
  return { taxes: [{ code: code.code, baseMinor: amountMinor - taxMinor, taxMinor }] };
}

/** The party of a document on a collective account; null for others. */
function partyOf(row: MappedRow, oneTime: boolean): OneTimeParty | BadRow | null {
  const party = partyOfRow(row.values);
  if (oneTime && !party)
    return badRow(row, 'partyName', 'items.party-missing', 'A document on a collective account names whose it is.');
  if (!oneTime && party)
    return badRow(row, 'partyName', 'items.party-unexpected', 'Only a document on a collective account names a party.');
  if (party && !isCountry(party.country))
    return badRow(row, 'partyCountry', 'items.party-country', `"${party.country}" is not an ISO 3166 country.`);
  return party;
}

interface Stored {
  account_id: bigint;
  currency: string;
  amount: bigint;
}

/**
 * What stands of the documents with these keys. One that was reversed does not stand: its number is free for the document that
 * is right, under a key of its own (`free`).
 */
async function loadStanding(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  keys: readonly string[],
): Promise<{ standing: Map<string, Stored>; free: Map<string, string> }> {
  const standing = new Map<string, Stored>();
  const free = new Map<string, string>();
  let asked = new Map(keys.map((key) => [key, key]));
  for (let nth = 2; asked.size > 0; nth += 1) {
    const { rows } = await sql<Stored & { source_key: string; reversed: boolean }>`
      select source_key, account_id, currency, sum(amount_minor)::bigint as amount, bool_and(reversed_by is not null) as reversed
      from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${companyId} and source = 'import' and source_key = any(${[...asked.keys()]}::text[])
      group by source_key, account_id, currency`.execute(db);
    const next = new Map<string, string>();
    for (const row of rows) {
      const key = asked.get(row.source_key)!;
      if (!row.reversed) standing.set(key, row);
      else next.set(`${key} (${nth})`, key);
    }
    for (const [freeKey, key] of next) free.set(key, freeKey);
    asked = next;
  }
  return { standing, free };
}

const ownKey = ({ documentType, number, amountMinor }: Planned['document']): string =>
  `${documentType} ${sign(amountMinor)} ${textKey(number ?? '')}`;

/**
 * What stands in the books under the type and number of a row and came by no list: a deduction that was made here, what was
 * mirrored before, what was posted by hand when that had its number alone as its key. A list that carries it, such as one that was
 * exported here, tells nothing new. What clears it has its number too, on the other side.
 */
async function loadOwn(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  planned: readonly Planned[],
): Promise<Map<string, Stored>> {
  const keys = [...new Set(planned.map((one) => textKey(one.document.number ?? '')))];
  const { rows } = await sql<Stored & { document_type: DocumentType; number: string }>`
    select document_type, number_key as number, account_id, currency, sum(amount_minor)::bigint as amount
    from receivables.v_item
    where tenant_id = ${tenantId} and company_id = ${companyId} and document_type <> 'reversal'
      and (source in ('dunwell', 'erp') or source = 'import' and source_key = number and document_type <> 'invoice')
      and reversed_by is null and number_key = any(${keys}::text[])
    group by document_type, number_key, account_id, currency, sign(amount_minor)`.execute(db);
  return new Map(
    rows.map((row) => [
      `${row.document_type} ${sign(row.amount)} ${row.number}`,
      { account_id: row.account_id, currency: row.currency, amount: row.amount },
    ]),
  );
}

/** The currency and day pairs that no exchange rate covers. */
async function daysWithoutRate(
  db: Sql,
  tenantId: bigint,
  company: Company,
  planned: readonly Planned[],
): Promise<Set<string>> {
  const foreign = new Map(
    planned
      .filter((one) => one.document.currency !== company.currency)
      .map((one) => [
        `${one.document.currency} ${postingDay(one)}`,
        { currency: one.document.currency, day: postingDay(one) },
      ]),
  );
  const all = await loadConverter(db, tenantId, company, [...foreign.values()]);
  if (all.ok) return new Set();
  const missing = new Set<string>();
  for (const [key, pair] of foreign) if (!(await loadConverter(db, tenantId, company, [pair])).ok) missing.add(key);
  return missing;
}
