/** Adjustments that customers announce: what each is about, what accepting makes of it, and what became of it. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AdjustmentsAnswer } from '#cash/contract';
import type { ReasonCodesAnswer } from '#company/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { CustomerField } from '../../parts/customer-field.tsx';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { Field } from '../../parts/field.tsx';
import { type Column, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { Why } from '../offsets/why.tsx';
import { CashPages } from './cash-pages.tsx';

const route = getRouteApi('/cash/adjustments');
type Row = AdjustmentsAnswer['rows'][number];

const stateWords: Readonly<Record<Row['state'], string>> = {
  waiting: 'Waiting',
  accepted: 'Accepted',
  declined: 'Declined',
};
const states = Object.keys(stateWords) as Row['state'][];
const formWords: Readonly<Record<NonNullable<Row['proposed']> | 'declined', string>> = {
  deduction: 'Deduction',
  credit_memo: 'Credit memo',
  debit_memo: 'Debit memo',
  declined: 'Declined',
};
const whyWords: Readonly<Record<string, string>> = {
  unknown: 'we have no such document',
  several: 'several documents have this number',
  currency: 'the document is in another currency',
  erp: 'a memo is posted in the ERP',
  'payer-unknown': 'its customer is not known',
  'payer-other': 'the document is another customer’s',
};
/** Above the list of advices, while some wait. */
export function WaitingAdjustments() {
  const { company } = useWork();
  const { data } = useReading<AdjustmentsAnswer>('/api/adjustments', { company, state: 'waiting', limit: 1 });
  if (!data || data.waiting === 0) return null;
  return (
    <p className="px-6 pt-3 pb-2">
      <Link to="/cash/adjustments" search={{}} className="link">
        {data.waiting === 1
          ? t('1 announced adjustment waits')
          : t('{count} announced adjustments wait', { count: data.waiting })}
      </Link>
    </p>
  );
}

interface Task {
  readonly row: Row;
  readonly as: 'accept' | 'decline' | 'customer';
}

export function AdjustmentsPage() {
  const { company } = useWork();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayDecide = useMay('receivables.deduct');
  const state = search.state ?? 'waiting';
  const list = useCursorRows<Row>('/api/adjustments', { company, state });
  const waiting = useReading<AdjustmentsAnswer>('/api/adjustments', { company, state: 'waiting', limit: 1 });
  const [at, setAt] = useState(0);
  const [task, setTask] = useState<Task>();
  const active = list.row(at);
  const begin = (as: Task['as']): void => {
    if (active && mayBegin(active, as)) setTask({ row: active, as });
  };
  useKeys(
    mayDecide && state !== 'accepted'
      ? [
          { keys: 'a', label: t('Accept'), run: () => begin('accept') },
          { keys: 'x', label: t('Decline'), run: () => begin('decline') },
          { keys: 'w', label: t('Name the customer'), run: () => begin('customer') },
        ]
      : [],
  );
  return (
    <>
      <CashPages />
      <PageHead
        title={t('Announced adjustments')}
        meta={
          <Link to="/cash/advices" search={{}} className="link">
            {t('Remittance advices')}
          </Link>
        }
      />
      <Tabs label={t('States')} className="min-h-9 px-6 pb-3">
        {states.map((one) => (
          <Tab
            key={one}
            on={one === state}
            count={one === 'waiting' ? waiting.data?.waiting : undefined}
            choose={() => void navigate({ search: { state: one === 'waiting' ? undefined : one } })}
          >
            {t(stateWords[one])}
          </Tab>
        ))}
      </Tabs>
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : list.pending ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : list.rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={state === 'waiting' ? t('No adjustment waits') : t('Nothing in this list')}>
            <p className="text-ink-2">
              {t('What customers announce they will keep back, or owe on top (X12 812), comes here from their files.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Announced adjustments')}
          columns={columnsOf(mayDecide && state !== 'accepted' ? setTask : undefined)}
          count={list.count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          onMove={setAt}
          busy={list.busy}
          memory={`adjustments ${company} ${state}`}
          rowHeight={44}
        />
      )}
      {task && <Deciding task={task} company={company} close={() => setTask(undefined)} />}
    </>
  );
}

/** What may be begun with one: a declined one may be accepted all the same. */
const mayBegin = (row: Row, as: Task['as']): boolean =>
  as === 'accept'
    ? row.state !== 'accepted' && row.proposed !== null
    : row.state === 'waiting' && (as === 'decline' || row.why?.code.startsWith('payer-') === true);

function Deciding({ task: { row, as }, company, close }: { task: Task; company: string; close: () => void }) {
  const money = `${formatMoney(row.amount, row.currency)} ${row.currency}`;
  const path = `/api/adjustments/${row.id}/${as}`;
  if (as === 'accept') return <Accepting row={row} company={company} path={path} close={close} />;
  if (as === 'customer') return <NamingCustomer row={row} company={company} path={path} close={close} />;
  return (
    <Why
      title={t('Decline')}
      about={`${row.number} · ${money}`}
      path={path}
      query={{ company }}
      told={t('The adjustment is declined.')}
      close={close}
    />
  );
}

interface DecidingProps {
  readonly row: Row;
  readonly company: string;
  readonly path: string;
  readonly close: () => void;
}

function Accepting({ row, company, path, close }: DecidingProps) {
  const codes = useReading<ReasonCodesAnswer>('/api/reason-codes');
  const [chosen, setChosen] = useState<string>();
  const reasonCode = chosen ?? row.reasonCode ?? '';
  const offered = (codes.data?.rows ?? []).filter((one) => one.kind === 'deduction' || one.code === reasonCode);
  return (
    <Why
      title={t('Accept')}
      about={t('{number}: {what} of {amount} {currency} for {document}', {
        number: row.number,
        what: t(formWords[row.proposed!]),
        amount: formatMoney(row.amount, row.currency),
        currency: row.currency,
        document: row.document!.number,
      })}
      path={path}
      query={{ company }}
      body={reasonCode === '' ? {} : { reasonCode }}
      told={t('The adjustment is accepted.')}
      asked={t('Asked for approval; the memo is posted once it is approved.')}
      close={close}
    >
      {row.reasons.length > 0 && (
        <p className="text-ink-2">
          {t('Their reasons: {reasons}', {
            reasons: row.reasons.map((one) => toldReason(one, row.currency)).join(' · '),
          })}
        </p>
      )}
      <Field label={t('Reason code')}>
        {(control) => (
          <select
            {...control}
            // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the field
            autoFocus
            className="field w-full"
            value={reasonCode}
            onChange={(event) => setChosen(event.target.value)}
          >
            {(row.reasonCode === null || offered.length === 0) && <option value="">{t('None')}</option>}
            {offered.map((one) => (
              <option key={one.code} value={one.code}>
                {one.code} · {one.name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Why>
  );
}

/** Whose announcement it is, where the file does not say it: only documents of that customer are adjusted then. */
function NamingCustomer({ row, company, path, close }: DecidingProps) {
  const [customer, setCustomer] = useState('');
  return (
    <Why
      title={t('Name the customer')}
      about={
        row.document
          ? t('{number} of {payer} is about {document}, a document of customer {customer}.', {
              number: row.number,
              payer: row.payer ?? t('Unknown payer'),
              document: row.document.number,
              customer: row.document.customer,
            })
          : `${row.number} · ${row.payer ?? t('Unknown payer')}`
      }
      path={path}
      query={{ company }}
      body={{ customer: customer.trim() }}
      told={t('The customer is named.')}
      close={close}
      incomplete={customer.trim() === ''}
    >
      <CustomerField
        label={t('Customer number')}
        value={customer}
        onChange={setCustomer}
        placeholder={t('Name or number')}
      />
    </Why>
  );
}

const toldReason = ({ code, amount }: Row['reasons'][number], currency: string): string =>
  amount === null ? code : `${code} ${formatMoney(amount, currency)}`;

const columnsOf = (begin: ((task: Task) => void) | undefined): readonly Column<Row>[] => [
  {
    key: 'number',
    head: t('Adjustment'),
    width: 'minmax(6rem,.8fr)',
    whole: true,
    cell: (row) => (
      <>
        <span className="block tabular-nums">{row.number}</span>
        {row.reasons.length > 0 && (
          <span
            className="block truncate text-meta text-ink-2"
            title={t('Their reasons: {reasons}', {
              reasons: row.reasons.map((one) => toldReason(one, row.currency)).join(' · '),
            })}
          >
            {row.reasons.map((one) => one.code).join(', ')}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'customer',
    head: t('Customer'),
    width: 'minmax(8rem,1.2fr)',
    cell: (row) =>
      row.customer === null ? (
        <span className="text-ink-2">{row.payer ?? t('Unknown payer')}</span>
      ) : (
        <CustomerLink number={row.customer} name={row.customerName} inGrid />
      ),
  },
  {
    key: 'date',
    head: t('Date'),
    width: '6.25rem',
    cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.date ?? row.receivedOn, 'field')}</span>,
  },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(7rem,.7fr)',
    numeric: true,
    cell: (row) => (
      <>
        {row.kind === 'credit' && '−'}
        {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
      </>
    ),
  },
  {
    key: 'about',
    head: t('About'),
    width: 'minmax(8rem,1fr)',
    whole: true,
    cell: (row) => (
      <>
        <span className="block tabular-nums">{row.document?.number ?? row.reference}</span>
        {row.document && (
          <span className="block text-meta text-ink-2 tabular-nums">
            {t('{amount} open', { amount: formatMoney(row.document.open, row.document.currency) })}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'becomes',
    head: t('Becomes'),
    width: 'minmax(9rem,1.2fr)',
    cell: (row) =>
      row.state === 'waiting' ? (
        row.proposed === null ? (
          <span className="line-clamp-2 leading-4 whitespace-normal text-warn">
            {t(whyWords[row.why!.code] ?? row.why!.text)}
          </span>
        ) : (
          t(formWords[row.proposed])
        )
      ) : (
        <span title={[row.decided?.person, row.decided?.reason].filter(Boolean).join(': ')}>
          <span className="block">
            {t(formWords[row.decided!.as])} <span className="tabular-nums">{row.decided!.document}</span>
          </span>
          <span className="block truncate text-meta text-ink-2">{row.decided!.reason}</span>
        </span>
      ),
  },
  ...(begin
    ? [
        {
          key: 'decide',
          head: <span className="sr-only">{t('Accept or decline')}</span>,
          width: '11rem',
          cell: (row: Row) => (
            <span className="flex gap-3">
              {mayBegin(row, 'customer') && (
                <button
                  type="button"
                  className="link"
                  aria-label={t('Name the customer of {number}', { number: row.number })}
                  onClick={() => begin({ row, as: 'customer' })}
                >
                  {t('Customer…')}
                </button>
              )}
              {mayBegin(row, 'accept') && (
                <button
                  type="button"
                  className="link"
                  aria-label={t('Accept {number}', { number: row.number })}
                  onClick={() => begin({ row, as: 'accept' })}
                >
                  {t('Accept')}
                </button>
              )}
              {mayBegin(row, 'decline') && (
                <button
                  type="button"
                  className="link"
                  aria-label={t('Decline {number}', { number: row.number })}
                  onClick={() => begin({ row, as: 'decline' })}
                >
                  {t('Decline')}
                </button>
              )}
            </span>
          ),
        },
      ]
    : []),
];
