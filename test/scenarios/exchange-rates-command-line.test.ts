/** Exchange rates on the command line: set, listed, read from a table of rows and from the wide table of the ECB. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCompanies, loadConverter, recordExchangeRates } from '#company';
import { writeWorkbook } from '#formats';
import { runQuery } from '#platform';
import { openStaffedCommandLine } from '../command-line.ts';
import { must } from '../must.ts';

const home = await openStaffedCommandLine({ cora: 'controller', ann: 'analyst' });
afterAll(() => home.close());

interface Rate {
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly rate: string;
  readonly source: string;
}
interface Recorded {
  readonly recorded: number;
  readonly known: number;
  readonly warnings: readonly string[];
}
interface Imported extends Recorded {
  readonly bad: readonly { row: number; column: string; value: string; reason: string }[];
  readonly passedOver: readonly string[];
}

const set = (login: string, from: string, to: string, rate: string, day: string) => [
  'rates',
  'set',
  from,
  to,
  rate,
  '--day',
  day,
  '--source',
  'Bundesbank',
  ...home.as(login),
];
const refused = async (args: readonly string[]): Promise<string> => {
  const { status, output } = await home.run([...args, '--json']);
  expect(status, output).toBe(1);
  return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
};
const listed = async (...args: string[]): Promise<readonly Rate[]> =>
  (await home.ask<{ rates: Rate[] }>(['rates', 'list', ...args])).rates;
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(home.path, name);
  writeFileSync(path, content);
  return path;
};
const read = (path: string, ...args: string[]): Promise<Imported> =>
  home.ask<Imported>(['rates', 'import', path, ...args]);
/** What 100.00 of a currency are in the company's, by the books' own conversion. */
const worth = (currency: string, day: string): Promise<bigint> =>
  home.beside(async (engine, { tenantId }) =>
    runQuery(engine, tenantId, async (db) => {
      const [company] = await loadCompanies(db, tenantId);
      return must(await loadConverter(db, tenantId, company!, [{ currency, day }]))(100_00n, currency, day);
    }),
  );

describe('dunwell rates set', () => {
  it('records a rate by the hand of who may, and nobody else', async () => {
    expect(await listed()).toEqual([]);
    expect(await refused(set('ann', 'GBP', 'EUR', '1.15', '2026-03-02'))).toBe('identity.not-allowed');
    expect(await home.ask(set('cora', 'gbp', 'EUR', '1.15', '2026-03-02'))).toEqual({
      recorded: 1,
      known: 0,
      warnings: [],
    });
    expect(await listed()).toEqual([{ from: 'GBP', to: 'EUR', day: '2026-03-02', rate: '1.15', source: 'Bundesbank' }]);
    expect(await worth('GBP', '2026-03-02')).toBe(115_00n);
  });

  it('a correction of the day counts, the same again changes nothing', async () => {
    expect(await home.ask<Recorded>(set('cora', 'GBP', 'EUR', '1.1500', '2026-03-02'))).toMatchObject({
      recorded: 0,
      known: 1,
    });
    expect(await home.ask<Recorded>(set('cora', 'GBP', 'EUR', '1.16', '2026-03-02'))).toMatchObject({ recorded: 1 });
    expect((await listed()).map((one) => one.rate)).toEqual(['1.16']);
    expect(await worth('GBP', '2026-03-05')).toBe(116_00n);
  });

  it('warns of a rate far beside the one before, also where the pair was turned round', async () => {
    const comma = await home.ask<Recorded>(set('cora', 'GBP', 'EUR', '11.6', '2026-03-03'));
    expect(comma).toMatchObject({ recorded: 1 });
    expect(comma.warnings).toEqual([expect.stringContaining('1 GBP = 11.6 EUR on 2026-03-03 is more than 10 percent')]);
    expect((await home.ask<Recorded>(set('cora', 'GBP', 'EUR', '1.17', '2026-03-03'))).warnings).toEqual([]);
    expect((await home.ask<Recorded>(set('cora', 'EUR', 'GBP', '1.17', '2026-03-04'))).warnings).toHaveLength(1);
    expect((await home.ask<Recorded>(set('cora', 'EUR', 'GBP', '0.85', '2026-03-04'))).warnings).toEqual([]);
  });

  it('of the pair and the pair turned round the later day counts', async () => {
    expect(await worth('GBP', '2026-03-03')).toBe(117_00n);
    expect(await worth('GBP', '2026-03-04')).toBe(117_65n);
  });

  it('refuses what can be no rate', async () => {
    const wrong: readonly (readonly [readonly [string, string, string, string], string])[] = [
      [['XYZ', 'EUR', '1.1', '2026-03-02'], 'company.rate-currency'],
      [['EUR', 'EUR', '1', '2026-03-02'], 'company.rate-currency'],
      [['USD', 'EUR', '0', '2026-03-02'], 'company.rate-malformed'],
      [['USD', 'EUR', '0,92', '2026-03-02'], 'company.rate-malformed'],
      [['USD', 'EUR', '0.92', '2026-02-30'], 'company.malformed-day'],
      [['USD', 'EUR', '0.92', '2206-03-02'], 'company.rate-ahead'],
    ];
    for (const [[from, to, rate, day], code] of wrong)
      expect(await refused(set('cora', from, to, rate, day)), code).toBe(code);
    const twice = { from: 'USD', to: 'EUR', day: '2026-03-02', source: 'test' };
    const outcome = await home.beside((engine, caller) =>
      recordExchangeRates(engine, caller, [
        { ...twice, rate: '0.92' },
        { ...twice, rate: '0.93' },
      ]),
    );
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'company.rate-twice' } });
    expect(await listed('--from', 'USD')).toEqual([]);
  });
});

describe('dunwell rates import', () => {
  it('reads rows of date, currency and rate, the way it is told; bad ones come back', async () => {
    const path = file(
      'rates.csv',
      'Date,Currency,Rate\n2026-03-02,CHF,1.04\n03.03.2026,CHF,1.05\n2026-03-02,XXY,3\n2026-02-30,SEK,0.09\n2026-03-02,SEK,\n',
    );
    expect(await refused(['rates', 'import', path])).toBe('company.rate-direction');
    expect(await read(path, '--to', 'EUR', '--check')).toMatchObject({ recorded: 2 });
    expect(await listed('--from', 'CHF')).toEqual([]);
    const first = await read(path, '--to', 'EUR', '--source', 'Treasury', ...home.as('cora'));
    expect(first).toMatchObject({ recorded: 2, known: 0, warnings: [] });
    expect(first.bad.map(({ row, value }) => [row, value])).toEqual([
      [4, '3'],
      [5, '0.09'],
    ]);
    expect(await listed('--from', 'CHF')).toEqual([
      { from: 'CHF', to: 'EUR', day: '2026-03-03', rate: '1.05', source: 'Treasury' },
      { from: 'CHF', to: 'EUR', day: '2026-03-02', rate: '1.04', source: 'Treasury' },
    ]);
    expect(await read(path, '--to', 'EUR')).toMatchObject({ recorded: 0, known: 2 });
  });

  it('reads the same rows of a workbook, and decimal commas of a German file', async () => {
    const pieces: Uint8Array[] = [];
    const rows = [[{ day: '2026-03-02' }, 'PLN', { amount: '4.21' }]];
    writeWorkbook({ name: 'Rates', header: ['date', 'currency', 'rate'], rows }, (piece) => pieces.push(piece.slice()));
    expect(await read(file('rates.xlsx', Buffer.concat(pieces)), '--from', 'EUR')).toMatchObject({
      recorded: 1,
      bad: [],
    });
    expect(await listed('--to', 'PLN')).toMatchObject([{ from: 'EUR', to: 'PLN', rate: '4.21' }]);
    const german = file('kurse.csv', 'date;currency;rate\n02.03.2026;DKK;7,4604\n');
    expect(await read(german, '--from', 'EUR')).toMatchObject({ recorded: 1, bad: [] });
    expect(await listed('--to', 'DKK')).toMatchObject([{ rate: '7.4604' }]);
  });

  it('reads the history that the European Central Bank publishes', async () => {
    const path = file(
      'eurofxref-hist.csv',
      'Date,USD,JPY,CYP,ROL,\n2026-03-03,1.0812,162.37,N/A,N/A,\n2026-03-02,1.0799,161.9,N/A,N/A,\n2005-01-03,1.3507,139.5,0.5799,39390,\n',
    );
    const first = await read(path, '--since', '2026-01-01');
    expect(first).toMatchObject({ recorded: 4, bad: [], warnings: [] });
    expect(await read(path)).toMatchObject({ known: 4, recorded: 3 });
    expect(first.passedOver).toEqual(['ROL']);
    expect(await worth('USD', '2026-03-03')).toBe(92_49n);
    expect((await home.run(['rates', 'list', '--to', 'USD', '--limit', '1'])).output).toMatch(
      /2026-03-03\s+1 EUR\s+1.0812 USD/,
    );
  });

  it('refuses a table that is neither', async () => {
    expect(await refused(['rates', 'import', file('other.csv', 'Name,Town\nAcme,Berlin\n')])).toBe(
      'company.rate-columns',
    );
    expect((await home.run(['rates', 'import', 'x.csv', '--to', 'EUR', '--from', 'USD'])).status).toBe(2);
  });
});
