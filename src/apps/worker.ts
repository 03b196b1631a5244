/**
 * The worker: a loop that wakes scheduled work in every tenant while the server runs. Any number of servers may have one;
 * what each tenant's schedules say decides, and a lock of the database sees to it that one of them does it.
 */
import { join } from 'node:path';
import { demoTenant, fillInbox } from '#demo';
import { emptyOutbox, pollInbox, runDay, type ScheduledWork, type Woken, wakeDue } from '#operations';
import { type Caller, type Engine, listTenants, systemActor, type Tenant } from '#platform';
import { adviceReader, inboxReaders, mailReader, sendPath, settlementReader } from './registrations.ts';

export interface Worker {
  /** True after a round that broke off, until one comes to its end. */
  failing(): boolean;
  /** Ends after the work under way, or after the grace: what is cut then is due again. */
  stop(graceMs?: number): Promise<void>;
}

/** What of the configuration the work needs: where its folders are, and how it mails. */
export type WorkerConfig = Parameters<typeof sendPath>[0];

/** The scheduled work of one tenant. */
export function scheduledWork(engine: Engine, tenant: Tenant, config: WorkerConfig): ScheduledWork {
  const caller: Caller = { tenantId: tenant.id, actor: systemActor, source: 'schedule' };
  const inboxFolder = join(config.home, 'inbox', tenant.code);
  const path = sendPath(config);
  return {
    'day-run': async (_tenantId, companies) => {
      if (tenant.code === demoTenant) {
        const filled = await fillInbox(engine, { home: config.home });
        if (!filled.ok) return filled;
      }
      return runDay(engine, caller, { asOf: null, companies, inboxFolder, inboxReaders, sendPath: path });
    },
    inbox: () => pollInbox(engine, caller, { inboxFolder, inboxReaders: [adviceReader, settlementReader, mailReader] }),
    outbox: () => emptyOutbox(engine, caller, path),
  };
}

/** Starts the loop: a round at once, then one each `everyMs` after the last has ended. */
export function startWorker(
  engine: Engine,
  options: {
    config: WorkerConfig;
    everyMs?: number;
    onWoken?: (tenant: Tenant, woken: Woken) => void;
    onFault?: (fault: unknown) => void;
  },
): Worker {
  let stopping = false;
  let broken = false;
  let wake = (): void => undefined;
  const round = async (): Promise<void> => {
    for (const tenant of await listTenants(engine)) {
      if (stopping) return;
      const woken = await wakeDue(engine, tenant.id, scheduledWork(engine, tenant, options.config), options.onFault);
      for (const one of woken) options.onWoken?.(tenant, one);
    }
    broken = false;
  };
  const loop = async (): Promise<void> => {
    while (!stopping) {
      // A database that is away is told by readiness; the next round finds it back.
      await round().catch((fault) => {
        broken = true;
        options.onFault?.(fault);
      });
      if (stopping) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, options.everyMs ?? 5_000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    failing: () => broken,
    async stop(graceMs = 3_000) {
      stopping = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([running, new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))]);
      clearTimeout(timer);
    },
  };
}
