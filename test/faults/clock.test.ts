/**
 * The machine's clock is wrong, is set back, and stood years ahead for a while: the order of what was recorded stands, what
 * was known at an instant stays known, the audit chain verifies, and nobody hears or pays twice. (Schedules on the days on
 * which clocks change: src/modules/operations/schedules.test.ts.)
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setProcedure } from '#collections';
import { runDay, verify } from '#operations';
import { runQuery, sql, verifyAudit } from '#platform';
import { aging, postDocuments } from '#receivables';
import { sendPath } from '../../src/apps/registrations.ts';
import { type Books, must, openBooks } from '../books.ts';
import { digestOfFacts } from '../facts.ts';

let books: Books;
let owner: pg.Client;
beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-03-02T09:00:00Z' });
  owner = new pg.Client({ connectionString: books.ownerUrl });
  await owner.connect();
  await owner.query('set row_security = off');
});
afterAll(async () => {
  await owner.end();
  await books.close();
});

let posted = 0;
const post = async (amountMinor: bigint): Promise<void> => {
  posted += 1;
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts['C1']!,
          documentType: 'invoice',
          number: `RE-${posted}`,
          documentDate: '2026-01-05',
          dueDate: '2026-02-04',
          currency: 'EUR',
          amountMinor,
        },
      ],
    }),
  );
};
const recorded = async (): Promise<{ seq: bigint; at: string }[]> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ seq: bigint; at: string }>`
        select seq, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from platform.audit
        where tenant_id = ${books.tenantId} order by seq`.execute(db),
    )
  ).rows;
const totalAsKnown = async (asKnown: string | null): Promise<bigint> => {
  const report = must(
    await aging(books.engine, books.tenantId, {
      companyId: books.company.id,
      asOf: '2026-03-02',
      asKnown,
      by: 'company',
      buckets: [30],
      basis: 'due',
      view: 'net',
    }),
  );
  return report.totals[0]?.totalMinor ?? 0n;
};

describe('R60 The clock jumps', () => {
  it('back, forward and back again: the order of records stands, and so does what was known', async () => {
    const instants = [
      '2026-03-02T10:00:00Z',
      '2026-03-02T08:00:00Z',
      '2026-03-01T23:59:59.999Z',
      '2026-03-29T01:30:00Z',
      '2031-01-01T00:00:00Z',
      '2026-03-02T10:00:01Z',
      '1999-12-31T23:00:00Z',
    ];
    const known: { at: string; total: bigint }[] = [];
    for (const [index, instant] of instants.entries()) {
      books.clock.set(instant);
      await post(100n * BigInt(index + 1));
      known.push({ at: (await recorded()).at(-1)!.at, total: await totalAsKnown(null) });
    }
    const records = await recorded();
    for (const [index, record] of records.entries())
      if (index > 0) expect(record.at > records[index - 1]!.at, `${record.seq}`).toBe(true);
    for (const one of known) expect(await totalAsKnown(one.at)).toBe(one.total);
    expect(new Set(known.map((one) => one.total)).size).toBe(instants.length);
    expect(await verifyAudit(books.engine, books.tenantId)).toMatchObject({ ok: true });
  });

  it('across the day run: run again with the clock set back or years ahead, it changes nothing and mails nobody', async () => {
    const rule = {
      levels: [{ level: 1, daysOverdue: 7, daysSinceLast: 0 }],
      minimumMinor: {},
      daysBetweenNotices: 7,
      daysToPay: 8,
    };
    must(await setProcedure(books.engine, books.caller, { code: 'standard', name: 'One reminder', rule }));
    const day = async (instant: string) => {
      books.clock.set(instant);
      const path = {
        asOf: '2026-03-03',
        inboxFolder: join(books.home, 'inbox'),
        sendPath: sendPath({ home: books.home }),
      };
      return must(await runDay(books.engine, books.caller, path));
    };
    const mails = (): string[] => readdirSync(join(books.home, 'outbox')).filter((name) => name.endsWith('.eml'));
    await day('2026-03-03T10:00:00Z');
    expect(mails()).toHaveLength(1);
    const facts = await digestOfFacts(owner);
    for (const instant of [
      '2026-03-03T07:00:00Z',
      '2026-03-02T10:00:00Z',
      '2029-03-03T10:00:00Z',
      '2026-03-03T10:00:01Z',
    ]) {
      await day(instant);
      expect(await digestOfFacts(owner), instant).toBe(facts);
      expect(mails()).toHaveLength(1);
    }
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});
