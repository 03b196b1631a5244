/** What the projectors cost per changed customer account, inside the commands that change them. */
import type { Engine, Projector } from '#platform';
import { type NewDocument, postDocuments } from '#receivables';
import { type Books, must, today } from './books.ts';
import { median } from './measure.ts';
import { seeded } from './random.ts';
import type { Line } from './report.ts';

interface Run {
  readonly projector: string;
  readonly accounts: number;
  readonly ms: number;
}

/** The same projectors with a watch in the hand: time between call and answer, on the command's own connection. */
function timed(projectors: readonly Projector[], runs: Run[]): Projector[] {
  return projectors.map((projector) => ({
    ...projector,
    async run(tx, accountIds) {
      const start = performance.now();
      await projector.run(tx, accountIds);
      runs.push({ projector: projector.name, accounts: accountIds.length, ms: performance.now() - start });
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
    for (let round = -3; round < repeat; round += 1) {
      if (round === 0) runs.length = 0;
      must(await postDocuments(engine, books.caller, { company: books.company, documents: make() }));
    }
    const each = [...new Set(runs.map((run) => run.projector))].map((projector) => {
      const own = runs.filter((run) => run.projector === projector);
      return { projector, perAccount: median(own.map((run) => run.ms / run.accounts)) };
    });
    const total = each.reduce((sum, one) => sum + one.perAccount, 0);
    const accounts = median(runs.map((run) => run.accounts));
    return {
      work: `projectors, ${name}`,
      goal: '≤ 1 ms per changed account',
      met: total <= 1,
      ratio: `${total.toFixed(3)} ms per account`,
      ours: each.map((one) => `${one.projector} ${one.perAccount.toFixed(3)} ms`).join(', '),
      reference: `${accounts} changed accounts per command, median of ${repeat} commands`,
      ceilings: [],
      cause:
        'one account at a time, planning and round trips (one statement for the summary, two for the priority) outweigh the rows; and the summary reads every item of the account, the closed ones too, so it grows with the account’s history',
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
  const { runQuery, sql } = await import('#platform');
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ id: bigint; items: number }>`
      select account_id as id, count(*)::integer as items from receivables.v_item where tenant_id = ${books.tenantId}
      group by 1 order by 2 desc, 1 limit 1`.execute(db),
  );
  return rows[0]!;
}
