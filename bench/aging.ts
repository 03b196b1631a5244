/** Aging by customer: now, as of half a year ago, and as known then; against the best SQL written by hand. */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { addDays } from '#kernel';
import { type Aging, type AgingRequest, aging } from '#receivables';
import { type Books, must, pastDay, pastInstant, today } from './books.ts';
import { openColumnar } from './duckdb.ts';
import { readInTenant } from './hand.ts';
import { contest } from './measure.ts';
import { type Line, lineOf } from './report.ts';

const buckets = [30, 60, 90, 120] as const;

interface HandRow {
  readonly number: string;
  readonly name: string;
  readonly currency: string;
  readonly [column: `c${number}`]: bigint;
  readonly total: bigint;
}

/** The pivoted columns: unapplied, current, and the buckets by literal days. */
function pivot(asOf: string, amount: string): string {
  const ends = [asOf, ...buckets.map((days) => addDays(asOf, -days))];
  const conditions = [
    `aging_class = 'unapplied'`,
    ...ends.map((end, index) =>
      index === 0
        ? `aging_class <> 'unapplied' and due_date >= '${end}'`
        : `aging_class <> 'unapplied' and due_date >= '${end}' and due_date < '${ends[index - 1]}'`,
    ),
    `aging_class <> 'unapplied' and due_date < '${ends.at(-1)}'`,
  ];
  return conditions
    .map((condition, index) => `coalesce(sum(${amount}) filter (where ${condition}), 0)::bigint as c${index}`)
    .join(', ');
}

const columns = [0, 1, 2, 3, 4, 5, 6];

/** One statement, one row per customer and currency; `from` says which rows are open. */
function handSql(asOf: string, amount: string, from: string): string {
  return `select c.number, c.name, e.currency, ${columns.map((column) => `e.c${column}`).join(', ')}, e.total
    from (select account_id, currency, ${pivot(asOf, amount)}, sum(${amount})::bigint as total from ${from} group by account_id, currency) e
    join customers.account a on a.tenant_id = $1 and a.id = e.account_id
    join customers.customer c on c.tenant_id = $1 and c.id = a.customer_id
    where ${columns.map((column) => `e.c${column} <> 0`).join(' or ')}
    order by c.number collate "C", e.currency collate "C"`;
}

const fromItems = `receivables.item where tenant_id = $1 and company_id = $2 and open_minor <> 0`;
const fromEntries = (known: boolean): string =>
  `receivables.entry where tenant_id = $1 and company_id = $2 and effective_date <= '${pastDay}' and ${
    known ? `seq <= $3 and (cleared_date > '${pastDay}' or cleared_seq > $3)` : `cleared_date > '${pastDay}'`
  }`;

/** Aging by customer by hand, as the application's role: for a peer to be read beside. */
export const agingByHand = (client: pg.Client, { tenantId, company }: Books, asOf: string): Promise<unknown> =>
  readInTenant(client, tenantId, (one) =>
    one.query(
      asOf === today ? handSql(asOf, 'open_minor', fromItems) : handSql(asOf, 'amount_minor', fromEntries(false)),
      [tenantId, company.id],
    ),
  );

const asRows = (result: Aging) =>
  result.rows.map((row) => [row.key, row.name, row.currency, ...row.amountsMinor, row.totalMinor]);
const handAsRows = (rows: readonly HandRow[]) =>
  rows.map((row) => [row.number, row.name, row.currency, ...columns.map((column) => row[`c${column}`]), row.total]);

/** Measures the three agings; throws when an answer differs. */
export async function benchAging(
  books: Books,
  clients: { app: pg.Client; owner: pg.Client; serverPid: number | null },
): Promise<Line[]> {
  const { engine, tenantId, company } = books;
  const lines: Line[] = [];
  const columnar = await openColumnar(clients.owner);
  const cases = [
    { name: 'aging now', asOf: today, asKnown: null, from: fromItems, amount: 'open_minor' },
    { name: `aging as of ${pastDay}`, asOf: pastDay, asKnown: null, from: fromEntries(false), amount: 'amount_minor' },
    {
      name: `aging as of ${pastDay}, as known then`,
      asOf: pastDay,
      asKnown: pastInstant,
      from: fromEntries(true),
      amount: 'amount_minor',
    },
  ];
  for (const one of cases) {
    const request: AgingRequest = {
      companyId: company.id,
      asOf: one.asOf,
      asKnown: one.asKnown,
      by: 'customer',
      buckets,
      basis: 'due',
      view: 'net',
    };
    const text = handSql(one.asOf, one.amount, one.from);
    const ask = async (client: pg.Client): Promise<HandRow[]> => {
      const values: unknown[] = [tenantId, company.id];
      if (one.asKnown !== null) values.push(await seqKnownAt(client, tenantId, one.asKnown));
      return (await client.query(text, values)).rows as HandRow[];
    };
    let ours: Aging | undefined;
    let theirs: HandRow[] = [];
    let inColumns: HandRow[] = [];
    const contenders = [
      {
        name: 'our query',
        run: async () => {
          ours = must(await aging(engine, tenantId, request));
        },
      },
      {
        name: 'SQL by hand, same role',
        run: async () => {
          theirs = await readInTenant(clients.app, tenantId, ask);
        },
      },
      { name: 'SQL by hand as owner, no row security', run: () => readInTenant(clients.owner, tenantId, ask) },
      {
        name: 'DuckDB, the same statement',
        run: async () => {
          inColumns = await columnar.ask<HandRow>(text, [tenantId, company.id, ...(seq === null ? [] : [seq])]);
        },
      },
    ];
    const seq = one.asKnown === null ? null : await seqKnownAt(clients.owner, tenantId, one.asKnown);
    for (const contender of contenders) await contender.run();
    for (const answer of [theirs, inColumns])
      if (!isDeepStrictEqual(asRows(ours!), handAsRows(answer))) throw new Error(`${one.name}: the answers differ`);
    const timings = await contest(contenders, { warmups: 2, rounds: 9, serverPid: clients.serverPid });
    lines.push(
      lineOf({
        work: `${one.name} by customer (${theirs.length} rows)`,
        ours: timings[0]!,
        reference: timings[1]!,
        ceilings: [timings[2]!, timings[3]!],
        atMost: 1.5,
        goal: '≤ 1.5× the SQL',
        cause: 'merges and renumberings are looked up, and the lines put together and sorted here',
      }),
    );
  }
  columnar.close();
  return lines;
}

/** The last sequence recorded by an instant. */
async function seqKnownAt(client: pg.Client, tenantId: bigint, instant: string): Promise<bigint> {
  const { rows } = await client.query(
    'select coalesce(max(seq), 0) as seq from platform.audit where tenant_id = $1 and recorded_at <= $2',
    [tenantId, instant],
  );
  return rows[0].seq;
}
