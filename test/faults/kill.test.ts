/**
 * kill -9 at every failpoint of the day's work: import, cash application, dunning. The process dies without any clean-up;
 * the next run takes up where it stopped, and the books end exactly as those of a run that nobody disturbed.
 */
import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '#operations';
import { failpoints, openInstallation, readConfig, settableClock } from '#platform';
import { registrations } from '../../src/apps/registrations.ts';
import { askProgram, makeHome } from '../program.ts';

const day = '2026-03-04';
const base = makeHome();
const homes = [base];
let undisturbed: Books;

beforeAll(async () => {
  await askProgram(base.path, ['init', '--demo', '--customers', '30', '--as-of', day]);
  const calm = copyOfBase();
  expect(await run(calm)).toBe('done');
  undisturbed = await booksOf(calm);
});
afterAll(() => {
  for (const home of homes) home.remove();
});

function copyOfBase(): string {
  const home = makeHome();
  homes.push(home);
  cpSync(base.path, home.path, { recursive: true, preserveTimestamps: true });
  return home.path;
}

/** Runs the day in a process of its own; tells whether it was killed or came to its end. */
function run(home: string, failpoint = ''): Promise<'killed' | 'done' | string> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'child.ts'), home, day], {
    env: { ...process.env, DUNWELL_FAILPOINT: failpoint },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (piece: Buffer) => {
    errors += piece.toString();
  });
  return new Promise((resolve) =>
    child.once('close', (status, signal) => resolve(signal === 'SIGKILL' ? 'killed' : status === 0 ? 'done' : errors)),
  );
}

interface Books {
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly mails: readonly string[];
}

/** What the books say, without ids: those may have gaps after a rollback. */
const questions: Readonly<Record<string, string>> = {
  items: `select i.number || ' ' || i.document_type || ' ' || i.amount_minor || ' ' || i.open_minor || ' ' || i.currency from receivables.item i where i.source <> 'dunwell' or i.document_type <> 'payment' order by 1`,
  'number series': `select series || ' ' || year || ' ' || last_number from platform.number_counter order by 1`,
  journals: `select j.posting_date || ' ' || j.kind || ' ' || regexp_replace(j.explanation, '[0-9]+', '#', 'g') || ' ' || string_agg(a.code || ' ' || l.amount_minor, ', ' order by a.code, l.amount_minor) from ledger.journal j join ledger.line l on l.journal_id = j.id join ledger.account a on a.id = l.account_id group by j.id, j.posting_date, j.kind, j.explanation order by 1`,
  receipts: `select l.booking_date || ' ' || l.amount_minor || ' ' || r.state || ' ' || r.explanation from cash.receipt r join cash.bank_line l on l.id = r.bank_line_id order by 1`,
  lines: `select booking_date || ' ' || amount_minor || ' ' || state || ' ' || remittance from cash.bank_line order by 1`,
  allocations: `select c.number || ' pays ' || d.number || ' ' || a.debit_amount_minor from receivables.allocation a join receivables.item c on c.id = a.credit_item_id join receivables.item d on d.id = a.debit_item_id where c.document_type <> 'payment' order by 1`,
  messages: `select m.account_id || ' ' || m.currency || ' ' || m.proposed_date || ' ' || m.state || ' ' || coalesce(m.subject, '') from correspondence.message m order by 1`,
  levels: `select i.number || ' ' || l.level || ' ' || l.last_notice_date from collections.item_level l join receivables.item i on i.id = l.item_id order by 1`,
  promises: `select account_id || ' ' || amount_minor || ' ' || state || ' ' || received_minor from promises.promise order by 1`,
  priorities: `select account_id || ' ' || priority || ' ' || listed || ' ' || balances from collections.priority order by 1`,
};

async function booksOf(home: string): Promise<Books> {
  const installation = await openInstallation(
    { ...readConfig({ home }), databaseUrl: undefined },
    settableClock(`${day}T12:00:00Z`),
    registrations,
  );
  const client = new pg.Client({ connectionString: installation.ownerUrl });
  await client.connect();
  try {
    await client.query('set row_security = off');
    const facts: Record<string, string[]> = {};
    for (const [name, text] of Object.entries(questions)) {
      facts[name] = (await client.query<Record<string, string>>(text)).rows.map((row) => Object.values(row)[0]!);
    }
    const tenant = (await client.query<{ id: string }>('select id from platform.tenant')).rows[0]!.id;
    const report = await verify(installation.engine, BigInt(tenant));
    facts['verify'] = report.checks.flatMap((check) => check.offenders);
    // Each mail by what it says: the attempt's name differs from run to run, the number of mails must not.
    const folder = join(home, 'outbox');
    const mails = readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .map((name) => /^To: .*$/m.exec(readFileSync(join(folder, name), 'utf8'))![0])
      .sort();
    return { facts, mails };
  } finally {
    await client.end();
    await installation.close();
  }
}

/** Each failpoint with the passing at which it strikes: the commands of the day are imports, then cash, then dunning. */
const places: readonly string[] = [
  'command.before-work@2',
  'command.before-projectors@5',
  'command.before-head@6',
  'command.before-head@10',
  'command.before-commit@1',
  'command.before-commit@5',
  'command.before-commit@11',
  'command.after-commit@3',
  'command.after-commit@9',
  'import.between-chunks@2',
  'cash-apply.between-groups',
  'dunning.after-propose',
  'dunning.after-claim@2',
  'dunning.after-write@2',
  'mail.content-begun@2',
  'day-run.between-stages@4',
];

describe('killed and run again', () => {
  it('covers every failpoint of the program', () => {
    // Those of an ERP's loads are passed by a mirrored company only: erp-kill.test.ts walks them.
    const ofTheDay = failpoints.filter((name) => !name.startsWith('erp-load.'));
    expect([...new Set(places.map((place) => place.split('@')[0]))].sort()).toEqual([...ofTheDay].sort());
    expect(undisturbed.facts['verify']).toEqual([]);
    expect(undisturbed.mails.length).toBeGreaterThan(1);
  });

  it.each(places)(
    '%s: nothing lost, nothing doubled',
    async (place) => {
      const home = copyOfBase();
      expect(await run(home, place)).toBe('killed');
      expect(await run(home)).toBe('done');
      expect(await booksOf(home)).toEqual(undisturbed);
    },
    60_000,
  );
});
