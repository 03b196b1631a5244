/** Remittance advices: those that came in as a list; beside it one with its lines and the items that they name. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdviceAnswer } from '#cash/contract';
import { adviceStates, advicesList } from '#cash/lists';
import type { ListRow } from '#lists/contract';
import { formatAccount, formatDay, formatMoney, humanise, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { countText } from '../../parts/grid.tsx';
import { CloseIcon } from '../../parts/icons.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { WaitingAdjustments } from './adjustments.tsx';
import { AdviceFiles } from './advice-files.tsx';
import { CashPages } from './cash-pages.tsx';
import { LinkAdvice } from './link-advice.tsx';
import { ParkAdvice } from './park-advice.tsx';

type Row = ListRow<typeof advicesList>;
type State = (typeof adviceStates)[number];

export const stateWords: Readonly<Record<State, string>> = {
  waiting: 'Waits for money',
  matched: 'Matched',
  partly: 'Partly matched',
  contradicts: 'Differs',
  withdrawn: 'Withdrawn',
};
const stateTones: Readonly<Record<State, string>> = {
  waiting: '',
  matched: 'text-ok',
  partly: 'text-warn',
  contradicts: 'text-bad',
  withdrawn: 'text-ink-2',
};
const payerOf = (row: Pick<Row, 'name' | 'payer'>): string => row.name ?? row.payer ?? t('Unknown payer');

export function AdvicesPage() {
  const { search, change } = useListAddress();
  const { company } = useWork();
  const placeOf = useCompanyOfRow();
  const mayImport = useMay('cash.import');
  const { advice } = search;
  const close = (): void => change({ advice: undefined });
  useKeys(advice === undefined ? [] : [{ keys: 'Escape', label: t('Close'), run: close }]);
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('Remittance advices')}
        label={t('Advices')}
        shape={advicesList}
        searchIn="named"
        above={
          <>
            {mayImport && <AdviceFiles came={(one) => change({ advice: one })} />}
            <WaitingAdjustments />
          </>
        }
        counted={(rows) => countText(rows, t('advice'), t('advices'))}
        tick={(row) => t('Choose {number}', { number: `${payerOf(row)} ${row.reference ?? ''}`.trim() })}
        titles={{ csv: t('Export of advices as CSV'), xlsx: t('Export of advices as a workbook') }}
        onOpen={(row) => change({ advice: row.id, ...placeOf(row) })}
        columns={columnsOf(advice !== undefined)}
        beside={
          advice !== undefined && (
            <section
              aria-label={t('Advice')}
              className="flex min-h-0 min-w-0 flex-col border-t border-line max-lg:bg-paper lg:border-l"
            >
              <Chosen key={`${company} ${advice}`} adviceId={advice} close={close} />
            </section>
          )
        }
        none={
          isNarrowed(advicesList, search)
            ? {
                title: t('Nothing in this list'),
                text: t('No advice that these filters let through is there.'),
                all: t('Show all advices'),
              }
            : {
                title: t('No advice has come in'),
                text: t('What payers write about their payments is matched with the money, whichever comes first.'),
              }
        }
      />
    </>
  );
}

/** Beside an open advice the list keeps what tells one from another. */
const columnsOf = (beside: boolean): readonly ShownColumn<typeof advicesList>[] => {
  const aside = beside && { unseen: true as const };
  return [
    {
      key: 'payer',
      head: t('Payer'),
      width: 'minmax(9rem,2fr)',
      fixed: true,
      cell: (row) => <span className="font-medium">{payerOf(row)}</span>,
    },
    { key: 'company', head: t('Company') },
    { key: 'name', head: t('Customer'), unseen: true },
    { key: 'customer', head: t('Number'), ...aside },
    { key: 'reference', head: t('Reference'), width: 'minmax(6rem,1fr)', ...aside },
    { key: 'day', head: t('Date'), width: '5.5rem' },
    { key: 'receivedOn', head: t('Received'), unseen: true },
    {
      key: 'amount',
      head: t('Amount'),
      width: 'minmax(7rem,.9fr)',
      fixed: true,
      cell: (row, only) => <Told advice={told(row)} only={only} />,
    },
    { key: 'currency', head: t('Currency') },
    {
      key: 'state',
      head: t('State'),
      width: 'minmax(7.5rem,1fr)',
      choices: adviceStates.map((one) => [one, t(stateWords[one])] as const),
      cell: (row) => <span className={stateTones[row.state as State]}>{t(stateWords[row.state as State])}</span>,
    },
    { key: 'lines', head: t('Lines'), width: '4.5rem', ...aside },
    { key: 'file', head: t('File'), width: 'minmax(7rem,1.2fr)', spare: true, ...aside },
  ];
};
const told = (row: Row) => ({ amount: row.amount, currency: row.currency });

/** What the advice pays; it need not say it. */
interface ToldProps {
  readonly advice: Pick<AdviceAnswer, 'amount' | 'currency'>;
  readonly only?: string | undefined;
}
function Told({ advice, only }: ToldProps) {
  if (advice.amount === null) return <span className="text-meta font-normal text-ink-2">{t('amount not said')}</span>;
  return (
    <>
      {formatMoney(advice.amount, advice.currency)}
      {only === undefined && <span className="pl-1 text-meta font-normal text-ink-2">{advice.currency}</span>}
    </>
  );
}

function Chosen({ adviceId, close }: { adviceId: string; close: () => void }) {
  const { company } = useWork();
  const read = useReading<AdviceAnswer>(`/api/remittance-advices/${adviceId}`, { company });
  if (read.isPending) return <Skeleton rows={16} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Advice key={`${adviceId} ${read.data!.version}`} advice={read.data!} away={close} />;
}

function Advice({ advice, away }: { advice: AdviceAnswer; away: () => void }) {
  const { company, tenant } = useWork();
  const mayLink = useMay('cash.apply') && advice.state !== 'withdrawn';
  const [open, setOpen] = useState<'link' | 'unlink' | 'withdraw'>();
  const close = (): void => setOpen(undefined);
  const linked = advice.receiptId !== null;
  const fetchFile = (): void => {
    download(`/api/remittance-advices/${advice.id}/file`, {
      tenant,
      query: { company },
      progress: () => undefined,
    }).catch(sayRefused);
  };
  useKeys([
    { keys: 'd', label: t('Fetch the file'), run: fetchFile },
    ...(mayLink
      ? [
          { keys: 'l', label: t('Link to a receipt'), run: () => setOpen('link') },
          ...(linked ? [{ keys: 'x', label: t('Take from its money'), run: () => setOpen('unlink') }] : []),
          { keys: 'w', label: t('Withdraw'), run: () => setOpen('withdraw') },
        ]
      : []),
  ]);
  return (
    <>
      <header className="flex flex-col gap-2 px-6 pt-4 pb-4">
        <div className="flex items-baseline gap-x-4">
          <h2 className="min-w-0 truncate text-title font-semibold">{payerOf(advice)}</h2>
          <span className="ml-auto shrink-0 text-title font-semibold tabular-nums">
            <Told advice={advice} />
          </span>
          <button
            type="button"
            className="grid size-7 shrink-0 place-items-center self-center rounded hover:bg-hover"
            aria-label={t('Close')}
            onClick={away}
          >
            <CloseIcon />
          </button>
        </div>
        <p className="dotted text-ink-2">
          <span>{formatDay(advice.date ?? advice.receivedOn)}</span>
          {advice.reference !== null && <span className="tabular-nums">{advice.reference}</span>}
          {advice.payerAccount !== null && <span className="tabular-nums">{formatAccount(advice.payerAccount)}</span>}
          <span>
            <button type="button" className="link inline-flex min-h-6 items-center" onClick={fetchFile}>
              {advice.file}
            </button>
          </span>
          {advice.customer !== null && (
            <span>
              <Link
                to="/customers/$customer/{-$tab}"
                params={{ customer: advice.customer, tab: undefined }}
                search={{}}
                className="link inline-flex min-h-6 items-center"
              >
                {advice.name} {advice.customer}
              </Link>
            </span>
          )}
        </p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-72">
            <span className={`pr-2 font-medium ${stateTones[advice.state]}`}>{t(stateWords[advice.state])}</span>
            {sentence(advice.says)}{' '}
            {advice.receiptId !== null && (
              <Link
                to="/cash/lines/$receipt"
                params={{ receipt: String(advice.receiptId) }}
                search={{}}
                className="link"
              >
                {t('Open the receipt')}
              </Link>
            )}
          </p>
          {mayLink && (
            <span className="flex flex-wrap gap-2">
              <button type="button" className="button" onClick={() => setOpen('link')}>
                {linked ? t('Link to another…') : t('Link to a receipt…')} <Keys keys="l" />
              </button>
              {linked && (
                <button type="button" className="button" onClick={() => setOpen('unlink')}>
                  {t('Unlink…')} <Keys keys="x" />
                </button>
              )}
              <button type="button" className="button" onClick={() => setOpen('withdraw')}>
                {t('Withdraw…')} <Keys keys="w" />
              </button>
            </span>
          )}
        </div>
      </header>
      <Lines advice={advice} />
      {open === 'link' && <LinkAdvice advice={advice} close={close} />}
      {(open === 'unlink' || open === 'withdraw') && <ParkAdvice advice={advice} way={open} close={close} />}
    </>
  );
}

/** What is taken off the payment of a line, beneath its amount; nothing where nothing is. */
function Difference({ head, amount, currency }: { head: string; amount: string | null; currency: string }) {
  if (amount === null) return null;
  return (
    <span className="ml-auto block max-w-20 whitespace-normal text-meta text-ink-2">
      {head} {formatMoney(amount, currency)}
    </span>
  );
}

/** What the payer says on the left, what we have of it on the right: a line without an item, and an item paid otherwise, stand out. */
function Lines({ advice }: { advice: AdviceAnswer }) {
  const money = (amount: string | null): string => (amount === null ? '' : formatMoney(amount, advice.currency));
  // A customer that is the payer would say nothing.
  const withCustomer = advice.details.some((line) => line.items.some((item) => item.customer !== advice.customer));
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the lines are scrolled by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
    >
      <table className="ledger" aria-label={t('Lines of the advice')}>
        <thead>
          <tr>
            <th scope="col">{t('They name')}</th>
            <th scope="col" className="numeric">
              {t('They pay')}
            </th>
            <th scope="col" className="border-l border-line">
              {t('Our document')}
            </th>
            <th scope="col" className="numeric">
              {t('Paid by it')}
            </th>
            <th scope="col" className="numeric">
              {t('Open')}
            </th>
          </tr>
        </thead>
        <tbody>
          {advice.details.map((line, index) => {
            const [first, ...others] = line.items;
            const note = [line.reason, line.memo].filter((one) => one !== null && one !== '').join(' · ');
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an advice keep their places
              <tr key={index}>
                <th scope="row" className="max-w-36 tabular-nums">
                  <span className="block truncate">{line.reference === '' ? '–' : line.reference}</span>
                  {note !== '' && (
                    <span className="block truncate text-meta text-ink-2" title={note}>
                      {note}
                    </span>
                  )}
                </th>
                <td className="numeric">
                  {money(line.amount)}
                  <Difference head={t('Discount')} amount={line.discount} currency={advice.currency} />
                  <Difference head={t('Deduction')} amount={line.deduction} currency={advice.currency} />
                </td>
                {first === undefined ? (
                  <td className="border-l border-line text-warn" colSpan={3}>
                    {line.reference === '' ? t('names no document') : t('we have no such document')}
                  </td>
                ) : (
                  <>
                    <td className="border-l border-line tabular-nums">
                      {first.number}
                      <span className="block text-meta text-ink-2">
                        {t(humanise(first.documentType))}
                        {others.length > 0 && ` · ${t('and {count} more', { count: others.length })}`}
                      </span>
                      {withCustomer && (
                        <Link
                          to="/customers/$customer/{-$tab}"
                          params={{ customer: first.customer, tab: undefined }}
                          search={{ find: first.number }}
                          className="drill block max-w-32 truncate leading-6"
                        >
                          {first.name}
                        </Link>
                      )}
                    </td>
                    <td className={`numeric ${isZero(first.paid) ? 'text-ink-2' : 'text-ok'}`}>{money(first.paid)}</td>
                    <td className="numeric">{money(first.open)}</td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
