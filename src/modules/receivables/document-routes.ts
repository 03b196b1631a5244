/** Documents over HTTP: posting, moving, writing off, refunding and reversing, and the two queues of tax. */
import { z } from 'zod';
import { findCompany } from '#company';
import { numbersAsOne } from '#customers';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { listRoutes } from '#lists';
import {
  askForMember,
  defineRoute,
  type Engine,
  governedAnswer,
  idParam,
  type RouteDefinition,
  runGoverned,
  runQuery,
  type Scope,
} from '#platform';
import { acceptBill } from './commands/accept-bill.ts';
import { clearByHand, takeClearingBack } from './commands/clear-by-hand.ts';
import { holdRetention } from './commands/hold-retention.ts';
import { companyOfItem } from './commands/item-at-hand.ts';
import { moveDueDaysAction } from './commands/move-due-days.ts';
import { openDeduction } from './commands/open-deduction.ts';
import { postDocumentAction } from './commands/post-document.ts';
import { recoverWriteOff } from './commands/recover-write-off.ts';
import { refundCreditAction } from './commands/refund-credit.ts';
import { claimBadDebtRelief } from './commands/relieve-tax.ts';
import { reverseDocumentAction } from './commands/reverse-document.ts';
import { freeItems, stopItems } from './commands/stop-items.ts';
import { takeDownPayment } from './commands/take-down-payment.ts';
import { transferItemAction } from './commands/transfer-item.ts';
import { receiveCertificateAction, withholdTax } from './commands/withhold-tax.ts';
import { writeOffAction } from './commands/write-off.ts';
import {
  acceptBillInput,
  certificateDetail,
  claimReliefAnswer,
  claimReliefInput,
  clearByHandInput,
  clearingAnswer,
  documentAnswer,
  freeItemsInput,
  holdRetentionInput,
  moveDueDaysBody,
  openDeductionInput,
  postDocumentBody,
  queueQuery,
  receiveCertificateInput,
  recoverWriteOffInput,
  refundCreditInput,
  refundPreviewAnswer,
  refundsAnswer,
  refundsQuery,
  reliefsAnswer,
  reverseDocumentInput,
  stopItemsInput,
  stoppedAnswer,
  takeClearingBackInput,
  takeDownPaymentInput,
  transferItemBody,
  withholdTaxInput,
  writeOffInput,
} from './contract.ts';
import { certificatesList } from './lists.ts';
import { listRefunds } from './queries/list-refunds.ts';
import { previewRefund } from './queries/preview-refund.ts';
import { certificatesSource, listReliefs, loadCertificateFiles } from './queries/queues.ts';
import { loadClearing } from './store/clearings.ts';
import { loadItems } from './store/items.ts';

const itemParams = z.strictObject({ itemId: idParam });
/** Ids of governed commands are passed on as they came: what is approved is kept in that form. */
const itemText = z.strictObject({ itemId: z.string().regex(/^[1-9]\d{0,17}$/) });
const itemRefusals = ['receivables.item-not-found', 'receivables.over-allocated', 'ledger.period-closed'];
const governedRefusals = ['authority.subject-not-found', 'authority.approval-needed', 'authority.over-limit'];

/** An item outside the person's companies is absent, exactly as one that does not exist. */
async function withinReach(engine: Engine, scope: Scope, itemId: bigint): Promise<Outcome<null>> {
  const companyId = await runQuery(engine, scope.tenantId, (db) => companyOfItem(db, scope.tenantId, itemId));
  return companyId !== undefined && scope.companyIds.includes(companyId)
    ? done(null)
    : refuse('receivables.item-not-found', 'There is no such item. Nothing was changed.');
}

/** Runs a command on items that are all within reach; one beyond it is absent. */
async function onItems<T>(
  engine: Engine,
  scope: Scope,
  itemIds: readonly bigint[],
  work: () => Promise<Outcome<T> & { readonly replayed?: true }>,
): Promise<Outcome<T> & { readonly replayed?: true }> {
  const items = await runQuery(engine, scope.tenantId, (db) => loadItems(db, scope.tenantId, { itemIds }));
  const reached = new Set(items.filter((item) => scope.companyIds.includes(item.companyId)).map((item) => item.id));
  return itemIds.every((id) => reached.has(id))
    ? work()
    : refuse('receivables.item-not-found', 'There is no such item. Nothing was changed.');
}

/** Runs a command on an item within reach. */
async function onItem<T>(
  engine: Engine,
  scope: Scope,
  itemId: bigint,
  work: () => Promise<Outcome<T> & { readonly replayed?: true }>,
): Promise<Outcome<T> & { readonly replayed?: true }> {
  const reached = await withinReach(engine, scope, itemId);
  return reached.ok ? work() : reached;
}

const placeOf = async (engine: Engine, scope: Scope, code: string) => {
  const company = await findCompany(engine, scope.tenantId, code);
  return company.ok
    ? done({ companyId: company.value.id, day: dayInZone(engine.clock.now(), company.value.timeZone) })
    : company;
};

export const documentRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/documents',
    operation: 'receivables.post-document',
    action: 'receivables.post',
    summary: "Post a document on a customer's account, within your authority or by asking.",
    body: postDocumentBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      ...governedRefusals,
      'receivables.company-mirrored',
      'receivables.number-taken',
      'receivables.tax-code-unknown',
      'receivables.reason-unknown',
    ],
    handler: ({ engine, caller, scope, body: { askFor, ...input } }) =>
      runGoverned(engine, caller, { action: postDocumentAction.name, input, askFor }, scope),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/reversal',
    operation: 'receivables.reverse-document',
    action: 'receivables.reverse',
    summary: 'Reverse the document of an item: what it cleared is open again. Within your authority or by asking.',
    params: itemText,
    body: reverseDocumentInput.omit({ itemId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [
      ...governedRefusals,
      'receivables.erp-document',
      'receivables.has-allocations',
      'receivables.already-reversed',
    ],
    handler: ({ engine, caller, scope, params, body: { askFor, ...body } }) =>
      runGoverned(engine, caller, { action: reverseDocumentAction.name, input: { ...params, ...body }, askFor }, scope),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/deduction',
    operation: 'receivables.open-deduction',
    action: 'receivables.deduct',
    summary: 'Clear part of an invoice by a deduction that waits as an item of its own.',
    params: itemParams,
    body: openDeductionInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: [...itemRefusals, 'receivables.reason-unknown'],
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => openDeduction(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/retention',
    operation: 'receivables.hold-retention',
    action: 'receivables.deduct',
    summary: 'Hold part of an invoice as a retention until a day.',
    params: itemParams,
    body: holdRetentionInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: itemRefusals,
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => holdRetention(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/bill',
    operation: 'receivables.accept-bill',
    action: 'receivables.deduct',
    summary: 'Take a bill of exchange or post-dated check for an invoice.',
    params: itemParams,
    body: acceptBillInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: itemRefusals,
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => acceptBill(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/withholding',
    operation: 'receivables.withhold-tax',
    action: 'receivables.deduct',
    summary: 'Move tax that the customer withheld to the queue of certificates.',
    params: itemParams,
    body: withholdTaxInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: itemRefusals,
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => withholdTax(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/certificate',
    operation: 'receivables.receive-certificate',
    action: 'receivables.deduct',
    summary: 'The certificate of withheld tax came. Within your authority or by asking.',
    params: itemText,
    body: receiveCertificateInput.omit({ itemId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [...governedRefusals, ...itemRefusals, 'receivables.no-certificate-due'],
    handler: ({ engine, caller, scope, params, body: { askFor, ...body } }) =>
      runGoverned(
        engine,
        caller,
        { action: receiveCertificateAction.name, input: { ...params, ...body }, askFor },
        scope,
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/down-payment',
    operation: 'receivables.take-down-payment',
    action: 'receivables.clear',
    summary: 'Take money on account as a down payment.',
    params: itemParams,
    body: takeDownPaymentInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: [...itemRefusals, 'receivables.not-a-request'],
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => takeDownPayment(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/recovery',
    operation: 'receivables.recover-write-off',
    action: 'receivables.clear',
    summary: 'Money came for a write-off: the receivable stands again by that much, its tax is repaid.',
    params: itemParams,
    body: recoverWriteOffInput.omit({ itemId: true }),
    response: documentAnswer,
    refusals: ['receivables.item-not-found', 'receivables.not-written-off', 'receivables.over-recovered'],
    handler: ({ engine, caller, scope, params, body }) =>
      onItem(engine, scope, params.itemId, () => recoverWriteOff(engine, caller, { ...params, ...body })),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/transfer',
    operation: 'receivables.transfer',
    action: 'receivables.transfer',
    summary: 'Move an item to another customer, within your authority or by asking.',
    params: itemText,
    body: transferItemBody.extend(askForMember),
    response: governedAnswer,
    refusals: [...governedRefusals, ...itemRefusals, 'receivables.account-unknown', 'receivables.same-account'],
    handler: ({ engine, caller, scope, params, body: { askFor, ...body } }) =>
      runGoverned(engine, caller, { action: transferItemAction.name, input: { ...params, ...body }, askFor }, scope),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/due-days',
    operation: 'receivables.move-due-days',
    action: 'receivables.move-due-days',
    summary: 'Give items of a customer another due day, within your authority or by asking.',
    body: moveDueDaysBody.extend(askForMember),
    response: governedAnswer,
    refusals: [...governedRefusals, 'receivables.item-unknown', 'receivables.erp-due-day'],
    handler: ({ engine, caller, scope, body: { askFor, ...body } }) =>
      runGoverned(engine, caller, { action: moveDueDaysAction.name, input: body, askFor }, scope),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/stops',
    operation: 'receivables.stop-items',
    action: 'receivables.block',
    summary: 'Stop items: they are reminded of no more, and no cash is applied to them by itself.',
    body: stopItemsInput,
    response: stoppedAnswer,
    refusals: ['receivables.item-not-found', 'receivables.stop-over'],
    handler: ({ engine, caller, scope, body }) =>
      onItems(engine, scope, body.itemIds, () => stopItems(engine, caller, body)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/stops/end',
    operation: 'receivables.free-items',
    action: 'receivables.block',
    summary: 'End the stops that were set by hand on items.',
    body: freeItemsInput,
    response: stoppedAnswer,
    refusals: ['receivables.item-not-found', 'receivables.not-stopped'],
    handler: ({ engine, caller, scope, body }) =>
      onItems(engine, scope, body.itemIds, () => freeItems(engine, caller, body)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/write-off',
    operation: 'receivables.write-off',
    action: 'receivables.write-off',
    summary: 'Write an item off, within your authority or by asking.',
    params: itemText,
    body: writeOffInput.omit({ itemId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [...governedRefusals, ...itemRefusals, 'receivables.wrong-side', 'receivables.reason-unknown'],
    handler: ({ engine, caller, scope, params, body: { askFor, ...body } }) =>
      runGoverned(engine, caller, { action: writeOffAction.name, input: { ...params, ...body }, askFor }, scope),
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/refund',
    operation: 'receivables.refund',
    action: 'receivables.refund',
    summary: 'Refund a credit, within your authority or by asking.',
    params: itemText,
    body: refundCreditInput.omit({ itemId: true }).extend(askForMember),
    response: governedAnswer,
    refusals: [
      ...governedRefusals,
      ...itemRefusals,
      'receivables.wrong-side',
      'receivables.reason-unknown',
      'receivables.payout-unverified',
      'receivables.payout-unknown',
    ],
    handler: ({ engine, caller, scope, params, body: { askFor, ...body } }) =>
      runGoverned(engine, caller, { action: refundCreditAction.name, input: { ...params, ...body }, askFor }, scope),
  }),
  defineRoute({
    method: 'get',
    path: '/api/items/{itemId}/refund-preview',
    operation: 'receivables.preview-refund',
    action: 'receivables.refund',
    summary: 'What is left of a credit, and to which accounts its money may go back.',
    params: itemParams,
    response: refundPreviewAnswer,
    refusals: ['receivables.item-not-found'],
    handler: async ({ engine, scope, params }) => {
      const reached = await withinReach(engine, scope, params.itemId);
      if (!reached.ok) return reached;
      const preview = await previewRefund(engine, scope.tenantId, params.itemId);
      return preview
        ? done({ ...preview, accounts: [...preview.accounts] })
        : refuse('receivables.item-not-found', 'There is no such item. Nothing was changed.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/clearings',
    operation: 'receivables.clear',
    action: 'receivables.clear',
    summary: 'Clear credits against debits of one company: money, credit memos, a down payment with its final invoice.',
    body: clearByHandInput,
    response: clearingAnswer,
    refusals: [...itemRefusals, 'receivables.noted-item'],
    handler: async ({ engine, caller, scope, body }) => {
      const itemIds = body.allocations.flatMap((one) => [one.creditItemId, one.debitItemId]);
      const items = await runQuery(engine, scope.tenantId, (db) => loadItems(db, scope.tenantId, { itemIds }));
      const reached = new Set(items.filter((one) => scope.companyIds.includes(one.companyId)).map((one) => one.id));
      return itemIds.every((id) => reached.has(id))
        ? clearByHand(engine, caller, body)
        : refuse('receivables.item-not-found', 'There is no such item. Nothing was changed.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/clearings/{clearingId}/reversal',
    operation: 'receivables.take-clearing-back',
    action: 'receivables.clear',
    summary: 'Take a clearing back: its items are open again.',
    params: z.strictObject({ clearingId: idParam }),
    body: takeClearingBackInput.omit({ clearingId: true }),
    response: clearingAnswer,
    refusals: [
      'receivables.clearing-unknown',
      'receivables.clearing-of-document',
      'receivables.already-reversed',
      'ledger.period-closed',
    ],
    handler: async ({ engine, caller, scope, params, body }) => {
      const clearing = await runQuery(engine, scope.tenantId, (db) =>
        loadClearing(db, scope.tenantId, params.clearingId),
      );
      if (!clearing || !scope.companyIds.includes(clearing.companyId))
        return refuse('receivables.clearing-unknown', 'There is no such clearing. Nothing was changed.');
      return takeClearingBack(engine, caller, { ...params, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/refunds',
    operation: 'receivables.list-refunds',
    action: 'receivables.view-refunds',
    summary: 'Refunds of a company that are to be paid out, posted from one day to another, with the account of each.',
    query: refundsQuery,
    response: refundsAnswer,
    handler: async ({ engine, scope, query }) => {
      const place = await placeOf(engine, scope, query.company);
      if (!place.ok) return place;
      const { companyId, day } = place.value;
      const to = query.to ?? day;
      return done({
        rows: await listRefunds(engine, scope.tenantId, { companyId, from: query.from ?? `${to.slice(0, 7)}-01`, to }),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/bad-debt-reliefs',
    operation: 'receivables.list-reliefs',
    action: 'receivables.view',
    summary: 'Tax of bad debts that waits for its relief, by the day on which it may be claimed.',
    query: queueQuery,
    response: reliefsAnswer,
    handler: async ({ engine, scope, query }) => {
      const place = await placeOf(engine, scope, query.company);
      if (!place.ok) return place;
      const { companyId, day } = place.value;
      return done({ rows: await listReliefs(engine, scope.tenantId, companyId, day) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/bad-debt-reliefs/claim',
    operation: 'receivables.claim-relief',
    action: 'receivables.claim-relief',
    summary: 'Claim the tax of bad debts whose condition is met.',
    body: claimReliefInput,
    response: claimReliefAnswer,
    refusals: ['receivables.relief-unknown', 'receivables.relief-not-due', 'receivables.relief-lapsed'],
    handler: ({ engine, caller, body }) => claimBadDebtRelief(engine, caller, body),
  }),
  ...listRoutes({
    shape: certificatesList,
    operation: 'receivables.list-certificates',
    action: 'receivables.view',
    summary: 'Certificates of withheld tax, those that are still awaited and those that came, with their files.',
    source: certificatesSource,
    asOne: numbersAsOne,
    detail: {
      answer: certificateDetail,
      load: async (db, { tenantId }, ids) =>
        new Map([...(await loadCertificateFiles(db, tenantId, ids))].map(([id, files]) => [id, { files: [...files] }])),
    },
  }),
];
