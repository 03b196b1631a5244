/** Promises of all customers: what was promised for when, and what came of it. */
import { promisesList } from '#promises/lists';
import { formatCount, humanise } from '../../format.ts';
import { t, tOf } from '../../language.ts';
import { customerColumns, ShapePage, useOpenCustomer } from '../../parts/shape-page.tsx';
import { Status } from '../../parts/status.tsx';

export function PromisesPage() {
  const openCustomer = useOpenCustomer('promises');
  return (
    <ShapePage
      title={t('Promises')}
      shape={promisesList}
      counted={(rows) => (rows === 1 ? t('1 promise') : t('{count} promises', { count: formatCount(rows) }))}
      onOpen={openCustomer}
      tick={(row) => t('Choose {number}', { number: row.name })}
      titles={{ csv: t('Export of promises as CSV'), xlsx: t('Export of promises as a workbook') }}
      columns={[
        ...customerColumns({ tab: 'promises' }),
        { key: 'madeOn', head: t('Made on'), spare: true },
        { key: 'promisedFor', head: t('Promised for') },
        { key: 'amount', head: t('Promised'), fixed: true },
        { key: 'received', head: t('Received') },
        { key: 'currency', head: t('Currency') },
        {
          key: 'state',
          head: t('State'),
          whole: true,
          choices: promisesList.columns.state.choices.map((one) => [one, tOf('promise', humanise(one))] as const),
          cell: (row) => <Status code={row.state} of="promise" />,
        },
        { key: 'judgedOn', head: t('Judged on'), spare: true },
        { key: 'contact', head: t('Contact'), spare: true },
        { key: 'note', head: t('Note') },
      ]}
      none={{
        title: t('No promise here'),
        text: t('None that these filters let through. A promise is taken in a call: C with a customer, then 1.'),
        all: t('Show all promises'),
      }}
    />
  );
}
