/**
 * kill -9 at every failpoint of the day's work: import, cash application, dunning. The process dies without any clean-up;
 * the next run takes up where it stopped, and the books end exactly as those of a run that nobody disturbed.
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '#operations';
import { failpoints, openInstallation, readConfig, settableClock } from '#platform';
import { drawFor } from '../../demo/random.ts';
import { registrations } from '../../src/apps/registrations.ts';
import { factsOf } from '../facts.ts';
import { askProgram, makeHome } from '../program.ts';
import { buildChild, type ChildProgram, type Ending } from './child-process.ts';

const day = '2026-03-04';
const base = makeHome();
const homes = [base];
let undisturbed: Books;
let program: ChildProgram;

beforeAll(async () => {
  program = await buildChild('child');
  await askProgram(base.path, ['init', '--demo', '--customers', '30', '--months', '6', '--as-of', day]);
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
const run = (home: string, failpoint = ''): Promise<Ending> => program.run([home, day], failpoint);

interface Books {
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly mails: readonly string[];
}

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
    const facts = await factsOf(client);
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
const chosen: readonly string[] = [
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

/** Those of an ERP's loads, of backup and of restore are not passed by a day: deeds.test.ts walks them. */
const ofTheDay = failpoints.filter((name) => !/^(erp-load|backup|restore)\./.test(name));

/** With a seed the passing of each failpoint is drawn; one that the day does not pass so often is halved. */
const seed = process.env['DUNWELL_FAULT_SEED'];
const places =
  seed === undefined ? chosen : ofTheDay.map((name) => `${name}@${drawFor('fault', seed, name).between(1, 14)}`);

/** Kills a run at a place, and answers the home that it left. */
async function killedAt(place: string): Promise<string> {
  const [name, passing] = place.split('@');
  for (let nth = Number(passing ?? 1); nth >= 1; nth = seed === undefined ? 0 : Math.floor(nth / 2)) {
    const home = copyOfBase();
    const end = await run(home, `${name}@${nth}`);
    if (end === 'killed') return home;
    expect(end).toBe('done');
  }
  throw new Error(`the day does not pass ${place}`);
}

describe('R13 Killed and run again', () => {
  it('covers every failpoint of the program', () => {
    expect([...new Set(places.map((place) => place.split('@')[0]))].sort()).toEqual([...ofTheDay].sort());
    expect(undisturbed.facts['verify']).toEqual([]);
    expect(undisturbed.mails.length).toBeGreaterThan(1);
  });

  it.each(places)(
    '%s: nothing lost, nothing doubled',
    async (place) => {
      const home = await killedAt(place);
      expect(await run(home)).toBe('done');
      expect(await booksOf(home)).toEqual(undisturbed);
    },
    120_000,
  );
});
