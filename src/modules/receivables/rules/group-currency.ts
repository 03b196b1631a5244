/** Amounts of a report in another currency without losing a unit. Pure. */

/**
 * Converts a list of amounts so that the converted ones sum to what their sum converts to: each is the step of the running
 * total, converted. An amount is off its own conversion by at most one minor unit; zero stays zero.
 */
export function convertKeepingSum(amountsMinor: readonly bigint[], convert: (amountMinor: bigint) => bigint): bigint[] {
  let running = 0n;
  let before = convert(0n);
  return amountsMinor.map((amountMinor) => {
    running += amountMinor;
    const after = convert(running);
    const step = after - before;
    before = after;
    return step;
  });
}
