/** The timeline of a customer: what was done, said, sent, not sent and why, paid and promised. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TimelineAnswer } from '#collections/contract';
import { formatDay, formatMoney, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import {
  DocumentIcon,
  HandIcon,
  MailIcon,
  MoneyIcon,
  NoteIcon,
  PhoneIcon,
  SettingsIcon,
  SkipIcon,
} from '../../parts/icons.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useWork } from '../../session.tsx';
import { changedFieldWords, changeOutcomeWords, changeWords } from './change-words.ts';
import { timelineReading } from './readings.ts';

type Entry = TimelineAnswer['rows'][number];

export const timelineKinds: readonly (readonly [kind: string, text: string])[] = [
  ['all', 'All'],
  ['contact', 'Calls and notes'],
  ['message', 'Messages'],
  ['skipped', 'Skipped'],
  ['money', 'Payments'],
  ['promise', 'Promises'],
  ['document', 'Documents'],
  ['change', 'Changes'],
];

export function Timeline({ customer, kind }: { customer: string; kind?: string | undefined }) {
  const { tenant, company } = useWork();
  const pages = useInfiniteQuery(timelineReading(tenant, { company, customer }, kind));
  if (pages.isPending) return <Skeleton rows={8} className="px-6 py-2" />;
  if (pages.error && !pages.data) return <Failure error={pages.error} retry={() => void pages.refetch()} />;
  const entries = pages.data!.pages.flatMap((page) => page.rows);
  return (
    <>
      <Entries entries={entries} customer={customer} />
      {pages.hasNextPage && (
        <button
          type="button"
          className="button mx-6 mb-6"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? t('Loading…') : t('Show earlier')}
        </button>
      )}
    </>
  );
}

/** What has happened, the latest first; a day stands once. */
export function Entries({ entries, customer }: { entries: readonly Entry[]; customer: string }) {
  if (entries.length === 0) return <p className="px-6 py-4 text-ink-2">{t('Nothing has happened yet.')}</p>;
  return (
    <ol className="px-6 py-2" aria-label={t('Timeline')}>
      {entries.map((entry, index) => (
        <li
          key={entry.key}
          className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2.5 border-b border-line py-2 last:border-b-0"
        >
          <Sign entry={entry} />
          <div className="min-w-0">
            <time
              dateTime={entry.day}
              className={
                entries[index - 1]?.day === entry.day ? 'sr-only' : 'float-right pl-2.5 text-meta/5 text-ink-2'
              }
            >
              {formatDay(entry.day)}
            </time>
            <Told entry={entry} customer={customer} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Sign({ entry }: { entry: Entry }) {
  const Icon = {
    contact: entry.what === 'call' ? PhoneIcon : entry.what === 'taken_over' ? HandIcon : NoteIcon,
    message: MailIcon,
    skipped: SkipIcon,
    money: MoneyIcon,
    promise: HandIcon,
    document: DocumentIcon,
    change: SettingsIcon,
  }[entry.kind];
  return <Icon className={`mt-0.5 ${entry.kind === 'skipped' ? 'text-warn' : 'text-ink-2'}`} />;
}

const outcomeWords: Readonly<Record<string, string>> = {
  promise: 'promise taken',
  left_message: 'left message',
  dispute_raised: 'dispute raised',
  already_paid: 'already paid',
  call_back: 'call back',
  wrong_contact: 'wrong contact',
};

/** Numbers of documents, each leading to its own among all of the customer's; many are cut off. */
function Numbers({ of, customer, most = 8 }: { of: readonly string[]; customer: string; most?: number }) {
  return (
    <>
      {of.slice(0, most).map((number, place) => (
        <span key={number}>
          {place > 0 && ', '}
          <Link
            to="/customers/$customer/{-$tab}"
            params={{ customer, tab: 'documents' }}
            search={{ find: number }}
            className="drill tabular-nums"
          >
            {number}
          </Link>
        </span>
      ))}
      {of.length > most && ' …'}
    </>
  );
}

/** A day, yes or no, or a code, as it was written with the event. */
function toldValue(value: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDay(value);
  return value === 'true' ? t('yes') : value === 'false' ? t('no') : value;
}

/** What a change changed: each field with both values; fields whose values are personal by their names alone. */
function toldChanges(changes: Entry['changes']): readonly string[] {
  const named = (field: string): string => t(changedFieldWords[field] ?? humanise(field));
  const only = changes.filter((one) => one.from === null && one.to === null).map((one) => named(one.field));
  return [
    ...changes
      .filter((one) => one.from !== null || one.to !== null)
      .map(({ field, from, to }) => {
        if (to === null) return t('{field}: none any more ({from})', { field: named(field), from: toldValue(from!) });
        if (from === null) return t('{field}: {to}', { field: named(field), to: toldValue(to) });
        return t('{field}: {from} → {to}', { field: named(field), from: toldValue(from), to: toldValue(to) });
      }),
    ...(only.length > 0 ? [t('Changed: {fields}', { fields: only.join(', ') })] : []),
  ];
}

/** The day of a change: the last one of what ends, the first one of what begins. */
const changeDay = (what: string, day: string): string =>
  what === 'collections.snoozed' ? t('until {day}', { day }) : t('from {day}', { day });

function Told({ entry, customer }: { entry: Entry; customer: string }) {
  const money = entry.amount !== null && entry.currency !== null && (
    <span className="tabular-nums">
      {formatMoney(entry.amount, entry.currency)} <span className="text-meta text-ink-2">{entry.currency}</span>
    </span>
  );
  const lines = (head: ReactNode, ...rest: ReactNode[]): ReactNode => (
    <>
      <p className="font-medium">{head}</p>
      {rest.filter(Boolean).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one entry keep their places
        <p key={index} className="break-words text-ink-2">
          {line}
        </p>
      ))}
    </>
  );
  const by = entry.person && t('by {name}', { name: entry.person });
  if (entry.kind === 'contact' && entry.what === 'taken_over') {
    return lines(
      entry.outcome === 'given_back' ? t('Taken over, and given back') : t('Taken over'),
      [by, entry.until && t('until {day}', { day: formatDay(entry.until) })].filter(Boolean).join(' · '),
    );
  }
  if (entry.kind === 'contact') {
    const outcome = entry.outcome && t(outcomeWords[entry.outcome] ?? humanise(entry.outcome));
    return lines(
      entry.what === 'call' ? (outcome ? `${t('Call')}: ${outcome}` : t('Call')) : t('Note'),
      entry.text,
      [by, entry.until && t('look again on {day}', { day: formatDay(entry.until) })].filter(Boolean).join(' · '),
    );
  }
  if (entry.kind === 'change') {
    const outcome = entry.outcome === null ? undefined : changeOutcomeWords[entry.outcome];
    return lines(
      <>
        {t(changeWords[entry.what] ?? humanise(entry.what))}{' '}
        {entry.what === 'customers.related' ? (
          entry.numbers.join(', ')
        ) : (
          <Numbers of={entry.numbers} customer={customer} />
        )}
      </>,
      [outcome && t(outcome), ...toldChanges(entry.changes)].filter(Boolean).join(' · '),
      entry.text && sentence(entry.text),
      [by, entry.until && changeDay(entry.what, formatDay(entry.until))].filter(Boolean).join(' · '),
    );
  }
  if (entry.kind === 'promise') {
    return entry.what === 'made'
      ? lines(
          <>
            {t('Promise taken')} {money}
          </>,
          entry.until && t('for {day}', { day: formatDay(entry.until) }),
          entry.text,
          by,
        )
      : lines(
          <>
            {t('Promise')} <Status code={entry.what} of="promise" />
          </>,
          (entry.what === 'broken' || entry.what === 'part_kept' || entry.what === 'kept') && (
            <>
              {money} {t('received')}
            </>
          ),
          entry.until && t('was for {day}', { day: formatDay(entry.until) }),
        );
  }
  if (entry.kind === 'message') {
    return lines(
      entry.text ?? t(humanise(entry.outcome ?? 'message')),
      <>
        <Status code={entry.what} />
        {entry.person && ` · ${entry.person}`}
      </>,
    );
  }
  if (entry.kind === 'skipped') {
    return lines(
      entry.what === 'item'
        ? t('Left out of a reminder: {numbers}', { numbers: entry.numbers.join(', ') })
        : t('Reminder not sent'),
      entry.text && sentence(entry.text),
    );
  }
  if (entry.kind === 'money') {
    return lines(
      <>
        {t('Payment')} {money}
      </>,
      <>
        <Status code={entry.what} />
        {entry.numbers.length > 0 && ' · '}
        <Numbers of={entry.numbers} customer={customer} />
      </>,
      entry.text && sentence(entry.text),
    );
  }
  return lines(
    <>
      {t(humanise(entry.what))} <Numbers of={entry.numbers} customer={customer} /> {money}
    </>,
    entry.until && t('due {day}', { day: formatDay(entry.until) }),
    entry.text && sentence(entry.text),
  );
}
