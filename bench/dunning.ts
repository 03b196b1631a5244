/**
 * Making the notices of all that is overdue: our run against INSERT … SELECT by hand into the same tables. Rendering and the
 * gate, which come message by message at the moment of sending, are told apart.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { moneySeenCheck, noticeKind, previewDunning, proposeNotices, setProcedure } from '#collections';
import { outboxFolder, printFolder, type SendPath, sendMessages } from '#correspondence';
import { type Books, must, today } from './books.ts';
import { proposeByHand } from './dunning-by-hand.ts';
import { contest, median } from './measure.ts';
import { type Line, lineOf } from './report.ts';
import type { Made } from './tryton.ts';
import { countStatements } from './watch.ts';

/** So many notices are rendered, asked of the gate and handed to a folder. */
const mostSent = 300;

const rule = {
  levels: [
    { level: 1, daysOverdue: 1, daysSinceLast: 0 },
    { level: 2, daysOverdue: 14, daysSinceLast: 10 },
    { level: 3, daysOverdue: 30, daysSinceLast: 10 },
  ],
  minimumMinor: {},
  daysBetweenNotices: 7,
  daysToPay: 10,
};

interface Clients {
  readonly app: pg.Client;
  readonly owner: pg.Client;
  readonly serverPid: number | null;
}

/** Takes notices and levels away again, as nothing but a bench may: its books have no other messages. */
async function forget({ tenantId }: Books, owner: pg.Client): Promise<void> {
  await owner.query('truncate correspondence.message, collections.dunning_run cascade');
  await owner.query('delete from collections.item_level where tenant_id = $1', [tenantId]);
}

const propose = async ({ engine, caller, company }: Books): Promise<number> =>
  must(await proposeNotices(engine, caller, { company, asOf: today, freshSince: null })).proposed;

/** Which lines a run looks at: those it would list, those that drop out and those whose notice is held back. */
async function linesLookedAt({ engine, tenantId, company }: Books): Promise<Set<bigint>> {
  const { notices, suppressed } = await previewDunning(engine, tenantId, { company, asOf: today });
  return new Set([
    ...notices.flatMap(({ plan: { notice } }) => [...notice.items, ...notice.dropped].map((one) => one.itemId)),
    ...suppressed.flatMap(({ plan }) => plan.itemIds),
  ]);
}

/** Sets the procedure of the bench; without one nobody is reminded. */
const setBenchProcedure = async ({ engine, caller }: Books): Promise<void> => {
  must(await setProcedure(engine, caller, { code: 'standard', name: 'Three reminders', rule }));
};

/** The same by hand. */
const proposeAllByHand = ({ tenantId, company, clock }: Books, app: pg.Client) =>
  proposeByHand(app, { tenantId, companyId: company.id, asOf: today, now: clock.now().toISOString() });

/** How fast our run and the hand make all notices of the day, for a peer to be read beside; leaves none of them. */
export async function madeNotices(books: Books, { app, owner }: Pick<Clients, 'app' | 'owner'>): Promise<Made> {
  await setBenchProcedure(books);
  const lineIds = await linesLookedAt(books);
  const linesPerSecond = async (make: () => Promise<unknown>): Promise<number> => {
    const seconds: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await forget(books, owner);
      const start = performance.now();
      await make();
      seconds.push((performance.now() - start) / 1000);
    }
    await forget(books, owner);
    return lineIds.size / median(seconds);
  };
  return {
    lineIds,
    linesPerSecond: await linesPerSecond(() => propose(books)),
    handLinesPerSecond: await linesPerSecond(() => proposeAllByHand(books, app)),
  };
}

/** Measures making and sending notices; throws when the rows of run and hand differ. */
export async function benchDunning(books: Books, clients: Clients): Promise<Line[]> {
  const { owner } = clients;
  await setBenchProcedure(books);
  const lineIds = await linesLookedAt(books);
  const byHand = () => proposeAllByHand(books, clients.app);
  await forget(books, owner);
  const { statements } = await countStatements(() => propose(books));
  const ours = await rowsOf(books, owner);
  await forget(books, owner);
  await byHand();
  const theirs = await rowsOf(books, owner);
  if (!isDeepStrictEqual(ours, theirs)) {
    const at = ours.findIndex((row, place) => !isDeepStrictEqual(row, theirs[place]));
    throw new Error(
      `dunning: the notices differ, ours ${ours.length}, by hand ${theirs.length}; the first:\n${JSON.stringify(ours[at])}\n${JSON.stringify(theirs[at])}`,
    );
  }
  // Rows that were taken away are cleared off, and the planner knows the tables, for both alike.
  const prepare = async (): Promise<void> => {
    await forget(books, owner);
    await owner.query(
      'vacuum analyze correspondence.message, correspondence.suppression, collections.dunning_run_message',
    );
  };
  const [run, hand] = await contest(
    [
      { name: `proposeNotices (${statements} statements)`, prepare, run: () => propose(books) },
      { name: 'INSERT … SELECT by hand', prepare, run: byHand },
    ],
    { warmups: 1, rounds: 7, serverPid: clients.serverPid },
  );
  const making = lineOf({
    work: `making ${ours.length} notices of ${lineIds.size} overdue lines`,
    ours: run!,
    reference: hand!,
    units: { count: lineIds.size, name: 'lines' },
    goal: '≥ 50 % of the set statement into the same tables with the same keys and policies',
    atLeast: 0.5,
    cause: 'the decision is taken here, so what is open travels here and the notices back',
  });
  await prepare();
  await propose(books);
  const sent = await sending(books, owner);
  await forget(books, owner);
  return [making, sent];
}

/** Everything that a run wrote, but ids and times of their own. */
async function rowsOf({ tenantId }: Books, owner: pg.Client): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select m.account_id, m.company_id, m.kind, m.channel, m.currency, m.language, m.recipient_name, m.recipient_address, m.source_key,
       m.proposed_date, m.not_before, m.facts, m.state, m.state_at, m.state_reason, m.version, s.item_id, s.check_code, s.reason, x.level, x.items, x.net_minor, r.run_date, r.seq is not null as sealed
     from correspondence.message m left join correspondence.suppression s on s.tenant_id = m.tenant_id and s.message_id = m.id
     left join collections.dunning_run_message x on x.tenant_id = m.tenant_id and x.message_id = m.id
     left join collections.dunning_run r on r.tenant_id = m.tenant_id and r.id = x.run_id
     where m.tenant_id = $1 order by m.source_key, s.id`,
    [tenantId],
  );
  return rows;
}

/** Rendering, the gate, level and audit of each message, and its way into a folder: one after the other, as a run sends. */
async function sending(books: Books, owner: pg.Client): Promise<Line> {
  const { engine, caller, tenantId, company } = books;
  await owner.query(
    `with others as (select id from correspondence.message where tenant_id = $1 and state = 'proposed' order by id offset ${mostSent}),
       unkept as (delete from collections.dunning_run_message where tenant_id = $1 and message_id in (select id from others))
     delete from correspondence.message where tenant_id = $1 and id in (select id from others)`,
    [tenantId],
  );
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-outbox-'));
  const path: SendPath = {
    checks: [moneySeenCheck],
    kinds: [noticeKind],
    transports: { outbox: outboxFolder(folder), smtp: null, print: printFolder(folder) },
    mailOnlyTo: null,
  };
  try {
    const start = performance.now();
    const { sent, suppressed } = must(await sendMessages(engine, caller, path, { company }));
    const wall = performance.now() - start;
    const decided = sent + suppressed.reduce((sum, one) => sum + one.count, 0);
    return {
      work: 'a notice rendered, through the gate and into the folder',
      goal: 'no goal: told apart from making',
      met: null,
      ratio: `${Math.round((decided * 1000) / wall)} messages/s`,
      ours: `sendMessages, one after the other: ${decided} decided (${sent} sent) in ${(wall / 1000).toFixed(1)} s, ${(wall / Math.max(1, decided)).toFixed(1)} ms each`,
      reference: 'two transactions each: the claim, in which it is decided, and what became of it',
      ceilings: [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
