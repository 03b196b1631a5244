/**
 * The mail server's line cut at every step of the conversation: the state is right each time, level and charge move once or
 * are taken back whole, and nobody gets a reminder twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { proposeNotices, setProcedure } from '#collections';
import { resolveMessage, sendMessages, setMail } from '#correspondence';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { clearItems, postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { type Cut, type Line, type MailServer, startLine, startMailServer } from '../mail-server.ts';

const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
const morning = '2026-03-10T09:00:00Z';
let books: Books;
let server: MailServer;
let line: Line;
/** What the server says to a recipient: its code, null for a yes. */
let answerToRecipient: number | null = null;
let customers = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 40, now: morning });
  server = await startMailServer({
    onRcptTo(_address, _session, callback) {
      if (answerToRecipient === null) return callback();
      callback(Object.assign(new Error('No such mailbox here'), { responseCode: answerToRecipient }));
    },
  });
  line = await startLine(server.port);
  must(
    await setProcedure(books.engine, books.caller, {
      code: 'standard',
      name: 'One reminder with a charge',
      rule: {
        levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0, charge: { amountMinor: '500', currency: 'EUR' } }],
        minimumMinor: {},
        daysBetweenNotices: 7,
        daysToPay: 8,
      },
    }),
  );
  must(
    await setMail(books.engine, books.caller, {
      company: books.company,
      setting: { transport: 'smtp', senderAddress: 'receivables@acme.example', replyToAddress: 'ar@acme.example' },
    }),
  );
});
afterEach(async () => {
  line.cutAt = null;
  line.onRecipient = null;
  answerToRecipient = null;
  books.clock.set(morning);
  const report = await verify(books.engine, books.tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
});
afterAll(async () => {
  await line.close();
  await server.close();
  await books.close();
  rmSync(home, { recursive: true, force: true });
});

const path = () => sendPath({ home, smtpUrl: `smtp://127.0.0.1:${line.port}` });
const send = async () => must(await sendMessages(books.engine, books.caller, path(), { company: books.company }));

/** A customer of its own with one overdue invoice and a proposed notice. */
async function reminded(): Promise<{ customer: string; itemId: bigint; messageId: bigint }> {
  customers += 1;
  const customer = `C${customers}`;
  const posted = must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: 'invoice',
          number: `R-${customer}`,
          documentDate: '2026-01-05',
          dueDate: '2026-02-20',
          currency: 'EUR',
          amountMinor: 100_00n,
        },
      ],
    }),
  );
  must(
    await proposeNotices(books.engine, books.caller, { company: books.company, asOf: '2026-03-10', freshSince: null }),
  );
  const { rows } = await ask<{ id: bigint }>(
    sql`select id from correspondence.v_message where tenant_id = ${books.tenantId} and account_id = ${books.accounts[customer]!}`,
  );
  return { customer, itemId: posted.posted[0]!.itemIds[0]!, messageId: rows[0]!.id };
}

const ask = <T>(query: ReturnType<typeof sql<unknown>>) =>
  runQuery(books.engine, books.tenantId, (db) => query.execute(db)) as Promise<{ rows: T[] }>;

/** The state of a message, the level of its item and what its charge stands at. */
async function standing(one: { customer: string; itemId: bigint; messageId: bigint }) {
  const message = await ask<{
    state: string;
    attempts: number;
    not_before: string | null;
    state_reason: string | null;
  }>(
    sql`select state, attempts, not_before, state_reason from correspondence.v_message where tenant_id = ${books.tenantId} and id = ${one.messageId}`,
  );
  const level = await ask<{ level: number }>(
    sql`select level from collections.v_item_level where tenant_id = ${books.tenantId} and item_id = ${one.itemId}`,
  );
  const charge = await ask<{ open: bigint; count: number }>(
    sql`select coalesce(sum(open_minor), 0)::bigint as open, count(*)::integer as count from receivables.v_item
      where tenant_id = ${books.tenantId} and account_id = ${books.accounts[one.customer]!} and document_type = 'finance_charge'`,
  );
  return {
    ...message.rows[0]!,
    level: level.rows[0]?.level ?? 0,
    chargeOpen: charge.rows[0]!.open,
    charges: charge.rows[0]!.count,
  };
}
const copies = (customer: string): number =>
  server.received.filter((one) => one.recipient === `${customer.toLowerCase()}@example.org`).length;

describe('R15 mail handed to a server', () => {
  it('leaves once, from the company, with a name of its own and a place for the answer', async () => {
    const one = await reminded();
    expect(await send()).toMatchObject({ sent: 1, failed: 0, unknown: 0, stopped: null });
    expect(await standing(one)).toMatchObject({ state: 'sent', attempts: 1, level: 1, chargeOpen: 5_00n, charges: 1 });
    const { mail, raw } = server.received.at(-1)!;
    expect(mail.from).toMatchObject({ address: 'receivables@acme.example', name: 'Acme GmbH' });
    expect(mail.replyTo?.[0]?.address).toBe('ar@acme.example');
    expect(mail.messageId).toMatch(/^<dunwell\.\d+\.[0-9a-f]{32}@acme\.example>$/);
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(mail.date).toBe('2026-03-10T09:00:00.000Z');
    expect(await send()).toMatchObject({ sent: 0 });
    expect(copies(one.customer)).toBe(1);
  });

  it('continues the thread of the reminder before it', async () => {
    const first = server.received.at(-1)!.mail;
    books.clock.set('2026-03-20T09:00:00Z');
    const posted = must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: books.accounts['C1']!,
            documentType: 'invoice',
            number: 'R-C1-2',
            documentDate: '2026-02-01',
            dueDate: '2026-03-01',
            currency: 'EUR',
            amountMinor: 80_00n,
          },
        ],
      }),
    );
    expect(posted.posted).toHaveLength(1);
    must(
      await proposeNotices(books.engine, books.caller, {
        company: books.company,
        asOf: '2026-03-20',
        freshSince: null,
      }),
    );
    expect((await send()).sent).toBe(1);
    expect(server.received.at(-1)!.mail.inReplyTo).toBe(first.messageId);
  });

  it('is kept for an hour by a server that is busy, and then goes once', async () => {
    const one = await reminded();
    answerToRecipient = 451;
    expect(await send()).toMatchObject({ sent: 0, postponed: 1, stopped: null });
    expect(await standing(one)).toMatchObject({ state: 'proposed', attempts: 1, level: 1, charges: 1 });
    answerToRecipient = null;
    expect(await send()).toMatchObject({ sent: 0, deferred: 1 });
    books.clock.set('2026-03-10T09:06:00Z');
    answerToRecipient = 451;
    await send();
    // The second delay is longer than the first.
    expect((await standing(one)).not_before).toBe('2026-03-10T09:36:00.000000Z');
    answerToRecipient = null;
    books.clock.set('2026-03-10T09:40:00Z');
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await standing(one)).toMatchObject({ state: 'sent', attempts: 3, level: 1, chargeOpen: 5_00n, charges: 1 });
    expect(copies(one.customer)).toBe(1);
  });

  it('is refused for good: level and charge are taken back in one piece', async () => {
    const one = await reminded();
    answerToRecipient = 550;
    expect(await send()).toMatchObject({ failed: 1 });
    expect(await standing(one)).toMatchObject({ state: 'failed', level: 0, chargeOpen: 0n, charges: 1 });
    answerToRecipient = null;
    expect(await send()).toMatchObject({ sent: 0 });
    expect(copies(one.customer)).toBe(0);
  });

  it('is given up after days of trying, and taken back', async () => {
    const one = await reminded();
    answerToRecipient = 450;
    for (let tries = 0; tries < 10; tries += 1) {
      await send();
      const { not_before: notBefore } = await standing(one);
      expect(notBefore).not.toBeNull();
      books.clock.set(new Date(Date.parse(notBefore!) + 60_000));
      // Contact hours hold for every attempt: a night's turn waits for the morning.
      if ((await send()).deferred > 0) {
        const later = (await standing(one)).not_before!;
        books.clock.set(new Date(Date.parse(later) + 60_000));
        await send();
      }
      if ((await standing(one)).state === 'failed') break;
    }
    expect(await standing(one)).toMatchObject({ state: 'failed', level: 0, chargeOpen: 0n, charges: 1 });
  });

  it('what was paid while the server was away does not leave, and its level and charge go', async () => {
    const one = await reminded();
    answerToRecipient = 451;
    await send();
    answerToRecipient = null;
    const paid = must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: books.accounts[one.customer]!,
            documentType: 'credit_memo',
            number: `G-${one.customer}`,
            documentDate: '2026-03-10',
            dueDate: '2026-03-10',
            currency: 'EUR',
            amountMinor: -100_00n,
          },
        ],
      }),
    );
    must(
      await clearItems(books.engine, books.caller, {
        company: books.company,
        allocations: [{ creditItemId: paid.posted[0]!.itemIds[0]!, debitItemId: one.itemId, amountMinor: 100_00n }],
        postingDate: '2026-03-10',
        kind: 'cash_application',
        explanation: 'Paid.',
      }),
    );
    books.clock.set('2026-03-10T10:00:00Z');
    const result = await send();
    expect(result.suppressed.map((entry) => entry.code)).toEqual(['nothing_due']);
    expect(await standing(one)).toMatchObject({ state: 'suppressed', level: 0, chargeOpen: 0n, charges: 1 });
    expect(copies(one.customer)).toBe(0);
  });

  it('is claimed anew when the server was not ready within half a minute', async () => {
    const one = await reminded();
    let slow = 1;
    line.onRecipient = () => {
      if (slow-- > 0) books.clock.set('2026-03-10T09:00:31Z');
    };
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await standing(one)).toMatchObject({ state: 'sent', attempts: 2, level: 1, charges: 1 });
    expect(copies(one.customer)).toBe(1);
    expect(server.received.at(-1)!.mail.date).toBe('2026-03-10T09:00:31.000Z');
  });

  it('waits for the next run where the server is never ready in time, and is charged once for all its claims', async () => {
    const one = await reminded();
    let asked = 0;
    line.onRecipient = () => {
      asked += 1;
      // After so many tries it is ready: a run that does not give up ends all the same.
      if (asked <= 6) books.clock.set(new Date(books.clock.now().getTime() + 31_000));
    };
    expect(await send()).toMatchObject({ sent: 0, deferred: 1, postponed: 0, failed: 0, stopped: null });
    expect(asked).toBe(3);
    expect(await standing(one)).toMatchObject({ state: 'proposed', attempts: 3, level: 1, charges: 1 });
    expect(copies(one.customer)).toBe(0);
    line.onRecipient = null;
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await standing(one)).toMatchObject({ state: 'sent', attempts: 4, level: 1, chargeOpen: 5_00n, charges: 1 });
    expect(copies(one.customer)).toBe(1);
  });
});

describe('the line is cut', () => {
  /** After which cuts nothing can have been accepted. */
  const before: readonly Cut[] = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA'];

  it.each(before)('at %s: certainly not accepted, so it is proposed again and leaves once', async (cut) => {
    const one = await reminded();
    const other = await reminded();
    line.cutAt = cut;
    const result = await send();
    expect(result).toMatchObject({ sent: 0, postponed: 1, unknown: 0 });
    expect(result.stopped).not.toBeNull();
    expect(await standing(one)).toMatchObject({ state: 'proposed', level: 1, charges: 1 });
    // The server is away: the next one was not even claimed.
    expect(await standing(other)).toMatchObject({ state: 'proposed', attempts: 0, level: 0, charges: 0 });
    line.cutAt = null;
    books.clock.set('2026-03-10T09:10:00Z');
    expect(await send()).toMatchObject({ sent: 2 });
    expect(await standing(one)).toMatchObject({ state: 'sent', level: 1, chargeOpen: 5_00n, charges: 1 });
    expect([copies(one.customer), copies(other.customer)]).toEqual([1, 1]);
  });

  it.each([
    // Another address of this machine is another machine to us: it must speak TLS.
    ['STARTTLS', '127.0.0.2', '', { disabledCommands: [] }],
    ['AUTH', '127.0.0.1', 'dunwell:secret@', { authOptional: false, allowInsecureAuth: true }],
  ] as const)('at %s: the same, and no word of the letter has left', async (cut, host, user, options) => {
    const one = await reminded();
    const strict = await startMailServer({
      ...options,
      disabledCommands: [...('disabledCommands' in options ? options.disabledCommands : ['STARTTLS'])],
      onAuth: (auth, _session, callback) => callback(null, { user: auth.username }),
    });
    const strictLine = await startLine(strict.port, host);
    strictLine.cutAt = cut;
    const away = sendPath({ home, smtpUrl: `smtp://${user}${host}:${strictLine.port}` });
    try {
      const result = must(await sendMessages(books.engine, books.caller, away, { company: books.company }));
      expect(result).toMatchObject({ sent: 0, postponed: 1, unknown: 0 });
      expect(result.stopped).not.toBeNull();
      expect(await standing(one)).toMatchObject({ state: 'proposed', level: 1, charges: 1 });
      expect(strict.received).toEqual([]);
    } finally {
      await strictLine.close();
      await strict.close();
    }
    books.clock.set('2026-03-10T09:10:00Z');
    expect(await send()).toMatchObject({ sent: 1 });
    expect(await standing(one)).toMatchObject({ state: 'sent', level: 1, chargeOpen: 5_00n, charges: 1 });
    expect(copies(one.customer)).toBe(1);
  });

  it.each(['content', 'answer'] as const)('at the %s: unknown, and never sent again by itself', async (cut) => {
    const one = await reminded();
    line.cutAt = cut;
    expect(await send()).toMatchObject({ sent: 0, unknown: 1 });
    expect(await standing(one)).toMatchObject({ state: 'unknown', level: 1, charges: 1 });
    line.cutAt = null;
    books.clock.set('2026-03-12T09:00:00Z');
    expect(await send()).toMatchObject({ sent: 0, unknown: 0 });
    expect(copies(one.customer)).toBe(cut === 'answer' ? 1 : 0);
    // A person looks it up at the server and says so.
    const decide = (resolution: 'sent' | 'send_again') =>
      resolveMessage(books.engine, books.caller, {
        company: books.company,
        messageId: one.messageId,
        resolution,
        reason: 'Looked up in the log of the server.',
      });
    must(await decide(cut === 'answer' ? 'sent' : 'send_again'));
    expect(refusalOf(await decide('sent'))).toBe('correspondence.not-unknown');
    await send();
    expect(await standing(one)).toMatchObject({ state: 'sent', level: 1, chargeOpen: 5_00n, charges: 1 });
    expect(copies(one.customer)).toBe(1);
  });

  it('after the answer: sent', async () => {
    const one = await reminded();
    line.cutAt = 'after';
    expect(await send()).toMatchObject({ sent: 1, unknown: 0 });
    expect(await standing(one)).toMatchObject({ state: 'sent' });
    expect(copies(one.customer)).toBe(1);
  });

  it.each([false, true])('by the death of the program itself; content begun: %s', async (begun) => {
    const one = await reminded();
    const dies = {
      name: 'smtp' as const,
      async deliver(_mail: unknown, beforeContent: () => Promise<boolean>): Promise<never> {
        if (begun) await beforeContent();
        throw new Error('killed');
      },
      delivered: async () => null,
    };
    const mortal = { ...path(), transports: { outbox: dies, smtp: dies, print: dies } };
    await expect(sendMessages(books.engine, books.caller, mortal, { company: books.company })).rejects.toThrow(
      'killed',
    );
    expect(await standing(one)).toMatchObject({ state: 'sending', level: 1, charges: 1 });
    expect(await send()).toMatchObject(begun ? { sent: 0, unknown: 1 } : { sent: 1, unknown: 0 });
    expect(await standing(one)).toMatchObject({ state: begun ? 'unknown' : 'sent', level: 1, charges: 1 });
    expect(copies(one.customer)).toBe(begun ? 0 : 1);
  });

  it('and given up by a person: level and charge are taken back', async () => {
    const one = await reminded();
    line.cutAt = 'content';
    await send();
    line.cutAt = null;
    const resolve = (reason: string, messageId = one.messageId) =>
      resolveMessage(books.engine, books.caller, {
        company: books.company,
        messageId,
        resolution: 'give_up',
        reason,
      });
    expect(refusalOf(await resolve(' '))).toBe('correspondence.reason-missing');
    expect(refusalOf(await resolve('Nobody.', 999_999n))).toBe('correspondence.message-not-found');
    must(await resolve('The customer says nothing came.'));
    expect(await standing(one)).toMatchObject({ state: 'failed', level: 0, chargeOpen: 0n, charges: 1 });
  });
});

describe('mail leaves only where somebody said so', () => {
  it('a trial mails its own list: others are redirected, or go nowhere', async () => {
    const redirected = await reminded();
    const trial = (list: string) => ({ ...path(), mailOnlyTo: list });
    must(
      await sendMessages(books.engine, books.caller, trial('trial@acme.example, @acme.example'), {
        company: books.company,
      }),
    );
    expect(server.received.at(-1)!.recipient).toBe('trial@acme.example');
    expect(server.received.at(-1)!.raw).toContain(
      `X-Dunwell-Meant-For: ${redirected.customer.toLowerCase()}@example.org`,
    );
    const nowhere = await reminded();
    const before = server.received.length;
    const result = must(
      await sendMessages(books.engine, books.caller, trial('@acme.example'), { company: books.company }),
    );
    expect(result.suppressed.map((one) => one.code)).toEqual(['trial_list']);
    expect(await standing(nowhere)).toMatchObject({ state: 'suppressed', level: 0 });
    expect(server.received).toHaveLength(before);
  });

  it('no server named: refused and nothing lost; set back to the folder: nobody is mailed', async () => {
    const one = await reminded();
    const withoutServer = sendPath({ home });
    expect(refusalOf(await sendMessages(books.engine, books.caller, withoutServer, { company: books.company }))).toBe(
      'correspondence.no-smtp',
    );
    expect(await standing(one)).toMatchObject({ state: 'proposed', attempts: 0 });
    const setting = { transport: 'outbox', senderAddress: null, replyToAddress: null } as const;
    must(await setMail(books.engine, books.caller, { company: books.company, setting }));
    const before = server.received.length;
    expect(await send()).toMatchObject({ sent: 1 });
    expect(server.received).toHaveLength(before);
    expect(
      refusalOf(
        await setMail(books.engine, books.caller, {
          company: books.company,
          setting: { transport: 'smtp', senderAddress: 'a@b.example\r\nBcc: c@d.example', replyToAddress: null },
        }),
      ),
    ).toBe('correspondence.mail-address');
    expect(
      refusalOf(
        await setMail(books.engine, books.caller, {
          company: books.company,
          setting: { ...setting, transport: 'smtp' },
        }),
      ),
    ).toBe('correspondence.no-sender');
    expect(() => sendPath({ home, smtpUrl: 'mail.example.org' })).toThrow('DUNWELL_SMTP_URL');
  });
});
