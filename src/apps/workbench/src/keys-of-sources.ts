/**
 * The keys of the workbench as its sources bind them: what the test of the keys looks at, and what the page of keys is made
 * of (`pages/help/keys-of-pages.ts`). For tests and scripts; no part of the program that is served.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Bound {
  /** The file, and its line. */
  readonly file: string;
  readonly line: number;
  readonly keys: string;
  /** What it says that it does, in English; several where it depends. */
  readonly labels: readonly string[];
  /** It has a word, be it one that is made up while the page runs. */
  readonly says: boolean;
}

const folder = import.meta.dirname;
const sources = (readdirSync(folder, { recursive: true }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\./.test(name))
  .sort()
  .map((name) => ({
    name,
    tree: ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true),
  }));

const memberOf = (object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined =>
  object.properties.find((one) => one.name !== undefined && ts.isIdentifier(one.name) && one.name.text === name);

/** The sentences that a label may be. */
function sentencesIn(node: ts.Node | undefined): string[] {
  const found: string[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isCallExpression(one) && ts.isIdentifier(one.expression) && one.expression.text === 't') {
      const [text] = one.arguments;
      if (text && ts.isStringLiteral(text)) found.push(text.text);
    }
    ts.forEachChild(one, visit);
  };
  if (node) visit(node);
  return found;
}

/** The bindings within a node whose keys stand in the source as they are. */
function boundIn(node: ts.Node, tree: ts.SourceFile, file: string): Bound[] {
  const found: Bound[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isObjectLiteralExpression(one)) {
      const keys = memberOf(one, 'keys');
      if (keys && ts.isPropertyAssignment(keys) && ts.isStringLiteral(keys.initializer) && memberOf(one, 'run')) {
        const label = memberOf(one, 'label');
        found.push({
          file,
          line: tree.getLineAndCharacterOfPosition(one.getStart()).line + 1,
          keys: keys.initializer.text,
          labels: sentencesIn(label),
          says: label !== undefined,
        });
      }
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The calls of `useKeys`, each with its bindings. */
export const callsOfUseKeys: readonly (readonly Bound[])[] = sources.flatMap(({ name, tree }) => {
  const found: Bound[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'useKeys')
      found.push(boundIn(node, tree, name));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
});

/** Everything that is bound anywhere: a list of bindings may be made before it is given to `useKeys`. */
const everywhere: readonly Bound[] = sources.flatMap(({ name, tree }) => boundIn(tree, tree, name));

/** Where the keys of a file act, by the words of the place; the first that fits. */
const placesOfFiles: readonly (readonly [file: RegExp, place: string])[] = [
  [/^(shell|toasts|views)\.tsx$/, 'Everywhere'],
  [/^parts\/(grid|cursor-rows|search-field|side-list)/, 'In lists'],
  [/^pages\/customers\/customer-deeds/, 'Customers'],
  [/^pages\/customers\//, 'With a customer'],
  [/^pages\/worklist\//, 'Worklist'],
  [/^pages\/today/, 'Today'],
  [/^pages\/items\//, 'Open items'],
  [/^pages\/cash\/(unapplied|owner|ask-payers)/, 'Unapplied cash'],
  [/^pages\/cash\/(advice|link-advice|park-advice)/, 'Remittance advices'],
  [/^pages\/cash\/(accept|decide-batch)/, 'Accept proposals'],
  [/^pages\/cash\/(check|deposit|receive-check|return-check|choose-deposit|held-batches)/, 'Checks'],
  [/^pages\/cash\/(settlement|service|payment-services|decide-settlement)/, 'Settlements'],
  [/^pages\/cash\/(refund|pay-refunds|payment-files|make-payment-file|payments-to-stop|dormant|dormancy)/, 'Refunds'],
  [/^pages\/cash\//, 'Cash'],
  [/^pages\/recon\//, 'Reconciliation'],
  [/^pages\/close\//, 'Month close'],
  [/^pages\/offsets\//, 'Offsets'],
  [/^pages\/runs\/letters/, 'Letters'],
  [/^pages\/runs\/statements/, 'Statements'],
  [/^pages\/runs\/messages/, 'Outgoing messages'],
  [/^pages\/runs\//, 'Dunning run'],
  [/^(pages\/data\/|parts\/(drop-files|files-at-hand))/, 'Imports'],
  [/^pages\/templates/, 'Templates'],
  [/^pages\/aging/, 'Aging'],
  [/^pages\/audit/, 'Audit'],
  [/^pages\/settings\//, 'Settings'],
];

/** The keys by place, each with its word, in the order of the places; chords stand in `places.ts`. */
function keysByPlace(): readonly (readonly [
  place: string,
  keys: readonly (readonly [keys: string, label: string])[],
])[] {
  const places = new Map<string, Map<string, readonly [string, string]>>();
  for (const [, place] of placesOfFiles) places.set(place, new Map());
  for (const { file, keys, labels } of everywhere) {
    const place = placesOfFiles.find(([pattern]) => pattern.test(file.replaceAll('\\', '/')))?.[1];
    if (place === undefined) continue;
    for (const label of labels) places.get(place)!.set(`${keys} ${label}`, [keys, label]);
  }
  return [...places].flatMap(([place, keys]) => (keys.size > 0 ? [[place, [...keys.values()]] as const] : []));
}

/** The module that the page of keys shows. */
export function moduleOfKeys(): string {
  const lines = keysByPlace().map(
    ([place, keys]) =>
      `  [\n    ${JSON.stringify(place)},\n    [\n${keys.map(([key, label]) => `      [${JSON.stringify(key)}, ${JSON.stringify(label)}],\n`).join('')}    ],\n  ],\n`,
  );
  return `/** The keys of all pages by place, as the sources bind them. Made by the test of the keys with DUNWELL_KEYS=write. */\n\nexport const keysOfPages: readonly (readonly [\n  place: string,\n  keys: readonly (readonly [keys: string, label: string])[],\n])[] = [\n${lines.join('')}];\n`;
}
