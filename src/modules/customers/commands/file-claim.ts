/** Notes that our claim was filed in the insolvency proceedings over a customer. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadInsolvencies, lockEntity, saveClaim } from '../insolvency-store.ts';

/**
 * Notes on which day the claim was filed, and what was claimed; once, so that the evidence stays as it was. Refuses
 * `customers.number-unknown`, `customers.insolvency-none`, `customers.claim-filed` and `customers.insolvency-day`.
 */
export function fileClaim(
  engine: Engine,
  caller: Caller,
  input: { readonly number: string; readonly filedOn: Day; readonly note: string; readonly today: Day },
): Promise<Outcome<null>> {
  const { number, filedOn, note, today } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'customers.file-claim',
      reason: `The claim against customer ${number} was filed on ${filedOn}: ${note}`,
      input: { number, filedOn, note },
    },
    async (tx): Promise<Outcome<null>> => {
      const entity = await lockEntity(tx, { number, day: today });
      if (!entity)
        return refuse('customers.number-unknown', `There is no customer "${number}". Nothing was changed.`, { number });
      const standing = await loadInsolvencies(tx.db, tx.tenantId, entity.customerIds);
      if (standing.length === 0)
        return refuse(
          'customers.insolvency-none',
          `No insolvency proceedings are recorded over customer ${number}. Nothing was changed.`,
          { number },
        );
      const open = standing.filter((one) => one.claimFiledOn === null);
      if (open.length === 0)
        return refuse(
          'customers.claim-filed',
          `The claim against customer ${number} was filed on ${standing[0]!.claimFiledOn} already. Nothing was changed.`,
          { filedOn: standing[0]!.claimFiledOn },
        );
      if (filedOn > today || open.some((one) => filedOn < one.openedOn))
        return refuse(
          'customers.insolvency-day',
          `A claim is filed between the opening on ${open[0]!.openedOn} and today, ${today}. Nothing was changed.`,
          { today },
          { field: 'filedOn' },
        );
      await saveClaim(tx, { ids: open.map((one) => one.id), filedOn, note });
      tx.accountsChanged(entity.accountIds);
      tx.publish({
        type: 'customers.claim-filed',
        payload: { number, filedOn, until: filedOn, accountIds: entity.accountIds.map(String) },
      });
      return done(null);
    },
  );
}
