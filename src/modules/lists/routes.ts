/** The routes of a list: its rows in windows with their totals, its groups, and its files. */
import { z } from 'zod';
import type { WorkbookCell } from '#formats';
import { type Day, done, formatAmount, refuse } from '#kernel';
import {
  type Access,
  defineRoute,
  type Engine,
  type RawSql,
  type RouteDefinition,
  runQuery,
  type Scope,
  type Sql,
  sql,
} from '#platform';
import { type ListColumn, type ListPart, type ListShape, mostChosen, wholly } from './contract.ts';
import { type Asked, asksForParts, asksForWholes, columnOf, filtersOf, looksThroughTexts } from './filters.ts';
import { listAnswer, listChoice, listFound, listGroupsAnswer, pastedNumbers } from './schemas.ts';
import { fileTypes, mostRowsOfSheet, streamList } from './stream-list.ts';

/** Within what a list is read: the companies that the reader may see, narrowed to those asked for, and the instant of asking. */
export interface ListPlace {
  readonly tenantId: bigint;
  readonly companyIds: readonly bigint[];
  readonly personId: bigint;
  readonly now: Date;
}

/** The companies, for `company_id =`: one is met as it is, so that its rows come from an index in their order. */
export const companiesOf = ({ companyIds }: ListPlace): RawSql =>
  companyIds.length === 1 ? sql`${companyIds[0]!}` : sql`any(${companyIds as bigint[]}::bigint[])`;

export interface ListRoutes {
  readonly shape: ListShape;
  /** What its operations are called: `promises.list` has `promises.list-groups` and its files beside it. */
  readonly operation: string;
  readonly action: Exclude<Access, 'public' | 'session'>;
  readonly summary: string;
  /** What has to be true before the rows are read, such as that work whose process is gone is told as broken off. */
  readonly prepare?: (engine: Engine, tenantId: bigint) => Promise<unknown>;
  /** Selects `id`, the columns by their names, and amounts in minor units; what is sought narrows its rows. */
  readonly source: (place: ListPlace, asked: Asked) => RawSql;
  /**
   * The same for wholes by themselves, where nothing is asked of their parts: each once, by the column that names it, with the
   * columns that all its parts share and by what it is put in order. A hundred thousand need not be taken apart to show some.
   */
  readonly wholes?: (place: ListPlace, asked: Asked) => RawSql;
  /**
   * Selects the ids of the wholes that stand before all others, in the order that is asked for, where an index has them so; absent
   * where none has. A window that they do not fill is found among all.
   */
  readonly foremost?: (place: ListPlace, asked: Asked) => RawSql | undefined;
  /**
   * Selects the ids of the rows that hold what is searched for in a text or code of theirs, from each table by itself: joined row
   * by row, half a million were put together to be looked through.
   */
  readonly found?: (place: ListPlace, holds: (text: RawSql) => RawSql) => RawSql;
  /** The numbers of all customers who read as the one with this number, for the columns that are asked for so. */
  readonly asOne?: (db: Sql, tenantId: bigint, of: { readonly number: string; readonly at: Date }) => Promise<string[]>;
  /** What a page shows of its rows beside their columns, by their ids; of the rows of one window, in the same snapshot. */
  readonly detail?: {
    readonly answer: z.ZodType;
    readonly load: (db: Sql, place: ListPlace, ids: readonly bigint[]) => Promise<ReadonlyMap<bigint, unknown>>;
    /** What of it stands in files, behind the columns. */
    readonly inFile?: readonly { readonly head: string; readonly cell: (detail: never) => WorkbookCell }[];
  };
}

/** Rows that are read at once while a whole list is taken. */
const takenAtOnce = 2_000;
/** So far down a list the foremost are gone through one by one; further down all are put in order. */
const foremostReach = 1_000;
/** More groups are no overview: they are filtered first. */
const mostGroups = 5_000;

type RawRow = Readonly<Record<string, unknown>>;

/** The group of a value as SQL: a day by its month. */
const groupKey = (value: RawSql, { kind }: ListColumn): RawSql =>
  kind === 'day' ? sql`coalesce(to_char(${value}, 'YYYY-MM'), '')` : sql`coalesce(${value}::text, '')`;

function orderOf(shape: ListShape, asked: Asked): RawSql {
  const sort = asked['sort'] as string;
  const falling = sort.startsWith('-');
  const group = asked['group'] as string | undefined;
  const key = falling ? sort.slice(1) : sort;
  const { order, nullable } = shape.columns[key]!;
  const column = columnOf(order ?? key);
  // What is in every row has no empty ones to put last, and may come from an index in its order.
  const last = nullable || order !== undefined ? sql` nulls last` : sql``;
  const grouped =
    group === undefined
      ? []
      : [groupKey(columnOf(group), shape.columns[group]!), ...(shape.sum === undefined ? [] : [columnOf('currency')])];
  return sql.join(
    [...grouped, falling ? sql`${column} desc${last}` : sql`${column}${last}`, falling ? sql`l.id desc` : sql`l.id`],
    sql`, `,
  );
}

const currencyOf = (shape: ListShape): RawSql => (shape.sum === undefined ? sql`''` : columnOf('currency'));

interface SummedRow {
  readonly currency: string;
  readonly items: number;
  readonly open: bigint;
  readonly second: bigint;
}

/** What a group of rows comes to, as columns of a statement. */
function sumsOf({ sum, secondSum }: ListShape): RawSql {
  const of = (column: string | undefined): RawSql =>
    column === undefined ? sql`0::bigint` : sql`coalesce(sum(${columnOf(column)}), 0)::bigint`;
  return sql`count(*)::integer as items, ${of(sum)} as open, ${of(secondSum)} as second`;
}

/** The same in major units. */
function totalOf<R extends SummedRow>({ sum, secondSum }: ListShape, { open, second, ...row }: R) {
  return {
    ...row,
    open: sum === undefined ? '0' : formatAmount(open, row.currency),
    ...(secondSum !== undefined && { second: formatAmount(second, row.currency) }),
  };
}

/** A row as it is told: amounts in major units. */
function told(shape: ListShape, row: RawRow): RawRow & { readonly id: bigint } {
  const cells = Object.entries(shape.columns).flatMap(([key, { kind, sought }]) =>
    sought ? [] : [[key, kind] as const],
  );
  const values = cells.map(([key, kind]) => {
    const value = row[key];
    if (value === null || value === undefined) return [key, null];
    if (kind === 'money') return [key, formatAmount(value as bigint, row['currency'] as string)];
    return [key, kind === 'count' ? Number(value) : String(value)];
  });
  const { parts } = row;
  return { id: row['id'] as bigint, ...Object.fromEntries(values), ...(parts !== undefined && { parts }) };
}

function cellOf(column: ListColumn, value: unknown): WorkbookCell {
  if (value === null || value === undefined) return null;
  if (column.kind === 'day') return { day: value as Day };
  if (column.kind === 'money' || column.kind === 'count') return { amount: String(value) };
  return String(value);
}

/** What the filters of a list ask of its rows `l`. */
const conditionsOf = ({ shape, found }: Pick<ListRoutes, 'shape' | 'found'>, place: ListPlace, asked: Asked): RawSql =>
  filtersOf(shape, asked, found && ((holds) => found(place, holds)));

/** What was asked, with the number of a customer as those of all who read as it. */
async function meant(
  db: Sql,
  { shape, asOne }: Pick<ListRoutes, 'shape' | 'asOne'>,
  { tenantId, now }: ListPlace,
  asked: Asked,
): Promise<Asked> {
  const wider: Record<string, unknown> = {};
  for (const [key, column] of Object.entries(shape.columns)) {
    const number = asked[key];
    if (!column.asOne || !asOne || typeof number !== 'string' || number.startsWith(wholly)) continue;
    wider[key] = await asOne(db, tenantId, { number, at: now });
  }
  return { ...asked, ...wider };
}

/** All rows that the filters let through, in the order that was asked for. */
const allRows = (list: ListRoutes, place: ListPlace, asked: Asked): RawSql => sql`
  select l.* from (${list.source(place, asked)}) l where ${conditionsOf(list, place, asked)} order by ${orderOf(list.shape, asked)}`;

/**
 * The rows `l` of a source that the filters let through, to be put in order. Nobody knows how many hold a part of a text: taken in
 * the order of an index until a window is full they would be joined one by one to the last where few do. The offset keeps the
 * order outside: all are looked through at once.
 */
const chosenOf = (list: ListRoutes, place: ListPlace, asked: Asked, source: RawSql): RawSql => sql`
  (select l.* from (${source}) l where ${conditionsOf(list, place, asked)} ${looksThroughTexts(list.shape, asked) ? sql`offset 0` : sql``}) l`;

async function rowsOf(
  db: Sql,
  list: ListRoutes,
  place: ListPlace,
  asked: Asked,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly RawRow[]> {
  const { shape } = list;
  // Which rows they are is found by their order and filters alone, and what else is shown of them is read of the window's: in one
  // statement half a million rows were joined to all that is shown of them, to put them in order.
  const whole = shape.whole === undefined ? sql`null::bigint` : columnOf(shape.whole);
  const { rows: found } = await sql<{ id: bigint; whole: bigint | null }>`
    select l.id, ${whole} as whole from ${chosenOf(list, place, asked, list.source(place, asked))}
    order by ${orderOf(shape, asked)} limit ${page.limit} offset ${page.offset}`.execute(db);
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  // The id of a part is no key of its own, that of its whole is.
  const ofWholes =
    shape.whole === undefined ? sql`` : sql`and ${whole} = any(${found.map((one) => one.whole)}::bigint[])`;
  const { rows } = await sql<RawRow>`
    select l.* from (${list.source(place, asked)}) l where l.id = any(${ids}::bigint[]) ${ofWholes}`.execute(db);
  const byId = new Map(rows.map((row) => [row['id'], row]));
  return ids.map((id) => byId.get(id)!);
}

/** Wholes by themselves, where the list has them and no part is asked for. */
const wholesAlone = ({ shape, wholes }: ListRoutes, place: ListPlace, asked: Asked): RawSql | undefined =>
  asksForParts(shape, asked) ? undefined : wholes?.(place, asked);

/**
 * Rows of which the lines of the source are parts: the ids of one window first, then their lines. A row is told with what all
 * its parts share, and as the one that is worth most; amounts of several currencies are ordered by what they are worth together.
 */
async function wholesOf(
  db: Sql,
  list: ListRoutes,
  place: ListPlace,
  asked: Asked,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly RawRow[]> {
  const { shape, source } = list;
  const whole = columnOf(shape.whole!);
  const sort = asked['sort'] as string;
  const falling = sort.startsWith('-');
  const key = falling ? sort.slice(1) : sort;
  const { order: by = key, kind } = shape.columns[key]!;
  const order = kind === 'money' && by !== key ? sql`sum(${columnOf(by)})` : sql`max(${columnOf(by)})`;
  const way = falling ? sql`desc` : sql`asc`;
  const alone = wholesAlone(list, place, asked);
  const window = sql`limit ${page.limit} offset ${page.offset}`;
  const foremost = alone && page.offset < foremostReach ? list.foremost?.(place, asked) : undefined;
  const first = foremost ? (await sql<{ id: bigint }>`${foremost} ${window}`.execute(db)).rows : [];
  const { rows: found } =
    foremost && first.length === page.limit
      ? { rows: first }
      : await sql<{ id: bigint }>`
    select ${whole} as id from ${chosenOf(list, place, asked, alone ?? source(place, asked))} ${alone ? sql`` : sql`group by 1`}
    order by ${alone ? columnOf(by) : order} ${way} nulls last, 1 ${way} ${window}`.execute(db);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const heaviest = shape.columns[shape.sum!]!.order ?? shape.sum!;
  const { rows: lines } = await sql<RawRow>`
    select l.* from (${source(place, asked)}) l where ${filtersOf(shape, asked)} and ${whole} = any(${ids}::bigint[])
    order by ${columnOf(heaviest)} desc nulls last, l.id`.execute(db);
  return ids.map((id) => {
    const own = lines.filter((line) => line[shape.whole!] === id);
    return { ...own[0]!, id, parts: own.map((line) => partOf(shape, line)) };
  });
}

function partOf({ sum, secondSum }: ListShape, line: RawRow): ListPart {
  const currency = line['currency'] as string;
  const amount = (column: string): string => formatAmount((line[column] as bigint | null) ?? 0n, currency);
  return { currency, open: amount(sum!), ...(secondSum !== undefined && { second: amount(secondSum) }) };
}

async function totalsOf(db: Sql, list: ListRoutes, place: ListPlace, asked: Asked): Promise<readonly SummedRow[]> {
  const { shape, source } = list;
  const { rows } = await sql<SummedRow>`
    select ${currencyOf(shape)} as currency, ${sumsOf(shape)}
    from (${source(place, asked)}) l where ${conditionsOf(list, place, asked)} group by 1 order by 1`.execute(db);
  return rows;
}

/** A group in a currency; of wholes how many it has whichever the currency, in rows of their own: the one without a key counts all. */
interface GroupRow extends SummedRow {
  readonly key: string | null;
  readonly label: string | null;
  readonly wholes: number | null;
}

/**
 * What each group comes to in each currency. Rows of one value are summed first and then put into its group: there are few days
 * and many rows, and to write the month of each took longer than to sum them.
 */
async function groupsOf(db: Sql, list: ListRoutes, place: ListPlace, asked: Asked) {
  const { shape, source } = list;
  const group = asked['group'] as string;
  const column = shape.columns[group]!;
  const { groupName, sum, secondSum, whole } = { ...shape, ...column };
  const read = [group, groupName, sum === undefined ? undefined : 'currency', sum, secondSum, whole];
  const columns = [...new Set(read.flatMap((key) => (key === undefined ? [] : [key])))].map(columnOf);
  const name = groupName === undefined ? sql`null::text` : sql`min(${columnOf(groupName)})`;
  // What wholes have in a group is counted of the same rows, read once.
  const counted = (id: RawSql): RawSql => sql`
    union all (select d.key, null, '', 0, 0, 0, count(*)::integer
      from (select distinct ${groupKey(columnOf(group), column)} as key, ${id} as id from l) d group by 1)
    union all (select null, null, '', 0, 0, 0, count(distinct ${id})::integer from l)`;
  const { rows } = await sql<GroupRow>`
    with l as (select ${sql.join(columns, sql`, `)} from (${source(place, asked)}) l where ${conditionsOf(list, place, asked)})
    (select ${groupKey(sql`v.value`, column)} as key, min(v.label) as label, v.currency, sum(v.items)::integer as items,
      sum(v.open)::bigint as open, sum(v.second)::bigint as second, null::integer as wholes
    from (select ${columnOf(group)} as value, ${name} as label, ${currencyOf(shape)} as currency, ${sumsOf(shape)} from l group by 1, 3) v
    group by 1, 3 order by 1, 3 limit ${mostGroups + 1})
    ${whole === undefined ? sql`` : counted(columnOf(whole))}`.execute(db);
  const groups = rows.filter((row) => row.wholes === null) as (GroupRow & { readonly key: string })[];
  const wholes = rows.flatMap(({ key, wholes }) => (wholes === null ? [] : [{ key, rows: wholes }]));
  return { groups, wholes: whole === undefined ? undefined : wholes };
}

/** Selects the ids of everything that the filters let through: of the wholes, where rows are parts. */
export function listed(
  { shape, source }: Pick<ListRoutes, 'shape' | 'source'>,
  place: ListPlace,
  asked: Asked,
): RawSql {
  const id = columnOf(asksForWholes(shape, asked) ? shape.whole! : 'id');
  return sql`select distinct ${id} as id from (${source(place, asked)}) l where ${filtersOf(shape, asked)}`;
}

/** The same ids, such as for a deed on all that a person has chosen so. */
export async function listedIds(
  engine: Engine,
  list: Pick<ListRoutes, 'shape' | 'source' | 'asOne'>,
  place: ListPlace,
  asked: Asked,
): Promise<readonly bigint[]> {
  const { rows } = await runQuery(engine, place.tenantId, async (db) =>
    sql<{ id: bigint }>`${listed(list, place, await meant(db, list, place, asked))}`.execute(db),
  );
  return rows.map(({ id }) => id);
}

async function countOfWholes(db: Sql, list: ListRoutes, place: ListPlace, asked: Asked): Promise<number> {
  const { shape, source } = list;
  const alone = wholesAlone(list, place, asked);
  const { rows } = await sql<{ count: number }>`
    select ${alone ? sql`count(*)` : sql`count(distinct ${columnOf(shape.whole!)})`}::integer as count
    from (${alone ?? source(place, asked)}) l where ${filtersOf(shape, asked)}`.execute(db);
  return rows[0]!.count;
}

/**
 * The rows that the filters let through and that have one of these numbers, and the numbers that are in none. A number is found as
 * it is written, in capitals or without; so an index of the column can be used. One row more than may be chosen is read.
 */
async function numberedRows(
  engine: Engine,
  list: ListRoutes,
  place: ListPlace,
  asked: Asked & { readonly numbers: readonly string[] },
) {
  const { shape, source } = list;
  const numbers = [...new Set(asked.numbers.map((one) => one.trim()).filter((one) => one !== ''))];
  const written = [...new Set(numbers.flatMap((one) => [one, one.toUpperCase(), one.toLowerCase()]))];
  const number = columnOf(shape.pasted!);
  const id = columnOf(asksForWholes(shape, asked) ? shape.whole! : 'id');
  const open = shape.sum === undefined ? sql`0::bigint` : sql`coalesce(${columnOf(shape.sum)}, 0)::bigint`;
  const { rows } = await runQuery(engine, place.tenantId, async (db) => {
    const wanted = await meant(db, list, place, asked);
    return sql<{ id: bigint; number: string; figures: readonly { currency: string; open: string }[] }>`
      select ${id} as id, ${number} as number, jsonb_agg(jsonb_build_object('currency', ${currencyOf(shape)}, 'open', ${open}::text) order by l.id) as figures
      from (${source(place, wanted)}) l where ${filtersOf(shape, wanted)} and ${number} = any(${written}::text[])
      group by 1, 2 order by 1 limit ${mostChosen + 1}`.execute(db);
  });
  const known = new Set(rows.map((row) => row.number.toLowerCase()));
  return { rows, missing: numbers.filter((one) => !known.has(one.toLowerCase())) };
}

/**
 * The routes of a list: GET of its path, `/groups`, `.csv` and `.xlsx` beside it. Of one with numbers
 * POST `/find`. Rows and totals are of one snapshot. Refuses `lists.too-many-groups`, `lists.export-too-large` and
 * `lists.too-many-found`.
 */
export function listRoutes(list: ListRoutes): readonly RouteDefinition[] {
  const { shape, operation, action, summary } = list;
  const choice = listChoice(shape);
  const placeOf = (engine: Engine, scope: Scope, personId: bigint): ListPlace => ({
    tenantId: scope.tenantId,
    companyIds: scope.companyIds,
    personId,
    now: engine.clock.now(),
  });
  const groups = Object.keys(shape.columns).some((key) => shape.columns[key]!.group);
  const reach = shape.ofTenant ? ('tenant' as const) : ('company' as const);
  return [
    defineRoute({
      method: 'get',
      path: shape.path,
      operation,
      action,
      reach,
      summary,
      query: z.strictObject({
        ...choice,
        offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
        limit: z.coerce.number().int().min(0).max(200).default(50),
        totals: z
          .enum(['no'])
          .optional()
          .meta({ description: 'Rows alone: the totals are those of any other window of the same filters.' }),
      }) as z.ZodType<Asked>,
      response: listAnswer(shape, list.detail?.answer),
      handler: async ({ engine, scope, principal, query }) => {
        const place = placeOf(engine, scope, principal.personId);
        await list.prepare?.(engine, scope.tenantId);
        return runQuery(engine, scope.tenantId, async (db) => {
          const asked = await meant(db, list, place, query);
          const page = { offset: query['offset'] as number, limit: query['limit'] as number };
          const wholes = asksForWholes(shape, query);
          const rows = page.limit === 0 ? [] : await (wholes ? wholesOf : rowsOf)(db, list, place, asked, page);
          const totals = query['totals'] === 'no' ? [] : await totalsOf(db, list, place, asked);
          const shown = rows.map((row) => told(shape, row));
          const details = await list.detail?.load(
            db,
            place,
            shown.map((row) => row.id),
          );
          return done({
            rows: details ? shown.map((row) => ({ ...row, detail: details.get(row.id) })) : shown,
            totals: totals.map((one) => totalOf(shape, one)),
            ...(wholes && query['totals'] !== 'no' && { count: await countOfWholes(db, list, place, asked) }),
          });
        });
      },
    }),
    ...(groups
      ? [
          defineRoute({
            method: 'get' as const,
            path: `${shape.path}/groups`,
            operation: `${operation}-groups`,
            action,
            reach,
            summary: `${shape.name} put together, with a subtotal for each group and currency, in the order of the list.`,
            query: z.strictObject(choice) as z.ZodType<Asked>,
            response: listGroupsAnswer,
            refusals: ['lists.too-many-groups', 'lists.group-missing'],
            handler: async ({ engine, scope, principal, query }) => {
              const place = placeOf(engine, scope, principal.personId);
              const group = query['group'] as string | undefined;
              if (group === undefined)
                return refuse('lists.group-missing', 'Say by what the list is grouped.', {}, { field: 'group' });
              const { groups: rows, wholes } = await runQuery(engine, scope.tenantId, async (db) =>
                groupsOf(db, list, place, await meant(db, list, place, query)),
              );
              if (rows.length > mostGroups)
                return refuse(
                  'lists.too-many-groups',
                  `These are more than ${mostGroups} groups; filter the list first, or group it by something else.`,
                  {},
                  { field: 'group' },
                );
              return done({
                groups: rows.map(({ wholes: _, ...one }) => totalOf(shape, one)),
                ...(wholes && { rows: wholes }),
              });
            },
          }),
        ]
      : []),
    ...(shape.pasted === undefined
      ? []
      : [
          defineRoute({
            method: 'post' as const,
            path: `${shape.path}/find`,
            operation: `${operation}-find`,
            action,
            summary: `${shape.name} by a column of numbers, of those that the filters let through, and which numbers are in none.`,
            query: z.strictObject(choice) as z.ZodType<Asked>,
            body: pastedNumbers,
            response: listFound,
            refusals: ['lists.too-many-found'],
            handler: async ({ engine, scope, principal, query, body }) => {
              const place = placeOf(engine, scope, principal.personId);
              const { rows, missing } = await numberedRows(engine, list, place, { ...query, numbers: body.numbers });
              if (rows.length > mostChosen)
                return refuse(
                  'lists.too-many-found',
                  `More than ${mostChosen} rows have these numbers; filter the list first.`,
                  {},
                  { field: 'numbers' },
                );
              const figureOf = ({ currency, open }: { currency: string; open: string }) => ({
                currency,
                open: shape.sum === undefined ? '0' : formatAmount(BigInt(open), currency),
              });
              return done({
                found: rows.map(({ id, figures: [first, ...also] }) => ({
                  id,
                  ...figureOf(first!),
                  ...(also.length > 0 && { also: also.map(figureOf) }),
                })),
                missing,
              });
            },
          }),
        ]),
    ...(['csv', 'xlsx'] as const).map((format) =>
      defineRoute({
        method: 'get' as const,
        path: `${shape.path}.${format}`,
        operation: `${operation}-${format}`,
        action,
        reach,
        summary: `${shape.name} as ${format === 'csv' ? 'CSV' : 'a workbook'}: real numbers and days, nothing that runs as a formula.`,
        query: z.strictObject({
          ...choice,
          hide: z.string().max(400).optional().meta({ description: 'Columns that are left out, by commas.' }),
        }) as z.ZodType<Asked>,
        response: { mediaType: fileTypes[format] },
        refusals: ['lists.export-too-large'],
        handler: async ({ engine, scope, principal, query }) => {
          const place = placeOf(engine, scope, principal.personId);
          const { asked, totals } = await runQuery(engine, scope.tenantId, async (db) => {
            const asked = await meant(db, list, place, query);
            return { asked, totals: await totalsOf(db, list, place, asked) };
          });
          const rows = totals.reduce((sum, { items }) => sum + items, 0);
          if (format === 'xlsx' && rows > mostRowsOfSheet)
            return refuse(
              'lists.export-too-large',
              `These are more than ${mostRowsOfSheet} rows, more than a sheet holds; filter them, or export them as CSV.`,
              {},
            );
          const hidden = new Set(((query['hide'] as string | undefined) ?? '').split(','));
          const columns = Object.entries(shape.columns).filter(
            ([key, { head }]) => head !== undefined && !hidden.has(key),
          );
          const beside = list.detail?.inFile ?? [];
          const cellsOf = async (db: Sql, some: readonly RawRow[]): Promise<WorkbookCell[][]> => {
            const ids = some.map((row) => row['id'] as bigint);
            const details = beside.length > 0 ? await list.detail!.load(db, place, ids) : undefined;
            return some.map((row) => {
              const cells = told(shape, row);
              const detail = details?.get(cells.id);
              return [
                ...columns.map(([key, column]) => cellOf(column, cells[key])),
                ...beside.map(({ cell }) => (detail === undefined ? null : cell(detail as never))),
              ];
            });
          };
          return done({
            content: streamList(
              format,
              {
                name: shape.name,
                header: [...columns.map(([, { head }]) => head!), ...beside.map(({ head }) => head)],
              },
              (take) =>
                runQuery(engine, scope.tenantId, async (db) => {
                  await sql`declare whole_list no scroll cursor for ${allRows(list, place, asked)}`.execute(db);
                  for (;;) {
                    const { rows: some } = await sql<RawRow>`
                      fetch forward ${sql.lit(takenAtOnce)} from whole_list`.execute(db);
                    if (some.length === 0) return;
                    await take(await cellsOf(db, some));
                  }
                }),
            ),
            fileName: `${shape.name.toLowerCase().replaceAll(' ', '-')}-${(query['company'] as string | undefined) ?? 'all'}.${format}`,
            rows,
          });
        },
      }),
    ),
  ];
}
