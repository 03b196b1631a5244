/** Who reads what a command says may stop before its end: `dunwell … | head` is no fault, and `2>&1 | head` stops no work. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mt940Day } from '#test/mt940-day';
import { makeHome, runProgram, startProgram } from '../program.ts';

describe('a command whose answer nobody reads to its end', () => {
  let home: ReturnType<typeof makeHome>;
  beforeAll(() => {
    home = makeHome();
  });
  afterAll(() => home.remove());

  it('ends quietly, as done', async () => {
    const file = join(home.path, 'day.sta');
    const lines = Array.from({ length: 3_000 }, (_, at): [number, string, string] => [100, `Payer ${at}`, `RE-${at}`]);
    writeFileSync(file, mt940Day({ day: '2026-02-10', lines }));
    const child = startProgram(home.path, ['bank', 'read', file, '--json']);
    const told: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => told.push(piece));
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = await once(child, 'close');
    expect(Buffer.concat(told).toString()).toBe('');
    expect(status).toBe(0);
  });

  it('does its work to the end also where nobody hears how far it is', async () => {
    const args = '--tenant acme --name Acme --company DE01 --currency EUR --country DE --zone Europe/Berlin'.split(' ');
    const begun = await runProgram(home.path, ['init', ...args]);
    expect(begun.status, begun.errors).toBe(0);
    const child = startProgram(home.path, ['verify', '--json']);
    const answer: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => answer.push(piece));
    child.stderr.destroy();
    const [status] = await once(child, 'close');
    expect(status).toBe(0);
    expect(JSON.parse(Buffer.concat(answer).toString())).toMatchObject({ ok: true });
  });
});
