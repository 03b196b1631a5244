/** What a list comes to, per currency, beneath its grid: of all that the filters leave, not of what is in sight. */
import { formatMoney } from '../format.ts';
import { t } from '../language.ts';

interface GridTotalsProps {
  readonly totals: readonly { readonly currency: string; readonly items: number; readonly open: string }[];
  /** So many of them, in words. */
  readonly counted: (items: number) => string;
}

export function GridTotals({ totals, counted }: GridTotalsProps) {
  return (
    <dl>
      {totals.map((total) => (
        <div key={total.currency} className="flex gap-3 px-6 py-1">
          <dt className="flex-1">
            {t('Total')}{' '}
            <span className="text-ink-2">
              {total.currency} · {counted(total.items)}
            </span>
          </dt>
          <dd className="font-semibold tabular-nums" data-total={total.currency}>
            {formatMoney(total.open, total.currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
