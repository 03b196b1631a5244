/** `customers import` and `items import`. */
import { rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importCustomers, importFile, importItems, type TableImportResult, type TableInput } from '#integrations';
import { done, type Outcome } from '#kernel';
import type { Action } from '#platform';
import { type Answer, type Command, type Invocation, textOption, withCompany } from '../command.ts';
import { mappingOf } from '../mapping-file.ts';
import { table } from '../output.ts';
import { callerOf, personOptions } from '../person.ts';
import { readInput } from './bank.ts';

/** A table file as an import takes it, whatever it holds. */
type FileInput = TableInput & { readonly onProgress: (done: number, total: number) => void };

/** Reads the file and its mapping, imports or only checks it, writes the file of bad rows and says what came of it. */
export async function importTable(
  invocation: Invocation,
  noun: string,
  run: (input: FileInput) => Promise<Outcome<TableImportResult>>,
): Promise<Outcome<Answer>> {
  const path = invocation.files[0]!;
  const bytes = readInput(path);
  if (!bytes.ok) return bytes;
  const mapping = mappingOf(invocation, 'table', done);
  if (!mapping.ok) return mapping;
  const onlyCheck = invocation.options['check'] === true;
  const outcome = await run({
    fileName: basename(path),
    bytes: bytes.value,
    mapping: mapping.value,
    check: onlyCheck,
    onProgress: (count, total) => invocation.progress.update(`${noun} import`, count, total),
  });
  if (!outcome.ok) return outcome;
  const { file, rows: rowCount, imported, known, bad, badFile } = outcome.value;
  const result = { file, rows: rowCount, imported, known, bad };
  const badPath = textOption(invocation, 'bad') ?? `${path}.bad.csv`;
  // The mark in front makes spreadsheets read it as UTF-8.
  if (result.bad.length > 0) writeFileSync(badPath, `\ufeff${badFile}`);
  else rmSync(badPath, { force: true });
  const badRows = new Set(result.bad.map((one) => one.row)).size;
  const said = `${result.file}: ${result.rows} rows, ${result.imported} ${onlyCheck ? 'would be ' : ''}imported, ${result.known} known, ${badRows} bad${badRows > 0 ? ` (see ${badPath})` : ''}${onlyCheck ? '; nothing was changed' : ''}`;
  const rows = result.bad.slice(0, 20).map((one) => [String(one.row), one.column, one.value.slice(0, 40), one.reason]);
  return done({
    json: { ...result, check: onlyCheck, badFile: badRows > 0 ? badPath : null },
    text: rows.length === 0 ? said : `${said}\n\n${table(['Row', 'Column', 'Value', 'Why'], rows, ['right'])}`,
  });
}

const importCommand = (
  noun: 'customers' | 'items',
  action: Action,
  summary: string,
  check: typeof importCustomers | typeof importItems,
): Command => ({
  name: `${noun} import`,
  arguments: 'FILE [--mapping FILE] [--check] [--bad FILE] [--user LOGIN]',
  summary,
  options: { mapping: 'text', check: 'flag', bad: 'text', ...personOptions },
  files: [1, 1],
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company) => {
      const { engine } = books;
      const caller = await callerOf(invocation, books, noun === 'customers' ? { action } : { action, company });
      if (!caller.ok) return caller;
      return importTable(invocation, noun, ({ check: onlyCheck, ...input }) =>
        onlyCheck
          ? check(engine, caller.value, { ...input, company, check: true })
          : importFile(engine, caller.value, { ...input, company, kind: noun }),
      );
    }),
});

export const customersImportCommand = importCommand(
  'customers',
  'customers.import',
  'Imports customers from a CSV or XLSX by a mapping; bad rows come back in a file.',
  importCustomers,
);
export const itemsImportCommand = importCommand(
  'items',
  'receivables.import',
  'Imports open items from a CSV or XLSX by a mapping; bad rows come back in a file.',
  importItems,
);
