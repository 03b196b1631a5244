/**
 * Between day runs: reads what the bank left in the inbox and applies the cash, so that nobody who paid is chased, and the
 * folders that must not wait.
 */
import { join } from 'node:path';
import { applyCash } from '#cash';
import { listCompanies } from '#company';
import { dayInZone, done, type Outcome } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { type Caller, type Engine, refreshStatistics, runJob } from '#platform';
import { filesIn } from '../inbox.ts';
import type { InboxReader } from '../model.ts';
import { inboxStage } from './run-day.ts';

/**
 * Reads the inbox and applies cash for every company; answers how many files there were. Without files nothing runs and no
 * job is noted. Refuses `platform.job-running` while a day run is at the same folder, and what `cash apply` refuses.
 */
export async function pollInbox(
  engine: Engine,
  caller: Caller,
  input: { inboxFolder: string; inboxReaders?: readonly InboxReader[] },
): Promise<Outcome<{ files: number }>> {
  const folders = ['bank', ...(input.inboxReaders ?? []).map((one) => one.folder)];
  if (folders.every((folder) => filesIn(join(input.inboxFolder, folder)).next().done)) return done({ files: 0 });
  return runJob(
    engine,
    caller,
    'inbox',
    async (job) => {
      const report = await inboxStage(engine, caller, input, job);
      await refreshStatistics(engine);
      for (const company of await listCompanies(engine, caller.tenantId)) {
        const asOf = dayInZone(engine.clock.now(), company.timeZone);
        await job.progress(`cash ${company.code}`, 0, null);
        const applied = await applyCash(engine, caller, {
          company,
          asOf,
          freshSince: previousBusinessDay(asOf, company.country),
        });
        if (!applied.ok) return applied;
      }
      return done({ files: report.counts['files']! });
    },
    'day-run',
  );
}
