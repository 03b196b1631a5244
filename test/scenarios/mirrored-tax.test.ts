/** The tax of documents that an ERP owns: told by its list, kept on the item, posted nowhere twice, and split by what is done here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { builtInErpMappings, exportsToJson, listExports, loadErpFile } from '#integrations';
import { runQuery, sql } from '#platform';
import {
  listCertificates,
  listReliefs,
  openDeduction,
  postDocuments,
  receiveCertificate,
  writeOff,
} from '#receivables';
import type { Books } from '../books.ts';
import { must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, type SapItem, sapHeader, sapRow } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  must(await setUpTax(books.engine, books.caller));
});
afterAll(() => closeVerified(books));

const read = <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  runQuery(books.engine, books.tenantId, async (db) => (await query.execute(db)).rows);

/** Tax and open amount of the items that stand, by number. */
const taxes = async () =>
  Object.fromEntries(
    (
      await read(sql<{ number: string; tax: bigint }>`
        select number, tax_minor as tax from receivables.v_item
        where tenant_id = ${books.tenantId} and source = 'erp' and open_minor <> 0 order by number`)
    ).map((row) => [row.number, row.tax]),
  );
const itemId = async (number: string): Promise<bigint> =>
  (
    await read(sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and open_minor <> 0`)
  )[0]!.id;
/** What stands on the accounts, without the receivables and what mirrors them. */
const accounts = async () =>
  Object.fromEntries(
    (
      await read(sql<{ purpose: string; amount: bigint }>`
        select a.purpose, sum(l.amount_minor)::bigint as amount from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
        where l.tenant_id = ${books.tenantId} and a.purpose not in ('receivables_control', 'erp_mirror')
        group by 1 having sum(l.amount_minor) <> 0 order by 1`)
    ).map((row) => [row.purpose, row.amount]),
  );

const list: readonly SapItem[] = [
  { number: '1800000001', amount: '1190.00', tax: '190.00', taxCode: 'S' },
  { number: '1800000002', amount: '119.00', taxCode: 'S' },
  { number: '1800000003', amount: '100.00' },
  { number: '1800000004', amount: '107.00', tax: '7.00', taxCode: 'A9' },
  { number: '1600000005', amount: '-59.50', type: 'DG', tax: '9.50' },
  { number: '1400000006', amount: '-40.00', tax: '6.00' },
];

describe('R61 R4 The tax of documents that an ERP owns', () => {
  it('is what its list says by code or as a sum, on the side of its amount; money has none, and nothing is posted twice', async () => {
    const { bad } = must(
      await loadSapList(books, company, '2026-01-05', [
        ...list,
        { number: '1800000007', amount: '50.00', tax: '60.00', taxCode: 'S' },
      ]),
    );
    expect(bad.map((one) => [one.row, one.code])).toEqual([[8, 'erp.tax-beyond-amount']]);
    expect(await taxes()).toEqual({
      '1800000001': 190_00n,
      // By the rate of its code.
      '1800000002': 19_00n,
      '1800000003': 0n,
      // Its code is not recorded: what the list says counts, of no code.
      '1800000004': 7_00n,
      '1600000005': -9_50n,
      '1400000006': 0n,
    });
    expect(await accounts()).toEqual({});
  });

  it('is split by a write-off, which takes the net to loss and lets the tax wait for its relief', async () => {
    must(
      await writeOff(books.engine, books.caller, {
        itemId: await itemId('1800000001'),
        amount: '595.00',
        postingDate: '2026-01-05',
        reasonCode: 'INSOLVENCY',
        against: 'loss',
        reason: 'Half is lost.',
      }),
    );
    expect(await accounts()).toEqual({ bad_debt: 500_00n, bad_debt_tax: 95_00n });
    expect(await listReliefs(books.engine, books.tenantId, company.id, '2026-01-05')).toHaveLength(1);
  });

  it('is split by a discount, and goes with the part that is deducted', async () => {
    must(
      await postDocuments(books.engine, books.caller, {
        company,
        documents: [
          {
            accountId: books.accounts['C1']!,
            documentType: 'discount',
            number: null,
            documentDate: '2026-01-05',
            currency: 'EUR',
            amountMinor: -2_38n,
            linkedItemId: await itemId('1800000002'),
            settles: true,
          },
        ],
      }),
    );
    expect(await accounts()).toMatchObject({ discount_granted: 2_00n, tax_payable: 38n });
    must(
      await openDeduction(books.engine, books.caller, {
        itemId: await itemId('1800000004'),
        amount: '53.50',
        postingDate: '2026-01-05',
        reasonCode: 'PRICE',
        reason: 'The price was another one.',
      }),
    );
    const deducted = await read(sql<{ tax: bigint }>`
      select tax_minor as tax from receivables.v_item
      where tenant_id = ${books.tenantId} and document_type = 'deduction' and open_minor <> 0`);
    expect(deducted).toEqual([{ tax: 3_50n }]);
  });

  it('stays with what is left of an item, and goes with one that gives way to another amount', async () => {
    const [first, second, third, ...rest] = list;
    must(
      await loadSapList(books, company, '2026-01-07', [
        first!,
        { ...second!, clearing: '1500000001', cleared: '2026-01-06' },
        { number: '1800000008', amount: '59.50', belongsTo: '1800000002' },
        { ...third!, amount: '238.00', tax: '38.00', taxCode: 'S' },
        ...rest,
      ]),
    );
    expect(await taxes()).toMatchObject({ '1800000003': 38_00n, '1800000008': 9_50n });
    // What the ERP closed or changed moved no tax here. A discount that it went past is taken back with its tax; the write-off stands.
    expect(await accounts()).toEqual({ bad_debt: 500_00n, bad_debt_tax: 95_00n });
  });

  it('that a customer withheld waits for its certificate; taken here, the clearing goes to the ERP', async () => {
    const mapping = builtInErpMappings.get('sap-line-items') as { specialGlAccounts: Record<string, string> };
    const row = sapRow({ number: '1800000011', amount: '150.00', indicator: 'Q', tax: '10.00' });
    must(
      await loadErpFile(books.engine, books.caller, {
        company,
        fileName: 'withheld.csv',
        bytes: new TextEncoder().encode([sapHeader, row].join('\n')),
        mapping: {
          ...mapping,
          specialGlAccounts: { ...mapping.specialGlAccounts, Q: 'withholding_tax' },
          delimiter: ';',
          declares: { withoutTotals: true },
        },
        declared: { kind: 'delta', scope: '1000', keyDate: '2026-01-07' },
      }),
    );
    const awaited = async () =>
      (
        await listCertificates(books.engine, books.tenantId, {
          companyId: company.id,
          day: '2026-01-08',
          state: 'awaited',
        })
      ).map((one) => one.number);
    expect(await awaited()).toEqual(['1800000011']);
    must(
      await receiveCertificate(books.engine, books.caller, {
        itemId: await itemId('1800000011'),
        certificate: 'WHT-77',
        postingDate: '2026-01-07',
        reason: 'It came by post.',
      }),
    );
    expect(await awaited()).toEqual([]);
    const queue = exportsToJson(await listExports(books.engine, books.tenantId, company.id, ['pending']));
    expect(queue.flatMap((one) => one.lines).map((line) => [line.debit.number, line.amount])).toContainEqual([
      '1800000011',
      '150.00',
    ]);
  });
});
