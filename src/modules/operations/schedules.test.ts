/** Schedules: due once per occurrence whatever the clocks do, woken for each company at its own hour, resumed after a stop. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCompany } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { runJob } from '#platform';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { askForWork, noteRunByHand, type ScheduledWork, setSchedule, wakeDue } from './index.ts';
import { standardSchedules } from './model.ts';
import { listSchedules } from './queries/list-schedules.ts';
import { isDue, latestOccurrence, type ScheduleRule, type Wake } from './rules/schedule.ts';

const berlin = 'Europe/Berlin';
const at = (time: string): ScheduleRule => ({ ...standardSchedules['day-run'], at: time });

/** Walks a clock over instants and answers the keys of what ran. */
function walk(rule: ScheduleRule, zone: string, instants: Iterable<Date>): string[] {
  let last: Wake | null = null;
  const ran: string[] = [];
  for (const now of instants) {
    const occurrence = latestOccurrence(rule, zone, now);
    if (occurrence === null || !isDue(occurrence, last, now)) continue;
    ran.push(occurrence.key);
    last = { occurrence: occurrence.key, dueAt: occurrence.at, state: 'done', attempts: 1, retryAt: null };
  }
  return ran;
}

function* minutes(from: string, to: string, step = 1): Generator<Date> {
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += step * 60_000) yield new Date(ms);
}

describe('a time of day', () => {
  it('comes once on the day that has no 02:30, after the gap', () => {
    expect(walk(at('02:30'), berlin, minutes('2026-03-28T12:00Z', '2026-03-30T12:00Z'))).toEqual([
      '2026-03-28',
      '2026-03-29',
      '2026-03-30',
    ]);
    expect(latestOccurrence(at('02:30'), berlin, new Date('2026-03-29T01:29Z'))?.key).toBe('2026-03-28');
    expect(latestOccurrence(at('02:30'), berlin, new Date('2026-03-29T01:30Z'))?.key).toBe('2026-03-29');
  });

  it('comes once on the day that has two, at the first', () => {
    expect(walk(at('02:30'), berlin, minutes('2026-10-24T12:00Z', '2026-10-26T12:00Z'))).toEqual([
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
    ]);
    expect(latestOccurrence(at('02:30'), berlin, new Date('2026-10-25T00:30Z'))?.key).toBe('2026-10-25');
  });

  it('comes on 29 February, and every day of a year once in every zone with odd clocks', () => {
    for (const zone of [berlin, 'Australia/Lord_Howe', 'America/Santiago']) {
      const ran = walk(at('00:15'), zone, minutes('2027-12-30T00:00Z', '2029-01-02T00:00Z', 60));
      expect(ran).toContain('2028-02-29');
      expect(new Set(ran).size).toBe(ran.length);
      expect(ran.length).toBeGreaterThanOrEqual(370);
    }
  });

  it('is caught up once after a standstill', () => {
    expect(
      walk(at('05:30'), berlin, [
        new Date('2026-03-02T09:00Z'),
        new Date('2026-03-09T09:00Z'),
        new Date('2026-03-09T09:01Z'),
      ]),
    ).toEqual(['2026-03-02', '2026-03-09']);
  });

  it('does not come again when the clock is set back, nor stays away for years when it once stood far ahead', () => {
    const day = (instant: string) => new Date(instant);
    expect(
      walk(at('05:30'), berlin, [day('2026-03-02T04:31Z'), day('2026-03-02T04:00Z'), day('2026-03-02T04:35Z')]),
    ).toEqual(['2026-03-02']);
    expect(
      walk(at('05:30'), berlin, [day('2031-03-02T05:00Z'), day('2026-03-02T05:00Z'), day('2026-03-02T05:01Z')]),
    ).toEqual(['2031-03-02', '2026-03-02']);
  });

  it('keeps to its weekdays', () => {
    const rule = { ...at('05:30'), weekdays: [1, 2, 3, 4, 5] };
    expect(walk(rule, berlin, minutes('2026-03-05T12:00Z', '2026-03-10T12:00Z', 30))).toEqual([
      '2026-03-05',
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
    ]);
  });
});

describe('every so many minutes', () => {
  it('comes at each slot once', () => {
    const ran = walk(standardSchedules.inbox, berlin, minutes('2026-03-02T09:00Z', '2026-03-02T10:00Z'));
    expect(ran.length).toBe(5);
    expect(ran.at(-1)).toBe('2026-03-02T10:00:00.000Z');
  });
});

describe('R13 R69 scheduled work', () => {
  let books: Books;
  const ran: string[] = [];
  let answer: Outcome<unknown> = done(null);
  const work: ScheduledWork = {
    'day-run': async (_tenant, companies) => {
      ran.push(`day-run ${companies.join(' ')}`);
      return answer;
    },
    inbox: async () => done(null),
    outbox: async () => done(null),
  };
  const wakeAt = async (instant: string): Promise<string[]> => {
    books.clock.set(instant);
    ran.length = 0;
    await wakeDue(books.engine, books.tenantId, work);
    return [...ran];
  };

  beforeAll(async () => {
    books = await openBooks({ now: '2026-03-02T12:00:00Z' });
    const more = { country: 'US', timeZone: 'America/New_York', language: 'en', letterhead: {} };
    must(
      await createCompany(books.engine, books.caller, { code: 'US01', name: 'Acme Inc.', currency: 'USD', ...more }),
    );
    await noteRunByHand(books.engine, books.tenantId, 'day-run');
  });
  afterAll(() => books.close());

  it('wakes each company at its own hour, and none twice', async () => {
    expect(await wakeAt('2026-03-02T13:00:00Z')).toEqual([]);
    expect(await wakeAt('2026-03-03T04:29:00Z')).toEqual([]);
    expect(await wakeAt('2026-03-03T04:31:00Z')).toEqual(['day-run DE01']);
    expect(await wakeAt('2026-03-03T10:29:00Z')).toEqual([]);
    expect(await wakeAt('2026-03-03T10:31:00Z')).toEqual(['day-run US01']);
    expect(await wakeAt('2026-03-03T10:32:00Z')).toEqual([]);
  });

  it('wakes it once when two processes look at the same moment', async () => {
    books.clock.set('2026-03-04T12:00:00Z');
    ran.length = 0;
    await Promise.all(Array.from({ length: 4 }, () => wakeDue(books.engine, books.tenantId, work)));
    expect(ran).toEqual(['day-run DE01 US01']);
  });

  it('tries again what was refused, and gives up until the next day', async () => {
    answer = refuse('cash.odd', 'Not today.');
    const tries: string[] = [];
    for (let minute = 0; minute < 120; minute += 1) {
      const now = new Date(Date.parse('2026-03-05T12:00:00Z') + minute * 60_000).toISOString();
      if ((await wakeAt(now)).length > 0) tries.push(now.slice(11, 16));
    }
    expect(tries).toEqual(['12:00', '12:01', '12:03', '12:07', '12:15', '12:31']);
    const [state] = await listSchedules(books.engine, books.tenantId);
    expect(state).toMatchObject({ last: { state: 'given-up', attempts: 6, code: 'cash.odd' } });
    answer = done(null);
    expect(await wakeAt('2026-03-06T12:00:00Z')).toEqual(['day-run DE01 US01']);
  });

  it('is due again when the process died in the middle of it', async () => {
    const dying: ScheduledWork = { ...work, 'day-run': () => new Promise(() => undefined) };
    books.clock.set('2026-03-07T12:00:00Z');
    // The lock is its session's own: here the session ends as it would with the process.
    const { openDatabase } = await import('#platform');
    const own = { ...books.engine, database: openDatabase({ appUrl: books.appUrl }) };
    void wakeDue(own, books.tenantId, dying).catch(() => undefined);
    const { default: pg } = await import('pg');
    const owner = new pg.Client({ connectionString: books.appUrl });
    await owner.connect();
    const locked = async (): Promise<number> =>
      (
        await owner.query(
          `select count(*)::integer as n from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
        )
      ).rows[0].n;
    while ((await locked()) === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await wakeAt('2026-03-07T12:01:00Z')).toEqual([]);
    await owner.query(
      `select pg_terminate_backend(l.pid) from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())`,
    );
    while ((await locked()) > 0) await new Promise((resolve) => setImmediate(resolve));
    await owner.end();
    expect(await wakeAt('2026-03-07T12:02:00Z')).toEqual(['day-run DE01 US01']);
  });

  it('follows a new rule from its day on, and refuses one that makes no sense', async () => {
    const rule = { kind: 'day-run', active: true, at: '07:00', everyMinutes: null, weekdays: [1, 2, 3, 4, 5] } as const;
    must(await setSchedule(books.engine, books.caller, { ...rule, validFrom: '2026-03-10' }));
    expect(await wakeAt('2026-03-09T04:45:00Z')).toEqual(['day-run DE01 US01']);
    expect(await wakeAt('2026-03-10T05:59:00Z')).toEqual(['day-run US01']);
    expect(await wakeAt('2026-03-10T06:01:00Z')).toEqual(['day-run DE01']);
    for (const wrong of [
      { ...rule, at: '25:00' },
      { ...rule, at: null, everyMinutes: 5 },
      { ...rule, weekdays: [] },
      { ...rule, kind: 'inbox' as const },
      { ...rule, kind: 'outbox' as const, at: null, everyMinutes: 0 },
    ])
      expect(refusalOf(await setSchedule(books.engine, books.caller, { ...wrong, validFrom: '2026-03-10' }))).toBe(
        'operations.schedule-malformed',
      );
  });

  it('is done now where a person asks for it: once, for all companies, and not a second time before its end', async () => {
    const ask = () => askForWork(books.engine, books.caller, { kind: 'day-run' });
    expect(await wakeAt('2026-03-10T13:00:00Z')).toEqual(['day-run US01']);
    must(await ask());
    expect(refusalOf(await ask())).toBe('operations.work-asked');
    const asked = (await listSchedules(books.engine, books.tenantId)).filter((one) => one.asked !== null);
    expect(asked.map((one) => [one.kind, one.scope, one.today])).toEqual([
      ['day-run', 'DE01', '2026-03-10'],
      ['day-run', 'US01', '2026-03-10'],
    ]);
    expect(await wakeAt('2026-03-10T13:01:00Z')).toEqual(['day-run DE01 US01']);
    expect(await wakeAt('2026-03-10T13:02:00Z')).toEqual([]);
    // What was refused is not tried again by itself; it can be asked for again.
    must(await ask());
    answer = refuse('cash.odd', 'Not today.');
    expect(await wakeAt('2026-03-10T13:03:00Z')).toEqual(['day-run DE01 US01']);
    expect(await wakeAt('2026-03-10T13:10:00Z')).toEqual([]);
    answer = done(null);
    must(await ask());
    expect(await wakeAt('2026-03-10T13:11:00Z')).toEqual(['day-run DE01 US01']);
  });

  it('is not asked for while a run is under way', async () => {
    const codes: string[] = [];
    await runJob(books.engine, books.caller, 'day-run', async () => {
      codes.push(refusalOf(await askForWork(books.engine, books.caller, { kind: 'day-run' })));
      return done(null);
    });
    expect(codes).toEqual(['platform.job-running']);
    must(await askForWork(books.engine, books.caller, { kind: 'day-run' }));
  });
});
