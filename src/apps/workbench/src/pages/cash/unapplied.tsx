/** Money that is not applied: in its queues with owner, age and what it waits for; given to people, and its payers asked. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { unappliedList } from '#cash/lists';
import type { Parameters } from '../../api.ts';
import { formatCount } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import type { ListAtHand } from '../../parts/list-view.tsx';
import { nothing } from '../../parts/selection.ts';
import type { ReceiptChoice } from '../../parts/server-work.ts';
import { useSeveral } from '../../parts/several.ts';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { useMay } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { AskPayers } from './ask-payers.tsx';
import { CashPages } from './cash-pages.tsx';
import { AwaitedCertificates } from './certificates.tsx';
import { DormancyLine } from './dormancy.tsx';
import { DormantCredits } from './dormant-credits.tsx';
import { type Owner, OwnerDialog } from './owner-dialog.tsx';
import { cashQueueOf, columnsOf, nameOf, queueWords, type Row } from './unapplied-columns.tsx';

export function UnappliedPage() {
  const { search, change } = useListAddress();
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  const mayWork = useMay('cash.apply');
  const { queue, whose, ownerId } = search;
  const filtered = isNarrowed(unappliedList, { ...search, queue: undefined });
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('Unapplied cash')}
        shape={unappliedList}
        asked={askedByTab(search, 'queue', 'all')}
        head={
          <Segmented
            label={t('Whose work')}
            value={whose === 'mine' || whose === 'nobody' ? whose : 'all'}
            options={[
              ['all', t('Everybody’s')],
              ['mine', t('Mine')],
              ['nobody', t('Nobody’s')],
            ]}
            onChange={(next) => change({ whose: next === 'all' ? undefined : next, ownerId: undefined })}
          />
        }
        above={
          <>
            <AwaitedCertificates />
            <ShapeTabs
              shape={unappliedList}
              column="queue"
              label={t('Queues')}
              first="all"
              tabs={[['all', t('All')], ...Object.entries(queueWords).map(([one, text]) => [one, t(text)] as const)]}
            />
            {queue === 'dormant' && (
              <>
                <p className="border-t border-line px-6 py-2 text-ink-2">
                  {t(
                    'A credit that nobody has moved for as long as the company’s policy says stays the customer’s money: it is reported as unclaimed property and never taken to income.',
                  )}
                </p>
                <DormancyLine />
                <DormantCredits />
              </>
            )}
          </>
        }
        columns={columnsOf(queue)}
        chips={(first) =>
          ownerId === undefined ? [] : [['ownerId', t('Owner'), `${t('Owner')}: ${first?.owner ?? ownerId}`]]
        }
        counted={(rows) => (rows === 1 ? t('1 receipt') : t('{count} receipts', { count: formatCount(rows) }))}
        onOpen={(row) =>
          void navigate({
            to: '/cash/lines/$receipt',
            params: { receipt: row.id },
            search: { queue: cashQueueOf(row), ...placeOf(row) },
          })
        }
        tick={(row) => t('Choose {number}', { number: nameOf(row) })}
        titles={{ csv: t('Export of unapplied cash as CSV'), xlsx: t('Export of unapplied cash as a workbook') }}
        none={{
          title: filtered || queue !== undefined ? t('Nothing in this list') : t('All money is applied'),
          text: filtered
            ? t('No money that these filters let through waits.')
            : queue === 'dormant'
              ? t('No credit is old enough by the rules that are in force.')
              : t('What comes in and finds no item stands here.'),
          all: filtered || queue !== undefined ? t('Show all unapplied cash') : undefined,
        }}
      >
        {(list) => mayWork && <Deeds {...list} />}
      </ShapePage>
    </>
  );
}

/** What is done with what is chosen, or with the row at which the list stands: given to a person, and its payer asked. */
function Deeds({ active, chosenCount, filters, gather, selection, setSelection }: ListAtHand<Row>) {
  const doSeveral = useSeveral();
  const [giving, setGiving] = useState<readonly Row[]>();
  const [asking, setAsking] = useState<{ readonly choice: ReceiptChoice; readonly where: Parameters }>();
  const startGiving = async (): Promise<void> => {
    try {
      const rows = chosenCount > 0 ? ((await gather()) ?? []) : active ? [active] : [];
      if (rows.length > 0) setGiving(rows);
    } catch (fault) {
      sayRefused(fault);
    }
  };
  /** The server finds who is meant: however many they are, they need not pass through the browser. */
  const startAsking = (): void => {
    const ids = [...selection.items.keys()];
    if (chosenCount > 0)
      setAsking({ where: filters, choice: selection.all ? { all: true, except: ids } : { all: false, receipts: ids } });
    else if (active) setAsking({ where: filters, choice: { all: false, receipts: [active.id] } });
  };
  const give = async (rows: readonly Row[], { owner, name }: Owner): Promise<void> => {
    const done = await doSeveral(
      rows.map((row) => ({
        name: nameOf(row),
        method: 'PUT',
        path: `/api/receipts/${row.id}/owner`,
        query: { company: row.company },
        body: { owner },
        version: row.version,
      })),
      {
        title: t('Receipts assigned to {name}', { name }),
        one: t('{receipt} is with {name}.', { receipt: rows[0] ? nameOf(rows[0]) : '', name }),
      },
    );
    if (done) setSelection(nothing);
  };
  useKeys([
    { keys: '@|o', label: t('Assign to a person'), run: () => void startGiving() },
    { keys: 'e', label: t('Ask the payer what it is for'), run: startAsking },
  ]);
  return (
    <>
      <button type="button" className="button" onClick={() => void startGiving()}>
        {t('Assign to…')} <Keys keys="o" />
      </button>
      <button type="button" className="button" onClick={startAsking}>
        {t('Ask the payer')} <Keys keys="e" />
      </button>
      {giving && (
        <OwnerDialog
          title={
            giving.length === 1
              ? t('Who works on it?')
              : t('Who works on these {count}?', { count: formatCount(giving.length) })
          }
          companies={[...new Set(giving.map((row) => row.company))]}
          close={() => setGiving(undefined)}
          choose={(owner) => void give(giving, owner)}
        />
      )}
      {asking && <AskPayers {...asking} close={() => setAsking(undefined)} />}
    </>
  );
}
