/** Payments between companies over HTTP: money of one company's bank that pays another company's items. */
import { z } from 'zod';
import { type Company, listCompanies } from '#company';
import { catchRefusal, dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { defineRoute, type Engine, idAnswer, type RouteDefinition, runQuery, type Scope } from '#platform';
import { paySisterCompany } from './commands/pay-sister-company.ts';
import { reverseSisterPayment } from './commands/reverse-sister-payment.ts';
import { splitReceipt } from './commands/split-receipt.ts';
import { loadReceiptCompanies } from './queries/receipt-companies.ts';
import {
  receiptCompaniesAnswer,
  sisterPaymentAnswer,
  sisterPaymentBody,
  sisterPaymentParams,
  sisterPaymentReversal,
  splitReceiptAnswer,
  splitReceiptBody,
  splitReceiptParams,
} from './sister-contract.ts';
import { loadReceipt } from './store/intercompany.ts';

/** A company among those in which the person may; another is absent. */
async function companyOf(engine: Engine, scope: Scope, id: bigint): Promise<Outcome<Company>> {
  const found = (await listCompanies(engine, scope.tenantId)).find(
    (one) => one.id === id && scope.companyIds.includes(id),
  );
  return found ? done(found) : refuse('company.not-found', 'There is no such company.', { companyId: id.toString() });
}

export const sisterRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/receipts/{receiptId}/companies',
    operation: 'cash.receipt-companies',
    action: 'cash.view',
    reach: 'tenant',
    summary:
      'The split over companies that the documents of a receipt’s payer propose, what speaks against it, and what other companies were paid of it.',
    params: splitReceiptParams,
    response: receiptCompaniesAnswer,
    refusals: ['cash.receipt-not-found'],
    handler: async ({ engine, scope, params }) => {
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      const found = await loadReceiptCompanies(engine, scope.tenantId, { ...params, companies });
      return found ? done(found) : refuse('cash.receipt-not-found', 'There is no such receipt.', {});
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/intercompany-payments',
    operation: 'cash.pay-sister-company',
    action: 'cash.apply',
    reach: 'tenant',
    summary: "Let a receipt in one company's bank pay items of another company; both books at once.",
    body: sisterPaymentBody,
    status: 201,
    response: sisterPaymentAnswer,
    refusals: [
      'cash.receipt-not-found',
      'cash.receipt-not-open',
      'cash.more-than-receipt',
      'cash.same-company',
      'cash.company-mirrored',
      'ledger.period-closed',
      'ledger.period-soft-closed',
    ],
    handler: async ({ engine, scope, caller, body }) => {
      const company = await companyOf(engine, scope, body.fromCompanyId);
      if (!company.ok) return company;
      const sister = await companyOf(engine, scope, body.toCompanyId);
      if (!sister.ok) return sister;
      const receipt = await runQuery(engine, scope.tenantId, (db) => loadReceipt(db, scope.tenantId, body.receiptId));
      if (!receipt) return refuse('cash.receipt-not-found', 'There is no such receipt.', {});
      const allocations = catchRefusal(() =>
        body.allocations.map((one) => ({ itemId: one.itemId, amountMinor: parseAmount(one.amount, receipt.currency) })),
      );
      if (!allocations.ok) return allocations;
      const outcome = await paySisterCompany(engine, caller, {
        company: company.value,
        sister: sister.value,
        receiptId: body.receiptId,
        allocations: allocations.value,
        postingDate: body.postingDate ?? dayInZone(engine.clock.now(), company.value.timeZone),
        reason: body.reason,
      });
      if (!outcome.ok) return outcome;
      const { paymentId, currency, amountMinor, restMinor } = outcome.value;
      return done({
        paymentId,
        currency,
        amount: formatAmount(amountMinor, currency),
        rest: formatAmount(restMinor, currency),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/split',
    operation: 'cash.split-receipt',
    action: 'cash.apply',
    reach: 'tenant',
    summary: 'Split a receipt over the companies whose documents its payer names, in every book at once.',
    params: splitReceiptParams,
    body: splitReceiptBody,
    status: 201,
    response: splitReceiptAnswer,
    refusals: [
      'cash.receipt-not-found',
      'cash.receipt-not-open',
      'cash.receipt-stale',
      'cash.nothing-to-split',
      'cash.split-impossible',
      'cash.company-mirrored',
      'ledger.period-closed',
      'ledger.period-soft-closed',
    ],
    handler: async ({ engine, scope, caller, params, body }) => {
      const receipt = await runQuery(engine, scope.tenantId, (db) => loadReceipt(db, scope.tenantId, params.receiptId));
      // Only the companies in which the person may: what names another's items cannot be split by them.
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      const company = companies.find((one) => one.id === receipt?.companyId);
      if (!company) return refuse('cash.receipt-not-found', 'There is no such receipt.', {});
      const outcome = await splitReceipt(engine, caller, {
        company,
        companies,
        receiptId: params.receiptId,
        postingDate: body.postingDate ?? dayInZone(engine.clock.now(), company.timeZone),
        reason: body.reason,
      });
      if (!outcome.ok) return outcome;
      const { splitId, currency, ownMinor, payments, explanation } = outcome.value;
      return done({
        splitId,
        currency,
        own: formatAmount(ownMinor, currency),
        payments: payments.map(({ amountMinor, ...one }) => ({ ...one, amount: formatAmount(amountMinor, currency) })),
        explanation,
      });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/intercompany-payments/{paymentId}',
    operation: 'cash.reverse-sister-payment',
    action: 'cash.reverse',
    reach: 'tenant',
    summary: 'Take a payment between companies back, in both books at once.',
    params: sisterPaymentParams,
    query: sisterPaymentReversal,
    response: z.object({ paymentId: idAnswer }),
    refusals: ['cash.payment-not-found', 'cash.payment-reversed', 'ledger.period-closed', 'ledger.period-soft-closed'],
    handler: async ({ engine, scope, caller, params, query }) => {
      const companies = await listCompanies(engine, scope.tenantId);
      return reverseSisterPayment(engine, caller, {
        ...params,
        companies: companies.filter((one) => scope.companyIds.includes(one.id)),
        postingDate: query.postingDate ?? dayInZone(engine.clock.now(), companies[0]!.timeZone),
        reason: query.reason,
      });
    },
  }),
];
