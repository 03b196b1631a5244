/** `serve`, and `start`: what `npm start` does on any machine, the first time and every time after. */

import { loadWorklist } from '#collections';
import { listCompanies } from '#company';
import { createDemo, demoSignIns, demoTenant, fillInbox } from '#demo';
import { done, type Outcome, refuse } from '#kernel';
import { noteRunByHand, type Woken } from '#operations';
import {
  createMetrics,
  describeFault,
  type Engine,
  listMigrations,
  listTenants,
  openInstallation,
  startNewActions,
  systemActor,
  type Tenant,
} from '#platform';
import { registrations } from '../../registrations.ts';
import { createServer, openLog } from '../../server/index.ts';
import { startWorker } from '../../worker.ts';
import { type Answer, type Command, type Invocation, untilStopped } from '../command.ts';
import { openForDemo } from '../open-for-demo.ts';
import { grouped, say, table } from '../output.ts';
import { describeDay, runDayAtHome } from './day.ts';

const firstPort = 4700;

/** Serves until it is told to stop (Ctrl+C, SIGTERM), then ends politely. */
async function serveUntilStopped(
  invocation: Invocation,
  engine: Engine,
  afterwards?: (url: string) => void,
): Promise<Outcome<null>> {
  const { config } = invocation;
  const authority = await beginNewActions(engine);
  if (!authority.ok) return authority;
  const workbench = await untilStopped(invocation.stop, invocation.workbench());
  const log = openLog(config);
  const metrics = createMetrics(engine.database);
  const worker = startWorker(
    { ...engine, onCommand: metrics.command },
    {
      config,
      onWoken(tenant, woken) {
        log.info({ tenant: tenant.code, ...woken }, 'scheduled work');
        sayWoken(tenant, woken);
      },
      onFault: (fault) => log.error({ fault: describeFault(fault) }, 'scheduled work broke off'),
    },
  );
  const server = createServer({
    engine,
    config,
    logger: log,
    metrics,
    worker,
    migrations: listMigrations(config.root).map((one) => one.name),
    behindProxy: config.behindProxy,
    workbench,
  });
  // Whatever ends it, nothing goes on behind it: a process that serves nobody would never be started anew.
  try {
    const listening = await listenSomewhere(server, config.host, config.port);
    if (!listening.ok) return listening;
    const { url } = listening.value;
    say(`\nDunwell is at ${url}   (API documentation: ${url}/api/docs)`);
    afterwards?.(url);
    if (!invocation.stop.aborted)
      await new Promise<void>((resolve) => invocation.stop.addEventListener('abort', () => resolve(), { once: true }));
    say('\nStopping …');
    return done(null);
  } finally {
    await Promise.all([server.close(), worker.stop()]);
  }
}

/** An upgrade brings actions that take authority: they begin with limits, and what nobody may do is said. */
async function beginNewActions(engine: Engine): Promise<Outcome<null>> {
  const sentenceOf = new Map(engine.registrations.governedActions.map((action) => [action.name, action.sentence]));
  const told = (names: readonly string[]): string =>
    names.map((name) => `${sentenceOf.get(name)} (${name})`).join(', ');
  for (const tenant of await listTenants(engine)) {
    const caller = { tenantId: tenant.id, actor: systemActor, source: 'start' };
    for (const company of await listCompanies(engine, tenant.id)) {
      const begun = await startNewActions(engine, caller, company);
      if (!begun.ok) return begun;
      const { given, without } = begun.value;
      if (given.length > 0)
        say(
          `${company.name}: new actions take authority and begin with their usual limits: ${told(given)}. See "dunwell authority list" or the page of approvals.`,
        );
      if (without.length > 0)
        say(
          `${company.name}: nobody may do these, as their limits were ended: ${told(without)}. "dunwell authority defaults" gives them their usual limits.`,
        );
    }
  }
  return done(null);
}

/** Work that the schedules woke is told where something was done that a person would ask about. */
function sayWoken(tenant: Tenant, { kind, scopes, state, code }: Woken): void {
  if (kind === 'day-run' || code !== null)
    say(
      `${tenant.name}: the ${kind.replace('-', ' ')} ${scopes.join(', ')} by schedule: ${state.replace('-', ' ')}${code === null ? '' : ` (${code})`}.`,
    );
}

/**
 * The wanted port, or the first free one of twenty: a second copy works beside the first. Refuses `server.port-taken` where
 * somebody else has the wanted one, and `server.port-forbidden` where this user may not have it.
 */
async function listenSomewhere(
  server: ReturnType<typeof createServer>,
  host: string,
  port: number | undefined,
): Promise<Outcome<{ url: string }>> {
  const candidates = port === undefined ? Array.from({ length: 20 }, (_, index) => firstPort + index) : [port];
  for (const candidate of candidates) {
    try {
      return done(await server.listen(candidate, host));
    } catch (fault) {
      const { code } = fault as NodeJS.ErrnoException;
      if (code === 'EACCES')
        return refuse('server.port-forbidden', `This user may not listen on port ${candidate}; PORT names another.`);
      if (code !== 'EADDRINUSE') throw fault;
    }
  }
  if (port === undefined) return done(await server.listen(0, host));
  return refuse('server.port-taken', `Port ${port} of ${host} is taken by another program; PORT names another.`);
}

export const serveCommand: Command = {
  name: 'serve',
  arguments: '',
  summary: 'Serves the API, its documentation and the workbench until it is stopped.',
  files: [0, 0],
  async run(invocation) {
    const installation = await openInstallation(invocation.config, invocation.clock, registrations);
    try {
      return await serveUntilStopped(invocation, installation.engine);
    } finally {
      await installation.close();
    }
  },
};

export const startCommand: Command = {
  name: 'start',
  arguments: '',
  summary: 'What npm start runs: the demo the first time, the day run, then serve.',
  files: [0, 0],
  async run(invocation): Promise<Outcome<Answer | null>> {
    say('Starting the database …');
    const opened = await openForDemo(invocation);
    if (!opened.ok) return opened;
    const installation = opened.value;
    try {
      if (installation.migrated.length > 0)
        say(`Schema brought up to date (${installation.migrated.length} migrations).`);
      const ready = await untilStopped(invocation.stop, prepare(invocation, installation.engine));
      if (!ready.ok) return ready;
      return await serveUntilStopped(invocation, installation.engine, (url) => {
        if (ready.value.some((tenant) => tenant.code === demoTenant))
          say(
            `Sign in at ${url} as ${demoSignIns.map((one) => `${one.login} (${one.role.replace('_', ' ')})`).join(', ')}; the password is "${demoSignIns[0]!.password}".`,
          );
        say('Ctrl+C stops everything.');
      });
    } finally {
      await installation.close();
    }
  },
};

/** Makes the demo where there is no tenant yet, and runs the day of every tenant. */
async function prepare(invocation: Invocation, engine: Engine): Promise<Outcome<Tenant[]>> {
  const { config, progress } = invocation;
  const onProgress = (label: string, count: number, total: number): void => progress.update(label, count, total);
  const isFirst = (await listTenants(engine)).length === 0;
  if (isFirst) {
    say('First start: making the demo company (two years of business, a minute or two) …');
    const made = await createDemo(engine, { home: config.home, seed: 1, customers: 400, onProgress });
    progress.end();
    if (!made.ok) return made;
    say(`Demo ready: ${made.value.customers} customers, ${made.value.documents} documents.`);
  }
  const tenants = await listTenants(engine);
  for (const tenant of tenants) {
    const caller = { tenantId: tenant.id, actor: systemActor, source: 'day-run' };
    // A demo that was made just now has its last files in the inbox.
    if (tenant.code === demoTenant && !isFirst) {
      const filled = await fillInbox(engine, { home: config.home });
      if (!filled.ok) return filled;
    }
    const day = await runDayAtHome({ engine, caller, tenant }, { config, asOf: null, progress });
    progress.end();
    if (!day.ok) return day;
    await noteRunByHand(engine, tenant.id, 'day-run');
    say(`\nThe day of ${tenant.name}\n${describeDay(day.value)}`);
    await sayWorklist(engine, tenant);
  }
  return done(tenants);
}

async function sayWorklist(engine: Engine, tenant: Tenant): Promise<void> {
  for (const company of await listCompanies(engine, tenant.id)) {
    const worklist = await loadWorklist(engine, tenant.id, { companyId: company.id, limit: 5, withNotListed: false });
    if (worklist.rows.length === 0) continue;
    say(`\nTop of the worklist, ${company.name}`);
    say(
      table(
        ['Customer', 'Name', 'Priority', 'Overdue', 'Why'],
        worklist.rows.map((row) => [
          row.customer,
          row.name.slice(0, 30),
          row.priority.toFixed(1),
          row.balances.map((one) => `${one.currency} ${grouped(one.overdue)}`).join(', '),
          row.reasons
            .map((reason) => reason.text)
            .slice(0, 2)
            .join('; '),
        ]),
        ['left', 'left', 'right', 'right'],
      ),
    );
  }
}
