/** A check that was registered wrongly is corrected, or withdrawn: as long as it lies in the drawer. */
import type { Company } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand, type Transaction } from '#platform';
import {
  insertChecks,
  loadRegisteredCheck,
  lockChecks,
  markCheckWithdrawn,
  type NewCheck,
  type RegisteredCheck,
} from '../store/checks.ts';
import { refuseCheck } from './receive-check.ts';

interface OneCheck {
  readonly company: Company;
  readonly checkId: bigint;
  readonly reason: string;
}

/** What is different on the check itself; what is absent stays. Amounts in minor units. */
export type CheckCorrection = Partial<
  Pick<NewCheck, 'number' | 'currency' | 'amountMinor' | 'checkDate' | 'drawerName' | 'drawerAccount' | 'accountId'>
>;

/**
 * Withdraws a check that is not paid in: given back, lost, or registered by mistake. It stays in the register with the reason
 * and is never paid in; the same check may be registered again. Refuses `cash.check-not-found`, `cash.check-withdrawn`, and one
 * that is paid in (`cash.check-deposited`: its slip is withdrawn first).
 */
export function withdrawCheck(engine: Engine, caller: Caller, input: OneCheck): Promise<Outcome<null>> {
  const { company, checkId, reason } = input;
  const description = { operation: 'cash.withdraw-check', reason, input: { company: company.code, checkId } };
  return runCommand(engine, caller, description, async (tx) => {
    const found = await inTheDrawer(tx, input);
    if (!found.ok) return found;
    await markCheckWithdrawn(tx, { checkId, on: dayInZone(tx.now, company.timeZone), reason });
    tx.publish({ type: 'cash.check-withdrawn', payload: toldOf(company, found.value) });
    return done(null);
  });
}

/**
 * Corrects what was registered of a check that is not paid in: it is withdrawn, and what is right is registered in its place, with
 * the image and the day on which it came. Returns the new one. Refuses what `withdrawCheck` and `receiveCheck` refuse, and a
 * correction that changes nothing (`cash.check-unchanged`).
 */
export function correctCheck(
  engine: Engine,
  caller: Caller,
  input: OneCheck & { readonly change: CheckCorrection },
): Promise<Outcome<{ id: bigint }>> {
  const { company, checkId, reason, change } = input;
  const description = {
    operation: 'cash.correct-check',
    reason,
    input: { company: company.code, checkId, change },
  };
  return runCommand(engine, caller, description, async (tx) => {
    const found = await inTheDrawer(tx, input);
    if (!found.ok) return found;
    const old = found.value;
    const right = {
      number: change.number ?? old.number,
      currency: change.currency ?? old.currency,
      amountMinor: change.amountMinor ?? old.amountMinor,
      checkDate: change.checkDate ?? old.checkDate,
      drawerName: change.drawerName === undefined ? old.drawerName : change.drawerName,
      drawerAccount: change.drawerAccount === undefined ? old.drawerAccount : change.drawerAccount,
      accountId: change.accountId === undefined ? old.accountId : change.accountId,
    };
    const refusal = refuseCheck(right);
    if (refusal) return refusal;
    if ((Object.keys(right) as (keyof typeof right)[]).every((key) => right[key] === old[key]))
      return refuse('cash.check-unchanged', 'Nothing of the check is different. Nothing was changed.');
    await markCheckWithdrawn(tx, { checkId, on: dayInZone(tx.now, company.timeZone), reason });
    const { receivedOn, imageSha256, adviceId } = old;
    const kept = { companyId: company.id, receivedOn, imageSha256, adviceId, correctsId: checkId };
    const [id] = await insertChecks(tx, [{ ...right, ...kept }]);
    if (id === null || id === undefined)
      return refuse(
        'cash.check-known',
        `Check ${right.number} of this drawer and amount is registered already. Nothing was changed.`,
        { number: right.number },
      );
    tx.publish({ type: 'cash.check-corrected', payload: toldOf(company, { ...right, id }) });
    return done({ id });
  });
}

/** The check under its lock, where it is neither paid in nor withdrawn. */
async function inTheDrawer(tx: Transaction, { company, checkId }: OneCheck): Promise<Outcome<RegisteredCheck>> {
  await lockChecks(tx, [checkId]);
  const check = await loadRegisteredCheck(tx.db, tx.tenantId, { companyId: company.id, checkId });
  if (!check) return refuse('cash.check-not-found', 'There is no such check in this company. Nothing was changed.');
  if (check.withdrawnOn !== null)
    return refuse('cash.check-withdrawn', `Check ${check.number} is withdrawn. Nothing was changed.`, {
      number: check.number,
    });
  if (check.depositId !== null)
    return refuse(
      'cash.check-deposited',
      `Check ${check.number} is paid in with ${check.depositNumber}. As long as that slip was not brought to the bank, withdraw the slip first; once it was, tell of the check that came back. Nothing was changed.`,
      { number: check.number, deposit: check.depositNumber, depositId: check.depositId },
    );
  return done(check);
}

/** What is told of a check: whose timeline has it, and its number. */
const toldOf = (
  company: Company,
  check: { readonly id: bigint; readonly number: string; readonly accountId: bigint | null },
) => ({
  checkId: check.id.toString(),
  companyId: company.id.toString(),
  accountId: check.accountId?.toString() ?? null,
  numbers: [check.number],
});
