/**
 * Between day runs: reads what the bank left in the inbox and applies the cash, so that nobody who paid is chased, and the
 * folders that must not wait; and looks again at money that waits when documents have come since.
 */
import { join } from 'node:path';
import { applyCash, companiesWithOpenMoney } from '#cash';
import { listCompanies } from '#company';
import { dayInZone, done, type Outcome } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { type Caller, type Engine, newsFor, noteSeen, refreshStatistics, runJob } from '#platform';
import { filesIn } from '../inbox.ts';
import type { InboxReader } from '../model.ts';
import { inboxStage } from './run-day.ts';

/** Commands that made a document, or opened items again; cash application is no news to itself. */
const documentsCame = {
  consumer: 'cash.match-again',
  counts: ['documents', 'clearings.reversed', 'documents.reversed'],
  own: 'cash.',
};

/**
 * Reads the inbox and applies cash for every company; answers how many files there were. Without files it applies the cash
 * of the companies with money that waits, where documents have come since it was looked at; without either nothing runs and no
 * job is noted. Refuses `platform.job-running` while a day run is at the same folder, and what `cash apply` refuses.
 */
export async function pollInbox(
  engine: Engine,
  caller: Caller,
  input: { inboxFolder: string; inboxReaders?: readonly InboxReader[] },
): Promise<Outcome<{ files: number }>> {
  const folders = ['bank', ...(input.inboxReaders ?? []).map((one) => one.folder)];
  const files = !folders.every((folder) => filesIn(join(input.inboxFolder, folder)).next().done);
  const news = await newsFor(engine, caller.tenantId, documentsCame);
  const waiting = news.came ? await companiesWithOpenMoney(engine, caller.tenantId) : [];
  if (!files && waiting.length === 0) {
    await noteSeen(engine, caller.tenantId, documentsCame.consumer, news.seq);
    return done({ files: 0 });
  }
  const polled = await runJob(
    engine,
    caller,
    'inbox',
    async (job) => {
      const report = await inboxStage(engine, caller, input, job);
      await refreshStatistics(engine);
      for (const company of await listCompanies(engine, caller.tenantId)) {
        if (report.counts['files'] === 0 && !waiting.includes(company.id)) continue;
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
  if (polled.ok) await noteSeen(engine, caller.tenantId, documentsCame.consumer, news.seq);
  return polled;
}
