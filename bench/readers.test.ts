/** The large files of the bench are files that their readers take: small ones of the same making are read whole and foot. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { footing, readBankFile } from '#formats';
import { largeFiles, writeLargeFile } from './readers.ts';

it.each(Object.keys(largeFiles))('%s of the bench is read whole', (format) => {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-readers-'));
  try {
    const path = join(folder, 'file');
    writeLargeFile(path, format, 300);
    const read = readBankFile(readFileSync(path), { fileName: 'file' });
    if (!read.ok) throw new Error(read.refusal.message);
    const [statement] = read.value.statements;
    expect(statement!.entries).toHaveLength(300);
    expect(statement!.entries.every((one) => one.amountMinor === 100n)).toBe(true);
    expect(footing(statement!).foots).toBe(format === 'OFX 2' ? null : true);
    expect(statement!.entries[299]!.remittance).toContain('0000300');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
