/** The list of open items around its columns: of all customers, or of one. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { endOfMonth } from '#kernel';
import { formatCount, formatDay, formatInstant, formatMonth, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { bucketLabel, overdueItems } from '../../parts/aging-bar.tsx';
import { type ListAtHand, type ListSearch, ListView } from '../../parts/list-view.tsx';
import { Notice } from '../../parts/states.tsx';
import { type ItemsGroup, type ItemsSearch, itemsGroups } from '../../router.tsx';
import { columnsOf, copyOf, filtersOf, type Row } from './columns.tsx';

const groupWords: Readonly<Record<ItemsGroup, string>> = {
  customer: 'By customer',
  type: 'By type',
  month: 'By month due',
  currency: 'By currency',
  company: 'By company',
};

interface ItemListProps {
  readonly asOf: string;
  readonly search: ItemsSearch;
  readonly change: (part: ItemsSearch) => void;
  /** The customer whose items these are, in the company of its page; absent: the items of all. */
  readonly of?: { readonly company: string; readonly customer: string; readonly merged?: boolean };
  readonly numberOf?: (row: Row) => ReactNode;
  readonly onOpen?: (row: Row) => void;
  readonly children: (list: ListAtHand<Row>) => ReactNode;
}

/** What only a list of several customers has. */
const ofCustomers = new Set(['customer', 'name']);

export function ItemList({ asOf, search, change, of, numberOf, onOpen, children }: ItemListProps) {
  return (
    <ListView<Row>
      label={t('Open items')}
      path="/api/items"
      search={search as ListSearch}
      change={change}
      {...(of && { company: of.company })}
      asked={{
        asOf,
        ...(search.asKnown !== undefined && { asKnown: search.asKnown }),
        ...(of && { customer: of.customer }),
      }}
      // Another day is worked out entry by entry, and with it what all comes to: that is not done twice.
      totalsApart={search.asOf === undefined && search.asKnown === undefined}
      defaultSort="due"
      columns={(shape) =>
        columnsOf({ search, ...shape, ofOne: of !== undefined, merged: of?.merged, ...(numberOf && { numberOf }) })
      }
      filters={(currencies) => filtersOf(currencies).filter(({ column }) => !of || !ofCustomers.has(column))}
      groups={itemsGroups
        .filter((group) => !of || !(ofCustomers.has(group) || group === 'company'))
        .map((group) => [group, t(groupWords[group])] as const)}
      groupName={groupName}
      groupFilter={(group, { key, currency }) =>
        group === 'month'
          ? { dueFrom: `${key}-01`, dueTo: endOfMonth(`${key}-01`), currency }
          : { currency, [group]: key }
      }
      copied={copyOf}
      sum={{ column: 'open', of: (row) => row }}
      pasted={{
        whateverFilters: of ? { customer: of.customer, asOf } : {},
        found: (items) =>
          items === 1 ? t('1 item is selected.') : t('{count} items are selected.', { count: formatCount(items) }),
        missing: (numbers) => t('Not found among the open items: {numbers}', { numbers }),
      }}
      counted={(items) => (items === 1 ? t('1 item') : t('{count} items', { count: formatCount(items) }))}
      {...(onOpen && { onOpen })}
      tick={(row) => t('Choose {number}', { number: row.number })}
      titles={{ csv: t('Export of items as CSV'), xlsx: t('Export of items as a workbook') }}
      chips={(first) => otherFilters(search, first?.name)}
      empty={
        <Notice title={t('No open items here')}>
          <p className="text-ink-2">
            {t('Nothing that these filters let through was open on {day}.', { day: formatDay(asOf) })}
          </p>
          <Link to="." search={{ asOf: search.asOf }} className="link mt-2">
            {t('Show all open items of that day')}
          </Link>
        </Notice>
      }
    >
      {children}
    </ListView>
  );
}

function groupName(group: string, one: { readonly key: string; readonly label: string | null }): string {
  if (group === 'month') return formatMonth(one.key);
  if (group === 'type') return t(humanise(one.key));
  return one.label ?? one.key;
}

/** Filters that are no column of their own: what a figure elsewhere led here with. */
function otherFilters(
  search: ItemsSearch,
  name: string | undefined,
): readonly (readonly [member: keyof ItemsSearch, label: string, text: string])[] {
  const chips: readonly (readonly [keyof ItemsSearch, string, string] | false)[] = [
    search.customer !== undefined && ['customer', t('Customer'), name ? `${name} ${search.customer}` : search.customer],
    search.portfolio !== undefined && [
      'portfolio',
      t('Portfolio'),
      search.portfolio === 'none' ? t('No portfolio') : `${t('Portfolio')} ${search.portfolio}`,
    ],
    search.bucket !== undefined && [
      'bucket',
      t('Age'),
      search.bucket === overdueItems.bucket
        ? search.view === overdueItems.view
          ? t('Overdue')
          : t('Past due, net of credits')
        : /^\d/.test(search.bucket)
          ? t('{bucket} days', { bucket: bucketLabel(search.bucket) })
          : bucketLabel(search.bucket, search.view),
    ],
    search.view !== undefined && ['view', t('Credits'), t('Credits apart')],
    search.basis !== undefined && ['basis', t('Days counted from'), t('By document date')],
    search.asKnown !== undefined && [
      'asKnown',
      t('As known'),
      t('As known on {instant}', { instant: formatInstant(search.asKnown) }),
    ],
  ];
  return chips.filter((chip) => chip !== false);
}
