/** Filters of lists as SQL. */
import { currenciesWithDigits, textKey } from '#kernel';
import { type RawSql, sql } from '#platform';
import { type ListColumn, type ListShape, listMembers, wholly } from './contract.ts';

/** A range of amounts in major units, as decimal strings; either end may be absent. */
export interface AmountRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * An amount of major units in the minor units of a row's currency: most have two decimals, the others are named. Worked out
 * once for each number of decimals, and not for every row.
 */
export const minorOf = (major: string | RawSql, currency: RawSql, round: RawSql): RawSql => {
  // What is typed is worked out once; a column is for each row.
  const scaled = (digits: number): RawSql =>
    typeof major === 'string'
      ? sql`(select ${round}(${major}::numeric * ${sql.lit(10 ** digits)})::bigint)`
      : sql`${round}(${major}::numeric * ${sql.lit(10 ** digits)})::bigint`;
  return sql`case ${sql.join(
    [0, 3, 4].map(
      (digits) =>
        sql`when ${currency} = any(${currenciesWithDigits(digits) as string[]}::text[]) then ${scaled(digits)}`,
    ),
    sql` `,
  )} else ${scaled(2)} end`;
};

/** A column of minor units within a range of major units, as conditions. */
export function within(column: RawSql, currency: RawSql, range: AmountRange | undefined): readonly RawSql[] {
  return [
    ...(range?.from === undefined ? [] : [sql`${column} >= ${minorOf(range.from, currency, sql`ceil`)}`]),
    ...(range?.to === undefined ? [] : [sql`${column} <= ${minorOf(range.to, currency, sql`floor`)}`]),
  ];
}

/** What was asked of a list, as the route has read it. */
export type Asked = Readonly<Record<string, unknown>>;

/** A column of the rows `l`. */
export const columnOf = (key: string): RawSql => sql`l.${sql.ref(key)}`;

/** A part as a pattern that holds nothing else. */
const anywhere = (part: string): string => `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/**
 * Whether a text holds a part, whatever case either is written in. What has no letters is looked for as it stands, and plain
 * letters are compared with plain letters alone: to lower a text by the rules of all languages takes ten times as long, and a
 * list is lowered row by row. Written as a pattern, of which the planner expects few rows: of a comparison it expects a third.
 */
export function holdsPart(text: RawSql, part: string): RawSql {
  const lower = part.toLowerCase();
  if (lower === part.toUpperCase()) return sql`${text} like ${anywhere(part)}`;
  if (/^\p{ASCII}*$/u.test(part)) return sql`lower(${text} collate "C") like ${anywhere(lower)}`;
  return sql`lower(${text}) like (select lower(${anywhere(part)}::text))`;
}

/** Whether a text column holds a part: keys without accents, whatever they are written with. */
function holds(own: RawSql, { key }: ListColumn, part: string): RawSql {
  if (part.startsWith(wholly)) return sql`${own} = ${part.slice(wholly.length)}`;
  if (!key) return holdsPart(own, part);
  const wanted = textKey(part);
  return wanted === '' ? sql`false` : sql`position(${wanted} in ${own}) > 0`;
}

const isEmpty = (own: RawSql): RawSql => sql`coalesce(${own}::text, '') = ''`;

/** One of the values, or empty where `=` is among them. One value is met as it is: its rows come from an index in their order. */
function oneOf(own: RawSql, values: readonly string[], asText: RawSql = own): RawSql {
  const [only, ...more] = values.filter((value) => value !== wholly);
  if (only === undefined) return isEmpty(own);
  const met = more.length === 0 ? sql`${own} = ${only}` : sql`${asText} = any(${[only, ...more]}::text[])`;
  return values.includes(wholly) ? sql`(${met} or ${isEmpty(own)})` : met;
}

/** The conditions of one column. */
function ofColumn(key: string, column: ListColumn, asked: Asked): readonly RawSql[] {
  const [first, second] = listMembers(key, column);
  if (first === undefined || column.sought) return [];
  const [from, to] = [asked[first], second === undefined ? undefined : asked[second]];
  const own = columnOf(key);
  if (from === wholly) return [isEmpty(own)];
  switch (column.kind) {
    case 'money':
      return within(own, columnOf('currency'), { from: from as string | undefined, to: to as string | undefined });
    case 'day':
      return [
        ...(from === undefined ? [] : [sql`${own} >= ${from as string}::date`]),
        ...(to === undefined ? [] : [sql`${own} <= ${to as string}::date`]),
      ];
    case 'count':
      return [
        ...(from === undefined ? [] : [sql`${own} >= ${from as number}`]),
        ...(to === undefined ? [] : [sql`${own} <= ${to as number}`]),
      ];
    case 'choice':
      return from === undefined ? [] : [oneOf(own, from as string[])];
    case 'id':
      return from === undefined ? [] : [oneOf(own, from as string[], sql`${own}::text`)];
    case 'text':
      return from === undefined ? [] : [holds(own, column, from as string)];
    default:
      if (from === undefined) return [];
      // Several, where a customer is meant with all who read as it.
      if (Array.isArray(from)) return [oneOf(own, from as string[])];
      return [sql`${own} = ${column.asOne ? (from as string).replace(/^=/, '') : (from as string)}`];
  }
}

/** Whether a part of a text is looked for: how many rows hold it is known once all are looked through. */
export const looksThroughTexts = (shape: ListShape, asked: Asked): boolean =>
  ((asked['search'] as string | undefined) ?? '').trim() !== '' ||
  Object.entries(shape.columns).some(([key, { kind }]) => kind === 'text' && asked[key] !== undefined);

/** What says where and how rows are shown, and leaves none out within the companies. */
const leavesNoneOut: ReadonlySet<string> = new Set(['company', 'sort', 'offset', 'limit', 'totals']);

/** Whether a question is about all rows of its companies. */
export const asksForAll = (asked: Asked): boolean =>
  Object.keys(asked).every((key) => asked[key] === undefined || leavesNoneOut.has(key));

/** Whether the rows of a question are those of which the lines of the source are parts. */
export const asksForWholes = (shape: ListShape, asked: Asked): boolean =>
  shape.whole !== undefined && asked['group'] === undefined;

/** Whether one of the parts is asked for: wholes are then found by these parts alone, else by what all their parts share. */
export function asksForParts({ columns }: ListShape, asked: Asked): boolean {
  const sort = (asked['sort'] as string).replace('-', '');
  return Object.entries(columns).some(
    ([key, column]) =>
      column.part &&
      ((key === sort && column.order === undefined) ||
        listMembers(key, column).some((one) => asked[one] !== undefined)),
  );
}

/** Selects the ids of the rows in which a text is found, each table looked through by itself; `holds` is the condition of a text. */
type FoundByText = (holds: (text: RawSql) => RawSql) => RawSql;

/** Everything that the filters ask of the rows `l`; what is searched for is found by `found`, else in each text of a row. */
export function filtersOf(shape: ListShape, asked: Asked, found?: FoundByText): RawSql {
  const searched = Object.keys(shape.columns).filter((key) => {
    const { kind, sought } = shape.columns[key]!;
    return (kind === 'text' || kind === 'code') && !sought;
  });
  const text = ((asked['search'] as string | undefined) ?? '').trim();
  const id = columnOf(asksForWholes(shape, asked) ? shape.whole! : 'id');
  const conditions = [
    ...Object.entries(shape.columns).flatMap(([key, column]) => ofColumn(key, column, asked)),
    ...(asked['items'] === undefined ? [] : [sql`${id} = any(${asked['items'] as bigint[]}::bigint[])`]),
    ...(asked['without'] === undefined ? [] : [sql`${id} <> all(${asked['without'] as bigint[]}::bigint[])`]),
    ...(text === '' || searched.length === 0
      ? []
      : found
        ? [sql`l.id in (${found((own) => holds(own, { kind: 'text' }, text))})`]
        : [
            sql`(${sql.join(
              searched.map((key) => holds(columnOf(key), shape.columns[key]!, text)),
              sql` or `,
            )})`,
          ]),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
