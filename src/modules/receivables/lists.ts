/** Lists of receivables: their columns. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { CertificateDetail } from './contract.ts';

/** Certificates of withheld tax: awaited, or come, then with their number. */
export const certificatesList = listShape({
  path: '/api/withholding-certificates',
  name: 'Certificates',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name' },
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
