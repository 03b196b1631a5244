/**
 * What the ERP learns of the tax in what was cleared here: by line and code, what it corrects now, what waits for its relief and
 * what only moved on, to the unit as the ledger here split it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { answerExports, exportClearings, exportsToCsv, exportsToJson, listExports } from '#integrations';
import { runQuery, sql } from '#platform';
import {
  claimBadDebtRelief,
  openDeduction,
  postDocuments,
  recoverWriteOff,
  reverseDocument,
  writeOff,
} from '#receivables';
import { type Books, must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  must(await setUpTax(books.engine, books.caller));
  must(
    await loadSapList(books, company, '2026-01-05', [
      { number: '1800000001', amount: '1190.00', tax: '190.00', taxCode: 'S' },
      { number: '1800000002', amount: '107.00', tax: '7.00', taxCode: 'R' },
      { number: '1800000003', amount: '100.01', taxCode: 'S' },
      { number: '1800000004', amount: '33.33', taxCode: 'R' },
      // Two rates under a code of the ERP's own: a sum, of no code here.
      { number: '1800000005', amount: '226.00', tax: '26.00', taxCode: 'A9' },
      { number: '1800000006', amount: '50.00' },
    ]),
  );
});
afterAll(() => closeVerified(books));

const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await runQuery(books.engine, books.tenantId, (db) => query.execute(db))).rows;
const itemId = async (number: string, type = 'invoice'): Promise<bigint> =>
  (
    await read(sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and document_type = ${type}
        and open_minor > 0`)
  )[0]!.id;
const openOf = async (number: string): Promise<string> =>
  (
    await read(sql<{ open: string }>`
      select open_minor::text as open from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number} and source = 'erp'`)
  )[0]!.open;
/** What stands on an account, debit positive. */
const account = async (purpose: string): Promise<string> =>
  (
    await read(sql<{ amount: string }>`
      select coalesce(sum(l.amount_minor), 0)::text as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = ${books.tenantId} and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and a.purpose = ${purpose}`)
  )[0]!.amount;

const off = async (number: string, amount: string, type?: string) =>
  must(
    await writeOff(books.engine, books.caller, {
      ...{
        itemId: await itemId(number, type),
        amount,
        postingDate: '2026-01-05',
        against: 'loss',
        reason: 'It is lost.',
      },
    }),
  );
const discount = async (number: string, amountMinor: bigint) => {
  const linkedItemId = await itemId(number);
  must(
    await postDocuments(books.engine, books.caller, {
      company,
      documents: [
        {
          ...{ accountId: books.accounts['C1']!, documentType: 'discount', number: null, documentDate: '2026-01-05' },
          ...{ currency: 'EUR', amountMinor, linkedItemId, settles: true },
        },
      ],
    }),
  );
};
const deduct = async (number: string, amount: string): Promise<string> =>
  must(
    await openDeduction(books.engine, books.caller, {
      ...{ itemId: await itemId(number), amount, postingDate: '2026-01-05', reasonCode: 'PRICE', reason: 'Too dear.' },
    }),
  ).number;
const pending = async () => exportsToJson(await listExports(books.engine, books.tenantId, company.id, ['pending']));
/** Each exported line in a word: what it clears, what of it, and its tax. */
const told = async () =>
  (await pending()).flatMap((entry) =>
    entry.lines.map((line) => [
      `${line.debit.number} ${line.amount}`,
      ...line.taxes.map((tax) => `${tax.treatment} ${tax.code} ${tax.ratePercent} ${tax.base} + ${tax.tax}`),
    ]),
  );
/** The tax that the queue tells with a treatment, in minor units. */
const sumOf = async (treatment: string): Promise<bigint> =>
  (await pending())
    .flatMap((entry) => entry.lines.flatMap((line) => line.taxes))
    .filter((tax) => tax.treatment === treatment)
    .reduce((sum, tax) => sum + BigInt(tax.tax.replace('.', '')), 0n);

describe('R61 R4 R49 The tax that the ERP corrects', () => {
  it('is told of each line by code, rate, base and amount, of two rates and of a sum without a code', async () => {
    await off('1800000001', '333.33');
    await discount('1800000002', -2_14n);
    await off('1800000005', '113.00');
    await off('1800000006', '50.00');
    expect(await told()).toEqual([
      ['1800000001 333.33', 'waits S 19 280.11 + 53.22'],
      ['1800000002 2.14', 'correct R 7 2.00 + 0.14'],
      ['1800000005 113.00', 'waits null null 100.00 + 13.00'],
      ['1800000006 50.00'],
    ]);
  });

  it('sums to what the ledger here has of it, to the unit, also where a document goes in parts', async () => {
    for (const part of ['7.77', '11.11', '14.45']) await off('1800000004', part);
    await discount('1800000003', -3_33n);
    await off('1800000003', '96.68');
    expect(String(await sumOf('waits'))).toBe(await account('bad_debt_tax'));
    expect(String(await sumOf('correct'))).toBe(await account('tax_payable'));
    // 33.33 at 7 % hold 2.18: nothing of it is left.
    const gone = (await pending())
      .flatMap((entry) => entry.lines)
      .filter((line) => line.debit.number === '1800000004')
      .map((line) => BigInt(line.taxes[0]!.tax.replace('.', '')));
    expect(gone.reduce((sum, one) => sum + one, 0n)).toBe(2_18n);
  });

  it('moves on with a deduction, and is told when that is written off, with the item it came out of', async () => {
    const number = await deduct('1800000001', '119.00');
    expect((await told()).at(-1)).toEqual(['1800000001 119.00', 'moves S 19 100.00 + 19.00']);
    await off(number, '119.00', 'deduction');
    expect((await told()).at(-1)).toEqual([`${number} 119.00`, 'waits S 19 100.00 + 19.00']);
    expect((await pending()).at(-1)!.lines[0]!.debit).toEqual({ item: null, number, outOf: '1000/1800000001/2026/1' });
    expect(String(await sumOf('waits'))).toBe(await account('bad_debt_tax'));
  });

  it('stands in the file as it does in JSON, and comes back with what is taken back', async () => {
    const handed = must(await exportClearings(books.engine, books.caller, { company }));
    const csv = exportsToCsv(handed).split('\r\n');
    const header = csv[0]!.split(',');
    const cells = csv.find((line) => line.includes('333.33'))!.split(',');
    const of = (row: readonly string[]) =>
      ['tax treatment', 'tax country', 'tax code', 'tax rate', 'tax base', 'tax'].map(
        (name) => row[header.indexOf(name)],
      );
    expect(of(cells)).toEqual(['waits', 'DE', 'S', '19', '280.11', '53.22']);
    const refused = handed.entries.find((entry) => entry.lines[0]!.debitNumber === '1800000005')!;
    const waiting = BigInt(await account('bad_debt_tax'));
    must(
      await answerExports(books.engine, books.caller, {
        ...{ company, asOf: '2026-01-05' },
        answers: [
          { reference: refused.reference, result: 'rejected', erpDocument: null, reason: 'The tax code is locked.' },
        ],
      }),
    );
    // The write-off goes with its clearing: nothing of it is left as a credit, nor its tax as waiting.
    expect(await openOf('1800000005')).toBe('22600');
    expect(
      await read(sql`select number from receivables.v_item where tenant_id = ${books.tenantId} and open_minor < 0`),
    ).toEqual([]);
    expect(BigInt(await account('bad_debt_tax'))).toBe(waiting - 13_00n);
    const [written] = await read(sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${books.tenantId} and document_type = 'write_off' and amount_minor = -33333`);
    must(
      await reverseDocument(books.engine, books.caller, {
        ...{ company, itemIds: [written!.id], postingDate: '2026-01-05', reason: 'It was paid after all.' },
      }),
    );
    expect((await pending()).map((entry) => [entry.kind, entry.lines[0]!.taxes[0]!.tax])).toEqual([
      ['clearing_reversal', '53.22'],
    ]);
  });

  it('of a bad debt is told when its relief is claimed, waits again where the ERP refuses, and is due again with a recovery', async () => {
    const { engine, caller } = books;
    const claim = async () =>
      must(
        await claimBadDebtRelief(engine, caller, {
          companyId: company.id,
          postingDate: '2026-01-05',
          reason: 'Lost for good.',
        }),
      );
    const reliefs = async () =>
      (await pending())
        .filter((entry) => entry.kind === 'tax_relief')
        .map(
          (entry) =>
            [entry.reference, entry.lines[0]!.debit.number, entry.lines[0]!.amount, entry.lines[0]!.taxes] as const,
        );
    const answer = (reference: string, result: 'confirmed' | 'rejected') =>
      answerExports(engine, caller, {
        ...{ company, asOf: '2026-01-05' },
        answers: [
          { reference, result, erpDocument: null, reason: result === 'rejected' ? 'The month is closed.' : null },
        ],
      });
    const waiting = BigInt(await account('bad_debt_tax'));
    await claim();
    const told = await reliefs();
    expect(await account('bad_debt_tax')).toBe('0');
    const sum = told.reduce((total, [, , amount]) => total + BigInt(amount.replace('.', '')), 0n);
    expect(sum).toBe(waiting);
    const of = told.find(([, number]) => number === '1800000003')!;
    expect(of[3]).toEqual([
      { country: 'DE', code: 'S', ratePercent: '19', base: expect.any(String), tax: of[2], treatment: 'correct' },
    ]);
    must(await exportClearings(engine, caller, { company }));
    for (const [reference] of told.filter((one) => one !== of)) must(await answer(reference, 'confirmed'));
    // The ERP refuses one: here its tax waits again, and nothing is told of that.
    must(await answer(of[0], 'rejected'));
    expect(await account('bad_debt_tax')).toBe(of[2].replace('.', ''));
    expect(await reliefs()).toEqual([]);
    await claim();
    expect((await reliefs()).map(([, number, amount]) => [number, amount])).toEqual([['1800000003', of[2]]]);
    const [lost] = await read(sql<{ id: bigint }>`
      select w.id from receivables.v_item w join receivables.v_item i on i.tenant_id = w.tenant_id and i.id = w.linked_item_id
      where w.tenant_id = ${books.tenantId} and w.document_type = 'write_off' and i.number = '1800000003'`);
    must(
      await recoverWriteOff(engine, caller, {
        itemId: lost!.id,
        postingDate: '2026-01-05',
        reason: 'Money came after all.',
      }),
    );
    expect((await reliefs()).map(([, number, amount, taxes]) => [number, amount, taxes[0]!.treatment])).toEqual([
      ['1800000003', of[2], 'correct'],
      ['1800000003', of[2], 'returns'],
    ]);
  });
});
