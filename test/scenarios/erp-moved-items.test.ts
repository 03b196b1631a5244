/**
 * What was moved out of a mirrored invoice here (a deduction) and what the ERP opens for it is one debt: known by our reference, by
 * the ERP's document of our clearing, or as what is left of the same invoice.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Company } from '#company';
import { relateCustomers } from '#customers';
import { answerExports, exportClearings, exportsToJson, listExports } from '#integrations';
import { addDays } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { openDeduction, writeOff } from '#receivables';
import { type Books, must } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList, type SapItem } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(2));
});
afterAll(() => closeVerified(books));

/** What the ERP shows as open: the lists of these tests name it all. */
const ledger = new Map<string, SapItem>();
let days = 4;
const dayOfList = () => addDays('2026-01-01', days);
/** The ERP's list of the next day; what is closed is told once, with the document that closed it. */
const list = async (changes: readonly SapItem[]) => {
  days += 1;
  for (const one of changes) ledger.set(`${one.number}/${one.line ?? 1}`, one);
  const loaded = must(await loadSapList(books, company, dayOfList(), [...ledger.values()]));
  for (const [key, one] of ledger) if (one.clearing) ledger.delete(key);
  expect([loaded.state, loaded.bad]).toEqual(['accepted', []]);
  return loaded;
};
const read = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await runQuery(books.engine, books.tenantId, (db) => query.execute(db))).rows;
/** Everything open here, and what the ERP has open: the same but for what it was not told yet. */
const open = () =>
  read(sql<{ number: string; type: string; open: string }>`
    select number, document_type as type, open_minor::text as open from receivables.v_item
    where tenant_id = ${books.tenantId} and open_minor <> 0 order by number`);
const inErp = (): bigint =>
  [...ledger.values()].reduce((sum, one) => sum + (one.clearing ? 0n : BigInt(one.amount.replace('.', ''))), 0n);
const inBooks = async (): Promise<bigint> => (await open()).reduce((sum, one) => sum + BigInt(one.open), 0n);
const itemId = async (number: string): Promise<bigint> =>
  (
    await read(sql<{ id: bigint }>`select id from receivables.v_item where tenant_id = ${books.tenantId}
      and number = ${number} and amount_minor > 0`)
  )[0]!.id;
/** Deducts from an invoice and hands the clearing over; answers the deduction's number and our reference. */
const deduct = async (number: string, amount: string) => {
  const made = must(
    await openDeduction(books.engine, books.caller, {
      ...{ itemId: await itemId(number), amount, postingDate: '2026-01-05', reason: 'Too dear.' },
    }),
  );
  const { entries } = must(await exportClearings(books.engine, books.caller, { company }));
  return { number: made.number, reference: entries.at(-1)!.reference };
};
const answer = async (reference: string, result: 'confirmed' | 'rejected', erpDocument: string | null = null) =>
  must(
    await answerExports(books.engine, books.caller, {
      ...{ company, asOf: dayOfList() },
      answers: [{ reference, result, erpDocument, reason: null }],
    }),
  );
const sound = async () =>
  (await verify(books.engine, books.tenantId)).checks.filter((one) => one.failed > 0).flatMap((one) => one.offenders);
const closed = (number: string, amount: string, by: string, assignment?: string): SapItem => ({
  ...{ number, amount, clearing: by, cleared: '2026-01-05' },
  ...(assignment !== undefined && { assignment }),
});

describe('R61 R49 A deduction that the ERP keeps as an open item of its own is owed once', () => {
  it('by our reference: ours stands for it, is closed with it, and what happens to it here names it', async () => {
    await list([{ number: '1800000001', amount: '1000.00' }]);
    const { number, reference } = await deduct('1800000001', '100.00');
    // The ERP cleared the invoice with our document and money of its own, and keeps the rest as an item.
    const residual = { number: '1400000001', line: 2, type: 'AB', amount: '100.00', assignment: reference };
    await list([closed('1800000001', '1000.00', '1400000001', reference), residual]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '10000' }]);
    expect(await inBooks()).toBe(inErp());
    expect(await sound()).toEqual([]);
    // The same list changes nothing.
    await list([]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '10000' }]);
    must(
      await writeOff(books.engine, books.caller, {
        ...{
          itemId: await itemId(number),
          amount: '30.00',
          postingDate: '2026-01-08',
          against: 'loss',
          reason: 'Granted.',
        },
      }),
    );
    const [told] = exportsToJson(await listExports(books.engine, books.tenantId, company.id, ['pending']));
    expect(told!.lines.map((line) => [line.debit.item, line.debit.outOf])).toEqual([
      [expect.stringContaining('1400000001'), expect.stringContaining('1800000001')],
    ]);
    const { entries } = must(await exportClearings(books.engine, books.caller, { company }));
    await answer(entries[0]!.reference, 'confirmed', '1400000009');
    await list([{ ...residual, amount: '70.00' }]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '7000' }]);
    await list([{ ...residual, amount: '70.00', clearing: '1400000010', cleared: '2026-01-09' }]);
    expect(await open()).toEqual([]);
    expect(await sound()).toEqual([]);
  });

  it('by the document that the ERP named for our clearing', async () => {
    await list([{ number: '1800000002', amount: '500.00' }]);
    const { number, reference } = await deduct('1800000002', '50.00');
    await answer(reference, 'confirmed', '1400000020');
    await list([
      closed('1800000002', '500.00', '1400000020'),
      { number: '1400000020', line: 3, type: 'AB', amount: '50.00' },
    ]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '5000' }]);
    expect(await sound()).toEqual([]);
    await list([closed('1400000020', '50.00', '1400000021')].map((one) => ({ ...one, line: 3, type: 'AB' })));
    expect(await open()).toEqual([]);
  });

  it('as what is left of the same invoice, where the amount is the same; another one beside it is another debt', async () => {
    await list([{ number: '1800000003', amount: '300.00' }]);
    const { number } = await deduct('1800000003', '40.00');
    const of = { type: 'AB', belongsTo: '1800000003' };
    await list([
      closed('1800000003', '300.00', '1400000030'),
      { number: '1400000030', line: 2, amount: '40.00', ...of },
      { number: '1400000030', line: 3, amount: '12.00', ...of },
    ]);
    expect(await open()).toEqual([
      { number: '1400000030', type: 'adjustment', open: '1200' },
      { number, type: 'deduction', open: '4000' },
    ]);
    expect(await inBooks()).toBe(inErp());
    await list([
      { ...closed('1400000030', '40.00', '1400000031'), line: 2, ...of },
      { ...closed('1400000030', '12.00', '1400000031'), line: 3, ...of },
    ]);
    expect(await open()).toEqual([]);
    expect(await sound()).toEqual([]);
  });

  it('kept with another amount ours gives way, with what stands on it', async () => {
    await list([{ number: '1800000004', amount: '200.00' }]);
    const { reference } = await deduct('1800000004', '20.00');
    await list([
      closed('1800000004', '200.00', '1400000040', reference),
      { number: '1400000040', line: 2, type: 'AB', amount: '25.00', assignment: reference },
    ]);
    expect(await open()).toEqual([{ number: '1400000040', type: 'adjustment', open: '2500' }]);
    expect(await inBooks()).toBe(inErp());
    await list([]);
    expect(await open()).toEqual([{ number: '1400000040', type: 'adjustment', open: '2500' }]);
    await list([{ ...closed('1400000040', '25.00', '1400000041'), line: 2, type: 'AB' }]);
    expect(await open()).toEqual([]);
    expect(await sound()).toEqual([]);
  });

  it('refused by the ERP after it was told, ours is reversed, and the next list brings the ERP’s', async () => {
    await list([{ number: '1800000005', amount: '80.00' }]);
    const { number, reference } = await deduct('1800000005', '8.00');
    await list([
      { number: '1800000005', amount: '80.00' },
      { number: '1400000050', line: 2, type: 'AB', amount: '8.00', belongsTo: '1800000005' },
    ]);
    expect((await open()).map((one) => one.number)).toContain(number);
    await answer(reference, 'rejected');
    await list([]);
    expect(await open()).toEqual([
      { number: '1400000050', type: 'adjustment', open: '800' },
      { number: '1800000005', type: 'invoice', open: '8000' },
    ]);
    expect(await inBooks()).toBe(inErp());
    expect(await sound()).toEqual([]);
    await list([
      closed('1800000005', '80.00', '1400000051'),
      { ...closed('1400000050', '8.00', '1400000051'), line: 2, type: 'AB', belongsTo: '1800000005' },
    ]);
    expect(await open()).toEqual([]);
  });

  it('told before anything said that it is the same, it stands twice until the next list, and then gives way', async () => {
    await list([{ number: '1800000006', amount: '600.00' }]);
    const { number, reference } = await deduct('1800000006', '60.00');
    const residual = { number: '1400000060', line: 2, type: 'AB', amount: '60.00', block: 'A' };
    await list([closed('1800000006', '600.00', '1400000060'), residual]);
    // By an amount alone nothing is known; somebody even writes a part of it off.
    expect(await inBooks()).toBe(inErp() + 60_00n);
    must(
      await writeOff(books.engine, books.caller, {
        ...{ itemId: await itemId('1400000060'), amount: '10.00', postingDate: '2026-01-08' },
        ...{ against: 'loss', reason: 'Thought to be another one.' },
      }),
    );
    await answer(reference, 'confirmed', '1400000060');
    await list([]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '6000' }]);
    expect(await inBooks()).toBe(inErp());
    expect(
      await read(sql<{ kind: string }>`
        select b.kind from receivables.v_block b join receivables.v_item i on i.tenant_id = b.tenant_id and i.id = b.item_id
        where b.tenant_id = ${books.tenantId} and i.number = ${number} and i.document_type = 'deduction'`),
    ).toEqual([{ kind: 'stop' }]);
    const loaded = await list([]);
    expect(loaded.changed).toBe(0);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '6000' }]);
    expect(await sound()).toEqual([]);
    await list([{ ...closed('1400000060', '60.00', '1400000061'), line: 2, type: 'AB' }]);
    expect(await open()).toEqual([]);
    expect(await sound()).toEqual([]);
  });

  it('found after the ERP took something of it, ours follows; what came before ours is another debt', async () => {
    const other = { number: '1400000070', line: 2, type: 'AB', amount: '70.00', belongsTo: '1800000007' };
    await list([{ number: '1800000007', amount: '700.00' }, other]);
    const { number, reference } = await deduct('1800000007', '70.00');
    const residual = { number: '1400000071', line: 2, type: 'AB', amount: '70.00' };
    await list([closed('1800000007', '700.00', '1400000071'), residual]);
    await list([{ ...residual, amount: '45.00' }]);
    await answer(reference, 'confirmed', '1400000071');
    await list([]);
    expect(await open()).toEqual([
      { number: '1400000070', type: 'adjustment', open: '7000' },
      { number, type: 'deduction', open: '4500' },
    ]);
    expect(await inBooks()).toBe(inErp());
    expect(await sound()).toEqual([]);
    await list([
      { ...closed('1400000070', '70.00', '1400000072'), line: 2, type: 'AB', belongsTo: '1800000007' },
      { ...closed('1400000071', '45.00', '1400000072'), line: 2, type: 'AB' },
    ]);
    expect(await open()).toEqual([]);
  });

  it('opened after its customer was merged into another, it is still the same', async () => {
    await list([{ number: '1800000008', amount: '800.00' }]);
    const { number, reference } = await deduct('1800000008', '80.00');
    must(
      await relateCustomers(books.engine, books.caller, {
        ...{ kind: 'merged_into', number: 'C1', otherNumber: 'C2', from: '2026-01-20', reason: 'One legal entity.' },
      }),
    );
    const residual = {
      number: '1400000080',
      line: 2,
      type: 'AB',
      amount: '80.00',
      assignment: reference,
      day: '2026-02-02',
    };
    await list([closed('1800000008', '800.00', '1400000080', reference), residual]);
    expect(await open()).toEqual([{ number, type: 'deduction', open: '8000' }]);
    await list([]);
    expect(await inBooks()).toBe(inErp());
    await list([{ ...residual, amount: '80.00', clearing: '1400000081', cleared: dayOfList() }]);
    expect(await open()).toEqual([]);
    expect(await sound()).toEqual([]);
  });
});
