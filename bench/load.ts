/**
 * Fifty analysts at once on books with as many open items as the bench has documents: each signs in with a session of its own,
 * reads and writes over HTTP what a day consists of, and thinks in between. The analysts are a process of their own on the same
 * processors. Told: the times that one of a hundred requests exceeds, for reads and for writes, and every error.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { pino } from 'pino';
import { addDays } from '#kernel';
import { createAccount, createPerson, grantRole, readConfig } from '#platform';
import { createServer } from '../src/apps/server/index.ts';
import { type Books, must, today } from './books.ts';
import { memory, percentile, serverCpuMs } from './measure.ts';
import { openMany } from './open-items.ts';
import type { Line } from './report.ts';

const analysts = 50;
const secret = 'a long walk along the harbour';
const warmupMs = 10_000;
const measuredMs = 60_000;
/** A person reads what came before asking for the next: from one to five seconds. */
const thinkMs = [1_000, 5_000] as const;
const mostReadMs = 300;
const mostWriteMs = 500;

interface Kind {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** `{customer}`: one of those that owe. */
  readonly path: string;
  readonly weight: number;
  readonly body?: unknown;
}

const here = 'company=DE01';
const kinds: readonly Kind[] = [
  { name: 'worklist', method: 'GET', path: `/api/worklist?${here}`, weight: 18 },
  { name: 'a customer', method: 'GET', path: `/api/customers/{customer}?${here}`, weight: 18 },
  { name: 'a customer’s items', method: 'GET', path: `/api/items?${here}&customer={customer}`, weight: 14 },
  { name: 'a customer’s timeline', method: 'GET', path: `/api/customers/{customer}/timeline?${here}`, weight: 10 },
  { name: 'a customer’s promises', method: 'GET', path: `/api/customers/{customer}/promises?${here}`, weight: 5 },
  { name: 'open items', method: 'GET', path: `/api/items?${here}&limit=100`, weight: 8 },
  {
    name: 'open items from another place',
    method: 'GET',
    path: `/api/items?${here}&limit=100&offset=20000`,
    weight: 2,
  },
  { name: 'search', method: 'GET', path: `/api/search?${here}&text={customer}`, weight: 8 },
  {
    name: 'a call with a promise',
    method: 'POST',
    path: `/api/customers/{customer}/calls?${here}`,
    weight: 7,
    body: {
      outcome: 'promise',
      note: 'Will pay on Friday.',
      promise: { amount: '10.00', currency: 'EUR', promisedDate: addDays(today, 7) },
    },
  },
  {
    name: 'a note',
    method: 'POST',
    path: `/api/customers/{customer}/notes?${here}`,
    weight: 6,
    body: { note: 'Asked for a copy of the invoice.' },
  },
  {
    name: 'a snooze',
    method: 'POST',
    path: `/api/customers/{customer}/snooze?${here}`,
    weight: 3,
    body: { until: addDays(today, 3), reason: 'Waits for the copy.' },
  },
];

interface Answered {
  readonly times: readonly (readonly number[])[];
  readonly faults: readonly string[];
  readonly faultCount: number;
}

/** Runs the analysts in a process of their own. */
async function work(plan: object): Promise<Answered> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load-asker.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    child.stdin.write(`${JSON.stringify(plan)}\n`);
    const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    return JSON.parse(value as string) as Answered;
  } finally {
    child.kill();
  }
}

/** Measures the analysts; an error is told and is a goal missed. */
export async function benchLoad(
  books: Books,
  owner: pg.Client,
  input: { openItems: number; serverPid: number | null },
): Promise<Line[]> {
  const { engine, caller, company, tenantId } = books;
  const open = await openMany(books, owner, input.openItems);
  const server = createServer({
    engine,
    config: readConfig(),
    logger: pino({ level: 'silent' }),
    // Fifty people sit behind one address here; the limits have tests of their own.
    limits: { perSession: { burst: 1e9, perSecond: 1e9 }, perAddress: { burst: 1e9, perSecond: 1e9 } },
  });
  const { url } = await server.listen(0, '127.0.0.1');
  try {
    const sessions: { cookie: string; csrfToken: string }[] = [];
    for (let at = 0; at < analysts; at += 1) {
      const login = `analyst-${at}`;
      const person = { name: `Analyst ${at}`, email: `${login}@example.org` };
      const personId = BigInt(must(await createPerson(engine, caller, person)).personId);
      must(await createAccount(engine, caller, { personId, login, password: secret }));
      must(await grantRole(engine, caller, { personId, role: 'analyst', companyId: null }));
      const answer = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ login, password: secret }),
      });
      if (answer.status !== 201) throw new Error(`load: sign-in answered ${answer.status}: ${await answer.text()}`);
      const { csrfToken } = (await answer.json()) as { csrfToken: string };
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0]!)
        .join('; ');
      sessions.push({ cookie, csrfToken });
    }
    // Those that owe in the company's currency, drawn over the whole book.
    const { rows } = await owner.query<{ number: string }>(
      `select c.number from receivables.summary s join customers.account a on a.tenant_id = s.tenant_id and a.id = s.account_id
       join customers.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id
       where s.tenant_id = $1 and s.company_id = $2 and s.currency = 'EUR' and s.debit_minor > 100000 order by c.id * 7919 % 10007, c.id limit 2000`,
      [tenantId, company.id],
    );
    const before = { server: serverCpuMs(input.serverPid) ?? 0, own: process.cpuUsage() };
    const { times, faults, faultCount } = await work({
      base: url,
      sessions,
      kinds: kinds.map(({ method, path, weight, body }) => ({ method, path, weight, body })),
      customers: rows.map((row) => row.number),
      warmupMs,
      measuredMs,
      thinkMs,
    });
    const own = process.cpuUsage(before.own);
    const seconds = (warmupMs + measuredMs) / 1000;
    const busy = `processor over the ${seconds} s: server program ${((own.user + own.system) / 1e6).toFixed(1)} s, database ${(((serverCpuMs(input.serverPid) ?? 0) - before.server) / 1000).toFixed(1)} s`;
    const held = memory(input.serverPid);
    const lineOf = (method: Kind['method'], goalMs: number): Line => {
      const own = kinds.flatMap((kind, at) => (kind.method === method ? [{ kind, ms: times[at]! }] : []));
      const all = own.flatMap((one) => one.ms);
      const p99 = percentile(all, 0.99);
      return {
        work: `${analysts} analysts, ${open} items open: ${method === 'GET' ? 'reads' : 'writes'}`,
        goal: `one of a hundred takes more than ${goalMs} ms at most, no error`,
        met: p99 <= goalMs && faultCount === 0 && all.length > 0,
        ratio: `p99 ${p99.toFixed(0)} ms, ${faultCount} errors`,
        ours: `${all.length} in ${measuredMs / 1000} s, ${(all.length / (measuredMs / 1000)).toFixed(1)} a second; median ${percentile(all, 0.5).toFixed(0)} ms, p95 ${percentile(all, 0.95).toFixed(0)} ms, the slowest ${Math.max(...all).toFixed(0)} ms`,
        reference: own
          .map(
            ({ kind, ms }) =>
              `${kind.name} ${ms.length} times, median ${percentile(ms, 0.5).toFixed(0)} ms, p99 ${percentile(ms, 0.99).toFixed(0)} ms`,
          )
          .join('; '),
        ceilings: [
          `each thinks ${thinkMs[0] / 1000} to ${thinkMs[1] / 1000} s between two requests; the analysts are a process of their own on the same processors`,
          busy,
          `memory: server program ${held.clientRssMb} MB, database ${held.serverMb ?? '?'} MB`,
          ...faults.map((fault) => `error: ${fault}`),
        ],
      };
    };
    return [lineOf('GET', mostReadMs), lineOf('POST', mostWriteMs)];
  } finally {
    await server.close(0);
  }
}
