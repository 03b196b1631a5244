/** The open items of a customer as a list: windows of the server, filters, groups, totals, what is chosen and done with it. */
import { getRouteApi } from '@tanstack/react-router';
import type { CustomerAnswer } from '#collections/contract';
import { t } from '../../language.ts';
import { DayField } from '../../parts/controls.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import type { ItemsSearch } from '../../router.tsx';
import { useWork } from '../../session.tsx';
import { ItemActions } from '../items/item-actions.tsx';
import { ItemList } from '../items/item-list.tsx';
import { MoneyKey, useMoneyOfItem } from '../items/money-of-item.tsx';

const route = getRouteApi('/customers/$customer/{-$tab}');

export function ItemsTab({ data }: { data: CustomerAnswer }) {
  const { company } = useWork();
  const { find, kind: _, doing: _doing, promise: _promise, ...own } = route.useSearch();
  const navigate = route.useNavigate();
  const money = useMoneyOfItem();
  // What is looked for is a filter that is seen and can be let go.
  const search: ItemsSearch = { ...own, number: own.number ?? find };
  const asOf = search.asOf ?? data.businessDay;
  const change = (part: ItemsSearch): void =>
    void navigate({
      search: (old) => ({ ...old, ...part, ...('number' in part && { find: undefined }) }),
      replace: 'search' in part || 'widths' in part,
    });
  return (
    // Beneath a tall head the list keeps a height to read in; the page is scrolled for it.
    <div className="flex min-h-88 flex-1 flex-col bg-surface">
      <div className="flex shrink-0 flex-wrap items-center gap-2 px-6 pt-3 pb-2">
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />
      </div>
      <ItemList
        asOf={asOf}
        search={search}
        change={change}
        of={{ company, customer: data.customer }}
        numberOf={money.numberOf}
        {...(money.ask && { onOpen: money.ask })}
      >
        {(list) => (
          <>
            <MoneyKey item={list.active} ask={money.ask} />
            <ItemActions {...list} ofOne />
          </>
        )}
      </ItemList>
      {money.dialog}
    </div>
  );
}
