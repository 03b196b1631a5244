/** How files are read that do not say it themselves is said once: by whoever brings the first, and the next comes in by any way. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  checkAdviceFile,
  checkBankFile,
  closeBankAccount,
  endFileMapping,
  importAdviceFile,
  importBankFile,
  keepFileMapping,
  loadAdvice,
  loadBankAccounts,
  loadFileMappings,
} from '#cash';
import { inspectFile } from '#integrations';
import { runDay, verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import { sampleLockbox } from '../../src/formats/remittance/samples.ts';
import { openCommandLine } from '../command-line.ts';
import { billAll, openHouseBank } from '../house-bank.ts';
import { makeHome } from '../program.ts';

let books: Books;
const idOf = new Map<string, bigint>();
const [first, second, lockboxBank, otherBank] = [
  'DE02120300000000202051',
  'DE02500105170137075030',
  'US-4711',
  'US-4712',
];

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
  for (const number of [first, second]) await openHouseBank(books, { number });
  for (const number of [lockboxBank, otherBank]) await openHouseBank(books, { number, currency: 'USD' });
  const { engine, tenantId, company } = books;
  const accounts = await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id));
  for (const one of accounts) idOf.set(one.number, one.id);
  await billAll(books, [
    ['C1', 'RE-1001', 100_00n],
    ['C2', 'RE-2001', 200_00n],
    ['C3', 'RE-3001', 300_00n],
    ['C3', 'RE-3002', 50_00n],
  ]);
});
afterAll(() => books.close());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A table as a bank writes it: its columns are nobody else's, and it names no account. */
const bankTable = (rows: readonly string[]): Uint8Array =>
  bytesOf(['Umsätze;;;;', 'Tag;Wert;Umsatz;Von;Zweck 1;Zweck 2', ...rows, ''].join('\r\n'));
const mapping = {
  dateOrder: 'DMY',
  decimalMark: ',',
  columns: { bookingDate: 'Tag', valueDate: 'Wert', amount: 'Umsatz', name: 'Von', remittance: ['Zweck 1', 'Zweck 2'] },
};
const keep = (name: string, of: { account?: string; kind?: 'bank' | 'remittance'; mapping?: object }) =>
  keepFileMapping(books.engine, books.caller, {
    ...{ company: books.company, name, kind: of.kind ?? 'bank', mapping: of.mapping ?? mapping },
    bankAccountId: of.account === undefined ? null : idOf.get(of.account)!,
  });
const end = async (name: string) => {
  const { engine, caller, tenantId, company } = books;
  const kept = await runQuery(engine, tenantId, (db) => loadFileMappings(db, tenantId));
  must(await endFileMapping(engine, caller, { company, fileMappingId: kept.find((one) => one.name === name)!.id }));
};
const bring = (name: string, bytes: Uint8Array, keptMapping?: string) =>
  importBankFile(books.engine, books.caller, { name, bytes, keptMapping });
const linesOf = async (account: string) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ line: string }>`
      select concat_ws(' ', booking_date, amount_minor, counterparty_name, remittance) as line from cash.bank_line
      where tenant_id = ${books.tenantId} and bank_account_id = ${idOf.get(account)!} order by booking_date, id`.execute(
      db,
    ),
  );
  return rows.map((row) => row.line);
};
const open = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  ).map((item) => `${item.number} ${item.openMinor}`);

describe('R33 A table of bank lines is read as it was said once', () => {
  it('unknown before, it is taken afterwards without a word, with the account that was said', async () => {
    const file = bankTable(['26.02.2026;26.02.2026;100,00;Customer C1;Rechnung;RE-1001']);
    expect(refusalOf(await bring('umsatz-1.csv', file))).toBe('csv.unknown-header');
    must(await keep('Sparkasse', { account: first }));
    // Who looks at it first is told by what it is read.
    const kept = await runQuery(books.engine, books.tenantId, (db) => loadFileMappings(db, books.tenantId));
    const ofBank = kept.filter((one) => one.kind === 'bank');
    expect(must(inspectFile('umsatz-1.csv', file, [], ofBank))).toMatchObject({
      ...{ kind: 'bank', format: 'csv', mapping: 'Sparkasse', rows: 1 },
    });
    expect(must(await checkBankFile(books.engine, books.caller, { name: 'umsatz-1.csv', bytes: file })).linesNew).toBe(
      1,
    );
    expect(must(await bring('umsatz-1.csv', file))).toMatchObject({ format: 'csv', linesNew: 1 });
    expect(await linesOf(first)).toEqual(['2026-02-26 10000 Customer C1 Rechnung RE-1001']);
    expect(must(await bring('umsatz-1.csv', file)).repeatedFile).toBe(true);
    must(await applyCash(books.engine, books.caller, { company: books.company, asOf: '2026-03-02' }));
    expect(await open('C1')).toEqual([]);
  });

  it('two accounts whose bank writes one header: which it is, the name of the file says, or a person', async () => {
    must(await keep('Sparkasse 2', { account: second }));
    const file = bankTable(['27.02.2026;27.02.2026;200,00;Customer C2;RE-2001;']);
    expect(refusalOf(await bring('umsatz.csv', file))).toBe('cash.file-mapping-ambiguous');
    expect(refusalOf(await bring('umsatz.csv', file, 'Volksbank'))).toBe('cash.file-mapping-unknown');
    // Kept again under its name, it takes the place of what was kept.
    must(await keep('Sparkasse 2', { account: second, mapping: { ...mapping, files: 'konto2-*.csv' } }));
    expect(must(await bring('Konto2-Februar.csv', file)).linesNew).toBe(1);
    expect(await linesOf(second)).toHaveLength(1);
    // The same bytes under another account are another file.
    expect(must(await bring('umsatz.csv', file, 'sparkasse')).linesNew).toBe(1);
    expect(await linesOf(first)).toHaveLength(2);
  });

  it('the inbox reads it as everybody does; what is used no more is refused again', async () => {
    const { engine, caller } = books;
    const home = makeHome().path;
    const inbox = join(home, 'inbox');
    for (const folder of ['bank', 'remittances']) mkdirSync(join(inbox, folder), { recursive: true });
    writeFileSync(
      join(inbox, 'bank', 'umsatz-3.csv'),
      bankTable(['02.03.2026;02.03.2026;350,00;Customer C3;Zahlung;']),
    );
    // The payer's own columns: nobody could guess which of the amounts was paid.
    must(
      await keep('C3', {
        kind: 'remittance',
        mapping: { payer: 'Customer C3', currency: 'EUR', columns: { reference: 'Vorgang', amount: 'Wert B' } },
      }),
    );
    writeFileSync(
      join(inbox, 'remittances', 'c3.csv'),
      bytesOf(['Vorgang;Wert A;Wert B', 'RE-3001;1,00;300,00', 'RE-3002;2,00;50,00', ''].join('\n')),
    );
    must(await runDay(engine, caller, { asOf: null, inboxFolder: inbox, inboxReaders, sendPath: sendPath({ home }) }));
    expect(readdirSync(join(inbox, 'done', 'bank'))).toEqual(['umsatz-3.csv']);
    expect(readdirSync(join(inbox, 'done', 'remittances'))).toEqual(['c3.csv']);
    expect(await open('C3')).toEqual([]);
    await end('Sparkasse');
    const next = bankTable(['03.03.2026;03.03.2026;1,00;Customer C1;Zahlung;']);
    expect(refusalOf(await bring('umsatz-4.csv', next))).toBe('csv.unknown-header');
  });

  it('a remittance is looked at by the mapping that is made for it, and taken by a kept one that is named', async () => {
    const { engine, caller, company, tenantId } = books;
    // Two payers write the same columns: the one means the first amount, the other the second.
    const columns = { reference: 'Beleg', amount: 'Wert 2', adjustment: 'Abzug', adjustmentCode: 'Grund' };
    const file = {
      name: 'zwei.csv',
      bytes: bytesOf('Beleg;Wert 1;Wert 2;Abzug;Grund\nRE-2001;1,00;150,00;50,00;Transport\nXX-9;1,00;3,00;;\n'),
    };
    const looked = must(
      await checkAdviceFile(engine, tenantId, {
        ...file,
        company,
        mapping: { name: 'here', columns, onlyNamed: true },
      }),
    );
    expect(looked.lines).toEqual([
      {
        ...{ reference: 'RE-2001', amount: '150.00', currency: 'EUR', discount: null },
        ...{ deduction: '50.00', reason: 'Transport', known: true },
      },
      {
        ...{ reference: 'XX-9', amount: '3.00', currency: 'EUR', discount: null },
        ...{ deduction: null, reason: null, known: false },
      },
    ]);
    const named = { ...file, companies: [company], keptMapping: 'second' };
    expect(refusalOf(await importAdviceFile(engine, caller, named))).toBe('cash.file-mapping-unknown');
    must(await keep('First', { kind: 'remittance', mapping: { columns: { ...columns, amount: 'Wert 1' } } }));
    must(await keep('Second', { kind: 'remittance', mapping: { columns } }));
    const unnamed = { ...file, companies: [company] };
    expect(refusalOf(await importAdviceFile(engine, caller, unnamed))).toBe('remittance.mapping-ambiguous');
    const { adviceIds } = must(await importAdviceFile(engine, caller, named));
    const advice = await loadAdvice(engine, tenantId, { companyId: company.id, adviceId: adviceIds[0]! });
    expect(advice!.details.map((line) => [line.reference, line.amount])).toEqual([
      ['RE-2001', '150.00'],
      ['XX-9', '3.00'],
    ]);
    for (const name of ['First', 'Second']) await end(name);
  });

  it('what would fit nothing, names no account, or one that is closed, is not kept', async () => {
    expect(refusalOf(await keep('None', {}))).toBe('cash.file-mapping-account');
    expect(refusalOf(await keep('Nothing', { kind: 'remittance', mapping: { columns: {} } }))).toBe(
      'cash.file-mapping-empty',
    );
    expect(refusalOf(await keep('Wrong', { account: first, mapping: { columns: {} } }))).toBe('bank.mapping-malformed');
    const { engine, caller, company } = books;
    must(await closeBankAccount(engine, caller, { company, bankAccountId: idOf.get(second)! }));
    expect(refusalOf(await keep('Closed', { account: second }))).toBe('cash.bank-account-closed');
    // With its account a mapping is out of use.
    const file = bankTable(['03.03.2026;03.03.2026;5,00;Customer C1;Zahlung;']);
    expect(refusalOf(await bring('konto2-maerz.csv', file))).toBe('csv.unknown-header');
  });
});

describe('R34 A lockbox is paid into the account that was said once', () => {
  const nameOf = async (number: string): Promise<string> => {
    const { engine, tenantId, company } = books;
    const accounts = await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id));
    return accounts.find((one) => one.number === number)!.name;
  };

  it('looked at first, it says what is to be paid in and that nobody said where; of another currency is refused', async () => {
    const { engine, caller, company, tenantId } = books;
    const file = { name: 'lockbox.txt', bytes: bytesOf(sampleLockbox), company };
    const looked = must(await checkAdviceFile(engine, tenantId, file));
    expect(looked.deposits).toEqual([
      { lockbox: '1234567', currency: 'USD', checks: 2, amount: '350.00', account: null },
    ]);
    const said = must(await checkAdviceFile(engine, tenantId, { ...file, bankAccount: otherBank }));
    expect(said.deposits).toMatchObject([{ account: await nameOf(otherBank) }]);
    const euro = { ...file, companies: [company], bankAccount: first };
    expect(refusalOf(await checkAdviceFile(engine, tenantId, euro))).toBe('cash.currency');
    expect(refusalOf(await importAdviceFile(engine, caller, euro))).toBe('cash.currency');
    expect(refusalOf(await checkAdviceFile(engine, tenantId, { ...file, bankAccount: 'US-0' }))).toBe(
      'cash.deposit-account',
    );
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql`select 1 from cash.customer_check where tenant_id = ${tenantId}`.execute(db),
    );
    expect(rows).toEqual([]);
  });

  it('its number finds the account, where the company has several in its currency', async () => {
    const { engine, caller, company } = books;
    const file = { name: 'lockbox.txt', bytes: bytesOf(sampleLockbox), companies: [company] };
    expect(refusalOf(await importAdviceFile(engine, caller, file))).toBe('cash.deposit-account');
    must(
      await keep('Dallas', {
        kind: 'remittance',
        account: otherBank,
        mapping: { lockboxNumber: '7654321', columns: {} },
      }),
    );
    expect(refusalOf(await importAdviceFile(engine, caller, file))).toBe('cash.deposit-account');
    must(
      await keep('Atlanta', {
        ...{ kind: 'remittance', account: lockboxBank, mapping: { lockboxNumber: '1234567', columns: {} } },
      }),
    );
    const looked = must(await checkAdviceFile(engine, books.tenantId, { company, ...file }));
    expect(looked.deposits.map((one) => one.account)).toEqual([await nameOf(lockboxBank)]);
    expect(must(await importAdviceFile(engine, caller, file)).lineIds).toHaveLength(2);
    // All of it is known now: a corrected file of the same batch asks nothing.
    const again = { ...file, company, bytes: bytesOf(`${sampleLockbox}\n`) };
    expect(must(await checkAdviceFile(engine, books.tenantId, again))).toMatchObject({ deposits: [], knownBatches: 1 });
    const { rows } = await runQuery(engine, books.tenantId, (db) =>
      sql<{ id: bigint }>`select bank_account_id as id from cash.deposit where tenant_id = ${books.tenantId}`.execute(
        db,
      ),
    );
    expect(rows.map((row) => row.id)).toEqual([idOf.get(lockboxBank)!]);
    expect((await verify(engine, books.tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
  });
});

describe('the command line keeps, lists and ends them', () => {
  it('a file is taken without the option, and refused once its mapping is ended', async () => {
    const line = await openCommandLine();
    try {
      const company = ['--company', 'DE01'];
      await line.ask('init --company DE01 --name Muster --currency EUR --country DE --zone Europe/Berlin'.split(' '));
      await line.ask(['bank', 'account-add', first, '--name', 'Giro', ...company]);
      const path = (name: string): string => join(line.path, name);
      writeFileSync(path('mapping.json'), JSON.stringify(mapping));
      writeFileSync(path('a.csv'), bankTable(['26.02.2026;26.02.2026;100,00;Somebody;Zahlung;']));
      writeFileSync(path('b.csv'), bankTable(['27.02.2026;27.02.2026;100,00;Somebody;Zahlung;']));
      const kept = ['bank', 'mapping-keep', path('mapping.json'), '--name', 'Giro', '--account', first, ...company];
      await line.ask(kept);
      expect(await line.ask(['bank', 'mappings', ...company])).toMatchObject({
        rows: [{ kind: 'bank', name: 'Giro', account: 'Giro', files: null }],
      });
      expect(await line.ask(['bank', 'import', path('a.csv')])).toMatchObject({ files: [{ linesNew: 1 }] });
      // One that is kept for files of other names is taken where it is named.
      const avis = { currency: 'EUR', files: 'nobody-*.csv', columns: { reference: 'Vorgang', amount: 'Wert 2' } };
      writeFileSync(path('avis.json'), JSON.stringify(avis));
      writeFileSync(path('avis.csv'), 'Vorgang;Wert 1;Wert 2\nRE-1;1,00;2,00\n');
      await line.ask(['bank', 'mapping-keep', path('avis.json'), '--name', 'Avis', '--kind', 'remittance', ...company]);
      expect((await line.run(['remittance', 'import', path('avis.csv')])).status).toBe(1);
      expect(await line.ask(['remittance', 'import', path('avis.csv'), '--mapping', 'avis'])).toMatchObject({
        files: [{ advices: [{ amount: '2.00' }] }],
      });
      await line.ask(['bank', 'mapping-end', 'giro', ...company]);
      const refused = await line.run(['bank', 'import', path('b.csv')]);
      expect(refused.status).toBe(1);
      expect(refused.errors).toContain('give a mapping');
    } finally {
      await line.close();
    }
  });
});
