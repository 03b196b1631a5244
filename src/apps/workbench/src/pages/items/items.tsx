/** Open items: what a figure is made of. Filters, order, groups and columns are the address; the total is of all they let through. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FindItemsAnswer, ItemGroupsAnswer, ItemsAnswer } from '#receivables/contract';
import { ask, type Parameters } from '../../api.ts';
import { chooseDensity, densities, useDensity } from '../../density.ts';
import { formatCount, formatDay, formatInstant, formatMoney, formatMonth, humanise } from '../../format.ts';
import { isTyping, Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { bucketLabel } from '../../parts/aging-bar.tsx';
import { Chip, FilterChips, FilterDialog, filteredColumns } from '../../parts/column-filters.tsx';
import { ColumnsDialog } from '../../parts/columns-dialog.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { copyTable } from '../../parts/copy-table.ts';
import { ExportMenu } from '../../parts/export-menu.tsx';
import { Grid, type GroupLine } from '../../parts/grid.tsx';
import { planGroups } from '../../parts/group-plan.ts';
import { CopyIcon, FilterIcon } from '../../parts/icons.tsx';
import { useKeptKeys } from '../../parts/kept.ts';
import { Menu, MenuItem, MenuRule } from '../../parts/menu.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useWindows, type Windows } from '../../parts/windows.ts';
import { type ItemsGroup, type ItemsSearch, itemsGroups } from '../../router.tsx';
import { useCompanies, useReading, useWork } from '../../session.tsx';
import { say, sayRefused, sayWrong } from '../../toasts.tsx';
import { columnsOf, copyOf, filtersOf, type Row } from './columns.tsx';
import { everything, isChosen, nothing, type Selection, sumOf, toggle, useSelection, withAll } from './selection.ts';

const route = getRouteApi('/items');
type Change = (part: ItemsSearch) => void;

/** More are not gathered in the browser: they are exported. */
const mostGathered = 5_000;
/** `number.120,open.160` as widths by column. */
const readWidths = (text: string | undefined): Readonly<Record<string, number>> =>
  Object.fromEntries([...(text ?? '').matchAll(/(\w+)\.(\d{2,3})/g)].map((match) => [match[1]!, Number(match[2])]));
const writeWidths = (widths: Readonly<Record<string, number>>): string | undefined =>
  Object.entries(widths)
    .map(([column, width]) => `${column}.${width}`)
    .join(',') || undefined;

const groupWords: Readonly<Record<ItemsGroup, string>> = {
  customer: 'By customer',
  type: 'By type',
  month: 'By month due',
  currency: 'By currency',
  company: 'By company',
};

export function ItemsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useBusinessDay();
  const asOf = search.asOf ?? today;
  const change: Change = (part) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: 'search' in part || 'widths' in part });
  return (
    <>
      <PageHead title={t('Open items')}>
        <SearchField
          value={search.search ?? ''}
          onChange={(text) => change({ search: text === '' ? undefined : text })}
        />
        <DayField label={t('As of')} value={asOf} onChange={(day) => change({ asOf: day })} />
      </PageHead>
      <Items asOf={asOf} search={search} change={change} />
    </>
  );
}

interface ItemsProps {
  readonly asOf: string;
  readonly search: ItemsSearch;
  readonly change: Change;
}

function Items({ asOf, search, change }: ItemsProps) {
  const { tenant, session } = useWork();
  const { several, ...where } = useCompanies();
  const navigate = route.useNavigate();
  const { hide, widths: _, sort = 'due', ...filters } = search;
  const query: Parameters = { ...own(filters), ...where, asOf, sort };
  const items = useWindows<ItemsAnswer>('/api/items', query);
  const density = useDensity();
  const [dialog, setDialog] = useState<{ readonly filter?: string; readonly columns?: true }>();
  const question = JSON.stringify(query);
  const [selection, setSelection] = useSelection(question);
  const totals = items.answer?.totals ?? [];
  const count = totals.reduce((sum, total) => sum + total.items, 0);
  const grouped = useGroups(query, search.group, items);
  const chosen = sumOf(selection, totals);
  const chosenCount = chosen.reduce((sum, one) => sum + one.items, 0);

  const only = totals.length === 1 ? totals[0]!.currency : undefined;
  const hidden = new Set((hide ?? '').split(',').filter((one) => one !== ''));
  const widths = readWidths(search.widths);
  const columnFilters = filtersOf(
    [...new Set([...totals.map((one) => one.currency), search.currency ?? ''])].filter(Boolean),
  );
  const values = search as Readonly<Record<string, string | undefined>>;
  const all = columnsOf({ search, only, several, filtered: filteredColumns(columnFilters, values) });
  const shown = all.filter((column) => !hidden.has(column.key));

  /** The chosen rows, whatever the filters say now, or all of the list; undefined, and a word, when they are too many. */
  const gather = async (): Promise<readonly Row[] | undefined> => {
    if ((chosenCount || count) > mostGathered) {
      sayWrong(t('These are more than {count} items; export them instead.', { count: formatCount(mostGathered) }));
      return undefined;
    }
    const questions = questionsOf(selection, { ...where, asOf, asKnown: search.asKnown, sort }, query);
    const rows: Row[] = [];
    for (const one of questions)
      for (let offset = 0; ; offset += 200) {
        const page = await ask<ItemsAnswer>('GET', '/api/items', { tenant, query: { ...one, offset, limit: 200 } });
        rows.push(...page.rows);
        if (page.rows.length < 200) break;
      }
    return rows;
  };
  const copy = async (): Promise<void> => {
    try {
      const rows = await gather();
      if (!rows) return;
      const { head, cells } = copyOf(shown.map((column) => column.key));
      if (!copyTable(head, rows.map(cells))) sayWrong(t('The browser does not let us copy; export the rows instead.'));
      else if (rows.length < chosenCount)
        sayWrong(
          t('{count} rows are copied; {others} of those chosen are not open any more.', {
            count: formatCount(rows.length),
            others: formatCount(chosenCount - rows.length),
          }),
        );
      else
        say(
          rows.length === 1
            ? t('1 row is copied.')
            : t('{count} rows are copied.', { count: formatCount(rows.length) }),
        );
    } catch (fault) {
      sayRefused(fault);
    }
  };
  useKeys([
    {
      keys: 'mod+a',
      label: t('Select all that the filters let through'),
      run: () => setSelection(count > 0 ? everything : nothing),
    },
    {
      keys: 'mod+c',
      label: t('Copy the selected rows, or all'),
      run: () => void (getSelection()?.toString() ? document.execCommand('copy') : copy()),
    },
    { keys: 'f', label: t('Filter by column'), run: () => setDialog({ filter: 'number' }) },
    { keys: 'Escape', run: () => setSelection(nothing) },
  ]);
  // A column of document numbers, pasted, selects them.
  const asked = JSON.stringify(where);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target)) return;
      const numbers = (event.clipboardData?.getData('text/plain') ?? '')
        .split(/\r?\n/)
        .map((line) => line.split('\t')[0]!.trim())
        .filter((text) => text !== '');
      if (numbers.length === 0) return;
      event.preventDefault();
      if (numbers.length > mostGathered) {
        sayWrong(
          t('{count} numbers were pasted, and at most {most} are taken at once: nothing was selected.', {
            count: formatCount(numbers.length),
            most: formatCount(mostGathered),
          }),
        );
        return;
      }
      ask<FindItemsAnswer>('POST', '/api/items/find', {
        tenant,
        csrfToken: session.csrfToken,
        query: JSON.parse(asked) as Parameters,
        body: { numbers },
      }).then(({ found, missing }) => {
        setSelection((old) =>
          withAll(
            old,
            found.map((one) => [String(one.id), one]),
          ),
        );
        say(t('{count} items are selected.', { count: formatCount(found.length) }));
        if (missing.length > 0)
          sayWrong(
            t('Not found among the open items: {numbers}', {
              numbers: `${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ' …' : ''}`,
            }),
          );
      }, sayRefused);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [tenant, asked, session.csrfToken, setSelection]);

  // What is chosen is exported where its numbers fit into a request, as what is copied; else the list as it is filtered.
  const questions = questionsOf(selection, { ...where, asOf, asKnown: search.asKnown, sort }, query);
  const exported = chosenCount > 0 && questions.length === 1 ? questions[0]! : query;
  const leftOut = all.flatMap((column) => (hidden.has(column.key) ? [column.key] : [])).join(',');
  const chips = otherFilters(search, items.row(0)?.name);
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-2 px-6 pb-4">
        <button type="button" className="button" onClick={() => setDialog({ filter: 'number' })}>
          <FilterIcon /> {t('Filter')} <Keys keys="f" />
        </button>
        <select
          aria-label={t('Group by')}
          className="field"
          value={search.group ?? ''}
          onChange={(event) => change({ group: (event.target.value || undefined) as ItemsGroup | undefined })}
        >
          <option value="">{t('Not grouped')}</option>
          {itemsGroups
            .filter((group) => group !== 'company' || several)
            .map((group) => (
              <option key={group} value={group}>
                {t(groupWords[group])}
              </option>
            ))}
        </select>
        <ul aria-label={t('Filters')} className="flex flex-wrap gap-2 empty:hidden">
          {chips.map(([member, label, text]) => (
            <Chip key={member} label={label} onRemove={() => change({ [member]: undefined })}>
              {text}
            </Chip>
          ))}
          <FilterChips
            filters={columnFilters}
            values={values}
            onChange={change}
            onOpen={(column) => setDialog({ filter: column })}
          />
        </ul>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {chosenCount > 0 && (
            <span className="tabular-nums">
              <span className="text-ink-2">{t('{count} selected', { count: formatCount(chosenCount) })}</span>
              {chosen.map((one) => (
                <span key={one.currency} className="pl-2 font-medium">
                  {formatMoney(one.open, one.currency)}{' '}
                  <span className="text-meta font-normal text-ink-2">{one.currency}</span>
                </span>
              ))}
            </span>
          )}
          {count > 0 && (
            <>
              <button type="button" className="button" onClick={() => void copy()}>
                <CopyIcon /> {chosenCount > 0 ? t('Copy selected') : t('Copy')}
              </button>
              <ExportMenu
                path="/api/items"
                query={{ ...exported, ...(leftOut !== '' && { hide: leftOut }) }}
                chosen={exported === query ? undefined : chosenCount}
                titles={{ csv: t('Export of items as CSV'), xlsx: t('Export of items as a workbook') }}
              />
              <Menu label={t('View')} side="below" align="end" className="button" button={t('View')}>
                {densities.map(([height, text]) => (
                  <MenuItem key={height} checked={density === height} onSelect={() => chooseDensity(height)}>
                    {t(text)}
                  </MenuItem>
                ))}
                <MenuRule />
                <MenuItem onSelect={() => setDialog({ columns: true })}>{t('Columns…')}</MenuItem>
                {search.group !== undefined && (
                  <>
                    <MenuItem onSelect={() => grouped.openAll(true)}>{t('Open all groups')}</MenuItem>
                    <MenuItem onSelect={() => grouped.openAll(false)}>{t('Close all groups')}</MenuItem>
                  </>
                )}
              </Menu>
            </>
          )}
        </div>
      </div>
      {(items.error ?? grouped.error) ? (
        <Failure error={(items.error ?? grouped.error)!} retry={items.retry} />
      ) : !items.answer || !grouped.ready ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('No open items here')}>
            <p className="text-ink-2">
              {t('Nothing that these filters let through was open on {day}.', { day: formatDay(asOf) })}
            </p>
            <Link to="/items" search={{ asOf }} className="link mt-2">
              {t('Show all open items of that day')}
            </Link>
          </Notice>
        </div>
      ) : (
        <Grid
          label={t('Open items')}
          columns={shown}
          count={search.group === undefined ? count : grouped.count}
          row={search.group === undefined ? items.row : grouped.row}
          {...(search.group !== undefined && { group: grouped.line })}
          keyOf={(row) => String(row.id)}
          look={search.group === undefined ? items.look : grouped.look}
          sort={sort}
          onSort={(next) => change({ sort: next === 'due' ? undefined : next })}
          onFilter={(column) => setDialog({ filter: column })}
          widths={widths}
          onWidth={(column, width) => {
            const { [column]: _old, ...others } = widths;
            change({ widths: writeWidths(width === undefined ? others : { ...others, [column]: width }) });
          }}
          onOpen={(row) =>
            void navigate({
              to: '/customers/$customer/{-$tab}',
              params: { customer: row.customer, tab: undefined },
              search: { find: row.number, ...(several && { in: row.company }) },
            })
          }
          selected={(row) => isChosen(selection, String(row.id))}
          onSelect={(row) => setSelection((old) => toggle(old, String(row.id), row))}
          tick={(row) => t('Choose {number}', { number: row.number })}
          onSelectAlso={(rows) =>
            setSelection((old) =>
              withAll(
                old,
                rows.map((row) => [String(row.id), row]),
              ),
            )
          }
          between={search.group === undefined ? items.between : grouped.between}
          busy={items.busy}
          memory={question}
          totals={{
            rows: totals,
            counted: (items) => (items === 1 ? t('1 item') : t('{count} items', { count: formatCount(items) })),
            column: 'open',
          }}
        />
      )}
      {dialog?.filter !== undefined && (
        <FilterDialog
          filters={columnFilters}
          values={values}
          currency={only ?? search.currency ?? totals[0]?.currency ?? 'EUR'}
          focus={dialog.filter}
          apply={change}
          close={() => setDialog(undefined)}
        />
      )}
      {dialog?.columns && (
        <ColumnsDialog
          columns={all}
          hidden={hidden}
          widths={widths}
          apply={(away, next) => change({ hide: [...away].join(',') || undefined, widths: writeWidths(next) })}
          close={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

/** So many ids fit into one address. */
const idsAtOnce = 500;

/**
 * The questions that give what is chosen: all that the filters let through but some, or some by their ids whatever the
 * filters say; nothing chosen means the whole list.
 */
function questionsOf({ all, items }: Selection, place: Parameters, query: Parameters): readonly Parameters[] {
  const ids = [...items.keys()];
  if (ids.length === 0) return [query];
  const parts = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) =>
    ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce).join(','),
  );
  if (!all) return parts.map((part) => ({ ...place, items: part }));
  return [{ ...query, without: ids.join(',') }];
}

/** What belongs to the list's own question, without where the page is. */
function own(search: ItemsSearch & { tenant?: unknown; company?: unknown; in?: unknown }): Parameters {
  const { tenant: _tenant, company: _company, in: _in, ...rest } = search;
  return rest;
}

/** The lines of the list when it is grouped: groups, and the rows of those that are open. */
function useGroups(query: Parameters, group: ItemsGroup | undefined, items: Windows<ItemsAnswer, Row>) {
  const groups = useReading<ItemGroupsAnswer>('/api/items/groups', query, { enabled: group !== undefined, keep: true });
  // Other groups begin closed.
  const [opened, setOpened] = useKeptKeys('open groups', group ?? '');
  const all = useMemo(
    () =>
      (group === undefined ? [] : (groups.data?.groups ?? [])).map((one) => {
        const id = `${one.key} ${one.currency}`;
        return { ...one, id, open: opened.has(id), amount: one.open };
      }),
    [groups.data, opened, group],
  );
  const plan = useMemo(() => planGroups(all), [all]);
  const { lookAt } = items;
  const look = useCallback(
    (first: number, end: number): void => {
      const rows: number[] = [];
      for (let index = first; index < end; index += 1) {
        const line = plan.at(index);
        if (line && 'row' in line) rows.push(line.row);
      }
      lookAt(rows);
    },
    [plan, lookAt],
  );
  const turn = (id: string): void =>
    setOpened((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return {
    ready: group === undefined || groups.data !== undefined,
    error: group === undefined || groups.data ? null : groups.error,
    count: plan.count,
    look,
    openAll: (open: boolean): void => setOpened(new Set(open ? all.map((one) => one.id) : [])),
    between: async (first: number, end: number): Promise<readonly Row[]> => {
      const rows: number[] = [];
      for (let index = first; index < end; index += 1) {
        const line = plan.at(index);
        if (line && 'row' in line) rows.push(line.row);
      }
      if (rows.length === 0) return [];
      const all = await items.between(rows[0]!, rows.at(-1)! + 1);
      return rows.flatMap((index) => all[index - rows[0]!] ?? []);
    },
    row: (index: number): Row | undefined => {
      const line = plan.at(index);
      return line && 'row' in line ? items.row(line.row) : undefined;
    },
    line: (index: number): GroupLine | undefined => {
      const line = plan.at(index);
      if (!line || 'row' in line || group === undefined) return undefined;
      const one = all[line.group]!;
      return {
        key: one.id,
        open: one.open,
        toggle: () => turn(one.id),
        label: (
          <>
            <span className="truncate">{groupName(group, one)}</span>
            {group === 'customer' || group === 'company' ? (
              <span className="font-normal text-ink-2">{one.key}</span>
            ) : null}
            <span className="font-normal text-ink-2">
              {one.items === 1 ? t('1 item') : t('{count} items', { count: formatCount(one.items) })}
            </span>
          </>
        ),
        figure: (
          <>
            {formatMoney(one.amount, one.currency)}
            <span className="pl-1 text-meta font-normal text-ink-2">{one.currency}</span>
          </>
        ),
      };
    },
  };
}

function groupName(group: ItemsGroup, one: { readonly key: string; readonly label: string | null }): string {
  if (group === 'month') return formatMonth(one.key);
  if (group === 'type') return t(humanise(one.key));
  return one.label ?? one.key;
}

/** Filters that are no column of their own: what a figure elsewhere led here with. */
function otherFilters(
  search: ItemsSearch,
  name: string | undefined,
): readonly (readonly [member: keyof ItemsSearch, label: string, text: string])[] {
  const chips: readonly (readonly [keyof ItemsSearch, string, string] | false)[] = [
    search.customer !== undefined && ['customer', t('Customer'), name ? `${name} ${search.customer}` : search.customer],
    search.portfolio !== undefined && [
      'portfolio',
      t('Portfolio'),
      search.portfolio === 'none' ? t('No portfolio') : `${t('Portfolio')} ${search.portfolio}`,
    ],
    search.bucket !== undefined && [
      'bucket',
      t('Age'),
      search.bucket === '1+'
        ? t('Overdue')
        : /^\d/.test(search.bucket)
          ? t('{bucket} days', { bucket: bucketLabel(search.bucket) })
          : bucketLabel(search.bucket),
    ],
    search.view !== undefined && ['view', t('Credits'), t('Credits apart')],
    search.basis !== undefined && ['basis', t('Days counted from'), t('By document date')],
    search.asKnown !== undefined && [
      'asKnown',
      t('As known'),
      t('As known on {instant}', { instant: formatInstant(search.asKnown) }),
    ],
  ];
  return chips.filter((chip) => chip !== false);
}
