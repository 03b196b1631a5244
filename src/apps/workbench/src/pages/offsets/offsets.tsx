/** Offsets: what is proposed for aged balances, with the documents that are missing, and what became of earlier ones. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { formatAmount, parseAmount } from '#kernel';
import type { OffsetsAnswer } from '#offsets/contract';
import type { Parameters } from '../../api.ts';
import { formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CurrencyFilter } from '../../parts/currency-filter.tsx';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { type Column, countText, Grid } from '../../parts/grid.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import { useWindows } from '../../parts/windows.ts';
import type { OffsetsSearch } from '../../router.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { basisWords, kindWords, stateTones, stateWords } from './words.ts';

const route = getRouteApi('/offsets');
type Row = OffsetsAnswer['rows'][number];
const states = Object.keys(stateWords) as Row['state'][];

/** Totals of the list that is shown: of one state, or of all together by currency. */
export function totalsOf(totals: OffsetsAnswer['totals'], state: Row['state'] | undefined) {
  const sums = new Map<string, { items: number; minor: bigint }>();
  for (const one of totals) {
    if (state !== undefined && one.state !== state) continue;
    const old = sums.get(one.currency) ?? { items: 0, minor: 0n };
    sums.set(one.currency, { items: old.items + one.count, minor: old.minor + parseAmount(one.amount, one.currency) });
  }
  return [...sums].map(([currency, { items, minor }]) => ({ currency, items, open: formatAmount(minor, currency) }));
}

export const countedOffsets = (items: number): string => countText(items, t('offset'), t('offsets'));

export function OffsetsPage() {
  const { company } = useWork();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayPropose = useMay('offsets.propose');
  const change = (part: OffsetsSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: 'search' in part });
  const state = search.state === 'all' ? undefined : (search.state ?? 'proposed');
  const query: Parameters = {
    ...{ company, state, currency: search.currency, search: search.search },
    sort: search.sort ?? '-day',
  };
  const list = useWindows<OffsetsAnswer>('/api/offsets', query);
  const answered = list.answer?.totals ?? [];
  const totals = totalsOf(answered, state);
  const count = totals.reduce((sum, one) => sum + one.items, 0);
  const countOf = (one: Row['state'] | undefined): number =>
    answered.reduce((sum, { state: of, count: items }) => sum + (one === undefined || of === one ? items : 0), 0);
  const filtered = search.search !== undefined || search.currency !== undefined;
  const looking = useWriting<{ proposed: number; revised: number; withdrawn: number }>();
  const look = (): void =>
    looking.mutate(
      { path: '/api/offsets/proposals', query: { company } },
      {
        told: ({ proposed, revised, withdrawn }) =>
          say(
            t('{proposed} new, {revised} brought up to date, {withdrawn} withdrawn', { proposed, revised, withdrawn }),
          ),
      },
    );
  useKeys(mayPropose ? [{ keys: 'n', label: t('Look for offsets'), run: look }] : []);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead title={t('Offsets')}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <CurrencyFilter
          currencies={answered.map((one) => one.currency)}
          value={search.currency}
          onChange={(currency) => change({ currency })}
        />
        {count > 0 && (
          <ExportMenu
            path="/api/offsets"
            query={query}
            titles={{ csv: t('Export of offsets as CSV'), xlsx: t('Export of offsets as a workbook') }}
          />
        )}
        {mayPropose && (
          <button type="button" className="button button-primary" disabled={looking.isPending} onClick={look}>
            {t('Look for offsets')} <Keys keys="n" />
          </button>
        )}
      </PageHead>
      {looking.error && (
        <div className="border-t border-line px-6 py-2">
          <Refused error={looking.error} />
        </div>
      )}
      <Tabs label={t('States')} className="min-h-9 px-6 pb-3">
        {([...states, undefined] as const).map((one) => (
          <Tab
            key={one ?? 'all'}
            on={one === state}
            count={list.answer ? countOf(one) : undefined}
            choose={() => change({ state: one === undefined ? 'all' : one === 'proposed' ? undefined : one })}
          >
            {one === undefined ? t('All') : t(stateWords[one])}
          </Tab>
        ))}
      </Tabs>
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : !list.answer ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={filtered || state !== 'proposed' ? t('No offset is in this list') : t('No offset is open')}>
            <p className="text-ink-2">
              {filtered
                ? t('Customer, agreement and documents are searched.')
                : t('Credits and payables of the same legal entity are set off against what is aged: look for some.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Offsets')}
          columns={offsetColumns()}
          count={count}
          row={list.row}
          keyOf={(row) => String(row.id)}
          look={list.look}
          sort={search.sort ?? '-day'}
          onSort={(sort) => change({ sort: sort === '-day' ? undefined : sort })}
          onOpen={(row) =>
            void navigate({ to: '/offsets/$offset', params: { offset: String(row.id) }, search: (old) => old })
          }
          busy={list.busy}
          memory={`offsets ${JSON.stringify(query)}`}
          totals={{ rows: totals, counted: countedOffsets, column: 'amount' }}
        />
      )}
    </div>
  );
}

/** What is missing of an offset's documents, and until when the customer was asked for them. */
function Documents({ row }: { row: Row }) {
  return (
    <>
      {row.gaps > 0 ? (
        <span className="text-warn">{row.gaps === 1 ? t('1 missing') : t('{count} missing', { count: row.gaps })}</span>
      ) : (
        <span className="text-ink-2">{row.documents.length > 0 ? t('Complete') : ''}</span>
      )}
      {row.request !== null && row.gaps > 0 && (
        <span className="text-ink-2"> · {t('asked for by {day}', { day: formatDay(row.request.dueDate) })}</span>
      )}
    </>
  );
}

export const offsetColumns = (): readonly Column<Row>[] => [
  {
    key: 'customer',
    head: t('Customer'),
    width: 'minmax(9rem,2.6fr)',
    sort: 'customer',
    cell: (row) => (
      <span className="flex gap-1">
        <Link
          to="/offsets/$offset"
          params={{ offset: String(row.id) }}
          search={(old) => old}
          className="link truncate font-medium"
          tabIndex={-1}
        >
          {row.name}
        </Link>{' '}
        <span className="shrink-0 text-ink-2 tabular-nums">{row.customer}</span>
      </span>
    ),
  },
  {
    key: 'what',
    head: t('What is set off'),
    width: 'minmax(9rem,2.6fr)',
    sort: 'kind',
    cell: (row) => (
      <span title={sentence(row.sentence)}>
        {t(kindWords[row.kind])}{' '}
        <span className="text-ink-2">
          · {t(basisWords[row.basis])}
          {row.agreement !== null && ` ${row.agreement}`}
        </span>
      </span>
    ),
  },
  {
    key: 'amount',
    head: t('Amount'),
    width: 'minmax(6rem,.8fr)',
    numeric: true,
    sort: 'amount',
    fallingFirst: true,
    cell: (row) => <span className="font-medium">{formatMoney(row.amount, row.currency)}</span>,
  },
  {
    key: 'currency',
    head: t('Currency'),
    width: '3.5rem',
    cell: (row) => <span className="text-ink-2">{row.currency}</span>,
  },
  {
    key: 'documents',
    head: t('Documents'),
    width: 'minmax(5rem,.7fr)',
    whole: true,
    cell: (row) => <Documents row={row} />,
  },
  {
    key: 'day',
    head: t('Day'),
    width: '5.5rem',
    whole: true,
    sort: 'day',
    fallingFirst: true,
    cell: (row) => <span className="tabular-nums">{formatDay(row.postingDate ?? row.proposedDate, 'field')}</span>,
  },
  {
    key: 'state',
    head: t('State'),
    width: '5.5rem',
    whole: true,
    sort: 'state',
    cell: (row) => <span className={stateTones[row.state]}>{t(stateWords[row.state])}</span>,
  },
];
