/** Which line of the bank paid which refunds, and which brought one back? Only what names them, for exactly their amount. Pure. */

/** A payment of a refund that the bank has not booked, or (for lines of money in) has. Minor units, positive. */
export interface NamedPayment {
  /** Of the payment; of the refund itself where no file of ours holds it. */
  readonly key: string;
  /** Null: any account of the company in the currency. */
  readonly bankAccountId: bigint | null;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly endToEndId: string;
  /** The number of the check that it left as, as it is compared; null: it left by transfer. */
  readonly check: string | null;
  /** The file and the part of it that the payment stands in: a bank may book either in one amount. */
  readonly groups: readonly string[];
}

export interface BankMovement {
  readonly lineId: bigint;
  readonly bankAccountId: bigint;
  readonly currency: string;
  /** Without its sign. */
  readonly amountMinor: bigint;
  /** Everything that the bank says about it. */
  readonly text: string;
  /** The checks that it may be the debit of. */
  readonly checks: readonly string[];
  /** What is listed inside it. */
  readonly details: readonly { readonly amountMinor: bigint; readonly text: string }[];
}

/** Whether a text names a reference of ours; banks break lines within it, so what is no letter and no digit may stand between. */
function namesReference(text: string, reference: string): boolean {
  const letters = [...reference.toUpperCase().replace(/[^A-Z0-9]/g, '')];
  return (
    letters.length >= 6 &&
    new RegExp(`(?<![A-Z0-9])${letters.join('[^A-Z0-9]{0,2}')}(?!\\d|[/-]\\d)`).test(text.toUpperCase())
  );
}

const sum = (payments: readonly NamedPayment[]): bigint => payments.reduce((all, one) => all + one.amountMinor, 0n);

/** Every set of payments that a line could stand for. */
function readings(line: BankMovement, payments: readonly NamedPayment[]): (readonly NamedPayment[])[] {
  const here = payments.filter(
    (one) => one.currency === line.currency && (one.bankAccountId === null || one.bankAccountId === line.bankAccountId),
  );
  if (line.details.length > 1) {
    const listed = line.details.map((detail) =>
      here.filter((one) => one.amountMinor === detail.amountMinor && namesReference(detail.text, one.endToEndId)),
    );
    if (listed.every((found) => found.length === 1)) {
      const all = listed.map((found) => found[0]!);
      if (new Set(all).size === all.length && sum(all) === line.amountMinor) return [all];
    }
  }
  const single = here.filter(
    (one) =>
      one.amountMinor === line.amountMinor &&
      (namesReference(line.text, one.endToEndId) || (one.check !== null && line.checks.includes(one.check))),
  );
  if (single.length > 0) return single.map((one) => [one]);
  const found = new Map<string, readonly NamedPayment[]>();
  for (const group of new Set(here.flatMap((one) => one.groups))) {
    const members = here.filter((one) => one.groups.includes(group));
    if (sum(members) !== line.amountMinor || !namesReference(line.text, group)) continue;
    found.set(members.map((one) => one.key).join(), members);
  }
  return [...found.values()];
}

/**
 * Pairs lines with the payments that they booked: one by its end-to-end reference or the number of its check, several by the references listed inside the
 * line, or a file or a part of it in one amount, by its own reference. The amount is exact. A line that could stand for several
 * things, and a payment that several lines name, are left to a person.
 */
export function pairRefundPayments(
  lines: readonly BankMovement[],
  payments: readonly NamedPayment[],
): { lineId: bigint; keys: readonly string[] }[] {
  const candidates = lines.flatMap((line) => {
    const found = readings(line, payments);
    return found.length === 1 ? [{ lineId: line.lineId, keys: found[0]!.map((one) => one.key) }] : [];
  });
  const claimed = new Map<string, number>();
  for (const key of candidates.flatMap((one) => one.keys)) claimed.set(key, (claimed.get(key) ?? 0) + 1);
  return candidates.filter((one) => one.keys.every((key) => claimed.get(key) === 1));
}
