/** Payables: what we owe suppliers and have offered for offset; offered by hand or by file, withdrawn where nothing has taken them. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListRow } from '#lists/contract';
import { payableStates, payablesList } from '#offsets/lists';
import { isZero } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t, tOf } from '../../language.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { countText } from '../../parts/grid.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { useMay } from '../../session.tsx';
import { FileAtHand } from '../data/file-at-hand.tsx';
import { useRunningImport } from '../data/imports.tsx';
import { AddPayable } from './add-payable.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { Why } from './why.tsx';

type Row = ListRow<typeof payablesList>;

const stateWords = { open: 'Open', used_up: 'Used up', withdrawn: 'Withdrawn' } as const;
const stateText = (state: keyof typeof stateWords): string => tOf('payable', stateWords[state]);

export function PayablesPage() {
  const mayOffer = useMay('offsets.import-payables');
  const { search } = useListAddress();
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<Row>();
  const hand = useFilesAtHand();
  const running = useRunningImport(hand.files.length > 0);
  useKeys(mayOffer ? [{ keys: 'a', label: t('Add a payable'), run: () => setAdding(true) }] : []);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <ShapePage
        title={t('Payables')}
        shape={payablesList}
        asked={askedByTab(search, 'state', 'open')}
        head={
          mayOffer && (
            <button type="button" className="button button-primary" onClick={() => setAdding(true)}>
              {t('Add a payable')} <Keys keys="a" />
            </button>
          )
        }
        above={
          <>
            {mayOffer && (
              <DropFiles
                title={t('Drop lists of payables here')}
                text={t(
                  'CSV or workbook, as accounts payable exports it: checked first; nothing is offered before you say so.',
                )}
                take={hand.take}
              />
            )}
            <FilesAtHand hand={hand}>
              {(file, close) => <FileAtHand file={file} only="payables" running={running(file.name)} close={close} />}
            </FilesAtHand>
            <ShapeTabs
              shape={payablesList}
              column="state"
              label={t('Which payables')}
              first="open"
              tabs={[...payableStates.map((one) => [one, stateText(one)] as const), ['all', tOf('payable', 'All')]]}
            />
          </>
        }
        counted={(rows) => countText(rows, t('payable'), t('payables'))}
        tick={(row) => t('Choose {number}', { number: `${row.name} ${row.number}` })}
        titles={{ csv: t('Export of payables as CSV'), xlsx: t('Export of payables as a workbook') }}
        columns={columns()}
        more={mayOffer ? [withdrawal(setWithdrawing)] : []}
        none={
          isNarrowed(payablesList, search)
            ? { title: t('No payable has this name or number'), all: t('Show what is open') }
            : {
                title: t('Nothing is on offer'),
                text: t('What we owe suppliers who are also customers is offered here; then look for offsets.'),
              }
        }
      />
      {adding && <AddPayable close={() => setAdding(false)} />}
      {withdrawing && (
        <Why
          title={t('Withdraw')}
          about={t('{number} of {name} is not offered for offset any more.', {
            number: withdrawing.number,
            name: withdrawing.name,
          })}
          path={`/api/payables/${withdrawing.id}/withdrawal`}
          query={{ company: withdrawing.company }}
          told={t('Withdrawn; it can be offered again.')}
          close={() => setWithdrawing(undefined)}
        />
      )}
    </div>
  );
}

const columns = (): readonly ShownColumn<typeof payablesList>[] => [
  {
    key: 'name',
    head: t('Supplier'),
    width: 'minmax(9rem,2.2fr)',
    fixed: true,
    cell: (row) => (
      <span className="font-medium" title={[row.name, row.supplier, row.taxNumber].filter(Boolean).join(' · ')}>
        {row.name}
      </span>
    ),
  },
  { key: 'supplier', head: t('Number') },
  { key: 'company', head: t('Company') },
  {
    key: 'customer',
    head: t('Is customer'),
    width: 'minmax(5.5rem,.8fr)',
    spare: true,
    cell: (row) => row.customer !== null && <Customer row={row} customer={row.customer} />,
  },
  { key: 'number', head: t('Document'), width: 'minmax(6rem,1fr)' },
  { key: 'documentDate', head: t('Document date'), unseen: true },
  { key: 'due', head: t('Due'), width: '6.5rem' },
  { key: 'amount', head: t('Amount'), width: 'minmax(6rem,.7fr)' },
  { key: 'reserved', head: t('In offsets'), width: 'minmax(6rem,.7fr)', spare: true },
  { key: 'open', head: t('Open'), width: 'minmax(6rem,.7fr)', fixed: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'state',
    head: t('State'),
    width: 'minmax(5.5rem,.6fr)',
    whole: true,
    byTabs: true,
    choices: payableStates.map((one) => [one, stateText(one)] as const),
    cell: (row) => (
      <span className={row.state === 'used_up' ? 'text-ok' : row.state === 'open' ? '' : 'text-ink-2'}>
        {stateText(row.state as keyof typeof stateWords)}
      </span>
    ),
  },
];

/** The customer that the supplier is. */
function Customer({ row, customer }: { row: Row; customer: string }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/customers/$customer/{-$tab}"
      params={{ customer, tab: undefined }}
      search={placeOf(row)}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {customer}
    </Link>
  );
}

/** What nothing has taken yet can be withdrawn. */
const withdrawal = (withdraw: (row: Row) => void) => ({
  key: 'deed',
  head: t('Withdraw'),
  width: '6.5rem',
  whole: true as const,
  cell: (row: Row) =>
    row.state === 'open' && row.open === row.amount && isZero(row.reserved) ? (
      <button
        type="button"
        className="link"
        aria-label={t('Withdraw {number}', { number: row.number })}
        onClick={() => withdraw(row)}
      >
        {t('Withdraw')}
      </button>
    ) : null,
});
