/** Open items: what a figure is made of. Filters, order, groups and columns are the address; the total is of all they let through. */
import { getRouteApi } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import type { ItemsSearch } from '../../router.tsx';
import { useCompanies } from '../../session.tsx';
import { ItemActions } from './item-actions.tsx';
import { ItemList } from './item-list.tsx';

const route = getRouteApi('/items');

export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { several } = useCompanies();
  const today = useBusinessDay();
  const asOf = search.asOf ?? today;
  const change = (part: ItemsSearch): void =>
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
      <ItemList
        asOf={asOf}
        search={search}
        change={change}
        onOpen={(row) =>
          void navigate({
            to: '/customers/$customer/{-$tab}',
            params: { customer: row.customer, tab: undefined },
            search: { find: row.number, ...(several && { in: row.company }) },
          })
        }
      >
        {(list) => <ItemActions {...list} />}
      </ItemList>
    </>
  );
}
