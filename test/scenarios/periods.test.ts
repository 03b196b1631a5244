/** Closing months: who may post where, what is refused, and posting against closing at the same time. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePeriod, listPeriods, type PeriodState } from '#ledger';
import { verify } from '#operations';
import { type Caller, createPerson, type Engine, grantRole, openDatabase, type Role, runQuery, sql } from '#platform';
import { clearItems, postDocuments, reverseClearing } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

let books: Books;
let numbers = 0;

beforeAll(async () => {
  books = await openBooks({ customers: 2 });
});
afterAll(() => books.close());

const setState = (month: string, state: PeriodState, reason = 'Month end.', caller = books.caller) =>
  changePeriod(books.engine, caller, { companyId: books.company.id, month, state, reason });

async function personWith(role: Role, companyId: bigint | null): Promise<Caller> {
  const name = `${role} ${++numbers}`;
  const { personId } = must(await createPerson(books.engine, books.caller, { name }));
  must(await grantRole(books.engine, books.caller, { personId: BigInt(personId), companyId, role }));
  return { ...books.caller, actor: { personId: BigInt(personId) } };
}

const post = (day: string, amountMinor: bigint, caller: Caller = books.caller, engine: Engine = books.engine) =>
  postDocuments(engine, caller, {
    company: books.company,
    documents: [
      {
        accountId: books.accounts['C1']!,
        documentType: amountMinor < 0n ? 'payment' : 'invoice',
        number: `N-${++numbers}`,
        documentDate: day,
        currency: 'EUR',
        amountMinor,
      },
    ],
  });

const itemOf = async (outcome: ReturnType<typeof post>): Promise<bigint> => must(await outcome).posted[0]!.itemIds[0]!;

describe('R54 The month is closed', () => {
  it('posting against closing at the same time: what was in before is in, what comes after is refused', async () => {
    const pools = Array.from({ length: 4 }, () => openDatabase({ appUrl: books.appUrl }, { poolSize: 2 }));
    const engines: Engine[] = pools.map((database) => ({ ...books.engine, database }));
    let closed = false;
    const tally = { posted: 0, refused: 0 };
    // Each goes on until it was refused, however long the close takes: what is posted then is known by nobody before.
    const posters = engines.map(async (engine) => {
      for (let refused = false; !refused; ) {
        const wasClosed = closed;
        const outcome = await post('2025-07-15', 10n, books.caller, engine);
        if (outcome.ok) {
          expect(wasClosed).toBe(false);
          tally.posted += 1;
        } else {
          expect(outcome.refusal.code).toBe('ledger.period-closed');
          tally.refused += 1;
          refused = true;
        }
      }
    });
    while (tally.posted < 20) await new Promise((resolve) => setImmediate(resolve));
    must(await setState('2025-07', 'closed', 'July is done.'));
    closed = true;
    await Promise.all(posters);
    for (const pool of pools) await pool.close();
    expect(tally.refused).toBe(engines.length);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ posted: number }>`select count(*)::integer as posted from ledger.journal
        where tenant_id = ${books.tenantId} and posting_date = '2025-07-15'`.execute(db),
    );
    expect(rows[0]!.posted).toBe(tally.posted);
  });

  it('a soft-closed month takes a posting only from a controller who says why, and keeps who and why', async () => {
    must(await setState('2025-10', 'soft_closed'));
    const controller = await personWith('controller', books.company.id);
    const lead = await personWith('lead', null);
    const elsewhere = await personWith('controller', books.company.id + 1000n);
    const late = { lateReason: 'The freight invoice of October came on 4 November.' };
    expect(refusalOf(await post('2025-10-31', 100n))).toBe('ledger.period-soft-closed');
    expect(refusalOf(await post('2025-10-31', 100n, controller))).toBe('ledger.period-soft-closed');
    expect(refusalOf(await post('2025-10-31', 100n, { ...lead, ...late }))).toBe('ledger.period-soft-closed');
    expect(refusalOf(await post('2025-10-31', 100n, { ...elsewhere, ...late }))).toBe('ledger.period-soft-closed');
    must(await post('2025-10-31', 100n, { ...controller, ...late }));
    const [month] = (await listPeriods(books.engine, books.tenantId, books.company.id)).filter(
      (row) => row.month === '2025-10',
    );
    expect(month).toMatchObject({
      state: 'soft_closed',
      late: [{ reason: late.lateReason, person: expect.stringMatching(/^controller/) }],
    });
  });

  it('a soft-closed month is opened again with a reason; both stand in its story and in the audit trail', async () => {
    must(await setState('2025-11', 'soft_closed', 'November is done.'));
    expect(refusalOf(await setState('2025-11', 'open', '  '))).toBe('ledger.reason-missing');
    must(await setState('2025-11', 'open', 'The auditors ask for an adjustment.'));
    must(await post('2025-11-30', 100n));
    const [month] = (await listPeriods(books.engine, books.tenantId, books.company.id)).filter(
      (row) => row.month === '2025-11',
    );
    expect(month!.changes.map((one) => [one.from, one.to, one.reason])).toEqual([
      ['open', 'soft_closed', 'November is done.'],
      ['soft_closed', 'open', 'The auditors ask for an adjustment.'],
    ]);
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ reason: string }>`select reason from platform.audit where tenant_id = ${books.tenantId}
        and operation = 'ledger.change-period' order by seq desc limit 1`.execute(db),
    );
    expect(rows[0]!.reason).toBe('The auditors ask for an adjustment.');
  });

  it('a closed month is closed for good, for everybody', async () => {
    must(await setState('2025-08', 'closed'));
    const controller = { ...(await personWith('controller', null)), lateReason: 'I insist.' };
    expect(refusalOf(await post('2025-08-31', 100n, controller))).toBe('ledger.period-closed');
    expect(refusalOf(await setState('2025-08', 'open', 'I insist.'))).toBe('ledger.period-closed');
    expect(refusalOf(await setState('2025-08', 'soft_closed', 'I insist.'))).toBe('ledger.period-closed');
    expect(refusalOf(await setState('2025-08', 'closed'))).toBe('ledger.period-unchanged');
    expect(refusalOf(await setState('2025-13', 'closed'))).toBe('ledger.month-malformed');
  });

  it('no allocation takes effect in a closed month, also where both items lie later than the day given', async () => {
    const invoice = await itemOf(post('2025-11-20', 500n));
    const money = await itemOf(post('2025-12-10', -500n));
    const clear = (postingDate: string) =>
      clearItems(books.engine, books.caller, {
        company: books.company,
        allocations: [{ creditItemId: money, debitItemId: invoice, amountMinor: 500n }],
        postingDate,
        kind: 'cash_application',
        explanation: 'Paid.',
      });
    must(await setState('2025-12', 'soft_closed'));
    expect(refusalOf(await clear('2025-11-25'))).toBe('ledger.period-soft-closed');
    must(await setState('2025-12', 'open', 'Not yet.'));
    const { clearingId } = must(await clear('2025-12-20'));
    for (const month of ['2025-09', '2025-10', '2025-11', '2025-12']) must(await setState(month, 'closed'));
    const reverse = (postingDate: string) =>
      reverseClearing(books.engine, books.caller, {
        company: books.company,
        clearingId,
        postingDate,
        reason: 'Wrong invoice.',
      });
    expect(refusalOf(await reverse('2025-12-22'))).toBe('ledger.period-closed');
    must(await reverse('2026-01-05'));
  });

  it('what lies before a closed month is closed with it, posted in or not, and nobody met it before', async () => {
    const stateOf = async (month: string) =>
      (await listPeriods(books.engine, books.tenantId, books.company.id)).find((row) => row.month === month)?.state;
    // Long before the books begin: no row, and closed all the same.
    expect(await stateOf('2019-03')).toBeUndefined();
    const controller = { ...(await personWith('controller', null)), lateReason: 'An old invoice.' };
    expect(refusalOf(await post('2019-03-31', 100n, controller))).toBe('ledger.period-closed');
    expect(refusalOf(await setState('2019-03', 'closed'))).toBe('ledger.period-unchanged');
    expect(refusalOf(await setState('2019-03', 'open'))).toBe('ledger.period-closed');
    // Softly it goes as far as closed softly, and months are opened again latest first.
    const months = must(await setState('2026-04', 'soft_closed', 'April is done.')).months;
    expect(months).toEqual(['2026-01', '2026-02', '2026-03', '2026-04']);
    expect(refusalOf(await post('2026-02-10', 100n))).toBe('ledger.period-soft-closed');
    const reopened = await setState('2026-03', 'open', 'Too early.');
    expect(refusalOf(reopened)).toBe('ledger.later-month-closed');
    expect(reopened).toMatchObject({ refusal: { details: { month: '2026-04' } } });
    expect(await stateOf('2026-03')).toBe('soft_closed');
    must(await setState('2026-05', 'soft_closed', 'May is done.'));
    expect(refusalOf(await setState('2026-04', 'open', 'Too early.'))).toBe('ledger.later-month-closed');
    expect(must(await setState('2026-05', 'open', 'Too early.')).months).toEqual(['2026-05']);
    // What came along when it was closed is opened with it.
    expect(must(await setState('2026-04', 'open', 'Too early.')).months).toEqual(months);
    must(await post('2026-02-10', 100n));
  });

  it('a posting into a month that nobody met, against the close that takes it along', async () => {
    const other = await openBooks({ customers: 1 });
    const engines: Engine[] = Array.from({ length: 3 }, () => ({
      ...other.engine,
      database: openDatabase({ appUrl: other.appUrl }, { poolSize: 2 }),
    }));
    const postThere = (engine: Engine, documentDate: string) =>
      postDocuments(engine, other.caller, {
        company: other.company,
        documents: [
          {
            ...{ accountId: other.accounts['C1']!, documentType: 'invoice', number: `N-${++numbers}`, documentDate },
            ...{ currency: 'EUR', amountMinor: 10n },
          },
        ],
      });
    let posted = 0;
    for (let round = 0; round < 10; round += 1) {
      const year = 2020 + Math.floor(round / 5);
      const month = (back: number) => `${year}-${String(2 * (round % 5) + 2 - back).padStart(2, '0')}`;
      const [closed, ...outcomes] = await Promise.all([
        changePeriod(other.engine, other.caller, {
          ...{ companyId: other.company.id, month: month(0), state: 'closed', reason: 'Done.', through: true },
        }),
        ...engines.map((engine) => postThere(engine, `${month(1)}-15`)),
      ]);
      must(closed!);
      for (const one of outcomes)
        if (one!.ok) posted += 1;
        else expect(one!.refusal.code).toBe('ledger.period-closed');
      expect(refusalOf(await postThere(other.engine, `${month(1)}-15`))).toBe('ledger.period-closed');
    }
    const held = await runQuery(other.engine, other.tenantId, async (db) => {
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count from ledger.journal
        where tenant_id = ${other.tenantId}`.execute(db);
      return rows[0]!.count;
    });
    expect(held).toBe(posted);
    const report = await verify(other.engine, other.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    for (const { database } of engines) await database.close();
    await other.close();
  });

  it('a posting that finds its month brought by another one meanwhile, against the close that holds that month already', async () => {
    const { company, tenantId, ownerUrl } = books;
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const waiting = (count: number) =>
      expect
        .poll(async () => {
          const { rows } = await owner.query(
            `select count(*)::integer as n from pg_locks l join pg_database d on d.oid = l.database
             where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`,
          );
          return rows[0].n;
        })
        .toBe(count);
    try {
      const door = `ledger.new-months ${tenantId}/${company.id}`;
      await owner.query('select pg_advisory_lock(hashtextextended($1, 0))', [door]);
      // It has looked, found no month, and stands before the door.
      const posting = post('2027-02-10', 10n);
      await waiting(1);
      await owner.query(
        `insert into ledger.period (tenant_id, company_id, month, state) values ($1, $2, '2027-02', 'open')`,
        [String(tenantId), String(company.id)],
      );
      const closing = setState('2027-03', 'soft_closed', 'March is done.');
      await waiting(2);
      await owner.query('select pg_advisory_unlock(hashtextextended($1, 0))', [door]);
      must(await closing);
      expect(refusalOf(await posting)).toBe('ledger.period-soft-closed');
      must(await setState('2027-03', 'open', 'Too early.'));
    } finally {
      await owner.end();
    }
  });

  it('verify would see a posting in a closed month', async () => {
    must(await post('2026-01-05', 100n));
    const before = await verify(books.engine, books.tenantId);
    expect(before.checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(before.checks.find((check) => check.name.startsWith('closed months'))!.checked).toBeGreaterThan(5);
    const owner = new pg.Client({ connectionString: books.ownerUrl });
    await owner.connect();
    await owner.query(`update ledger.journal set posting_date = '2025-07-31'
      where id = (select max(id) from ledger.journal)`);
    await owner.end();
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.find((check) => check.name.startsWith('closed months'))!.offenders[0]).toMatch(/2025-07/);
  });
});
