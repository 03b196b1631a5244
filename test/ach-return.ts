/** An ACH file of one debit that came back. */

/** The amount in cents, what we had written to it, whose it was, the reason and what the bank adds. */
export const achReturn = (
  cents: number,
  { id = '', name = 'SOMEBODY', text = '', reason = 'R01' } = {},
): Uint8Array => {
  const total = String(cents).padStart(12, '0');
  const lines = [
    '101 021000021 0210000222602101200A094101BANK                   DUNDER',
    `5225${'DUNDER LLC'.padEnd(16)}${''.padEnd(20)}9876543210PPDDUES      260220260220   1021000020000002`,
    `626021000022${'1234'.padEnd(17)}${total.slice(2)}${id.padEnd(15)}${name.padEnd(22)}  1021000020000002`,
    `799${reason}${'021000029999999'}${''.padEnd(6)}02100002${text.padEnd(44)}021000020000002`,
    `82250000020002100002${total}${'0'.padStart(12, '0')}9876543210${''.padEnd(25)}021000020000002`,
    `9000001000001000000020002100002${total}${'0'.padStart(12, '0')}`,
  ];
  return new TextEncoder().encode(lines.map((line) => line.padEnd(94)).join('\n'));
};
