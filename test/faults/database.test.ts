/**
 * The database dies under load and comes back, and its disk runs full: what was acknowledged is there, once; what was not
 * may be repeated with its key; nobody has to repair anything.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type Company, createCompany, findCompany } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import {
  type Caller,
  createTenant,
  type Engine,
  type Installation,
  livingPostmaster,
  openInstallation,
  readConfig,
  refusalOfFault,
  runQuery,
  sql,
  systemActor,
  systemClock,
} from '#platform';
import { postDocuments } from '#receivables';
import { registrations } from '../../src/apps/registrations.ts';
import { must } from '../books.ts';
import { makeHome } from '../program.ts';

const small = makeHome();
const homes = [small];
const open: Installation[] = [];
afterAll(async () => {
  for (const one of open) await one.close();
  spawnSync('umount', ['-l', join(small.path, 'postgres')]);
  for (const home of homes) home.remove();
});

interface Desk {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly company: Company;
  readonly accountId: bigint;
}

/** An installation on a home of its own, durable, with one company and one customer. */
async function openAt(path: string): Promise<Installation> {
  const installation = await openInstallation(
    { ...readConfig({ home: path }), databaseUrl: undefined },
    systemClock,
    registrations,
  );
  open.push(installation);
  return installation;
}

async function setUp({ engine }: Installation): Promise<Desk> {
  const tenant = must(await createTenant(engine, { code: 'acme', name: 'Acme' }));
  const caller: Caller = { tenantId: tenant.id, actor: systemActor, source: 'test' };
  const more = { country: 'DE', timeZone: 'Europe/Berlin', language: 'de', letterhead: {} };
  must(await createCompany(engine, caller, { code: 'DE01', name: 'Acme GmbH', currency: 'EUR', ...more }));
  const company = must(await findCompany(engine, tenant.id, 'DE01'));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const customer = { number: 'C1', name: 'Customer', country: 'DE', accounts: [{ companyId: company.id }] };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  const [account] = await runQuery(engine, tenant.id, (db) => loadAccounts(db, tenant.id, { companyId: company.id }));
  return { engine, caller, company, accountId: account!.id };
}

/** Posts documents with numbers of their own: the same number is never posted twice. */
const post = ({ engine, caller, company, accountId }: Desk, key: string, count = 1) =>
  postDocuments(engine, caller, {
    company,
    documents: Array.from({ length: count }, (_, index) => ({
      accountId,
      documentType: 'invoice' as const,
      number: `${key}-${index}`,
      documentDate: '2026-03-02',
      dueDate: '2026-04-01',
      currency: 'EUR',
      amountMinor: 100n,
    })),
  });

const numbersIn = async ({ engine, caller }: Desk): Promise<string[]> =>
  (
    await runQuery(engine, caller.tenantId, (db) =>
      sql<{
        number: string;
      }>`select number from receivables.v_item where tenant_id = ${caller.tenantId} order by 1`.execute(db),
    )
  ).rows.map((row) => row.number);

const broken = async ({ engine, caller }: Desk) =>
  (await verify(engine, caller.tenantId)).checks.filter((check) => check.failed > 0);

/** Instants of the server's own log: when it began to start, and when it let people in. */
function startOf(log: string): { readonly beganMs: number; readonly readyMs: number } {
  const at = (words: string): number => {
    const [, day, time] = new RegExp(`^(\\S+) (\\S+) UTC .*${words}`, 'm').exec(log) ?? [];
    return Date.parse(`${day}T${time}Z`);
  };
  return { beganMs: at('starting PostgreSQL'), readyMs: at('ready to accept connections') };
}

/** Where the time went of one coming back. */
interface Away {
  readonly wholeMs: number;
  /** The server's own: going down, then starting and replaying its log. */
  readonly serverMs: number;
  /** Noticing, starting it, reaching it again, and the first posting. */
  readonly oursMs: number;
}

const fromTo = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} ms`;

/** How often the server goes in one test; the long tier lets it go fifty times. */
const wanted = process.env['DUNWELL_TIER'] === 'soak' ? 50 : 4;

describe.each([
  ['killed (kill -9)', 'SIGKILL'],
  ['restarted in the middle of work (fast shutdown)', 'SIGINT'],
] as const)('R13 PostgreSQL %s under load', (name, signal) => {
  const at = makeHome();
  homes.push(at);

  it('loses nothing that was acknowledged, doubles nothing, and comes back by itself', async () => {
    const desk = await setUp(await openAt(at.path));
    const data = join(at.path, 'postgres/data');
    const acknowledged: string[] = [];
    const faults: string[] = [];
    const away: Away[] = [];
    let done = false;
    const writer = async (name: number): Promise<void> => {
      for (let document = 1; !done || document <= 5; document += 1) {
        const key = `W${name}-${document}`;
        for (;;) {
          try {
            must(await post(desk, key));
            acknowledged.push(`${key}-0`);
            break;
          } catch (fault) {
            const known = refusalOfFault(fault);
            // Anything but "the database does not answer" is a fault of ours.
            if (known?.code !== 'platform.database-away') throw fault;
            faults.push(known.code);
            await pause(50);
          }
        }
      }
    };
    const killer = async (): Promise<void> => {
      while (away.length < wanted) {
        const before = acknowledged.length;
        while (acknowledged.length < before + 12) await pause(5);
        const gone = livingPostmaster(data)!;
        process.kill(gone, signal);
        // By the clock on the wall, because the server's log tells its part by it.
        const struck = Date.now();
        while (livingPostmaster(data) === gone) await pause(5);
        const died = Date.now();
        // Back means that another server is there and somebody's posting was acknowledged by it.
        while (livingPostmaster(data) === null) await pause(5);
        const standing = acknowledged.length;
        while (acknowledged.length === standing) await pause(5);
        const { beganMs, readyMs } = startOf(readFileSync(join(at.path, 'postgres/log'), 'utf8'));
        const wholeMs = Date.now() - struck;
        const serverMs = died - struck + (readyMs - beganMs);
        away.push({ wholeMs, serverMs, oursMs: wholeMs - serverMs });
        while (acknowledged.length < standing + 8) await pause(5);
      }
      done = true;
    };
    await Promise.all([...[1, 2, 3, 4].map(writer), killer()]);
    console.log(
      `soak: PostgreSQL ${name}: ${wanted} times, away ${fromTo(away.map((one) => one.wholeMs))} (wanted: at most 5000 ms); of it the server's end and start ${fromTo(away.map((one) => one.serverMs))}, ours ${fromTo(away.map((one) => one.oursMs))}`,
    );
    expect(faults.length).toBeGreaterThan(0);
    expect(await numbersIn(desk)).toEqual([...acknowledged].sort());
    expect(await broken(desk)).toEqual([]);
  }, 600_000);
});

/** Where the server finds no room: filled, and emptied again. */
interface Full {
  readonly by: string;
  /** From now on nothing finds room; answers what makes room again. */
  readonly fill: (home: string) => () => void;
}

const onSmallDisk = (() => {
  const at = join(small.path, 'postgres');
  mkdirSync(at);
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=220m', 'dunwell-test', at]).status === 0;
})();

const ways: readonly Full[] = [
  // A disk that fills to its last megabytes, also under the server's log: only who may mount one has one.
  ...(onSmallDisk
    ? [
        {
          by: 'a disk of its own that is full',
          fill: (home: string) => {
            const ballast = join(home, 'postgres/ballast');
            fill(ballast);
            return () => rmSync(ballast);
          },
        },
      ]
    : []),
  // A bound on the length of files, as quotas and file systems have one: anybody may set it for processes of their own.
  {
    by: 'a bound that no file of the server grows past',
    fill: (home) => {
      const data = join(home, 'postgres/data');
      // The log is written in pieces of this size and goes on; tables stop at it.
      boundFiles(data, String(16 << 20));
      return () => boundFiles(data, 'unlimited');
    },
  },
];

// Both ways are of Linux, where `.ci/run` runs.
describe.runIf(process.platform === 'linux').each(ways)('R13 a full disk: $by', ({ fill }) => {
  const at = ways.length > 1 && fill === ways[0]!.fill ? small : makeHome();
  homes.push(at);

  it('is said plainly, changes nothing, and is over when there is room again', async () => {
    const desk = await setUp(await openAt(at.path));
    const makeRoom = fill(at.path);
    const keys: string[] = [];
    let said: string | undefined;
    while (said === undefined) {
      expect(keys.length).toBeLessThan(200);
      keys.push(`B${keys.length + 1}`);
      try {
        must(await post(desk, keys.at(-1)!, 1000));
      } catch (fault) {
        said = refusalOfFault(fault)?.code ?? String(fault);
      }
    }
    // Where the log itself finds no room the server stops; else it says that the disk is full.
    expect(['platform.disk-full', 'platform.database-away']).toContain(said);
    makeRoom();
    for (;;) {
      try {
        must(await post(desk, keys.at(-1)!, 1000));
        break;
      } catch (fault) {
        if (refusalOfFault(fault)?.code !== 'platform.database-away') throw fault;
        await pause(100);
      }
    }
    expect((await numbersIn(desk)).length).toBe(keys.length * 1000);
    expect(await broken(desk)).toEqual([]);
  }, 300_000);
});

/** Sets the bound for the server and for all that it has started, in the name of who runs it. */
function boundFiles(data: string, bytes: string): void {
  const server = livingPostmaster(data)!;
  const { uid, gid } = statSync(`/proc/${server}`);
  const started = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return / \(.*\) \S (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] === String(server);
    } catch {
      // It ended meanwhile.
      return false;
    }
  });
  for (const pid of [String(server), ...started]) {
    const set = spawnSync('prlimit', ['--pid', pid, `--fsize=${bytes}:`], { uid, gid, encoding: 'utf8' });
    if (existsSync(`/proc/${pid}`)) expect(set.error?.message ?? set.stderr).toBe('');
  }
}

/** Fills a disk to the last few megabytes. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(1 << 20);
  let written = 0;
  try {
    for (;;) written += writeSync(file, piece);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault;
  }
  ftruncateSync(file, written - (6 << 20));
  closeSync(file);
  expect(readFileSync('/proc/mounts', 'utf8')).toContain('dunwell-test');
}
