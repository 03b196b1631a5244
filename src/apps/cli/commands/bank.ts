/** `bank read` and `bank import`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importBankFile } from '#cash';
import {
  type BankEntry,
  type BankFileInPieces,
  type ByteSource,
  bankFileJsonText,
  builtInLayouts,
  type CsvMapping,
  footingOf,
  parseBankMapping,
  type StatementHead,
  type SurveyedStatement,
  surveyBankFile,
  warningText,
} from '#formats';
import { done, formatAmount, type Outcome, refuse } from '#kernel';
import { openFilePieces } from '#platform';
import { type Command, type Invocation, textOption, withBooks } from '../command.ts';
import { grouped, TableLayout, table } from '../output.ts';

/** The bytes of a file, or a refusal that says why there are none. */
export function readInput(path: string): Outcome<Uint8Array> {
  try {
    return done(path === '-' ? readFileSync(0) : readFileSync(path));
  } catch (fault) {
    return unreadable(path, fault as Error);
  }
}

const unreadable = (path: string, fault: Error): Outcome<never> =>
  refuse('file.unreadable', `${path} cannot be read: ${fault.message}. Nothing was changed.`, {}, { file: path });

/** A mapping of bank lines in a table by the name of a built-in layout, or from a JSON file. */
function mappingOf(invocation: Invocation): Outcome<CsvMapping | undefined> {
  const name = textOption(invocation, 'mapping');
  if (name === undefined) return done(undefined);
  const builtIn = builtInLayouts.find((layout) => layout.name === name);
  if (builtIn) return done(builtIn);
  if (!existsSync(name)) {
    return refuse(
      'bank.mapping-unknown',
      `There is no mapping "${name}", neither built in (${builtInLayouts.map((one) => one.name).join(', ')}) nor as a file.`,
    );
  }
  try {
    return parseBankMapping(JSON.parse(readFileSync(name, 'utf8')));
  } catch (fault) {
    return refuse('bank.mapping-malformed', `${name} is no JSON: ${(fault as Error).message}`, {}, { file: name });
  }
}

/** The bytes of a file, read anew as often as they are asked for; or a refusal that says why there are none. */
function openInput(path: string): Outcome<ByteSource> {
  // What comes through a pipe comes once.
  if (path === '-') {
    const bytes = readInput(path);
    return bytes.ok ? done([bytes.value]) : bytes;
  }
  try {
    return done(openFilePieces(path));
  } catch (fault) {
    return unreadable(path, fault as Error);
  }
}

export const bankReadCommand: Command = {
  name: 'bank read',
  arguments: 'FILE [--mapping NAME|FILE]',
  summary: 'Reads a bank file and shows its statements; touches no database.',
  options: { mapping: 'text' },
  files: [1, 1],
  async run(invocation) {
    const [path] = invocation.files;
    const bytes = openInput(path!);
    if (!bytes.ok) return bytes;
    const mapping = mappingOf(invocation);
    if (!mapping.ok) return mapping;
    const read = surveyBankFile(bytes.value, { fileName: basename(path!), mapping: mapping.value });
    if (!read.ok) return read;
    return done({
      pieces: invocation.options['json'] === true ? bankFileJsonText(read.value) : describe(read.value),
    });
  },
};

/** The statements as tables. The file is gone through once for their widths and once for their rows. */
function* describe(file: BankFileInPieces): Generator<string> {
  const layouts = file.statements.map(
    () => new TableLayout(['Booked', 'Amount', '', 'Counterparty', 'Text'], ['left', 'right']),
  );
  const rowOf = (entry: BankEntry, statement: StatementHead): string[] => [
    entry.bookingDate ?? entry.valueDate ?? '',
    grouped(formatAmount(entry.amountMinor, entry.currency ?? statement.currency ?? 'EUR')),
    entry.currency ?? statement.currency ?? '',
    entry.counterparty.name ?? '',
    entry.remittance.slice(0, 70),
  ];
  let place = 0;
  for (const piece of file.pieces()) {
    if (piece.kind === 'entry') layouts[place]!.see(rowOf(piece.entry, file.statements[place]!));
    else if (piece.kind === 'statement') place += 1;
  }
  yield `Format ${file.format}`;
  let rows: string[] = [];
  const begin = (statement: SurveyedStatement): void => {
    const { foots, differenceMinor } = footingOf(statement, statement.bookedMinor);
    const judged =
      foots === null
        ? 'balances not given'
        : foots
          ? 'foots'
          : `does not foot: differs by ${formatAmount(differenceMinor, statement.openingBalance!.currency ?? 'EUR')}`;
    rows.push(
      '',
      `${statement.account ?? 'account not given'} ${statement.currency ?? ''} · ${statement.number ?? statement.reference ?? 'no number'} · ${statement.entryCount} entries · ${judged}`,
      ...layouts[place]!.head(),
    );
  };
  place = 0;
  if (file.statements[0]) begin(file.statements[0]);
  for (const piece of file.pieces()) {
    if (piece.kind === 'entry') rows.push(layouts[place]!.line(rowOf(piece.entry, file.statements[place]!)));
    else if (piece.kind === 'statement') {
      place += 1;
      if (file.statements[place]) begin(file.statements[place]!);
    }
    if (rows.length < rowsAtOnce) continue;
    yield `\n${rows.join('\n')}`;
    rows = [];
  }
  for (const warning of file.warnings) rows.push('', `! ${warningText(warning)}`);
  if (rows.length > 0) yield `\n${rows.join('\n')}`;
}

/** So many rows are written at once. */
const rowsAtOnce = 200;

export const bankImportCommand: Command = {
  name: 'bank import',
  arguments: 'FILE… [--mapping NAME|FILE]',
  summary:
    'Imports bank files; what is known already is not taken twice. Tables are read by the kept mapping that fits (bank mappings), or the one that is named.',
  options: { mapping: 'text' },
  files: [1, 10_000],
  run(invocation) {
    return withBooks(invocation, async ({ engine, caller }) => {
      // A name that is neither built in nor a file is that of a kept mapping.
      const said = textOption(invocation, 'mapping');
      const isKept = said !== undefined && !builtInLayouts.some((one) => one.name === said) && !existsSync(said);
      const mapping = isKept ? done(undefined) : mappingOf(invocation);
      if (!mapping.ok) return mapping;
      const results = [];
      for (const [index, path] of invocation.files.entries()) {
        const bytes = openInput(path);
        if (!bytes.ok) return bytes;
        const outcome = await importBankFile(
          engine,
          { ...caller, source: basename(path) },
          {
            name: basename(path),
            bytes: bytes.value,
            ...(mapping.value ? { mapping: mapping.value } : {}),
            keptMapping: isKept ? said : undefined,
          },
        );
        if (!outcome.ok) {
          // Each file is its own transaction: those before this one are in.
          if (results.length === 0) return outcome;
          return {
            ok: false,
            refusal: { ...outcome.refusal, details: { ...outcome.refusal.details, imported: results } },
          };
        }
        results.push(outcome.value);
        invocation.progress.update('bank files', index + 1, invocation.files.length);
      }
      return done({
        json: { files: results },
        text: table(
          ['File', 'Format', 'Statements', 'New', 'Known', 'Held', 'Advised', ''],
          results.map((one) => [
            one.file,
            one.format,
            ...[one.statements, one.linesNew, one.linesKnown, one.linesHeld, one.linesAdvised].map(String),
            [one.repeatedFile ? 'the same file again' : '', ...one.warnings].filter(Boolean).join('; '),
          ]),
          ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
        ),
      });
    });
  },
};
