/** Operations over HTTP: the day at a glance, schedules and runs, the audit trail as a list, finding anything. */
import { z } from 'zod';
import { listCompanies } from '#company';
import { dayInZone, done, isDay, refuse } from '#kernel';
import { fileTypes, listRoutes, streamPieces } from '#lists';
import { asSeen, defineRoute, type RouteDefinition, seenMember } from '#platform';
import { askForWork } from './commands/ask-work.ts';
import { removeView } from './commands/remove-view.ts';
import { saveView } from './commands/save-view.ts';
import { setSchedule } from './commands/set-schedule.ts';
import { settleUnreadFile } from './commands/unread-files.ts';
import {
  businessDaysAnswer,
  journalQuery,
  runDetail,
  savedViewAnswer,
  scheduleBody,
  schedulesAnswer,
  searchAnswer,
  searchQuery,
  todayAnswer,
  unreadFileBody,
  unreadFileParams,
  viewBody,
  viewParams,
  viewsAnswer,
  workAnswer,
  workParams,
} from './contract.ts';
import { auditList, runsList, unreadFilesList } from './lists.ts';
import { standardSchedules } from './model.ts';
import { auditSource } from './queries/audit-trail.ts';
import { exportLedger } from './queries/export-ledger.ts';
import { endBrokenRuns, loadRunDetails, runsSource } from './queries/list-runs.ts';
import { listSchedules, type ScheduleState } from './queries/list-schedules.ts';
import { listViews } from './queries/list-views.ts';
import { searchEverything } from './queries/search.ts';
import { loadBusinessDays, loadToday } from './queries/today.ts';
import { unreadFilesSource } from './queries/unread-files.ts';
import { loadScheduleRows } from './store.ts';

export const routes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/today',
    operation: 'operations.today',
    action: 'operations.view',
    summary:
      'The business day of your companies: what is open, what the bank brought, what went out, what waits for you.',
    response: todayAnswer,
    handler: async ({ engine, scope, principal }) =>
      done(await loadToday(engine, scope.tenantId, { ...scope, personId: principal.personId })),
  }),
  defineRoute({
    method: 'get',
    path: '/api/business-days',
    operation: 'operations.business-days',
    action: 'operations.view',
    summary:
      'The day that each of your companies works on: the one of its last day run, before the first the calendar’s.',
    response: businessDaysAnswer,
    handler: async ({ engine, scope }) => {
      const days = await loadBusinessDays(engine, scope.tenantId);
      const companies = await listCompanies(engine, scope.tenantId);
      return done({
        companies: companies
          .filter((one) => scope.companyIds.includes(one.id))
          .map(({ id, code, timeZone }) => ({
            company: code,
            businessDay: days.get(id) ?? dayInZone(engine.clock.now(), timeZone),
          })),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/schedules',
    operation: 'operations.list-schedules',
    action: 'operations.view',
    reach: 'tenant',
    summary: 'When the day runs, the inbox is read and the outbox is emptied, and how far each has come.',
    response: schedulesAnswer,
    handler: async ({ engine, scope }) =>
      done({ schedules: (await listSchedules(engine, scope.tenantId)).map(scheduleToJson) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/schedules',
    operation: 'operations.set-schedule',
    action: 'operations.edit-schedule',
    reach: 'tenant',
    summary: 'Set a schedule from a day on; earlier versions stay as history.',
    body: scheduleBody.extend(seenMember),
    status: 201,
    response: z.object({ kind: z.string(), validFrom: z.string() }),
    refusals: ['operations.schedule-malformed', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, body: { seen, ...schedule } }) => {
      if (!isDay(schedule.validFrom))
        return refuse(
          'operations.schedule-malformed',
          `"${schedule.validFrom}" is not a calendar day. Nothing was changed.`,
        );
      const changing = asSeen(caller, seen, {
        name: `operations.schedule ${schedule.kind}`,
        read: async (db) => {
          const rows = (await loadScheduleRows(db, scope.tenantId)).filter((row) => row.kind === schedule.kind);
          return {
            ...rows.reduce(
              (newest, row) => (row.version > newest.version ? row : newest),
              standardSchedules[schedule.kind],
            ),
          };
        },
      });
      return setSchedule(engine, changing, schedule);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/schedules/{kind}/run',
    operation: 'operations.ask-for-work',
    action: 'operations.run-day',
    reach: 'tenant',
    summary:
      'Ask for the day run, the reading of the inbox or the sending of what waits now; it begins within seconds.',
    params: workParams,
    response: workAnswer,
    status: 202,
    refusals: ['operations.work-asked', 'platform.job-running'],
    handler: async ({ engine, scope, caller, params }) => {
      await endBrokenRuns(engine, scope.tenantId);
      return askForWork(engine, caller, params);
    },
  }),
  ...listRoutes({
    shape: runsList,
    operation: 'operations.list-runs',
    action: 'operations.view',
    summary: 'Day runs and other long work, newest first, with stages, counts and what went wrong.',
    prepare: endBrokenRuns,
    source: runsSource,
    detail: { answer: runDetail, load: loadRunDetails },
  }),
  ...listRoutes({
    shape: auditList,
    operation: 'audit.list',
    action: 'audit.view',
    summary: 'The audit trail, newest first: who did what and when.',
    source: auditSource,
  }),
  ...listRoutes({
    shape: unreadFilesList,
    operation: 'operations.list-unread-files',
    action: 'operations.view',
    summary: 'Files of the inbox that could not be read, or that nobody knew the company of, newest first.',
    source: unreadFilesSource,
  }),
  defineRoute({
    method: 'post',
    path: '/api/inbox/unread/{fileId}/settle',
    operation: 'operations.settle-unread-file',
    action: 'operations.settle-files',
    reach: 'tenant',
    summary: 'Say what became of a file that could not be read.',
    params: unreadFileParams,
    body: unreadFileBody,
    status: 204,
    response: z.null(),
    refusals: ['operations.unread-file-not-found'],
    handler: ({ engine, caller, params, body }) => settleUnreadFile(engine, caller, { ...params, ...body }),
  }),
  ...(['csv', 'hledger'] as const).map((format) =>
    defineRoute({
      method: 'get',
      path: `/api/journal.${format}`,
      operation: `operations.export-journal-${format}`,
      action: 'ledger.export',
      summary: `What was posted in a month ${format === 'csv' ? 'as CSV, a row for each line' : 'as a journal for hledger'}, for an auditor.`,
      query: journalQuery,
      response: { mediaType: format === 'csv' ? fileTypes.csv : 'text/plain; charset=utf-8' },
      handler: async ({ engine, scope, query }) => {
        const { company, month } = query;
        const encoder = new TextEncoder();
        return done({
          content: streamPieces(async (put) => {
            // The mark lets spreadsheets read the file as UTF-8.
            if (format === 'csv') await put(encoder.encode('\uFEFF'));
            await exportLedger(engine, scope.tenantId, { format, companyId: scope.companyIds[0]!, month }, (text) =>
              put(encoder.encode(text)),
            );
          }),
          fileName: `journal-${company}-${month}.${format === 'csv' ? 'csv' : 'journal'}`,
        });
      },
    }),
  ),
  defineRoute({
    method: 'get',
    path: '/api/search',
    operation: 'operations.search',
    action: 'receivables.view',
    summary: 'Customers, documents, checks, receipts and lines of the bank by a name or any number in them.',
    query: searchQuery,
    response: searchAnswer,
    handler: async ({ engine, scope, query: { text, amount, limit } }) =>
      done(await searchEverything(engine, scope.tenantId, { companyIds: scope.companyIds, text, amount, limit })),
  }),
  defineRoute({
    method: 'get',
    path: '/api/views',
    operation: 'operations.list-views',
    action: 'operations.view',
    summary: 'Your saved views, and those that others of the tenant share.',
    response: viewsAnswer,
    handler: async ({ engine, scope, principal }) =>
      done({ views: [...(await listViews(engine, scope.tenantId, principal.personId))] }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/views',
    operation: 'operations.save-view',
    action: 'operations.save-view',
    summary: 'Save a list as it is looked at under a name.',
    body: viewBody,
    status: 201,
    response: savedViewAnswer,
    refusals: ['operations.view-name-taken'],
    handler: ({ engine, caller, body }) => saveView(engine, caller, body),
  }),
  defineRoute({
    method: 'put',
    path: '/api/views/{viewId}',
    operation: 'operations.change-view',
    action: 'operations.save-view',
    summary: 'Change a saved view of your own: its name, what it shows, who finds it.',
    params: viewParams,
    body: viewBody,
    response: savedViewAnswer,
    refusals: ['operations.view-not-found', 'operations.view-name-taken'],
    handler: ({ engine, caller, params, body }) => saveView(engine, caller, { ...body, id: params.viewId }),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/views/{viewId}',
    operation: 'operations.remove-view',
    action: 'operations.save-view',
    summary: 'Remove a saved view of your own.',
    params: viewParams,
    response: savedViewAnswer,
    refusals: ['operations.view-not-found'],
    handler: ({ engine, caller, params }) => removeView(engine, caller, { viewId: params.viewId }),
  }),
];

/** A schedule as the API and the command line tell it. */
export function scheduleToJson({ kind, scope, zone, rule, version, due, today, asked, last }: ScheduleState) {
  const { validFrom, active, at, everyMinutes, weekdays } = rule;
  return {
    kind,
    company: scope === '' ? null : scope,
    zone,
    validFrom,
    version: version.toString(),
    active,
    at,
    everyMinutes,
    weekdays: [...weekdays],
    due,
    today,
    asked: asked && { askedAt: asked.askedAt, person: asked.person },
    last: last && {
      dueAt: last.dueAt.toISOString(),
      state: last.state,
      attempts: last.attempts,
      retryAt: last.retryAt?.toISOString() ?? null,
      code: last.code,
    },
  };
}
