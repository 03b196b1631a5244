/** Executes an offset: what was proposed is checked against today's facts, decided by authority, posted and exported. */
import { askForMoney, type Company, loadCompany } from '#company';
import { lockAccounts } from '#customers';
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
import { clearManyIn, loadItems, postDocumentsIn } from '#receivables';
import { type ExecuteOffset, executeOffsetInput } from '../contract.ts';
import type { OffsetItem, PayableItem } from '../model.ts';
import { loadDocumentStates } from '../queries/document-state.ts';
import { loadOffsetItems, loadParties } from '../queries/offset-facts.ts';
import { entitle } from '../rules/entitlement.ts';
import { availableOf, availableOfPayable, type Candidate, type Pair, pair } from '../rules/plan-offset.ts';
import type { RequiredDocument } from '../rules/required-documents.ts';
import { loadAgreements, lockAgreement } from '../store/agreements.ts';
import { counts, withdrawRequest } from '../store/documents.ts';
import {
  insertPostings,
  loadLines,
  loadOffsets,
  lockOffset,
  type StoredLine,
  type StoredOffset,
  settleOffset,
} from '../store/offsets.ts';
import { loadPayables, lockPayables } from '../store/payables.ts';
import { loadPolicy } from '../store/policy.ts';

export const executeOffsetAction: GovernedAction<ExecuteOffset> = {
  name: 'offsets.execute',
  permission: 'offsets.execute',
  sentence: 'set off receivables against credits and payables',
  amountMeans: 'the amount set off',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'analyst', mode: 'with_approval' },
    { role: 'cash_applier', mode: 'alone', amount: '5000' },
    { role: 'cash_applier', mode: 'with_approval' },
    { role: 'lead', mode: 'alone', amount: '25000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'lead', mode: 'approve', amount: '25000' },
    { role: 'controller', mode: 'alone' },
    { role: 'controller', mode: 'approve' },
  ],
  input: executeOffsetInput,
  companyOf: async (db, tenantId, input) => (await loadOffsets(db, tenantId, { ids: [input.offsetId] }))[0]?.companyId,
  run: (engine, caller, input) => executeOffset(engine, caller, input),
};

export interface ExecutedOffset {
  readonly offsetId: string;
  readonly amount: string;
  readonly currency: string;
  /** The documents that were posted: one by customer account against payables, none between a customer's own items. */
  readonly documents: readonly string[];
  readonly clearingIds: readonly string[];
}

/**
 * Posts a proposed offset, whole or not at all: a clearing between the customer's items, or a document against the offset
 * clearing account that clears what the customer owes. Refuses `offsets.offset-not-found`, `offsets.not-open`,
 * `offsets.changed-meanwhile` (an item has less open, is blocked, is in another offset), `offsets.other-entity`,
 * `offsets.documents-missing` (or handed in and not looked at), `company.rate-missing`, and what `lockPeriods`, `decideAuthority`, `postDocumentsIn` and
 * `clearManyIn` refuse.
 */
export function executeOffset(
  engine: Engine,
  caller: Caller,
  input: ExecuteOffset,
): Promise<CommandOutcome<ExecutedOffset>> {
  const description = { operation: executeOffsetAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<ExecutedOffset>> => {
    const [seen] = await loadOffsets(tx.db, tx.tenantId, { ids: [input.offsetId] });
    if (!seen) return offsetNotFound();
    const company = (await loadCompany(tx.db, tx.tenantId, seen.companyId))!;
    const today = dayInZone(tx.now, company.timeZone);
    const postingDate = input.postingDate ?? today;
    const taken = await takeOffset(tx, company, seen, postingDate);
    if (!taken.ok) return taken;
    const hand = taken.value;
    const { offset, lines } = hand;
    const sound = await checkFacts(tx, company, hand, postingDate);
    if (!sound.ok) return sound;
    const policy = await loadPolicy(tx.db, tx.tenantId, company.id, today);
    const documents = (await loadDocumentStates(tx.db, tx.tenantId, [offset], policy)).get(offset.id)!;
    const complete = checkDocuments(documents.required);
    if (!complete.ok) return complete;
    const { amountMinor, currency } = offset;
    const decided = await askForMoney(tx, executeOffsetAction, {
      ...{ company, customerIds: [offset.customerId], amountMinor, currency, day: today },
      subject: `offset ${offset.id}`,
      content: {
        postingDate: input.postingDate ?? null,
        basis: offset.basis,
        agreementId: offset.agreementId,
        lines: lines.map(({ side, itemId, payableId, amountMinor: of }) => ({
          side,
          itemId,
          payableId,
          amountMinor: of,
        })),
        documents: documents.kept.filter(counts).map((one) => one.sha256),
      },
      sentence: `Set off ${offset.sentence}`,
    });
    if (!decided.ok) return decided;
    const pairs = pair(lines.map(candidateOf).sort(byDay));
    const posted = await post(tx, company, { offset, lines, pairs, postingDate, reason: input.reason });
    if (!posted.ok) return posted;
    await insertPostings(tx, offset.id, posted.value);
    await settleOffset(tx, offset.id, { state: 'executed', reason: input.reason, postingDate });
    await withdrawRequest(tx, offset.id, 'The offset was executed.');
    tx.count('offsets executed');
    tx.publish({
      type: 'offsets.executed',
      payload: {
        companyId: company.id.toString(),
        offsetId: offset.id.toString(),
        accountId: offset.accountId.toString(),
      },
    });
    return done({
      offsetId: offset.id.toString(),
      amount: formatAmount(amountMinor, currency),
      currency,
      documents: posted.value.flatMap((one) => (one.number === null ? [] : [one.number])),
      clearingIds: posted.value.map((one) => one.clearingId.toString()),
    });
  });
}

/** Whether every gap is closed: what the customer handed in closes none before somebody has looked at it. */
function checkDocuments(required: readonly RequiredDocument[]): Outcome<null> {
  const named = (state: RequiredDocument['state']): string[] =>
    required.filter((one) => one.state === state).map((one) => one.kind);
  const [missing, toLookAt] = [named('missing'), named('to_look_at')];
  if (missing.length === 0 && toLookAt.length === 0) return done(null);
  const words = (kinds: readonly string[]): string => kinds.map((kind) => kind.replaceAll('_', ' ')).join(', ');
  return refuse(
    'offsets.documents-missing',
    [
      ...(missing.length > 0 ? [`Documents are missing: ${words(missing)}. Request or attach them first.`] : []),
      ...(toLookAt.length > 0
        ? [`Nobody has looked at what the customer handed in: ${words(toLookAt)}. Say that it counts, or does not.`]
        : []),
      'Nothing was changed.',
    ].join(' '),
    { missing, toLookAt },
  );
}

export const offsetNotFound = () =>
  refuse('offsets.offset-not-found', 'There is no such offset in this company. Nothing was changed.');

interface OffsetAtHand {
  readonly offset: StoredOffset;
  readonly lines: readonly StoredLine[];
}

/** Locks what executing touches, in the order of the house: months, customer accounts, then the offset and what it stands on. */
async function takeOffset(
  tx: Transaction,
  company: Company,
  seen: StoredOffset,
  postingDate: Day,
): Promise<Outcome<OffsetAtHand>> {
  const before = await loadLines(tx.db, tx.tenantId, [seen.id]);
  const itemIds = before.flatMap((line) => line.itemId ?? []);
  const items = await loadItems(tx.db, tx.tenantId, { itemIds });
  const open = await lockPeriods(tx, company.id, [
    periodOf(postingDate),
    ...items.map((item) => periodOf(laterDay(postingDate, item.postingDate))),
  ]);
  if (!open.ok) return open;
  await lockAccounts(
    tx,
    items.map((item) => item.accountId),
  );
  const offset = (await lockOffset(tx, seen.id))!;
  if (offset.agreementId !== null) await lockAgreement(tx, offset.agreementId);
  await lockPayables(
    tx,
    before.flatMap((line) => line.payableId ?? []),
  );
  if (offset.state !== 'proposed')
    return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
      state: offset.state,
    });
  if (offset.version !== seen.version)
    return refuse('offsets.changed-meanwhile', 'The offset was changed just now; look again. Nothing was changed.');
  return done({ offset, lines: before });
}

/** Whether everything may still be taken, and the parties may still be set off on that day. */
async function checkFacts(
  tx: Transaction,
  company: Company,
  { offset, lines }: OffsetAtHand,
  day: Day,
): Promise<Outcome<null>> {
  const withoutOffsets = [offset.id];
  const items = await loadOffsetItems(tx.db, tx.tenantId, {
    itemIds: lines.flatMap((line) => line.itemId ?? []),
    day,
    withoutOffsets,
  });
  const ids = lines.flatMap((line) => line.payableId ?? []);
  const payables = await loadPayables(tx.db, tx.tenantId, { companyId: company.id, ids, withoutOffsets });
  const itemOf = new Map<bigint, OffsetItem>(items.map((one) => [one.itemId, one]));
  const payableOf = new Map<bigint, PayableItem>(payables.map((one) => [one.payableId, one]));
  for (const line of lines) {
    const item = line.itemId === null ? undefined : itemOf.get(line.itemId);
    const payable = line.payableId === null ? undefined : payableOf.get(line.payableId);
    const { availableMinor, why } = item
      ? availableOf(item, { day, daysOverdue: null }, (id) => itemOf.get(id))
      : payable
        ? availableOfPayable(payable)
        : { availableMinor: 0n, why: null };
    if (availableMinor < line.amountMinor)
      return refuse(
        'offsets.changed-meanwhile',
        `${why?.reason ?? `${line.number} has ${formatAmount(availableMinor, offset.currency)} ${offset.currency} open.`} The offset takes ${formatAmount(
          line.amountMinor,
          offset.currency,
        )} of it; withdraw it and propose anew. Nothing was changed.`,
        { number: line.number, code: why?.code ?? 'open' },
      );
  }
  const parties = await loadParties(tx.db, tx.tenantId, {
    companyId: company.id,
    day,
    customerIds: items.map((one) => one.customerId),
  });
  const partiesOf = (side: 'debit' | 'credit') =>
    lines
      .filter((line) => line.side === side)
      .map((line) =>
        line.itemId === null
          ? parties.supplier(payableOf.get(line.payableId!)!)
          : parties.customer(itemOf.get(line.itemId)!.customerId),
      );
  const agreements =
    offset.agreementId === null ? [] : await loadAgreements(tx.db, tx.tenantId, { id: offset.agreementId });
  const entitled = entitle(partiesOf('debit'), partiesOf('credit'), agreements, {
    day,
    companyId: company.id,
    currency: offset.currency,
  });
  return entitled.ok ? done(null) : entitled;
}

export const candidateOf = (line: StoredLine): Candidate => ({
  side: line.side,
  itemId: line.itemId,
  payableId: line.payableId,
  number: line.number,
  day: line.dueDate,
  availableMinor: line.amountMinor,
  linkedItemId: line.linkedItemId,
});
const byDay = (a: Candidate, b: Candidate): number => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0);

interface Posting {
  readonly accountId: bigint;
  readonly clearingId: bigint;
  readonly itemId: bigint | null;
  readonly number: string | null;
}

/** Posts the pairs: a clearing between items, or, against payables, a document for each account and the clearing that it makes. */
async function post(
  tx: Transaction,
  company: Company,
  of: OffsetAtHand & { readonly pairs: readonly Pair[]; readonly postingDate: Day; readonly reason: string },
): Promise<Outcome<readonly Posting[]>> {
  const { offset, lines, pairs, postingDate, reason } = of;
  const explanation = `Offset ${offset.id}: ${offset.sentence} ${reason}`;
  const accountOf = new Map(
    lines.flatMap((line) => (line.itemId === null ? [] : [[line.itemId, line.accountId!] as const])),
  );
  if (offset.kind === 'credit') {
    const allocations = pairs.map((one) => ({
      creditItemId: one.credit.itemId!,
      debitItemId: one.debit.itemId!,
      amountMinor: one.amountMinor,
    }));
    const cleared = await clearManyIn(tx, company, [{ allocations, postingDate, kind: 'offset', explanation }]);
    if (!cleared.ok) return cleared;
    const accountId = accountOf.get(allocations[0]!.creditItemId)!;
    return done([{ accountId, clearingId: cleared.value.clearingIds[0]!, itemId: null, number: null }]);
  }
  const accountIds = [...new Set(pairs.map((one) => accountOf.get(one.debit.itemId!)!))];
  const ofAccount = (accountId: bigint): Pair[] =>
    pairs.filter((one) => accountOf.get(one.debit.itemId!) === accountId);
  const posted = await postDocumentsIn(
    tx,
    company,
    accountIds.map((accountId) => ({
      accountId,
      documentType: 'offset' as const,
      number: null,
      source: 'offsets',
      sourceKey: `offset ${offset.id} of account ${accountId}`,
      documentDate: postingDate,
      postingDate,
      dueDate: postingDate,
      currency: offset.currency,
      amountMinor: -ofAccount(accountId).reduce((sum, one) => sum + one.amountMinor, 0n),
      references: [...new Set(ofAccount(accountId).map((one) => one.credit.number))],
      text: reason,
      explanation,
    })),
  );
  if (!posted.ok) return posted;
  const documents = posted.value.posted.map((one, index) => ({
    accountId: accountIds[index]!,
    itemId: one.itemIds[0]!,
    number: one.number,
  }));
  const cleared = await clearManyIn(
    tx,
    company,
    documents.map(({ accountId, itemId }) => ({
      allocations: debitsOf(ofAccount(accountId)).map(([debitItemId, amountMinor]) => ({
        creditItemId: itemId,
        debitItemId,
        amountMinor,
      })),
      postingDate,
      kind: 'offset',
      explanation,
      madeByItemId: itemId,
    })),
  );
  if (!cleared.ok) return cleared;
  return done(documents.map((one, index) => ({ ...one, clearingId: cleared.value.clearingIds[index]! })));
}

/** What each debit is settled with, whatever the payables. */
function debitsOf(pairs: readonly Pair[]): [bigint, bigint][] {
  const sums = new Map<bigint, bigint>();
  for (const { debit, amountMinor } of pairs) sums.set(debit.itemId!, (sums.get(debit.itemId!) ?? 0n) + amountMinor);
  return [...sums];
}
