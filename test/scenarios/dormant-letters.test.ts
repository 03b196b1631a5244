/** Before a credit that nobody moves is unclaimed property its customer is asked what to do with it, by letter, once, with day and reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listDormantCredits, setDormancy } from '#cash';
import { askAboutCredits, previewTemplate } from '#collections';
import { letterText, sendMessages } from '#correspondence';
import { saveCustomers } from '#customers';
import { runQuery, sql } from '#platform';
import { clearItems, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { silently } from '#test/silent-outbox';
import { sendPath } from '../../src/apps/registrations.ts';

let books: Books;
const itemIds: Record<string, bigint> = {};
beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2028-01-10T09:00:00Z' });
  const { engine, caller, company, accounts } = books;
  must(
    await saveCustomers(engine, caller, {
      customers: [{ number: 'C3', name: 'Customer C3', country: 'DE', category: 'consumer' }],
    }),
  );
  const credit = (customer: string, number: string, amountMinor: bigint, documentDate = '2026-02-03') => ({
    ...{ accountId: accounts[customer]!, documentType: 'credit_memo' as const, number, amountMinor },
    ...{ documentDate, currency: 'EUR' },
  });
  const documents = [
    credit('C1', 'GS-1', -40_00n),
    credit('C1', 'GS-2', -15_00n, '2026-02-10'),
    credit('C2', 'GS-3', -70_00n),
    credit('C3', 'GS-4', -9_00n),
    { ...credit('C2', 'RE-1', 100_00n), documentType: 'invoice' as const },
  ];
  const { posted } = must(await postDocuments(engine, caller, { company, documents }));
  for (const [index, { number }] of documents.entries()) itemIds[number] = posted[index]!.itemIds[0]!;
  // Dormant on 3 February 2028, asked about from thirty days before that.
  const rule = { company, months: 24, letterDays: 30, validFrom: '2026-01-01', source: 'Policy.' };
  must(await setDormancy(engine, caller, rule));
});
afterAll(() => books.close());

const ask = async (asOf: string) =>
  must(await askAboutCredits(books.engine, books.caller, { company: books.company, asOf }));
const send = async () =>
  must(await sendMessages(books.engine, books.caller, sendPath({ home: books.home }), { company: books.company }));
const mails = (): string[] =>
  readdirSync(join(books.home, 'outbox'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(join(books.home, 'outbox', name), 'utf8').replaceAll('=\r\n', ''));
const kept = async (state: string) => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ number: string; day: string }>`
      select a.number, m.proposed_date as day from correspondence.v_message m
      join customers.v_account a on a.tenant_id = m.tenant_id and a.id = m.account_id
      where m.tenant_id = ${books.tenantId} and m.kind = 'dormant_credit' and m.state = ${state} order by 1, 2`.execute(
      db,
    ),
  );
  return rows.map((row) => [row.number, row.day]);
};

describe('R38 a dormant credit is asked about before it is unclaimed property', () => {
  it('is read as its customer would, by the words of its language', async () => {
    const { engine, tenantId, company } = books;
    const read = async (language: string) => {
      const template = { name: 'dormant_credit' as const, language, level: 1 };
      const of = { company, asOf: '2028-01-10', customer: 'C1', template };
      return letterText(must(await previewTemplate(engine, tenantId, of)));
    };
    const german = await read('de');
    expect(german).toContain('GS-1');
    expect(german).toContain('GS-2');
    expect(german).toContain('55,00');
    expect(german).toContain('3. Februar 2028');
    expect(await read('en')).toContain('unclaimed property');
    expect(await read('es')).toContain('saldo no reclamado');
    expect(await read('fr')).toContain('avoir non réclamé');
    const none = { company, asOf: '2025-12-01', customer: 'C1' };
    const template = { name: 'dormant_credit' as const, language: 'de', level: 1 };
    expect(refusalOf(await previewTemplate(engine, tenantId, { ...none, template }))).toBe('collections.nothing-open');
  });

  it('is asked about as many days before as the rule says, once for a customer, and who cannot be asked is kept with the reason', async () => {
    expect(await ask('2028-01-03')).toEqual({ asked: 0, notReached: [] });
    const first = await ask('2028-01-10');
    expect(first).toEqual({ asked: 2, notReached: [{ customer: 'C3', reason: expect.stringContaining('consumer') }] });
    expect((await ask('2028-01-10')).asked).toBe(0);
    expect(await kept('proposed')).toEqual([
      ['C1', '2028-01-10'],
      ['C2', '2028-01-10'],
    ]);
    // The next day says nothing new of who cannot be asked.
    await ask('2028-01-11');
    expect(await kept('suppressed')).toEqual([['C3', '2028-01-10']]);
  });

  it('does not leave where the credit has moved meanwhile, and tells day and answer to whom it reaches', async () => {
    const { engine, caller, company } = books;
    must(
      await clearItems(engine, caller, {
        ...{ company, postingDate: '2028-01-10', kind: 'by_hand', explanation: 'Set off as the customer asked.' },
        allocations: [{ creditItemId: itemIds['GS-3']!, debitItemId: itemIds['RE-1']!, amountMinor: 70_00n }],
      }),
    );
    expect(await send()).toMatchObject({ sent: 1, suppressed: [{ code: 'applied_meanwhile', count: 1 }] });
    expect(mails()).toHaveLength(1);
    expect(mails()[0]).toContain('c1@example.org');
    expect(await kept('sent')).toEqual([['C1', '2028-01-10']]);
    const dormant = await listDormantCredits(engine, books.tenantId, { companyId: company.id, day: '2028-02-03' });
    expect(dormant.rows.map((one) => [one.number, one.askedOn])).toEqual([
      ['GS-1', '2028-01-10'],
      ['GS-4', null],
    ]);
  });

  it('is asked about again only once it has moved and slept anew', async () => {
    const { engine, caller, company, accounts } = books;
    expect((await ask('2028-02-20')).asked).toBe(0);
    const document = {
      ...{ accountId: accounts['C1']!, documentType: 'invoice' as const, number: 'RE-2', amountMinor: 10_00n },
      ...{ documentDate: '2028-02-20', currency: 'EUR' },
    };
    const { posted } = must(await postDocuments(engine, caller, { company, documents: [document] }));
    const allocation = { creditItemId: itemIds['GS-1']!, debitItemId: posted[0]!.itemIds[0]!, amountMinor: 10_00n };
    must(
      await clearItems(engine, caller, {
        ...{ company, postingDate: '2028-02-20', kind: 'by_hand', explanation: 'Set off as the customer asked.' },
        allocations: [allocation],
      }),
    );
    expect((await ask('2030-01-20')).asked).toBe(0);
    expect((await ask('2030-01-21')).asked).toBe(1);
  });

  it('is not asked about twice where nobody knows whether the letter left', async () => {
    const { engine, caller, company, home } = books;
    must(await sendMessages(engine, caller, silently(sendPath({ home })), { company }));
    expect(await kept('unknown')).toEqual([['C1', '2030-01-21']]);
    expect((await ask('2030-01-22')).asked).toBe(0);
  });

  it('is not asked about where the rule says so', async () => {
    const { engine, caller, company } = books;
    const rule = { company, months: 24, validFrom: '2030-02-01' };
    expect(refusalOf(await setDormancy(engine, caller, { ...rule, letterDays: 731 }))).toBe(
      'cash.dormancy-letter-days',
    );
    must(await setDormancy(engine, caller, { ...rule, letterDays: 0 }));
    expect(await ask('2032-06-01')).toEqual({ asked: 0, notReached: [] });
  });
});
