/** A file that lies in the inbox and cannot be read, or that nobody knows the company of, waits for a person by name. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany } from '#company';
import { setUpChart } from '#ledger';
import { listUnreadFiles, loadToday, noteUnreadFile, pollInbox, runDay, settleUnreadFile } from '#operations';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { adviceReader, inboxReaders, sendPath } from '../../src/apps/registrations.ts';

let books: Books;
let inboxFolder: string;
beforeAll(async () => {
  books = await openBooks({ now: '2026-03-02T09:00:00Z' });
  const { engine, caller, home } = books;
  const second = { code: 'AT01', name: 'Acme GesmbH', currency: 'EUR', country: 'AT', timeZone: 'Europe/Vienna' };
  const made = must(await createCompany(engine, caller, { ...second, language: 'de', letterhead: {} }));
  must(await setUpChart(engine, caller, { companyId: made.id }));
  inboxFolder = join(home, 'inbox', 'acme');
  for (const folder of ['bank', 'remittances']) mkdirSync(join(inboxFolder, folder), { recursive: true });
});
afterAll(() => books.close());

const put = (folder: string, name: string, content: string) => writeFileSync(join(inboxFolder, folder, name), content);
const waiting = async () =>
  (await listUnreadFiles(books.engine, books.tenantId)).map((one) => [one.folder, one.file, one.code]);
const told = async (wholeTenant = true): Promise<number> => {
  const { engine, tenantId, company } = books;
  return (await loadToday(engine, tenantId, { companyIds: [company.id], personId: 1n, wholeTenant })).unreadFiles;
};

describe('R33 a file that nobody can read is not forgotten', () => {
  it('stands in a list with the reason, and the day counts it for those who see the whole tenant', async () => {
    const { engine, caller } = books;
    put('bank', 'statement.sta', 'this is no statement of any bank');
    put('remittances', 'advice.csv', 'nothing;in;it\nthat;is;paid\n');
    // It can be read, and names documents that neither company has.
    put('remittances', 'whose.csv', 'Invoice,Amount\nXX-1,10.00\n');
    must(await pollInbox(engine, caller, { inboxFolder, inboxReaders: [adviceReader] }));
    expect(await waiting()).toEqual([
      ['bank', 'statement.sta', 'bank.unknown-format'],
      ['remittances', 'advice.csv', expect.stringMatching(/^remittance\./)],
      ['remittances', 'whose.csv', 'cash.advice-company'],
    ]);
    expect([await told(), await told(false)]).toEqual([3, 0]);
    expect(readdirSync(join(inboxFolder, 'bank'))).toEqual([]);
    expect(existsSync(join(inboxFolder, 'refused', 'bank', 'statement.sta'))).toBe(true);
  });

  it('is noted once, though it is read again because a crash came before it was set aside', async () => {
    const { engine, caller } = books;
    const file = { folder: 'bank', name: 'twice.sta', sizeBytes: 7, modifiedAt: new Date('2026-03-02T08:00:00Z') };
    const refusal = { code: 'bank.unknown-format', message: 'It is no bank file.', details: {} };
    must(await noteUnreadFile(engine, caller, { file, refusal }));
    must(await noteUnreadFile(engine, caller, { file, refusal }));
    expect((await waiting()).filter(([, name]) => name === 'twice.sta')).toHaveLength(1);
    // Another file of that name is another one.
    must(await noteUnreadFile(engine, caller, { file: { ...file, sizeBytes: 8 }, refusal }));
    expect((await waiting()).filter(([, name]) => name === 'twice.sta')).toHaveLength(2);
  });

  it('waits until somebody says what became of it, and comes again as a new one', async () => {
    const { engine, caller } = books;
    const before = await listUnreadFiles(engine, books.tenantId);
    const { id } = before.find((one) => one.file === 'statement.sta')!;
    const reason = 'The bank sent it again as CAMT.';
    must(await settleUnreadFile(engine, caller, { fileId: id, reason }));
    expect(refusalOf(await settleUnreadFile(engine, caller, { fileId: id, reason }))).toBe(
      'operations.unread-file-not-found',
    );
    expect(await told()).toBe(before.length - 1);
    put('bank', 'statement.sta', 'this is no statement of any bank');
    const day = { asOf: '2026-03-02', inboxFolder, inboxReaders, sendPath: sendPath({ home: books.home }) };
    must(await runDay(engine, caller, day));
    expect(await told()).toBe(before.length);
    // A second run of the day finds nothing in the inbox, and changes nothing.
    must(await runDay(engine, caller, day));
    expect(await told()).toBe(before.length);
  });
});
