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
const amountOf = (order: number): bigint => 100_00n + BigInt(order);

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-20T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number: 'DE89370400440532013000', currency: 'EUR', name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, house));
  const documents = orders.map((_, index) => ({
    accountId: books.accounts['C1']!,
    documentType: 'invoice' as const,
    number: `RE-70${index}1`,
    documentDate: '2026-01-10',
    currency: 'EUR',
    amountMinor: amountOf(index),
  }));
  must(await postDocuments(engine, caller, { company, documents }));
});
afterAll(() => books.close());

/** One payment as a message of a kind tells it. */
function message(kind: Kind, order: number): Uint8Array {
  messages += 1;
  const [root, statement] = roots[kind];
  const amount = `${amountOf(order) / 100n}.${String(amountOf(order) % 100n).padStart(2, '0')}`;
  const money = `<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>`;
  const parties = '<RltdPties><Dbtr><Pty><Nm>Customer C1</Nm></Pty></Dbtr></RltdPties>';
  const details = `<NtryDtls><TxDtls><Refs><EndToEndId>E${order}</EndToEndId></Refs>${money}${parties}<RmtInf><Ustrd>RE-70${order}1</Ustrd></RmtInf></TxDtls></NtryDtls>`;
  const entry = `<Ntry>${money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-1${order}</Dt></BookgDt><ValDt><Dt>2026-03-1${order}</Dt></ValDt><AcctSvcrRef>REF${order}</AcctSvcrRef>${details}</Ntry>`;
  const account = `<Id>M${messages}</Id><CreDtTm>2026-03-1${order}T20:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>`;
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
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${`RE-70${order}1`}`.execute(
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

  it('and every invariant holds', async () => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; count: number }>`
        select state, count(*)::integer as count from cash.v_bank_line where tenant_id = ${books.tenantId} group by 1 order by 1`.execute(
        db,
      ),
    );
    expect(rows.find((row) => row.state === 'posted')!.count).toBe(6);
    const open = await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts['C1']!] }),
    );
    expect(open).toEqual([]);
    expect((await verify(books.engine, books.tenantId)).checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
