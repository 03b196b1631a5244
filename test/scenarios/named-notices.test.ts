/** Reminders are chosen one by one: a customer has one per currency, a collective account one per customer seen once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NoticeName, setProcedure } from '#collections';
import type { DunningPreviewAnswer, DunningRunAnswer, LetterAnswer } from '#collections/contract';
import { findCompany, recordExchangeRates } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { readTable } from '#formats';
import { setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import type { ItemsAnswer } from '#receivables/contract';
import { must } from '../books.ts';
import { Browser, codeOf, openWorld, type World } from '../server-world.ts';

let world: World;
let lead: Browser;
const company = 'company=NORTHA';
/** Two who have one name and live in different places are two. */
const anna = { name: 'Anna Berg', email: 'anna@example.org', lines: 'Weg 1', city: 'Köln', country: 'DE' };
const other = { name: 'Anna Berg', email: 'berg@example.org', lines: 'Gasse 2', city: 'Bonn', country: 'DE' };
const jon = { name: 'Jon Dow', email: 'jon@example.org', country: 'GB' };

beforeAll(async () => {
  world = await openWorld();
  const { engine, callers, companies } = world;
  const { north } = callers;
  must(await setUpChart(engine, north, { companyId: companies.A }));
  const rate = { from: 'USD', to: 'EUR', day: '2025-01-01', rate: '0.90', source: 'test' };
  must(await recordExchangeRates(engine, north, [rate]));
  const accounts = [{ companyId: companies.A }];
  must(
    await saveCustomers(engine, north, {
      customers: [
        {
          ...{ number: 'C1', name: 'Kettner Bau', country: 'DE', accounts },
          contacts: [{ name: 'Accounts payable', email: 'c1@example.org', primary: true }],
        },
        { number: 'CPD', name: 'Customers seen once', country: 'DE', oneTime: true, accounts },
      ],
    }),
  );
  const rule = {
    ...{ levels: [{ level: 1, daysOverdue: 5, daysSinceLast: 0 }], minimumMinor: {} },
    ...{ daysBetweenNotices: 0, daysToPay: 8 },
  };
  must(await setProcedure(engine, north, { code: 'standard', name: 'One reminder', rule }));
  const held = await runQuery(engine, north.tenantId, (db) =>
    loadAccounts(db, north.tenantId, { companyId: companies.A }),
  );
  const invoice = (customer: string, number: string, currency: string, more: object = {}) => ({
    ...{ accountId: held.find((one) => one.number === customer)!.id, documentType: 'invoice' as const, number },
    ...{ documentDate: '2026-01-05', dueDate: '2026-01-20', currency, amountMinor: 25_00n, ...more },
  });
  must(
    await postDocuments(engine, north, {
      company: must(await findCompany(engine, north.tenantId, 'NORTHA')),
      documents: [
        invoice('C1', 'E-1', 'EUR'),
        invoice('C1', 'U-1', 'USD'),
        invoice('CPD', 'A-1', 'EUR', { party: anna }),
        invoice('CPD', 'B-1', 'EUR', { party: other }),
        invoice('CPD', 'J-1', 'EUR', { party: jon }),
      ],
    }),
  );
  await world.person('lead', { role: 'lead', companyId: companies.A });
  lead = new Browser(world.server);
  expect((await lead.signIn('lead')).status).toBe(201);
});
afterAll(() => world.close());

const preview = async (): Promise<DunningPreviewAnswer['notices']> => {
  const answer = await lead.ask('GET', `/api/dunning/preview?${company}`);
  return ((await answer.json()) as DunningPreviewAnswer).notices;
};
/** How the preview names the notice that goes to an address in a currency. */
const nameOf = async (recipient: string, currency: string): Promise<NoticeName> => {
  const one = (await preview()).find((row) => row.recipient === recipient && row.currency === currency)!;
  return { customer: one.customer, currency: one.currency, party: one.party };
};
const askLetter = ({ customer, currency, party }: NoticeName): Promise<Response> =>
  lead.ask(
    'GET',
    `/api/dunning/letter?${company}&customer=${customer}&currency=${currency}${party === null ? '' : `&party=${party}`}`,
  );
const run = async (body: object): Promise<number> => {
  const answer = await lead.ask('POST', `/api/dunning/run?${company}`, { body });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as DunningRunAnswer).proposed;
};
/** The messages there are, by address and currency. */
const proposed = async (): Promise<string[]> => {
  const { tenantId } = world.callers.north;
  const { rows } = await runQuery(world.engine, tenantId, (db) =>
    sql<{ text: string }>`select recipient_address || ' ' || currency as text from correspondence.v_message
      where tenant_id = ${tenantId} and kind = 'dunning_notice' order by id`.execute(db),
  );
  return rows.map((row) => row.text);
};

describe('R18 A reminder is chosen by itself', () => {
  it('has a name of its own for each currency of a customer and each customer seen once, which its items know', async () => {
    const rows = await preview();
    expect(rows.map((row) => `${row.recipient} ${row.currency}`).sort()).toEqual([
      ...['anna@example.org EUR', 'berg@example.org EUR', 'c1@example.org EUR'],
      ...['c1@example.org USD', 'jon@example.org EUR'],
    ]);
    expect(new Set(rows.map((row) => `${row.customer} ${row.currency} ${row.party}`)).size).toBe(5);
    const items = (await (await lead.ask('GET', `/api/items?${company}`)).json()) as ItemsAnswer;
    const party = (number: string) => items.rows.find((row) => row.number === number)!.partyKey;
    expect(party('E-1')).toBeNull();
    for (const [number, address] of [
      ['A-1', anna.email],
      ['B-1', other.email],
      ['J-1', jon.email],
    ] as const)
      expect(party(number), number).toBe((await nameOf(address, 'EUR')).party);
  });

  it('is shown as the letter of that one, and of nobody where several could be meant', async () => {
    for (const [address, currency, number] of [
      ['c1@example.org', 'EUR', 'E-1'],
      ['c1@example.org', 'USD', 'U-1'],
      [anna.email, 'EUR', 'A-1'],
      [other.email, 'EUR', 'B-1'],
      [jon.email, 'EUR', 'J-1'],
    ] as const) {
      const letter = (await (await askLetter(await nameOf(address, currency))).json()) as LetterAnswer;
      expect(letter.recipient).toBe(address);
      expect(['E-1', 'U-1', 'A-1', 'B-1', 'J-1'].filter((one) => letter.body.includes(one))).toEqual([number]);
    }
    const whose = await askLetter({ customer: 'CPD', currency: 'EUR', party: null });
    expect([whose.status, await codeOf(whose)]).toEqual([422, 'collections.several-notices']);
    const nobody = await askLetter({ customer: 'CPD', currency: 'EUR', party: 'f'.repeat(64) });
    expect(await codeOf(nobody)).toBe('collections.no-notice');
  });

  it('stands in a file of the run as the page finds and orders it, and in no file of who may not see it', async () => {
    const fileOf = async (format: 'csv' | 'xlsx', query: string) => {
      const response = await lead.ask('GET', `/api/dunning/preview.${format}?${company}${query}`);
      expect(response.status).toBe(200);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { header, rows } = must(readTable(bytes, { fileName: `run.${format}` }));
      expect(Number(response.headers.get('x-row-count'))).toBe(rows.length);
      const place = (head: string): number => header.indexOf(head);
      return rows.map(
        ({ cells }) => `${cells[place('Recipient')]} ${cells[place('Asked for')]} ${cells[place('Currency')]}`,
      );
    };
    const recipients = async (query: string): Promise<string[]> =>
      (await fileOf('csv', query)).map((row) => row.split(' ')[0]!);
    for (const format of ['csv', 'xlsx'] as const) expect(await fileOf(format, '')).toHaveLength(5);
    expect(await fileOf('csv', '&search=kettner&sort=net')).toEqual([
      'c1@example.org 25.00 EUR',
      'c1@example.org 25.00 USD',
    ]);
    const rising = await recipients('&sort=recipient');
    expect(rising).toEqual(rising.toSorted());
    expect(new Set(rising).size).toBe(4);
    expect(await recipients('&sort=-recipient')).toEqual(rising.toReversed());
    expect((await lead.ask('GET', `/api/dunning/preview.csv?${company}&sort=colour`)).status).toBe(400);
    const excluded = await lead.ask('GET', `/api/dunning/preview.csv?${company}&list=excluded`);
    expect((await excluded.text()).replace('\uFEFF', '').split(/\r?\n/)[0]).toBe(
      'Customer,Name,Currency,Why not,Reason,Items',
    );
    await world.person('elsewhere', { role: 'lead', companyId: world.companies.B });
    const elsewhere = new Browser(world.server);
    expect((await elsewhere.signIn('elsewhere')).status).toBe(201);
    expect((await elsewhere.ask('GET', `/api/dunning/preview.csv?${company}`)).status).toBe(404);
  });

  it('leaves alone: neither the other currency of its customer nor another party of its account goes with it', async () => {
    expect(await run({ notices: [{ customer: 'C1', currency: 'EUR' }] })).toBe(1);
    expect(await proposed()).toEqual(['c1@example.org EUR']);
    expect(await run({ notices: [await nameOf(other.email, 'EUR')] })).toBe(1);
    expect(await proposed()).toEqual(['c1@example.org EUR', 'berg@example.org EUR']);
    const already = (await preview()).filter((row) => row.already).map((row) => `${row.recipient} ${row.currency}`);
    expect(already.sort()).toEqual(['berg@example.org EUR', 'c1@example.org EUR']);
  });

  it('adds nothing where nobody would get it, also when as many are named as may be', async () => {
    const notices = Array.from({ length: 20_000 }, (_, index) => ({
      ...{ customer: `${1_000_000_000 + index}`, currency: 'EUR', party: 'f'.repeat(64) },
    }));
    expect(await run({ notices })).toBe(0);
    expect(await run({ notices: [{ customer: 'CPD', currency: 'EUR' }] })).toBe(0);
    expect(await run({ notices: [{ customer: 'C1', currency: 'EUR' }] })).toBe(0);
    expect(await proposed()).toHaveLength(2);
  });

  it('goes with all others of its customer where customers are named', async () => {
    expect(await run({ customers: ['C1'] })).toBe(1);
    expect((await proposed()).at(-1)).toBe('c1@example.org USD');
    expect(await run({ customers: ['CPD', 'C1'] })).toBe(2);
    expect((await proposed()).slice(3).sort()).toEqual(['anna@example.org EUR', 'jon@example.org EUR']);
  });

  it('says of a letter where its envelope goes, for whoever looks at it before it leaves', async () => {
    const { engine, callers, companies } = world;
    const { north } = callers;
    const accounts = [{ companyId: companies.A }];
    const addresses = [{ lines: 'Gewerbering 12', postalCode: '28195', city: 'Bremen', country: 'DE' }];
    must(
      await saveCustomers(engine, north, {
        customers: [{ number: 'C2', name: 'Morgenrot GmbH', country: 'DE', accounts, addresses }],
      }),
    );
    const held = await runQuery(engine, north.tenantId, (db) =>
      loadAccounts(db, north.tenantId, { companyId: companies.A }),
    );
    const account = { accountId: held.find((one) => one.number === 'C2')!.id, documentType: 'invoice' as const };
    const days = { documentDate: '2026-01-05', dueDate: '2026-01-20' };
    must(
      await postDocuments(engine, north, {
        company: must(await findCompany(engine, north.tenantId, 'NORTHA')),
        documents: [{ ...account, ...days, number: 'L-1', currency: 'EUR', amountMinor: 25_00n }],
      }),
    );
    const letter = (await (await askLetter({ customer: 'C2', currency: 'EUR', party: null })).json()) as LetterAnswer;
    expect(letter.recipient).toBe('Morgenrot GmbH · Gewerbering 12 · 28195 Bremen');
  });
});
