/**
 * What a careless or a hostile operator does with the commands of every day: amounts without end, a file taken back and brought
 * again, the same thing chosen twice. It is refused or it is right; never half, and never in the way of everybody else.
 */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, applyReceipt, createBankAccount, importBankFile } from '#cash';
import { readBankFile, readRemittance } from '#formats';
import { findFileImport, importFile, listImports, reverseImport } from '#integrations';
import { largestAmountMinor } from '#kernel';
import { changePeriod, loadChart } from '#ledger';
import { runDay, verify } from '#operations';
import { refusalOfFault, runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
const iban = 'DE89370400440532013000';
const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);

beforeAll(async () => {
  books = await openBooks({ customers: 4 });
  const { engine, caller, company, tenantId } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  must(
    await createBankAccount(engine, caller, {
      company,
      number: iban,
      currency: 'EUR',
      name: 'House bank',
      glAccountId,
    }),
  );
});
afterAll(() => books.close());

const statement = (day: string, number: string, opening: string, amount: string, closing: string): Uint8Array => {
  const short = day.slice(2).replaceAll('-', '');
  return bytesOf([
    ':20:STARTUMS',
    `:25:${iban}`,
    `:28C:${number}/1`,
    `:60F:C${short}EUR${opening}`,
    `:61:${short}${short.slice(2)}C${amount}NTRFNONREF//${number}`,
    ':86:166?00GUTSCHRIFT?20SVWZ+no words?32Somebody',
    `:62F:C${short}EUR${closing}`,
    '-',
  ]);
};

async function standing(number: string): Promise<string[]> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ open: bigint }>`
      select open_minor as open from receivables.v_item where tenant_id = ${books.tenantId} and number = ${number}
        and document_type <> 'reversal' and reversed_by is null order by id`.execute(db),
  );
  return rows.map((row) => row.open.toString());
}

describe('R67 amounts without end', () => {
  it('in a file of the bank or of a payer are refused by every reader, and the day goes on', async () => {
    const huge = '9'.repeat(18);
    const csv = bytesOf(['Date;Label;Amount;Currency', `10.02.2026;Somebody;${huge},00;EUR`]);
    expect(refusalOf(readBankFile(csv))).toBe('bank.amount-too-large');
    const bai2 = ['01,A,B,260210,1200,1,,,2/', '02,B,A,1,260210,1200,USD,2/', `03,1,USD,015,${huge},,/`];
    const ends = [`49,${huge},2/`, `98,${huge},1,4/`, `99,${huge},1,6/`];
    expect(refusalOf(readBankFile(bytesOf([...bai2, ...ends])))).toBe('bank.amount-too-large');
    const advice = bytesOf(['Invoice,Amount paid', `RE-1,${huge}.00`]);
    expect(refusalOf(await readRemittance(advice))).toBe('remittance.amount-too-large');
    // What lies in the inbox is read every day: a file that broke the run would break it for ever.
    const inbox = join(books.home, 'inbox');
    mkdirSync(join(inbox, 'bank'), { recursive: true });
    writeFileSync(join(inbox, 'bank/1-huge.csv'), csv);
    symlinkSync(join(books.home, 'nowhere'), join(inbox, 'bank/2-dangling.sta'));
    writeFileSync(join(inbox, 'bank/3-good.sta'), statement('2026-01-05', '1', '0,00', '10,00', '10,00'));
    const input = { asOf: '2026-01-05', inboxFolder: inbox, sendPath: sendPath({ home: books.home }) };
    const report = must(await runDay(books.engine, books.caller, input));
    expect(report.stages[0]!.counts).toMatchObject({ files: 2, 'files refused': 1, 'lines new': 1 });
    expect(existsSync(join(inbox, 'refused/bank/1-huge.csv'))).toBe(true);
  });

  it('in a table make bad rows, and the good ones go in', async () => {
    const { engine, caller, company } = books;
    const rows = [
      'C1,H-1,2026-01-02,99999999999999999999.00',
      'C1,H-2,2026-01-02,-100000000000000.00',
      'C1,H-3,2026-01-02,1.00',
    ];
    const file = bytesOf(['customer,number,documentDate,amount', ...rows]);
    const imported = must(await importFile(engine, caller, { kind: 'items', company, fileName: 'h.csv', bytes: file }));
    expect(imported.bad.map((one) => [one.row, one.code])).toEqual([
      [2, 'money.too-large'],
      [3, 'money.too-large'],
    ]);
    expect(await standing('H-3')).toEqual(['100']);
  });

  it('that only their sum makes too large are refused by name, and change nothing', async () => {
    const { engine, caller, company } = books;
    const documents = Array.from({ length: 1000 }, (_, index) => ({
      accountId: books.accounts['C4']!,
      documentType: 'invoice' as const,
      number: `SUM-${index}`,
      documentDate: '2026-01-02',
      currency: 'EUR',
      amountMinor: largestAmountMinor,
    }));
    const fault = await postDocuments(engine, caller, { company, documents }).then(
      () => undefined,
      (one: unknown) => one,
    );
    expect(refusalOfFault(fault)?.code).toBe('platform.sum-too-large');
    expect(await standing('SUM-0')).toEqual([]);
  });
});

describe('R67 zero bytes, with which a host fills its fields', () => {
  it('are spaces in files of the bank and in tables: the text around them is kept, and the day goes on', async () => {
    const { engine, caller, company, tenantId, home } = books;
    const filled = Buffer.from(statement('2026-01-06', '2', '10,00', '11,00', '21,00')).toString();
    const file = Buffer.from(filled.replace('no words', 'no\0words').replace('Somebody', 'Some\0body'));
    const inbox = join(home, 'inbox');
    mkdirSync(join(inbox, 'bank'), { recursive: true });
    writeFileSync(join(inbox, 'bank/4-zeros.sta'), file);
    const input = { asOf: '2026-01-06', inboxFolder: inbox, sendPath: sendPath({ home }) };
    const report = must(await runDay(engine, caller, input));
    expect(report.stages[0]!.counts).toMatchObject({ files: 1, 'lines new': 1 });
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ name: string; words: string }>`
        select counterparty_name as name, remittance as words from cash.v_bank_line where tenant_id = ${tenantId}
          and booking_date = '2026-01-06'`.execute(db),
    );
    expect(rows).toEqual([{ name: 'Some body', words: expect.stringContaining('no words') }]);
    const table = bytesOf(['customer,number,documentDate,amount,text', 'C1,Z-1,2026-01-02,1.00,two\0words']);
    const imported = must(
      await importFile(engine, caller, { kind: 'items', company, fileName: 'z.csv', bytes: table }),
    );
    expect(imported.bad).toEqual([]);
    expect(await standing('Z-1')).toEqual(['100']);
  });
});

describe('R67 a file that was taken back', () => {
  const file = (...rows: readonly string[]) => bytesOf(['customer,number,documentDate,amount', ...rows]);
  const bring = async (fileName: string, bytes: Uint8Array) =>
    must(await importFile(books.engine, books.caller, { kind: 'items', company: books.company, fileName, bytes }));
  const takeBack = async (importId: bigint) => {
    const { engine, caller, company, tenantId } = books;
    const one = (await runQuery(engine, tenantId, (db) => findFileImport(db, tenantId, [company.id], importId)))!;
    return reverseImport(engine, caller, { company, one, reason: 'It was wrong.' });
  };

  it('can be brought again, corrected, and taken back again', async () => {
    const wrong = file('C2,UNDO-1,2026-01-02,100.00', 'C2,UNDO-2,2026-01-02,50.00');
    const first = await bring('january.csv', wrong);
    must(await takeBack(first.importId));
    expect(await standing('UNDO-1')).toEqual([]);
    // One amount was wrong; the other was right all the time.
    const right = file('C2,UNDO-1,2026-01-02,110.00', 'C2,UNDO-2,2026-01-02,50.00');
    const second = await bring('january.csv', right);
    expect(second).toMatchObject({ imported: 2, known: 0, bad: [] });
    expect([await standing('UNDO-1'), await standing('UNDO-2')]).toEqual([['11000'], ['5000']]);
    expect(await bring('january.csv', right)).toMatchObject({ imported: 0, known: 2, bad: [] });
    expect((await bring('january.csv', wrong)).bad.map((one) => one.code)).toEqual(['items.differs']);
    // The first undo again takes nothing of the second.
    expect(refusalOf(await takeBack(first.importId))).toBe('integrations.nothing-to-undo');
    must(await takeBack(second.importId));
    const third = await bring('again.csv', wrong);
    expect(third).toMatchObject({ imported: 2, known: 0 });
    expect([await standing('UNDO-1'), await standing('UNDO-2')]).toEqual([['10000'], ['5000']]);
  });

  it('in a month that is closed meanwhile is refused, and the list does not say that it was taken back', async () => {
    const { engine, caller, company, tenantId } = books;
    const brought = await bring('closed.csv', file('C2,CLOSED-1,2026-01-02,100.00'));
    const state = async (month: string, to: 'soft_closed' | 'open') =>
      must(await changePeriod(engine, caller, { companyId: company.id, month, state: to, reason: 'Month end.' }));
    await state('2026-01', 'soft_closed');
    expect(refusalOf(await takeBack(brought.importId))).toBe('ledger.period-soft-closed');
    const { rows } = await listImports(engine, tenantId, { companyId: company.id, offset: 0, limit: 50 });
    expect(rows.find((row) => row.id === brought.importId)).toMatchObject({ reversed: null, kept: null });
    await state('2026-01', 'open');
    must(await takeBack(brought.importId));
  });

  it('is nothing that a later document is linked to', async () => {
    const first = await bring('deposit.csv', file('C3,LINK-1,2026-01-02,100.00'));
    must(await takeBack(first.importId));
    const linked = bytesOf([
      'customer,number,type,documentDate,amount,linkedDocument',
      'C3,CREDIT-1,credit_memo,2026-01-03,10.00,LINK-1',
    ]);
    expect((await bring('credits.csv', linked)).bad.map((one) => one.code)).toEqual(['items.linked-unknown']);
  });
});

describe('R33 a receipt whose items are chosen carelessly', () => {
  it('pays nothing twice and nothing backwards', async () => {
    const { engine, caller, company, tenantId } = books;
    const posted = must(
      await postDocuments(engine, caller, {
        company,
        documents: (['invoice', 'credit_memo'] as const).map((documentType) => ({
          accountId: books.accounts['C3']!,
          documentType,
          number: `CHOSEN-${documentType}`,
          documentDate: '2026-01-02',
          currency: 'EUR',
          amountMinor: documentType === 'invoice' ? 50_00n : -20_00n,
        })),
      }),
    );
    const [invoice, credit] = posted.posted.map((one) => one.itemIds[0]!);
    const bytes = statement('2026-01-06', '2', '10,00', '100,00', '110,00');
    must(await importBankFile(engine, caller, { name: 'chosen.sta', bytes }));
    must(await applyCash(engine, caller, { company, asOf: '2026-01-06' }));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint; version: number }>`
        select id, version from cash.v_receipt where tenant_id = ${tenantId} and amount_minor = 10000`.execute(db),
    );
    const receipt = rows[0]!;
    const choose = (...chosen: readonly (readonly [bigint, bigint])[]) =>
      applyReceipt(engine, caller, {
        company,
        receiptId: receipt.id,
        version: receipt.version,
        versionNow: receipt.version,
        allocations: chosen.map(([itemId, receiptAmountMinor]) => ({ itemId, receiptAmountMinor, adjustments: [] })),
      });
    const before = [await standing('CHOSEN-invoice'), await standing('CHOSEN-credit_memo')];
    expect(refusalOf(await choose([invoice!, 50_00n], [invoice!, 50_00n]))).toBe('receivables.over-allocated');
    expect((await choose([credit!, -20_00n])).ok).toBe(false);
    expect([await standing('CHOSEN-invoice'), await standing('CHOSEN-credit_memo')]).toEqual(before);
    must(await choose([invoice!, 50_00n], [credit!, -20_00n]));
    expect(refusalOf(await choose([invoice!, 50_00n]))).toBe('cash.item-overtaken');
  });
});

describe('after all of it', () => {
  it('every invariant holds', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
