/** The generated pages of docs/reference are what the code says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#platform';
import { referencePages } from '../../scripts/reference.ts';

describe('the generated reference', () => {
  it.each(Object.entries(referencePages()))('%s is up to date; else run npm run reference', (name, text) => {
    expect(readFileSync(join(readConfig().root, 'docs/reference', name), 'utf8')).toBe(text);
  });
});
