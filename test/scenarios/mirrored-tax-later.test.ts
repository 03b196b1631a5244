/** The tax of items that were mirrored before their list told it: the next list brings it in, and posts nothing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { builtInErpMappings, listLoadRows, loadErpFile } from '#integrations';
import { runQuery, sql } from '#platform';
import { openDeduction, writeOff } from '#receivables';
import { type Books, must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, reach, type SapItem, sapHeader, sapRow } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  must(await setUpTax(books.engine, books.caller));
});
afterAll(() => closeVerified(books));

const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await runQuery(books.engine, books.tenantId, (db) => query.execute(db))).rows;
/** Tax of the ERP's items that are open, by number, with what of it stands by code. */
const taxes = async () =>
  Object.fromEntries(
    (
      await read(sql<{ number: string; tax: bigint; code: string | null }>`
        select i.number, i.tax_minor as tax, t.tax_code as code from receivables.v_item i
        left join receivables.v_item_tax t on t.tenant_id = i.tenant_id and t.item_id = i.id
        where i.tenant_id = ${books.tenantId} and i.source = 'erp' and i.open_minor <> 0 order by i.number`)
    ).map((row) => [row.number, row.code === null ? row.tax : `${row.tax} ${row.code}`]),
  );
const itemId = async (number: string): Promise<bigint> =>
  (
    await read(sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and open_minor > 0`)
  )[0]!.id;
const journals = async (): Promise<string> =>
  (
    await read(
      sql<{ count: string }>`select count(*)::text as count from ledger.v_journal where tenant_id = ${books.tenantId}`,
    )
  )[0]!.count;
const lastLoad = async () =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      listLoadRows(db, books.tenantId, { companyIds: [company.id], state: null, beforeId: null, limit: 1 }),
    )
  )[0]!;

/** The list of before: the mapping does not read its tax. */
const loadWithoutTax = (keyDate: string, rows: readonly SapItem[]) => {
  const sap = builtInErpMappings.get('sap-line-items') as { columns: Record<string, unknown> };
  const { tax: _tax, taxCode: _code, ...columns } = sap.columns;
  reach(books, keyDate);
  return loadErpFile(books.engine, books.caller, {
    ...{ company, fileName: `old-${keyDate}.csv` },
    bytes: new TextEncoder().encode([sapHeader, ...rows.map(sapRow)].join('\n')),
    mapping: { ...sap, columns, delimiter: ';', declares: { withoutTotals: true } },
    declared: { kind: 'full', scope: '1000', keyDate },
  });
};

const list: readonly SapItem[] = [
  { number: '1800000001', amount: '1190.00', tax: '190.00', taxCode: 'S' },
  { number: '1800000002', amount: '107.00', taxCode: 'R' },
  { number: '1800000003', amount: '226.00', tax: '26.00', taxCode: 'A9' },
  { number: '1800000004', amount: '50.00' },
  { number: '1800000005', amount: '119.00', tax: '19.00', taxCode: 'S' },
  { number: '1800000006', amount: '238.00', tax: '38.00', taxCode: 'S' },
  { number: '1600000007', amount: '-59.50', type: 'DG', tax: '9.50', taxCode: 'S' },
  { number: '1400000008', amount: '-40.00', tax: '6.00' },
];

describe('R61 R4 The tax of items that were mirrored before their list told it', () => {
  it('comes in with the next full list that tells it, as the items stand, without a posting', async () => {
    must(await loadWithoutTax('2026-01-05', list));
    expect(Object.values(await taxes()).every((tax) => tax === 0n)).toBe(true);
    expect((await lastLoad()).counts).not.toHaveProperty('withoutTax');
    // Of these something was taken without tax: by hand, and by a deduction.
    must(
      await writeOff(books.engine, books.caller, {
        ...{ itemId: await itemId('1800000005'), amount: '19.00', postingDate: '2026-01-05' },
        ...{ against: 'loss' as const, reason: 'Lost.' },
      }),
    );
    must(
      await openDeduction(books.engine, books.caller, {
        ...{ itemId: await itemId('1800000006'), amount: '38.00', postingDate: '2026-01-05' },
        ...{ reasonCode: 'PRICE', reason: 'Too dear.' },
      }),
    );
    const before = await journals();
    const loaded = must(await loadSapList(books, company, '2026-01-06', list));
    expect([loaded.state, loaded.changed]).toEqual(['accepted', 4]);
    expect(await taxes()).toEqual({
      '1800000001': '19000 S',
      '1800000002': '700 R',
      '1800000003': 26_00n,
      '1800000004': 0n,
      '1800000005': 0n,
      '1800000006': 0n,
      '1600000007': '-950 S',
      '1400000008': 0n,
    });
    expect(await journals()).toBe(before);
  });

  it('is a change of the mirror with its record, and the load says how many are open without', async () => {
    const changes = await read(sql<{ key: string; before: string; after: string; operation: string }>`
      select c.item_key as key, c.before, c.after, a.operation from integrations.erp_change c
      join platform.audit a on a.tenant_id = c.tenant_id and a.seq = c.seq
      where c.tenant_id = ${books.tenantId} and c.kind = 'tax' order by 1`);
    expect(changes.map((one) => [one.key.split('/')[1], one.before, one.after])).toEqual([
      ['1600000007', '0', '-950'],
      ['1800000001', '0', '19000'],
      ['1800000002', '0', '700'],
      ['1800000003', '0', '2600'],
    ]);
    expect(new Set(changes.map((one) => one.operation))).toEqual(new Set(['integrations.apply-load']));
    // The one without tax, and the two of which something was taken; money bears none.
    expect((await lastLoad()).counts).toMatchObject({ withoutTax: 3 });
  });

  it('is not told twice: the same list a day later finds nothing new', async () => {
    const again = must(await loadSapList(books, company, '2026-01-07', list));
    expect(again.changed).toBe(0);
  });

  it('is split from then on by what is done here', async () => {
    must(
      await writeOff(books.engine, books.caller, {
        ...{ itemId: await itemId('1800000002'), postingDate: '2026-01-07' },
        ...{ against: 'loss' as const, reason: 'Lost.' },
      }),
    );
    const lines = await read(sql<{ purpose: string; amount: bigint }>`
      select a.purpose, l.amount_minor as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id and a.purpose in ('bad_debt', 'bad_debt_tax')
      join ledger.v_journal j on j.tenant_id = ${books.tenantId} and j.id = l.journal_id and j.posting_date = '2026-01-07'
      where l.tenant_id = ${books.tenantId} order by 1`);
    expect(lines).toEqual([
      { purpose: 'bad_debt', amount: 100_00n },
      { purpose: 'bad_debt_tax', amount: 7_00n },
    ]);
  });
});
