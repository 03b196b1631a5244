/**
 * Memory over a day's run: rounds of what a day brings, documents posted one by one and in batches, clearings, pages read over HTTP,
 * an aging. What this process and the server hold after each round must not go on growing.
 */
import { runCommand } from '#platform';
import { type AgingRequest, aging, clearManyIn, postDocuments } from '#receivables';
import { type Books, must, today } from './books.ts';
import { serveBooks, startAsker } from './http.ts';
import { type Memory, memory } from './measure.ts';
import { seeded } from './random.ts';
import type { Line } from './report.ts';

const rounds = 15;
const batches = 3;
const batchSize = 500;
const single = 100;
const readings = 60;
/**
 * Of the least in the middle third of the rounds: caches have filled by then. The least of a third is what is kept; above it stands
 * what nobody needs any more and the next collection takes, by chance more or less of it at the end of a round.
 */
const mostGrowth = 1.1;
const pages = ['/api/worklist?company=DE01', '/api/items?company=DE01', '/api/customers?company=DE01', '/api/session'];

/** Lives the rounds; throws when something is refused or an answer is not 200. */
export async function benchDay(books: Books, clients: { serverPid: number | null }): Promise<Line[]> {
  const { engine, caller, company, tenantId } = books;
  const agingOfToday: AgingRequest = {
    companyId: company.id,
    asOf: today,
    asKnown: null,
    by: 'customer',
    buckets: [30, 60, 90, 120],
    basis: 'due',
    view: 'net',
  };
  const served = await serveBooks(books, 'day-reader');
  const asker = startAsker();
  const random = seeded(77);
  let serial = 0;
  const post = async (documentType: 'invoice' | 'payment', accountIds: readonly bigint[]): Promise<bigint[]> => {
    const documents = accountIds.map((accountId) => {
      serial += 1;
      const amountMinor = documentType === 'invoice' ? 11_900n : -11_900n;
      return { accountId, documentType, number: `DAY${serial}`, documentDate: today, currency: 'EUR', amountMinor };
    });
    return must(await postDocuments(engine, caller, { company, documents })).posted.map((one) => one.itemIds[0]!);
  };
  const held: Memory[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (let batch = 0; batch < batches; batch += 1) {
        const accountIds = Array.from({ length: batchSize }, () => books.drawAccount(random).id);
        const invoices = await post('invoice', accountIds);
        const payments = await post('payment', accountIds);
        const requests = invoices.map((debitItemId, place) => ({
          allocations: [{ creditItemId: payments[place]!, debitItemId, amountMinor: 11_900n }],
          postingDate: today,
          kind: 'clearing' as const,
          explanation: 'Paid.',
        }));
        must(
          await runCommand(
            engine,
            caller,
            { operation: 'receivables.clear', reason: 'Payments of the day.', input: { clearings: requests.length } },
            (tx) => clearManyIn(tx, company, requests),
          ),
        );
      }
      for (let one = 0; one < single; one += 1) await post('invoice', [books.drawAccount(random).id]);
      for (const path of pages)
        await asker.ask({ url: `${served.url}${path}`, cookie: served.cookie, requests: readings, width: 8 });
      must(await aging(engine, tenantId, agingOfToday));
      held.push(memory(clients.serverPid));
    }
  } finally {
    asker.stop();
    await served.close();
  }
  const row = (name: string, values: readonly number[]): Line => {
    const third = rounds / 3;
    const [middle, last] = [Math.min(...values.slice(third, 2 * third)), Math.min(...values.slice(2 * third))];
    return {
      work: `memory of ${name} over ${rounds} rounds of a day's work`,
      goal: `flat: the least of the last third is at most ${mostGrowth.toFixed(1)}× that of the middle third`,
      met: last <= mostGrowth * middle,
      ratio: `${(last / middle).toFixed(2)}×`,
      ours: `MB after each round: ${values.join(', ')}`,
      reference: `a round: ${2 * batches * batchSize} documents in batches with ${batches * batchSize} clearings, ${single} alone, ${pages.length * readings} readings over HTTP, an aging by customer`,
      ceilings: [],
    };
  };
  const server = held.flatMap((one) => (one.serverOwnMb === null ? [] : [one.serverOwnMb]));
  return [
    row(
      'this process',
      held.map((one) => one.clientRssMb),
    ),
    ...(server.length === rounds ? [row('the database server, its shared buffers apart,', server)] : []),
  ];
}
