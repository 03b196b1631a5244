/** A bank tells of one payment three times: in the day's report, in an advice and on the statement. It is one receipt, in whatever order they come. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, createBankAccount, importBankFile, paymentStatus } from '#cash';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems, postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';

let books: Books;
let messages = 0;
type Kind = '052' | '053' | '054';
const roots: Readonly<Record<Kind, readonly [root: string, statement: string]>> = {
  '052': ['BkToCstmrAcctRpt', 'Rpt'],
  '053': ['BkToCstmrStmt', 'Stmt'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
};
const orders: readonly (readonly Kind[])[] = [
  ['052', '053', '054'],
  ['052', '054', '053'],
  ['053', '052', '054'],
  ['053', '054', '052'],
  ['054', '052', '053'],
  ['054', '053', '052'],
];
/** Beside them each way in which the messages differ, in two orders. */
const differingOrders = (
  ['in text', 'in text, without the bank’s reference', 'in text, by the account alone'] as const
).flatMap((differing) => [orders[1]!, orders[4]!, orders[3]!].map((kinds) => ({ differing, kinds })));
const payments = orders.length + differingOrders.length;
const numberOf = (order: number): string => `RE-7${String(order).padStart(2, '0')}1`;
const amountOf = (order: number): bigint => 100_00n + BigInt(order);

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-20T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number: 'DE89370400440532013000', currency: 'EUR', name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, house));
  const documents = Array.from({ length: payments }, (_, index) => ({
    accountId: books.accounts['C1']!,
    documentType: 'invoice' as const,
    number: numberOf(index),
    documentDate: '2026-01-10',
    currency: 'EUR',
    amountMinor: amountOf(index),
  }));
  must(await postDocuments(engine, caller, { company, documents }));
});
afterAll(() => books.close());

/** How the messages of a bank differ about one payment. */
type Differing = 'in nothing' | 'in text' | 'in text, without the bank’s reference' | 'in text, by the account alone';

/** One payment as a message of a kind tells it. */
function message(kind: Kind, order: number, differing: Differing = 'in nothing'): Uint8Array {
  messages += 1;
  const told = differing === 'in nothing' ? '' : { '052': 'SEPA-GUTSCHRIFT ', '053': '', '054': 'Gutschrift: ' }[kind];
  const bankReference = /without|alone/.test(differing) ? '' : `<AcctSvcrRef>REF${order}</AcctSvcrRef>`;
  const endToEnd = /alone/.test(differing) ? '' : `<Refs><EndToEndId>E2E-2026-${order}</EndToEndId></Refs>`;
  const ofPayer = /alone/.test(differing)
    ? `<DbtrAcct><Id><IBAN>FR7630006000011234567890${String(order).padStart(3, '0')}</IBAN></Id></DbtrAcct>`
    : '';
  const [root, statement] = roots[kind];
  const day = 10 + (order % 6);
  const amount = `${amountOf(order) / 100n}.${String(amountOf(order) % 100n).padStart(2, '0')}`;
  const money = `<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;
  const parties = `<RltdPties><Dbtr><Pty><Nm>Customer C1</Nm></Pty></Dbtr>${ofPayer}</RltdPties>`;
  const details = `<NtryDtls><TxDtls>${endToEnd}${money}${parties}<RmtInf><Ustrd>${told}${numberOf(order)}</Ustrd></RmtInf></TxDtls></NtryDtls>`;
  const entry = `<Ntry>${money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-${day}</Dt></BookgDt><ValDt><Dt>2026-03-${day}</Dt></ValDt>${bankReference}${details}</Ntry>`;
  const account = `<Id>M${messages}</Id><CreDtTm>2026-03-${day}T20:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.08"><${root}><GrpHdr><MsgId>M${messages}</MsgId></GrpHdr><${statement}>${account}${entry}</${statement}></${root}></Document>`,
  );
}

const receiptsOf = async (order: number): Promise<string[]> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ state: string }>`
      select state from cash.v_receipt where tenant_id = ${books.tenantId} and amount_minor = ${amountOf(order)}`.execute(
      db,
    ),
  );
  return rows.map((row) => row.state);
};
const toComeOf = async (order: number): Promise<number> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ lines: number }>`
      select count(*)::integer as lines from cash.v_line_to_come
      where tenant_id = ${books.tenantId} and amount_minor = ${amountOf(order)}`.execute(db),
  );
  return rows[0]!.lines;
};
const statusOf = async (order: number) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${numberOf(order)}`.execute(
      db,
    ),
  );
  return paymentStatus(books.engine, books.tenantId, {
    companyId: books.company.id,
    itemId: rows[0]!.id,
    day: '2026-03-20',
  });
};

describe('R33 R37 CAMT.052, 053 and 054 of one payment are one receipt, in whatever order they come', () => {
  it.each(orders.map((kinds, order) => [kinds.join(', '), kinds, order] as const))('%s', async (_, kinds, order) => {
    const { engine, caller, company } = books;
    for (const [index, kind] of kinds.entries()) {
      must(await importBankFile(engine, caller, { name: `${order}-${kind}.xml`, bytes: message(kind, order) }));
      must(await applyCash(engine, caller, { company, asOf: '2026-03-20' }));
      const told = kinds.slice(0, index + 1).includes('053');
      // Reports and advices inform; the statement alone is money.
      expect(await receiptsOf(order)).toEqual(told ? ['applied'] : []);
      const status = await statusOf(order);
      expect(status!.status).toBe(told ? 'paid' : 'advised');
      // Told twice it is one; what keeps a reminder back while it is on its way keeps none back once it is there.
      expect(await toComeOf(order)).toBe(told ? 0 : 1);
    }
    const status = await statusOf(order);
    expect(status!.steps.map((one) => one.step)).toEqual(['applied']);
  });

  it.each(
    differingOrders.map(
      ({ differing, kinds }, place) =>
        [`${kinds.join(', ')} that differ ${differing}`, place, differing, kinds] as const,
    ),
  )('%s', async (_, place, differing, kinds) => {
    const { engine, caller, company } = books;
    const order = orders.length + place;
    for (const [index, kind] of kinds.entries()) {
      const bytes = message(kind, order, differing);
      must(await importBankFile(engine, caller, { name: `${order}-${kind}.xml`, bytes }));
      must(await applyCash(engine, caller, { company, asOf: '2026-03-20' }));
      const told = kinds.slice(0, index + 1).includes('053');
      expect([kind, await receiptsOf(order), await toComeOf(order)]).toEqual([
        kind,
        ...(told ? [['applied'], 0] : [[], 1]),
      ]);
    }
    expect((await statusOf(order))!.steps.map((one) => one.step)).toEqual(['applied']);
  });

  it('two payments of one amount by one payer are two as long as one of them is advised alone', async () => {
    const { engine, caller } = books;
    // Another value day, and nothing else that both have: the second is still to come.
    const early = new TextDecoder().decode(message('053', 0, 'in text, by the account alone'));
    const late = new TextDecoder().decode(message('052', 0, 'in text, by the account alone'));
    const moved = (text: string, day: string) =>
      new TextEncoder().encode(text.replaceAll('2026-03-10', day).replaceAll('100.00', '333.33'));
    must(await importBankFile(engine, caller, { name: 'early.xml', bytes: moved(early, '2026-03-16') }));
    must(await importBankFile(engine, caller, { name: 'late.xml', bytes: moved(late, '2026-03-17') }));
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string }>`
        select state from cash.v_line_to_come where tenant_id = ${books.tenantId} and amount_minor = 33333 order by 1`.execute(
        db,
      ),
    );
    expect(rows.map((row) => row.state)).toEqual(['advised', 'waiting']);
  });

  it('and every invariant holds', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; count: number }>`
        select state, count(*)::integer as count from cash.v_bank_line where tenant_id = ${books.tenantId} group by 1 order by 1`.execute(
        db,
      ),
    );
    expect(rows.find((row) => row.state === 'posted')!.count).toBe(payments);
    const open = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts['C1']!] }),
    );
    expect(open).toEqual([]);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
