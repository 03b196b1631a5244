/** A write-off and a discount that the ERP goes past: it clears the invoice itself before it is told, and nothing of ours is left. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { listExports } from '#integrations';
import { runQuery, sql } from '#platform';
import { postDocuments, recoverWriteOff, writeOff } from '#receivables';
import { type Books, must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  must(await setUpTax(books.engine, books.caller));
});
afterAll(() => closeVerified(books));

const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await runQuery(books.engine, books.tenantId, (db) => query.execute(db))).rows;
const itemId = async (number: string): Promise<bigint> =>
  (
    await read(sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and source = 'erp'`)
  )[0]!.id;

describe('R49 R61 What was written off here and cleared in the ERP', () => {
  it('is taken back with its document: no credit stays on the account, no loss and no tax in the books', async () => {
    const { engine, caller } = books;
    const invoices = [
      { number: '1800000001', amount: '1190.00', tax: '190.00', taxCode: 'S' },
      { number: '1800000002', amount: '119.00', tax: '19.00', taxCode: 'S' },
    ];
    must(await loadSapList(books, company, '2026-01-05', invoices));
    must(
      await writeOff(engine, caller, {
        ...{ itemId: await itemId('1800000001'), amount: '595.00', postingDate: '2026-01-05' },
        ...{ against: 'loss' as const, reason: 'Half is lost.' },
      }),
    );
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [
          {
            ...{ accountId: books.accounts['C1']!, documentType: 'discount', number: null, documentDate: '2026-01-05' },
            ...{ currency: 'EUR', amountMinor: -2_38n, linkedItemId: await itemId('1800000002'), settles: true },
          },
        ],
      }),
    );
    const paid = { clearing: '1400000050', cleared: '2026-01-06' };
    must(
      await loadSapList(
        books,
        company,
        '2026-01-06',
        invoices.map((one) => ({ ...one, ...paid })),
      ),
    );
    const queue = await listExports(engine, books.tenantId, company.id, ['pending', 'exported', 'overtaken']);
    expect(queue.entries.map((entry) => entry.state)).toEqual(['overtaken', 'overtaken']);
    expect(
      await read(
        sql`select number, open_minor from receivables.v_item where tenant_id = ${books.tenantId} and open_minor <> 0`,
      ),
    ).toEqual([]);
    expect(
      await read(sql`
        select a.purpose, sum(l.amount_minor)::text as amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose in ('bad_debt', 'bad_debt_tax', 'discount_granted', 'tax_payable')
        group by 1 having sum(l.amount_minor) <> 0`),
    ).toEqual([]);
  });

  it('stays where money came for it since: the clearing alone is taken back, and the load goes in', async () => {
    const { engine, caller } = books;
    const invoice = { number: '1800000003', amount: '119.00', tax: '19.00', taxCode: 'S' };
    must(await loadSapList(books, company, '2026-01-07', [invoice]));
    const off = must(
      await writeOff(engine, caller, {
        ...{ itemId: await itemId('1800000003'), postingDate: '2026-01-07' },
        ...{ against: 'loss' as const, reason: 'It is lost.' },
      }),
    );
    const back = {
      itemId: BigInt(off.itemId),
      amount: '40.00',
      postingDate: '2026-01-07',
      reason: 'Money came after all.',
    };
    must(await recoverWriteOff(engine, caller, back));
    must(
      await loadSapList(books, company, '2026-01-08', [{ ...invoice, clearing: '1400000051', cleared: '2026-01-08' }]),
    );
    const states = (await listExports(engine, books.tenantId, company.id, ['overtaken'])).entries.length;
    expect(states).toBe(3);
    // The write-off stands by itself now, and the ERP's own closing closed the invoice.
    expect(
      await read(sql`
        select document_type, open_minor::text as open from receivables.v_item
        where tenant_id = ${books.tenantId} and open_minor <> 0 order by id`),
    ).toEqual([
      { document_type: 'write_off', open: '-11900' },
      { document_type: 'recovery', open: '4000' },
    ]);
  });
});
