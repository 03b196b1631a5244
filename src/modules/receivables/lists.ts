/** Lists of receivables: their columns, and the order and the heads of an aging. Pure. */
import { parseAmount } from '#kernel';
import { detailOf, listShape } from '#lists/contract';
import type { AgingAnswer, CertificateDetail } from './contract.ts';

/** Certificates of withheld tax: awaited, or come, then with their number. */
export const certificatesList = listShape({
  path: '/api/withholding-certificates',
  name: 'Certificates',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name', asOne: true },
    name: { kind: 'text', head: 'Name' },
    country: { kind: 'choice', head: 'Country', group: true },
    number: { kind: 'code', head: 'Item' },
    invoice: { kind: 'code', nullable: true, head: 'Invoice' },
    reason: { kind: 'text', nullable: true, head: 'Why' },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    withheldOn: { kind: 'day', head: 'Withheld on', group: true },
    expectedBy: { kind: 'day', head: 'Expected by', group: true },
    daysWaiting: { kind: 'count', head: 'Days waiting' },
    cameOn: { kind: 'day', nullable: true, head: 'Came on', group: true },
    certificate: { kind: 'code', nullable: true, head: 'Certificate' },
    state: { kind: 'choice', head: 'State', group: true, choices: ['awaited', 'received'] },
  },
  sum: 'amount',
  sort: '-daysWaiting',
  pasted: 'invoice',
  detail: detailOf<CertificateDetail>(),
});

/** The rows of a currency in the order of a column, such as `name` or `-total`; equal ones by their key. */
export function sortAging(
  { rows, buckets }: Pick<AgingAnswer, 'rows' | 'buckets'>,
  currency: string,
  sort: string,
): AgingAnswer['rows'] {
  type AgingRow = AgingAnswer['rows'][number];
  const column = sort.replace(/^-/, '');
  const sign = sort.startsWith('-') ? -1 : 1;
  const index = buckets.indexOf(column);
  const minor = (row: AgingRow): bigint => parseAmount(index < 0 ? row.total : row.amounts[index]!, row.currency);
  const compare = (a: AgingRow, b: AgingRow): number => {
    if (column === 'number') return a.key.localeCompare(b.key, undefined, { numeric: true });
    if (column === 'name') return a.name.localeCompare(b.name);
    const [left, right] = [minor(a), minor(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  return rows
    .filter((row) => row.currency === currency)
    .sort((a, b) => sign * compare(a, b) || (a.key < b.key ? -1 : 1));
}

const whatRowsAre = {
  customer: ['Number', 'Customer'],
  portfolio: ['Code', 'Portfolio'],
  company: ['Code', 'Company'],
} as const;

/** The heads of an aging that is copied or exported, in English as those of all files; its cells are key, name, amounts, total, currency. */
export const headsOfAging = (by: keyof typeof whatRowsAre, buckets: readonly string[]): readonly string[] => [
  ...whatRowsAre[by],
  ...buckets.map((bucket) => bucket.charAt(0).toUpperCase() + bucket.slice(1)),
  'Total',
  'Currency',
];
