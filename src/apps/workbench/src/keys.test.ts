/**
 * The keys of the workbench, read out of its sources: no chord leads to two places, no part of a page binds a key twice, and
 * whatever is bound says what it does, so that the sheet of keys lists it. Two parts that want the same key at once are
 * told by the page itself, on the console that the browser's tests listen to.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callsOfUseKeys as calls, moduleOfKeys } from './keys-of-sources.ts';
import { keysOfPages } from './pages/help/keys-of-pages.ts';

/** The places with their chords, as `places.ts` lists them. */
const chords = (text: string): string[] => [...text.matchAll(/keys: '(g .)'/g)].map((match) => match[1]!);
const twice = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

describe('R56 the keys of the workbench', () => {
  it('lead by each chord to one place', () => {
    const all = chords(readFileSync(join(import.meta.dirname, 'places.ts'), 'utf8'));
    expect(all.length).toBeGreaterThan(20);
    expect(twice(all)).toEqual([]);
    expect(twice(chords("{ keys: 'g a' }, { keys: 'g b' }, { keys: 'g a' }"))).toEqual(['g a']);
  });

  it('are bound once by each part of a page', () => {
    expect(calls.length).toBeGreaterThan(40);
    const faults = calls.flatMap((bound) =>
      twice(bound.flatMap((one) => one.keys.split('|'))).map(
        (key) => `${bound[0]!.file}:${bound[0]!.line} binds ${key} twice`,
      ),
    );
    expect(faults).toEqual([]);
  });

  it('say what they do, so that the sheet of keys lists them; only Escape needs no word', () => {
    const silent = calls.flat().filter((one) => !one.says && one.keys !== 'Escape');
    expect(silent).toEqual([]);
  });

  it('stand all on the page of keys, by place', () => {
    const file = join(import.meta.dirname, 'pages/help/keys-of-pages.ts');
    if (process.env['DUNWELL_KEYS'] === 'write') writeFileSync(file, moduleOfKeys());
    // Whoever binds another key has the list made anew: DUNWELL_KEYS=write.
    const plain = (text: string): string => text.replaceAll(/["'\s,]/g, '').replaceAll('\\', '');
    expect(plain(readFileSync(file, 'utf8'))).toBe(plain(moduleOfKeys()));
    const of = (place: string): string[] => keysOfPages.find(([one]) => one === place)![1].map(([keys]) => keys);
    expect(of('Cash')).toEqual(expect.arrayContaining(['a', 's', 'l', 'x']));
    expect(of('Dunning run')).toEqual(expect.arrayContaining(['e']));
    // Items cannot be disputed from a list: no key and no word of a key says that they can.
    expect(of('Open items')).not.toContain('d');
    expect(
      keysOfPages.flatMap(([, keys]) => keys.map(([, label]) => label)).filter((one) => /disput/i.test(one)),
    ).toEqual([]);
  });
});
