/** A mapping that a command takes as a JSON file: `--mapping FILE`. */
import { existsSync, readFileSync } from 'node:fs';
import { done, type Outcome, refuse } from '#kernel';
import { type Invocation, textOption } from './command.ts';

/** The document of a JSON file; refuses with the given code where it is none. */
export function readJson(path: string, code: string): Outcome<unknown> {
  try {
    return done(JSON.parse(readFileSync(path, 'utf8')));
  } catch (fault) {
    return refuse(code, `${path} is no JSON: ${(fault as Error).message}. Nothing was changed.`, {}, { file: path });
  }
}

/**
 * The mapping of `--mapping FILE`, as `parse` takes it; undefined where none is named. Refuses `KIND.mapping-unknown` where
 * there is no such file and `KIND.mapping-malformed` where it is no JSON.
 */
export function mappingOf<T>(
  invocation: Invocation,
  kind: 'table' | 'remittance' | 'statement',
  parse: (document: unknown) => Outcome<T>,
): Outcome<T | undefined> {
  const path = textOption(invocation, 'mapping');
  if (path === undefined) return done(undefined);
  if (!existsSync(path))
    return refuse(
      {
        table: 'table.mapping-unknown',
        remittance: 'remittance.mapping-unknown',
        statement: 'statement.mapping-unknown',
      }[kind],
      `There is no mapping file "${path}". Nothing was changed.`,
      {},
      { file: path },
    );
  const document = readJson(path, `${kind}.mapping-malformed`);
  return document.ok ? parse(document.value) : document;
}
