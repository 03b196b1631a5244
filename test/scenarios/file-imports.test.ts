/** R67 Files that people bring: recognised, checked, taken in with their bad rows kept, and taken back by reversal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBankFile, createBankAccount, importBankFile } from '#cash';
import {
  findFileImport,
  importFile,
  inspectFile,
  listImports,
  loadTableMappings,
  previewImportUndo,
  reverseImport,
  saveTableMapping,
} from '#integrations';
import { loadChart } from '#ledger';
import { inTenant, runQuery, sql } from '#platform';
import { clearItems } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { houseBank, mt940Day } from '../mt940-day.ts';

const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const items = bytesOf([
  'customer,number,documentDate,amount',
  'C1,RE-1,2026-01-02,100.00',
  'C1,RE-2,2026-01-02,200.00',
  'C2,RE-3,2026-01-03,300.00',
  'C9,RE-4,2026-01-03,400.00',
  'C2,GU-1,2026-01-03,-50.00',
]);

describe('R67 A file of open items that somebody brings', () => {
  let books: Books;
  let importId: bigint;
  beforeAll(async () => {
    books = await openBooks();
  });
  afterAll(() => books.close());

  const open = async (): Promise<Record<string, string>> =>
    runQuery(books.engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ number: string; open: bigint }>`
        select number, open_minor as open from receivables.v_item
        where tenant_id = ${books.tenantId} and document_type <> 'reversal' and reversed_by is null order by number`.execute(
        db,
      );
      return Object.fromEntries(rows.map((row) => [row.number, row.open.toString()]));
    });
  const list = async () =>
    (await listImports(books.engine, books.tenantId, { companyId: books.company.id, offset: 0, limit: 50 })).rows;

  it('is recognised by its header, or by what its columns are called in the trade', () => {
    expect(must(inspectFile('items.csv', items, []))).toMatchObject({ kind: 'items', mapping: '', rows: 5 });
    const german = bytesOf(['Kundennummer;Rechnungsnr;Rechnungsdatum;Betrag', 'C1;4711;02.01.2026;1.190,00']);
    const seen = must(inspectFile('posten.csv', german, []));
    expect(seen).toMatchObject({ kind: 'items', mapping: null });
    expect(seen.guess.items).toMatchObject({
      customer: 'Kundennummer',
      number: 'Rechnungsnr',
      documentDate: 'Rechnungsdatum',
      amount: 'Betrag',
    });
    const strange = must(inspectFile('strange.csv', bytesOf(['a,b', '1,2']), []));
    expect(strange).toMatchObject({ kind: null, mapping: null, header: ['a', 'b'], sample: [['1', '2']] });
  });

  it('is a file of a bank with a broken line, where a line of it is broken: its kind is not what is wrong', () => {
    const statement = mt940Day({ account: houseBank, day: '2026-02-27', lines: [[10_00, 'C1', 'RE-1']] });
    const text = new TextDecoder().decode(statement);
    const broken = new TextEncoder().encode(text.replace(/^:61:.*$/m, ':61:not a line'));
    const refused = inspectFile('day.sta', broken, []);
    if (refused.ok) throw new Error('a broken line was read');
    expect(refused.refusal.code).toMatch(/^mt940\./);
    expect(refused.refusal.at).toMatchObject({ file: 'day.sta' });
    const header = 'Date,Time,TimeZone,Type,Status,Currency,Gross,Fee,Net,Transaction ID';
    const day = (date: string) => bytesOf([header, `${date},10:00:00,CET,Payment,Completed,EUR,10.00,-0.50,9.50,T-1`]);
    const whole = inspectFile('day.csv', day('2026-02-27'), []);
    const half = inspectFile('day.csv', day('the other day'), []);
    expect([whole.ok, half.ok]).toEqual([true, false]);
  });

  it('takes the good rows in, keeps the bad ones, and stands in the list with who and how much', async () => {
    const { engine, caller, company } = books;
    const imported = must(
      await importFile(engine, caller, { kind: 'items', company, fileName: 'items.csv', bytes: items }),
    );
    expect(imported).toMatchObject({ rows: 5, imported: 4, known: 0 });
    importId = imported.importId;
    const [row] = await list();
    expect(row).toMatchObject({ kind: 'items', state: 'done', rows: 5, imported: 4, bad: 1, hasBadFile: true });
    expect(row).toMatchObject({ person: 'Dunwell', fileName: 'items.csv', progressDone: 4, progressTotal: 4 });
    const kept = await runQuery(engine, books.tenantId, (db) =>
      findFileImport(db, books.tenantId, [company.id], importId),
    );
    expect(kept!.badFile).toContain('C9,RE-4');
    const elsewhere = await runQuery(engine, books.tenantId, (db) =>
      findFileImport(db, books.tenantId, [company.id + 1n], importId),
    );
    expect(elsewhere).toBeUndefined();
  });

  it('brings nothing twice', async () => {
    const { engine, caller, company } = books;
    const again = must(
      await importFile(engine, caller, { kind: 'items', company, fileName: 'again.csv', bytes: items }),
    );
    expect(again).toMatchObject({ imported: 0, known: 4 });
  });

  it('is undone by reversal, but for what was worked with since', async () => {
    const { engine, caller, company } = books;
    const ids = await runQuery(engine, books.tenantId, async (db) => {
      const { rows } = await sql<{ id: bigint; number: string }>`
        select id, number from receivables.v_item where tenant_id = ${books.tenantId}`.execute(db);
      return new Map(rows.map((row) => [row.number, row.id]));
    });
    must(
      await clearItems(engine, caller, {
        company,
        postingDate: '2026-01-05',
        kind: 'manual',
        explanation: 'The credit memo against its invoice.',
        allocations: [{ creditItemId: ids.get('GU-1')!, debitItemId: ids.get('RE-3')!, amountMinor: 5_000n }],
      }),
    );
    const one = (await runQuery(engine, books.tenantId, (db) =>
      findFileImport(db, books.tenantId, [company.id], importId),
    ))!;
    const preview = await previewImportUndo(engine, books.tenantId, one);
    expect(preview.itemIds).toHaveLength(2);
    expect(preview.kept.map((each) => each.number).sort()).toEqual(['GU-1', 'RE-3']);
    const undone = must(await reverseImport(engine, caller, { company, one, reason: 'The file of last year.' }));
    expect(undone.reversed).toBe(2);
    expect(await open()).toEqual({ 'RE-3': '25000', 'GU-1': '0' });
    expect((await list()).find((row) => row.id === importId)).toMatchObject({ reversed: 2, kept: 2 });
    const more = await reverseImport(engine, caller, { company, one, reason: 'Once more.' });
    expect(refusalOf(more)).toBe('integrations.nothing-to-undo');
  });

  it('is recognised next time by the mapping that was kept', async () => {
    const { engine, caller } = books;
    const mapping = {
      name: 'Old system',
      kind: 'items',
      columns: { customer: 'Debtor', number: 'Doc', documentDate: 'Posted on', amount: 'Sum' },
    };
    const missing = { ...mapping, columns: { customer: 'Debtor' } };
    expect(refusalOf(await saveTableMapping(engine, caller, { mapping: missing }))).toBe('integrations.mapping-field');
    must(await saveTableMapping(engine, caller, { mapping }));
    const kept = await runQuery(engine, books.tenantId, (db) => loadTableMappings(db, books.tenantId));
    const file = bytesOf(['Debtor,Doc,Posted on,Sum', 'C1,A-1,2026-01-02,10.00']);
    expect(must(inspectFile('old.csv', file, kept))).toMatchObject({ kind: 'items', mapping: 'Old system' });
  });

  it('that a process left unfinished is shown as broken off, and can be brought again', async () => {
    const { engine, tenantId } = books;
    await inTenant(engine, tenantId, async (db) => {
      await sql`update platform.job set state = 'running', ended_at = null where tenant_id = ${tenantId}
        and id = (select job_id from integrations.file_import where tenant_id = ${tenantId} order by id desc limit 1)`.execute(
        db,
      );
    });
    const rows = await list();
    expect(rows.filter((row) => row.state === 'failed')).toHaveLength(1);
    const { caller, company } = books;
    must(await importFile(engine, caller, { kind: 'items', company, fileName: 'again.csv', bytes: items }));
  });
});

describe('R35 A bank file that somebody brings', () => {
  it('is checked without a trace, known only to who works in its company, then taken and listed', async () => {
    const books = await openBooks();
    const { engine, caller, company, tenantId } = books;
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    const account = { company, number: houseBank, currency: 'EUR', name: 'House bank', glAccountId };
    must(await createBankAccount(engine, caller, account));
    const bytes = mt940Day({ day: '2026-01-05', lines: [[100_00, 'Customer', 'RE-1']] });
    const file = { name: 'monday.sta', bytes };
    const lines = () =>
      runQuery(engine, tenantId, async (db) => {
        const { rows } = await sql<{ count: number; seq: bigint }>`
          select (select count(*) from cash.v_bank_line where tenant_id = ${tenantId})::integer as count, seq
          from platform.head where tenant_id = ${tenantId}`.execute(db);
        return rows[0]!;
      });
    const before = await lines();
    expect(must(await checkBankFile(engine, caller, file))).toMatchObject({ linesNew: 1, linesHeld: 0 });
    expect(await lines()).toEqual(before);
    const stranger = { ...file, companyIds: [company.id + 1n] };
    expect(refusalOf(await importBankFile(engine, caller, stranger))).toBe('cash.bank-account-unknown');
    expect(await lines()).toEqual(before);
    must(await importBankFile(engine, caller, file));
    expect(must(await checkBankFile(engine, caller, file))).toMatchObject({ repeatedFile: true, linesNew: 0 });
    const listed = await listImports(engine, tenantId, { companyId: company.id, offset: 0, limit: 10 });
    expect(listed).toMatchObject({
      count: 1,
      rows: [{ kind: 'bank', fileName: 'monday.sta', state: 'done', imported: 1, person: 'Dunwell' }],
    });
    await books.close();
  });
});
