/** Portfolios on the command line: created, listed, renamed, handed to another collector; customers are imported into them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStaffedCommandLine } from '../command-line.ts';

const home = await openStaffedCommandLine({ otto: 'analyst', nora: 'analyst' });
afterAll(() => home.close());

const refused = async (...args: string[]): Promise<string> => {
  const { status, output } = await home.run([...args, '--json']);
  expect(status, output).toBe(1);
  return (JSON.parse(output) as { refusal: { code: string } }).refusal.code;
};
const listed = async (): Promise<unknown> =>
  (await home.ask<{ portfolios: unknown }>(['portfolio', 'list'])).portfolios;

describe('R3 dunwell portfolio', () => {
  it('has none before one is created', async () => {
    expect(await listed()).toEqual([]);
    expect((await home.run(['portfolio', 'list'])).output).toContain('no portfolio yet');
  });

  it('creates one with a collector or without, once', async () => {
    await home.ask(['portfolio', 'create', 'NORTH', '--name', 'North', '--collector', 'otto']);
    await home.ask(['portfolio', 'create', 'SOUTH', '--name', 'South']);
    expect(await listed()).toEqual([
      { code: 'NORTH', name: 'North', collector: 'otto' },
      { code: 'SOUTH', name: 'South', collector: null },
    ]);
    expect(await refused('portfolio', 'create', 'NORTH', '--name', 'Other')).toBe('customers.portfolio-exists');
    expect(await refused('portfolio', 'create', 'a b', '--name', 'Blank')).toBe('customers.portfolio-code');
    expect(await refused('portfolio', 'create', 'EAST', '--name', 'East', '--collector', 'nemo')).toBe(
      'identity.person-not-found',
    );
    expect((await home.run(['portfolio', 'create', 'EAST'])).status).toBe(2);
  });

  it('renames one and hands it to another collector; what is not told stays', async () => {
    const why = ['--reason', 'The regions were cut anew.'];
    await home.ask(['portfolio', 'rename', 'NORTH', '--name', 'North and islands', ...why]);
    await home.ask(['portfolio', 'rename', 'SOUTH', '--collector', 'nora', ...why]);
    expect(await listed()).toEqual([
      { code: 'NORTH', name: 'North and islands', collector: 'otto' },
      { code: 'SOUTH', name: 'South', collector: 'nora' },
    ]);
    await home.ask(['portfolio', 'rename', 'NORTH', '--collector', 'nobody', ...why]);
    expect(await listed()).toMatchObject([{ code: 'NORTH', collector: null }, {}]);
    expect(await refused('portfolio', 'rename', 'NORTH', '--collector', 'nobody', ...why)).toBe(
      'customers.nothing-changed',
    );
    expect(await refused('portfolio', 'rename', 'WEST', '--name', 'West', ...why)).toBe('customers.portfolio-unknown');
    expect((await home.run(['portfolio', 'rename', 'NORTH', ...why])).status).toBe(2);
  });

  it('takes the customers of a file that names it, and of a person', async () => {
    const path = join(home.path, 'customers.csv');
    writeFileSync(path, 'number,name,country,portfolio\nC1,Customer 1,DE,SOUTH\nC2,Customer 2,DE,WEST\n');
    expect(await home.ask(['customers', 'import', path])).toMatchObject({
      imported: 1,
      bad: [{ row: 3, value: 'WEST' }],
    });
    await home.ask(['portfolio', 'assign', 'C1', 'NORTH', '--reason', 'It moved.']);
    expect((await home.run(['customers', 'show', 'C1'])).output).toContain('portfolio NORTH');
  });

  it('shows who is known of a customer and of those merged into it, under either number', async () => {
    const path = join(home.path, 'merged.csv');
    writeFileSync(
      path,
      'number,name,country,contactName,contactEmail\nM1,One,DE,Old Hand,old@example.org\nM2,Two,DE,New Hand,new@example.org\n',
    );
    expect(await home.ask(['customers', 'import', path])).toMatchObject({ imported: 2, bad: [] });
    await home.ask(['customers', 'merge', 'M1', 'M2', '--from', '2026-01-01', '--reason', 'One legal entity.']);
    for (const number of ['M1', 'M2']) {
      const { contacts } = await home.ask<{ contacts: { customer: string; email: string }[] }>([
        'customers',
        'show',
        number,
      ]);
      expect(contacts.map((one) => [one.customer, one.email])).toEqual([
        ['M2', 'new@example.org'],
        ['M1', 'old@example.org'],
      ]);
      expect((await home.run(['customers', 'show', number])).output).toContain('contact of M1: ');
    }
  });
});
