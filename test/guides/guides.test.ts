/** What the guides and the README tell people to type exists: every command with its options, every variable, every metric. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#platform';
import { parseInvocation } from '../../src/apps/cli/command.ts';
import { commands } from '../../src/apps/cli/main.ts';

const { root } = readConfig();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const guides = readdirSync(join(root, 'docs/guides'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/guides/${name}`);

/** The words of a command line; a comment ends it. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2]!);

/** Every line of a fenced block that calls the program. */
const callsIn = (text: string): string[] =>
  [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)]
    .flatMap((block) => block[1]!.split('\n'))
    .filter((line) => line.startsWith('bin/dunwell '))
    .map((line) => line.replace(/\s+#.*$/, '').slice('bin/dunwell '.length));

/** What is wrong with a call, or null. */
function faultOf(call: string): string | null {
  const words = wordsOf(call);
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((one) => words.slice(0, one.name.split(' ').length).join(' ') === one.name);
  if (!command) return `there is no command: ${call}`;
  try {
    parseInvocation(command, words.slice(command.name.split(' ').length));
    return null;
  } catch (fault) {
    return `${call}: ${(fault as Error).message}`;
  }
}

describe('the guides', () => {
  it.each([...guides, 'README.md'])('%s: every command line is one of the program', (path) => {
    expect(callsIn(read(path)).map(faultOf).filter(Boolean)).toEqual([]);
  });

  it('hold command lines at all', () => {
    for (const path of ['docs/guides/administrator.md', 'README.md'])
      expect(callsIn(read(path)).length).toBeGreaterThan(8);
  });

  it('would see a command or an option that does not exist', () => {
    expect(faultOf('day walk')).toContain('there is no command');
    expect(faultOf('backup DIR --encrypt')).toContain('--encrypt');
    expect(faultOf('backup')).toContain('Name the file');
  });

  it('tell the administrator of every variable that the program reads, and of no other', () => {
    const told = [...read('docs/guides/administrator.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]!);
    const known = [...read('src/platform/config.ts').matchAll(/env\['([A-Z_]+)'\]/g)].map((match) => match[1]!);
    expect([...told].sort()).toEqual([...new Set(known)].sort());
  });

  it('name metrics that exist', () => {
    const told = [...read('docs/guides/administrator.md').matchAll(/`(dunwell_[a-z_]+)`/g)].map((match) => match[1]!);
    const made = `${read('src/platform/observe/metrics.ts')}${read('src/modules/operations/queries/figures.ts')}`;
    expect(
      told.filter((name) => /^dunwell_(owner|app|jobs)$/.test(name) === false && !made.includes(`'${name}'`)),
    ).toEqual([]);
  });
});
