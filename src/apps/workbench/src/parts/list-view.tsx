/**
 * A list of the server as a page shows it: filters by column, groups, columns and their widths, what is chosen across all
 * windows, totals of what the filters let through, copies and files of the view. Everything but what is chosen is the address.
 */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { formatAmount, parseAmount } from '#kernel';
import { type ListAnswer, type ListGroupsAnswer, mostChosen } from '#lists/contract';
import { ask, type Parameters } from '../api.ts';
import { chooseDensity, densities, useDensity } from '../density.ts';
import { formatCount, formatMoney } from '../format.ts';
import { Keys, useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { useCompanies, useReading, useWork } from '../session.tsx';
import { sayRefused, sayWrong } from '../toasts.tsx';
import { Chip, type ColumnFilter, FilterChips, FilterDialog, filteredColumns } from './column-filters.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';
import { copyAndSay } from './copy-rows.tsx';
import type { CopyCell } from './copy-table.ts';
import { ExportMenu } from './export-menu.tsx';
import { type Column, Grid, type GroupLine } from './grid.tsx';
import { planGroups } from './group-plan.ts';
import { CopyIcon, FilterIcon } from './icons.tsx';
import { useKeptKeys } from './kept.ts';
import { Menu, MenuItem, MenuRule } from './menu.tsx';
import { type PastedWords, usePastedNumbers } from './pasted-numbers.ts';
import {
  countOf,
  everything,
  isChosen,
  nothing,
  type Selection,
  sumOf,
  toggle,
  useSelection,
  withAll,
} from './selection.ts';
import { Failure, Skeleton } from './states.tsx';
import { useWindows, type Windows } from './windows.ts';

/** `number.120,open.160` as widths by column. */
const readWidths = (text: string | undefined): Readonly<Record<string, number>> =>
  Object.fromEntries([...(text ?? '').matchAll(/(\w+)\.(\d{2,3})/g)].map((match) => [match[1]!, Number(match[2])]));
const writeWidths = (widths: Readonly<Record<string, number>>): string | undefined =>
  Object.entries(widths)
    .map(([column, width]) => `${column}.${width}`)
    .join(',') || undefined;

/** As what is hidden: nothing, also where the list has to be scrolled sideways for it. */
const showsAll = 'none';

/** The search parameters of a page with a list: its filters, and these. */
export type ListSearch = Readonly<Record<string, string | undefined>>;

/** What every row of a list has. */
export interface ListRowBase {
  readonly id: unknown;
}

export interface ViewColumn<R> extends Column<R> {
  readonly head: string;
  /** May be hidden. */
  readonly optional?: boolean;
}

/** What the columns are made for. */
export interface ViewShape {
  /** The only currency of the list: it stands in the head. */
  readonly only: string | undefined;
  readonly several: boolean;
}

export interface ListViewProps<R extends ListRowBase> {
  readonly label: string;
  readonly path: string;
  readonly search: ListSearch;
  readonly change: (part: ListSearch) => void;
  /** What is asked for besides the search parameters. */
  readonly asked?: Parameters;
  readonly defaultSort: string;
  /** The one company that it is of, whichever others are chosen. */
  readonly company?: string;
  /** The list is the tenant's: it is not asked for by company. */
  readonly ofTenant?: true | undefined;
  /**
   * The server tells rows without totals: what all comes to is asked once for each filter, whatever the order and the place.
   * The rows of a long list are there before it.
   */
  readonly totalsApart?: boolean;
  readonly columns: (shape: ViewShape) => readonly ViewColumn<R>[];
  readonly filters: (currencies: readonly string[]) => readonly ColumnFilter[];
  readonly groups: readonly (readonly [group: string, text: string])[];
  readonly groupName: (group: string, one: { readonly key: string; readonly label: string | null }) => string;
  /** The filters that leave of the list just what a group has. */
  readonly groupFilter: (group: string, one: { readonly key: string; readonly currency: string }) => ListSearch;
  /** What is copied of the columns that are shown, in their order. */
  readonly copied: (keys: readonly string[]) => {
    readonly head: readonly string[];
    /** A row in its lines: one, or one for each currency. */
    readonly cells: (row: R) => readonly (readonly CopyCell[])[];
  };
  /** The column that is summed, and what a row counts for; absent: the list is only counted. */
  readonly sum?: {
    readonly column: string;
    readonly second?: string | undefined;
    readonly of: (row: R) => { currency: string; open: string; also?: { currency: string; open: string }[] };
  };
  readonly counted: (rows: number) => string;
  readonly onOpen?: (row: R) => void;
  readonly tick: (row: R) => string;
  readonly titles: Readonly<Record<'csv' | 'xlsx', string>>;
  /** Filters that are no column of their own: what a figure elsewhere led here with. */
  readonly chips?: (first: R | undefined) => readonly (readonly [member: string, label: string, text: string])[];
  /** A pasted column of numbers chooses rows of what the filters let through, or of all that this asks for; absent: it has no numbers. */
  readonly pasted?: PastedWords & { readonly whateverFilters?: Parameters };
  readonly empty: ReactNode;
  /** In pixels, where a row has two lines. */
  readonly rowHeight?: number;
  /** What stands beside the rows, such as what is open of one of them. */
  readonly beside?: ReactNode;
  /** What can be done to what is chosen, and what else stands with the list. */
  readonly children?: (list: ListAtHand<R>) => ReactNode;
}

/** What the parts of a page are told of its list. */
export interface ListAtHand<R> {
  readonly selection: Selection;
  readonly setSelection: (next: Selection | ((old: Selection) => Selection)) => void;
  readonly chosenCount: number;
  /** The row at which the list stands, which letters mean. */
  readonly active: R | undefined;
  /** What the list was asked for, without its order. */
  readonly filters: Parameters;
  /** The chosen rows, whatever the filters say now, or all of the list; undefined, and a word, when they are too many. */
  readonly gather: () => Promise<readonly R[] | undefined>;
}

const noSum = { currency: '', open: '0' };

/** A row with parts of several currencies counts once in the list; its groups are of one currency each. */
const linesOf = (totals: readonly { readonly items: number }[]): number =>
  totals.reduce((all, total) => all + total.items, 0);

interface OfCurrency {
  readonly currency: string;
  readonly also?: readonly OfCurrency[] | undefined;
}
/** The only currency of these; undefined where there are several, or none. */
function onlyOf(figures: readonly OfCurrency[]): string | undefined {
  const currencies = new Set(
    figures.flatMap(({ currency, also = [] }) => [currency, ...also.map((one) => one.currency)]),
  );
  return currencies.size === 1 ? [...currencies][0] : undefined;
}

export function ListView<R extends ListRowBase>(props: ListViewProps<R>) {
  const { label, path, search, change, asked = {}, defaultSort, counted, sum } = props;
  const { tenant } = useWork();
  const { several: severalChosen, ...chosenCompanies } = useCompanies();
  const several = severalChosen && props.company === undefined;
  const where: Parameters = props.ofTenant
    ? {}
    : props.company === undefined
      ? chosenCompanies
      : { company: props.company };
  const { hide, widths: _, sort = defaultSort, ...own } = search;
  const filters = Object.fromEntries(
    Object.entries(own).filter(([name]) => !['tenant', 'company', 'in'].includes(name)),
  );
  const query: Parameters = { ...filters, ...where, ...asked, sort };
  // Of groups the rows are parts, whose ids are their own.
  const place: Parameters = {
    ...where,
    ...asked,
    sort,
    ...(search['group'] !== undefined && { group: search['group'] }),
  };
  const apart = props.totalsApart ?? false;
  const { group, ...ungrouped } = filters;
  const list = useWindows<ListAnswer<R>, R>(path, apart ? { ...query, totals: 'no' } : query, group !== undefined);
  const sums = useReading<ListAnswer<R>>(
    path,
    { ...ungrouped, ...where, ...asked, limit: 0 },
    // After the rows: asked at once, both would share the server's processors, and the rows are what one waits for.
    { enabled: apart && group === undefined && list.answered, keep: true },
  );
  const density = useDensity();
  const [dialog, setDialog] = useState<{ readonly filter?: string; readonly columns?: true }>();
  const question = JSON.stringify(query);
  const [selection, setSelection] = useSelection(question);
  const [at, setAt] = useState(0);
  // Of a long list the first rows stand there while it is still added up, and nothing of what was asked for before.
  const adding =
    apart &&
    group === undefined &&
    (sums.isPending || sums.isPlaceholderData) &&
    list.reached.rows > 0 &&
    !list.reached.all;
  const grouped = useGroups<R>({
    ...{ path, query, group, rows: list, counted },
    ...{ groupName: props.groupName, groupFilter: props.groupFilter },
  });
  const summed = group !== undefined ? grouped.summed : apart ? (adding ? undefined : sums.data) : list.answer;
  const totals = summed?.totals ?? [];
  const lines = linesOf(totals);
  const count = adding ? list.reached.rows : group === undefined ? (summed?.count ?? lines) : lines;
  const chosen = sumOf(selection, totals);
  const chosenCount = countOf(selection, count);
  const figureOf = (row: R) => sum?.of(row) ?? noSum;

  const only = sum && onlyOf(adding ? (list.answer?.rows ?? []).map(sum.of) : totals);
  const hidden = new Set((hide ?? '').split(',').filter((one) => one !== '' && one !== showsAll));
  // Shown all the same: the reader would rather scroll sideways.
  const allShown = (hide ?? '').split(',').includes(showsAll);
  const hiding = (away: Iterable<string>, all: boolean): string | undefined =>
    [...away, ...(all ? [showsAll] : [])].join(',') || undefined;
  const [narrow, setNarrow] = useState<readonly string[]>([]);
  const widths = readWidths(search['widths']);
  const currencies = [
    ...new Set([...totals.map((one) => one.currency), ...(search['currency'] ?? '').split(',')]),
  ].filter(Boolean);
  const columnFilters = props.filters(currencies);
  const filtered = filteredColumns(columnFilters, search);
  const all = props.columns({ only, several }).map((column) => ({
    ...column,
    optional: column.optional ?? false,
    name: column.name ?? column.head,
    filtered: filtered.has(column.key),
  }));
  const shown = all.filter((column) => !hidden.has(column.key));

  const questions = questionsOf(selection, place, query);
  const gather = async (): Promise<readonly R[] | undefined> => {
    const { data } = adding ? await sums.refetch({ cancelRefetch: false, throwOnError: true }) : { data: undefined };
    const known = data ? (data.count ?? linesOf(data.totals)) : count;
    if ((countOf(selection, known) || known) > mostChosen) {
      sayWrong(t('These are more than {count} items; export them instead.', { count: formatCount(mostChosen) }));
      return undefined;
    }
    const rows: R[] = [];
    for (const one of questions)
      for (let offset = 0; ; offset += 200) {
        const page = await ask<ListAnswer<R>>('GET', path, {
          tenant,
          query: { ...one, offset, limit: 200, ...(apart && { totals: 'no' }) },
        });
        rows.push(...page.rows);
        if (page.rows.length < 200) break;
      }
    return rows;
  };
  const copy = async (): Promise<void> => {
    try {
      const rows = await gather();
      if (!rows) return;
      const { head, cells } = props.copied(shown.map((column) => column.key));
      copyAndSay({ head, lines: rows.flatMap(cells), rows: rows.length, meant: Math.max(rows.length, chosenCount) });
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
    { keys: 'f', label: t('Filter by column'), run: () => setDialog({ filter: columnFilters[0]!.column }) },
    { keys: 'Escape', run: () => setSelection(nothing) },
  ]);

  usePastedNumbers({
    path,
    query: props.pasted?.whateverFilters
      ? { ...where, ...props.pasted.whateverFilters }
      : { ...query, sort: undefined },
    words: props.pasted,
    setSelection,
  });

  // What is chosen is exported where its numbers fit into a request, as what is copied; else the list as it is filtered.
  const exported = chosenCount > 0 && questions.length === 1 ? questions[0]! : query;
  const leftOut = all.flatMap((column) => (hidden.has(column.key) ? [column.key] : [])).join(',');
  const failed = list.error ?? (sums.data ? null : sums.error) ?? grouped.error;
  const groups = props.groups.filter(([one]) => one !== 'company' || several);
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 px-6 pb-4">
        <button type="button" className="button" onClick={() => setDialog({ filter: columnFilters[0]!.column })}>
          <FilterIcon /> {t('Filter')} <Keys keys="f" />
        </button>
        {groups.length > 0 && (
          <select
            aria-label={t('Group by')}
            className="field"
            value={group ?? ''}
            onChange={(event) => change({ group: event.target.value || undefined })}
          >
            <option value="">{t('Not grouped')}</option>
            {groups.map(([one, text]) => (
              <option key={one} value={one}>
                {text}
              </option>
            ))}
          </select>
        )}
        <ul aria-label={t('Filters')} className="flex flex-wrap gap-2 empty:hidden">
          {(props.chips?.(list.row(0)) ?? []).map(([member, name, text]) => (
            <Chip key={member} label={name} onRemove={() => change({ [member]: undefined })}>
              {text}
            </Chip>
          ))}
          <FilterChips
            filters={columnFilters}
            values={search}
            onChange={change}
            onOpen={(column) => setDialog({ filter: column })}
          />
        </ul>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {chosenCount > 0 && (
            <span className="tabular-nums">
              <span className="text-ink-2">
                {adding && selection.all
                  ? t('All selected')
                  : t('{count} selected', { count: formatCount(chosenCount) })}
              </span>
              {sum &&
                chosen.map((one) => (
                  <span key={one.currency} className="pl-2 font-medium">
                    {formatMoney(one.open, one.currency)}{' '}
                    <span className="text-meta font-normal text-ink-2">{one.currency}</span>
                  </span>
                ))}
            </span>
          )}
          {props.children?.({
            selection,
            setSelection,
            chosenCount,
            gather,
            active: count === 0 ? undefined : group === undefined ? list.row(at) : grouped.row(at),
            filters: { ...ungrouped, ...where, ...asked },
          })}
          {count > 0 && (
            <>
              {narrow.length > 0 && !allShown && (
                <button type="button" className="link text-meta" onClick={() => change({ hide: hiding(hidden, true) })}>
                  {narrow.length === 1
                    ? t('Show 1 column that does not fit')
                    : t('Show {count} columns that do not fit', { count: formatCount(narrow.length) })}
                </button>
              )}
              <button type="button" className="button" onClick={() => void copy()}>
                <CopyIcon /> {chosenCount > 0 ? t('Copy selected') : t('Copy')}
              </button>
              <ExportMenu
                path={path}
                query={{ ...exported, ...(leftOut !== '' && { hide: leftOut }) }}
                chosen={exported === query ? undefined : chosenCount}
                titles={props.titles}
              />
              <Menu label={t('View')} side="below" align="end" className="button" button={t('View')}>
                {densities.map(([height, text]) => (
                  <MenuItem key={height} checked={density === height} onSelect={() => chooseDensity(height)}>
                    {t(text)}
                  </MenuItem>
                ))}
                <MenuRule />
                <MenuItem onSelect={() => setDialog({ columns: true })}>{t('Columns…')}</MenuItem>
                {group !== undefined && (
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
      {failed ? (
        <Failure
          error={failed}
          retry={() => {
            list.retry();
            if (group !== undefined) grouped.retry();
            else if (apart) void sums.refetch();
          }}
        />
      ) : !(summed || adding) || (group === undefined && !list.answer) ? (
        <Skeleton rows={20} className="border-t border-line px-6 py-2" />
      ) : count === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">{props.empty}</div>
      ) : (
        <Beside beside={props.beside}>
          <Grid
            label={label}
            columns={shown}
            count={group === undefined ? count : grouped.count}
            row={group === undefined ? list.row : grouped.row}
            {...(group !== undefined && { group: grouped.line })}
            keyOf={(row) => String(row.id)}
            look={group === undefined ? list.look : grouped.look}
            sort={sort}
            onMove={setAt}
            {...(!allShown && { onGivingWay: setNarrow })}
            {...(props.rowHeight !== undefined && { rowHeight: props.rowHeight })}
            onSort={(next) => change({ sort: next === defaultSort ? undefined : next })}
            onFilter={(column) => setDialog({ filter: column })}
            widths={widths}
            onWidth={(column, width) => {
              const { [column]: _old, ...others } = widths;
              change({ widths: writeWidths(width === undefined ? others : { ...others, [column]: width }) });
            }}
            {...(props.onOpen && { onOpen: props.onOpen })}
            selected={(row) => isChosen(selection, String(row.id))}
            onSelect={(row) => setSelection((old) => toggle(old, String(row.id), figureOf(row)))}
            tick={props.tick}
            onSelectAlso={(rows) =>
              setSelection((old) =>
                withAll(
                  old,
                  rows.map((row) => [String(row.id), figureOf(row)]),
                ),
              )
            }
            between={group === undefined ? list.between : grouped.between}
            busy={list.busy || grouped.busy || (sums.isPlaceholderData && !adding)}
            growing={adding}
            memory={`${path} ${question}`}
            totals={{
              rows: totals,
              adding,
              counted,
              column: sum?.column ?? '',
              second: sum?.second,
              ...(count !== lines && { all: count }),
            }}
          />
        </Beside>
      )}
      {dialog?.filter !== undefined && (
        <FilterDialog
          filters={columnFilters}
          values={search}
          currency={only ?? currencies[0] ?? 'EUR'}
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
          apply={(away, next) => {
            const asAtFirst = away.size === 0 && Object.keys(next).length === 0;
            change({ hide: hiding(away, allShown && !asAtFirst), widths: writeWidths(next) });
          }}
          close={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

/** The rows, and what stands beside them: beneath, where both do not fit. */
function Beside({ beside, children }: { beside: ReactNode; children: ReactNode }) {
  if (!beside) return children;
  return (
    <div className="grid min-h-0 flex-1 max-lg:grid-rows-2 lg:grid-cols-[minmax(0,1fr)_minmax(24rem,.75fr)]">
      <div className="flex min-h-0 min-w-0 flex-col">{children}</div>
      {beside}
    </div>
  );
}

interface GroupsProps<R> {
  readonly path: string;
  readonly query: Parameters;
  readonly group: string | undefined;
  readonly rows: Windows<ListAnswer<R>, R>;
  readonly groupName: ListViewProps<ListRowBase>['groupName'];
  readonly groupFilter: ListViewProps<ListRowBase>['groupFilter'];
  readonly counted: (rows: number) => string;
}

/** How many a group has, and the way to the list of just these. */
function GroupCount({ filter, text }: { filter: ListSearch; text: string }) {
  return (
    <Link
      to="."
      search={(old) => ({ ...old, ...filter, group: undefined })}
      tabIndex={-1}
      data-group-count
      className="drill font-normal text-ink-2"
      onClick={(event) => event.stopPropagation()}
    >
      {text}
    </Link>
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

/** What groups come to together: those of the list, for each row that the filters let through stands in them. */
function summedGroups({ groups }: ListGroupsAnswer): Pick<ListAnswer<never>, 'totals' | 'count'> {
  const sums = new Map<string, { items: number; open: bigint; second: bigint | undefined }>();
  const minor = (amount: string, currency: string): bigint => parseAmount(amount, currency || 'EUR');
  for (const { currency, items, open, second } of groups) {
    const before = sums.get(currency);
    sums.set(currency, {
      items: (before?.items ?? 0) + items,
      open: (before?.open ?? 0n) + minor(open, currency),
      second: second === undefined ? undefined : (before?.second ?? 0n) + minor(second, currency),
    });
  }
  const totals = [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { items, open, second }]) => ({
      ...{ currency, items, open: currency === '' ? '0' : formatAmount(open, currency) },
      ...(second !== undefined && { second: formatAmount(second, currency) }),
    }));
  return { totals };
}

/** The lines of the list when it is grouped: groups, and the rows of those that are open. */
function useGroups<R extends ListRowBase>(of: GroupsProps<R>) {
  const { path, query, group, rows: items, groupName, groupFilter, counted } = of;
  const groups = useReading<ListGroupsAnswer>(`${path}/groups`, query, { enabled: group !== undefined, keep: true });
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
    /** What all groups come to, and with them the list. */
    summed: useMemo(
      () => (group === undefined ? undefined : groups.data && summedGroups(groups.data)),
      [groups.data, group],
    ),
    retry: (): void => void groups.refetch(),
    /** What is shown are the groups of an earlier question. */
    busy: group !== undefined && groups.isPlaceholderData,
    error: group === undefined || groups.data ? null : groups.error,
    count: plan.count,
    look,
    openAll: (open: boolean): void => setOpened(new Set(open ? all.map((one) => one.id) : [])),
    between: async (first: number, end: number): Promise<readonly R[]> => {
      const rows: number[] = [];
      for (let index = first; index < end; index += 1) {
        const line = plan.at(index);
        if (line && 'row' in line) rows.push(line.row);
      }
      if (rows.length === 0) return [];
      const all = await items.between(rows[0]!, rows.at(-1)! + 1);
      return rows.flatMap((index) => all[index - rows[0]!] ?? []);
    },
    row: (index: number): R | undefined => {
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
            {one.label !== null && one.label !== one.key && <span className="font-normal text-ink-2">{one.key}</span>}
            <GroupCount filter={groupFilter(group, one)} text={counted(one.items)} />
          </>
        ),
        figure: one.currency !== '' && (
          <>
            {formatMoney(one.amount, one.currency)}
            <span className="pl-1 text-meta font-normal text-ink-2">{one.currency}</span>
          </>
        ),
      };
    },
  };
}
