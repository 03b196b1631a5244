/** Refunds: what waits to be paid out and where it goes, the payment files that were made of it, and one file with its payments. */
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { DueRefundsAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatAccount, formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CopyRows } from '../../parts/copy-rows.tsx';
import type { CopyCell } from '../../parts/copy-table.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { useKeptKeys } from '../../parts/kept.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useCompanyOfRow } from '../../parts/shape-page.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import type { RefundsSearch } from '../../router.tsx';
import { useCompanies, useMay, useReading } from '../../session.tsx';
import { sayWrong } from '../../toasts.tsx';
import { ReverseDocument } from '../items/reverse-document.tsx';
import { CashPages } from './cash-pages.tsx';
import { MakePaymentFile } from './make-payment-file.tsx';
import { PaymentFile, PaymentFiles } from './payment-files.tsx';
import { PaymentsToStop } from './payments-to-stop.tsx';
import { PayByCheck, RefundChecks } from './refund-checks.tsx';
import { basisWords, stateWords, whyOf } from './refund-words.ts';

const route = getRouteApi('/cash/refunds');
export type DueRow = DueRefundsAnswer['rows'][number];

/** All rows are here: nothing has to be fetched as they come into sight. */
const look = (): void => undefined;

export function RefundsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const placeOf = useCompanyOfRow();
  const change = (part: RefundsSearch, replace = false): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace });
  return (
    <>
      <CashPages />
      {search.file === undefined ? (
        search.list === 'checks' ? (
          <RefundChecks above={<Made list="checks" />} />
        ) : search.list === 'files' ? (
          <PaymentFiles above={<Made list="files" />} open={(row) => change({ file: row.id, ...placeOf(row) })} />
        ) : (
          <Due search={search} change={change} />
        )
      ) : (
        <PaymentFile fileId={search.file} close={() => change({ file: undefined })} />
      )}
    </>
  );
}

const fitting = (rows: readonly DueRow[], text: string): readonly DueRow[] => {
  const wanted = text.toLowerCase();
  // An account is searched as it is printed, too.
  const unspaced = wanted.replace(/\s+/g, '');
  return wanted === ''
    ? rows
    : rows.filter(
        (row) =>
          (row.account ?? '').replace(/\s+/g, '').toLowerCase().includes(unspaced) ||
          [row.number, row.customer, row.customerName, row.holderName ?? '', row.credit ?? ''].some((one) =>
            one.toLowerCase().includes(wanted),
          ),
      );
};

/** What rows come to, by currency. */
export function sumsOf(rows: readonly DueRow[]): readonly { currency: string; items: number; open: string }[] {
  const sums = new Map<string, { items: number; minor: bigint }>();
  for (const { currency, amount } of rows) {
    const old = sums.get(currency) ?? { items: 0, minor: 0n };
    sums.set(currency, { items: old.items + 1, minor: old.minor + parseAmount(amount, currency) });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, one]) => ({ currency, items: one.items, open: formatAmount(one.minor, currency) }));
}

interface ListsProps {
  readonly search: RefundsSearch;
  readonly change: (part: RefundsSearch, replace?: boolean) => void;
}

/** What waits, and what was made of it; each begins without the filters of another. */
function Lists({ list }: { list: RefundsSearch['list'] }) {
  const { several: _, ...where } = useCompanies();
  const navigate = route.useNavigate();
  const read = useReading<DueRefundsAnswer>('/api/due-refunds', where, { keep: true });
  const choose = (next: RefundsSearch['list']): void => void navigate({ search: { list: next } });
  return (
    <Tabs label={t('Lists')}>
      <Tab on={list === undefined} count={read.data?.rows.length} choose={() => choose(undefined)}>
        {t('To be paid out')}
      </Tab>
      <Tab on={list === 'files'} choose={() => choose('files')}>
        {t('Payment files')}
      </Tab>
      <Tab on={list === 'checks'} choose={() => choose('checks')}>
        {t('Checks of refunds')}
      </Tab>
    </Tabs>
  );
}

/** Above a list of what was made: the lists, and what the bank has to be told. */
function Made({ list }: { list: RefundsSearch['list'] }) {
  return (
    <>
      <div className="px-6 pb-3">
        <Lists list={list} />
      </div>
      <PaymentsToStop />
    </>
  );
}

function Due({ search, change }: ListsProps) {
  const { several, ...where } = useCompanies();
  const asked = where.company ?? where.companies ?? '';
  const mayPay = useMay('cash.pay-refunds');
  const read = useReading<DueRefundsAnswer>('/api/due-refunds', where, { keep: true });
  const [chosen, setChosen] = useKeptKeys('refunds', asked);
  const [making, setMaking] = useState<'file' | 'checks'>();
  const [active, setActive] = useState(0);
  const [takingBack, setTakingBack] = useState<DueRow>();
  const mayReverse = useMay('receivables.reverse');
  const all = read.data?.rows ?? [];
  const rows = fitting(all, search['search'] ?? '');
  const payable = rows.filter((row) => row.scheme !== null);
  const checkable = rows.filter((row) => row.byCheck);
  const picked = all.filter((row) => chosen.has(String(row.itemId)));
  const toggle = useCallback(
    (row: DueRow): void =>
      setChosen((old) => {
        const next = new Set(old);
        if (!next.delete(String(row.itemId)) && mayLeave(row)) next.add(String(row.itemId));
        return next;
      }),
    [setChosen],
  );
  const start = (): void => {
    if (picked.length === 0) setChosen(new Set(payable.map((row) => String(row.itemId))));
    setMaking('file');
  };
  const write = (): void => {
    if (picked.length === 0) setChosen(new Set(checkable.map((row) => String(row.itemId))));
    setMaking('checks');
  };
  const startTakingBack = (): void => {
    const [row, ...others] = picked.length > 0 ? picked : rows.slice(active, active + 1);
    if (others.length > 0) sayWrong(t('One refund is taken back at a time: choose one.'));
    else if (row) setTakingBack(row);
  };
  useKeys(mayReverse ? [{ keys: 'x', label: t('Take the refund back'), run: startTakingBack }] : []);
  useKeys(
    !mayPay
      ? []
      : [
          { keys: 'd', label: t('Make a payment file'), run: () => payable.length > 0 && start() },
          { keys: 'c', label: t('Pay by check'), run: () => checkable.length > 0 && write() },
          {
            keys: 'mod+a',
            label: t('Select all that can be paid'),
            run: () => setChosen(new Set(payable.map((row) => String(row.itemId)))),
          },
          { keys: 'Escape', run: () => setChosen(new Set()) },
        ],
  );
  return (
    <>
      <PageHead title={t('Refunds')} meta={read.data && countText(rows.length, t('refund waits'), t('refunds wait'))}>
        <SearchField
          value={search['search'] ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text }, true)}
        />
      </PageHead>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3">
        <Lists list={undefined} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {picked.length > 0 && (
            <span className="tabular-nums">
              <span className="text-ink-2">{t('{count} selected', { count: formatCount(picked.length) })}</span>
              {sumsOf(picked).map((one) => (
                <span key={one.currency} className="pl-2 font-medium">
                  {formatMoney(one.open, one.currency)}{' '}
                  <span className="text-meta font-normal text-ink-2">{one.currency}</span>
                </span>
              ))}
            </span>
          )}
          <CopyRows head={copyHead} lines={(picked.length > 0 ? picked : rows).map(copyCells)} />
          {mayReverse && (
            <button type="button" className="button" disabled={rows.length === 0} onClick={startTakingBack}>
              {t('Take back…')} <Keys keys="x" />
            </button>
          )}
          {mayPay && (
            <>
              <button type="button" className="button" disabled={checkable.length === 0} onClick={write}>
                {t('By check…')} <Keys keys="c" />
              </button>
              <button
                type="button"
                className="button button-primary"
                disabled={payable.length === 0 && picked.length === 0}
                onClick={start}
              >
                {t('Payment file…')} <Keys keys="d" />
              </button>
            </>
          )}
        </div>
      </div>
      <PaymentsToStop />
      {read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : !read.data ? (
        <Skeleton rows={12} className="border-t border-line px-6 py-2" />
      ) : rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice
            title={all.length === 0 ? t('No refund waits to be paid out') : t('No refund has this name or number')}
          >
            <p className="text-ink-2">
              {all.length === 0
                ? t('A credit that is refunded comes here, with the account that it goes to.')
                : t('Refund, credit, customer and account are searched.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Refunds to be paid out')}
          columns={columnsOf({
            only: sumsOf(rows).length === 1 ? rows[0]!.currency : undefined,
            several,
            chosen,
            choose: mayPay ? toggle : undefined,
          })}
          count={rows.length}
          row={(index) => rows[index]}
          keyOf={(row) => String(row.itemId)}
          look={look}
          onMove={setActive}
          selected={(row) => chosen.has(String(row.itemId))}
          {...(mayPay && { onSelect: toggle })}
          busy={read.isPlaceholderData}
          memory={`refunds ${asked}`}
          totals={{
            rows: sumsOf(rows),
            counted: (items) => countText(items, t('refund waits'), t('refunds wait')),
            column: 'amount',
          }}
        />
      )}
      {takingBack && (
        <ReverseDocument
          item={{ ...takingBack, id: takingBack.itemId }}
          title={t('Take refund {number} back', { number: takingBack.number })}
          does={t('Take it back')}
          told={t('Refund {number} is taken back; the credit is open again.', { number: takingBack.number })}
          close={() => setTakingBack(undefined)}
          done={() => {
            setTakingBack(undefined);
            setChosen(new Set());
          }}
        >
          {t('It is not paid out: its document is reversed, and the credit that it pays out is open again.')}
        </ReverseDocument>
      )}
      {making === 'checks' && read.data && (
        <PayByCheck
          rows={picked}
          accounts={read.data.accounts}
          close={() => setMaking(undefined)}
          made={(state) => {
            setMaking(undefined);
            setChosen(new Set());
            if (state === 'done') change({ search: undefined, list: 'checks' });
          }}
        />
      )}
      {making === 'file' && read.data && (
        <MakePaymentFile
          rows={picked}
          accounts={read.data.accounts}
          close={() => setMaking(undefined)}
          made={(state) => {
            setMaking(undefined);
            setChosen(new Set());
            if (state === 'done') change({ search: undefined, list: 'files' });
          }}
        />
      )}
    </>
  );
}

// The columns of a copy stay in English, as those of files do.
const copyHead = [
  'Refund',
  'Company',
  'Credit',
  'Customer',
  'Name',
  'Posted',
  'Amount',
  'Currency',
  'Paid to',
  'Holder',
  'Leaves as',
];
const copyCells = (row: DueRow): readonly CopyCell[] => [
  row.number,
  row.company,
  row.credit ?? '',
  row.customer,
  row.customerName,
  { plain: row.postingDate },
  { plain: row.amount },
  row.currency,
  row.account ?? '',
  row.holderName ?? '',
  row.scheme ?? '',
];

/** By whatever way. */
const mayLeave = (row: DueRow): boolean => row.scheme !== null || row.byCheck;

interface Shape {
  readonly only: string | undefined;
  /** Of several companies: each row says whose it is. */
  readonly several: boolean;
  readonly chosen: ReadonlySet<string>;
  readonly choose: ((row: DueRow) => void) | undefined;
}

function columnsOf({ only, several, chosen, choose }: Shape): readonly Column<DueRow>[] {
  return [
    ...(choose
      ? [
          {
            key: 'choose',
            head: <span className="sr-only">{t('Chosen')}</span>,
            width: '1.75rem',
            cell: (row: DueRow) => (
              <input
                type="checkbox"
                tabIndex={-1}
                className="block size-4 accent-accent"
                aria-label={t('Choose {number}', { number: row.number })}
                disabled={!mayLeave(row)}
                checked={chosen.has(String(row.itemId))}
                onChange={() => choose(row)}
              />
            ),
          },
        ]
      : []),
    {
      key: 'number',
      head: t('Refund'),
      width: 'minmax(6rem,.8fr)',
      whole: true,
      cell: (row) => (
        <span
          className="tabular-nums"
          title={row.credit === null ? undefined : t('pays out {number}', { number: row.credit })}
        >
          {row.number}
        </span>
      ),
    },
    ...(several ? [{ key: 'company', head: t('Company'), width: '5.5rem', cell: (row: DueRow) => row.company }] : []),
    {
      key: 'customer',
      head: t('Customer'),
      width: 'minmax(8rem,1.4fr)',
      cell: (row) => <CustomerLink number={row.customer} name={row.customerName} company={row.company} inGrid />,
    },
    {
      key: 'posted',
      head: t('Posted'),
      width: '5.5rem',
      whole: true,
      cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.postingDate, 'field')}</span>,
    },
    {
      key: 'amount',
      head: only ? `${t('Amount')} ${only}` : t('Amount'),
      width: 'minmax(7rem,.7fr)',
      numeric: true,
      cell: (row) => (
        <>
          {formatMoney(row.amount, row.currency)}
          {!only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>}
        </>
      ),
    },
    {
      key: 'account',
      head: t('Paid to'),
      width: 'minmax(10rem,2.4fr)',
      cell: (row) =>
        row.account !== null && (
          <span title={[row.holderName, row.basis && t(basisWords[row.basis])].filter(Boolean).join(' · ')}>
            <span className="tabular-nums">{formatAccount(row.account)}</span>{' '}
            <span className="text-ink-2">{row.basis && t(basisWords[row.basis])}</span>
          </span>
        ),
    },
    {
      key: 'way',
      head: t('Leaves as'),
      width: 'minmax(8rem,1.2fr)',
      cell: (row) =>
        row.scheme === null ? (
          <span className="text-warn" title={row.why === null ? undefined : sentence(row.why.text)}>
            {t(whyOf(row))}
          </span>
        ) : (
          <span>
            {row.scheme === 'sepa' ? t('SEPA transfer') : t('Transfer')}
            {row.lastEnded !== null && (
              <span className="text-bad" title={row.lastEnded.reason}>
                {' '}
                · {t(stateWords[row.lastEnded.as])}
              </span>
            )}
          </span>
        ),
    },
  ];
}
