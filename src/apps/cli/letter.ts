/** How the command line shows a letter that is not sent: as text, and as files for whoever wants to see it as it would arrive. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Letter, letterHtml, letterText, renderLetters } from '#correspondence';
import type { Answer } from './command.ts';

/** The letter as text; with a folder also as `NAME.txt`, `NAME.html` and `NAME.pdf` in it. */
export async function showLetter(letter: Letter, name: string, folder: string | undefined): Promise<Answer> {
  const text = letterText(letter);
  const files: string[] = [];
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    const write = (ending: string, content: string | Uint8Array): void => {
      files.push(join(folder, `${name}.${ending}`));
      writeFileSync(files.at(-1)!, content);
    };
    write('txt', text);
    write('html', letterHtml(letter));
    write('pdf', await renderLetters([letter]));
  }
  return {
    json: { subject: letter.subject, text, files },
    text: [`Subject: ${letter.subject}`, '', text, ...files].join('\n'),
  };
}
