/** Reading over HTTP: the aging, the items behind each of its cells, the worklist and the day at a glance. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WorklistAnswer } from '#collections/contract';
import { formatAmount, parseAmount } from '#kernel';
import type { TodayAnswer } from '#operations/contract';
import type { AgingAnswer, ItemsAnswer } from '#receivables/contract';
import { Browser, codeOf } from '#test/server-world';
import { businessDay, openWorkday, type Workday } from '#test/workday';
import { createServer, type DunwellServer } from './index.ts';

let workday: Workday;
let server: DunwellServer;
let analyst: Browser;
beforeAll(async () => {
  workday = await openWorkday();
  const limits = { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } };
  const config = { production: false, logLevel: 'silent' };
  server = createServer({ engine: workday.engine, config, logger: pino({ level: 'silent' }), limits });
  await workday.person('analyst', 'Ana Lyst', 'analyst', workday.company.id);
  analyst = new Browser(server);
  await analyst.signIn('analyst');
});
afterAll(async () => {
  await server.close();
  await workday.close();
});

const get = async <T>(path: string, query: Record<string, string> = {}): Promise<T> => {
  const response = await analyst.ask('GET', `${path}?${new URLSearchParams(query)}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as T;
};
const refused = async (path: string): Promise<[number, string]> => {
  const response = await analyst.ask('GET', path);
  return [response.status, await codeOf(response)];
};
const open = (answer: ItemsAnswer, currency: string): string =>
  answer.totals.find((total) => total.currency === currency)?.open ?? formatAmount(0n, currency);

describe('GET /api/aging and /api/items', () => {
  it('agree in every cell, view, basis and day', async () => {
    let cells = 0;
    for (const view of ['net', 'gross-debit']) {
      for (const [basis, asOf] of [
        ['due', businessDay],
        ['due', '2026-01-15'],
        ['document', businessDay],
      ] as const) {
        const choice = { company: 'DE01', asOf, basis, view };
        const aging = await get<AgingAnswer>('/api/aging', choice);
        expect(aging.rows.length).toBeGreaterThan(10);
        for (const total of aging.totals) {
          const { currency } = total;
          const whole = await get<ItemsAnswer>('/api/items', { ...choice, currency });
          expect(open(whole, currency)).toBe(total.total);
          for (const [index, bucket] of aging.buckets.entries()) {
            const items = await get<ItemsAnswer>('/api/items', { ...choice, currency, bucket });
            expect(open(items, currency), `${view} ${basis} ${asOf} ${bucket} ${currency}`).toBe(total.amounts[index]);
            cells += 1;
          }
        }
        const row = aging.rows.find((one) => one.amounts.filter((amount) => !/^0/.test(amount)).length > 2)!;
        for (const [index, bucket] of aging.buckets.entries()) {
          const customer = row.customer!;
          const items = await get<ItemsAnswer>('/api/items', { ...choice, customer, bucket });
          expect(open(items, row.currency)).toBe(row.amounts[index]);
          expect(items.rows.every((item) => item.customer === customer)).toBe(true);
          cells += 1;
        }
      }
    }
    expect(cells).toBeGreaterThan(100);
  });

  it('pages through all items once, and the pages add up to the total', async () => {
    const seen = new Map<string, ItemsAnswer['rows'][number]>();
    let after: string | null = null;
    let totals: ItemsAnswer['totals'] = [];
    do {
      const page: ItemsAnswer = await get('/api/items', {
        company: 'DE01',
        asOf: businessDay,
        limit: '7',
        ...(after !== null && { after }),
      });
      expect(page.rows.length).toBeLessThanOrEqual(7);
      for (const row of page.rows) {
        expect(seen.has(String(row.id))).toBe(false);
        seen.set(String(row.id), row);
      }
      totals = page.totals;
      after = page.next;
    } while (after !== null);
    for (const { currency, items, open: total } of totals) {
      const mine = [...seen.values()].filter((row) => row.currency === currency);
      expect(mine.length).toBe(items);
      const sum = mine.reduce((minor, row) => minor + parseAmount(row.open, currency), 0n);
      expect(formatAmount(sum, currency)).toBe(total);
    }
  });

  it('shows blocks of the day, and refuses what does not exist', async () => {
    const { rows } = await get<ItemsAnswer>('/api/items', { company: 'DE01', asOf: businessDay, limit: '200' });
    expect(rows.find((row) => row.number === 'RE-26021')?.blocks).toEqual(['dispute']);
    expect(rows.some((row) => row.blocks.includes('promise'))).toBe(true);
    expect(await refused('/api/items?company=DE01&customer=nobody')).toEqual([404, 'receivables.customer-not-found']);
    expect(await refused('/api/items?company=DE01&bucket=60-31')).toEqual([422, 'receivables.bucket']);
    expect(await refused('/api/items?company=DE01&bucket=old')).toEqual([400, 'http.malformed']);
    expect(await refused('/api/items?company=DE01&after=WzFd')).toEqual([400, 'page.cursor-malformed']);
    expect(await refused('/api/aging?company=DE01&buckets=60,30')).toEqual([422, 'receivables.buckets']);
    expect(await refused('/api/aging?company=DE01&asOf=2026-02-30')).toEqual([400, 'http.malformed']);
    expect(await refused('/api/aging?company=US01')).toEqual([404, 'company.not-found']);
  });
});

describe('GET /api/today', () => {
  it('tells the figures that the pages behind them tell', async () => {
    const { companies, lastRun } = await get<TodayAnswer>('/api/today');
    expect(companies.map((one) => one.company)).toEqual(['DE01']);
    const [today] = companies;
    expect(today).toMatchObject({
      businessDay,
      cash: { day: '2026-02-27', linesRead: 6 },
      promises: { open: 3, dueToday: 1, broken: 2 },
      banks: [{ name: 'Commerzbank Köln', readTo: '2026-02-27' }],
    });
    const { cash, notices } = today!;
    expect(cash!.applied + cash!.proposed + cash!.unidentified + cash!.onAccount).toBe(6);
    expect(cash!.applied).toBeGreaterThan(2);
    expect(notices.sent).toBeGreaterThan(3);
    expect(notices.suppressed.length).toBeGreaterThan(1);
    expect(lastRun).toMatchObject({ state: 'done', stage: 'priorities' });
    for (const [bucket, sums] of [
      [undefined, today!.openTotals],
      ['1+', today!.overdue],
    ] as const) {
      for (const { currency, amount } of sums) {
        const query = { company: 'DE01', asOf: businessDay, view: 'gross-debit', currency, ...(bucket && { bucket }) };
        expect(open(await get<ItemsAnswer>('/api/items', query), currency)).toBe(amount);
      }
    }
    const worklist = await get<WorklistAnswer>('/api/worklist', { company: 'DE01', limit: '200' });
    expect(worklist.asOf).toBe(businessDay);
    expect(worklist.rows.length).toBe(today!.worklistSize);
  });

  it('shows a company without a day run by its own calendar, with nothing in it', async () => {
    await workday.person('lead', 'Lea Der', 'lead');
    const lead = new Browser(server);
    await lead.signIn('lead');
    const { companies } = (await (await lead.ask('GET', '/api/today')).json()) as TodayAnswer;
    expect(companies.find((one) => one.company === 'US01')).toMatchObject({
      businessDay,
      openTotals: [],
      cash: null,
      worklistSize: 0,
    });
  });
});
