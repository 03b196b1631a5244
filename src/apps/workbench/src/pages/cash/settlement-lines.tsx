/** The lines of a settlement: what each says, the document that it names or pays, and what became of its money. */
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { SettlementAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney, isZero, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { type Column, Grid } from '../../parts/grid.tsx';
import { Notice } from '../../parts/states.tsx';
import { Tab, Tabs } from '../../parts/tab.tsx';
import type { SettlementSearch } from '../../router.tsx';
import {
  isOpenPart,
  isPart,
  lineKinds,
  lineKindsWords,
  lineKindWords,
  partTones,
  partWords,
  type SettlementLine,
  takenOff,
} from './settlement-words.ts';

const route = getRouteApi('/cash/settlements/$settlement');

export function SettlementLines({ data }: { data: SettlementAnswer }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const posted = data.state === 'posted';
  const kinds = lineKinds.filter((kind) => data.parts.some((line) => line.kind === kind));
  const open = posted ? data.parts.filter(isOpenPart) : [];
  const shown =
    search.lines === undefined
      ? data.parts
      : search.lines === 'open'
        ? open
        : data.parts.filter((line) => line.kind === search.lines);
  const net = shown.reduce((sum, line) => sum + netMinor(line, data.currency), 0n);
  const tab = (key: SettlementSearch['lines'], text: string, count: number) => (
    <Tab
      key={key ?? 'all'}
      on={search.lines === key}
      count={count}
      choose={() => void navigate({ search: (old) => ({ ...old, lines: key }), replace: true })}
    >
      {text}
    </Tab>
  );
  return (
    <>
      <Tabs label={t('Lines')} className="min-h-8 border-t border-line px-6 py-2">
        {tab(undefined, t('All lines'), data.parts.length)}
        {kinds.length > 1 &&
          kinds.map((kind) =>
            tab(kind, t(lineKindsWords[kind]), data.parts.filter((line) => line.kind === kind).length),
          )}
        {posted && tab('open', t('Not applied'), open.length)}
      </Tabs>
      {shown.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('No such line')}>
            <p className="text-ink-2">
              {search.lines === 'open' ? t('Every line is applied.') : t('The settlement has no line of this kind.')}
            </p>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Lines of the settlement')}
          columns={columnsOf(data)}
          count={shown.length}
          row={(index) => shown[index]}
          keyOf={(line) => String(line.line)}
          look={nothing}
          rowHeight={44}
          onOpen={(line) => {
            if (line.receiptId !== null)
              void navigate({ to: '/cash/lines/$receipt', params: { receipt: String(line.receiptId) }, search: {} });
          }}
          memory={`settlement ${data.id} ${search.lines ?? ''}`}
          totals={{
            rows: [{ currency: data.currency, items: shown.length, open: formatAmount(net, data.currency) }],
            counted: (lines) => (lines === 1 ? t('1 line') : t('{count} lines', { count: formatCount(lines) })),
            column: hasFees(data) ? 'net' : 'gross',
          }}
        />
      )}
    </>
  );
}

/** All lines are there: none has to be read when it comes in sight. */
const nothing = (): void => undefined;

const netMinor = (line: SettlementLine, currency: string): bigint =>
  parseAmount(line.gross, currency) - parseAmount(line.fee, currency);

/** Two lines of a cell: what is looked for first, and beneath it what is good to know. */
const two = (first: ReactNode, second: ReactNode) => (
  <span className="flex flex-col justify-center leading-4.5">
    <span className="truncate">{first}</span>
    <span className="truncate text-meta text-ink-2">{second}</span>
  </span>
);

/** Whether the service kept something of a line: then gross and net are told apart. */
const hasFees = (data: SettlementAnswer): boolean => data.parts.some((line) => !isZero(line.fee));

function columnsOf(data: SettlementAnswer): readonly Column<SettlementLine>[] {
  const { currency, state } = data;
  const money = (amount: string): string => formatMoney(amount, currency);
  const withFees = hasFees(data);
  return [
    {
      key: 'kind',
      head: t('Line'),
      width: 'minmax(6rem,.7fr)',
      cell: (line) =>
        two(
          <>
            <span className="pr-1.5 text-ink-2 tabular-nums">{formatCount(line.line)}</span>
            {t(lineKindWords[line.kind])}
          </>,
          line.day !== null && <span className="tabular-nums">{formatDay(line.day, 'field')}</span>,
        ),
    },
    {
      key: 'document',
      head: t('It names'),
      width: 'minmax(7rem,1.2fr)',
      cell: (line) =>
        two(
          <span className="tabular-nums">{line.document === '' ? '–' : line.document}</span>,
          <span title={line.memo || undefined}>
            {[line.reference, line.memo].filter((one) => one !== '').join(' · ')}
          </span>,
        ),
    },
    {
      key: 'payer',
      head: t('Payer'),
      width: 'minmax(7rem,1.4fr)',
      cell: (line) =>
        two(
          line.customerName ?? (line.customer === null ? '–' : line.name),
          line.customer !== null && (
            <Link
              to="/customers/$customer/{-$tab}"
              params={{ customer: line.customer, tab: undefined }}
              search={{}}
              tabIndex={-1}
              className="drill"
            >
              {line.customerName === null || line.customerName === line.name ? '' : `${line.name} `}
              <span className="tabular-nums">{line.customer}</span>
            </Link>
          ),
        ),
    },
    {
      key: 'gross',
      head: `${t('Gross')} ${currency}`,
      width: 'minmax(6rem,.7fr)',
      numeric: true,
      cell: (line) => money(line.gross),
    },
    ...(withFees
      ? [
          {
            key: 'fee',
            head: t('Fee'),
            width: 'minmax(5rem,.6fr)',
            numeric: true,
            cell: (line: SettlementLine) => <span className="text-ink-2">{money(takenOff(line.fee))}</span>,
          },
          {
            key: 'net',
            head: t('Net'),
            width: 'minmax(6rem,.7fr)',
            numeric: true,
            cell: (line: SettlementLine) => money(formatAmount(netMinor(line, currency), currency)),
          },
        ]
      : []),
    {
      key: 'item',
      head: t('Our document'),
      width: 'minmax(9rem,1.4fr)',
      whole: true,
      cell: (line) => <Item line={line} money={money} />,
    },
    {
      key: 'became',
      head: t('What became of it'),
      width: 'minmax(7rem,1.8fr)',
      cell: (line) => <Became line={line} state={state} />,
    },
  ];
}

function Item({ line, money }: { line: SettlementLine; money: (amount: string) => string }) {
  const [first, ...others] = line.items;
  if (!isPart(line)) return null;
  if (first === undefined)
    return (
      <span className="text-warn">{line.document === '' ? t('names no document') : t('we have no such document')}</span>
    );
  return two(
    <>
      <Link
        to="/customers/$customer/{-$tab}"
        params={{ customer: first.customer, tab: undefined }}
        search={{ find: first.number }}
        tabIndex={-1}
        className="drill tabular-nums"
      >
        {first.number}
      </Link>
      {others.length > 0 && (
        <span className="text-ink-2"> {t('and {count} more', { count: formatCount(others.length) })}</span>
      )}
    </>,
    <span className="tabular-nums">
      {isZero(first.paid)
        ? t('open {open} of {amount}', { open: money(first.open), amount: money(first.amount) })
        : isZero(first.open)
          ? t('paid {paid}, closed', { paid: money(first.paid) })
          : t('paid {paid}, open {open}', { paid: money(first.paid), open: money(first.open) })}
    </span>,
  );
}

function Became({ line, state }: { line: SettlementLine; state: SettlementAnswer['state'] }) {
  if (!isPart(line))
    return line.kind === 'reserve' ? (
      <span className="text-ink-2">{state === 'posted' ? t('posted to the reserve') : ''}</span>
    ) : (
      <span className="text-ink-2">{state === 'posted' ? t('posted as an expense') : ''}</span>
    );
  if (line.receiptId === null)
    return <span className="text-ink-2">{state === 'posted' ? t('waits to be applied') : t('not posted')}</span>;
  const code = line.receiptState ?? '';
  const why = line.explanation === null ? '' : sentence(line.explanation);
  return two(
    <Link
      to="/cash/lines/$receipt"
      params={{ receipt: String(line.receiptId) }}
      search={{}}
      tabIndex={-1}
      className={`drill ${partTones[code] ?? ''}`}
    >
      {t(partWords[code] ?? code)}
    </Link>,
    <span title={why}>{why}</span>,
  );
}
