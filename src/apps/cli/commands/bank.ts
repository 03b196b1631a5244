/** `bank read` and `bank import`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importBankFile } from '#cash';
import {
  type BankFile,
  bankFileToJson,
  builtInLayouts,
  type CsvMapping,
  footing,
  parseBankMapping,
  readBankFile,
} from '#formats';
import { done, formatAmount, type Outcome, refuse } from '#kernel';
import { type Command, type Invocation, textOption, withBooks } from '../command.ts';
import { grouped, table } from '../output.ts';

/** The bytes of a file, or a refusal that says why there are none. */
export function readInput(path: string): Outcome<Uint8Array> {
  try {
    return done(path === '-' ? readFileSync(0) : readFileSync(path));
  } catch (fault) {
    return refuse(
      'file.unreadable',
      `${path} cannot be read: ${(fault as Error).message}. Nothing was changed.`,
      {},
      { file: path },
    );
  }
}

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

export const bankReadCommand: Command = {
  name: 'bank read',
  arguments: 'FILE [--mapping NAME|FILE]',
  summary: 'Reads a bank file and shows its statements; touches no database.',
  options: { mapping: 'text' },
  files: [1, 1],
  async run(invocation) {
    const [path] = invocation.files;
    const bytes = readInput(path!);
    if (!bytes.ok) return bytes;
    const mapping = mappingOf(invocation);
    if (!mapping.ok) return mapping;
    const read = readBankFile(bytes.value, {
      fileName: basename(path!),
      ...(mapping.value ? { mapping: mapping.value } : {}),
    });
    if (!read.ok) return read;
    return done({ json: bankFileToJson(read.value), text: describe(read.value) });
  },
};

function describe(file: BankFile): string {
  const parts = file.statements.map((statement) => {
    const judged = footing(statement);
    const foots =
      judged.foots === null
        ? 'balances not given'
        : judged.foots
          ? 'foots'
          : `does not foot: differs by ${formatAmount(judged.differenceMinor, statement.openingBalance!.currency ?? 'EUR')}`;
    const title = `${statement.account ?? 'account not given'} ${statement.currency ?? ''} · ${statement.number ?? statement.reference ?? 'no number'} · ${statement.entries.length} entries · ${foots}`;
    const rows = statement.entries.map((entry) => [
      entry.bookingDate ?? entry.valueDate ?? '',
      grouped(formatAmount(entry.amountMinor, entry.currency ?? statement.currency ?? 'EUR')),
      entry.currency ?? statement.currency ?? '',
      entry.counterparty.name ?? '',
      entry.remittance.slice(0, 70),
    ]);
    return `${title}\n${table(['Booked', 'Amount', '', 'Counterparty', 'Text'], rows, ['left', 'right'])}`;
  });
  const warnings = file.warnings.map(
    (warning) => `! ${warning.message}${warning.line ? ` (line ${warning.line})` : ''}`,
  );
  return [`Format ${file.format}`, ...parts, ...warnings].join('\n\n');
}

export const bankImportCommand: Command = {
  name: 'bank import',
  arguments: 'FILE… [--mapping NAME|FILE]',
  summary: 'Imports bank files; what is known already is not taken twice.',
  options: { mapping: 'text' },
  files: [1, 10_000],
  run(invocation) {
    return withBooks(invocation, async ({ engine, caller }) => {
      const mapping = mappingOf(invocation);
      if (!mapping.ok) return mapping;
      const results = [];
      for (const [index, path] of invocation.files.entries()) {
        const bytes = readInput(path);
        if (!bytes.ok) return bytes;
        const outcome = await importBankFile(
          engine,
          { ...caller, source: basename(path) },
          {
            name: basename(path),
            bytes: bytes.value,
            ...(mapping.value ? { mapping: mapping.value } : {}),
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
