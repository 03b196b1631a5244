/** Gives a company its chart of accounts. */
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { type AccountKind, type AccountPurpose, startingChart } from '../model.ts';
import { insertChart } from '../store.ts';

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
