/** Loads of the ERP: which are held and why, let in or discarded by a person with a reason; and what became of the others. */
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { LoadsAnswer } from '#integrations/contract';
import { ask } from '../../api.ts';
import { formatCount, formatDay, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const route = getRouteApi('/data/loads');
type Load = LoadsAnswer['rows'][number];
type Way = 'release' | 'discard';

const stateWords = (): Readonly<Record<Load['state'], string>> => ({
  accepted: t('Taken in'),
  held: t('Held'),
  released: t('Released by a person'),
  refused: t('Not taken in'),
  superseded: t('Overtaken by a later one'),
});
/** Those that wait for a person first. */
const choices = ['held', 'all', 'accepted', 'released', 'refused', 'superseded'] as const;
const stateTones: Readonly<Record<string, string>> = { held: 'text-warn', refused: 'text-bad' };
const countWords = (): Readonly<Record<string, string>> => ({
  rows: t('Rows'),
  changed: t('Changed'),
  missing: t('Not named any more'),
  bad: t('Bad rows'),
  withoutTax: t('Open without tax'),
});

export function LoadsPage() {
  const { tenant, company } = useWork();
  const { state = 'held' } = route.useSearch();
  const navigate = route.useNavigate();
  const mayDecide = useMay('integrations.release');
  const [deciding, setDeciding] = useState<{ load: Load; way: Way }>();
  const loads = useInfiniteQuery({
    queryKey: ['/api/erp/loads', tenant, company, state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<LoadsAnswer>('GET', '/api/erp/loads', {
        tenant,
        query: { company, before: pageParam, limit: 50, ...(state !== 'all' && { state }) },
        signal,
      }),
    getNextPageParam: ({ next }) => (next === null ? undefined : String(next)),
    placeholderData: keepPreviousData,
  });
  const rows = loads.data?.pages.flatMap((page) => page.rows) ?? [];
  const words = stateWords();
  return (
    <>
      <PageHead title={t('Loads of the ERP')}>
        <Link to="/data/payments" search={{}} className="link">
          {t('Payments of the ERP')}
        </Link>
        <Link to="/data/imports" search={{}} className="link">
          {t('Imports')}
        </Link>
        <select
          aria-label={t('State')}
          className="field"
          value={state}
          onChange={(event) => {
            const chosen = choices.find((one) => one === event.target.value);
            void navigate({
              search: (old) => ({ ...old, state: chosen === 'held' ? undefined : chosen }),
              replace: true,
            });
          }}
        >
          {choices.map((one) => (
            <option key={one} value={one}>
              {one === 'all' ? t('All') : words[one]}
            </option>
          ))}
        </select>
      </PageHead>
      <p className="border-t border-line px-6 py-2 text-pretty text-ink-2">
        {t(
          'A file of the ERP’s open items that does not hold what it declares is held: nothing of it counts until a person lets it in, or a right one comes.',
        )}
      </p>
      {loads.isPending ? (
        <Skeleton rows={8} className="px-6" />
      ) : loads.data === undefined ? (
        <Failure error={loads.error!} retry={() => void loads.refetch()} />
      ) : rows.length === 0 ? (
        <Notice
          title={
            state === 'held'
              ? t('No load is held')
              : state === 'all'
                ? t('The ERP has sent nothing yet')
                : t('No load is in this state')
          }
        >
          <p className="text-ink-2">
            {t('Loads come by the inbox, over HTTP or by the command line, into a company that mirrors its ERP.')}
          </p>
        </Notice>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys
        <div data-scroller tabIndex={0} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
          <LedgerTable
            label={t('Loads of the ERP')}
            className="border-t border-line bg-surface"
            heads={[
              t('File'),
              t('What it shows'),
              t('State'),
              t('Why'),
              { text: t('Counts'), numeric: true },
              { text: t('Actions'), unseen: true },
            ]}
          >
            <tbody>
              {rows.map((load) => (
                <tr key={String(load.id)} className="align-top">
                  <th scope="row" className="!whitespace-normal font-medium break-all">
                    {load.file}
                  </th>
                  <td className="!whitespace-normal">
                    <Shows load={load} />
                  </td>
                  <td className={`!whitespace-normal ${stateTones[load.state] ?? ''}`}>{words[load.state]}</td>
                  <td className="!whitespace-normal">
                    {load.reasons.map((reason) => (
                      <p key={`${reason.code} ${reason.text}`}>{sentence(reason.text)}</p>
                    ))}
                    {load.decision !== null && <p className="text-ink-2">{load.decision}</p>}
                  </td>
                  <td className="numeric !whitespace-normal">
                    {Object.entries(countWords()).map(
                      ([key, text]) =>
                        load.counts[key] !== undefined && (
                          <p key={key}>
                            <span className="text-ink-2">{text}</span> {formatCount(load.counts[key])}
                          </p>
                        ),
                    )}
                  </td>
                  <td className="text-right whitespace-nowrap">
                    {mayDecide &&
                      load.state === 'held' &&
                      (['release', 'discard'] as const).map((way) => (
                        <button
                          key={way}
                          type="button"
                          className="link ml-4"
                          aria-label={
                            way === 'release'
                              ? t('Release it: {file}', { file: load.file })
                              : t('Discard: {file}', { file: load.file })
                          }
                          onClick={() => setDeciding({ load, way })}
                        >
                          {way === 'release' ? t('Release it') : t('Discard')}
                        </button>
                      ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
          {loads.hasNextPage && (
            <div className="px-6 py-3">
              <button
                type="button"
                className="button"
                disabled={loads.isFetchingNextPage}
                onClick={() => void loads.fetchNextPage()}
              >
                {loads.isFetchingNextPage ? t('Loading…') : t('Show earlier')}
              </button>
            </div>
          )}
        </div>
      )}
      {deciding && <Decide {...deciding} close={() => setDeciding(undefined)} />}
    </>
  );
}

function Shows({ load }: { load: Load }) {
  if (load.keyDate === null) return <span className="text-ink-2">{t('It could not be read.')}</span>;
  return (
    <>
      <span className="tabular-nums">{formatDay(load.keyDate)}</span>
      <span className="block text-ink-2">
        {load.scope} ·{' '}
        {load.kind === 'full'
          ? t('everything that is open')
          : load.since === null
            ? t('what changed')
            : t('what changed since {day}', { day: formatDay(load.since) })}
      </span>
    </>
  );
}

function Decide({ load, way, close }: { load: Load; way: Way; close: () => void }) {
  const { company } = useWork();
  const letsIn = way === 'release';
  const { file } = load;
  return (
    <ReasonDialog
      title={letsIn ? t('Release it: {file}', { file }) : t('Discard: {file}', { file })}
      does={letsIn ? t('Release it') : t('Discard')}
      write={{ path: `/api/erp/loads/${load.id}/${way}`, query: { company } }}
      told={() => say(letsIn ? t('{file} is released.', { file }) : t('{file} is discarded.', { file }))}
      close={close}
    >
      {load.reasons.map((reason) => (
        <p key={`${reason.code} ${reason.text}`}>{sentence(reason.text)}</p>
      ))}
      <p className="text-pretty text-ink-2">
        {letsIn
          ? t(
              'The file is right as it stands: what it names counts, and what it does not name any more is closed in the ERP.',
            )
          : t('Nothing of it counts, now or later.')}
      </p>
    </ReasonDialog>
  );
}
