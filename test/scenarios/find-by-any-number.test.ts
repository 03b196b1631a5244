/** Documents and money are found by any number that stands in them, and it is said by which. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, receiveCheck } from '#cash';
import { saveCustomers } from '#customers';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { clearItems, listItems, postDocuments } from '#receivables';
import { openBank } from '#test/bank-days';
import { type Books, must, openBooks } from '#test/books';
import { verifyBankAccount } from '#test/verified-account';
import { searchEverything } from '../../src/modules/operations/queries/search.ts';
import { findItems } from '../../src/modules/receivables/queries/find-items.ts';

const ownAccount = 'DE44500105175407324931';
const payersAccount = 'DE02120300000000202051';

/** A statement with one credit, whose references are those of the customer and of the bank. */
const statement = (sequence: number, day: string, opening: string, closing: string, line: string, text: string) =>
  new TextEncoder().encode(
    [
      `:20:ST${sequence}`,
      `:25:${ownAccount}`,
      `:28C:${sequence}/1`,
      `:60F:C${day}EUR${opening}`,
      `:61:${day}${day.slice(2)}C${line}`,
      `:86:${text}`,
      `:62F:C${day}EUR${closing}`,
      '',
    ].join('\n'),
  );

describe('R33 R67 Anything is found by any number in it', () => {
  let books: Books;
  const find = async (text: string) => {
    const { engine, tenantId, company } = books;
    return (await searchEverything(engine, tenantId, { companyIds: [company.id], text, limit: 6 })).rows;
  };

  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: '2026-02-20T09:00:00Z' });
    const { engine, caller, company, accounts } = books;
    const invoice = (number: string, amountMinor: bigint) => ({
      ...{ accountId: accounts['C1']!, documentType: 'invoice' as const, number, documentDate: '2026-01-10' },
      ...{ currency: 'EUR', amountMinor },
    });
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          { ...invoice('RE-1001', 100_00n), purchaseOrder: 'PO-4500/0815', references: ['LS 77-301', 'Kd 9/2026'] },
          { ...invoice('RE-1002', 200_00n), purchaseOrder: 'PO-4500/0815' },
          // The number of one document is the order of another.
          invoice('4711', 300_00n),
          { ...invoice('RE-1003', 400_00n), purchaseOrder: '4711' },
          invoice('RE-1004', 500_00n),
        ],
      }),
    );
    const bank = await openBank(books, company);
    must(await bank.read('2026-02-09'));
    const read = async (...of: Parameters<typeof statement>): Promise<void> => {
      must(await importBankFile(engine, caller, { name: `${of[1]}.sta`, bytes: statement(...of) }));
    };
    await read(
      ...([2, '260210', '0,00', '77,10', '77,10NTRFEREF-88-21//BK-2026/000917'] as const),
      `166?20SVWZ+Danke?31${payersAccount}?32Quinta do Vale`,
    );
    must(await applyCash(engine, caller, { company, asOf: '2026-02-10', freshSince: '2026-02-10' }));
    // Read, and nothing is posted yet.
    await read(
      ...([3, '260211', '77,10', '110,10', '33,00NTRFNONREF//BK-2026/000918'] as const),
      '166?20SVWZ+Akonto?32Ebner Medizintechnik',
    );
  });
  afterAll(() => books.close());

  it('finds a document by its order, delivery note and the customer’s own reference, however they are written', async () => {
    const order = { kind: 'item', foundBy: { what: 'purchase-order', text: 'PO-4500/0815' } };
    for (const text of ['PO-4500/0815', 'po 4500 08', 'PO4500'])
      expect(await find(text)).toMatchObject([
        { ...order, key: 'RE-1001' },
        { ...order, key: 'RE-1002' },
      ]);
    expect(await find('ls77301')).toMatchObject([{ key: 'RE-1001', foundBy: { what: 'reference', text: 'LS77301' } }]);
    expect(await find('KD 9')).toMatchObject([{ key: 'RE-1001', foundBy: { what: 'reference', text: 'KD92026' } }]);
    // Its own number comes first, and needs no reason.
    expect(await find('4711')).toMatchObject([
      { key: '4711', foundBy: null },
      { key: 'RE-1003', foundBy: { what: 'purchase-order', text: '4711' } },
    ]);
    expect(await find('0815')).toEqual([]);
  });

  it('finds a receipt by the references of the bank and of the payer, and by the account with or without blanks', async () => {
    const receipt = { kind: 'receipt', title: 'Quinta do Vale', amount: '77.10' };
    for (const text of ['BK-2026/000917', 'bk-2026/000917'])
      expect(await find(text)).toMatchObject([
        { ...receipt, foundBy: { what: 'bank-reference', text: 'BK-2026/000917' } },
      ]);
    expect(await find('EREF-88')).toMatchObject([
      { ...receipt, foundBy: { what: 'customer-reference', text: 'EREF-88-21' } },
    ]);
    for (const text of [payersAccount, 'DE02 1203 0000 0000 2020 51', 'de02 1203 0000'])
      expect(await find(text)).toMatchObject([{ ...receipt, foundBy: { what: 'account', text: null } }]);
    // A country and two digits name nobody, and a word is no reference.
    expect(await find('DE02')).toEqual([]);
    expect(await find('EREF')).toEqual([]);
  });

  it('finds a line of the bank of which nothing is posted yet', async () => {
    const line = { kind: 'line', title: 'Ebner Medizintechnik', amount: '33.00', customer: null };
    expect(await find('BK-2026/000918')).toMatchObject([
      { ...line, foundBy: { what: 'bank-reference', text: 'BK-2026/000918' } },
    ]);
    expect(await find('akonto')).toMatchObject([{ ...line, foundBy: null }]);
    expect((await find('BK-2026')).map((one) => one.kind)).toEqual(['line', 'receipt']);
  });

  it('finds a check of the register by the beginning of its number, the very number first', async () => {
    const { engine, caller, company, accounts } = books;
    const check = async (number: string, drawerName: string | null): Promise<void> => {
      must(
        await receiveCheck(engine, caller, {
          ...{
            company,
            number,
            currency: 'EUR',
            amountMinor: 120_00n,
            checkDate: '2026-02-18',
            receivedOn: '2026-02-19',
          },
          ...{ drawerName, drawerAccount: null, accountId: drawerName === null ? accounts['C1']! : null },
          image: undefined,
        }),
      );
    };
    await check('880017', 'Ebner Medizintechnik');
    await check('8800-171', null);
    expect(await find('880017')).toMatchObject([
      { kind: 'check', key: '880017', customer: null, detail: 'Ebner Medizintechnik', amount: '120.00', foundBy: null },
      { kind: 'check', key: '8800-171', customer: 'C1', day: '2026-02-18' },
    ]);
    expect((await find('8800 171')).map((one) => one.key)).toEqual(['8800-171']);
    expect(await find('0017')).toEqual([]);
  });

  it('finds open documents and money by an amount, by what is open and by what it was, whichever sign it has', async () => {
    const { engine, tenantId, company } = books;
    const find = async (text: string, amount: string) =>
      (await searchEverything(engine, tenantId, { companyIds: [company.id], text, amount, limit: 6 })).rows;
    expect(await find('500,00', '500')).toMatchObject([
      { kind: 'item', key: 'RE-1004', amount: '500.00', foundBy: { what: 'amount', text: null } },
    ]);
    expect(await find('77.10', '77.1')).toMatchObject([
      { kind: 'receipt', amount: '77.10', foundBy: { what: 'amount', text: null } },
    ]);
    expect(await find('33', '33')).toMatchObject([{ kind: 'line', foundBy: { what: 'amount', text: null } }]);
    // A number that is meant as one comes before what happens to come to it.
    expect((await find('4711', '4711')).map((one) => one.key)).toEqual(['4711', 'RE-1003']);
    expect(await find('500.01', '500.01')).toEqual([]);
    expect(await find('50.00', '50')).toEqual([]);
    // Part of it is paid: it is found by what is open and by what it was, and the latter is told.
    const {
      posted: [memo],
    } = must(
      await postDocuments(engine, books.caller, {
        company,
        documents: [
          {
            ...{ accountId: books.accounts['C1']!, documentType: 'credit_memo' as const, number: 'GU-1' },
            ...{ documentDate: '2026-02-12', currency: 'EUR', amountMinor: -120_00n },
          },
        ],
      }),
    );
    expect(await find('120', '120')).toMatchObject([{ key: 'GU-1', amount: '-120.00' }]);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{
        id: bigint;
      }>`select id from receivables.v_item where tenant_id = ${tenantId} and number = 'RE-1004'`.execute(db),
    );
    must(
      await clearItems(engine, books.caller, {
        ...{ company, postingDate: '2026-02-12', kind: 'manual', explanation: 'Credited.' },
        allocations: [{ creditItemId: memo!.itemIds[0]!, debitItemId: rows[0]!.id, amountMinor: 120_00n }],
      }),
    );
    expect(await find('380', '380')).toMatchObject([
      { key: 'RE-1004', amount: '380.00', foundBy: { what: 'amount', text: null } },
    ]);
    expect(await find('500', '500')).toMatchObject([
      { key: 'RE-1004', amount: '380.00', foundBy: { what: 'amount', text: '500.00' } },
    ]);
    // What is settled is looked for by its number.
    expect(await find('120', '120')).toEqual([]);
  });

  it('finds a customer by a contact, however the telephone number is written, by tax number and by account', async () => {
    const { engine, caller, company, accounts } = books;
    must(
      await saveCustomers(engine, caller, {
        customers: [
          {
            ...{ number: 'C9', name: 'Weinhaus Roth', country: 'DE', taxNumber: 'DE 811 223 344' },
            accounts: [{ companyId: company.id, paymentTermId: null }],
            contacts: [
              { name: 'Anneliese Kühn', email: 'a.kuehn@roth.example', phone: '+49 (0)30 123 45-67', primary: true },
            ],
          },
        ],
      }),
    );
    const contact = { kind: 'customer', key: 'C9', title: 'Weinhaus Roth' };
    const byContact = { ...contact, foundBy: { what: 'contact', text: 'Anneliese Kühn' } };
    for (const text of [
      'kühn',
      'a.kuehn@roth',
      '0301234567',
      '030/12345-67',
      '1234567',
      '+49 30 1234567',
      '0049301234567',
    ])
      expect(await find(text), text).toMatchObject([byContact]);
    // Another line of the same exchange is somebody else's.
    expect(await find('030 1234568')).toEqual([]);
    for (const text of ['DE811223344', 'de 811 223'])
      expect(await find(text), text).toMatchObject([{ ...contact, foundBy: { what: 'tax-number' } }]);
    // Under its name it is found once, and needs no reason.
    expect(await find('roth')).toMatchObject([{ ...contact, foundBy: null }]);
    await verifyBankAccount(engine, caller, {
      ...{ accountId: accounts['C2']!, account: 'DE89370400440532013000', holderName: 'Customer C2' },
    });
    expect(await find('DE89 3704 0044')).toMatchObject([
      { kind: 'customer', key: 'C2', foundBy: { what: 'own-account', text: null } },
    ]);
  });

  it('searches and filters the open items by references, and tells them', async () => {
    const { engine, tenantId, company } = books;
    const list = async (choice: { search?: string; reference?: string }) =>
      must(
        await listItems(engine, tenantId, {
          ...{ companyIds: [company.id], asOf: '2026-02-20', asKnown: null, basis: 'due', view: 'net' },
          ...{ after: null, limit: 10, sort: 'number', ...choice },
        }),
      ).rows.map(({ number, references }) => ({ number, references }));
    const first = { number: 'RE-1001', references: ['PO-4500/0815', 'LS77301', 'KD92026'] };
    const second = { number: 'RE-1002', references: ['PO-4500/0815'] };
    expect(await list({ reference: 'po 4500' })).toEqual([first, second]);
    expect(await list({ search: 'PO-4500/08' })).toEqual([first, second]);
    expect(await list({ reference: 'LS 77' })).toEqual([first]);
    expect(await list({ reference: 'RE-1004' })).toEqual([]);
    expect((await list({ search: '4711' })).map((one) => one.number)).toEqual(['4711', 'RE-1003']);
    expect((await list({ reference: '4711' })).map((one) => one.number)).toEqual(['RE-1003']);
  });

  it('chooses pasted numbers by the number first, else by the reference', async () => {
    const { engine, tenantId, company } = books;
    const paste = async (...numbers: string[]) => {
      const { found, missing } = await findItems(engine, tenantId, { companyIds: [company.id], numbers });
      return { found: found.map((one) => one.number), missing };
    };
    expect(await paste('4711')).toEqual({ found: ['4711'], missing: [] });
    expect(await paste('LS 77-301', 'RE-1004', 'X-9')).toEqual({ found: ['RE-1004', 'RE-1001'], missing: ['X-9'] });
    // One that is named by its number and by its order is chosen once.
    expect(await paste('RE-1001', 'po-4500/0815')).toEqual({ found: ['RE-1001', 'RE-1002'], missing: [] });
  });

  it('leaves books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
