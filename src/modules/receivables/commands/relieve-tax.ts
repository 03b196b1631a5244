/**
 * The tax of bad debts: when a claim is written off it waits; on the country's day it is claimed from the tax account;
 * when money still comes it is repaid. Called by posting and reversing; `claimBadDebtRelief` is the command.
 */
import { type Company, claimEnd, loadCompany, loadTaxPolicies, reliefDay, taxFacts } from '#company';
import { lockAccounts } from '#customers';
import {
  type Day,
  dayInZone,
  divideRounded,
  done,
  formatAmount,
  minimum,
  type Outcome,
  periodOf,
  refuse,
} from '#kernel';
import { accountsByPurpose, insertJournals, lockPeriods, type NewJournal, takeJournalIds } from '#ledger';
import { type Caller, type CommandOutcome, type Engine, runCommand, type Transaction } from '#platform';
import type { ClaimRelief } from '../contract.ts';
import type { Item, TaxPart } from '../model.ts';
import type { ItemRow } from '../store/items.ts';
import {
  insertReliefMoves,
  insertReliefs,
  loadMovesOfJournal,
  loadRecoveryMoves,
  loadReliefs,
  type ReliefMove,
  type StoredRelief,
  takeReliefIds,
} from '../store/reliefs.ts';

/** A write-off or recovery that was just posted, with its tax and the item it is linked to. */
export interface ReliefEvent {
  readonly row: ItemRow;
  readonly taxes: readonly TaxPart[];
  readonly linked: Item | undefined;
  readonly toCompany: (amountMinor: bigint) => bigint;
}

/** Puts the tax of write-offs into the queue, and takes that of recoveries out of it; a claim already made is repaid. */
export async function recordRelief(tx: Transaction, company: Company, events: readonly ReliefEvent[]): Promise<void> {
  const writeOffs = events.filter(({ row, taxes }) => row.documentType === 'write_off' && taxes.length > 0);
  const recoveries = events.filter(({ row, taxes }) => row.documentType === 'recovery' && taxes.length > 0);
  if (writeOffs.length > 0) await enqueue(tx, writeOffs);
  if (recoveries.length > 0) await release(tx, company, recoveries);
}

async function enqueue(tx: Transaction, events: readonly ReliefEvent[]): Promise<void> {
  const facts = taxFacts([], await loadTaxPolicies(tx.db, tx.tenantId));
  const wanted = events.flatMap((event) =>
    event.taxes.filter((part) => part.taxMinor < 0n).map((part) => ({ event, part })),
  );
  const ids = await takeReliefIds(tx, wanted.length);
  insertReliefs(
    tx,
    wanted.map(({ event: { row, linked }, part }, index) => {
      const policy = facts.policy(part.country, row.postingDate);
      const claim = linked ?? row;
      const days = { writeOffDate: row.postingDate, dueDate: claim.dueDate, documentDate: claim.documentDate };
      return {
        id: ids[index]!,
        companyId: row.companyId,
        accountId: row.accountId,
        writeOffItemId: row.id,
        country: part.country,
        taxCode: part.taxCode,
        taxAccountId: part.accountId,
        currency: row.currency,
        baseMinor: -part.baseMinor,
        taxMinor: -part.taxMinor,
        condition: policy?.reliefCondition ?? `No policy of ${part.country} is recorded; a person judges it.`,
        conditionDate: reliefDay(policy, days),
        claimUntil: claimEnd(policy, days),
        policySource: policy?.source ?? null,
      };
    }),
  );
  insertReliefMoves(
    tx,
    wanted.map(({ event: { row, toCompany }, part }, index) => ({
      reliefId: ids[index]!,
      kind: 'written_off',
      postingDate: row.postingDate,
      amountMinor: -part.taxMinor,
      companyAmountMinor: -toCompany(part.taxMinor),
      journalId: row.journalId!,
      itemId: row.id,
    })),
  );
}

async function release(tx: Transaction, company: Company, events: readonly ReliefEvent[]): Promise<void> {
  const reliefs = await loadReliefs(tx.db, tx.tenantId, {
    writeOffItemIds: events.map(({ row }) => row.linkedItemId!),
  });
  const moves: ReliefMove[] = [];
  const repayments: Repayment[] = [];
  for (const { row, taxes, toCompany } of events) {
    for (const part of taxes.filter((one) => one.taxMinor !== 0n)) {
      const relief = reliefs.find(
        (one) =>
          one.writeOffItemId === row.linkedItemId &&
          one.country === part.country &&
          one.taxCode === part.taxCode &&
          one.taxAccountId === part.accountId,
      )!;
      const missing = part.taxMinor - relief.waitingMinor;
      if (missing > 0n) repayments.push({ relief, amountMinor: missing, postingDate: row.postingDate, itemId: row.id });
      moves.push({
        reliefId: relief.id,
        kind: 'recovered',
        postingDate: row.postingDate,
        amountMinor: -part.taxMinor,
        companyAmountMinor: -toCompany(part.taxMinor),
        journalId: row.journalId!,
        itemId: row.id,
      });
    }
  }
  await repay(tx, company, repayments);
  insertReliefMoves(tx, moves);
}

interface Repayment {
  readonly relief: StoredRelief;
  readonly amountMinor: bigint;
  readonly postingDate: Day;
  readonly itemId: bigint;
}

/** Gives claimed tax back to the tax account: it waits again, and is then taken by what made it due. */
async function repay(tx: Transaction, company: Company, repayments: readonly Repayment[]): Promise<void> {
  if (repayments.length === 0) return;
  const wanted = repayments.map((one) => ({
    ...one,
    kind: 'repaid' as const,
    signedMinor: one.amountMinor,
    companyMinor: divideRounded(one.relief.claimedCompanyMinor * one.amountMinor, one.relief.claimedMinor),
    explanation: `Relief of tax is repaid: ${formatAmount(one.amountMinor, one.relief.currency)} ${one.relief.currency} of what was claimed came in after all.`,
  }));
  await postReliefJournals(tx, company, wanted);
}

/** Posts movements between the account of waiting tax (debit positive) and the tax accounts, one journal each. */
async function postReliefJournals(
  tx: Transaction,
  company: Company,
  wanted: readonly {
    readonly relief: StoredRelief;
    readonly kind: ReliefMove['kind'];
    readonly signedMinor: bigint;
    readonly companyMinor: bigint;
    readonly postingDate: Day;
    readonly itemId: bigint | null;
    readonly explanation: string;
  }[],
  toldByErp = false,
): Promise<void> {
  const [glAccount, ids] = await Promise.all([
    accountsByPurpose(tx.db, tx.tenantId, company.id),
    takeJournalIds(tx, wanted.length),
  ]);
  const journals: (NewJournal & { id: bigint })[] = wanted.map((one, index) => ({
    id: ids[index]!,
    companyId: company.id,
    postingDate: one.postingDate,
    documentDate: one.postingDate,
    kind: 'bad_debt_relief',
    explanation: one.explanation,
    lines: [
      {
        accountId: glAccount('bad_debt_tax'),
        currency: one.relief.currency,
        amountMinor: one.signedMinor,
        companyAmountMinor: one.companyMinor,
      },
      {
        accountId: one.relief.taxAccountId,
        currency: one.relief.currency,
        amountMinor: -one.signedMinor,
        companyAmountMinor: -one.companyMinor,
      },
    ],
  }));
  await insertJournals(tx, journals);
  insertReliefMoves(
    tx,
    wanted.map((one, index) => ({
      reliefId: one.relief.id,
      kind: one.kind,
      postingDate: one.postingDate,
      amountMinor: one.signedMinor,
      companyAmountMinor: one.companyMinor,
      journalId: ids[index]!,
      itemId: one.itemId,
    })),
  );
  // The ERP owns the tax account: what is claimed or repaid here has to reach it, unless it was the ERP that said so.
  if (company.ledgerMode === 'mirrored' && !toldByErp)
    tx.publish({
      type: 'receivables.tax-relieved',
      payload: { companyId: company.id.toString(), company: company.code, journalIds: ids.map(String) },
    });
}

/**
 * What the reversal of write-offs and recoveries does to the queue: a claim already made is repaid first, a recovery puts
 * its tax back. `journalOf` names each document's reversing journal. No recovery of a reversed write-off stands any more.
 */
export async function reverseRelief(
  tx: Transaction,
  company: Company,
  items: readonly Item[],
  day: Day,
  journalOf: (item: Item) => bigint,
): Promise<void> {
  const writeOffs = items.filter((item) => item.documentType === 'write_off' && item.taxMinor !== 0n);
  const recoveries = items.filter((item) => item.documentType === 'recovery' && item.taxMinor !== 0n);
  if (writeOffs.length > 0) {
    const reliefs = await loadReliefs(tx.db, tx.tenantId, { writeOffItemIds: writeOffs.map((item) => item.id) });
    const itemOf = (relief: StoredRelief): Item => writeOffs.find((item) => item.id === relief.writeOffItemId)!;
    await repay(
      tx,
      company,
      reliefs
        .filter((relief) => relief.claimedMinor > 0n)
        .map((relief) => ({ relief, amountMinor: relief.claimedMinor, postingDate: day, itemId: itemOf(relief).id })),
    );
    insertReliefMoves(
      tx,
      reliefs.map((relief) => ({
        reliefId: relief.id,
        kind: 'write_off_reversed',
        postingDate: day,
        amountMinor: -relief.taxMinor,
        companyAmountMinor: -(relief.waitingCompanyMinor + relief.claimedCompanyMinor),
        journalId: journalOf(itemOf(relief)),
        itemId: itemOf(relief).id,
      })),
    );
  }
  if (recoveries.length > 0) {
    const moves = await loadRecoveryMoves(
      tx.db,
      tx.tenantId,
      recoveries.map((item) => item.id),
    );
    insertReliefMoves(
      tx,
      moves.map((move) => ({
        ...move,
        kind: 'recovery_reversed',
        postingDate: day,
        amountMinor: -move.amountMinor,
        companyAmountMinor: -move.companyAmountMinor,
        journalId: journalOf(recoveries.find((item) => item.id === move.itemId)!),
      })),
    );
  }
}

/**
 * Claims the tax of bad debts whose condition is met on a day: Dr tax, Cr waiting tax, a journal each. Without `reliefIds`
 * all that are due; named ones also where a person has to judge the condition. Refuses `receivables.relief-unknown`,
 * `receivables.relief-lapsed`, `receivables.relief-not-due` and what `lockPeriods` refuses.
 */
export function claimBadDebtRelief(
  engine: Engine,
  caller: Caller,
  input: ClaimRelief,
): Promise<CommandOutcome<{ claimed: number }>> {
  const description = { operation: 'receivables.claim-relief', reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ claimed: number }>> => {
    const company = await loadCompany(tx.db, tx.tenantId, input.companyId);
    if (!company) return refuse('company.unknown', 'There is no such company. Nothing was changed.');
    const day = input.postingDate ?? dayInZone(tx.now, company.timeZone);
    const open = await lockPeriods(tx, company.id, [periodOf(day)]);
    if (!open.ok) return open;
    const seen = await chosen(tx, company, input.reliefIds, day);
    if (!seen.ok) return seen;
    await lockAccounts(
      tx,
      seen.value.map((relief) => relief.accountId),
    );
    const due = await chosen(tx, company, input.reliefIds, day);
    if (!due.ok) return due;
    const locked = new Set(seen.value.map((relief) => relief.id));
    const wanted = due.value.filter((relief) => locked.has(relief.id));
    if (wanted.length === 0) return done({ claimed: 0 });
    await postReliefJournals(
      tx,
      company,
      wanted.map((relief) => ({
        relief,
        kind: 'claimed' as const,
        signedMinor: -relief.waitingMinor,
        companyMinor: -relief.waitingCompanyMinor,
        postingDate: day,
        itemId: null,
        explanation: `Bad-debt relief of ${formatAmount(relief.waitingMinor, relief.currency)} ${relief.currency} claimed: ${relief.condition}`,
      })),
    );
    tx.count('reliefs', wanted.length);
    return done({ claimed: wanted.length });
  });
}

async function chosen(
  tx: Transaction,
  company: Company,
  reliefIds: readonly bigint[] | undefined,
  day: Day,
): Promise<Outcome<StoredRelief[]>> {
  const waiting = await loadReliefs(tx.db, tx.tenantId, { waitingOfCompany: company.id });
  const lapsed = (relief: StoredRelief): boolean => relief.claimUntil !== null && relief.claimUntil < day;
  if (reliefIds === undefined)
    return done(
      waiting.filter((relief) => relief.conditionDate !== null && relief.conditionDate <= day && !lapsed(relief)),
    );
  const named: StoredRelief[] = [];
  for (const id of new Set(reliefIds)) {
    const relief = waiting.find((one) => one.id === id);
    if (!relief)
      return refuse('receivables.relief-unknown', 'No tax waits for relief under this id. Nothing was changed.', {
        reliefId: id.toString(),
      });
    if (lapsed(relief))
      return refuse(
        'receivables.relief-lapsed',
        `This relief could be claimed until ${relief.claimUntil}. Nothing was changed.`,
      );
    if (relief.conditionDate !== null && relief.conditionDate > day)
      return refuse(
        'receivables.relief-not-due',
        `The condition is met on ${relief.conditionDate}, not before. Nothing was changed.`,
      );
    named.push(relief);
  }
  return done(named);
}

/**
 * Takes the claim of a journal back on a day, inside a transaction of an upper module that holds the account: the tax waits
 * again. What was repaid since is not there to be taken back, and a repayment is left as it is.
 */
export async function takeClaimBackIn(
  tx: Transaction,
  company: Company,
  input: { journalId: bigint; postingDate: Day; reason: string },
): Promise<void> {
  const [move] = await loadMovesOfJournal(tx.db, tx.tenantId, input.journalId);
  if (move?.kind !== 'claimed') return;
  const [relief] = await loadReliefs(tx.db, tx.tenantId, { reliefIds: [move.reliefId] });
  const amountMinor = minimum(-move.amountMinor, relief!.claimedMinor);
  if (amountMinor <= 0n) return;
  const back = {
    relief: relief!,
    kind: 'repaid' as const,
    signedMinor: amountMinor,
    companyMinor: divideRounded(relief!.claimedCompanyMinor * amountMinor, relief!.claimedMinor),
    postingDate: input.postingDate,
    itemId: null,
    explanation: `Relief of tax is taken back: ${input.reason}`,
  };
  await postReliefJournals(tx, company, [back], true);
}
