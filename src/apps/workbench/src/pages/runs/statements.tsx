/**
 * Statements of account: whom the month's run would write to and whom not and why, the statement as it would read, the
 * run; what was sent and what became of it; and the day of the month on which they go by themselves.
 */

import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type {
  LetterAnswer,
  StatementCycleAnswer,
  StatementPreviewAnswer,
  StatementRunAnswer,
} from '#collections/contract';
import { findInPreview, orderPreview, shownBalances, statementsList } from '#collections/lists';
import { isDay } from '#kernel';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { CopyRows } from '../../parts/copy-rows.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Check } from '../../parts/field.tsx';
import { countText } from '../../parts/grid.tsx';
import { AlertIcon } from '../../parts/icons.tsx';
import { useKeptKeys } from '../../parts/kept.ts';
import { LongTable } from '../../parts/long-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField, useFilterText } from '../../parts/search-field.tsx';
import { ShapeList } from '../../parts/shape-list.tsx';
import { customerColumns, NoneListed, useListAddress, useOpenCustomer } from '../../parts/shape-page.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { Tabs, tabClass } from '../../parts/tab.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { hold, say, sayWrong } from '../../toasts.tsx';
import { besideTheLetter, ClosedToday, ConfirmRun, Excluded, Fate, Letter, RunRow, Unseen } from './run-parts.tsx';

const route = getRouteApi('/runs/statements');
type Row = StatementPreviewAnswer['statements'][number];

export function StatementsPage() {
  const { company } = useWork();
  const { list: tab = 'included' } = route.useSearch();
  const preview = useReading<StatementPreviewAnswer>('/api/statements/preview', { company });
  const data = preview.data;
  return (
    <>
      <PageHead title={t('Statements of account')} meta={data && formatDay(data.asOf, 'long')}>
        <Cycle />
      </PageHead>
      <ClosedToday />
      {data && data.held !== null && (
        <p role="status" className="flex items-start gap-2 border-t border-line bg-surface px-6 py-3 text-warn">
          <AlertIcon className="mt-0.5" /> {t('The run is held.')} {sentence(data.held)}
        </p>
      )}
      {preview.isPending ? (
        <Skeleton rows={18} className="border-t border-line px-6 py-2" />
      ) : !data ? (
        <Failure error={preview.error!} retry={() => void preview.refetch()} />
      ) : tab === 'sent' ? (
        <>
          <Bar data={data} />
          <SentList />
        </>
      ) : (
        <ToSend data={data} excludedShown={tab === 'excluded'} />
      )}
    </>
  );
}

function Nothing({ title, children }: { title: string; children: string }) {
  return (
    <div className="flex-1 border-t border-line bg-surface">
      <Notice title={title}>
        <p className="text-ink-2">{children}</p>
      </Notice>
    </div>
  );
}

/** The three lists of the page, and what is done with the one that is shown. */
function Bar({ data, children }: { data: StatementPreviewAnswer; children?: React.ReactNode }) {
  const { list: tab = 'included' } = route.useSearch();
  const waiting = data.statements.filter((row) => !row.already).length;
  const tabs = [
    ['included', t('To send'), formatCount(waiting)],
    ['excluded', t('Excluded, and why'), formatCount(data.suppressed.length)],
    ['sent', t('Sent'), ''],
  ] as const;
  return (
    <div className="flex flex-wrap items-center gap-3 border-t border-line px-6 py-2.5">
      <Tabs label={t('Lists')} narrow>
        {tabs.map(([one, text, count]) => (
          <Link
            key={one}
            to="/runs/statements"
            search={{ list: one === 'included' ? undefined : one }}
            aria-current={tab === one ? 'true' : undefined}
            className={tabClass(tab === one)}
          >
            {text} <span className="text-meta tabular-nums text-ink-2">{count}</span>
          </Link>
        ))}
      </Tabs>
      {children}
    </div>
  );
}

function useLetter(customer: string | undefined) {
  const { company } = useWork();
  return useReading<LetterAnswer>(
    '/api/statements/letter',
    { company, customer },
    { keep: true, enabled: customer !== undefined },
  );
}

/** Whom the run writes to, with the statement beside the list, and whom not: found, put in order, copied and saved alike. */
function ToSend({ data, excludedShown }: { data: StatementPreviewAnswer; excludedShown: boolean }) {
  const { company } = useWork();
  const mayRun = useMay('correspondence.send') && data.held === null;
  const [active, setActive] = useState(0);
  const [chosen, setChosen] = useKeptKeys('statements', company);
  const { search, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useFilterText(search, (next) =>
    navigate({ search: (old) => ({ ...old, search: next }), replace: true }),
  );
  const [confirming, setConfirming] = useState(false);
  const running = useWriting<StatementRunAnswer>();
  const rows = useMemo(() => orderPreview(findInPreview(data.statements, text), sort), [data, text, sort]);
  const excluded = useMemo(() => orderPreview(findInPreview(data.suppressed, text), sort), [data, text, sort]);
  const onSort = (next: string): void => void navigate({ search: (old) => ({ ...old, sort: next }), replace: true });
  const at = Math.max(0, Math.min(active, rows.length - 1));
  const waiting = data.statements.filter((row) => !row.already);
  const picked = data.statements.filter((row) => chosen.has(row.customer));
  // Chosen ones get one of today, also beside that of the month; without a choice everybody gets the month's.
  const leaving = picked.length > 0 ? picked : waiting;
  // What leaves may be more than the filter shows, and is then said to be.
  const inSight = new Set(rows);
  const unseen = leaving.filter((row) => !inSight.has(row)).length;
  const shown = useLetter(excludedShown ? undefined : rows[at]?.customer);
  const first = useLetter(confirming ? leaving[0]?.customer : undefined);
  const toggle = (row: Row | undefined): void => {
    if (!row) return;
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(row.customer)) next.add(row.customer);
      return next;
    });
  };
  const ask = (): void => {
    if (!mayRun || excludedShown) return;
    if (leaving.length === 0) sayWrong(t('Everybody has this month’s statement: choose whom to send one of today.'));
    else if (picked.length > 500) sayWrong(t('At most 500 can be chosen at once.'));
    else setConfirming(true);
  };
  const run = (): void => {
    setConfirming(false);
    const body = picked.length > 0 ? { customers: picked.map((row) => row.customer) } : {};
    hold(
      leaving.length === 1
        ? t('1 statement leaves')
        : t('{count} statements leave', { count: formatCount(leaving.length) }),
      () =>
        // What came of it is said also when the reader is on another page by then.
        running.mutateAsync({ path: '/api/statements/run', query: { company }, body }).then((answer) => {
          setChosen(new Set());
          say(
            answer.proposed === 1
              ? t('1 statement is on its way.')
              : t('{count} statements are on their way.', { count: formatCount(answer.proposed) }),
          );
        }),
    );
  };
  useKeys([
    { keys: 'j|ArrowDown', label: t('Next row'), run: () => setActive(Math.min(at + 1, rows.length - 1)) },
    { keys: 'k|ArrowUp', label: t('Row before'), run: () => setActive(Math.max(at - 1, 0)) },
    ...(mayRun && !excludedShown
      ? [
          { keys: ' ', label: t('Choose the customer'), run: () => toggle(rows[at]) },
          {
            keys: 'mod+a',
            label: t('Choose all shown'),
            run: () => setChosen(new Set(rows.map((row) => row.customer))),
          },
          { keys: 'e', label: t('Send the statements'), run: ask },
        ]
      : []),
  ]);
  return (
    <>
      <Bar data={data}>
        <SearchField
          value={text}
          onChange={(next) => {
            setText(next);
            setActive(0);
          }}
        />
        <div className="ml-auto flex flex-wrap items-center gap-4">
          {!excludedShown && <Unseen count={unseen} />}
          <CopyRows {...(excludedShown ? copyOfExcluded(excluded) : copyOfStatements(rows))} />
          {(excludedShown ? excluded : rows).length > 0 && (
            <ExportMenu
              path="/api/statements/preview"
              query={{ company, list: excludedShown ? 'excluded' : 'included', sort, search: text.trim() || undefined }}
              titles={{ csv: t('Export of the run as CSV'), xlsx: t('Export of the run as a workbook') }}
            />
          )}
          {mayRun && !excludedShown && (
            <button type="button" className="button button-primary" disabled={running.isPending} onClick={ask}>
              {picked.length > 0
                ? t('Send {count} of today', { count: formatCount(picked.length) })
                : t('Send the month’s')}{' '}
              <Keys keys="e" />
            </button>
          )}
        </div>
      </Bar>
      {excludedShown ? (
        excluded.length === 0 ? (
          <Nothing title={t('Nobody is left out')}>
            {t('Everybody with an account has a statement, or gets one with the next run.')}
          </Nothing>
        ) : (
          <Excluded
            rows={excluded.map((row) => ({ ...row, key: row.customer, why: row.reason.text }))}
            order={{ sort, onSort }}
          />
        )
      ) : rows.length === 0 ? (
        <Nothing title={t('Nobody is due for a statement')}>
          {t('Look under “Excluded, and why” for those who get none.')}
        </Nothing>
      ) : (
        <div className={besideTheLetter}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keys */}
          <div data-scroller tabIndex={0} className="min-h-0 overflow-auto bg-surface focus-visible:-outline-offset-2">
            <LongTable
              label={t('Statements')}
              heads={[
                { text: t('Chosen'), unseen: true, width: '3rem' },
                { text: t('Customer'), sort: 'name' },
                { text: t('Sent by'), sort: 'channel', width: '5rem' },
                { text: t('Items'), numeric: true, sort: 'items', fallingFirst: true, width: '5rem' },
                { text: t('Balance'), numeric: true, sort: 'balance', fallingFirst: true, width: '12rem' },
              ]}
              rows={rows}
              sort={sort}
              onSort={onSort}
              active={at}
              row={(row, place, long) => (
                <RunRow
                  key={row.customer}
                  place={place}
                  active={place === at}
                  chooses={row.name}
                  chosen={chosen.has(row.customer)}
                  disabled={!mayRun}
                  toggle={() => toggle(row)}
                  name={row.name}
                  customer={row.customer}
                  note={row.already ? t('has this month’s') : undefined}
                  choose={() => setActive(place)}
                >
                  <td className="!whitespace-nowrap text-ink-2">{channelText(row.channel)}</td>
                  <td className="numeric">{formatCount(row.items)}</td>
                  <Balances row={row} inOneLine={long} />
                </RunRow>
              )}
            />
          </div>
          <Letter letter={shown} to={rows[at]?.recipient ?? t('Letter')} />
        </div>
      )}
      {confirming && leaving[0] && (
        <ConfirmRun
          title={
            leaving.length === 1
              ? t('Send 1 statement?')
              : t('Send {count} statements?', { count: formatCount(leaving.length) })
          }
          unseen={unseen}
          totals={
            <p className="font-semibold">
              {picked.length > 0 ? formatDay(data.asOf, 'long') : t('for {period}', { period: data.period })}
            </p>
          }
          excluded={data.suppressed.length}
          letter={first}
          close={() => setConfirming(false)}
          run={run}
        />
      )}
    </>
  );
}

const channelText = (channel: 'email' | 'letter'): string => (channel === 'email' ? t('E-mail') : t('Letter'));

/** One balance under the other, each with its currency; in a long table, whose rows are one line high, one beside the other. */
function Balances({ row, inOneLine }: { row: Row; inOneLine: boolean }) {
  const said = shownBalances(row.balances);
  const words = (one: (typeof said)[number]): string => `${formatMoney(one.balance, one.currency)} ${one.currency}`;
  return (
    <td
      className={`numeric ${inOneLine ? 'truncate' : ''}`}
      {...(inOneLine && said.length > 1 && { title: said.map(words).join(' · ') })}
    >
      {said.map((one) => (
        <span key={one.currency} className={inOneLine ? 'pl-2' : 'block'}>
          {formatMoney(one.balance, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
        </span>
      ))}
    </td>
  );
}

/** What is copied; the heads are those of the file. */
const copyOfStatements = (rows: readonly Row[]) => ({
  head: ['Customer', 'Name', 'Sent by', 'Balance', 'Currency'],
  lines: rows.flatMap((row) =>
    shownBalances(row.balances).map((one) => [
      ...[row.customer, row.name, row.channel, { plain: one.balance }, one.currency],
    ]),
  ),
});
const copyOfExcluded = (rows: readonly StatementPreviewAnswer['suppressed'][number][]) => ({
  head: ['Customer', 'Name', 'Reason'],
  lines: rows.map((row) => [row.customer, row.name, row.reason.text]),
});

/** What was sent, the newest first, and what became of each. */
function SentList() {
  const { search, change } = useListAddress();
  const openCustomer = useOpenCustomer('timeline', 'message');
  return (
    <ShapeList
      shape={statementsList}
      label={t('Sent statements')}
      search={search}
      change={change}
      counted={(rows) => countText(rows, t('statement'), t('statements'))}
      onOpen={openCustomer}
      tick={(row) => t('Choose {number}', { number: row.name })}
      titles={{ csv: t('Export of statements as CSV'), xlsx: t('Export of statements as a workbook') }}
      columns={[
        ...customerColumns({ tab: 'timeline' }),
        { key: 'period', head: t('Of'), cell: (row) => (isDay(row.period) ? t('the day') : row.period) },
        { key: 'day', head: t('Day') },
        {
          key: 'channel',
          head: t('Sent by'),
          whole: true,
          cell: (row) => channelText(row.channel as 'email' | 'letter'),
        },
        { key: 'recipient', head: t('To') },
        { key: 'state', head: t('State'), cell: (row) => <Fate row={row} /> },
        { key: 'balance', head: t('Balance'), fixed: true },
        { key: 'overdue', head: t('Overdue') },
        { key: 'currency', head: t('Currency') },
      ]}
      empty={
        <NoneListed
          title={t('No statement was sent yet')}
          text={t('Send the month’s under “To send”, or set the day on which they go by themselves.')}
        />
      }
    />
  );
}

/** From which day of the month the statements go by themselves, and the form that sets it. */
function Cycle() {
  const { company } = useWork();
  const cycle = useReading<StatementCycleAnswer>('/api/statement-cycle', { company });
  const mayEdit = useMay('collections.edit-procedure');
  const [editing, setEditing] = useState(false);
  if (cycle.data === undefined) return null;
  const known = cycle.data;
  if (editing) return <CycleForm known={known} close={() => setEditing(false)} />;
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-ink-2">
      {known?.active
        ? t('Sent automatically from day {day} of the month', { day: known.dayOfMonth })
        : t('Not sent automatically')}
      {mayEdit && (
        <button type="button" className="link" onClick={() => setEditing(true)}>
          {t('Change')}
        </button>
      )}
    </p>
  );
}

/** What of the cycle is seen; nobody has set it: nothing. */
type CycleSeen = Partial<Pick<NonNullable<StatementCycleAnswer>, 'active' | 'dayOfMonth' | 'withMovements'>>;
const seenOfCycle = (cycle: CycleSeen | null) => ({
  active: cycle?.active ?? null,
  dayOfMonth: cycle?.dayOfMonth ?? null,
  withMovements: cycle?.withMovements ?? null,
});

function CycleForm({ known, close }: { known: StatementCycleAnswer; close: () => void }) {
  const { company } = useWork();
  const writing = useWriting();
  const [active, setActive] = useState(known?.active ?? true);
  const [day, setDay] = useState(String(known?.dayOfMonth ?? 1));
  const [movements, setMovements] = useState(known?.withMovements ?? false);
  const [seen, setSeen] = useSeen(seenOfCycle(known));
  const save = (than = seen): void =>
    writing.mutate(
      {
        method: 'PUT',
        path: '/api/statement-cycle',
        query: { company },
        body: {
          active,
          dayOfMonth: /^\d{1,2}$/.test(day.trim()) ? Number(day) : 0,
          withMovements: movements,
          seen: than,
        },
      },
      {
        told: () => say(t('The cycle of statements is set.')),
        onSuccess: close,
      },
    );
  const theirs = staleSetting<CycleSeen>(writing.error);
  const wordsOf = (one: CycleSeen): string =>
    one.active !== true
      ? t('Not sent automatically')
      : [
          t('Sent automatically from day {day} of the month', { day: one.dayOfMonth ?? '' }),
          ...(one.withMovements === true ? [t('with the month’s movements')] : []),
        ].join(', ');
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: () => save() },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  return (
    <form
      aria-label={t('Cycle of statements')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Check checked={active} onChange={(on) => setActive(on)}>
        {t('Send automatically')}
      </Check>
      <label className="flex items-center gap-2">
        <span className="text-ink-2">{t('from day of the month')}</span>
        <input
          // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
          autoFocus
          inputMode="numeric"
          className="field w-14 text-right tabular-nums"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </label>
      <Check checked={movements} onChange={(on) => setMovements(on)}>
        {t('with the month’s movements')}
      </Check>
      <button type="submit" className="button button-primary" disabled={writing.isPending}>
        {t('Save')}
      </button>
      <button type="button" className="button" onClick={close}>
        {t('Cancel')}
      </button>
      {theirs ? (
        <Conflict
          rows={[
            [
              t('Cycle of statements'),
              wordsOf({ active, dayOfMonth: Number(day), withMovements: movements }),
              wordsOf(theirs),
            ],
          ]}
          keepMine={() => {
            const now = seenOfCycle(theirs);
            setSeen(now);
            save(now);
          }}
          keepTheirs={close}
        />
      ) : (
        <Refused error={writing.error} />
      )}
    </form>
  );
}
