/** Unapplied money over HTTP: the queues with owner and age, also as a file; who works on it, when a credit is dormant. */
import { z } from 'zod';
import { type Company, findCompany, listCompanies } from '#company';
import { numbersAsOne } from '#customers';
import { type Day, dayInZone, done, refuse } from '#kernel';
import { type Asked, listedIds, listRoutes } from '#lists';
import {
  asSeen,
  defineRoute,
  type Engine,
  listPersonsWhoMay,
  type RouteDefinition,
  runQuery,
  type Scope,
  seenMember,
} from '#platform';
import { assignReceipt, setDefaultOwner, setDormancy } from './commands/own-unapplied.ts';
import { ownedByDefault, unappliedList } from './lists.ts';
import { listDormantCredits } from './queries/dormant-credits.ts';
import { unappliedSource } from './queries/unapplied.ts';
import { loadDefaultOwners, loadDormancyRules } from './store/unapplied.ts';
import {
  defaultOwnerBody,
  defaultOwnersAnswer,
  dormancyAnswer,
  dormancyBody,
  dormantCreditsAnswer,
  ownerBody,
  ownerPath,
  ownerQuery,
  ownersAnswer,
  ownersQuery,
} from './unapplied-contract.ts';

/** The companies that the door has let through, each on its own day. */
export async function companiesOnDay(
  engine: Engine,
  scope: Scope,
): Promise<readonly { readonly company: Company; readonly day: Day }[]> {
  const now = engine.clock.now();
  return (await listCompanies(engine, scope.tenantId))
    .filter((one) => scope.companyIds.includes(one.id))
    .map((company) => ({ company, day: dayInZone(now, company.timeZone) }));
}

/** The receipts that the filters of the list of unapplied money let through. */
export const unappliedIds = (
  engine: Engine,
  { tenantId, companyIds }: Pick<Scope, 'tenantId' | 'companyIds'>,
  personId: bigint,
  asked: Asked,
): Promise<readonly bigint[]> => {
  const place = { tenantId, companyIds, personId, now: engine.clock.now() };
  return listedIds(engine, { shape: unappliedList, source: unappliedSource, asOne: numbersAsOne }, place, asked);
};

export const unappliedRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: unappliedList,
    operation: 'cash.list-unapplied',
    action: 'cash.view',
    summary:
      'Money that is not applied, the oldest first: unidentified, unapplied, on account, dormant; with owner, age and what it waits for.',
    source: unappliedSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'get',
    path: '/api/unapplied/owners',
    operation: 'cash.list-owners',
    action: 'cash.apply',
    summary: 'Who may be given money that is not applied: those who see the cash of every company that is named.',
    query: ownersQuery,
    response: ownersAnswer,
    handler: async ({ engine, scope, principal }) => {
      const persons = await runQuery(engine, scope.tenantId, (db) =>
        listPersonsWhoMay(db, scope.tenantId, { action: 'cash.view', companyIds: scope.companyIds }),
      );
      return done({ rows: persons.map((one) => ({ ...one, me: one.id === principal.personId })) });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/receipts/{receiptId}/owner',
    operation: 'cash.assign-receipt',
    action: 'cash.apply',
    summary: 'Give a receipt of the version in If-Match to a person, or back to who collects from the customer.',
    params: ownerPath,
    query: ownerQuery,
    body: ownerBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.receipt-stale', 'identity.person-not-found'],
    handler: async ({ engine, scope, caller, principal, query, params, body, version }) => {
      if (version === undefined)
        return refuse(
          'http.malformed',
          'Say in If-Match which version of the receipt you saw.',
          {},
          { field: 'If-Match' },
        );
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const personId = body.owner === 'me' ? principal.personId : body.owner === 'collector' ? null : body.owner;
      return assignReceipt(engine, caller, { company: company.value, ...params, version, personId });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/unapplied/default-owners',
    operation: 'cash.default-owners',
    action: 'cash.view',
    summary: 'Whom money falls to that no person was given: of unknown payers, and of customers without a collector.',
    query: ownerQuery,
    response: defaultOwnersAnswer,
    handler: async ({ engine, scope }) => {
      // The door has narrowed the scope to the one company that the query names.
      const set = await runQuery(engine, scope.tenantId, (db) =>
        loadDefaultOwners(db, scope.tenantId, scope.companyIds[0]!),
      );
      return done({
        rows: ownedByDefault.map((kind) => {
          const one = set.find((row) => row.kind === kind);
          return {
            kind,
            ownerId: one?.ownerId ?? null,
            owner: one?.owner ?? null,
            set: one ? { person: one.person, at: one.recordedAt } : null,
          };
        }),
      });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/unapplied/default-owners',
    operation: 'cash.set-default-owner',
    action: 'cash.edit-matching-policy',
    summary: 'Name whom money falls to that no person was given; what a person was given stays.',
    query: ownerQuery,
    body: defaultOwnerBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['identity.person-not-found', 'cash.owner-sees-no-cash', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body: { kind, owner, seen } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, {
        name: `cash.default-owner ${company.value.id} ${kind}`,
        read: async (db) => {
          const owners = await loadDefaultOwners(db, scope.tenantId, company.value.id);
          const { ownerId = null, owner = null } = owners.find((one) => one.kind === kind) ?? {};
          return { ownerId, owner };
        },
      });
      return setDefaultOwner(engine, changing, { company: company.value, kind, personId: owner });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/dormant-credits',
    operation: 'cash.list-dormant-credits',
    action: 'cash.view',
    summary:
      'Credit memos and other credits beside money that nobody has moved for as long as policy says: unclaimed property, never income.',
    query: ownerQuery,
    response: dormantCreditsAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const day = dayInZone(engine.clock.now(), company.value.timeZone);
      return done(await listDormantCredits(engine, scope.tenantId, { companyId: company.value.id, day }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/dormancy',
    operation: 'cash.dormancy',
    action: 'cash.view',
    summary: 'After how many months without movement a credit is unclaimed property, by country: every version.',
    query: ownerQuery,
    response: dormancyAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id, timeZone } = company.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      const rules = await runQuery(engine, scope.tenantId, (db) => loadDormancyRules(db, scope.tenantId, id));
      const begun = new Set<string | null>();
      return done({
        day,
        rows: rules.map((rule) => {
          if (rule.validFrom > day) return { ...rule, state: 'to_come' as const };
          // Of each country the newest comes first: the first that has begun is in force.
          const state = begun.has(rule.country) ? ('past' as const) : ('in_force' as const);
          begun.add(rule.country);
          return { ...rule, state };
        }),
      });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/dormancy',
    operation: 'cash.set-dormancy',
    action: 'cash.edit-return-fee',
    summary:
      'Set after how many months without movement a credit goes to the unclaimed-property queue, for all customers or those of a country; zero: never.',
    query: ownerQuery,
    body: dormancyBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['cash.dormancy-months', 'cash.dormancy-country', 'cash.dormancy-letter-days', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body: { seen, ...rule } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, {
        name: `cash.dormancy ${company.value.id} ${rule.country ?? ''}`,
        read: async (db) => ({
          versions: (await loadDormancyRules(db, scope.tenantId, company.value.id))
            .filter((one) => one.country === rule.country)
            .map(({ validFrom, months, letterDays, source }) => ({ validFrom, months, letterDays, source })),
        }),
      });
      return setDormancy(engine, changing, { company: company.value, ...rule });
    },
  }),
];
