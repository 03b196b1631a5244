/** The preview of a run as its page and its file show it: what a text finds in it, and in which order. Pure. */

/** A row of the preview: what would leave, or what does not and why. */
export interface PreviewRow {
  readonly customer: string;
  readonly name: string;
  readonly currency?: string;
  readonly party?: string | null;
  /** How many, or their numbers. */
  readonly items?: number | readonly string[];
  readonly channel?: string;
  /** Of a statement, which has one for each currency. */
  readonly balances?: readonly { readonly currency: string; readonly balance: string }[];
  readonly level?: number;
  readonly net?: string;
  readonly recipient?: string | null;
  readonly reason?: { readonly text: string };
}

export const previewSorts = ['name', 'customer', 'level', 'items', 'net', 'recipient', 'why'] as const;
export const statementSorts = ['name', 'customer', 'channel', 'items', 'balance', 'recipient', 'why'] as const;
type PreviewSort = (typeof previewSorts)[number] | (typeof statementSorts)[number];

/** What a row is put in order by; amounts of several currencies do not mix. */
const values: Readonly<Record<PreviewSort, (row: PreviewRow) => readonly (string | number)[]>> = {
  name: ({ name }) => [name.toLowerCase()],
  customer: ({ customer }) => [customer],
  level: ({ level }) => [level ?? 0],
  items: ({ items }) => [typeof items === 'number' ? items : (items?.length ?? 0)],
  net: ({ currency, net }) => [currency ?? '', Number(net ?? 0)],
  channel: ({ channel }) => [channel ?? ''],
  balance: ({ balances = [] }) => {
    const first = shownBalances(balances)[0];
    return first ? [first.currency, Number(first.balance)] : [''];
  },
  recipient: ({ recipient }) => [recipient ?? ''],
  why: ({ reason }) => [reason?.text ?? ''],
};

/** The balances that a statement is about: those that are not zero, or its only one. */
export const shownBalances = <B extends { readonly balance: string }>(balances: readonly B[]): readonly B[] =>
  balances.filter(({ balance }) => Number(balance) !== 0 || balances.length === 1);

/** Rows whose customer is called so, or has a number with this in it. */
export const findInPreview = <R extends PreviewRow>(rows: readonly R[], text: string): readonly R[] => {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? rows
    : rows.filter(({ name, customer }) => `${name} ${customer}`.toLowerCase().includes(wanted));
};

/** By a column, falling with a minus before it; equal rows by number and currency. Anything else leaves the order of the run. */
export function orderPreview<R extends PreviewRow>(rows: readonly R[], sort: string | undefined): readonly R[] {
  const column = [...previewSorts, ...statementSorts].find((one) => one === sort?.replace(/^-/, ''));
  if (column === undefined) return rows;
  const sign = sort!.startsWith('-') ? -1 : 1;
  const keyed = rows.map((row) => ({
    row,
    own: values[column](row),
    last: [row.customer, row.currency ?? '', row.party ?? ''],
  }));
  return keyed.sort((a, b) => sign * compare(a.own, b.own) || compare(a.last, b.last)).map(({ row }) => row);
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place]!;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
