/** What a customer's screen tells is what the books say; and the day's work follows what an analyst does. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { giveBackWork, logActivity, prioritiseCompany, snoozeAccount, takeOverWork } from '#collections';
import { findCompany } from '#company';
import { changeAccount, findCustomerKey, loadReach, saveContact } from '#customers';
import { addDays, type Day } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { reverseOneDocument } from '#receivables';
import { must, refusalOf } from '#test/books';
import type { Browser } from '#test/server-world';
import { businessDay, type Workday } from '#test/workday';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';
import { searchEverything } from '../../src/modules/operations/queries/search.ts';

describe('R11 R14 R24 A customer in one screen', () => {
  let day: Workday;
  let world: WorkdayServer;
  let browser: Browser;
  const read = <T>(path: string): Promise<T> => world.read<T>(path);
  type Entry = { kind: string; what: string; outcome: string | null; text: string | null; amount: string | null };

  beforeAll(async () => {
    world = await openWorkdayServer('ana', 'Ana Kovač', 'analyst', 'company');
    ({ day, browser } = world);
  });
  afterAll(() => world.close());

  it('shows open by age as the aging does, and the sum of the list is the sum of its rows', async () => {
    type Row = { customer: string; amounts: string[]; total: string };
    const aging = await read<{ rows: Row[] }>(`/api/aging?company=DE01&view=gross-debit&asOf=${businessDay}`);
    for (const row of aging.rows.slice(0, 8)) {
      const one = await read<{ aging: { rows: Row[] } }>(`/api/customers/${row.customer}?company=DE01`);
      expect(one.aging.rows[0]).toMatchObject({ amounts: row.amounts, total: row.total });
    }
    type List = {
      rows: { customer: string; balances: { currency: string; open: string }[] }[];
      count: number;
      totals: { currency: string; open: string }[];
    };
    const list = await read<List>('/api/customers?company=DE01&limit=200');
    expect(list.rows.length).toBe(list.count);
    const cents = (text: string): bigint => BigInt(text.replace('.', ''));
    const sum = list.rows
      .flatMap((row) => row.balances)
      .filter((one) => one.currency === 'EUR')
      .reduce((total, one) => total + cents(one.open), 0n);
    expect(cents(list.totals.find((one) => one.currency === 'EUR')!.open)).toBe(sum);
    const windows = await Promise.all(
      [0, 10, 20].map((offset) => read<List>(`/api/customers?company=DE01&sort=number&limit=10&offset=${offset}`)),
    );
    expect(windows.flatMap((one) => one.rows.map((row) => row.customer)).length).toBe(list.count);
    expect(new Set(windows.flatMap((one) => one.rows.map((row) => row.customer))).size).toBe(list.count);
  });

  it('finds by a part of the name without its accents, by numbers, and by what a payer wrote', async () => {
    const find = async (text: string) =>
      (await read<{ rows: { kind: string; title: string }[] }>(`/api/search?text=${encodeURIComponent(text)}`)).rows;
    expect((await find('condor'))[0]).toMatchObject({ kind: 'customer', title: 'Ferretería El Cóndor S.A.S.' });
    expect((await find('RE-26031')).filter((one) => one.kind === 'item').map((one) => one.title)).toEqual(['RE-26031']);
    const receipts = async (text: string) =>
      (await find(text)).filter((one) => one.kind === 'receipt').map((one) => one.title);
    for (const text of ['Danke', 'DANKE', 'm. unbekannt', 'NBEKANNT'])
      expect(await receipts(text)).toEqual(['M. Unbekannt']);
    // What stands between letters and digits is passed over, in what is asked for and in what the payer wrote.
    for (const text of ['re 26010', 'Rechnung/RE26010', '26010'])
      expect(await receipts(text)).toEqual(['Nordwerk Anlagenbau GmbH']);
    // The bank writes it otherwise; it is the customer's who is found.
    expect(await receipts('Präzisionsteile')).toEqual(['Weber Praezisionsteile GmbH']);
    expect(await find('x')).toEqual([]);
  });

  it('looks the newest lines of the bank through, says from which day, and finds older ones by customer and number', async () => {
    const search = (text: string, lines?: number) =>
      searchEverything(day.engine, day.tenantId, {
        ...{ companyIds: [day.company.id], text, limit: 8 },
        ...(lines !== undefined && { lines }),
      });
    const receiptsOf = ({ rows }: Awaited<ReturnType<typeof search>>) => rows.filter((one) => one.kind === 'receipt');
    const whole = await search('Unbekannt');
    expect(whole.linesFrom).toBeNull();
    expect(receiptsOf(whole).map((one) => one.title)).toEqual(['M. Unbekannt']);
    // The newest single line is another one: the payer is not found, and it is said from when on lines were looked through.
    const [newest, second] = await runQuery(day.engine, day.tenantId, async (db) => {
      const { rows } = await sql<{ day: string; name: string | null }>`
        select booking_date as day, counterparty_name as name from cash.v_bank_line
        where tenant_id = ${day.tenantId} and company_id = ${day.company.id}
        order by booking_date desc, id desc limit 2`.execute(db);
      return rows;
    });
    expect(newest!.name).not.toBe('M. Unbekannt');
    const cut = await search('Unbekannt', 1);
    expect(receiptsOf(cut)).toEqual([]);
    expect(cut.linesFrom).toBe(addDays(second!.day, 1));
    // Money of a customer that is found is there whoever paid it and however old it is, and says why.
    const paid = receiptsOf(await search('nordwerk', 1));
    expect(paid.length).toBeGreaterThan(0);
    expect(new Set(paid.map((one) => one.customer)).size).toBe(1);
  });

  it('moves a customer that was called out of the work to do, with the promise on the timeline', async () => {
    type Work = { rows: { customer: string }[]; counts: Record<string, number> };
    const before = await read<Work>('/api/worklist/day?company=DE01&limit=200');
    const customer = before.rows[0]!.customer;
    const logged = await browser.ask('POST', `/api/customers/${customer}/calls?company=DE01`, {
      body: {
        outcome: 'promise',
        note: 'She pays on Friday.',
        promise: { amount: '1000.00', currency: 'EUR', promisedDate: '2026-03-06' },
      },
    });
    expect(logged.status).toBe(201);
    const after = await read<Work>('/api/worklist/day?company=DE01&limit=200');
    expect(after.counts['open']).toBe(before.counts['open']! - 1);
    expect(after.counts['done']).toBe(1);
    expect(after.rows.map((row) => row.customer)).not.toContain(customer);
    const { rows } = await read<{ rows: Entry[] }>(`/api/customers/${customer}/timeline?company=DE01`);
    expect(rows[0]).toMatchObject({ kind: 'contact', what: 'call', outcome: 'promise', text: 'She pays on Friday.' });
    expect(rows.find((one) => one.what === 'made')).toMatchObject({ kind: 'promise', amount: '1000.00' });
  });

  it('tells on the timeline what was sent, and what was not and why', async () => {
    const kinds = new Map<string, Entry>();
    for (const number of ['10104', '10106', '10111', '10102', '10112']) {
      const { rows } = await read<{ rows: Entry[] }>(`/api/customers/${number}/timeline?company=DE01&limit=200`);
      for (const row of rows) kinds.set(`${row.kind} ${row.what}`, row);
    }
    expect([...kinds.keys()]).toEqual(
      expect.arrayContaining([
        'message sent',
        'skipped suppressed',
        'money applied',
        'promise made',
        'promise broken',
        'document invoice',
      ]),
    );
    expect(kinds.get('skipped suppressed')!.text).toBeTruthy();
    const pages: string[] = [];
    let after = '';
    do {
      const page = await read<{ rows: { key: string }[]; next: string | null }>(
        `/api/customers/10104/timeline?company=DE01&limit=3${after && `&after=${after}`}`,
      );
      pages.push(...page.rows.map((row) => row.key));
      after = page.next ?? '';
    } while (after !== '');
    const whole = await read<{ rows: { key: string }[] }>('/api/customers/10104/timeline?company=DE01&limit=200');
    expect(pages).toEqual(whole.rows.map((row) => row.key));
  });

  it('lets sleep and wakes', async () => {
    const accountId =
      day.accounts['10109'] ??
      (await runQuery(day.engine, day.tenantId, (db) => findCustomerKey(db, day.tenantId, day.company.id, '10109')))!
        .accountId;
    const tabOf = async (tab: string) =>
      (await read<{ rows: { customer: string }[] }>(`/api/worklist/day?company=DE01&limit=200&tab=${tab}`)).rows.map(
        (row) => row.customer,
      );
    must(await snoozeAccount(day.engine, day.caller, { accountId, until: '2026-03-20', reason: 'On holiday.' }));
    expect(await tabOf('snoozed')).toEqual(['10109']);
    must(await snoozeAccount(day.engine, day.caller, { accountId, until: businessDay, reason: 'Back.' }));
    expect(await tabOf('snoozed')).toEqual([]);
    expect(await tabOf('open')).toContain('10109');
  });

  it('gives the earlier snooze back when a later one is taken back, and leaves what somebody else said since', async () => {
    const snooze = async (body: Record<string, string>) => {
      const answer = await browser.ask('POST', '/api/customers/10111/snooze?company=DE01', { body });
      return { status: answer.status, ...((await answer.json()) as { earlier?: string | null; code?: string }) };
    };
    const sleepsUntil = async () =>
      (await read<{ snoozedUntil: string | null }>('/api/customers/10111?company=DE01')).snoozedUntil;
    await snooze({ until: '2026-03-20', reason: 'On holiday.' });
    expect(await snooze({ until: '2026-03-27' })).toEqual({ status: 200, earlier: '2026-03-20' });
    const back = { until: '2026-03-20', reason: 'Taken back.', insteadOf: '2026-03-27' };
    expect(await snooze(back)).toEqual({ status: 200, earlier: '2026-03-27' });
    expect(await sleepsUntil()).toBe('2026-03-20');
    // What is taken back twice, or after somebody else has said another day, changes nothing.
    expect(await snooze(back)).toMatchObject({ status: 409, code: 'collections.snooze-conflict' });
    await snooze({ until: '2026-04-02', reason: 'Somebody else said so.' });
    expect(await snooze(back)).toMatchObject({ status: 409, code: 'collections.snooze-conflict' });
    expect(await sleepsUntil()).toBe('2026-04-02');
    await snooze({ until: businessDay });
    expect(await sleepsUntil()).toBeNull();
  });

  it('puts a customer among one’s own for some days: the others see who has it, one at a time, until it is given back', async () => {
    type Taken = { person: string; mine: boolean; until: string } | null;
    const mine = async () =>
      (await read<{ rows: { customer: string; takenOver: Taken }[] }>('/api/worklist/day?company=DE01&whose=mine'))
        .rows;
    const path = '/api/customers/10108/takeover?company=DE01';
    expect(await mine()).toEqual([]);
    expect((await browser.ask('POST', path, { body: { until: '2026-02-27' } })).status).toBe(422);
    expect((await browser.ask('POST', path, { body: {} })).status).toBe(204);
    expect(await mine()).toMatchObject([
      { customer: '10108', takenOver: { person: 'Ana Kovač', mine: true, until: businessDay } },
    ]);
    // Again with another end: the same work, longer.
    expect((await browser.ask('POST', path, { body: { until: '2026-03-04' } })).status).toBe(204);
    const { accountId } = (await runQuery(day.engine, day.tenantId, (db) =>
      findCustomerKey(db, day.tenantId, day.company.id, '10108'),
    ))!;
    const taken = await takeOverWork(day.engine, day.caller, { accountId, day: businessDay, until: businessDay });
    expect(taken).toMatchObject({
      ok: false,
      refusal: { code: 'collections.takeover-conflict', details: { person: 'Ana Kovač', until: '2026-03-04' } },
    });
    const seen = await read<{ rows: { customer: string; takenOver: Taken }[] }>(
      '/api/worklist/day?company=DE01&limit=200',
    );
    expect(seen.rows.filter((row) => row.takenOver).map((row) => row.customer)).toEqual(['10108']);
    const timeline = await read<{ rows: { what: string; until: string | null; outcome: string | null }[] }>(
      '/api/customers/10108/timeline?company=DE01&kind=contact',
    );
    expect(timeline.rows).toMatchObject([
      { what: 'taken_over', until: '2026-03-04', outcome: null },
      { what: 'taken_over', until: businessDay, outcome: 'given_back' },
    ]);
    // A colleague may give it back; then it can be taken by anybody, and what has run out hinders nobody.
    must(await giveBackWork(day.engine, day.caller, { accountId, day: businessDay }));
    expect(await mine()).toEqual([]);
    expect(refusalOf(await giveBackWork(day.engine, day.caller, { accountId, day: businessDay }))).toBe(
      'collections.takeover-not-found',
    );
    expect((await browser.ask('POST', path, { body: {} })).status).toBe(204);
    must(await takeOverWork(day.engine, day.caller, { accountId, day: '2026-03-03', until: '2026-03-03' }));
  });

  it('lists the work and the money of several companies in one order, each row with its company', async () => {
    const lead = await world.signedIn('lead', 'Lena Brandt', 'lead');
    const british = must(await findCompany(day.engine, day.tenantId, 'GB01'));
    must(await prioritiseCompany(day.engine, day.caller, { company: british, asOf: businessDay }));
    type Row = { company: string; priority: number };
    type Work = { rows: Row[]; counts: { open: number } };
    const of = async (query: string): Promise<Work> =>
      (await (await lead.ask('GET', `/api/worklist/day?${query}&limit=200`)).json()) as Work;
    const [own, other, both] = [await of('company=DE01'), await of('company=GB01'), await of('companies=DE01,GB01')];
    expect(both.counts.open).toBe(own.counts.open + other.counts.open);
    expect(new Set(both.rows.map((row) => row.company))).toEqual(new Set(['DE01', 'GB01']));
    expect(both.rows.map((row) => row.priority)).toEqual(both.rows.map((row) => row.priority).sort((a, b) => b - a));
    type Money = { rows: { company: string }[]; counts: Record<string, number> };
    const money = (await (await lead.ask('GET', '/api/receipts?companies=DE01,GB01&queue=applied')).json()) as Money;
    const alone = (await (await lead.ask('GET', '/api/receipts?company=DE01&queue=applied')).json()) as Money;
    expect(money).toEqual(alone);
    expect(money.rows.every((row) => row.company === 'DE01')).toBe(true);
    // An analyst of one company cannot name another among several.
    expect((await browser.ask('GET', '/api/worklist/day?companies=DE01,GB01')).status).toBe(404);
    expect((await browser.ask('GET', '/api/receipts?companies=DE01,GB01')).status).toBe(404);
  });

  it('refuses an edit of an older version and shows both', async () => {
    const key = (await runQuery(day.engine, day.tenantId, (db) =>
      findCustomerKey(db, day.tenantId, day.company.id, '10105'),
    ))!;
    const [contact] = (await loadReach(day.engine, day.tenantId, key.customerId)).contacts;
    const edited = { ...contact!, phone: '+33 1 11' };
    const edits = { id: contact!.id, version: contact!.version };
    must(await saveContact(day.engine, day.caller, { customer: key, contact: edited, edits }));
    const late = await saveContact(day.engine, day.caller, {
      customer: key,
      contact: { ...edited, phone: '+33 2 22' },
      edits,
    });
    expect(refusalOf(late)).toBe('customers.stale');
    expect(!late.ok && late.refusal.details).toMatchObject({
      yours: { phone: '+33 2 22' },
      theirs: { phone: '+33 1 11' },
      version: 2,
    });
    const settings = { dunningBlockedUntil: '2026-05-01', directDebit: false, portfolio: null };
    must(await changeAccount(day.engine, day.caller, { customer: key, version: 1, settings }));
    expect(refusalOf(await changeAccount(day.engine, day.caller, { customer: key, version: 1, settings }))).toBe(
      'customers.stale',
    );
    expect(
      refusalOf(
        await changeAccount(day.engine, day.caller, {
          customer: key,
          version: 2,
          settings: { ...settings, portfolio: 'none' },
        }),
      ),
    ).toBe('customers.portfolio-unknown');
  });

  it('tells on the timeline who changed what about a customer, and why', async () => {
    type Change = {
      kind: string;
      what: string;
      text: string | null;
      person: string | null;
      until: string | null;
      outcome: string | null;
      numbers: string[];
      changes: { field: string; from: string | null; to: string | null }[];
    };
    const changesOf = async (number: string): Promise<Change[]> =>
      (await read<{ rows: Change[] }>(`/api/customers/${number}/timeline?company=DE01&kind=change&limit=200`)).rows;
    const key = (await runQuery(day.engine, day.tenantId, (db) =>
      findCustomerKey(db, day.tenantId, day.company.id, '10107'),
    ))!;
    expect(await changesOf('10107')).toEqual([]);
    must(
      await snoozeAccount(day.engine, day.caller, { accountId: key.accountId, until: '2026-03-11', reason: 'Ill.' }),
    );
    const treated = (settings: { dunningBlockedUntil: Day | null; portfolio: string | null }, version: number) =>
      changeAccount(day.engine, day.caller, { customer: key, version, settings: { directDebit: false, ...settings } });
    const before = await read<{ version: number; portfolio: string | null }>(
      '/api/customers/10107/settings?company=DE01',
    );
    must(await treated({ dunningBlockedUntil: '2026-04-30', portfolio: null }, before.version));
    must(await treated({ dunningBlockedUntil: null, portfolio: null }, before.version + 1));
    const [contact] = (await loadReach(day.engine, day.tenantId, key.customerId)).contacts;
    must(
      await saveContact(day.engine, day.caller, {
        customer: key,
        contact: { ...contact!, phone: '+49 30 0000', email: 'new@example.test' },
        edits: { id: contact!.id, version: contact!.version },
      }),
    );
    const { rows } = await read<{ rows: { id: string; number: string }[] }>(
      '/api/items?company=DE01&customer=10107&asOf=2026-03-03&type=invoice',
    );
    must(await reverseOneDocument(day.engine, day.caller, { itemId: BigInt(rows[0]!.id), reason: 'Never delivered.' }));
    const told = await changesOf('10107');
    expect(told.map((one) => one.what)).toEqual([
      'receivables.document-reversed',
      'customers.contact-saved',
      'customers.account-changed',
      'customers.account-changed',
      'collections.snoozed',
    ]);
    expect(new Set(told.map((one) => one.person)).size).toBe(1);
    expect(told[0]).toMatchObject({ text: 'Never delivered.', numbers: [rows[0]!.number] });
    // What is personal is named, and never kept with the event.
    expect(told[1]!.changes.map((one) => one.field).sort()).toEqual(['email', 'phone']);
    expect(JSON.stringify(told[1])).not.toContain('new@example');
    expect(told[2]!.changes).toEqual([{ field: 'dunningBlockedUntil', from: '2026-04-30', to: null }]);
    expect(told[3]!.changes).toContainEqual({ field: 'dunningBlockedUntil', from: null, to: '2026-04-30' });
    expect(told[4]).toMatchObject({ until: '2026-03-11', text: 'Ill.' });
    // Another customer's timeline has nothing of it.
    expect((await changesOf('10109')).map((one) => one.what)).toEqual(['collections.snoozed', 'collections.snoozed']);
  });

  it('keeps the stored priority equal to a rebuild after promises, calls and edits', async () => {
    const accountId = (await runQuery(day.engine, day.tenantId, (db) =>
      findCustomerKey(db, day.tenantId, day.company.id, '10114'),
    ))!.accountId;
    must(
      await logActivity(day.engine, day.caller, {
        accountId,
        kind: 'call',
        outcome: 'promise',
        note: '',
        day: businessDay,
        promise: { company: day.company, currency: 'EUR', amountMinor: 9_999_999n, promisedDate: '2026-03-12' },
      }),
    );
    const report = await verify(day.engine, day.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
