/** The day's work as a list: found, ordered, put together, copied and exported; what its filters let through is worked one by one. */
import { Link, useNavigate } from '@tanstack/react-router';
import { worklistList } from '#collections/lists';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { filtersOfQueue } from '../../list-search.ts';
import { Segmented } from '../../parts/controls.tsx';
import { countText } from '../../parts/grid.tsx';
import { ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import type { WorklistSearch } from '../../router.tsx';
import { CustomerDeeds } from '../customers/customer-deeds.tsx';
import { columnsOfWorklist, type Part, parts } from './columns.tsx';

export function WorklistListPage() {
  const { search, change } = useListAddress();
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  const { tab, whose } = search;
  /** The queue of what the list shows, at a customer or at its first. */
  const queue = (customer?: string): WorklistSearch => ({
    ...filtersOfQueue(search),
    tab: tab === 'done' || tab === 'snoozed' || tab === 'not-listed' ? tab : undefined,
    whose: whose === 'mine' || whose === 'unassigned' ? whose : undefined,
    customer,
  });
  useKeys([
    { keys: 'w', label: t('Work one after the other'), run: () => void navigate({ to: '/worklist', search: queue() }) },
  ]);
  return (
    <ShapePage
      title={t('Worklist')}
      shape={worklistList}
      asked={askedByTab(search, 'tab', 'open' satisfies Part)}
      head={
        <>
          <Segmented
            label={t('Whose customers')}
            value={whose === 'mine' || whose === 'unassigned' ? whose : 'all'}
            options={[
              ['all', t('Everybody’s')],
              ['mine', t('Mine')],
              ['unassigned', t('Unassigned')],
            ]}
            onChange={(next) => change({ whose: next === 'all' ? undefined : next })}
          />
          <Link to="/worklist" search={queue()} className="button">
            {t('Work one after the other')} <Keys keys="w" />
          </Link>
        </>
      }
      above={
        <ShapeTabs
          shape={worklistList}
          column="tab"
          label={t('Parts of the worklist')}
          first="open"
          tabs={parts.map(([one, text]) => [one, t(text)] as const)}
        />
      }
      columns={columnsOfWorklist()}
      counted={(rows) => countText(rows, t('customer'), t('customers'))}
      onOpen={(row) => void navigate({ to: '/worklist', search: { ...queue(row.customer), ...placeOf(row) } })}
      tick={(row) => t('Choose {number}', { number: row.name })}
      titles={{ csv: t('Export of the worklist as CSV'), xlsx: t('Export of the worklist as a workbook') }}
      none={{ title: t('No customer here'), all: t('Show the whole team’s') }}
    >
      {(list) => <CustomerDeeds {...list} />}
    </ShapePage>
  );
}
