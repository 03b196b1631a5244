/** A company whose documents its ERP owns takes none by hand: what is refused says where it is done instead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '#company';
import { exportsToCsv, exportsToJson, importItems, listExports } from '#integrations';
import { runQuery, sql } from '#platform';
import { postDocument, postDocuments, refundCredit, reverseDocument, reverseOneDocument } from '#receivables';
import { type Books, must, refusalOf } from '../books.ts';
import { openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList } from '../sap-list.ts';
import { verifyBankAccount } from '../verified-account.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  must(await loadSapList(books, company, '2026-01-05', [{ number: '1800000001', amount: '1000.00' }]));
});
afterAll(() => books.close());

async function itemId(type: string): Promise<bigint> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and document_type = ${type} order by id desc limit 1`.execute(
      db,
    ),
  );
  return rows[0]!.id;
}

/** Counts of everything posted. */
const posted = async () =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ items: bigint; entries: bigint; journals: bigint }>`
        select (select count(*) from receivables.v_item where tenant_id = ${books.tenantId}) as items,
          (select count(*) from receivables.v_entry where tenant_id = ${books.tenantId}) as entries,
          (select count(*) from ledger.v_journal where tenant_id = ${books.tenantId}) as journals`.execute(db),
    )
  ).rows[0];

describe('R61 R5 Documents that belong to the ERP', () => {
  it('come by its loads: a table of items, a document by hand and a reversal are refused, and nothing is posted', async () => {
    const before = await posted();
    const table = {
      company,
      fileName: 'items.csv',
      bytes: new TextEncoder().encode('customer,number,documentDate,amount\nC1,R-1,2026-01-05,10.00'),
    };
    const imported = await importItems(books.engine, books.caller, table);
    expect(refusalOf(imported)).toBe('items.company-mirrored');
    expect(refusalOf(await importItems(books.engine, books.caller, { ...table, check: true }))).toBe(
      'items.company-mirrored',
    );
    const byHand = {
      accountId: books.accounts['C1']!,
      documentType: 'invoice' as const,
      documentDate: '2026-01-05',
      currency: 'EUR',
      amount: '10.00',
      reason: 'By hand.',
      settles: false,
    };
    expect(refusalOf(await postDocument(books.engine, books.caller, byHand))).toBe('receivables.company-mirrored');
    const reversal = { itemId: await itemId('invoice'), reason: 'Wrong.' };
    expect(refusalOf(await reverseOneDocument(books.engine, books.caller, reversal))).toBe('receivables.erp-document');
    expect(
      refusalOf(
        await reverseDocument(books.engine, books.caller, {
          company,
          itemIds: [reversal.itemId],
          postingDate: '2026-01-06',
          reason: 'Wrong.',
        }),
      ),
    ).toBe('receivables.erp-document');
    expect(await posted()).toEqual(before);
  });

  it('a document of ours, such as a charge for reminding, is reversed here', async () => {
    const charge = {
      accountId: books.accounts['C1']!,
      documentType: 'finance_charge' as const,
      number: null,
      documentDate: '2026-01-05',
      currency: 'EUR',
      amountMinor: 5_00n,
    };
    must(await postDocuments(books.engine, books.caller, { company, documents: [charge] }));
    const itemIdOfCharge = await itemId('finance_charge');
    must(
      await reverseOneDocument(books.engine, books.caller, {
        itemId: itemIdOfCharge,
        postingDate: '2026-01-06',
        reason: 'Waived.',
      }),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ open: bigint }>`
        select sum(open_minor)::bigint as open from receivables.v_item where tenant_id = ${books.tenantId}`.execute(db),
    );
    expect(rows).toEqual([{ open: 1_000_00n }]);
  });

  it('a refund of its credit goes to it through the export, with the account that it is paid to', async () => {
    const list = [
      { number: '1800000001', amount: '1000.00' },
      { number: '1400000009', amount: '-50.00' },
    ];
    must(await loadSapList(books, company, '2026-01-06', list));
    const account = { accountId: books.accounts['C1']!, account: '4410077219', bankCode: '021000021' };
    await verifyBankAccount(books.engine, books.caller, { ...account, holderName: 'Customer' });
    const credit = await itemId('payment');
    must(await refundCredit(books.engine, books.caller, { itemId: credit, reason: 'Paid twice.' }));
    const queue = await listExports(books.engine, books.tenantId, company.id, ['pending']);
    const payTo = { account: '4410077219', bankCode: '021000021', holderName: 'Customer' };
    expect(exportsToJson(queue)).toMatchObject([
      { lines: [{ credit: { number: '1400000009' }, amount: '50.00', payTo }] },
    ]);
    expect(exportsToCsv(queue)).toContain(',4410077219,021000021,Customer');
  });
});
