/**
 * Attacks through the front door, on every route there is: members that the contract does not name, companies and things
 * of others in the body, and what the log must not hold.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveCustomers } from '#customers';
import { createAccount, mayDo, type RouteDefinition, requestApproval, roles, runQuery, sql } from '#platform';
import { type Example, examples, type Place } from '#test/authorization-examples';
import { must } from '#test/books';
import { Browser, codeOf, openWorld, password, type World } from '#test/server-world';

let world: World;
let words = 0;
const browsers = new Map<string, Browser>();
const persons = new Map<string, bigint>();

beforeAll(async () => {
  world = await openWorld();
  for (const role of roles) {
    persons.set(role, (await world.person(`all-${role}`, { role })).personId);
    persons.set(`${role} of A`, (await world.person(`a-${role}`, { role, companyId: world.companies.A })).personId);
    for (const [name, login] of [
      [role, `all-${role}`],
      [`${role} of A`, `a-${role}`],
    ] as const) {
      const browser = new Browser(world.server);
      expect((await browser.signIn(login)).status).toBe(201);
      browsers.set(name, browser);
    }
  }
  await world.person('bystander', { role: 'analyst', companyId: world.companies.A });
});
afterAll(() => world.close());

const place = (where: 'A' | 'B' | 'C', senderPersonId?: bigint): Place => ({
  world,
  tenant: where === 'C' ? 'south' : 'north',
  companyId: world.companies[where],
  company: { A: 'NORTHA', B: 'NORTHB', C: 'SOUTHC' }[where],
  fresh: `try${++words}`,
  ...(senderPersonId !== undefined && { senderPersonId }),
});
const send = (browser: Browser, route: RouteDefinition, example: Example): Promise<Response> => {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(example.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(example.query).toString();
  return browser.ask(route.method.toUpperCase(), query ? `${path}?${query}` : path, {
    ...(example.body !== undefined && { body: example.body }),
  });
};
/** A request for each route: what is refused or only read uses up nothing, so one serves every attack. */
const made = new Map<string, Promise<Example>>();
const exampleOf = (route: RouteDefinition): Promise<Example> => {
  const { operation } = route;
  if (!made.has(operation))
    made.set(operation, Promise.resolve(examples[operation]!.own(place('A', persons.get(allowed(route))!))));
  return made.get(operation)!;
};
/** Somebody of the whole tenant who may do it. */
const allowed = (route: RouteDefinition): string =>
  route.action === 'public' || route.action === 'session' ? 'lead' : roles.find((role) => mayDo(role, route.action))!;
const north = () => world.callers.north.tenantId;
const headOf = async (): Promise<bigint> =>
  (
    await runQuery(world.engine, north(), (db) =>
      sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${north()}`.execute(db),
    )
  ).rows[0]!.seq;

describe('members that the contract does not name', () => {
  const planted = {
    approvedBy: '1',
    approverPersonId: '1',
    role: 'administrator',
    personId: '1',
    tenantId: '1',
    tenant: 'south',
    state: 'approved',
    openMinor: '0',
    authority: { kind: 'approval' },
    actor: { personId: '1' },
    source: 'system',
    __proto__: undefined,
  };

  it('are refused by every route with a body, and nothing is changed', async () => {
    const taken: string[] = [];
    let asked = 0;
    for (const route of world.server.routes) {
      if (!route.body || route.action === 'public') continue;
      const who = allowed(route);
      const example = await exampleOf(route);
      const names = new Set(Object.keys((example.body ?? {}) as object));
      const before = await headOf();
      for (const [member, value] of Object.entries(planted)) {
        // What the route's own contract names is no smuggled member.
        if (value === undefined || names.has(member) || takes(route, member)) continue;
        const body = { ...(example.body as object), [member]: value };
        const response = await send(browsers.get(who)!, route, { ...example, body });
        asked += 1;
        if (response.status !== 400) taken.push(`${route.operation} takes ${member}: ${response.status}`);
      }
      // No text holds NUL or half of a character: it is refused, and is no fault.
      for (const [what, character] of [
        ['NUL', '\0'],
        ['half of a character', '\ud800'],
      ] as const) {
        const body = padded(example.body, character);
        if (JSON.stringify(body) === JSON.stringify(example.body)) continue;
        const response = await send(browsers.get(who)!, route, { ...example, body });
        asked += 1;
        if (response.status !== 400) taken.push(`${route.operation} takes ${what}: ${response.status}`);
      }
      if ((await headOf()) !== before) taken.push(`${route.operation} changed something`);
    }
    expect(taken).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });

  const takes = (route: RouteDefinition, member: string): boolean =>
    Object.hasOwn((route.body as unknown as { shape?: object }).shape ?? {}, member);

  it('are refused in every query', async () => {
    const taken: string[] = [];
    for (const route of world.server.routes) {
      if (route.method !== 'get' || route.action === 'public' || route.operation === 'platform.events') continue;
      const who = allowed(route);
      const example = await exampleOf(route);
      for (const member of ['tenantId', 'tenant', 'role', 'sort', 'fields', 'where', 'companyIds[]', 'company[]']) {
        if (Object.hasOwn((route.query as unknown as { shape?: object } | undefined)?.shape ?? {}, member)) continue;
        const response = await send(browsers.get(who)!, route, {
          ...example,
          query: { ...example.query, [member]: '1' },
        });
        if (response.status !== 400) taken.push(`${route.operation} takes ${member}: ${response.status}`);
      }
      for (const [name, value] of Object.entries(example.query ?? {})) {
        const response = await send(browsers.get(who)!, route, {
          ...example,
          query: { ...example.query, [name]: `${value}\0` },
        });
        if (response.status !== 400) taken.push(`${route.operation} takes NUL in ${name}: ${response.status}`);
      }
    }
    expect(taken).toEqual([]);
  });

  /** The same with a character at the end of every text. */
  const padded = (value: unknown, character: string): unknown => {
    if (typeof value === 'string') return `${value}${character}`;
    if (Array.isArray(value)) return value.map((one) => padded(one, character));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, padded(one, character)]));
  };

  it('are refused in the input of a request for approval', async () => {
    const browser = browsers.get('analyst of A')!;
    const route = world.server.routes.find((one) => one.operation === 'authority.request')!;
    const example = await examples['authority.request']!.own(place('A'));
    const body = example.body as { input: object };
    for (const extra of [{ approvedBy: '1' }, { approverPersonId: '1' }, { tenantId: '2' }, { companyId: '2' }]) {
      const response = await send(browser, route, { body: { ...body, input: { ...body.input, ...extra } } });
      expect([response.status, await codeOf(response)]).toEqual([400, 'authority.input-malformed']);
    }
  });
});

describe('R46 a second sign-in of one person', () => {
  it('is no second person: it approves nothing that the first asked for, and rejects nothing', async () => {
    const route = world.server.routes.find((one) => one.operation === 'authority.request')!;
    const { personId } = await world.person('twice', { role: 'lead', companyId: world.companies.A });
    must(await createAccount(world.engine, world.callers.north, { personId, login: 'twice-more', password }));
    const [one, other] = [new Browser(world.server), new Browser(world.server)];
    expect((await one.signIn('twice')).status).toBe(201);
    expect((await other.signIn('twice-more')).status).toBe(201);
    const asked = await send(one, route, await examples['authority.request']!.own(place('A', personId)));
    const { requestId, contentHash } = (await asked.json()) as { requestId: string; contentHash: string };
    expect([asked.status, typeof requestId]).toEqual([201, 'string']);
    for (const [deed, body] of [
      ['approval', { contentHash }],
      ['rejection', { note: 'not this one' }],
    ] as const) {
      const answer = await other.ask('POST', `/api/authority/requests/${requestId}/${deed}`, { body });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'authority.self-approval']);
    }
  });
});

describe('words that a database might take for its own', () => {
  const shapeOf = (schema: unknown): string[] => Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});
  const hostile = ["' or '1'='1' --", '%_\\', '$1::text)', '1e999', '-0', '9'.repeat(40)];

  it('are words in every query: answered or refused, never a fault', async () => {
    const faults: string[] = [];
    let asked = 0;
    for (const route of world.server.routes) {
      if (route.method !== 'get' || route.action === 'public' || route.operation === 'platform.events') continue;
      const who = allowed(route);
      const example = await exampleOf(route);
      for (const member of shapeOf(route.query)) {
        if (member === 'company' || member === 'companies') continue;
        for (const word of ['a\u0000b', hostile[asked % hostile.length]!]) {
          const response = await send(browsers.get(who)!, route, {
            ...example,
            query: { ...example.query, [member]: word },
          });
          await response.arrayBuffer();
          asked += 1;
          if (response.status >= 500) faults.push(`${route.operation} ${member} ${JSON.stringify(word)}`);
        }
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(500);
  });

  it('that no text can hold are refused in every text of every body, and nothing is changed', async () => {
    const faults: string[] = [];
    let asked = 0;
    for (const route of world.server.routes) {
      if (!route.body || route.action === 'public') continue;
      const who = allowed(route);
      const example = await exampleOf(route);
      const body = (example.body ?? {}) as Readonly<Record<string, unknown>>;
      const before = await headOf();
      for (const [member, value] of Object.entries(body)) {
        if (typeof value !== 'string') continue;
        for (const word of ['a\u0000b', '\ud800 x', 'x \udc00']) {
          const response = await send(browsers.get(who)!, route, { ...example, body: { ...body, [member]: word } });
          asked += 1;
          if (response.status !== 400) faults.push(`${route.operation} ${member} ${JSON.stringify(word)}`);
        }
      }
      if ((await headOf()) !== before) faults.push(`${route.operation} changed something`);
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });
});

describe('another company', () => {
  it('is not reached by naming the own one beside another’s things', async () => {
    const browser = browsers.get('analyst of A')!;
    const route = world.server.routes.find((one) => one.operation === 'authority.request')!;
    for (const where of ['B', 'C'] as const) {
      const example = await examples['authority.request']!.own(place(where));
      const body = { ...(example.body as object), companyId: world.companies.A.toString() };
      const before = await headOf();
      const response = await send(browser, route, { body });
      expect([response.status, await codeOf(response)]).toEqual([404, 'authority.subject-not-found']);
      expect(await headOf()).toBe(before);
    }
  });

  it('is not reached by leaving the company out', async () => {
    const example = await examples['authority.request']!.own(place('A'));
    const route = world.server.routes.find((one) => one.operation === 'authority.request')!;
    const own = await send(browsers.get('analyst of A')!, route, {
      body: { ...(example.body as object), companyId: null },
    });
    const other = await examples['authority.request']!.own(place('B'));
    const foreign = await send(browsers.get('analyst of A')!, route, {
      body: { ...(other.body as object), companyId: null },
    });
    expect([own.status, foreign.status]).toEqual([201, 404]);
  });

  it('is not reached by a header that names a company, nor a tenant that is not the person’s', async () => {
    const browser = browsers.get('analyst of A')!;
    const ask = (headers: Record<string, string>) =>
      browser.ask('GET', '/api/items?company=NORTHB', { headers }).then((response) => response.status);
    for (const name of ['x-company', 'x-company-id', 'x-forwarded-company', 'x-original-url', 'x-rewrite-url'])
      expect(await ask({ [name]: 'NORTHB' })).toBe(404);
    expect(await ask({ 'x-tenant': 'south' })).toBe(404);
    expect(await ask({ 'x-http-method-override': 'DELETE' })).toBe(404);
  });

  it('does not show in the queue of approvals, and its requests are absent', async () => {
    const { engine, callers } = world;
    const example = (await examples['authority.request']!.own(place('B'))).body as { action: string; input: object };
    const analystB = await world.person('analyst-b', { role: 'analyst', companyId: world.companies.B });
    const asked = must(
      await requestApproval(
        engine,
        { ...callers.north, actor: { personId: analystB.personId } },
        { action: example.action, input: example.input, reason: 'For company B.' },
      ),
    );
    const controllerOfA = browsers.get('controller of A')!;
    const queue = await (await controllerOfA.ask('GET', '/api/authority/requests')).json();
    expect((queue as { rows: { id: string }[] }).rows.map((row) => row.id)).not.toContain(asked.requestId);
    const approve = await controllerOfA.ask('POST', `/api/authority/requests/${asked.requestId}/approval`, {
      body: { contentHash: asked.contentHash },
    });
    expect([approve.status, await codeOf(approve)]).toEqual([404, 'authority.request-not-found']);
  });

  it('of another tenant is no parent for a customer, and its accounts are nobody’s here', async () => {
    const { engine, callers } = world;
    must(await saveCustomers(engine, callers.south, { customers: [{ number: 'S-1', name: 'South', country: 'DE' }] }));
    const adopted = await saveCustomers(engine, callers.north, {
      customers: [{ number: 'N-1', name: 'North', country: 'DE', parentNumber: 'S-1' }],
    });
    expect(adopted).toMatchObject({ ok: false, refusal: { code: 'customers.parent-unknown' } });
    await expect(
      saveCustomers(engine, callers.north, {
        customers: [{ number: 'N-2', name: 'North', country: 'DE', accounts: [{ companyId: world.companies.C }] }],
      }),
    ).rejects.toThrow(/foreign key/);
  });

  it('is not paged into by a cursor from elsewhere', async () => {
    const browser = browsers.get('auditor of A')!;
    for (const forged of [
      '"]}',
      'WyIxIl0',
      Buffer.from(JSON.stringify(["1'; drop table x; --"])).toString('base64url'),
      '%00',
      'x'.repeat(501),
    ])
      expect((await browser.ask('GET', `/api/items?company=NORTHA&after=${encodeURIComponent(forged)}`)).status).toBe(
        400,
      );
  });
});

describe('the log', () => {
  it('holds no password, token, cookie or bank account, whatever was asked', async () => {
    const browser = new Browser(world.server);
    await browser.signIn('all-lead');
    await browser.signIn('all-lead', 'a guess that was wrong 4711');
    await browser.ask('POST', '/api/session', { body: '{"login":"all-lead","password":"cut off in the midd' });
    const secret = browser.cookie!.split('=')[1]!;
    await browser.ask('GET', `/api/items?company=NORTHA&after=${secret}`);
    await browser.ask('GET', `/nowhere/${secret}`);
    const log = world.log.join('\n');
    for (const word of [
      password,
      'a guess that was wrong',
      'cut off in',
      secret,
      browser.csrfToken!,
      'DE89 3704',
      'password_hash',
      '$argon2',
    ])
      expect(log).not.toContain(word);
  });
});
