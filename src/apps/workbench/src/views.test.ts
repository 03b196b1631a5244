/** What the workbench offers to save, the server takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { viewBody } from '#operations/contract';

const source = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
const savable = [
  .../const savable = new Set\(\[([^\]]+)\]\)/.exec(source('views.tsx'))![1]!.matchAll(/'([^']+)'/g),
].map((match) => match[1]!);

describe('pages that can be saved as a view', () => {
  it('are pages', () => {
    const routes = new Set([...source('router.tsx').matchAll(/^ {2}path: '([^']+)',$/gm)].map((match) => match[1]!));
    expect(savable.length).toBeGreaterThan(20);
    expect(savable.filter((path) => !routes.has(path))).toEqual([]);
  });

  it.each(savable)('%s is taken', (path) => {
    const view = { name: 'Every morning', path, search: 'company=all&sort=-open' };
    expect(viewBody.safeParse(view).error?.issues ?? []).toEqual([]);
  });

  it('and an address elsewhere is not', () => {
    for (const path of ['//evil.example', 'https://evil.example', '/items/../audit', '/items?x=1', '/a--b', '/a-'])
      expect(viewBody.safeParse({ name: 'Elsewhere', path, search: '' }).success, path).toBe(false);
  });
});
