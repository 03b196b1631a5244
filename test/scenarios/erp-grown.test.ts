/**
 * An invoice whose amount its ERP changes while money of ours that was applied to it waits for the ERP: the money is free again,
 * nobody is asked for what was paid, and the queue says what became of the clearing.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyCash } from '#cash';
import type { Company } from '#company';
import { exportClearings, listExports } from '#integrations';
import { runQuery, sql } from '#platform';
import { type BankDays, openBank } from '../bank-days.ts';
import { type Books, must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList } from '../sap-list.ts';

let books: Books;
let company: Company;
let bank: BankDays;
beforeEach(async () => {
  ({ books, company } = await openMirroredBooks(1));
  bank = await openBank(books, company);
});
afterEach(() => closeVerified(books));

const invoice = (amount: string) => [{ number: '1800000001', amount }];
const open = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ document: string; open: bigint }>`
      select document_type as document, open_minor as open from receivables.v_item
      where tenant_id = ${books.tenantId} and open_minor <> 0 order by id`.execute(db),
  );
  return rows.map((row) => [row.document, row.open]);
};
const exportStates = async () =>
  (
    await listExports(books.engine, books.tenantId, company.id, ['pending', 'exported', 'overtaken', 'confirmed'])
  ).entries.map((one) => one.state);
const pay = (day: string) =>
  bank.read(day, [{ amountMinor: 1000_00n, valueDate: day, payer: 'CUSTOMER C1', text: 'INVOICE 1800000001' }]);

describe('R61 R33 An invoice that grows in its ERP after it was paid here', () => {
  it('leaves the money free to be applied anew, and asks for no more than what is owed', async () => {
    must(await loadSapList(books, company, '2026-01-05', invoice('1000.00')));
    expect(must(await pay('2026-01-06'))).toMatchObject({ applied: 1 });
    expect(await open()).toEqual([]);
    must(await loadSapList(books, company, '2026-01-07', invoice('1200.00')));
    expect(await exportStates()).toEqual(['overtaken']);
    expect(await open()).toEqual([
      ['payment', -1000_00n],
      ['invoice', 1200_00n],
    ]);
    // The same list again changes nothing.
    must(await loadSapList(books, company, '2026-01-08', invoice('1200.00')));
    expect((await open()).map(([, minor]) => minor)).toEqual([-1000_00n, 1200_00n]);
    // Whatever becomes of the money now, two hundred are owed.
    must(await applyCash(books.engine, books.caller, { company, asOf: '2026-01-08' }));
    expect((await open()).reduce((sum, [, minor]) => sum + (minor as bigint), 0n)).toBe(200_00n);
  });

  it('after the clearing was handed over as well: what SAP does with it is told by its next list', async () => {
    must(await loadSapList(books, company, '2026-01-05', invoice('1000.00')));
    must(await pay('2026-01-06'));
    expect(must(await exportClearings(books.engine, books.caller, { company })).entries.length).toBe(1);
    must(await loadSapList(books, company, '2026-01-07', invoice('1200.00')));
    expect(await exportStates()).toEqual(['overtaken']);
    expect((await open()).map(([, minor]) => minor)).toEqual([-1000_00n, 1200_00n]);
    // SAP had done it after all: its payment is our receipt, which it has used up.
    const payment = { number: '1400000001', amount: '-1000.00', clearing: '1400000001', cleared: '2026-01-07' };
    const rest = { number: '1800000002', amount: '200.00', belongsTo: '1800000001' };
    must(await loadSapList(books, company, '2026-01-08', [rest, payment]));
    expect(await open()).toEqual([['invoice', 200_00n]]);
  });

  it('after SAP had confirmed the clearing and reset it: what was counted as done there is not counted', async () => {
    must(await loadSapList(books, company, '2026-01-05', invoice('1000.00')));
    must(await pay('2026-01-06'));
    const [exported] = must(await exportClearings(books.engine, books.caller, { company })).entries;
    const done = { clearing: '1400000001', cleared: '2026-01-07' };
    const payment = { number: '1400000001', amount: '-1000.00' };
    must(
      await loadSapList(books, company, '2026-01-07', [
        { number: '1800000001', amount: '1000.00', ...done, assignment: exported!.reference },
        { ...payment, ...done },
      ]),
    );
    expect(await exportStates()).toEqual(['confirmed']);
    must(await loadSapList(books, company, '2026-01-08', [...invoice('1200.00'), payment]));
    expect((await open()).map(([, minor]) => minor)).toEqual([-1000_00n, 1200_00n]);
    // Paid back there: the payment is closed here as well.
    must(await loadSapList(books, company, '2026-01-09', invoice('1200.00')));
    expect(await open()).toEqual([['invoice', 1200_00n]]);
  });
});
