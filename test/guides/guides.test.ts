/**
 * What the documents tell exists: every command with its options, in blocks and in sentences, every route, variable, metric,
 * link and file; each module's page names all tables and events of it; and mappings that are shown are mappings.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBankMapping, parseMapping, parseRemittanceMapping } from '#formats';
import { parseErpMapping } from '#integrations';
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

const modules = readdirSync(join(root, 'src/modules'));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'GLOSSARY.md',
  ...guides,
  'src/apps/workbench/README.md',
  ...modules.map((name) => `src/modules/${name}/README.md`),
];
/** What stands between backticks in the sentences of a document. */
const wordsInText = (text: string): string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);

/** Columns of the file of clearings, which begin as commands do. */
const columns = new Set(['tax code', 'tax rate', 'tax base', 'tax treatment']);

/** The command that a text in a sentence names, and what is wrong with it; null where it is none, or right. */
function faultInText(text: string): string | null {
  const called = /^(bin\/)?dunwell /.test(text);
  const words = wordsOf(text.replace(/^(bin\/)?dunwell /, ''));
  if (columns.has(text)) return null;
  // In a sentence `bank held` is a command; one word is one only where the program is called by its name.
  const family = commands.filter((one) => one.name.split(' ')[0] === words[0]);
  if (!called && (words.length < 2 || family.length === 0 || !/^[a-z-]+$/.test(words[1]!))) return null;
  const command = family
    .filter((one) => words.slice(0, one.name.split(' ').length).join(' ') === one.name)
    .sort((a, b) => b.name.length - a.name.length)[0];
  // A family by its name leads to its help.
  if (!command) return family.length > 0 && words.length === 1 ? null : `there is no command: ${text}`;
  const known = new Set(['home', 'tenant', 'company', 'as-of', 'late-reason', 'json', 'help']);
  const strange = words.filter(
    (word) => word.startsWith('--') && !known.has(word.slice(2)) && !(word.slice(2) in (command.options ?? {})),
  );
  return strange.length > 0 ? `${text}: no ${strange.join(', ')}` : null;
}

/** Routes by their paths, whatever their places are called. */
const bare = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');
const routes = new Set(
  [...read('docs/reference/routes.md').matchAll(/\| `(\/api\/[^`]*)` \|/g)].map((match) => bare(match[1]!)),
);
const describedBeside = new Set(['/api/openapi.json', '/api/docs', '/api/events']);

const folders = /^(src|docs|test|bench|demo|scripts|bin)\/[\w./-]+$/;
const isThere = (path: string): boolean => existsSync(join(root, path));

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
    expect(faultOf('backup')).toContain('DIR is missing');
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

  it.each(documents)('%s: every command in its sentences is one of the program', (path) => {
    expect(wordsInText(read(path)).map(faultInText).filter(Boolean)).toEqual([]);
  });

  it('would see in a sentence a command or an option that does not exist', () => {
    expect(faultInText('dunwell bank hold')).toContain('there is no command');
    expect(faultInText('bank release ID --because …')).toContain('--because');
    expect(faultInText('bank release ID --reason …')).toBeNull();
  });

  it.each(documents)('%s: every route exists', (path) => {
    const told = [...read(path).matchAll(/\/api\/[\w/{}.-]*/g)].map((match) => bare(match[0].replace(/[/.]+$/, '')));
    expect(told.filter((one) => !routes.has(one) && !describedBeside.has(one))).toEqual([]);
  });

  it.each(documents)('%s: every link and every file leads somewhere', (path) => {
    const text = read(path);
    const links = [...text.matchAll(/\]\(([^)#]+)/g)]
      .map((match) => match[1]!)
      .filter((one) => !one.startsWith('http'));
    const pictures = [...text.matchAll(/(?:src|srcset)="([^"]+)"/g)].map((match) => match[1]!);
    const named = wordsInText(text).filter((one) => folders.test(one));
    expect([
      ...links.filter((one) => !isThere(join(dirname(path), one))),
      ...pictures.filter((one) => !isThere(one)),
      ...named.filter((one) => !isThere(one) && !isThere(join(dirname(path), one))),
    ]).toEqual([]);
  });

  it.each(modules)('of the module %s names every table and every event of it', (name) => {
    const folder = join('src/modules', name);
    const text = read(join(folder, 'README.md'));
    const migrations = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.sql'),
    );
    const tables = (verb: RegExp): string[] =>
      migrations.flatMap((file) => [...read(join(folder, file)).matchAll(verb)].map((match) => match[1]!));
    const gone = new Set(tables(/drop table (\w+\.\w+)/g));
    const made = tables(/create table (\w+\.\w+)/g).filter((table) => !gone.has(table));
    const published = [...read('docs/reference/events.md').matchAll(/^\| `(\w+\.[^`]*)` \|/gm)]
      .map((match) => match[1]!)
      .filter((event) => event.startsWith(`${name}.`));
    const named = new Set(
      [...text.matchAll(/[\w-]*\.([\w-]+(?: \| [\w-]+)*)/g)].flatMap((match) => match[1]!.split(' | ')),
    );
    // `receivables.*` and `.load-*` name what begins so.
    const beginnings = [...text.matchAll(/\.([\w-]*)\*`/g)].map((match) => match[1]!);
    const isTold = (event: string): boolean =>
      named.has(event) || beginnings.some((beginning) => event.startsWith(beginning));
    const last = (full: string): string => full.slice(full.indexOf('.') + 1);
    expect(made.filter((table) => !named.has(last(table)))).toEqual([]);
    expect(published.filter((event) => !event.includes('…') && !isTold(last(event)))).toEqual([]);
  });

  it('show mappings that the program takes', () => {
    const shown = (path: string): unknown[] =>
      [...read(path).matchAll(/^```json\n([\s\S]*?)^```/gm)].map((match) => JSON.parse(match[1]!));
    const [erp, bank] = shown('docs/guides/integrator.md');
    const [items] = shown('src/modules/integrations/README.md');
    const lockbox = wordsInText(read('docs/guides/integrator.md')).find((one) => one.startsWith('{"lockboxNumber"'));
    expect(
      [
        parseErpMapping(erp),
        parseBankMapping(bank),
        parseMapping(items),
        parseRemittanceMapping(JSON.parse(lockbox!)),
      ].map((outcome) => (outcome.ok ? 'taken' : outcome.refusal.message)),
    ).toEqual(['taken', 'taken', 'taken', 'taken']);
  });
});
