/** What a list reads: an order, a group or a sum of a long list reads what it is about, and not what else is shown of the rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListPlace } from '#lists';
import { type RawSql, runQuery, sql } from '#platform';
import { type Books, openBooks } from '#test/books';
import { bankLinesSource, receiptsSource } from '../../src/modules/cash/list-routes.ts';
import {
  customersSource,
  foremostCustomers,
  wholeCustomers,
} from '../../src/modules/collections/queries/customers-source.ts';
import { remindersSource } from '../../src/modules/collections/queries/dunning-runs-source.ts';
import { promisesSource } from '../../src/modules/promises/routes.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}
const tablesOf = (plan: Plan): readonly string[] => [
  ...(plan['Relation Name'] === undefined ? [] : [plan['Relation Name']]),
  ...(plan.Plans ?? []).flatMap(tablesOf),
];

/** The tables that the rows are read from when only these columns are asked for. */
async function read(source: (place: ListPlace) => RawSql, columns: readonly string[]): Promise<readonly string[]> {
  const { tenantId, company, clock } = books;
  const place = { tenantId, companyIds: [company.id], personId: 1n, now: clock.now() };
  const asked = sql.join(
    columns.map((column) => sql`l.${sql.ref(column)}`),
    sql`, `,
  );
  const { rows } = await runQuery(books.engine, tenantId, (db) =>
    sql<{
      'QUERY PLAN': readonly { Plan: Plan }[];
    }>`explain (format json) select ${asked} from (${source(place)}) l`.execute(db),
  );
  return [...new Set(tablesOf(rows[0]!['QUERY PLAN'][0]!.Plan))].sort();
}

describe('R70 what a list reads', () => {
  it('is the rows themselves where nothing else is asked for', async () => {
    expect(await read(receiptsSource, ['postedOn', 'currency', 'amount'])).toEqual(['receipt']);
    expect(await read(bankLinesSource, ['bookedOn', 'currency', 'amount'])).toEqual(['bank_line']);
    expect(await read(promisesSource, ['state', 'currency', 'amount'])).toEqual(['promise']);
    expect(await read(remindersSource, ['state', 'currency'])).toEqual(['message']);
  });

  it('is what an order or a filter is about, and no more', async () => {
    expect(await read(receiptsSource, ['id', 'payer'])).toEqual(['bank_line', 'receipt']);
    expect(await read(receiptsSource, ['id', 'name'])).toEqual(['account', 'customer', 'receipt']);
    expect(await read(receiptsSource, ['id', 'left'])).toEqual(['item', 'receipt']);
    expect(await read(bankLinesSource, ['id', 'bank'])).toEqual(['bank_account', 'bank_line']);
    expect(await read(promisesSource, ['id', 'customer'])).toEqual(['account', 'customer', 'promise']);
    expect(await read(remindersSource, ['id', 'why'])).toEqual(['message', 'suppression']);
    expect(await read(wholeCustomers, ['accountId', 'overdueWorth'])).toEqual(['account', 'customer', 'priority']);
    expect(await read(customersSource, ['currency', 'open', 'owes'])).not.toContain('person');
  });

  it('has the most overdue customers in the order of an index, and of a question that leaves some out it has none', async () => {
    const { tenantId, company, clock } = books;
    const place = { tenantId, companyIds: [company.id], personId: 1n, now: clock.now() };
    const foremost = foremostCustomers(place, { sort: '-overdue', company: company.code, limit: 50 })!;
    const plan = await runQuery(books.engine, tenantId, async (db) => {
      // So few rows would be read at once and sorted.
      for (const other of ['seqscan', 'bitmapscan', 'sort', 'incremental_sort', 'hashjoin', 'mergejoin'])
        await sql`select set_config(${`enable_${other}`}, 'off', true)`.execute(db);
      const { rows } = await sql<{ 'QUERY PLAN': readonly { Plan: Plan }[] }>`
        explain (format json) ${foremost} limit 50`.execute(db);
      return rows[0]!['QUERY PLAN'][0]!.Plan;
    });
    const nodesOf = (node: Plan): readonly string[] => [
      node['Index Name'] ?? node['Node Type'],
      ...(node.Plans ?? []).flatMap(nodesOf),
    ];
    expect(nodesOf(plan)).toContain('priority_overdue');
    expect(nodesOf(plan)).not.toContain('Sort');
    for (const asked of [{ sort: 'overdue' }, { sort: '-open' }, { sort: '-overdue', owes: ['overdue'] }])
      expect(foremostCustomers(place, asked), JSON.stringify(asked)).toBeUndefined();
    expect(foremostCustomers({ ...place, companyIds: [1n, 2n] }, { sort: '-overdue' })).toBeUndefined();
  });
});
