/** Open items: what a figure is made of. Filters, order, groups and columns are the address; the total is of all they let through. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { endOfMonth } from '#kernel';
import { formatCount, formatDay, formatInstant, formatMonth, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { bucketLabel } from '../../parts/aging-bar.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { type ListSearch, ListView } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Notice } from '../../parts/states.tsx';
import { type ItemsGroup, type ItemsSearch, itemsGroups } from '../../router.tsx';
import { useCompanies } from '../../session.tsx';
import { columnsOf, copyOf, filtersOf, type Row } from './columns.tsx';
import { ItemActions } from './item-actions.tsx';

const route = getRouteApi('/items');
type Change = (part: ItemsSearch) => void;

const groupWords: Readonly<Record<ItemsGroup, string>> = {
  customer: 'By customer',
  type: 'By type',
  month: 'By month due',
  currency: 'By currency',
  company: 'By company',
};

export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useBusinessDay();
  const asOf = search.asOf ?? today;
  const change: Change = (part) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: 'search' in part || 'widths' in part });
  return (
    <>
      <PageHead title={t('Open items')}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />
      </PageHead>
      <Items asOf={asOf} search={search} change={change} />
    </>
  );
}

interface ItemsProps {
  readonly asOf: string;
  readonly search: ItemsSearch;
  readonly change: Change;
}

function Items({ asOf, search, change }: ItemsProps) {
  const { several } = useCompanies();
  const navigate = route.useNavigate();
  return (
    <ListView<Row>
      label={t('Open items')}
      path="/api/items"
      search={search as ListSearch}
      change={change}
      asked={{ asOf, ...(search.asKnown !== undefined && { asKnown: search.asKnown }) }}
      defaultSort="due"
      columns={(shape) => columnsOf({ search, ...shape })}
      filters={filtersOf}
      groups={itemsGroups.map((group) => [group, t(groupWords[group])] as const)}
      groupName={groupName}
      groupFilter={(group, { key, currency }) =>
        group === 'month'
          ? { dueFrom: `${key}-01`, dueTo: endOfMonth(`${key}-01`), currency }
          : { currency, [group]: key }
      }
      copied={copyOf}
      sum={{ column: 'open', of: (row) => row }}
      pasted={{
        whateverFilters: true,
        found: (items) =>
          items === 1 ? t('1 item is selected.') : t('{count} items are selected.', { count: formatCount(items) }),
        missing: (numbers) => t('Not found among the open items: {numbers}', { numbers }),
      }}
      counted={(items) => (items === 1 ? t('1 item') : t('{count} items', { count: formatCount(items) }))}
      onOpen={(row) =>
        void navigate({
          to: '/customers/$customer/{-$tab}',
          params: { customer: row.customer, tab: undefined },
          search: { find: row.number, ...(several && { in: row.company }) },
        })
      }
      tick={(row) => t('Choose {number}', { number: row.number })}
      titles={{ csv: t('Export of items as CSV'), xlsx: t('Export of items as a workbook') }}
      chips={(first) => otherFilters(search, first?.name)}
      empty={
        <Notice title={t('No open items here')}>
          <p className="text-ink-2">
            {t('Nothing that these filters let through was open on {day}.', { day: formatDay(asOf) })}
          </p>
          <Link to="/items" search={{ asOf }} className="link mt-2">
            {t('Show all open items of that day')}
          </Link>
        </Notice>
      }
    >
      {(list) => <ItemActions {...list} />}
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
      search.bucket === '1+'
        ? t('Overdue')
        : /^\d/.test(search.bucket)
          ? t('{bucket} days', { bucket: bucketLabel(search.bucket) })
          : bucketLabel(search.bucket),
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
