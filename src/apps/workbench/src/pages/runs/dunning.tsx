/** A dunning run: whom it would remind and whom not and why, the letter as it would read, then the run and what came of it. */

import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { DunningPreviewAnswer, DunningRunAnswer, LetterAnswer } from '#collections/contract';
import { findInPreview, orderPreview } from '#collections/lists';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CopyRows } from '../../parts/copy-rows.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { AlertIcon } from '../../parts/icons.tsx';
import { useKeptKeys } from '../../parts/kept.ts';
import { LongTable } from '../../parts/long-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField, useFilterText } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { Tab } from '../../parts/tab.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { hold, say, sayWrong } from '../../toasts.tsx';
import { DunningPages } from './dunning-pages.tsx';
import { keyOfNotice, letterOf, namesOf } from './notice-names.ts';
import { besideTheLetter, ClosedToday, ConfirmRun, Excluded, Letter, RunRow, Unseen } from './run-parts.tsx';

const route = getRouteApi('/runs/dunning');
type Row = DunningPreviewAnswer['notices'][number];

export function DunningPage() {
  const { company } = useWork();
  const preview = useReading<DunningPreviewAnswer>('/api/dunning/preview', { company });
  return (
    <>
      <DunningPages />
      <PageHead title={t('Dunning run')} meta={preview.data && formatDay(preview.data.asOf, 'long')} />
      {preview.isPending ? (
        <Skeleton rows={18} className="border-t border-line px-6 py-2" />
      ) : preview.error && !preview.data ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : (
        <Preview data={preview.data!} />
      )}
    </>
  );
}

function Preview({ data }: { data: DunningPreviewAnswer }) {
  const { company } = useWork();
  const mayRun = useMay('collections.run-dunning') && data.held === null;
  const { list: tab = 'included', search, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useFilterText(search, (next) =>
    navigate({ search: (old) => ({ ...old, search: next }), replace: true }),
  );
  const [chosen, setChosen] = useKeptKeys('reminders', company);
  const [active, setActive] = useState(0);
  const [confirming, setConfirming] = useState(false);
  const [result, setResult] = useState<DunningRunAnswer>();
  const running = useWriting<DunningRunAnswer>();
  const rows = useMemo(() => orderPreview(findInPreview(data.notices, text), sort), [data, text, sort]);
  const excluded = useMemo(() => orderPreview(findInPreview(data.suppressed, text), sort), [data, text, sort]);
  const open = rows.filter((row) => !row.already);
  const onSort = (next: string): void => void navigate({ search: (old) => ({ ...old, sort: next }), replace: true });
  const at = Math.max(0, Math.min(active, rows.length - 1));
  const picked = data.notices.filter((row) => chosen.has(keyOfNotice(row)) && !row.already);
  // What was chosen stays chosen under another filter, and is then said to be there.
  const shown = new Set(rows);
  const unseen = picked.filter((row) => !shown.has(row)).length;
  const letter = useLetter(confirming ? picked[0] : undefined);
  const toggle = (row: Row | undefined): void => {
    if (!row || row.already) return;
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(keyOfNotice(row))) next.add(keyOfNotice(row));
      return next;
    });
  };
  const ask = (): void => {
    if (!mayRun) return;
    if (picked.length === 0) sayWrong(t('Choose first whom to remind: Space for one, Ctrl+A for all shown.'));
    else setConfirming(true);
  };
  const run = (): void => {
    setConfirming(false);
    const notices = namesOf(picked);
    hold(
      picked.length === 1
        ? t('1 reminder leaves')
        : t('{count} reminders leave', { count: formatCount(picked.length) }),
      () =>
        // What came of it is said also when the reader is on another page by then.
        running.mutateAsync({ path: '/api/dunning/run', query: { company }, body: { notices } }).then((answer) => {
          setResult(answer);
          setChosen(new Set());
          say(
            answer.proposed === 1
              ? t('1 reminder is on its way.')
              : t('{count} reminders are on their way.', { count: formatCount(answer.proposed) }),
          );
        }),
    );
  };
  useKeys([
    { keys: 'j|ArrowDown', label: t('Next row'), run: () => setActive(Math.min(at + 1, rows.length - 1)) },
    { keys: 'k|ArrowUp', label: t('Row before'), run: () => setActive(Math.max(at - 1, 0)) },
    ...(mayRun
      ? [
          { keys: ' ', label: t('Choose the reminder'), run: () => toggle(rows[at]) },
          { keys: 'mod+a', label: t('Choose all shown'), run: () => setChosen(new Set(open.map(keyOfNotice))) },
          { keys: 'e', label: t('Remind those chosen'), run: ask },
        ]
      : []),
  ]);
  return (
    <>
      <ClosedToday />
      {data.held !== null && (
        <p role="status" className="flex items-start gap-2 border-t border-line bg-surface px-6 py-3 text-warn">
          <AlertIcon className="mt-0.5" /> {t('The run is held.')} {sentence(data.held)}
        </p>
      )}
      {result && <Result result={result} asOf={data.asOf} />}
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-6 py-2.5">
        {(['included', 'excluded'] as const).map((one) => (
          <Tab
            key={one}
            on={tab === one}
            count={one === 'included' ? rows.length : excluded.length}
            choose={() => void navigate({ search: (old) => ({ ...old, list: one === 'included' ? undefined : one }) })}
          >
            {one === 'included' ? t('Included') : t('Excluded, and why')}
          </Tab>
        ))}
        <SearchField
          value={text}
          onChange={(next) => {
            setText(next);
            setActive(0);
          }}
        />
        <div className="ml-auto flex flex-wrap items-center gap-4">
          <Unseen count={unseen} />
          <Totals rows={picked.length > 0 ? picked : open} />
          <CopyRows {...(tab === 'excluded' ? copyOfExcluded(excluded) : copyOfNotices(rows))} />
          {(tab === 'excluded' ? excluded : rows).length > 0 && (
            <ExportMenu
              path="/api/dunning/preview"
              query={{ company, list: tab, sort, search: text.trim() || undefined }}
              titles={{ csv: t('Export of the run as CSV'), xlsx: t('Export of the run as a workbook') }}
            />
          )}
          {mayRun && (
            <button type="button" className="button button-primary" disabled={running.isPending} onClick={ask}>
              {t('Remind')} {picked.length > 0 && formatCount(picked.length)} <Keys keys="e" />
            </button>
          )}
        </div>
      </div>
      {tab === 'excluded' ? (
        <Excluded
          rows={excluded.map((row) => ({ ...row, key: keyOfNotice(row), why: row.reason.text }))}
          order={{ sort, onSort }}
        />
      ) : rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('Nobody is due for a reminder')}>
            <p className="text-ink-2">{t('Look under “Excluded, and why” for those whose turn it would be.')}</p>
          </Notice>
        </div>
      ) : (
        <div className={besideTheLetter}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keys */}
          <div data-scroller tabIndex={0} className="min-h-0 overflow-auto bg-surface focus-visible:-outline-offset-2">
            <LongTable
              label={t('Reminders')}
              heads={[
                { text: t('Chosen'), unseen: true, width: '3rem' },
                { text: t('Customer'), sort: 'name' },
                { text: t('Level'), sort: 'level', width: '4rem' },
                { text: t('Items'), numeric: true, sort: 'items', fallingFirst: true, width: '5rem' },
                { text: t('Asked for'), numeric: true, sort: 'net', fallingFirst: true, width: '10rem' },
              ]}
              rows={rows}
              sort={sort}
              onSort={onSort}
              active={at}
              row={(row, place) => (
                <RunRow
                  key={keyOfNotice(row)}
                  place={place}
                  active={place === at}
                  chooses={`${row.name} ${row.currency}`}
                  chosen={chosen.has(keyOfNotice(row))}
                  disabled={row.already || !mayRun}
                  toggle={() => toggle(row)}
                  name={row.name}
                  customer={row.customer}
                  note={row.already ? t('proposed today') : undefined}
                  choose={() => setActive(place)}
                >
                  <td className="tabular-nums">{row.level}</td>
                  <td className="numeric">{formatCount(row.items)}</td>
                  <td className="numeric">
                    {formatMoney(row.net, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                  </td>
                </RunRow>
              )}
            />
          </div>
          <LetterOf row={rows[at]!} />
        </div>
      )}
      {confirming && (
        <ConfirmRun
          title={
            picked.length === 1
              ? t('Send 1 reminder?')
              : t('Send {count} reminders?', { count: formatCount(picked.length) })
          }
          unseen={unseen}
          totals={<Totals rows={picked} />}
          excluded={data.suppressed.length}
          letter={letter}
          leftOut={picked[0]!.leftOut}
          close={() => setConfirming(false)}
          run={run}
        />
      )}
    </>
  );
}

/** What is copied; the heads are those of the file. */
const copyOfNotices = (rows: readonly Row[]) => ({
  head: ['Customer', 'Name', 'Level', 'Items', 'Asked for', 'Currency'],
  lines: rows.map((row) => [
    ...[row.customer, row.name, { plain: String(row.level) }, { plain: String(row.items) }],
    ...[{ plain: row.net }, row.currency],
  ]),
});
const copyOfExcluded = (rows: readonly DunningPreviewAnswer['suppressed'][number][]) => ({
  head: ['Customer', 'Name', 'Currency', 'Reason', 'Items'],
  lines: rows.map((row) => [row.customer, row.name, row.currency, row.reason.text, row.items.join(', ')]),
});

function Totals({ rows }: { rows: readonly Row[] }) {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0n) + parseAmount(row.net, row.currency));
  return (
    <dl className="flex gap-4">
      {[...sums].map(([currency, minor]) => (
        <div key={currency} className="flex gap-1.5">
          <dt className="text-ink-2">{currency}</dt>
          <dd className="font-semibold tabular-nums" data-total={currency}>
            {formatMoney(formatAmount(minor, currency), currency)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useLetter(row: Row | undefined) {
  const { company } = useWork();
  return useReading<LetterAnswer>(
    '/api/dunning/letter',
    { company, ...letterOf(row) },
    { keep: true, enabled: row !== undefined },
  );
}

/** The letter of a row as it would read today. */
function LetterOf({ row }: { row: Row }) {
  return <Letter letter={useLetter(row)} leftOut={row.leftOut} />;
}

function Result({ result, asOf }: { result: DunningRunAnswer; asOf: string }) {
  return (
    <section aria-label={t('What came of the run')} className="border-t border-line bg-surface px-6 py-3">
      <p className="font-medium">
        {result.proposed === 1
          ? t('1 reminder is on its way.')
          : t('{count} reminders are on their way.', { count: formatCount(result.proposed) })}
      </p>
      <ul className="text-ink-2">
        {result.suppressed.map((one) => (
          <li key={one.code}>
            <Link
              to="/runs/dunning/reminders"
              search={{ state: 'suppressed', why: one.code, dayFrom: asOf, dayTo: asOf }}
              className="drill tabular-nums"
            >
              {formatCount(one.count)}
            </Link>{' '}
            · {sentence(one.reason)}
          </li>
        ))}
      </ul>
    </section>
  );
}
