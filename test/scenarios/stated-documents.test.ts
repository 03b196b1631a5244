/** A payment carries its own remittance: amounts, discounts, reasons and credit notes of the ISO 20022 block reach the posting. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, loadReceipt } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { billAll, openHouseBank } from '../house-bank.ts';
import { houseBank } from '../mt940-day.ts';

let books: Books;
let statements = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 9, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 1_000_00n],
    ['C1', 'RE-1002', 500_00n],
    ['C1', 'RE-1003', 500_00n],
    ['C2', 'RE-2001', 800_00n],
    ['C2', 'RE-2002', 200_00n],
    ['C3', 'RE-3001', 300_00n],
    ['C3', 'RE-3002', 120_00n],
    ['C3', 'RE-3003', 180_00n],
    ['C4', 'RE-4001', 400_00n],
    ['C5', 'RE-5001', 250_00n],
    ['C6', 'RE-6001', 600_00n],
    ['C7', 'RE-7001', 90_00n],
    ['C8', 'RE-8001', 77_00n],
    ['C8', 'RE-8002', 77_00n],
    ['C9', 'RE-9001', 66_00n],
    ['C9', 'RE-9002', 66_00n],
  ]);
  const { engine, caller, company, accounts } = books;
  must(
    await postDocuments(engine, caller, {
      company,
      documents: [
        {
          ...{ accountId: accounts['C2']!, documentType: 'credit_memo' as const, number: 'GS-2003' },
          ...{ documentDate: '2026-01-20', currency: 'EUR', amountMinor: -50_00n },
        },
      ],
    }),
  );
});
afterAll(() => books.close());

const money = (text: string, side = 'CRDT'): string => `<Amt Ccy="EUR">${text}</Amt><CdtDbtInd>${side}</CdtDbtInd>`;
const debtor = (name: string): string => `<RltdPties><Dbtr><Pty><Nm>${name}</Nm></Pty></Dbtr></RltdPties>`;
/** One document of a block: its type, its number, and what is said of it. */
const block = (documents: readonly (readonly [type: string, number: string])[], amounts: string, beside = ''): string =>
  `<Strd>${documents
    .map(
      ([type, number]) =>
        `<RfrdDocInf><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Nb>${number}</Nb><RltdDt>2026-01-10</RltdDt></RfrdDocInf>`,
    )
    .join('')}<RfrdDocAmt>${amounts}</RfrdDocAmt>${beside}</Strd>`;
const payment = (name: string, blocks: string, amount = ''): string =>
  `<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>${amount}${debtor(name)}<RmtInf>${blocks}</RmtInf></TxDtls>`;
const entry = (amount: string, reference: string, details: string): string =>
  `<Ntry>${money(amount)}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-27</Dt></BookgDt><ValDt><Dt>2026-02-27</Dt></ValDt><AcctSvcrRef>${reference}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>${details}</NtryDtls></Ntry>`;

async function receive(entries: string, kind: '053' | '054' = '053') {
  const { engine, caller, company } = books;
  statements += 1;
  const [root, statement] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08"><${root}><GrpHdr><MsgId>S${statements}</MsgId></GrpHdr><${statement}><Id>S${statements}</Id><Acct><Id><IBAN>${houseBank}</IBAN></Id><Ccy>EUR</Ccy></Acct>${entries}</${statement}></${root}></Document>`;
  must(await importBankFile(engine, caller, { name: `S${statements}.xml`, bytes: new TextEncoder().encode(xml) }));
  return must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
}

const open = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  )
    .map((item) => `${item.documentType} ${item.number} ${item.openMinor}`)
    .sort();
const receiptOf = async (amountMinor: bigint) => {
  const { engine, tenantId, company } = books;
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = ${amountMinor}`.execute(db),
  );
  expect(rows.length).toBe(1);
  return (await loadReceipt(engine, tenantId, { companyId: company.id, receiptId: rows[0]!.id, day: '2026-03-02' }))!;
};

describe('R33 A payment that carries its own remittance is applied as its payer says', () => {
  it('what is paid on each document, what was kept back and why: the rest is a deduction with the payer’s reason', async () => {
    const blocks = [
      block(
        [['CINV', 'RE-1001']],
        '<DuePyblAmt Ccy="EUR">1000.00</DuePyblAmt><AdjstmntAmtAndRsn><Amt Ccy="EUR">40.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rsn>damaged goods</Rsn></AdjstmntAmtAndRsn><RmtdAmt Ccy="EUR">960.00</RmtdAmt>',
        '<AddtlRmtInf>two pallets</AddtlRmtInf>',
      ),
      block([['CINV', 'RE-1003']], '<RmtdAmt Ccy="EUR">500.00</RmtdAmt>'),
    ].join('');
    expect(await receive(entry('1460.00', 'B1', payment('Customer C1', blocks)))).toMatchObject({ applied: 1 });
    // Of two invoices of one amount that one is paid which the payer names.
    expect(await open('C1')).toEqual([expect.stringMatching(/^deduction .* 4000$/), 'invoice RE-1002 50000']);
    const receipt = await receiptOf(1_460_00n);
    expect(receipt.explanation).toContain('named in the payer’s remittance advice');
    expect(receipt.stated).toEqual([
      {
        ...{ reference: 'RE-1001', amount: '960.00', discount: null, deduction: '40.00', reason: 'damaged goods' },
        ...{ tax: null, memo: 'two pallets', shares: false },
      },
      {
        ...{ reference: 'RE-1003', amount: '500.00', discount: null, deduction: null, reason: null },
        ...{ tax: null, memo: null, shares: false },
      },
    ]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ reason: string }>`
        select text as reason from receivables.v_item where tenant_id = ${books.tenantId} and document_type = 'deduction'`.execute(
        db,
      ),
    );
    expect(rows[0]!.reason).toContain('damaged goods');
  });

  it('an invoice less the credit note that the payer takes with it', async () => {
    const blocks = block(
      [
        ['CINV', 'RE-2001'],
        ['CREN', 'GS-2003'],
      ],
      '<DuePyblAmt Ccy="EUR">800.00</DuePyblAmt><CdtNoteAmt Ccy="EUR">50.00</CdtNoteAmt><RmtdAmt Ccy="EUR">750.00</RmtdAmt>',
    );
    expect(await receive(entry('750.00', 'B2', payment('Customer C2', blocks)))).toMatchObject({ applied: 1 });
    expect(await open('C2')).toEqual(['invoice RE-2002 20000']);
  });

  it('several documents that share one amount are paid where they are open with it', async () => {
    const blocks = block(
      [
        ['CINV', 'RE-3002'],
        ['CINV', 'RE-3003'],
      ],
      '<RmtdAmt Ccy="EUR">300.00</RmtdAmt>',
    );
    // RE-3001 has the amount of the payment; the payer says that it is not meant.
    expect(await receive(entry('300.00', 'B3', payment('Customer C3', blocks)))).toMatchObject({ applied: 1 });
    expect(await open('C3')).toEqual(['invoice RE-3001 30000']);
  });

  it('what the payer says and the amounts deny is proposed, not posted', async () => {
    const blocks = block([['CINV', 'RE-4001']], '<RmtdAmt Ccy="EUR">390.00</RmtdAmt>');
    expect(await receive(entry('395.00', 'B4', payment('Customer C4', blocks)))).toMatchObject({ applied: 0 });
    expect((await receiptOf(395_00n)).decision).toBe('propose');
    expect(await open('C4')).toContain('invoice RE-4001 40000');
  });

  it('each payment of a batch has its own', async () => {
    const short = block(
      [['CINV', 'RE-5001']],
      '<AdjstmntAmtAndRsn><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rsn>price difference</Rsn></AdjstmntAmtAndRsn><RmtdAmt Ccy="EUR">240.00</RmtdAmt>',
    );
    const whole = block([['CINV', 'RE-6001']], '<RmtdAmt Ccy="EUR">600.00</RmtdAmt>');
    await receive(
      entry(
        '840.00',
        'B5',
        payment('Customer C5', short, money('240.00')) + payment('Customer C6', whole, money('600.00')),
      ),
    );
    expect(await open('C5')).toEqual([expect.stringMatching(/^deduction .* 1000$/)]);
    expect(await open('C6')).toEqual([]);
    expect((await receiptOf(240_00n)).stated).toMatchObject([{ reference: 'RE-5001', deduction: '10.00' }]);
  });

  it('what only the bank’s advice carries explains the line of the statement', async () => {
    const told = block(
      [['CINV', 'RE-7001']],
      '<AdjstmntAmtAndRsn><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rsn>quality</Rsn></AdjstmntAmtAndRsn><RmtdAmt Ccy="EUR">85.00</RmtdAmt>',
    );
    await receive(entry('85.00', 'B7', payment('Customer C7', told)), '054');
    expect(await open('C7')).toEqual(['invoice RE-7001 9000']);
    const silent = `<TxDtls>${debtor('Customer C7')}</TxDtls>`;
    expect(await receive(entry('85.00', 'B7', silent))).toMatchObject({ applied: 1 });
    expect(await open('C7')).toEqual([expect.stringMatching(/^deduction .* 500$/)]);
  });

  it('the text that only the bank’s advice has names the document of the statement’s line', async () => {
    const says = (text: string) =>
      `<TxDtls>${debtor('Customer C8')}<RmtInf>${text === '' ? '' : `<Ustrd>${text}</Ustrd>`}</RmtInf></TxDtls>`;
    await receive(entry('77.00', 'B8', says('Invoice RE-8002 of January')), '054');
    expect(await receive(entry('77.00', 'B8', says('SEPA CREDIT')))).toMatchObject({ applied: 1 });
    expect(await open('C8')).toEqual(['invoice RE-8001 7700']);
  });

  it('but where one reference stands for several payments of one amount, none is told of another', async () => {
    const says = (customer: string, text: string) =>
      `<TxDtls>${debtor(customer)}<RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`;
    const both = entry('66.00', 'B9', says('Customer C9', 'RE-9002')) + entry('66.00', 'B9', says('Nobody', 'other'));
    await receive(both, '054');
    expect(await receive(entry('66.00', 'B9', says('Customer C9', 'SEPA CREDIT')))).toMatchObject({ applied: 0 });
    expect(await open('C9')).toContain('invoice RE-9002 6600');
  });

  it('and every invariant holds', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
