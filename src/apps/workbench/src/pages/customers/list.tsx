/** Customers: found by name or number, sorted by what they owe; each opens into one screen. */
import { Link } from '@tanstack/react-router';
import { customersList } from '#collections/lists';
import type { ListRow } from '#lists/contract';
import { formatDay, isZero } from '../../format.ts';
import { t } from '../../language.ts';
import { overdueItems } from '../../parts/aging-bar.tsx';
import { Segmented } from '../../parts/controls.tsx';
import { countText } from '../../parts/grid.tsx';
import { InParts } from '../../parts/shape-list.tsx';
import { customerColumns, isNarrowed, ShapePage, useListAddress, useOpenCustomer } from '../../parts/shape-page.tsx';
import { useCompanies } from '../../session.tsx';
import { CustomerDeeds } from './customer-deeds.tsx';

type Row = ListRow<typeof customersList>;

export function CustomersPage() {
  const { search, change } = useListAddress();
  const openCustomer = useOpenCustomer();
  const { several } = useCompanies();
  return (
    <ShapePage
      title={t('Customers')}
      // The list has a search of what a customer and those merged into it are called.
      searchIn="called"
      head={
        <>
          <Segmented
            label={t('Which customers')}
            value={search['owes'] ?? 'all'}
            options={[
              ['all', t('All')],
              ['open,overdue', t('With open items')],
              ['overdue', t('Overdue')],
            ]}
            onChange={(owes) => change({ owes: owes === 'all' ? undefined : owes })}
          />
          <Segmented
            label={t('Whose customers')}
            value={search['whose'] ?? 'all'}
            options={[
              ['all', t('Everybody’s')],
              ['mine', t('Mine')],
            ]}
            onChange={(whose) => change({ whose: whose === 'all' ? undefined : whose })}
          />
        </>
      }
      shape={customersList}
      counted={(rows) => countText(rows, t('customer'), t('customers'))}
      onOpen={openCustomer}
      tick={(row) => t('Choose {number}', { number: row.name })}
      titles={{ csv: t('Export of customers as CSV'), xlsx: t('Export of customers as a workbook') }}
      columns={[
        ...customerColumns({ width: 'minmax(9rem,2.2fr)', className: 'font-medium' }),
        { key: 'country', head: t('Country'), width: '3.5rem', spare: true, cell: (row) => row.country },
        { key: 'owes', head: t('Owes'), unseen: true },
        {
          key: 'open',
          head: t('Open'),
          fixed: true,
          cell: (row) => <Owed row={row} of="open" several={several} />,
        },
        { key: 'overdue', head: t('Overdue'), cell: (row) => <Owed row={row} of="overdue" several={several} /> },
        { key: 'currency', head: t('Currency') },
        { key: 'priority', head: t('Priority'), cell: (row) => (row.priority ? row.priority : '') },
        { key: 'next', head: t('Next'), width: 'minmax(6rem,.8fr)' },
        {
          key: 'lastContact',
          head: t('Last contact'),
          spare: true,
          cell: (row) => (
            <span className="text-ink-2">{row.lastContact ? formatDay(row.lastContact) : t('never')}</span>
          ),
        },
        { key: 'portfolio', head: t('Portfolio'), unseen: true },
        { key: 'collector', head: t('Collector'), width: 'minmax(6rem,.8fr)', whole: true },
      ]}
      none={{
        title: t('No customer here'),
        text: isNarrowed(customersList, search) ? undefined : t('Bring a file of customers under Imports.'),
        all: t('Show all customers'),
      }}
    >
      {(list) => <CustomerDeeds {...list} />}
    </ShapePage>
  );
}

interface OwedProps {
  readonly row: Pick<Row, 'company' | 'customer' | 'currency' | 'open' | 'overdue' | 'parts'>;
  readonly of: 'open' | 'overdue';
  readonly several: boolean;
}
/** What a customer owes in each currency; each figure leads to the items behind it. */
export function Owed({ row, of, several }: OwedProps) {
  // In a group a row is of one currency.
  const parts = row.parts ?? [{ currency: row.currency, open: row.open, second: row.overdue }];
  return (
    <InParts
      parts={parts.filter((part) => !isZero(of === 'open' ? part.open : (part.second ?? '0')))}
      of={of === 'open' ? 'open' : 'second'}
      wrap={(currency, figure) => (
        <Link
          to="/items"
          search={{
            customer: row.customer,
            currency,
            ...(of === 'overdue' && overdueItems),
            ...(several && { company: row.company }),
          }}
          tabIndex={-1}
          className={`drill ${of === 'overdue' ? 'text-bad' : ''}`}
        >
          {figure}
        </Link>
      )}
    />
  );
}
