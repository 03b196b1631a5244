/** Which code a further account for a bank gets in a chart. Pure. */

/** The next free code after the highest of the banks; null where codes are no numbers. */
export function nextBankCode(
  chart: readonly { readonly code: string; readonly purpose: string | null }[],
): string | null {
  const taken = new Set(chart.map((one) => one.code));
  const banks = chart.filter((one) => one.purpose === 'bank' && /^\d{1,15}$/.test(one.code));
  if (banks.length === 0) return null;
  const width = banks[0]!.code.length;
  let next = banks.reduce((highest, one) => (Number(one.code) > highest ? Number(one.code) : highest), 0) + 1;
  while (taken.has(String(next).padStart(width, '0'))) next += 1;
  return String(next).padStart(width, '0');
}
