/** Decides on an adjustment that a customer announces: a deduction or a memo linked to its document, or nothing. Memos under authority. */
import { askForMoney, type Company, loadCompany, loadReasonCodes } from '#company';
import { findCustomerKey, lockAccounts } from '#customers';
import { type Day, dayInZone, done, formatAmount, laterDay, type Outcome, periodOf, refuse } from '#kernel';
import { lockPeriods } from '#ledger';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  type GovernedAction,
  runCommand,
  type Transaction,
} from '#platform';
import { moveItemsIn, postDocumentsIn } from '#receivables';
import { type AcceptAdjustment, acceptAdjustmentInput } from '../adjustment-contract.ts';
import { type JudgedAdjustment, judgeAdjustments } from '../queries/adjustments.ts';
import { reasonCodeOf } from '../rules/adjustment.ts';
import {
  type Adjustment,
  decideAdjustment,
  loadAdjustments,
  lockAdjustment,
  nameCustomer,
} from '../store/adjustments.ts';

export const acceptAdjustmentAction: GovernedAction<AcceptAdjustment> = {
  name: 'cash.accept-adjustment',
  permission: 'receivables.deduct',
  sentence: 'post memos that customers announce',
  amountMeans: 'the amount of the memo; a deduction takes no authority',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'with_approval' },
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '10000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'controller', mode: 'alone', amount: '250000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: acceptAdjustmentInput,
  companyOf: async (db, tenantId, input) =>
    (await loadAdjustments(db, tenantId, { ids: [BigInt(input.adjustmentId)] }))[0]?.companyId,
  run: (engine, caller, input) => acceptAdjustment(engine, caller, input),
};

export interface AcceptedAdjustment {
  readonly as: 'deduction' | 'credit_memo' | 'debit_memo';
  readonly number: string;
  readonly itemId: string;
  readonly amount: string;
  readonly currency: string;
}

/**
 * Makes of it what `proposeAdjustment` proposes on the facts of now, whole: the deduction leaves the document that it names, a
 * memo is linked to that and stands open. Its reason code is the one named, else the one that the announced reasons mean.
 * Refuses `cash.adjustment-not-found`, `cash.adjustment-decided`, `cash.adjustment-document` with the reason,
 * `cash.adjustment-payer` where the document is not of who announces it, nor of whom that pays for, or nobody said who does, `company.rate-missing`, and what `moveItemsIn`, `lockPeriods`, `decideAuthority`
 * and `postDocumentsIn` refuse.
 */
export function acceptAdjustment(
  engine: Engine,
  caller: Caller,
  input: AcceptAdjustment,
): Promise<CommandOutcome<AcceptedAdjustment>> {
  const id = BigInt(input.adjustmentId);
  const description = { operation: acceptAdjustmentAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<AcceptedAdjustment>> => {
    const [seen] = await loadAdjustments(tx.db, tx.tenantId, { ids: [id] });
    if (!seen) return notFound();
    const company = (await loadCompany(tx.db, tx.tenantId, seen.companyId))!;
    const today = dayInZone(tx.now, company.timeZone);
    const open = await lockPeriods(tx, company.id, [
      periodOf(today),
      ...seen.documents.map((one) => periodOf(laterDay(today, one.postingDate))),
    ]);
    if (!open.ok) return open;
    await lockAccounts(
      tx,
      seen.documents.map((one) => one.accountId),
    );
    await lockAdjustment(tx, id);
    const adjustment = (await loadAdjustments(tx.db, tx.tenantId, { ids: [id] }))[0]!;
    if (adjustment.state === 'accepted') return decidedAlready(adjustment);
    const [judged] = await judgeAdjustments(tx.db, tx.tenantId, { company, day: today, adjustments: [adjustment] });
    const { proposal } = judged!;
    if (proposal.form === null) {
      const { code, text } = proposal.why;
      if (code === 'payer-unknown')
        return refuse(
          'cash.adjustment-payer',
          `It is not known which customer announces ${adjustment.number || 'the adjustment'}: name the customer first. Nothing was changed.`,
          { why: code },
        );
      if (code === 'payer-other') return refuse('cash.adjustment-payer', `${text} Nothing was changed.`, { why: code });
      return refuse(
        'cash.adjustment-document',
        `${adjustment.number} is about ${adjustment.reference || 'no document'}: ${text} Nothing was changed.`,
        { why: code },
      );
    }
    const reasonCode =
      input.reasonCode ??
      reasonCodeOf(adjustment.reasons, new Set((await loadReasonCodes(tx.db, tx.tenantId)).map((one) => one.code)));
    const posted =
      proposal.form === 'deduction'
        ? await deduct(tx, { company, adjustment, proposal, today, input, reasonCode })
        : await postMemo(tx, { company, adjustment, proposal, today, input, reasonCode });
    if (!posted.ok) return posted;
    const { number, itemId, personId } = posted.value;
    decideAdjustment(tx, id, { as: proposal.form, on: today, reason: input.reason, personId, itemId });
    tx.count('adjustments accepted');
    tx.publish({
      type: 'cash.adjustment-decided',
      payload: {
        adjustmentId: id.toString(),
        companyId: company.id.toString(),
        accountId: adjustment.accountId?.toString() ?? null,
        as: proposal.form,
        numbers: [adjustment.number].filter((one) => one !== ''),
      },
    });
    const { currency, amountMinor } = adjustment;
    const amount = formatAmount(amountMinor, currency);
    return done({ as: proposal.form, number, itemId: itemId.toString(), amount, currency });
  });
}

interface Accepting {
  readonly company: Company;
  readonly adjustment: Adjustment;
  readonly proposal: Extract<JudgedAdjustment['proposal'], { why: null }>;
  readonly today: Day;
  readonly input: AcceptAdjustment;
  readonly reasonCode: string | null;
}

interface MadeOfIt {
  readonly number: string;
  readonly itemId: bigint;
  readonly personId: bigint;
}

const textOf = ({ adjustment, input }: Accepting): string =>
  `${adjustment.number}${adjustment.reasons.length === 0 ? '' : ` (${adjustment.reasons.map((one) => one.code).join(', ')})`}: ${input.reason}`;

async function deduct(tx: Transaction, of: Accepting): Promise<Outcome<MadeOfIt>> {
  const { company, adjustment, proposal, today, reasonCode } = of;
  const moved = await moveItemsIn(tx, company, [
    {
      ...{ itemId: proposal.document.itemId, amountMinor: adjustment.amountMinor, postingDate: today },
      documentType: 'deduction',
      reasonCode,
      text: textOf(of),
      explanation: `Deduction from ${proposal.document.number} by the customer’s adjustment ${textOf(of)}`,
    },
  ]);
  if (!moved.ok) return moved;
  const { number, itemId } = moved.value[0]!;
  return done({ number, itemId, personId: tx.actor.personId });
}

async function postMemo(tx: Transaction, of: Accepting): Promise<Outcome<MadeOfIt>> {
  const { company, adjustment, proposal, today, reasonCode } = of;
  const { amountMinor, currency } = adjustment;
  const { accountId } = proposal.document;
  const [account] = await lockAccounts(tx, [accountId]);
  const kind = proposal.form.replaceAll('_', ' ');
  const decided = await askForMoney(tx, acceptAdjustmentAction, {
    ...{ company, customerIds: [account!.customerId], amountMinor, currency, day: today },
    subject: `adjustment ${adjustment.id}`,
    content: { adjustmentId: adjustment.id, form: proposal.form, itemId: proposal.document.itemId, reasonCode },
    sentence: `Post a ${kind} of ${currency} ${formatAmount(amountMinor, currency)} on customer ${account!.number} for ${proposal.document.number}, by its adjustment ${adjustment.number}.`,
  });
  if (!decided.ok) return decided;
  const posted = await postDocumentsIn(tx, company, [
    {
      accountId,
      documentType: proposal.form === 'credit_memo' ? 'credit_memo' : 'debit_memo',
      number: null,
      documentDate: today,
      currency,
      amountMinor: proposal.form === 'credit_memo' ? -amountMinor : amountMinor,
      reasonCode,
      linkedItemId: proposal.document.itemId,
      references: [adjustment.number],
      text: textOf(of),
      explanation: `${kind} for ${proposal.document.number} by the customer’s adjustment ${textOf(of)}`,
    },
  ]);
  if (!posted.ok) return posted;
  const [one] = posted.value.posted;
  return done({ number: one!.number, itemId: one!.itemIds[0]!, personId: decided.value.makerPersonId });
}

/**
 * Declines an adjustment that waits, with the reason; it may be accepted later all the same. Refuses
 * `cash.adjustment-not-found` and `cash.adjustment-decided`.
 */
export function declineAdjustment(
  engine: Engine,
  caller: Caller,
  input: { readonly companyIds: readonly bigint[]; readonly adjustmentId: bigint; readonly reason: string },
): Promise<Outcome<null>> {
  const { adjustmentId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'cash.decline-adjustment', reason, input: { adjustmentId, reason } },
    async (tx): Promise<Outcome<null>> => {
      await lockAdjustment(tx, adjustmentId);
      const [adjustment] = await loadAdjustments(tx.db, tx.tenantId, { ids: [adjustmentId] });
      if (!adjustment || !input.companyIds.includes(adjustment.companyId)) return notFound();
      if (adjustment.state !== 'waiting') return decidedAlready(adjustment);
      const company = (await loadCompany(tx.db, tx.tenantId, adjustment.companyId))!;
      const on = dayInZone(tx.now, company.timeZone);
      decideAdjustment(tx, adjustmentId, { as: 'declined', on, reason, personId: tx.actor.personId, itemId: null });
      tx.publish({
        type: 'cash.adjustment-decided',
        payload: {
          adjustmentId: adjustmentId.toString(),
          companyId: company.id.toString(),
          accountId: adjustment.accountId?.toString() ?? null,
          as: 'declined',
          numbers: [adjustment.number].filter((one) => one !== ''),
        },
      });
      return done(null);
    },
  );
}

/**
 * Says which customer announces an adjustment that waits, where its file names one whom nobody knows, or another. Refuses
 * `cash.adjustment-not-found`, `cash.adjustment-decided` and `customers.not-found`.
 */
export function nameAdjustmentCustomer(
  engine: Engine,
  caller: Caller,
  input: {
    readonly companyIds: readonly bigint[];
    readonly adjustmentId: bigint;
    /** The customer's number. */
    readonly customer: string;
    readonly reason: string;
  },
): Promise<Outcome<null>> {
  const { adjustmentId, customer, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'cash.name-adjustment-customer', reason, input: { adjustmentId, customer, reason } },
    async (tx): Promise<Outcome<null>> => {
      await lockAdjustment(tx, adjustmentId);
      const [adjustment] = await loadAdjustments(tx.db, tx.tenantId, { ids: [adjustmentId] });
      if (!adjustment || !input.companyIds.includes(adjustment.companyId)) return notFound();
      if (adjustment.state !== 'waiting') return decidedAlready(adjustment);
      const found = await findCustomerKey(tx.db, tx.tenantId, adjustment.companyId, customer);
      if (!found)
        return refuse(
          'customers.not-found',
          `There is no customer "${customer}" in this company. Nothing was changed.`,
          { customer },
          { field: 'customer' },
        );
      nameCustomer(tx, adjustmentId, { accountId: found.accountId, personId: tx.actor.personId, reason });
      tx.publish({
        type: 'cash.adjustment-customer-named',
        payload: {
          adjustmentId: adjustmentId.toString(),
          companyId: adjustment.companyId.toString(),
          accountId: found.accountId.toString(),
          numbers: [adjustment.number].filter((one) => one !== ''),
        },
      });
      return done(null);
    },
  );
}

const notFound = () =>
  refuse('cash.adjustment-not-found', 'There is no such adjustment in this company. Nothing was changed.');

const decidedAlready = ({ number, decided }: Adjustment) =>
  refuse(
    'cash.adjustment-decided',
    `${number} is decided already: ${decided!.as === 'declined' ? 'declined' : decided!.document} on ${decided!.on}. Nothing was changed.`,
  );
