/** The head of a customer: who, what is open by age, what to do next and why, and the panel in which it is done. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import { daysBetween, parseAmount } from '#kernel';
import { formatDay, formatMoney, formatTimeThere, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { AgingBar, overdueItems } from '../../parts/aging-bar.tsx';
import { HandIcon, NoteIcon, PhoneIcon, SleepIcon } from '../../parts/icons.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { InsolvencyNote } from './insolvency.tsx';
import { overviewReading } from './readings.ts';
import { type Doing, WorkPanel } from './work-panel.tsx';

/** The overview of a customer in the company of the page. */
export function useCustomer(customer: string) {
  const { tenant, company } = useWork();
  return useQuery(overviewReading(tenant, { company, customer }));
}

interface HeadProps {
  readonly data: CustomerAnswer;
  /** After something was done: the worklist goes to the next. */
  readonly onDone?: (() => void) | undefined;
  /** The name as the page's own heading, or a heading within a page. */
  readonly heading: ReactNode;
  /** What somebody began to do before the head was there. */
  readonly begun?: Doing | undefined;
  /** The call is begun with a promise: of this amount and currency, such as `1234.50 EUR`, or of what is proposed. */
  readonly promised?: string | undefined;
  /** Hears that what was begun is done, or left. */
  readonly ended?: () => void;
}

/** The letters with which a customer is worked; also while its head is on the way, so that none is lost. */
export function useWorkKeys(start: (doing: Doing) => void): void {
  const mayWork = useMay('collections.work');
  useKeys(
    mayWork
      ? [
          { keys: 'c', label: t('Log a call'), run: () => start('call') },
          { keys: 'n', label: t('Write a note'), run: () => start('note') },
          { keys: 'h', label: t('Snooze'), run: () => start('snooze') },
          { keys: 't|@', label: t('Take over'), run: () => start('takeover') },
        ]
      : [],
  );
}

export function CustomerHead({ data, onDone, heading, begun, promised, ended }: HeadProps) {
  const [doing, setDoing] = useState(begun);
  const mayWork = useMay('collections.work');
  useWorkKeys(setDoing);
  return (
    <>
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3 px-6 pt-5 pb-4">
        <div className="mr-auto min-w-0">
          {heading}
          <p className="dotted text-ink-2">
            <span className="tabular-nums">{data.customer}</span>
            <Contact data={data} />
            <LocalTime zone={data.timeZone} country={data.country} />
            {data.account.collector && <span>{data.account.collector}</span>}
            {data.merged.length > 0 && (
              <span>
                {t('with {customers}, merged', {
                  customers: data.merged.map((one) => `${one.customer} ${one.name}`).join(', '),
                })}
              </span>
            )}
          </p>
        </div>
        {mayWork && (
          <div className="flex flex-wrap gap-2">
            <ActionButton keys="c" primary pressed={doing === 'call'} onPress={() => setDoing('call')}>
              <PhoneIcon /> {t('Log call')}
            </ActionButton>
            <ActionButton keys="n" pressed={doing === 'note'} onPress={() => setDoing('note')}>
              <NoteIcon /> {t('Note')}
            </ActionButton>
            <ActionButton keys="h" pressed={doing === 'snooze'} onPress={() => setDoing('snooze')}>
              <SleepIcon /> {t('Snooze')}
            </ActionButton>
            <ActionButton keys="t" pressed={doing === 'takeover'} onPress={() => setDoing('takeover')}>
              <HandIcon /> {t('Take over')}
            </ActionButton>
          </div>
        )}
      </header>
      <InsolvencyNote data={data} />
      {data.takenOver && <TakenOver data={data} taken={data.takenOver} mayGiveBack={mayWork} />}
      <Facts data={data} />
      {data.aging.rows.length > 0 && (
        <section aria-label={t('Open by age')} className="flex flex-col gap-4 px-6 pb-5">
          {data.aging.rows.map((row) => (
            <AgingBar
              key={row.currency}
              currency={row.currency}
              named={data.aging.rows.length > 1}
              search={{ asOf: data.businessDay, customer: data.customer, view: 'gross-debit' }}
              columns={data.aging.buckets.map((bucket, index) => ({ bucket, amount: row.amounts[index]! }))}
            />
          ))}
        </section>
      )}
      <NextAction data={data} />
      {doing && (
        <WorkPanel
          key={`${data.customer} ${doing}`}
          doing={doing}
          data={data}
          close={() => {
            setDoing(undefined);
            ended?.();
          }}
          onDone={() => {
            setDoing(undefined);
            ended?.();
            onDone?.();
          }}
          andNext={onDone !== undefined}
          {...(begun === 'call' && doing === 'call' && promised !== undefined && { promised })}
        />
      )}
    </>
  );
}

interface TakenOverProps {
  readonly data: CustomerAnswer;
  readonly taken: NonNullable<CustomerAnswer['takenOver']>;
  readonly mayGiveBack: boolean;
}

/** Who works the customer for some days, and the way back. */
function TakenOver({ data, taken, mayGiveBack }: TakenOverProps) {
  const { company } = useWork();
  const givingBack = useWriting();
  const takeBack = useTakingBack();
  const path = `/api/customers/${encodeURIComponent(data.customer)}/takeover`;
  const giveBack = (): void =>
    givingBack.mutate(
      { method: 'DELETE', path, query: { company } },
      {
        told: () =>
          say(
            t('{name} is given back.', { name: data.name }),
            // Only one's own can be taken again: somebody else takes it over themselves.
            taken.mine
              ? () =>
                  void takeBack(
                    { path, query: { company }, body: { until: taken.until } },
                    t('{name} is yours until {day}.', { name: data.name, day: formatDay(taken.until) }),
                  )
              : undefined,
          ),
        onError: sayRefused,
      },
    );
  return (
    <p className="mx-6 mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 border-l-2 border-accent py-0.5 pl-3">
      <span>
        {taken.mine
          ? t('You have taken this customer over until {day}.', { day: formatDay(taken.until) })
          : t('{name} has taken this customer over until {day}.', { name: taken.person, day: formatDay(taken.until) })}
      </span>
      {mayGiveBack && (
        <button type="button" className="link" disabled={givingBack.isPending} onClick={giveBack}>
          {t('Give back')}
        </button>
      )}
    </p>
  );
}

interface ActionButtonProps {
  readonly keys: string;
  readonly primary?: boolean;
  readonly pressed: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function ActionButton({ keys, primary = false, pressed, onPress, children }: ActionButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={pressed}
      className={`button ${primary ? 'button-primary' : ''}`}
      onClick={onPress}
    >
      {children}
      <Keys keys={keys} className="ml-0.5 max-xl:hidden" />
    </button>
  );
}

function Contact({ data }: { data: CustomerAnswer }) {
  const { contact } = data;
  if (!contact) return <span>{t('no contact known')}</span>;
  return (
    <>
      <span>{contact.name}</span>
      {contact.phone && (
        <span>
          <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`} className="link">
            {contact.phone}
          </a>
        </span>
      )}
      {!contact.phone && <span>{t('no phone number')}</span>}
    </>
  );
}

/** What the clock says where the customer is. */
function LocalTime({ zone, country }: { zone: string; country: string }) {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const time = formatTimeThere(now, zone);
  if (time === '') return <span>{country}</span>;
  return (
    <span>
      {t('{time} their time', { time })} ({country})
    </span>
  );
}

function Facts({ data }: { data: CustomerAnswer }) {
  const ago = (day: string | null): string => {
    if (day === null) return t('never');
    const days = daysBetween(day, data.businessDay);
    return days === 0 ? t('today') : days === 1 ? t('yesterday') : t('{days} days ago', { days });
  };
  const late = data.paysAfterDueDays;
  return (
    <dl className="flex flex-wrap gap-x-7 gap-y-3 px-6 pb-4 xl:gap-x-10">
      <MoneyFact name={t('Open')} data={data} member="total" />
      <MoneyFact name={t('Overdue')} data={data} member="overdue" />
      {data.openPromise && (
        <Fact name={t('Promised for {day}', { day: formatDay(data.openPromise.day) })}>
          {formatMoney(data.openPromise.amount, data.openPromise.currency)}{' '}
          <span className="text-meta font-normal text-ink-2">{data.openPromise.currency}</span>
        </Fact>
      )}
      <Fact name={t('Pays after due')}>
        {late === null ? (
          <span className="font-normal text-ink-2">{t('not known yet')}</span>
        ) : late < 1 ? (
          t('on time')
        ) : late === 1 ? (
          t('1 day')
        ) : (
          t('{days} days', { days: late })
        )}
      </Fact>
      <Fact name={t('Last payment')}>{ago(data.lastPayment)}</Fact>
      <Fact name={t('Last contact')}>{ago(data.lastContact)}</Fact>
      <Fact name={t('Reminders sent')}>
        {data.dunningLevel === 0 ? t('none') : t('up to level {level}', { level: data.dunningLevel })}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="whitespace-nowrap">
      <dt className="text-meta text-ink-2">{name}</dt>
      <dd className="text-fact font-semibold tabular-nums">{children}</dd>
    </div>
  );
}

function MoneyFact({ name, data, member }: { name: string; data: CustomerAnswer; member: 'total' | 'overdue' }) {
  const rows = data.aging.rows.filter((row) => !isZero(row[member]));
  return (
    <Fact name={name}>
      {rows.length === 0 && <span className="font-normal text-ink-2">{t('nothing')}</span>}
      {rows.map((row) => (
        <span key={row.currency} className="block">
          <Link
            to="/items"
            search={{
              customer: data.customer,
              currency: row.currency,
              asOf: data.businessDay,
              ...(member === 'overdue' && overdueItems),
            }}
            className={`drill ${member === 'overdue' && parseAmount(row.overdue, row.currency) > 0n ? 'text-bad' : ''}`}
          >
            {formatMoney(row[member], row.currency)}
          </Link>{' '}
          <span className="text-meta font-normal text-ink-2">{row.currency}</span>
        </span>
      ))}
    </Fact>
  );
}

/** What to do next with its reasons; or why there is nothing to do. */
function NextAction({ data }: { data: CustomerAnswer }) {
  if (data.priority === null) return null;
  return (
    <section aria-label={t('What to do next')} className="border-y border-line bg-surface px-6 py-3">
      <p className="font-medium">
        {data.listed && data.nextAction
          ? sentence(data.nextAction.text)
          : data.notListed
            ? `${t('Not on the worklist:')} ${sentence(data.notListed.text)}`
            : t('Nothing to do.')}
      </p>
      {data.reasons.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-0.5 pt-0.5 text-ink-2">
          {data.reasons.map((one) => (
            <li key={one.code}>
              <span className={one.code === 'broken_promise' ? 'text-bad' : ''}>{sentence(one.text)}</span>{' '}
              <span className="text-meta tabular-nums" data-points>
                +{Math.round(one.points)}
              </span>
            </li>
          ))}
          <li className="font-medium text-ink">
            {t('Priority')}{' '}
            <span className="tabular-nums" data-points>
              {Math.round(data.priority)}
            </span>
          </li>
        </ul>
      )}
    </section>
  );
}
