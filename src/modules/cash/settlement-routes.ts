/** Payment services and settlements over HTTP: terms, reports, what each line became, and taking a settlement back. */
import { z } from 'zod';
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import type { GlAccount } from '#ledger';
import { listRoutes } from '#lists';
import {
  asSeen,
  type Caller,
  defineRoute,
  type Engine,
  filesOf,
  type RouteDefinition,
  runQuery,
  seenMember,
} from '#platform';
import { applyCash } from './commands/apply-cash.ts';
import {
  holdSettlement,
  releaseSettlement,
  restoreSettlement,
  withdrawSettlement,
} from './commands/decide-settlement.ts';
import { declarePaymentService } from './commands/declare-payment-service.ts';
import { importSettlementFile } from './commands/import-settlement.ts';
import { judgeLines } from './commands/judge-lines.ts';
import { postSettlement, postSettlements } from './commands/post-settlements.ts';
import { reverseSettlement } from './commands/reverse-settlement.ts';
import { settlementsList } from './lists.ts';
import { checkSettlementFile } from './queries/check-settlement.ts';
import { listPaymentServices, paymentServicesIn, type ServiceTermsRow } from './queries/payment-services.ts';
import { loadSettlementDetail } from './queries/settlement-detail.ts';
import { loadSettlementReport, settlementsSource } from './queries/settlements.ts';
import { placeOf } from './route-place.ts';
import {
  serviceBody,
  serviceDeclared,
  servicesAnswer,
  settlementAnswer,
  settlementCheckAnswer,
  settlementDeposit,
  settlementImportAnswer,
  settlementImportQuery,
  settlementPath,
  settlementPosted,
  settlementQuery,
  settlementReason,
  settlementReversal,
  settlementReversed,
} from './settlement-contract.ts';
import { loadAdvisableMoney } from './store/receipts.ts';
import type { PaymentService } from './store/settlements.ts';

/** At most this many bytes for a report. */
const maximumReportBytes = 20 * 1024 * 1024;

/** A service with its terms as JSON for the command line. */
export const serviceToJson = (one: PaymentService) => ({
  id: one.id.toString(),
  code: one.code,
  name: one.name,
  currency: one.currency,
  validFrom: one.validFrom,
  feeAccount: one.feeAccountCode,
  highestFeePercent: one.highestFeePercent,
  reserveAccount: one.reserveAccountCode,
  words: one.words,
  mapping: one.mapping?.name ?? null,
});

const termsToJson = ({ mapping, ...terms }: ServiceTermsRow) => ({ ...terms, mapping: mapping && { ...mapping } });

/** Posts what has just become possible, and applies its parts: `lineIds` beside those that a deposit is found for now. */
export async function settleNow(
  engine: Engine,
  caller: Caller,
  of: { company: Company; asOf: string; lineIds?: readonly bigint[] },
): Promise<Outcome<{ posted: number; applied: number; proposed: number }>> {
  const posted = of.lineIds === undefined ? await postSettlements(engine, caller, of) : undefined;
  if (posted && !posted.ok) return posted;
  const bankLineIds = of.lineIds ?? posted!.value.lineIds;
  if (bankLineIds.length === 0) return done({ posted: 0, applied: 0, proposed: 0 });
  const applied = await applyCash(engine, caller, {
    company: of.company,
    asOf: of.asOf,
    freshSince: previousBusinessDay(of.asOf, of.company.country),
    bankLineIds,
  });
  if (!applied.ok) return applied;
  return done({
    posted: posted?.value.posted ?? 1,
    applied: applied.value.applied,
    proposed: applied.value.proposed,
  });
}

const reportRefusals = [
  'cash.service-not-found',
  'settlement.layout-unknown',
  'settlement.row',
  'settlement.currencies',
  'settlement.currency',
  'settlement.empty',
  'table.mapping-column',
];

const reversalRefusals = [
  'cash.settlement-not-found',
  'cash.settlement-not-posted',
  'cash.settlement-moved-on',
  'cash.settlement-unfinished',
  'receivables.has-allocations',
  'receivables.changed-meanwhile',
  'ledger.period-closed',
];

export const settlementRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/payment-services',
    operation: 'cash.list-payment-services',
    action: 'cash.view',
    summary: 'Payment services and factors, with the terms of today and every version of them.',
    query: settlementQuery,
    response: servicesAnswer,
    handler: async ({ engine, scope, query }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const of = { companyId: company.id, day: today };
      const { services, feeAccounts, reserveAccounts } = await listPaymentServices(engine, scope.tenantId, of);
      const named = ({ code, name }: GlAccount) => ({ code, name });
      return done({
        today,
        rows: services.map(({ inForce, terms, ...one }) => ({
          ...one,
          inForce: inForce && termsToJson(inForce),
          terms: terms.map(termsToJson),
        })),
        feeAccounts: feeAccounts.map(named),
        reserveAccounts: reserveAccounts.map(named),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/payment-services',
    operation: 'cash.declare-payment-service',
    action: 'cash.edit-payment-services',
    summary: 'Declare a payment service, or new terms of one from a day on.',
    query: settlementQuery,
    body: serviceBody.extend(seenMember),
    status: 201,
    response: serviceDeclared,
    refusals: [
      'cash.service-account',
      'cash.service-fee',
      'cash.service-currency',
      'cash.service-mapping',
      'table.mapping-malformed',
      'platform.setting-stale',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const changing = asSeen(caller, body.seen, {
        name: `cash.payment-service ${company.id} ${body.code}`,
        read: async (db) => {
          const { services } = await paymentServicesIn(db, scope.tenantId, { companyId: company.id, day: today });
          const service = services.find((one) => one.code === body.code);
          return service === undefined ? {} : { name: service.name, terms: service.terms.map(termsToJson) };
        },
      });
      return declarePaymentService(engine, changing, {
        company,
        terms: {
          code: body.code,
          name: body.name,
          currency: body.currency,
          validFrom: body.validFrom ?? today,
          feeAccountCode: body.feeAccount,
          highestFeePercent: body.highestFeePercent,
          reserveAccountCode: body.reserveAccount ?? undefined,
          words: body.words ?? undefined,
          mapping: body.mapping ?? undefined,
        },
      });
    },
  }),
  ...listRoutes({
    shape: settlementsList,
    operation: 'cash.list-settlements',
    action: 'cash.view',
    summary:
      'Settlements of payment services and batches of the bank, the newest first: waiting, held, posted, reversed, withdrawn.',
    source: settlementsSource,
  }),
  defineRoute({
    method: 'get',
    path: '/api/settlements/{settlementId}',
    operation: 'cash.settlement',
    action: 'cash.view',
    summary: 'One settlement with its lines: what each became, and why.',
    params: settlementPath,
    query: settlementQuery,
    response: settlementAnswer,
    refusals: ['cash.settlement-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const of = { companyId: company.id, settlementId: params.settlementId, today };
      const found = await loadSettlementDetail(engine, scope.tenantId, of);
      if (!found) return refuse('cash.settlement-not-found', 'There is no such settlement in this company.');
      const parts = found.parts.map((line) => ({ ...line, items: [...line.items] }));
      return done({ ...found, sums: [...found.sums], parts });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/settlements/{settlementId}/report',
    operation: 'cash.settlement-report',
    action: 'cash.view',
    summary: 'The report of a settlement as it came in.',
    params: settlementPath,
    query: settlementQuery,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['cash.settlement-not-found', 'cash.settlement-without-report', 'cash.file-erased'],
    handler: async ({ engine, scope, query, params }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const of = { companyId: place.value.company.id, settlementId: params.settlementId };
      const report = await loadSettlementReport(engine, scope.tenantId, of);
      if (!report) return refuse('cash.settlement-not-found', 'There is no such settlement in this company.');
      if (report.sha256 === '')
        return refuse('cash.settlement-without-report', 'The bank itself lists this batch; there is no report of it.');
      const content = filesOf(engine).read(scope.tenantId, report.sha256);
      return content
        ? done({ content, fileName: report.name })
        : refuse('cash.file-erased', 'The report of this settlement was erased; its lines are kept.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/check',
    operation: 'cash.check-settlement',
    action: 'cash.import',
    summary: 'What a settlement report would bring: read and judged, nothing is kept.',
    query: settlementImportQuery,
    uploadMaxBytes: maximumReportBytes,
    response: settlementCheckAnswer,
    refusals: reportRefusals,
    handler: async ({ engine, scope, query, upload }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const report = { company, service: query.service, name: query.fileName, bytes: upload, receivedOn: today };
      const looked = await checkSettlementFile(engine, scope.tenantId, report);
      if (!looked.ok) return looked;
      return done({ ...looked.value, settlements: [...looked.value.settlements] });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements',
    operation: 'cash.import-settlement',
    action: 'cash.import',
    summary:
      'Import the settlement report of a payment service (CSV or XLSX); a deposit that came before is explained at once.',
    query: settlementImportQuery,
    uploadMaxBytes: maximumReportBytes,
    status: 201,
    response: settlementImportAnswer,
    once: true,
    refusals: [...reportRefusals, 'cash.settlement-posted', 'cash.settlement-known', 'cash.currency'],
    handler: async ({ engine, scope, caller, query, upload }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const { idempotencyKey: _, ...plain } = caller;
      const { service, fileName } = query;
      const report = { company, service, name: fileName, bytes: upload };
      const imported = await importSettlementFile(engine, plain, report);
      if (!imported.ok) return imported;
      const settled = await settleNow(engine, plain, { company, asOf: today });
      if (!settled.ok) return settled;
      const refused = imported.value.refused.map(({ number, refusal }) => ({
        number,
        code: refusal.code,
        message: refusal.message,
      }));
      const { file, layout, settlements } = imported.value;
      return done({ file, layout, settlements: [...settlements], refused, ...settled.value });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/deposit',
    operation: 'cash.post-settlement',
    action: 'cash.apply',
    summary: 'Say which unidentified receipt is the deposit of a settlement.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementDeposit,
    response: settlementPosted,
    refusals: [
      'cash.receipt-not-found',
      'cash.settlement-not-found',
      'cash.settlement-held',
      'cash.settlement-stale',
      'cash.settlement-differs',
      'cash.service-not-found',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const money = await runQuery(engine, scope.tenantId, (db) =>
        loadAdvisableMoney(db, scope.tenantId, { companyId: company.id, receiptId: body.receiptId }),
      );
      if (!money) return refuse('cash.receipt-not-found', 'There is no such receipt in this company.');
      const posted = await postSettlement(engine, caller, { company, ...params, lineId: money.lineId });
      if (!posted.ok) return posted;
      const { lineIds } = posted.value;
      return done({ posted: 1, ...(await judgeLines(engine, caller, { company, asOf: today, lineIds })) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/release',
    operation: 'cash.release-settlement',
    action: 'cash.reverse',
    summary: 'Let a settlement pass whose fees are above the terms.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.settlement-not-found', 'cash.settlement-not-held', 'cash.settlement-wrong'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? releaseSettlement(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/withdraw',
    operation: 'cash.withdraw-settlement',
    action: 'cash.reverse',
    summary: 'Withdraw a settlement that is not posted.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.settlement-not-found', 'cash.settlement-posted', 'cash.settlement-not-held'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok
        ? withdrawSettlement(engine, caller, { company: place.value.company, ...params, ...body })
        : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/hold',
    operation: 'cash.revoke-settlement-release',
    action: 'cash.reverse',
    summary: 'Take back that a settlement may pass: it is held again for its fees.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.settlement-not-found', 'cash.settlement-posted', 'cash.settlement-not-released'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? holdSettlement(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/restore',
    operation: 'cash.restore-settlement',
    action: 'cash.reverse',
    summary: 'Take the withdrawal of a settlement back: it is held or waits for its deposit as before.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.settlement-not-found', 'cash.settlement-not-withdrawn', 'cash.settlement-known'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? restoreSettlement(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/settlements/{settlementId}/reverse',
    operation: 'cash.reverse-settlement',
    action: 'cash.reverse',
    summary:
      'Take a posted settlement back in one step: its parts, fees and reserve; the deposit is unidentified again.',
    params: settlementPath,
    query: settlementQuery,
    body: settlementReversal,
    response: settlementReversed,
    refusals: reversalRefusals,
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      return reverseSettlement(engine, caller, {
        company,
        ...params,
        reason: body.reason,
        postingDate: body.postingDate ?? today,
      });
    },
  }),
];
