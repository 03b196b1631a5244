/**
 * One example request per route, for the authorization matrix. A module that adds a route adds its example here; a route
 * without one fails the test. An example is made for a place: what it names must lie in that place, so that the matrix
 * can ask for other companies' and other tenants' things by their real ids.
 */
import { findCompany } from '#company';
import { proposeMessagesIn, sendMessages } from '#correspondence';
import { loadAccounts, relateCustomers, saveCustomers, savePortfolio, substitutePortfolio } from '#customers';
import { done } from '#kernel';
import { createPerson, grantRole, runCommand, runQuery } from '#platform';
import { authorityExamples } from './authority-examples.ts';
import { must } from './books.ts';
import { password, type World } from './server-world.ts';

/** Where the things lie that the request names. */
export interface Place {
  readonly world: World;
  readonly tenant: 'north' | 'south';
  readonly companyId: bigint;
  /** The company's code; it is also the marker that must not leak out of it. */
  readonly company: string;
  /** A word that no other example uses. */
  readonly fresh: string;
  /** Who will send the request, where that is known. */
  readonly senderPersonId?: bigint;
}

export interface Example {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The request spends the session, so it gets one of its own. */
  readonly ownSession?: true;
  /** Where the table of permissions is not the whole answer: the status for a person whose grants are revoked. */
  readonly revokedStatus?: number;
}

/**
 * `own` makes the request for the person's own place. `foreign` makes one that names things of another place; a route
 * whose requests cannot name such things has none ('company' or 'tenant' left out).
 */
export interface ExampleMaker {
  readonly own: (place: Place) => Example | Promise<Example>;
  readonly otherCompany?: (place: Place) => Example | Promise<Example>;
  readonly otherTenant?: (place: Place) => Example | Promise<Example>;
}

/** A route that only names a company: another one is absent. */
const companyNamed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};

/** A route that names nothing: lists, and questions about oneself. */
const nothingNamed: ExampleMaker = { own: () => ({}) };

const freshPerson = async ({ world, tenant, fresh }: Place): Promise<bigint> =>
  BigInt(must(await createPerson(world.engine, world.callers[tenant], { name: `Person ${fresh}` })).personId);

const account = async (place: Place): Promise<Example> => ({
  params: { personId: String(await freshPerson(place)) },
  body: { login: place.fresh, password },
});

const grantForPerson = async (place: Place): Promise<Example> => ({
  body: { personId: String(await freshPerson(place)), companyId: null, role: 'analyst' },
});

const revocation = async (place: Place): Promise<Example> => {
  const { world, tenant, companyId } = place;
  const personId = await freshPerson(place);
  const granted = await grantRole(world.engine, world.callers[tenant], { personId, companyId, role: 'analyst' });
  return { params: { grantId: must(granted).grantId } };
};

const revaluedMonth = ({ company }: Place): Example => ({ query: { company, month: '2026-01' } });

/** Every request softly closes another month: a month is closed only once. */
let months = 0;
const periodChange = ({ companyId }: Place): Example => {
  months += 1;
  const month = `${1900 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  return { params: { month }, body: { companyId: companyId.toString(), state: 'soft_closed', reason: 'Test.' } };
};

/** A message that may or may not have left: its transport never answered. */
const unknownMessage = async ({ world, tenant, companyId, company, fresh }: Place): Promise<Example> => {
  const { engine } = world;
  const caller = world.callers[companyId === world.companies.C ? 'south' : tenant];
  const { tenantId } = caller;
  must(
    await saveCustomers(engine, caller, {
      customers: [{ number: fresh, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId }] }],
    }),
  );
  const accounts = await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId }));
  const proposed = must(
    await runCommand(engine, caller, { operation: 'test.propose', reason: 'An example.', input: fresh }, async (tx) =>
      done(
        await proposeMessagesIn(tx, [
          {
            companyId,
            accountId: accounts.find((one) => one.number === fresh)!.id,
            kind: 'example',
            channel: 'email',
            currency: 'EUR',
            language: 'en',
            recipientName: 'Somebody',
            recipientAddress: `${fresh}@example.org`,
            sourceKey: fresh,
            proposedDate: '2026-03-02',
            notBefore: null,
            facts: {},
          },
        ]),
      ),
    ),
  );
  const silent = {
    name: 'outbox' as const,
    async deliver(_mail: unknown, beforeContent: () => Promise<boolean>) {
      await beforeContent();
      return { outcome: 'unknown' as const, reply: 'No answer.' };
    },
    delivered: async () => null,
  };
  const rendered = {
    subject: 'Hello',
    body: 'Hello.',
    itemIds: [],
    netMinor: 0n,
    dropped: [],
    facts: {},
    notBefore: null,
  };
  const kind = { kind: 'example', render: async () => rendered, claimed: async () => done(null) };
  must(
    await sendMessages(
      engine,
      caller,
      { checks: [], kinds: [kind], transports: { outbox: silent, smtp: null }, mailOnlyTo: null },
      { company: must(await findCompany(engine, tenantId, company)) },
    ),
  );
  return {
    params: { messageId: proposed[0]!.toString() },
    body: { resolution: 'sent', reason: 'Found in the log of the server.' },
  };
};

const mailSetting = ({ company }: Place): Example => ({ query: { company }, body: { transport: 'outbox' } });

/** A customer of the place, with an account in its company. */
const freshCustomer = async ({ world, companyId, fresh }: Place): Promise<string> => {
  const tenant = companyId === world.companies.C ? 'south' : 'north';
  const customer = { number: `C-${fresh}`, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId }] };
  must(await saveCustomers(world.engine, world.callers[tenant], { customers: [customer] }));
  return customer.number;
};
const customerStory = async (place: Place): Promise<Example> => ({ query: { number: await freshCustomer(place) } });
const renumbering = async (place: Place): Promise<Example> => ({
  body: { number: await freshCustomer(place), newNumber: `N-${place.fresh}`, from: '2026-01-01', reason: 'Test.' },
});
const relation = async (place: Place): Promise<Example> => ({
  body: {
    kind: 'merged_into',
    number: await freshCustomer(place),
    otherNumber: await freshCustomer({ ...place, fresh: `${place.fresh}x` }),
    from: '2026-01-01',
    reason: 'Test.',
  },
});
const ending = async (place: Place): Promise<Example> => {
  const { body } = await relation(place);
  const wanted = body as Parameters<typeof relateCustomers>[2];
  const { relationId } = must(await relateCustomers(place.world.engine, place.world.callers[place.tenant], wanted));
  return { params: { relationId: relationId.toString() }, query: { reason: 'Test.' } };
};
const freshPortfolio = async ({ world, tenant, fresh }: Place): Promise<string> => {
  const portfolio = { code: `P-${fresh}`, name: `Portfolio ${fresh}`, collectorPersonId: null };
  must(await savePortfolio(world.engine, world.callers[tenant], portfolio));
  return portfolio.code;
};
const assignment = async (place: Place): Promise<Example> => ({
  body: {
    companyId: place.companyId.toString(),
    number: await freshCustomer(place),
    portfolio: await freshPortfolio(place),
    from: '2026-01-01',
    reason: 'Test.',
  },
});
const substitution = async (place: Place): Promise<Example> => ({
  body: {
    portfolio: await freshPortfolio(place),
    personId: String(await freshPerson(place)),
    from: '2026-01-01',
    to: '2026-01-31',
    reason: 'Test.',
  },
});
const endingSubstitution = async (place: Place): Promise<Example> => {
  const wanted = (await substitution(place)).body as { portfolio: string; personId: string };
  const { substituteId } = must(
    await substitutePortfolio(place.world.engine, place.world.callers[place.tenant], {
      ...wanted,
      personId: BigInt(wanted.personId),
      from: '2026-01-01',
      to: '2026-01-31',
      reason: 'Test.',
    }),
  );
  return { params: { substituteId: substituteId.toString() }, query: { reason: 'Test.' } };
};

export const examples: Readonly<Record<string, ExampleMaker>> = {
  'platform.health': nothingNamed,
  'platform.readiness': nothingNamed,
  'platform.events': nothingNamed,
  'identity.sign-in': { own: () => ({ body: { login: 'bystander', password }, ownSession: true }) },
  'identity.session': nothingNamed,
  'identity.sign-out': { own: () => ({ ownSession: true }) },
  'identity.change-password': {
    own: () => ({ body: { currentPassword: password, newPassword: password }, revokedStatus: 403 }),
  },
  'identity.list-persons': nothingNamed,
  'identity.create-person': {
    own: ({ fresh }) => ({ body: { name: `Person ${fresh}`, email: `${fresh}@example.org` } }),
  },
  'identity.create-account': { own: account, otherTenant: account },
  'identity.grant-role': {
    own: grantForPerson,
    otherTenant: grantForPerson,
    otherCompany: async (place) => ({
      body: { personId: String(await freshPerson(place)), companyId: place.companyId.toString(), role: 'analyst' },
    }),
  },
  'identity.revoke-grant': { own: revocation, otherTenant: revocation },
  ...authorityExamples,
  'audit.list': nothingNamed,
  'audit.verify': nothingNamed,
  'audit.erase': { own: () => ({ body: { reason: 'Asked for by the person.', auditSeqs: ['1'] } }) },
  'company.list': nothingNamed,
  'customers.story': { own: customerStory, otherCompany: customerStory, otherTenant: customerStory },
  'customers.renumber': { own: renumbering },
  'customers.relate': { own: relation },
  'customers.end-relation': { own: ending, otherTenant: ending },
  'customers.assign-portfolio': { own: assignment, otherCompany: assignment },
  'customers.substitute-portfolio': { own: substitution },
  'customers.end-substitution': { own: endingSubstitution, otherTenant: endingSubstitution },
  'ledger.list-periods': companyNamed,
  'ledger.change-period': { own: periodChange, otherCompany: periodChange },
  'receivables.revaluation': { own: revaluedMonth, otherCompany: revaluedMonth },
  'receivables.revalue': {
    own: ({ companyId }) => ({ body: { companyId: companyId.toString(), month: '2026-01' } }),
    otherCompany: ({ companyId }) => ({ body: { companyId: companyId.toString(), month: '2026-01' } }),
  },
  'receivables.aging': companyNamed,
  'receivables.group-aging': {
    own: () => ({ query: { by: 'company', currency: 'EUR' } }),
    otherCompany: ({ company }) => ({ query: { company, currency: 'EUR' } }),
  },
  'receivables.list-items': companyNamed,
  'collections.worklist': companyNamed,
  'correspondence.list-messages': companyNamed,
  'correspondence.mail-setting': companyNamed,
  'correspondence.set-mail': { own: mailSetting, otherCompany: mailSetting },
  'correspondence.resolve-message': { own: unknownMessage, otherCompany: unknownMessage, otherTenant: unknownMessage },
  'operations.today': nothingNamed,
  'operations.list-schedules': nothingNamed,
  'operations.set-schedule': {
    own: () => ({ body: { kind: 'inbox', validFrom: '2026-03-02', everyMinutes: 10 } }),
  },
};
