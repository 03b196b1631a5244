/** Whose work money is that is not applied: by hand, by portfolio, by the company's rule; and that the day tells its owner. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  applyCash,
  assignReceipt,
  createBankAccount,
  importBankFile,
  listUnapplied,
  setDefaultOwner,
  unappliedIds,
} from '#cash';
import { assignPortfolio, createPortfolio, substitutePortfolio } from '#customers';
import { loadChart } from '#ledger';
import { loadToday } from '#operations';
import { type Caller, runQuery } from '#platform';
import { must, refusalOf } from '#test/books';
import { openPeopledBooks, type PeopledBooks } from '../authority-world.ts';
import { mt940Day } from '../mt940-day.ts';

let books: PeopledBooks;
let nora: Caller;
let otto: Caller;
let paul: Caller;
beforeAll(async () => {
  books = await openPeopledBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  const { engine, caller, company, tenantId } = books;
  [nora, otto, paul] = [
    await books.hire('Nora Cash', 'cash_applier'),
    await books.hire('Otto Collector', 'analyst'),
    await books.hire('Paul Substitute', 'analyst'),
  ];
  must(await createPortfolio(engine, caller, { code: 'NORTH', name: 'North', collectorPersonId: otto.actor.personId }));
  must(
    await assignPortfolio(engine, caller, {
      ...{ companyId: company.id, timeZone: company.timeZone, number: 'C1', portfolio: 'NORTH' },
      ...{ from: '2026-01-05', reason: 'Otto collects from C1.' },
    }),
  );
  const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number: 'DE89370400440532013000', currency: 'EUR', name: 'House bank', glAccountId };
  must(await createBankAccount(engine, caller, house));
  const lines = [
    [11_00, 'Customer C1', 'vielen Dank'],
    [22_00, 'Customer C2', 'vielen Dank'],
    [33_00, 'Niemand Bekannt', 'ohne Angabe'],
  ] as const;
  must(await importBankFile(engine, caller, { name: 'day.sta', bytes: mt940Day({ day: '2026-02-27', lines }) }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
});
afterAll(() => books.close());

const owners = async (): Promise<Record<string, string | null>> => {
  const { rows } = await listUnapplied(books.engine, books.tenantId, {
    companies: [{ id: books.company.id, day: books.clock.now().toISOString().slice(0, 10) }],
    limit: 50,
  });
  return Object.fromEntries(rows.map((one) => [one.amount, one.owner && `${one.owner}, ${one.ownedBy}`]));
};
/** What the day tells a person, and how many the list has behind it. */
const counted = async ({ actor: { personId } }: Caller): Promise<readonly [told: number, listed: number]> => {
  const { engine, tenantId, company } = books;
  const today = await loadToday(engine, tenantId, { companyIds: [company.id], personId });
  const listed = await unappliedIds(engine, { tenantId, companyIds: [company.id] }, personId, { whose: ['mine'] });
  return [today.companies[0]!.ownMoney, listed.length];
};
const setRule = (kind: 'unidentified' | 'without_collector', person: Caller | null) =>
  setDefaultOwner(books.engine, books.caller, {
    ...{ company: books.company, kind },
    personId: person?.actor.personId ?? null,
  });

describe('R38 money that is not applied has an owner by rule', () => {
  it('is its customer’s collector’s; without a rule nobody answers for the rest', async () => {
    expect(await owners()).toEqual({ '11.00': 'Otto Collector, collector', '22.00': null, '33.00': null });
    expect([await counted(otto), await counted(nora)]).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('falls by the company’s rule to one person where the payer is unknown, and to one where nobody collects', async () => {
    must(await setRule('unidentified', nora));
    expect(await owners()).toMatchObject({ '22.00': null, '33.00': 'Nora Cash, rule' });
    must(await setRule('without_collector', nora));
    expect(await owners()).toMatchObject({ '11.00': 'Otto Collector, collector', '22.00': 'Nora Cash, rule' });
    expect([await counted(otto), await counted(nora)]).toEqual([
      [1, 1],
      [2, 2],
    ]);
    must(await setRule('without_collector', null));
    expect(await owners()).toMatchObject({ '22.00': null });
  });

  it('falls to nobody who does not see the cash of the company', async () => {
    const stranger = await books.hire('Sam Stranger', null);
    expect(refusalOf(await setRule('unidentified', stranger))).toBe('cash.owner-sees-no-cash');
    const nobody = { ...stranger, actor: { personId: 999_999_999n } };
    expect(refusalOf(await setRule('unidentified', nobody))).toBe('identity.person-not-found');
    expect(await owners()).toMatchObject({ '33.00': 'Nora Cash, rule' });
  });

  it('is the substitute’s while the collector is away, who still finds it among their own', async () => {
    must(
      await substitutePortfolio(books.engine, books.caller, {
        ...{ portfolio: 'NORTH', personId: paul.actor.personId, reason: 'Otto is on leave.' },
        ...{ from: '2026-03-03', to: '2026-03-04' },
      }),
    );
    expect(await owners()).toMatchObject({ '11.00': 'Otto Collector, collector' });
    books.clock.set('2026-03-03T09:00:00Z');
    expect(await owners()).toMatchObject({ '11.00': 'Paul Substitute, substitute' });
    expect([await counted(otto), await counted(paul)]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    books.clock.set('2026-03-05T09:00:00Z');
    expect(await owners()).toMatchObject({ '11.00': 'Otto Collector, collector' });
    expect(await counted(paul)).toEqual([0, 0]);
  });

  it('stays with whom a person gave it to, whatever the rule says later', async () => {
    const { engine, caller, company, tenantId } = books;
    const day = '2026-03-05';
    const { rows } = await listUnapplied(engine, tenantId, { companies: [{ id: company.id, day }], limit: 50 });
    const one = rows.find((row) => row.amount === '33.00')!;
    const give = { company, receiptId: one.id, version: one.version, personId: paul.actor.personId };
    must(await assignReceipt(engine, caller, give));
    must(await setRule('unidentified', otto));
    expect(await owners()).toMatchObject({ '33.00': 'Paul Substitute, given' });
    must(await assignReceipt(engine, caller, { ...give, version: one.version + 1, personId: null }));
    expect(await owners()).toMatchObject({ '33.00': 'Otto Collector, rule' });
    expect(await counted(otto)).toEqual([2, 2]);
  });
});
