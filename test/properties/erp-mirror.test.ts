/**
 * The mirror against a true ERP ledger: whatever the ERP posts, clears, resets, leaves as residuals or renumbers, and in
 * whatever order, twice or cut short its files come, after every load that was let in the mirror shows the ledger of that
 * key date, per item, in total and by age; what was let in before stays reproducible; and a file again changes nothing.
 */

import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { renumberCustomer } from '#customers';
import { builtInErpMappings, type ErpLoadResult, loadErpFile, setCompanyMode } from '#integrations';
import { addDays, type Day, daysBetween } from '#kernel';
import { verify } from '#operations';
import { runQuery, sql } from '#platform';
import { type Aging, aging } from '#receivables';
import fc from '#test/property';
import { type Books, must, openBooks } from '../books.ts';
import { type ErpFeedFile, keyOf, TrueLedger } from '../erp-ledger.ts';

const days = 60;
const start = '2026-01-05';
const customers = 4;
let books: Books | undefined;
afterEach(async () => {
  await books?.close();
  books = undefined;
});

/** What the ledger is on a day: shown amounts by key, and aged debt by customer, currency and bucket. */
interface Truth {
  readonly shown: ReadonlyMap<string, bigint>;
  readonly aged: ReadonlyMap<string, readonly bigint[]>;
}

function truthOf(ledger: TrueLedger, asOf: Day): Truth {
  const shown = new Map<string, bigint>();
  const aged = new Map<string, bigint[]>();
  for (const item of ledger.items) {
    const amount = ledger.shown(item);
    if (amount === 0n) continue;
    shown.set(keyOf(item), amount);
    const late = daysBetween(item.dueDate, asOf);
    const column = item.type === 'DZ' ? 0 : late <= 0 ? 1 : late <= 30 ? 2 : late <= 60 ? 3 : 4;
    const key = `${ledger.customerNumbers[item.customer]} ${item.currency}`;
    const cell = aged.get(key) ?? [0n, 0n, 0n, 0n, 0n];
    cell[column]! += amount;
    aged.set(key, cell);
  }
  return { shown, aged: new Map([...aged].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

describe('R61 The mirror of an ERP', () => {
  it('equals the true ledger after every load that was let in, whatever was delivered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        await runFeed(seed);
        await books?.close();
        books = undefined;
      }),
      { numRuns: 2, endOnFailure: true },
    );
  }, 300_000);
});

async function runFeed(seed: number): Promise<void> {
  const world = await openMirror();
  const ledger = new TrueLedger(seed, customers);
  const truths = new Map<Day, Truth>();
  const delivered: ErpFeedFile[] = [];
  let since = addDays(start, -1);
  let parked: ErpFeedFile | undefined;
  let held = 0;
  for (let index = 0; index < days; index += 1) {
    const day = addDays(start, index);
    ledger.live(day);
    if (index === 20 || index === 41) {
      // The ERP renumbers a customer; somebody records it.
      const number = `9${index}`;
      ledger.customerNumbers[index === 20 ? 1 : 2] = number;
      must(
        await renumberCustomer(world.engine, world.caller, {
          number: index === 20 ? 'C2' : 'C3',
          newNumber: number,
          from: day,
          reason: 'Renumbered in the ERP.',
        }),
      );
    }
    truths.set(day, truthOf(ledger, day));
    const file = ledger.emit(index === 0 || index % 7 === 6 ? 'full' : 'delta', day, since);
    since = day;
    const deliver = async (one: ErpFeedFile): Promise<ErpLoadResult> => {
      delivered.push(one);
      return world.load(one);
    };
    if (index === 13) {
      // Cut short on its way: it declares more than it holds.
      const lines = file.text.split('\n');
      const cut = await world.load({ ...file, text: lines.slice(0, lines.length - 3).join('\n') });
      expect(cut.state).toBe('held');
      expect(cut.reasons.map((one) => one.code)).toContain('count');
      await world.expectShows(truths.get(addDays(day, -1))!, addDays(day, -1));
      held += 1;
    }
    if (parked === undefined && index % 7 === 3) {
      // Two files change places: the later one waits for the earlier.
      parked = file;
      continue;
    }
    const result = await deliver(file);
    if (parked && file.kind === 'delta') {
      expect(result.state).toBe('held');
      expect(result.reasons.map((one) => one.code)).toEqual(['gap']);
      const earlier = await deliver(parked);
      expect(earlier).toMatchObject({ state: 'accepted', alsoTakenIn: 1 });
    } else {
      expect(result).toMatchObject({ state: 'accepted', bad: [] });
    }
    parked = undefined;
    await world.expectShows(truths.get(day)!, day);
    if (index % 11 === 5) {
      // Again, under its own name and under another; and, once, a full load of long ago that comes only now.
      const before = await world.digest();
      const again = delivered[(index * 7) % delivered.length]!;
      expect(await world.load(again)).toMatchObject({ known: true, changed: 0 });
      expect(await world.load({ ...again, name: `copy-${again.name}` })).toMatchObject({ known: true, changed: 0 });
      expect(await world.digest()).toEqual(before);
    }
    if (index === 30) {
      const late = await world.load({ ...delivered[0]!, text: `${delivered[0]!.text}\n` });
      expect(late).toMatchObject({ state: 'held', reasons: [{ code: 'older' }] });
      await world.expectShows(truths.get(day)!, day);
      held += 1;
    }
    if (index % 20 === 9) await world.remember(day);
  }
  expect(held).toBe(2);
  await world.expectRemembered();
  const report = await verify(world.engine, world.tenantId);
  expect(report.checks.filter((check) => check.failed > 0)).toEqual([]);
}

async function openMirror() {
  const opened = await openBooks({ customers });
  books = opened;
  const { engine, caller, clock, tenantId } = opened;
  must(await setCompanyMode(engine, caller, { company: opened.company, mode: 'mirrored', reason: 'SAP owns it.' }));
  const company = must(await findCompany(engine, tenantId, opened.company.code));
  let minute = 0;
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
        .map((row): [string, bigint[]] => [`${row.customer} ${row.currency}`, [...row.amountsMinor]])
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
    async expectShows(truth: Truth, asOf: Day): Promise<void> {
      const { rows } = await runQuery(engine, tenantId, (db) =>
        sql<{ item_key: string; open: bigint }>`
          select m.item_key, i.open_minor as open from integrations.v_erp_item m
          join receivables.v_item i on i.tenant_id = m.tenant_id and i.id = m.item_id
          where m.tenant_id = ${tenantId} and m.company_id = ${company.id} and i.open_minor <> 0`.execute(db),
      );
      const shown = Object.fromEntries(rows.map((row) => [row.item_key, row.open]).sort());
      expect({ asOf, shown }).toEqual({ asOf, shown: Object.fromEntries([...truth.shown].sort()) });
      const totals = await runQuery(engine, tenantId, (db) =>
        sql<{ currency: string; open: bigint }>`
          select currency, sum(open_minor)::bigint as open from receivables.v_item
          where tenant_id = ${tenantId} and company_id = ${company.id} group by currency`.execute(db),
      );
      for (const { currency, open } of totals.rows) {
        const own = [...truth.aged].filter(([key]) => key.endsWith(currency)).flatMap(([, cell]) => cell);
        expect(open).toBe(own.reduce((sum, amount) => sum + amount, 0n));
      }
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
