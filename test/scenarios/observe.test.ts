/**
 * What an operator sees: readiness, metrics and the log of a whole day and of its traffic; and that none of it holds a
 * person's data, asked of every column that may hold some.
 */
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeDue } from '#operations';
import {
  createMetrics,
  describeFault,
  findTenant,
  listMigrations,
  openDatabase,
  personalColumnRegistry,
  platformPersonalColumns,
  readConfig,
} from '#platform';
import { createServer, type DunwellServer } from '../../src/apps/server/index.ts';
import { modulePersonalColumns } from '../../src/apps/server/modules.ts';
import { scheduledWork } from '../../src/apps/worker.ts';
import { must } from '../books.ts';
import { mt940Day } from '../mt940-day.ts';
import { Browser, codeOf } from '../server-world.ts';
import { openWorkday, password, type Workday } from '../workday.ts';

const config = { production: false, logLevel: 'trace', metricsToken: 'a long secret of the monitoring' };
const migrations = listMigrations(readConfig().root).map((one) => one.name);
const home = mkdtempSync(join(tmpdir(), 'dunwell-observe-'));
const lines: string[] = [];
const logger = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
let workday: Workday;
let server: DunwellServer;
let failing = false;

const scrape = async (token = config.metricsToken): Promise<Response> =>
  server.app.request('http://localhost/metrics', { headers: { authorization: `Bearer ${token}` } });

/** What the bank leaves in the inbox: a customer pays from an account with a name, and somebody unknown does. */
async function bringBankFile(): Promise<void> {
  const owner = new pg.Client({ connectionString: workday.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ closing: string }>('select closing_minor as closing from cash.statement');
  await owner.end();
  const opening = Number(rows[0]!.closing);
  const text = mt940Day({
    day: '2026-03-02',
    number: 42,
    openingCents: opening,
    lines: [
      [65_000, 'Ostrava Stavby s.r.o.', 'Rechnung RE-26020', 'DE75512108001245126199'],
      [12_300, 'Ottilie Querfeldt', 'fuer meine Schwester Annegret'],
    ],
  });
  mkdirSync(join(home, 'inbox/acme/bank'), { recursive: true });
  writeFileSync(join(home, 'inbox/acme/bank/monday.sta'), text);
}

beforeAll(async () => {
  workday = await openWorkday();
  await workday.person('lena', 'Lena Vorster', 'controller');
  const metrics = createMetrics(workday.engine.database);
  const limits = { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } };
  const worker = { failing: () => failing };
  server = createServer({
    engine: workday.engine,
    config,
    logger,
    metrics,
    limits,
    migrations,
    worker,
    behindProxy: true,
  });
  await bringBankFile();
  // A day by schedule, as the server's worker runs it.
  const engine = { ...workday.engine, onCommand: metrics.command };
  const tenant = must(await findTenant(engine, undefined));
  workday.clock.set('2026-03-03T09:00:00Z');
  const onFault = (fault: unknown): void => logger.error({ fault: describeFault(fault) }, 'scheduled work broke off');
  const woken = await wakeDue(engine, tenant.id, scheduledWork(engine, tenant, { home }), onFault);
  for (const one of woken) logger.info({ tenant: tenant.code, ...one }, 'scheduled work');
  expect(woken.map((one) => [one.kind, one.state, one.code])).toContainEqual(['day-run', 'done', null]);
  // Every reading that there is, and what goes wrong.
  const browser = new Browser(server);
  expect((await browser.signIn('lena', password)).status).toBe(201);
  for (const route of server.routes.filter(
    (one) => one.method === 'get' && !one.path.includes('{') && !one.path.includes('events'),
  ))
    await browser.ask('GET', `${route.path}?company=DE01`);
  await browser.ask('GET', '/api/items?company=DE01&search=Nordwerk');
  await browser.ask('GET', '/api/nordwerk%20anlagenbau');
  await new Browser(server).signIn('lena', 'not the password');
  await new Browser(server).ask('GET', '/api/today');
});
afterAll(async () => {
  await server.close();
  await workday.close();
  rmSync(home, { recursive: true });
});

describe('readiness', () => {
  it('says what is well, and what is not', async () => {
    const ready = await server.app.request('http://localhost/readyz');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ status: 'ok', database: 'ok', migrations: 'ok', worker: 'ok' });
    failing = true;
    const stuck = await server.app.request('http://localhost/readyz');
    failing = false;
    expect([stuck.status, await codeOf(stuck)]).toEqual([503, 'platform.not-ready']);
    const old = createServer({ engine: workday.engine, config, logger, migrations: migrations.slice(0, -1) });
    expect((await old.app.request('http://localhost/readyz')).status).toBe(503);
    const ahead = createServer({
      engine: workday.engine,
      config,
      logger,
      migrations: [...migrations, 'cash/later.sql'],
    });
    const answer = await ahead.app.request('http://localhost/readyz');
    expect(await answer.json()).toMatchObject({ status: 503, details: { migrations: 'older', database: 'ok' } });
    expect((await ahead.app.request('http://localhost/healthz')).status).toBe(200);
  });

  it('says of a database that is away, and of one that takes the call and says nothing, that it is not there', async () => {
    const states = async (port: number) => {
      const database = openDatabase({ appUrl: `postgres://nobody:nothing@127.0.0.1:${port}/none` });
      const cut = createServer({ engine: { ...workday.engine, database }, config, logger, migrations });
      const answer = await cut.app.request('http://localhost/readyz');
      const { details } = (await answer.json()) as { details: { database: string; migrations: string } };
      expect((await cut.app.request('http://localhost/healthz')).status).toBe(200);
      return { status: answer.status, ...details, close: () => database.close() };
    };
    const calls: Socket[] = [];
    const silent = createTcpServer((socket) => void calls.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const mute = await states(port);
    expect(mute).toMatchObject({ status: 503, database: 'silent', migrations: 'unknown' });
    expect(calls.length).toBeGreaterThan(0);
    for (const socket of calls) socket.destroy();
    await mute.close();
    silent.close();
    await once(silent, 'close');
    const gone = await states(port);
    expect(gone).toMatchObject({ status: 503, database: 'away', migrations: 'unknown' });
    await gone.close();
  });
});

describe('metrics', () => {
  it('count requests, commands, refusals, jobs, messages, connections and the head', async () => {
    const text = await (await scrape()).text();
    for (const line of [
      /^dunwell_http_requests_total\{operation="identity.sign-in",status="201"\} 1$/m,
      /^dunwell_refusals_total\{place="http",code="identity.sign-in-failed"\} 1$/m,
      /^dunwell_commands_total\{operation="correspondence.claim-message",outcome="done"\} [1-9]/m,
      /^dunwell_command_seconds_count\{operation="cash.import-bank-file"\} 1$/m,
      /^dunwell_jobs\{tenant="acme",kind="day-run",state="done"\} [1-9]/m,
      /^dunwell_outbox_messages\{tenant="acme",state="sent"\} [1-9]/m,
      /^dunwell_schedule_failed_attempts\{tenant="acme",kind="day-run",company="DE01"\} 0$/m,
      /^dunwell_actions_without_limits\{tenant="acme",company="DE01"\} [0-9]+$/m,
      /^dunwell_pool_connections\{state="open"\} [1-9]/m,
      /^dunwell_head_sequence\{tenant="acme"\} [1-9]/m,
      /^process_resident_memory_bytes /m,
    ])
      expect(text).toMatch(line);
  });

  it('are for the token alone; without one for this machine alone', async () => {
    expect((await scrape('guessed')).status).toBe(404);
    expect((await server.app.request('http://localhost/metrics')).status).toBe(404);
    const open = createServer({ engine: workday.engine, config: { ...config, metricsToken: undefined }, logger });
    const { url } = await open.listen(0, '127.0.0.1');
    expect((await fetch(`${url}/metrics`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(404);
    // Without a socket nobody knows where the question came from.
    expect((await open.app.request('http://localhost/metrics')).status).toBe(404);
    await open.close();
  });
});

describe('a request', () => {
  it('has an id in its answer, in its problem document and in the log', async () => {
    const answer = await server.app.request('http://localhost/api/today');
    const id = answer.headers.get('x-request-id')!;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await answer.json()).toMatchObject({ requestId: id });
    expect(lines.filter((line) => line.includes(id)).map((line) => JSON.parse(line))).toMatchObject([
      { operation: 'operations.today', status: 401, code: 'identity.sign-in-needed' },
    ]);
    const proxied = await server.app.request('http://localhost/nowhere', {
      headers: { 'x-request-id': 'proxy-00000001' },
    });
    expect(await proxied.json()).toMatchObject({ requestId: 'proxy-00000001' });
    const forged = await server.app.request('http://localhost/nowhere', {
      headers: { 'x-request-id': 'Lena Vorster' },
    });
    expect(forged.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log and the metrics', () => {
  it('hold no value of any column with personal data', async () => {
    const owner = new pg.Client({ connectionString: workday.ownerUrl });
    await owner.connect();
    const values = new Set<string>();
    const words = (value: unknown): string[] =>
      value === null
        ? []
        : typeof value === 'object' && !Buffer.isBuffer(value)
          ? Object.values(value).flatMap(words)
          : [String(value)];
    for (const one of personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]).values()) {
      const { rows } = await owner.query(`select distinct ${one.column} as value from ${one.schema}.${one.table}`);
      // Audit payloads and messages are whole documents; their words stand in the other columns.
      for (const value of rows.flatMap((row) => words(row.value)))
        if (value.length >= 4 && value.length < 200) values.add(value);
    }
    await owner.end();
    // The system's own person is no person.
    values.delete('Dunwell');
    // A heading of a table that a mapping in the audit trail names.
    values.delete('Document');
    for (const name of [
      'Nordwerk Anlagenbau GmbH',
      'DE75512108001245126199',
      'Ottilie Querfeldt',
      'c1@example.org',
      'Lena Vorster',
    ])
      expect(values).toContain(name);
    expect(values.size).toBeGreaterThan(100);
    expect(lines.length).toBeGreaterThan(20);
    let told = lines.join('').toLowerCase() + (await (await scrape()).text()).toLowerCase();
    // As a word of its own: the digits of a customer's number stand in many a longer figure.
    const goesOn = /^(?:[\p{L}\p{N}]|\.\p{N})/u;
    const began = /(?:[\p{L}\p{N}]|\p{N}\.)$/u;
    const isTold = (value: string): boolean => {
      const word = value.toLowerCase();
      for (let at = told.indexOf(word); at >= 0; at = told.indexOf(word, at + 1)) {
        const end = at + word.length;
        if (!began.test(told.slice(Math.max(0, at - 2), at)) && !goesOn.test(told.slice(end, end + 2))) return true;
      }
      return false;
    };
    expect([...values].filter(isTold)).toEqual([]);
    expect(told).not.toContain('nordwerk');
    // A line that did hold one would be seen.
    expect(isTold([...values].find((one) => one.startsWith('DE75'))!)).toBe(false);
    told += ' de75512108001245126199';
    expect(isTold([...values].find((one) => one.startsWith('DE75'))!)).toBe(true);
  });
});
