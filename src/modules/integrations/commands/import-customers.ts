/** Imports customers from a table: good rows are saved, bad rows come back with their reasons. */
import { type Company, loadPaymentTerms } from '#company';
import {
  type CustomerRecord,
  changeTerms,
  customerCategories,
  findByNumbers,
  isCountry,
  isTimeZone,
  loadAccounts,
  loadCustomerKeys,
  loadFamilies,
  saveCustomers,
} from '#customers';
import type { BadRow, MappedRow } from '#formats';
import { done, isEmail, type Outcome } from '#kernel';
import { type Caller, type Engine, failpoint, refreshStatistics, runQuery, type Sql } from '#platform';
import { customerFields } from '../fields.ts';
import { inOrderOfHeads, judgeHeadOffices } from '../rules/head-offices.ts';
import { badRow, readMapped, resultOf, type TableImportResult, type TableInput } from '../table-import.ts';

const chunkSize = 1000;

/**
 * Imports customers of a company by their number: a known number is changed, an unknown one made; a second import of the
 * same file makes nothing twice. Of a known customer, a column that the file does not have and an empty cell leave what is
 * there; where the mapping `clears` a field, an empty cell takes it away. Other payment terms for a known account take
 * authority as they do by hand: who may not change them alone gets the row back with the reason, and nothing of it is taken.
 * Parents may stand in the same file, anywhere; a family has two levels, and who says otherwise (`judgeHeadOffices`) is a bad
 * row. Refuses what the reader of tables refuses.
 */
export async function importCustomers(
  engine: Engine,
  caller: Caller,
  input: TableInput & { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<TableImportResult>> {
  const read = readMapped(input, 'customers', customerFields);
  if (!read.ok) return read;
  const { good } = read.value;
  const judged = await runQuery(engine, caller.tenantId, (db) => judge(db, caller.tenantId, input.company, good));
  const governed = await changeOtherTerms(engine, caller, input, judged.otherTerms);
  const refused = new Set(governed.map((one) => one.number));
  const bad = [...judged.bad, ...governed.map((one) => one.bad)];
  const inOrder = judged.records.filter((record) => !refused.has(record.number));
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
    resultOf(input, read.value, { imported: input.check ? inOrder.length : imported, known: 0 }, [
      ...read.value.bad,
      ...bad,
    ]),
  );
}

/** A row that gives a known account other payment terms. */
interface OtherTerms {
  readonly row: MappedRow;
  readonly accountId: bigint;
}

/** Changes the terms that the caller may change, each in a command of its own; with `check` only asks. The rows that were refused. */
async function changeOtherTerms(
  engine: Engine,
  { idempotencyKey: _of, ...caller }: Caller,
  input: TableInput,
  wanted: readonly OtherTerms[],
): Promise<{ number: string; bad: BadRow }[]> {
  const refused: { number: string; bad: BadRow }[] = [];
  for (const { row, accountId } of wanted) {
    const outcome = await changeTerms(
      engine,
      input.check ? { ...caller, authority: { kind: 'probe', asked: () => undefined } } : caller,
      { accountId, paymentTerm: row.values['term']!, reason: `Imported from ${input.fileName}.` },
    );
    // Asking alone answers that nobody else is needed by a refusal of its own.
    if (outcome.ok || outcome.refusal.code === 'authority.not-needed') continue;
    refused.push({
      number: row.values['number']!,
      bad: badRow(row, 'term', outcome.refusal.code, outcome.refusal.message),
    });
  }
  return refused;
}

interface Known {
  readonly company: Company;
  readonly terms: ReadonlyMap<string, bigint>;
  readonly portfolios: ReadonlyMap<string, bigint>;
}

async function judge(
  db: Sql,
  tenantId: bigint,
  company: Company,
  rows: readonly MappedRow[],
): Promise<{ records: CustomerRecord[]; otherTerms: OtherTerms[]; bad: BadRow[] }> {
  const keys = await loadCustomerKeys(db, tenantId);
  const known: Known = {
    company,
    terms: new Map((await loadPaymentTerms(db, tenantId)).map((term) => [term.code, term.id])),
    portfolios: keys.portfolios,
  };
  /** A number that was given up means the customer who had it: two rows may be the same one. */
  const current = (number: string): string => keys.numbers.get(number) ?? number;
  const standing = await accountsByNumber(
    db,
    tenantId,
    company,
    rows.flatMap((row) => (row.values['term'] ? [row.values['number']!] : [])),
  );
  const otherTerms: OtherTerms[] = [];
  const bad: BadRow[] = [];
  const seen = new Set<string>();
  const judged: { row: MappedRow; record: CustomerRecord; number: string; head: string | null | undefined }[] = [];
  for (const row of rows) {
    const number = current(row.values['number']!);
    const fault = seen.has(number)
      ? badRow(
          row,
          'number',
          'customers.twice',
          `${row.values['number']} stands twice in this file; only the first was taken.`,
        )
      : faultOf(row, known);
    seen.add(number);
    if (fault) {
      bad.push(fault);
      continue;
    }
    const record = recordOf(row, known, standing.get(row.values['number']!) !== undefined);
    const { parentNumber } = record;
    judged.push({ row, record, number, head: typeof parentNumber === 'string' ? current(parentNumber) : parentNumber });
  }
  const inOrder = inOrderOfHeads(judged);
  const tellsHeads = judged.some((one) => one.head != null);
  const faults = tellsHeads
    ? judgeHeadOffices(
        inOrder,
        { numbers: new Set(keys.numbers.values()), ...(await loadFamilies(db, tenantId, company.id)) },
        { companyCode: company.code, inFile: seen },
      )
    : new Map();
  const records: CustomerRecord[] = [];
  for (const { row, record, number } of inOrder) {
    const fault = faults.get(number);
    if (fault) {
      bad.push(badRow(row, 'parent', fault.code, fault.reason));
      continue;
    }
    records.push(record);
    const account = standing.get(record.number);
    if (account && account.paymentTermId !== known.terms.get(row.values['term']!))
      otherTerms.push({ row, accountId: account.id });
  }
  return { records, otherTerms, bad };
}

/** The accounts in the company that customers have already, by the number that the file says. */
async function accountsByNumber(
  db: Sql,
  tenantId: bigint,
  company: Company,
  numbers: readonly string[],
): Promise<Map<string, { readonly id: bigint; readonly paymentTermId: bigint | null }>> {
  if (numbers.length === 0) return new Map();
  const customers = await findByNumbers(db, tenantId, [...new Set(numbers)]);
  const customerIds = [...customers.values()].map((customer) => customer.id);
  const accounts = new Map(
    (await loadAccounts(db, tenantId, { companyId: company.id, customerIds })).map((one) => [one.customerId, one]),
  );
  return new Map(
    [...customers].flatMap(([number, customer]) => {
      const account = accounts.get(customer.id);
      return account ? [[number, account]] : [];
    }),
  );
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
  if (value('contactEmail') && !isEmail(value('contactEmail')))
    return bad('contactEmail', 'customers.email', `"${value('contactEmail')}" is not an e-mail address.`);
  return null;
}

/** What a row says of a customer: what it does not say is left out, what it takes away is null. */
function recordOf(row: MappedRow, known: Known, standing: boolean): CustomerRecord {
  const value = (field: string): string | undefined => row.values[field] || undefined;
  /** The member of a field, where the row says something about it. */
  const told = <K extends string, V>(key: K, field: string, read: (text: string) => V): { [k in K]?: V | null } =>
    (value(field) !== undefined ? { [key]: read(value(field)!) } : row.cleared(field) ? { [key]: null } : {}) as {
      [k in K]?: V | null;
    };
  const same = (text: string): string => text;
  const list = (field: string): string[] =>
    (value(field) ?? '')
      .split(/[;|]/)
      .map((one) => one.trim())
      .filter(Boolean);
  const country = value('country')!.toUpperCase();
  const says = (...fields: string[]): boolean =>
    fields.some((field) => value(field) !== undefined || row.cleared(field));
  return {
    number: value('number')!,
    name: value('name')!,
    country,
    source: 'import',
    ...told('parentNumber', 'parent', same),
    ...(value('category') ? { category: value('category') as NonNullable<CustomerRecord['category']> } : {}),
    ...(value('oneTime') === 'true' ? { oneTime: true } : {}),
    ...(value('language') ? { language: value('language')!.toLowerCase() } : {}),
    ...(value('timeZone') ? { timeZone: value('timeZone')! } : {}),
    ...told('taxNumber', 'taxNumber', same),
    accounts: [
      {
        companyId: known.company.id,
        // The terms of an account that is there are changed under authority, before.
        ...(standing ? {} : told('paymentTermId', 'term', (code) => known.terms.get(code)!)),
        ...told('portfolioId', 'portfolio', (code) => known.portfolios.get(code)!),
        ...told('dunningProcedure', 'dunningProcedure', same),
        ...(value('directDebit') ? { directDebit: value('directDebit') === 'true' } : {}),
      },
    ],
    contacts: says('contactName', 'contactEmail', 'contactPhone')
      ? [
          {
            name: value('contactName') ?? value('name')!,
            ...told('email', 'contactEmail', same),
            ...told('phone', 'contactPhone', same),
            primary: true,
          },
        ]
      : [],
    addresses: says('street', 'city', 'postalCode')
      ? [
          {
            ...(value('street') ? { lines: value('street')! } : {}),
            ...told('postalCode', 'postalCode', same),
            ...told('city', 'city', same),
            country,
          },
        ]
      : [],
    payerAccounts: list('payerAccounts'),
    payerNames: list('payerNames'),
  };
}
