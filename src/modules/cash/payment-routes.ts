/** Paying refunds out over HTTP: what is due, files made of it within authority, downloads, and what the bank refused. */
import { listCompanies } from '#company';
import { numbersAsOne } from '#customers';
import { done, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { askForMember, defineRoute, governedAnswer, type RouteDefinition, runGoverned } from '#platform';
import { endRefundCheckAction } from './commands/end-refund-check.ts';
import { payRefundsAction } from './commands/pay-refunds.ts';
import { payRefundsByCheckAction } from './commands/pay-refunds-by-check.ts';
import { withdrawPaymentsAction } from './commands/withdraw-payments.ts';
import { paymentFilesList, refundChecksList } from './lists.ts';
import {
  companiesQuery,
  companyQuery,
  dueRefundsAnswer,
  endRefundCheckBody,
  paymentFileAnswer,
  paymentFilePath,
  paymentsToStopAnswer,
  payRefundsByCheckInput,
  payRefundsInput,
  refundCheckPath,
  withdrawPaymentsBody,
} from './payment-contract.ts';
import { listDueRefunds } from './queries/due-refunds.ts';
import { loadPaymentFile, loadPaymentFileContent, paymentFilesSource } from './queries/payment-files.ts';
import { listPaymentsToStop } from './queries/payments-to-stop.ts';
import { refundChecksSource } from './queries/refund-checks.ts';

const notFound = () =>
  refuse('cash.payment-file-not-found', 'There is no such payment file in this company. Nothing was changed.');

export const paymentRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/due-refunds',
    operation: 'cash.list-due-refunds',
    action: 'cash.view-payments',
    summary: 'Refunds that wait to be paid out: where each goes and by which way, or why it cannot leave.',
    query: companiesQuery,
    response: dueRefundsAnswer,
    handler: async ({ engine, scope }) => {
      const companies = await listCompanies(engine, scope.tenantId);
      const meant = companies.filter((one) => scope.companyIds.includes(one.id));
      return done(await listDueRefunds(engine, scope.tenantId, ...meant));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/payments-to-stop',
    operation: 'cash.list-payments-to-stop',
    action: 'cash.view-payments',
    summary: 'Payments of refunds on their way to customers who became insolvent since: the bank has to be told.',
    query: companiesQuery,
    response: paymentsToStopAnswer,
    handler: async ({ engine, scope }) =>
      done(await listPaymentsToStop(engine, scope.tenantId, { companyIds: scope.companyIds })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/payment-files',
    operation: 'cash.pay-refunds',
    action: 'cash.pay-refunds',
    summary: 'Make a payment file of due refunds, within your authority or by asking; each refund is in one file only.',
    body: payRefundsInput.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.bank-account-closed',
      'cash.execution-date',
      'cash.refund-not-due',
      'cash.refund-not-payable',
    ],
    handler: async ({ engine, caller, scope, body: { askFor, ...input } }) => {
      return runGoverned(engine, caller, { action: payRefundsAction.name, input, askFor }, scope);
    },
  }),
  ...listRoutes({
    shape: paymentFilesList,
    operation: 'cash.list-payment-files',
    action: 'cash.view-payments',
    summary: 'Payment files of refunds with what became of their payments, the newest first.',
    source: paymentFilesSource,
  }),
  defineRoute({
    method: 'get',
    path: '/api/payment-files/{fileId}',
    operation: 'cash.show-payment-file',
    action: 'cash.view-payments',
    summary: 'A payment file with each of its payments.',
    params: paymentFilePath,
    query: companyQuery,
    response: paymentFileAnswer,
    refusals: ['cash.payment-file-not-found'],
    handler: async ({ engine, scope, params }) => {
      const file = await loadPaymentFile(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params });
      return file ? done(file) : notFound();
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/payment-files/{fileId}/content',
    operation: 'cash.download-payment-file',
    action: 'cash.pay-refunds',
    summary: 'The payment file as it was handed over (ISO 20022 pain.001.001.09), byte for byte.',
    params: paymentFilePath,
    query: companyQuery,
    response: { mediaType: 'application/xml' },
    refusals: ['cash.payment-file-not-found'],
    handler: async ({ engine, scope, params }) => {
      const file = await loadPaymentFileContent(engine, scope.tenantId, { companyId: scope.companyIds[0]!, ...params });
      return file ? done({ content: file.bytes, fileName: file.name }) : notFound();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/payment-files/{fileId}/withdrawal',
    operation: 'cash.withdraw-payments',
    action: 'cash.withdraw-payments',
    summary:
      'Say that the bank refused payments of a file, or withdraw them, within your authority or by asking: their refunds are due again.',
    params: paymentFilePath,
    query: companyQuery,
    body: withdrawPaymentsBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.payment-paid',
      'cash.payment-ended',
    ],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const input = { ...body, fileId: params.fileId.toString() };
      return runGoverned(engine, caller, { action: withdrawPaymentsAction.name, input, askFor }, scope);
    },
  }),
  ...listRoutes({
    shape: refundChecksList,
    operation: 'cash.list-refund-checks',
    action: 'cash.view-payments',
    summary: 'Checks that pay refunds with what became of each, the newest first.',
    source: refundChecksSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'post',
    path: '/api/refund-checks',
    operation: 'cash.pay-refunds-by-check',
    action: 'cash.pay-refunds',
    summary: 'Pay due refunds by checks of ours, within your authority or by asking; each number is written once.',
    body: payRefundsByCheckInput.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.bank-account-closed',
      'cash.check-used',
      'cash.refund-not-due',
      'cash.refund-not-payable',
      'cash.refund-twice',
    ],
    handler: async ({ engine, caller, scope, body: { askFor, ...input } }) => {
      return runGoverned(engine, caller, { action: payRefundsByCheckAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/refund-checks/{paymentId}/end',
    operation: 'cash.end-refund-check',
    action: 'cash.withdraw-payments',
    summary: 'Void a check that pays a refund, or say that it was stopped, within your authority or by asking.',
    params: refundCheckPath,
    query: companyQuery,
    body: endRefundCheckBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'cash.payment-paid',
      'cash.payment-ended',
    ],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const input = { ...body, paymentId: params.paymentId.toString() };
      return runGoverned(engine, caller, { action: endRefundCheckAction.name, input, askFor }, scope);
    },
  }),
];
