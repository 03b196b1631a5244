/** Receipts over HTTP: the queue of money that waits for a person, one receipt with its suggestion, and the decisions. */
import { z } from 'zod';
import { type Company, findCompany, listCompanies } from '#company';
import { catchRefusal, dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { asSeen, defineRoute, type Engine, type RouteDefinition, type Scope, seenMember } from '#platform';
import { acceptanceRoutes } from './acceptance-routes.ts';
import { bankAccountRoutes } from './bank-account-routes.ts';
import { candidateRoutes, candidateToJson, noReceipt } from './candidate-routes.ts';
import { returnPreviewAnswer, returnPreviewQuery } from './check-contract.ts';
import { applyCash } from './commands/apply-cash.ts';
import { applyBankRules } from './commands/bank-rules.ts';
import { declineProposal, withdrawDecline } from './commands/decline-proposal.ts';
import { judgeLines } from './commands/judge-lines.ts';
import { returnReceipt, setReturnFee } from './commands/return-receipt.ts';
import { takeReturnBack } from './commands/take-return-back.ts';
import { takeUpReceipt } from './commands/take-up-receipt.ts';
import { applyReceipt, leaveReceipt } from './commands/work-receipt.ts';
import {
  appliedWaitingAnswer,
  applyReceiptBody,
  applyWaitingQuery,
  declineBody,
  itemPath,
  leaveReceiptBody,
  paymentStatusAnswer,
  receiptAnswer,
  receiptPath,
  receiptQuery,
  receiptsAnswer,
  receiptsQuery,
  returnBackAnswer,
  returnBackBody,
  returnFeeBody,
  returnFeesAnswer,
  returnReceiptAnswer,
  returnReceiptBody,
  withdrawDeclineAnswer,
} from './contract.ts';
import { fileMappingRoutes } from './file-mapping-routes.ts';
import { heldStatementRoutes } from './held-statement-routes.ts';
import { paymentStatus } from './queries/payment-status.ts';
import { previewReturn } from './queries/preview-return.ts';
import { listReceipts, loadReceipt, type ReceiptDetail } from './queries/receipts.ts';
import { listReturnFees } from './queries/return-fees.ts';
import { namedAccount } from './route-place.ts';
import { loadReturnFees } from './store/returns.ts';

const companyNamed = z.strictObject({ company: z.string().min(1).max(12) });

/** The receipt in the company that the query names, which the door has checked. */
async function receiptIn(
  engine: Engine,
  scope: Scope,
  query: { company: string; customer?: string | undefined },
  receiptId: bigint,
): Promise<Outcome<{ company: Company; receipt: ReceiptDetail }>> {
  const company = await findCompany(engine, scope.tenantId, query.company);
  if (!company.ok) return company;
  const receipt = await loadReceipt(engine, scope.tenantId, {
    companyId: company.value.id,
    receiptId,
    day: dayInZone(engine.clock.now(), company.value.timeZone),
    customer: query.customer,
  });
  if (receipt) return done({ company: company.value, receipt });
  return noReceipt();
}

const versionMissing = () =>
  refuse('http.malformed', 'Say in If-Match which version of the receipt you decide about.', {}, { field: 'If-Match' });

export const routes: readonly RouteDefinition[] = [
  ...acceptanceRoutes,
  ...bankAccountRoutes,
  ...fileMappingRoutes,
  ...candidateRoutes,
  ...heldStatementRoutes,
  defineRoute({
    method: 'get',
    path: '/api/receipts',
    operation: 'cash.list-receipts',
    action: 'cash.view',
    summary: 'Receipts by queue: proposed, unidentified, on account, applied.',
    query: receiptsQuery,
    response: receiptsAnswer,
    handler: async ({ engine, scope, query: { queue, offset, limit } }) =>
      // The door has narrowed the scope to the companies that the query names.
      done(await listReceipts(engine, scope.tenantId, { companyIds: scope.companyIds, queue, offset, limit })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/cash-applications',
    operation: 'cash.apply-waiting',
    action: 'cash.apply',
    summary: 'Post and apply all money that waits, as the day run does: what is proved, by rule, and as proposals.',
    query: applyWaitingQuery,
    response: appliedWaitingAnswer,
    once: true,
    handler: async ({ engine, scope, caller }) => {
      // A request's key belongs to one command; these are many, and each line is posted once.
      const { idempotencyKey: _, ...plain } = caller;
      const sum = { lines: 0, applied: 0, proposed: 0, onAccount: 0, unidentified: 0, byRule: 0 };
      const leftAside: string[] = [];
      const companies = await listCompanies(engine, scope.tenantId);
      for (const company of companies.filter((one) => scope.companyIds.includes(one.id))) {
        const asOf = dayInZone(engine.clock.now(), company.timeZone);
        const freshSince = previousBusinessDay(asOf, company.country);
        const applied = await applyCash(engine, plain, { company, asOf, freshSince });
        if (!applied.ok) return applied;
        const ruled = await applyBankRules(engine, plain, { company });
        if (!ruled.ok) return ruled;
        for (const name of ['lines', 'applied', 'proposed', 'onAccount', 'unidentified'] as const)
          sum[name] += applied.value[name];
        sum.byRule += ruled.value.posted;
        leftAside.push(...applied.value.leftAside);
      }
      return done({ ...sum, leftAside: leftAside.slice(0, 20) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/receipts/{receiptId}',
    operation: 'cash.receipt',
    action: 'cash.view',
    summary: 'One receipt with its suggestion, the runner-up, and the first of the open items it may pay.',
    params: receiptPath,
    query: receiptQuery,
    response: receiptAnswer,
    refusals: ['cash.receipt-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const found = await receiptIn(engine, scope, query, params.receiptId);
      if (!found.ok) return found;
      const { receipt } = found.value;
      return done({
        ...receipt,
        items: receipt.items.map(candidateToJson),
        runnerUp: receipt.runnerUp && { ...receipt.runnerUp, numbers: [...receipt.runnerUp.numbers] },
        appliedTo: [...receipt.appliedTo],
        clearingIds: [...receipt.clearingIds],
        declined: [...receipt.declined],
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/apply',
    operation: 'cash.apply-receipt',
    action: 'cash.apply',
    summary: 'Apply a receipt of the version in If-Match to items, differences named.',
    params: receiptPath,
    query: companyNamed,
    body: applyReceiptBody,
    status: 204,
    response: z.null(),
    refusals: [
      'cash.receipt-not-found',
      'cash.receipt-stale',
      'cash.too-much',
      'cash.difference',
      'cash.difference-authority',
      'cash.currency',
      'cash.item-not-found',
      'cash.item-overtaken',
      'cash.receipt-counted',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const found = await receiptIn(engine, scope, query, params.receiptId);
      if (!found.ok) return found;
      const { company, receipt } = found.value;
      const minor = (text: string): bigint => parseAmount(text, receipt.currency);
      return applyReceipt(engine, caller, {
        company,
        receiptId: receipt.id,
        version,
        versionNow: receipt.version,
        allocations: body.allocations.map((one) => ({
          itemId: one.itemId,
          receiptAmountMinor: minor(one.amount),
          itemAmount: one.itemAmount,
          adjustments: one.adjustments.map((x) => ({ kind: x.kind, amountMinor: minor(x.amount), reason: x.reason })),
        })),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/leave',
    operation: 'cash.leave-receipt',
    action: 'cash.apply',
    summary: 'Leave a receipt of the version in If-Match on account; money of an unknown payer needs the customer.',
    params: receiptPath,
    query: companyNamed,
    body: leaveReceiptBody,
    status: 204,
    response: z.null(),
    refusals: [
      'cash.receipt-not-found',
      'cash.receipt-stale',
      'cash.payer-missing',
      'cash.receipt-counted',
      'customers.not-found',
    ],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const found = await receiptIn(engine, scope, query, params.receiptId);
      if (!found.ok) return found;
      const { company, receipt } = found.value;
      const account = await namedAccount(engine, scope, { companyId: company.id, customer: body.customer });
      if (!account.ok) return account;
      return leaveReceipt(engine, caller, {
        company,
        receiptId: receipt.id,
        version,
        versionNow: receipt.version,
        accountId: account.value,
      });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/receipts/{receiptId}/leave',
    operation: 'cash.take-up-receipt',
    action: 'cash.apply',
    summary:
      'Take back that a person left a receipt of the version in If-Match on account: it is judged again at once.',
    params: receiptPath,
    query: companyNamed,
    status: 204,
    response: z.null(),
    refusals: ['cash.receipt-not-found', 'cash.receipt-stale', 'cash.not-left'],
    handler: async ({ engine, scope, caller, query, params, version }) => {
      if (version === undefined) return versionMissing();
      const found = await findCompany(engine, scope.tenantId, query.company);
      if (!found.ok) return found;
      const company = found.value;
      const taken = await takeUpReceipt(engine, caller, { company, receiptId: params.receiptId, version });
      if (!taken.ok) return taken;
      await judgeLines(engine, caller, { company, lineIds: [taken.value.lineId] });
      return done(null);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/decline',
    operation: 'cash.decline-proposal',
    action: 'cash.apply',
    summary: 'Decline what is proposed for a receipt of the version in If-Match; it is not proposed again.',
    params: receiptPath,
    query: companyNamed,
    body: declineBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.receipt-not-found', 'cash.receipt-stale', 'cash.nothing-proposed'],
    handler: async ({ engine, scope, caller, query, params, body, version }) => {
      if (version === undefined) return versionMissing();
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { receiptId } = params;
      return declineProposal(engine, caller, { company: company.value, receiptId, version, reason: body.reason });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/receipts/{receiptId}/decline',
    operation: 'cash.withdraw-decline',
    action: 'cash.apply',
    summary: 'Take back what was declined for a receipt of the version in If-Match: it is judged again at once.',
    params: receiptPath,
    query: companyNamed,
    response: withdrawDeclineAnswer,
    refusals: ['cash.receipt-not-found', 'cash.receipt-stale', 'cash.nothing-declined'],
    handler: async ({ engine, scope, caller, query, params, version }) => {
      if (version === undefined) return versionMissing();
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { receiptId } = params;
      const taken = await withdrawDecline(engine, caller, { company: company.value, receiptId, version });
      if (!taken.ok) return taken;
      const { lineId, withdrawn } = taken.value;
      await judgeLines(engine, caller, { company: company.value, lineIds: [lineId] });
      return done({ withdrawn });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/items/{itemId}/payment-status',
    operation: 'cash.payment-status',
    action: 'cash.view',
    summary: "Where an item's money is: promised, advised, in a bank file, unapplied, applied, returned.",
    params: itemPath,
    query: companyNamed,
    response: paymentStatusAnswer,
    refusals: ['receivables.item-unknown'],
    handler: async ({ engine, scope, query, params }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const status = await paymentStatus(engine, scope.tenantId, {
        companyId: company.value.id,
        itemId: params.itemId,
        day: dayInZone(engine.clock.now(), company.value.timeZone),
      });
      return status
        ? done({ ...status, steps: [...status.steps] })
        : refuse('receivables.item-unknown', 'There is no such item in this company.', {});
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/receipts/{receiptId}/return-preview',
    operation: 'cash.preview-return',
    action: 'cash.return',
    summary: 'What a receipt that came back would do: what is open again, what is charged, who collects.',
    params: receiptPath,
    query: returnPreviewQuery,
    response: returnPreviewAnswer,
    refusals: ['cash.receipt-not-found'],
    handler: async ({ engine, scope, query, params: { receiptId } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id: companyId, timeZone } = company.value;
      const day = query.returnedOn ?? dayInZone(engine.clock.now(), timeZone);
      const preview = await previewReturn(engine, scope.tenantId, { companyId, receiptId, day });
      return preview ? done({ ...preview, items: [...preview.items] }) : noReceipt();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/return',
    operation: 'cash.return-receipt',
    action: 'cash.return',
    summary: 'Take back a receipt that the bank returned: its items are open again, the fee is charged as policy says.',
    params: receiptPath,
    query: companyNamed,
    body: returnReceiptBody,
    response: returnReceiptAnswer,
    refusals: [
      'cash.receipt-not-found',
      'cash.not-returnable',
      'cash.return-in-future',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await receiptIn(engine, scope, query, params.receiptId);
      if (!found.ok) return found;
      const { company, receipt } = found.value;
      return returnReceipt(engine, caller, {
        company,
        receiptId: receipt.id,
        returnedOn: body.returnedOn ?? dayInZone(engine.clock.now(), company.timeZone),
        reason: body.reason,
        withoutFee: body.withoutFee,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/receipts/{receiptId}/return/reversal',
    operation: 'cash.take-return-back',
    action: 'cash.reverse',
    summary:
      'Take the return of a receipt back, with its fee and the bank’s charge: the money is here again and is judged anew, the bank’s line waits to be linked.',
    params: receiptPath,
    query: companyNamed,
    body: returnBackBody,
    response: returnBackAnswer,
    refusals: [
      'cash.receipt-not-found',
      'cash.not-returned',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params: { receiptId }, body: { reason } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      return takeReturnBack(engine, caller, { company: company.value, receiptId, reason });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/return-fee',
    operation: 'cash.return-fees',
    action: 'cash.view',
    summary: 'What a returned payment costs the customer, by currency: every version, with who set it.',
    query: companyNamed,
    response: returnFeesAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id, timeZone, currency: companyCurrency } = company.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      const fees = await listReturnFees(engine, scope.tenantId, { companyId: id, day });
      return done({ day, companyCurrency, rows: fees });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/return-fee',
    operation: 'cash.set-return-fee',
    action: 'cash.edit-return-fee',
    summary: 'Set what a returned payment costs the customer, from a day on; zero ends it.',
    query: companyNamed,
    body: returnFeeBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['money.malformed', 'money.too-fine', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const amount = catchRefusal(() => parseAmount(body.amount, body.currency));
      if (!amount.ok) return amount;
      if (amount.value < 0n) return refuse('http.malformed', 'A fee is not negative.', {}, { field: 'amount' });
      const { id: companyId, timeZone } = company.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      const changing = asSeen(caller, body.seen, {
        name: `cash.return-fee ${companyId} ${body.currency}`,
        read: async (db) => ({
          versions: (await loadReturnFees(db, scope.tenantId, { companyId, day }))
            .filter((one) => one.currency === body.currency)
            .map((one) => ({ validFrom: one.validFrom, amount: formatAmount(one.amountMinor, one.currency) })),
        }),
      });
      return setReturnFee(engine, changing, {
        company: company.value,
        currency: body.currency,
        amountMinor: amount.value,
        validFrom: body.validFrom,
      });
    },
  }),
];
