/** Closes accounting months, softly or for good, and opens a soft-closed one again. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, type MonthFinding, runCommand } from '#platform';
import { type MonthAndFindings, monthsFindingsIn } from '../queries/month-findings.ts';
import { decideMonths, isMonth, type PeriodState } from '../rules/period.ts';
import { insertPeriodChange, lastClosedAfter, loadAlong, lockPeriodsForChange } from '../store.ts';

/**
 * Sets the state of a month (`YYYY-MM`) of a company, and of those before it that are less closed: nobody posts before what is
 * closed. What was closed softly with a month is opened with it. The months' rows are locked `FOR UPDATE`: closing waits for postings under way, and the next posting waits for it.
 * Every change is kept with person, reason and sequence.
 * Closing for good asks whether the month is over, and what upper modules want done before: what is needed refuses it, the rest
 * is passed over `anyway`. Earlier months with postings that are not closed for good refuse it too; `through` closes them with it,
 * and each is asked like the month itself. All are closed or none.
 * Refuses `ledger.month-malformed`, `ledger.reason-missing`, `ledger.period-unchanged`, `ledger.period-closed`,
 * `ledger.later-month-closed` and `ledger.month-unready`, with what was found.
 */
export function changePeriod(
  engine: Engine,
  caller: Caller,
  input: {
    companyId: bigint;
    month: string;
    state: PeriodState;
    reason: string;
    anyway?: boolean;
    through?: boolean;
  },
): Promise<Outcome<{ month: string; state: PeriodState; months: readonly string[] }>> {
  return runCommand(engine, caller, { operation: 'ledger.change-period', reason: input.reason, input }, async (tx) => {
    const { companyId, month, state } = input;
    if (!isMonth(month))
      return refuse('ledger.month-malformed', `"${month}" is not a month; write YYYY-MM.`, {}, { field: 'month' });
    if (input.reason.trim() === '')
      return refuse('ledger.reason-missing', 'Say why the month is changed.', {}, { field: 'reason' });
    const states = await lockPeriodsForChange(tx, companyId, month);
    const later = await lastClosedAfter(tx.db, tx.tenantId, { companyId, month });
    const along = await loadAlong(tx.db, tx.tenantId, { companyId, month });
    const decided = decideMonths({ month, to: state, states, later, along });
    if (!decided.ok) return decided;
    if (state === 'closed') {
      const found = await monthsFindingsIn(tx.db, engine, tx.tenantId, {
        ...{ companyId, month, now: tx.now, through: input.through === true },
      });
      const unready = refuseUnready(found, input.anyway === true);
      if (!unready.ok) return unready;
    }
    for (const one of decided.value)
      await insertPeriodChange(tx, { companyId, month: one.month, from: one.from, to: state, reason: input.reason });
    const months = decided.value.map((one) => one.month);
    tx.count('periods changed', months.length);
    for (const one of months)
      tx.publish({
        type: 'ledger.period-changed',
        payload: { companyId: companyId.toString(), month: one, state },
      });
    return done({ month, state, months });
  });
}

/** What was found stands in the way, unless it is passed over and nothing of it is needed; told of the first month that it holds. */
function refuseUnready(found: readonly MonthAndFindings[], anyway: boolean): Outcome<null> {
  const told = ({ code, text, needed }: MonthFinding) => ({ code, text, needed });
  const needs = found.find(({ findings }) => findings.some((one) => one.needed));
  const held = needs ?? (anyway ? undefined : found.find(({ findings }) => findings.length > 0));
  if (held === undefined) return done(null);
  const [first] = needs ? held.findings.filter((one) => one.needed) : held.findings;
  const how = needs
    ? 'It is closed once that is done.'
    : 'It may be closed anyway, with the reason; what was not done stays visible.';
  return refuse(
    'ledger.month-unready',
    `The month ${held.month} is not ready to be closed. ${first!.text} ${how} Nothing was changed.`,
    {
      month: held.month,
      findings: held.findings.map(told),
      ...(found.length > 1 && {
        months: found
          .filter(({ findings }) => findings.length > 0)
          .map(({ month, findings }) => ({ month, findings: findings.map(told) })),
      }),
    },
  );
}
