/** Reminders told as stories: who is reminded of what, who is not and why, and that levels and charges move once. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBankAccount, importBankFile } from '#cash';
import {
  loadWorklist,
  logActivity,
  previewDunning,
  prioritiseCompany,
  proposeNotices,
  setProcedure,
  snoozeAccount,
} from '#collections';
import { sendMessages } from '#correspondence';
import { saveCustomers } from '#customers';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { cancelPromise, recordPromise } from '#promises';
import { blockItems, clearItems, loadItems, postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { remindedItems } from '../reminded-item.ts';

const today = '2026-03-10';
const home = mkdtempSync(join(tmpdir(), 'dunwell-home-'));
const outbox = join(home, 'outbox');
let books: Books;

beforeAll(async () => {
  books = await openBooks({ customers: 14, now: `${today}T09:00:00Z` });
  must(
    await setProcedure(books.engine, books.caller, {
      code: 'standard',
      name: 'Three reminders',
      rule: {
        levels: [
          { level: 1, daysOverdue: 5, daysSinceLast: 0 },
          { level: 2, daysOverdue: 15, daysSinceLast: 10 },
          { level: 3, daysOverdue: 30, daysSinceLast: 10, charge: { amountMinor: '2500', currency: 'EUR' } },
        ],
        minimumMinor: { EUR: '1000' },
        daysBetweenNotices: 7,
        daysToPay: 8,
      },
    }),
  );
  const chart = await runQuery(books.engine, books.tenantId, (db) => loadChart(db, books.tenantId, books.company.id));
  must(
    await createBankAccount(books.engine, books.caller, {
      company: books.company,
      number: 'DE89370400440532013000',
      currency: 'EUR',
      name: 'House bank',
      glAccountId: chart.find((account) => account.purpose === 'bank')!.id,
    }),
  );
  must(
    await saveCustomers(books.engine, books.caller, {
      customers: [
        { number: 'C9', name: 'Customer C9', country: 'DE', category: 'intercompany' },
        { number: 'C11', name: 'Customer C11', country: 'JP', timeZone: 'Asia/Tokyo' },
      ],
    }),
  );
});
afterAll(async () => {
  await books.close();
  rmSync(home, { recursive: true, force: true });
});

const invoice = async (
  customer: string,
  number: string,
  amountMinor: bigint,
  dueDate: string,
  more: object = {},
): Promise<bigint> => {
  const posted = must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor < 0n ? 'credit_memo' : 'invoice',
          number,
          documentDate: '2026-01-05',
          dueDate,
          currency: 'EUR',
          amountMinor,
          ...more,
        },
      ],
    }),
  );
  return posted.posted[0]!.itemIds[0]!;
};
const propose = async (asOf = today) =>
  must(await proposeNotices(books.engine, books.caller, { company: books.company, asOf, freshSince: null }));
const send = async () =>
  must(await sendMessages(books.engine, books.caller, sendPath({ home }), { company: books.company }));
const messages = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; code: string | null; reason: string | null; subject: string | null; body: string | null }>`
        select m.state, s.check_code as code, s.reason, m.subject, m.body from correspondence.v_message m
        left join correspondence.v_suppression s on s.tenant_id = m.tenant_id and s.message_id = m.id and s.item_id is null
        where m.tenant_id = ${books.tenantId} and m.account_id = ${books.accounts[customer]!} order by m.id`.execute(
        db,
      ),
    )
  ).rows;
const last = async (customer: string) => (await messages(customer)).at(-1);
const levelOf = async (itemId: bigint): Promise<number | undefined> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        level: number;
      }>`select level from collections.v_item_level where tenant_id = ${books.tenantId} and item_id = ${itemId}`.execute(
        db,
      ),
    )
  ).rows[0]?.level;
const mails = (): string[] => readdirSync(outbox).filter((name) => name.endsWith('.eml'));

describe('R18 R15 A reminder', () => {
  it('lists everything overdue, shows the credit that is left, and goes out once as a readable mail', async () => {
    const old = await invoice('C1', 'R-101', 500_00n, '2026-02-15');
    const young = await invoice('C1', 'R-102', 200_00n, '2026-03-08');
    await invoice('C1', 'R-103', 300_00n, '2026-04-30');
    await invoice('C1', 'G-104', -50_00n, '2026-02-20');
    expect(await propose()).toMatchObject({ proposed: 1, held: null });
    expect(await send()).toMatchObject({ sent: 1 });
    const mail = await PostalMime.parse(readFileSync(join(outbox, mails()[0]!)));
    expect(mail.to?.[0]?.address).toBe('c1@example.org');
    for (const words of ['R-101', 'R-102', '500,00', '200,00', 'G-104', '−50,00', '650,00'])
      expect(mail.text).toContain(words);
    expect(mail.text).not.toContain('R-103');
    expect([await levelOf(old), await levelOf(young)]).toEqual([1, 0]);
    expect(await propose()).toMatchObject({ proposed: 0, suppressed: [] });
    expect(await send()).toMatchObject({ sent: 0 });
    expect(mails()).toHaveLength(1);
  });

  it('climbs by its level and posts the charge of the third exactly once', async () => {
    const item = await invoice('C2', 'R-201', 1_000_00n, '2026-02-01');
    const days = ['2026-03-10', '2026-03-20', '2026-03-31'];
    for (const [index, day] of days.entries()) {
      books.clock.set(`${day}T09:00:00Z`);
      await propose(day);
      await send();
      expect(await levelOf(item)).toBe(index + 1);
    }
    const charges = (
      await runQuery(books.engine, books.tenantId, (db) =>
        loadItems(db, books.tenantId, { openOfCompany: books.company.id }),
      )
    ).filter((one) => one.documentType === 'finance_charge' && one.accountId === books.accounts['C2']);
    expect(charges.map((one) => one.amountMinor)).toEqual([25_00n]);
    const third = (await last('C2'))!;
    expect(third.body).toContain('25,00');
    books.clock.set(`${today}T09:00:00Z`);
  });
});

describe('R18 R57 R69 The gate lets nothing out that should stay in', () => {
  it('what was paid between proposal and sending', async () => {
    const item = await invoice('C3', 'R-301', 100_00n, '2026-02-20');
    expect((await propose()).proposed).toBe(1);
    const money = await invoice('C3', 'Z-301', -100_00n, '2026-03-10', {
      documentDate: today,
    });
    must(
      await clearItems(books.engine, books.caller, {
        company: books.company,
        allocations: [{ creditItemId: money, debitItemId: item, amountMinor: 100_00n }],
        postingDate: today,
        kind: 'cash_application',
        explanation: 'Paid.',
      }),
    );
    await send();
    expect(await last('C3')).toMatchObject({ state: 'suppressed', code: 'nothing_due' });
    expect(await levelOf(item)).toBeUndefined();
  });

  it('what waits in the bank under the same amount, though nobody applied it yet', async () => {
    await invoice('C4', 'R-401', 321_00n, '2026-02-20');
    expect((await propose()).proposed).toBe(1);
    const text = [
      ':20:X',
      ':25:DE89370400440532013000',
      ':28C:7/1',
      ':60F:C260310EUR0,00',
      ':61:2603100310C321,00NTRFNONREF//1',
      ':86:166?00GUTSCHRIFT?20SVWZ+Danke?32Jemand',
      ':62F:C260310EUR321,00',
      '-',
      '',
    ].join('\r\n');
    must(await importBankFile(books.engine, books.caller, { name: 'day.sta', bytes: new TextEncoder().encode(text) }));
    await send();
    expect(await last('C4')).toMatchObject({ state: 'suppressed', code: 'paid_in_bank_line' });
  });

  it('what is promised, disputed, blocked or covered', async () => {
    await invoice('C5', 'R-501', 100_00n, '2026-02-20');
    const promise = must(
      await recordPromise(books.engine, books.caller, {
        company: books.company,
        accountId: books.accounts['C5']!,
        currency: 'EUR',
        amountMinor: 100_00n,
        madeDate: today,
        promisedDate: '2026-03-16',
      }),
    );
    const disputed = await invoice('C6', 'R-601', 100_00n, '2026-02-20');
    must(
      await blockItems(books.engine, books.caller, {
        reason: 'Claim.',
        blocks: [{ itemId: disputed, kind: 'dispute', amountMinor: null, from: today, to: null, source: 'claim 1' }],
      }),
    );
    await invoice('C7', 'R-701', 100_00n, '2026-02-20');
    await invoice('C7', 'Z-701', -150_00n, '2026-03-01');
    const preview = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf: today });
    const reasons = Object.fromEntries(preview.suppressed.map((one) => [one.facts.customerNumber, one.plan.code]));
    expect(reasons).toMatchObject({ C5: 'blocked_promise', C6: 'blocked_dispute', C7: 'covered' });
    must(
      await cancelPromise(books.engine, books.caller, {
        promiseId: BigInt(promise.id),
        asOf: today,
        reason: 'Taken back.',
      }),
    );
    const after = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf: today });
    expect(after.notices.map((one) => one.facts.customerNumber)).toContain('C5');
    expect(
      refusalOf(
        await cancelPromise(books.engine, books.caller, {
          promiseId: BigInt(promise.id),
          asOf: today,
          reason: 'Again.',
        }),
      ),
    ).toBe('promises.not-open');
  });

  it('a part that is disputed drops out, the rest goes', async () => {
    const disputed = await invoice('C8', 'R-801', 100_00n, '2026-02-20');
    await invoice('C8', 'R-802', 70_00n, '2026-02-21');
    must(
      await blockItems(books.engine, books.caller, {
        reason: 'Claim.',
        blocks: [{ itemId: disputed, kind: 'dispute', amountMinor: null, from: today, to: null, source: 'claim 2' }],
      }),
    );
    await propose();
    await send();
    const message = (await last('C8'))!;
    expect(message.state).toBe('sent');
    expect(message.body).toContain('R-802');
    expect(message.body).not.toContain('R-801');
  });

  it('intercompany, too small, without an address, too soon after the last one', async () => {
    await invoice('C9', 'R-901', 100_00n, '2026-02-20');
    await invoice('C10', 'R-1001', 9_00n, '2026-02-20');
    await invoice('C1', 'R-105', 80_00n, '2026-03-01');
    must(
      await saveCustomers(books.engine, books.caller, {
        customers: [{ number: 'N1', name: 'No mail', country: 'DE', accounts: [{ companyId: books.company.id }] }],
      }),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        id: bigint;
      }>`select id from customers.v_account where tenant_id = ${books.tenantId} and number = 'N1'`.execute(db),
    );
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: [
          {
            accountId: rows[0]!.id,
            documentType: 'invoice',
            number: 'R-N1',
            documentDate: '2026-01-05',
            dueDate: '2026-02-20',
            currency: 'EUR',
            amountMinor: 50_00n,
          },
        ],
      }),
    );
    const preview = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf: today });
    const reasons = Object.fromEntries(preview.suppressed.map((one) => [one.facts.customerNumber, one.plan.code]));
    expect(reasons).toMatchObject({ C9: 'category', C10: 'below_minimum', C1: 'contact_cap', N1: 'no_address' });
  });

  it('nothing at night where the customer lives: it waits for the morning there', async () => {
    await invoice('C11', 'R-1101', 100_00n, '2026-02-20');
    books.clock.set(`${today}T14:00:00Z`);
    await propose();
    expect((await send()).deferred).toBe(1);
    expect((await last('C11'))!.state).toBe('proposed');
    books.clock.set('2026-03-11T00:30:00Z');
    expect((await send()).sent).toBe(1);
    books.clock.set(`${today}T09:00:00Z`);
  });

  it('nothing at all while the bank is not read up to the last business day', async () => {
    await invoice('C12', 'R-1201', 100_00n, '2026-02-20');
    const held = must(
      await proposeNotices(books.engine, books.caller, {
        company: books.company,
        asOf: '2026-03-12',
        freshSince: '2026-03-11',
      }),
    );
    expect(held.proposed).toBe(0);
    expect(held.held).toContain('House bank');
  });
});

describe('R10 R11 The worklist', () => {
  it('has the reminders used up at the last level of the procedure that the day knows, whatever is set meanwhile', async () => {
    const other = await openBooks({ customers: 1, now: '2026-03-02T09:00:00Z' });
    const { engine, caller, company, tenantId } = other;
    const day = { company, asOf: '2026-03-02' };
    const reasons = async () => {
      const { rows } = await loadWorklist(engine, tenantId, { companyId: company.id, limit: 5, withNotListed: false });
      return rows.flatMap((row) => row.reasons.filter((one) => one.code === 'dunned').map((one) => one.text));
    };
    const sound = async () =>
      (await verify(engine, tenantId)).checks.filter((check) => check.failed > 0).map((check) => check.name);
    try {
      must(await prioritiseCompany(engine, caller, day));
      // A procedure of one level, of which the customer has got the one.
      await remindedItems(engine, caller, {
        ...{ company, accountId: other.accounts['C1']!, numbers: ['R-1'], amountMinor: 100_00n },
      });
      must(await prioritiseCompany(engine, caller, day));
      expect(await reasons()).toEqual(['the one reminder was sent without success']);
      const levels = [1, 2, 3].map((level) => ({ level, daysOverdue: 5 * level, daysSinceLast: 5 }));
      const rule = { levels, minimumMinor: {}, daysBetweenNotices: 0, daysToPay: 8 };
      must(await setProcedure(engine, caller, { code: 'standard', name: 'Three', rule }));
      expect(await reasons()).toEqual(['the one reminder was sent without success']);
      expect(await sound()).toEqual([]);
      must(await prioritiseCompany(engine, caller, day));
      expect(await reasons()).toEqual([]);
      expect(await sound()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('ranks by reasons that add up, and says why others are not on it', async () => {
    await invoice('C13', 'R-1301', 9_000_00n, '2025-11-20', { documentDate: '2025-10-20' });
    await invoice('C14', 'R-1401', 100_00n, '2026-02-20');
    must(await prioritiseCompany(books.engine, books.caller, { company: books.company, asOf: today }));
    must(
      await snoozeAccount(books.engine, books.caller, {
        accountId: books.accounts['C14']!,
        until: '2026-03-20',
        reason: 'On holiday.',
      }),
    );
    must(
      await logActivity(books.engine, books.caller, {
        accountId: books.accounts['C13']!,
        kind: 'call',
        note: 'Nobody picked up.',
        day: today,
        followUpDate: '2026-03-09',
      }),
    );
    const worklist = await loadWorklist(books.engine, books.tenantId, {
      companyId: books.company.id,
      limit: 50,
      withNotListed: true,
    });
    expect(worklist.rows[0]!.customer).toBe('C13');
    expect(worklist.rows[0]!.reasons.map((one) => one.code)).toContain('follow_up');
    for (const row of worklist.rows)
      expect(row.priority).toBeCloseTo(
        row.reasons.reduce((sum, one) => sum + one.points, 0),
        5,
      );
    const notListed = Object.fromEntries(worklist.notListed.map((one) => [one.customer, one.reason.code]));
    expect(notListed).toMatchObject({ C14: 'snoozed', C9: 'intercompany', C7: 'covered', C6: 'blocked' });
    expect(
      refusalOf(
        await logActivity(books.engine, books.caller, {
          accountId: books.accounts['C13']!,
          kind: 'note',
          note: ' ',
          day: today,
        }),
      ),
    ).toBe('collections.empty-note');
    expect(
      refusalOf(
        await snoozeAccount(books.engine, books.caller, {
          accountId: books.accounts['C13']!,
          until: '2026-02-30',
          reason: 'x',
        }),
      ),
    ).toBe('collections.day');
  });

  it('leaves books in which every invariant holds', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
