/** An offset in a company whose documents its ERP owns: the ERP clears its receivables and its payables by one entry of the queue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, findCompany } from '#company';
import { saveCustomers } from '#customers';
import {
  answerExports,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
  setCompanyMode,
} from '#integrations';
import { executeOffset, keepDocument, listPayables, offerPayables, proposeByHand, reverseOffset } from '#offsets';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '../books.ts';
import { loadSapList } from '../sap-list.ts';

describe('R31 R61 What an offset takes of our payables goes to the ERP with its clearing', () => {
  let books: Books;
  let company: Company;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: '2026-01-08T09:00:00Z' });
    const { engine, caller, tenantId } = books;
    const reason = 'SAP owns the documents.';
    must(await setCompanyMode(engine, caller, { company: books.company, mode: 'mirrored', reason }));
    company = must(await findCompany(engine, tenantId, 'DE01'));
    const customers = [{ number: 'C1', name: 'Customer C1', country: 'DE', taxNumber: 'DE811907980' }];
    must(await saveCustomers(engine, caller, { customers }));
    const invoices = [
      { number: '1800000001', amount: '1000.00' },
      { number: '1800000002', amount: '250.00' },
    ];
    must(await loadSapList(books, company, '2026-01-05', invoices, {}));
    const payables = [
      ['L-1', 300_00n],
      ['L-2', 200_00n],
    ] as const;
    must(
      await offerPayables(engine, caller, {
        company,
        reason: 'From the ledger of creditors.',
        payables: payables.map(([number, amountMinor]) => ({
          ...{ vendorNumber: 'V100', vendorName: 'Customer C1', taxNumber: 'DE811907980', number, amountMinor },
          ...{ documentDate: '2025-12-01', dueDate: '2025-12-31', currency: 'EUR' },
        })),
      }),
    );
  });
  afterAll(() => books.close());

  const itemOf = async (number: string): Promise<{ id: bigint; open: bigint }> => {
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; open: bigint }>`
        select id, open_minor as open from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}
          and document_type not in ('adjustment', 'reversal') order by id limit 1`.execute(db),
    );
    return rows[0]!;
  };
  /** Sets payables off against an invoice, with the customer's word. */
  const setOff = async (invoice: string, ...numbers: string[]): Promise<bigint> => {
    const { engine, caller, tenantId } = books;
    const { payables } = await listPayables(engine, tenantId, { companyId: company.id, all: true });
    const payableIds = payables.filter((one) => numbers.includes(one.number)).map((one) => one.payableId);
    const itemIds = [(await itemOf(invoice)).id];
    const { offsetId } = must(
      await proposeByHand(engine, caller, { company, asOf: '2026-01-08', itemIds, payableIds, reason: 'Agreed.' }),
    );
    const bytes = new TextEncoder().encode('%PDF-1.4\nagreed\n%%EOF\n');
    const document = { company, offsetId, kind: 'set_off_confirmation' as const, fileName: 'signed.pdf', bytes };
    must(await keepDocument(engine, caller, document));
    must(await executeOffset(engine, { ...caller, source: 'test' }, { offsetId, reason: 'Agreed by phone.' }));
    return offsetId;
  };

  it('names each of them by vendor and number, in JSON and in the table, and is confirmed like any clearing', async () => {
    const { engine, caller, tenantId } = books;
    await setOff('1800000001', 'L-1', 'L-2');
    expect((await itemOf('1800000001')).open).toBe(500_00n);
    const exported = must(await exportClearings(engine, caller, { company }));
    const [entry] = exportsToJson(exported);
    expect(entry!.lines).toMatchObject([
      { customer: 'C1', debit: { item: '1000/1800000001/2026/1' }, amount: '500.00', currency: 'EUR' },
    ]);
    expect(entry!.payables).toEqual([
      { vendor: 'V100', number: 'L-1', amount: '300.00', currency: 'EUR' },
      { vendor: 'V100', number: 'L-2', amount: '200.00', currency: 'EUR' },
    ]);
    const [header, row] = exportsToCsv(exported)
      .replace(/^\ufeff/, '')
      .split('\r\n');
    expect(header).toContain('payables');
    expect(row).toContain('V100 L-1 300.00 EUR; V100 L-2 200.00 EUR');
    const answers = [
      { reference: entry!.reference, result: 'confirmed' as const, erpDocument: '1400000077', reason: null },
    ];
    must(await answerExports(engine, caller, { company, answers, asOf: '2026-01-08' }));
    const { entries } = await listExports(engine, tenantId, company.id, ['confirmed']);
    expect(entries.map((one) => one.reference)).toEqual([entry!.reference]);
  });

  it('is withdrawn with its payables where the offset is taken back before the ERP heard of it', async () => {
    const { engine, caller, tenantId } = books;
    must(
      await offerPayables(engine, caller, {
        company,
        reason: 'One more.',
        payables: [
          {
            ...{ vendorNumber: 'V100', vendorName: 'Customer C1', taxNumber: 'DE811907980', number: 'L-3' },
            ...{ amountMinor: 100_00n, documentDate: '2025-12-01', dueDate: '2025-12-31', currency: 'EUR' },
          },
        ],
      }),
    );
    const offsetId = await setOff('1800000002', 'L-3');
    must(await reverseOffset(engine, caller, { company, offsetId, reason: 'Paid after all.' }));
    expect((await itemOf('1800000002')).open).toBe(250_00n);
    const { entries } = await listExports(engine, tenantId, company.id, ['withdrawn']);
    expect(entries).toHaveLength(1);
    expect(must(await exportClearings(engine, caller, { company })).entries).toEqual([]);
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
