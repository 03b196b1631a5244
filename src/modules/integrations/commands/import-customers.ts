/** Imports customers from a table: good rows are saved, bad rows come back with their reasons. */
import { type Company, loadPaymentTerms } from '#company';
import {
  type CustomerRecord,
  customerCategories,
  isCountry,
  isTimeZone,
  loadCustomerKeys,
  saveCustomers,
} from '#customers';
import type { BadRow, MappedRow } from '#formats';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, failpoint, refreshStatistics, runQuery, type Sql } from '#platform';
import { customerFields } from '../fields.ts';
import { badRow, readMapped, resultOf, type TableImportResult, type TableInput } from '../table-import.ts';

const chunkSize = 1000;

/**
 * Imports customers of a company by their number: a known number is changed, an unknown one made; a second import of the
 * same file makes nothing twice. Parents may stand in the same file, anywhere. Refuses what the reader of tables refuses.
 */
export async function importCustomers(
  engine: Engine,
  caller: Caller,
  input: TableInput & { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<TableImportResult>> {
  const read = readMapped(input, 'customers', customerFields);
  if (!read.ok) return read;
  const { table, good } = read.value;
  const { records, bad } = await runQuery(engine, caller.tenantId, (db) =>
    judge(db, caller.tenantId, input.company, good),
  );
  const inOrder = parentsFirst(records);
  let imported = 0;
  if (!input.check) {
    for (let from = 0; from < inOrder.length; from += chunkSize) {
      const chunk = inOrder.slice(from, from + chunkSize);
      const outcome = await saveCustomers(
        engine,
        { ...caller, source: input.source ?? input.fileName },
        { customers: chunk, reason: `Imported from ${input.fileName}.` },
      );
      if (!outcome.ok)
        return { ok: false, refusal: { ...outcome.refusal, details: { ...outcome.refusal.details, imported } } };
      imported += chunk.length;
      input.onProgress?.(imported, inOrder.length);
      failpoint('import.between-chunks');
    }
    await refreshStatistics(engine);
  }
  return done(
    resultOf(input, table, { imported: input.check ? inOrder.length : imported, known: 0 }, [
      ...read.value.bad,
      ...bad,
    ]),
  );
}

interface Known {
  readonly company: Company;
  readonly terms: ReadonlyMap<string, bigint>;
  readonly portfolios: ReadonlyMap<string, bigint>;
  /** Numbers in the file and in the master. */
  readonly numbers: ReadonlySet<string>;
}

async function judge(
  db: Sql,
  tenantId: bigint,
  company: Company,
  rows: readonly MappedRow[],
): Promise<{ records: CustomerRecord[]; bad: BadRow[] }> {
  const keys = await loadCustomerKeys(db, tenantId);
  const known: Known = {
    company,
    terms: new Map((await loadPaymentTerms(db, tenantId)).map((term) => [term.code, term.id])),
    portfolios: keys.portfolios,
    numbers: new Set([...keys.numbers, ...rows.map((row) => row.values['number']!)]),
  };
  const records: CustomerRecord[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const number = row.values['number']!;
    const fault = seen.has(number)
      ? badRow(row, 'number', 'customers.twice', `${number} stands twice in this file; only the first was taken.`)
      : faultOf(row, known);
    seen.add(number);
    if (fault) bad.push(fault);
    else records.push(recordOf(row, known));
  }
  // A child whose parent turned out bad has no parent either.
  const taken = new Set([...keys.numbers, ...records.map((record) => record.number)]);
  const orphans = new Set(
    records.filter((record) => record.parentNumber && !taken.has(record.parentNumber)).map((record) => record.number),
  );
  for (const row of rows) {
    if (orphans.has(row.values['number']!))
      bad.push(
        badRow(row, 'parent', 'customers.parent-bad', `The parent "${row.values['parent']}" is a bad row itself.`),
      );
  }
  return { records: records.filter((record) => !orphans.has(record.number)), bad };
}

function faultOf(row: MappedRow, known: Known): BadRow | null {
  const value = (field: string): string => row.values[field] ?? '';
  const bad = (field: string, code: string, reason: string): BadRow => badRow(row, field, code, reason);
  if (!isCountry(value('country').toUpperCase()))
    return bad(
      'country',
      'customers.country-unknown',
      `"${value('country')}" is not an ISO 3166 country code of two letters.`,
    );
  if (value('category') && !(customerCategories as readonly string[]).includes(value('category')))
    return bad(
      'category',
      'customers.category-unknown',
      `"${value('category')}" is none of ${customerCategories.join(', ')}.`,
    );
  if (value('language') && !/^[a-z]{2}$/i.test(value('language')))
    return bad('language', 'customers.language', `"${value('language')}" is not a language code of two letters.`);
  if (value('timeZone') && !isTimeZone(value('timeZone')))
    return bad('timeZone', 'customers.time-zone', `"${value('timeZone')}" is not an IANA time zone.`);
  if (value('term') && !known.terms.has(value('term')))
    return bad('term', 'customers.term-unknown', `There is no payment term "${value('term')}".`);
  if (value('portfolio') && !known.portfolios.has(value('portfolio')))
    return bad('portfolio', 'customers.portfolio-unknown', `There is no portfolio "${value('portfolio')}".`);
  if (value('parent') && !known.numbers.has(value('parent')))
    return bad('parent', 'customers.parent-unknown', `There is no customer "${value('parent')}".`);
  if (value('parent') === value('number'))
    return bad('parent', 'customers.parent-itself', 'A customer cannot be its own parent.');
  if (value('contactEmail') && !/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(value('contactEmail')))
    return bad('contactEmail', 'customers.email', `"${value('contactEmail')}" is not an e-mail address.`);
  return null;
}

function recordOf(row: MappedRow, known: Known): CustomerRecord {
  const value = (field: string): string | undefined => row.values[field] || undefined;
  const list = (field: string): string[] =>
    (value(field) ?? '')
      .split(/[;|]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const country = value('country')!.toUpperCase();
  const hasContact = value('contactName') ?? value('contactEmail') ?? value('contactPhone');
  return {
    number: value('number')!,
    name: value('name')!,
    country,
    source: 'import',
    parentNumber: value('parent') ?? null,
    ...(value('category') ? { category: value('category') as NonNullable<CustomerRecord['category']> } : {}),
    ...(value('oneTime') === 'true' ? { oneTime: true } : {}),
    ...(value('language') ? { language: value('language')!.toLowerCase() } : {}),
    ...(value('timeZone') ? { timeZone: value('timeZone')! } : {}),
    ...(value('taxNumber') ? { taxNumber: value('taxNumber')! } : {}),
    accounts: [
      {
        companyId: known.company.id,
        paymentTermId: known.terms.get(value('term') ?? '') ?? null,
        portfolioId: known.portfolios.get(value('portfolio') ?? '') ?? null,
        ...(value('dunningProcedure') ? { dunningProcedure: value('dunningProcedure')! } : {}),
        ...(value('directDebit') ? { directDebit: value('directDebit') === 'true' } : {}),
      },
    ],
    contacts: hasContact
      ? [
          {
            name: value('contactName') ?? value('name')!,
            email: value('contactEmail') ?? null,
            phone: value('contactPhone') ?? null,
            primary: true,
          },
        ]
      : [],
    addresses:
      value('street') || value('city')
        ? [
            {
              lines: value('street') ?? '',
              postalCode: value('postalCode') ?? null,
              city: value('city') ?? null,
              country,
            },
          ]
        : [],
    payerAccounts: list('payerAccounts'),
    payerNames: list('payerNames'),
  };
}

/** Parents before their children, else in the file's order: a chunk may name only parents that are saved. */
function parentsFirst(records: readonly CustomerRecord[]): CustomerRecord[] {
  const byNumber = new Map(records.map((record) => [record.number, record]));
  const placed = new Set<string>();
  const ordered: CustomerRecord[] = [];
  const place = (record: CustomerRecord, path: ReadonlySet<string>): void => {
    if (placed.has(record.number)) return;
    const parent = record.parentNumber ? byNumber.get(record.parentNumber) : undefined;
    if (parent && !path.has(parent.number)) place(parent, new Set([...path, record.number]));
    placed.add(record.number);
    ordered.push(record);
  };
  for (const record of records) place(record, new Set([record.number]));
  return ordered;
}
