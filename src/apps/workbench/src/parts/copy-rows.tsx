/** Copying rows into a spreadsheet: what came of it is said; and the button of a table whose rows are all there. */
import { formatCount } from '../format.ts';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { say, sayWrong } from '../toasts.tsx';
import { type CopyCell, copyTable } from './copy-table.ts';
import { CopyIcon } from './icons.tsx';

/** A table as it is copied; a row may have several lines, and counts once. */
export interface Copied {
  readonly head: readonly string[];
  readonly lines: readonly (readonly CopyCell[])[];
  readonly rows: number;
  /** So many were meant to be copied; fewer are there any more. */
  readonly meant?: number;
}

export function copyAndSay({ head, lines, rows, meant = rows }: Copied): void {
  if (!copyTable(head, lines)) sayWrong(t('The browser does not let us copy; export the rows instead.'));
  else if (rows < meant)
    sayWrong(
      t('Rows copied: {count}. Chosen, but not open any more: {others}.', {
        count: formatCount(rows),
        others: formatCount(meant - rows),
      }),
    );
  else say(rows === 1 ? t('1 row is copied.') : t('{count} rows are copied.', { count: formatCount(rows) }));
}

interface CopyRowsProps {
  readonly head: readonly string[];
  readonly lines: readonly (readonly CopyCell[])[];
}

/** Copies the rows that a table shows. */
export function CopyRows({ head, lines }: CopyRowsProps) {
  const copy = (): void => copyAndSay({ head, lines, rows: lines.length });
  useKeys([
    {
      keys: 'mod+c',
      label: t('Copy the selected rows, or all'),
      run: () => (getSelection()?.toString() ? void document.execCommand('copy') : copy()),
    },
  ]);
  if (lines.length === 0) return null;
  return (
    <button type="button" className="button" onClick={copy}>
      <CopyIcon /> {t('Copy')}
    </button>
  );
}
