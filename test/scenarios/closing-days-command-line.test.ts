/** R69 on the command line: the days on which a company is closed are told, set and taken away. */
import { afterAll, describe, expect, it } from 'vitest';
import { openStaffedCommandLine } from '../command-line.ts';

const home = await openStaffedCommandLine({ ada: 'administrator' });
afterAll(() => home.close());
/** The command line goes by the clock of the machine: a year that is not gone by. */
const year = new Date().getUTCFullYear() + 1;
const refused = async (...args: string[]): Promise<string> => {
  const { status, output } = await home.run(['company', ...args, '--json']);
  expect(status).toBe(1);
  return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
};
const closed = async (): Promise<readonly { day: string; name: string }[]> =>
  (await home.ask<{ closingDays: { day: string; name: string }[] }>(['company', 'closing-days'])).closingDays;

describe('R69 dunwell company', () => {
  it('has no closing day before one is set', async () => {
    expect(await closed()).toEqual([]);
    expect((await home.run(['company', 'closing-days'])).output).toContain('has no closing day');
  });

  it('closes on days and opens again', async () => {
    const [first, second] = [`${year}-03-30`, `${year}-03-31`];
    expect(await home.ask(['company', 'close', second, first, '--for', 'Stock is counted'])).toEqual({
      company: 'DE01',
      added: 2,
    });
    expect(await closed()).toEqual([first, second].map((day) => ({ day, name: 'Stock is counted' })));
    expect((await home.run(['company', 'closing-days'])).output).toMatch(new RegExp(`${first}\\s+Stock is counted`));
    expect(await refused('close', first, '--for', 'Again')).toBe('company.nothing-changed');
    expect(await home.ask(['company', 'open', first])).toEqual({ company: 'DE01', removed: 1 });
    expect(await closed()).toEqual([{ day: second, name: 'Stock is counted' }]);
    expect(await refused('open', first)).toBe('company.closing-day-unknown');
  });

  it('closes on the public holidays of a year', async () => {
    const { added } = await home.ask<{ added: number }>([
      ...['company', 'close', '--holidays', 'DE', '--year', String(year)],
    ]);
    expect(added).toBeGreaterThan(4);
    expect(await closed()).toHaveLength(added + 1);
    expect(await refused('close', '--holidays', 'XX', '--year', String(year))).toBe('company.calendar-unknown');
  });

  it('refuses what is gone by or no day, and asks for what is missing', async () => {
    expect(await refused('close', '2020-01-02', '--for', 'Long ago')).toBe('company.closing-day-past');
    expect(await refused('close', `${year}-02-30`, '--for', 'No day')).toBe('company.malformed-day');
    for (const args of [
      ['close'],
      ['close', `${year}-04-01`],
      ['close', '--holidays', 'DE'],
      ['close', `${year}-04-01`, '--holidays', 'DE', '--year', String(year)],
    ])
      expect((await home.run(['company', ...args])).status, args.join(' ')).toBe(2);
  });
});
