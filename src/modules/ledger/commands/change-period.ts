/** Closes an accounting month, softly or for good, and opens a soft-closed one again. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, type MonthFinding, runCommand } from '#platform';
import { monthFindingsIn } from '../queries/month-findings.ts';
import { decidePeriodChange, isMonth, type PeriodState } from '../rules/period.ts';
import { insertPeriodChange, lockPeriodForChange } from '../store.ts';

/**
 * Sets the state of a month (`YYYY-MM`) of a company. The month's row is locked `FOR UPDATE`: closing waits for postings
 * under way, and the next posting waits for it. Every change is kept with person, reason and sequence.
 * Closing for good asks whether the month is over and those before it closed, and what upper modules want done before: what is
 * needed refuses it, the rest is passed over `anyway`.
 * Refuses `ledger.month-malformed`, `ledger.reason-missing`, `ledger.period-unchanged`, `ledger.period-closed` and
 * `ledger.month-unready`, with what was found.
 */
export function changePeriod(
  engine: Engine,
  caller: Caller,
  input: { companyId: bigint; month: string; state: PeriodState; reason: string; anyway?: boolean },
): Promise<Outcome<{ month: string; state: PeriodState }>> {
  return runCommand(engine, caller, { operation: 'ledger.change-period', reason: input.reason, input }, async (tx) => {
    const { companyId, month, state } = input;
    if (!isMonth(month))
      return refuse('ledger.month-malformed', `"${month}" is not a month; write YYYY-MM.`, {}, { field: 'month' });
    if (input.reason.trim() === '')
      return refuse('ledger.reason-missing', 'Say why the month is changed.', {}, { field: 'reason' });
    const from = await lockPeriodForChange(tx, companyId, month);
    const decided = decidePeriodChange(month, from, state);
    if (!decided.ok) return decided;
    if (state === 'closed') {
      const findings = await monthFindingsIn(tx.db, engine, tx.tenantId, { companyId, month, now: tx.now });
      const unready = refuseUnready(month, findings, input.anyway === true);
      if (!unready.ok) return unready;
    }
    await insertPeriodChange(tx, { companyId, month, from, to: state, reason: input.reason });
    tx.count('periods changed');
    tx.publish({ type: 'ledger.period-changed', payload: { companyId: companyId.toString(), month, state } });
    return done({ month, state });
  });
}

/** What was found stands in the way, unless it is passed over and nothing of it is needed. */
function refuseUnready(month: string, findings: readonly MonthFinding[], anyway: boolean): Outcome<null> {
  const needed = findings.filter((one) => one.needed);
  if (findings.length === 0 || (anyway && needed.length === 0)) return done(null);
  const [first] = needed.length > 0 ? needed : findings;
  const how =
    needed.length > 0
      ? 'It is closed once that is done.'
      : 'It may be closed anyway, with the reason; what was not done stays visible.';
  return refuse(
    'ledger.month-unready',
    `The month ${month} is not ready to be closed. ${first!.text} ${how} Nothing was changed.`,
    {
      month,
      findings: findings.map(({ code, text, needed: must }) => ({ code, text, needed: must })),
    },
  );
}
