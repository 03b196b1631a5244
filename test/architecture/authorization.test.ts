/**
 * The authorization matrix, generated from the routes: every route × every role (for one company and for the whole
 * tenant), nobody, and a person whose roles were revoked × the own company, another company, another tenant. What is
 * expected comes from the permission table; what is denied must have changed no row.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRole, mayDo, type Role, type RouteDefinition, revokeGrant, roles } from '#platform';
import { type Example, type ExampleMaker, examples, type Place } from '#test/authorization-examples';
import { must } from '#test/books';
import { Browser, openWorld, type World } from '#test/server-world';

let world: World;
let owner: pg.Client;
const inCompany = new Map<Role, Browser>();
const inTenant = new Map<Role, Browser>();
let revoked: Browser;
const logins = new Map<Browser, string>();
const personIds = new Map<Browser, bigint>();

beforeAll(async () => {
  world = await openWorld();
  owner = new pg.Client({
    connectionString: world.database.superuserUrl.replace(/\/[^/]*$/, `/${world.database.name}`),
  });
  await owner.connect();
  const enter = async (login: string): Promise<Browser> => {
    const browser = new Browser(world.server);
    expect((await browser.signIn(login)).status).toBe(201);
    logins.set(browser, login);
    return browser;
  };
  for (const role of roles) {
    const local = await world.person(`company-${role}`, { role, companyId: world.companies.A });
    inCompany.set(role, await enter(`company-${role}`));
    const general = await world.person(`tenant-${role}`, { role });
    inTenant.set(role, await enter(`tenant-${role}`));
    personIds.set(inCompany.get(role)!, local.personId).set(inTenant.get(role)!, general.personId);
  }
  await world.person('bystander', { role: 'analyst', companyId: world.companies.A });
  const gone = await world.person('gone', { role: 'administrator' });
  revoked = await enter('gone');
  must(await revokeGrant(world.engine, world.callers.north, { grantId: gone.grantId! }));
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

/** A digest of every row of ours but sessions and the sign-in guard, which a mere attempt may touch. Planned once. */
async function digest(): Promise<string> {
  if (digestText === undefined) {
    const { rows } = await owner.query(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and c.relname not in ('session', 'sign_in_guard')`);
    const parts = rows.map(
      ({ name }) =>
        `select '${name}' as name, count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum from ${name} t`,
    );
    digestText = `${parts.join(' union all ')} order by 1`;
  }
  return JSON.stringify((await owner.query({ name: 'digest', text: digestText })).rows);
}
let digestText: string | undefined;

/** Routes between two looks at every row: a look is a scan of every table. */
const routesPerLook = 12;

/** A request that must be refused, and how. */
interface Probe {
  readonly name: string;
  readonly browser: Browser;
  readonly example: Example;
  readonly tenant?: string;
  readonly expected: number;
}

/** Refusals by which somebody is kept out. */
const ofTheDoor = /"(identity\.(sign-in-needed|not-allowed)|platform\.tenant-not-found|company\.not-found)"/;

let words = 0;
const place = (where: 'A' | 'B' | 'C'): Place => ({
  world,
  tenant: where === 'C' ? 'south' : 'north',
  companyId: world.companies[where],
  company: { A: 'NORTHA', B: 'NORTHB', C: 'SOUTHC' }[where],
  fresh: `word${++words}`,
});

interface Answered {
  readonly status: number;
  readonly text: string;
}

async function send(browser: Browser, route: RouteDefinition, example: Example, tenant?: string): Promise<Answered> {
  let sender = browser;
  const login = logins.get(browser);
  if (example.ownSession && login) {
    sender = new Browser(world.server);
    await sender.signIn(login);
  }
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(example.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(example.query).toString();
  const response = await sender.ask(route.method.toUpperCase(), query ? `${path}?${query}` : path, {
    ...(tenant !== undefined && { tenant }),
    ...(example.body !== undefined && { body: example.body }),
    ...(example.headers && { headers: example.headers }),
  });
  if (response.headers.get('content-type') === 'text/event-stream') {
    await response.body?.cancel();
    return { status: response.status, text: '' };
  }
  return { status: response.status, text: await response.text() };
}

/** Routes that the matrix does not know, and examples whose route is gone. */
const unmatched = (routes: readonly RouteDefinition[]): { routes: string[]; examples: string[] } => ({
  routes: routes.map((route) => route.operation).filter((operation) => !examples[operation]),
  examples: Object.keys(examples).filter((operation) => !routes.some((route) => route.operation === operation)),
});

const makerOf = (route: RouteDefinition): ExampleMaker => examples[route.operation]!;
/** South's company as somebody in the place of north's company A would name it. */
const southFromA = (): Place => ({ ...place('A'), companyId: world.companies.C, company: 'SOUTHC' });

/** What was made to be read, which is there for whoever asks next: by route and place. */
const toRead = new Map<string, Promise<Example | undefined>>();
const madeToRead = (
  route: RouteDefinition,
  where: string,
  make: () => Example | undefined | Promise<Example | undefined>,
): Promise<Example | undefined> => {
  if (route.method !== 'get') return Promise.resolve(make());
  const key = `${route.operation} ${where}`;
  if (!toRead.has(key)) toRead.set(key, Promise.resolve(make()));
  return toRead.get(key)!;
};
const ownInA = async (route: RouteDefinition, senderPersonId?: bigint): Promise<Example> =>
  (await madeToRead(route, 'own', () =>
    makerOf(route).own({ ...place('A'), ...(senderPersonId !== undefined && { senderPersonId }) }),
  ))!;
const southsAskedInA = (route: RouteDefinition): Promise<Example | undefined> =>
  madeToRead(route, 'south', () => makerOf(route).otherCompany?.(southFromA()));
/** Denied when the role may not, or holds it for one company where the whole tenant is asked for. */
const permitted = (route: RouteDefinition, role: Role, wholeTenant: boolean): boolean =>
  route.action === 'public' ||
  route.action === 'session' ||
  (mayDo(role, route.action) && (wholeTenant || route.reach === 'company'));

describe('R70 The authorization matrix', () => {
  it('holds every route, and would miss one that is not in it', () => {
    expect(unmatched(world.server.routes)).toEqual({ routes: [], examples: [] });
    const stranger = { ...world.server.routes[0]!, operation: 'cash.unlisted' };
    expect(unmatched([...world.server.routes, stranger]).routes).toEqual(['cash.unlisted']);
  });

  it('lets in whom the table allows, and shows them nothing of other companies', async () => {
    const wrong: string[] = [];
    for (const route of world.server.routes) {
      // What is only read is there for the next one too. What is written is made for the first who may; the others ask for the same
      // once more, and whatever the command says to that, the door has let them in.
      let example: Example | undefined;
      for (const role of roles) {
        for (const [wholeTenant, browser] of [
          [false, inCompany.get(role)!],
          [true, inTenant.get(role)!],
        ] as const) {
          if (!permitted(route, role, wholeTenant)) continue;
          const again = example !== undefined && route.method !== 'get';
          const senderPersonId = personIds.get(browser)!;
          example ??= await ownInA(route, senderPersonId);
          const { status, text } = await send(browser, route, example);
          const name = `${role} ${wholeTenant ? 'of the tenant' : 'of the company'} ${route.operation}`;
          const letIn = (status >= 200 && status <= 299) || (again && status < 500 && !ofTheDoor.test(text));
          if (!letIn) wrong.push(`${name}: ${status} ${text}`);
          if (text.includes('SOUTHC') || (!wholeTenant && text.includes('NORTHB')))
            wrong.push(`${name}: shows another company`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 900_000);

  it('keeps out everybody else, and nothing changes', async () => {
    const wrong: string[] = [];
    let denied = 0;
    // All is made before anything is asked: then one look before and one after serve many routes.
    const probed: { route: RouteDefinition; probes: Probe[] }[] = [];
    for (const [index, route] of world.server.routes.entries()) {
      const maker = makerOf(route);
      const probes: Probe[] = [];
      const open = route.action === 'public' || route.action === 'session';
      const own = await ownInA(route);
      if (route.action !== 'public')
        probes.push({ name: 'nobody', browser: new Browser(world.server), example: own, expected: 401 });
      if (!open) {
        probes.push({ name: 'revoked', browser: revoked, example: own, expected: 403 });
        probes.push({ name: 'revoked, tenant named', browser: revoked, example: own, tenant: 'north', expected: 404 });
      } else if (own.revokedStatus) {
        probes.push({ name: 'revoked', browser: revoked, example: own, expected: own.revokedStatus });
      }
      // What is denied is not used up, so one foreign example serves every role.
      const ofOtherTenant = open ? undefined : await maker.otherTenant?.(place('C'));
      const ofSouth = open ? undefined : await southsAskedInA(route);
      const ofCompanyB = open ? undefined : await maker.otherCompany?.(place('B'));
      for (const role of roles) {
        if (open) break;
        for (const [wholeTenant, browser] of [
          [false, inCompany.get(role)!],
          [true, inTenant.get(role)!],
        ] as const) {
          const may = permitted(route, role, wholeTenant);
          const name = `${role} ${wholeTenant ? 'of the tenant' : 'of the company'}`;
          // A tenant that is not one's own is denied before the role is looked at, and a role before what is asked for: by turns
          // a role of each route shows the first, one that may not shows the second by what is its own.
          if (role === roles[index % roles.length])
            probes.push({ name: `${name}, tenant switched`, browser, example: own, tenant: 'south', expected: 404 });
          if (!may) {
            probes.push({ name, browser, example: own, expected: 403 });
            continue;
          }
          const denied = (whose: string, example: Example | undefined): void => {
            if (example) probes.push({ name: `${name}, ${whose}`, browser, example, expected: 404 });
          };
          denied("other tenant's ids", ofOtherTenant);
          denied("other tenant's company", ofSouth);
          if (!wholeTenant) denied('other company', ofCompanyB);
        }
      }
      probed.push({ route, probes });
    }
    let before = await digest();
    for (let from = 0; from < probed.length; from += routesPerLook) {
      const some = probed.slice(from, from + routesPerLook);
      for (const { route, probes } of some) {
        for (const { name, browser, example, tenant, expected } of probes) {
          const { status, text } = await send(browser, route, example, tenant);
          denied += 1;
          if (status !== expected) wrong.push(`${name} ${route.operation}: ${status} instead of ${expected} ${text}`);
          if (/NORTHB|SOUTHC/.test(text)) wrong.push(`${name} ${route.operation}: shows another company`);
        }
      }
      const after = await digest();
      if (after !== before)
        wrong.push(`a denied request of these changed rows: ${some.map(({ route }) => route.operation).join(', ')}`);
      before = after;
    }
    expect(wrong).toEqual([]);
    expect(denied).toBeGreaterThan(100);
  }, 900_000);

  it('shows a person of two tenants in each only what the grants there reach', async () => {
    const both = await world.person('both', { role: 'lead', companyId: world.companies.A });
    must(
      await grantRole(world.engine, world.callers.south, {
        personId: both.personId,
        companyId: world.companies.C,
        role: 'controller',
      }),
    );
    const browser = new Browser(world.server);
    await browser.signIn('both');
    const session = (await (await browser.ask('GET', '/api/session')).json()) as {
      tenants: { code: string; companies: { code: string }[] }[];
    };
    expect(session.tenants.map((one) => [one.code, one.companies.map((company) => company.code)])).toEqual([
      ['north', ['NORTHA']],
      ['south', ['SOUTHC']],
    ]);
    expect((await browser.ask('GET', '/api/companies')).status).toBe(400);
    const wrong: string[] = [];
    let asked = 0;
    for (const route of world.server.routes.filter((one) => one.method === 'get' && one.action !== 'public')) {
      for (const [tenant, where, role, others] of [
        ['north', 'A', 'lead', /NORTHB|SOUTHC/],
        ['south', 'C', 'controller', /NORTHA|NORTHB/],
      ] as const) {
        // The session itself is the person's, not a tenant's: it names both.
        if (route.action === 'session') continue;
        const may = permitted(route, role, false);
        const make = async (): Promise<Example> => makerOf(route).own(place(where));
        let { status, text } = await send(browser, route, await (where === 'A' ? ownInA(route) : make()), tenant);
        // What was there to be read may have gone its way meanwhile, such as a reminder that was sent.
        if (may && status !== 200) ({ status, text } = await send(browser, route, await make(), tenant));
        asked += 1;
        if (may ? status !== 200 : status !== 403) wrong.push(`${tenant} ${route.operation}: ${status} ${text}`);
        if (others.test(text)) wrong.push(`${tenant} ${route.operation}: shows another company`);
      }
      if (!makerOf(route).otherCompany) continue;
      // The other tenant's company, named while working for this one, is absent.
      const { status } = await send(browser, route, (await southsAskedInA(route))!, 'north');
      if (permitted(route, 'lead', false) && status !== 404)
        wrong.push(`north asked for SOUTHC ${route.operation}: ${status}`);
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(20);
  });

  it('would notice a changed row', async () => {
    const before = await digest();
    await world.person('noticed', { role: null });
    expect(await digest()).not.toBe(before);
  });
});
