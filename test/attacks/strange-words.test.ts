/**
 * Words that every object of the program knows (`constructor`, `toString`, `__proto__`), as columns, cells, names and members of
 * what people bring: a strange word is a word like others, unknown where it is not declared, and never taken for something known.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { parseBankMapping, parseMapping, readBankFile, readRemittance, readSettlement } from '#formats';
import {
  builtInErpMappings,
  importCustomers,
  importItems,
  importPayables,
  inspectFile,
  loadErpFile,
  parseErpMapping,
  parseManifest,
  parseTotals,
  saveTableMapping,
} from '#integrations';
import type { Outcome } from '#kernel';
import { runQuery, sql } from '#platform';
import { sampleX12820 } from '../../src/formats/remittance/samples.ts';
import { type Books, must, openBooks } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, type SapItem } from '../sap-list.ts';

const strange = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const code = (outcome: Outcome<unknown>): string => (outcome.ok ? 'taken' : outcome.refusal.code);
/** As it comes from a file or a request: `__proto__` is a member like others there. */
const json = (text: string): unknown => JSON.parse(text);

describe('strange words in a table of open items', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 1 });
    must(await setUpTax(books.engine, books.caller));
  });
  afterAll(() => closeVerified(books));
  const bring = (lines: readonly string[], mapping?: unknown) =>
    importItems(books.engine, books.caller, {
      company: books.company,
      fileName: 'items.csv',
      bytes: bytes(`${lines.join('\n')}\n`),
      ...(mapping === undefined ? {} : { mapping }),
    });
  const head = 'customer,number,documentDate,amount';
  /** What came of one row with a strange word in one more column. */
  const rowWith = async (column: string, word: string): Promise<string[]> => {
    const lines = [`${head},${column}`, `C1,RE-${column}-${word},2026-01-02,10.00,${word}`];
    return must(await bring(lines)).bad.map((one) => `${one.code} at ${one.column}`);
  };

  it.each(strange)('"%s" is no type, currency, account, tax code, reason or document', async (word) => {
    expect(await rowWith('type', word)).toEqual(['items.type-unknown at type']);
    expect(await rowWith('currency', word)).toEqual(['table.currency-unknown at currency']);
    expect(await rowWith('specialGl', word)).toEqual(['items.special-gl-unknown at specialGl']);
    expect(await rowWith('taxCode', word)).toEqual(['items.tax-code-unknown at taxCode']);
    expect(await rowWith('reasonCode', word)).toEqual(['items.reason-unknown at reasonCode']);
    expect(await rowWith('linkedDocument', word)).toEqual(['items.linked-unknown at linkedDocument']);
    const both = [`${head},type,specialGl`, `C1,RE-BOTH-${word},2026-01-02,10.00,invoice,${word}`];
    expect(must(await bring(both)).bad.map((one) => one.code)).toEqual(['items.special-gl-unknown']);
  });

  it.each(strange)('"%s" is nobody as a customer, and a number like others', async (word) => {
    const lines = [head, `${word},RE-OF-${word},2026-01-02,10.00`, `C1,${word},2026-01-02,10.00`];
    const first = must(await bring(lines));
    expect([first.imported, first.bad.map((one) => one.code)]).toEqual([1, ['items.customer-unknown']]);
    expect(must(await bring(lines)).known).toBe(1);
  });

  it.each(strange)('"%s" as a column of the file is passed over, and mapped it is read', async (word) => {
    const lines = [`${head},${word}`, `C1,RE-COLUMN-${word},2026-01-02,10.00,told`];
    const columns = {
      customer: 'customer',
      number: 'number',
      documentDate: 'documentDate',
      amount: 'amount',
      text: word,
    };
    expect(must(await bring(lines, { name: word, kind: 'items', columns })).imported).toBe(1);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ text: string }>`
        select text from receivables.v_item where tenant_id = ${books.tenantId} and number = ${`RE-COLUMN-${word}`}`.execute(
        db,
      ),
    );
    expect(rows).toEqual([{ text: 'told' }]);
    const absent = { ...columns, text: `${word} gone` };
    expect(code(await bring(lines, { name: 'm', kind: 'items', columns: absent }))).toBe('table.mapping-column');
  });

  it.each(strange)('"%s" is no field of a mapping, and no meaning of a cell that it does not name', async (word) => {
    const fields = `"customer":"customer","number":"number","documentDate":"documentDate","amount":"amount"`;
    const lines = [`${head},kind`, `C1,RE-MEANS-${word},2026-01-02,10.00,${word}`];
    const field = json(`{"name":"m","kind":"items","columns":{${fields},"${word}":"kind"}}`);
    expect(code(await bring(lines, field))).toMatch(/^table\.mapping-(field|malformed)$/);
    expect(code(await saveTableMapping(books.engine, books.caller, { mapping: field }))).not.toBe('taken');
    const means = json(
      `{"name":"m","kind":"items","columns":{${fields},"type":{"column":"kind","values":{"RV":"invoice"}}}}`,
    );
    expect(must(await bring(lines, means)).bad.map((one) => [one.code, one.value])).toEqual([
      ['table.value-unknown', word],
    ]);
  });

  it('a word that no object keeps is refused in a mapping, not dropped', () => {
    for (const text of [
      '{"name":"m","kind":"items","columns":{"__proto__":"a"}}',
      '{"name":"m","kind":"items","columns":{"type":{"column":"a","values":{"__proto__":"invoice"}}}}',
      '{"__proto__":{"name":"m"},"kind":"items","name":"m","columns":{}}',
    ])
      expect(code(parseMapping(json(text)))).toBe('table.mapping-malformed');
  });

  it('what is proposed for a file with strange columns is only what is there', () => {
    const header = [...strange, 'Invoice', 'Amount'].join(',');
    const inspected = must(inspectFile('items.csv', bytes(`${header}\n${'x,'.repeat(7)}1.00\n`), [], []));
    expect(inspected.guess.items).toEqual({ number: 'Invoice', amount: 'Amount' });
  });
});

describe('strange words in a table of customers and of payables', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 1 });
  });
  afterAll(() => closeVerified(books));
  const bring = (lines: readonly string[]) =>
    importCustomers(books.engine, books.caller, {
      ...{ company: books.company, fileName: 'customers.csv', bytes: bytes(`${lines.join('\n')}\n`) },
    });

  it.each(strange)('"%s" is no country, category, term, portfolio, zone or parent', async (word) => {
    const columns = ['country', 'category', 'language', 'timeZone', 'term', 'portfolio', 'parent'];
    for (const column of columns) {
      const lines =
        column === 'country'
          ? ['number,name,country', `S-1,Strange,${word}`]
          : [`number,name,country,${column}`, `S-1,Strange,DE,${word}`];
      const { imported, bad } = must(await bring(lines));
      expect([imported, bad.map((one) => one.column)]).toEqual([0, [column]]);
    }
  });

  it('are numbers and names like others, and parents of one another', async () => {
    const lines = [
      'number,name,country,parent',
      ...strange.map((word, index) => `${word},${word},DE,${index === 0 ? '' : strange[0]}`),
    ];
    expect(must(await bring(lines))).toMatchObject({ imported: strange.length, bad: [] });
    expect(must(await bring(lines))).toMatchObject({ imported: strange.length, bad: [] });
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ count: bigint }>`
        select count(*) as count from customers.v_account where tenant_id = ${books.tenantId} and number = any(${strange}::text[])`.execute(
        db,
      ),
    );
    expect(rows[0]!.count).toBe(BigInt(strange.length));
  });

  it('are vendors and numbers of payables like others, and no currency', async () => {
    const head = 'vendorNumber,vendorName,number,documentDate,amount,currency';
    const payables = (currency: string) =>
      importPayables(books.engine, books.caller, {
        ...{ company: books.company, fileName: 'payables.csv' },
        bytes: bytes(
          `${head}\n${strange.map((word) => `${word},${word},${word},2026-01-02,5.00,${currency || word}`).join('\n')}\n`,
        ),
      });
    expect(must(await payables(''))).toMatchObject({ imported: 0, bad: { length: strange.length } });
    expect(must(await payables('EUR'))).toMatchObject({ imported: strange.length, bad: [] });
    expect(must(await payables('EUR'))).toMatchObject({ imported: 0, known: strange.length });
  });
});

describe('strange words in a list of an ERP', () => {
  let books: Books;
  let company: Company;
  beforeAll(async () => {
    ({ books, company } = await openMirroredBooks(1));
    must(await setUpTax(books.engine, books.caller));
  });
  afterAll(() => closeVerified(books));
  const sap = builtInErpMappings.get('sap-line-items') as { columns: Record<string, unknown> };
  const load = (item: Partial<SapItem>) =>
    loadSapList(books, company, '2026-01-05', [{ number: '1', amount: '10.00', ...item }], { kind: 'delta' });

  it.each(strange)(
    '"%s" is no customer, indicator or side; a block, a link or a tax code that nobody knows changes nothing',
    async (word) => {
      expect(must(await load({ customer: word })).bad.map((one) => one.code)).toEqual(['erp.customer-unknown']);
      expect(must(await load({ indicator: word })).bad.map((one) => one.code)).toEqual(['erp.special-gl-unknown']);
      expect(must(await load({ type: word })).bad.map((one) => one.code)).toEqual(['table.value-unknown']);
      const taken = must(await load({ number: word, belongsTo: word, taxCode: word, assignment: word }));
      expect([taken.bad, taken.changed]).toEqual([[], 1]);
    },
  );

  it.each(strange)('"%s" is no document type, where the mapping takes the column as it is', async (word) => {
    const mapping = { ...sap, columns: { ...sap.columns, type: 'Document Type' }, declares: { withoutTotals: true } };
    const { bad } = must(
      await loadErpFile(books.engine, books.caller, {
        ...{ company, fileName: 'types.csv', mapping: { ...mapping, delimiter: ';' }, check: true },
        bytes: bytes(
          [
            'Company Code;Customer;Document Number;Fiscal Year;Line Item;Document Type;Document Date;Posting Date;Net Due Date;Debit/Credit Ind.;Document Currency;Amount in Doc. Curr.;Amount in Local Currency;Special G/L Ind.;Dunning Block;Clearing Document;Clearing Date;Assignment;Invoice Reference;Year of Inv. Ref.;Line of Inv. Ref.;Tax Amount;Tax Code',
            `1000;C1;77;2026;1;${word};2026-01-02;2026-01-02;2026-02-01;S;EUR;10.00;10.00;;;;;;;;;;`,
          ].join('\n'),
        ),
        declared: { kind: 'delta', scope: '1000', keyDate: '2026-01-05' },
      }),
    );
    expect(bad.map((one) => [one.code, one.column])).toEqual([['erp.type-unknown', 'Document Type']]);
  });

  it.each(strange)('"%s" is no member of a mapping or a manifest, and no currency or account of a total', (word) => {
    expect(code(parseErpMapping(json(JSON.stringify(sap).replace('{', `{"${word}":"x",`))))).toBe(
      'erp.mapping-malformed',
    );
    const account = json(`{"controlBalance":{"${word}":"1.00"}}`);
    expect(code(parseManifest(account, 'm.json'))).toBe('erp.manifest-malformed');
    expect(code(parseTotals(`${word}=1.00`))).toBe('erp.manifest-malformed');
  });

  it.each(strange)('a total in "%s" is refused, and so is a mapping of that name in a manifest', async (word) => {
    const manifest = parseManifest(
      json(`{"kind":"delta","scope":"1000","keyDate":"2026-01-05","total":{"${word}":"1.00"}}`),
      'm.json',
    );
    const refused = manifest.ok
      ? await loadSapList(books, company, '2026-01-05', [{ number: '9', amount: '1.00' }], manifest.value)
      : manifest;
    expect(code(refused)).toBe('erp.manifest-malformed');
    expect(builtInErpMappings.get(word)).toBeUndefined();
  });
});

describe('strange words in what payers, banks and services send', () => {
  it.each(strange)('"%s" is no transaction set of X12', async (word) => {
    const read = await readRemittance(bytes(sampleX12820.replace('ST*820', `ST*${word}`)));
    expect(code(read)).toBe('x12.not-remittance');
  });

  it.each(strange)('"%s" is no kind of row in the report of a service', (word) => {
    const read = must(
      readSettlement(bytes(`settlement,type,reference,gross\nP-1,${word},R-1,10.00\n`), {
        ...{ fileName: 'report.csv', currency: 'EUR' },
      }),
    );
    expect(read.settlements[0]!.lines.map((line) => [line.kind, line.memo])).toEqual([['other', word]]);
  });

  it.each(strange)('"%s" bears no charges in a statement', (word) => {
    const read = readBankFile(
      bytes(
        `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>A</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><Chrgs><Rcrd><Amt Ccy="EUR">1.00</Amt><Br>${word}</Br></Rcrd></Chrgs></Ntry></Stmt></BkToCstmrStmt></Document>`,
      ),
    );
    const entry = read.ok ? read.value.statements[0]!.entries[0]! : undefined;
    expect(
      JSON.stringify(entry?.charges ?? null, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).toBe('{"amountMinor":"100","currency":"EUR","bearer":null}');
  });

  it.each(strange)('"%s" is a column of a bank table only where the table has it', (word) => {
    const mapping = must(
      parseBankMapping({
        name: word,
        account: 'DE89370400440532013000',
        currency: 'EUR',
        columns: { bookingDate: 'Day', amount: word },
      }),
    );
    const read = (header: string) =>
      readBankFile(bytes(`Day;${header}\n2026-02-10;1,00\n2026-02-11;2,00\n`), { mapping } as never);
    expect(code(read('Sum'))).not.toBe('taken');
  });
});
