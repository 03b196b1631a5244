/** R54 A month is closed for good only when it is revalued, and when its banks are signed or somebody says that it is closed anyway. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordExchangeRates } from '#company';
import { changePeriod, monthFindings } from '#ledger';
import { runQuery, sql } from '#platform';
import { revalue } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '../books.ts';
import { billAll, houseDays, openHouseBank } from '../house-bank.ts';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 2, now: '2026-02-03T09:00:00Z' });
  await billAll(books, [['C1', 'INV-EUR', 500_00n]]);
});
afterAll(() => books.close());

const found = (month: string) => monthFindings(books.engine, books.tenantId, { companyId: books.company.id, month });
const codes = async (month: string) => (await found(month)).map((one) => [one.code, one.needed]);
const close = (month: string, anyway = false) =>
  changePeriod(books.engine, books.caller, {
    ...{ companyId: books.company.id, month, state: 'closed', reason: 'The month is done.', anyway },
  });
/** State of a month, and whether its close passed something over, as the audit trail has it. */
const inputOfClose = () =>
  runQuery(books.engine, books.tenantId, async (db) => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from platform.audit a join platform.audit_payload p on p.tenant_id = a.tenant_id and p.seq = a.seq
      where a.tenant_id = ${books.tenantId} and a.operation = 'ledger.change-period' order by a.seq desc limit 1`.execute(
      db,
    );
    return rows[0]!.payload;
  });

describe('R54 Before a month is closed for good', () => {
  it('nothing is to be done where there is neither a foreign item nor a bank', async () => {
    expect(await found('2025-11')).toEqual([]);
    must(await close('2025-11'));
  });

  it('a rate that is missing and a revaluation that was not run keep it open, also when it is to be closed anyway', async () => {
    must(
      await recordExchangeRates(books.engine, books.caller, [
        { from: 'USD', to: 'EUR', day: '2026-01-02', rate: '0.90', source: 'test' },
        { from: 'USD', to: 'EUR', day: '2026-01-30', rate: '0.95', source: 'test' },
      ]),
    );
    await billAll(books, [['C1', 'INV-USD', 1000_00n, 'USD']]);
    expect(await codes('2026-01')).toEqual([['receivables.not-revalued', true]]);
    expect((await found('2026-01'))[0]!.text).toContain('Open items in USD');
    expect(refusalOf(await close('2026-01'))).toBe('ledger.month-unready');
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.month-unready');
    // Softly it is closed all the same: a controller goes on in it.
    must(
      await changePeriod(books.engine, books.caller, {
        ...{ companyId: books.company.id, month: '2026-01', state: 'soft_closed', reason: 'Nearly done.' },
      }),
    );
    must(
      await changePeriod(books.engine, books.caller, {
        ...{ companyId: books.company.id, month: '2026-01', state: 'open', reason: 'The revaluation is missing.' },
      }),
    );
    must(await revalue(books.engine, books.caller, { company: books.company, month: '2026-01' }));
    expect(await found('2026-01')).toEqual([]);
  });

  it('a bank account whose month is not signed is told, and the month closed anyway with the reason', async () => {
    await openHouseBank(books);
    await houseDays(() => books, '2026-01-30').read('2026-01-30', [[100_00, 'Customer C1', 'INV-EUR']]);
    expect(await codes('2026-01')).toEqual([['reconciliation.month-unsigned', false]]);
    // The account did not exist in the month before: there is nothing to sign.
    expect(await found('2025-12')).toEqual([]);
    const refused = await close('2026-01');
    expect(refusalOf(refused)).toBe('ledger.month-unready');
    expect(refused).toMatchObject({
      refusal: { details: { findings: [{ code: 'reconciliation.month-unsigned', needed: false }] } },
    });
    must(await close('2026-01', true));
    expect(await inputOfClose()).toContain('anyway');
    expect(refusalOf(await close('2026-01', true))).toBe('ledger.period-unchanged');
  });
});
