/** Closes an accounting month, softly or for good, and opens a soft-closed one again. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { decidePeriodChange, isMonth, type PeriodState } from '../rules/period.ts';
import { insertPeriodChange, lockPeriodForChange } from '../store.ts';

/**
 * Sets the state of a month (`YYYY-MM`) of a company. The month's row is locked `FOR UPDATE`: closing waits for postings
 * under way, and the next posting waits for it. Every change is kept with person, reason and sequence.
 * Refuses `ledger.month-malformed`, `ledger.reason-missing`, `ledger.period-unchanged`, `ledger.period-closed`, and for good what
 * the registered duties of a month refuse (`receivables.revaluation-due`, `receivables.not-tied-out`, `company.rate-missing`).
 */
export function changePeriod(
  engine: Engine,
  caller: Caller,
  input: { companyId: bigint; month: string; state: PeriodState; reason: string },
): Promise<Outcome<{ month: string; state: PeriodState }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'ledger.change-period', reason: input.reason, input },
    async (tx): Promise<Outcome<{ month: string; state: PeriodState }>> => {
      const { companyId, month, state } = input;
      if (!isMonth(month))
        return refuse('ledger.month-malformed', `"${month}" is not a month; write YYYY-MM.`, {}, { field: 'month' });
      if (input.reason.trim() === '')
        return refuse('ledger.reason-missing', 'Say why the month is changed.', {}, { field: 'reason' });
      const from = await lockPeriodForChange(tx, companyId, month);
      const decided = decidePeriodChange(month, from, state);
      if (!decided.ok) return decided;
      for (const duty of state === 'closed' ? engine.registrations.periodDuties : []) {
        const refusal = await duty.outstanding(tx, { companyId, month });
        if (refusal) return { ok: false, refusal };
      }
      await insertPeriodChange(tx, { companyId, month, from, to: state, reason: input.reason });
      tx.count('periods changed');
      tx.publish({ type: 'ledger.period-changed', payload: { companyId: companyId.toString(), month, state } });
      return done({ month, state });
    },
  );
}
