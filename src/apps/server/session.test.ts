/** Signing in, staying in and being thrown out, over HTTP on the real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRole, revokeGrant, sql } from '#platform';
import { must } from '#test/books';
import { Browser, codeOf, openWorld, password, type World } from '#test/server-world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.person('lead', { role: 'lead', companyId: world.companies.A });
});
afterAll(() => world.close());

describe('a session', () => {
  it('opens with name and password, tells who is in, and closes', async () => {
    const browser = new Browser(world.server);
    const opened = await browser.signIn('Lead ');
    expect(opened.status).toBe(201);
    expect(opened.headers.get('set-cookie')).toMatch(/^dunwell_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const who = await (await browser.ask('GET', '/api/session')).json();
    expect(who).toMatchObject({
      login: 'lead',
      tenants: [
        {
          code: 'north',
          roles: [
            {
              role: 'lead',
              companyId: world.companies.A.toString(),
              actions: expect.arrayContaining(['collections.work']),
            },
          ],
          companies: [{ code: 'NORTHA' }],
          seq: expect.stringMatching(/^[1-9]\d*$/),
        },
      ],
    });
    const cookie = browser.cookie;
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
    browser.cookie = cookie;
    expect((await browser.ask('GET', '/api/session')).status).toBe(401);
  });

  it('keeps only the hash of its token in the database', async () => {
    const browser = new Browser(world.server);
    await browser.signIn('lead');
    const token = browser.cookie!.split('=')[1]!;
    const { rows } = await sql<{ found: boolean }>`select exists (select from platform.session s
      where s::text like ${'%' + token + '%'}) as found`.execute(world.engine.database.app);
    expect(rows[0]!.found).toBe(false);
  });

  it('never takes over a token that the browser brought (fixation), and ends the old one', async () => {
    const browser = new Browser(world.server);
    browser.cookie = `dunwell_session=${'x'.repeat(43)}`;
    await browser.signIn('lead');
    expect(browser.cookie).not.toContain('xxxx');
    const first = browser.cookie;
    await browser.signIn('lead');
    expect(browser.cookie).not.toBe(first);
    const old = new Browser(world.server);
    old.cookie = first;
    expect((await old.ask('GET', '/api/session')).status).toBe(401);
  });

  it('ends when idle and at its absolute end, by the injected clock', async () => {
    const browser = new Browser(world.server);
    await browser.signIn('lead');
    const start = world.clock.now().getTime();
    const at = async (hours: number): Promise<number> => {
      world.clock.set(new Date(start + hours * 3_600_000));
      return (await browser.ask('GET', '/api/session')).status;
    };
    for (const hours of [1.9, 3.7, 5.5, 7.3, 9.1, 10.9, 11.9]) expect(await at(hours)).toBe(200);
    expect(await at(12.1)).toBe(401);
    world.clock.set(new Date(start));
    const idle = new Browser(world.server);
    await idle.signIn('lead');
    world.clock.set(new Date(start + 2.1 * 3_600_000));
    expect((await idle.ask('GET', '/api/session')).status).toBe(401);
    world.clock.set(new Date(start));
  });

  it('loses a role at once when it is revoked', async () => {
    const person = await world.person('leaver', { role: 'analyst' });
    const browser = new Browser(world.server);
    await browser.signIn('leaver');
    expect((await browser.ask('GET', '/api/companies')).status).toBe(200);
    must(await revokeGrant(world.engine, world.callers.north, { grantId: person.grantId! }));
    expect((await browser.ask('GET', '/api/companies')).status).toBe(403);
    expect((await browser.ask('GET', '/api/companies', { tenant: 'north' })).status).toBe(404);
  });

  it('reaches what it may reach now, whatever tenant it worked in before', async () => {
    const person = await world.person('commuter', { role: 'analyst' });
    const south = must(
      await grantRole(world.engine, world.callers.south, {
        personId: person.personId,
        companyId: null,
        role: 'analyst',
      }),
    );
    const browser = new Browser(world.server);
    await browser.signIn('commuter');
    const codes = async (tenant: string): Promise<unknown> => {
      const answer = await browser.ask('GET', '/api/companies', { tenant });
      if (answer.status !== 200) return answer.status;
      const { rows } = (await answer.json()) as { rows: { code: string }[] };
      return rows.map((row) => row.code);
    };
    for (const _ of [1, 2]) {
      expect(await codes('north')).toEqual(['NORTHA', 'NORTHB']);
      expect(await codes('south')).toEqual(['SOUTHC']);
      expect(await codes('south')).toEqual(['SOUTHC']);
    }
    must(await revokeGrant(world.engine, world.callers.south, { grantId: BigInt(south.grantId) }));
    expect(await codes('south')).toBe(404);
    expect(await codes('north')).toEqual(['NORTHA', 'NORTHB']);
    const cookie = browser.cookie;
    expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
    browser.cookie = cookie;
    expect(await codes('north')).toBe(401);
  });

  it('ends everywhere else when the password changes', async () => {
    await world.person('changer', { role: 'analyst' });
    const here = new Browser(world.server);
    const there = new Browser(world.server);
    await here.signIn('changer');
    await there.signIn('changer');
    const change = (currentPassword: string, newPassword: string): Promise<Response> =>
      here.ask('PUT', '/api/session/password', { body: { currentPassword, newPassword } });
    expect(await codeOf(await change('not this one', 'another quiet morning'))).toBe('identity.password-wrong');
    expect(await codeOf(await change(password, 'short'))).toBe('identity.password-weak');
    expect((await change(password, 'another quiet morning')).status).toBe(204);
    expect((await here.ask('GET', '/api/session')).status).toBe(200);
    expect((await there.ask('GET', '/api/session')).status).toBe(401);
    expect((await there.signIn('changer', 'another quiet morning')).status).toBe(201);
  });
});

describe('guessed passwords', () => {
  it('lock the name, whether it exists or not, and open again with time', async () => {
    await world.person('victim', { role: 'analyst' });
    for (const login of ['victim', 'nobody-of-this-name']) {
      const answers: string[] = [];
      for (let attempt = 1; attempt <= 7; attempt += 1) {
        answers.push(await codeOf(await new Browser(world.server).signIn(login, `guess ${attempt}`)));
      }
      expect(answers).toEqual([...Array(5).fill('identity.sign-in-failed'), 'identity.locked', 'identity.locked']);
    }
    const locked = await new Browser(world.server).signIn('victim');
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0);
    world.clock.set(new Date(world.clock.now().getTime() + 61_000));
    expect((await new Browser(world.server).signIn('victim')).status).toBe(201);
  });

  it('sent fifty at once are fifty attempts', async () => {
    await world.person('rushed', { role: 'analyst' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) =>
        codeOf(await new Browser(world.server).signIn('rushed', `guess ${index}`)),
      ),
    );
    expect(answers.filter((code) => code === 'identity.sign-in-failed').length).toBeLessThanOrEqual(5);
    expect(answers.filter((code) => code === 'identity.locked').length).toBeGreaterThanOrEqual(45);
  });

  it('are locked by address when they try one name after the other', async () => {
    const codes: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const browser = new Browser(world.server);
      browser.address = '203.0.113.9';
      codes.push(await codeOf(await browser.signIn(`name-${index}`, 'guess')));
    }
    expect(codes.indexOf('identity.locked')).toBe(30);
  });
});
