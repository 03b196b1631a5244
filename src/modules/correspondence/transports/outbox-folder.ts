/** The transport that mails nobody: each message becomes an .eml file in the outbox folder. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Transport } from '../model.ts';
import { composeMail } from './compose-mail.ts';
import { writeWhole } from './write-whole.ts';

/** Writes `.eml` files under a folder; a file is complete or absent, so a crash is always decidable. */
export function outboxFolder(folder: string): Transport {
  const pathOf = (key: string): string => join(folder, `${key}.eml`);
  return {
    name: 'outbox',
    async deliver(message, beforeContent) {
      const content = await composeMail(message);
      // What customers are told is for nobody else on this machine.
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (!(await beforeContent())) return { outcome: 'late' };
      writeWhole(pathOf(message.key), content);
      return { outcome: 'accepted', reply: 'Written to the outbox folder.' };
    },
    async delivered(key) {
      return existsSync(pathOf(key));
    },
  };
}
