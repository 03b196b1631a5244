/** A notice brings the copies of its documents along, so that nobody has to ask for them first, and names the tax in what it asks for. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewNotice, previewStatement, proposeNotices, setProcedure } from '#collections';
import { setUpTax } from '#company';
import { letterText, sendMessages } from '#correspondence';
import { saveCustomers } from '#customers';
import { done } from '#kernel';
import { verify } from '#operations';
import { sha256Of } from '#platform';
import { attachFiles, postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks } from '../books.ts';

const asOf = '2026-03-10';
let books: Books;
const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF\n`);

async function invoice(customer: string, number: string): Promise<void> {
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          ...{ accountId: books.accounts[customer]!, documentType: 'invoice', number, currency: 'EUR' },
          ...{ documentDate: '2026-01-05', dueDate: '2026-02-28', amountMinor: 1_190_00n, taxMinor: 190_00n },
          taxes: [{ code: 'S', baseMinor: 1_000_00n, taxMinor: 190_00n }],
        },
      ],
    }),
  );
}

async function attach(...files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> {
  const { attached } = must(
    await attachFiles(books.engine, books.caller, {
      company: books.company,
      files: files.map(([fileName, bytes]) => ({ fileName, folders: [], read: () => done(bytes) })),
      standardKind: 'invoice',
    }),
  );
  expect(attached).toBe(files.length);
}

async function remind(day = asOf) {
  books.clock.set(`${day}T09:00:00Z`);
  const { engine, caller, company, home } = books;
  must(await proposeNotices(engine, caller, { company, asOf: day, freshSince: null }));
  return must(await sendMessages(engine, caller, sendPath({ home }), { company }));
}

async function mailTo(number: string) {
  const folder = join(books.home, 'outbox');
  if (!existsSync(folder)) return undefined;
  const mails = await Promise.all(
    readdirSync(folder).map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
  );
  return mails.find((mail) => mail.to?.[0]?.address === `${number.toLowerCase()}@example.org`);
}

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-03-10T09:00:00Z' });
  const { engine, caller, company } = books;
  must(await setUpTax(engine, caller));
  const levels = [{ level: 1, daysOverdue: 5, daysSinceLast: 0 }];
  const rule = { levels, minimumMinor: {}, daysBetweenNotices: 3, daysToPay: 8 };
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Standard', rule }));
  const plain = { ...rule, levels: levels.map((level) => ({ ...level, copies: [] })) };
  must(await setProcedure(engine, caller, { code: 'plain', name: 'Without copies', rule: plain }));
  const account = (number: string, more: object, address: object = {}) => ({
    ...{ number, name: `Customer ${number}`, country: 'DE', ...address },
    accounts: [{ companyId: company.id, ...more }],
  });
  const at = { kind: 'billing' as const, lines: 'Kai 1', postalCode: '24103', city: 'Kiel', country: 'DE' };
  must(
    await saveCustomers(engine, caller, {
      customers: [
        account('C2', { dunningProcedure: 'plain' }),
        account('C3', { noticeChannel: 'letter' }, { addresses: [at] }),
      ],
    }),
  );
});
afterAll(() => books.close());

describe('R31 R18 Copies of documents with a notice', () => {
  it('go with the mail, of each document the newest, and the letter says so and names the tax', async () => {
    await invoice('C1', 'RE-1');
    await attach(['RE-1.pdf', pdf('first print')]);
    await attach(['RE-1.pdf', pdf('corrected')], ['pod_RE-1.pdf', pdf('signed')]);
    expect(await remind()).toMatchObject({ sent: 1 });
    const mail = (await mailTo('C1'))!;
    expect(mail.attachments.map((one) => one.filename)).toEqual(['Kopie von RE-1.pdf']);
    expect(new Uint8Array(mail.attachments[0]!.content as ArrayBuffer)).toEqual(pdf('corrected'));
    expect(mail.text).toContain('Anlagen: Kopie von RE-1.');
    expect(mail.text).toMatch(/In den Posten enthaltene Steuer\s+190,00/);
  });

  it('stay away where the level says so', async () => {
    await invoice('C2', 'RE-2');
    await attach(['RE-2.pdf', pdf('invoice 2')]);
    expect(await remind()).toMatchObject({ sent: 1 });
    const mail = (await mailTo('C2'))!;
    expect(mail.attachments).toEqual([]);
    expect(mail.text).not.toContain('Kopie von RE-2');
  });

  it('are named on paper, to be asked for', async () => {
    await invoice('C3', 'RE-3');
    await attach(['RE-3.pdf', pdf('invoice 3')]);
    const of = { company: books.company, asOf, customer: 'C3' };
    const letter = letterText(must(await previewNotice(books.engine, books.tenantId, of)));
    expect(letter).toContain('Liegt uns vor und wird auf Wunsch gesandt: Kopie von RE-3.');
    expect(letter).not.toContain('Anlagen');
    const statement = must(
      await previewStatement(books.engine, books.tenantId, { ...of, language: 'en', movements: false }),
    );
    expect(letterText(statement)).toMatch(/Tax included in the items\s+190\.00/);
    expect(await remind()).toMatchObject({ sent: 1 });
  });

  it('that are kept no more hold the mail that names them back, and tell why', async () => {
    await invoice('C4', 'RE-4');
    await attach(['RE-4.pdf', pdf('invoice 4')]);
    const sha256 = sha256Of(pdf('invoice 4'));
    rmSync(join(books.home, 'files', books.tenantId.toString(), sha256.slice(0, 2), sha256));
    expect(await remind()).toMatchObject({ sent: 0, postponed: 1 });
    expect(await mailTo('C4')).toBeUndefined();
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
