/** When a bank sends statements, and whether anything waits for one. Pure. */
import type { Day } from '#kernel';
import type { BankAccount, Rhythm } from '../model.ts';

/** When the bank sends statements of an account on a day: on every business day unless something else was chosen. */
export const rhythmOn = ({ rhythms }: Pick<BankAccount, 'rhythms'>, day: Day): Rhythm =>
  rhythms.findLast(({ from }) => from <= day)?.rhythm ?? 'business_days';

/**
 * Whether an account holds nothing up that wants the banks read to a day: it is read so far, was given up, or its bank sends a
 * statement only when something moved, so that silence is no gap.
 */
export const isReadTo = (account: Pick<BankAccount, 'readTo' | 'closedOn' | 'rhythms'>, day: Day): boolean =>
  account.closedOn !== null ||
  rhythmOn(account, day) === 'on_movement' ||
  (account.readTo !== null && account.readTo >= day);
