/** A lockbox told by X12 823: its checks are paid in with their batches, each into its own account, as those of a BAI file are. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyCash, importAdviceFile, importBankFile, listChecks, loadHeldBatches, matchAdvices } from '#cash';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { loadItems } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { billAll, openHouseBank } from '../house-bank.ts';
import { mt940Day } from '../mt940-day.ts';

let books: Books;
const [atlanta, dallas] = ['5550001', '5550002'];

beforeAll(async () => {
  books = await openBooks({ customers: 4, now: '2026-03-02T09:00:00Z' });
  for (const number of [atlanta, dallas]) await openHouseBank(books, { number, currency: 'USD' });
  await billAll(books, [
    ['C1', 'INV-1001', 100_00n, 'USD'],
    ['C1', 'INV-1002', 202_00n, 'USD'],
    ['C2', 'INV-2001', 50_00n, 'USD'],
    ['C3', 'INV-3001', 75_00n, 'USD'],
    ['C4', 'INV-4001', 40_00n, 'USD'],
  ]);
});
afterAll(() => books.close());

const set = (...segments: string[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'ISA*00*          *00*          *ZZ*BANK           *ZZ*SELLER         *260227*1030*U*00401*000000001*0*P*>',
      'GS*LB*BANK*SELLER*20260227*0900*1*X*004010',
      'ST*823*0001',
      ...segments,
      `SE*${segments.length + 2}*0001`,
      'GE*1*1',
      'IEA*1*000000001',
      '',
    ].join('~'),
  );
const check = (number: string, amount: string, name: string, ...lines: string[]): string[] => [
  `BPR*I*${amount}*C*CHK**01*021000021*DA*4711*****20260225`,
  `TRN*1*T${number}`,
  `REF*CK*${number}`,
  `N1*PR*${name}`,
  ...lines,
];
const open = async (customer: string) =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      loadItems(db, books.tenantId, { openOfAccounts: [books.accounts[customer]!] }),
    )
  ).map((item) => `${item.number} ${item.openMinor}`);
const deposits = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ told: string }>`
      select concat_ws(' ', b.number, d.deposited_on, d.origin) as told from cash.deposit d
      join cash.bank_account b on b.tenant_id = ${books.tenantId} and b.id = d.bank_account_id
      where d.tenant_id = ${books.tenantId} order by d.id`.execute(db),
  );
  return rows.map((row) => row.told);
};

it('R34 R33 an X12 823 pays its checks in, batch by batch, into the account that each deposit names', async () => {
  const { engine, caller, company, tenantId } = books;
  const bytes = set(
    'N1*LB*FIRST BANK',
    // Two batches into one account: the first foots, the second says a check more than it holds.
    `DEP*LBX77*20260227*0800*D1*01*021000021*DA*${atlanta}`,
    'AMT*3*450',
    'QTY*41*2',
    'QTY*42*3',
    'BAT*20260227**001',
    'AMT*2*350',
    'QTY*42*2',
    ...check('1234', '300', 'Customer C1', 'RMR*IV*INV-1001**98*100*2', 'RMR*IV*INV-1002**202'),
    ...check('1235', '50', 'Customer C2', 'RMR*IV*INV-2001**50'),
    'BAT*20260227**002',
    'AMT*2*100',
    'QTY*42*2',
    ...check('1236', '75', 'Customer C3', 'RMR*IV*INV-3001**75'),
    // A deposit of its own, and money that came by transfer: that is on the bank's statement, and no check.
    `DEP*LBX78*20260226*0800*D2*01*021000021*DA*${dallas}`,
    'AMT*3*40',
    'QTY*42*1',
    ...check('1237', '40', 'Customer C4', 'RMR*IV*INV-4001**40'),
    'BPR*I*11*C*ACH**01*021000021*DA*99*****20260226',
    'TRN*1*A1',
  );
  const imported = must(await importAdviceFile(engine, caller, { name: 'lbx.823', bytes, companies: [company] }));
  expect(imported).toMatchObject({ format: 'x12.823', heldBatches: 1, knownBatches: 0 });
  expect(imported.adviceIds).toHaveLength(5);
  expect(imported.lineIds).toHaveLength(3);
  must(await matchAdvices(engine, caller, { company, lineIds: imported.lineIds }));
  expect(await open('C1')).toEqual([expect.stringMatching(/ 200$/)]);
  expect(await open('C2')).toEqual([]);
  expect(await open('C4')).toEqual([]);
  expect(await open('C3')).toEqual(['INV-3001 7500']);
  const registered = await listChecks(engine, tenantId, { companyId: company.id, day: '2026-03-02', limit: 50 });
  expect(registered.map((one) => `${one.number} ${one.amount}`).sort()).toEqual([
    '1234 300.00',
    '1235 50.00',
    '1237 40.00',
  ]);
  expect(await deposits()).toEqual([`${atlanta} 2026-02-27 lockbox`, `${dallas} 2026-02-26 lockbox`]);
  const held = await runQuery(engine, tenantId, (db) => loadHeldBatches(db, tenantId, { companyId: company.id }));
  expect(held).toMatchObject([{ batch: 'D1-002', statedMinor: 100_00n, sumMinor: 75_00n, statedChecks: 2, checks: 1 }]);
  // The bank's line is the checks' money, not more of it.
  const credited = mt940Day({
    account: dallas,
    currency: 'USD',
    day: '2026-02-27',
    lines: [[40_00, 'LOCKBOX', 'DEPOSIT LBX78']],
  });
  must(await importBankFile(engine, caller, { name: 'dallas.sta', bytes: credited }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ state: string }>`
      select r.state from cash.receipt r join cash.bank_line l on l.tenant_id = ${tenantId} and l.id = r.bank_line_id
      where r.tenant_id = ${tenantId} and l.counterparty_name = 'LOCKBOX'`.execute(db),
  );
  expect(rows.map((row) => row.state)).toEqual(['deposit']);
  expect((await verify(engine, tenantId)).checks.filter((one) => one.failed > 0)).toEqual([]);
});
