/** Requests for a second person over HTTP: asked, brought up to date, approved, rejected, taken back. */
import { addDays, dayInZone, done } from '#kernel';
import type { CompanyDirectory } from '../http/companies.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { requestApproval, reviseRequest } from './commands/request-approval.ts';
import { approveRequest, rejectRequest, withdrawRequest } from './commands/settle-request.ts';
import {
  approveBody,
  noteBody,
  requestBody,
  requestedAnswer,
  requestIdParams,
  requestsAnswer,
  requestsQuery,
  reviseBody,
  settledAnswer,
} from './contract.ts';
import { listRequests } from './queries/list-requests.ts';
import { amountText } from './queries/simulate.ts';

const settleRefusals = ['authority.request-not-found', 'authority.request-settled', 'authority.self-approval'];

/** The queue of approvals and what is done with it. */
export function requestRoutes(companies: CompanyDirectory): readonly RouteDefinition[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/authority/requests',
      operation: 'authority.list-requests',
      action: 'authority.view',
      summary: 'The queue of approvals: what is asked, by whom, and whether you may approve it.',
      query: requestsQuery,
      response: requestsAnswer,
      handler: async ({ engine, scope, principal, query }) => {
        const directory = await companies(engine, scope.tenantId);
        const zones = new Map(directory.map((company) => [company.id, company.timeZone]));
        const now = engine.clock.now();
        const rows = await listRequests(engine, scope.tenantId, {
          companyIds: scope.companyIds,
          wholeTenant: scope.wholeTenant,
          states: query.state === 'open' ? ['proposed', 'pending'] : [query.state],
          beforeId: decodeIdCursor(query.after),
          limit: query.limit + 1,
          customerId: query.customer,
          viewerPersonId: principal.personId,
          dayOf: (companyId) =>
            companyId === null
              ? addDays(now.toISOString().slice(0, 10), -1)
              : dayInZone(now, zones.get(companyId) ?? 'UTC'),
        });
        const page = pageOf(rows, query.limit, (row) => [row.id.toString()]);
        return done({
          next: page.next,
          rows: page.rows.map((row) => ({
            ...row,
            lines: [...row.lines],
            input: row.input as Record<string, unknown>,
            amount: amountText(row.amountMinor, row.currency),
          })),
        });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests',
      operation: 'authority.request',
      action: 'authority.request',
      summary: 'Ask a second person for what you may not do alone; the input is that of the action’s own route.',
      body: requestBody,
      status: 201,
      response: requestedAnswer,
      refusals: [
        'authority.action-unknown',
        'authority.input-malformed',
        'authority.subject-not-found',
        'authority.not-needed',
        'authority.not-allowed',
        'authority.over-limit',
      ],
      handler: async ({ engine, caller, scope, body }) => {
        const reach = body.companyId === null ? scope : { ...scope, wholeTenant: false };
        return requestApproval(engine, caller, body, reach);
      },
    }),
    defineRoute({
      method: 'put',
      path: '/api/authority/requests/{requestId}',
      operation: 'authority.revise-request',
      action: 'authority.request',
      summary: 'Bring your request up to date, or stand for a proposal that came from outside.',
      params: requestIdParams,
      body: reviseBody,
      response: requestedAnswer,
      refusals: [...settleRefusals, 'authority.not-yours', 'authority.not-needed'],
      handler: async ({ engine, caller, scope, params, body }) => {
        return reviseRequest(engine, caller, { ...params, ...body }, scope);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/approval',
      operation: 'authority.approve',
      action: 'authority.approve',
      summary: 'Approve a request and run it, once; the hash says what you saw.',
      params: requestIdParams,
      body: approveBody,
      response: settledAnswer,
      refusals: [
        ...settleRefusals,
        'authority.view-stale',
        'authority.content-changed',
        'authority.approver-not-allowed',
        'authority.agent-not-allowed',
        'authority.over-limit',
        'authority.not-allowed',
      ],
      handler: ({ engine, caller, scope, params, body }) =>
        approveRequest(engine, caller, { ...params, ...body }, scope),
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/rejection',
      operation: 'authority.reject',
      action: 'authority.approve',
      summary: 'Say no to a request, with the reason.',
      params: requestIdParams,
      body: noteBody,
      response: settledAnswer,
      refusals: settleRefusals,
      handler: ({ engine, caller, scope, params, body }) =>
        rejectRequest(engine, caller, { ...params, ...body }, scope),
    }),
    defineRoute({
      method: 'post',
      path: '/api/authority/requests/{requestId}/withdrawal',
      operation: 'authority.withdraw',
      action: 'authority.request',
      summary: 'Take your own request back.',
      params: requestIdParams,
      body: noteBody,
      response: settledAnswer,
      refusals: [...settleRefusals, 'authority.not-yours'],
      handler: ({ engine, caller, scope, params, body }) =>
        withdrawRequest(engine, caller, { ...params, ...body }, scope),
    }),
  ];
}
