/** Somebody else pays for a customer: who is written to, what the letters say, and that nobody's money is mixed with another's. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewDunning, previewStatement, proposeNotices, setProcedure } from '#collections';
import { letterText, sendMessages } from '#correspondence';
import { changeAccount, endRelation, findCustomerKey, relateCustomers } from '#customers';
import { loadChart } from '#ledger';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

const asOf = '2026-03-02';
let books: Books;
let openingAccountId: bigint;
let toPayer: bigint;

async function post(customer: string, number: string, amountMinor: bigint, dueDate = '2026-02-04'): Promise<void> {
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts[customer]!,
          documentType: amountMinor < 0n ? 'payment' : 'invoice',
          number,
          documentDate: '2026-01-05',
          dueDate,
          currency: 'EUR',
          amountMinor,
          ...(amountMinor < 0n && { contraAccountId: openingAccountId }),
        },
      ],
    }),
  );
}

const payer = async (number: string, otherNumber: string, lettersTo?: 'customer' | 'payer') =>
  relateCustomers(books.engine, books.caller, {
    kind: 'alternative_payer',
    number,
    otherNumber,
    ...(lettersTo && { lettersTo }),
    from: '2026-02-01',
    reason: 'Told by the customer.',
  });

const noticeTo = async (customer: string) => {
  const preview = await previewDunning(books.engine, books.tenantId, { company: books.company, asOf });
  return preview.notices.find((one) => one.facts.customerNumber === customer)?.plan.notice;
};

async function mailsTo(number: string) {
  const folder = join(books.home, 'outbox');
  if (!existsSync(folder)) return [];
  const mails = await Promise.all(
    readdirSync(folder).map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
  );
  return mails.filter((mail) => mail.to?.[0]?.address === `${number.toLowerCase()}@example.org`);
}

beforeAll(async () => {
  books = await openBooks({ customers: 7, now: '2026-03-02T09:00:00Z' });
  const { engine, tenantId, caller, company } = books;
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  openingAccountId = chart.find((one) => one.purpose === 'opening_balance')!.id;
  must(
    await setProcedure(engine, caller, {
      code: 'standard',
      name: 'Standard',
      rule: {
        levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0, charge: { amountMinor: '500', currency: 'EUR' } }],
        minimumMinor: { EUR: '100' },
        daysBetweenNotices: 7,
        daysToPay: 7,
      },
    }),
  );
});
afterAll(() => books.close());

describe('R17 The letters of a customer for whom another pays', () => {
  it('stay with the customer and name the payer, unless it is said that they go to the payer', async () => {
    await post('C1', 'AP-1', 100_00n);
    must(await payer('C1', 'C2'));
    expect((await noticeTo('C1'))!.items.map((item) => [item.number, item.debtor])).toEqual([['AP-1', null]]);
    expect(await noticeTo('C2')).toBeUndefined();
    const statement = must(
      await previewStatement(books.engine, books.tenantId, {
        ...{ company: books.company, asOf, customer: 'C1', movements: false, language: 'en' },
      }),
    );
    expect(letterText(statement)).toContain('AP-1');
    expect(statement.facts).toContainEqual({ label: 'Payable by', value: 'Customer C2' });
  });

  it('go to the payer in one letter for all it pays for, where it is said so', async () => {
    await post('C3', 'AP-3', 100_00n);
    await post('C3', 'AP-3-PAID', -30_00n, '2026-01-05');
    await post('C4', 'AP-4', 20_00n, '2026-02-10');
    await post('C5', 'AP-5-PAID', -500_00n, '2026-01-05');
    ({ relationId: toPayer } = must(await payer('C3', 'C5', 'payer')));
    must(await payer('C4', 'C5', 'payer'));
    const notice = (await noticeTo('C5'))!;
    expect(notice.items.map((item) => [item.number, item.debtor?.number])).toEqual([
      ['AP-3', 'C3'],
      ['AP-4', 'C4'],
    ]);
    expect(await noticeTo('C3')).toBeUndefined();
    // The payer's own 500 pays for nobody else, and C3's 30 does not pay for C4; the fee is owed by who is oldest overdue.
    expect(notice.credits).toEqual([{ number: 'AP-3-PAID', openMinor: -30_00n }]);
    expect([notice.netMinor, notice.chargeMinor]).toEqual([95_00n, 5_00n]);
    expect(notice.chargeAccountId).toBe(books.accounts['C3']);
  });

  it('leave out what may not be asked for: of a customer whose reminders are paused', async () => {
    await post('C6', 'AP-6', 60_00n);
    must(await payer('C6', 'C5', 'payer'));
    const customer = (await runQuery(books.engine, books.tenantId, (db) =>
      findCustomerKey(db, books.tenantId, books.company.id, 'C6'),
    ))!;
    const pause = (version: number, dunningBlockedUntil: string | null) =>
      changeAccount(books.engine, books.caller, {
        customer,
        version,
        settings: { dunningBlockedUntil, directDebit: false, portfolio: null },
      });
    const { version } = must(await pause(1, '2026-03-31'));
    const notice = (await noticeTo('C5'))!;
    expect(notice.items.map((item) => item.number)).toEqual(['AP-3', 'AP-4']);
    expect(notice.dropped.map((one) => [one.code, one.number])).toEqual([['dunning_block', 'AP-6']]);
    must(await pause(version, null));
    expect((await noticeTo('C5'))!.items.map((item) => item.number)).toEqual(['AP-3', 'AP-6', 'AP-4']);
  });

  it('are refused a second payer who gets them, and only a payer can get them', async () => {
    expect(refusalOf(await payer('C3', 'C7', 'payer'))).toBe('customers.relation-overlaps');
    must(await payer('C3', 'C7'));
    expect(
      refusalOf(
        await relateCustomers(books.engine, books.caller, {
          ...{ kind: 'merged_into', number: 'C7', otherNumber: 'C1', lettersTo: 'payer' },
          ...{ from: '2026-02-01', reason: 'Test.' },
        }),
      ),
    ).toBe('customers.letters-to');
  });

  it('are sent: one mail to the payer that says for whom; the levels and the fee stand with who owes', async () => {
    const { engine, caller, company, home, tenantId } = books;
    must(await proposeNotices(engine, caller, { company, asOf, freshSince: null }));
    must(await sendMessages(engine, caller, sendPath({ home }), { company }));
    const [mail] = await mailsTo('C5');
    for (const words of [
      'AP-3',
      'AP-4',
      'AP-6',
      'Zahlbar durch Customer C5 für Customer C3 (C3)',
      'für Customer C4 (C4)',
    ])
      expect(mail!.text).toContain(words);
    expect((await mailsTo('C1'))[0]!.text).toContain('AP-1');
    expect((await mailsTo('C1'))[0]!.html).toContain('Zahlbar durch');
    for (const silent of ['C2', 'C3', 'C4', 'C6']) expect(await mailsTo(silent)).toEqual([]);
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ number: string; level: number | null; customer: string }>`
        select case when i.document_type = 'finance_charge' then 'fee' else i.number end as number, l.level, a.number as customer
        from receivables.v_item i join customers.v_account a on a.tenant_id = i.tenant_id and a.id = i.account_id
        left join collections.v_item_level l on l.tenant_id = i.tenant_id and l.item_id = i.id
        where i.tenant_id = ${tenantId} and i.open_minor > 0 and a.number <> 'C1' order by a.number, 1`.execute(db),
    );
    expect(rows).toEqual([
      { customer: 'C3', number: 'AP-3', level: 1 },
      { customer: 'C3', number: 'fee', level: null },
      { customer: 'C4', number: 'AP-4', level: 1 },
      { customer: 'C6', number: 'AP-6', level: 1 },
    ]);
  });

  it('tell the payer in a statement what it pays for whom, each sum apart', async () => {
    const text = letterText(
      must(
        await previewStatement(books.engine, books.tenantId, {
          ...{ company: books.company, asOf, customer: 'C5', movements: false, language: 'en' },
        }),
      ),
    );
    expect(text).toMatch(/Payable by Customer C5 for Customer C3 \(C3\)\s+75\.00/);
    expect(text).toMatch(/Payable by Customer C5 for Customer C4 \(C4\)\s+20\.00/);
    expect(text).toMatch(/Payable by Customer C5 for Customer C6 \(C6\)\s+60\.00/);
    expect(text).toMatch(/Balance\s+EUR −345\.00/);
  });

  it('go to the customer again when the payer is taken back', async () => {
    must(await endRelation(books.engine, books.caller, { relationId: toPayer, reason: 'No longer pays.' }));
    const statement = must(
      await previewStatement(books.engine, books.tenantId, {
        ...{ company: books.company, asOf, customer: 'C3', movements: false, language: 'en' },
      }),
    );
    expect(statement.facts).toContainEqual({ label: 'Payable by', value: 'Customer C7' });
    expect(letterText(statement)).toContain('AP-3');
  });

  it('leave books that verify', async () => {
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
