/**
 * The keys of the workbench, read out of its sources: no chord leads to two places, no part of a page binds a key twice, and
 * whatever is bound says what it does, so that the sheet of keys lists it. Two parts that want the same key at once are
 * told by the page itself, on the console that the browser's tests listen to.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = import.meta.dirname;
const sources = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .map((name) => ({
    name,
    tree: ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true),
  }));

interface Bound {
  readonly where: string;
  readonly keys: string;
  readonly says: boolean;
}

const memberOf = (object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  object.properties.find((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name);

/** The bindings within a node whose keys stand in the source as they are. */
function boundIn(node: ts.Node, where: string): Bound[] {
  const found: Bound[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isObjectLiteralExpression(one)) {
      const keys = memberOf(one, 'keys');
      if (keys && ts.isPropertyAssignment(keys) && ts.isStringLiteral(keys.initializer) && memberOf(one, 'run'))
        found.push({ where, keys: keys.initializer.text, says: memberOf(one, 'label') !== undefined });
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The calls of `useKeys`, each with its bindings. */
const calls = sources.flatMap(({ name, tree }) => {
  const found: Bound[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'useKeys') {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push(boundIn(node, `${name}:${line + 1}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
});

/** The places with their chords, as `places.ts` lists them. */
const chords = (text: string): string[] => [...text.matchAll(/keys: '(g .)'/g)].map((match) => match[1]!);
const twice = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

describe('R56 the keys of the workbench', () => {
  it('lead by each chord to one place', () => {
    const all = chords(readFileSync(join(folder, 'places.ts'), 'utf8'));
    expect(all.length).toBeGreaterThan(20);
    expect(twice(all)).toEqual([]);
    expect(twice(chords("{ keys: 'g a' }, { keys: 'g b' }, { keys: 'g a' }"))).toEqual(['g a']);
  });

  it('are bound once by each part of a page', () => {
    expect(calls.length).toBeGreaterThan(40);
    const faults = calls.flatMap((bound) =>
      twice(bound.flatMap((one) => one.keys.split('|'))).map((key) => `${bound[0]!.where} binds ${key} twice`),
    );
    expect(faults).toEqual([]);
  });

  it('say what they do, so that the sheet of keys lists them; only Escape needs no word', () => {
    const silent = calls.flat().filter((one) => !one.says && one.keys !== 'Escape');
    expect(silent).toEqual([]);
  });
});
