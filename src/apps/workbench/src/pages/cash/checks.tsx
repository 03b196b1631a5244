/** Checks: the register with those that wait for their day, paid in by a slip made of chosen ones, and those that came back. */
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type checkStates, checksList } from '#cash/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { ask } from '../../api.ts';
import { formatCount, formatDay } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { InCompany } from '../../parts/in-company.tsx';
import type { ListAtHand } from '../../parts/list-view.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { nothing } from '../../parts/selection.ts';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { CustomerOfRow, isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { Tab } from '../../parts/tab.tsx';
import type { ChecksSearch } from '../../router.tsx';
import { useCompanies, useMay, useWork } from '../../session.tsx';
import { say, sayRefused, sayWrong } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';
import { CheckImage } from './check-image.tsx';
import { DepositChecks } from './deposit-checks.tsx';
import { DepositSlip, DepositSlips } from './deposit-slips.tsx';
import { HeldBatch, HeldBatches, useHeldBatches } from './held-batches.tsx';
import { CheckForm } from './receive-check.tsx';
import { ReturnMoney } from './return-money.tsx';

const route = getRouteApi('/cash/checks');
export type Row = ListRow<typeof checksList>;
type State = (typeof checkStates)[number];

const stateWords: Readonly<Record<State, string>> = {
  received: 'To be paid in',
  held: 'Post-dated',
  deposited: 'Paid in',
  cleared: 'Credited by the bank',
  returned: 'Came back',
  withdrawn: 'Withdrawn',
};
const stateTones: Readonly<Record<State, string>> = {
  received: 'text-warn',
  held: '',
  deposited: 'text-ink-2',
  cleared: 'text-ok',
  returned: 'text-bad',
  withdrawn: 'text-ink-2 line-through',
};
/** A slip takes no more. */
const mostOnSlip = 500;
/** A check as people call it. */
export const checkName = (row: Row): string => `${row.number} ${row.name ?? row.drawer ?? ''}`.trim();

export function ChecksPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const placeOf = useCompanyOfRow();
  const change = (part: ChecksSearch): void => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <>
      <CashPages />
      {search.slip !== undefined ? (
        <DepositSlip depositId={search.slip} close={() => change({ slip: undefined })} />
      ) : search.batch !== undefined ? (
        <HeldBatch batchId={search.batch} close={() => change({ batch: undefined })} />
      ) : search.list === undefined ? (
        <Register lists={<Lists search={search} change={change} />} />
      ) : search.list === 'slips' ? (
        <DepositSlips
          lists={<Lists search={search} change={change} />}
          head={<Receive />}
          open={(row) => change({ slip: row.id, ...placeOf(row) })}
        />
      ) : (
        <>
          <PageHead title={t('Checks')}>
            <Receive />
          </PageHead>
          <Lists search={search} change={change} />
          <HeldBatches decided={search.list === 'decided'} open={(batch) => change({ batch })} />
        </>
      )}
    </>
  );
}

interface ListsProps {
  readonly search: ChecksSearch;
  readonly change: (part: ChecksSearch) => void;
}

/** The register by state, and what is made of its checks. */
function Lists({ search: { list }, change }: ListsProps) {
  const navigate = route.useNavigate();
  const heldBatches = useHeldBatches().data?.rows.length;
  return (
    <ShapeTabs
      shape={checksList}
      column="state"
      label={t('Lists')}
      first="all"
      tabs={[['all', t('All')], ...Object.entries(stateWords).map(([one, text]) => [one, t(text)] as const)]}
      others={{
        shown: list !== undefined,
        leave: { list: undefined },
        tabs: (
          <>
            <Tab on={list === 'slips'} choose={() => void navigate({ search: { list: 'slips' } })}>
              {t('Deposit slips')}
            </Tab>
            <Tab
              on={list === 'batches'}
              count={heldBatches}
              urgent={Boolean(heldBatches)}
              choose={() => change({ list: 'batches' })}
            >
              {t('Held batches')}
            </Tab>
            <Tab on={list === 'decided'} choose={() => change({ list: 'decided' })}>
              {t('Decided batches')}
            </Tab>
          </>
        ),
      }}
    />
  );
}

/** A check that came in. */
function Receive() {
  const mayReceive = useMay('cash.import');
  const [open, setOpen] = useState(false);
  useKeys(mayReceive ? [{ keys: 'n', label: t('Register a check'), run: () => setOpen(true) }] : []);
  if (!mayReceive) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('Register a check')} <Keys keys="n" />
      </button>
      {open && <CheckForm close={() => setOpen(false)} />}
    </>
  );
}

type Task =
  | { readonly kind: 'deposit'; readonly rows: readonly [Row, ...Row[]] }
  | { readonly kind: 'return' | 'image' | 'correct' | 'withdraw'; readonly row: Row };

function Register({ lists }: { lists: ReactNode }) {
  const { search } = useListAddress();
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  const [task, setTask] = useState<Task>();
  const close = (): void => setTask(undefined);
  const filtered = isNarrowed(checksList, { ...search, state: undefined });
  return (
    <>
      <ShapePage
        title={t('Checks')}
        shape={checksList}
        asked={askedByTab(search, 'state', 'all')}
        head={<Receive />}
        above={lists}
        columns={columnsOf(search['state'], (row) => setTask({ kind: 'image', row }))}
        counted={(items) => (items === 1 ? t('1 check') : t('{count} checks', { count: formatCount(items) }))}
        onOpen={(row) =>
          row.receiptId === null
            ? setTask({ kind: 'image', row })
            : void navigate({
                to: '/cash/lines/$receipt',
                params: { receipt: row.receiptId },
                search: placeOf(row),
              })
        }
        tick={(row) => t('Choose {number}', { number: checkName(row) })}
        titles={{ csv: t('Export of checks as CSV'), xlsx: t('Export of checks as a workbook') }}
        none={{
          title: filtered || search['state'] !== undefined ? t('Nothing in this list') : t('No check has come in'),
          text: filtered
            ? t('No check that these filters let through is there.')
            : t('Register the first one; a lockbox file brings its own.'),
          all: filtered || search['state'] !== undefined ? t('Show all checks') : undefined,
        }}
      >
        {(list) => <Deeds {...list} start={setTask} />}
      </ShapePage>
      {task && (
        <InCompany of={task.kind === 'deposit' ? task.rows[0] : task.row}>
          {task.kind === 'deposit' ? (
            <DepositChecks
              rows={task.rows}
              close={close}
              made={(slip) => {
                close();
                void navigate({ to: '/cash/checks', search: (old) => ({ ...old, slip, ...placeOf(task.rows[0]) }) });
              }}
            />
          ) : task.kind === 'return' ? (
            <ReturnMoney
              title={t('Check {number} came back', { number: checkName(task.row) })}
              path={`/api/checks/${task.row.id}`}
              receiptId={task.row.receiptId}
              told={t('Check {number} is taken back; what it paid is open again.', { number: task.row.number })}
              close={close}
            />
          ) : task.kind === 'correct' ? (
            <CheckForm row={task.row} close={close} />
          ) : task.kind === 'withdraw' ? (
            <WithdrawCheck row={task.row} close={close} />
          ) : (
            <CheckImage row={task.row} close={close} />
          )}
        </InCompany>
      )}
    </>
  );
}

/** A check that was registered by mistake, lost or given back is taken out of what can be paid in. */
function WithdrawCheck({ row, close }: { row: Row; close: () => void }) {
  return (
    <ReasonDialog
      title={t('Withdraw check {number}', { number: checkName(row) })}
      does={t('Withdraw')}
      write={{ path: `/api/checks/${row.id}/withdraw`, query: { company: row.company } }}
      told={() => say(t('Check {number} is withdrawn.', { number: row.number }))}
      close={close}
    >
      <p className="text-ink-2">
        {t('It stays in the register with the reason and is never paid in; the same check may be registered again.')}
      </p>
    </ReasonDialog>
  );
}

/** What is done with what is chosen, or with the check at which the list stands. */
function Deeds({
  active,
  chosenCount,
  gather,
  setSelection,
  start,
}: ListAtHand<Row> & { start: (task: Task) => void }) {
  const { tenant } = useWork();
  const { several: _, ...where } = useCompanies();
  const mayDeposit = useMay('cash.apply');
  const mayReturn = useMay('cash.return');
  const mayCorrect = useMay('cash.import');
  const inTheDrawer = active !== undefined && ['received', 'held'].includes(active.state);
  /** The chosen checks, else all that can be paid in: one more than a slip takes, so that it is said. */
  const toBePaidIn = async (): Promise<readonly Row[]> => {
    if (chosenCount > 0) return (await gather()) ?? [];
    const rows: Row[] = [];
    for (let offset = 0; rows.length <= mostOnSlip; offset += 200) {
      const query = { ...where, state: 'received', sort: 'receivedOn', totals: 'no', offset, limit: 200 };
      const page = await ask<ListAnswer<Row>>('GET', checksList.path, { tenant, query });
      rows.push(...page.rows);
      if (page.rows.length < 200) break;
    }
    return rows;
  };
  const startDeposit = async (): Promise<void> => {
    try {
      const [first, ...others] = await toBePaidIn();
      if (!first) sayWrong(t('There is no check to be paid in.'));
      else if (others.length >= mostOnSlip)
        sayWrong(t('A slip takes at most {count} checks: choose fewer.', { count: formatCount(mostOnSlip) }));
      else if (others.some((row) => row.company !== first.company))
        sayWrong(t('A slip is of one company: choose checks of one.'));
      else {
        setSelection(nothing);
        start({ kind: 'deposit', rows: [first, ...others] });
      }
    } catch (fault) {
      sayRefused(fault);
    }
  };
  const startReturn = (): void => {
    if (!active) return;
    if (active.receiptId === null)
      sayWrong(t('Check {number} was not paid in, so nothing came back.', { number: active.number }));
    else if (active.state === 'returned') sayWrong(t('Check {number} came back before.', { number: active.number }));
    else start({ kind: 'return', row: active });
  };
  const startOnDrawer = (kind: 'correct' | 'withdraw'): void => {
    if (!active) return;
    if (active.state === 'withdrawn') sayWrong(t('Check {number} is withdrawn.', { number: active.number }));
    else if (inTheDrawer) start({ kind, row: active });
    else
      sayWrong(
        t(
          'Check {number} is paid in with {slip}: withdraw the slip first, as long as it was not brought to the bank.',
          {
            number: active.number,
            slip: active.deposit ?? '',
          },
        ),
      );
  };
  useKeys([
    ...(mayCorrect
      ? [
          { keys: 'e', label: t('Correct the check'), run: () => startOnDrawer('correct') },
          { keys: 'x', label: t('Withdraw the check'), run: () => startOnDrawer('withdraw') },
        ]
      : []),
    ...(mayDeposit ? [{ keys: 'd', label: t('Make a deposit slip'), run: () => void startDeposit() }] : []),
    ...(mayReturn ? [{ keys: 'r', label: t('The check came back'), run: startReturn }] : []),
    { keys: 'i', label: t('Look at the image'), run: () => active && start({ kind: 'image', row: active }) },
  ]);
  return (
    <>
      {mayCorrect && inTheDrawer && (
        <>
          <button type="button" className="button" onClick={() => startOnDrawer('correct')}>
            {t('Correct…')} <Keys keys="e" />
          </button>
          <button type="button" className="button" onClick={() => startOnDrawer('withdraw')}>
            {t('Withdraw…')} <Keys keys="x" />
          </button>
        </>
      )}
      {mayReturn && active?.receiptId != null && (
        <button type="button" className="button" onClick={startReturn}>
          {t('Came back…')} <Keys keys="r" />
        </button>
      )}
      {mayDeposit && (
        <button type="button" className="button button-primary" onClick={() => void startDeposit()}>
          {t('Deposit slip…')} <Keys keys="d" />
        </button>
      )}
    </>
  );
}

function Deposit({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  if (row.depositId === null) return null;
  return (
    <Link
      to="/cash/checks"
      search={(old) => ({ ...old, slip: row.depositId ?? undefined, ...placeOf(row) })}
      tabIndex={-1}
      className="drill tabular-nums"
    >
      {row.deposit}
    </Link>
  );
}

function columnsOf(state: string | undefined, look: (row: Row) => void): readonly ShownColumn<typeof checksList>[] {
  return [
    { key: 'number', head: t('Check no.'), width: 'minmax(5rem,.8fr)', whole: true, fixed: true },
    { key: 'company', head: t('Company') },
    {
      key: 'drawer',
      head: t('Drawer'),
      width: 'minmax(9rem,2fr)',
      cell: (row) => (row.customer === null ? row.drawer : <CustomerOfRow row={row} />),
    },
    { key: 'name', head: t('Customer'), unseen: true },
    { key: 'customer', head: t('Number'), unseen: true },
    {
      key: 'checkDate',
      head: state === 'held' ? t('Due') : t('Dated'),
      width: '5.5rem',
      cell: (row) => (
        <span className={row.state === 'held' ? 'font-medium' : ''}>{formatDay(row.checkDate, 'field')}</span>
      ),
    },
    { key: 'receivedOn', head: t('Received'), width: '5.5rem' },
    { key: 'amount', head: t('Amount'), width: 'minmax(7.5rem,.9fr)', fixed: true },
    { key: 'currency', head: t('Currency') },
    {
      key: 'state',
      head: t('State'),
      width: 'minmax(8rem,1fr)',
      byTabs: true,
      choices: Object.entries(stateWords).map(([one, text]) => [one, t(text)] as const),
      cell: (row) => <span className={stateTones[row.state as State]}>{t(stateWords[row.state as State])}</span>,
    },
    {
      key: 'deposit',
      head: t('Deposit slip'),
      width: 'minmax(6rem,.9fr)',
      cell: (row) => <Deposit row={row} />,
    },
    { key: 'depositedOn', head: t('Paid in'), unseen: true },
    {
      key: 'image',
      head: t('Image'),
      width: '6rem',
      choices: [
        ['yes', t('With an image')],
        ['no', t('Without an image')],
      ],
      cell: (row) => (
        <button
          type="button"
          tabIndex={-1}
          className="link"
          aria-label={
            row.image === 'yes'
              ? t('Image of {number}', { number: checkName(row) })
              : t('Attach an image to {number}', { number: checkName(row) })
          }
          onClick={() => look(row)}
        >
          {row.image === 'yes' ? t('Show') : t('Attach')}
        </button>
      ),
    },
  ];
}
