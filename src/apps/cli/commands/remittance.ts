/** `remittance read`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  parseRemittanceMapping,
  type RemittanceFile,
  type RemittanceMapping,
  readRemittance,
  remittanceFileToJson,
} from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { type Command, type Invocation, textOption } from '../command.ts';
import { grouped, table } from '../output.ts';
import { readInput } from './bank.ts';

function mappingOf(invocation: Invocation): Outcome<RemittanceMapping | undefined> {
  const path = textOption(invocation, 'mapping');
  if (path === undefined) return done(undefined);
  if (!existsSync(path))
    return refuse(
      'remittance.mapping-unknown',
      `There is no mapping file "${path}". Nothing was read.`,
      {},
      { file: path },
    );
  try {
    return parseRemittanceMapping(JSON.parse(readFileSync(path, 'utf8')));
  } catch (fault) {
    return refuse(
      'remittance.mapping-malformed',
      `${path} is no JSON: ${(fault as Error).message}. Nothing was read.`,
      {},
      { file: path },
    );
  }
}

export const remittanceReadCommand: Command = {
  name: 'remittance read',
  arguments: 'FILE [--mapping FILE]',
  summary: 'Reads a remittance advice and shows what it pays; touches no database.',
  options: { mapping: 'text' },
  files: [1, 1],
  async run(invocation) {
    const path = invocation.files[0]!;
    const bytes = readInput(path);
    if (!bytes.ok) return bytes;
    const mapping = mappingOf(invocation);
    if (!mapping.ok) return mapping;
    const read = await readRemittance(bytes.value, { fileName: basename(path), mapping: mapping.value });
    if (!read.ok) return read;
    return done({ json: remittanceFileToJson(read.value), text: describe(read.value) });
  },
};

function describe(file: RemittanceFile): string {
  const { format, remittances, warnings } = remittanceFileToJson(file);
  const parts = remittances.map((one) => {
    const title = [
      one.payer.name ?? 'payer not given',
      one.reference ?? 'no reference',
      one.date,
      `${one.amount === null ? 'amount not given' : grouped(one.amount)} ${one.currency ?? ''}`,
    ]
      .filter(Boolean)
      .join(' · ');
    const rows = one.lines.map((line) => [
      line.reference,
      grouped(line.amount),
      line.discount === null ? '' : grouped(line.discount),
      line.adjustments.map((adjustment) => `${adjustment.code} ${grouped(adjustment.amount)}`).join(', '),
      (line.memo ?? '').slice(0, 60),
    ]);
    return rows.length === 0
      ? title
      : `${title}\n${table(['Document', 'Paid', 'Discount', 'Adjustments', 'Memo'], rows, ['left', 'right', 'right'])}`;
  });
  const said = warnings.map((warning) => `! ${warning.message}${warning.line ? ` (line ${warning.line})` : ''}`);
  return [`Format ${format}`, ...parts, ...said].join('\n\n');
}
