/** Identity over HTTP: the session, and the persons, accounts and roles of a tenant. */
import { z } from 'zod';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { headSeq } from '../http/change-feed.ts';
import type { BusinessDays, CompanyDirectory } from '../http/companies.ts';
import { idAnswer, idParam, pageQuery } from '../http/contract.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { type Caller, type Engine, runQuery } from '../transaction.ts';
import { changePassword } from './commands/change-password.ts';
import { closeAccount } from './commands/close-account.ts';
import { createAccount } from './commands/create-account.ts';
import { createPerson } from './commands/create-person.ts';
import { grantRole } from './commands/grant-role.ts';
import { reopenAccount, resetPassword } from './commands/reset-password.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import {
  changePasswordBody,
  createAccountBody,
  createPersonBody,
  grantBody,
  handedOverAnswer,
  permissionsAnswer,
  personsAnswer,
  preferences,
  sessionAnswer,
  signInBody,
} from './contract.ts';
import { keepPreferences } from './preferences.ts';
import type { Principal } from './principal.ts';
import { type Action, actionsOf, permissions, roles } from './rules/permissions.ts';
import { endSession } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { listPersons } from './store.ts';

type SessionAnswer = z.input<typeof sessionAnswer>;

/** The session as the workbench needs it: who, in which tenants and companies, in which roles, and the CSRF token. */
async function describeSession(
  engine: Engine,
  principal: Principal,
  companies: CompanyDirectory,
  days: BusinessDays,
): Promise<SessionAnswer> {
  const tenants: SessionAnswer['tenants'] = [];
  for (const tenantId of new Set(principal.grants.map((grant) => grant.tenantId))) {
    const grants = principal.grants.filter((grant) => grant.tenantId === tenantId);
    const everywhere = grants.some((grant) => grant.companyId === null);
    const seen = (await companies(engine, tenantId)).filter(
      (company) => everywhere || grants.some((grant) => grant.companyId === company.id),
    );
    const dayOf = await days(engine, tenantId);
    tenants.push({
      code: grants[0]!.tenantCode,
      name: grants[0]!.tenantName,
      roles: grants.map(({ role, companyId }) => ({ role, companyId, actions: actionsOf(role) })),
      companies: seen.map(({ id, code, timeZone }) => ({
        id,
        code,
        businessDay: dayOf.get(id) ?? dayInZone(engine.clock.now(), timeZone),
      })),
      seq: (await headSeq(engine, tenantId)).toString(),
    });
  }
  const { personId, name, login, csrfToken } = principal;
  return { personId, name, login, csrfToken, preferences: principal.preferences, tenants };
}

/** The routes; the directory of companies and their days come from the composition root. */
export function identityRoutes(companies: CompanyDirectory, days: BusinessDays): readonly RouteDefinition[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/session',
      operation: 'identity.sign-in',
      action: 'public',
      summary: 'Sign in: sets the session cookie.',
      body: signInBody,
      status: 201,
      response: sessionAnswer,
      refusals: [
        'identity.sign-in-failed',
        'identity.locked',
        'identity.password-change-needed',
        'identity.password-expired',
        'identity.password-weak',
      ],
      handler: async ({ engine, body, client }): Promise<Outcome<SessionAnswer>> => {
        const signedIn = await signIn(engine, {
          ...body,
          address: client.address,
          presentedToken: client.sessionToken,
        });
        if (!signedIn.ok) return signedIn;
        client.setSession(signedIn.value.token);
        return done(await describeSession(engine, signedIn.value.principal, companies, days));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/session',
      operation: 'identity.session',
      action: 'session',
      summary: 'Who is signed in, with tenants, companies, roles and the CSRF token.',
      response: sessionAnswer,
      handler: async ({ engine, principal }) => done(await describeSession(engine, principal, companies, days)),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/session',
      operation: 'identity.sign-out',
      action: 'session',
      summary: 'Sign out: ends the session.',
      status: 204,
      response: z.null(),
      handler: async ({ engine, client }) => {
        if (client.sessionToken !== undefined) await endSession(engine, client.sessionToken);
        client.setSession(undefined);
        return done(null);
      },
    }),
    defineRoute({
      method: 'put',
      path: '/api/session/password',
      operation: 'identity.change-password',
      action: 'session',
      summary: 'Change the own password; ends the other sessions of the account.',
      body: changePasswordBody,
      status: 204,
      response: z.null(),
      refusals: ['identity.password-wrong', 'identity.password-weak'],
      handler: async ({ engine, principal, body }) => {
        // An account is no tenant's; the change is recorded in the first tenant in which the person works.
        const tenantId = principal.grants[0]?.tenantId;
        if (tenantId === undefined) return refuse('identity.not-allowed', 'You hold no role here.', {});
        const { accountId, sessionHash } = principal;
        return changePassword(engine, ownCaller(tenantId, principal), { ...body, accountId, sessionHash });
      },
    }),
    defineRoute({
      method: 'put',
      path: '/api/session/preferences',
      operation: 'identity.set-preferences',
      action: 'session',
      summary:
        'Say how you want the pages: language, notation, theme, height of rows, letters. What is left out is as the browser has it.',
      body: preferences,
      response: preferences,
      handler: async ({ engine, principal, body }) => {
        await keepPreferences(engine, principal.accountId, body);
        return done(body);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/persons',
      operation: 'identity.list-persons',
      action: 'identity.view',
      reach: 'tenant',
      summary: 'Persons of the tenant with their roles.',
      query: z.strictObject(pageQuery),
      response: personsAnswer,
      handler: async ({ engine, scope, query }) => {
        const afterId = decodeIdCursor(query.after);
        const rows = await runQuery(engine, scope.tenantId, (db) =>
          listPersons(db, scope.tenantId, { afterId, limit: query.limit + 1 }),
        );
        const page = pageOf(rows, query.limit, (row) => [row.id.toString()]);
        return done({ ...page, rows: page.rows.map((row) => ({ ...row, grants: [...row.grants] })) });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/permissions',
      operation: 'identity.list-permissions',
      action: 'session',
      summary: 'The permission table: which role may do which action. What is not in it is denied.',
      response: permissionsAnswer,
      handler: async () =>
        done({
          roles: [...roles],
          actions: (Object.keys(permissions) as Action[]).map((action) => ({
            action,
            roles: [...permissions[action]],
          })),
        }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/persons',
      operation: 'identity.create-person',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Make a person known.',
      body: createPersonBody,
      status: 201,
      response: z.object({ personId: idAnswer }),
      refusals: ['identity.email-exists'],
      handler: ({ engine, caller, body }) => createPerson(engine, caller, body),
    }),
    defineRoute({
      method: 'post',
      path: '/api/persons/{personId}/account',
      operation: 'identity.create-account',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Give a person an account to sign in with.',
      params: z.strictObject({ personId: idParam }),
      body: createAccountBody,
      status: 201,
      response: z.object({ accountId: idAnswer }),
      refusals: [
        'identity.person-not-found',
        'identity.own-account',
        'identity.works-elsewhere',
        'identity.login-exists',
        'identity.password-weak',
      ],
      handler: ({ engine, caller, params, body }) => createAccount(engine, caller, { ...params, ...body }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/persons/{personId}/account/password',
      operation: 'identity.reset-password',
      action: 'identity.manage',
      reach: 'tenant',
      summary:
        'Have a one-time password made for a person who has forgotten the own one; ends the sessions of the account.',
      params: z.strictObject({ personId: idParam }),
      response: handedOverAnswer,
      refusals: [
        'identity.person-not-found',
        'identity.account-not-found',
        'identity.own-account',
        'identity.works-elsewhere',
      ],
      handler: ({ engine, caller, params }) => resetPassword(engine, caller, params),
    }),
    defineRoute({
      method: 'post',
      path: '/api/persons/{personId}/account/close',
      operation: 'identity.close-account',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Close the account of a person; its sessions end, the roles rest.',
      params: z.strictObject({ personId: idParam }),
      response: z.object({ personId: idAnswer }),
      refusals: [
        'identity.person-not-found',
        'identity.account-not-found',
        'identity.own-account',
        'identity.last-administrator',
      ],
      handler: ({ engine, caller, params }) => closeAccount(engine, caller, params),
    }),
    defineRoute({
      method: 'post',
      path: '/api/persons/{personId}/account/reopen',
      operation: 'identity.reopen-account',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Open a closed account again, with a one-time password.',
      params: z.strictObject({ personId: idParam }),
      response: handedOverAnswer,
      refusals: [
        'identity.person-not-found',
        'identity.account-not-found',
        'identity.own-account',
        'identity.works-elsewhere',
      ],
      handler: ({ engine, caller, params }) => reopenAccount(engine, caller, params),
    }),
    defineRoute({
      method: 'post',
      path: '/api/grants',
      operation: 'identity.grant-role',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Grant a role, for one company or for all.',
      body: grantBody,
      status: 201,
      response: z.object({ grantId: idAnswer }),
      refusals: ['identity.person-not-found', 'identity.grant-exists', 'identity.own-grant'],
      handler: ({ engine, caller, body }) => grantRole(engine, caller, body),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/grants/{grantId}',
      operation: 'identity.revoke-grant',
      action: 'identity.manage',
      reach: 'tenant',
      summary: 'Take a role away.',
      params: z.strictObject({ grantId: idParam }),
      response: z.object({ grantId: idAnswer }),
      refusals: ['identity.grant-not-found', 'identity.last-administrator'],
      handler: ({ engine, caller, params }) => revokeGrant(engine, caller, params),
    }),
  ];
}

const ownCaller = (tenantId: bigint, principal: Principal): Caller => ({
  tenantId,
  actor: { personId: principal.personId },
  source: 'http',
});
