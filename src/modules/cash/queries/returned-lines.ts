/** Payments that came back and are linked to no receipt: what waits for a person, the bank's lines and what advices tell. */
import type { Company } from '#company';
import { addDays, type Day, daysBetween, formatAmount } from '#kernel';
import { type Engine, runQuery, type Sql, sql } from '#platform';
import { looksReturned, type RankedReturn, rankReturns } from '../rules/match-return.ts';
import { proposeSplit, type SplitProposal } from '../rules/split-return.ts';
import { type AdvisedReturn, loadAdvisedReturns } from '../store/advices.ts';
import { type HeldBecause, loadReturnCandidates, loadUnlinkedReturns, type UnlinkedReturn } from '../store/returns.ts';
import { advisedCandidates } from './advised-candidates.ts';

export interface ReturnedLine {
  /** The bank's line, by the receipt that it became; null of what an advice alone tells. */
  readonly receiptId: bigint | null;
  /** The advice that tells of it; null of the bank's lines. */
  readonly adviceId: bigint | null;
  readonly valueDate: Day;
  readonly postingDate: Day;
  readonly amount: string;
  readonly currency: string;
  readonly payer: string | null;
  readonly payerAccount: string | null;
  readonly text: string;
  /** The bank's account, or the file of the advice. */
  readonly bank: string;
  /** Why it could not be taken back without a person, though its payment was found; it is tried again. */
  readonly heldBecause: HeldBecause | null;
  readonly reasonCode: string | null;
  readonly original: string | null;
  readonly charges: string | null;
}

export interface ReturnedLineCandidate {
  readonly receiptId: bigint;
  readonly number: string | null;
  readonly valueDate: Day;
  readonly amount: string;
  readonly charge: string;
  readonly payer: string | null;
  readonly customer: string | null;
  readonly name: string | null;
  readonly because: string | null;
}

/** A line with the receipts that it may take back, and for a sum of several those that are proposed together. */
export interface ReturnedLineDetail extends ReturnedLine {
  readonly candidates: ReturnedLineCandidate[];
  readonly proposal: SplitProposal | null;
  /** Two sets of receipts come to the sum: none is proposed. */
  readonly severalFit: boolean;
}

/** What is proposed for a line that came back: as many receipts together, or none because several sets come to it. */
export interface ProposedReturn {
  /** The bank's line, by the receipt that it became. */
  readonly receiptId: bigint;
  readonly proposal: SplitProposal | null;
  readonly severalFit: boolean;
}

/** More are not listed at once. */
const mostLines = 200;
/** So many lines of money out are looked through for returns at once. */
const mostRead = 2_000;
const mostCandidates = 50;
/** Receipts that a sum of several may take back: of so many days before it, the newest, so many of one line. */
const [splitDays, mostSmaller] = [90, 2_000];
/** Lines of one account whose days are so near are looked at with what is read once, so many receipts at most. */
const [daysTogether, mostTogether] = [30, 20_000];
/** A bank takes no more than this beside a returned payment, in hundredths of the currency's unit. */
const largestChargeMinor = 100_00n;

async function banksOf(db: Sql, tenantId: bigint, companyId: bigint): Promise<Map<bigint, string>> {
  const { rows } = await sql<{ id: bigint; name: string }>`
    select id, name from cash.v_bank_account where tenant_id = ${tenantId} and company_id = ${companyId}`.execute(db);
  return new Map(rows.map((row) => [row.id, row.name]));
}

const told = (line: UnlinkedReturn, banks: ReadonlyMap<bigint, string>): ReturnedLine => {
  const amount = (minor: bigint | null): string | null => (minor === null ? null : formatAmount(minor, line.currency));
  return {
    receiptId: line.receiptId,
    adviceId: null,
    valueDate: line.valueDate,
    postingDate: line.postingDate,
    amount: formatAmount(line.amountMinor, line.currency),
    currency: line.currency,
    payer: line.payerName,
    payerAccount: line.payerAccount,
    text: line.text,
    bank: banks.get(line.bankAccountId) ?? '',
    heldBecause: line.heldBecause,
    reasonCode: line.returnReason,
    original: amount(line.originalMinor),
    charges: amount(line.chargesMinor),
  };
};

const toldAdvice = (advice: AdvisedReturn): ReturnedLine => ({
  receiptId: null,
  adviceId: advice.id,
  valueDate: advice.day,
  postingDate: advice.day,
  amount: formatAmount(advice.amountMinor, advice.currency),
  currency: advice.currency,
  payer: advice.payerName,
  payerAccount: advice.payerAccount,
  text: advice.text,
  bank: advice.file,
  heldBecause: advice.heldBecause,
  reasonCode: advice.reason,
  original: null,
  charges: null,
});

/**
 * The lines of money out that the bank calls returns and that are linked to no receipt, with what advices tell to have come back,
 * the oldest first; `all`: every line of money out that is linked to nothing, the newest first.
 */
export function listReturnedLines(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; all: boolean },
): Promise<{ rows: ReturnedLine[]; more: boolean }> {
  return runQuery(engine, tenantId, async (db) => {
    const lines = await loadUnlinkedReturns(db, tenantId, of.companyId, {
      called: !of.all,
      newestFirst: of.all,
      limit: mostLines + 1,
    });
    const banks = await banksOf(db, tenantId, of.companyId);
    const advised = of.all ? [] : await loadAdvisedReturns(db, tenantId, of.companyId);
    const rows = [...lines.map((line) => told(line, banks)), ...advised.map(toldAdvice)];
    if (!of.all) rows.sort((a, b) => (a.valueDate < b.valueDate ? -1 : a.valueDate > b.valueDate ? 1 : 0));
    return { rows: rows.slice(0, mostLines), more: rows.length > mostLines };
  });
}

type ReturnCandidates = Awaited<ReturnType<typeof loadReturnCandidates>>;

/** What comes to a line together, of smaller receipts of its account; and those that something speaks for. */
function splitOf(line: UnlinkedReturn, smaller: ReturnCandidates) {
  const spoken = new Set(rankReturns(line, smaller).flatMap((one) => (one.points > 0 ? [one.receiptId] : [])));
  const { proposal, several } = looksReturned(line)
    ? proposeSplit(
        line,
        smaller.map((one) => ({ ...one, named: spoken.has(one.receiptId) })),
      )
    : { proposal: null, several: false };
  return { spoken, proposal, severalFit: several };
}

/**
 * What is proposed for so many of the lines behind one, those only for which there is something to say: the same as
 * `loadReturnedLine` says of each; `next`: behind which line it goes on, null at the end. Receipts are read once for lines of an
 * account that are near each other; `all` as of the list.
 */
export function listProposedReturns(
  engine: Engine,
  tenantId: bigint,
  of: { companyIds: readonly bigint[]; all: boolean; after?: bigint | undefined; limit: number },
): Promise<{ rows: ProposedReturn[]; next: bigint | null }> {
  return runQuery(engine, tenantId, async (db) => {
    const lines = await loadUnlinkedReturns(db, tenantId, of.companyIds, {
      ...{ called: !of.all, after: of.after ?? 0n, limit: mostRead },
    });
    const wanted = lines.filter(looksReturned).slice(0, of.limit);
    const last = wanted.length === of.limit ? wanted.at(-1) : lines.length === mostRead ? lines.at(-1) : undefined;
    const groups: UnlinkedReturn[][] = [];
    const inOrder = wanted.sort((a, b) => daysBetween(b.valueDate, a.valueDate));
    for (const line of inOrder) {
      const group = groups.findLast(
        ([first]) => first!.bankAccountId === line.bankAccountId && first!.currency === line.currency,
      );
      if (group && daysBetween(group[0]!.valueDate, line.valueDate) <= daysTogether) group.push(line);
      else groups.push([line]);
    }
    const proposed: ProposedReturn[] = [];
    for (const group of groups) {
      const [first, last] = [group[0]!, group.at(-1)!];
      const largest = group.reduce((a, b) => (a.amountMinor < b.amountMinor ? b : a));
      const together = await loadReturnCandidates(db, tenantId, [largest], {
        nearMinor: largest.amountMinor,
        between: { since: addDays(first.valueDate, -splitDays), until: last.valueDate, most: mostTogether },
      });
      for (const line of group) {
        const since = addDays(line.valueDate, -splitDays);
        const smaller = together.filter(
          (one) => one.amountMinor <= line.amountMinor && one.valueDate >= since && one.valueDate <= line.valueDate,
        );
        const { proposal, severalFit } = splitOf(line, smaller.slice(0, mostSmaller));
        if (proposal !== null || severalFit) proposed.push({ receiptId: line.receiptId, proposal, severalFit });
      }
    }
    return { rows: proposed, next: last?.receiptId ?? null };
  });
}

/**
 * One of them with the receipts that it may take back: of its account and currency, its amount or less by what a bank takes
 * beside it, the likeliest first. For a sum of which no receipt is the whole, the one set of smaller ones that comes to it is
 * proposed and stands first. Undefined where the company has no such line.
 */
export function loadReturnedLine(
  engine: Engine,
  tenantId: bigint,
  of: { companyId: bigint; receiptId: bigint },
): Promise<ReturnedLineDetail | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const [line] = await loadUnlinkedReturns(db, tenantId, of.companyId, { receiptId: of.receiptId });
    if (!line) return undefined;
    // Near its amount; and of smaller ones, for a booking of several, those that something speaks for.
    const near = await loadReturnCandidates(db, tenantId, [line], { nearMinor: largestChargeMinor });
    const smaller = await loadReturnCandidates(db, tenantId, [line], {
      nearMinor: line.amountMinor,
      between: { since: addDays(line.valueDate, -splitDays), until: line.valueDate, most: mostSmaller },
    });
    const { spoken, proposal, severalFit } = splitOf(line, smaller);
    const proposed = new Set(proposal?.receiptIds);
    const wanted = (id: bigint): boolean => spoken.has(id) || proposed.has(id);
    const found = [
      ...near,
      ...smaller.filter((one) => wanted(one.receiptId) && near.every((other) => other.receiptId !== one.receiptId)),
    ];
    const amounts = new Map(found.map((one) => [one.receiptId, one.amountMinor]));
    const ranked = rankReturns(line, found);
    // Of equal evidence those whose difference the bank itself states, or that have none.
    const expected = line.originalMinor ?? line.amountMinor - (line.chargesMinor ?? 0n);
    const distance = (id: bigint): bigint => {
      const off = amounts.get(id)! - expected;
      return off < 0n ? -off : off;
    };
    const first = (id: bigint): number => (proposed.has(id) ? 0 : 1);
    ranked.sort(
      (a, b) =>
        first(a.receiptId) - first(b.receiptId) ||
        b.points - a.points ||
        Number(distance(a.receiptId) - distance(b.receiptId)),
    );
    const candidates = await describe(db, tenantId, { ...of, line, ranked, amounts });
    return { ...told(line, await banksOf(db, tenantId, of.companyId)), candidates, proposal, severalFit };
  });
}

/** What an advice tells to have come back, with the receipts of its amount, the likeliest first. Undefined where it waits not. */
export function loadAdvisedReturn(
  engine: Engine,
  tenantId: bigint,
  of: { company: Company; adviceId: bigint },
): Promise<ReturnedLineDetail | undefined> {
  const { company } = of;
  return runQuery(engine, tenantId, async (db) => {
    const advice = (await loadAdvisedReturns(db, tenantId, company.id)).find((one) => one.id === of.adviceId);
    if (!advice) return undefined;
    const found = await advisedCandidates(db, tenantId, company, [advice]);
    const ranked = rankReturns({ ...advice, valueDate: advice.day }, found);
    const amounts = new Map(found.map((one) => [one.receiptId, one.amountMinor]));
    const candidates = await describe(db, tenantId, { companyId: company.id, line: advice, ranked, amounts });
    return { ...toldAdvice(advice), candidates, proposal: null, severalFit: false };
  });
}

/** The likeliest receipts with what is known of them. */
async function describe(
  db: Sql,
  tenantId: bigint,
  of: {
    companyId: bigint;
    line: { readonly currency: string; readonly amountMinor: bigint };
    ranked: readonly RankedReturn[];
    amounts: ReadonlyMap<bigint, bigint>;
  },
): Promise<ReturnedLineCandidate[]> {
  const { line, amounts } = of;
  const chosen = of.ranked.slice(0, mostCandidates);
  const { rows } = await sql<{
    id: bigint;
    number: string | null;
    valueDate: Day;
    payer: string | null;
    customer: string | null;
    name: string | null;
  }>`
    select r.id, r.number, r.value_date as "valueDate", l.counterparty_name as payer, a.number as customer, a.name
    from cash.receipt r
    join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
    left join customers.v_account a on a.tenant_id = ${tenantId} and a.id = r.account_id
    where r.tenant_id = ${tenantId} and r.company_id = ${of.companyId} and r.id = any(${chosen.map((one) => one.receiptId)}::bigint[])`.execute(
    db,
  );
  const facts = new Map(rows.map((row) => [row.id, row]));
  return chosen.flatMap(({ receiptId, because }): ReturnedLineCandidate[] => {
    const row = facts.get(receiptId);
    if (!row) return [];
    const amountMinor = amounts.get(receiptId)!;
    const { number, valueDate, payer, customer, name } = row;
    return [
      {
        receiptId,
        ...{ number, valueDate, payer, customer, name },
        amount: formatAmount(amountMinor, line.currency),
        charge: formatAmount(line.amountMinor - amountMinor, line.currency),
        because,
      },
    ];
  });
}
