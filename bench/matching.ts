/** Exact references: `solve` over receipts that each name one open item, against a plain hash join on the same data. */
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { type MatchingProblem, type MatchingResult, solve } from '#cash';
import { addDays } from '#kernel';
import { today } from './books.ts';
import { contest, type Timing } from './measure.ts';
import { seeded } from './random.ts';
import { type Line, lineOf } from './report.ts';

const texts = [
  (number: string) => number,
  (number: string) => `Invoice ${number}`,
  (number: string) => `RG ${number} vielen Dank`,
  (number: string) => `PAYMENT FOR ${number} / CUSTOMER ACCOUNT`,
  (number: string) => `Rechnung Nr. ${number}, Danke`,
];

/** What a bank sends a large company in a day; more would only take longer to measure. */
const mostReceipts = 100_000;

/** As many open items as documents, a tenth as many customers, and one receipt for each of up to 100,000 items, in another order. */
function makeProblem(size: number): MatchingProblem {
  const random = seeded(1847);
  const customers = Array.from({ length: Math.max(10, Math.round(size / 10)) }, (_, index) => ({
    id: String(index + 1),
    name: `Customer ${String(index + 1).padStart(7, '0')} GmbH`,
    aliases: [],
    accounts: [`DE${String(10 ** 9 + index)}`],
    parentId: null,
  }));
  const openItems = Array.from({ length: size }, (_, index) => {
    const number = `INV-2026-${String(index + 1).padStart(7, '0')}`;
    return {
      id: String(index + 1),
      customerId: customers[random.whole(0, customers.length - 1)]!.id,
      number,
      references: [number],
      type: 'invoice',
      blocks: [],
      documentDate: addDays(today, -60),
      dueDate: addDays(today, -random.whole(0, 30)),
      openMinor: BigInt(Math.round(random.lognormal(80_000, 1.3)) + 1),
      currency: 'EUR',
      discount: null,
    };
  });
  const order = openItems.map((_, index) => index);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = random.whole(0, at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  const receipts = order.slice(0, mostReceipts).map((place, index) => {
    const item = openItems[place]!;
    const customer = customers[Number(item.customerId) - 1]!;
    return {
      id: `R${index + 1}`,
      date: today,
      amountMinor: item.openMinor,
      currency: 'EUR',
      payer:
        random.next() < 0.7
          ? { name: customer.name, account: customer.accounts[0]! }
          : { name: customer.name, account: null },
      reference: texts[index % texts.length]!(item.number),
      method: null,
      remittance: [],
    };
  });
  return { asOf: today, customers, openItems, receipts };
}

/** The plain join: a map by normalised number; each text's words are looked up; amount and currency must agree. */
function hashJoin(problem: MatchingProblem): string[] {
  const byNumber = new Map<string, MatchingProblem['openItems'][number]>();
  for (const item of problem.openItems) byNumber.set(item.number.toUpperCase().replace(/[^A-Z0-9]/g, ''), item);
  return problem.receipts.map((receipt) => {
    for (const word of receipt.reference.split(/[\s,;]+/)) {
      const item = byNumber.get(word.toUpperCase().replace(/[^A-Z0-9]/g, ''));
      if (item && item.openMinor === receipt.amountMinor && item.currency === receipt.currency) return item.id;
    }
    return '';
  });
}

const pairsOf = (result: MatchingResult): string[] =>
  result.receipts.map((one) =>
    one.decision === 'apply' ? one.allocations.map((allocation) => allocation.itemId).join(' ') : one.decision,
  );

/** The same join in PostgreSQL, words split and normalised there: what the design's goal was measured against. */
const sqlJoin = `select r.id as receipt, i.id as item
  from bench_receipt r cross join lateral regexp_split_to_table(r.text, '[\\s,;]+') as word
  join bench_item i on i.key = regexp_replace(upper(word), '[^A-Z0-9]', '', 'g') and i.amount = r.amount and i.currency = r.currency
  order by r.id`;

async function fillTables(client: pg.Client, problem: MatchingProblem): Promise<void> {
  await client.query('create temp table bench_item (id bigint, key text, amount bigint, currency text)');
  await client.query('create temp table bench_receipt (id bigint, text text, amount bigint, currency text)');
  await client.query(
    'insert into bench_item select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])',
    [
      problem.openItems.map((item) => item.id),
      problem.openItems.map((item) => item.number.toUpperCase().replace(/[^A-Z0-9]/g, '')),
      problem.openItems.map((item) => item.openMinor),
      problem.openItems.map((item) => item.currency),
    ],
  );
  await client.query(
    'insert into bench_receipt select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])',
    [
      problem.receipts.map((_, index) => index),
      problem.receipts.map((receipt) => receipt.reference),
      problem.receipts.map((receipt) => receipt.amountMinor),
      problem.receipts.map((receipt) => receipt.currency),
    ],
  );
  await client.query('analyze bench_item');
  await client.query('analyze bench_receipt');
}

/** Measures `solve` on a problem of this many items; throws when a pair differs. */
export async function benchMatching(size: number, client: pg.Client, serverPid: number | null): Promise<Line[]> {
  const problem = makeProblem(size);
  await fillTables(client, problem);
  const wanted = hashJoin(problem);
  if (!isDeepStrictEqual(pairsOf(solve(problem)), wanted)) throw new Error('matching: the pairs differ');
  const { rows } = await client.query(sqlJoin);
  const bySql = rows.map((row) => `${row.receipt} ${row.item}`);
  if (
    !isDeepStrictEqual(
      bySql,
      wanted.map((item, index) => `${index} ${item}`),
    )
  )
    throw new Error('matching: the pairs of the SQL join differ');
  const timings: Timing[] = await contest(
    [
      { name: 'solve', run: () => solve(problem) },
      { name: 'plain hash join in memory', run: () => hashJoin(problem) },
      { name: 'hash join in SQL', run: () => client.query(sqlJoin) },
    ],
    { warmups: 1, rounds: 7, serverPid },
  );
  const receipts = problem.receipts.length;
  return [
    lineOf({
      work: `exact references, ${receipts.toLocaleString('en')} receipts × ${size.toLocaleString('en')} open items`,
      ours: timings[0]!,
      reference: timings[2]!,
      // It finds pairs and nothing else: no payer, no blocks, no duplicates, no explanation.
      ceilings: [timings[1]!],
      units: { count: receipts, name: 'receipts' },
      goal: '≤ 2× the join in SQL',
      atMost: 2,
      cause:
        'the engine also finds the payer and its group, looks for blocks and duplicates, and writes the explanation; a third of its time is garbage collection of what it makes per receipt',
    }),
  ];
}
