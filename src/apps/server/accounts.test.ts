/** A forgotten password and an account that is closed, over HTTP on the real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Caller,
  closeAccount,
  createPerson,
  grantRole,
  resetPassword,
  revokeGrant,
  runQuery,
  sql,
} from '#platform';
import { must } from '#test/books';
import { Browser, codeOf, openWorld, type Person, password, type World } from '#test/server-world';

let world: World;
let admin: Browser;
let administrator: Person;
const own = 'the heron stands in the reeds';
beforeAll(async () => {
  world = await openWorld();
  administrator = await world.person('admin', { role: 'administrator' });
  admin = new Browser(world.server);
  await admin.signIn('admin');
});
afterAll(() => world.close());

type Deed = 'password' | 'close' | 'reopen';
const act = (person: Pick<Person, 'personId'>, deed: Deed, by = admin): Promise<Response> =>
  by.ask('POST', `/api/persons/${person.personId}/account/${deed}`);
const handedOver = async (answer: Response): Promise<string> => {
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { password: string }).password;
};
const choose = (browser: Browser, login: string, oneTime: string, newPassword: string): Promise<Response> =>
  browser.ask('POST', '/api/session', { body: { login, password: oneTime, newPassword } });
const callerOf = (tenant: 'north' | 'south', { personId }: Pick<Person, 'personId'>): Caller => ({
  ...world.callers[tenant],
  actor: { personId },
});
const refusedWith = (outcome: Awaited<ReturnType<typeof closeAccount>>): string | undefined =>
  outcome.ok ? undefined : outcome.refusal.code;

describe('a forgotten password', () => {
  it('is replaced by a one-time one, which ends what was open and opens nothing but the choice of an own one', async () => {
    const person = await world.person('forgetful', { role: 'analyst' });
    const before = new Browser(world.server);
    await before.signIn('forgetful');
    const oneTime = await handedOver(await act(person, 'password'));
    expect(oneTime).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/);
    expect((await before.ask('GET', '/api/session')).status).toBe(401);
    const browser = new Browser(world.server);
    expect(await codeOf(await browser.signIn('forgetful'))).toBe('identity.sign-in-failed');
    const first = await browser.signIn('forgetful', oneTime);
    expect([first.status, await codeOf(first)]).toEqual([401, 'identity.password-change-needed']);
    expect(browser.cookie).toBeUndefined();
    for (const weak of ['short', oneTime])
      expect(await codeOf(await choose(browser, 'forgetful', oneTime, weak))).toBe('identity.password-weak');
    expect(browser.cookie).toBeUndefined();
    expect((await choose(browser, 'forgetful', oneTime, own)).status).toBe(201);
    expect((await browser.ask('GET', '/api/companies')).status).toBe(200);
    const again = new Browser(world.server);
    expect(await codeOf(await choose(again, 'forgetful', oneTime, 'another quiet morning'))).toBe(
      'identity.sign-in-failed',
    );
    expect((await again.signIn('forgetful', own)).status).toBe(201);
  });

  it('stands in the trail with who did it, and what was shown stands nowhere', async () => {
    const person = await world.person('traced', { role: 'analyst' });
    const oneTime = await handedOver(await act(person, 'password'));
    expect((await choose(new Browser(world.server), 'traced', oneTime, own)).status).toBe(201);
    const read = <T>(text: ReturnType<typeof sql<T>>): Promise<T[]> =>
      runQuery(world.engine, world.callers.north.tenantId, async (db) => (await text.execute(db)).rows);
    const trail = await read(sql<{ operation: string; person_id: bigint }>`
      select operation, person_id from platform.audit
      where operation in ('identity.reset-password', 'identity.replace-one-time-password')
      order by seq desc limit 2`);
    expect(trail).toEqual([
      { operation: 'identity.replace-one-time-password', person_id: person.personId },
      { operation: 'identity.reset-password', person_id: administrator.personId },
    ]);
    for (const table of ['audit_payload', 'idempotency', 'account', 'change']) {
      const rows = await read(sql<{ shown: boolean }>`
        select t::text like ${`%${oneTime}%`} as shown from ${sql.raw(`platform.${table}`)} t`);
      expect([table, rows.filter((row) => row.shown)]).toEqual([table, []]);
    }
    expect(world.log.filter((line) => line.includes(oneTime))).toEqual([]);
  });

  it('asked for again with the same key is made again, and the latest is the good one', async () => {
    const person = await world.person('twice', { role: 'analyst' });
    const path = `/api/persons/${person.personId}/account/password`;
    const headers = { 'idempotency-key': 'the-line-broke-once' };
    const first = await handedOver(await admin.ask('POST', path, { headers }));
    const second = await handedOver(await admin.ask('POST', path, { headers }));
    expect(second).not.toBe(first);
    const browser = new Browser(world.server);
    expect(await codeOf(await choose(browser, 'twice', first, own))).toBe('identity.sign-in-failed');
    expect((await choose(browser, 'twice', second, own)).status).toBe(201);
  });

  it('cannot be replaced with a one-time password that is older than four days', async () => {
    const person = await world.person('late', { role: 'analyst' });
    const start = world.clock.now().getTime();
    const given = must(await resetPassword(world.engine, world.callers.north, { personId: person.personId }));
    world.clock.set(new Date(start + 4 * 86_400_000));
    expect(await codeOf(await choose(new Browser(world.server), 'late', given.password, own))).toBe(
      'identity.password-expired',
    );
    world.clock.set(new Date(start + 4 * 86_400_000 - 1000));
    expect((await choose(new Browser(world.server), 'late', given.password, own)).status).toBe(201);
    world.clock.set(new Date(start));
  });
});

describe('an account that is closed', () => {
  it('opens nothing, is offered nowhere, and comes back with a one-time password and its roles', async () => {
    const person = await world.person('leaver', { role: 'analyst' });
    const before = new Browser(world.server);
    await before.signIn('leaver');
    const listed = async (): Promise<unknown> => {
      const answer = await admin.ask('GET', '/api/persons?limit=200');
      const { rows } = (await answer.json()) as { rows: { id: string; login: string; closed: boolean }[] };
      const { login, closed } = rows.find((one) => one.id === person.personId.toString())!;
      return { login, closed };
    };
    expect((await act(person, 'close')).status).toBe(200);
    expect((await before.ask('GET', '/api/session')).status).toBe(401);
    expect(await codeOf(await new Browser(world.server).signIn('leaver'))).toBe('identity.sign-in-failed');
    expect(await listed()).toEqual({ login: 'leaver', closed: true });
    for (const deed of ['close', 'password'] as const)
      expect(await codeOf(await act(person, deed))).toBe('identity.account-not-found');
    const oneTime = await handedOver(await act(person, 'reopen'));
    expect(await listed()).toEqual({ login: 'leaver', closed: false });
    expect(await codeOf(await act(person, 'reopen'))).toBe('identity.account-not-found');
    expect((await before.ask('GET', '/api/session')).status).toBe(401);
    const browser = new Browser(world.server);
    expect(await codeOf(await browser.signIn('leaver'))).toBe('identity.sign-in-failed');
    expect((await choose(browser, 'leaver', oneTime, own)).status).toBe(201);
    expect((await browser.ask('GET', '/api/companies')).status).toBe(200);
  });

  it('is never that of the last administrator, also where two close each other at once', async () => {
    const [one, two] = [
      await world.person('south-one', { role: 'administrator', tenant: 'south' }),
      await world.person('south-two', { role: 'administrator', tenant: 'south' }),
    ];
    const answers = await Promise.all([
      closeAccount(world.engine, callerOf('south', one), { personId: two.personId }),
      closeAccount(world.engine, callerOf('south', two), { personId: one.personId }),
    ]);
    expect(answers.map(refusedWith).sort()).toEqual(['identity.last-administrator', undefined]);
    const [closed, left] = answers[0]!.ok ? [two, one] : [one, two];
    const system = world.callers.south;
    expect(refusedWith(await closeAccount(world.engine, system, { personId: left.personId }))).toBe(
      'identity.last-administrator',
    );
    // A grant of somebody who cannot sign in administers nothing; it can go, that of who is left cannot.
    const outcome = await revokeGrant(world.engine, system, { grantId: left.grantId! });
    expect(outcome.ok ? undefined : outcome.refusal.code).toBe('identity.last-administrator');
    must(await revokeGrant(world.engine, system, { grantId: closed.grantId! }));
  });
});

describe('whose account it is', () => {
  it('decides: not the own, not one of another tenant, and nobody without the right', async () => {
    for (const deed of ['password', 'close', 'reopen'] as const) {
      const itself = await act(administrator, deed);
      expect([itself.status, await codeOf(itself)]).toEqual([403, 'identity.own-account']);
    }
    const foreign = await world.person('foreigner', { role: 'analyst', tenant: 'south' });
    const person = await world.person('somebody', { role: 'analyst' });
    await world.person('plain', { role: 'controller' });
    await world.person('branch', { role: 'administrator', companyId: world.companies.A });
    for (const deed of ['password', 'close', 'reopen'] as const) {
      expect(await codeOf(await act(foreign, deed))).toBe('identity.person-not-found');
      for (const login of ['plain', 'branch']) {
        const browser = new Browser(world.server);
        await browser.signIn(login);
        expect(await codeOf(await act(person, deed, browser))).toBe('identity.not-allowed');
      }
    }
    expect((await new Browser(world.server).signIn('somebody')).status).toBe(201);
    expect((await new Browser(world.server).signIn('foreigner')).status).toBe(201);
  });

  it('decides: nobody gets a password for roles in a tenant that he does not administer', async () => {
    const person = await world.person('commuter', { role: 'analyst' });
    const { personId } = person;
    const south = { personId, companyId: null, role: 'controller' } as const;
    must(await grantRole(world.engine, world.callers.south, south));
    expect(await codeOf(await act(person, 'password'))).toBe('identity.works-elsewhere');
    const second = { login: 'commuter-second', password };
    const account = await admin.ask('POST', `/api/persons/${personId}/account`, { body: second });
    expect(await codeOf(account)).toBe('identity.works-elsewhere');
    expect((await new Browser(world.server).signIn('commuter')).status).toBe(201);
    expect((await act(person, 'close')).status).toBe(200);
    expect(await codeOf(await act(person, 'reopen'))).toBe('identity.works-elsewhere');
    const { personId: administratorId } = administrator;
    const alsoSouth = { personId: administratorId, companyId: null, role: 'administrator' } as const;
    must(await grantRole(world.engine, world.callers.south, alsoSouth));
    const reopened = await admin.ask('POST', `/api/persons/${personId}/account/reopen`, { tenant: 'north' });
    expect(reopened.status).toBe(200);
  });

  it('decides: a person without an account has none to close', async () => {
    const made = must(await createPerson(world.engine, world.callers.south, { name: 'Without' }));
    const person = { personId: BigInt(made.personId) };
    const outcome = await closeAccount(world.engine, world.callers.south, person);
    expect(refusedWith(outcome)).toBe('identity.account-not-found');
  });
});
