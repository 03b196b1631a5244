/** `exports …`: what a mirrored company's ERP must still do, handed over and answered. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  answerExports,
  type ExportState,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
  readAnswers,
} from '#integrations';
import { done } from '#kernel';
import { type Command, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { readInput } from './bank.ts';

const states: readonly ExportState[] = [
  'pending',
  'exported',
  'confirmed',
  'rejected',
  'overtaken',
  'diverged',
  'withdrawn',
];

const exportsListCommand: Command = {
  name: 'exports list',
  arguments: '[--state STATE]',
  summary: 'Lists the clearings that wait for the ERP, with their references and what became of them.',
  options: { state: 'text' },
  files: [0, 0],
  run(invocation) {
    const given = textOption(invocation, 'state');
    const wanted = given === undefined ? states : states.filter((state) => state === given);
    if (wanted.length === 0) throw new UsageError(`--state takes one of ${states.join(', ')}.`);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const rows = exportsToJson(await listExports(engine, tenant.id, company.id, wanted));
      const text =
        rows.length === 0
          ? 'Nothing in the queue.'
          : table(
              ['Reference', 'Kind', 'State', 'Clears', 'Amount', 'Why'],
              rows.map((row) => [
                row.reference,
                row.kind,
                row.state,
                row.lines.map((line) => `${line.credit.number} → ${line.debit.number}`).join(', '),
                row.lines.map((line) => `${line.amount} ${line.currency}`).join(', '),
                row.reason ?? '',
              ]),
            );
      return done({ json: { rows }, text });
    });
  },
};

const exportsExportCommand: Command = {
  name: 'exports export',
  arguments: '[--format csv|json] [--out FILE]',
  summary: 'Hands the pending clearings over: writes them as CSV or JSON and marks them as exported.',
  options: { format: 'text', out: 'text' },
  files: [0, 0],
  run(invocation) {
    const format = textOption(invocation, 'format') ?? 'csv';
    const out = textOption(invocation, 'out');
    if (format !== 'csv' && format !== 'json') throw new UsageError('--format takes csv or json.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await exportClearings(engine, caller, { company });
      if (!outcome.ok) return outcome;
      const entries = exportsToJson(outcome.value);
      const written =
        format === 'csv'
          ? exportsToCsv(outcome.value)
          : `${JSON.stringify({ company: company.code, entries }, null, 2)}\n`;
      if (out !== undefined) writeFileSync(out, written);
      return done({
        json: { company: company.code, entries, file: out ?? null },
        text: out === undefined ? written.trimEnd() : `${entries.length} clearings exported to ${out}.`,
      });
    });
  },
};

const exportsAnswerCommand: Command = {
  name: 'exports answer',
  arguments: 'FILE',
  summary: "Takes the ERP's answers: reference, result (confirmed or rejected), document, reason.",
  files: [1, 1],
  run(invocation) {
    const path = invocation.files[0]!;
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const bytes = readInput(path);
      if (!bytes.ok) return bytes;
      const answers = readAnswers(basename(path), bytes.value);
      if (!answers.ok) return answers;
      const outcome = await answerExports(
        engine,
        { ...caller, source: basename(path) },
        { company, answers: answers.value, asOf },
      );
      if (!outcome.ok) return outcome;
      const { confirmed, rejected, known } = outcome.value;
      return done({
        json: outcome.value,
        text: `${confirmed} confirmed, ${rejected} rejected and taken back here, ${known} known already.`,
      });
    });
  },
};

export const exportsCommands: readonly Command[] = [exportsListCommand, exportsExportCommand, exportsAnswerCommand];
