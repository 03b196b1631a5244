/** Adjustments that customers announce over HTTP: what waits and what it would become, accepted within authority, declined. */
import { z } from 'zod';
import { numbersAsOne } from '#customers';
import { listRoutes } from '#lists';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import {
  acceptAdjustmentBody,
  adjustmentPath,
  adjustmentQuery,
  declineAdjustmentBody,
  listedAdjustment,
  nameCustomerBody,
} from './adjustment-contract.ts';
import { acceptAdjustmentAction, declineAdjustment, nameAdjustmentCustomer } from './commands/decide-adjustment.ts';
import { adjustmentsList } from './lists.ts';
import { adjustmentsSource, loadListedAdjustments } from './queries/adjustments.ts';

export const adjustmentRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: adjustmentsList,
    operation: 'cash.list-adjustments',
    action: 'cash.view',
    summary: 'Credit and debit adjustments that customers announce, each with what accepting would make of it.',
    source: adjustmentsSource,
    asOne: numbersAsOne,
    detail: { answer: listedAdjustment, load: loadListedAdjustments },
  }),
  defineRoute({
    method: 'post',
    path: '/api/adjustments/{adjustmentId}/accept',
    operation: 'cash.accept-adjustment',
    action: 'receivables.deduct',
    summary:
      'Make a deduction of an adjustment, or, within your authority or by asking, a memo; linked to the document it names.',
    params: adjustmentPath,
    query: adjustmentQuery,
    body: acceptAdjustmentBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.adjustment-decided',
      'cash.adjustment-document',
      'cash.adjustment-payer',
      'receivables.reason-unknown',
      'ledger.period-closed',
    ],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const input = { ...body, adjustmentId: params.adjustmentId.toString() };
      return runGoverned(engine, caller, { action: acceptAdjustmentAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/adjustments/{adjustmentId}/customer',
    operation: 'cash.name-adjustment-customer',
    action: 'receivables.deduct',
    summary:
      'Say which customer announces an adjustment, where its file does not; only documents of that one, or of whom it pays for, are adjusted.',
    params: adjustmentPath,
    query: adjustmentQuery,
    body: nameCustomerBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.adjustment-not-found', 'cash.adjustment-decided', 'customers.not-found'],
    handler: ({ engine, caller, scope, params, body }) =>
      nameAdjustmentCustomer(engine, caller, { companyIds: scope.companyIds, ...params, ...body }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/adjustments/{adjustmentId}/decline',
    operation: 'cash.decline-adjustment',
    action: 'receivables.deduct',
    summary: 'Decline an adjustment with the reason; it may be accepted later all the same.',
    params: adjustmentPath,
    query: adjustmentQuery,
    body: declineAdjustmentBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.adjustment-not-found', 'cash.adjustment-decided'],
    handler: ({ engine, caller, scope, params, body }) =>
      declineAdjustment(engine, caller, { companyIds: scope.companyIds, ...params, ...body }),
  }),
];
