/** The transport of letters: each becomes a PDF in the folder from which it is printed. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transport } from '../model.ts';
import { writeWhole } from './write-whole.ts';

/** Writes PDFs under a folder; a file is complete or absent, so a crash is always decidable. */
export function printFolder(folder: string): Transport {
  const pathOf = (key: string): string => join(folder, `${key}.pdf`);
  return {
    name: 'print',
    async deliver({ key, pdf }, beforeContent) {
      if (pdf === null) throw new Error(`letter ${key} has no printed form`);
      // What customers are told is for nobody else on this machine.
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!(await beforeContent())) return { outcome: 'late' };
      writeWhole(pathOf(key), pdf);
      return { outcome: 'accepted', reply: 'Written to the letters folder.' };
    },
    async delivered(key) {
      return existsSync(pathOf(key));
    },
  };
}
