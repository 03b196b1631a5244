/** What came back and is linked to no receipt yet, by the bank's line or as an advice tells: a person says which payment it was. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ProposedReturnsAnswer } from '#cash/contract';
import { returnedList } from '#cash/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { countText } from '../../parts/grid.tsx';
import { InCompany } from '../../parts/in-company.tsx';
import type { ListAtHand } from '../../parts/list-view.tsx';
import type { ShownColumn } from '../../parts/shape-list.tsx';
import { isNarrowed, ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { useCompanies, useMay, useReading } from '../../session.tsx';
import { CashPages } from './cash-pages.tsx';
import { heldWords } from './held-return.ts';
import { LinkReturn } from './link-return.tsx';

export type ReturnedLine = ListRow<typeof returnedList>;
type Proposed = ProposedReturnsAnswer['rows'][number];

/** At the list of receipts, while some wait. */
export function WaitingReturns() {
  const { several: _, ...where } = useCompanies();
  const { data } = useReading<ListAnswer<ReturnedLine>>(returnedList.path, { ...where, waits: 'waiting', limit: 0 });
  const count = data?.totals.reduce((sum, { items }) => sum + items, 0) ?? 0;
  if (count === 0) return null;
  return (
    <Link to="/cash/returned" search={{}} className="link w-fit text-meta">
      {count === 1
        ? t('1 returned payment waits to be linked')
        : t('{count} returned payments wait to be linked', { count })}
    </Link>
  );
}

export function ReturnedLinesPage() {
  const { several: _, ...where } = useCompanies();
  const { search } = useListAddress();
  const mayLink = useMay('cash.return');
  const all = search['waits'] === 'all';
  // What is proposed takes longer to find than the list: it comes after it, some lines at a time, to the last.
  const { rows: found, look } = useCursorRows<Proposed>('/api/proposed-returns', { ...where, all: String(all) });
  useEffect(() => look(0, Number.MAX_SAFE_INTEGER), [look]);
  const proposed = new Map(found.map((one) => [String(one.receiptId), one]));
  const [linking, setLinking] = useState<ReturnedLine>();
  const begin = mayLink ? setLinking : undefined;
  const filtered = isNarrowed(returnedList, { ...search, waits: undefined });
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('Returned payments')}
        shape={returnedList}
        asked={askedByTab(search, 'waits', 'waiting')}
        above={
          <ShapeTabs
            shape={returnedList}
            column="waits"
            label={t('Lists')}
            first="waiting"
            tabs={[
              ['waiting', t('Waiting to be linked')],
              ['all', t('All money out')],
            ]}
          />
        }
        columns={columns()}
        more={[
          {
            key: 'proposed',
            head: t('Proposed'),
            width: '7.5rem',
            cell: (row) => {
              const one = proposed.get(String(row.receiptId));
              return (
                one && <span className={one.proposal === null ? 'text-ink-2' : 'text-ok'}>{proposedWords(one)}</span>
              );
            },
          },
          ...(begin
            ? [
                {
                  key: 'link',
                  head: t('Link'),
                  name: t('Link to the payment'),
                  width: '4.5rem',
                  cell: (row: ReturnedLine) => (
                    <button
                      type="button"
                      className="link"
                      tabIndex={-1}
                      aria-label={t('Link {amount} of {day}', {
                        amount: formatMoney(row.amount, row.currency),
                        day: formatDay(row.valueDate, 'field'),
                      })}
                      onClick={(event) => {
                        event.stopPropagation();
                        begin(row);
                      }}
                    >
                      {t('Link')}
                    </button>
                  ),
                },
              ]
            : []),
        ]}
        counted={(rows) => countText(rows, t('returned payment'), t('returned payments'))}
        {...(begin && { onOpen: begin })}
        tick={(row) =>
          t('Choose {number}', {
            number: `${row.payer ?? t('Unknown payer')} ${formatMoney(row.amount, row.currency)}`,
          })
        }
        titles={{
          csv: t('Export of returned payments as CSV'),
          xlsx: t('Export of returned payments as a workbook'),
        }}
        none={{
          title: t('Nothing that the bank took back waits'),
          text: filtered
            ? undefined
            : t(
                'Returned checks and direct debits that name their payment are taken back by themselves; others wait here.',
              ),
          all: filtered ? t('Show all returned payments') : undefined,
        }}
      >
        {(list) => begin && <LinkKey {...list} begin={begin} />}
      </ShapePage>
      {linking && (
        <InCompany of={linking}>
          <LinkReturn line={linking} close={() => setLinking(undefined)} />
        </InCompany>
      )}
    </>
  );
}

/** L links the payment at which the list stands. */
function LinkKey({ active, begin }: ListAtHand<ReturnedLine> & { readonly begin: (row: ReturnedLine) => void }) {
  useKeys([{ keys: 'l', label: t('Link to the payment'), run: () => active && begin(active) }]);
  return null;
}

/** How many payments are proposed for a line, or that several sets of them fit. */
function proposedWords({ proposal }: Proposed): string {
  if (proposal === null) return t('several sets fit');
  const count = proposal.receiptIds.length;
  return t('{count} payments', { count });
}

const columns = (): readonly ShownColumn<typeof returnedList>[] => [
  { key: 'company', head: t('Company') },
  { key: 'valueDate', head: t('Date'), fixed: true },
  { key: 'waits', head: t('Waits'), unseen: true, byTabs: true },
  {
    key: 'payer',
    head: t('Payer'),
    width: 'minmax(8rem,1fr)',
    cell: (row) => row.payer ?? <span className="text-ink-2">{t('Unknown payer')}</span>,
  },
  { key: 'amount', head: t('Amount'), fixed: true },
  { key: 'currency', head: t('Currency') },
  { key: 'reason', head: t('Reason'), width: '5.5rem' },
  {
    key: 'toldBy',
    head: t('Told by'),
    width: '5.5rem',
    choices: [
      ['bank', t('Bank')],
      ['advice', t('Advice')],
    ],
    cell: (row) => <span title={row.bank}>{row.toldBy === 'bank' ? t('Bank') : t('Advice')}</span>,
  },
  {
    key: 'text',
    head: t('Text'),
    width: 'minmax(10rem,2fr)',
    cell: (row) =>
      row.detail.heldBecause === null ? (
        <span title={row.text}>{row.text}</span>
      ) : (
        <span className="text-bad" title={heldWords(row.detail.heldBecause)}>
          {t('Not taken back yet: {why}', { why: heldWords(row.detail.heldBecause) })}
        </span>
      ),
  },
  { key: 'bank', head: t('Bank account'), unseen: true },
];
