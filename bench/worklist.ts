/** The worklist's top 50 against the index scan written by hand; p50 and p95 of many calls. */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { loadWorklist, type Worklist } from '#collections';
import type { Books, Prioritised } from './books.ts';
import { readInTenant } from './hand.ts';
import { contest, percentile } from './measure.ts';
import { type Line, lineOf, percentiles } from './report.ts';

const top = 50;
const handSql = `select c.number, c.name, p.priority, p.reasons, p.next_action, p.balances
  from (select account_id, priority, reasons, next_action, balances from collections.priority
    where tenant_id = $1 and company_id = $2 and listed order by priority desc, account_id limit ${top}) p
  join customers.account a on a.tenant_id = $1 and a.id = p.account_id
  join customers.customer c on c.tenant_id = $1 and c.id = a.customer_id
  order by p.priority desc, p.account_id`;

/** Measures reading the day's priorities; throws when an answer differs. */
export async function benchWorklist(
  books: Books,
  clients: { app: pg.Client; owner: pg.Client; serverPid: number | null },
  prioritised: Prioritised,
): Promise<Line[]> {
  const { engine, tenantId, company } = books;
  await clients.owner.query('vacuum analyze collections.priority');
  let ours: Worklist | undefined;
  let theirs: Record<string, unknown>[] = [];
  const contenders = [
    {
      name: 'loadWorklist',
      run: async () => {
        ours = await loadWorklist(engine, tenantId, { companyId: company.id, limit: top, withNotListed: false });
      },
    },
    {
      name: 'index scan by hand',
      run: async () => {
        theirs = await readInTenant(
          clients.app,
          tenantId,
          async (client) => (await client.query(handSql, [tenantId, company.id])).rows,
        );
      },
    },
  ];
  for (const contender of contenders) await contender.run();
  const wanted = theirs.map((row) => ({
    customer: row['number'],
    name: row['name'],
    priority: row['priority'],
    reasons: row['reasons'],
    nextAction: row['next_action'],
    balances: row['balances'],
  }));
  if (wanted.length === 0 || !isDeepStrictEqual(ours!.rows, wanted)) throw new Error('worklist: the answers differ');
  const timings = await contest(contenders, { warmups: 20, rounds: 300, serverPid: null });
  const p95 = percentile(timings[0]!.wallMs, 0.95);
  const line = lineOf({
    work: `worklist top ${top} of ${prioritised.accounts.toLocaleString('en')} priorities`,
    ours: timings[0]!,
    reference: timings[1]!,
    goal: '≤ 3 ms',
  });
  return [
    {
      ...line,
      met: p95 <= 3,
      ratio: `p95 ${p95.toFixed(2)} ms, ${line.ratio}`,
      ours: percentiles(timings[0]!),
      reference: percentiles(timings[1]!),
      ceilings: [
        `the day's priorities of the whole book, made once: ${prioritised.wallMs.toFixed(0)} ms for ${prioritised.accounts} accounts`,
      ],
    },
  ];
}
