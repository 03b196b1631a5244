/** The open items of a customer as a list: windows of the server, filters, groups, totals, what is chosen and done with it. */
import type { CustomerAnswer } from '#collections/contract';
import { t } from '../../language.ts';
import { DayField } from '../../parts/controls.tsx';
import type { ListSearch } from '../../parts/list-view.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useListAddress } from '../../parts/shape-page.tsx';
import type { ItemsSearch } from '../../router.tsx';
import { useWork } from '../../session.tsx';
import { ItemActions } from '../items/item-actions.tsx';
import { ItemList } from '../items/item-list.tsx';
import { MoneyKey, useMoneyOfItem } from '../items/money-of-item.tsx';

export function ItemsTab({ data }: { data: CustomerAnswer }) {
  const { company } = useWork();
  const address = useListAddress();
  const { find, kind: _, doing: _doing, promise: _promise, ...own } = address.search;
  const money = useMoneyOfItem();
  // What is looked for is a filter that is seen and can be let go.
  const search: ListSearch = { ...own, number: own.number ?? find };
  const asOf = search.asOf ?? data.businessDay;
  const change = (part: ItemsSearch): void => address.change({ ...part, ...('number' in part && { find: undefined }) });
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
        of={{ company, customer: data.customer, merged: data.merged.length > 0 }}
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
