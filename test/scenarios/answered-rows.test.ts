/** A file of the ERP's answers of which some cannot be taken: the others are, and each comes back with its row and its reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, setUpTax } from '#company';
import { answerExports, exportClearings, listExports, readAnswers } from '#integrations';
import { runQuery, sql } from '#platform';
import { recoverWriteOff, reverseDocument, writeOff } from '#receivables';
import { type Books, must, refusalOf } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { loadSapList } from '../sap-list.ts';

const numbers = ['1800000001', '1800000002', '1800000003', '1800000004'] as const;
const asOf = '2026-01-06';

let books: Books;
let company: Company;
/** The reference and the write-off of each invoice, in its order. */
let references: string[];
let writtenOff: bigint[];
beforeAll(async () => {
  ({ books, company } = await openMirroredBooks(1));
  const { engine, caller } = books;
  must(await setUpTax(engine, caller));
  must(
    await loadSapList(
      books,
      company,
      '2026-01-05',
      numbers.map((number) => ({ number, amount: '119.00', tax: '19.00', taxCode: 'S' })),
    ),
  );
  writtenOff = [];
  for (const number of numbers) {
    const itemId = (await itemsOf(sql`number = ${number} and source = 'erp'`))[0]!.id;
    const lost = { itemId, postingDate: '2026-01-05', against: 'loss' as const, reason: 'It is lost.' };
    writtenOff.push(BigInt(must(await writeOff(engine, caller, lost)).itemId));
  }
  const { entries } = must(await exportClearings(engine, caller, { company }));
  references = numbers.map((number) => entries.find((one) => one.lines[0]!.debitNumber === number)!.reference);
});
afterAll(() => closeVerified(books));

const itemsOf = async (where: ReturnType<typeof sql>) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; number: string; open: string }>`
        select id, number, open_minor::text as open from receivables.v_item where tenant_id = ${books.tenantId} and ${where}
        order by number`.execute(db),
    )
  ).rows;
const openOf = async () =>
  Object.fromEntries((await itemsOf(sql`source = 'erp'`)).map(({ number, open }) => [number, open]));
const statesOf = async () => {
  const queue = await listExports(books.engine, books.tenantId, company.id, ['exported', 'confirmed', 'rejected']);
  return references.map((one) => queue.entries.find((entry) => entry.reference === one)!.state);
};
const fileOf = (...rows: readonly string[]) =>
  must(
    readAnswers(
      'answers.csv',
      new TextEncoder().encode(`reference,result,document,reason\n${rows.map((row) => `${row}\n`).join('')}`),
    ),
  );
const answer = (...rows: readonly string[]) =>
  answerExports(books.engine, books.caller, { company, asOf, answers: fileOf(...rows).answers });

describe('R61 The ERP’s answers', () => {
  it('are taken row by row: what cannot go comes back with its reason, and is taken once that is put right', async () => {
    const { engine, caller } = books;
    const [first, second, third, fourth] = references as [string, string, string, string];
    const recovery = must(
      await recoverWriteOff(engine, caller, {
        ...{ itemId: writtenOff[0]!, amount: '40.00', postingDate: asOf, reason: 'Money came after all.' },
      }),
    );
    // A person took the fourth back before the ERP said that it does not want it.
    must(
      await reverseDocument(engine, caller, {
        ...{ company, itemIds: [writtenOff[3]!], postingDate: asOf, reason: 'It is not lost.' },
      }),
    );
    const rows = [
      `${first},rejected,,Locked`,
      `${second},rejected,,Locked`,
      `${third},confirmed,1400000050,`,
      'DW-DE01-999,confirmed,,',
      `${second},perhaps,,`,
      `${fourth},rejected,,Locked`,
    ];
    expect(fileOf(...rows).returned).toMatchObject([{ row: 6, reference: second, code: 'erp.answer-malformed' }]);
    expect(must(await answer(...rows))).toMatchObject({
      ...{ confirmed: 1, rejected: 2, known: 0 },
      returned: [
        { row: 5, reference: 'DW-DE01-999', code: 'erp.answer-unknown' },
        { row: 2, reference: first, code: 'receivables.recovered' },
      ],
    });
    expect(await statesOf()).toEqual(['exported', 'rejected', 'confirmed', 'rejected']);
    expect(await openOf()).toEqual({
      ...{ '1800000001': '0', '1800000002': '11900', '1800000003': '0', '1800000004': '11900' },
    });
    // Said alone it is refused; nothing else is said again.
    expect(refusalOf(await answer(rows[0]!))).toBe('receivables.recovered');
    must(
      await reverseDocument(engine, caller, {
        ...{ company, itemIds: [BigInt(recovery.itemId)], postingDate: asOf, reason: 'It was for another.' },
      }),
    );
    expect(must(await answer(rows[0]!, rows[1]!))).toEqual({ confirmed: 0, rejected: 1, known: 1, returned: [] });
    expect(await statesOf()).toEqual(['rejected', 'rejected', 'confirmed', 'rejected']);
    expect((await openOf())['1800000001']).toBe('11900');
  });

  it('that say the opposite of one before, in the same file or an earlier one, come back; the same again is known', async () => {
    const { engine, caller } = books;
    const again = must(
      await writeOff(engine, caller, {
        itemId: (await itemsOf(sql`number = '1800000001' and source = 'erp'`))[0]!.id,
        ...{ postingDate: asOf, against: 'loss' as const, reason: 'It is lost after all.' },
      }),
    );
    expect(again).toMatchObject({ itemId: expect.anything() });
    const { entries } = must(await exportClearings(engine, caller, { company }));
    const reference = entries.find((one) => one.kind === 'clearing')!.reference;
    const contradicts = { reference, code: 'erp.answer-contradicts' };
    expect(
      must(
        await answer(
          `${reference},confirmed,1400000051,`,
          `${reference},rejected,,Locked`,
          `${reference},confirmed,1400000051,`,
          `${references[1]},confirmed,1400000052,`,
        ),
      ),
    ).toMatchObject({
      ...{ confirmed: 1, rejected: 0, known: 1 },
      returned: [
        { ...contradicts, row: 3, reason: expect.stringContaining('was confirmed before, and is rejected here') },
        { ...contradicts, row: 5, reference: references[1], reason: expect.stringContaining('was rejected before') },
      ],
    });
    expect((await openOf())['1800000001']).toBe('0');
    expect(refusalOf(await answer(`${reference},rejected,,Locked`))).toBe('erp.answer-contradicts');
  });
});
