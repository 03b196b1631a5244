/** R34 R35 R38 R46 Refunds leave as a payment file, once; the bank's own lines close them, or make them due again. */
import { XMLParser } from 'fast-xml-parser';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  createBankAccount,
  importBankFile,
  listDueRefunds,
  listPaymentFiles,
  loadPaymentFile,
  loadPaymentFileContent,
  paymentStatus,
  payRefunds,
  withdrawPayments,
} from '#cash';
import { recordInsolvency } from '#customers';
import { bankText } from '#formats';
import { makeIban } from '#kernel';
import { verify } from '#operations';
import { approveRequest, type Caller, listRequests, requestApproval, runQuery, sha256Of, sql } from '#platform';
import { listRefunds, postDocuments, reverseOneDocument } from '#receivables';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { must, refusalOf } from '../books.ts';
import { type BookedLine, houseBank, mt940Day } from '../mt940-day.ts';
import { verifyBankAccount } from '../verified-account.ts';

const theirs = (n: number): string => makeIban('DE', `37040044053201300${n}`);

let books: PeopledBooks;
let lead: Caller;
let controller: Caller;
let bankAccountId: string;

beforeAll(async () => {
  books = await openPeopledBooks({ customers: 6, now: '2026-02-10T09:00:00Z' });
  const { engine, caller, company } = books;
  lead = await books.hire('Lena Lead', 'lead');
  controller = await books.hire('Dora Controller', 'controller');
  const bank = { company, number: houseBank, currency: 'EUR', name: 'House bank' };
  bankAccountId = must(await createBankAccount(engine, caller, bank)).id.toString();
  for (const n of [1, 2, 3, 4])
    await verifyBankAccount(engine, caller, {
      ...{ accountId: books.accounts[`C${n}`]!, account: theirs(n), holderName: `Käufer & Söhne ${n}` },
    });
  await verifyBankAccount(engine, caller, {
    ...{ accountId: books.accounts['C5']!, account: '4711-000815', holderName: 'Overseas Ltd' },
  });
});
afterAll(() => books.close());

/** A credit memo of a customer, refunded by two persons. */
async function refund(customer: string, cents: bigint, currency = 'EUR'): Promise<{ itemId: string; number: string }> {
  const { engine, caller, company } = books;
  const credit = {
    ...{ accountId: books.accounts[customer]!, documentType: 'credit_memo' as const, number: null },
    ...{ documentDate: '2026-02-01', currency, amountMinor: -cents },
  };
  const posted = must(await postDocuments(engine, caller, { company, documents: [credit] }));
  const asked = must(
    await requestApproval(engine, lead, {
      action: 'receivables.refund',
      input: { itemId: posted.posted[0]!.itemIds[0]!.toString(), reason: 'The customer wants it paid out.' },
      reason: 'Asked for by telephone.',
    }),
  );
  must(
    await approveRequest(engine, controller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash }),
  );
  const { rows } = await due();
  const made = rows.at(-1)!;
  return { itemId: String(made.itemId), number: made.number };
}

const due = () => listDueRefunds(books.engine, books.tenantId, books.company);
const numbersDue = async (): Promise<string[]> => (await due()).rows.map((row) => row.number);

const ask = (itemIds: string[], more: object = {}) =>
  requestApproval(books.engine, lead, {
    action: 'cash.pay-refunds',
    input: { bankAccountId, itemIds, reason: 'Tuesday’s payments.', ...more },
    reason: 'Please release.',
  });

/** A file of some refunds, asked for by the lead and released by the controller. */
async function file(...itemIds: string[]): Promise<{ fileId: bigint; messageId: string; number: string }> {
  const asked = must(await ask(itemIds));
  must(
    await approveRequest(books.engine, controller, {
      requestId: BigInt(asked.requestId),
      contentHash: asked.contentHash,
    }),
  );
  const { rows } = await listPaymentFiles(books.engine, books.tenantId, { companyId: books.company.id, limit: 1 });
  return { fileId: BigInt(rows[0]!.fileId), messageId: rows[0]!.messageId, number: rows[0]!.number };
}

/** Payments of a file end, asked for by the lead and released by the controller. */
async function end(of: {
  fileId: bigint;
  as: 'refused' | 'withdrawn';
  reason: string;
  itemIds?: string[];
}): Promise<void> {
  const asked = must(await askToEnd(of));
  must(
    await approveRequest(books.engine, controller, {
      ...{ requestId: BigInt(asked.requestId), contentHash: asked.contentHash },
    }),
  );
}
const askToEnd = ({ fileId, ...of }: { fileId: bigint; as: string; reason: string; itemIds?: string[] }) =>
  requestApproval(books.engine, lead, {
    action: 'cash.withdraw-payments',
    input: { ...of, fileId: fileId.toString() },
    reason: of.reason,
  });

const shown = async (fileId: bigint) =>
  (await loadPaymentFile(books.engine, books.tenantId, { companyId: books.company.id, fileId }))!;
const content = async (fileId: bigint) =>
  (await loadPaymentFileContent(books.engine, books.tenantId, { companyId: books.company.id, fileId }))!;

const statusOf = (itemId: string) =>
  paymentStatus(books.engine, books.tenantId, {
    ...{ companyId: books.company.id, itemId: BigInt(itemId), day: '2026-02-20' },
  });

let statement = 0;
/** Lines of the bank are read and applied. */
async function bank(day: string, ...lines: BookedLine[]) {
  const { engine, caller, company } = books;
  statement += 1;
  const bytes = mt940Day({ day, number: statement, lines });
  must(await importBankFile(engine, caller, { name: `${statement}.sta`, bytes }));
  return must(await applyCash(engine, caller, { company, asOf: day }));
}

/** What the ledger holds on an account, in cents, credit negative. */
async function balance(purpose: string): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ sum: bigint }>`
      select coalesce(sum(l.company_amount_minor), 0)::bigint as sum from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and a.purpose = ${purpose}`.execute(db),
  );
  return rows[0]!.sum;
}

const failed = async (): Promise<string[]> =>
  (await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0).map((check) => check.name);

const parse = (bytes: Uint8Array) =>
  new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => name === 'CdtTrfTxInf' }).parse(
    new TextDecoder().decode(bytes),
  ).Document.CstmrCdtTrfInitn;

describe('R35 R46 A payment file of refunds', () => {
  it('is made by two persons, and says in pain.001 what leaves which account, with its control sum', async () => {
    const [one, two] = [await refund('C1', 30_00n), await refund('C2', 12_34n)];
    const alone = { bankAccountId, itemIds: [one.itemId], reason: 'At once.' };
    expect(refusalOf(await payRefunds(books.engine, lead, alone))).toBe('authority.approval-needed');
    expect(refusalOf(await payRefunds(books.engine, controller, alone))).toBe('authority.approval-needed');
    const asked = must(await ask([one.itemId, two.itemId], { executionDate: '2026-02-12' }));
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(books.engine, lead, approval))).toBe('authority.self-approval');
    expect(await numbersDue()).toEqual([one.number, two.number]);
    must(await approveRequest(books.engine, controller, approval));
    expect(await numbersDue()).toEqual([]);

    const { rows } = await listPaymentFiles(books.engine, books.tenantId, { companyId: books.company.id, limit: 5 });
    expect(rows).toMatchObject([
      {
        ...{
          number: 'PF-2026-000001',
          messageId: 'DE01-PF-2026-000001',
          amount: '42.34',
          payments: 2,
          person: 'Lena Lead',
          approver: 'Dora Controller',
        },
        ...{ executionDate: '2026-02-12', onTheWay: 2, paid: 0, ended: 0, openAmount: '42.34' },
      },
    ]);
    const { name, bytes } = await content(BigInt(rows[0]!.fileId));
    expect(name).toBe('DE01-PF-2026-000001.xml');
    expect(sha256Of(bytes)).toBe(rows[0]!.sha256);
    const xml = parse(bytes);
    expect(xml.GrpHdr).toEqual({
      MsgId: 'DE01-PF-2026-000001',
      CreDtTm: '2026-02-10T09:00:00Z',
      NbOfTxs: '2',
      CtrlSum: '42.34',
      InitgPty: { Nm: 'Acme GmbH' },
    });
    const { CdtTrfTxInf, ...batch } = xml.PmtInf;
    expect(batch).toEqual({
      PmtInfId: 'DE01-PF-2026-000001-1',
      PmtMtd: 'TRF',
      BtchBookg: 'false',
      NbOfTxs: '2',
      CtrlSum: '42.34',
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
      ReqdExctnDt: { Dt: '2026-02-12' },
      Dbtr: { Nm: 'Acme GmbH' },
      DbtrAcct: { Id: { IBAN: houseBank }, Ccy: 'EUR' },
      DbtrAgt: { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } },
      ChrgBr: 'SLEV',
    });
    // The schema wants its elements in one order.
    expect(Object.keys(xml.PmtInf)).toEqual([...Object.keys(batch), 'CdtTrfTxInf']);
    expect(CdtTrfTxInf[1]).toEqual({
      PmtId: { InstrId: two.number, EndToEndId: two.number },
      Amt: { InstdAmt: { '#text': '12.34', '@_Ccy': 'EUR' } },
      Cdtr: { Nm: 'Kaeufer + Soehne 2' },
      CdtrAcct: { Id: { IBAN: theirs(2) } },
      RmtInf: { Ustrd: expect.stringMatching(`^Refund ${two.number} of CM-2026-\\d{6}, customer C2$`) },
    });
  });

  it('shows the second person every receiver, account and amount, however many, and is bound to them', async () => {
    const made: { itemId: string; number: string }[] = [];
    for (const cents of [1_00n, 2_00n, 3_00n]) made.push(await refund('C3', cents));
    const asked = must(await ask(made.map((one) => one.itemId)));
    const read = async () =>
      (
        await listRequests(books.engine, books.tenantId, {
          ...{ companyIds: [books.company.id], wholeTenant: false, states: ['pending'], beforeId: 0n, limit: 1 },
          ...{ viewerPersonId: controller.actor.personId, dayOf: () => '2026-02-10' },
        })
      )[0]!;
    expect(await read()).toMatchObject({
      sentence: `Pay 3 refunds, EUR 6.00 in all, from House bank ${houseBank}.`,
      mayApprove: true,
      lines: made.map(({ number }, place) => ({
        ...{ text: number, party: 'C3 Käufer & Söhne 3', account: theirs(3) },
        ...{ amount: `${place + 1}.00`, currency: 'EUR' },
      })),
    });
    // One of them leaves by itself meanwhile: what was looked at is no longer what would be done.
    await file(made[2]!.itemId);
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(books.engine, controller, approval))).toBe('cash.refund-not-due');
    await file(made[0]!.itemId, made[1]!.itemId);
  });

  it('holds a refund once, whoever asks for it again, at once or later', async () => {
    const one = await refund('C1', 5_00n);
    const files = async (): Promise<number> => {
      const { rows } = await listPaymentFiles(books.engine, books.tenantId, {
        companyId: books.company.id,
        limit: 100,
      });
      return rows.length;
    };
    const before = await files();
    const [asked, again] = (await Promise.all([ask([one.itemId]), ask([one.itemId])])).map(must);
    expect(again!.requestId).toBe(asked!.requestId);
    const approval = { requestId: BigInt(asked!.requestId), contentHash: asked!.contentHash };
    // The controller pressed twice: whichever comes second is told that it is approved, not that there is nothing to pay.
    const answers = await Promise.all([
      approveRequest(books.engine, controller, approval),
      approveRequest(books.engine, controller, approval),
    ]);
    expect(answers.map(must).map(({ state }) => state)).toEqual(['approved', 'approved']);
    expect(answers.filter((answer) => 'replayed' in answer)).toHaveLength(1);
    expect(await files()).toBe(before + 1);
    expect(refusalOf(await ask([one.itemId]))).toBe('cash.refund-not-due');
    expect(refusalOf(await ask(['999999']))).toBe('cash.refund-not-due');
    // Its document stays while the money may leave any moment.
    const reversal = { itemId: BigInt(one.itemId), reason: 'Asked for twice.' };
    expect(refusalOf(await reverseOneDocument(books.engine, controller, reversal))).toBe('receivables.held');
  });

  it('leaves out by name what cannot be paid, and the list says why', async () => {
    const overseas = await refund('C5', 7_00n);
    const dollars = await refund('C3', 9_00n, 'USD');
    expect((await due()).rows).toMatchObject([
      { number: overseas.number, scheme: null, why: { code: 'bank-unknown' } },
      { number: dollars.number, scheme: null, why: { code: 'no-bank-account' } },
    ]);
    expect((await due()).totals).toEqual([
      { currency: 'EUR', refunds: 1, amount: '7.00', payable: 0, payableAmount: '0.00' },
      { currency: 'USD', refunds: 1, amount: '9.00', payable: 0, payableAmount: '0.00' },
    ]);
    expect(refusalOf(await ask([overseas.itemId]))).toBe('cash.refund-not-payable');
    expect(refusalOf(await ask([dollars.itemId]))).toBe('cash.refund-not-payable');
    expect(refusalOf(await ask([overseas.itemId], { executionDate: '2026-02-09' }))).toBe('cash.execution-date');
    expect(refusalOf(await ask([overseas.itemId], { executionDate: '2027-02-09' }))).toBe('cash.execution-date');
    for (const one of [overseas, dollars])
      must(await reverseOneDocument(books.engine, controller, { itemId: BigInt(one.itemId), reason: 'Not payable.' }));
    expect(await due()).toMatchObject({ rows: [], totals: [] });
  });

  it('pays another currency from an account in it, as a general transfer by the number of the bank', async () => {
    const { engine, caller, company, accounts } = books;
    const dollarAccount = { company, number: '000123456789', currency: 'USD', name: 'Dollars' };
    const { id } = must(await createBankAccount(engine, caller, dollarAccount));
    await verifyBankAccount(engine, caller, {
      ...{ accountId: accounts['C6']!, account: '998877', bankCode: '026009593', holderName: 'Customer C6' },
    });
    const one = await refund('C6', 50_00n, 'USD');
    const asked = must(await ask([one.itemId], { bankAccountId: id.toString() }));
    must(
      await approveRequest(engine, controller, { requestId: BigInt(asked.requestId), contentHash: asked.contentHash }),
    );
    const [made] = (await listPaymentFiles(engine, books.tenantId, { companyId: company.id, limit: 1 })).rows;
    const { PmtInf } = parse((await content(BigInt(made!.fileId))).bytes);
    expect(PmtInf.PmtTpInf).toBeUndefined();
    expect(PmtInf).toMatchObject({ ChrgBr: 'SHAR', DbtrAcct: { Id: { Othr: { Id: '000123456789' } }, Ccy: 'USD' } });
    expect(PmtInf.CdtTrfTxInf[0]).toMatchObject({
      CdtrAgt: { FinInstnId: { ClrSysMmbId: { ClrSysId: { Cd: 'USABA' }, MmbId: '026009593' } } },
      CdtrAcct: { Id: { Othr: { Id: '998877' } } },
    });
    // In company currency the refund is worth what the day's rate makes of it, and so the authority was asked.
    expect(asked).toMatchObject({ requestId: expect.any(String) });
  });

  it('whose text is no letter of a bank keeps its own', () => {
    expect(bankText('  Łódź & Cø. – Müller_Straße // №7 ', 70)).toBe('Lodz + Co. - Mueller-Strasse / No7');
    expect(bankText('株式会社', 70)).toBe('株式会社');
    expect(bankText('a'.repeat(80), 70)).toHaveLength(70);
  });
});

describe('R35 R38 What became of a payment', () => {
  it('is told by the bank’s debit that names it: paid, settled in the ledger, and no line left to explain', async () => {
    const owedBefore = await balance('refunds_payable');
    const [one, two] = [await refund('C3', 20_00n), await refund('C4', 20_00n)];
    const { fileId, number } = await file(one.itemId, two.itemId);
    expect(await balance('refunds_payable')).toBe(owedBefore - 40_00n);
    expect(await statusOf(two.itemId)).toMatchObject({
      status: 'refund_on_the_way',
      steps: [{ step: 'refund_on_the_way', amount: '20.00', text: expect.stringContaining(number) }],
    });
    expect(await bank('2026-02-11', [-20_00, 'Käufer 4', `EREF+${two.number}SVWZ+Refund`, theirs(4)])).toMatchObject({
      ...{ refundsPaid: 1, returned: 0, otherMoneyOut: 0, leftAside: [] },
    });
    expect((await shown(fileId)).rows).toMatchObject([
      { number: one.number, state: 'on_the_way' },
      { number: two.number, state: 'paid', day: '2026-02-11' },
    ]);
    expect(await balance('refunds_payable')).toBe(owedBefore - 20_00n);
    expect(await balance('bank_other')).toBe(0n);
    expect(await statusOf(two.itemId)).toMatchObject({
      status: 'refund_paid',
      steps: [{ step: 'refund_paid', day: '2026-02-11', amount: '20.00', receiptId: expect.any(BigInt) }],
    });
    const { engine, company } = books;
    const withdraw = { fileId, as: 'withdrawn' as const, reason: 'Too late.', itemIds: [two.itemId] };
    expect(refusalOf(await askToEnd(withdraw))).toBe('cash.payment-paid');
    // Read again, the line is what it was.
    expect(must(await applyCash(engine, books.caller, { company, asOf: '2026-02-11' }))).toMatchObject({
      refundsPaid: 0,
    });
    const reversal = { itemId: BigInt(two.itemId), reason: 'Asked for twice.' };
    expect(refusalOf(await reverseOneDocument(engine, controller, reversal))).toBe('receivables.held');
    expect(await failed()).toEqual([]);
  });

  it('is found where the bank books the whole file in one amount, and where it lists the payments inside one', async () => {
    const [one, two] = [await refund('C1', 11_00n), await refund('C2', 22_00n)];
    const whole = await file(one.itemId, two.itemId);
    expect(await bank('2026-02-12', [-33_00, 'Sammler', `${whole.messageId}-1 Anzahl 2`])).toMatchObject({
      refundsPaid: 2,
    });
    const [three, four] = [await refund('C1', 1_00n), await refund('C2', 2_00n)];
    const listed = await file(three.itemId, four.itemId);
    const camt = new TextEncoder().encode(
      batchStatement(houseBank, [
        ['1.00', three.number],
        ['2.00', four.number],
      ]),
    );
    must(await importBankFile(books.engine, books.caller, { name: 'batch.xml', bytes: camt }));
    expect(
      must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-02-13' })),
    ).toMatchObject({ refundsPaid: 2 });
    for (const { fileId } of [whole, listed]) expect(await shown(fileId)).toMatchObject({ paid: 2, onTheWay: 0 });
    expect(await failed()).toEqual([]);
  });

  it('is refused by the bank: the refund is due again, with the trace, and leaves under another reference', async () => {
    const one = await refund('C1', 13_00n);
    const first = await file(one.itemId);
    const refused = { fileId: first.fileId, as: 'refused' as const, reason: 'AC04: the account is closed.' };
    await end(refused);
    expect(refusalOf(await askToEnd(refused))).toBe('cash.payment-ended');
    expect((await due()).rows).toMatchObject([
      { number: one.number, lastEnded: { as: 'refused', reason: 'AC04: the account is closed.' } },
    ]);
    expect(await statusOf(one.itemId)).toMatchObject({
      status: 'refund_due',
      steps: [{ step: 'refund_due' }, { step: 'refund_ended', text: expect.stringContaining('AC04') }],
    });
    const second = await file(one.itemId);
    expect((await shown(second.fileId)).rows).toMatchObject([{ endToEndId: `${one.number}/2`, state: 'on_the_way' }]);
    expect((await shown(first.fileId)).rows).toMatchObject([
      { endToEndId: one.number, state: 'refused', person: 'Lena Lead', reason: 'AC04: the account is closed.' },
    ]);
    // The first file is kept as it was handed over.
    expect(await shown(first.fileId)).toMatchObject({ payments: 1, amount: '13.00', ended: 1, openAmount: '0.00' });
    expect(await bank('2026-02-14', [-13_00, 'Käufer 1', `${one.number}/2`, theirs(1)])).toMatchObject({
      refundsPaid: 1,
    });
  });

  it('is withdrawn by two persons only: it may be at the bank already', async () => {
    const one = await refund('C1', 14_00n);
    const { fileId, number } = await file(one.itemId);
    const input = { fileId: fileId.toString(), as: 'withdrawn' as const, reason: 'The wrong file was uploaded.' };
    expect(refusalOf(await withdrawPayments(books.engine, lead, input))).toBe('authority.approval-needed');
    expect(refusalOf(await withdrawPayments(books.engine, controller, input))).toBe('authority.approval-needed');
    const asked = must(await askToEnd({ ...input, fileId }));
    expect(asked.sentence).toBe(
      `Make one refund of payment file ${number} due again, EUR 14.00 in all: we withdraw what stands in it, and none of it is or will be paid.`,
    );
    const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(books.engine, lead, approval))).toBe('authority.self-approval');
    // The bank was quicker: what it paid is not made due again by a yes that comes late.
    await bank('2026-02-14', [-14_00, 'Käufer 1', one.number, theirs(1)]);
    expect(refusalOf(await approveRequest(books.engine, controller, approval))).toBe('cash.payment-ended');
    expect((await shown(fileId)).rows).toMatchObject([{ state: 'paid' }]);
    expect(await numbersDue()).not.toContain(one.number);
  });

  it('is brought back by the bank after it was paid: the money is owed again, no customer is credited', async () => {
    const one = await refund('C2', 17_00n);
    const { fileId } = await file(one.itemId);
    await bank('2026-02-15', [-17_00, 'Käufer 2', one.number, theirs(2)]);
    const owed = await balance('refunds_payable');
    expect(await bank('2026-02-16', [17_00, 'Käufer 2', `RETURN ${one.number} AC04`, theirs(2)])).toMatchObject({
      ...{ refundsReturned: 1, unidentified: 0, onAccount: 0 },
    });
    expect(await balance('refunds_payable')).toBe(owed - 17_00n);
    expect((await shown(fileId)).rows).toMatchObject([{ state: 'returned', day: '2026-02-16' }]);
    expect((await due()).rows).toMatchObject([{ number: one.number, lastEnded: { as: 'returned' } }]);
    expect(await failed()).toEqual([]);
    must(
      await reverseOneDocument(books.engine, controller, { itemId: BigInt(one.itemId), reason: 'Kept as a credit.' }),
    );
    expect(await due()).toMatchObject({ rows: [] });
    expect(await failed()).toEqual([]);
  });

  it('is seen too where accounts payable paid by another way, and where the line was read before', async () => {
    const one = await refund('C3', 19_00n);
    expect(await bank('2026-02-17', [-19_00, 'Käufer 3', `${one.number} paid by hand`, theirs(3)])).toMatchObject({
      refundsPaid: 1,
    });
    expect(await due()).toMatchObject({ rows: [] });
    // Money out that names nothing waits for a person; the refund that is posted later finds it.
    await bank('2026-02-18', [-23_00, 'Käufer 4', 'RF-2026-000099 advance', theirs(4)]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        number: string;
      }>`select max(number) as number from receivables.v_item where tenant_id = ${books.tenantId} and document_type = 'refund'`.execute(
        db,
      ),
    );
    const next = `RF-2026-${String(Number(rows[0]!.number.slice(8)) + 1).padStart(6, '0')}`;
    await bank('2026-02-19', [-24_00, 'Käufer 4', `${next} in advance`, theirs(4)]);
    expect(await balance('bank_other')).toBe(47_00n);
    const two = await refund('C4', 24_00n);
    expect(two.number).toBe(next);
    expect(
      must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-02-19' })),
    ).toMatchObject({ refundsPaid: 1 });
    expect(await balance('bank_other')).toBe(23_00n);
    expect(await failed()).toEqual([]);
  });

  it('that two payments could be meant by is a person’s: another amount, or a name that fits twice, books nothing', async () => {
    const one = await refund('C1', 31_00n);
    const { fileId } = await file(one.itemId);
    expect(
      await bank('2026-02-20', [-30_99, 'Käufer 1', one.number, theirs(1)], [-31_00, 'Käufer 1', `${one.number}5`]),
    ).toMatchObject({ refundsPaid: 0 });
    expect(
      await bank('2026-02-21', [-31_00, 'Käufer 1', one.number], [-31_00, 'Käufer 1', `again ${one.number}`]),
    ).toMatchObject({ refundsPaid: 0 });
    expect(await shown(fileId)).toMatchObject({ onTheWay: 1 });
  });

  it('behind the program, a file or a payment that somebody changes fails verification', async () => {
    expect(await failed()).toEqual([]);
    const client = new pg.Client({ connectionString: books.ownerUrl });
    await client.connect();
    const payments = 'a refund is in one payment, of its amount and to its account, and files are their payments';
    const booked = 'refunds that the bank paid settle what was owed, and those that came back are owed again';
    try {
      for (const [change, check] of [
        [`update cash.payment_file set content = 'something else' where number = 'PF-2026-000001'`, payments],
        [`update cash.payment set account_key = 'DE00' where end_to_end_id = 'RF-2026-000001'`, payments],
        [`update cash.receipt set state = 'other' where id = (select max(paid_receipt_id) from cash.payment)`, booked],
      ] as const) {
        await client.query('begin');
        await client.query(change);
        await client.query('commit');
        expect(await failed()).toContain(check);
        await client.query(
          change.startsWith('update cash.receipt')
            ? `update cash.receipt set state = 'refunded' where id = (select max(paid_receipt_id) from cash.payment)`
            : change.includes('account_key')
              ? `update cash.payment p set account_key = o.account_key from receivables.refund_payout o where o.item_id = p.item_id`
              : `update cash.payment_file set sha256 = encode(sha256(content), 'hex')`,
        );
      }
      expect(await failed()).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it('is none where the bank paid a credit by itself: nobody is to pay it again', async () => {
    const { engine, caller, tenantId, company } = books;
    const list = () => listRefunds(engine, tenantId, { companyId: company.id, from: '2026-01-01', to: '2026-12-31' });
    const before = await list();
    const credit = {
      ...{ accountId: books.accounts['C2']!, documentType: 'credit_memo' as const, number: 'GS-7001' },
      ...{ documentDate: '2026-02-01', currency: 'EUR', amountMinor: -8_00n },
    };
    must(await postDocuments(engine, caller, { company, documents: [credit] }));
    expect(await bank('2026-02-22', [-8_00, 'Käufer 2', 'GS-7001', theirs(2)])).toMatchObject({ applied: 1 });
    expect(await list()).toEqual(before);
    expect((await due()).rows.map((row) => row.customer)).not.toContain('C2');
  });
});

describe('R26 R38 The refund of a customer that is insolvent', () => {
  it('waits for the administrator’s account, whenever it was posted, and the list says why', async () => {
    const { engine, caller, accounts } = books;
    const one = await refund('C4', 44_00n);
    must(
      await recordInsolvency(engine, caller, {
        ...{ number: 'C4', today: '2026-02-22', openedOn: '2026-02-20', claimDeadline: null },
        ...{ courtReference: 'AG Köln 71 IN 3/26', source: 'Letter of the administrator.' },
      }),
    );
    expect((await due()).rows.at(-1)).toMatchObject({
      ...{ number: one.number, scheme: null },
      why: { code: 'insolvent', text: expect.stringContaining('insolvent since 2026-02-20') },
    });
    const refused = await ask([one.itemId]);
    expect(refusalOf(refused)).toBe('cash.refund-not-payable');
    // Neither is another credit refunded to what was in force before.
    const again = () => refund('C4', 6_00n);
    await expect(again()).rejects.toThrow('receivables.payout-insolvent');
    await verifyBankAccount(engine, caller, {
      ...{
        accountId: accounts['C4']!,
        account: makeIban('DE', '100500000000000042'),
        holderName: 'Dr. Ada Amt, Verwalterin',
      },
    });
    const two = await again();
    const { rows } = await due();
    expect(rows.slice(-2)).toMatchObject([
      { number: one.number, scheme: null, why: { code: 'insolvent' } },
      { number: two.number, scheme: 'sepa', holderName: 'Dr. Ada Amt, Verwalterin', basis: 'verified' },
    ]);
    const { fileId } = await file(two.itemId);
    expect((await shown(fileId)).rows).toMatchObject([{ account: makeIban('DE', '100500000000000042') }]);
    must(await reverseOneDocument(engine, controller, { itemId: BigInt(one.itemId), reason: 'To the administrator.' }));
    const { checks } = await verify(engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(
      checks.find(
        (check) => check.name === 'refunds of insolvent customers leave to the administrator’s account alone',
      ),
    ).toMatchObject({ checked: 1 });
  });
});

/** A CAMT.053 statement with one debit that lists its payments. */
function batchStatement(account: string, payments: readonly (readonly [amount: string, reference: string])[]): string {
  const sum = payments.reduce((all, [amount]) => all + Math.round(Number(amount) * 100), 0) / 100;
  const details = payments
    .map(
      ([amount, reference]) =>
        `<TxDtls><Refs><EndToEndId>${reference}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>`,
    )
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-02-13T20:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>${account}</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">${sum.toFixed(2)}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-13</Dt></BookgDt><ValDt><Dt>2026-02-13</Dt></ValDt><NtryDtls>${details}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
}
