/** Where an item's money is, a step at a time, and what the bank has only told of: it holds a reminder back, for some days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  applyReceipt,
  importBankFile,
  leaveReceipt,
  paymentStatus,
  receiveCheck,
  returnReceipt,
} from '#cash';
import { moneySeenCheck } from '#collections';
import { runQuery, sql } from '#platform';
import { recordPromise } from '#promises';
import { type Books, must, openBooks } from '#test/books';
import { billAll, openHouseBank } from '../house-bank.ts';
import { remind } from '../reminded-item.ts';

const today = '2026-03-20';
let books: Books;
let messages = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: `${today}T09:00:00Z` });
  await openHouseBank(books);
  await billAll(
    books,
    [
      ['C1', 'RE-7101', 511_00n],
      ['C2', 'RE-7201', 622_00n],
      ['C3', '1003', 733_00n],
      ['C4', 'RE-7401', 844_00n],
    ],
    '2026-02-10',
  );
});
afterAll(() => books.close());

/** A payment as the bank advises it (CAMT.054) or books it (CAMT.053). */
function told(kind: '053' | '054', of: { amount: string; day: string; payer: string; text: string }): Uint8Array {
  messages += 1;
  const [root, statement] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'];
  const money = `<Amt Ccy="EUR">${of.amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;
  const details = `<NtryDtls><TxDtls><Refs><EndToEndId>E${messages}</EndToEndId></Refs>${money}<RltdPties><Dbtr><Pty><Nm>${of.payer}</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${of.text}</Ustrd></RmtInf></TxDtls></NtryDtls>`;
  const entry = `<Ntry>${money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${of.day}</Dt></BookgDt><ValDt><Dt>${of.day}</Dt></ValDt><AcctSvcrRef>REF${messages}</AcctSvcrRef>${details}</Ntry>`;
  const account = `<Id>M${messages}</Id><CreDtTm>${of.day}T20:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08"><${root}><GrpHdr><MsgId>M${messages}</MsgId></GrpHdr><${statement}>${account}${entry}</${statement}></${root}></Document>`,
  );
}

const read = async (kind: '053' | '054', of: Parameters<typeof told>[1]): Promise<void> => {
  const { engine, caller, company } = books;
  const bytes = told(kind, of);
  must(await importBankFile(engine, caller, { name: `${messages}.xml`, bytes }));
  must(await applyCash(engine, caller, { company, asOf: today }));
};
const itemOf = async (number: string): Promise<bigint> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}`.execute(db),
  );
  return rows[0]!.id;
};
const statusOf = async (number: string) => {
  const itemId = await itemOf(number);
  const found = await paymentStatus(books.engine, books.tenantId, { companyId: books.company.id, itemId, day: today });
  return { status: found!.status, steps: found!.steps.map((one) => [one.step, one.amount]) };
};

describe('R13 R37 Where the money of an item is', () => {
  it('promised, then unapplied once money came that is only proposed for it, and then no promise hides it', async () => {
    expect(await statusOf('RE-7101')).toEqual({ status: 'open', steps: [] });
    must(
      await recordPromise(books.engine, books.caller, {
        company: books.company,
        accountId: books.accounts['C1']!,
        madeDate: '2026-03-19',
        currency: 'EUR',
        amountMinor: 511_00n,
        promisedDate: '2026-03-27',
      }),
    );
    expect(await statusOf('RE-7101')).toEqual({ status: 'promised', steps: [['promised', '511.00']] });
    // Half of it and the payer unknown: a person is asked.
    await read('053', { amount: '250.00', day: '2026-03-19', payer: 'Unbekannt', text: 'RE-7101' });
    const status = await statusOf('RE-7101');
    expect(status.status).toBe('unapplied');
    expect(status.steps).toContainEqual(['unapplied', '250.00']);
    expect(status.steps).toContainEqual(['promised', '511.00']);
  });

  it('advised by a line whose text names it, however its number is parted, and not by one whose number only holds it', async () => {
    await read('054', {
      amount: '12.00',
      day: '2026-03-19',
      payer: 'Somebody else',
      text: 'INV 210034, 99-10031 of 10.03.2026',
    });
    expect(await statusOf('1003')).toEqual({ status: 'open', steps: [] });
    await read('054', { amount: '733.00', day: '2026-03-19', payer: 'Zahlstelle Nord', text: 'INV/1003 thanks' });
    expect(await statusOf('1003')).toEqual({ status: 'advised', steps: [['advised', '733.00']] });
    await read('054', { amount: '844.00', day: '2026-03-19', payer: 'Kasse West', text: 'SVWZ+RE 7401.' });
    expect((await statusOf('RE-7401')).status).toBe('advised');
  });

  it('in a drawer, as a check that may not be paid in before its day', async () => {
    must(
      await receiveCheck(books.engine, books.caller, {
        company: books.company,
        number: '77031',
        currency: 'EUR',
        amountMinor: 622_00n,
        checkDate: '2026-04-15',
        receivedOn: today,
        drawerName: 'Customer C2',
        drawerAccount: null,
        accountId: books.accounts['C2']!,
      }),
    );
    expect(await statusOf('RE-7201')).toEqual({ status: 'check_in_hand', steps: [['check_in_hand', '622.00']] });
    // It is of another amount and customer than the rest.
    expect((await statusOf('RE-7401')).status).toBe('advised');
  });

  it('and what is only advised holds a reminder back while it may still come', async () => {
    const { engine, caller, company } = books;
    // Advised fifteen days ago and never booked: it does not come any more.
    await read('054', { amount: '622.00', day: '2026-03-05', payer: 'Buchung Ost', text: 'RE-7201' });
    await remind(engine, caller, company, { checks: [moneySeenCheck] });
    const { rows } = await runQuery(engine, books.tenantId, (db) =>
      sql<{ name: string; state: string }>`
        select a.name, m.state from correspondence.message m
        join customers.v_account a on a.tenant_id = m.tenant_id and a.id = m.account_id
        where m.tenant_id = ${books.tenantId} order by a.name`.execute(db),
    );
    const stateOf = Object.fromEntries(rows.map((row) => [row.name, row.state]));
    expect(stateOf['Customer C2']).toBe('sent');
    for (const name of ['Customer C3', 'Customer C4']) expect(stateOf[name], name).not.toBe('sent');
    expect(Object.keys(stateOf)).toEqual(expect.arrayContaining(['Customer C3', 'Customer C4']));
  });

  it('returned, until newer money is applied to it', async () => {
    const { engine, caller, company, tenantId } = books;
    const receiptOf = async (amountMinor: bigint) => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ id: bigint; version: number }>`
          select id, version from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = ${amountMinor}`.execute(
          db,
        ),
      );
      return rows[0]!;
    };
    const applyTo = async (number: string, receiptAmountMinor: bigint, day: string): Promise<bigint> => {
      const amount = `${receiptAmountMinor / 100n}.00`;
      await read('053', { amount, day, payer: 'Customer C1', text: 'Zahlung' });
      const { id, version } = await receiptOf(receiptAmountMinor);
      const allocations = [{ itemId: await itemOf(number), receiptAmountMinor, adjustments: [] }];
      const chosen = { company, receiptId: id, version, versionNow: version, allocations, accountId: null };
      must(await applyReceipt(engine, caller, chosen));
      return id;
    };
    const receiptId = await applyTo('RE-7101', 400_00n, '2026-03-16');
    expect((await statusOf('RE-7101')).steps).toContainEqual(['applied', '400.00']);
    must(await returnReceipt(engine, caller, { company, receiptId, returnedOn: '2026-03-18', reason: 'no funds' }));
    expect((await statusOf('RE-7101')).steps).toContainEqual(['returned', '400.00']);
    await applyTo('RE-7101', 111_00n, '2026-03-20');
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; version: number }>`
        select id, version from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = 25000`.execute(db),
    );
    // What was proposed for it goes on account, so that nothing is nearer than what is applied.
    const left = { company, receiptId: rows[0]!.id, version: rows[0]!.version, versionNow: rows[0]!.version };
    must(await leaveReceipt(engine, caller, { ...left, accountId: books.accounts['C1']! }));
    expect((await statusOf('RE-7101')).status).toBe('applied');
  });
});
