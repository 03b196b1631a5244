/** Checks: the register with those that wait for their day, paid in by a slip made of chosen ones, and those that came back. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ChecksAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { ask, type Parameters } from '../../api.ts';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { type Column, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { everything, isChosen, nothing, sumOf, toggle, useSelection } from '../../parts/selection.ts';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { ChecksSearch } from '../../router.tsx';
import { useMay, useWork } from '../../session.tsx';
import { sayRefused, sayWrong } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';
import { CheckImage } from './check-image.tsx';
import { DepositChecks } from './deposit-checks.tsx';
import { DepositSlip, DepositSlips } from './deposit-slips.tsx';
import { HeldBatch, HeldBatches, useHeldBatches } from './held-batches.tsx';
import { ReceiveCheck } from './receive-check.tsx';
import { ReturnCheck } from './return-check.tsx';

const route = getRouteApi('/cash/checks');
export type Row = ChecksAnswer['rows'][number];
type State = Row['state'];

const stateWords: Readonly<Record<State, string>> = {
  received: 'To be paid in',
  held: 'Post-dated',
  deposited: 'Paid in',
  cleared: 'Credited by the bank',
  returned: 'Came back',
};
const stateTones: Readonly<Record<State, string>> = {
  received: 'text-warn',
  held: '',
  deposited: 'text-ink-2',
  cleared: 'text-ok',
  returned: 'text-bad',
};
const states = Object.keys(stateWords) as State[];
/** A slip takes no more. */
const mostOnSlip = 500;

/** A check as people call it. */
export const checkName = (row: Row): string => `${row.number} ${row.name ?? row.drawer ?? ''}`.trim();

/** Totals of the filtered register: of one state, or of all together by currency. */
function totalsOf(totals: ChecksAnswer['totals'], state: State | undefined) {
  const sums = new Map<string, { items: number; minor: bigint }>();
  for (const one of totals) {
    if (state !== undefined && one.state !== state) continue;
    const old = sums.get(one.currency) ?? { items: 0, minor: 0n };
    sums.set(one.currency, { items: old.items + one.count, minor: old.minor + parseAmount(one.amount, one.currency) });
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, one]) => ({ currency, items: one.items, open: formatAmount(one.minor, currency) }));
}

export function ChecksPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: ChecksSearch, replace = false): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace });
  return (
    <>
      <CashPages />
      {search.slip !== undefined ? (
        <DepositSlip depositId={search.slip} close={() => change({ slip: undefined })} />
      ) : search.batch !== undefined ? (
        <HeldBatch batchId={search.batch} close={() => change({ batch: undefined })} />
      ) : (
        <>
          <PageHead title={t('Checks')}>
            {search.list === undefined && (
              <SearchField
                value={search.search ?? ''}
                onChange={(text) => change({ search: text === '' ? undefined : text }, true)}
              />
            )}
          </PageHead>
          <Register search={search} change={change} />
        </>
      )}
    </>
  );
}

interface RegisterProps {
  readonly search: ChecksSearch;
  readonly change: (part: ChecksSearch, replace?: boolean) => void;
}

type Task =
  | { readonly kind: 'deposit'; readonly rows: readonly Row[] }
  | { readonly kind: 'return' | 'image'; readonly row: Row }
  | { readonly kind: 'receive' };

function Register({ search, change }: RegisterProps) {
  const { tenant, company } = useWork();
  const navigate = route.useNavigate();
  const mayReceive = useMay('cash.import');
  const mayDeposit = useMay('cash.apply');
  const mayReturn = useMay('cash.return');
  const query: Parameters = { company, state: search.state, search: search.search, sort: search.sort ?? '-received' };
  const list = useWindows<ChecksAnswer>('/api/checks', query);
  const [active, setActive] = useState(0);
  const [task, setTask] = useState<Task>();
  const question = JSON.stringify(query);
  const [selection, setSelection] = useSelection(question);
  const onMove = useCallback((index: number) => setActive(index), []);
  const close = (): void => setTask(undefined);
  const slips = search.list === 'slips';
  const batches = search.list === 'batches';
  const decided = search.list === 'decided';
  const heldBatches = useHeldBatches().data?.rows.length;
  const register = !slips && !batches && !decided;
  const answered = list.answer?.totals ?? [];
  const totals = totalsOf(answered, search.state);
  const count = totals.reduce((sum, one) => sum + one.items, 0);
  const chosen = sumOf(selection, totals);
  const chosenCount = chosen.reduce((sum, one) => sum + one.items, 0);
  const countOf = (state: State | undefined): number =>
    answered.reduce((sum, one) => sum + (state === undefined || one.state === state ? one.count : 0), 0);
  const isRowChosen = (row: Row): boolean => isChosen(selection, String(row.id));
  const choose = (row: Row): void =>
    setSelection((old) => toggle(old, String(row.id), { currency: row.currency, open: row.amount }));
  const atHand = register ? list.row(active) : undefined;

  /** The chosen checks, else all that can be paid in. */
  const startDeposit = async (): Promise<void> => {
    if (!mayDeposit) return;
    const asked = chosenCount > 0 ? query : { company, state: 'received', sort: 'received' };
    const most = chosenCount > 0 ? count : countOf('received');
    const rows: Row[] = [];
    try {
      for (let offset = 0; offset < most && rows.length <= mostOnSlip; offset += 200) {
        const page = await ask<ChecksAnswer>('GET', '/api/checks', { tenant, query: { ...asked, offset, limit: 200 } });
        rows.push(...(chosenCount > 0 ? page.rows.filter(isRowChosen) : page.rows));
      }
    } catch (fault) {
      sayRefused(fault);
      return;
    }
    if (rows.length === 0) sayWrong(t('There is no check to be paid in.'));
    else if (rows.length > mostOnSlip)
      sayWrong(t('A slip takes at most {count} checks: choose fewer.', { count: formatCount(mostOnSlip) }));
    else setTask({ kind: 'deposit', rows });
  };
  const startReturn = (): void => {
    if (!mayReturn || !atHand) return;
    if (atHand.receiptId === null)
      sayWrong(t('Check {number} was not paid in, so nothing came back.', { number: atHand.number }));
    else if (atHand.state === 'returned') sayWrong(t('Check {number} came back before.', { number: atHand.number }));
    else setTask({ kind: 'return', row: atHand });
  };
  useKeys([
    ...(mayReceive ? [{ keys: 'n', label: t('Register a check'), run: () => setTask({ kind: 'receive' }) }] : []),
    ...(!register
      ? []
      : [
          ...(mayDeposit
            ? [
                { keys: 'd', label: t('Make a deposit slip'), run: () => void startDeposit() },
                {
                  keys: 'mod+a',
                  label: t('Select all that the filters let through'),
                  run: () => setSelection(count > 0 ? everything : nothing),
                },
              ]
            : []),
          ...(mayReturn ? [{ keys: 'r', label: t('The check came back'), run: startReturn }] : []),
          { keys: 'i', label: t('Look at the image'), run: () => atHand && setTask({ kind: 'image', row: atHand }) },
          { keys: 'Escape', run: () => setSelection(nothing) },
        ]),
  ]);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2 px-6 pb-3">
        <Tabs label={t('Lists')}>
          {([undefined, ...states] as const).map((state) => (
            <Tab
              key={state ?? 'all'}
              on={register && state === search.state}
              count={list.answer ? countOf(state) : undefined}
              choose={() => change({ state, list: undefined })}
            >
              {state === undefined ? t('All') : t(stateWords[state])}
            </Tab>
          ))}
          <Tab on={slips} choose={() => change({ list: 'slips' })}>
            {t('Deposit slips')}
          </Tab>
          <Tab
            on={batches}
            count={heldBatches}
            urgent={Boolean(heldBatches)}
            choose={() => change({ list: 'batches' })}
          >
            {t('Held batches')}
          </Tab>
          <Tab on={decided} choose={() => change({ list: 'decided' })}>
            {t('Decided batches')}
          </Tab>
        </Tabs>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {register && chosenCount > 0 && (
            <span className="tabular-nums">
              <span className="text-ink-2">{t('{count} selected', { count: formatCount(chosenCount) })}</span>
              {chosen.map((one) => (
                <span key={one.currency} className="pl-2 font-medium">
                  {formatMoney(one.open, one.currency)}{' '}
                  <span className="text-meta font-normal text-ink-2">{one.currency}</span>
                </span>
              ))}
            </span>
          )}
          {mayReceive && (
            <button type="button" className="button" onClick={() => setTask({ kind: 'receive' })}>
              {t('Register a check')} <Keys keys="n" />
            </button>
          )}
          {register && mayReturn && count > 0 && (
            <button type="button" className="button" onClick={startReturn}>
              {t('Came back…')} <Keys keys="r" />
            </button>
          )}
          {register && mayDeposit && (
            <button
              type="button"
              className="button button-primary"
              disabled={chosenCount === 0 && countOf('received') === 0}
              onClick={() => void startDeposit()}
            >
              {t('Deposit slip…')} <Keys keys="d" />
            </button>
          )}
        </div>
      </div>
      {slips ? (
        <DepositSlips open={(depositId) => change({ slip: depositId })} />
      ) : batches || decided ? (
        <HeldBatches decided={decided} open={(batchId) => change({ batch: batchId })} />
      ) : list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <Nothing search={search} />
      ) : (
        <Grid
          label={t('Checks')}
          columns={columnsOf({
            search,
            only: totals.length === 1 ? totals[0]!.currency : undefined,
            chosen: isRowChosen,
            choose: mayDeposit ? choose : undefined,
            look: (row) => setTask({ kind: 'image', row }),
          })}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          sort={search.sort ?? '-received'}
          onSort={(sort) => change({ sort: sort === '-received' ? undefined : sort })}
          onOpen={(row) =>
            row.receiptId === null
              ? setTask({ kind: 'image', row })
              : void navigate({ to: '/cash/lines/$receipt', params: { receipt: String(row.receiptId) }, search: {} })
          }
          onMove={onMove}
          selected={isRowChosen}
          {...(mayDeposit && { onSelect: choose })}
          busy={list.busy}
          memory={`checks ${question}`}
          totals={{
            rows: totals,
            counted: (items) => (items === 1 ? t('1 check') : t('{count} checks', { count: formatCount(items) })),
            column: 'amount',
          }}
        />
      )}
      {task?.kind === 'receive' && <ReceiveCheck close={close} />}
      {task?.kind === 'deposit' && (
        <DepositChecks
          rows={task.rows}
          close={close}
          made={(depositId) => {
            close();
            setSelection(nothing);
            change({ slip: depositId });
          }}
        />
      )}
      {task?.kind === 'return' && <ReturnCheck row={task.row} close={close} />}
      {task?.kind === 'image' && <CheckImage row={task.row} close={close} />}
    </>
  );
}

interface Shape {
  readonly search: ChecksSearch;
  readonly only: string | undefined;
  readonly chosen: (row: Row) => boolean;
  readonly choose: ((row: Row) => void) | undefined;
  readonly look: (row: Row) => void;
}

function columnsOf({ search, only, chosen, choose, look }: Shape): readonly Column<Row>[] {
  return [
    ...(choose
      ? [
          {
            key: 'choose',
            head: <span className="sr-only">{t('Chosen')}</span>,
            width: '1.75rem',
            cell: (row: Row) => (
              <input
                type="checkbox"
                tabIndex={-1}
                className="block size-4 accent-accent"
                aria-label={t('Choose {number}', { number: checkName(row) })}
                checked={chosen(row)}
                onChange={() => choose(row)}
              />
            ),
          },
        ]
      : []),
    {
      key: 'number',
      head: t('Check no.'),
      width: 'minmax(5rem,.8fr)',
      whole: true,
      sort: 'number',
      cell: (row) => <span className="tabular-nums">{row.number}</span>,
    },
    {
      key: 'drawer',
      head: t('Drawer'),
      width: 'minmax(9rem,2fr)',
      sort: 'drawer',
      cell: (row) =>
        row.customer === null ? row.drawer : <CustomerLink number={row.customer} name={row.name} inGrid />,
    },
    {
      key: 'dated',
      head: search.state === 'held' ? t('Due') : t('Dated'),
      width: '5.5rem',
      whole: true,
      sort: 'dated',
      cell: (row) => (
        <span className={`tabular-nums ${row.state === 'held' ? 'font-medium' : ''}`}>
          {formatDay(row.checkDate, 'field')}
        </span>
      ),
    },
    {
      key: 'received',
      head: t('Received'),
      width: '5.5rem',
      whole: true,
      sort: 'received',
      fallingFirst: true,
      cell: (row) => <span className="text-ink-2 tabular-nums">{formatDay(row.receivedOn, 'field')}</span>,
    },
    {
      key: 'amount',
      head: only ? `${t('Amount')} ${only}` : t('Amount'),
      width: 'minmax(7.5rem,.9fr)',
      numeric: true,
      sort: 'amount',
      fallingFirst: true,
      cell: (row) => (
        <>
          {formatMoney(row.amount, row.currency)}
          {!only && <span className="pl-1 text-meta text-ink-2">{row.currency}</span>}
        </>
      ),
    },
    {
      key: 'state',
      head: t('State'),
      width: 'minmax(8rem,1fr)',
      sort: 'state',
      cell: (row) => <span className={stateTones[row.state]}>{t(stateWords[row.state])}</span>,
    },
    {
      key: 'deposit',
      head: t('Deposit slip'),
      width: 'minmax(6rem,.9fr)',
      whole: true,
      cell: (row) =>
        row.depositId === null ? null : (
          <Link
            from="/cash/checks"
            to="/cash/checks"
            search={(old) => ({ ...old, slip: String(row.depositId) })}
            tabIndex={-1}
            className="drill tabular-nums"
          >
            {row.deposit}
          </Link>
        ),
    },
    {
      key: 'image',
      head: t('Image'),
      width: '6rem',
      cell: (row) => (
        <button
          type="button"
          tabIndex={-1}
          className="link"
          aria-label={
            row.image
              ? t('Image of {number}', { number: checkName(row) })
              : t('Attach an image to {number}', { number: checkName(row) })
          }
          onClick={() => look(row)}
        >
          {row.image ? t('Show') : t('Attach')}
        </button>
      ),
    },
  ];
}

function Nothing({ search }: { search: ChecksSearch }) {
  const filtered = search.state !== undefined || search.search !== undefined;
  return (
    <div className="flex-1 border-t border-line bg-surface">
      <Notice title={filtered ? t('Nothing in this list') : t('No check has come in')}>
        <p className="text-ink-2">
          {filtered
            ? t('No check that these filters let through is there.')
            : t('Register the first one; a lockbox file brings its own.')}
        </p>
        {filtered && (
          <Link to="/cash/checks" search={{}} className="link mt-2">
            {t('Show all checks')}
          </Link>
        )}
      </Notice>
    </div>
  );
}
