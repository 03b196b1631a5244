/** Revalues open foreign-currency items at the end of a month; taken back by itself on the first day of the next. */
import type { Company } from '#company';
import { dayInZone, done, formatAmount, type Outcome, periodOf, refuse } from '#kernel';
import {
  accountsByPurpose,
  closedMonths,
  insertJournals,
  isMonth,
  lockPeriods,
  monthsBetween,
  takeJournalIds,
  unclosedBefore,
} from '#ledger';
import { type Caller, type Engine, runCommand, sql, type Transaction } from '#platform';
import { type Revaluation, revaluationIn } from '../queries/revaluation.ts';
import { explainRevaluation, revaluationDays, revaluationLines } from '../rules/revaluation.ts';
import { insertRevaluations } from '../store/revaluations.ts';

export interface RevaluationResult {
  readonly month: string;
  readonly rows: readonly Revaluation[];
  /** How many pairs of journals this run posted; 0 when all was posted before. */
  readonly posted: number;
}

/**
 * Posts, per control account and currency, what open items are worth more or less at the closing rate of the month's last
 * day, against an account of its own, and the reversal on the first day of the next month: one explained journal each.
 * `through`: the open months before it as well, from the first that holds postings on, each at its own rates; all or none.
 * A second run of the month posts only what has changed since (idempotent). Refuses `ledger.month-malformed`,
 * `receivables.month-not-over`, what `lockPeriods` refuses for either month, `receivables.not-tied-out` and
 * `company.rate-missing`.
 */
export function revalue(
  engine: Engine,
  caller: Caller,
  input: { company: Company; month: string; through?: boolean },
): Promise<Outcome<RevaluationResult>> {
  const { company, month } = input;
  const through = input.through === true;
  return runCommand(
    engine,
    caller,
    {
      operation: 'receivables.revalue',
      reason: through
        ? `Open items in foreign currency were revalued for ${month} and the open months before it.`
        : `Open items in foreign currency were revalued for ${month}.`,
      input: { company: company.code, month, ...(through && { through }) },
    },
    async (tx): Promise<Outcome<RevaluationResult>> => {
      if (!isMonth(month))
        return refuse('ledger.month-malformed', `"${month}" is not a month; write YYYY-MM.`, {}, { field: 'month' });
      const { day } = revaluationDays(month);
      if (dayInZone(tx.now, company.timeZone) < day)
        return refuse(
          'receivables.month-not-over',
          `${month} ends on ${day}; it has no closing rate yet. Nothing was changed.`,
          {
            month,
          },
        );
      const of = { companyId: company.id, month };
      const months = through ? await openMonthsUntil(tx, of) : [month];
      // Two runs at once would both find the same amount due.
      for (const one of months)
        await sql`select pg_advisory_xact_lock(hashtextextended(${`receivables.revalue ${tx.tenantId}/${company.id}/${one}`}, 0))`.execute(
          tx.db,
        );
      const open = await lockPeriods(
        tx,
        company.id,
        months.flatMap((one) => [one, periodOf(revaluationDays(one).nextDay)]),
      );
      if (!open.ok) return open;
      let posted = 0;
      let rows: readonly Revaluation[] = [];
      for (const one of months) {
        const outcome = await revalueMonth(tx, company, one);
        if (!outcome.ok) return outcome;
        posted += outcome.value.posted;
        rows = outcome.value.rows;
      }
      return done({ month, rows, posted });
    },
  );
}

/**
 * The open months from the first that holds postings to this one. Those without postings are among them: the one before takes its
 * revaluation back there. One is left out whose next month is closed, as nothing could be taken back in it.
 */
async function openMonthsUntil(tx: Transaction, of: { companyId: bigint; month: string }): Promise<string[]> {
  const [first = of.month] = await unclosedBefore(tx.db, tx.tenantId, of);
  const months = monthsBetween(first, of.month);
  const nextOf = (month: string): string => periodOf(revaluationDays(month).nextDay);
  const closed = await closedMonths(tx.db, tx.tenantId, of.companyId, [...months, nextOf(of.month)], true);
  return months.filter((month) => month === of.month || !(closed.has(month) || closed.has(nextOf(month))));
}

async function revalueMonth(tx: Transaction, company: Company, month: string): Promise<Outcome<RevaluationResult>> {
  const { day, nextDay } = revaluationDays(month);
  const rows = await revaluationIn(tx.db, tx.tenantId, company, month);
  if (!rows.ok) return rows;
  const due = rows.value.filter((row) => row.dueMinor !== 0n);
  if (due.length === 0) return done({ month, rows: rows.value, posted: 0 });
  const glAccount = await accountsByPurpose(tx.db, tx.tenantId, company.id);
  const ids = await takeJournalIds(tx, due.length * 2);
  await insertJournals(
    tx,
    due.flatMap((row, index) => {
      const lines = revaluationLines(row.currency, row.dueMinor, glAccount);
      const explanation = explainRevaluation(row, company.currency, day);
      const journal = { companyId: company.id, kind: 'revaluation' };
      const [id, reversalId] = [ids[index * 2]!, ids[index * 2 + 1]!];
      return [
        { ...journal, id, postingDate: day, documentDate: day, explanation, lines },
        {
          ...journal,
          id: reversalId,
          postingDate: nextDay,
          documentDate: nextDay,
          explanation: `Taken back on the first day of the next month: ${explanation}`,
          reversalOf: id,
          lines: lines.map((line) => ({ ...line, companyAmountMinor: -line.companyAmountMinor })),
        },
      ];
    }),
  );
  await insertRevaluations(
    tx,
    due.map((row, index) => ({
      ...row,
      companyId: company.id,
      month,
      journalId: ids[index * 2]!,
      reversalJournalId: ids[index * 2 + 1]!,
    })),
  );
  tx.publish({
    type: 'receivables.revalued',
    payload: {
      company: company.code,
      month,
      amount: formatAmount(
        due.reduce((sum, row) => sum + row.dueMinor, 0n),
        company.currency,
      ),
    },
  });
  return done({
    month,
    rows: rows.value.map((row) => ({ ...row, postedMinor: row.postedMinor + row.dueMinor, dueMinor: 0n })),
    posted: due.length,
  });
}
