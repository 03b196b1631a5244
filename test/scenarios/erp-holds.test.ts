/** Loads of an ERP that a person has to look at, each reason by itself and at its edge; and what is left of an item inherits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Company } from '#company';
import { relateCustomers } from '#customers';
import { builtInErpMappings, type Declared, discardLoad, loadErpFile, releaseLoad } from '#integrations';
import { done } from '#kernel';
import { changePeriod, monthFindings } from '#ledger';
import { runJob, runQuery, sql } from '#platform';
import { recordPromise } from '#promises';
import { blockItems } from '#receivables';
import { type Books, must, refusalOf } from '../books.ts';
import { closeVerified, openMirroredBooks } from '../mirrored-books.ts';
import { remind } from '../reminded-item.ts';
import { reach, type SapItem, sapHeader, sapRow } from '../sap-list.ts';

let books: Books;
let company: Company;
beforeEach(async () => {
  ({ books, company } = await openMirroredBooks(3));
});
afterEach(() => closeVerified(books));

interface List {
  readonly declared?: Declared;
  /** What the mapping says otherwise than the one that comes with Dunwell. */
  readonly mapping?: object;
  /** Changes a row's text, such as its currency. */
  readonly row?: (text: string, index: number) => string;
  /** It comes before the day that it says it shows. */
  readonly early?: boolean;
}
let lists = 0;
const load = (
  keyDate: string,
  rows: readonly SapItem[],
  { declared = {}, mapping = {}, row = (text) => text, early = false }: List = {},
) => {
  lists += 1;
  if (!early) reach(books, keyDate);
  return loadErpFile(books.engine, books.caller, {
    company,
    fileName: `list-${lists}.csv`,
    bytes: new TextEncoder().encode([sapHeader, ...rows.map(sapRow).map(row)].join('\n')),
    mapping: {
      ...(builtInErpMappings.get('sap-line-items') as object),
      ...{ delimiter: ';', declares: { withoutTotals: true }, ...mapping },
    },
    declared: { kind: 'full', scope: '1000', keyDate, ...declared },
  });
};
const invoices = (count: number, from = 1): SapItem[] =>
  Array.from({ length: count }, (_, index) => ({ number: `18000${100 + from + index}`, amount: '10.00' }));
const codesOf = async (outcome: ReturnType<typeof load>) => must(await outcome).reasons.map((one) => one.code);
const countOpen = async (): Promise<bigint> =>
  (
    await runQuery(books.engine, books.tenantId, (db) =>
      sql<{
        n: bigint;
      }>`select count(*) as n from receivables.v_item where tenant_id = ${books.tenantId} and open_minor <> 0`.execute(
        db,
      ),
    )
  ).rows[0]!.n;

/** What each control account holds, in minor units; those that hold nothing are left out. */
const accountsNow = async () => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ purpose: string; amount: bigint }>`
      select a.purpose, sum(l.amount_minor)::bigint as amount from ledger.v_line l
      join ledger.v_account a on a.tenant_id = l.tenant_id and a.id = l.account_id
      where l.tenant_id = ${books.tenantId} and a.purpose <> 'erp_mirror' group by 1 having sum(l.amount_minor) <> 0 order by 1`.execute(
      db,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.purpose, row.amount]));
};

describe('R61 A load is held', () => {
  it('that does not name more than the set share of the open items, and not at that share', async () => {
    const mapping = { maximumDropPercent: 50 };
    must(await load('2026-01-05', invoices(20)));
    const held = must(await load('2026-01-06', invoices(9), { mapping }));
    expect([held.state, held.missing, held.reasons.map((one) => one.code)]).toEqual(['held', 11, ['drop']]);
    expect(await countOpen()).toBe(20n);
    expect(must(await load('2026-01-07', invoices(10), { mapping }))).toMatchObject({ state: 'accepted', missing: 10 });
    expect(await countOpen()).toBe(10n);
    // Few items are no measure, however large their share.
    expect(must(await load('2026-01-08', invoices(1), { mapping }))).toMatchObject({ state: 'accepted', missing: 9 });
    // What a delta does not name says nothing.
    const delta = { declared: { kind: 'delta' as const, since: '2026-01-08' }, mapping };
    expect(await codesOf(load('2026-01-09', [], delta))).toEqual([]);
  });

  it('that declares no count or no total, unless its mapping does without', async () => {
    const mapping = { declares: {} };
    let day = 4;
    const codes = (declared: Declared) => {
      day += 1;
      return codesOf(load(`2026-01-0${day}`, invoices(2), { declared, mapping }));
    };
    expect(await codes({})).toEqual(['undeclared']);
    expect(await codes({ count: 2 })).toEqual(['undeclared']);
    expect(await codes({ total: '20.00' })).toEqual(['undeclared']);
    expect(await countOpen()).toBe(0n);
    expect(await codes({ count: 2, total: '20.00' })).toEqual([]);
    expect(await countOpen()).toBe(2n);
  });

  it('with a row that has no readable identity: what is missing cannot be told', async () => {
    const list = { row: (text: string, index: number) => (index === 1 ? text.replace(';2026;1;', ';2026;;') : text) };
    const held = must(await load('2026-01-05', invoices(2), list));
    expect([held.state, held.reasons.map((one) => one.code)]).toEqual(['held', ['identity']]);
    expect(await countOpen()).toBe(0n);
    // A delta misses nothing by it: the good rows go in, and the bad one comes back.
    must(await load('2026-01-05', invoices(1)));
    const delta = { ...list, declared: { kind: 'delta' as const, since: '2026-01-05' } };
    const taken = must(await load('2026-01-06', invoices(2), delta));
    expect([taken.state, taken.bad.length > 0]).toEqual(['accepted', true]);
  });

  it('for a day in a month that is closed here', async () => {
    const change = { companyId: books.company.id, month: '2025-12', reason: 'The year is closed.' };
    must(await changePeriod(books.engine, books.caller, { ...change, state: 'closed' }));
    const early = [{ number: '1800000001', amount: '10.00', day: '2025-12-02' }];
    expect(await codesOf(load('2025-12-30', early))).toEqual(['period']);
    expect(await countOpen()).toBe(0n);
    // No later month is closed over a load that nobody has decided about.
    const held = await monthFindings(books.engine, books.tenantId, { companyId: books.company.id, month: '2025-12' });
    expect(held.map((one) => [one.code, one.needed])).toContainEqual(['integrations.loads-held', true]);
    expect(await codesOf(load('2026-01-02', invoices(1)))).toEqual([]);
    const overtaken = await monthFindings(books.engine, books.tenantId, {
      ...{ companyId: books.company.id, month: '2025-12' },
    });
    expect(overtaken.map((one) => one.code)).not.toContain('integrations.loads-held');
  });
});

describe('R61 A list of a day that is still to come', () => {
  it('waits and cannot be let in: a slip of the year would make every later list an older one', async () => {
    const held = must(await load('2062-01-05', invoices(2), { early: true }));
    expect([held.state, held.reasons]).toEqual([
      'held',
      [{ code: 'future', text: 'It shows 2062-01-05, but today is 2026-01-05; declare the day that it shows.' }],
    ]);
    const letIn = { company, loadId: held.loadId!, reason: 'The list is right.' };
    expect(refusalOf(await releaseLoad(books.engine, books.caller, letIn))).toBe('erp.load-in-future');
    expect(must(await load('2026-01-05', invoices(2))).state).toBe('accepted');
    must(await discardLoad(books.engine, books.caller, { ...letIn, reason: 'A slip of the year.' }));
    // The ERP's day may have begun before ours.
    expect(must(await load('2026-01-06', invoices(2), { early: true })).state).toBe('accepted');
    expect(await codesOf(load('2026-01-08', invoices(2), { early: true }))).toEqual(['future']);
  });
});

describe('R61 A held load that two people decide about at once', () => {
  it('is not refused by the one while the other lets it in', async () => {
    const held = must(await load('2026-01-05', invoices(2), { declared: { count: 3 } }));
    const decision = { company, loadId: held.loadId!, reason: 'Sent by mistake.' };
    const discard = () => discardLoad(books.engine, books.caller, decision);
    // While loads are taken in, none of them changes its state beneath that.
    const letIn = await runJob(books.engine, books.caller, 'erp-load', async () => done(refusalOf(await discard())));
    expect(must(letIn)).toBe('platform.job-running');
    const both = await Promise.all([
      releaseLoad(books.engine, books.caller, { ...decision, reason: 'The count was wrong.' }),
      discard(),
    ]);
    const codes = both.flatMap((one) => (one.ok ? [] : [one.refusal.code]));
    expect(codes).toHaveLength(1);
    expect(['platform.job-running', 'erp.load-not-held']).toContain(codes[0]);
    expect(await countOpen()).toBe(both[0].ok ? 2n : 0n);
    // Once it is in, or refused, nobody decides anew.
    expect(refusalOf(await discard())).toBe('erp.load-not-held');
  });

  it('is discarded once by the same request that comes again', async () => {
    const held = must(await load('2026-01-05', invoices(2), { declared: { count: 3 } }));
    const caller = { ...books.caller, idempotencyKey: 'discard-1' };
    const discard = () =>
      discardLoad(books.engine, caller, { company, loadId: held.loadId!, reason: 'Sent by mistake.' });
    expect(must(await discard())).toEqual({ loadId: held.loadId });
    expect(must(await discard())).toMatchObject({ loadId: held.loadId });
  });
});

describe('R61 A file that was held comes again', () => {
  const rows = invoices(2);
  const declared = (controlBalance: string, count = 2): List => ({ declared: { controlBalance, count } });
  const stateOf = async (loadId: bigint | null) => {
    const { rows: found } = await runQuery(books.engine, books.tenantId, (db) =>
      sql<{ state: string; reasons: { code: string; text: string }[] }>`
        select state, reasons from integrations.v_erp_load where tenant_id = ${books.tenantId} and id = ${loadId}`.execute(
        db,
      ),
    );
    return { state: found[0]!.state, last: found[0]!.reasons.at(-1)?.text };
  };

  it('as it was: it is the same load, and still waits', async () => {
    const first = must(await load('2026-01-05', rows, declared('21.00')));
    expect(must(await load('2026-01-05', rows, declared('21.00')))).toMatchObject({
      known: true,
      state: 'held',
      loadId: first.loadId,
    });
  });

  it('with the balance put right: it is taken in, and the held one is told as superseded by it', async () => {
    const first = must(await load('2026-01-05', rows, declared('21.00')));
    const second = must(await load('2026-01-05', rows, declared('20.00')));
    expect(second).toMatchObject({ known: false, state: 'accepted', changed: 2 });
    expect(await countOpen()).toBe(2n);
    expect(await stateOf(first.loadId)).toEqual({
      state: 'superseded',
      last: `The same file came again as load ${second.loadId}, declared or read otherwise.`,
    });
    expect(
      refusalOf(
        await releaseLoad(books.engine, books.caller, { company, loadId: first.loadId!, reason: 'Let it in.' }),
      ),
    ).toBe('erp.load-not-held');
    // What is in the books already comes a third time with something else that is right: nothing is new.
    expect(must(await load('2026-01-05', rows, declared('20.00', 2)))).toMatchObject({
      known: true,
      state: 'accepted',
    });
    expect(must(await load('2026-01-05', rows))).toMatchObject({ known: true, changed: 0, loadId: second.loadId });
  });

  it('with another wrong balance: it is held for that, and one of the two waits for the person', async () => {
    const first = must(await load('2026-01-05', rows, declared('21.00')));
    const second = must(await load('2026-01-05', rows, declared('22.00')));
    expect(second.reasons.map((one) => one.text)).toEqual([
      'The control account holds 22.00 EUR, but the items sum to 20.00 EUR.',
    ]);
    expect([(await stateOf(first.loadId)).state, (await stateOf(second.loadId)).state]).toEqual(['superseded', 'held']);
    must(await releaseLoad(books.engine, books.caller, { company, loadId: second.loadId!, reason: 'Posted later.' }));
    expect(await countOpen()).toBe(2n);
  });

  it('after it was discarded, declared rightly: it is taken in', async () => {
    const first = must(await load('2026-01-05', rows, declared('21.00')));
    must(await discardLoad(books.engine, books.caller, { company, loadId: first.loadId!, reason: 'Wrong.' }));
    expect(must(await load('2026-01-05', rows, declared('20.00')))).toMatchObject({ known: false, state: 'accepted' });
    expect((await stateOf(first.loadId)).state).toBe('refused');
  });

  it('and is in the books, but says now what contradicts it: a person looks', async () => {
    must(await load('2026-01-05', rows, declared('20.00')));
    expect(must(await load('2026-01-05', rows, declared('25.00')))).toMatchObject({ known: false, state: 'held' });
    expect(await countOpen()).toBe(2n);
  });

  it('as a delta with its count put right, and by a mapping that reads it rightly', async () => {
    must(await load('2026-01-05', rows, declared('20.00')));
    const delta = (count: number): List => ({ declared: { kind: 'delta', since: '2026-01-05', count } });
    const more = [{ number: '1800000300', amount: '5.00' }];
    const first = must(await load('2026-01-06', more, delta(2)));
    expect(must(await load('2026-01-06', more, delta(1)))).toMatchObject({ state: 'accepted', changed: 1 });
    expect((await stateOf(first.loadId)).state).toBe('superseded');
    const bill = [{ number: '1800000301', amount: '7.00', indicator: 'B' }];
    const unread = must(await load('2026-01-07', bill, { declared: { kind: 'delta', since: '2026-01-06' } }));
    expect([unread.state, unread.bad.map((one) => one.code)]).toEqual(['accepted', ['erp.special-gl-unknown']]);
    const mapping = { specialGlAccounts: { B: 'bill' } };
    const read = must(await load('2026-01-07', bill, { declared: { kind: 'delta', since: '2026-01-06' }, mapping }));
    expect(read).toMatchObject({ known: false, state: 'accepted', changed: 1, bad: [] });
    expect(await countOpen()).toBe(4n);
  });
});

describe('R61 R6 An item of a branch', () => {
  it('stays on the head office where it was posted once the branch stands for itself, and follows its ERP there', async () => {
    const { engine, caller, tenantId, accounts } = books;
    const branch = { kind: 'branch_of' as const, number: 'C2', otherNumber: 'C1', itemsOn: 'head_office' as const };
    const days = { from: '2025-01-01', to: '2026-01-05' };
    must(await relateCustomers(engine, caller, { ...branch, ...days, reason: 'Sold to its management.' }));
    const old: SapItem = { customer: 'C2', number: '1800000001', amount: '100.00' };
    const own: SapItem = { customer: 'C2', number: '1800000002', amount: '50.00', day: '2026-01-06' };
    must(await load('2026-01-05', [old]));
    const openOn = async () => {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ account_id: bigint; number: string; open: bigint }>`
          select account_id, number, open_minor as open from receivables.v_item
          where tenant_id = ${tenantId} and open_minor <> 0 order by number`.execute(db),
      );
      return rows.map((row) => [row.account_id === accounts['C1'] ? 'C1' : 'C2', row.number, row.open]);
    };
    expect(must(await load('2026-01-06', [{ ...old, due: '2026-02-20' }, own])).bad).toEqual([]);
    expect(await openOn()).toEqual([
      ['C1', '1800000001', 100_00n],
      ['C2', '1800000002', 50_00n],
    ]);
    const paid = { ...old, due: '2026-02-20', clearing: '14', cleared: '2026-01-07' };
    const delta: List = { declared: { kind: 'delta', since: '2026-01-06' } };
    expect(must(await load('2026-01-07', [paid], delta)).bad).toEqual([]);
    expect(await openOn()).toEqual([['C2', '1800000002', 50_00n]]);
  });
});

describe('R61 What names an item of another control account', () => {
  it('is neither netted with it nor left of it: a down payment and a bill keep their own day, amount and account', async () => {
    must(
      await load('2026-01-05', [
        { number: '1800000001', amount: '1000.00', due: '2026-02-01' },
        { number: '1600000001', amount: '-300.00', indicator: 'A', belongsTo: '1800000001' },
        { number: '1600000002', amount: '400.00', indicator: 'W', belongsTo: '1800000001', due: '2026-04-30' },
        // Requests and guarantees are noted.
        ...['F', 'G', 'P', 'R'].map((indicator, place) => ({
          ...{ number: `170000000${place}`, amount: '900.00', indicator, belongsTo: '1800000001' },
        })),
      ]),
    );
    const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
      sql`select number, open_minor as open, due_date as due from receivables.v_item
        where tenant_id = ${books.tenantId} and open_minor <> 0 order by number`.execute(db),
    );
    expect(rows).toEqual([
      { number: '1600000001', open: -300_00n, due: '2026-01-02' },
      { number: '1600000002', open: 400_00n, due: '2026-04-30' },
      { number: '1800000001', open: 1000_00n, due: '2026-02-01' },
    ]);
    const accounts = { bills_receivable: 400_00n, down_payments_received: -300_00n, receivables_control: 1000_00n };
    expect(await accountsNow()).toEqual(accounts);
  });
});

describe('R61 What a mapping says of a special GL indicator', () => {
  const { columns } = builtInErpMappings.get('sap-line-items') as { columns: { type: { values: object } } };
  /** The ERP tells down payments by type and indicator; this one keeps them among the receivables. */
  const toMain = {
    columns: { ...columns, type: { ...columns.type, values: { ...columns.type.values, DZ: 'down_payment' } } },
    specialGlAccounts: { A: 'main' },
  };
  const down: SapItem = { number: '1600000001', amount: '-300.00', indicator: 'A' };
  const owed: SapItem = { number: '1800000001', amount: '1000.00' };

  it('holds against the document type, also where it is the receivables’ own account', async () => {
    const list: List = { mapping: toMain, declared: { controlBalance: { main: '700.00', down_payment: '0.00' } } };
    expect(must(await load('2026-01-05', [owed, down], list))).toMatchObject({ state: 'accepted', reasons: [] });
    expect(await accountsNow()).toEqual({ receivables_control: 700_00n });
    // Without an indicator the type says it.
    const plain = { ...down, number: '1600000002', indicator: '' };
    const told = { main: '700.00', down_payment: '-300.00' };
    const more: List = { mapping: toMain, declared: { controlBalance: told } };
    expect(must(await load('2026-01-06', [owed, down, plain], more))).toMatchObject({ state: 'accepted', reasons: [] });
    expect(await accountsNow()).toEqual({ receivables_control: 700_00n, down_payments_received: -300_00n });
    // Closed, each leaves the account that it stood on.
    must(await load('2026-01-07', [owed], { mapping: toMain }));
    expect(await accountsNow()).toEqual({ receivables_control: 1000_00n });
  });

  it('moves what is open already once it is put right, and the same list again changes nothing', async () => {
    const bill: SapItem = { number: '1700000001', amount: '200.00', indicator: 'W', due: '2026-04-30' };
    const part: SapItem = { number: '1700000002', amount: '-50.00', indicator: 'W', belongsTo: '1700000001' };
    const rows = [owed, down, bill, part];
    must(await load('2026-01-05', rows, { mapping: { specialGlAccounts: { A: 'main', W: 'main' } } }));
    expect(await accountsNow()).toEqual({ receivables_control: 850_00n });
    const right: List = { mapping: { specialGlAccounts: { A: 'down_payment', W: 'bill' } } };
    expect(must(await load('2026-01-06', rows, right))).toMatchObject({ state: 'accepted', changed: 3 });
    const moved = { bills_receivable: 150_00n, down_payments_received: -300_00n, receivables_control: 1000_00n };
    expect(await accountsNow()).toEqual(moved);
    expect(must(await load('2026-01-07', rows, right))).toMatchObject({ state: 'accepted', changed: 0 });
    expect(await accountsNow()).toEqual(moved);
    expect(await countOpen()).toBe(3n);
  });
});

describe('R61 An invoice whose amount its ERP changes', () => {
  it('shows the net of what was paid in part before, as it did', async () => {
    const part: SapItem = { number: '1400000001', amount: '-300.00', belongsTo: '1800000001' };
    const opens = async (amount: string, keyDate: string) => {
      must(await load(keyDate, [{ number: '1800000001', amount }, part]));
      const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
        sql<{ number: string; open: bigint }>`
          select number, open_minor as open from receivables.v_item
          where tenant_id = ${books.tenantId} and open_minor <> 0 order by number`.execute(db),
      );
      return rows;
    };
    expect(await opens('1000.00', '2026-01-05')).toEqual([{ number: '1800000001', open: 700_00n }]);
    expect(await opens('1200.00', '2026-01-06')).toEqual([{ number: '1800000001', open: 900_00n }]);
    expect(await opens('800.00', '2026-01-07')).toEqual([{ number: '1800000001', open: 500_00n }]);
    expect(await accountsNow()).toEqual({ receivables_control: 500_00n });
  });
});

describe('R61 R54 The balances of the ERP’s control accounts', () => {
  const rows: SapItem[] = [
    { number: '1800000001', amount: '1000.00' },
    { number: '1800000002', amount: '-300.00', indicator: 'A' },
    { number: '1800000003', amount: '200.00', indicator: 'W' },
    // Noted: on no account.
    { number: '1800000004', amount: '900.00', indicator: 'F' },
  ];
  const textsOf = async (outcome: ReturnType<typeof load>) => must(await outcome).reasons.map((one) => one.text);

  it('are each that of its own items: special GL items are not on the receivables’ account', async () => {
    let day = 1;
    const told = (controlBalance: Declared['controlBalance']) => {
      day += 1;
      return textsOf(load(`2026-01-0${day}`, rows, { declared: { controlBalance } }));
    };
    expect(await told('900.00')).toEqual(['The control account holds 900.00 EUR, but the items sum to 1000.00 EUR.']);
    expect(await told({ main: '1000.00', down_payment: '-300.01', bill: '200.00' })).toEqual([
      'The control account of down payments holds -300.01 EUR, but the items sum to -300.00 EUR.',
    ]);
    expect(await told({ retention: '1.00' })).toEqual([
      'The control account of retentions holds 1.00 EUR, but the items sum to 0.00 EUR.',
    ]);
    expect(await countOpen()).toBe(0n);
    expect(await told({ main: '1000.00', down_payment: '-300.00', bill: '200.00', retention: '0' })).toEqual([]);
    expect(must(await load('2026-01-06', rows, { declared: { controlBalance: '1000.00' } })).state).toBe('accepted');
  });

  it('need the company amounts of foreign items', async () => {
    const columns = { ...(builtInErpMappings.get('sap-line-items') as { columns: object }).columns };
    const mapping = { columns: { ...columns, companyAmount: undefined } };
    const list = {
      mapping: JSON.parse(JSON.stringify(mapping)) as object,
      declared: { controlBalance: '1000.00' },
      row: (text: string) => text.replace(';EUR;', ';USD;'),
    };
    expect(await textsOf(load('2026-01-05', rows.slice(0, 1), list))).toEqual([
      'The control account holds 1000.00 EUR, but foreign items come without their amount in EUR; map "companyAmount".',
    ]);
  });

  it('of a delta are what it leaves', async () => {
    must(await load('2026-01-05', rows));
    const changes: SapItem[] = [
      { number: '1800000001', amount: '1000.00', clearing: '14', cleared: '2026-01-06' },
      { number: '1800000005', amount: '70.00' },
    ];
    const delta = (controlBalance: Declared['controlBalance']): List => ({
      declared: { kind: 'delta', since: '2026-01-05', controlBalance },
    });
    expect(await textsOf(load('2026-01-06', changes, delta('1070.00')))).toEqual([
      'The control account holds 1070.00 EUR, but the items after this delta sum to 70.00 EUR.',
    ]);
    expect(await textsOf(load('2026-01-07', changes, delta({ main: '70.00', bill: '200.00' })))).toEqual([]);
    expect(await countOpen()).toBe(3n);
  });

  it('of a delta over foreign items are left to the next full load, and that is said', async () => {
    const foreign = { row: (text: string) => text.replace(';EUR;', ';USD;') };
    must(await load('2026-01-05', rows.slice(0, 1), foreign));
    const list: List = { declared: { kind: 'delta', since: '2026-01-05', controlBalance: '10.00' } };
    expect(await textsOf(load('2026-01-06', invoices(1), list))).toEqual([
      'The control account holds 10.00 EUR, but what a delta leaves of foreign items in EUR is known only with the next full load; declare it there.',
    ]);
  });

  it('are refused in a name that is no account', async () => {
    const declared = { controlBalance: { bills: '1.00' } } as unknown as Declared;
    const { parseManifest, parseControlBalances } = await import('#integrations');
    expect(refusalOf(parseManifest({ ...declared }, 'x.csv'))).toBe('erp.manifest-malformed');
    expect(refusalOf(parseControlBalances('bills=1.00'))).toBe('erp.manifest-malformed');
    expect(must(parseControlBalances('main=1.00,down_payment=-2.00'))).toEqual({ main: '1.00', down_payment: '-2.00' });
  });
});

describe('R61 R22 R18 What is left of an item', () => {
  it('inherits its promise, its plan and its dunning level, and they end with theirs', async () => {
    const { engine, caller, tenantId, accounts } = books;
    const due = '2025-12-20';
    must(await load('2026-01-05', [{ number: '1800000001', amount: '1000.00', due }]));
    const idOf = async (number: string): Promise<bigint> =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql<{ id: bigint }>`select id from receivables.v_item where tenant_id = ${tenantId} and number = ${number}
            and document_type = 'invoice' and source = 'erp' order by id desc limit 1`.execute(db),
        )
      ).rows[0]!.id;
    const original = await idOf('1800000001');
    await remind(engine, caller, company);
    const levelOf = async (itemId: bigint) =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql`select level, last_notice_date, message_id from collections.item_level
            where tenant_id = ${tenantId} and item_id = ${itemId}`.execute(db),
        )
      ).rows[0];
    const level = await levelOf(original);
    expect(level).toMatchObject({ level: 1 });
    must(
      await recordPromise(engine, caller, {
        ...{ company, accountId: accounts['C1']!, currency: 'EUR', amountMinor: 1000_00n },
        ...{ madeDate: '2026-01-05', promisedDate: '2026-01-30' },
      }),
    );
    const plan = {
      itemId: original,
      kind: 'plan' as const,
      amountMinor: 500_00n,
      from: '2026-01-05',
      to: '2026-06-30',
    };
    must(await blockItems(engine, caller, { blocks: [{ ...plan, source: 'plan 7' }], reason: 'In two parts.' }));
    const blocksOf = async (itemId: bigint) =>
      (
        await runQuery(engine, tenantId, (db) =>
          sql`select kind, amount_minor, from_date, to_date, source from receivables.v_block
            where tenant_id = ${tenantId} and item_id = ${itemId} order by kind`.execute(db),
        )
      ).rows;
    const before = await blocksOf(original);
    expect(before.map((one) => (one as { kind: string }).kind)).toEqual(['plan', 'promise']);
    must(
      await load('2026-01-06', [
        { number: '1800000099', amount: '400.00', due: '2026-03-31', belongsTo: '1800000001' },
      ]),
    );
    const residual = await idOf('1800000099');
    expect(await blocksOf(residual)).toEqual(before);
    expect(await levelOf(residual)).toEqual(level);
  });
});
