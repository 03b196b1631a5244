/** Lists of offsets: their columns. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { ListedOffsetAnswer } from './contract.ts';
import { offsetBases, offsetKinds, offsetStates } from './model.ts';

/** Offsets, whatever became of them; beside their columns the documents that they need. */
export const offsetsList = listShape({
  path: '/api/offsets',
  name: 'Offsets',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    customer: { kind: 'code', head: 'Customer', group: true, groupName: 'name' },
    name: { kind: 'text', head: 'Name' },
    kind: { kind: 'choice', head: 'Kind', group: true, choices: offsetKinds },
    basis: { kind: 'choice', head: 'Basis', group: true, choices: offsetBases },
    agreement: { kind: 'text', nullable: true, head: 'Agreement', group: true },
    agreementId: { kind: 'id', nullable: true },
    amount: { kind: 'money', head: 'Amount' },
    currency: { kind: 'choice', head: 'Currency', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    proposedOn: { kind: 'day', head: 'Proposed' },
    postedOn: { kind: 'day', nullable: true, head: 'Posted' },
    state: { kind: 'choice', head: 'State', group: true, choices: offsetStates },
    sentence: { kind: 'text', head: 'What' },
    toLookAt: { kind: 'count', head: 'Documents to look at' },
  },
  sum: 'amount',
  sort: '-day',
  pasted: 'customer',
  detail: detailOf<ListedOffsetAnswer>(),
});
