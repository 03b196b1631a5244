/**
 * The subledger against a naive model that remembers every event: whatever document of whatever type is posted, settled,
 * turned into another, cleared, taken back, given another due day or reversed in whatever order, open amounts and aged debt — as of any day and as known at any time — come out the same.
 */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, createCompany, findCompany, recordExchangeRates, setUpTax } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { addDays, type Day, daysBetween, formatAmount, laterDay } from '#kernel';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import { runQuery } from '#platform';
import {
  acceptBill,
  aging,
  clearItems,
  containedTax,
  type DocumentType,
  holdRetention,
  loadItems,
  moveDueDays,
  openDeduction,
  postDocuments,
  reverseClearing,
  reverseDocument,
  takeDownPayment,
  transferItem,
  withholdTax,
} from '#receivables';
import fc, { runs } from '#test/property';
import { type Books, must, openBooks } from '../books.ts';

const start = '2026-01-01';
const buckets = [30, 60, 90];
let books: Books;
beforeAll(async () => {
  books = await openBooks({ customers: 0 });
  must(await setUpTax(books.engine, books.caller));
  must(
    await recordExchangeRates(books.engine, books.caller, [
      { from: 'JPY', to: 'EUR', day: '2025-01-01', rate: '0.0061', source: 'test' },
    ]),
  );
});
afterAll(() => books.close());

type AgingClass = 'debit' | 'credit' | 'unapplied';
/** Every document type that can be posted by itself, with its sign and the column it ages in. */
const types = {
  invoice: { sign: 1n, class: 'debit', taxed: true },
  debit_memo: { sign: 1n, class: 'debit', taxed: true },
  finance_charge: { sign: 1n, class: 'debit' },
  deduction: { sign: 1n, class: 'debit', taxed: true },
  bill_of_exchange: { sign: 1n, class: 'debit' },
  retention: { sign: 1n, class: 'debit', taxed: true },
  withholding_tax: { sign: 1n, class: 'debit' },
  refund: { sign: 1n, class: 'unapplied' },
  credit_memo: { sign: -1n, class: 'credit', taxed: true },
  payment: { sign: -1n, class: 'unapplied' },
  on_account: { sign: -1n, class: 'unapplied' },
  down_payment: { sign: -1n, class: 'unapplied', taxed: true },
  discount: { sign: -1n, class: 'credit' },
  bank_charge: { sign: -1n, class: 'credit' },
  tolerance: { sign: -1n, class: 'credit' },
  write_off: { sign: -1n, class: 'credit', taxed: true },
  adjustment: { sign: -1n, class: 'credit' },
  transfer: { sign: 1n, class: 'debit' },
} as const satisfies Partial<Record<DocumentType, { sign: bigint; class: AgingClass; taxed?: true }>>;
type Type = keyof typeof types;
/** What may settle an item at once. */
const settling = ['credit_memo', 'discount', 'write_off', 'adjustment', 'tolerance', 'refund'] as const;
/** What part of an item may become. */
const moving = ['deduction', 'transfer', 'retention', 'bill_of_exchange', 'withholding_tax', 'down_payment'] as const;

interface ModelItem {
  readonly id: bigint;
  readonly customer: number;
  readonly class: AgingClass;
  readonly currency: string;
  /** The items of one document are reversed together. */
  readonly document: number;
  /** What made it: the move and its type. */
  readonly made: string;
  /** Money that is a down payment already becomes none once more. */
  readonly isDownPayment: boolean;
  readonly documentDate: Day;
  readonly amount: bigint;
  readonly postingDate: Day;
  /** Due days with the command that set them. */
  readonly dues: { readonly at: number; readonly day: Day }[];
  /** Amounts with their effective day and the command that recorded them. */
  readonly events: { readonly at: number; readonly day: Day; readonly amount: bigint }[];
}

const day = fc.integer({ min: 0, max: 120 }).map((count) => addDays(start, count));
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('post' as const),
      // Mostly of one customer in one currency, so that much can be cleared with much.
      customer: fc.constantFrom(0, 0, 0, 1),
      type: fc.constantFrom(...(Object.keys(types) as Type[])),
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
      cents: fc.integer({ min: 1, max: 5_000_00 }),
      day,
      due: fc.integer({ min: 0, max: 60 }),
      taxed: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      type: fc.constantFrom(...settling),
      item: fc.nat(),
      share: fc.integer({ min: 1, max: 110 }),
      day,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('part' as const),
      type: fc.constantFrom(...moving),
      item: fc.nat(),
      share: fc.integer({ min: 1, max: 110 }),
      taxed: fc.boolean(),
      day,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      customer: fc.integer({ min: 0, max: 1 }),
      cents: fc.integer({ min: 1, max: 5_000_00 }),
      day,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('clear' as const),
      pair: fc.nat(),
      share: fc.integer({ min: 1, max: 120 }),
      day,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('take back' as const), which: fc.nat(), day }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), item: fc.nat(), day }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reverse' as const), item: fc.nat(), day }) },
);

type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

let worlds = 0;
/** What took place over all runs: each move by its type, and its reversal. */
const tookPlace = new Set<string>();

/** What chance may miss: each document and each move by itself, and then taken back. */
const eachTakenBack: [Action[]][] = (() => {
  const post = (type: Type): Action => ({
    ...{ kind: 'post', customer: 0, type, currency: 'EUR', cents: 119_00, day: start, due: 30, taxed: true },
  });
  const back = (item: number): Action => ({ kind: 'reverse', item, day: addDays(start, 20) });
  const after = { item: 0, share: 60, day: addDays(start, 10) };
  const all = Object.keys(types) as Type[];
  // An invoice and a payment, each posted on its day, cleared on a third in two parts; then the second is taken back.
  const cleared = (invoiceOn: number, paymentOn: number, clearedOn: number): [Action[]] => [
    [
      { ...post('invoice'), day: addDays(start, invoiceOn) },
      { ...post('payment'), day: addDays(start, paymentOn) },
      { kind: 'clear', pair: 0, share: 40, day: addDays(start, clearedOn) },
      { kind: 'clear', pair: 0, share: 100, day: addDays(start, clearedOn) },
      { kind: 'take back', which: 1, day: addDays(start, clearedOn + 1) },
    ] as Action[],
  ];
  return [
    [[...all.map(post), ...all.map((_, index) => back(index))]],
    [
      [
        ...[post('invoice'), post('payment')],
        { kind: 'clear', pair: 0, share: 60, day: after.day },
        { kind: 'take back', which: 0, day: addDays(start, 20) },
        { kind: 'move', item: 0, day: addDays(start, 40) },
        { kind: 'request', customer: 0, cents: 50_00, day: addDays(start, 40) },
      ],
    ],
    ...[cleared(0, 0, 60), cleared(0, 60, 10), cleared(60, 0, 10), cleared(30, 60, 10), cleared(60, 30, 10)],
    ...settling.map((type): [Action[]] => [
      [post(type === 'refund' ? 'payment' : 'invoice'), { kind: 'settle', type, ...after }, back(1)],
    ]),
    ...moving.map((type): [Action[]] => [
      [post(type === 'down_payment' ? 'payment' : 'invoice'), { kind: 'part', type, taxed: true, ...after }, back(1)],
    ]),
  ];
})();
const wantedMoves = [
  ...Object.keys(types).map((type) => `post ${type}`),
  ...settling.map((type) => `settle ${type}`),
  ...moving.map((type) => `part ${type}`),
];

describe('R5 R9 The subledger', () => {
  it('equals a model that remembers everything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 22, size: 'max' }), async (actions) => {
        worlds += 1;
        const world = await openWorld(`R${worlds}`);
        for (const [index, one] of actions.entries()) await world.act(one, index + 1);
        await world.compare();
      }),
      { numRuns: runs.database.numRuns + eachTakenBack.length, examples: eachTakenBack },
    );
    const wanted = [...wantedMoves, ...wantedMoves.map((move) => `${move} reversed`)];
    const clears = [
      'clear',
      'clear all',
      'clear a part',
      'clear what was posted',
      'clear a later credit',
      'clear a later debit',
    ];
    expect(
      [...wanted, ...clears, 'request', 'take back', 'move'].filter((move) => !tookPlace.has(move)),
      'moves that no run made',
    ).toEqual([]);
    const report = await verify(books.engine, books.tenantId);
    expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});

/** One company of its own for each run. */
async function openWorld(code: string) {
  const { engine, caller, clock, tenantId } = books;
  must(
    await createCompany(engine, caller, {
      code,
      name: code,
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'en',
      letterhead: {},
    }),
  );
  const company: Company = must(await findCompany(engine, tenantId, code));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  must(
    await saveCustomers(engine, caller, {
      customers: [0, 1].map((n) => ({
        number: `${code}-${n}`,
        name: `Customer ${n}`,
        country: 'DE',
        accounts: [{ companyId: company.id }],
      })),
    }),
  );
  const accounts = (
    await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }))
  ).sort((a, b) => (a.number < b.number ? -1 : 1));
  const items: ModelItem[] = [];
  const clearings: {
    /** Null: made by a document; it goes with it. */
    id: bigint | null;
    madeBy: number | null;
    credit: ModelItem;
    debit: ModelItem;
    amount: bigint;
    day: Day;
    undone: boolean;
  }[] = [];
  const requests: bigint[] = [];
  // Every command has its own minute, so that a moment between two commands can be asked for.
  const base = worlds * 1_000;
  const momentOf = (at: number): string => new Date(Date.UTC(2026, 5, 1) + (base + at) * 60_000).toISOString();
  const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);
  const open = (item: ModelItem): bigint => item.events.reduce((sum, event) => sum + event.amount, 0n);

  async function act(one: Action, at: number): Promise<void> {
    clock.set(momentOf(at));
    if (one.kind === 'post') {
      const { sign, class: agingClass } = types[one.type];
      const amount = sign * BigInt(one.cents);
      const dueDate = addDays(one.day, one.due);
      const taxed = one.taxed && 'taxed' in types[one.type];
      const taxMinor = containedTax(amount, '19');
      const posted = must(
        await postDocuments(engine, caller, {
          company,
          documents: [
            {
              accountId: accounts[one.customer]!.id,
              documentType: one.type,
              number: `${code}/${at}`,
              documentDate: one.day,
              dueDate,
              currency: one.currency,
              amountMinor: amount,
              ...(taxed ? { taxes: [{ code: 'S', baseMinor: amount - taxMinor, taxMinor }] } : {}),
            },
          ],
        }),
      );
      tookPlace.add(`post ${one.type}`);
      items.push({
        made: `post ${one.type}`,
        isDownPayment: one.type === 'down_payment',
        id: posted.posted[0]!.itemIds[0]!,
        customer: one.customer,
        class: agingClass,
        currency: one.currency,
        document: at,
        documentDate: one.day,
        amount,
        postingDate: one.day,
        dues: [{ at, day: dueDate }],
        events: [{ at, day: one.day, amount }],
      });
    } else if (one.kind === 'request') {
      const posted = must(
        await postDocuments(engine, caller, {
          company,
          documents: [
            {
              accountId: accounts[one.customer]!.id,
              documentType: 'down_payment_request',
              number: null,
              documentDate: one.day,
              currency: 'EUR',
              amountMinor: BigInt(one.cents),
            },
          ],
        }),
      );
      tookPlace.add('request');
      requests.push(...posted.posted[0]!.itemIds);
    } else if (one.kind === 'settle') {
      const direction = one.type === 'refund' ? 1n : -1n;
      const candidates = items.filter((item) => item.amount * direction < 0n);
      const item = candidates[one.item % Math.max(1, candidates.length)];
      if (!item) return;
      const left = magnitude(open(item));
      const amount = (left * BigInt(one.share)) / 100n || 1n;
      const dueDate = item.dues.at(-1)!.day;
      const outcome = await postDocuments(engine, caller, {
        company,
        documents: [
          {
            accountId: accounts[item.customer]!.id,
            documentType: one.type,
            number: `${code}/${at}`,
            documentDate: one.day,
            dueDate,
            currency: item.currency,
            amountMinor: amount * direction,
            linkedItemId: item.id,
            settles: true,
          },
        ],
      });
      expect(outcome.ok).toBe(amount <= left);
      if (!outcome.ok) return;
      const day = laterDay(one.day, item.postingDate);
      tookPlace.add(`settle ${one.type}`);
      const settles: ModelItem = {
        made: `settle ${one.type}`,
        isDownPayment: false,
        id: outcome.value.posted[0]!.itemIds[0]!,
        customer: item.customer,
        class: one.type === 'refund' ? 'unapplied' : 'credit',
        currency: item.currency,
        document: at,
        documentDate: one.day,
        amount: amount * direction,
        postingDate: one.day,
        dues: [{ at, day: dueDate }],
        events: [
          { at, day: one.day, amount: amount * direction },
          { at, day, amount: -amount * direction },
        ],
      };
      item.events.push({ at, day, amount: amount * direction });
      items.push(settles);
      const [credit, debit] = direction < 0n ? [settles, item] : [item, settles];
      clearings.push({ id: null, madeBy: at, credit, debit, amount, day, undone: false });
    } else if (one.kind === 'part') {
      const item = items[one.item % Math.max(1, items.length)];
      if (!item) return;
      const left = magnitude(open(item));
      const amount = (left * BigInt(one.share)) / 100n || 1n;
      const direction = item.amount > 0n ? 1n : -1n;
      const wanted = {
        itemId: item.id,
        amount: formatAmount(amount, item.currency),
        postingDate: one.day,
        reason: 'Test.',
      };
      const until = addDays(one.day, 90);
      const target = one.type === 'transfer' ? 1 - item.customer : item.customer;
      const outcome = await {
        deduction: () => openDeduction(engine, caller, wanted),
        transfer: () => transferItem(engine, caller, { ...wanted, toAccountId: accounts[target]!.id }),
        retention: () => holdRetention(engine, caller, { ...wanted, until }),
        bill_of_exchange: () => acceptBill(engine, caller, { ...wanted, instrument: 'B 1', maturity: until }),
        withholding_tax: () => withholdTax(engine, caller, wanted),
        down_payment: () => takeDownPayment(engine, caller, { ...wanted, ...(one.taxed ? { taxCode: 'S' } : {}) }),
      }[one.type]();
      // Only money becomes a down payment; only what is owed becomes anything else.
      const fits =
        one.type === 'transfer' ||
        (one.type === 'down_payment'
          ? direction < 0n && item.class === 'unapplied' && !item.isDownPayment
          : direction > 0n);
      expect(outcome.ok).toBe(amount <= left && fits);
      if (!outcome.ok) return;
      const day = laterDay(one.day, item.postingDate);
      const stands = ['retention', 'bill_of_exchange'].includes(one.type) ? until : item.dues.at(-1)!.day;
      tookPlace.add(`part ${one.type}`);
      const moved = (id: bigint, sign: bigint, customer: number, due: Day): ModelItem => ({
        made: `part ${one.type}`,
        isDownPayment: one.type === 'transfer' ? item.isDownPayment : one.type === 'down_payment' && sign > 0n,
        id,
        customer,
        class: one.type === 'transfer' ? item.class : one.type === 'down_payment' ? 'unapplied' : 'debit',
        currency: item.currency,
        document: at,
        documentDate: one.type === 'transfer' ? item.documentDate : one.day,
        amount: amount * direction * sign,
        postingDate: day,
        dues: [{ at, day: due }],
        events: [{ at, day, amount: amount * direction * sign }],
      });
      const fresh = moved(BigInt(outcome.value.itemId), 1n, target, stands);
      // The item that takes the part out of its source; ids are given in pairs.
      const out = moved(fresh.id + 1n, -1n, item.customer, item.dues.at(-1)!.day);
      out.events.push({ at, day, amount: amount * direction });
      item.events.push({ at, day, amount: -amount * direction });
      items.push(fresh, out);
      const [credit, debit] = direction > 0n ? [out, item] : [item, out];
      clearings.push({ id: null, madeBy: at, credit, debit, amount, day, undone: false });
    } else if (one.kind === 'clear') {
      const debits = items.filter((item) => item.amount > 0n);
      const pairs = items
        .filter((item) => item.amount < 0n)
        .flatMap((credit) => debits.map((debit) => ({ credit, debit })))
        .filter(({ credit, debit }) => debit.currency === credit.currency && debit.customer === credit.customer);
      // Of those that still have something open, where there are any: of the others nothing is left to take.
      const uncleared = pairs.filter(({ credit, debit }) => open(credit) !== 0n && open(debit) !== 0n);
      const some = uncleared.length > 0 ? uncleared : pairs;
      const pair = some[one.pair % Math.max(1, some.length)];
      if (!pair) return;
      const { credit, debit } = pair;
      const smaller = -open(credit) < open(debit) ? -open(credit) : open(debit);
      const amount = (smaller * BigInt(one.share)) / 100n || 1n;
      const outcome = await clearItems(engine, caller, {
        company,
        allocations: [{ creditItemId: credit.id, debitItemId: debit.id, amountMinor: amount }],
        postingDate: one.day,
        kind: 'test',
        explanation: 'Test.',
      });
      expect(outcome.ok).toBe(amount > 0n && amount <= smaller);
      if (!outcome.ok) return;
      tookPlace.add('clear');
      tookPlace.add(`clear ${amount === smaller ? 'all' : 'a part'}`);
      const last = [credit.postingDate, debit.postingDate, one.day].sort().at(-1);
      tookPlace.add(
        `clear ${last === one.day ? 'what was posted' : last === credit.postingDate ? 'a later credit' : 'a later debit'}`,
      );
      const effective = laterDay(one.day, laterDay(credit.postingDate, debit.postingDate));
      credit.events.push({ at, day: effective, amount });
      debit.events.push({ at, day: effective, amount: -amount });
      const { clearingId } = outcome.value;
      clearings.push({ id: clearingId, madeBy: null, credit, debit, amount, day: effective, undone: false });
    } else if (one.kind === 'take back') {
      const byHand = clearings.filter((clearing) => clearing.id !== null);
      const clearing = byHand[one.which % Math.max(1, byHand.length)];
      if (!clearing) return;
      const outcome = await reverseClearing(engine, caller, {
        company,
        clearingId: clearing.id!,
        postingDate: one.day,
        reason: 'Test.',
      });
      expect(outcome.ok).toBe(!clearing.undone);
      if (!outcome.ok) return;
      tookPlace.add('take back');
      const effective = laterDay(one.day, clearing.day);
      clearing.credit.events.push({ at, day: effective, amount: -clearing.amount });
      clearing.debit.events.push({ at, day: effective, amount: clearing.amount });
      clearing.undone = true;
    } else if (one.kind === 'move') {
      const item = items[one.item % Math.max(1, items.length)];
      if (!item) return;
      must(await moveDueDays(engine, caller, { itemIds: [item.id], dueDate: one.day, reason: 'Test.' }));
      tookPlace.add('move');
      item.dues.push({ at, day: one.day });
    } else {
      const item = items[one.item % Math.max(1, items.length)];
      if (!item) return;
      const outcome = await reverseDocument(engine, caller, {
        company,
        itemIds: [item.id],
        postingDate: one.day,
        reason: 'Test.',
      });
      const document = items.filter((other) => other.document === item.document);
      const tied = clearings.filter(
        (clearing) =>
          !clearing.undone && (clearing.madeBy === item.document || clearing.credit.document === item.document),
      );
      const freed = (of: ModelItem): bigint =>
        tied.reduce(
          (sum, { credit, debit, amount }) => sum + (debit === of ? amount : 0n) - (credit === of ? amount : 0n),
          open(of),
        );
      expect(outcome.ok).toBe(
        document.every((one) => freed(one) === one.amount) &&
          tied.every((clearing) => clearing.madeBy === null || clearing.madeBy === item.document),
      );
      if (!outcome.ok) return;
      tookPlace.add(`${item.made} reversed`);
      const day = [...document.map((one) => one.postingDate), ...tied.map((clearing) => clearing.day)].reduce(
        laterDay,
        one.day,
      );
      for (const clearing of tied) {
        clearing.undone = true;
        clearing.credit.events.push({ at, day, amount: -clearing.amount });
        clearing.debit.events.push({ at, day, amount: clearing.amount });
      }
      for (const gone of document) gone.events.push({ at, day, amount: -gone.amount });
    }
  }

  /** Aged debt as the model sees it. */
  function aged(
    asOf: Day,
    known: number,
    basis: 'due' | 'document',
    view: 'net' | 'gross-debit',
  ): Map<string, bigint[]> {
    const cells = new Map<string, bigint[]>();
    for (const item of items) {
      const amount = item.events
        .filter((event) => event.at <= known && event.day <= asOf)
        .reduce((sum, event) => sum + event.amount, 0n);
      const due = item.dues.filter((one) => one.at <= known).at(-1)?.day ?? start;
      const late = daysBetween(basis === 'due' ? due : item.documentDate, asOf);
      const apart = item.class === 'unapplied' || (view === 'gross-debit' && item.class === 'credit');
      const column = apart ? 0 : late <= 0 ? 1 : 2 + buckets.filter((end) => late > end).length;
      const key = `${accounts[item.customer]!.number} ${item.currency}`;
      const cell = cells.get(key) ?? Array.from({ length: buckets.length + 3 }, () => 0n);
      cell[column]! += amount;
      cells.set(key, cell);
    }
    return new Map(
      [...cells].filter(([, cell]) => cell.some((amount) => amount !== 0n)).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  async function compare(): Promise<void> {
    const stored = await runQuery(engine, tenantId, (db) =>
      loadItems(db, tenantId, { itemIds: items.map((item) => item.id) }),
    );
    for (const item of items) expect(stored.find((one) => one.id === item.id)!.openMinor).toBe(open(item));
    for (const asOf of ['2026-01-20', '2026-03-15', '2026-06-30']) {
      for (const known of [3, 9, null]) {
        for (const basis of ['due', 'document'] as const) {
          for (const view of ['net', 'gross-debit'] as const) {
            const asKnown = known === null ? null : new Date(Date.parse(momentOf(known)) + 30_000).toISOString();
            const ours = must(
              await aging(engine, tenantId, {
                companyId: company.id,
                asOf,
                asKnown,
                by: 'customer',
                buckets,
                basis,
                view,
              }),
            );
            const cells = new Map(
              ours.rows
                .map((row) => [`${row.customer} ${row.currency}`, [...row.amountsMinor]] as const)
                .sort(([a], [b]) => (a < b ? -1 : 1)),
            );
            expect({ asOf, known, basis, view, cells }).toEqual({
              asOf,
              known,
              basis,
              view,
              cells: aged(asOf, known ?? Number.MAX_SAFE_INTEGER, basis, view),
            });
          }
        }
      }
    }
  }
  return { act, compare };
}
