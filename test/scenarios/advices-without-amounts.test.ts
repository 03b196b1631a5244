/** A payer names documents and says no amounts: its money says what is paid, where that leaves no doubt. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkAdvice, loadAdvice } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { adviceDesk } from '../advice-desk.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: Books;

beforeAll(async () => {
  books = await openBooks({ customers: 9, now: '2026-03-02T09:00:00Z' });
  await openHouseBank(books);
  await billAll(books, [
    ['C1', 'RE-1001', 100_00n],
    ['C1', 'RE-1002', 250_00n],
    ['C1', 'RE-1003', 350_00n],
    ['C2', 'RE-2001', 300_00n],
    ['C2', 'RE-2002', 200_00n],
    ['C4', 'RE-4001', 400_00n],
    ['C4', 'RE-4002', 200_00n],
    ['C5', 'RE-5001', 510_00n],
    ['C5', 'RE-5002', 90_00n],
    ['C6', 'RE-6001', 600_00n],
    ['C7', 'RE-7001', 700_00n],
    ['C7', 'RE-7002', 70_00n],
    ['C7', 'RE-7003', 770_00n],
    ['C7', 'RE-7004', 770_00n],
    ['C8', 'RE-8001', 80_00n],
    ['C8', 'RE-8002', 800_00n],
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
        {
          ...{ accountId: accounts['C3']!, documentType: 'invoice' as const, number: 'RE-3001' },
          ...{ documentDate: '2026-02-20', dueDate: '2026-03-20', currency: 'EUR', amountMinor: 1_000_00n },
          discount: { until: '2026-03-06', amountMinor: 20_00n },
        },
      ],
    }),
  );
});
afterAll(() => books.close());

const x12 = (payer: string, trace: string, total: string, documents: readonly string[]): string => {
  const body = [
    'ST*820*0007',
    `BPR*C*${total}*C*ACH*CTX*01*021000021*DA*4711*1234567890**01*021000022*DA*9988*20260226`,
    `TRN*1*${trace}`,
    'CUR*PR*EUR',
    `N1*PR*${payer}`,
    'ENT*1',
    ...documents.map((one) => `RMR*IV*${one}`),
  ];
  return [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PAYEE          *260210*1200*U*00401*000000007*0*P*>',
    'GS*RA*PAYER*PAYEE*20260210*1200*7*X*004010',
    ...[...body, `SE*${body.length + 1}*0007`],
    ...['GE*1*7', 'IEA*1*000000007'],
  ]
    .map((segment) => `${segment}~`)
    .join('\n');
};
const iso = (payer: string, reference: string, documents: readonly string[]): string =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:remt.001.001.05"><RmtAdvc><GrpHdr><MsgId>M1</MsgId></GrpHdr><RmtInf><RmtId>${reference}</RmtId>${documents
    .map((one) => `<Strd><RfrdDocInf><Nb>${one}</Nb></RfrdDocInf></Strd>`)
    .join(
      '',
    )}<OrgnlPmtInf><ReqdExctnDt><Dt>2026-02-26</Dt></ReqdExctnDt><Dbtr><Nm>${payer}</Nm></Dbtr></OrgnlPmtInf></RmtInf></RmtAdvc></Document>`;
const mail = (payer: string, body: string): string =>
  `From: ${payer} <ap@payer.example>\r\nSubject: Payment sent\r\nContent-Type: text/plain\r\n\r\n${body}\r\n`;

const days = houseDays(() => books, '2026-03-02');
const desk = adviceDesk(() => books);
const { stateOf, openOf: open } = desk;
const receive = async (name: string, text: string) => {
  const { imported, matched } = await desk.receive(name, text);
  expect(imported.adviceIds).toHaveLength(1);
  return { id: imported.adviceIds[0]!, matched };
};
const receiptOf = async (amountMinor: bigint) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; state: string; decision: string; explanation: string; proposed: string[] }>`
      select r.id, r.state, r.decision, r.explanation, array(
        select i.number from jsonb_array_elements(r.proposal -> 'allocations') a
        join receivables.v_item i on i.tenant_id = ${books.tenantId} and i.id = (a ->> 'itemId')::bigint order by 1) as proposed
      from cash.receipt r where r.tenant_id = ${books.tenantId} and r.amount_minor = ${amountMinor}`.execute(db),
  );
  expect(rows).toHaveLength(1);
  return rows[0]!;
};

describe('R33 An advice that names documents without amounts shares the payment', () => {
  it('the documents come to the money: they are paid, though another has its amount', async () => {
    // RE-1003 alone is the payment; the payer says that it is not meant.
    const { id } = await receive('c1.edi', x12('Customer C1', 'TRACE-1', '350.00', ['RE-1001', 'RE-1002']));
    expect(await days.read('2026-02-26', [[350_00, 'Customer C1', 'Zahlung']])).toMatchObject({ applied: 1 });
    expect(await open('C1')).toEqual(['invoice RE-1003 35000']);
    expect(await stateOf(id)).toMatchObject({ state: 'matched', amount: '350.00' });
    expect((await receiptOf(350_00n)).explanation).toBe(
      'EUR 350.00 pays RE-1001, RE-1002: named in the payer’s remittance advice, without amounts, and the amount agrees.',
    );
  });

  it('net of the credit memo that it names', async () => {
    await receive('c2.edi', x12('Customer C2', 'TRACE-2', '450.00', ['RE-2001', 'RE-2002', 'GS-2003']));
    expect(await days.read('2026-02-26', [[450_00, 'Customer C2', 'Zahlung']])).toMatchObject({ applied: 1 });
    expect(await open('C2')).toEqual([]);
  });

  it('an ISO 20022 advice that says no amount anywhere pairs by its payer, and the discount in its date is granted', async () => {
    const { id } = await receive('c3.xml', iso('Customer C3', 'A-3', ['RE-3001']));
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', amount: null, says: 'No money has come for it yet.' });
    expect(await days.read('2026-02-26', [[980_00, 'Customer C3', 'Zahlung']])).toMatchObject({ applied: 1 });
    expect(await open('C3')).toEqual([]);
    expect(await stateOf(id)).toMatchObject({
      state: 'matched',
      says: 'Its money, EUR 980.00 of 2026-02-26, was found by the payer’s name; every document that it names is paid as it says.',
    });
  });

  it('what its documents do not come to is a proposal with the reason, and posts nothing', async () => {
    const { id } = await receive('c4.edi', x12('Customer C4', 'TRACE-4', '555.00', ['RE-4001', 'RE-4002']));
    expect(await days.read('2026-02-26', [[555_00, 'Customer C4', 'Zahlung']])).toMatchObject({ applied: 0 });
    const receipt = await receiptOf(555_00n);
    expect(receipt).toMatchObject({ decision: 'propose', proposed: ['RE-4001', 'RE-4002'] });
    expect(receipt.explanation).toContain('without amounts, short by EUR 45.00');
    expect(await open('C4')).toContain('invoice RE-4002 20000');
    expect((await stateOf(id)).state).toBe('partly');
  });

  it('says no amount is not “contradicts”: far other money is not its money, unless it is called by its reference', async () => {
    const silent = await receive('c5.xml', iso('Customer C5', 'ZV-550055', ['RE-5001', 'RE-5002']));
    await days.read('2026-02-26', [[123_00, 'Customer C5', 'Zahlung']]);
    expect(await stateOf(silent.id)).toMatchObject({ state: 'waiting', receiptId: null });
    await days.read('2026-02-26', [[155_00, 'Customer C5', 'Avis ZV-550055']]);
    const receipt = await receiptOf(155_00n);
    expect(await stateOf(silent.id)).toMatchObject({
      state: 'partly',
      receiptId: receipt.id,
      says: 'Its money, EUR 155.00 of 2026-02-26, was found by the payment’s reference; 0 of the 2 lines that name a document are paid by it.',
    });
    expect(receipt.decision).toBe('propose');
    expect(await open('C5')).toEqual(expect.arrayContaining(['invoice RE-5001 51000', 'invoice RE-5002 9000']));
  });

  it('of two payments that it could be about a person says which', async () => {
    const { engine, caller, company } = books;
    await days.read('2026-02-26', [
      [590_00, 'Customer C6', 'Zahlung'],
      [580_00, 'Customer C6', 'Zahlung'],
    ]);
    const { id, matched } = await receive('c6.xml', iso('Customer C6', 'A-6', ['RE-6001']));
    expect(matched.linked).toBe(0);
    const { version } = await stateOf(id);
    const receipt = await receiptOf(590_00n);
    must(await linkAdvice(engine, caller, { company, adviceId: id, version, receiptId: receipt.id }));
    expect(await stateOf(id)).toMatchObject({ state: 'partly', receiptId: receipt.id });
  });

  it('several documents in a sentence of a mail are proposed together, never posted', async () => {
    const { id } = await receive('c7.eml', mail('Customer C7', 'We have paid invoices RE-7001 and RE-7002 today.'));
    const shown = await loadAdvice(books.engine, books.tenantId, { companyId: books.company.id, adviceId: id });
    expect(shown).toMatchObject({ amount: null, details: [{ amount: null }, { amount: null }], prose: true });
    // Two others have the amount: nothing but the mail says what is paid.
    expect(await days.read('2026-02-26', [[770_00, 'Customer C7', 'Zahlung']])).toMatchObject({ applied: 0 });
    const receipt = await receiptOf(770_00n);
    expect(receipt).toMatchObject({ decision: 'propose', proposed: ['RE-7001', 'RE-7002'] });
    expect(receipt.explanation).toContain('The advice is a sentence of a mail');
    expect(await stateOf(id)).toMatchObject({ state: 'partly', receiptId: receipt.id });
  });

  it('pairs with money that had been applied before the advice came', async () => {
    expect(await days.read('2026-02-26', [[80_00, 'Customer C8', 'RE-8001']])).toMatchObject({ applied: 1 });
    const { id } = await receive('c8.xml', iso('Customer C8', 'A-8', ['RE-8001']));
    expect(await stateOf(id)).toMatchObject({ state: 'matched' });
    expect(await open('C8')).toEqual(['invoice RE-8002 80000']);
  });

  it('and every invariant holds', async () => {
    expect((await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});
