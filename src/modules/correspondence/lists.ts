/** Lists of correspondence: their columns. Pure. */
import { detailOf, listShape } from '#lists/contract';
import type { PrintBatchDetail } from './contract.ts';

/** Print batches: the letters of a day on paper, with what was done with each batch beside it. */
export const printBatchesList = listShape({
  path: '/api/print-batches',
  name: 'Print batches',
  columns: {
    company: { kind: 'code', head: 'Company', group: true },
    day: { kind: 'day', head: 'Day', group: true },
    ordinal: { kind: 'count', head: 'Batch' },
    letters: { kind: 'count', head: 'Letters' },
    state: { kind: 'choice', head: 'State', group: true, choices: ['waiting', 'printed'] },
    printedAt: { kind: 'instant', nullable: true, head: 'Printed at' },
    printedBy: { kind: 'text', nullable: true, head: 'Printed by', group: true },
  },
  sort: '-day',
  detail: detailOf<PrintBatchDetail>(),
});
