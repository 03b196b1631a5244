/**
 * The main job as a newcomer runs it: the program makes a small demo in a home of its own, runs the day twice, exports the
 * journal and verifies the books. Everything goes through `bin/dunwell`.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoTenant, fillInbox } from '#demo';
import { type DayReport, exportLedger, type VerifyReport } from '#operations';
import {
  type Engine,
  findTenant,
  type Installation,
  openInstallation,
  openServer,
  readConfig,
  runQuery,
  settableClock,
  sql,
} from '#platform';
import { registrations } from '../../src/apps/registrations.ts';
import { must } from '../books.ts';
import { askProgram, digestOf, filesUnder, makeHome, runProgram } from '../program.ts';

const asOf = '2026-03-04';
const home = makeHome();
const twin = makeHome();
const init = (at: string) =>
  askProgram<{ customers: number; documents: number }>(at, [
    'init',
    '--demo',
    '--customers',
    '30',
    '--months',
    '9',
    '--as-of',
    asOf,
  ]);
const day = (at: string) => askProgram<DayReport>(at, ['day', 'run', '--as-of', asOf]);

/** The database of a home, opened beside the program. */
const open = (at: string): Promise<Installation> =>
  openInstallation(
    { ...readConfig({ home: at }), databaseUrl: undefined },
    settableClock(`${asOf}T12:00:00Z`),
    registrations,
  );

let made: { customers: number; documents: number };
let first: DayReport;
beforeAll(async () => {
  made = await init(home.path);
  first = await day(home.path);
});
afterAll(() => {
  home.remove();
  twin.remove();
});

/** What happens to no customer of the demo; each has scenarios of its own that end in `verify`. */
const notInTheDemo = [
  'revaluations are posted as worked out and taken back on the first of the next month',
  'closed months took nothing after they were closed',
  'reversing journals negate exactly',
  'noted items stay out of the books',
  'tax waiting for bad-debt relief equals its queue',
  'tax on down payments equals what they hold',
  'down payments hold no more tax than their own, and none when they are used',
  'money is taken as a down payment once',
  'a customer is merged into one, branch of one, and its letters go to one payer, at a time',
  'remittance advices are linked to money of their company and currency',
  'refunds of insolvent customers leave to the administrator’s account alone',
  'refunds that the bank paid settle what was owed, and those that came back are owed again',
  'control samples hold automatic postings of their month and kind',
  'intercompany accounts sum to zero over the companies, by currency',
  'a payment for several companies stands or is taken back as a whole',
  'mirrored items follow their ERP',
  'nothing stands with an item that its ERP gave another amount or account',
  'money told by the ERP and by the bank counts once',
  'receipts that are the ERP’s payments stand in the books once',
  'confirmed clearings are counted once in the mirror',
  'noted items stand outside the balance',
  'a statement stands once per customer and period, and has left',
  'what came back stands on a report, and told nobody anything',
  'letters in print batches have left, and printed batches have their printer',
  'mirrored items stand on the control account that their ERP has them on',
  'copies of documents lie with a document of their number',
  'payments that wait for their receipt are told as they are mirrored',
];

const counts = (report: DayReport, stage: string, name: string): number =>
  report.stages.filter((one) => one.stage === stage).reduce((sum, one) => sum + (one.counts[name] ?? 0), 0);

describe('R13 The day run on the demo', () => {
  it('reads the inbox, applies cash, reminds and ranks', async () => {
    expect(made).toMatchObject({ customers: 30 });
    expect(made.documents).toBeGreaterThan(500);
    expect(counts(first, 'inbox', 'files')).toBe(4);
    expect(counts(first, 'inbox', 'lines new')).toBe(counts(first, 'cash', 'lines'));
    expect(first.stages.filter((one) => one.stage === 'reconcile').flatMap((one) => one.notes)).toEqual([]);
    const worklist = await askProgram<{
      rows: { priority: number; reasons: { points: number }[] }[];
      notListed: unknown[];
    }>(home.path, ['worklist', '--company', 'AF01']);
    expect(worklist.rows.length).toBeGreaterThan(0);
    for (const row of worklist.rows) {
      const sum = row.reasons.reduce((total, reason) => total + reason.points, 0);
      expect(row.priority).toBeCloseTo(sum, 5);
    }
    expect(worklist.notListed.length).toBeGreaterThan(0);
  });

  it('changes no business row, total or message when it runs again the same day', async () => {
    const server = await openServer({ root: readConfig().root, home: home.path });
    try {
      const url = new URL(server.superuserUrl);
      url.pathname = '/dunwell';
      const before = { tables: await digestOf(url.href), outbox: filesUnder(join(home.path, 'outbox')) };
      const second = await day(home.path);
      expect(counts(second, 'inbox', 'files')).toBe(0);
      expect({ tables: await digestOf(url.href), outbox: filesUnder(join(home.path, 'outbox')) }).toEqual(before);
      expect(Object.keys(before.tables).length).toBeGreaterThan(25);
    } finally {
      await server.stop();
    }
  });

  it('leaves books in which every invariant holds', async () => {
    const report = await askProgram<VerifyReport>(home.path, ['verify']);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(report.ok).toBe(true);
    const empty = report.checks.filter((check) => check.checked === 0).map((check) => check.name);
    expect(empty.sort()).toEqual([...notInTheDemo].sort());
  });

  it('notices tampering: an amount changed behind the program fails verification', async () => {
    const installation = await open(home.path);
    try {
      const change = (by: number) =>
        sql.raw(
          `update receivables.item set open_minor = open_minor - ${by} where id = (select min(id) from receivables.item where open_minor > 100)`,
        );
      const pg = await import('pg');
      const client = new pg.default.Client({ connectionString: installation.ownerUrl });
      await client.connect();
      await client.query(change(1).compile().text);
      const finished = await runProgram(home.path, ['verify', '--json']);
      await client.query(change(-1).compile().text);
      await client.end();
      expect(finished.status).toBe(1);
      const failed = (JSON.parse(finished.output) as VerifyReport).checks
        .filter((check) => check.failed > 0)
        .map((check) => check.name);
      expect(failed).toContain('open amounts equal original amounts less allocations');
      expect(failed).toContain('control accounts equal the open items, each by currency');
    } finally {
      await installation.close();
    }
  });
});

const hasHledger = spawnSync('hledger', ['--version']).status === 0;

describe('R5 R54 The journal for hledger', () => {
  it.runIf(hasHledger)(
    'passes its check, and its balances equal ours',
    async () => {
      const installation = await open(home.path);
      const pieces: string[] = [];
      try {
        const { engine } = installation;
        const tenant = (await sql<{ id: bigint }>`select id from platform.tenant`.execute(engine.database.app)).rows[0]!
          .id;
        await exportLedger(engine, tenant, { format: 'hledger', companyId: null }, (text) => void pieces.push(text));
        const file = join(home.path, 'journal.journal');
        writeFileSync(file, pieces.join(''));
        const check = spawnSync('hledger', ['-f', file, 'check', '--strict'], { encoding: 'utf8' });
        expect(check.stderr).toBe('');
        expect(check.status).toBe(0);
        const { rows: ours } = await runQuery(engine, tenant, (db) =>
          sql<{ account: string; minor: bigint; currency: string }>`
          select k.code || ':' || a.code as account, k.currency, sum(l.company_amount_minor)::bigint as minor
          from ledger.v_line l join ledger.v_account a on a.tenant_id = ${tenant} and a.id = l.account_id
          join company.v_company k on k.tenant_id = ${tenant} and k.id = a.company_id
          where l.tenant_id = ${tenant} group by 1, 2 having sum(l.company_amount_minor) <> 0 order by 1`.execute(db),
        );
        const theirs = spawnSync('hledger', ['-f', file, 'balance', '--cost', '--flat', '--no-total', '-O', 'csv'], {
          encoding: 'utf8',
        })
          .stdout.trim()
          .split('\n')
          .slice(1)
          .map((line) => /^"\w+:(\w+:\d+) [^"]*","(-?)([\d.]+) (\w{3})"$/.exec(line)!)
          .map(([, account, minus, amount, currency]) => ({
            account,
            currency,
            minor: BigInt(`${minus}${amount!.replace('.', '')}`),
          }))
          .sort((a, b) => (a.account! < b.account! ? -1 : 1));
        expect(theirs).toEqual(ours);
        expect(theirs.length).toBeGreaterThan(8);
      } finally {
        await installation.close();
      }
    },
    60_000,
  );
});

/** How often the audit trail of the demo says that documents were posted. */
async function postingsNoted(engine: Engine): Promise<number> {
  const { id } = must(await findTenant(engine, demoTenant));
  const { rows } = await runQuery(engine, id, (db) =>
    sql<{ count: number }>`
      select count(*)::integer as count from platform.audit
      where tenant_id = ${id} and operation = 'receivables.post-documents'`.execute(db),
  );
  return rows[0]!.count;
}

describe('the demo is reproducible', () => {
  it('gives the same journal and the same bank files for the same seed and date', async () => {
    await init(twin.path);
    await day(twin.path);
    const journal = async (at: string) => (await runProgram(at, ['ledger', 'export', '--format', 'csv'])).output;
    const [one, other] = [await journal(home.path), await journal(twin.path)];
    expect(one.length).toBeGreaterThan(10_000);
    expect(other).toBe(one);
    expect(filesUnder(join(twin.path, 'inbox'))).toEqual(filesUnder(join(home.path, 'inbox')));
  });

  it('does not go stale: the missing days are supplied, twice with the same bytes, and read', async () => {
    const installation = await open(twin.path);
    const inbox = join(twin.path, 'inbox');
    try {
      const before = Object.keys(filesUnder(inbox)).length;
      must(await fillInbox(installation.engine, { home: twin.path, asOf: '2026-03-10' }));
      const once = filesUnder(inbox);
      // Wednesday to Monday: four business days of four bank accounts.
      expect(Object.keys(once).length - before).toBe(16);
      const noted = await postingsNoted(installation.engine);
      must(await fillInbox(installation.engine, { home: twin.path, asOf: '2026-03-10' }));
      expect(filesUnder(inbox)).toEqual(once);
      // What was there is not noted as posted once more.
      expect(await postingsNoted(installation.engine)).toBe(noted);
    } finally {
      await installation.close();
    }
    const report = await askProgram<DayReport>(twin.path, ['day', 'run', '--as-of', '2026-03-10']);
    expect(counts(report, 'inbox', 'files')).toBe(16);
    expect(report.stages.flatMap((one) => one.notes)).toEqual([]);
    expect((await askProgram<VerifyReport>(twin.path, ['verify'])).ok).toBe(true);
  });
});
