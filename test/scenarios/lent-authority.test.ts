/**
 * R46 Authority that is lent, and what would happen, over HTTP: who sees it, who ends it, and what a person could use for an
 * act, each limit with whose it is.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, codeOf, openWorld, type Person, type World } from '../server-world.ts';

let world: World;
const browsers = new Map<string, Browser>();
const persons = new Map<string, Person>();
beforeAll(async () => {
  world = await openWorld();
  const { companies } = world;
  for (const [login, role, companyId] of [
    ['lead', 'lead', null],
    ['analyst', 'analyst', companies.A],
    ['other', 'analyst', companies.B],
    ['credit', 'credit_manager', null],
    ['admin', 'administrator', null],
    ['auditor', 'auditor', null],
  ] as const) {
    persons.set(login, await world.person(login, { role, companyId }));
    const browser = new Browser(world.server);
    expect((await browser.signIn(login)).status).toBe(201);
    browsers.set(login, browser);
  }
});
afterAll(() => world.close());

const as = (login: string): Browser => browsers.get(login)!;
const idOf = (login: string): string => String(persons.get(login)!.personId);
const get = async <T>(login: string, path: string): Promise<T> =>
  (await as(login).ask('GET', path)).json() as Promise<T>;
const lend = (login: string, to: string, more: Readonly<Record<string, unknown>> = {}) =>
  as(login).ask('POST', '/api/authority/delegations', {
    body: { delegatePersonId: idOf(to), from: '2026-03-02', to: '2026-03-06', reason: 'Holiday.', ...more },
  });
interface Delegation {
  readonly id: string;
  readonly delegateName: string;
  readonly state: string;
  readonly mine: boolean;
  readonly mayEnd: boolean;
}
const delegationsOf = async (login: string): Promise<Delegation[]> =>
  (await get<{ rows: Delegation[] }>(login, '/api/authority/delegations')).rows;
const simulate = async (login: string, person: string) =>
  (
    await as(login).ask('POST', '/api/authority/simulations', {
      body: {
        action: 'customers.change-terms',
        companyId: String(world.companies.A),
        personId: idOf(person),
      },
    })
  ).json() as Promise<{
    outcome: string;
    why: string;
    approvers: unknown[];
    limits: {
      limit: { role: string | null; amount: string | null; mode: string };
      lentBy: string | null;
      decides: boolean;
    }[];
  }>;

describe('R46 Lent authority at the workbench', () => {
  it('names as colleagues who hold a role in the companies that one sees', async () => {
    const names = async (login: string) =>
      (await get<{ rows: { name: string; me: boolean }[] }>(login, '/api/authority/colleagues')).rows;
    expect((await names('admin')).map((one) => one.name)).toEqual(
      ['admin', 'analyst', 'auditor', 'credit', 'lead', 'other'].map((login) => `Person ${login}`),
    );
    const seen = await names('analyst');
    expect(seen.map((one) => one.name)).not.toContain('Person other');
    expect(seen.filter((one) => one.me).map((one) => one.name)).toEqual(['Person analyst']);
  });

  it('is seen by both sides, and ended by whoever lent it or sets the limits of the whole tenant', async () => {
    const lent = await lend('analyst', 'lead');
    expect(lent.status).toBe(201);
    const { delegationId } = (await lent.json()) as { delegationId: string };
    const of = async (login: string) => (await delegationsOf(login)).find((one) => one.id === delegationId);
    // The lender holds a role in one company only, and what is lent is for all: it is hers all the same.
    expect(await of('analyst')).toMatchObject({ state: 'in_force', mine: true, mayEnd: true });
    expect(await of('lead')).toMatchObject({ mine: false, mayEnd: false });
    expect(await of('admin')).toMatchObject({ mine: false, mayEnd: true });
    expect(await of('auditor')).toMatchObject({ mine: false, mayEnd: false });
    expect(await of('other')).toBeUndefined();

    const path = `/api/authority/delegations/${delegationId}`;
    expect(await codeOf(await as('lead').ask('DELETE', path))).toBe('authority.delegation-not-found');
    expect((await as('auditor').ask('DELETE', path)).status).toBe(403);
    expect((await as('admin').ask('DELETE', path)).status).toBe(200);
    expect(await of('analyst')).toMatchObject({ state: 'taken_back', mayEnd: false });
    expect(await codeOf(await as('analyst').ask('DELETE', path))).toBe('authority.delegation-not-found');
  });

  it('says what a person could use for an act, by whom it was lent, and which limit decides', async () => {
    const asked = await simulate('auditor', 'analyst');
    expect(asked).toMatchObject({
      outcome: 'approval-needed',
      why: 'This takes a second person.',
      approvers: expect.arrayContaining([{ role: 'credit_manager' }]),
      limits: [{ limit: { role: 'analyst', mode: 'with_approval' }, lentBy: null, decides: true }],
    });
    expect((await lend('credit', 'analyst', { actions: ['customers.change-terms'] })).status).toBe(201);
    const borrowed = await simulate('auditor', 'analyst');
    expect(borrowed.outcome).toBe('allowed');
    expect(borrowed.limits.map((one) => [one.limit.role, one.lentBy, one.decides])).toEqual([
      ['analyst', null, false],
      ['credit_manager', 'Person credit', true],
    ]);
    // An auditor holds no limit: nothing to use, and refused.
    expect(await simulate('auditor', 'auditor')).toMatchObject({ outcome: 'refused', limits: [] });
  });
});
