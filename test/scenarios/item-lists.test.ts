/** Lists of open items as people take them apart: filters by column, groups with subtotals, several companies, whole exports. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignPortfolio, createPortfolio, loadAccounts } from '#customers';
import { readTable } from '#formats';
import { type Outcome, parseAmount } from '#kernel';
import { listViews, removeView, saveView } from '#operations';
import { createPerson, runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { must } from '#test/books';
import { Browser } from '#test/server-world';
import { businessDay, openWorkday, password, type Workday } from '#test/workday';
import { createServer, type DunwellServer } from '../../src/apps/server/index.ts';

interface ListedRow {
  readonly id: string;
  readonly company: string;
  readonly customer: string;
  readonly number: string;
  readonly documentType: string;
  readonly documentDate: string;
  readonly dueDate: string;
  readonly daysOverdue: number;
  readonly currency: string;
  readonly amount: string;
  readonly open: string;
}
interface Listed {
  readonly rows: readonly ListedRow[];
  readonly totals: readonly { currency: string; items: number; open: string }[];
}

let day: Workday;
let server: DunwellServer;
let lead: Browser;
let analyst: Browser;
beforeAll(async () => {
  day = await openWorkday();
  const { pino } = await import('pino');
  server = createServer({
    engine: day.engine,
    config: { production: false, logLevel: 'silent' },
    logger: pino({ level: 'silent' }),
    behindProxy: true,
    limits: { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } },
  });
  await day.person('lead', 'Lena Brandt', 'lead');
  await day.person('ana', 'Ana Kovač', 'analyst', day.company.id);
  lead = new Browser(server);
  analyst = new Browser(server);
  expect((await lead.signIn('lead', password)).status).toBe(201);
  expect((await analyst.signIn('ana', password)).status).toBe(201);
});
afterAll(async () => {
  await server.close(0);
  await day.close();
});

const get = async <T>(path: string, query: Record<string, string>, browser = lead): Promise<T> => {
  const response = await browser.ask('GET', `${path}?${new URLSearchParams({ asOf: businessDay, ...query })}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};
const list = (query: Record<string, string>): Promise<Listed> => get<Listed>('/api/items', { limit: '200', ...query });

describe('R9 R67 An aging as a file', () => {
  interface Aged {
    readonly buckets: readonly string[];
    readonly rows: readonly {
      readonly key: string;
      readonly name: string;
      readonly currency: string;
      readonly amounts: readonly string[];
      readonly total: string;
    }[];
  }
  const fileOf = async (path: string, query: string, browser = lead) => {
    const response = await browser.ask('GET', `${path}?asOf=${businessDay}&${query}`);
    expect(response.status).toBe(200);
    const table = must(
      readTable(new Uint8Array(await response.arrayBuffer()), { fileName: path.slice('/api/'.length) }),
    ) as unknown as { header: readonly string[]; rows: readonly { cells: readonly unknown[] }[] };
    return { told: Number(response.headers.get('x-row-count')), table };
  };

  it('has the rows of the page in its order, each figure as it stands there', async () => {
    const aged = await get<Aged>('/api/aging', { company: 'DE01' });
    const response = await lead.ask('GET', `/api/aging.csv?asOf=${businessDay}&company=DE01&sort=name`);
    expect(response.status).toBe(200);
    const lines = (await response.text()).replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(lines[0]).toBe('Number,Customer,Unapplied,Current,1-30,31-60,61-90,91-120,121+,Total,Currency');
    expect(lines).toHaveLength(aged.rows.length + 1);
    const csv = lines.slice(1);
    for (const { key, amounts, total, currency } of aged.rows)
      expect(
        csv.filter((line) => line.startsWith(`${key},`) && line.endsWith(`,${amounts.join(',')},${total},${currency}`)),
      ).toHaveLength(1);
    const euros = aged.rows.filter((row) => row.currency === 'EUR').sort((a, b) => a.name.localeCompare(b.name));
    expect(csv.filter((line) => line.endsWith(',EUR')).map((line) => line.split(',')[0])).toEqual(
      euros.map((row) => row.key),
    );
  });

  it('is a workbook too, of several companies, and refuses a column that there is not', async () => {
    const aged = await get<Aged>('/api/group-aging', { by: 'company', buckets: '45' });
    const { told, table } = await fileOf('/api/group-aging.xlsx', 'by=company&buckets=45');
    expect(told).toBe(aged.rows.length);
    expect(table.rows).toHaveLength(aged.rows.length);
    expect(JSON.stringify(table)).toContain('46+');
    const refused = await lead.ask('GET', `/api/aging.csv?asOf=${businessDay}&company=DE01&sort=colour`);
    expect(refused.status).toBe(400);
    // Who may not see a company gets no file of it.
    const denied = await analyst.ask('GET', `/api/aging.csv?asOf=${businessDay}&company=GB01`);
    expect(denied.status).toBe(404);
  });
});

describe('R67 R70 Lists of open items', () => {
  it('are filtered by every column, and a filter means what it says of each row', async () => {
    const all = await list({ company: 'DE01' });
    expect(all.rows.length).toBeGreaterThan(60);
    const late = (row: ListedRow): boolean => row.daysOverdue > 0 && !row.open.startsWith('-');
    const major = (row: ListedRow): number => Number(row.open);
    const cases: readonly (readonly [Record<string, string>, (row: ListedRow) => boolean])[] = [
      [{ number: 're-2610' }, (row) => row.number.startsWith('RE-2610')],
      [{ name: 'stadtwerke' }, (row) => row.customer === '10111'],
      [{ name: '10112' }, (row) => row.customer === '10112'],
      // Searched is by the beginning of a number, and by a part of who owes it.
      [{ search: 're-2610' }, (row) => row.number.startsWith('RE-2610')],
      [{ search: 'stadtwerke' }, (row) => row.customer === '10111'],
      [{ search: '10112' }, (row) => row.customer === '10112' || row.number.startsWith('10112')],
      [{ type: 'credit_memo' }, (row) => row.documentType === 'credit_memo'],
      [{ type: 'credit_memo,on_account' }, (row) => /^(credit_memo|on_account)$/.test(row.documentType)],
      [{ currency: 'USD,GBP' }, (row) => row.currency === 'USD'],
      [
        { dueFrom: '2026-01-10', dueTo: '2026-01-31' },
        (row) => row.dueDate >= '2026-01-10' && row.dueDate <= '2026-01-31',
      ],
      [{ documentTo: '2025-12-31' }, (row) => row.documentDate <= '2025-12-31'],
      [{ lateFrom: '31', lateTo: '60' }, (row) => late(row) && row.daysOverdue >= 31 && row.daysOverdue <= 60],
      [{ openFrom: '20000.01' }, (row) => major(row) >= 20_000.01],
      [{ openTo: '0' }, (row) => major(row) <= 0],
      [
        { amountFrom: '100', amountTo: '9000', currency: 'USD' },
        (row) => row.currency === 'USD' && Number(row.amount) >= 100 && Number(row.amount) <= 9_000,
      ],
    ];
    for (const [filter, fits] of cases) {
      const found = await list({ company: 'DE01', ...filter });
      const expected = all.rows.filter(fits).map((row) => row.number);
      expect(expected.length, JSON.stringify(filter)).toBeGreaterThan(0);
      expect(expected.length, JSON.stringify(filter)).toBeLessThan(all.rows.length);
      expect(found.rows.map((row) => row.number).sort(), JSON.stringify(filter)).toEqual(expected.sort());
      expect(found.totals.reduce((sum, total) => sum + total.items, 0)).toBe(expected.length);
    }
  });

  it('are filtered by several holds at once, and refuse one that there is not', async () => {
    const heldBy = async (held: string): Promise<readonly string[]> =>
      (await list({ company: 'DE01', held })).rows.map((row) => row.id);
    const [free, disputed, promised, any] = [
      await heldBy('none'),
      await heldBy('dispute'),
      await heldBy('promise'),
      await heldBy('any'),
    ];
    expect(disputed.length).toBeGreaterThan(0);
    const union = (...parts: readonly (readonly string[])[]): string[] => [...new Set(parts.flat())].sort();
    expect([...(await heldBy('dispute,promise'))].sort()).toEqual(union(disputed, promised));
    expect([...(await heldBy('none,dispute'))].sort()).toEqual(union(free, disputed));
    expect([...(await heldBy('any,none'))].sort()).toEqual(union(any, free));
    const refused = await lead.ask('GET', `/api/items?asOf=${businessDay}&company=DE01&held=dispute,friendship`);
    expect(refused.status).toBe(400);
  });

  it('of one customer are found by a pasted column too: what is somebody else’s is named as missing', async () => {
    const own = await list({ company: 'DE01', customer: '10104' });
    const foreign = (await list({ company: 'DE01', customer: '10111' })).rows[0]!;
    const numbers = [own.rows[0]!.number, foreign.number];
    const find = async (
      query: string,
    ): Promise<{ found: readonly { number: string }[]; missing: readonly string[] }> => {
      const response = await lead.ask('POST', `/api/items/find?company=DE01${query}`, { body: { numbers } });
      expect(response.status).toBe(200);
      return response.json() as Promise<never>;
    };
    expect((await find('')).missing).toEqual([]);
    const { found, missing } = await find(`&customer=10104&asOf=${businessDay}`);
    expect(found.map((one) => one.number)).toEqual([numbers[0]]);
    expect(missing).toEqual([foreign.number]);
  });

  it('come in the order asked for, in every window', async () => {
    for (const sort of ['-open', 'number', '-late', 'customer', 'type', '-document']) {
      const whole = await list({ company: 'DE01', sort });
      const pieces: ListedRow[] = [];
      for (let offset = 0; pieces.length < whole.rows.length; offset += 17)
        pieces.push(...(await list({ company: 'DE01', sort, limit: '17', offset: String(offset) })).rows);
      expect(pieces.map((row) => row.id)).toEqual(whole.rows.map((row) => row.id));
    }
    const falling = (await list({ company: 'DE01', sort: '-open', currency: 'EUR' })).rows.map((row) =>
      parseAmount(row.open, 'EUR'),
    );
    expect(falling).toEqual([...falling].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
  });

  it('say the same from their own rows as from the entries, and what is posted for a later day is not open before it', async () => {
    const length = (await list({ company: 'DE01' })).totals.reduce((sum, total) => sum + total.items, 0);
    expect(length).toBeGreaterThan(40);
    const questions: readonly Record<string, string>[] = [
      { companies: 'DE01,GB01' },
      { company: 'DE01', sort: '-open' },
      { company: 'DE01', sort: 'customer', held: 'none' },
      { company: 'DE01', bucket: '31-60' },
      { company: 'DE01', bucket: 'unapplied' },
      { company: 'DE01', basis: 'document', bucket: '61-90' },
      { company: 'DE01', view: 'gross-debit', bucket: 'current' },
      { company: 'DE01', currency: 'USD', offset: '3' },
      // The second half of a long list is read from its end.
      ...[3, 17, length - 9, length - 7, length - 1, length, length + 5].flatMap((offset) =>
        ['due', '-number', 'customer'].map((sort) => ({ company: 'DE01', sort, offset: String(offset), limit: '7' })),
      ),
      { company: 'DE01', customer: '10104' },
      ...['re-2610', 'RE 26', 'stadtwerke', '10112', 'no such thing'].flatMap((search) => [
        { company: 'DE01', search },
        { companies: 'DE01,GB01', search, sort: '-open', held: 'none,dispute' },
      ]),
    ];
    // Said to be known at this moment, a list is summed from entries; without it the items' own rows say it.
    const summed = { asKnown: `${businessDay}T23:00:00Z` };
    const bothWays = async (): Promise<void> => {
      for (const query of questions)
        expect(await list(query), JSON.stringify(query)).toEqual(await list({ ...query, ...summed }));
    };
    await bothWays();
    const before = await list({ company: 'DE01', customer: '10104' });
    const { engine, caller, company, tenantId } = day;
    const [account] = (
      await runQuery(engine, tenantId, (db) => loadAccounts(db, tenantId, { companyId: company.id }))
    ).filter((one) => one.number === '10104');
    const later = {
      accountId: account!.id,
      documentType: 'invoice' as const,
      number: 'LATER-1',
      documentDate: '2026-03-03',
      postingDate: '2026-03-03',
      currency: 'EUR',
      amountMinor: 5_000n,
    };
    must(await postDocuments(engine, caller, { company, documents: [later] }));
    await bothWays();
    expect(await list({ company: 'DE01', customer: '10104' })).toEqual(before);
    const next = await list({ company: 'DE01', customer: '10104', asOf: '2026-03-03' });
    expect(next.rows.map((row) => row.number)).toContain('LATER-1');
  });

  it('are put together with subtotals that sum to the list, whose rows follow in the order of the groups', async () => {
    for (const group of ['customer', 'type', 'currency', 'month', 'company']) {
      const query = { companies: 'DE01,GB01', group, dueTo: '2026-02-05' };
      const { groups } = await get<{ groups: { key: string; currency: string; items: number; open: string }[] }>(
        '/api/items/groups',
        query,
      );
      const listed = await list(query);
      expect(groups.reduce((sum, one) => sum + one.items, 0)).toBe(
        listed.totals.reduce((sum, one) => sum + one.items, 0),
      );
      const rows = [...listed.rows];
      for (const one of groups) {
        const own = rows.splice(0, one.items);
        if (own.length < one.items) break;
        const keyOf = (row: ListedRow): string =>
          group === 'customer'
            ? row.customer
            : group === 'type'
              ? row.documentType
              : group === 'currency'
                ? row.currency
                : group === 'month'
                  ? row.dueDate.slice(0, 7)
                  : row.company;
        expect(new Set(own.map((row) => `${keyOf(row)} ${row.currency}`))).toEqual(
          new Set([`${one.key} ${one.currency}`]),
        );
        const sum = own.reduce((total, row) => total + parseAmount(row.open, row.currency), 0n);
        expect(sum).toBe(parseAmount(one.open, one.currency));
      }
    }
  });

  it('span several companies or all, and never one that the person may not see', async () => {
    const [de, gb] = [await list({ company: 'DE01' }), await list({ company: 'GB01' })];
    const both = await list({ companies: 'DE01,GB01' });
    const count = (one: Listed): number => one.totals.reduce((sum, total) => sum + total.items, 0);
    expect(count(both)).toBe(count(de) + count(gb));
    expect(both.totals.map((total) => total.currency)).toEqual(['EUR', 'GBP', 'USD']);
    expect(count(await list({}))).toBe(count(both));
    const own = await get<Listed>('/api/items', { limit: '200' }, analyst);
    expect(count(own)).toBe(count(de));
    const foreign = await analyst.ask('GET', '/api/items?companies=DE01,GB01');
    expect(foreign.status).toBe(404);
    const response = await lead.ask('GET', '/api/customers?companies=DE01,GB01');
    expect(((await response.json()) as { count: number }).count).toBe(925);
  });

  it('are those that a portfolio held, as its line of the aging says', async () => {
    const { engine, caller, company } = day;
    must(await createPortfolio(engine, caller, { code: 'NORTH', name: 'North', collectorPersonId: null }));
    const terms = { companyId: company.id, portfolio: 'NORTH', from: '2026-02-01', reason: 'Shared out.' };
    for (const number of ['10104', '10111', '10103'])
      must(await assignPortfolio(engine, caller, { ...terms, number, timeZone: company.timeZone }));
    const aged = await get<{ rows: { key: string; currency: string; total: string }[] }>('/api/aging', {
      company: 'DE01',
      by: 'portfolio',
    });
    expect(aged.rows.map((row) => row.key).sort()).toEqual(['', '', 'NORTH', 'NORTH']);
    for (const row of aged.rows) {
      const found = await list({ company: 'DE01', portfolio: row.key || 'none', currency: row.currency });
      expect(found.totals).toMatchObject([{ currency: row.currency, open: row.total }]);
    }
    expect(new Set((await list({ company: 'DE01', portfolio: 'NORTH' })).rows.map((row) => row.customer))).toEqual(
      new Set(['10103', '10104', '10111']),
    );
  });

  it('are exported whole as they are read, with the number of rows told before', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const response = await lead.ask('GET', `/api/items.${format}?asOf=${businessDay}&sort=-open`);
      expect(response.status).toBe(200);
      const told = Number(response.headers.get('x-row-count'));
      const bytes = new Uint8Array(await response.arrayBuffer());
      const table = must(readTable(bytes, { fileName: `items.${format}` })) as unknown as { rows: readonly unknown[] };
      expect(told).toBeGreaterThan(900);
      expect(table.rows.length).toBe(told);
    }
  });

  it('say in a file how late an item is as the list does: nothing before its due day, and nothing of a credit', async () => {
    const seen = new Set<string>();
    for (const format of ['csv', 'xlsx'] as const) {
      const response = await lead.ask('GET', `/api/items.${format}?asOf=${businessDay}&company=DE01`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      const { header, rows } = must(readTable(bytes, { fileName: `items.${format}` }));
      const [late, due, open] = ['Days late', 'Due', 'Open'].map((head) => header.indexOf(head));
      for (const { cells } of rows) {
        const credit = String(cells[open!]).startsWith('-');
        const days = (Date.parse(businessDay) - Date.parse(String(cells[due!]).slice(0, 10))) / 86_400_000;
        const said = !credit && days > 0 ? String(days) : '';
        expect(String(cells[late!] ?? '')).toBe(said);
        seen.add(credit ? 'a credit' : said === '' ? 'to come' : 'late');
      }
    }
    expect([...seen].sort()).toEqual(['a credit', 'late', 'to come']);
  });

  it('are read and exported by their ids, or all but some, without the columns that a reader hides', async () => {
    const whole = await list({ company: 'DE01' });
    const [first, second, ...rest] = whole.rows;
    const items = `${first!.id},${second!.id}`;
    const chosen = await list({ company: 'DE01', items });
    expect(chosen.rows.map((row) => row.id)).toEqual([first!.id, second!.id]);
    expect(chosen.totals.reduce((sum, total) => sum + total.items, 0)).toBe(2);
    const others = await list({ company: 'DE01', without: items });
    expect(others.rows.slice(0, rest.length).map((row) => row.id)).toEqual(rest.map((row) => row.id));
    const counted = ({ totals }: Listed): number => totals.reduce((sum, total) => sum + total.items, 0);
    expect(counted(others)).toBe(counted(whole) - 2);
    // Whoever may not see a company does not see its items by their ids.
    const { rows: foreign } = await list({ company: 'GB01' });
    const seen = await get<Listed>('/api/items', { companies: 'DE01', items: foreign[0]!.id }, analyst);
    expect(seen.rows).toEqual([]);

    const file = await lead.ask(
      'GET',
      `/api/items.csv?asOf=${businessDay}&company=DE01&items=${items}&hide=late,held,amount,type,company,references`,
    );
    const lines = (await file.text()).replace('\uFEFF', '').trim().split(/\r?\n/);
    expect(lines[0]).toBe('Document,Customer,Name,Document date,Due,Open,Currency');
    expect(lines).toHaveLength(3);
    const refused = await lead.ask('GET', `/api/items?asOf=${businessDay}&company=DE01&items=1;2`);
    expect(refused.status).toBe(400);
    const unknown = await lead.ask('GET', `/api/items.csv?asOf=${businessDay}&company=DE01&hide=open`);
    expect(unknown.status).toBe(400);
  });
});

describe('R67 Saved views', () => {
  const view = { name: 'Disputed over 10k', path: '/items', search: 'held=dispute&openFrom=10000', shared: false };
  const callerOf = async (name: string) => ({
    ...day.caller,
    actor: {
      ...day.caller.actor,
      personId: BigInt(
        must(await createPerson(day.engine, day.caller, { name, email: `${name}@example.org` })).personId,
      ),
    },
  });
  const code = <T>(outcome: Outcome<T>): string => (outcome.ok ? 'done' : outcome.refusal.code);

  it('are one’s own until they are shared, and changed by their owner alone', async () => {
    const [first, second] = [await callerOf('first'), await callerOf('second')];
    const { engine, tenantId } = day;
    const { viewId } = must(await saveView(engine, first, view));
    expect(code(await saveView(engine, first, { ...view, name: ' disputed OVER 10K' }))).toBe(
      'operations.view-name-taken',
    );
    expect(await listViews(engine, tenantId, second.actor.personId)).toEqual([]);
    const id = BigInt(viewId);
    expect(code(await saveView(engine, second, { ...view, id }))).toBe('operations.view-not-found');
    expect(code(await removeView(engine, second, { viewId: id }))).toBe('operations.view-not-found');
    must(await saveView(engine, first, { ...view, id, name: 'Disputed', shared: true }));
    expect(await listViews(engine, tenantId, second.actor.personId)).toMatchObject([
      { name: 'Disputed', mine: false, owner: 'first', search: view.search },
    ]);
    must(await saveView(engine, second, { ...view, name: 'Disputed' }));
    expect((await listViews(engine, tenantId, second.actor.personId)).map((one) => one.mine)).toEqual([true, false]);
    must(await removeView(engine, first, { viewId: id }));
    expect((await listViews(engine, tenantId, second.actor.personId)).map((one) => one.mine)).toEqual([true]);
    expect(code(await removeView(engine, first, { viewId: id }))).toBe('operations.view-not-found');
    must(await saveView(engine, first, view));
  });

  it('lead to pages of the workbench alone', async () => {
    for (const path of ['//evil.example', 'https://evil.example', '/items?x', 'javascript:alert(1)']) {
      const response = await lead.ask('POST', '/api/views', { body: { ...view, name: 'Elsewhere', path } });
      expect(response.status, path).toBe(400);
    }
  });
});
