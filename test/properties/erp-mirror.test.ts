/**
 * The mirror against a true ERP ledger: whatever the ERP posts, clears, reverses, resets, leaves as residuals, keeps on
 * special accounts or renumbers, and in whatever order, twice, cut short or wrongly declared its files come, each file
 * becomes what the rules of mirroring say of it, and after each one the mirror shows the ledger of the last key date let in,
 * per item, by control account and by age; what was let in before stays reproducible; and a file again changes nothing.
 */

import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { renumberCustomer } from '#customers';
import { builtInErpMappings, type ErpLoadResult, loadErpFile } from '#integrations';
import { addDays, type Day, daysBetween } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Aging, aging } from '#receivables';
import fc, { runs } from '#test/property';
import { type Books, must } from '../books.ts';
import { accountOf, type ErpFeedFile, keyOf, TrueLedger } from '../erp-ledger.ts';
import { openMirroredBooks } from '../mirrored-books.ts';

const days = 60;
const start = '2026-01-05';
const customers = 4;
let books: Books | undefined;
afterEach(async () => {
  await books?.close();
  books = undefined;
});

/** What the ledger is on a day: what is shown by key, with its due day, and aged debt by customer, currency and bucket. */
interface Truth {
  readonly shown: ReadonlyMap<string, string>;
  readonly aged: ReadonlyMap<string, readonly bigint[]>;
  /** By currency and control account. */
  readonly balances: ReadonlyMap<string, bigint>;
}

const nothing: Truth = { shown: new Map(), aged: new Map(), balances: new Map() };

function truthOf(ledger: TrueLedger, asOf: Day): Truth {
  const shown = new Map<string, string>();
  const aged = new Map<string, bigint[]>();
  const balances = new Map<string, bigint>();
  for (const item of ledger.items) {
    const amount = ledger.shown(item);
    if (amount === 0n) continue;
    shown.set(keyOf(item), `${amount} due ${item.dueDate}`);
    const place = `${item.currency} ${accountOf(item)}`;
    balances.set(place, (balances.get(place) ?? 0n) + amount);
    const late = daysBetween(item.dueDate, asOf);
    const column = item.type === 'DZ' ? 0 : late <= 0 ? 1 : late <= 30 ? 2 : late <= 60 ? 3 : 4;
    const key = `C${item.customer + 1} ${item.currency}`;
    const cell = aged.get(key) ?? [0n, 0n, 0n, 0n, 0n];
    cell[column]! += amount;
    aged.set(key, cell);
  }
  // A document and its reversal of one due day come to nothing: there is no line to show.
  const lines = [...aged].filter(([, cells]) => cells.some((one) => one !== 0n));
  return { shown, aged: new Map(lines.sort(([a], [b]) => (a < b ? -1 : 1))), balances };
}

/** A file on its way: whole, cut short, or with a wrong control balance; and when it comes, in days from the start. */
interface Arrival {
  readonly file: ErpFeedFile;
  readonly as: 'whole' | 'cut' | 'misdeclared' | 'copy';
  readonly at: number;
}

/**
 * What must become of files in whatever order they come, by the rules of mirroring alone. It answers the expected state of
 * each, and keeps up to which day the books are read.
 */
class Gate {
  last: Day | null = null;
  private waiting: ErpFeedFile[] = [];
  /** What each file became, by the name it first came under. */
  readonly states = new Map<string, 'accepted' | 'held' | 'superseded'>();

  receive({ file, as }: Arrival, name: string): { state: string; reasons: string[]; also: number } {
    // The same bytes with another declaration: what was held of them counts no more.
    const other = as === 'whole' ? `misdeclared-${file.name}` : null;
    if (other !== null && this.states.get(other) === 'held') this.states.set(other, 'superseded');
    const held = (...reasons: string[]) => {
      this.states.set(name, 'held');
      return { state: 'held', reasons, also: 0 };
    };
    if (this.last !== null && file.keyDate < this.last) return held('older');
    const gap = file.kind === 'delta' && (this.last === null || file.since! > this.last);
    const wrong = as === 'cut' ? 'count' : as === 'misdeclared' ? 'control' : null;
    if (gap && wrong === null) this.waiting.push(file);
    if (gap || wrong !== null) return held(...(gap ? ['gap'] : []), ...(wrong === null ? [] : [wrong]));
    this.takeIn(file, name);
    let also = 0;
    for (;;) {
      const next = this.waiting.find((one) => one.since! <= this.last! && one.keyDate >= this.last!);
      if (!next) return { state: 'accepted', reasons: [], also };
      this.takeIn(next, next.name);
      also += 1;
    }
  }

  private takeIn(file: ErpFeedFile, name: string): void {
    this.last = file.keyDate;
    this.states.set(name, 'accepted');
    this.waiting = this.waiting
      .filter((one) => one !== file && one.keyDate >= file.keyDate)
      .sort((a, b) => (a.keyDate < b.keyDate ? -1 : 1));
    for (const [other, state] of this.states) {
      const day = other.replace(/^(cut|misdeclared)-/, '').slice(0, 10);
      if (state === 'held' && (day < file.keyDate || (day === file.keyDate && file.kind === 'full')))
        this.states.set(other, 'superseded');
    }
  }
}

/** Sixty days of files and how they arrive: late by days, in clumps, cut short and sent again, declared wrongly and again. */
function arrivalsOf(ledger: TrueLedger): {
  arrivals: Arrival[];
  truths: Map<Day, Truth>;
  renumberings: { customer: number; number: string; from: Day }[];
} {
  const truths = new Map<Day, Truth>();
  const arrivals: Arrival[] = [];
  const renumberings: { customer: number; number: string; from: Day }[] = [];
  const delay = () => (ledger.chance(0.6) ? 0 : ledger.chance(0.8) ? ledger.between(1, 4) : ledger.between(5, 12));
  const cutOn = [ledger.between(3, 20), ledger.between(30, 55)];
  const neverWhole = ledger.pick(cutOn);
  const renumberedOn = [ledger.between(10, 28), ledger.between(30, 50)];
  for (let index = 0; index < days; index += 1) {
    const day = addDays(start, index);
    ledger.live(day);
    if (renumberedOn.includes(index)) {
      const customer = renumberedOn.indexOf(index) + 1;
      const number = `9${index}`;
      ledger.customerNumbers[customer] = number;
      renumberings.push({ customer, number, from: day });
    }
    truths.set(day, truthOf(ledger, day));
    const full = index === 0 || ledger.chance(0.15);
    // A delta holds the changes of a day, or of some days again.
    const since = addDays(day, -(ledger.chance(0.8) ? 1 : ledger.between(2, 4)));
    const file = ledger.emit(full ? 'full' : 'delta', day, since);
    const at = index + (index === 0 ? 0 : delay()) + ledger.between(0, 99) / 1000;
    const later = at + ledger.between(1, 30) / 10;
    const cut = cutOn.includes(index) && file.count > 3;
    const misdeclared = full && index > 0 && ledger.chance(0.4);
    if (cut) arrivals.push({ file, as: 'cut', at });
    else if (misdeclared) arrivals.push({ file, as: 'misdeclared', at });
    if (!cut || index !== neverWhole) arrivals.push({ file, as: 'whole', at: cut || misdeclared ? later : at });
    if (ledger.chance(0.15)) arrivals.push({ file, as: 'copy', at: later + ledger.between(1, 300) / 10 });
  }
  return { arrivals: arrivals.sort((a, b) => a.at - b.at), truths, renumberings };
}

/** The file as it comes. */
function asSent({ file, as }: Arrival): ErpFeedFile {
  if (as === 'whole') return file;
  if (as === 'copy') return { ...file, name: `copy-${file.name}` };
  if (as === 'cut') return { ...file, name: `cut-${file.name}`, text: file.text.split('\n').slice(0, -2).join('\n') };
  const account = file.controlBalance.bill === '0.00' ? 'main' : 'bill';
  const controlBalance = {
    ...file.controlBalance,
    [account]: `${file.controlBalance[account]}`.replace(/.$/, (digit) => (digit === '1' ? '2' : '1')),
  };
  return { ...file, name: `misdeclared-${file.name}`, controlBalance };
}

describe('R61 The mirror of an ERP', () => {
  it('equals the true ledger after every load that was let in, in whatever order, twice, cut or misdeclared it was delivered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await runFeed(seed);
        await books?.close();
        books = undefined;
      }),
      { ...runs.feed, endOnFailure: true },
    );
  }, 300_000);
});

async function runFeed(seed: number): Promise<void> {
  const ledger = new TrueLedger(seed, customers);
  const { arrivals, truths, renumberings } = arrivalsOf(ledger);
  const world = await openMirror();
  const gate = new Gate();
  const pending = [...renumberings];
  for (const [place, arrival] of arrivals.entries()) {
    // Somebody records a new number when the first file with it comes.
    while (pending[0] && pending[0].from <= arrival.file.keyDate) {
      const { customer, number, from } = pending.shift()!;
      must(
        await renumberCustomer(world.engine, world.caller, {
          ...{ number: `C${customer + 1}`, newNumber: number, from },
          reason: 'Renumbered in the ERP.',
        }),
      );
      world.numbers.set(number, `C${customer + 1}`);
    }
    const sent = asSent(arrival);
    if (arrival.as === 'copy' && gate.states.has(arrival.file.name)) {
      const before = await world.digest();
      expect(await world.load(sent)).toMatchObject({ known: true, changed: 0 });
      expect(await world.digest()).toEqual(before);
      continue;
    }
    // A copy that comes before the file is the file.
    const name = arrival.as === 'copy' ? arrival.file.name : sent.name;
    if (gate.states.has(name)) {
      expect(await world.load(sent)).toMatchObject({ known: true, changed: 0 });
      continue;
    }
    const expected = gate.receive(arrival.as === 'copy' ? { ...arrival, as: 'whole' } : arrival, name);
    const result = await world.load({ ...sent, name });
    expect({
      name,
      state: result.state,
      reasons: result.reasons
        .map((one) => one.code)
        .filter((code) => code !== 'total' && (arrival.as !== 'cut' || code !== 'control')),
      also: result.alsoTakenIn,
      bad: result.state === 'accepted' ? result.bad : [],
    }).toEqual({ name, ...expected, bad: [] });
    const asOf = gate.last ?? start;
    await world.expectShows(gate.last === null ? nothing : truths.get(gate.last)!, asOf);
    if (place % 16 === 9) await world.remember(asOf);
  }
  expect(await world.loadStates()).toEqual(Object.fromEntries([...gate.states].sort()));
  await world.expectRemembered();
  const report = await verify(world.engine, world.tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
}

async function openMirror() {
  const { books: opened, company } = await openMirroredBooks(customers);
  books = opened;
  const { engine, caller, clock, tenantId } = opened;
  let minute = 0;
  /** The first number of each customer by its new one. */
  const numbers = new Map<string, string>();
  const memories: { asOf: Day; asKnown: string; aged: string }[] = [];
  const aged = async (asOf: Day, asKnown: string | null): Promise<Aging> =>
    must(
      await aging(engine, tenantId, {
        companyId: company.id,
        asOf,
        asKnown,
        by: 'customer',
        buckets: [30, 60],
        basis: 'due',
        view: 'net',
      }),
    );
  const rowsOf = (result: Aging) =>
    new Map(
      result.rows
        .map((row): [string, bigint[]] => [
          `${numbers.get(row.customer ?? '') ?? row.customer} ${row.currency}`,
          [...row.amountsMinor],
        ])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const mapping = {
    ...(builtInErpMappings.get('sap-line-items') as object),
    delimiter: ';',
    // A ledger this small may well lose half its items on a day.
    maximumDropPercent: 100,
  };
  return {
    engine,
    caller,
    company,
    tenantId,
    numbers,
    async load(file: ErpFeedFile): Promise<ErpLoadResult> {
      minute += 1;
      clock.set(new Date(Date.UTC(2026, 5, 1) + minute * 60_000).toISOString());
      return must(
        await loadErpFile(engine, caller, {
          company,
          fileName: file.name,
          bytes: new TextEncoder().encode(file.text),
          mapping,
          declared: {
            kind: file.kind,
            scope: '1000',
            keyDate: file.keyDate,
            ...(file.kind === 'delta' ? { since: file.since! } : { controlBalance: file.controlBalance }),
            count: file.count,
            total: file.totals,
          },
        }),
      );
    },
    /** What became of every file, by its name. */
    async loadStates(): Promise<Record<string, string>> {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ file_name: string; state: string }>`
          select file_name, state from integrations.v_erp_load where tenant_id = ${tenantId} order by file_name`.execute(
          db,
        ),
      );
      return Object.fromEntries(rows.map((row) => [row.file_name, row.state]).sort());
    },
    async expectShows(truth: Truth, asOf: Day): Promise<void> {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ item_key: string; shown: string }>`
          select m.item_key, i.open_minor || ' due ' || i.due_date as shown from integrations.v_erp_item m
          join receivables.v_item i on i.tenant_id = m.tenant_id and i.id = m.item_id
          where m.tenant_id = ${tenantId} and m.company_id = ${company.id} and i.open_minor <> 0`.execute(db),
      );
      const shown = Object.fromEntries(rows.map((row) => [row.item_key, row.shown]).sort());
      expect({ asOf, shown }).toEqual({ asOf, shown: Object.fromEntries([...truth.shown].sort()) });
      const totals = await runQuery(engine, tenantId, (db) =>
        sql<{ place: string; open: bigint }>`
          select currency || ' ' || coalesce(special_gl, 'main') as place, sum(open_minor)::bigint as open from receivables.v_item
          where tenant_id = ${tenantId} and company_id = ${company.id} group by 1 having sum(open_minor) <> 0`.execute(
          db,
        ),
      );
      expect({ asOf, balances: totals.rows.map((row) => [row.place, row.open]).sort() }).toEqual({
        asOf,
        balances: [...truth.balances].filter(([, open]) => open !== 0n).sort(),
      });
      expect({ asOf, aged: rowsOf(await aged(asOf, null)) }).toEqual({ asOf, aged: truth.aged });
    },
    async remember(asOf: Day): Promise<void> {
      const asKnown = new Date(Date.UTC(2026, 5, 1) + minute * 60_000 + 30_000).toISOString();
      memories.push({ asOf, asKnown, aged: JSON.stringify([...rowsOf(await aged(asOf, null))].map(String)) });
    },
    async expectRemembered(): Promise<void> {
      expect(memories.length).toBeGreaterThan(1);
      for (const memory of memories) {
        const now = await aged(memory.asOf, memory.asKnown);
        expect(JSON.stringify([...rowsOf(now)].map(String))).toBe(memory.aged);
      }
    },
    /** Every business row of the mirror and the subledger. */
    async digest(): Promise<unknown> {
      const client = new pg.Client({ connectionString: opened.ownerUrl });
      await client.connect();
      try {
        await client.query('set row_security = off');
        const { rows } = await client.query(
          `select (select md5(string_agg(t::text, '' order by t::text)) from receivables.item t) as items,
            (select md5(string_agg(t::text, '' order by t::text)) from receivables.entry t) as entries,
            (select md5(string_agg(t::text, '' order by t::text)) from ledger.line t) as lines,
            (select md5(string_agg(t::text, '' order by t::text)) from integrations.erp_item t) as mirror,
            (select md5(string_agg(t::text, '' order by t::text)) from integrations.erp_load t) as loads`,
        );
        return rows[0];
      } finally {
        await client.end();
      }
    },
  };
}
