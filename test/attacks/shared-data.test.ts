/**
 * Attacks on what all companies of a tenant share, and on the work of their day: exchange rates, portfolios, the day that is begun
 * by hand. Other tenants and companies stay out of sight, files do not break in, fifty at once are one.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveCustomers } from '#customers';
import { type Caller, runQuery, sql } from '#platform';
import { must } from '#test/books';
import { Browser, codeOf, openWorld, type World } from '#test/server-world';

let world: World;
const browsers = new Map<string, Browser>();
const persons = new Map<string, bigint>();

beforeAll(async () => {
  world = await openWorld();
  const { companies } = world;
  for (const [login, grant] of [
    ['controller', { role: 'controller' }],
    ['lead', { role: 'lead' }],
    ['lead-of-a', { role: 'lead', companyId: companies.A }],
    ['controller-of-a', { role: 'controller', companyId: companies.A }],
    ['analyst-of-b', { role: 'analyst', companyId: companies.B }],
    ['southerner', { role: 'controller', tenant: 'south' }],
  ] as const) {
    persons.set(login, (await world.person(login, grant)).personId);
    const browser = new Browser(world.server);
    expect((await browser.signIn(login)).status).toBe(201);
    browsers.set(login, browser);
  }
});
afterAll(() => world.close());

const ask = (login: string, method: string, path: string, body?: unknown): Promise<Response> =>
  browsers.get(login)!.ask(method, path, body === undefined ? {} : { body });
const sendFile = (login: string, path: string, body: string): Promise<Response> =>
  browsers.get(login)!.ask('POST', path, { body, headers: { 'content-type': 'application/octet-stream' } });
const rows = async <T>(response: Response): Promise<T[]> => ((await response.json()) as { rows: T[] }).rows;
const headOf = async ({ tenantId }: Caller): Promise<bigint> =>
  (
    await runQuery(world.engine, tenantId, (db) =>
      sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${tenantId}`.execute(db),
    )
  ).rows[0]!.seq;
const rate = { from: 'NOK', to: 'EUR', day: '2026-03-01', rate: '0.0855', source: 'Our bank' };

describe('exchange rates', () => {
  it('of another tenant are neither seen nor in the way', async () => {
    expect((await ask('controller', 'POST', '/api/exchange-rates', { rates: [rate] })).status).toBe(200);
    expect(await rows(await ask('southerner', 'GET', '/api/exchange-rate-pairs'))).toEqual([]);
    expect(await rows(await ask('southerner', 'GET', '/api/exchange-rates?from=NOK'))).toEqual([]);
    const other = { ...rate, rate: '0.5' };
    const answer = await ask('southerner', 'POST', '/api/exchange-rates', { rates: [other] });
    // No warning either: what the other tenant recorded is nothing to be compared with.
    expect(await answer.json()).toMatchObject({ recorded: 1, warnings: [] });
    expect(await rows(await ask('controller', 'GET', '/api/exchange-rates?from=NOK'))).toMatchObject([
      { rate: '0.0855' },
    ]);
  });

  it('are everybody’s, so whoever works for one company records none, by hand or by a file', async () => {
    const before = await headOf(world.callers.north);
    const file = 'date,currency,rate\n2026-03-01,SEK,0.09\n';
    const answers = [
      await ask('controller-of-a', 'POST', '/api/exchange-rates', { rates: [rate] }),
      await sendFile('controller-of-a', '/api/exchange-rates/import?fileName=r.csv&to=EUR', file),
      await sendFile('lead', '/api/exchange-rates/import?fileName=r.csv&to=EUR', file),
    ];
    for (const answer of answers) expect(answer.status).toBe(403);
    expect(await headOf(world.callers.north)).toBe(before);
  });

  it('come by no file that climbs, hides a program or has no end, and a look at it changes nothing', async () => {
    const before = await headOf(world.callers.north);
    const look = (query: string, body: string) => sendFile('controller', `/api/exchange-rates/check?${query}`, body);
    for (const name of ['../../etc/passwd', 'a/b.csv', 'a\\b.csv', 'line\nbreak.csv', ''])
      expect((await look(`fileName=${encodeURIComponent(name)}&to=EUR`, 'date,currency,rate\n')).status).toBe(400);
    expect((await look('fileName=r.csv&to=EUR&from=USD', 'date,currency,rate\n')).status).toBe(422);
    const strange = [
      'date,currency,rate',
      `2026-03-01,SEK,${'9'.repeat(400)}`,
      '2026-03-01,SEK,1e308',
      '2026-03-01,SEK,-0.09',
      '2026-03-01,SEK,=1+1',
      '9999-12-31,SEK,0.09',
      '2026-03-01,<script>,0.09',
      "2026-03-01,'; drop table,0.09",
      '2026-02-30,SEK,0.09',
    ];
    const read = await look('fileName=r.csv&to=EUR', strange.join('\n'));
    const seen = (await read.json()) as { recorded: number; bad: { row: number }[] };
    expect([seen.recorded, seen.bad.map((one) => one.row)]).toEqual([0, [2, 3, 4, 5, 6, 7, 8, 9]]);
    expect((await look('fileName=r.xlsx&to=EUR', 'PK\u0003\u0004 no workbook')).status).toBe(422);
    expect((await look('fileName=r.csv&to=EUR', 'x'.repeat(11 * 1024 * 1024))).status).toBe(413);
    expect(await headOf(world.callers.north)).toBe(before);
  });

  it('recorded fifty times at once are one', async () => {
    const one = { ...rate, from: 'DKK', rate: '0.134' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('controller', 'POST', '/api/exchange-rates', { rates: [one] })),
    );
    for (const answer of answers) expect([200, 409]).toContain(answer.status);
    expect(await rows(await ask('controller', 'GET', '/api/exchange-rates?from=DKK'))).toMatchObject([
      { day: one.day, rate: '0.134' },
    ]);
  });
});

describe('portfolios', () => {
  it('of another tenant are neither seen, changed nor looked after, and its persons are nobody here', async () => {
    expect((await ask('lead', 'POST', '/api/portfolios', { code: 'NORTH', name: 'North' })).status).toBe(201);
    expect(await rows(await ask('southerner', 'GET', '/api/portfolios'))).toEqual([]);
    const renamed = { name: 'Ours', reason: 'Taken over.' };
    expect(await codeOf(await ask('southerner', 'PUT', '/api/portfolios/NORTH', renamed))).toBe(
      'customers.portfolio-unknown',
    );
    for (const personId of [persons.get('southerner')!.toString(), '999999']) {
      const wanted = { code: 'ELSE', name: 'Else', collectorPersonId: personId };
      expect(await codeOf(await ask('lead', 'POST', '/api/portfolios', wanted))).toBe('identity.person-not-found');
      const standIn = { portfolio: 'NORTH', personId, from: '2026-03-02', to: '2026-03-03', reason: 'Away.' };
      expect(await codeOf(await ask('lead', 'POST', '/api/portfolio-substitutes', standIn))).toBe(
        'identity.person-not-found',
      );
    }
    const names = (await rows<{ name: string }>(await ask('lead', 'GET', '/api/portfolio-collectors'))).map(
      (one) => one.name,
    );
    expect(names).toContain('Person analyst-of-b');
    expect(names).not.toContain('Person southerner');
  });

  it('end no substitution of another tenant', async () => {
    const standIn = {
      portfolio: 'NORTH',
      personId: persons.get('analyst-of-b')!.toString(),
      ...{ from: '2026-03-02', to: '2026-03-06', reason: 'A week away.' },
    };
    const made = await ask('lead', 'POST', '/api/portfolio-substitutes', standIn);
    const { substituteId } = (await made.json()) as { substituteId: string };
    const path = `/api/portfolio-substitutes/${substituteId}?reason=Ended`;
    expect(await codeOf(await ask('southerner', 'DELETE', path))).toBe('customers.substitute-not-found');
    expect(await rows(await ask('lead', 'GET', '/api/portfolios'))).toMatchObject([
      { substitutes: [{ person: 'Person analyst-of-b' }] },
    ]);
  });

  it('tell who works for one company nothing of the customers and persons of another', async () => {
    const { engine, callers, companies } = world;
    const [portfolio] = (
      await runQuery(engine, callers.north.tenantId, (db) =>
        sql<{
          id: bigint;
        }>`select id from customers.v_portfolio where tenant_id = ${callers.north.tenantId} and code = 'NORTH'`.execute(
          db,
        ),
      )
    ).rows;
    const customer = (number: string, companyId: bigint) => ({
      ...{ number, name: `Customer ${number}`, country: 'DE' },
      accounts: [{ companyId, portfolioId: portfolio!.id }],
    });
    const all = [customer('A1', companies.A), customer('B1', companies.B), customer('B2', companies.B)];
    must(await saveCustomers(engine, callers.north, { customers: all }));
    const counted = async (login: string) =>
      (await rows<{ accounts: number }>(await ask(login, 'GET', '/api/portfolios'))).map((one) => one.accounts);
    expect(await counted('lead')).toEqual([3]);
    expect(await counted('lead-of-a')).toEqual([1]);
    expect(await counted('analyst-of-b')).toEqual([2]);
    const names = (await rows<{ name: string }>(await ask('lead-of-a', 'GET', '/api/portfolio-collectors'))).map(
      (one) => one.name,
    );
    expect(names).not.toContain('Person analyst-of-b');
    expect((await ask('lead-of-a', 'POST', '/api/portfolios', { code: 'MINE', name: 'Mine' })).status).toBe(403);
  });
});

describe('the day that is begun by hand', () => {
  it('is begun by nobody of one company, for it is the day of all; and fifty who ask at once ask once', async () => {
    const before = await headOf(world.callers.north);
    expect((await ask('controller-of-a', 'POST', '/api/schedules/day-run/run', {})).status).toBe(403);
    expect(await headOf(world.callers.north)).toBe(before);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask('controller', 'POST', '/api/schedules/day-run/run', {})),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => ![202, 409, 422].includes(status))).toEqual([]);
  });
});
