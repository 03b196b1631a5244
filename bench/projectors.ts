/** What the projectors cost per changed customer account, inside the commands that change them. */
import { type Engine, type Projector, runQuery, sql, type Transaction } from '#platform';
import { type NewDocument, postDocuments } from '#receivables';
import { type Books, must, today } from './books.ts';
import { median, percentile, processCpuMs } from './measure.ts';
import { seeded } from './random.ts';
import type { Line } from './report.ts';

interface Run {
  readonly accounts: number;
  readonly wallMs: number;
  /** What the server worked for it; null where that is not to be seen. */
  readonly serverMs: number | null;
  /** What it worked for being asked for the time and nothing else, just before. */
  readonly askedMs: number | null;
}

/** A connection of a running system has been warm for long: its plans are made, and made anew for the second time. */
const warmUp = 20;

/** A moment at which the server has answered everything sent before, by our clock and by its own work. */
interface Moment {
  readonly wallMs: number;
  readonly serverMs: number | null;
}

/**
 * The same projectors with one watch for all of them, because they run side by side and their statements travel together:
 * from an answer of the server before the first, when nothing sent earlier is under way, to one behind the last.
 */
function timed(projectors: readonly Projector[], runs: Run[]): Projector[] {
  const watches = new WeakMap<Transaction, { readonly started: Promise<[Moment, Moment]>; running: number }>();
  const answered = async (tx: Transaction): Promise<Moment> => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx.db);
    return { wallMs: performance.now(), serverMs: processCpuMs(rows[0]!.pid) };
  };
  return projectors.map((projector) => ({
    ...projector,
    async run(tx, accountIds) {
      // Twice: what the watch itself costs is seen between the two.
      const twice = async (): Promise<[Moment, Moment]> => [await answered(tx), await answered(tx)];
      const watch = watches.get(tx) ?? { started: twice(), running: projectors.length };
      watches.set(tx, watch);
      const [before, start] = await watch.started;
      await projector.run(tx, accountIds);
      watch.running -= 1;
      if (watch.running > 0) return;
      const end = await answered(tx);
      const worked = (from: Moment, to: Moment): number | null =>
        from.serverMs === null || to.serverMs === null ? null : to.serverMs - from.serverMs;
      runs.push({
        accounts: accountIds.length,
        wallMs: end.wallMs - start.wallMs,
        serverMs: worked(start, end),
        askedMs: worked(before, start),
      });
    },
  }));
}

/** Posts one document for one account (drawn, and the one with most items), then a thousand at once. */
export async function benchProjectors(books: Books): Promise<Line[]> {
  const random = seeded(7);
  let serial = 0;
  const invoice = (accountId: bigint): NewDocument => {
    serial += 1;
    return {
      accountId,
      documentType: 'invoice',
      number: `PRJ${String(serial).padStart(8, '0')}`,
      documentDate: today,
      currency: 'EUR',
      amountMinor: 119_00n,
      taxMinor: 19_00n,
    };
  };
  const measure = async (name: string, repeat: number, make: () => NewDocument[]): Promise<Line> => {
    const runs: Run[] = [];
    const engine: Engine = {
      ...books.engine,
      registrations: {
        ...books.engine.registrations,
        projectors: timed(books.engine.registrations.projectors, runs),
      },
    };
    for (let round = -warmUp; round < repeat; round += 1) {
      if (round === 0) runs.length = 0;
      must(await postDocuments(engine, books.caller, { company: books.company, documents: make() }));
    }
    const spread = (values: readonly number[]): string =>
      `${median(values).toFixed(2)} ms (5th to 95th percentile ${percentile(values, 0.05).toFixed(2)}–${percentile(values, 0.95).toFixed(2)})`;
    // Projectors are not asked for the time: that is taken off.
    const askedMs = median(runs.flatMap((run) => (run.askedMs === null ? [] : [run.askedMs])));
    const served = runs.flatMap((run) => (run.serverMs === null ? [] : [{ ...run, serverMs: run.serverMs - askedMs }]));
    const known = served.length === runs.length;
    const perAccount = median(
      known ? served.map((run) => run.serverMs / run.accounts) : runs.map((run) => run.wallMs / run.accounts),
    );
    const accounts = median(runs.map((run) => run.accounts));
    const names = books.engine.registrations.projectors.map((projector) => projector.name).join(', ');
    const wall = `${spread(runs.map((run) => run.wallMs))} a command with the waits for its answers`;
    return {
      work: `projectors, ${name}`,
      goal: '≤ 1 ms of database time per changed account',
      met: perAccount <= 1,
      ratio: `${perAccount.toFixed(3)} ms per account${known ? '' : ', waits included'}`,
      ours: `${names} together: ${known ? `${spread(served.map((run) => run.serverMs))} of the server’s processor (less ${askedMs.toFixed(2)} ms for asking what it worked), ` : ''}${wall}`,
      reference: `${accounts} changed accounts per command, median of ${repeat} commands`,
      ceilings: [],
      cause:
        'the statement that gathers what an account’s priority stands on reads a dozen tables and costs more to start than to run; and it reads every open item of the account',
    };
  };
  const busiest = await busiestAccount(books);
  return [
    await measure('one document, a drawn account', 60, () => [invoice(books.drawAccount(random).id)]),
    await measure(`one document, the account with most items (${busiest.items})`, 60, () => [invoice(busiest.id)]),
    await measure('1,000 documents, drawn accounts', 6, () =>
      Array.from({ length: 1000 }, () => invoice(books.drawAccount(random).id)),
    ),
  ];
}

async function busiestAccount(books: Books): Promise<{ id: bigint; items: number }> {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; items: number }>`
      select account_id as id, count(*)::integer as items from receivables.v_item where tenant_id = ${books.tenantId}
      group by 1 order by 2 desc, 1 limit 1`.execute(db),
  );
  return rows[0]!;
}
