/** Who reads the answer of a command may stop before its end: `dunwell … | head` is no fault. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mt940Day } from '#test/mt940-day';
import { makeHome, startProgram } from '../program.ts';

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
});
