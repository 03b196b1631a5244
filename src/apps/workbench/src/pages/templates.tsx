/** Templates: the words of messages by kind, language and level, looked at with a real customer while they are edited. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { DunningPreviewAnswer } from '#collections/contract';
import type { TemplateAnswer, templatePreviewAnswer, templatesAnswer } from '#correspondence/contract';
import { ApiError, ask } from '../api.ts';
import { formatCount, formatInstant, humanise, sentence } from '../format.ts';
import { Keys, useKeys } from '../keys.tsx';
import { language as interfaceLanguage, languages, t } from '../language.ts';
import { Conflict } from '../parts/conflict.tsx';
import { Field, refusedAt, refusedElsewhere } from '../parts/field.tsx';
import { SubmitButton } from '../parts/form-foot.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Failure, Refused, Skeleton } from '../parts/states.tsx';
import type { TemplatesSearch } from '../router.tsx';
import { useMay, useReading, useWork, useWriting } from '../session.tsx';
import { say } from '../toasts.tsx';

const route = getRouteApi('/templates');
type Row = z.output<typeof templatesAnswer>['rows'][number];
type Preview = z.output<typeof templatePreviewAnswer>;
interface Prose {
  readonly subject: string;
  readonly opening: string;
  readonly closing: string;
}

const keyOf = (row: { name: string; language: string; level: number }): string =>
  `${row.name} ${row.language} ${row.level}`;

export function TemplatesPage() {
  const templates = useReading<z.output<typeof templatesAnswer>>('/api/templates');
  return (
    <>
      <PageHead
        title={t('Templates')}
        meta={templates.data && <span data-count>{formatCount(templates.data.rows.length)}</span>}
      />
      {templates.isPending ? (
        <Skeleton rows={12} className="border-t border-line px-6 py-2" />
      ) : templates.error && !templates.data ? (
        <Failure error={templates.error} retry={() => void templates.refetch()} />
      ) : (
        <Templates rows={templates.data!.rows} />
      )}
    </>
  );
}

function Templates({ rows }: { rows: readonly Row[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: TemplatesSearch): void =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const mine = rows.filter((row) => row.language === interfaceLanguage);
  const chosen =
    rows.find(
      (row) => row.name === search.name && row.language === search.language && String(row.level) === search.level,
    ) ??
    // What most letters are: the others are sent now and then.
    mine.find((row) => row.name === 'dunning_notice') ??
    mine[0] ??
    rows[0];
  const at = chosen ? rows.indexOf(chosen) : -1;
  const choose = (row: Row | undefined): void => {
    if (row) change({ name: row.name, language: row.language, level: String(row.level) });
  };
  useKeys([
    { keys: 'j', label: t('Next template'), run: () => choose(rows[at + 1]) },
    { keys: 'k', label: t('Template before'), run: () => choose(rows[at - 1]) },
  ]);
  const names = [...new Set(rows.map((row) => row.name))];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[17rem_minmax(0,1fr)] border-t border-line max-lg:grid-cols-1 max-lg:grid-rows-[12rem_minmax(0,1fr)]">
      <nav
        aria-label={t('Templates')}
        className="min-h-0 overflow-auto bg-surface max-lg:border-b max-lg:border-line lg:border-r lg:border-line"
      >
        {names.map((name) => (
          <section key={name} aria-label={t(humanise(name))}>
            <h2 className="px-6 pt-3 pb-1 text-meta font-medium text-ink-2">{t(humanise(name))}</h2>
            <ul>
              {rows
                .filter((row) => row.name === name)
                .map((row) => (
                  <li key={keyOf(row)}>
                    <button
                      type="button"
                      aria-current={row === chosen ? 'true' : undefined}
                      className={`flex w-full items-baseline gap-2 px-6 py-1 text-left focus-visible:-outline-offset-2 ${row === chosen ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : 'hover:bg-hover'}`}
                      onClick={() => choose(row)}
                    >
                      <span className="w-16 shrink-0">{nameOfLanguage(row.language)}</span>
                      <span className="flex-1 text-ink-2">
                        {hasLevels(rows, name) && t('Level {level}', { level: row.level })}
                      </span>
                      {row.own && <span className="text-meta text-accent">{t('own words')}</span>}
                    </button>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      {chosen && (
        <OneTemplate
          key={keyOf(chosen)}
          row={chosen}
          levels={hasLevels(rows, chosen.name)}
          customer={search.customer}
          chooseCustomer={(customer) => change({ customer })}
        />
      )}
    </div>
  );
}

/** Statements and questions have one level, which needs no word. */
const hasLevels = (rows: readonly Row[], name: string): boolean =>
  rows.some((row) => row.name === name && row.level > 1);

const nameOfLanguage = (code: string): string => languages[code as keyof typeof languages] ?? code;

interface OneProps {
  readonly row: Row;
  readonly levels: boolean;
  readonly customer: string | undefined;
  readonly chooseCustomer: (customer: string | undefined) => void;
}

function OneTemplate({ row, levels, customer, chooseCustomer }: OneProps) {
  const { company } = useWork();
  const path = `/api/templates/${row.name}/${row.language}/${row.level}`;
  const template = useReading<TemplateAnswer>(path);
  const due = useReading<DunningPreviewAnswer>('/api/dunning/preview', { company });
  const [draft, setDraft] = useState<{ prose: Prose; version: number }>();
  if (template.isPending) return <Skeleton rows={12} className="px-6 py-4" />;
  if (template.error && !template.data) return <Failure error={template.error} retry={() => void template.refetch()} />;
  const read = template.data!;
  const known = due.data?.notices ?? [];
  const asked = customer ?? known[0]?.customer;
  const prose = draft?.prose ?? { subject: read.subject, opening: read.opening, closing: read.closing };
  return (
    <div className="grid min-h-0 xl:grid-cols-[minmax(22rem,.8fr)_minmax(0,1fr)]">
      <Words
        path={path}
        template={read}
        levels={levels}
        prose={prose}
        version={draft?.version ?? read.version}
        changed={draft !== undefined}
        change={(part) => setDraft((old) => ({ prose: { ...prose, ...part }, version: old?.version ?? read.version }))}
        discard={() => setDraft(undefined)}
        reread={() => void template.refetch()}
        rebase={() => setDraft((old) => old && { ...old, version: read.version })}
      />
      <section
        aria-label={t('As a customer reads it')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long letter is scrolled by keys
        tabIndex={0}
        className="min-h-0 overflow-auto border-line focus-visible:-outline-offset-2 max-xl:border-t xl:border-l"
      >
        <div className="flex flex-wrap items-center gap-3 px-6 pt-4 pb-2">
          <h2 className="text-fact font-semibold">{t('As a customer reads it')}</h2>
          <label className="ml-auto flex items-center gap-2">
            <span className="text-ink-2">{t('Customer')}</span>
            <input
              key={asked}
              list="customers-due"
              className="field w-36 tabular-nums"
              defaultValue={asked ?? ''}
              onBlur={(event) => chooseCustomer(event.target.value.trim() || undefined)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') chooseCustomer(event.currentTarget.value.trim() || undefined);
              }}
            />
            <datalist id="customers-due">
              {known.slice(0, 100).map((one) => (
                <option key={`${one.customer} ${one.currency}`} value={one.customer}>
                  {one.name}
                </option>
              ))}
            </datalist>
          </label>
        </div>
        {asked === undefined ? (
          <p className="px-6 py-3 text-ink-2">{t('Write the number of a customer who owes something.')}</p>
        ) : (
          <Letter row={row} customer={asked} prose={draft?.prose} />
        )}
      </section>
    </div>
  );
}

interface WordsProps {
  readonly path: string;
  readonly template: TemplateAnswer;
  /** Such a message has levels: this one's is said. */
  readonly levels: boolean;
  readonly prose: Prose;
  readonly version: number;
  readonly changed: boolean;
  readonly change: (part: Partial<Prose>) => void;
  readonly discard: () => void;
  /** Reads what is saved now. */
  readonly reread: () => void;
  /** What was typed counts over what is saved now. */
  readonly rebase: () => void;
}

function Words({ path, template, levels, prose, version, changed, ...its }: WordsProps) {
  const { change, discard, reread, rebase } = its;
  const writing = useWriting<{ version: number }>();
  const mayEdit = useMay('correspondence.edit-templates');
  // Somebody saved other words meanwhile: nothing is saved over them before both were seen.
  const conflict = changed && template.version !== version && !writing.isPending;
  const save = (): void => {
    if (!changed || conflict || writing.isPending) return;
    writing.mutate(
      { method: 'PUT', path, body: prose, version },
      {
        told: () => say(t('The words are saved; the next such message has them.')),
        onSuccess: discard,
        // The refusal knows only that there are newer words: they are read and shown beside one's own.
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'correspondence.template-stale') reread();
        },
      },
    );
  };
  useKeys(changed ? [{ keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: save }] : []);
  const parts = [
    ['subject', t('Subject'), 2],
    ['opening', t('Before the table'), 8],
    ['closing', t('After the table'), 8],
  ] as const;
  return (
    <form
      aria-label={t('Words')}
      className="flex min-h-0 flex-col gap-3 overflow-auto px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-fact font-semibold">
          {t(humanise(template.name))}
          {levels && ` · ${t('Level {level}', { level: template.level })}`}
        </h2>
        <span className="text-ink-2">
          {nameOfLanguage(template.language)} ·{' '}
          {template.version === 0 ? t('built in') : t('version {version}', { version: template.version })}
        </span>
      </div>
      {parts.map(([member, label, rows]) => (
        <Field key={member} label={label} error={refusedAt(writing.error, member)}>
          {(control) => (
            <textarea
              {...control}
              rows={rows}
              className="field !h-auto py-1.5 leading-5"
              readOnly={!mayEdit}
              value={prose[member]}
              onChange={(event) => change({ [member]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <SubmitButton does={t('Save')} busy={writing.isPending} ready={changed}>
            <Keys keys="mod+Enter" />
          </SubmitButton>
          {changed && (
            <button type="button" className="button" onClick={discard}>
              {t('Discard')}
            </button>
          )}
          {template.builtIn && template.version > 0 && (
            <button type="button" className="button" onClick={() => change(template.builtIn!)}>
              {t('Take the built-in words')}
            </button>
          )}
        </div>
      )}
      {conflict ? (
        <Conflict
          by={template.versions[0]?.person}
          rows={parts.map(([member, label]) => [label, prose[member], template[member]] as const)}
          keepMine={rebase}
          mine={t('Keep mine, and look once more')}
          keepTheirs={discard}
        />
      ) : (
        refusedElsewhere(writing.error, ['subject', 'opening', 'closing']) && <Refused error={writing.error} />
      )}
      <details>
        <summary className="text-ink-2">{t('What the words may name')}</summary>
        <dl data-example className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 pt-1.5">
          {template.facts.map((fact) => (
            <div key={fact.name} className="contents">
              <dt className="font-mono text-meta leading-5">{`{{ ${fact.name} }}`}</dt>
              <dd className="truncate text-ink-2">{fact.example}</dd>
            </div>
          ))}
        </dl>
      </details>
      {template.versions.length > 0 && (
        <details>
          <summary className="text-ink-2">{t('Versions')}</summary>
          <ul className="pt-1.5">
            {template.versions.map((one) => (
              <li key={one.savedAt} className="flex gap-3 py-0.5">
                <span className="text-ink-2 tabular-nums">{formatInstant(one.savedAt)}</span>
                <span className="text-ink-2">{one.person}</span>
                <span className="min-w-0 flex-1 truncate">{one.subject}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </form>
  );
}

/** The letter as it would read today; while somebody types, a little later and with what was there before. */
function Letter({ row, customer, prose }: { row: Row; customer: string; prose: Prose | undefined }) {
  const { company, tenant, session } = useWork();
  const [settled, setSettled] = useState(prose);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(prose), prose === undefined ? 0 : 400);
    return () => clearTimeout(timer);
  }, [prose]);
  const { name, language, level } = row;
  const body = { name, language, level, customer, ...(settled && { prose: settled }) };
  const letter = useQuery<Preview>({
    queryKey: ['/api/templates/preview', tenant, company, body],
    queryFn: ({ signal }) =>
      ask<Preview>('POST', '/api/templates/preview', {
        tenant,
        csrfToken: session.csrfToken,
        query: { company },
        body,
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  if (letter.isPending) return <Skeleton rows={10} className="px-6 py-2" />;
  // What is refused is told in its place: the words are wrong, or nothing is due.
  if (letter.error)
    return letter.error instanceof ApiError && letter.error.status === 422 ? (
      <p role="alert" className="px-6 py-3 text-warn">
        {sentence(letter.error.message)}
      </p>
    ) : (
      <Failure error={letter.error} retry={() => void letter.refetch()} />
    );
  return (
    <article className={`px-6 pb-6 ${letter.isPlaceholderData ? 'opacity-60' : ''}`}>
      <h3 className="pb-2 font-semibold">{letter.data.subject}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide letter is scrolled by keys
        tabIndex={0}
        className="overflow-x-auto rounded-md border border-line bg-surface p-4 font-mono text-meta leading-5 whitespace-pre-wrap"
      >
        {letter.data.text}
      </pre>
    </article>
  );
}
