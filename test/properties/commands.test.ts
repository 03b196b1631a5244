/**
 * Commands of every kind, many of them impossible, drawn in any order, some at the same moment and some that fail half way: what
 * is refused or fails changes no row of any table; a closed month stays as it was closed; a dispute or plan moves no due day
 * and no bucket; the numbers that we give have no gap and no twin; and nothing is posted without who, why and from where.
 */

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setUpTax } from '#company';
import { lockAccounts } from '#customers';
import { addDays, type Day, type Outcome } from '#kernel';
import { changePeriod, lockPeriods } from '#ledger';
import { verify } from '#operations';
import { runCommand, runQuery } from '#platform';
import {
  type Aging,
  aging,
  blockItems,
  clearItems,
  type DocumentType,
  loadItems,
  moveDueDays,
  postDocuments,
  postDocumentsIn,
  reverseDocument,
} from '#receivables';
import fc, { runs } from '#test/property';
import { type Books, must, openBooks } from '../books.ts';

const start = '2025-11-01';
let books: Books;
let owner: pg.Client;
/** Every table of the business, in one question that is planned once: a digest of all rows of each. */
let everything = '';

beforeAll(async () => {
  books = await openBooks({ customers: 3, now: '2026-03-02T09:00:00Z' });
  must(await setUpTax(books.engine, books.caller));
  owner = new pg.Client({ connectionString: books.ownerUrl });
  await owner.connect();
  await owner.query('set row_security = off');
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_%' order by 1`,
  );
  expect(rows.length).toBeGreaterThan(50);
  everything = rows
    .map(
      ({ name }) => `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as digest from ${name} t`,
    )
    .join(' union all ');
});
afterAll(async () => {
  await owner.end();
  await books.close();
});

const digests = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await owner.query({ name: 'everything', text: everything })).rows.map((row) => [row.name, row.digest]),
  );

const day = fc.integer({ min: 0, max: 120 }).map((count) => addDays(start, count));
const types: readonly DocumentType[] = [
  'invoice',
  'credit_memo',
  'debit_memo',
  'adjustment',
  'payment',
  'finance_charge',
];
const posting = {
  // One customer more than there are.
  customer: fc.integer({ min: 1, max: 4 }),
  type: fc.constantFrom(...types),
  // Often of the wrong sign for its type, or nothing at all.
  cents: fc.oneof(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: -90_000, max: 0 })),
  currency: fc.constantFrom('EUR', 'USD', 'CHF'),
  /** Tax that the amount does not hold. */
  wrongTax: fc.boolean(),
  day,
};
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('post' as const), ...posting }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('at once' as const), ...posting }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), ...posting }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('clear' as const),
      ...{ credit: fc.nat(), debit: fc.nat(), percent: fc.integer({ min: 0, max: 130 }), day },
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse' as const), item: fc.nat(), day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('postpone' as const), item: fc.nat(), day }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('block' as const),
      ...{ item: fc.nat(), as: fc.constantFrom('dispute' as const, 'plan' as const), part: fc.boolean(), day },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('month' as const),
      month: fc.constantFrom('2025-11', '2025-12', '2026-1'),
      state: fc.constantFrom('open' as const, 'soft_closed' as const, 'closed' as const),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** Before chance closes the months: afterwards nothing may be settled in them. */
const clearedAtFirst: Action[] = (() => {
  const post = { customer: 1, currency: 'EUR', cents: 80_00, wrongTax: false, day: start } as const;
  return [
    { kind: 'post', type: 'invoice', ...post },
    { kind: 'post', type: 'payment', ...post },
    { kind: 'post', type: 'payment', ...post, cents: -80_00 },
    { kind: 'clear', credit: 0, debit: 0, percent: 50, day: start },
  ];
})();

let took = 0;
/** What was done and what was refused over all runs. */
const outcomes = new Map<string, number>();
const note = (what: string): void => void outcomes.set(what, (outcomes.get(what) ?? 0) + 1);

async function act(one: Action): Promise<Outcome<unknown>[]> {
  const { engine, caller, company, tenantId } = books;
  const items = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { openOfCompany: company.id }));
  const itemId = (at: number): bigint => items[at % Math.max(1, items.length)]?.id ?? 999_999n;
  const reason = `Step ${took}.`;
  switch (one.kind) {
    case 'post':
    case 'at once':
    case 'fail': {
      const document = {
        ...{ accountId: books.accounts[`C${one.customer}`] ?? 888_888n, documentType: one.type, number: null },
        ...{ documentDate: one.day, currency: one.currency, amountMinor: BigInt(one.cents), sourceKey: `K${took}` },
        ...(one.wrongTax && { taxMinor: 1_000_000n }),
      };
      const post = (key: string) =>
        postDocuments(engine, caller, { company, documents: [{ ...document, sourceKey: `K${took} ${key}` }] });
      if (one.kind === 'post') return [await post('')];
      if (one.kind === 'at once') return Promise.all(['a', 'b', 'c'].map(post));
      // It takes its number and posts, and then the machine fails.
      const fault = new Error('the machine fails');
      await expect(
        runCommand(engine, caller, { operation: 'test.fault', reason, input: {} }, async (tx) => {
          const open = await lockPeriods(tx, company.id, [one.day.slice(0, 7)]);
          if (!open.ok) throw fault;
          await lockAccounts(tx, [books.accounts['C1']!]);
          const of = { ...document, accountId: books.accounts['C1']!, currency: 'EUR', amountMinor: 100n };
          await postDocumentsIn(tx, company, [{ ...of, documentType: 'invoice', taxMinor: 0n }]);
          throw fault;
        }),
      ).rejects.toThrow('the machine fails');
      return [{ ok: false, refusal: { code: 'fault', message: '', details: {} } }] as Outcome<unknown>[];
    }
    case 'clear': {
      // Every second time a pair that fits, or hardly any would; else any two.
      const pairs = items.flatMap((credit) =>
        items
          .filter((debit) => credit.openMinor < 0n && debit.openMinor > 0n)
          .filter((debit) => debit.accountId === credit.accountId && debit.currency === credit.currency)
          .map((debit) => [credit.id, debit.id] as const),
      );
      const fitting = one.credit % 2 === 0 ? pairs[one.debit % Math.max(1, pairs.length)] : undefined;
      const [credit, debit] = fitting ?? [itemId(one.credit), itemId(one.debit)];
      const open = items.find((item) => item.id === debit)?.openMinor ?? 0n;
      const allocations = [
        { creditItemId: credit, debitItemId: debit, amountMinor: (open * BigInt(one.percent)) / 100n },
      ];
      return [
        await clearItems(engine, caller, {
          company,
          allocations,
          postingDate: one.day,
          kind: 'manual',
          explanation: reason,
        }),
      ];
    }
    case 'reverse':
      return [
        await reverseDocument(engine, caller, { company, itemIds: [itemId(one.item)], postingDate: one.day, reason }),
      ];
    case 'postpone':
      return [await moveDueDays(engine, caller, { itemIds: [itemId(one.item)], dueDate: one.day, reason })];
    case 'block': {
      const amountMinor = one.part ? 1_00n : null;
      const block = {
        itemId: itemId(one.item),
        kind: one.as,
        amountMinor,
        from: one.day,
        to: null,
        source: `step ${took}`,
      };
      return [await blockItems(engine, caller, { blocks: [block], reason })];
    }
    default:
      return [
        await changePeriod(engine, caller, { companyId: company.id, month: one.month, state: one.state, reason }),
      ];
  }
}

/** Aged debt as it is and as of an earlier day: what a dispute or plan leaves alone. */
const aged = async (): Promise<string> => {
  const of = async (asOf: Day): Promise<Aging> =>
    must(
      await aging(books.engine, books.tenantId, {
        ...{ companyId: books.company.id, asOf, asKnown: null, by: 'customer', buckets: [30, 60, 90] },
        ...{ basis: 'due', view: 'net' },
      }),
    );
  const text = (value: unknown): string => (typeof value === 'bigint' ? value.toString() : (value as string));
  return JSON.stringify([await of('2026-03-02'), await of('2025-12-15')], (_key, value) => text(value));
};

/** All that stands in the months that are closed for good. */
const closedMonths = async (): Promise<string> => {
  const { rows } = await owner.query(
    `select md5(coalesce(string_agg(t.line, '|' order by t.line), '')) as digest from (
      select j.posting_date || ' ' || l::text as line from ledger.journal j join ledger.line l on l.journal_id = j.id
      join ledger.period p on p.company_id = j.company_id and p.month = to_char(j.posting_date, 'YYYY-MM') and p.state = 'closed') t`,
  );
  return rows[0].digest;
};

describe('R5 R25 Commands', () => {
  it('change nothing when they are refused or fail, and keep closed months, buckets and numbers whatever else is done', async () => {
    let before = await digests();
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 11 }), async (actions) => {
        for (const one of actions) {
          took += 1;
          const closed = await closedMonths();
          const buckets = one.kind === 'block' || one.kind === 'month' ? await aged() : null;
          const answers = await act(one);
          const allRefused = answers.every((answer) => !answer.ok);
          for (const answer of answers) note(`${one.kind} ${answer.ok ? 'done' : `refused ${answer.refusal.code}`}`);
          const after = await digests();
          if (allRefused) expect({ one, tables: after }).toEqual({ one, tables: before });
          before = after;
          if (one.kind !== 'month') expect(await closedMonths()).toBe(closed);
          if (buckets !== null) expect(await aged()).toBe(buckets);
        }
      }),
      { ...runs.database, endOnFailure: true, examples: [[clearedAtFirst]] },
    );
    // What we number: from one on, each once, by series and year. A reversal carries the number of what it reverses.
    const { rows } = await owner.query<{ number: string }>(
      `select number from receivables.item where document_type <> 'reversal' order by 1`,
    );
    const series = new Map<string, number[]>();
    for (const { number } of rows) {
      const [, head = '', tail = ''] = /^(.*?)(\d+)$/.exec(number) ?? [];
      series.set(head, [...(series.get(head) ?? []), Number(tail)]);
    }
    expect(series.size).toBeGreaterThan(3);
    for (const [head, numbers] of series)
      expect([head, numbers.sort((a, b) => a - b)]).toEqual([head, numbers.map((_, index) => index + 1)]);
    const unexplained = await owner.query(
      `select j.id from ledger.journal j left join platform.audit a on a.tenant_id = j.tenant_id and a.command_id = j.command_id
       where a.seq is null or a.person_id is null or btrim(a.reason) = '' or btrim(a.source) = '' or btrim(j.explanation) = ''`,
    );
    expect(unexplained.rows).toEqual([]);
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
    // Chance must have tried what the sentence speaks of.
    const tried = (what: string): number =>
      [...outcomes].filter(([name]) => name.startsWith(what)).reduce((sum, [, count]) => sum + count, 0);
    for (const what of [
      'post done',
      'post refused',
      'at once done',
      'fail refused fault',
      'clear done',
      'clear refused',
    ])
      expect([what, tried(what) > 0]).toEqual([what, true]);
    for (const what of ['reverse done', 'block done', 'month done', 'month refused', 'postpone done'])
      expect([what, tried(what) > 0]).toEqual([what, true]);
    expect([...outcomes.keys()].filter((name) => name.includes('ledger.period')).length).toBeGreaterThan(0);
  }, 300_000);
});
