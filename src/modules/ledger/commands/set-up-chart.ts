/** Gives a company its chart of accounts and its open months. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { type AccountKind, type AccountPurpose, startingChart } from '../model.ts';
import { insertChart, upsertPeriod } from '../store.ts';

/** Adds the starting chart (and further accounts, such as one per bank account) to a company; existing codes stay. */
export function setUpChart(
  engine: Engine,
  caller: Caller,
  input: {
    companyId: bigint;
    accounts?: readonly { code: string; name: string; kind: AccountKind; purpose: AccountPurpose | null }[];
  },
): Promise<Outcome<{ added: number }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'ledger.set-up-chart', reason: 'The chart of accounts was set up.', input },
    async (tx) =>
      done({ added: await insertChart(tx, input.companyId, [...startingChart, ...(input.accounts ?? [])]) }),
  );
}

/**
 * Sets the state of an accounting month (`YYYY-MM`): open, soft_closed or closed. A row exists for every month that was
 * ever closed; others are open. Refuses a malformed month (`ledger.month-malformed`).
 */
export function setPeriodState(
  engine: Engine,
  caller: Caller,
  input: { companyId: bigint; month: string; state: 'open' | 'soft_closed' | 'closed'; reason: string },
): Promise<Outcome<{ month: string; state: string }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'ledger.set-period-state', reason: input.reason, input },
    async (tx) => {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(input.month)) {
        return refuse(
          'ledger.month-malformed',
          `"${input.month}" is not a month; write YYYY-MM.`,
          {},
          { field: 'month' },
        );
      }
      await upsertPeriod(tx, input.companyId, input.month, input.state);
      return done({ month: input.month, state: input.state });
    },
  );
}
