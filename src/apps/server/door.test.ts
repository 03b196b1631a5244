/** Attacks at the door: what must be refused before, and besides, the question of who may do what. */
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { done, refuse } from '#kernel';
import {
  defineRoute,
  idParam,
  type RouteDefinition,
  rateLimiter,
  runCommand,
  runQuery,
  securityHeaders,
  sql,
} from '#platform';
import { Browser, codeOf, openWorld, password, type World } from '#test/server-world';

/** A command, a listing by company, a file and a fault, as a module would declare them. */
const testRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/test/{companyId}/notes',
    operation: 'test.note',
    action: 'receivables.post',
    summary: 'Write a note.',
    params: z.strictObject({ companyId: idParam }),
    body: z.strictObject({ text: z.string(), amount: z.string().optional() }),
    status: 201,
    response: z.object({ text: z.string(), version: z.number().nullable() }),
    handler: async ({ engine, caller, params, body, version }) => {
      const noted = await runCommand(
        engine,
        caller,
        { operation: 'test.note', reason: 'A note.', input: { ...params, ...body } },
        async (tx) => {
          if (body.text === 'refuse')
            return refuse('test.refused', 'This note is refused.', { text: body.text }, { field: 'text' });
          tx.publish({ type: 'test.noted', payload: { companyId: params.companyId.toString(), text: body.text } });
          return done(version ?? null);
        },
      );
      // Shaped, as most routes do.
      return noted.ok ? done({ text: body.text, version: noted.value }) : noted;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/test/scope',
    operation: 'test.scope',
    action: 'receivables.view',
    summary: 'Which companies are meant.',
    query: z.strictObject({ company: z.string().optional(), companyId: idParam.optional() }),
    response: z.object({ companyIds: z.array(z.string()) }),
    handler: ({ scope }) => done({ companyIds: scope.companyIds.map(String) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/test/file',
    operation: 'test.file',
    action: 'receivables.view',
    summary: 'A file with a name from outside.',
    query: z.strictObject({ name: z.string() }),
    response: { mediaType: 'text/csv' },
    handler: ({ query }) => done({ content: 'a,b\r\n', fileName: query.name }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/test/upload',
    operation: 'test.upload',
    action: 'receivables.import',
    summary: 'Count bytes.',
    uploadMaxBytes: 2_000_000,
    response: z.object({ bytes: z.number() }),
    handler: ({ upload }) => done({ bytes: upload.byteLength }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/test/fault',
    operation: 'test.fault',
    action: 'receivables.view',
    summary: 'Breaks a unique key with personal data in it.',
    response: z.null(),
    handler: async ({ engine }) => {
      await sql`insert into platform.person (name, email) values ('Erika Mustermann', 'lead@example.org')`.execute(
        engine.database.app,
      );
      return done(null);
    },
  }),
];

let world: World;
let lead: Browser;
let notes: string;
beforeAll(async () => {
  world = await openWorld({ routes: testRoutes });
  await world.person('lead', { role: 'lead', companyId: world.companies.A });
  lead = new Browser(world.server);
  await lead.signIn('lead');
  notes = `/api/test/${world.companies.A}/notes`;
});
afterAll(() => world.close());

const headSeq = (): Promise<bigint> => {
  const { tenantId } = world.callers.north;
  return runQuery(world.engine, tenantId, async (db) => {
    const head = await sql<{ seq: bigint }>`select seq from platform.head where tenant_id = ${tenantId}`.execute(db);
    return head.rows[0]!.seq;
  });
};

describe('declaring a route', () => {
  const base = {
    method: 'post',
    path: '/api/x',
    operation: 'test.x',
    summary: '',
    response: z.null(),
    handler: () => done(null),
  } as const;
  it('needs an action of the permission table', () => {
    // A module in plain JavaScript, or a cast, must not get past the table either.
    const action = 'test.unlisted' as 'receivables.post';
    expect(() => defineRoute({ ...base, action })).toThrow('not in the permission table');
  });
  it('needs schemas that name every member, however deep', () => {
    const action = 'receivables.post';
    expect(() => defineRoute({ ...base, action, body: z.object({ text: z.string() }) })).toThrow('use z.strictObject');
    const deep = z.strictObject({ lines: z.array(z.object({ text: z.string() })) });
    expect(() => defineRoute({ ...base, action, body: deep })).toThrow('use z.strictObject');
    expect(() => defineRoute({ ...base, action, path: '/api/x/{id}' })).toThrow('different parameters');
  });
  it('with a reading of the tenant needs an action, which has a tenant', () => {
    const reading = (): Promise<null> => Promise.resolve(null);
    expect(() => defineRoute({ ...base, action: 'session', reading })).toThrow('a reading is of a tenant');
    expect(() => defineRoute({ ...base, action: 'public', reading })).toThrow('a reading is of a tenant');
  });
  it('twice under one address is a fault at start', async () => {
    await expect(
      openWorld({ routes: [...testRoutes, { ...testRoutes[0]!, operation: 'test.again' }] }),
    ).rejects.toThrow('taken already');
  });
});

describe('a writing request', () => {
  it('with members that the contract does not name is refused (mass assignment)', async () => {
    const before = await headSeq();
    for (const extra of [
      { approvedBy: '1' },
      { openMinor: '0' },
      { role: 'administrator' },
      { tenantId: '2' },
      { companyId: '2' },
    ]) {
      const response = await lead.ask('POST', notes, { body: { text: 'note', ...extra } });
      expect([response.status, await codeOf(response)]).toEqual([400, 'http.malformed']);
    }
    const planted = await lead.ask('POST', notes, { body: '{"text":"note","__proto__":{"role":"administrator"}}' });
    expect(planted.status).toBe(400);
    const query = await lead.ask('GET', '/api/test/scope?role=administrator');
    expect(query.status).toBe(400);
    expect(await headSeq()).toBe(before);
  });

  it('from a page of another site is refused', async () => {
    const before = await headSeq();
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:8081' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      expect(await codeOf(await lead.ask('POST', notes, { headers, body: { text: 'note' } }))).toBe('http.cross-site');
      const signIn = await new Browser(world.server).ask('POST', '/api/session', {
        headers,
        body: { login: 'lead', password },
      });
      expect(await codeOf(signIn)).toBe('http.cross-site');
    }
    expect(await headSeq()).toBe(before);
  });

  it('without the session’s own token is refused', async () => {
    expect(await codeOf(await lead.ask('POST', notes, { csrf: false, body: { text: 'note' } }))).toBe(
      'http.csrf-token',
    );
    const other = new Browser(world.server);
    await other.signIn('lead');
    const borrowed = await lead.ask('POST', notes, {
      csrf: false,
      headers: { 'x-csrf-token': other.csrfToken! },
      body: { text: 'note' },
    });
    expect(borrowed.status).toBe(403);
  });

  it('that a form could send is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const response = await lead.ask('POST', notes, { headers: { 'content-type': type }, body: '{"text":"note"}' });
      expect([response.status, await codeOf(response)]).toEqual([415, 'http.media-type']);
    }
  });

  it('that is too large, not JSON, not UTF-8 or deeply nested is refused', async () => {
    const huge = await lead.ask('POST', notes, { body: { text: 'x'.repeat(1_100_000) } });
    expect([huge.status, await codeOf(huge)]).toEqual([413, 'http.body-too-large']);
    const claimed = await lead.ask('POST', notes, { headers: { 'content-length': '5000000' }, body: { text: 'x' } });
    expect(claimed.status).toBe(413);
    for (const body of ['{', '', '[1,2', '"\ud800', 'nonsense'])
      expect((await lead.ask('POST', notes, { body })).status).toBe(400);
    expect((await lead.ask('POST', notes, { body: '['.repeat(400_000) })).status).toBe(400);
    expect((await lead.ask('POST', notes, { body: '['.repeat(100_000) + ']'.repeat(100_000) })).status).toBe(400);
    const upload = await lead.ask('POST', '/api/test/upload', { body: 'x'.repeat(1_500_000) });
    expect(await upload.json()).toEqual({ bytes: 1_500_000 });
    expect((await lead.ask('POST', '/api/test/upload', { body: 'x'.repeat(2_000_001) })).status).toBe(413);
  });

  it('refused by the command says code, message, details and place', async () => {
    const response = await lead.ask('POST', notes, { body: { text: 'refuse' } });
    expect(response.status).toBe(422);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      requestId: response.headers.get('x-request-id'),
      type: 'urn:dunwell:refusal:test.refused',
      title: 'Refused',
      status: 422,
      code: 'test.refused',
      message: 'This note is refused.',
      details: { text: 'refuse' },
      at: { field: 'text' },
    });
  });

  it('repeated with its key answers from the first; with other input it is refused', async () => {
    const headers = { 'idempotency-key': 'note-1', 'if-match': '"7"' };
    const first = await lead.ask('POST', notes, { headers, body: { text: 'once' } });
    const before = await headSeq();
    const second = await lead.ask('POST', notes, { headers, body: { text: 'once' } });
    expect([first.headers.get('idempotency-hit'), second.headers.get('idempotency-hit')]).toEqual([null, 'true']);
    expect(await second.json()).toEqual(await first.json());
    expect(await headSeq()).toBe(before);
    const other = await lead.ask('POST', notes, { headers, body: { text: 'twice' } });
    expect([other.status, await codeOf(other)]).toEqual([422, 'platform.idempotency-mismatch']);
    expect((await lead.ask('POST', notes, { headers: { 'idempotency-key': 'a b' }, body: { text: 'x' } })).status).toBe(
      400,
    );
  });
});

describe('a company', () => {
  it('that is not the person’s is absent: in the path, the query, by id and by code', async () => {
    const { A, B, C } = world.companies;
    for (const foreign of [B, C, 999_999n]) {
      const response = await lead.ask('POST', `/api/test/${foreign}/notes`, { body: { text: 'note' } });
      expect([response.status, await codeOf(response)]).toEqual([404, 'company.not-found']);
      expect((await lead.ask('GET', `/api/test/scope?companyId=${foreign}`)).status).toBe(404);
    }
    for (const code of ['NORTHB', 'SOUTHC', 'NOWHERE'])
      expect((await lead.ask('GET', `/api/test/scope?company=${code}`)).status).toBe(404);
    for (const path of ['/api/test/scope', '/api/test/scope?company=NORTHA', `/api/test/scope?companyId=${A}`]) {
      expect(await (await lead.ask('GET', path)).json()).toEqual({ companyIds: [A.toString()] });
    }
    for (const odd of ['-1', '0', '1e3', '1%20or%201=1', '%0d%0aSet-Cookie:x=y', '99999999999999999999999']) {
      expect((await lead.ask('POST', `/api/test/${odd}/notes`, { body: { text: 'note' } })).status).toBe(404);
    }
  });

  it('in which the person holds another role only is not allowed', async () => {
    const person = await world.person('mixed', { role: 'lead', companyId: world.companies.A });
    const { grantRole } = await import('#platform');
    await grantRole(world.engine, world.callers.north, {
      personId: person.personId,
      companyId: world.companies.B,
      role: 'analyst',
    });
    const browser = new Browser(world.server);
    await browser.signIn('mixed');
    expect((await browser.ask('POST', notes, { body: { text: 'note' } })).status).toBe(201);
    const other = await browser.ask('POST', `/api/test/${world.companies.B}/notes`, { body: { text: 'note' } });
    expect([other.status, await codeOf(other)]).toEqual([403, 'identity.not-allowed']);
    const seen = await (await browser.ask('GET', '/api/test/scope')).json();
    expect(seen).toEqual({ companyIds: [world.companies.A, world.companies.B].map(String) });
  });

  it('is not switched by a repeated or smuggled parameter', async () => {
    const { A, B } = world.companies;
    expect((await lead.ask('GET', `/api/test/scope?companyId=${A}&companyId=${B}`)).status).toBe(400);
    expect((await lead.ask('GET', `/api/test/scope?companyId=${A}&company=NORTHB`)).status).toBe(404);
  });
});

describe('every answer', () => {
  it('carries the security headers, refusals and faults too', async () => {
    for (const path of ['/healthz', '/api/session', '/nowhere', '/api/test/fault', '/api/docs', '/api/openapi.json']) {
      const { headers } = await lead.ask('GET', path);
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      // Framed is only what a page has fetched and looked at itself; what an address brings is not.
      expect(policy).toMatch(/; frame-src blob:;/);
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('has its headers on the wire as well, with an id and never twice', async () => {
    const { port } = await world.server.listen(0, '127.0.0.1');
    const asked = async (path: string, cookie: string): Promise<readonly string[]> => {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        request({ port, host: '127.0.0.1', path, headers: { cookie } }, resolve).on('error', reject).end();
      });
      answer.resume();
      return answer.rawHeaders.filter((_, place) => place % 2 === 0).map((name) => name.toLowerCase());
    };
    const cookie = lead.cookie!.replace('dunwell_session=', `dunwell_session_${port}=`);
    const file = '/api/test/file?name=a.csv';
    for (const path of ['/api/companies', file, '/api/test/fault', '/api/session', '/nowhere', '/api/docs']) {
      const names = await asked(path, cookie);
      expect(names, path).toEqual([...new Set(names)]);
      for (const name of [...Object.keys(securityHeaders(false)), 'x-request-id', 'cache-control', 'content-type'])
        expect(names, path).toContain(name);
    }
  });

  it('keeps a file name from outside inside its header (CRLF, quotes, paths)', async () => {
    const response = await lead.ask(
      'GET',
      `/api/test/file?name=${encodeURIComponent('../a"\r\nSet-Cookie: x=y; ü.csv')}`,
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename=".._a_Set-Cookie_x_y_.csv"; filename*=UTF-8''..%2Fa%22%0D%0ASet-Cookie%3A%20x%3Dy%3B%20%C3%BC.csv`,
    );
  });

  it('to a fault says nothing of its inside, and the log holds no personal data', async () => {
    const response = await lead.ask('GET', '/api/test/fault');
    const text = await response.text();
    expect(response.status).toBe(500);
    for (const said of [text, world.log.join('')]) expect(said).not.toMatch(/Mustermann|example\.org|duplicate key/);
    expect(text).not.toMatch(/person|constraint|\n\s+at /);
    const { faultId } = (JSON.parse(text) as { details: { faultId: string } }).details;
    expect(world.log.join('')).toContain(faultId);
    expect(world.log.join('')).toContain('person_email_key');
    expect(world.log.join('')).not.toContain(password);
  });

  it('in production has a cookie bound to the host, and demands https of the browser', async () => {
    const production = await openWorld({ config: { production: true, logLevel: 'info' } });
    try {
      await production.person('lead', { role: 'lead' });
      const response = await new Browser(production.server).signIn('lead');
      expect(response.headers.get('set-cookie')).toMatch(
        /^__Host-dunwell_session=.*; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect(response.headers.get('strict-transport-security')).toContain('max-age');
    } finally {
      await production.close();
    }
  });
});

describe('a planted cookie', () => {
  it('beside the real one counts as none', async () => {
    const response = await lead.ask('GET', '/api/session', { headers: {} });
    expect(response.status).toBe(200);
    const twice = new Browser(world.server);
    twice.cookie = `${lead.cookie}; dunwell_session=${'y'.repeat(43)}`;
    expect((await twice.ask('GET', '/api/session')).status).toBe(401);
  });
});

describe('rate limits', () => {
  it('answer 429 with the time to wait, per session and per address', async () => {
    const limited = await openWorld({
      limits: { perSession: { burst: 3, perSecond: 1 }, perAddress: { burst: 8, perSecond: 1 } },
    });
    try {
      await limited.person('lead', { role: 'lead' });
      const browser = new Browser(limited.server);
      await browser.signIn('lead');
      const statuses = async (count: number): Promise<number[]> => {
        const all: number[] = [];
        for (let index = 0; index < count; index += 1) all.push((await browser.ask('GET', '/api/session')).status);
        return all;
      };
      expect(await statuses(4)).toEqual([200, 200, 200, 429]);
      limited.clock.set(new Date(limited.clock.now().getTime() + 1_000));
      expect(await statuses(2)).toEqual([200, 429]);
      const refused = await browser.ask('GET', '/healthz');
      expect(refused.status).toBe(200);
      expect((await browser.ask('GET', '/healthz')).status).toBe(200);
      const wait = await browser.ask('GET', '/healthz');
      expect([wait.status, wait.headers.get('retry-after')]).toEqual([429, '1']);
    } finally {
      await limited.close();
    }
  });

  it('forget the oldest keys, not all of memory', () => {
    const limiter = rateLimiter({ burst: 1, perSecond: 1 }, 100);
    const now = new Date('2026-01-01T00:00:00Z');
    for (let index = 0; index < 1_000; index += 1) limiter.take(`address ${index}`, now);
    expect(limiter.size).toBeLessThanOrEqual(100);
    expect(limiter.take('address 999', now)).toBeGreaterThan(0);
  });
});

describe('a database that is away', () => {
  it('is answered with 503 and comes back without a restart', async () => {
    const admin = await import('pg').then(
      ({ default: pg }) => new pg.Client({ connectionString: world.database.superuserUrl }),
    );
    await admin.connect();
    try {
      await admin.query(`alter database "${world.database.name}" allow_connections false`);
      await admin.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
        world.database.name,
      ]);
      const ready = await lead.ask('GET', '/readyz');
      const away = await lead.ask('GET', '/api/companies');
      expect([ready.status, away.status, await codeOf(away)]).toEqual([503, 503, 'platform.database-away']);
      expect(away.headers.get('retry-after')).toBe('2');
      expect((await lead.ask('GET', '/healthz')).status).toBe(200);
    } finally {
      await admin.query(`alter database "${world.database.name}" allow_connections true`);
      await admin.end();
    }
    expect((await lead.ask('GET', '/readyz')).status).toBe(200);
    expect((await lead.ask('GET', '/api/companies')).status).toBe(200);
  });
});
