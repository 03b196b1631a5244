/**
 * Attacks by what stands in the books and goes out in mail: names and addresses with line breaks, and texts that a template
 * engine or a mail program might run.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outboxFolder } from '#correspondence';
import { saveCustomers } from '#customers';
import { type Books, must, openBooks } from '#test/books';
import { remindedItems } from '#test/reminded-item';

const folder = mkdtempSync(join(tmpdir(), 'dunwell-outbox-'));
let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2026-03-10T09:00:00Z' });
});
afterAll(async () => {
  await books.close();
  rmSync(folder, { recursive: true, force: true });
});

const mails = (): Buffer[] => readdirSync(folder).map((name) => readFileSync(join(folder, name)));
const headersOf = (mail: Buffer): string => mail.toString('utf8').split('\r\n\r\n')[0]!;

/** Reminds a customer whose name and contact come from outside; answers the mail that left. */
async function remind(name: string, contact: string, email: string): Promise<Buffer | undefined> {
  const before = new Set(readdirSync(folder));
  const number = `X${before.size}${email.length}${name.length}`;
  const record = {
    number,
    name,
    country: 'DE',
    accounts: [{ companyId: books.company.id }],
    contacts: [{ name: contact, email, primary: true }],
  };
  must(await saveCustomers(books.engine, books.caller, { customers: [record] }));
  const { loadAccounts } = await import('#customers');
  const { runQuery } = await import('#platform');
  const accounts = await runQuery(books.engine, books.tenantId, (db) =>
    loadAccounts(db, books.tenantId, { companyId: books.company.id }),
  );
  await remindedItems(books.engine, books.caller, {
    company: books.company,
    accountId: accounts.find((one) => one.number === number)!.id,
    numbers: [`R-${number}`],
    amountMinor: 500_00n,
    transport: outboxFolder(folder),
  });
  const fresh = readdirSync(folder).find((file) => !before.has(file));
  return fresh === undefined ? undefined : readFileSync(join(folder, fresh));
}

describe('a mail', () => {
  it('has no header that came in by a name', async () => {
    const mail = (await remind(
      'Firma\r\nBcc: all@evil.example\r\n\r\nSend the money to …',
      'Payables\r\nBcc: other@evil.example',
      'payables-1@example.org',
    ))!;
    expect(headersOf(mail)).not.toMatch(/^bcc:/im);
    const read = await PostalMime.parse(mail);
    expect(read.to?.map((one) => one.address)).toEqual(['payables-1@example.org']);
    expect(read.bcc ?? []).toEqual([]);
  });

  it('goes to one address, whatever was typed as one', async () => {
    for (const address of [
      'payables@example.org\r\nBcc: all@evil.example',
      'payables@example.org, all@evil.example',
      'payables@example.org;all@evil.example',
      '"x" <payables@example.org>, <all@evil.example>',
    ]) {
      const mail = await remind('Firma', 'Payables', address);
      // Nothing leaves, or it leaves to a single place that is not the other one.
      if (mail === undefined) continue;
      expect(headersOf(mail)).not.toMatch(/^bcc:/im);
      const read = await PostalMime.parse(mail);
      expect((read.to ?? []).filter((one) => one.address === 'all@evil.example')).toEqual([]);
    }
  });

  it('shows a template’s own words in a name as text, and runs none of them', async () => {
    const names = [
      "{{ 'x'.constructor.constructor('return process.env')() }}",
      '{% include "/etc/passwd" %}',
      '{{ customer.__proto__ }}{{ "a" | append: "b" }}',
      `\${process.env.PATH}`,
    ];
    for (const name of names) {
      const mail = (await remind(name, 'Payables', `payables-${name.length}@example.org`))!;
      const text = (await PostalMime.parse(mail)).text!;
      expect(text).not.toMatch(/PATH=|root:|\[object/);
      if (text.includes('constructor') || text.includes('include') || text.includes('process'))
        expect(text).toContain(name);
    }
  });

  it('is written under its own key, inside the folder', () => {
    expect(mails().length).toBeGreaterThan(4);
    for (const name of readdirSync(folder)) expect(name).toMatch(/^dunwell[\w.-]+\.eml$/);
  });
});
