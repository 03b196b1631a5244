/** Adjustments that customers announce: what each is about, what accepting makes of it, and what became of it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListedAdjustment } from '#cash/contract';
import { adjustmentsList } from '#cash/lists';
import type { ReasonCodesAnswer } from '#company/contract';
import type { ListAnswer, ListRow } from '#lists/contract';
import { formatMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CustomerField } from '../../parts/customer-field.tsx';
import { Field } from '../../parts/field.tsx';
import { countText } from '../../parts/grid.tsx';
import type { ViewColumn } from '../../parts/list-view.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { CustomerOfRow, ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { Why } from '../offsets/why.tsx';
import { CashPages } from './cash-pages.tsx';

type Row = ListRow<typeof adjustmentsList>;

const stateWords: Readonly<Record<ListedAdjustment['state'], string>> = {
  waiting: 'Waiting',
  accepted: 'Accepted',
  declined: 'Declined',
};
const formWords: Readonly<Record<NonNullable<ListedAdjustment['proposed']> | 'declined', string>> = {
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
  const { data } = useReading<ListAnswer<Row>>('/api/adjustments', { company, state: 'waiting', limit: 0 });
  const waiting = (data?.totals ?? []).reduce((sum, one) => sum + one.items, 0);
  if (waiting === 0) return null;
  return (
    <p className="px-6 pt-3 pb-2">
      <Link to="/cash/adjustments" search={{}} className="link">
        {waiting === 1
          ? t('1 announced adjustment waits')
          : t('{count} announced adjustments wait', { count: waiting })}
      </Link>
    </p>
  );
}

interface Task {
  readonly row: Row;
  readonly as: 'accept' | 'decline' | 'customer';
}

export function AdjustmentsPage() {
  const { search } = useListAddress();
  const mayDecide = useMay('receivables.deduct');
  const [task, setTask] = useState<Task>();
  const state = search['state'] ?? 'waiting';
  const decides = mayDecide && state !== 'accepted';
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('Announced adjustments')}
        head={
          <Link to="/cash/advices" search={{}} className="link">
            {t('Remittance advices')}
          </Link>
        }
        above={
          <ShapeTabs
            shape={adjustmentsList}
            column="state"
            label={t('States')}
            first="waiting"
            tabs={Object.entries(stateWords).map(([one, text]) => [one, t(text)])}
          />
        }
        shape={adjustmentsList}
        asked={askedByTab(search, 'state', 'waiting')}
        columns={columns()}
        more={[becomes(), ...(decides ? [deeds(setTask)] : [])]}
        rowHeight={44}
        counted={(rows) => countText(rows, t('adjustment'), t('adjustments'))}
        tick={(row) => t('Choose {number}', { number: row.number })}
        titles={{ csv: t('Export of adjustments as CSV'), xlsx: t('Export of adjustments as a workbook') }}
        none={{
          title: state === 'waiting' ? t('No adjustment waits') : t('Nothing in this list'),
          text: t('What customers announce they will keep back, or owe on top (X12 812), comes here from their files.'),
        }}
      >
        {(list) => decides && <DecidingKeys active={list.active} begin={setTask} />}
      </ShapePage>
      {task && <Deciding task={task} close={() => setTask(undefined)} />}
    </>
  );
}

/** Letters act on the row at which the list stands. */
function DecidingKeys({ active, begin }: { active: Row | undefined; begin: (task: Task) => void }) {
  const start = (as: Task['as']): void => {
    if (active && mayBegin(active.detail, as)) begin({ row: active, as });
  };
  useKeys([
    { keys: 'a', label: t('Accept'), run: () => start('accept') },
    { keys: 'x', label: t('Decline'), run: () => start('decline') },
    { keys: 'w', label: t('Name the customer'), run: () => start('customer') },
  ]);
  return null;
}

/** What may be begun with one: a declined one may be accepted all the same. */
const mayBegin = (row: ListedAdjustment, as: Task['as']): boolean =>
  as === 'accept'
    ? row.state !== 'accepted' && row.proposed !== null
    : row.state === 'waiting' && (as === 'decline' || row.why?.code.startsWith('payer-') === true);

function Deciding({ task: { row: listed, as }, close }: { task: Task; close: () => void }) {
  const { detail: row, company } = listed;
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
  readonly row: ListedAdjustment;
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

const toldReason = ({ code, amount }: ListedAdjustment['reasons'][number], currency: string): string =>
  amount === null ? code : `${code} ${formatMoney(amount, currency)}`;

const columns = (): readonly ShownColumn<typeof adjustmentsList>[] => [
  {
    key: 'number',
    head: t('Adjustment'),
    width: 'minmax(6rem,.8fr)',
    whole: true,
    fixed: true,
    cell: ({ detail: row }) => (
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
    key: 'name',
    head: t('Customer'),
    width: 'minmax(8rem,1.2fr)',
    fixed: true,
    cell: (row) =>
      row.customer === null ? (
        <span className="text-ink-2">{row.name ?? t('Unknown payer')}</span>
      ) : (
        <CustomerOfRow row={row} />
      ),
  },
  { key: 'customer', head: t('Number'), spare: true },
  { key: 'company', head: t('Company') },
  { key: 'day', head: t('Date') },
  {
    key: 'kind',
    head: t('Kind'),
    unseen: true,
    choices: [
      ['credit', t('They will keep it back')],
      ['debit', t('They owe it on top')],
    ],
  },
  { key: 'amount', head: t('Amount'), fixed: true },
  { key: 'currency', head: t('Currency') },
  {
    key: 'about',
    head: t('About'),
    width: 'minmax(7rem,1fr)',
    whole: true,
    cell: ({ detail: row }) => (
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
  { key: 'decidedOn', head: t('Decided on'), unseen: true },
  { key: 'decidedBy', head: t('Decided by'), unseen: true },
  { key: 'reason', head: t('Reason'), unseen: true },
];

const becomes = (): ViewColumn<Row> => ({
  key: 'becomes',
  head: t('Becomes'),
  width: 'minmax(9rem,1.2fr)',
  cell: ({ detail: row }) =>
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
});

const deeds = (begin: (task: Task) => void): ViewColumn<Row> => ({
  key: 'decide',
  head: t('Accept or decline'),
  width: '11rem',
  cell: (row) => (
    <span className="flex gap-3">
      {mayBegin(row.detail, 'customer') && (
        <button
          type="button"
          className="link"
          aria-label={t('Name the customer of {number}', { number: row.number })}
          onClick={() => begin({ row, as: 'customer' })}
        >
          {t('Customer…')}
        </button>
      )}
      {mayBegin(row.detail, 'accept') && (
        <button
          type="button"
          className="link"
          aria-label={t('Accept {number}', { number: row.number })}
          onClick={() => begin({ row, as: 'accept' })}
        >
          {t('Accept')}
        </button>
      )}
      {mayBegin(row.detail, 'decline') && (
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
});
