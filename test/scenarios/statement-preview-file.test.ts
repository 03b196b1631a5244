/** Whom a run of statements would write to, as a file: the rows of the page, as it finds and orders them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StatementPreviewAnswer } from '#collections/contract';
import { readTable } from '#formats';
import { must } from '#test/books';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

describe('R22 The statements of a month before they leave, as a file', () => {
  let world: WorkdayServer;
  let preview: StatementPreviewAnswer;
  beforeAll(async () => {
    world = await openWorkdayServer('lena', 'Lena Brandt', 'lead');
    preview = await world.read<StatementPreviewAnswer>('/api/statements/preview?company=DE01');
  });
  afterAll(() => world.close());

  const fileOf = async (format: 'csv' | 'xlsx', query: string): Promise<Record<string, string>[]> => {
    const response = await world.browser.ask('GET', `/api/statements/preview.${format}?company=DE01${query}`);
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { header, rows } = must(readTable(bytes, { fileName: `statements.${format}` }));
    expect(Number(response.headers.get('x-row-count'))).toBe(rows.length);
    return rows.map(({ cells }) => Object.fromEntries(header.map((head, place) => [head, String(cells[place] ?? '')])));
  };
  /** A row for each balance that is not zero. */
  const expected = () =>
    preview.statements.flatMap((row) =>
      row.balances
        .filter((one) => Number(one.balance) !== 0 || row.balances.length === 1)
        .map((one) => `${row.customer} ${Number(one.balance)} ${one.currency}`),
    );
  const said = (row: Record<string, string>): string =>
    `${row['Customer']} ${Number(row['Balance'])} ${row['Currency']}`;

  it.each(['csv', 'xlsx'] as const)('holds whom it writes to with every balance: %s', async (format) => {
    expect(preview.statements.length).toBeGreaterThan(3);
    expect((await fileOf(format, '')).map(said)).toEqual(expected());
  });

  it('is found and put in order as the page does it', async () => {
    const names = (await fileOf('csv', '&sort=name')).map((row) => row['Name']!.toLowerCase());
    expect(names).toEqual(names.toSorted());
    expect((await fileOf('csv', '&sort=-name')).map((row) => row['Name']!.toLowerCase())).toEqual(names.toReversed());
    const euros = (await fileOf('csv', '&sort=-balance')).filter((row) => row['Currency'] === 'EUR');
    expect(euros.length).toBeGreaterThan(2);
    const [first] = preview.statements;
    const found = await fileOf('csv', `&search=${encodeURIComponent(first!.name.toUpperCase())}`);
    expect(new Set(found.map((row) => row['Customer']))).toEqual(new Set([first!.customer]));
    const refused = await world.browser.ask('GET', '/api/statements/preview.csv?company=DE01&sort=colour');
    expect(refused.status).toBe(400);
  });

  it('holds whom it does not write to, and why', async () => {
    const rows = await fileOf('csv', '&list=excluded');
    expect(rows.map((row) => `${row['Customer']} ${row['Why not']} ${row['Reason']}`)).toEqual(
      preview.suppressed.map((row) => `${row.customer} ${row.reason.code} ${row.reason.text}`),
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});
