/**
 * The same request again, generated from the routes: whoever does not know whether a request arrived sends it once more with the same
 * key, and is answered as before, not as somebody who came too late; nothing is done twice.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayDo, type Role, type RouteDefinition, roles } from '#platform';
import { type Example, examples } from '#test/authorization-examples';
import { Browser, openWorld, type World } from '#test/server-world';

/** Routes whose second answer may be another; nothing of them is done twice. */
const known: ReadonlySet<string> = new Set([
  // A password is not kept, so it cannot be told twice: whoever asks again is given another, or asks for one.
  'identity.reset-password',
  'identity.reopen-account',
]);

let world: World;
const people = new Map<Role, Browser>();
const personIds = new Map<Role, bigint>();

beforeAll(async () => {
  world = await openWorld();
  for (const role of roles) {
    const { personId } = await world.person(`same-${role}`, { role });
    const browser = new Browser(world.server);
    expect((await browser.signIn(`same-${role}`)).status).toBe(201);
    people.set(role, browser);
    personIds.set(role, personId);
  }
});
afterAll(() => world.close());

let keys = 0;
async function send(browser: Browser, route: RouteDefinition, example: Example, key: string) {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(example.params?.[name] ?? ''),
  );
  const query = new URLSearchParams(example.query).toString();
  const response = await browser.ask(route.method.toUpperCase(), query ? `${path}?${query}` : path, {
    ...(example.body !== undefined && { body: example.body }),
    headers: { ...example.headers, 'idempotency-key': key },
  });
  return `${response.status} ${await response.text()}`;
}

describe('R70 The same request again', () => {
  it('is answered as before', async () => {
    const otherwise: string[] = [];
    const writing = world.server.routes.filter(
      (route) => route.method !== 'get' && route.action !== 'public' && route.action !== 'session',
    );
    for (const [index, route] of writing.entries()) {
      const role = roles.find((one) => mayDo(one, route.action))!;
      keys += 1;
      const example = await examples[route.operation]!.own({
        ...{ world, tenant: 'north', companyId: world.companies.A, company: 'NORTHA', fresh: `same${index}` },
        senderPersonId: personIds.get(role)!,
      });
      const first = await send(people.get(role)!, route, example, `same-${keys}`);
      const second = await send(people.get(role)!, route, example, `same-${keys}`);
      if (!first.startsWith('2')) otherwise.push(`${route.operation} as ${role}: ${first}`);
      else if (first === second && known.has(route.operation))
        otherwise.push(`${route.operation} is answered as before: it is no exception any more`);
      else if (first !== second && !known.has(route.operation))
        otherwise.push(`${route.operation}: ${first.slice(0, 120)} THEN ${second.slice(0, 200)}`);
    }
    expect(otherwise).toEqual([]);
  }, 900_000);

  it('is another where its file or its sender is, also of work that is made of several commands', async () => {
    const route = world.server.routes.find((one) => one.operation === 'integrations.import-customers')!;
    const file = (rows: string): Example => ({
      query: { company: 'NORTHA', fileName: 'again.csv' },
      headers: { 'content-type': 'application/octet-stream' },
      body: `number,name,country\n${rows}`,
    });
    const [one, other] = roles.filter((role) => mayDo(role, route.action)).map((role) => people.get(role)!);
    const first = await send(one!, route, file('AGAIN1,Again,DE\n'), 'same-file');
    expect(first).toMatch(/^201 .*"imported":1/);
    expect(await send(one!, route, file('AGAIN1,Again,DE\n'), 'same-file')).toBe(first);
    expect(await send(one!, route, file('AGAIN2,Again,DE\n'), 'same-file')).toMatch(
      /^422 .*platform\.idempotency-mismatch/,
    );
    // Somebody else with the same key has sent nothing yet, and with another key one is told what is there.
    expect(other).toBeDefined();
    expect(await send(other!, route, file('AGAIN3,Again,DE\n'), 'same-file')).toMatch(/^201 .*"imported":1/);
    expect(await send(one!, route, file('AGAIN1,Again,DE\n'), 'another key')).not.toBe(first);
  });
});
