/** Remittance advices: those that came in by state on the left; one with its lines beside the items that they name on the right. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { AdviceAnswer, AdvicesAnswer } from '#cash/contract';
import { formatDay, formatMoney, humanise, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { download } from '../../parts/download.ts';
import { SearchField } from '../../parts/search-field.tsx';
import { SideList } from '../../parts/side-list.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import type { AdvicesSearch } from '../../router.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { WaitingAdjustments } from './adjustments.tsx';
import { AdviceFiles } from './advice-files.tsx';
import { CashPages } from './cash-pages.tsx';
import { LinkAdvice } from './link-advice.tsx';
import { ParkAdvice } from './park-advice.tsx';

const route = getRouteApi('/cash/advices');
type Row = AdvicesAnswer['rows'][number];
type State = Row['state'];

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
const states = Object.keys(stateWords) as State[];
const payerOf = (row: Pick<Row, 'name' | 'payer'>): string => row.name ?? row.payer ?? t('Unknown payer');

export function AdvicesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { company } = useWork();
  const mayImport = useMay('cash.import');
  const list = useCursorRows<Row>('/api/remittance-advices', { company, state: search.state, search: search.search });
  const change = (part: AdvicesSearch, replace = false): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace });
  const choose = (row: Row): void => change({ advice: String(row.id) }, true);
  const at = search.advice === undefined ? 0 : list.rows.findIndex((row) => String(row.id) === search.advice);
  const chosen = search.advice ?? (list.rows[0] && String(list.rows[0].id));
  const step = (by: number): void => {
    const row = list.rows[Math.max(0, Math.min(Math.max(at, 0) + by, list.rows.length - 1))];
    if (row) choose(row);
  };
  useKeys([
    { keys: 'j', label: t('Next advice'), run: () => step(1) },
    { keys: 'k', label: t('Advice before'), run: () => step(-1) },
  ]);
  useEffect(() => {
    document.title = `${t('Remittance advices')} · Dunwell`;
  }, []);
  return (
    <>
      <CashPages />
      {mayImport && <AdviceFiles />}
      <WaitingAdjustments />
      <div className="grid min-h-0 flex-1 grid-cols-[18rem_minmax(0,1fr)] border-t border-line max-lg:grid-cols-1 max-lg:grid-rows-[minmax(12rem,2fr)_minmax(0,3fr)] xl:grid-cols-[20rem_minmax(0,1fr)] 2xl:grid-cols-[24rem_minmax(0,1fr)]">
        <section
          aria-label={t('Advices')}
          className="flex min-h-0 flex-col border-r border-line max-lg:border-r-0 max-lg:border-b"
        >
          <div className="flex flex-col gap-2.5 px-4 pt-4 pb-3">
            <div className="flex items-center gap-2">
              <h1 className="text-title font-semibold">{t('Remittance advices')}</h1>
              <span className="ml-auto flex items-center gap-1">
                <Keys keys="j" />
                <Keys keys="k" />
              </span>
            </div>
            <div className="flex flex-wrap gap-2">
              <select
                aria-label={t('State')}
                className="field min-w-0 basis-full"
                value={search.state ?? ''}
                onChange={(event) =>
                  change({ state: (event.target.value || undefined) as State | undefined, advice: undefined })
                }
              >
                <option value="">{t('All states')}</option>
                {states.map((state) => (
                  <option key={state} value={state}>
                    {t(stateWords[state])}
                  </option>
                ))}
              </select>
              <SearchField
                value={search.search ?? ''}
                onChange={(text) => change({ search: text === '' ? undefined : text, advice: undefined }, true)}
              />
            </div>
          </div>
          {list.error ? (
            <Failure error={list.error} retry={list.retry} />
          ) : list.pending ? (
            <Skeleton rows={12} className="border-t border-line px-4 py-2" />
          ) : (
            <SideList
              label={t('Advices')}
              count={list.rows.length}
              at={Math.max(at, 0)}
              row={list.row}
              keyOf={(row) => String(row.id)}
              look={list.look}
              chosen={chosen}
              choose={choose}
            >
              {(row) => <Line row={row} />}
            </SideList>
          )}
        </section>
        <section aria-label={t('Advice')} className="flex min-h-0 min-w-0 flex-col">
          {chosen !== undefined ? (
            <Chosen key={`${company} ${chosen}`} adviceId={chosen} />
          ) : (
            !list.pending &&
            !list.error && <Nothing filtered={search.state !== undefined || search.search !== undefined} />
          )}
        </section>
      </div>
    </>
  );
}

/** What the advice pays; a sentence of a mail need not say it. */
function Told({ advice }: { advice: Pick<Row, 'amount' | 'currency' | 'prose'> }) {
  if (advice.prose && isZero(advice.amount))
    return <span className="text-meta font-normal text-ink-2">{t('amount not said')}</span>;
  return (
    <>
      {formatMoney(advice.amount, advice.currency)}{' '}
      <span className="text-meta font-normal text-ink-2">{advice.currency}</span>
    </>
  );
}

function Line({ row }: { row: Row }) {
  return (
    <>
      <span className="flex w-full items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{payerOf(row)}</span>
        <span className="tabular-nums">
          <Told advice={row} />
        </span>
      </span>
      <span className="flex w-full items-baseline gap-2 text-meta">
        <span className={`min-w-0 flex-1 truncate ${stateTones[row.state]}`}>{t(stateWords[row.state])}</span>
        <span className="text-ink-2">{formatDay(row.date ?? row.receivedOn)}</span>
      </span>
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <Notice title={filtered ? t('Nothing in this list') : t('No advice has come in')}>
      <p className="text-ink-2">
        {filtered
          ? t('No advice that these filters let through is there.')
          : t('What payers write about their payments is matched with the money, whichever comes first.')}
      </p>
      {filtered && (
        <Link to="/cash/advices" search={{}} className="link mt-2">
          {t('Show all advices')}
        </Link>
      )}
    </Notice>
  );
}

function Chosen({ adviceId }: { adviceId: string }) {
  const { company } = useWork();
  const read = useReading<AdviceAnswer>(`/api/remittance-advices/${adviceId}`, { company });
  if (read.isPending) return <Skeleton rows={16} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Advice key={`${adviceId} ${read.data!.version}`} advice={read.data!} />;
}

function Advice({ advice }: { advice: AdviceAnswer }) {
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
        <div className="flex flex-wrap items-baseline gap-x-4">
          <h2 className="min-w-0 truncate text-title font-semibold">{payerOf(advice)}</h2>
          <span className="ml-auto text-title font-semibold tabular-nums">
            <Told advice={advice} />
          </span>
        </div>
        <p className="dotted text-ink-2">
          <span>{formatDay(advice.date ?? advice.receivedOn)}</span>
          {advice.reference !== null && <span className="tabular-nums">{advice.reference}</span>}
          {advice.payerAccount !== null && <span className="tabular-nums">{advice.payerAccount}</span>}
          <span>
            <button type="button" className="link" onClick={fetchFile}>
              {advice.file}
            </button>
          </span>
          {advice.customer !== null && (
            <span>
              <Link
                to="/customers/$customer/{-$tab}"
                params={{ customer: advice.customer, tab: undefined }}
                search={{}}
                className="link"
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

/** What the payer says on the left, what we have of it on the right: a line without an item, and an item paid otherwise, stand out. */
function Lines({ advice }: { advice: AdviceAnswer }) {
  const money = (amount: string | null): string => (amount === null ? '' : formatMoney(amount, advice.currency));
  // Columns that would say nothing are left out: differences that nobody names, and a customer that is the payer.
  const withDifferences = advice.details.some((line) => line.discount !== null || line.deduction !== null);
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
              {t('They pay')} {advice.currency}
            </th>
            {withDifferences && (
              <>
                <th scope="col" className="numeric">
                  {t('Discount')}
                </th>
                <th scope="col" className="numeric">
                  {t('Deduction')}
                </th>
              </>
            )}
            <th scope="col" className="border-l border-line">
              {t('Our document')}
            </th>
            {withCustomer && <th scope="col">{t('Customer')}</th>}
            <th scope="col" className="numeric">
              {t('Amount')}
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
                <th scope="row" className="max-w-64 tabular-nums">
                  <span className="block truncate">{line.reference === '' ? '–' : line.reference}</span>
                  {note !== '' && (
                    <span className="block truncate text-meta text-ink-2" title={note}>
                      {note}
                    </span>
                  )}
                </th>
                <td className="numeric">{advice.prose && isZero(line.amount) ? '' : money(line.amount)}</td>
                {withDifferences && (
                  <>
                    <td className="numeric text-ink-2">{money(line.discount)}</td>
                    <td className="numeric text-ink-2">{money(line.deduction)}</td>
                  </>
                )}
                {first === undefined ? (
                  <td className="border-l border-line text-warn" colSpan={withCustomer ? 5 : 4}>
                    {line.reference === '' ? t('names no document') : t('we have no such document')}
                  </td>
                ) : (
                  <>
                    <td className="border-l border-line tabular-nums">
                      {first.number}{' '}
                      <span className="text-ink-2">
                        {t(humanise(first.documentType))}
                        {others.length > 0 && ` · ${t('and {count} more', { count: others.length })}`}
                      </span>
                    </td>
                    {withCustomer && (
                      <td className="max-w-48 truncate">
                        <Link
                          to="/customers/$customer/{-$tab}"
                          params={{ customer: first.customer, tab: undefined }}
                          search={{ find: first.number }}
                          className="drill"
                        >
                          {first.name}
                        </Link>
                      </td>
                    )}
                    <td className="numeric text-ink-2">{money(first.amount)}</td>
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
