/** The audit trail: who did what and when, what it was before and after, and whether the chain is whole. */
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ListRow } from '#lists/contract';
import { auditList } from '#operations/lists';
import type { AuditChoicesAnswer, AuditRecordAnswer, VerificationAnswer } from '#platform';
import { ask } from '../api.ts';
import { formatCount, formatInstant, humanise, sentence } from '../format.ts';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { countText } from '../parts/grid.tsx';
import { CheckIcon, CloseIcon } from '../parts/icons.tsx';
import type { ListSearch } from '../parts/list-view.tsx';
import { PageHead } from '../parts/page-head.tsx';
import type { ShownColumn } from '../parts/shape-list.tsx';
import { ShapePage, useListAddress } from '../parts/shape-page.tsx';
import { Failure, Refused, Skeleton } from '../parts/states.tsx';
import { useMay, useReading, useWork } from '../session.tsx';

type Row = ListRow<typeof auditList>;

/**
 * A word is sought in what every record holds, which no index knows: it is begun with so many of the newest, and the filter
 * by which it is stands with the list, to be taken away.
 */
const soughtFirst = 100_000;

/** How a search of the trail begins and what it leaves: nothing where somebody has said himself how far back. */
function useSearchedWithin(latest: number): {
  readonly within: (text: string, search: ListSearch) => ListSearch;
  readonly isWithin: (search: ListSearch) => boolean;
} {
  const own = useRef<string>(undefined);
  return {
    within: (text, { about, dayFrom, dayTo, recordFrom, recordTo }) => {
      if (text === '') return recordFrom !== undefined && recordFrom === own.current ? { recordFrom: undefined } : {};
      const said = [about, dayFrom, dayTo, recordFrom, recordTo].some((one) => one !== undefined);
      if (said || latest <= soughtFirst) return {};
      own.current = String(latest - soughtFirst + 1);
      return { recordFrom: own.current };
    },
    isWithin: ({ about, recordFrom }) => about !== undefined && recordFrom !== undefined,
  };
}

export function AuditPage() {
  const { search, change } = useListAddress();
  const mayView = useMay('audit.view');
  const choices = useReading<AuditChoicesAnswer>('/api/audit/choices');
  const { within, isWithin } = useSearchedWithin(Number(choices.data?.latest ?? 0));
  const { record } = search;
  const close = (): void => change({ record: undefined });
  useKeys(record === undefined ? [] : [{ keys: 'Escape', label: t('Close'), run: close }]);
  if (!mayView)
    return (
      <>
        <PageHead title={t('Audit')} />
        <div className="flex-1 border-t border-line bg-surface">
          {choices.error ? (
            <Failure error={choices.error} retry={() => void choices.refetch()} />
          ) : (
            <Skeleton rows={6} className="px-6 py-2" />
          )}
        </div>
      </>
    );
  return (
    <ShapePage
      title={t('Audit')}
      label={t('Audit trail')}
      shape={auditList}
      searchIn="about"
      searchedWithin={within}
      above={
        isWithin(search) && (
          <p role="status" className="flex flex-wrap items-center gap-x-3 px-6 pb-3 text-ink-2">
            {t('Searched in the records from {number} on.', { number: formatCount(Number(search['recordFrom'])) })}
            <button type="button" className="link" onClick={() => change({ recordFrom: undefined })}>
              {t('Search all records')}
            </button>
          </p>
        )
      }
      head={<Verification />}
      counted={(rows) => countText(rows, t('record'), t('records'))}
      tick={(row) => t('Choose {number}', { number: formatCount(row.record) })}
      titles={{ csv: t('Export of the audit trail as CSV'), xlsx: t('Export of the audit trail as a workbook') }}
      onOpen={(row) => change({ record: row.id })}
      columns={columnsOf(record !== undefined, choices.data)}
      beside={record !== undefined && <Record seq={record} close={close} />}
      none={{ title: t('No record here'), all: t('Show all records') }}
    />
  );
}

/** Beside an open record the list keeps what tells a record apart. */
const columnsOf = (
  beside: boolean,
  choices: AuditChoicesAnswer | undefined,
): readonly ShownColumn<typeof auditList>[] => [
  {
    key: 'record',
    head: t('Record'),
    width: '6.75rem',
    fixed: true,
    cell: (row: Row) => <span className="text-ink-2">{formatCount(row.record)}</span>,
  },
  { key: 'recordedAt', head: t('When'), width: '10.5rem', whole: true },
  { key: 'day', head: t('Day'), unseen: true },
  // By whom is chosen from those who have acted; the column is in the order of names.
  {
    key: 'person',
    head: t('Who'),
    unseen: true,
    choices: (choices?.persons ?? []).map((one) => [String(one.id), one.name] as const),
  },
  { key: 'who', head: t('Who'), width: 'minmax(7rem,.8fr)', whole: true, byTabs: true },
  {
    key: 'what',
    head: t('What'),
    width: 'minmax(12rem,2.4fr)',
    cell: (row: Row) => <span title={sentence(row.what)}>{sentence(row.what)}</span>,
  },
  {
    key: 'operation',
    head: t('Action'),
    width: 'minmax(10rem,1.2fr)',
    whole: true,
    choices: (choices?.operations ?? []).map((one) => [one, one] as const),
    cell: (row: Row) => <span className="text-ink-2">{row.operation}</span>,
    ...(beside && { unseen: true }),
  },
  {
    key: 'source',
    head: t('Came from'),
    width: 'minmax(6rem,.8fr)',
    spare: true,
    cell: (row: Row) => <span className="text-ink-2">{row.source}</span>,
    ...(beside && { unseen: true }),
  },
  { key: 'about', head: t('About'), unseen: true },
];

/** The check of the whole chain, on demand: it reads every record of the tenant. */
function Verification() {
  const { tenant } = useWork();
  const client = useQueryClient();
  const [state, setState] = useState<{ busy: boolean; verdict?: VerificationAnswer; error: Error | null }>({
    busy: false,
    error: null,
  });
  const verify = (): void => {
    setState({ busy: true, error: null });
    ask<VerificationAnswer>('GET', '/api/audit/verification', { tenant }).then(
      (verdict) => setState({ busy: false, verdict, error: null }),
      (fault: unknown) => {
        setState({ busy: false, error: fault as Error });
        void client.invalidateQueries({ queryKey: ['session'] });
      },
    );
  };
  const { busy, verdict, error } = state;
  useKeys([{ keys: 'y', label: t('Verify the chain'), run: verify }]);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div role="status">
        {busy && <span className="text-ink-2">{t('Computing every hash anew…')}</span>}
        {verdict?.ok && (
          <span className="flex items-center gap-1.5 text-ok">
            <CheckIcon /> {t('The chain is whole: {count} records verified.', { count: formatCount(verdict.checked) })}
          </span>
        )}
        {verdict && !verdict.ok && (
          <span className="font-medium text-bad">
            {t('{failed} of {count} records do not fit; the first is record {seq}: {finding}.', {
              failed: formatCount(verdict.failed),
              count: formatCount(verdict.checked),
              seq: String(verdict.offenders[0]?.seq ?? ''),
              finding: t(findings[verdict.offenders[0]?.finding ?? ''] ?? 'unknown'),
            })}
          </span>
        )}
      </div>
      <Refused error={error} />
      <button type="button" className="button" disabled={busy} onClick={verify}>
        {t('Verify the chain')}
      </button>
    </div>
  );
}

const findings: Readonly<Record<string, string>> = {
  record: 'it was edited',
  link: 'it does not continue the one before',
  gap: 'records are missing before it',
  payload: 'its input is not the one recorded',
  'payload-missing': 'its input is gone without an erasure',
  head: 'the chain does not end where it should',
  anchor: 'it does not match a hash kept outside',
};

/** A record with what was set, and what had been set before by the same command about the same subject. */
function Record({ seq, close }: { seq: string; close: () => void }) {
  const record = useReading<AuditRecordAnswer>(`/api/audit/records/${encodeURIComponent(seq)}`);
  return (
    <section
      aria-label={t('Record')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long record is scrolled by keys
      tabIndex={0}
      className="min-h-0 overflow-auto border-t border-line focus-visible:-outline-offset-2 max-lg:bg-paper lg:border-l"
    >
      {record.isPending ? (
        <Skeleton rows={10} className="px-6 py-4" />
      ) : record.error && !record.data ? (
        <Failure error={record.error} retry={() => void record.refetch()} />
      ) : (
        <RecordBody data={record.data!} close={close} />
      )}
    </section>
  );
}

function RecordBody({ data: { entry, previous }, close }: { data: AuditRecordAnswer; close: () => void }) {
  const after = flatten(entry.payload);
  const before = flatten(previous?.payload ?? null);
  const members = [...new Set([...after.keys(), ...before.keys()])];
  return (
    <>
      <div className="flex items-start gap-3 px-6 pt-4 pb-3">
        <h2 className="min-w-0 flex-1 text-fact font-semibold">{sentence(entry.reason)}</h2>
        <button
          type="button"
          aria-label={t('Close')}
          className="grid size-7 shrink-0 place-items-center rounded hover:bg-hover"
          onClick={close}
        >
          <CloseIcon />
        </button>
      </div>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-1 px-6 pb-4">
        <dt className="text-ink-2">{t('Who')}</dt>
        <dd>{entry.personName}</dd>
        <dt className="text-ink-2">{t('When')}</dt>
        <dd className="tabular-nums">{formatInstant(entry.recordedAt)}</dd>
        <dt className="text-ink-2">{t('Action')}</dt>
        <dd>{entry.operation}</dd>
        <dt className="text-ink-2">{t('Came from')}</dt>
        <dd className="break-words">{entry.source}</dd>
        {Object.entries(entry.counts).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate text-ink-2">{humanise(name)}</dt>
            <dd className="tabular-nums">{formatCount(value)}</dd>
          </div>
        ))}
        <dt className="text-ink-2">{t('Hash')}</dt>
        <dd className="truncate font-mono text-meta" title={entry.hash}>
          {entry.hash}
        </dd>
      </dl>
      {entry.payload === null ? (
        <p className="border-t border-line px-6 py-3 text-ink-2">
          {t('The input was erased by record {seq}; the hash still proves what it was.', {
            seq: String(entry.erasedSeq ?? ''),
          })}
        </p>
      ) : (
        <table className="ledger border-t border-line bg-surface" aria-label={t('Before and after')}>
          <thead>
            <tr>
              <th scope="col">{t('Member')}</th>
              <th scope="col">
                {t('Before')}
                {previous && (
                  <span className="pl-1.5 font-normal">
                    {t('record {seq}, {name}', {
                      seq: formatCount(Number(previous.seq)),
                      name: previous.personName,
                    })}
                  </span>
                )}
              </th>
              <th scope="col">{t('After')}</th>
            </tr>
          </thead>
          <tbody>
            {members.slice(0, 300).map((member) => {
              const changed = previous !== null && before.get(member) !== after.get(member);
              return (
                <tr key={member}>
                  <th scope="row" className="text-ink-2">
                    {member}
                  </th>
                  <td className={`max-w-56 truncate ${changed ? 'text-ink-2 line-through' : 'text-ink-2'}`}>
                    {previous ? (before.get(member) ?? '') : ''}
                  </td>
                  <td className={`max-w-56 truncate ${changed ? 'font-medium' : ''}`} title={after.get(member)}>
                    {after.get(member) ?? ''}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {entry.payload !== null && previous === null && (
        <p className="px-6 py-3 text-ink-2">{t('No earlier record of this action about the same subject.')}</p>
      )}
    </>
  );
}

/** An input as members and values: `customers.0.name`. */
function flatten(payload: string | null): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (value !== null && typeof value === 'object') {
      for (const [member, inner] of Object.entries(value)) walk(inner, path === '' ? member : `${path}.${member}`);
    } else flat.set(path, value === null ? '—' : String(value));
  };
  if (payload !== null) walk(JSON.parse(payload), '');
  return flat;
}
