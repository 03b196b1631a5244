/** What a list is: its columns and what follows from them. Pure, and without the parser of requests: pages read it as well. */
import { endOfMonth } from '#kernel';

/** What a column of a list holds, and with it how it is filtered: text by a part of it, the others by what they are. */
export interface ListColumn {
  readonly kind: 'text' | 'code' | 'choice' | 'day' | 'instant' | 'count' | 'money' | 'id';
  readonly nullable?: true;
  /** By what it is put in order where that is not itself, such as what amounts of several currencies are worth in one. Not told. */
  readonly order?: string;
  /** A text of search keys (`textKey`): found however it is written. */
  readonly key?: true;
  /** Its head in files, which stay in English; absent: it is in no file. */
  readonly head?: string;
  /** The list can be grouped by it: days by their month. */
  readonly group?: true;
  /** The column that names a group of this one, where there is one. */
  readonly groupName?: string;
  /** What it may be, of a choice that is known beforehand. */
  readonly choices?: readonly string[];
  /** Of a list with wholes: what its parts differ in, and not the whole. */
  readonly part?: true;
  /** The number of a customer: asked for, that of all who read as it as well; after `=` that number alone. */
  readonly asOne?: true;
  /** A filter that the source applies itself: it is no column of the rows, neither told nor in their order. */
  readonly sought?: true;
}

/** What asks for rows in which a column is empty; a text that begins with it is meant whole, not as a part, and a customer alone. */
export const wholly = '=';

/** What a page shows of a row beside its columns: neither filtered nor summed, and in no file. */
export interface Detail<D> {
  /** Never there: it holds the type. */
  readonly of?: D;
}
export const detailOf = <D>(): Detail<D> => ({});

/** A list over HTTP: its columns, what it is summed by, and the order in which it begins. One with a sum has a `currency`. */
export interface ListShape<C extends Readonly<Record<string, ListColumn>> = Readonly<Record<string, ListColumn>>> {
  readonly path: string;
  /** What its file and its sheet are called. */
  readonly name: string;
  readonly columns: C;
  readonly sum?: string;
  /** A second column that is summed beside it, in the same currency. */
  readonly secondSum?: string;
  /** A column; with a minus before it, falling. */
  readonly sort: string;
  readonly detail?: Detail<unknown>;
  /** Its rows are the tenant's: no company narrows it, and whoever has roles in single companies only does not read it. */
  readonly ofTenant?: true;
  /**
   * The column with the id of that of which several rows are parts, one in each currency: not grouped, the list then has one row
   * for all of them, with its `parts`. Groups and files have each part by itself, for each is of one currency.
   */
  readonly whole?: string;
  /** The column of numbers that are people's own: a column of them, pasted, chooses rows of the list. */
  readonly pasted?: string;
}

/** Declares a list; the type keeps which columns there are, and what is told beside them. */
export const listShape = <const C extends Readonly<Record<string, ListColumn>>, D = never>(
  shape: ListShape<C> & { readonly detail?: Detail<D> },
): ListShape<C> & { readonly detail?: Detail<D> } => shape;

/** A part of a row: its amounts in one currency. */
export interface ListPart {
  readonly currency: string;
  readonly open: string;
  readonly second?: string | undefined;
}

type CellOf<K extends ListColumn> =
  | (K['kind'] extends 'count' ? number : string)
  | (K extends { readonly nullable: true } ? null : never);
/** A row of a list: amounts are decimal strings in major units of its own currency. */
export type ListRow<S extends ListShape> = { readonly id: string; readonly parts?: readonly ListPart[] | undefined } & {
  readonly [K in keyof S['columns'] as S['columns'][K] extends { readonly sought: true } ? never : K]: CellOf<
    S['columns'][K]
  >;
} & (S extends { readonly detail?: Detail<infer D> }
    ? [D] extends [never]
      ? unknown
      : { readonly detail: D }
    : unknown);
export interface ListTotal {
  readonly currency: string;
  readonly items: number;
  /** The sum, zero where the list has none. */
  readonly open: string;
  /** The second sum, of a list that has one. */
  readonly second?: string | undefined;
}
export interface ListAnswer<R> {
  readonly rows: readonly R[];
  /** Of everything that the filters let through; without currencies one line, of the currency ``. None where rows alone were asked for. */
  readonly totals: readonly ListTotal[];
  /** How many rows there are, where a row has parts of several currencies; else the totals say it. */
  readonly count?: number | undefined;
}
export interface ListGroupsAnswer {
  readonly groups: readonly (ListTotal & { readonly key: string; readonly label: string | null })[];
  /**
   * How many rows each has, where rows have parts of several currencies and a group is of one: whichever currencies they are in.
   * The one without a key counts all: a row may stand in several groups.
   */
  readonly rows?: readonly { readonly key: string | null; readonly rows: number }[] | undefined;
}

/** So many rows are chosen by numbers at once, or gathered in a browser. */
export const mostChosen = 5_000;
/** What a pasted column of numbers chooses of what the filters let through, and the numbers that are in no row of it. */
export interface ListFound {
  readonly found: readonly {
    readonly id: string;
    readonly currency: string;
    /** What it counts for, zero where the list has no sum; in other currencies `also`. */
    readonly open: string;
    readonly also?: readonly { readonly currency: string; readonly open: string }[] | undefined;
  }[];
  readonly missing: readonly string[];
}

/** The parameters by which a column is filtered; an instant only orders. */
export const listMembers = (key: string, { kind }: ListColumn): readonly string[] => {
  if (kind === 'instant') return [];
  return kind === 'day' || kind === 'count' || kind === 'money' ? [`${key}From`, `${key}To`] : [key];
};

/** The filters that leave of a list just what one of its groups has: days of a month, a text as a whole, or what is empty. */
export function filtersOfGroup(
  shape: ListShape,
  group: string,
  { key, currency }: { readonly key: string; readonly currency: string },
): Readonly<Record<string, string>> {
  const column = shape.columns[group]!;
  const [first, last] = listMembers(group, column) as [string, string];
  const also = shape.sum === undefined ? {} : { currency };
  if (key === '') return { ...also, [first]: wholly };
  if (column.kind === 'text' || column.asOne) return { ...also, [first]: `${wholly}${key}` };
  if (column.kind === 'count') return { ...also, [first]: key, [last]: key };
  if (column.kind === 'day') return { ...also, [first]: `${key}-01`, [last]: endOfMonth(`${key}-01`) };
  return { ...also, [first]: key };
}
