/** A statement that was read before returns told who had paid, and one of the same days read after: each line is there once. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importBankFile } from '#cash';
import { type Books, must, openBooks } from '#test/books';
import { openHouseBank } from '#test/house-bank';
import { houseBank } from '#test/mt940-day';

const iban = (id: string): string => `<Id><IBAN>${id}</IBAN></Id>`;

/** A returned direct debit as the bank books it: no reference of the bank's own, the customer is the debtor still. */
const returned = (debtor: string, amount = '100.00'): string =>
  [
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt>`,
    `<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>${debtor}</Nm></Dbtr><DbtrAcct>${iban(`DE00${debtor}`)}</DbtrAcct>`,
    `<Cdtr><Nm>Ourselves</Nm></Cdtr><CdtrAcct>${iban(houseBank)}</CdtrAcct></RltdPties>`,
    '<RmtInf><Ustrd>Retoure SEPA Lastschrift</Ustrd></RmtInf><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>',
  ].join('');
/** Money out to ourselves with the same words, which is no return: its key of today is the former one of a return. */
const namesake =
  `<Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><NtryDtls><TxDtls>` +
  `<RltdPties><Cdtr><Nm>Ourselves</Nm></Cdtr><CdtrAcct>${iban(houseBank)}</CdtrAcct></RltdPties>` +
  '<RmtInf><Ustrd>Retoure SEPA Lastschrift</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>';

let statements = 0;
const camt = (...entries: string[]) => {
  statements += 1;
  const text = [
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>',
    `<Stmt><Id>S${statements}</Id><Acct>${iban(houseBank)}<Ccy>EUR</Ccy></Acct>`,
    `${entries.join('')}</Stmt></BkToCstmrStmt></Document>`,
  ].join('');
  return { name: `${statements}.xml`, bytes: new TextEncoder().encode(text) };
};

describe('R33 A returned payment that was read before the program knew who had paid', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
    await openHouseBank(books);
  });
  afterAll(() => books.close());

  const imported = async (file: ReturnType<typeof camt>) => {
    const { linesNew, linesKnown, linesHeld } = must(await importBankFile(books.engine, books.caller, file));
    return { linesNew, linesKnown, linesHeld };
  };
  const owner = async (statement: string): Promise<pg.QueryResult> => {
    const client = new pg.Client({ connectionString: books.ownerUrl });
    await client.connect();
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };
  /** Puts the lines as the program of yesterday kept them: by the creditor, which is ourselves, numbered by that key. */
  const asKeptBefore = () =>
    owner(`
      with former as (
        select id, regexp_replace(identity_key, 'DE00[A-Z0-9]+RETOURE', '${houseBank}RETOURE') as key from cash.bank_line
      ), numbered as (
        select id, key, row_number() over (partition by key order by id) as occurrence from former
      )
      update cash.bank_line l set identity_key = n.key, occurrence = n.occurrence, counterparty_name = 'Ourselves',
        counterparty_account = '${houseBank}'
      from numbered n where n.id = l.id`);
  const lines = async (): Promise<string[]> => {
    const { rows } = await owner(
      'select counterparty_account as account, amount_minor from cash.bank_line order by id',
    );
    return rows.map((row) => `${row.account} ${row.amount_minor}`);
  };
  const cleared = () => owner('delete from cash.bank_line');

  it('is the same line when its days are read again, and those that come with it are new', async () => {
    expect(await imported(camt(returned('ALFA')))).toEqual({ linesNew: 1, linesKnown: 0, linesHeld: 0 });
    await asKeptBefore();
    expect(await lines()).toEqual([`${houseBank} -10000`]);
    // The day grew: the bank sends it again.
    expect(await imported(camt(returned('ALFA'), returned('BETA', '70.00')))).toEqual({
      linesNew: 1,
      linesKnown: 1,
      linesHeld: 0,
    });
    expect(await lines()).toEqual([`${houseBank} -10000`, 'DE00BETA -7000']);
    expect(await imported(camt(returned('BETA', '70.00'), returned('ALFA')))).toMatchObject({ linesNew: 0 });
    await cleared();
  });

  it('counts two of one amount and text, in whatever order they come again, and takes a third as new', async () => {
    await imported(camt(returned('ALFA'), returned('BETA')));
    await asKeptBefore();
    expect(await imported(camt(returned('BETA'), returned('ALFA')))).toEqual({
      linesNew: 0,
      linesKnown: 2,
      linesHeld: 0,
    });
    expect(await imported(camt(returned('BETA'), returned('GAMMA'), returned('ALFA')))).toMatchObject({ linesNew: 1 });
    expect(await imported(camt(returned('GAMMA'), returned('ALFA'), returned('BETA')))).toMatchObject({ linesNew: 0 });
    expect(await lines()).toHaveLength(3);
    await cleared();
  });

  it('loses no return beside another line that has its former key today', async () => {
    await imported(camt(namesake));
    expect(await imported(camt(returned('ALFA'), namesake))).toMatchObject({ linesNew: 1, linesKnown: 1 });
    expect(await lines()).toEqual([`${houseBank} -10000`, 'DE00ALFA -10000']);
    expect(await imported(camt(namesake, returned('ALFA'), namesake))).toMatchObject({ linesNew: 1, linesKnown: 2 });
    await cleared();
  });
});
