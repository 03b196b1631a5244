/** An aging as one bar with its figures beneath: each part leads to its items. */
import { Link } from '@tanstack/react-router';
import { parseAmount } from '#kernel';
import { formatMoney, isZero } from '../format.ts';
import { t } from '../language.ts';
import type { ItemsSearch } from '../router.tsx';

/** The colour of a bucket by its place: current, then the overdue ones; further ones take the last. */
export const ageColour = (index: number): string => `var(--age-${Math.min(index, 5)})`;

/** Where what is overdue leads: debits past their due day, the credits left apart. */
export const overdueItems = { bucket: '1+', view: 'gross-debit' } as const;

/** `31-60` as it is printed, with a dash that is not a minus; apart from debits by age stand all credits, else unapplied money alone. */
export const bucketLabel = (bucket: string, view?: ItemsSearch['view']): string =>
  bucket !== 'unapplied'
    ? bucket === 'current'
      ? t('Not due')
      : bucket.replace('-', '–')
    : view === 'gross-debit'
      ? t('Credits')
      : t('Unapplied');

interface AgingBarProps {
  readonly currency: string;
  /** All columns of the aging with their amounts, `unapplied` first: what stands beneath the bar sums to the balance. */
  readonly columns: readonly { readonly bucket: string; readonly amount: string }[];
  readonly search: ItemsSearch;
  /** The currency stands above the bar: for a page that has several. */
  readonly named?: boolean;
  /** Several currencies were put into this one: the items behind a part have their own. */
  readonly converted?: boolean;
}

export function AgingBar({ currency, columns, search, named = false, converted = false }: AgingBarProps) {
  // Credits that stand apart have no age: they stand among the figures, not in the bar.
  const parts = columns.slice(1);
  const sizes = parts.map((part) => parseAmount(part.amount, currency)).map((minor) => (minor > 0n ? minor : 0n));
  const whole = sizes.reduce((sum, size) => sum + size, 0n);
  // Per ten thousand: a share of the bar, not money.
  const share = (size: bigint): number => (whole === 0n ? 0 : Number((size * 10_000n) / whole));
  return (
    <div>
      {named && <p className="pb-1 text-meta font-medium text-ink-2">{currency}</p>}
      <div
        className={`flex h-2.5 gap-px overflow-hidden rounded-[3px] ${whole === 0n ? 'bg-line' : ''}`}
        aria-hidden="true"
      >
        {parts.map((part, index) =>
          sizes[index] === 0n ? null : (
            <div key={part.bucket} style={{ flexGrow: share(sizes[index]!), backgroundColor: ageColour(index) }} />
          ),
        )}
      </div>
      <dl className="mt-2.5 grid grid-cols-[repeat(auto-fit,minmax(4.75rem,1fr))] gap-x-2 gap-y-1.5">
        {[...parts, columns[0]!].map((part, index) => (
          <div key={part.bucket} className="min-w-0">
            <dt className="flex items-center gap-1.5 text-meta whitespace-nowrap text-ink-2">
              {index < parts.length && (
                <span
                  className="size-2 shrink-0 rounded-[2px]"
                  style={{ backgroundColor: ageColour(index) }}
                  aria-hidden="true"
                />
              )}
              {/^\d/.test(part.bucket)
                ? t('{bucket} days', { bucket: bucketLabel(part.bucket) })
                : bucketLabel(part.bucket, search.view)}
            </dt>
            <dd className="tabular-nums">
              {isZero(part.amount) ? (
                <span className="text-ink-2">{formatMoney(part.amount, currency)}</span>
              ) : (
                <Link
                  to="/items"
                  search={{ ...search, ...(!converted && { currency }), bucket: part.bucket }}
                  className="drill"
                >
                  {formatMoney(part.amount, currency)}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
