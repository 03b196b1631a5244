/** A file of any length holds little at a time, breaks off where its rows do, and ends its reading with its reader. */
import { setImmediate as turn } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from '#formats';
import { streamList, type TakeRows } from './stream-list.ts';

const list = { name: 'Long', header: ['Number', 'Text'] };
const atOnce = 2_000;
const rowsFrom = (first: number) =>
  Array.from({ length: atOnce }, (_, index) => [{ amount: String(first + index) }, `=cmd|'/c calc'!A${first + index}`]);

/** A reading of so many rows, and how many of them the file has asked for. */
function reading(rowsInAll: number) {
  const asked = { rows: 0, ended: 'not' as 'not' | 'whole' | Error };
  return {
    asked,
    read: async (take: TakeRows): Promise<void> => {
      try {
        for (; asked.rows < rowsInAll; asked.rows += atOnce) await take(rowsFrom(asked.rows));
        asked.ended = 'whole';
      } catch (fault) {
        asked.ended = fault as Error;
        throw fault;
      }
    },
  };
}
/** Lets everything run that waits for nothing outside. */
const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 200; turns += 1) await turn();
};

describe.each(['csv', 'xlsx'] as const)('a list of 200,000 rows as %s', (format) => {
  it('is read as it is taken: a reader who waits holds the reading up', async () => {
    const { asked, read } = reading(200_000);
    const reader = streamList(format, list, read).getReader();
    const pieces: Uint8Array[] = [(await reader.read()).value!];
    await settle();
    // The rest is not asked for before somebody takes what is there.
    expect(asked.rows).toBeGreaterThan(0);
    if (format === 'csv') expect(asked.rows).toBeLessThan(140_000);
    let most = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      most = Math.max(most, value.length);
      pieces.push(value);
    }
    expect(asked).toEqual({ rows: 200_000, ended: 'whole' });
    // What is held at once is a piece, and not the file.
    expect(pieces.length).toBeGreaterThan(20);
    expect(most).toBeLessThan(200_000);
    const file = new Uint8Array(Buffer.concat(pieces));
    if (format === 'xlsx') {
      const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml']!);
      expect(sheet.match(/<row /g)!.length).toBe(200_001);
      expect(sheet).not.toContain('<f>');
      // The quote prefix keeps a text a text, also when somebody edits it.
      expect(sheet).toContain(`s="2" t="inlineStr"><is><t xml:space="preserve">=cmd|'/c calc'!A199999</t>`);
      return;
    }
    const table = readTable(file, { fileName: 'long.csv' });
    if (!table.ok) throw new Error(table.refusal.message);
    expect(table.value.rows.length).toBe(200_000);
    expect(table.value.rows.at(-1)!.cells).toEqual(['199999', "'=cmd|'/c calc'!A199999"]);
  });

  it('ends its reading when its reader goes, and breaks off where its rows do', async () => {
    const gone = reading(Number.MAX_SAFE_INTEGER);
    const reader = streamList(format, list, gone.read).getReader();
    await reader.read();
    await reader.cancel();
    await settle();
    expect(gone.asked.ended).toEqual(new Error('the reader of the file has gone'));
    const broken = streamList(format, list, async (take) => {
      await take(rowsFrom(0));
      throw new Error('the books went away');
    });
    await expect(new Response(broken).arrayBuffer()).rejects.toThrow('the books went away');
  });
});
