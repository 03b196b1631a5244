/** Lists that are filtered, grouped, summed and exported by the server: what they say is what they count, and what the day says. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bankLinesList, receiptsList, unappliedList } from '#cash/lists';
import type { AskPayersPreviewAnswer, DayWorkAnswer } from '#collections/contract';
import { customersList, dunningRunsList, remindersList, worklistList } from '#collections/lists';
import { readTable } from '#formats';
import {
  filtersOfGroup,
  type ListAnswer,
  type ListFound,
  type ListGroupsAnswer,
  type ListPart,
  type ListRow,
  type ListShape,
} from '#lists/contract';
import type { TodayAnswer } from '#operations/contract';
import { promisesList } from '#promises/lists';
import { fillLists, listShapes as lists } from '#test/list-shapes';
import type { Browser } from '#test/server-world';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

type Row = Readonly<Record<string, string | number | null>> & { readonly parts?: readonly ListPart[] };

describe('R70 Lists of the server', () => {
  let world: WorkdayServer;
  /** Lists of the whole tenant are for whoever has the role in it. */
  let controller: Browser;
  const read = <T>(path: string): Promise<T> => world.read<T>(path);
  const ask = (shape: ListShape, suffix: string, query: string): ReturnType<Browser['ask']> =>
    shape.ofTenant
      ? controller.ask('GET', `${shape.path}${suffix}?${query}`)
      : world.browser.ask('GET', `${shape.path}${suffix}?company=DE01&${query}`);
  const readOf = async <T>(shape: ListShape, suffix: string, query: string): Promise<T> => {
    const response = await ask(shape, suffix, query);
    expect(response.status, `${shape.path}${suffix}?${query}`).toBe(200);
    return (await response.json()) as T;
  };
  const cents = (text: unknown): bigint => BigInt(String(text ?? '0.00').replace('.', ''));
  const all = (shape: ListShape, query = ''): Promise<ListAnswer<Row>> => readOf(shape, '', `limit=200${query}`);
  /** How many rows there are, and how many lines: parts of one currency each. */
  const size = (answer: ListAnswer<Row>): number => answer.count ?? lines(answer);
  const lines = (answer: ListAnswer<Row>): number => answer.totals.reduce((sum, one) => sum + one.items, 0);
  const partsOf = ({ sum, secondSum }: ListShape, { parts, ...row }: Row): readonly Row[] =>
    parts?.map(({ currency, open, second }) => ({
      ...row,
      currency,
      ...(sum !== undefined && { [sum]: open }),
      ...(secondSum !== undefined && { [secondSum]: second! }),
    })) ?? [row];

  beforeAll(async () => {
    world = await openWorkdayServer('lena', 'Lena Brandt', 'lead');
    controller = await world.signedIn('controller', 'Con Troller', 'controller');
    await fillLists(world.day);
  });
  afterAll(() => world.close());

  it.each(lists.map((shape) => [shape.name, shape] as const))(
    '%s: totals, groups and windows are of the same rows',
    async (_name, shape) => {
      const whole = await all(shape);
      expect(whole.rows.length).toBeGreaterThan(0);
      expect(whole.rows.length).toBe(size(whole));
      const { sum, secondSum } = shape;
      for (const { currency, items, open, second } of whole.totals) {
        const own = whole.rows
          .flatMap((row) => partsOf(shape, row))
          .filter((row) => sum === undefined || row['currency'] === currency);
        expect(own.length).toBe(items);
        const summed = (column: string): bigint => own.reduce((total, row) => total + cents(row[column]), 0n);
        if (sum !== undefined) expect(cents(open)).toBe(summed(sum));
        expect(second === undefined).toBe(secondSum === undefined);
        if (secondSum !== undefined) expect(cents(second)).toBe(summed(secondSum));
      }
      const [first, second] = await Promise.all([
        all(shape, '&offset=0'),
        readOf<ListAnswer<Row>>(shape, '', 'limit=3&offset=1'),
      ]);
      expect(second.rows).toEqual(first.rows.slice(1, 4));
      // Whoever scrolls asks for rows alone; what all comes to is asked for once, without rows.
      const { count: _, ...alone } = whole;
      expect(await all(shape, '&totals=no')).toEqual({ ...alone, totals: [] });
      expect(await readOf(shape, '', 'limit=0')).toEqual({ ...whole, rows: [] });
      for (const [group, column] of Object.entries(shape.columns)) {
        if (!column.group) continue;
        const { groups, rows: counted } = await readOf<ListGroupsAnswer>(shape, '/groups', `group=${group}`);
        expect(
          groups.reduce((total, one) => total + one.items, 0),
          group,
        ).toBe(lines(whole));
        // And of rows with parts of several currencies each is counted once, in a group and in all.
        const rowsOf = async (of: object): Promise<number> =>
          size(await all(shape, `&${new URLSearchParams(of as Record<string, string>)}`));
        expect(counted === undefined, group).toBe(shape.whole === undefined);
        // The company is the door's to narrow by.
        for (const { key, rows: count } of (group !== 'company' && counted?.slice(0, 4)) || []) {
          const { currency, ...filters } = key === null ? {} : filtersOfGroup(shape, group, { key, currency: '' });
          expect(count, `${group} ${key}`).toBe(await rowsOf(currency ? { ...filters, currency } : filters));
        }
        // The rows of a group follow each other in the list, in the order of the groups.
        const { rows } = await all(shape, `&group=${group}`);
        const keyOf = (row: Row): string => {
          const text = String(row[group] ?? '');
          return column.kind === 'day' ? text.slice(0, 7) : text;
        };
        expect(rows.map((row) => `${keyOf(row)} ${sum === undefined ? '' : row['currency']}`)).toEqual(
          groups.flatMap((one) => Array<string>(one.items).fill(`${one.key} ${one.currency}`)),
        );
      }
    },
  );

  it.each(lists.map((shape) => [shape.name, shape] as const))(
    '%s: each column filters to the rows that are so, and orders them',
    async (_name, shape) => {
      const whole = await all(shape);
      for (const [key, { kind, sought }] of Object.entries(shape.columns)) {
        const first = whole.rows.find((row) => row[key] !== null && row[key] !== '')?.[key];
        // Of a text a part is asked for.
        const sample = kind === 'text' && first !== undefined ? String(first).slice(0, 100) : first;
        if (kind !== 'id' && !sought) {
          const sorted = await all(shape, `&sort=-${key}`);
          expect(size(sorted), key).toBe(size(whole));
        }
        // The company is the door's to narrow by; keys are found however they are written, below.
        if (sample === undefined || kind === 'instant' || key === 'company' || shape.columns[key]!.key) continue;
        const value = encodeURIComponent(String(sample));
        const asked =
          kind === 'day' || kind === 'count' || kind === 'money'
            ? `&${key}From=${value}&${key}To=${value}`
            : `&${key}=${value}`;
        const found = await all(shape, asked);
        const wanted = whole.rows.filter((of) =>
          partsOf(shape, of).some((row) =>
            kind === 'text'
              ? String(row[key] ?? '')
                  .toLowerCase()
                  .includes(String(sample).toLowerCase())
              : String(row[key]) === String(sample),
          ),
        );
        expect(found.rows.map((row) => row['id']).toSorted(), `${key} ${sample}`).toEqual(
          wanted.map((row) => row['id']).toSorted(),
        );
      }
      const [one, another] = whole.rows.map((row) => row['id']);
      expect((await all(shape, `&items=${one}`)).rows.map((row) => row['id'])).toEqual([one]);
      expect(size(await all(shape, `&without=${[one, another].filter(Boolean).join(',')}`))).toBe(
        size(whole) - new Set([one, another].filter(Boolean)).size,
      );
    },
  );

  it.each(lists.map((shape) => [shape.name, shape] as const))(
    '%s: a choice takes several values, and what is empty beside them',
    async (_name, shape) => {
      const whole = await all(shape);
      for (const [key, { kind, nullable, sought }] of Object.entries(shape.columns)) {
        if ((kind !== 'choice' && kind !== 'id') || sought || key === 'company') continue;
        const parts = whole.rows.map((row) => ({
          id: row['id'],
          values: partsOf(shape, row).map((part) => part[key]),
        }));
        const known = [...new Set(parts.flatMap(({ values }) => values))].filter((one) => one !== null);
        const asked = known.slice(0, 2).map(String);
        const listed = async (filter: string) =>
          (await all(shape, `&${key}=${encodeURIComponent(filter)}`)).rows.map((row) => row['id']).toSorted();
        const wanted = (fits: (value: unknown) => boolean) =>
          parts
            .filter(({ values }) => values.some(fits))
            .map(({ id }) => id)
            .toSorted();
        if (asked.length === 2)
          expect(await listed(asked.join(',')), key).toEqual(wanted((value) => asked.includes(String(value))));
        if (nullable && kind === 'choice' && asked.length > 0)
          expect(await listed(`${asked[0]},=`), key).toEqual(wanted((value) => value === null || value === asked[0]));
      }
    },
  );

  it.each(lists.map((shape) => [shape.name, shape] as const))(
    '%s: a file carries the list, without what is hidden',
    async (_name, shape) => {
      const whole = await all(shape);
      const hidden = Object.keys(shape.columns).find(
        (key) => shape.columns[key]!.head !== undefined && key !== 'company',
      )!;
      const response = await ask(shape, '.csv', `hide=${hidden}`);
      expect(response.status).toBe(200);
      const table = readTable(new Uint8Array(await response.arrayBuffer()), { fileName: 'list.csv' });
      if (!table.ok) throw new Error(table.refusal.message);
      const heads = Object.entries(shape.columns).flatMap(([key, { head }]) =>
        head === undefined || key === hidden ? [] : [head],
      );
      // Behind them stands what a list tells of a row beside its columns.
      expect(table.value.header.slice(0, heads.length)).toEqual(heads);
      expect(table.value.rows.length).toBe(lines(whole));
      expect((await ask(shape, '.xlsx', '')).status).toBe(200);
    },
  );

  it.each(lists.filter(({ pasted }) => pasted !== undefined).map((shape) => [shape.name, shape] as const))(
    '%s: a pasted column of numbers chooses the rows that have them, of what the filters let through',
    async (_name, shape) => {
      const column = shape.pasted!;
      const whole = await all(shape);
      const numbered = whole.rows.filter((row) => row[column] !== null);
      const numbers = [...new Set(numbered.map((row) => String(row[column])))].slice(0, 3);
      expect(numbers.length).toBeGreaterThan(0);
      const find = async (pasted: readonly string[], query = ''): Promise<ListFound> => {
        const response = await world.browser.ask('POST', `${shape.path}/find?company=DE01${query}`, {
          body: { numbers: pasted },
        });
        expect(response.status).toBe(200);
        return (await response.json()) as ListFound;
      };
      const answer = await find([...numbers.map((one) => ` ${one.toLowerCase()}`), 'no such number']);
      expect(answer.missing).toEqual(['no such number']);
      const wanted = numbered.filter((row) => numbers.includes(String(row[column])));
      expect(answer.found.map(({ id }) => id).toSorted()).toEqual(wanted.map((row) => row['id']).toSorted());
      // What is chosen counts for what the rows say, in each of their currencies.
      for (const row of wanted) {
        const { currency, open, also = [] } = answer.found.find(({ id }) => id === row['id'])!;
        expect([{ currency, open }, ...also].map((one) => `${one.currency} ${cents(one.open)}`).toSorted()).toEqual(
          partsOf(shape, row)
            .map((part) => `${part['currency']} ${cents(shape.sum === undefined ? '0' : part[shape.sum])}`)
            .toSorted(),
        );
      }
      const [first] = wanted;
      const other = await find(numbers, `&without=${first!['id']}`);
      expect(other.found.map(({ id }) => id).toSorted()).toEqual(
        wanted
          .map((row) => row['id'])
          .filter((id) => id !== first!['id'])
          .toSorted(),
      );
    },
  );

  it('has one row a customer with its balance in each currency, ordered by what they are worth together', async () => {
    const whole = await all(customersList, '&sort=-open');
    expect(whole.count).toBe(new Set(whole.rows.map((row) => row['customer'])).size);
    expect(lines(whole)).toBe(whole.count! + 1);
    const both = whole.rows.find((row) => row.parts!.length === 2)!;
    expect(both.parts!.map((part) => part.currency).toSorted()).toEqual(['EUR', 'USD']);
    // A dollar is 0.90 euro here.
    const worth = (row: Row): bigint =>
      row.parts!.reduce(
        (sum, { currency, open }) => sum + (currency === 'USD' ? 9n * cents(open) : 10n * cents(open)),
        0n,
      );
    const worths = whole.rows.map(worth);
    expect(worths).toEqual(worths.toSorted((a, b) => (a < b ? 1 : -1)));
    // In one currency it is that part alone; chosen by its id it is the whole customer.
    const dollars = await all(customersList, '&currency=USD');
    expect(dollars.rows.find((row) => row['id'] === both['id'])!.parts!.map((part) => part.currency)).toEqual(['USD']);
    expect((await all(customersList, `&items=${both['id']}`)).rows).toEqual([both]);
    // Put together, each part stands in the group of its currency.
    const grouped = await all(customersList, '&group=currency');
    expect(grouped.rows.filter((row) => row['customer'] === both['customer']).length).toBe(2);
  });

  it.each([receiptsList, remindersList].map((shape) => [shape.name, shape] as const))(
    '%s: what is searched for is what holds it in a text or a code of its own',
    async (_name, shape) => {
      const whole = await all(shape);
      const texts = Object.entries(shape.columns).filter(([, { kind }]) => kind === 'text' || kind === 'code');
      const holds = (row: Row, part: string): boolean =>
        texts.some(([key]) =>
          part.startsWith('=')
            ? String(row[key] ?? '') === part.slice(1)
            : String(row[key] ?? '')
                .toLowerCase()
                .includes(part.toLowerCase()),
        );
      // A part of each text that a row has, the whole of it, and what nothing holds.
      const parts = new Set(
        texts.flatMap(([key]) =>
          whole.rows.flatMap((row) => {
            const text = String(row[key] ?? '');
            return text.length < 2 ? [] : [text.slice(1, 6).trim(), `=${text}`];
          }),
        ),
      );
      expect(parts.size).toBeGreaterThan(20);
      for (const part of [...parts].filter((one) => one !== '' && one.length <= 100).concat('nothing holds this')) {
        const wanted = whole.rows.filter((row) => holds(row, part));
        const found = await all(shape, `&search=${encodeURIComponent(part)}`);
        expect(found.rows, part).toEqual(wanted);
        expect(size(found), part).toBe(wanted.length);
      }
    },
  );

  it('has customers in one order, whether they are found by themselves or by each of their balances', async () => {
    for (const sort of ['-open', 'open', '-overdue', 'name', '-customer', '-priority', 'next', 'lastContact'])
      for (const several of [false, true]) {
        const answer = async (query: string): Promise<ListAnswer<Row>> => {
          const where = several ? '' : '&company=DE01';
          const response = await world.browser.ask(
            'GET',
            `${customersList.path}?limit=100&sort=${sort}${query}${where}`,
          );
          return (await response.json()) as ListAnswer<Row>;
        };
        const alone = await answer('');
        expect(alone.rows.length, sort).toBeGreaterThan(20);
        expect(await answer('&owes=overdue,open,nothing'), sort).toEqual(alone);
      }
  });

  it('has the most overdue customers first in windows of any size, as all of them are put in order', async () => {
    const windows = async (size: number, query: string): Promise<readonly Row[]> => {
      const rows: Row[] = [];
      for (;;) {
        const { rows: some } = await readOf<ListAnswer<Row>>(
          customersList,
          '',
          `sort=-overdue&totals=no&limit=${size}&offset=${rows.length}${query}`,
        );
        rows.push(...some);
        if (some.length < size) return rows;
      }
    };
    const inOrder = await windows(200, '&owes=overdue,open,nothing');
    const overdue = inOrder.filter(
      ({ overdue, parts }) => parts?.some(({ second }) => cents(second) > 0n) ?? cents(overdue) > 0n,
    );
    // Windows that the overdue fill, one that they do not, and those behind them.
    expect(overdue.length).toBeGreaterThan(20);
    expect(inOrder.length).toBeGreaterThan(overdue.length);
    for (const size of [3, 7, overdue.length, 200]) expect(await windows(size, ''), String(size)).toEqual(inOrder);
  });

  it('finds a customer by a part of its name without accents, or by its number', async () => {
    const named = async (part: string) =>
      (await all(customersList, `&called=${encodeURIComponent(part)}`)).rows.map((row) => row['name']);
    expect(await named('el cóndor')).toEqual(['Ferretería El Cóndor S.A.S.']);
    expect(await named('CONDOR')).toEqual(['Ferretería El Cóndor S.A.S.']);
    expect(new Set(await named('10101'))).toEqual(new Set(['Ferretería El Cóndor S.A.S.']));
    expect(await named('nobody of that name')).toEqual([]);
  });

  it('finds a part of a text in whatever case, also where its letters are not plain', async () => {
    const named = async (part: string) =>
      (await all(customersList, `&name=${encodeURIComponent(part)}`)).rows.map((row) => row['name']);
    const found = ['Ferretería El Cóndor S.A.S.'];
    for (const part of ['Cóndor', 'CÓNDOR', 'cóndor s.a.s.', 'fERRETER', 'ía El'])
      expect(await named(part)).toEqual(found);
    // A text is found as it is written: without its accents it is another.
    expect(await named('condor')).toEqual([]);
    expect(await named('. %')).toEqual([]);
  });

  it('counts what the day counts: its figures are the totals of lists', async () => {
    const { companies } = await read<TodayAnswer>('/api/today');
    const today = companies.find((one) => one.company === 'DE01')!;
    const { cash, promises, notices, businessDay } = today;
    const count = async (shape: ListShape, query: string): Promise<number> => size(await all(shape, query));
    const on = (column: string, at: string): string => `&${column}From=${at}&${column}To=${at}`;
    const posted = on('postedOn', cash!.day);
    expect(await count(bankLinesList, on('bookedOn', cash!.day))).toBe(cash!.linesRead);
    expect(await count(receiptsList, `&fate=proposed${posted}`)).toBe(cash!.proposed);
    expect(await count(receiptsList, `&fate=on_account${posted}`)).toBe(cash!.onAccount);
    expect(await count(receiptsList, `&fate=unidentified${posted}`)).toBe(cash!.unidentified);
    const applied = await all(receiptsList, `&fate=applied${posted}`);
    expect(size(applied)).toBe(cash!.applied);
    expect(applied.totals.map(({ currency, open }) => ({ currency, amount: open }))).toEqual(cash!.appliedAmounts);
    expect(await count(promisesList, '&state=open')).toBe(promises.open);
    expect(await count(promisesList, `&state=open${on('promisedFor', businessDay)}`)).toBe(promises.dueToday);
    expect(await count(promisesList, '&state=broken&judgedOnFrom=2026-02-17')).toBe(promises.broken);
    const sent = on('day', businessDay);
    expect(await count(remindersList, `&state=sent${sent}`)).toBe(notices.sent);
    expect(await count(remindersList, `&state=waiting${sent}`)).toBe(notices.proposed);
    expect(notices.suppressed.length).toBeGreaterThan(0);
    for (const one of notices.suppressed)
      expect(await count(remindersList, `&state=suppressed&why=${one.code}${sent}`)).toBe(one.count);
  });

  it('keeps each dunning run with who ran it, when, what left and what not and why', async () => {
    const { rows } = await read<ListAnswer<ListRow<typeof dunningRunsList>>>(`${dunningRunsList.path}?company=DE01`);
    const [run] = rows;
    expect(run!.startedBy).toBeTruthy();
    expect(run!.startedAt).toMatch(/^\d{4}-/);
    expect(run!.messages).toBe(run!.sent + run!.waiting + run!.failed + run!.excluded);
    const of = await read<ListAnswer<ListRow<typeof remindersList>>>(
      `${remindersList.path}?company=DE01&run=${run!.id}&limit=200`,
    );
    expect(of.rows.length).toBe(run!.messages);
    for (const row of of.rows) {
      if (row.state === 'suppressed') expect(row.reason).toBeTruthy();
      else expect(cents(row.amount)).toBeGreaterThan(0n);
    }
  });

  it('the worklist is one: its queue steps through what the filters of its list let through, in the order of the list', async () => {
    const queue = (query = ''): Promise<DayWorkAnswer> => read(`/api/worklist/day?company=DE01&limit=200${query}`);
    const customers = (rows: readonly { readonly customer: unknown }[]) => rows.map((row) => row.customer);
    const listed = async (query: string) => (await all(worklistList, query)).rows as (Row & { customer: unknown })[];
    const whole = await queue();
    expect(whole.rows.length).toBeGreaterThan(5);
    expect(customers(await listed('&tab=open'))).toEqual(customers(whole.rows));
    for (const [tab, count] of Object.entries(whole.counts))
      expect(size(await all(worklistList, `&tab=${tab}`)), tab).toBe(count);
    // What a customer stands there for is one of the reasons that the queue tells.
    const [first] = await listed('&tab=open');
    expect(whole.rows[0]!.reasons.map(({ code }) => code)).toContain(first!['reason']);
    const narrow = [
      `&reason=${first!['reason']}`,
      `&overdueFrom=${first!['overdue']}&currency=EUR`,
      '&search=weber',
      '&whose=unassigned',
      '&priorityTo=40',
    ];
    for (const query of narrow) {
      const { rows, counts } = await queue(query);
      expect(customers(rows), query).toEqual(customers(await listed(`&tab=open${query}`)));
      expect(counts.open, query).toBe(rows.length);
    }
    expect(new Set(customers((await queue(narrow[1])).rows)).size).toBeLessThan(whole.rows.length);
    expect((await world.browser.ask('GET', '/api/worklist/day?company=DE01&colour=red')).status).toBe(400);
  });

  it('a deed on all that the filters of a list let through is about the rows that it shows', async () => {
    const query = 'queue=unapplied&search=weber';
    const { rows } = await all(unappliedList, `&${query}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(size(await all(unappliedList)));
    const preview = async (choice: object, asked = query): Promise<AskPayersPreviewAnswer> => {
      const response = await world.browser.ask('POST', `/api/remittance-requests/preview?company=DE01&${asked}`, {
        body: { choice },
      });
      expect(response.status).toBe(200);
      return (await response.json()) as AskPayersPreviewAnswer;
    };
    const told = (answer: AskPayersPreviewAnswer) => answer.rows.map((row) => [String(row.id), row.left]).toSorted();
    const shown = rows.map((row) => [row['id'], row['left']]).toSorted();
    expect(told(await preview({ all: true, except: [] }))).toEqual(shown);
    const [first] = rows;
    expect(told(await preview({ all: true, except: [first!['id']] }))).toEqual(
      shown.filter(([id]) => id !== first!['id']),
    );
    // Whoever is named one by one is asked, whatever the filters say now.
    expect(told(await preview({ all: false, receipts: [first!['id']] }, 'queue=dormant'))).toEqual([
      [first!['id'], first!['left']],
    ]);
    const refused = await world.browser.ask('POST', '/api/remittance-requests/preview?company=DE01&colour=red', {
      body: { choice: { all: true } },
    });
    expect(refused.status).toBe(400);
  });

  it('refuses what is no filter of the list, and shows nobody another company', async () => {
    expect((await world.browser.ask('GET', `${promisesList.path}?company=DE01&amountFrom=many`)).status).toBe(400);
    expect((await world.browser.ask('GET', `${promisesList.path}?company=DE01&colour=red`)).status).toBe(400);
    expect((await world.browser.ask('GET', `${promisesList.path}/groups?company=DE01`)).status).toBe(422);
    const analyst = await world.signedIn('ana', 'Ana Kovač', 'analyst', 'company');
    const seen = (await (await analyst.ask('GET', `${receiptsList.path}?limit=200`)).json()) as ListAnswer<Row>;
    expect(new Set(seen.rows.map((row) => row['company']))).toEqual(new Set(['DE01']));
    expect((await analyst.ask('GET', `${receiptsList.path}?company=GB01`)).status).toBe(404);
  });
});
