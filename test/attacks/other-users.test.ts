/** Other users of the machine: what lies in the home (mail, letters, files as they were received) is not theirs to read. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Outgoing, outboxFolder, printFolder } from '#correspondence';
import { folderFileStore } from '#platform';
import { sampleLetter } from '../sample-letter.ts';

const home = mkdtempSync(join(tmpdir(), 'dunwell-readers-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const pdf = new TextEncoder().encode('%PDF-1.7');
const letter: Outgoing = { key: 'dunwell.1.abc', letter: sampleLetter, pdf, enclosures: [], mail: null };
const someone = { name: 'Somebody', address: 'somebody@example.org' };
const mail: Outgoing = {
  ...letter,
  mail: { from: someone, to: someone, replyTo: null, date: new Date(0), references: [], redirectedFrom: null },
};

describe('another user of the machine', () => {
  it('reads no mail, no letter and no received file', async () => {
    await outboxFolder(join(home, 'outbox')).deliver(mail, async () => true);
    await printFolder(join(home, 'letters')).deliver(letter, async () => true);
    folderFileStore(join(home, 'files')).put(7n, new TextEncoder().encode('a bank file'));
    const modes = readdirSync(home).map((name) => [name, (statSync(join(home, name)).mode & 0o777).toString(8)]);
    expect(modes.sort()).toEqual([
      ['files', '700'],
      ['letters', '700'],
      ['outbox', '700'],
    ]);
  });
});
