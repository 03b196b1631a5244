/** Checks over HTTP: the register, a check that comes in with its image, the deposit slip, the check that bounced. */
import { z } from 'zod';
import type { Company } from '#company';
import { numbersAsOne } from '#customers';
import { catchRefusal, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { listRoutes } from '#lists';
import { defineRoute, type Engine, filesOf, type RouteDefinition, runQuery, type Scope } from '#platform';
import {
  batchPath,
  batchReason,
  batchReleased,
  checkCreated,
  checkPath,
  checkQuery,
  correctCheckBody,
  depositAnswer,
  depositBody,
  depositDetailAnswer,
  depositPath,
  depositPdfQuery,
  depositWithdrawn,
  heldBatchAnswer,
  heldBatchesAnswer,
  heldBatchesQuery,
  receiveCheckBody,
  returnCheckBody,
  returnPreviewAnswer,
  returnPreviewQuery,
  withdrawBody,
} from './check-contract.ts';
import { correctCheck, withdrawCheck } from './commands/correct-check.ts';
import { depositChecks } from './commands/deposit-checks.ts';
import { judgeLines } from './commands/judge-lines.ts';
import { discardHeldBatch, releaseHeldBatch, restoreHeldBatch } from './commands/lockbox-batches.ts';
import { attachCheckImage, maximumImageBytes, receiveCheck } from './commands/receive-check.ts';
import { returnReceipt } from './commands/return-receipt.ts';
import { withdrawDeposit } from './commands/withdraw-deposit.ts';
import { returnReceiptAnswer } from './contract.ts';
import { depositSlipPdf, loadSlip, type PrintedSlip, slipFileName } from './deposit-slip.ts';
import { checksList, depositsList } from './lists.ts';
import { type CheckRow, checksSource, listChecks } from './queries/checks.ts';
import { depositsSource } from './queries/deposits.ts';
import { loadHeldBatchDetail } from './queries/held-batch.ts';
import { previewReturn } from './queries/preview-return.ts';
import { namedAccount, placeOf } from './route-place.ts';
import { type HeldBatch, heldBatchReason, loadHeldBatches } from './store/held-batches.ts';

const checkToJson = ({ imageSha256, ...row }: CheckRow) => ({ ...row, image: imageSha256 !== null });

async function checkIn(
  engine: Engine,
  scope: Scope,
  query: { company: string },
  id: bigint,
): Promise<Outcome<{ company: Company; today: string; check: CheckRow }>> {
  const place = await placeOf(engine, scope, query);
  if (!place.ok) return place;
  const { company, today } = place.value;
  const [check] = await listChecks(engine, scope.tenantId, { companyId: company.id, day: today, id, limit: 1 });
  return check
    ? done({ company, today, check })
    : refuse('cash.check-not-found', 'There is no such check in this company.');
}

/** A deposit with its checks, in the order in which they came in. */
async function depositIn(
  engine: Engine,
  scope: Scope,
  query: { company: string },
  depositId: bigint,
): Promise<Outcome<PrintedSlip>> {
  const place = await placeOf(engine, scope, query);
  if (!place.ok) return place;
  const { company, today } = place.value;
  const found = await loadSlip(engine, scope.tenantId, { company, day: today, depositId });
  return found ? done(found) : refuse('cash.deposit-not-found', 'There is no such deposit in this company.');
}

const notDeposited = (check: CheckRow) =>
  refuse(
    'cash.check-not-deposited',
    `Check ${check.number} was not paid in, so nothing came back. Nothing was changed.`,
  );

/** A held batch as JSON, alike for the command line and the API. */
export const heldBatchToJson = (one: HeldBatch) => ({
  id: one.id.toString(),
  file: one.file,
  batch: one.batch,
  batchDay: one.batchDay,
  currency: one.currency,
  stated: formatAmount(one.statedMinor, one.currency),
  sum: formatAmount(one.sumMinor, one.currency),
  statedChecks: one.statedChecks,
  checks: one.checks,
  reason: heldBatchReason(one),
  state: one.state,
});

export const checkRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: checksList,
    operation: 'cash.list-checks',
    action: 'cash.view',
    summary: 'The check register, the newest first: held until their day, received, deposited, cleared, returned.',
    source: checksSource,
    asOne: numbersAsOne,
  }),
  defineRoute({
    method: 'post',
    path: '/api/checks',
    operation: 'cash.receive-check',
    action: 'cash.import',
    summary: 'Register a check that came in.',
    query: checkQuery,
    body: receiveCheckBody,
    status: 201,
    response: checkCreated,
    refusals: ['cash.check-known', 'cash.check-amount', 'cash.check-drawer', 'customers.not-found', 'money.too-fine'],
    handler: async ({ engine, scope, caller, query, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const amount = catchRefusal(() => parseAmount(body.amount, body.currency));
      if (!amount.ok) return amount;
      const account = await namedAccount(engine, scope, { companyId: company.id, customer: body.customer });
      if (!account.ok) return account;
      return receiveCheck(engine, caller, {
        company,
        number: body.number,
        currency: body.currency,
        amountMinor: amount.value,
        checkDate: body.checkDate ?? today,
        receivedOn: today,
        drawerName: body.drawer ?? null,
        drawerAccount: body.drawerAccount ?? null,
        accountId: account.value,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/checks/{checkId}/correct',
    operation: 'cash.correct-check',
    action: 'cash.import',
    summary: 'Correct what was registered of a check that is not paid in: another takes its place.',
    params: checkPath,
    query: checkQuery,
    body: correctCheckBody,
    status: 201,
    response: checkCreated,
    refusals: [
      'cash.check-not-found',
      'cash.check-withdrawn',
      'cash.check-deposited',
      'cash.check-unchanged',
      'cash.check-known',
      'cash.check-amount',
      'cash.check-drawer',
      'customers.not-found',
      'money.too-fine',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await checkIn(engine, scope, query, params.checkId);
      if (!found.ok) return found;
      const { company, check } = found.value;
      const { reason, amount: said, customer, number, currency, checkDate, drawer, drawerAccount } = body;
      // Another currency reads the same amount anew: it may have other minor units.
      const amount = catchRefusal(() => parseAmount(said ?? check.amount, currency ?? check.currency));
      if (!amount.ok) return amount;
      const account =
        customer === undefined
          ? done(undefined)
          : await namedAccount(engine, scope, { companyId: company.id, customer });
      if (!account.ok) return account;
      return correctCheck(engine, caller, {
        company,
        ...params,
        reason,
        change: {
          ...(number !== undefined && { number }),
          ...(currency !== undefined && { currency }),
          amountMinor: amount.value,
          ...(checkDate !== undefined && { checkDate }),
          ...(drawer !== undefined && { drawerName: drawer }),
          ...(drawerAccount !== undefined && { drawerAccount }),
          ...(account.value !== undefined && { accountId: account.value }),
        },
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/checks/{checkId}/withdraw',
    operation: 'cash.withdraw-check',
    action: 'cash.import',
    summary: 'Withdraw a check that is not paid in: given back, lost, or registered by mistake.',
    params: checkPath,
    query: checkQuery,
    body: withdrawBody,
    status: 204,
    response: z.null(),
    refusals: ['cash.check-not-found', 'cash.check-withdrawn', 'cash.check-deposited'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? withdrawCheck(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/checks/{checkId}/image',
    operation: 'cash.check-image',
    action: 'cash.view',
    summary: 'The image of a check.',
    params: checkPath,
    query: checkQuery,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['cash.check-not-found', 'cash.check-image-missing'],
    handler: async ({ engine, scope, query, params }) => {
      const found = await checkIn(engine, scope, query, params.checkId);
      if (!found.ok) return found;
      const { imageSha256, number } = found.value.check;
      const content = imageSha256 === null ? undefined : filesOf(engine).read(scope.tenantId, imageSha256);
      return content
        ? done({ content, fileName: `check-${number.replace(/[^\w-]/g, '_')}` })
        : refuse('cash.check-image-missing', 'There is no image of this check.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/checks/{checkId}/image',
    operation: 'cash.attach-check-image',
    action: 'cash.import',
    summary: 'Attach the image (PNG, JPEG, TIFF, PDF) to a check.',
    params: checkPath,
    query: checkQuery,
    uploadMaxBytes: maximumImageBytes,
    status: 204,
    response: z.null(),
    refusals: ['cash.check-not-found', 'cash.check-image'],
    handler: async ({ engine, scope, caller, query, params, upload }) => {
      const found = await checkIn(engine, scope, query, params.checkId);
      if (!found.ok) return found;
      return attachCheckImage(engine, caller, { company: found.value.company, ...params, image: upload });
    },
  }),
  ...listRoutes({
    shape: depositsList,
    operation: 'cash.list-deposits',
    action: 'cash.view',
    summary: 'Deposit slips and lockbox batches, the newest first, and whether the bank has credited them.',
    source: depositsSource,
  }),
  defineRoute({
    method: 'get',
    path: '/api/deposits/{depositId}',
    operation: 'cash.deposit',
    action: 'cash.view',
    summary: 'One deposit with its checks.',
    params: depositPath,
    query: checkQuery,
    response: depositDetailAnswer,
    refusals: ['cash.deposit-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const found = await depositIn(engine, scope, query, params.depositId);
      if (!found.ok) return found;
      const { slip, checks } = found.value;
      return done({ ...slip, rows: checks.map(checkToJson) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/deposits/{depositId}/pdf',
    operation: 'cash.deposit-pdf',
    action: 'cash.view',
    summary: 'A deposit slip as a PDF for the bank, in the language asked for.',
    params: depositPath,
    query: depositPdfQuery,
    response: { mediaType: 'application/pdf' },
    refusals: ['cash.deposit-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const found = await depositIn(engine, scope, query, params.depositId);
      if (!found.ok) return found;
      const content = await depositSlipPdf({ ...found.value, language: query.language });
      return done({ content, fileName: slipFileName(found.value.slip) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/checks/{checkId}/return-preview',
    operation: 'cash.preview-check-return',
    action: 'cash.return',
    summary: 'What a check that came back would do: what is open again, what is charged, who collects.',
    params: checkPath,
    query: returnPreviewQuery,
    response: returnPreviewAnswer,
    refusals: ['cash.check-not-found', 'cash.check-not-deposited'],
    handler: async ({ engine, scope, query, params }) => {
      const found = await checkIn(engine, scope, query, params.checkId);
      if (!found.ok) return found;
      const { company, today, check } = found.value;
      const preview =
        check.receiptId === null
          ? undefined
          : await previewReturn(engine, scope.tenantId, {
              companyId: company.id,
              receiptId: check.receiptId,
              day: query.returnedOn ?? today,
            });
      return preview ? done({ ...preview, items: [...preview.items] }) : notDeposited(check);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/deposits',
    operation: 'cash.deposit-checks',
    action: 'cash.apply',
    summary: 'Make a deposit slip of received checks; each becomes a receipt and is matched at once.',
    query: checkQuery,
    body: depositBody,
    status: 201,
    response: depositAnswer,
    refusals: [
      'cash.no-checks',
      'cash.check-not-found',
      'cash.check-deposited',
      'cash.check-withdrawn',
      'cash.check-post-dated',
      'cash.currency',
      'cash.deposit-account',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const paid = await depositChecks(engine, caller, {
        company,
        bankAccount: body.bankAccount,
        checkIds: body.checkIds,
        depositedOn: body.depositedOn ?? today,
      });
      if (!paid.ok) return paid;
      const { lineIds, amountMinor, ...deposit } = paid.value;
      const judged = await judgeLines(engine, caller, { company, asOf: today, lineIds });
      return done({ ...deposit, amount: formatAmount(amountMinor, deposit.currency), ...judged });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/deposits/{depositId}/withdraw',
    operation: 'cash.withdraw-deposit',
    action: 'cash.reverse',
    summary: 'Withdraw a slip that was never brought to the bank: its checks can be corrected or paid in again.',
    params: depositPath,
    query: checkQuery,
    body: withdrawBody,
    response: depositWithdrawn,
    refusals: [
      'cash.deposit-not-found',
      'cash.deposit-withdrawn',
      'cash.deposit-credited',
      'cash.deposit-of-lockbox',
      'cash.check-applied',
      'cash.check-moved-on',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? withdrawDeposit(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/checks/{checkId}/return',
    operation: 'cash.return-check',
    action: 'cash.return',
    summary: 'A check bounced: what it paid is open again, the fee is charged as policy says, the collector knows.',
    params: checkPath,
    query: checkQuery,
    body: returnCheckBody,
    response: returnReceiptAnswer,
    refusals: [
      'cash.check-not-found',
      'cash.check-not-deposited',
      'cash.not-returnable',
      'receivables.has-allocations',
      'receivables.changed-meanwhile',
      'ledger.period-closed',
    ],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const found = await checkIn(engine, scope, query, params.checkId);
      if (!found.ok) return found;
      const { company, today, check } = found.value;
      if (check.receiptId === null) return notDeposited(check);
      return returnReceipt(engine, caller, {
        company,
        receiptId: check.receiptId,
        returnedOn: body.returnedOn ?? today,
        reason: body.reason,
        withoutFee: body.withoutFee,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/held-batches',
    operation: 'cash.list-held-batches',
    action: 'cash.view',
    summary: 'Batches of a lockbox that do not foot: those that wait for a person, or those that were decided.',
    query: heldBatchesQuery,
    response: heldBatchesAnswer,
    handler: async ({ engine, scope, query }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const wanted = { companyId: place.value.company.id, decided: query.state === 'decided' };
      const rows = await runQuery(engine, scope.tenantId, (db) => loadHeldBatches(db, scope.tenantId, wanted));
      return done({ rows: rows.map(heldBatchToJson) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/held-batches/{batchId}',
    operation: 'cash.held-batch',
    action: 'cash.view',
    summary: 'One batch of a lockbox that did not foot, with its checks and what was decided of it.',
    params: batchPath,
    query: checkQuery,
    response: heldBatchAnswer,
    refusals: ['cash.batch-not-found'],
    handler: async ({ engine, scope, query, params }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const of = { companyId: place.value.company.id, batchId: params.batchId };
      const batch = await loadHeldBatchDetail(engine, scope.tenantId, of);
      if (!batch) return refuse('cash.batch-not-found', 'There is no such batch in this company.');
      const { decidedReason } = batch;
      const details = batch.details.map((one) => ({ ...one, documents: [...one.documents] }));
      return done({ ...heldBatchToJson(batch), decidedReason, details });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/held-batches/{batchId}/release',
    operation: 'cash.release-batch',
    action: 'cash.apply',
    summary: 'Pay a held batch in as its checks are; each becomes a receipt and is matched at once.',
    params: batchPath,
    query: checkQuery,
    body: batchReason,
    response: batchReleased,
    refusals: ['cash.batch-not-found', 'cash.batch-not-held', 'cash.batch-advised', 'cash.check-known'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      if (!place.ok) return place;
      const { company, today } = place.value;
      const released = await releaseHeldBatch(engine, caller, { company, ...params, ...body });
      if (!released.ok) return released;
      const { lineIds } = released.value;
      return done({ checks: lineIds.length, ...(await judgeLines(engine, caller, { company, asOf: today, lineIds })) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/held-batches/{batchId}/discard',
    operation: 'cash.discard-batch',
    action: 'cash.apply',
    summary: 'Discard a held batch; a corrected file brings its checks.',
    params: batchPath,
    query: checkQuery,
    body: batchReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.batch-not-found', 'cash.batch-not-held'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? discardHeldBatch(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/held-batches/{batchId}/restore',
    operation: 'cash.restore-batch',
    action: 'cash.apply',
    summary: 'Take the discarding of a batch back: it is held again with its checks.',
    params: batchPath,
    query: checkQuery,
    body: batchReason,
    status: 204,
    response: z.null(),
    refusals: ['cash.batch-not-found', 'cash.batch-not-discarded', 'cash.batch-corrected'],
    handler: async ({ engine, scope, caller, query, params, body }) => {
      const place = await placeOf(engine, scope, query);
      return place.ok ? restoreHeldBatch(engine, caller, { company: place.value.company, ...params, ...body }) : place;
    },
  }),
];
