/** Notices as their readers get them: in their language and format, by mail or as a letter, in the house's own words. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { extractText } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewNotice, previewTemplate, proposeNotices, setProcedure } from '#collections';
import {
  letterHtml,
  letterText,
  listPrintBatches,
  loadTemplates,
  loadVersions,
  makePrintBatch,
  markPrinted,
  printBatchPdf,
  renderLetters,
  reprintBatch,
  saveTemplate,
  sendMessages,
  templateLanguages,
} from '#correspondence';
import { saveCustomers } from '#customers';
import { readerAmount, readerDay, readerLocale, readerMoney } from '#kernel';
import { runDay, verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { sampleLetter } from '../sample-letter.ts';

const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
let books: Books;

const address = {
  kind: 'billing',
  lines: 'Industriestraße 5',
  postalCode: '24103',
  city: 'Kiel',
  country: 'DE',
} as const;

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-10T09:00:00Z' });
  must(
    await setProcedure(books.engine, books.caller, {
      code: 'standard',
      name: 'Mail, then a letter',
      rule: {
        levels: [
          { level: 1, daysOverdue: 5, daysSinceLast: 0, attachLetter: true },
          { level: 2, daysOverdue: 15, daysSinceLast: 5, channel: 'letter' },
        ],
        minimumMinor: {},
        daysBetweenNotices: 3,
        daysToPay: 8,
      },
    }),
  );
});
afterAll(async () => {
  await books.close();
  rmSync(home, { recursive: true, force: true });
});

/** A customer with something 10 days overdue. */
async function owing(number: string, more: Partial<Parameters<typeof saveCustomers>[2]['customers'][number]> = {}) {
  must(
    await saveCustomers(books.engine, books.caller, {
      customers: [
        {
          number,
          name: `Customer ${number}`,
          country: 'DE',
          accounts: [{ companyId: books.company.id }],
          contacts: [{ name: 'Accounts payable', email: `${number.toLowerCase()}@example.org`, primary: true }],
          addresses: [address],
          ...more,
        },
      ],
    }),
  );
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{
      id: bigint;
    }>`select id from customers.v_account where tenant_id = ${books.tenantId} and number = ${number}`.execute(db),
  );
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: rows[0]!.id,
          documentType: 'invoice',
          number: `R-${number}`,
          documentDate: '2026-01-05',
          dueDate: '2026-02-28',
          currency: 'EUR',
          amountMinor: 1_234_50n,
        },
      ],
    }),
  );
  return rows[0]!.id;
}

async function remind(day: string): Promise<void> {
  books.clock.set(`${day}T09:00:00Z`);
  must(await proposeNotices(books.engine, books.caller, { company: books.company, asOf: day, freshSince: null }));
  must(await sendMessages(books.engine, books.caller, sendPath({ home }), { company: books.company }));
}

const lastMessage = async (accountId: bigint) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ id: bigint; state: string; channel: string; body: string; facts: Record<string, unknown> }>`
        select id, state, channel, body, facts from correspondence.v_message
        where tenant_id = ${books.tenantId} and account_id = ${accountId} order by id desc limit 1`.execute(db),
    )
  ).rows[0]!;

/** The mail to a customer, newest last. */
async function mailTo(number: string) {
  const folder = join(home, 'outbox');
  for (const name of readdirSync(folder).sort().reverse()) {
    const mail = await PostalMime.parse(readFileSync(join(folder, name)));
    if (mail.to?.[0]?.address === `${number.toLowerCase()}@example.org`) return mail;
  }
  throw new Error(`no mail to ${number}`);
}

/** The text of a PDF as a reader sees it. */
async function textOfPdf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}
const startsAsPdf = (pdf: Uint8Array): boolean => Buffer.from(pdf.subarray(0, 5)).toString() === '%PDF-';

describe('R18 R21 R69 a reminder speaks the language of its reader', () => {
  const readers = [
    ['L-DE', 'DE', 'de', 'Zahlungserinnerung: 1.234,50\u00a0EUR fällig', '28.02.2026'],
    ['L-US', 'US', 'en', 'Payment reminder: EUR\u00a01,234.50 due', 'Feb 28, 2026'],
    ['L-GB', 'GB', 'en', 'Payment reminder: EUR\u00a01,234.50 due', '28 Feb 2026'],
    ['L-ES', 'ES', 'es', 'Recordatorio de pago: 1.234,50\u00a0EUR', '28/02/2026'],
    ['L-FR', 'FR', 'fr', 'Rappel de paiement\u00a0: 1\u202f234,50\u00a0EUR', '28/02/2026'],
  ] as const;

  it('and writes amounts and days as they are written there, in text and in HTML', async () => {
    for (const [number, country, language] of readers)
      await owing(number, { country, language, timeZone: 'Europe/Berlin' });
    await remind('2026-03-10');
    for (const [number, , language, subject, day] of readers) {
      const mail = await mailTo(number);
      expect(mail.subject).toBe(subject);
      expect(mail.headers.find((header) => header.key === 'content-language')?.value).toBe(language);
      expect(mail.text).toContain(`R-${number}`);
      expect(mail.text).toContain(day);
      expect(mail.html).toContain(`<html lang="${language}">`);
      expect(mail.html).toContain(day);
      expect(mail.html).not.toMatch(/<(img|script|link)|https?:/);
    }
  });

  it('in every language and tone, with a day to pay by from the second on', async () => {
    const all = await runQuery(books.engine, books.tenantId, (db) => loadTemplates(db, books.tenantId));
    const templates = all.filter((one) => one.name === 'dunning_notice');
    expect(templates.map((one) => `${one.language} ${one.level}`)).toEqual(
      [...templateLanguages].sort().flatMap((language) => [1, 2, 3].map((level) => `${language} ${level}`)),
    );
    for (const one of templates) {
      expect(one.subject).toContain('{{ total }}');
      if (one.level > 1) expect(one.closing).toContain('{{ payBy }}');
    }
  });

  it('takes decimals from the currency, groups always, and never tears an amount from its currency', () => {
    expect(readerAmount(123450n, 'EUR', 'es-ES')).toBe('1.234,50');
    expect(readerAmount(123450n, 'HUF', 'de-DE')).toBe('1.234,50');
    expect(readerAmount(1234n, 'JPY', 'en-US')).toBe('1,234');
    expect(readerAmount(-1234567n, 'KWD', 'en-GB')).toBe('−1,234.567');
    expect(readerAmount(123450n, 'CHF', 'de-CH')).toBe('1’234.50');
    expect(readerAmount(9_007_199_254_740_993_01n, 'EUR', 'de-DE')).toBe('9.007.199.254.740.993,01');
    expect(readerMoney(5n, 'EUR', 'fr-FR')).toBe('0,05\u00a0EUR');
    expect(readerLocale('de', 'AT')).toBe('de-AT');
    expect(readerLocale('it', 'IT')).toBe('en-GB');
    expect(readerDay('2026-12-03', 'de-DE', 'long')).toBe('3. Dezember 2026');
  });
});

describe('R17 a formal letter', () => {
  it('is printed where the level says so, and rides with the mail where the level says that', async () => {
    const account = await owing('L-LETTER');
    await remind('2026-03-10');
    const mail = await mailTo('L-LETTER');
    expect(mail.attachments).toHaveLength(1);
    expect(mail.attachments[0]!.mimeType).toBe('application/pdf');
    expect(startsAsPdf(new Uint8Array(mail.attachments[0]!.content as ArrayBuffer))).toBe(true);
    await remind('2026-03-17');
    expect(await lastMessage(account)).toMatchObject({ state: 'sent', channel: 'letter' });
    const letters = readdirSync(join(home, 'letters')).filter((name) => name.endsWith('.pdf'));
    const texts = await Promise.all(letters.map((name) => textOfPdf(readFileSync(join(home, 'letters', name)))));
    const text = texts.find((one) => one.includes('R-L-LETTER'));
    for (const words of ['Customer L-LETTER', 'Industriestraße 5', '24103 Kiel', '1.234,50', 'Seite 1 von 1'])
      expect(text).toContain(words);
  });

  it('goes to who wants letters, and to who cannot be mailed', async () => {
    const wants = await owing('L-WANTS', { accounts: [{ companyId: books.company.id, noticeChannel: 'letter' }] });
    const mailless = await owing('L-NOMAIL', { contacts: [{ name: 'Buchhaltung', primary: true }] });
    const nowhere = await owing('L-NOWHERE', { contacts: [], addresses: [] });
    await remind('2026-03-10');
    expect(await lastMessage(wants)).toMatchObject({ state: 'sent', channel: 'letter' });
    expect(await lastMessage(mailless)).toMatchObject({ state: 'sent', channel: 'letter' });
    expect(await lastMessage(nowhere)).toMatchObject({ state: 'suppressed' });
  });

  it('shows what a customer is called and never does what it says', async () => {
    const evil = '#read("/etc/passwd") $x$ *b* <script>alert(1)</script> {{ total }} file:///etc/passwd';
    const letter = { ...sampleLetter, subject: evil, recipient: [evil], opening: [evil], notes: [evil] };
    const text = await textOfPdf(await renderLetters([letter]));
    expect(text).toContain('#read("/etc/passwd") $x$ *b*');
    expect(text).not.toContain('root:');
    expect(letterHtml(letter)).not.toContain('<script>');
    expect(letterText(letter)).toContain('{{ total }}');
  });

  it('is the same to the byte for the same content, on as many pages as it needs', async () => {
    const rows = Array.from({ length: 90 }, (_, index) => [`R-${index}`, '1.00']);
    const long = { ...sampleLetter, groups: [{ title: null, rows }] };
    const [first, second] = [await renderLetters([long, sampleLetter]), await renderLetters([long, sampleLetter])];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const text = await textOfPdf(first);
    expect(text).toContain('Page 3 of 3');
    expect(text).toContain('Page 1 of 1');
  });

  it('parts no total from the last line that it sums, wherever the page ends, and no title from its first', async () => {
    for (let count = 18; count <= 40; count += 2) {
      const rows = Array.from({ length: count }, (_, index) => [`R-${index + 1}`, '100.00']);
      const letter = {
        ...sampleLetter,
        groups: [
          { title: 'The first of them', rows: rows.slice(0, -1) },
          { title: 'And the last', rows: rows.slice(-1) },
        ],
        totals: ['Sum of items', 'Tax', 'Fee', 'Amount due'].map((label) => ({ label, value: 'EUR 4,000.00' })),
      };
      const { text } = await extractText(new Uint8Array(await renderLetters([letter])), { mergePages: false });
      const together = text.filter((page) => /Sum of items|Amount due|And the last/.test(page));
      expect(together.length, `${count} lines`).toBe(1);
      expect(together[0], `${count} lines`).toMatch(
        new RegExp(`And the last[^]*R-${count}\\b[^]*Sum of items[^]*Amount due`),
      );
    }
  });

  it('leaves no farewell alone on its last page: how to pay, or else the last sentence, stands with it', async () => {
    const payment = {
      title: 'How to pay',
      facts: ['Pay to', 'IBAN', 'Bank', 'Amount', 'Reference'].map((label) => ({ label, value: 'one' })),
      code: null,
      codeCaption: '',
    };
    let parted = 0;
    for (let count = 8; count <= 22; count += 2)
      for (const [slip, before] of [
        [payment, /How to pay.*Kind regards/s],
        [null, /Please pay\..*Kind regards/s],
      ] as const) {
        const rows = Array.from({ length: count }, (_, index) => [`R-${index + 1}`, '100.00']);
        const letter = { ...sampleLetter, groups: [{ title: null, rows }], payment: slip, notes: ['As of today.'] };
        const { text } = await extractText(new Uint8Array(await renderLetters([letter])), { mergePages: false });
        expect(text.at(-1), `${count} lines`).toMatch(before);
        if (text.length > 1 && !/R-\d/.test(text.at(-1)!)) parted += 1;
      }
    expect(parted).toBeGreaterThan(1);
  });

  it('is still printed when a name needs letters that no bundled font has', async () => {
    const pdf = await renderLetters([{ ...sampleLetter, recipient: ['さくら金物株式会社'] }]);
    expect(startsAsPdf(pdf)).toBe(true);
  });
});

describe('R17 letters are printed in batches', () => {
  it('of one PDF behind a cover list, collected once, printed by a person, and again only with a reason', async () => {
    const { engine, caller, company, tenantId } = books;
    must(await makePrintBatch(engine, caller, { company }));
    expect(must(await makePrintBatch(engine, caller, { company }))).toEqual({ batchId: null, letters: 0 });
    for (const number of ['P-ONE', 'P-TWO'])
      await owing(number, { accounts: [{ companyId: company.id, noticeChannel: 'letter' }] });
    await remind('2026-03-12');
    const made = await Promise.all([1, 2, 3].map(() => makePrintBatch(engine, caller, { company })));
    expect(made.map((one) => must(one).letters).sort()).toEqual([0, 0, 2]);
    const batchId = BigInt(made.map((one) => must(one).batchId).find((id) => id !== null)!);
    const look = () => printBatchPdf(engine, tenantId, { company, batchId });
    const { pdf, fileName } = must(await look());
    expect(fileName).toBe('letters-DE01-2026-03-12-1.pdf');
    const text = await textOfPdf(pdf);
    for (const words of ['Druckstapel vom 12.03.2026, Nr. 1', 'P-ONE', 'R-P-ONE', 'R-P-TWO'])
      expect(text).toContain(words);
    expect(Buffer.from(must(await look()).pdf).equals(Buffer.from(pdf))).toBe(true);
    const again = (reason: string) => reprintBatch(engine, caller, { company, batchId, reason });
    expect(refusalOf(await again('Paper jam.'))).toBe('correspondence.print-batch-waiting');
    must(await markPrinted(engine, caller, { company, batchId }));
    expect(refusalOf(await markPrinted(engine, caller, { company, batchId }))).toBe(
      'correspondence.print-batch-printed',
    );
    expect(refusalOf(await again(' '))).toBe('correspondence.reason-missing');
    must(await again('Paper jam.'));
    must(await markPrinted(engine, caller, { company, batchId }));
    const { batches, uncollected } = await runQuery(engine, tenantId, (db) =>
      listPrintBatches(db, tenantId, company.id),
    );
    expect(uncollected).toBe(0);
    expect(batches[0]!.events.map((event) => [event.kind, event.reason])).toEqual([
      ['printed', null],
      ['reprint', 'Paper jam.'],
      ['printed', null],
    ]);
    const { checks } = await verify(engine, tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(refusalOf(await printBatchPdf(engine, tenantId, { company, batchId: 999_999n }))).toBe(
      'correspondence.print-batch-not-found',
    );
  });
});

describe('R17 R13 the day run gathers the letters of the day', () => {
  it('into one batch; a second run of the day adds none and writes nothing of it', async () => {
    const { engine, caller, company, tenantId } = books;
    const day = async (asOf: string) => {
      books.clock.set(`${asOf}T09:00:00Z`);
      const input = { asOf, inboxFolder: join(home, 'inbox'), inboxReaders, sendPath: sendPath({ home }) };
      return must(await runDay(engine, caller, input)).stages.find((stage) => stage.stage === 'letters');
    };
    await owing('P-DAY', { accounts: [{ companyId: company.id, noticeChannel: 'letter' }] });
    const first = (await day('2026-03-13'))!;
    expect(first.counts).toEqual({ letters: expect.any(Number), 'print batches': 1 });
    const list = () => runQuery(engine, tenantId, (db) => listPrintBatches(db, tenantId, company.id));
    const made = await list();
    expect(made.batches[0]).toMatchObject({ day: '2026-03-13', state: 'waiting', letters: first.counts['letters'] });
    expect(made.uncollected).toBe(0);
    const pdf = must(await printBatchPdf(engine, tenantId, { company, batchId: made.batches[0]!.id })).pdf;
    expect(await textOfPdf(pdf)).toContain('R-P-DAY');
    const collected = () =>
      runQuery(engine, tenantId, async (db) => {
        const { rows } = await sql<{ count: number }>`select count(*)::integer as count from platform.audit
          where tenant_id = ${tenantId} and operation = 'correspondence.make-print-batch'`.execute(db);
        return rows[0]!.count;
      });
    const before = await collected();
    expect(before).toBeGreaterThan(0);
    expect(await day('2026-03-13')).toBeUndefined();
    expect(await list()).toEqual(made);
    expect(await collected()).toBe(before);
  });
});

describe('R17 a notice is looked at before anybody gets it', () => {
  const look = (customer: string, more: object = {}) =>
    previewNotice(books.engine, books.tenantId, { company: books.company, asOf: '2026-03-10', customer, ...more });

  it('of a real customer, at any level and in any language, and changes nothing', async () => {
    const account = await owing('L-LOOK');
    const letter = must(await look('L-LOOK', { level: 3, language: 'fr' }));
    expect(letter.subject).toContain('Dernière relance');
    expect(letterText(letter)).toContain('R-L-LOOK');
    expect(must(await look('L-LOOK')).subject).toContain('Zahlungserinnerung');
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select id from correspondence.v_message where tenant_id = ${books.tenantId} and account_id = ${account}`.execute(
        db,
      ),
    );
    expect(rows).toEqual([]);
  });

  it('but not of nobody, or of who owes nothing', async () => {
    expect(refusalOf(await look('NOBODY'))).toBe('collections.customer-not-found');
    expect(refusalOf(await look('C1'))).toBe('collections.nothing-due');
  });
});

describe('R21 the house speaks in its own words', () => {
  const own = {
    name: 'dunning_notice',
    language: 'de',
    level: 1,
    subject: 'Kleine Erinnerung von {{ company }}: {{ total }}',
    opening: 'wir melden uns{% if level == "1" %} zum ersten Mal{% endif %}.\n\nZweiter Absatz.',
    closing: 'Danke!',
  };

  it('as a new version that the next notice uses and remembers', async () => {
    must(await saveTemplate(books.engine, books.caller, own));
    const account = await owing('L-OWN');
    await remind('2026-03-11');
    const mail = await mailTo('L-OWN');
    expect(mail.subject).toBe('Kleine Erinnerung von Acme GmbH: 1.234,50\u00a0EUR');
    expect(mail.text).toContain('zum ersten Mal.\n\nZweiter Absatz.');
    expect((await lastMessage(account)).facts['templateSeq']).toMatch(/^\d+$/);
  });

  it.each([
    ['an unknown fact', 'Hallo {{ vorname }}'],
    ['the way to an object’s machinery', '{{ total.constructor.constructor }}'],
    ['a prototype', '{{ total.__proto__ }}'],
    ['a file', '{% include "/etc/passwd" %}'],
    ['a file by another name', '{% render "file:///etc/passwd" %}'],
    ['a loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['an unknown filter', '{{ total | shell }}'],
    ['an open tag', '{{ total'],
    ['nothing', '  '],
  ])('but not with %s', async (_what, opening) => {
    expect(refusalOf(await saveTemplate(books.engine, books.caller, { ...own, opening }))).toBe(
      'correspondence.template-fault',
    );
  });

  it('beside colleagues: who saves over a version not seen is told, with both', async () => {
    const { engine, caller, tenantId } = books;
    const key = { name: 'dunning_notice', language: 'fr', level: 2 };
    const words = { subject: 'Relance {{ total }}', opening: 'Bonjour.', closing: 'Merci.' };
    const first = must(await saveTemplate(engine, caller, { ...key, ...words, seenVersions: 0 }));
    expect(first.versions).toBe(1);
    const late = await saveTemplate(engine, caller, { ...key, ...words, subject: 'Autre', seenVersions: 0 });
    expect(refusalOf(late)).toBe('correspondence.template-stale');
    expect(late.ok ? null : late.refusal.details).toMatchObject({ theirs: words, version: 1 });
    const both = await Promise.all(
      ['A', 'B'].map((subject) => saveTemplate(engine, caller, { ...key, ...words, subject, seenVersions: 1 })),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const versions = await runQuery(engine, tenantId, (db) => loadVersions(db, tenantId, key));
    expect(versions.map((one) => one.prose.subject).slice(1)).toEqual([words.subject]);
    expect(versions[0]!.savedAt).toMatch(/^2026-03/);
  });

  it('and looks at them with a real customer before they are saved', async () => {
    const { engine, tenantId, company } = books;
    await owing('L-DRAFT');
    const look = (name: string, prose: object) =>
      previewTemplate(engine, tenantId, {
        ...{ company, asOf: '2026-03-11', customer: 'L-DRAFT', template: { name, language: 'en', level: 1 } },
        prose: { subject: 'Draft for {{ customer }}', opening: 'Hello.', closing: 'Bye.', ...prose },
      });
    for (const name of ['dunning_notice', 'statement'])
      expect(must(await look(name, {})).subject).toBe('Draft for Customer L-DRAFT');
    expect(refusalOf(await look('statement', { opening: '{{ payBy }}' }))).toBe('correspondence.template-fault');
    const listed = await runQuery(engine, tenantId, (db) => loadTemplates(db, tenantId));
    expect(listed.some((one) => one.subject.startsWith('Draft'))).toBe(false);
  });

  it('and only for messages, languages and levels that there are', async () => {
    const save = (change: object) => saveTemplate(books.engine, books.caller, { ...own, ...change });
    expect(refusalOf(await save({ name: 'greeting_card' }))).toBe('correspondence.template-unknown');
    expect(refusalOf(await save({ language: 'tlh' }))).toBe('correspondence.template-language');
    expect(refusalOf(await save({ level: 0 }))).toBe('correspondence.template-level');
    expect(refusalOf(await save({ name: 'statement', level: 2 }))).toBe('correspondence.template-level');
    expect(existsSync(join(home, 'outbox'))).toBe(true);
  });
});
