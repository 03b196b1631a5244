/** An aging as a file for a spreadsheet: its rows and columns as they stand on the page. */
import type { WorkbookCell } from '#formats';
import type { AgingAnswer } from '../contract.ts';
import { headsOfAging, sortAging } from '../lists.ts';

/** The heads of the file and its rows, currency by currency, in the order of the column; the sums are left to the sheet. */
export function fileOfAging(
  answer: Pick<AgingAnswer, 'rows' | 'buckets' | 'totals'>,
  { by, sort }: { readonly by: 'customer' | 'portfolio' | 'company'; readonly sort: string },
): { readonly header: readonly string[]; readonly rows: readonly (readonly WorkbookCell[])[] } {
  return {
    header: headsOfAging(by, answer.buckets),
    rows: answer.totals
      .flatMap(({ currency }) => sortAging(answer, currency, sort))
      .map(({ key, name, amounts, total, currency }) => [
        key,
        name,
        ...amounts.map((amount) => ({ amount })),
        { amount: total },
        currency,
      ]),
  };
}
