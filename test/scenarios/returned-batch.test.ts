/** Several payments come back in one booking of the bank: each is a return of its own, whatever the money had come in with. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile, linkReturn, listReturnedLines, loadReturnedLine } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '#test/books';
import { billAll, openHouseBank } from '#test/house-bank';
import { houseBank } from '#test/mt940-day';

const payers = ['C1', 'C2', 'C3', 'C4'].map((customer, at) => ({
  customer,
  number: `RE-8000${at + 1}`,
  amount: `${at + 1}0.00`,
  minor: BigInt((at + 1) * 10_00),
}));
type Payer = (typeof payers)[number];

const account = (id: string): string => `<Id><IBAN>${id}</IBAN></Id>`;
/** A payment of a batch, with the parties as they stand in the direct debit: the customer is its debtor. */
const listed = (
  { customer, number, amount }: Payer,
  side: 'CRDT' | 'DBIT',
  { taken = amount, reason }: { taken?: string; reason?: string } = {},
): string =>
  [
    `<TxDtls><Refs><EndToEndId>E-${number}</EndToEndId></Refs><Amt Ccy="EUR">${taken}</Amt><CdtDbtInd>${side}</CdtDbtInd>`,
    reason === undefined ? '' : `<AmtDtls><InstdAmt><Amt Ccy="EUR">${amount}</Amt></InstdAmt></AmtDtls>`,
    `<RltdPties><Dbtr><Pty><Nm>Customer ${customer}</Nm></Pty></Dbtr><DbtrAcct>${account(`DE00${customer}`)}</DbtrAcct>`,
    `<Cdtr><Pty><Nm>Ourselves</Nm></Pty></Cdtr><CdtrAcct>${account(houseBank)}</CdtrAcct></RltdPties>`,
    `<RmtInf><Ustrd>${number}</Ustrd></RmtInf>`,
    reason === undefined ? '' : `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>`,
    '</TxDtls>',
  ].join('');
let statements = 0;
const camt = (day: string, amount: string, side: 'CRDT' | 'DBIT', payments: string): Uint8Array => {
  statements += 1;
  return new TextEncoder().encode(
    [
      '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>',
      `<GrpHdr><MsgId>M${statements}</MsgId></GrpHdr><Stmt><Id>S${statements}</Id><ElctrncSeqNb>${statements}</ElctrncSeqNb>`,
      `<Acct>${account(houseBank)}<Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts>BOOK</Sts>`,
      `<BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>B${statements}</AcctSvcrRef>`,
      `<NtryDtls>${payments}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
    ].join(''),
  );
};

describe('R34 Payments that come back in one amount are taken back one by one', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
    await openHouseBank(books);
    await billAll(
      books,
      payers.map(({ customer, number, minor }) => [customer, number, minor]),
    );
  });
  afterAll(() => books.close());

  const bankDay = async (bytes: Uint8Array) => {
    const { engine, caller, company } = books;
    must(await importBankFile(engine, caller, { name: `${statements}.xml`, bytes }));
    return must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  };
  const open = async (): Promise<string[]> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ number: string }>`
        select number from receivables.v_item where tenant_id = ${books.tenantId} and document_type = 'invoice' and open_minor <> 0
        order by number`.execute(db),
    );
    return rows.map((row) => row.number);
  };
  const balance = async (purpose: string): Promise<bigint> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ minor: bigint }>`
        select coalesce(sum(l.amount_minor), 0)::bigint as minor from ledger.v_line l
        join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose = ${purpose}`.execute(db),
    );
    return rows[0]!.minor;
  };

  it('finds each in the batch that it came in with, and takes the bank’s charges as a cost', async () => {
    const all = payers.map((one) => listed(one, 'CRDT')).join('');
    expect(await bankDay(camt('2026-02-10', '100.00', 'CRDT', all))).toMatchObject({ settlements: 1, applied: 4 });
    expect(await open()).toEqual([]);

    const [first, second] = payers as [Payer, Payer];
    const back =
      listed(first, 'DBIT', { taken: '13.00', reason: 'AC04' }) +
      listed(second, 'DBIT', { taken: '23.00', reason: 'MD06' });
    expect(await bankDay(camt('2026-02-17', '36.00', 'DBIT', back))).toMatchObject({ settlements: 1, takenBack: 2 });
    expect(await open()).toEqual(['RE-80001', 'RE-80002']);
    expect(await balance('bank_charges')).toBe(6_00n);
    // What the bank took and what was taken back are the same money.
    expect(await balance('bank_other')).toBe(0n);
    expect(await balance('payment_services')).toBe(0n);
  });

  it('leaves the one that nobody knows to a person, with its reason, and takes the others back', async () => {
    const stranger = { customer: 'C9', number: 'NICHTS', amount: '30.00', minor: 30_00n };
    const back = listed({ ...stranger }, 'DBIT', { reason: 'AM04' }) + listed(payers[3]!, 'DBIT', { reason: 'AC04' });
    expect(await bankDay(camt('2026-02-18', '70.00', 'DBIT', back))).toMatchObject({ takenBack: 1 });
    expect(await open()).toEqual(['RE-80001', 'RE-80002', 'RE-80004']);
    const { engine, caller, company, tenantId } = books;
    const { rows } = await listReturnedLines(engine, tenantId, { companyId: company.id, all: false });
    expect(rows).toMatchObject([{ amount: '30.00', payer: 'Customer C9', reasonCode: 'AM04' }]);
    const lineReceiptId = rows[0]!.receiptId!;
    const line = (await loadReturnedLine(engine, tenantId, { companyId: company.id, receiptId: lineReceiptId }))!;
    const candidate = line.candidates.find((one) => one.name === 'Customer C3')!;
    expect(candidate).toMatchObject({ amount: '30.00', charge: '0.00' });
    must(
      await linkReturn(engine, caller, {
        ...{ lineReceiptId, receiptIds: [candidate.receiptId], reason: 'The bank named it.' },
      }),
    );
    expect(await open()).toHaveLength(4);
  });

  it('leaves books that verify', async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(checks.find((check) => check.name === 'returned payments are whole')!.checked).toBe(4);
  });
});
