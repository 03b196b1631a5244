/** Correspondence over HTTP: messages and their fate, the decision about one that is unknown, how a company mails. */
import { findCompany, listCompanies } from '#company';
import { numbersAsOne } from '#customers';
import { decodeCursor, done, type Outcome, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { asSeen, defineRoute, pageOf, type RouteDefinition, runQuery, seenMember } from '#platform';
import { resolveMessage } from './commands/resolve-message.ts';
import { setMail } from './commands/set-mail.ts';
import {
  deliveryReportsAnswer,
  deliveryReportsQuery,
  mailAnswer,
  mailBody,
  mailQuery,
  messageParams,
  messagesAnswer,
  messagesQuery,
  resolutionAnswer,
  resolutionBody,
} from './contract.ts';
import { messagesList } from './lists.ts';
import { printRoutes } from './print-routes.ts';
import { listDeliveryReports } from './queries/list-delivery-reports.ts';
import { companyOfMessage, listMessages } from './queries/list-messages.ts';
import { messagesSource } from './queries/messages-source.ts';
import { loadMailSetting } from './store.ts';
import { templateRoutes } from './template-routes.ts';

/** Reads the cursor of a list that goes from new to old; null for its first page. */
function decodeBefore(after: string | undefined): Outcome<bigint | null> {
  if (after === undefined) return done(null);
  const key = decodeCursor(after, 1);
  if (!key.ok) return key;
  const id = String(key.value[0]);
  if (/^\d{1,18}$/.test(id)) return done(BigInt(id));
  return refuse(
    'page.cursor-malformed',
    'This page link is damaged; start again from the first page.',
    {},
    { field: 'after' },
  );
}

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/messages',
    operation: 'correspondence.list-messages',
    action: 'correspondence.view',
    summary: 'Messages of a company, newest first, with their state and the reason for it.',
    query: messagesQuery,
    response: messagesAnswer,
    refusals: ['page.cursor-malformed'],
    handler: async ({ engine, scope, query }) => {
      const before = decodeBefore(query.after);
      if (!before.ok) return before;
      const { state, customer, limit } = query;
      const rows = await runQuery(engine, scope.tenantId, (db) =>
        listMessages(db, scope.tenantId, {
          companyIds: scope.companyIds,
          state,
          customer,
          before: before.value,
          limit,
        }),
      );
      const page = pageOf(rows, limit, (row) => [row.id.toString()]);
      return done({ rows: [...page.rows], next: page.next });
    },
  }),
  ...listRoutes({
    shape: messagesList,
    operation: 'correspondence.list-outgoing',
    action: 'correspondence.view',
    summary: 'Everything that goes to customers, with what became of it and why.',
    source: messagesSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'get',
    path: '/api/delivery-reports',
    operation: 'correspondence.list-delivery-reports',
    action: 'correspondence.view',
    summary:
      'Mail that came back, newest first. Reports about no mail of ours belong to no company; who works for all of them sees them.',
    query: deliveryReportsQuery,
    response: deliveryReportsAnswer,
    refusals: ['page.cursor-malformed'],
    handler: async ({ engine, scope, query }) => {
      const before = decodeBefore(query.after);
      if (!before.ok) return before;
      const rows = await runQuery(engine, scope.tenantId, (db) =>
        listDeliveryReports(db, scope.tenantId, {
          companyIds: scope.companyIds,
          withUnmatched: scope.wholeTenant && query.company === undefined,
          only: query.outcome,
          before: before.value,
          limit: query.limit,
        }),
      );
      const page = pageOf(rows, query.limit, (row) => [row.id.toString()]);
      return done({ rows: [...page.rows], next: page.next });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/messages/{messageId}/resolution',
    operation: 'correspondence.resolve-message',
    action: 'correspondence.send',
    summary: 'Decide about a message of which nobody knows whether it left.',
    params: messageParams,
    body: resolutionBody,
    response: resolutionAnswer,
    refusals: ['correspondence.message-not-found', 'correspondence.not-unknown', 'correspondence.reason-missing'],
    handler: async ({ engine, scope, caller, params, body }) => {
      const companyId = await runQuery(engine, scope.tenantId, (db) =>
        companyOfMessage(db, scope.tenantId, params.messageId),
      );
      const company = (await listCompanies(engine, scope.tenantId)).find((one) => one.id === companyId);
      if (!company || !scope.companyIds.includes(company.id))
        return refuse('correspondence.message-not-found', 'There is no such message. Nothing was changed.');
      return resolveMessage(engine, caller, { company, messageId: params.messageId, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/mail-setting',
    operation: 'correspondence.mail-setting',
    action: 'correspondence.view',
    summary: 'How a company mails: into the outbox folder, or over SMTP.',
    query: mailQuery,
    response: mailAnswer,
    handler: async ({ engine, scope }) =>
      done(await runQuery(engine, scope.tenantId, (db) => loadMailSetting(db, scope.tenantId, scope.companyIds[0]!))),
  }),
  defineRoute({
    method: 'put',
    path: '/api/mail-setting',
    operation: 'correspondence.set-mail',
    action: 'correspondence.edit-templates',
    summary: 'Set how a company mails. Mail leaves only where the installation also names a server.',
    query: mailQuery,
    body: mailBody.extend(seenMember),
    response: mailAnswer,
    refusals: ['correspondence.mail-address', 'correspondence.no-sender', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body: { seen, ...setting } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const changing = asSeen(caller, seen, {
        name: `correspondence.mail ${company.value.id}`,
        read: async (db) => ({ ...(await loadMailSetting(db, scope.tenantId, company.value.id)) }),
      });
      return setMail(engine, changing, { company: company.value, setting });
    },
  }),
  ...templateRoutes,
  ...printRoutes,
];
