/**
 * The large files of the bench are files that their readers take: small ones of the same making are read whole and foot, and
 * of larger ones no more is in memory than what is at work.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type BankEntry, bankFileJsonText, bankFileToJson, footing, readBankFile, surveyBankFile } from '#formats';
import { openFilePieces } from '#platform';
import { largeFiles, writeLargeFile } from './readers.ts';

async function withLargeFile(format: string, count: number, work: (path: string) => void | Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-readers-'));
  try {
    const path = join(folder, 'file');
    writeLargeFile(path, format, count);
    await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Formats that say no opening balance: they neither foot nor fail to. */
const withoutOpening = new Set(['OFX 2', 'MT942', 'CAMT.052', 'CAMT.054']);

describe.each(Object.keys(largeFiles))('%s of the bench', (format) => {
  it('is read whole, and in pieces to the same document', () =>
    withLargeFile(format, 500, (path) => {
      const read = readBankFile(readFileSync(path), { fileName: 'file' });
      const surveyed = surveyBankFile(openFilePieces(path), { fileName: 'file' });
      if (!read.ok || !surveyed.ok) throw new Error('the file was refused');
      const [statement] = read.value.statements;
      expect(statement!.entries).toHaveLength(500);
      expect(statement!.entries.every((one) => one.amountMinor === 100n)).toBe(true);
      expect(footing(statement!).foots).toBe(withoutOpening.has(format) ? null : true);
      expect(statement!.entries[499]!.remittance).toContain('0000500');
      const text = [...bankFileJsonText(surveyed.value)].join('');
      expect(text).toBe(JSON.stringify(bankFileToJson(read.value)));
    }));

  it('keeps no entry that was taken', () =>
    withLargeFile(format, 20_000, async (path) => {
      const surveyed = surveyBankFile(openFilePieces(path), { fileName: 'file' });
      if (!surveyed.ok) throw new Error(surveyed.refusal.message);
      setFlagsFromString('--expose-gc');
      const collectGarbage = runInNewContext('gc') as () => void;
      const sampled: WeakRef<BankEntry>[] = [];
      let entries = 0;
      let mostAlive = 0;
      for (const piece of surveyed.value.pieces()) {
        if (piece.kind !== 'entry') continue;
        entries += 1;
        if (entries % 10 === 0) sampled.push(new WeakRef(piece.entry));
        if (entries % 5000 !== 0) continue;
        // A reference that was looked at stays until the next turn of the event loop.
        await setImmediate();
        collectGarbage();
        mostAlive = Math.max(mostAlive, sampled.filter((one) => one.deref() !== undefined).length);
        await setImmediate();
      }
      expect(entries).toBe(20_000);
      // Of 2,000 sampled: those of the piece of text that is being read.
      expect(mostAlive).toBeLessThan(200);
    }));
});
