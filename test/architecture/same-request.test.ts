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
  // A file is known by its content: the second answer says that it was there.
  'receivables.attach-to-customer',
  'receivables.attach-certificate',
  'integrations.upload-load',
  'integrations.import-bank',
  'integrations.import-customers',
  'integrations.import-items',
  'integrations.import-payables',
  'cash.import-advice',
  'cash.import-settlement',
  // Many commands, each of its own: what is done is not there any more to be done.
  'cash.accept-proposals',
  'integrations.undo-import',
  // A load is taken in by several commands, one of which may be cut; what is settled refuses to be settled again.
  'integrations.release-load',
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
      else if (first !== second && !known.has(route.operation))
        otherwise.push(`${route.operation}: ${first.slice(0, 120)} THEN ${second.slice(0, 200)}`);
    }
    expect(otherwise).toEqual([]);
  }, 900_000);
});
