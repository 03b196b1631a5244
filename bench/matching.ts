/**
 * Matching in memory: `solve` over receipts that each name one open item, against a plain hash join on the same data; and all
 * stages of it over a mixture of lines, from the bank's file to the last explanation.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { type MatchingProblem, type MatchingResult, solve } from '#cash';
import { surveyBankFile } from '#formats';
import { addDays, makeIban } from '#kernel';
import { openFilePieces } from '#platform';
import { goalLines, goalSeconds, writeStatement } from './all-stages.ts';
import { must, today } from './books.ts';
import { contest, memory, type Timing } from './measure.ts';
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
        'the engine also finds the payer and its group, looks for blocks and duplicates, and writes the explanation; a quarter of its time is garbage collection of what it makes per receipt',
    }),
    await benchMixture(problem),
  ];
}

/** The file of the same receipts in a mixture of words is read, and every line of it judged. */
async function benchMixture(problem: MatchingProblem): Promise<Line> {
  const items = new Map(problem.openItems.map((item) => [item.id, item]));
  const names = new Map(problem.customers.map((customer) => [customer.id, customer.name]));
  // Each receipt names its one item, which is what the plain join finds.
  const paid = hashJoin(problem).map((id) => items.get(id)!);
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-mixture-'));
  try {
    const path = join(folder, 'statement.sta');
    await writeStatement(
      path,
      makeIban('DE', '370400440000000001'),
      paid.map(({ number, openMinor, customerId }) => ({ number, openMinor, name: names.get(customerId)! })),
    );
    const began = performance.now();
    const file = must(surveyBankFile(openFilePieces(path)));
    const receipts: MatchingProblem['receipts'][number][] = [];
    for (const piece of file.pieces())
      if (piece.kind === 'entry')
        receipts.push({
          id: String(receipts.length),
          date: today,
          amountMinor: piece.entry.amountMinor,
          currency: 'EUR',
          payer: piece.entry.counterparty,
          reference: piece.entry.remittance,
          method: null,
          remittance: [],
        });
    const read = performance.now();
    const judged = solve({ ...problem, receipts }).receipts;
    const seconds = (performance.now() - began) / 1000;
    const count = (decision: string): number => judged.filter((one) => one.decision === decision).length;
    const wrong = judged.filter(
      (one, index) => one.decision === 'apply' && one.allocations[0]!.itemId !== paid[index]!.id,
    ).length;
    const lines = receipts.length;
    const { clientRssMb, clientPeakRssMb } = memory(null);
    return {
      work: `all stages of matching, ${lines.toLocaleString('en')} lines of a mixture × ${problem.openItems.length.toLocaleString('en')} open items`,
      goal: `≤ ${goalSeconds} s for each ${goalLines.toLocaleString('en')} lines`,
      met: seconds <= (goalSeconds * lines) / goalLines,
      ratio: `${seconds.toFixed(1)} s, ${Math.round(lines / seconds).toLocaleString('en')} lines/s`,
      ours: `file read ${((read - began) / 1000).toFixed(1)} s, judged with indexes and explanations ${(seconds - (read - began) / 1000).toFixed(1)} s`,
      reference: `applied ${count('apply')} (to another item than was meant: ${wrong}), proposed ${count('propose')}, on account ${count('on_account')}, unidentified ${count('unidentified')}, duplicates ${count('duplicate')}`,
      ceilings: [`memory: this process ${clientRssMb} MB (peak ${clientPeakRssMb} MB)`],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
