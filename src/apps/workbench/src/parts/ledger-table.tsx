/** A plain table of a page: its name, its heads, and the rows as they are given. Long lists have the grid. */
import type { ReactNode, Ref } from 'react';

/** A head: its text, numbers on the right, a width of its own, or words only for those who do not see the column. */
type Head =
  | string
  | { readonly text: string; readonly numeric?: true; readonly unseen?: true; readonly className?: string };

interface Props {
  readonly label: string;
  readonly heads: readonly Head[];
  /** Bodies and feet. */
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLTableElement>;
  readonly className?: string;
}

export function LedgerTable({ label, heads, children, ref, className = '' }: Props) {
  return (
    <table ref={ref} className={`ledger ${className}`} aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => {
            const { text, numeric, unseen, className: own = '' } = typeof head === 'string' ? { text: head } : head;
            return (
              <th key={text} scope="col" className={`${numeric ? 'numeric' : ''} ${own}`}>
                {unseen ? <span className="sr-only">{text}</span> : text}
              </th>
            );
          })}
        </tr>
      </thead>
      {children}
    </table>
  );
}
