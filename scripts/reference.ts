/**
 * npm run reference: writes the generated pages of docs/reference from the code itself: which tests tell the story of each
 * responsibility, and every command, route, refusal and event. A test fails when a page is not what the code says.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { openDatabase, type RouteDefinition, readConfig, settableClock } from '#platform';
import { commands } from '../src/apps/cli/main.ts';
import { registrations } from '../src/apps/registrations.ts';
import { createServer } from '../src/apps/server/index.ts';
import { lookedAt } from '../test/browser/looked-at.ts';
import { responsibilities, unfinished } from '../test/responsibilities.ts';

const { root } = readConfig();
const below = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => `${folder}/${file}`)
    .sort();
const parse = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
const textOf = (node: ts.Node | undefined): string | null =>
  node && ts.isStringLiteralLike(node)
    ? node.text
    : node && ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('')
      : null;

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

/** Titles of tests with the responsibilities they name, outer title first. */
function stories(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const file of [...below('test', /\.test\.ts$/), ...below('src', /\.test\.tsx?$/)]) {
    const walk = (node: ts.Node, outer: string): void => {
      let title = outer;
      if (ts.isCallExpression(node) && /^(describe|it)(\.each)?\b/.test(node.expression.getText())) {
        const own = textOf(node.arguments[0]);
        if (own !== null) {
          title = own;
          for (const name of own.matchAll(/\bR(\d{1,2})\b/g)) {
            const list = found.get(Number(name[1])) ?? [];
            // A title told once for each of many ('The same %s file') leaves out which.
            const told = own
              .replace(/(\bR\d{1,2}\b[,·]?\s*)+/, '')
              .replace(/%s|\$\w+/g, '…')
              .trim();
            list.push(`${told} — \`${file}\``);
            found.set(Number(name[1]), list);
          }
        }
      }
      ts.forEachChild(node, (child) => walk(child, title));
    };
    walk(parse(file), '');
  }
  return found;
}

/** The first sentence that follows a code in a call such as refuse('module.reason', 'A sentence. …'). */
function refusals(): Map<string, { message: string; files: Set<string> }> {
  const found = new Map<string, { message: string; files: Set<string> }>();
  for (const file of below('src', /\.tsx?$/).filter((one) => !/\.test\.tsx?$/.test(one))) {
    visit(parse(file), (node) => {
      if (!ts.isCallExpression(node) || !['refuse', 'raise'].includes(node.expression.getText())) return;
      const codes: string[] = [];
      const first = node.arguments[0];
      if (first)
        visit(first, (part) => {
          const code = textOf(part);
          if (code !== null && /^[a-z-]+\.[a-z0-9-]+$/.test(code)) codes.push(code);
        });
      for (const code of codes) {
        const entry = found.get(code) ?? { message: textOf(node.arguments[1]) ?? '', files: new Set<string>() };
        entry.files.add(file);
        found.set(code, entry);
      }
    });
  }
  return found;
}

/** Names of texts that are exported once for all who mean them. */
function exportedTexts(sources: readonly ts.SourceFile[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const source of sources)
    for (const statement of source.statements)
      if (ts.isVariableStatement(statement))
        for (const { name, initializer } of statement.declarationList.declarations)
          if (initializer && ts.isStringLiteralLike(initializer)) found.set(name.getText(), initializer.text);
  return found;
}

/** Types of events as they are published, each with the files that publish it: by their names, whichever way these are written. */
export function publishedEvents(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const files = below('src', /\.ts$/).filter((one) => !one.endsWith('.test.ts'));
  const sources = files.map(parse);
  const texts = exportedTexts(sources);
  const typesOf = (type: ts.Expression): string[] =>
    ts.isConditionalExpression(type)
      ? [...typesOf(type.whenTrue), ...typesOf(type.whenFalse)]
      : [textOf(type) ?? texts.get(type.getText()) ?? `(${type.getText()})`];
  for (const [index, file] of files.entries()) {
    visit(sources[index]!, (node) => {
      if (!ts.isCallExpression(node) || !/\.publish$/.test(node.expression.getText())) return;
      const argument = node.arguments[0];
      if (!argument || !ts.isObjectLiteralExpression(argument)) return;
      for (const property of argument.properties) {
        if (!ts.isPropertyAssignment(property) || property.name.getText() !== 'type') continue;
        for (const type of typesOf(property.initializer)) found.set(type, (found.get(type) ?? new Set()).add(file));
      }
    });
  }
  return found;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** How far a story is told: in whole, not yet or in part, with what is missing where that is known. */
function extent(number: number, tests: number): string {
  const missing = unfinished[number];
  const said = missing === undefined ? '' : `: ${missing}`;
  if (tests === 0) return `: *not yet*${said}`;
  return missing === undefined ? '' : `: *in part*${said}`;
}

function responsibilitiesPage(): string {
  const told = stories();
  const lines = [
    '# Responsibilities and the tests that tell their story',
    '',
    'Generated by `npm run reference` from the titles of the tests. *Not yet*: no test tells this story, so do not count on it. *In part*: what is told and what is not.',
  ];
  let number = 0;
  for (const [group, titles] of Object.entries(responsibilities)) {
    lines.push('', `## ${group}`, '');
    for (const title of titles) {
      number += 1;
      const tests = told.get(number) ?? [];
      lines.push(`- **R${number}** ${title}${extent(number, tests.length)}`);
      for (const test of tests) lines.push(`  - ${test}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The server's routes; it is put together and never listens, so its database is never asked. */
function routes(): readonly RouteDefinition[] {
  const database = openDatabase({ appUrl: 'postgres://nobody@127.0.0.1:1/none' });
  return createServer({
    engine: { database, clock: settableClock('2026-01-01T00:00:00Z'), registrations },
    config: readConfig(),
  }).routes;
}

/** Every command of the command line, those of one subject together. */
function commandsPage(): string {
  const lines: string[] = [];
  let subject = '';
  for (const one of [...commands].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const [first = ''] = one.name.split(' ');
    if (first !== subject) lines.push('', `## ${first}`, '');
    subject = first;
    lines.push(`- \`dunwell ${`${one.name} ${one.arguments}`.trim()}\`  \n  ${one.summary}`);
  }
  return `# Commands\n\nGenerated by \`npm run reference\`. Every command also takes \`--company CODE\`, \`--tenant CODE\`, \`--as-of YYYY-MM-DD\`, \`--home DIR\`, \`--late-reason TEXT\` and \`--json\`; \`--help\` shows one.\n${lines.join('\n')}\n`;
}

function routesPage(): string {
  const rows = routes()
    .map((route) => `| ${route.method.toUpperCase()} | \`${route.path}\` | ${route.action} | ${cell(route.summary)} |`)
    .sort();
  return `# Routes\n\nGenerated by \`npm run reference\`. Shapes: \`/api/docs\` of a running server.\n\n| method | path | action | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function refusalsPage(): string {
  const rows = [...refusals()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { message, files }]) =>
        `| \`${code}\` | ${cell(message)} | ${[...files].map((file) => `\`${file}\``).join(' ')} |`,
    );
  return `# Refusals\n\nGenerated by \`npm run reference\`. A refused command changes nothing.\n\n| code | sentence | where |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function eventsPage(): string {
  const rows = [...publishedEvents()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, files]) => `| \`${type}\` | ${[...files].map((file) => `\`${file}\``).join(' ')} |`);
  return `# Events\n\nGenerated by \`npm run reference\`: what the change feed carries.\n\n| type | published by |\n|---|---|\n${rows.join('\n')}\n`;
}

function accessibilityPage(): string {
  const rows = lookedAt.map((one) => `| \`${one.rule}\` | ${one.what} (\`${one.where}\`) | ${one.found} |`);
  return `# Accessibility\n\nGenerated by \`npm run reference\` from \`test/browser/looked-at.ts\`.\n\nEvery page is looked at by axe in Chromium, by all rules of WCAG 2.2 A and AA and the best practices in the light and by those of colour in the dark, at 1440 and at 1024, and by those of size in the narrowest window, and measured at 1440, 1024 and 720 pixels (1440 at 200 %) for anything wider than its window: no finding passes a test. What axe cannot tell by itself ("incomplete") fails a test as well, unless a person has looked at it and it is listed here.\n\n| rule | what it is about | what was found by looking |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** The generated pages by name, as they must be. */
export const referencePages = (): Readonly<Record<string, string>> => ({
  'responsibilities.md': responsibilitiesPage(),
  'commands.md': commandsPage(),
  'routes.md': routesPage(),
  'refusals.md': refusalsPage(),
  'events.md': eventsPage(),
  'accessibility.md': accessibilityPage(),
});

if (process.argv[1]?.endsWith('reference.ts')) {
  mkdirSync(join(root, 'docs/reference'), { recursive: true });
  for (const [name, text] of Object.entries(referencePages())) writeFileSync(join(root, 'docs/reference', name), text);
  console.log(`reference: ${Object.keys(referencePages()).join(', ')} written to docs/reference`);
}
