/** The audit trail: who did what and when, what it was before and after, and whether the chain is whole. */
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { addDays } from '#kernel';
import type { AuditAnswer, AuditChoicesAnswer, AuditRecordAnswer, VerificationAnswer } from '#platform';
import { ask } from '../api.ts';
import { formatCount, formatDay, formatInstant, humanise, readDay, sentence } from '../format.ts';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { useCursorRows } from '../parts/cursor-rows.ts';
import { type Column, Grid } from '../parts/grid.tsx';
import { CheckIcon, CloseIcon } from '../parts/icons.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Failure, Notice, Refused, Skeleton } from '../parts/states.tsx';
import type { AuditSearch } from '../router.tsx';
import { useMay, useReading, useWork } from '../session.tsx';

const route = getRouteApi('/audit');
type Entry = AuditAnswer['rows'][number];

/** The first instant of a day in the reader's own zone. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayView = useMay('audit.view');
  const choices = useReading<AuditChoicesAnswer>('/api/audit/choices');
  const query = {
    personId: search.person,
    operation: search.action,
    text: search.about,
    ...(search.day && { from: startOf(search.day), before: startOf(addDays(search.day, 1)) }),
  };
  const list = useCursorRows<Entry>('/api/audit', query);
  const change = (part: AuditSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: part.about !== undefined });
  const filtered = search.person || search.action || search.about || search.day;
  useKeys(search.record ? [{ keys: 'Escape', label: t('Close'), run: () => change({ record: undefined }) }] : []);
  if (!mayView)
    return (
      <>
        <PageHead title={t('Audit')} />
        <div className="flex-1 border-t border-line bg-surface">
          {list.error ? <Failure error={list.error} retry={list.retry} /> : <Skeleton rows={6} className="px-6 py-2" />}
        </div>
      </>
    );
  return (
    <>
      <PageHead title={t('Audit')}>
        <Verification />
      </PageHead>
      <search className="flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line px-6 py-2.5">
        <Choice
          label={t('Who')}
          all={t('Everybody')}
          value={search.person}
          options={(choices.data?.persons ?? []).map((one) => [String(one.id), one.name])}
          onChange={(person) => change({ person })}
        />
        <Choice
          label={t('Action')}
          all={t('All')}
          value={search.action}
          options={(choices.data?.operations ?? []).map((one) => [one, one])}
          onChange={(action) => change({ action })}
        />
        <OptionalDay value={search.day} onChange={(day) => change({ day })} />
        <About value={search.about ?? ''} onChange={(about) => change({ about: about === '' ? undefined : about })} />
        {filtered && (
          <button
            type="button"
            className="link"
            onClick={() => change({ person: undefined, action: undefined, about: undefined, day: undefined })}
          >
            {t('Clear filters')}
          </button>
        )}
        {search.about && list.busy && (
          <span role="status" className="text-ink-2">
            {t('Looking further back…')}
          </span>
        )}
      </search>
      {list.error ? (
        <Failure error={list.error} retry={list.retry} />
      ) : list.pending ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : list.rows.length === 0 && !list.busy ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('No record here')}>
            <p className="text-ink-2">{t('None that these filters let through.')}</p>
          </Notice>
        </div>
      ) : (
        <div
          className={`grid min-h-0 flex-1 ${search.record ? 'max-lg:grid-rows-2 lg:grid-cols-[minmax(0,1fr)_minmax(24rem,.75fr)]' : ''}`}
        >
          <div className="flex min-h-0 min-w-0 flex-col">
            <Grid
              label={t('Audit trail')}
              columns={columns(search.record !== undefined)}
              count={list.count}
              row={list.row}
              keyOf={(row) => String(row.seq)}
              look={list.look}
              onOpen={(row) => change({ record: String(row.seq) })}
              busy={list.busy}
              memory={JSON.stringify(query)}
            />
          </div>
          {search.record && <Record seq={search.record} close={() => change({ record: undefined })} />}
        </div>
      )}
    </>
  );
}

/** Beside an open record the list keeps what tells a record apart. */
const columns = (beside: boolean): readonly Column<Entry>[] => [
  {
    key: 'seq',
    head: t('Record'),
    width: '6.75rem',
    numeric: true,
    cell: (row) => <span className="text-ink-2">{formatCount(Number(row.seq))}</span>,
  },
  {
    key: 'when',
    head: t('When'),
    width: '10.5rem',
    cell: (row) => <span className="tabular-nums">{formatInstant(row.recordedAt)}</span>,
  },
  { key: 'who', head: t('Who'), width: 'minmax(7rem,.8fr)', whole: true, cell: (row) => row.personName },
  {
    key: 'what',
    head: t('What'),
    width: 'minmax(12rem,2.4fr)',
    cell: (row) => <span title={row.reason}>{sentence(row.reason)}</span>,
  },
  ...(beside
    ? []
    : [
        {
          key: 'action',
          head: t('Action'),
          width: 'minmax(10rem,1.2fr)',
          whole: true,
          cell: (row: Entry) => <span className="text-ink-2">{row.operation}</span>,
        },
        {
          key: 'source',
          head: t('Came from'),
          width: 'minmax(6rem,.8fr)',
          cell: (row: Entry) => <span className="text-ink-2">{row.source}</span>,
        },
      ]),
];

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChange: (value: string | undefined) => void;
}

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <label className="flex items-center gap-2">
      <span className="text-ink-2">{label}</span>
      <select
        className="field max-w-56"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{all}</option>
        {value !== undefined && !options.some(([one]) => one === value) && <option value={value}>{value}</option>}
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function OptionalDay({ value, onChange }: { value: string | undefined; onChange: (day: string | undefined) => void }) {
  const [text, setText] = useState(value ? formatDay(value, 'field') : '');
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setText(value ? formatDay(value, 'field') : '');
    setWrong(false);
  }, [value]);
  const commit = (): void => {
    const day = text.trim() === '' ? undefined : readDay(text);
    setWrong(text.trim() !== '' && day === undefined);
    if (text.trim() === '' || day !== undefined) onChange(day);
  };
  return (
    <label className="flex items-center gap-2">
      <span className="text-ink-2">{t('Day')}</span>
      <input
        className="field w-25 tabular-nums"
        value={text}
        placeholder={t('any')}
        autoComplete="off"
        aria-invalid={wrong}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
      {wrong && (
        <span role="alert" className="text-meta text-bad">
          {t('“{text}” is not a day.', { text })}
        </span>
      )}
    </label>
  );
}

function About({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value || text.length === 1) return;
    const timer = setTimeout(() => onChange(text), 300);
    return () => clearTimeout(timer);
  });
  return (
    <label className="flex items-center gap-2">
      <span className="text-ink-2">{t('About')}</span>
      <input
        type="search"
        className="field w-44"
        placeholder={t('number, name, id')}
        value={text}
        maxLength={100}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}

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
  useKeys([{ keys: 'v', label: t('Verify the chain'), run: verify }]);
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
