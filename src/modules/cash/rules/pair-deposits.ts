/** Which line of the bank credits which deposit? Only one that says so, of exactly its amount. Pure. */
import { addDays, type Day, textKey } from '#kernel';

/** A deposit in transit. Minor units. */
export interface DepositInTransit {
  readonly id: bigint;
  readonly bankAccountId: bigint;
  readonly number: string;
  readonly origin: 'slip' | 'lockbox';
  readonly depositedOn: Day;
  readonly amountMinor: bigint;
}

/** Money in at the bank that is not posted yet, or stands in suspense. */
export interface CreditLine {
  readonly lineId: bigint;
  readonly bankAccountId: bigint;
  readonly valueDate: Day;
  readonly amountMinor: bigint;
  readonly transactionCode: string | null;
  readonly text: string;
}

/** Days in which a bank credits what was paid in. */
const daysToCredit = 10;

const speaksOfDeposit = ({ text, transactionCode }: CreditLine): boolean =>
  /\bdeposit|che(?:ck|que)s?\b|s?check(?:einreichung|s)?\b|lockbox|remise|ingreso/i.test(text) ||
  /^(?:115|116|118|301|302|NCHK|NCHQ)$/.test(transactionCode ?? '');

/**
 * Pairs lines with the deposits that they credit: same account and amount, credited from the day before to ten days after, and
 * the line names the slip or speaks of a deposit; or it credits all batches of a lockbox of one day together. What two
 * deposits or two lines could be meant by is left alone.
 */
export function pairDeposits(
  lines: readonly CreditLine[],
  deposits: readonly DepositInTransit[],
): { lineId: bigint; depositIds: bigint[] }[] {
  const fits = (line: CreditLine, one: Pick<DepositInTransit, 'bankAccountId' | 'depositedOn'>): boolean =>
    line.bankAccountId === one.bankAccountId &&
    line.valueDate >= addDays(one.depositedOn, -1) &&
    line.valueDate <= addDays(one.depositedOn, daysToCredit);
  const told = lines.map((line) => ({ line, key: textKey(line.text) }));
  const groups: { ids: bigint[]; amountMinor: bigint; like: DepositInTransit; named: string | null }[] = deposits.map(
    (one) => ({ ids: [one.id], amountMinor: one.amountMinor, like: one, named: textKey(one.number) }),
  );
  const days = new Map<string, DepositInTransit[]>();
  for (const one of deposits) {
    if (one.origin !== 'lockbox') continue;
    const key = `${one.bankAccountId} ${one.depositedOn}`;
    days.set(key, [...(days.get(key) ?? []), one]);
  }
  for (const batches of days.values())
    if (batches.length > 1)
      groups.push({
        ids: batches.map((one) => one.id),
        amountMinor: batches.reduce((sum, one) => sum + one.amountMinor, 0n),
        like: batches[0]!,
        named: null,
      });
  const candidates = told.flatMap(({ line, key }) =>
    groups
      .filter(
        (group) =>
          group.amountMinor === line.amountMinor &&
          fits(line, group.like) &&
          (speaksOfDeposit(line) || (group.named !== null && key.includes(group.named))),
      )
      .map((group) => ({ lineId: line.lineId, depositIds: group.ids })),
  );
  return candidates.filter(
    (one) =>
      candidates.filter((other) => other.lineId === one.lineId).length === 1 &&
      candidates.filter((other) => other.depositIds.some((id) => one.depositIds.includes(id))).length === 1,
  );
}
