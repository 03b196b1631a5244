/**
 * The shape of the house, held mechanically: floors and doors (also in SQL), purity, the clock, floating-point money, and
 * who writes which table. Messages say "X; do Y instead". Everything else about style is judgement.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { floors } from '#floors';
import { readConfig } from '#platform';

const { root } = readConfig();
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => `src/${file}`)
  .sort();
const sources = files.filter((file) => !/\.test\.tsx?$/.test(file) && !file.endsWith('fixtures.ts'));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The module of a file: kernel, platform, formats, apps, or the name under src/modules. */
function moduleOf(file: string): string {
  const parts = file.split('/');
  return parts[1] === 'modules' ? parts[2]! : parts[1]!.replace(/\.ts$/, '');
}
const floorOf = (module: string): number => floors.findIndex((floor) => floor.includes(module));

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}
const imports: Import[] = sources.flatMap((file) => {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2023, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const clause = ts.isImportDeclaration(node) ? node.importClause : undefined;
      const typeOnly = ts.isImportDeclaration(node)
        ? clause?.phaseModifier === ts.SyntaxKind.TypeKeyword ||
          (clause?.namedBindings !== undefined &&
            ts.isNamedImports(clause.namedBindings) &&
            !clause.name &&
            clause.namedBindings.elements.every((one) => one.isTypeOnly))
        : node.isTypeOnly;
      found.push({ file, target: node.moduleSpecifier.text, typeOnly });
    }
    if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      found.push({ file, target: node.arguments[0].text, typeOnly: false });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
});

/** What is wrong with one import, or null. Exported in spirit: the failing examples below call it. */
function importFault(one: Import): string | null {
  const from = moduleOf(one.file);
  if (from === 'floors') return null;
  if (one.target.startsWith('.')) {
    const to = moduleOf(normalize(join(dirname(one.file), one.target)));
    return to === from ? null : `${one.file} reaches into ${to} by a path; import #${to} instead`;
  }
  if (!one.target.startsWith('#')) return null;
  const to = one.target.slice(1).split('/')[0]!;
  if (to === 'floors') return null;
  // The demo company stands above the house: it calls everything, and only the apps know it.
  if (to === 'demo') return from === 'apps' ? null : `${one.file} imports the demo; only the apps may`;
  if (floorOf(to) < 0) return `${one.file} imports ${one.target}, which is on no floor; add it to src/floors.ts`;
  if (to === from) return `${one.file} imports its own door; import the file instead`;
  if (floorOf(to) >= floorOf(from))
    return `${one.file} (${from}) imports upward or sideways from ${to}; register or publish an event instead`;
  return null;
}

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:])\/\/.*$/gm, '$1');

describe('floors and doors', () => {
  it('lets a module import only from lower floors, through its door', () => {
    expect(imports.map(importFault).filter(Boolean)).toEqual([]);
  });

  it('would see an import upward, sideways or past the door', () => {
    const file = 'src/modules/ledger/store.ts';
    expect(importFault({ file, target: '#cash', typeOnly: false })).toContain('upward');
    expect(importFault({ file, target: '#customers', typeOnly: false })).toContain('sideways');
    expect(importFault({ file, target: '../receivables/model.ts', typeOnly: true })).toContain('reaches into');
  });

  it('lets web code import only the kernel and contracts', () => {
    const faults = imports.filter(
      (one) =>
        /^src\/apps\/(workbench|portal)\//.test(one.file) &&
        one.target.startsWith('#') &&
        !one.typeOnly &&
        !/^#kernel$|^#\w+\/(contract|lists)$/.test(one.target),
    );
    expect(faults).toEqual([]);
  });
});

describe('pure files', () => {
  it('import values only from the kernel, pure siblings, and zod in contracts', () => {
    const pure = /\/(rules\/[^/]+(?:\/[^/]+)*|model|contract|lists)\.ts$/;
    const faults = imports.filter((one) => {
      if (!pure.test(one.file) || one.typeOnly) return false;
      if (one.target === '#kernel' || one.target === '#kernel/calendar') return false;
      if (one.target.startsWith('.')) return !pure.test(normalize(join(dirname(one.file), one.target)));
      if (one.file.endsWith('contract.ts') && /^zod$|^@hono\/zod-openapi$|^#platform\/contract$/.test(one.target))
        return false;
      if (one.file.endsWith('/lists.ts') && one.target === '#lists/contract') return false;
      if (one.target.startsWith('node:')) return true;
      // Rules may use the pure rules of a lower module's door and named pure libraries.
      return !/^#(company|customers|ledger|receivables|formats)$|^(countries-and-timezones|libphonenumber-js\/min)$/.test(
        one.target,
      );
    });
    expect(faults).toEqual([]);
  });

  it('keep clock, chance and environment inside the platform', () => {
    const faults = sources
      .filter((file) => !file.startsWith('src/platform/') && !/^src\/apps\/(workbench|portal)\//.test(file))
      .filter((file) => /Date\.now\(|new Date\(\)|Math\.random\(|process\.env/.test(withoutComments(read(file))));
    expect(faults).toEqual([]);
  });

  it('never parse money as a floating-point number', () => {
    const faults = sources
      .filter((file) => !/^src\/apps\/workbench\//.test(file))
      .filter((file) => /parseFloat\(|Number\([^)]*[mM]inor/.test(withoutComments(read(file))));
    expect(faults).toEqual([]);
  });
});

describe('tables and their owners', () => {
  const schemas = new Set(floors.flat());
  const writes = sources.flatMap((file) =>
    [...withoutComments(read(file)).matchAll(/\b(?:insert\s+into|update|delete\s+from)\s+([a-z_]+)\.([a-z_]+)/gi)].map(
      (match) => ({
        file,
        schema: match[1]!,
        table: match[2]!,
      }),
    ),
  );
  const reads = sources.flatMap((file) =>
    [...withoutComments(read(file)).matchAll(/\b(?:from|join)\s+([a-z_]+)\.([a-z_]+)/gi)].map((match) => ({
      file,
      schema: match[1]!,
      table: match[2]!,
    })),
  );

  it('are written only by their own module', () => {
    expect(writes.length).toBeGreaterThan(20);
    const faults = writes.filter((one) => schemas.has(one.schema) && moduleOf(one.file) !== one.schema);
    expect(faults).toEqual([]);
  });

  it('are read by others only through published views v_…', () => {
    const faults = reads.filter(
      (one) =>
        schemas.has(one.schema) &&
        moduleOf(one.file) !== one.schema &&
        !one.table.startsWith('v_') &&
        one.schema !== 'platform',
    );
    expect(faults).toEqual([]);
  });

  it('are read only downward', () => {
    const faults = reads.filter((one) => schemas.has(one.schema) && floorOf(one.schema) > floorOf(moduleOf(one.file)));
    expect(faults).toEqual([]);
  });
});

describe('files', () => {
  it('open with what they are', () => {
    const silent = sources.filter((file) => !/^(#!.*\n)?\s*\/\*\*/.test(read(file)));
    expect(silent.map((file) => relative('.', file))).toEqual([]);
  });
});
