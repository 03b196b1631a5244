/** Every dialog in which something is written, chosen or dropped is left by a button that says so. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = join(import.meta.dirname, '..');
/** The form of a limit has its own foot; it stands in the table of limits as well. */
const feet = /<(FormFoot|CancelFoot|ReasonDialog|LimitForm)\b|\{(\w+ \? t\('Close'\) : )?t\('Cancel'\)\}/g;
/** What is chosen from a list, or dropped as a file, is done at once and without a form. */
const asks = /<(form|ChooseList|DropFiles)\b/;

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
const dialogs = files.flatMap((file) =>
  [...readFileSync(join(sources, file), 'utf8').matchAll(/<Dialog\b[\s\S]*?<\/Dialog>/g)]
    .map(([text], place) => ({ name: `${file} ${place + 1}`, text }))
    .filter(({ text }) => asks.test(text)),
);

describe('a dialog that asks something', () => {
  it('is looked at', () => {
    expect(dialogs.length).toBeGreaterThan(30);
  });

  it.each(dialogs)('$name has a way out that is written on it', ({ text }) => {
    expect(text.match(feet) ?? []).not.toEqual([]);
  });
});
