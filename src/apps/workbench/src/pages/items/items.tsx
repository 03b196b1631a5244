/** Open items: what a figure is made of. Filters, order, groups and columns are the address; the total is of all they let through. */
import { useNavigate } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useListAddress } from '../../parts/shape-page.tsx';
import { useCompanies } from '../../session.tsx';
import { ItemActions } from './item-actions.tsx';
import { ItemList } from './item-list.tsx';
import { MoneyKey, useMoneyOfItem } from './money-of-item.tsx';

export function ItemsPage() {
  const navigate = useNavigate();
  const { search, change } = useListAddress();
  const { several } = useCompanies();
  const today = useBusinessDay();
  const money = useMoneyOfItem();
  const asOf = search.asOf ?? today;
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
        change={(part) => change({ ...part })}
        onOpen={(row) =>
          void navigate({
            to: '/customers/$customer/{-$tab}',
            params: { customer: row.customer, tab: undefined },
            search: { find: row.number, ...(several && { in: row.company }) },
          })
        }
      >
        {(list) => (
          <>
            <MoneyKey item={list.active} ask={money.ask} />
            <ItemActions {...list} />
          </>
        )}
      </ItemList>
      {money.dialog}
    </>
  );
}
