/** R33 R35 The company's own bank accounts: set up by people, renamed, given up and taken back, over HTTP and on the command line. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyCash, importBankFile } from '#cash';
import { staleBank } from '#collections';
import { findCompany } from '#company';
import { makeIban } from '#kernel';
import { setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { must, refusalOf } from '../books.ts';
import { openCommandLine } from '../command-line.ts';
import { houseBank, mt940Day } from '../mt940-day.ts';
import { Browser, codeOf, openWorld, type World } from '../server-world.ts';

interface Listed {
  readonly rows: readonly { id: string; number: string; name: string; account: string; closedOn: string | null }[];
  readonly accounts: readonly { code: string }[];
}

describe('R33 R35 The bank accounts of a company are kept by people', () => {
  let world: World;
  let controller: Browser;
  let administrator: Browser;
  const signedIn = async (login: string): Promise<Browser> => {
    const browser = new Browser(world.server);
    expect((await browser.signIn(login)).status).toBe(201);
    return browser;
  };
  const at = (rest = '', company = 'NORTHA'): string => `/api/bank-accounts${rest}?company=${company}`;
  const add = (browser: Browser, body: object): Promise<Response> =>
    browser.ask('POST', at(), { body: { currency: 'EUR', name: 'House bank', ...body } });
  const listed = async (browser = controller): Promise<Listed> =>
    (await (await browser.ask('GET', at())).json()) as Listed;
  const read = (day: string, name = `${day}.sta`) =>
    importBankFile(world.engine, world.callers.north, {
      name,
      bytes: mt940Day({ day, lines: [[100_00, 'Somebody', `Money of ${day}`]] }),
    });
  const standing = () => staleBank(world.engine, world.callers.north.tenantId, world.companies.A, '2026-02-27');

  beforeAll(async () => {
    world = await openWorld();
    for (const companyId of [world.companies.A, world.companies.B])
      must(await setUpChart(world.engine, world.callers.north, { companyId }));
    const second = { code: '1110', name: 'Second bank', kind: 'asset', purpose: 'bank' } as const;
    must(await setUpChart(world.engine, world.callers.north, { companyId: world.companies.A, accounts: [second] }));
    await world.person('controller', { role: 'controller', companyId: world.companies.A });
    await world.person('administrator', { role: 'administrator' });
    await world.person('analyst', { role: 'analyst' });
    controller = await signedIn('controller');
    administrator = await signedIn('administrator');
  });
  afterAll(() => world.close());

  it('takes no file of an account that nobody set up, and then does', async () => {
    expect(refusalOf(await read('2026-02-26'))).toBe('cash.bank-account-unknown');
    const grouped = houseBank.replaceAll(/(.{4})/g, '$1 ').toLowerCase();
    expect((await add(controller, { number: grouped })).status).toBe(201);
    expect(await listed()).toMatchObject({
      rows: [{ number: houseBank, name: 'House bank', account: '1100', readTo: null, closedOn: null }],
      accounts: [{ code: '1100' }, { code: '1110' }],
      nextAccount: '1111',
    });
    expect(must(await read('2026-02-26'))).toMatchObject({ linesNew: 1 });
    expect(await listed()).toMatchObject({ rows: [{ readTo: '2026-02-26' }] });
  });

  it('refuses wrong check digits, an account in the ledger that is no bank, and what is there already', async () => {
    const before = await listed();
    const wrong = await add(controller, { number: 'DE89 3704 0044 0532 0130 01' });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      422,
      { code: 'cash.bank-account-number', at: { field: 'number' } },
    ]);
    const number = makeIban('DE', '500105175407324931');
    for (const account of ['4000', '1200', '9999'])
      expect(await codeOf(await add(controller, { number, account }))).toBe('cash.bank-account-gl');
    for (const twice of [houseBank, houseBank.replaceAll(/(.{4})/g, '$1-')]) {
      const refused = await add(controller, { number: twice });
      expect([refused.status, await codeOf(refused)]).toEqual([409, 'cash.bank-account-exists']);
    }
    expect(await listed()).toEqual(before);
  });

  it('is the work of controllers and administrators, in their company', async () => {
    const analyst = await signedIn('analyst');
    expect(await listed(analyst)).toEqual(await listed());
    expect((await add(analyst, { number: '4410077219' })).status).toBe(403);
    const { rows } = await listed();
    expect((await controller.ask('PUT', at(`/${rows[0]!.id}`, 'NORTHB'), { body: { name: 'Mine' } })).status).toBe(404);
    const elsewhere = await administrator.ask('PUT', at(`/${rows[0]!.id}`, 'NORTHB'), { body: { name: 'Mine' } });
    expect([elsewhere.status, await codeOf(elsewhere)]).toEqual([404, 'cash.bank-account-not-found']);
    const second = { number: '4410077219', currency: 'USD', name: 'Harbor', account: '1110' };
    expect((await add(administrator, second)).status).toBe(201);
    expect(await listed()).toMatchObject({ rows: [{ name: 'House bank' }, { name: 'Harbor', account: '1110' }] });
  });

  it('opens a G/L account of its own in the chart, so that two accounts at banks stand apart in the ledger', async () => {
    const number = makeIban('DE', '500105175407324932');
    const opening = (code: string) =>
      add(controller, { number, name: 'Savings', newAccount: { code, name: 'Savings' } });
    for (const [code, refusal] of [
      ['11 11', 'ledger.account-code'],
      ['4000', 'ledger.account-exists'],
      ['1100', 'ledger.account-exists'],
    ] as const) {
      const refused = await opening(code);
      expect([refused.status, await refused.json()]).toMatchObject([
        refusal === 'ledger.account-exists' ? 409 : 422,
        { code: refusal, at: { field: 'newAccount' } },
      ]);
    }
    expect((await listed()).accounts).toHaveLength(2);
    expect((await opening('1111')).status).toBe(201);
    // The account is there already: nothing is opened for it a second time.
    expect(await codeOf(await opening('1112'))).toBe('cash.bank-account-exists');
    expect(await listed()).toMatchObject({
      accounts: [{ code: '1100' }, { code: '1110' }, { code: '1111', name: 'Savings' }],
      nextAccount: '1112',
    });
    const { north } = world.callers;
    const company = must(await findCompany(world.engine, north.tenantId, 'NORTHA'));
    const savings = mt940Day({ account: number, day: '2026-02-26', lines: [[7_00, 'Interest', 'Savings interest']] });
    must(await importBankFile(world.engine, north, { name: 'savings.sta', bytes: savings }));
    must(await applyCash(world.engine, north, { company, asOf: '2026-02-26' }));
    const balances = await runQuery(world.engine, north.tenantId, async (db) => {
      const { rows } = await sql<{ code: string; sum: bigint }>`
        select a.code, sum(l.amount_minor)::bigint as sum from ledger.v_line l
        join ledger.v_account a on a.tenant_id = ${north.tenantId} and a.id = l.account_id
        where l.tenant_id = ${north.tenantId} and a.company_id = ${company.id} and a.purpose = 'bank' group by a.code order by a.code`.execute(
        db,
      );
      return rows;
    });
    expect(balances).toEqual([
      { code: '1100', sum: 100_00n },
      { code: '1111', sum: 7_00n },
    ]);
    expect((await controller.ask('POST', at(`/${(await listed()).rows.at(-1)!.id}/close`), { body: {} })).status).toBe(
      200,
    );
  });

  it('takes another name, and everything that is told of the account says it', async () => {
    const { id } = (await listed()).rows[1]!;
    expect((await controller.ask('PUT', at(`/${id}`), { body: { name: '  ' } })).status).toBe(400);
    expect((await controller.ask('PUT', at(`/${id}`), { body: { name: 'First Harbor' } })).status).toBe(204);
    expect(await standing()).toContain('House bank is read only up to 2026-02-26');
    must(await read('2026-02-27'));
    expect(await standing()).toContain('First Harbor is not read at all');
  });

  it('of a bank that sends statements only on movement nothing waits for one, from the day on that this is said', async () => {
    const { id } = (await listed()).rows[1]!;
    const send = (rhythm: string, from: string, browser = controller) =>
      browser.ask('PUT', at(`/${id}/rhythm`), { body: { rhythm, from } });
    expect((await send('on_movement', '2026-02-30')).status).toBe(400);
    expect((await send('on_movement', '2026-02-28')).status).toBe(204);
    expect(await standing()).toContain('First Harbor is not read at all');
    expect((await send('on_movement', '2026-02-27')).status).toBe(204);
    expect(await standing()).toBeNull();
    // What is said for the same day again counts, and later days have their own.
    expect((await send('business_days', '2026-02-28')).status).toBe(204);
    expect(await listed()).toMatchObject({
      rows: [
        { rhythms: [] },
        {
          rhythms: [
            { from: '2026-02-27', rhythm: 'on_movement' },
            { from: '2026-02-28', rhythm: 'business_days' },
          ],
        },
        {},
      ],
    });
    expect(await standing()).toBeNull();
    expect((await send('business_days', '2026-02-27')).status).toBe(204);
    expect(await standing()).toContain('First Harbor');
  });

  it('closed takes no more files and holds nothing back; nothing of it is gone, and it can be opened again', async () => {
    const [house, harbor] = (await listed()).rows as [Listed['rows'][number], Listed['rows'][number]];
    const change = (id: string, verb: string) => controller.ask('POST', at(`/${id}/${verb}`), { body: {} });
    expect(await codeOf(await change(harbor.id, 'reopen'))).toBe('cash.bank-account-open');
    const closed = await change(harbor.id, 'close');
    expect([closed.status, await closed.json()]).toEqual([200, { closedOn: '2026-03-02' }]);
    expect(await codeOf(await change(harbor.id, 'close'))).toBe('cash.bank-account-closed');
    expect(await standing()).toBeNull();

    expect((await change(house.id, 'close')).status).toBe(200);
    const refused = await read('2026-03-02');
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'cash.bank-account-closed' } });
    expect(!refused.ok && refused.refusal.message).toMatch(/House bank .* is closed since 2026-03-02 .* open it again/);
    // What was read before is known as before.
    expect(must(await read('2026-02-26'))).toMatchObject({ repeatedFile: true, linesNew: 0 });
    const again = await add(controller, { number: houseBank });
    expect(await again.json()).toMatchObject({
      code: 'cash.bank-account-exists',
      message: expect.stringContaining('open it again instead'),
    });
    expect((await listed()).rows).toMatchObject([
      { closedOn: '2026-03-02', readTo: '2026-02-27' },
      { closedOn: '2026-03-02' },
      { name: 'Savings', closedOn: '2026-03-02', readTo: '2026-02-26' },
    ]);

    expect((await change(house.id, 'reopen')).status).toBe(204);
    expect(must(await read('2026-03-02'))).toMatchObject({ linesNew: 1 });
  });

  it('leaves who did it, and why, in the audit trail', async () => {
    const { rows } = (await (
      await administrator.ask('GET', '/api/audit?operation=cash.close-bank-account')
    ).json()) as {
      rows: { who: string; what: string }[];
    };
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ who: 'Person controller', what: 'The bank account was closed.' });
  });

  it('is found by the number that its country wrote before, and is not set up under it a second time', async () => {
    const national = '37040044/532013000';
    const day = { day: '2026-03-03', openingCents: 100_00, lines: [[5_00, 'Somebody', 'By its old number']] } as const;
    const bring = (account: string, name: string) =>
      importBankFile(world.engine, world.callers.north, { name, bytes: mt940Day({ ...day, account }) });
    expect(must(await bring(national, 'national.sta'))).toMatchObject({ linesNew: 1 });
    expect(must(await bring(`${national}EUR`, 'national-eur.sta'))).toMatchObject({ linesNew: 0, linesKnown: 1 });
    expect(must(await bring(houseBank, 'iban.sta'))).toMatchObject({ linesNew: 0, linesKnown: 1 });
    expect(refusalOf(await bring('37040044/532013001', 'other.sta'))).toBe('cash.bank-account-unknown');
    expect(await codeOf(await add(controller, { number: national }))).toBe('cash.bank-account-exists');
  });
});

describe('R35 dunwell bank accounts', () => {
  it('sets an account up, lists it, renames it, closes it and opens it again', async () => {
    const home = await openCommandLine();
    try {
      const init = ['init', '--tenant', 'acme', '--name', 'Acme', '--company', 'DE01', '--currency', 'EUR'];
      expect(await home.run([...init, '--country', 'DE', '--zone', 'Europe/Berlin'])).toMatchObject({ status: 0 });
      const path = join(home.path, 'monday.sta');
      writeFileSync(path, mt940Day({ day: '2026-01-05', lines: [[100_00, 'Customer', 'RE-1']] }));
      const refused = async (...args: string[]): Promise<string> => {
        const { status, output } = await home.run([...args, '--json']);
        expect(status).toBe(1);
        return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
      };
      expect(await refused('bank', 'import', path)).toBe('cash.bank-account-unknown');
      await home.ask(['bank', 'account-add', houseBank, '--name', 'House bank']);
      await home.ask(['bank', 'account-add', houseBank, '--name', 'House bank USD', '--currency', 'USD']);
      expect(await home.run(['bank', 'account-add', '4711 0815'])).toMatchObject({ status: 2 });
      const second = ['bank', 'account-add', '4711 0815', '--name', 'Savings', '--new-account', '1101'];
      expect(await home.run([...second, '--account', '1100'])).toMatchObject({ status: 2 });
      await home.ask(second);
      expect(await refused(...second.slice(0, 2), '4711 0816', ...second.slice(3))).toBe('ledger.account-exists');
      await home.ask(['bank', 'import', path]);
      expect(await home.ask(['bank', 'accounts'])).toMatchObject({
        company: 'DE01',
        rows: [
          { number: houseBank, currency: 'EUR', account: '1100', readTo: '2026-01-05', closedOn: null },
          { number: houseBank, currency: 'USD', readTo: null },
          { number: '4711 0815', account: '1101', accountName: 'Savings' },
        ],
      });
      expect(await refused('bank', 'account-close', houseBank)).toBe('cash.bank-account-ambiguous');
      const dollars = [houseBank, '--currency', 'USD'];
      await home.ask(['bank', 'account-rename', ...dollars, '--name', 'Dollars']);
      expect(await home.run(['bank', 'account-close', ...dollars, '--reason', 'Given up'])).toMatchObject({
        status: 0,
      });
      expect((await home.run(['bank', 'accounts'])).output).toMatch(/Dollars .* closed on \d{4}-/);
      await home.ask(['bank', 'account-reopen', ...dollars]);
      expect(await refused('bank', 'account-reopen', ...dollars)).toBe('cash.bank-account-open');
      expect(await refused('bank', 'account-close', '12345')).toBe('cash.bank-account-not-found');
    } finally {
      await home.close();
    }
  });
});
