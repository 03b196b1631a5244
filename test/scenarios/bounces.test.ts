/** Mail that comes back: what servers report marks the message and the address, and nobody goes on writing to it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWorklist, prioritiseCompany, proposeNotices, setProcedure } from '#collections';
import { listDeliveryReports, listMessages, recordDeliveryReport, sendMessages } from '#correspondence';
import { clearBounce, findCustomerKey, loadReach, saveContact, saveCustomers } from '#customers';
import { pollInbox, verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { inboxReaders, sendPath } from '../../src/apps/registrations.ts';
import {
  delayReport,
  exchangeReport,
  eximReport,
  gmailReport,
  postfixReport,
  qmailReport,
} from '../../src/formats/delivery-report/samples.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-10T09:00:00Z' });
  must(
    await setProcedure(books.engine, books.caller, {
      code: 'standard',
      name: 'Two reminders',
      rule: {
        levels: [
          { level: 1, daysOverdue: 5, daysSinceLast: 0, charge: { amountMinor: '500', currency: 'EUR' } },
          { level: 2, daysOverdue: 15, daysSinceLast: 5 },
        ],
        minimumMinor: {},
        daysBetweenNotices: 7,
        daysToPay: 8,
      },
    }),
  );
});
afterAll(() => books.close());

interface Sent {
  readonly accountId: bigint;
  readonly number: string;
  readonly address: string;
  readonly messageId: string;
  readonly id: bigint;
}

/** A customer with something 10 days overdue, reminded by mail today. */
async function reminded(number: string, address = `${number.toLowerCase()}@example.org`): Promise<Sent> {
  const { engine, caller, company, tenantId } = books;
  const contacts = [{ name: 'Accounts payable', email: address, phone: '+49 431 55501', primary: true }];
  const customer = {
    number,
    name: `Customer ${number}`,
    country: 'DE',
    accounts: [{ companyId: company.id }],
    contacts,
  };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  const key = await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, number));
  const { accountId } = key!;
  const dates = { documentDate: '2026-01-05', dueDate: '2026-02-28' };
  const invoice = {
    accountId,
    documentType: 'invoice' as const,
    number: `R-${number}`,
    currency: 'EUR',
    amountMinor: 500_00n,
  };
  must(await postDocuments(engine, caller, { company, documents: [{ ...invoice, ...dates }] }));
  await remind('2026-03-10');
  return lastMail(accountId, number, address);
}

async function remind(day: string): Promise<void> {
  const { engine, caller, company, home } = books;
  books.clock.set(`${day}T09:00:00Z`);
  must(await proposeNotices(engine, caller, { company, asOf: day, freshSince: null }));
  must(await sendMessages(engine, caller, sendPath({ home }), { company }));
}

const one = async <T>(query: (tenantId: bigint) => ReturnType<typeof sql<T>>): Promise<T> =>
  (await runQuery(books.engine, books.tenantId, (db) => query(books.tenantId).execute(db))).rows[0]!;

async function lastMail(accountId: bigint, number: string, address: string): Promise<Sent> {
  const row = await one<{ id: bigint; token: string }>(
    (
      t,
    ) => sql`select id, token from correspondence.message where tenant_id = ${t} and account_id = ${accountId} and state = 'sent'
      and channel = 'email' order by id desc limit 1`,
  );
  return { accountId, number, address, id: row.id, messageId: `dunwell.${row.id}.${row.token}@acme.example` };
}

const report = async (text: string, name = 'report.eml') =>
  must(await recordDeliveryReport(books.engine, books.caller, { name, bytes: bytes(text) }));
const message = (id: bigint) =>
  one<{
    state: string;
    bounce: string | null;
    bounce_reason: string | null;
    state_reason: string | null;
    channel: string;
  }>(
    (t) =>
      sql`select state, bounce, bounce_reason, state_reason, channel from correspondence.v_message where tenant_id = ${t} and id = ${id}`,
  );
const latest = (accountId: bigint) =>
  one<{ id: bigint; state: string; channel: string; level: string | null; why: string | null }>(
    (
      t,
    ) => sql`select m.id, m.state, m.channel, m.facts ->> 'level' as level, m.state_reason as why from correspondence.v_message m
      where m.tenant_id = ${t} and m.account_id = ${accountId} order by m.id desc limit 1`,
  );
const level = async (accountId: bigint): Promise<number> =>
  (
    await one<{ level: number }>(
      (t) =>
        sql`select coalesce(max(level), 0)::integer as level from collections.v_item_level where tenant_id = ${t} and account_id = ${accountId}`,
    )
  ).level;
const openMinor = async (accountId: bigint): Promise<bigint> =>
  (
    await one<{ open: bigint }>(
      (t) =>
        sql`select sum(open_minor)::bigint as open from receivables.v_item where tenant_id = ${t} and account_id = ${accountId}`,
    )
  ).open;
async function contactOf(number: string) {
  const { engine, tenantId, company } = books;
  const customer = (await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, number)))!;
  const [contact] = (await loadReach(engine, tenantId, customer.customerId)).contacts;
  return { customer, contact: contact! };
}
async function sound(): Promise<void> {
  const { checks } = await verify(books.engine, books.tenantId);
  expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  expect(checks.find((check) => check.name.startsWith('what came back'))!.checked).toBeGreaterThan(0);
}

describe('R15 mail that comes back', () => {
  it.each([
    ['Postfix', postfixReport],
    ['Exchange', exchangeReport],
    ['Exim', eximReport],
    ['Gmail', gmailReport],
    ['qmail', qmailReport],
  ])(
    'is known by the report of %s: message and address are marked, level and charge taken back',
    async (server, write) => {
      const sent = await reminded(`B-${server.toUpperCase()}`);
      expect(await level(sent.accountId)).toBe(1);
      expect(await openMinor(sent.accountId)).toBe(505_00n);
      const recorded = await report(write({ messageId: sent.messageId, recipient: sent.address }));
      expect(recorded).toMatchObject({
        outcome: 'bounced_hard',
        messageId: sent.id.toString(),
        recipient: sent.address,
      });
      expect(await message(sent.id)).toMatchObject({ state: 'sent', bounce: 'hard' });
      const { contact } = await contactOf(sent.number);
      expect(contact.bouncedAt).toMatch(/^2026-03-10/);
      expect(contact.bounceReason).not.toBe('');
      expect(await level(sent.accountId)).toBe(0);
      expect(await openMinor(sent.accountId)).toBe(500_00n);
    },
  );

  it('leaves the contact alone from then on, says why, and the worklist asks for another address', async () => {
    const { engine, caller, company, tenantId } = books;
    const sent = await reminded('B-NEXT');
    await report(postfixReport({ messageId: sent.messageId, recipient: sent.address }), 'next.eml');
    await remind('2026-03-11');
    const next = await latest(sent.accountId);
    expect(next).toMatchObject({ state: 'suppressed' });
    expect(next.why).toContain(`mail to ${sent.address} came back`);
    must(await prioritiseCompany(engine, caller, { company, asOf: '2026-03-11' }));
    const { rows } = await loadWorklist(engine, tenantId, { companyId: company.id, limit: 100, withNotListed: false });
    const row = rows.find((one) => one.customer === 'B-NEXT')!;
    expect(row.nextAction).toEqual({ code: 'find_address', text: 'The address bounces: find another.' });
    expect(row.reasons.map((reason) => reason.code)).toContain('address_bounces');
    await sound();
  });

  it('is followed at once by a letter of the same level where there is a postal address', async () => {
    const { engine, caller } = books;
    const sent = await reminded('B-LETTER');
    const addresses = [{ kind: 'billing' as const, lines: 'Kai 1', postalCode: '24103', city: 'Kiel', country: 'DE' }];
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'B-LETTER', name: 'Customer B-LETTER', country: 'DE', addresses }],
      }),
    );
    await report(postfixReport({ messageId: sent.messageId, recipient: sent.address }), 'letter.eml');
    await remind('2026-03-11');
    expect(await latest(sent.accountId)).toMatchObject({ state: 'sent', channel: 'letter', level: '1' });
    expect(await level(sent.accountId)).toBe(1);
  });

  it('changes nothing when the same report comes again, under another name or written anew', async () => {
    const sent = await reminded('B-TWICE');
    const text = postfixReport({ messageId: sent.messageId, recipient: sent.address });
    await report(text, 'first.eml');
    const { contact, customer } = await contactOf('B-TWICE');
    expect(await report(text, 'copy.eml')).toMatchObject({ outcome: 'known', repeated: true });
    const edited = { ...contact, email: 'new@example.org' };
    must(await saveContact(books.engine, books.caller, { customer, contact: edited, edits: contact }));
    expect((await contactOf('B-TWICE')).contact.bouncedAt).toBeNull();
    expect(await report(`${text}\r\n`, 'anew.eml')).toMatchObject({ outcome: 'known', repeated: false });
    expect((await contactOf('B-TWICE')).contact.bouncedAt).toBeNull();
  });

  it('frees the address when it is changed, or when a person knows that it is right', async () => {
    const { engine, caller } = books;
    const sent = await reminded('B-FREE');
    await report(postfixReport({ messageId: sent.messageId, recipient: sent.address }), 'free.eml');
    const { customer, contact } = await contactOf('B-FREE');
    must(await saveContact(engine, caller, { customer, contact: { ...contact, phone: '+49 431 2' }, edits: contact }));
    expect((await contactOf('B-FREE')).contact.bouncedAt).not.toBeNull();
    const reason = 'Their server was rebuilt; they called.';
    must(await clearBounce(engine, caller, { customer, contactId: contact.id, reason }));
    expect((await contactOf('B-FREE')).contact.bouncedAt).toBeNull();
    expect(refusalOf(await clearBounce(engine, caller, { customer, contactId: contact.id, reason }))).toBe(
      'customers.not-bounced',
    );
    // What came back for good told nobody anything, so the reminder need not wait a week.
    await remind('2026-03-11');
    expect(await latest(sent.accountId)).toMatchObject({ state: 'sent', channel: 'email', level: '1' });
  });

  it('keeps the address when the mailbox is full, and gives it up after the third time in a row', async () => {
    const sent = await reminded('B-FULL');
    const days = ['2026-03-10', '2026-03-17', '2026-03-24'];
    for (const [index, day] of days.entries()) {
      await remind(day);
      const mail = await lastMail(sent.accountId, sent.number, sent.address);
      const text = postfixReport(
        { messageId: mail.messageId, recipient: sent.address },
        '5.2.2',
        'mailbox is over its quota',
      );
      expect(await report(text, `full-${index}.eml`)).toMatchObject({ outcome: 'bounced_soft' });
      expect((await contactOf('B-FULL')).contact.bouncedAt === null).toBe(index < 2);
      expect(await level(sent.accountId)).toBe(0);
    }
    await sound();
  });

  it('only waits while a server still tries, and is not deceived by another address or a made-up report', async () => {
    const sent = await reminded('B-DELAY');
    const about = { messageId: sent.messageId, recipient: sent.address };
    expect(await report(delayReport(about), 'delay.eml')).toMatchObject({ outcome: 'delayed' });
    const elsewhere = postfixReport({ ...about, recipient: 'colleague@else.example' });
    expect(await report(elsewhere, 'elsewhere.eml')).toMatchObject({ outcome: 'elsewhere' });
    const forged = postfixReport({ ...about, messageId: `dunwell.${sent.id}.${'0'.repeat(32)}@acme.example` });
    expect(await report(forged, 'forged.eml')).toMatchObject({ outcome: 'unmatched', messageId: null });
    expect(await message(sent.id)).toMatchObject({ state: 'sent', bounce: null });
    expect((await contactOf('B-DELAY')).contact.bouncedAt).toBeNull();
    expect(await level(sent.accountId)).toBe(1);
    const unmatched = await runQuery(books.engine, books.tenantId, (db) =>
      listDeliveryReports(db, books.tenantId, {
        companyIds: [],
        withUnmatched: true,
        only: 'unmatched',
        before: null,
        limit: 10,
      }),
    );
    expect(unmatched).toMatchObject([{ file: 'forged.eml', recipient: sent.address, customer: null }]);
  });

  it('decides about a message of which nobody knew whether it left', async () => {
    const sent = await reminded('B-UNKNOWN');
    const pg = await import('pg');
    const client = new pg.default.Client({ connectionString: books.ownerUrl });
    await client.connect();
    await client.query(`update correspondence.message set state = 'unknown' where id = ${sent.id}`);
    await client.query(`update correspondence.attempt set outcome = 'unknown' where message_id = ${sent.id}`);
    await client.end();
    await report(gmailReport({ messageId: sent.messageId, recipient: sent.address }), 'unknown.eml');
    expect(await message(sent.id)).toMatchObject({ state: 'sent', bounce: 'hard' });
  });

  it('is read from the inbox between day runs; other mail is set aside for a person', async () => {
    const { engine, caller, home, tenantId, company } = books;
    const sent = await reminded('B-INBOX');
    const inboxFolder = join(home, 'inbox');
    mkdirSync(join(inboxFolder, 'mail'), { recursive: true });
    writeFileSync(
      join(inboxFolder, 'mail', 'a.eml'),
      eximReport({ messageId: sent.messageId, recipient: sent.address }),
    );
    writeFileSync(join(inboxFolder, 'mail', 'b.eml'), 'From: a@example.org\r\nSubject: Paid!\r\n\r\nWe paid.\r\n');
    expect(must(await pollInbox(engine, caller, { inboxFolder, inboxReaders }))).toEqual({ files: 0 });
    expect(readdirSync(join(inboxFolder, 'done', 'mail'))).toEqual(['a.eml']);
    expect(readdirSync(join(inboxFolder, 'refused', 'mail'))).toEqual(['b.eml', 'b.eml.refusal.json']);
    const listed = await runQuery(engine, tenantId, (db) =>
      listMessages(db, tenantId, { companyIds: [company.id], customer: 'B-INBOX', before: null, limit: 5 }),
    );
    expect(listed[0]).toMatchObject({ state: 'sent', bounce: 'hard' });
    expect(listed[0]!.bounceReason).toContain('No such user');
    await sound();
  });
});
