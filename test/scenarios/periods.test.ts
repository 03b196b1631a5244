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
    expect(month).toMatchObject({ state: 'soft_closed', late: [{ reason: late.lateReason, person: 'controller 1' }] });
  });

  it('a soft-closed month is opened again with a reason; both stand in its story and in the audit trail', async () => {
    must(await setState('2025-09', 'soft_closed', 'September is done.'));
    expect(refusalOf(await setState('2025-09', 'open', '  '))).toBe('ledger.reason-missing');
    must(await setState('2025-09', 'open', 'The auditors ask for an adjustment.'));
    must(await post('2025-09-30', 100n));
    const [month] = (await listPeriods(books.engine, books.tenantId, books.company.id)).filter(
      (row) => row.month === '2025-09',
    );
    expect(month!.changes.map((one) => [one.from, one.to, one.reason])).toEqual([
      ['open', 'soft_closed', 'September is done.'],
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

  it('posting against closing at the same time: what was in before is in, what comes after is refused', async () => {
    const pools = Array.from({ length: 4 }, () => openDatabase({ appUrl: books.appUrl }, { poolSize: 2 }));
    const engines: Engine[] = pools.map((database) => ({ ...books.engine, database }));
    let closed = false;
    const tally = { posted: 0, refused: 0, refusedBefore: 0 };
    const posters = engines.map(async (engine) => {
      for (let round = 0; round < 30; round += 1) {
        const wasClosed = closed;
        const outcome = await post('2025-07-15', 10n, books.caller, engine);
        if (outcome.ok) {
          expect(wasClosed).toBe(false);
          tally.posted += 1;
        } else {
          expect(outcome.refusal.code).toBe('ledger.period-closed');
          tally.refused += 1;
        }
      }
    });
    while (tally.posted < 20) await new Promise((resolve) => setImmediate(resolve));
    must(await setState('2025-07', 'closed', 'July is done.'));
    closed = true;
    await Promise.all(posters);
    for (const pool of pools) await pool.close();
    expect(tally.posted + tally.refused).toBe(120);
    expect(tally.refused).toBeGreaterThan(0);
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(report.checks.find((check) => check.name.startsWith('closed months'))!.checked).toBeGreaterThan(5);
  });

  it('verify would see a posting in a closed month', async () => {
    must(await post('2026-01-05', 100n));
    const owner = new pg.Client({ connectionString: books.ownerUrl });
    await owner.connect();
    await owner.query(`update ledger.journal set posting_date = '2025-07-31'
      where id = (select max(id) from ledger.journal)`);
    await owner.end();
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.find((check) => check.name.startsWith('closed months'))!.offenders[0]).toMatch(/2025-07/);
  });
});
