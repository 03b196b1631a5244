/** The cells of items in a file for a spreadsheet. */
import type { WorkbookCell } from '#formats';
import { formatAmount } from '#kernel';
import type { ItemColumn } from '../contract.ts';
import type { ListedItem } from './list-items.ts';

interface FileColumn {
  readonly head: string;
  /** The column of the list that it belongs to, where a reader may do without it. */
  readonly of?: ItemColumn;
  readonly cell: (item: ListedItem) => WorkbookCell;
}

/** As the list shows it: nothing before the due day, and nothing of a credit, which is never late. */
const daysLate = (item: ListedItem): WorkbookCell =>
  item.daysOverdue > 0 && item.openMinor > 0n ? { amount: String(item.daysOverdue) } : null;

const columns: readonly FileColumn[] = [
  { head: 'Document', cell: (item) => item.number },
  { head: 'Type', of: 'type', cell: (item) => item.documentType },
  { head: 'Customer', cell: (item) => item.customer },
  { head: 'Name', cell: (item) => item.name },
  { head: 'Document date', of: 'documentDate', cell: (item) => ({ day: item.documentDate }) },
  { head: 'Due', cell: (item) => ({ day: item.dueDate }) },
  { head: 'Days late', of: 'late', cell: daysLate },
  { head: 'Held by', of: 'held', cell: (item) => item.blocks.join(', ') },
  { head: 'Amount', of: 'amount', cell: (item) => ({ amount: formatAmount(item.amountMinor, item.currency) }) },
  { head: 'Open', cell: (item) => ({ amount: formatAmount(item.openMinor, item.currency) }) },
  { head: 'Currency', cell: (item) => item.currency },
  { head: 'Company', of: 'company', cell: (item) => item.company },
  { head: 'References', of: 'references', cell: (item) => item.references.join(', ') },
];

/** The heads of the file and an item's cells, without the columns that are `hidden`. */
export function fileOfItems(hidden: ReadonlySet<ItemColumn>): {
  readonly header: readonly string[];
  readonly cellsOf: (item: ListedItem) => readonly WorkbookCell[];
} {
  const shown = columns.filter((column) => column.of === undefined || !hidden.has(column.of));
  return { header: shown.map((column) => column.head), cellsOf: (item) => shown.map((column) => column.cell(item)) };
}
