/**
 * A bank account's balance at a month's end against its account in the ledger: every part of the difference by its name, so
 * that they add up to it to the unit; and what keeps the month from being signed. Pure.
 */
import { daysBetween, periodOf } from '#kernel';
import type {
  BankComparison,
  BankFacts,
  BankFinding,
  BankItem,
  BankItemKind,
  LooseEntry,
  ReconciledStatement,
} from '../bank/model.ts';

/** What is not signed over: money that nobody has posted, and balances that do not follow from one another. */
const blocking: ReadonlySet<BankItemKind> = new Set([
  'statement_gap',
  'lines_missing',
  'line_not_posted',
  'unexplained',
]);

export function compareBank(facts: BankFacts): BankComparison {
  const chain = [...facts.statements]
    .filter((one) => one.closingMinor !== null && one.closingDate !== null && one.closingDate <= facts.monthEnd)
    .sort((a, b) => compareText(a.closingDate!, b.closingDate!) || (a.id < b.id ? -1 : 1));
  const last = chain.at(-1);
  // Without any balance the bank has told only lines.
  const bankMinor = last ? last.closingMinor! + facts.linesAfterClosingMinor : facts.linesMinor;
  const gaps = gapsOf(chain);
  const opening = chain.find((one) => one.openingMinor !== null)?.openingMinor ?? 0n;
  const named: BankItem[] = [];
  const add = (kind: BankItemKind, entry: LooseEntry | { amountMinor: bigint; text: string }): void => {
    if (entry.amountMinor === 0n) return;
    named.push({
      kind,
      amountMinor: entry.amountMinor,
      day: 'day' in entry ? entry.day : null,
      reference: 'reference' in entry ? entry.reference : '',
      text: entry.text,
      blocks: blocking.has(kind),
      ...('receiptId' in entry && { receiptId: entry.receiptId ?? null }),
    });
  };
  add('balance_before_start', { amountMinor: opening, text: 'The balance before the first statement that was read.' });
  for (const gap of gaps) add('statement_gap', gap);
  const fromStatements = opening + gaps.reduce((sum, gap) => sum + gap.amountMinor, 0n);
  add('lines_missing', {
    amountMinor: bankMinor - fromStatements - facts.linesMinor,
    text: 'The statements moved by more than their lines.',
  });
  for (const one of facts.waiting) add('line_not_posted', one);
  for (const one of facts.postedLater) add('posted_later', one);
  for (const one of facts.postedEarly) add('posted_early', opposite(one));
  for (const one of facts.ledgerOnly)
    add(one.amountMinor > 0n ? 'deposit_in_transit' : 'payment_outstanding', opposite(one));
  const differenceMinor = bankMinor - facts.ledgerMinor;
  add('unexplained', {
    amountMinor: differenceMinor - named.reduce((sum, item) => sum + item.amountMinor, 0n),
    text: 'No movement of either side explains it.',
  });
  return {
    bankMinor,
    ledgerMinor: facts.ledgerMinor,
    differenceMinor,
    items: named,
    findings: findingsOf(facts, chain),
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const opposite = (entry: LooseEntry): LooseEntry => ({ ...entry, amountMinor: -entry.amountMinor });

/** Where a statement begins after the one before it ended, and not with its closing balance. Overlapping ones leave no gap. */
function gapsOf(chain: readonly ReconciledStatement[]): LooseEntry[] {
  const gaps: LooseEntry[] = [];
  for (let index = 1; index < chain.length; index += 1) {
    const [before, one] = [chain[index - 1]!, chain[index]!];
    if (one.openingMinor === null || one.openingMinor === before.closingMinor) continue;
    if (one.fromDate !== null && before.toDate !== null && one.fromDate <= before.toDate) continue;
    gaps.push({
      day: one.fromDate ?? one.closingDate!,
      amountMinor: one.openingMinor - before.closingMinor!,
      reference: one.number ?? '',
      text: `The statement before it closed on ${before.closingDate} with another balance than this one opens with; a statement between them is missing.`,
    });
  }
  return gaps;
}

function findingsOf(facts: BankFacts, chain: readonly ReconciledStatement[]): BankFinding[] {
  const findings: BankFinding[] = facts.held.map((one) => ({ code: 'statement_held', ...one, blocks: true }));
  if (facts.readTo === null || facts.readTo < facts.lastBusinessDay) {
    const readTo =
      facts.readTo === null
        ? 'No statement was read yet.'
        : `The bank is read up to ${facts.readTo}, the month has business days up to ${facts.lastBusinessDay}.`;
    findings.push({
      code: 'not_read_to_end',
      readTo: facts.readTo,
      lastBusinessDay: facts.lastBusinessDay,
      text: facts.onMovement ? `${readTo} It sends statements only on movement.` : readTo,
      blocks: !facts.onMovement,
    });
  }
  if (chain.length === 0)
    findings.push({
      code: 'no_balance',
      text: 'The bank has told no balance; only its lines are compared.',
      blocks: false,
    });
  const month = periodOf(facts.monthEnd);
  for (const one of facts.statements.filter((statement) => statement.late && periodOf(statement.toDate!) === month))
    findings.push({
      code: 'out_of_order',
      number: one.number ?? String(one.id),
      day: one.toDate!,
      text: `Statement ${one.number ?? one.id} up to ${one.toDate} was read after one of later days.`,
      blocks: false,
    });
  for (const { before, one } of leapsOf(chain).filter((leap) => periodOf(leap.one.closingDate!) === month))
    findings.push({
      code: 'number_missing',
      number: one.number!,
      day: one.closingDate!,
      before: before.number!,
      text: `Statement ${one.number} of ${one.closingDate} follows number ${before.number}, though its balance goes on: one between them may be missing.`,
      blocks: false,
    });
  return findings;
}

/** A larger step is another way of numbering. */
const largestLeap = 30;

/**
 * Where numbers leap though the balances go on: the lines of a missing statement may add up to nothing. A bank that numbers
 * days leaps over each weekend and is told apart by it; a number begins anew with the year or the month.
 */
function leapsOf(chain: readonly ReconciledStatement[]): { before: ReconciledStatement; one: ReconciledStatement }[] {
  const steps = chain.slice(1).flatMap((one, index) => {
    const before = chain[index]!;
    const [from, to] = [countOf(before), countOf(one)];
    if (from === null || to === null || before.closingDate!.slice(0, 4) !== one.closingDate!.slice(0, 4)) return [];
    return [{ before, one, step: to - from, days: daysBetween(before.closingDate!, one.closingDate!) }];
  });
  const byCount = steps.filter(({ step, days }) => step === 1 && days > 1).length;
  const byDay = steps.filter(({ step, days }) => step > 1 && step === days).length;
  if (byDay > byCount) return [];
  return steps.filter(
    ({ before, one, step }) => step > 1 && step <= largestLeap && one.openingMinor === before.closingMinor,
  );
}

/** The count in a statement's number, such as 12 of "12/1" and of "00012"; null where it has none. */
function countOf({ number }: ReconciledStatement): number | null {
  const digits = /^0*(\d{1,9})(?:\D|$)/.exec(number ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}
