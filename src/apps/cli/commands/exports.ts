/** `exports …`: what a mirrored company's ERP must still do, handed over and answered. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { loadBankAccounts } from '#cash';
import {
  answerExports,
  bankPostingStates,
  exportClearings,
  exportsToCsv,
  exportsToJson,
  listExports,
  readAnswers,
} from '#integrations';
import { exportStates } from '#integrations/lists';
import { done, refuse, textKey } from '#kernel';
import { runQuery } from '#platform';
import { type Answer, type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';
import { readInput } from './bank.ts';

const exportsListCommand: Command = {
  name: 'exports list',
  arguments: '[--state STATE]',
  summary: 'Lists the clearings that wait for the ERP, with their references and what became of them.',
  options: { state: 'text' },
  files: [0, 0],
  run(invocation) {
    const given = textOption(invocation, 'state');
    const wanted = given === undefined ? exportStates : exportStates.filter((state) => state === given);
    if (wanted.length === 0) throw new UsageError(`--state takes one of ${exportStates.join(', ')}.`);
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

const exportsBankCommand: Command = {
  name: 'exports bank',
  arguments: '--month YYYY-MM [--account NUMBER]',
  summary:
    'What a month of the bank led to: only proposed, executed here, waiting for export, exported, confirmed or contradicted by the ERP.',
  options: { month: 'text', account: 'text' },
  files: [0, 0],
  run(invocation) {
    const month = neededOption(invocation, 'month');
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new UsageError('--month takes YYYY-MM.');
    const wanted = textOption(invocation, 'account');
    return withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const accounts = (await runQuery(engine, tenant.id, (db) => loadBankAccounts(db, tenant.id, company.id))).filter(
        (one) => wanted === undefined || textKey(one.number) === textKey(wanted),
      );
      if (accounts.length === 0)
        return refuse('cash.bank-account-not-found', `${company.code} has no bank account "${wanted ?? ''}".`);
      const rows = [];
      for (const account of accounts) {
        const of = { companyId: company.id, bankAccountId: account.id, month };
        const posted = await bankPostingStates(engine, tenant.id, of);
        rows.push(...posted.rows.map((row) => ({ account: account.number, ...row })));
      }
      const text = table(
        ['Account', 'State', 'What', 'Movements', 'Amount', ''],
        rows.map((row) => [row.account, row.state, row.kind, String(row.count), grouped(row.amount), row.currency]),
        ['left', 'left', 'left', 'right', 'right'],
      );
      return done({ json: { month, rows }, text: rows.length === 0 ? 'Nothing of the bank was posted in it.' : text });
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
        text:
          out === undefined
            ? written.trimEnd()
            : `${entries.length} ${entries.length === 1 ? 'clearing' : 'clearings'} exported to ${out}.`,
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
        { company, answers: answers.value.answers, asOf },
      );
      if (!outcome.ok) return outcome;
      const { confirmed, rejected, known } = outcome.value;
      const returned = [...answers.value.returned, ...outcome.value.returned].sort((a, b) => a.row! - b.row!);
      const said = `${confirmed} confirmed, ${rejected} rejected and taken back here, ${known} known already, ${returned.length} not taken.`;
      const rows = returned.map((one) => [String(one.row), one.reference, one.reason]);
      return done({
        json: { ...outcome.value, returned },
        text: rows.length === 0 ? said : `${said}\n\n${table(['Row', 'Reference', 'Why'], rows, ['right'])}`,
      });
    });
  },
};

export const exportsCommands: readonly Command[] = [
  exportsListCommand,
  exportsBankCommand,
  exportsExportCommand,
  exportsAnswerCommand,
];
