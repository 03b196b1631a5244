/** A start that cannot come to anything says so in a sentence, before it has done the work of a minute. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHome, runProgram } from '../program.ts';

const home = makeHome();
const file = join(home.path, 'a-file');
beforeAll(() => writeFileSync(file, 'This is no folder.'));
afterAll(() => home.remove());

/** Starts where nothing is yet, and answers what it was refused by; a fault of the program is none. */
async function refusal(variables: Readonly<Record<string, string>>, at = join(home.path, 'new')): Promise<string> {
  const finished = await runProgram(at, ['start'], variables);
  expect(finished.errors).not.toContain('    at ');
  expect(finished.status).toBe(1);
  expect(readdirSync(home.path)).toEqual(['a-file']);
  return finished.errors;
}

describe('npm start is refused', () => {
  it('by a port that is none', async () => {
    for (const port of ['http', '70000'])
      expect(await refusal({ PORT: port })).toContain(`PORT is "${port}"; it takes a number from 1 to 65535.`);
  });

  it('by an address that is none, whose password is not told', async () => {
    const said = await refusal({ DATABASE_APP_URL: 'dunwell:geheim@db.example' });
    expect(said).toContain('DATABASE_APP_URL is no address');
    expect(said).not.toContain('geheim');
  });

  it('by a home that cannot be written', async () => {
    const said = await refusal({}, join(file, 'home'));
    expect(said).toContain(`Nothing can be written in the home ${join(file, 'home')}`);
    expect(said).toContain('[platform.home-not-writable]');
  });
});
