/** Offsets: what is proposed for aged balances, with the documents that are missing, and what became of earlier ones. */
import { Link, useNavigate } from '@tanstack/react-router';
import type { ListRow } from '#lists/contract';
import type { ListedOffsetAnswer } from '#offsets/contract';
import { offsetsList } from '#offsets/lists';
import { formatDay, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t, tOf } from '../../language.ts';
import { countText } from '../../parts/grid.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { basisWords, kindWords, stateText, stateTones, stateWords } from './words.ts';

type Row = ListRow<typeof offsetsList>;
type State = keyof typeof stateWords;
const states = Object.keys(stateWords) as State[];

const countedOffsets = (items: number): string => countText(items, t('offset'), t('offsets'));

export function OffsetsPage() {
  const { company } = useWork();
  const { search } = useListAddress();
  const mayPropose = useMay('offsets.propose');
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
      <ShapePage
        title={t('Offsets')}
        {...offsetsShown(useOpenOffset())}
        asked={askedByTab(search, 'state', 'proposed')}
        head={
          mayPropose && (
            <button type="button" className="button button-primary" disabled={looking.isPending} onClick={look}>
              {t('Look for offsets')} <Keys keys="n" />
            </button>
          )
        }
        above={
          <>
            {looking.error && (
              <div className="border-t border-line px-6 py-2">
                <Refused error={looking.error} />
              </div>
            )}
            <ShapeTabs
              shape={offsetsList}
              column="state"
              label={t('States')}
              first="proposed"
              tabs={[...states.map((one) => [one, stateText(one)] as const), ['all', tOf('offset', 'All')]]}
            />
          </>
        }
        none={
          isNarrowed(offsetsList, search)
            ? { title: t('No offset is in this list'), all: t('Show what is proposed') }
            : {
                title: t('No offset is open'),
                text: t(
                  'Credits and payables of the same legal entity are set off against what is aged: look for some.',
                ),
              }
        }
      />
    </div>
  );
}

/** Opens an offset, in its own company. */
export function useOpenOffset(): (row: Row) => void {
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  return (row) => void navigate({ to: '/offsets/$offset', params: { offset: row.id }, search: placeOf(row) });
}

/** The list of offsets as each page shows it. */
export const offsetsShown = (onOpen: (row: Row) => void) => ({
  shape: offsetsList,
  columns: offsetColumns(),
  more: [
    {
      key: 'documents',
      head: t('Documents'),
      width: 'minmax(6rem,.9fr)',
      whole: true,
      cell: (row: Row) => <Documents row={row.detail} />,
    },
  ],
  counted: countedOffsets,
  onOpen,
  tick: (row: Row) => t('Choose {number}', { number: `${row.name} ${formatMoney(row.amount, row.currency)}` }),
  titles: { csv: t('Export of offsets as CSV'), xlsx: t('Export of offsets as a workbook') },
});

/** What is missing of an offset's documents or has to be looked at, and until when the customer was asked for them. */
function Documents({ row }: { row: ListedOffsetAnswer }) {
  return (
    <>
      {row.toLookAt > 0 && (
        <span className="text-warn">
          {t('{count} to be looked at', { count: row.toLookAt })}
          {row.gaps > 0 && ' · '}
        </span>
      )}
      {row.gaps > 0 && (
        <span className="text-warn">{row.gaps === 1 ? t('1 missing') : t('{count} missing', { count: row.gaps })}</span>
      )}
      {row.gaps === 0 && row.toLookAt === 0 && (
        <span className="text-ink-2">{row.documents.length > 0 ? t('Complete') : ''}</span>
      )}
      {row.request !== null && row.gaps > 0 && (
        <span className="text-ink-2"> · {t('asked for by {day}', { day: formatDay(row.request.dueDate) })}</span>
      )}
    </>
  );
}

function Customer({ row }: { row: Row }) {
  const placeOf = useCompanyOfRow();
  return (
    <Link
      to="/offsets/$offset"
      params={{ offset: row.id }}
      search={placeOf(row)}
      className="link block truncate font-medium"
      tabIndex={-1}
    >
      {row.name}
    </Link>
  );
}

const offsetColumns = (): readonly ShownColumn<typeof offsetsList>[] => [
  {
    key: 'name',
    head: t('Customer'),
    width: 'minmax(9rem,2.2fr)',
    fixed: true,
    cell: (row) => <Customer row={row} />,
  },
  { key: 'customer', head: t('Number'), spare: true },
  { key: 'company', head: t('Company') },
  {
    key: 'kind',
    head: t('What is set off'),
    width: 'minmax(9rem,2.4fr)',
    choices: words(kindWords),
    cell: (row) => (
      // Each is cut by itself: what is only cut by its cell lies over the next one for whoever measures it.
      <span title={sentence(row.sentence)} className="flex gap-1">
        <span className="max-w-full shrink-0 truncate">{t(kindWords[row.kind as keyof typeof kindWords])}</span>
        <span className="min-w-0 truncate text-ink-2">
          · {t(basisWords[row.basis as keyof typeof basisWords])}
          {row.agreement !== null && ` ${row.agreement}`}
        </span>
      </span>
    ),
  },
  { key: 'basis', head: t('Why the same entity'), choices: words(basisWords), unseen: true },
  { key: 'agreement', head: t('Netting agreement'), unseen: true },
  { key: 'sentence', head: t('Text'), unseen: true },
  { key: 'toLookAt', head: t('Documents to look at'), unseen: true },
  { key: 'amount', head: t('Amount'), fixed: true },
  { key: 'day', head: t('Day'), whole: true },
  {
    key: 'state',
    head: t('State'),
    width: '5.5rem',
    whole: true,
    byTabs: true,
    cell: (row) => <span className={stateTones[row.state as State]}>{stateText(row.state as State)}</span>,
  },
  { key: 'currency', head: t('Currency') },
];

/** The words of a choice, in the reader's language. */
const words = (of: Readonly<Record<string, string>>) =>
  Object.entries(of).map(([value, text]) => [value, t(text)] as const);
