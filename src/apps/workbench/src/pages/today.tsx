/** The day at a glance: what is open, what the bank brought, what went out and what was held back, whom to call first. */

import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { DayWorkAnswer } from '#collections/contract';
import { addDays, type Day as CalendarDay, formatAmount, parseAmount } from '#kernel';
import type { TodayAnswer } from '#operations/contract';
import type { AgingAnswer } from '#receivables/contract';
import { clause, formatCount, formatDay, formatInstant, formatMoney, humanise, isZero, sentence } from '../format.ts';
import { t } from '../language.ts';
import { AgingBar, overdueItems } from '../parts/aging-bar.tsx';
import { AlertIcon } from '../parts/icons.tsx';
import { LedgerTable } from '../parts/ledger-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { stageText } from '../parts/run-words.ts';
import { Failure, Skeleton } from '../parts/states.tsx';
import { useCompanies, useMayOpen, useReading, useWork } from '../session.tsx';

type CompanyToday = TodayAnswer['companies'][number];
type Money = { readonly currency: string; readonly amount: string };

export function TodayPage() {
  const { companies } = useWork();
  const today = useReading<TodayAnswer>('/api/today', {}, { keep: true });
  const mayOpen = useMayOpen();
  const shown = today.data?.companies.filter((one) => companies.includes(one.company)) ?? [];
  const days = new Set(shown.map((one) => one.businessDay));
  return (
    <>
      <PageHead title={t('Today')} meta={days.size === 1 && formatDay([...days][0]!, 'long')}>
        {today.data && <LastRun run={today.data.lastRun} />}
      </PageHead>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
        {today.isPending ? (
          <Skeleton rows={16} className="max-w-5xl px-6 py-6" />
        ) : today.error && !today.data ? (
          <Failure error={today.error} retry={() => void today.refetch()} />
        ) : !mayOpen('/items') ? (
          <HouseOnly unreadFiles={today.data.unreadFiles} />
        ) : shown.length > 1 ? (
          <Companies of={shown} unreadFiles={today.data.unreadFiles} />
        ) : shown.length === 1 ? (
          <Day today={shown[0]!} unreadFiles={today.data.unreadFiles} />
        ) : null}
      </div>
    </>
  );
}

/** The day of whoever runs the house and does not see the books. */
function HouseOnly({ unreadFiles }: { unreadFiles: number }) {
  return (
    <div className="max-w-5xl">
      <Waiting of={[]} unreadFiles={unreadFiles} />
      <p className="px-6 py-6 text-pretty text-ink-2">
        {t('Your role runs the house and does not see the books.')}{' '}
        <Link to="/data/jobs" search={{}} className="link">
          {t('What runs by itself stands under Jobs.')}
        </Link>
      </p>
    </div>
  );
}

function LastRun({ run }: { run: TodayAnswer['lastRun'] }) {
  if (!run) return <p className="text-ink-2">{t('The day has not been run yet.')}</p>;
  const stage = run.stage ? stageText(run.stage) : t('its start');
  const words = {
    running: `${t('The day run is under way')}${run.stage ? `: ${stageText(run.stage)}` : ''}`,
    done: t('Day run finished {instant}', { instant: formatInstant(run.endedAt ?? run.startedAt) }),
    refused: t('The day run stopped at {stage}', { stage }),
    failed: t('The day run broke off at {stage}', { stage }),
  };
  const bad = run.state === 'failed' || run.state === 'refused';
  return (
    <p className={`flex items-center gap-1.5 ${bad ? 'text-bad' : 'text-ink-2'}`}>
      {bad && <AlertIcon />}
      {words[run.state]}
    </p>
  );
}

function Day({ today, unreadFiles }: { today: CompanyToday; unreadFiles: number }) {
  return (
    <div className="flex min-h-full max-w-[84rem] flex-col">
      <Figures today={today} />
      <AgingOfDay today={today} />
      <div className="grid flex-1 max-lg:grid-cols-1 lg:grid-cols-[minmax(0,1fr)_18rem] xl:grid-cols-[minmax(0,1fr)_21rem]">
        <TopOfWorklist />
        <div className="flex flex-col border-line max-lg:border-t lg:border-l">
          <Waiting of={[today]} unreadFiles={unreadFiles} />
          <Cash today={today} />
          <Promises today={today} />
          <Reminders today={today} />
        </div>
      </div>
    </div>
  );
}

/** The figure in the company's currency stands out, the others stand beneath it. */
function Figures({ today }: { today: CompanyToday }) {
  const { businessDay, currency } = today;
  return (
    <dl className="flex flex-wrap border-b border-line lg:grid lg:grid-cols-[auto_auto_auto_1fr]">
      <Figure name={t('Open')} money={today.openTotals} currency={currency}>
        {(one, text) => (
          <Link to="/items" search={{ asOf: businessDay, currency: one.currency }} className="drill">
            {text}
          </Link>
        )}
      </Figure>
      <Figure name={t('Overdue')} money={today.overdue} currency={currency}>
        {(one, text) => (
          <Link
            to="/items"
            search={{ asOf: businessDay, ...overdueItems, currency: one.currency }}
            className="drill text-bad"
          >
            {text}
          </Link>
        )}
      </Figure>
      <Figure
        name={today.cash ? t('Cash applied, {day}', { day: formatDay(today.cash.day, 'near') }) : t('Cash applied')}
        money={today.cash?.appliedAmounts ?? []}
        currency={currency}
      >
        {(one, text) => (
          <Link
            to="/cash/receipts"
            search={{ fate: 'applied', ...onDay('postedOn', today.cash!.day), currency: one.currency }}
            className="drill"
          >
            {text}
          </Link>
        )}
      </Figure>
      <div className="px-6 py-4">
        <dt className="text-meta text-ink-2">{t('On the worklist')}</dt>
        <dd className="text-figure font-semibold tabular-nums">
          <a href="#worklist" className="drill">
            {formatCount(today.worklistSize)}
          </a>
        </dd>
      </div>
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly money: readonly Money[];
  readonly currency: string;
  readonly children: (one: Money, text: ReactNode) => ReactNode;
}

function Figure({ name, money, currency, children }: FigureProps) {
  const own = money.find((one) => one.currency === currency) ?? { currency, amount: '0' };
  const others = money.filter((one) => one.currency !== currency && !isZero(one.amount));
  return (
    <div className="border-r border-line py-4 pr-8 pl-6 whitespace-nowrap xl:pr-20">
      <dt className="text-meta text-ink-2">{name}</dt>
      <dd className="text-figure font-semibold tabular-nums">
        {isZero(own.amount)
          ? formatMoney(own.amount, own.currency)
          : children(own, formatMoney(own.amount, own.currency))}{' '}
        <span className="text-meta font-normal text-ink-2">{own.currency}</span>
      </dd>
      {others.map((one) => (
        <dd key={one.currency} className="text-ink-2 tabular-nums">
          {children(one, formatMoney(one.amount, one.currency))} <span className="text-meta">{one.currency}</span>
        </dd>
      ))}
    </div>
  );
}

interface TogetherProps {
  readonly amount: string;
  readonly currency: string;
  /** The business day of all companies; undefined: they work on different days, and no one list has their items. */
  readonly day: string | undefined;
  readonly overdue?: true;
}

/** A sum over companies leads to the items of all of them. */
function Together({ amount, currency, day, overdue }: TogetherProps) {
  const text = formatMoney(amount, currency);
  return (
    <>
      {day === undefined ? (
        <span data-of-rows>{text}</span>
      ) : (
        <Link to="/items" search={{ asOf: day, currency, ...(overdue && overdueItems) }} className="drill">
          {text}
        </Link>
      )}{' '}
      <span className="text-meta text-ink-2">{currency}</span>
    </>
  );
}

/** What is open and overdue in several companies together, by currency, and a line for each company beneath. */
function Companies({ of, unreadFiles }: { of: readonly CompanyToday[]; unreadFiles: number }) {
  const totals = totalsOf(of);
  const days = new Set(of.map((one) => one.businessDay));
  const day = days.size === 1 ? of[0]!.businessDay : undefined;
  return (
    <div className="flex min-h-full max-w-[84rem] flex-col">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <div tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
        <LedgerTable
          label={t('Companies')}
          heads={[
            t('Company'),
            { text: t('Business day'), numeric: true },
            { text: t('Open'), numeric: true },
            { text: t('Overdue'), numeric: true },
            { text: t('Proposed to you'), numeric: true },
            { text: t('Unidentified'), numeric: true },
            { text: t('Promises due'), numeric: true },
            { text: t('Reminders sent'), numeric: true },
            { text: t('Held back'), numeric: true },
            { text: t('Worklist'), numeric: true },
          ]}
        >
          <tbody>
            {of.map((one) => (
              <tr key={one.company}>
                <th scope="row">
                  <Link to="/today" search={{ company: one.company, in: undefined }} className="drill">
                    {one.name} <span className="font-normal text-ink-2">{one.company}</span>
                  </Link>
                </th>
                <td className="numeric text-ink-2">{formatDay(one.businessDay, 'field')}</td>
                <Sums money={one.openTotals} company={one} />
                <Sums money={one.overdue} company={one} overdue />
                <td className="numeric">
                  <Counted
                    count={one.cash?.proposed ?? 0}
                    to="/cash/receipts"
                    search={{ ...ofCompany(one), fate: 'proposed', ...onDay('postedOn', one.cash?.day ?? '') }}
                  />
                </td>
                <td className={`numeric ${one.cash && one.cash.unidentified > 0 ? 'text-warn' : ''}`}>
                  <Counted
                    count={one.cash?.unidentified ?? 0}
                    to="/cash/receipts"
                    search={{ ...ofCompany(one), fate: 'unidentified', ...onDay('postedOn', one.cash?.day ?? '') }}
                  />
                </td>
                <td className="numeric">
                  <Counted
                    count={one.promises.dueToday}
                    to="/promises"
                    search={{ ...ofCompany(one), ...promisesDue(one.businessDay) }}
                  />
                </td>
                <td className="numeric">
                  <Counted
                    count={one.notices.sent}
                    to="/runs/dunning/reminders"
                    search={{ ...ofCompany(one), state: 'sent', ...onDay('day', one.businessDay) }}
                  />
                </td>
                <td className="numeric">
                  <Counted
                    count={one.notices.suppressed.reduce((sum, reason) => sum + reason.count, 0)}
                    to="/runs/dunning/reminders"
                    search={{ ...ofCompany(one), state: 'suppressed', ...onDay('day', one.businessDay) }}
                  />
                </td>
                <td className="numeric">
                  {one.worklistSize === 0 ? (
                    ''
                  ) : (
                    <Link to="/worklist" search={{ company: one.company, in: undefined }} className="drill">
                      {formatCount(one.worklistSize)}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals.map(({ currency, open, overdue }, index) => (
              <tr
                key={currency}
                className="total [&>*]:!h-5 [&:first-child>*]:!pt-1.5 [&:last-child>*]:!pb-1.5 [&:first-child>*]:!h-6.5 [&:last-child>*]:!h-6.5"
              >
                <th scope="row" colSpan={2}>
                  <span className={index === 0 ? '' : 'sr-only'}>{t('Together')}</span>
                </th>
                <td className="numeric">
                  <Together amount={open} currency={currency} day={day} />
                </td>
                <td className="numeric">
                  <Together amount={overdue} currency={currency} day={day} overdue />
                </td>
                <td colSpan={6} />
              </tr>
            ))}
          </tfoot>
        </LedgerTable>
      </div>
      <Waiting of={of} unreadFiles={unreadFiles} />
      <TopOfWorklist />
    </div>
  );
}

/** What waits for whoever looks, over all companies that are looked at; each count leads to a list of as many. */
function Waiting({ of, unreadFiles }: { of: readonly CompanyToday[]; unreadFiles: number }) {
  const money = of.reduce((sum, one) => sum + one.ownMoney, 0);
  const offsets = of.reduce((sum, one) => sum + one.documentsToLookAt, 0);
  const mayOpen = useMayOpen();
  const loads = mayOpen('/data/loads') ? of.filter((one) => one.heldLoads > 0) : [];
  const messages = mayOpen('/runs/messages') ? of.reduce((sum, one) => sum + one.unknownMessages, 0) : 0;
  if (money + offsets + unreadFiles + loads.length + messages === 0) return null;
  return (
    <Section title={t('Waits for you')}>
      <dl className="max-w-md">
        {money > 0 && (
          <Line name={t('Your unapplied cash')} tone="font-medium">
            <Link to="/cash/unapplied" search={{ whose: 'mine' }} className="drill">
              {formatCount(money)}
            </Link>
          </Line>
        )}
        {offsets > 0 && (
          <Line name={t('Offsets with documents to look at')} tone="font-medium">
            <Link to="/offsets" search={{ toLookAtFrom: '1' }} className="drill">
              {formatCount(offsets)}
            </Link>
          </Line>
        )}
        {messages > 0 && (
          <Line name={t('Messages that may not have left')} tone="text-warn font-medium">
            <Link to="/runs/messages" search={{ state: 'unknown' }} className="drill">
              {formatCount(messages)}
            </Link>
          </Line>
        )}
        {loads.map((one) => (
          <Line
            key={one.company}
            name={
              of.length === 1
                ? t('Loads of the ERP held')
                : t('Loads of the ERP held, {company}', { company: one.company })
            }
            tone="text-warn font-medium"
          >
            <Link to="/data/loads" search={of.length === 1 ? {} : ofCompany(one)} className="drill">
              {formatCount(one.heldLoads)}
            </Link>
          </Line>
        ))}
        {unreadFiles > 0 && (
          <Line name={t('Files that could not be read')} tone="text-warn font-medium">
            <Link to="/data/unread" search={{ state: 'waiting' }} className="drill">
              {formatCount(unreadFiles)}
            </Link>
          </Line>
        )}
      </dl>
    </Section>
  );
}

/** A page is left for one company where several are looked at. */
const ofCompany = ({ company }: CompanyToday) => ({ company, in: undefined });

interface CountedProps {
  readonly count: number;
  readonly to: '/cash/receipts' | '/promises' | '/runs/dunning/reminders';
  readonly search: Readonly<Record<string, string | undefined>>;
}

/** A count leads to what it counts; none is not shown. */
function Counted({ count, to, search }: CountedProps) {
  return count === 0 ? null : (
    <Link to={to} search={search} className="drill">
      {formatCount(count)}
    </Link>
  );
}

/** Sums by currency over companies, in the order of the currencies' codes. */
function totalsOf(of: readonly CompanyToday[]): { currency: string; open: string; overdue: string }[] {
  const sum = (money: readonly Money[], currency: string): string =>
    formatAmount(
      money
        .filter((one) => one.currency === currency)
        .reduce((total, one) => total + parseAmount(one.amount, currency), 0n),
      currency,
    );
  const open = of.flatMap((one) => one.openTotals);
  const overdue = of.flatMap((one) => one.overdue);
  return [...new Set(open.map((one) => one.currency))]
    .sort()
    .map((currency) => ({ currency, open: sum(open, currency), overdue: sum(overdue, currency) }));
}

/** A company's amounts, one currency under the other, each leading to its items. */
function Sums({
  money,
  company,
  overdue = false,
}: {
  money: readonly Money[];
  company: CompanyToday;
  overdue?: boolean;
}) {
  return (
    <td className="numeric !py-1">
      {money
        .filter((one) => !isZero(one.amount))
        .map((one) => (
          <span key={one.currency} className="block">
            <Link
              to="/items"
              search={{
                company: company.company,
                in: undefined,
                asOf: company.businessDay,
                currency: one.currency,
                ...(overdue && overdueItems),
              }}
              className={`drill ${overdue ? 'text-bad' : ''}`}
            >
              {formatMoney(one.amount, one.currency)}
            </Link>{' '}
            <span className="text-meta text-ink-2">{one.currency}</span>
          </span>
        ))}
    </td>
  );
}

function AgingOfDay({ today }: { today: CompanyToday }) {
  const { company, businessDay } = today;
  // Debits by age, so that what is past due sums to the figure above; credits stand beside them.
  const search = { asOf: businessDay, view: 'gross-debit' } as const;
  const { data } = useReading<AgingAnswer>('/api/aging', { company, by: 'company', ...search }, { keep: true });
  if (!data) return <div className="h-28 border-b border-line" />;
  if (data.totals.length === 0) return null;
  return (
    <section aria-label={t('Aging')} className="flex flex-col gap-5 border-b border-line px-6 py-5">
      {data.totals.map((total) => (
        <div key={total.currency} className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-start">
          <h2 className="-mt-1 font-medium text-ink-2">
            <Link to="/insights/aging" search={search} className="drill">
              {total.currency}
            </Link>
          </h2>
          <AgingBar
            currency={total.currency}
            search={search}
            columns={data.buckets.map((bucket, index) => ({ bucket, amount: total.amounts[index]! }))}
          />
        </div>
      ))}
    </section>
  );
}

function TopOfWorklist() {
  const { several, ...ofCompanies } = useCompanies();
  const worklist = useReading<DayWorkAnswer>('/api/worklist/day', { ...ofCompanies, limit: 10 });
  const size = worklist.data?.counts.open ?? 0;
  return (
    <section id="worklist" aria-labelledby="worklist-title" className="min-w-0 pt-4 pb-8">
      <h2 id="worklist-title" className="px-6 pb-2 text-fact font-semibold">
        {t('Worklist')}
        {size > 0 && (
          <span className="pl-2 text-body font-normal text-ink-2">
            {size > 10 ? t('first 10 of {count}', { count: formatCount(size) }) : formatCount(size)}
          </span>
        )}
      </h2>
      {worklist.isPending && <Skeleton rows={8} className="px-6" />}
      {worklist.error && <Failure error={worklist.error} retry={() => void worklist.refetch()} />}
      {worklist.data?.rows.length === 0 && (
        <p className="px-6 py-2 text-ink-2">
          {t('Nobody needs to be called. The list is made anew by the next day run, from what is overdue then.')}
        </p>
      )}
      <ol>
        {worklist.data?.rows.map((row) => (
          <li key={`${row.company} ${row.customer}`}>
            <Link
              to="/customers/$customer/{-$tab}"
              params={{ customer: row.customer, tab: undefined }}
              search={several ? { in: row.company } : {}}
              className="grid min-h-13 grid-cols-[2.25rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line px-6 py-1.5 hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="font-semibold tabular-nums">{Math.round(row.priority)}</span>
              <span className="min-w-0">
                <span className="block truncate font-medium">
                  {row.name}{' '}
                  <span className="font-normal text-ink-2">
                    {row.customer}
                    {several && ` · ${row.company}`}
                  </span>
                </span>
                <span className="block text-meta text-pretty text-ink-2">
                  <Reasons reasons={row.reasons} />
                </span>
              </span>
              <span className="text-right">
                {row.balances
                  .filter((balance) => !isZero(balance.overdue))
                  .map((balance) => (
                    <span key={balance.currency} className="block font-medium tabular-nums">
                      {formatMoney(balance.overdue, balance.currency)}{' '}
                      <span className="text-meta font-normal text-ink-2">{balance.currency}</span>
                    </span>
                  ))}
                <span className="block text-meta text-ink-2">{t(humanise(row.nextAction.code))}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The amount stands on the right already; what else speaks for the call stands here, a broken promise first. */
function Reasons({ reasons }: { reasons: DayWorkAnswer['rows'][number]['reasons'] }) {
  const told = reasons.filter((reason) => reason.code !== 'overdue_amount');
  const broken = told.find((reason) => reason.code === 'broken_promise');
  const rest = told
    .filter((reason) => reason !== broken)
    // Only what stands first begins with a capital.
    .map((reason, index) => (broken || index > 0 ? clause(reason.text) : sentence(reason.text)));
  return (
    <>
      {broken && <span className="text-bad">{sentence(broken.text)}</span>}
      {broken && rest.length > 0 && ' · '}
      {rest.join(' · ')}
    </>
  );
}

function Section({ title, meta, children }: { title: string; meta?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b border-line px-6 pt-4 pb-4 last:border-b-0">
      <h2 id={id} className="flex items-baseline gap-2 pb-1.5 text-fact font-semibold">
        {title}
        {meta && <span className="text-body font-normal text-ink-2">{meta}</span>}
      </h2>
      {children}
    </section>
  );
}

function Line({ name, children, tone = '' }: { name: ReactNode; children: ReactNode; tone?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4 py-0.75">
      <dt className="text-ink-2">{name}</dt>
      <dd className={`text-right whitespace-nowrap tabular-nums ${tone}`}>{children}</dd>
    </div>
  );
}

function Cash({ today }: { today: CompanyToday }) {
  const { cash, cashWork, banks } = today;
  return (
    <Section title={t('Cash')} meta={cash && formatDay(cash.day, 'near')}>
      {!cash && <p className="pb-1 text-ink-2">{t('No bank file has been read yet.')}</p>}
      <dl>
        {cash && (
          <>
            <Line name={t('Bank lines read')}>
              <Link to="/cash/bank-lines" search={onDay('bookedOn', cash.day)} className="drill">
                {formatCount(cash.linesRead)}
              </Link>
            </Line>
            <Line name={t('Applied by proof')}>
              <Link to="/cash/receipts" search={{ fate: 'applied', ...onDay('postedOn', cash.day) }} className="drill">
                {formatCount(cash.applied)}
              </Link>
            </Line>
            <Line name={t('Proposed to you')}>
              <Link to="/cash/receipts" search={{ fate: 'proposed', ...onDay('postedOn', cash.day) }} className="drill">
                {formatCount(cash.proposed)}
              </Link>
            </Line>
            <Line name={t('On account')}>
              <Link
                to="/cash/receipts"
                search={{ fate: 'on_account', ...onDay('postedOn', cash.day) }}
                className="drill"
              >
                {formatCount(cash.onAccount)}
              </Link>
            </Line>
            <Line name={t('Unidentified')} tone={cash.unidentified > 0 ? 'text-warn font-medium' : ''}>
              <Link
                to="/cash/receipts"
                search={{ fate: 'unidentified', ...onDay('postedOn', cash.day) }}
                className="drill"
              >
                {formatCount(cash.unidentified)}
              </Link>
            </Line>
          </>
        )}
        {cashWork.paymentsToStop > 0 && (
          <Line name={t('Payments to stop at the bank')} tone="text-bad font-medium">
            <Link to="/cash/refunds" search={{}} className="drill">
              {formatCount(cashWork.paymentsToStop)}
            </Link>
          </Line>
        )}
        {cashWork.heldStatements > 0 && (
          <Line name={t('Statements held')} tone="text-warn font-medium">
            <Link to="/cash/bank-lines" search={{}} className="drill">
              {formatCount(cashWork.heldStatements)}
            </Link>
          </Line>
        )}
        {cashWork.heldSettlements > 0 && (
          <Line name={t('Settlements held')} tone="text-warn font-medium">
            <Link to="/cash/settlements" search={{ state: 'held' }} className="drill">
              {formatCount(cashWork.heldSettlements)}
            </Link>
          </Line>
        )}
        {cashWork.waitingSettlements > 0 && (
          <Line name={t('Settlements without their deposit')}>
            <Link to="/cash/settlements" search={{ state: 'waiting' }} className="drill">
              {formatCount(cashWork.waitingSettlements)}
            </Link>
          </Line>
        )}
        {cashWork.heldBatches > 0 && (
          <Line name={t('Lockbox batches held')} tone="text-warn font-medium">
            <Link to="/cash/checks" search={{ list: 'batches' }} className="drill">
              {formatCount(cashWork.heldBatches)}
            </Link>
          </Line>
        )}
        {banks.map((bank) => (
          <Line key={bank.name} name={bank.name} tone={bank.readTo ? 'text-ink-2' : 'text-warn'}>
            {bank.readTo ? t('read to {day}', { day: formatDay(bank.readTo, 'field') }) : t('never read')}
          </Line>
        ))}
      </dl>
      <Link to="/cash/unapplied" search={{}} className="link">
        {t('All unapplied cash')}
      </Link>
    </Section>
  );
}

/** The days that a broken promise stays news, as the server counts them. */
const brokenNewsDays = 14;

const onDay = (column: string, day: string): Readonly<Record<string, string>> => ({
  [`${column}From`]: day,
  [`${column}To`]: day,
});
const openPromises = { state: 'open' };
const promisesDue = (day: CalendarDay) => ({ state: 'open', ...onDay('promisedFor', day) });
const brokenLately = (day: CalendarDay) => ({ state: 'broken', judgedOnFrom: addDays(day, 1 - brokenNewsDays) });

function Promises({ today: { promises, businessDay } }: { today: CompanyToday }) {
  return (
    <Section title={t('Promises')}>
      <dl>
        <Line name={t('Open promises')}>
          <Link to="/promises" search={openPromises} className="drill">
            {formatCount(promises.open)}
          </Link>
        </Line>
        <Line name={t('Due today')}>
          <Link to="/promises" search={promisesDue(businessDay)} className="drill">
            {formatCount(promises.dueToday)}
          </Link>
        </Line>
        <Line name={t('Broken in the last 14 days')} tone={promises.broken > 0 ? 'text-bad font-medium' : ''}>
          <Link to="/promises" search={brokenLately(businessDay)} className="drill">
            {formatCount(promises.broken)}
          </Link>
        </Line>
      </dl>
    </Section>
  );
}

function Reminders({ today: { notices, businessDay } }: { today: CompanyToday }) {
  const heldBack = notices.suppressed.reduce((sum, one) => sum + one.count, 0);
  const counted = (count: number, state: string, why?: string) => (
    <Link
      to="/runs/dunning/reminders"
      search={{ state, ...(why !== undefined && { why }), ...onDay('day', businessDay) }}
      className="drill"
    >
      {formatCount(count)}
    </Link>
  );
  return (
    <Section title={t('Reminders')}>
      <dl>
        <Line name={t('Sent')}>{counted(notices.sent, 'sent')}</Line>
        <Line name={t('Waiting to be sent')}>{counted(notices.proposed, 'waiting')}</Line>
        <Line name={t('Held back')}>{counted(heldBack, 'suppressed')}</Line>
        {notices.suppressed.map((one) => (
          <div key={one.code} className="flex items-baseline justify-between gap-4 py-0.75 pl-3">
            <dt className="min-w-0">
              <span className="block">{t(humanise(one.code))}</span>
              <span className="block text-meta text-ink-2">{sentence(one.example)}</span>
            </dt>
            <dd className="text-right tabular-nums">{counted(one.count, 'suppressed', one.code)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
